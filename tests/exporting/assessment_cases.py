"""Assessments with their dossiers, from which the documents of an assessment are made: usual, whole by our own list, empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any

from ipdesk.exporting.dossiers import Act, Cited, Dossier, Enclosed
from ipdesk.exporting.records import Linked
from ipdesk.model.record import marking_of
from ipdesk.paths import resource_path
from ipdesk.registers import disclosures
from ipdesk.registers.answered import Answer, office_answers
from ipdesk.registers.assessment_rows import Approval, Assessor, CostShare, OwnerShare, RevenueShare
from ipdesk.registers.assessments import Assessment, settled, sheets_of
from ipdesk.rules.checklist import Checklist, Item, evaluate, spreads
from ipdesk.rules.checklist_files import read_checklist
from ipdesk.rules.floors import Floors, read_floors
from tests.registers.samples import ASSESSMENT, DISCLOSURE
from tests.rules.lists import trial

AT = datetime(2026, 11, 3, 9, 0, tzinfo=timezone(timedelta(hours=8)))
DISCLOSED = Cited(
    Linked("Disclosure", DISCLOSURE, DISCLOSURE.title, "In assessment", marking_of(DISCLOSURE)),
    disclosures.REGISTER.facts(DISCLOSURE),
    grounds=True,
)
ENCLOSED = (
    Enclosed("PG-2026-0003", "检索报告（热链，2026-11-04）.pdf", 482_113, "3f" * 32, "李专员", AT),
    Enclosed("PL-2026-0012", "实验记录.zip", 12_904_771, "a07c" * 16, "解敏", AT),
)


@cache
def our_list() -> Checklist:
    """Return the checklist that comes with the program."""
    path = resource_path("rules", "checklists", "assessment.toml")
    return read_checklist(path.name, path.read_text(encoding="utf-8"))


@cache
def our_floors() -> Floors:
    """Return the statutory floors that come with the program."""
    path = resource_path("rules", "floors", "reward.toml")
    return read_floors(path.name, path.read_text(encoding="utf-8"))


def acts(count: int) -> tuple[Act, ...]:
    """Return so many acts on an assessment after two on its disclosure."""
    told = [("add", "PL-2026-0012"), ("move", "PL-2026-0012"), ("add", "PG-2026-0003")]
    told += [("set", "PG-2026-0003")] * count
    return tuple(
        Act(40 + 3 * place, AT + timedelta(hours=place), "李专员", act, number, f"{place:02x}c4" * 16)
        for place, (act, number) in enumerate(told)
    )


def dossier(record: Assessment, checklist: Checklist | None, **more: Any) -> Dossier:
    """Return the dossier of an assessment that was answered by a list, None for one that is not kept here."""
    sheets = sheets_of(record)
    own = office_answers(record)
    floors = our_floors()
    made = Dossier(
        lab="某某实验室",
        checklist=checklist,
        result=settled(record, checklist)[1],
        sheets=sheets,
        alone={name: evaluate(checklist, own, [sheet]).scores for name, sheet in sheets.items()} if checklist else {},
        ranges=spreads(checklist, list(sheets.values())) if checklist else {},
        floors=floors.floors_on(record.decided_on or record.opened_on or date(2026, 11, 3)),
        floors_note=floors.note,
    )  # fmt: skip
    return replace(made, **more)


def usual(**changes: Any) -> tuple[Assessment, Dossier]:
    """Return the sample assessment as it is decided, with some values changed, and its dossier."""
    decided = settled(replace(ASSESSMENT, state="decided", **changes), trial())[0]
    return decided, dossier(decided, trial(), cited=(DISCLOSED,), enclosed=ENCLOSED, acts=acts(3))


def _answer(item: Item, shift: int) -> str:
    match item.kind:
        case "yes-no":
            return (
                item.good
                if not item.fails
                else next(each for each in ("yes", "no") if each not in item.fails)
            )
        case "score":
            return str(3 + shift % 3 - (shift % 7 == 0))
        case "choice":
            return next(each.code for each in item.options if each.code not in item.fails)
        case "day":
            return "2026-11-04"
        case _:
            return f"见附件《检索报告》第{shift}节：检索式、分类号与命中文献清单齐备，由检索人员复核。"  # fmt: skip


def whole(names: tuple[str, ...] = ("王𬭎", "欧阳䶮喆", "阿卜杜外力·吐尔逊")) -> tuple[Assessment, Dossier]:
    """Return an assessment with every question of our own list answered by several people, and its dossier."""
    checklist = our_list()
    rows = [Answer(item=item.id, answer=_answer(item, place), on=date(2026, 11, 5),
                   note="依据检索报告和完成人说明。" if place % 4 == 0 else "")
            for place, item in enumerate(checklist.items) if item.kind != "score" or not names]  # fmt: skip
    for turn, name in enumerate(names):
        rows += [Answer(item=item.id, answer=_answer(item, place + turn), by=name, on=date(2026, 11, 10),
                        note="同类方案已有报道，优势在装配精度。" if (place + turn) % 9 == 0 else "")
                 for place, item in enumerate(checklist.items) if item.kind == "score"]  # fmt: skip
    fields = ("technical", "legal", "market")
    record = replace(
        ASSESSMENT,
        state="decided",
        checklist_version=checklist.version,
        checklist="9c1f" * 16,
        answers=tuple(rows),
        assessors=tuple(
            Assessor(
                name=name, unit="材料研究室", field=fields[turn % 3], interest="none", no_gain=True,
                declared_on=date(2026, 11, 8), scored_on=date(2026, 11, 10), signed_on=date(2026, 11, 11),
                opinion="方案完整，建议尽快申请；注意与在研项目的衔接。" if turn == 0 else "",
            )
            for turn, name in enumerate(names)
        ),
        owners=(
            OwnerShare(party="某某实验室", share=Decimal("66.6667"), ground="专利法第六条"),
            OwnerShare(party="某某大学", share=Decimal("33.3333"), ground="合作合同 HT-2025-031"),
        ),
        costs=(
            CostShare(cost="filing", payer="laboratory", funds="own", share=Decimal("70")),
            CostShare(cost="filing", payer="co-owner", name="某某大学", funds="partner", share=Decimal("30")),
            CostShare(cost="abroad", payer="laboratory", funds="operating", share=Decimal("100")),
        ),
        revenues=(
            RevenueShare(party="contributors", share=Decimal("55.5"), ground="本单位成果转化办法第八条"),
            RevenueShare(party="transfer-staff", share=Decimal("4.5")),
            RevenueShare(party="laboratory", share=Decimal("40")),
        ),
        terms="国外费用按国别逐项报批；一方不再续费的，提前三十日书面通知另一方。",
        approvals=(
            *ASSESSMENT.approvals,
            Approval(step="committee", name="周主任", opinion="agree", on=date(2026, 11, 14), no_gain=True,
                     note="会议表决通过。"),
        ),
        departure_reason="系统建议与委员会意见不同：委员会认为应当尽快取得申请日。",
    )  # fmt: skip
    record = settled(record, checklist)[0]
    return record, dossier(
        record, checklist, cited=(DISCLOSED, minutes(record)), enclosed=ENCLOSED, acts=acts(30)
    )


def minutes(record: Assessment) -> Cited:
    """Return the minutes of a committee that resolved on an assessment."""
    other = replace(DISCLOSURE, number="HY-2026-002", id="meeting")
    about = {"outcome": "file-cn", "for": "5", "against": "1", "abstained": "0", "recused": "吴一凡"}
    return Cited(
        Linked("Meeting", other, "2026年第二次知识产权委员会会议", "Held", marking_of(other)),
        {"held_on": "2026-11-13", "signed": "yes", "members": "周主任、郑工、冯工、褚工、卫工、蒋工",
         **{f"{record.number}.{name}": text for name, text in about.items()}},
        grounds=True,
    )  # fmt: skip


def empty() -> tuple[Assessment, Dossier]:
    """Return an assessment just opened by our own list, and its dossier."""
    record = Assessment(state="preparing", checklist="9c1f" * 16, checklist_version=our_list().version)
    record = settled(record, our_list())[0]
    return record, dossier(record, our_list())
