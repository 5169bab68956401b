"""A record of each register with nothing wrong, from which each test departs by one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ipdesk.model.findings import Facts, Finding, Linked
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.registers import REGISTERS
from ipdesk.registers.answered import Answer
from ipdesk.registers.assessment_rows import Approval, Assessor, CostShare, OwnerShare, RevenueShare
from ipdesk.registers.assessments import Assessment
from ipdesk.registers.disclosure_rows import Inventor, Notebook, NoveltyEvent
from ipdesk.registers.disclosures import Disclosure
from ipdesk.registers.meeting_rows import Attendee, Resolution
from ipdesk.registers.meetings import Meeting
from ipdesk.registers.projects import Member, Project
from ipdesk.registers.release_rows import Consent, Reply, Transferee
from ipdesk.registers.releases import Release
from tests.registers.publishing import OURS, PAPER, PAPER_FACTS
from tests.registers.rights import HANDOVER, PATENT, RIGHTS, SECRET
from tests.registers.staff import AGREEMENT, MOVEMENT, PERSON, STAFF
from tests.rules.lists import ALL_WELL, trial

ENGLISH = Translator("en", Path())
TODAY = date(2026, 11, 22)
KNOWN = Linked("KY-2025-003", "低温光学载荷", "running")
SEEN = "0" * 32  # the digest of what was disclosed
DISCLOSED = Linked(
    "PL-2026-0012", "一种空间相机低温热链组件", "assessment",
    {"content": SEEN, "inventors": "单雨桐、阿依古丽·买买提", "level": "internal", "classification": ""},
)  # fmt: skip
ASSESSED = Linked("PG-2026-0003", "一种空间相机低温热链组件", "decided")
FACTS = Facts(
    today=TODAY,
    linked={("projects", "KY-2025-003"): KNOWN, ("assessments", "PG-2026-0003"): ASSESSED},
)
# What a register's sample links to, where that is something else.
FACTS_OF: dict[str, Facts] = {
    "assessments": Facts(today=TODAY, linked={("disclosures", DISCLOSED.number): DISCLOSED}),
    "patents": RIGHTS,
    "secrets": RIGHTS,
    "papers": PAPER_FACTS,
    "handovers": RIGHTS,
    "people": STAFF,
    "movements": STAFF,
    "agreements": STAFF,
}

FIRST = Inventor(
    name="单雨桐",
    staff_number="A0117",
    unit="低温光学研究室",
    employment="permanent",
    nationality="中国",
    joined=date(2019, 7, 1),
    role="项目负责人",
    contribution="提出双级斯特林预冷与柔性热链耦合的总体方案。",
    share=Decimal("60"),
    signed_on=date(2026, 10, 20),
)
SECOND = Inventor(
    name="阿依古丽·买买提",
    staff_number="A0342",
    unit="低温光学研究室",
    employment="contract",
    nationality="中国",
    joined=date(2021, 3, 1),
    role="骨干",
    contribution="设计柔性热链的编织结构并完成参数寻优。",
    share=Decimal("40"),
    signed_on=date(2026, 10, 20),
)
DISCLOSURE = Disclosure(
    number="PL-2026-0012",
    state="assessment",
    level="internal",
    title="一种空间相机低温热链组件",
    unit="低温光学研究室",
    submitted=date(2026, 10, 20),
    completed=date(2026, 9, 30),
    types=("invention",),
    inventors=(FIRST, SECOND),
    conceived=date(2025, 5, 6),
    first_record=date(2025, 5, 8),
    tested=date(2026, 8, 15),
    notebooks=(Notebook(book="LR-2025-07", page="33", day=date(2025, 5, 8), witness="仇立新"),),
    projects=("KY-2025-003",),
    funding=("national",),
    declaration_needed=True,
    declaration_type="国家重点研发计划",
    declaration_programme="低温光学载荷关键技术",
    declaration_number="2025YFB0000001",
    problem="刚性热链把制冷机振动传到焦面。",
    solution="以编织铜带作柔性热链，两端扩散焊。",
    features="编织角与层数的匹配关系。",
    declared_true=True,
    declared_inventors=True,
    declared_rights=True,
    declared_secrecy=True,
    received_on=date(2026, 10, 21),
    secrecy_result="internal",
    secrecy_level="internal",
    secrecy_basis="本单位国家秘密事项一览表未列",
    secrecy_checked_by="曾广生",
    secrecy_checked_on=date(2026, 10, 23),
    determination="service",
    determination_basis="执行本单位任务所完成。",
    determined_by="解敏",
    determined_on=date(2026, 10, 26),
    notice_sent_on=date(2026, 10, 27),
    outcome="patent",
    closed_on=date(2026, 11, 20),
)
PROJECT = Project(
    number="KY-2025-003",
    state="running",
    level="internal",
    title="低温光学载荷",
    project_class="key-programme",
    major=True,
    funder="国家科研主管部门",
    leader="单雨桐",
    ip_officer="解敏",
    members=(Member(name="单雨桐", role="负责人", since=date(2025, 1, 1)),),
    started=date(2025, 1, 1),
    ends=date(2027, 12, 31),
    navigation_on=date(2024, 11, 1),
)
SCORED_ON = date(2026, 11, 10)


def scored(name: str, **scores: str) -> tuple[Answer, ...]:
    """Return the scores of a person by item, the dots of which are underscores here."""
    return tuple(
        Answer(item=item.replace("_", "."), answer=score, by=name, on=SCORED_ON)
        for item, score in scores.items()
    )


OFFICE = tuple(
    Answer(item=item, answer=answer, on=date(2026, 11, 5))
    for item, answer in ALL_WELL.items()
    if item not in ("worth.novel", "market.demand")
)
ASSESSMENT = Assessment(
    number="PG-2026-0003",
    state="deciding",
    level="internal",
    title="一种空间相机低温热链组件",
    disclosure=("PL-2026-0012",),
    disclosure_seen=SEEN,
    inventors="单雨桐、阿依古丽·买买提",
    unit="低温光学研究室",
    opened_on=date(2026, 11, 3),
    prepared_by="李专员",
    checklist="1" * 64,
    checklist_version="2",
    answers=(
        *OFFICE,
        *scored("王评", worth_novel="4", market_demand="3"),
        *scored("赵评", worth_novel="5", market_demand="3"),
    ),
    assessors=(
        Assessor(
            name="王评", unit="材料研究室", field="technical", interest="none", no_gain=True,
            declared_on=date(2026, 11, 8), scored_on=SCORED_ON,
        ),
        Assessor(
            name="赵评", unit="成果处", field="market", interest="none", no_gain=True,
            declared_on=date(2026, 11, 9), scored_on=SCORED_ON,
        ),
    ),
    owners=(OwnerShare(party="示例研究所", share=Decimal(100), ground="专利法第六条"),),
    costs=(CostShare(cost="all", payer="laboratory", funds="own", share=Decimal(100)),),
    revenues=(
        RevenueShare(party="contributors", share=Decimal(60)),
        RevenueShare(party="laboratory", share=Decimal(40)),
    ),
    outcome="file-cn",
    decision_reason="技术先进，有明确的许可对象。",
    approvals=(
        Approval(step="unit-head", name="钱主任", opinion="agree", on=date(2026, 11, 12), no_gain=True),
        Approval(step="ip-leader", name="孙所长", opinion="agree", on=date(2026, 11, 13), no_gain=True),
    ),
    decided_on=date(2026, 11, 14),
)  # fmt: skip


RELEASE = Release(
    number="FQ-2026-001",
    state="done",
    level="internal",
    title="一种空间相机低温热链组件",
    disclosure=("PL-2026-0012",),
    assessment=("PG-2026-0005",),
    right="apply",
    filed=False,
    transferor="某某研究院",
    transferees=(
        Transferee(
            name="单雨桐",
            unit="低温光学研究室",
            nationality="中国",
            share=Decimal("100"),
            contact="本院12号楼305室",
        ),
    ),
    consents=(Consent(name="阿依古丽·买买提", consented_on=date(2026, 11, 12)),),
    first_refusal="waived",
    consideration="income",
    income_share=Decimal("10"),
    consideration_terms="每年结清一次。",
    costs_borne_by="transferee",
    costs_note="自签订之日起的全部费用由受让人负担。",
    paid_so_far="无。",
    secrecy_duties="申请公布之前不对外披露焊接参数。",
    no_classified_content=True,
    licence_retained=True,
    licence_terms="供本院后续相机任务的研究使用。",
    notified_on=date(2026, 11, 3),
    notice_days=15,
    last_filing_day=date(2027, 2, 28),
    answers=(
        Reply(name="单雨桐", answer="takes", answered_on=date(2026, 11, 5)),
        Reply(name="阿依古丽·买买提", answer="declines", answered_on=date(2026, 11, 10)),
    ),
    co_owners_consented="not-needed",
    funder_cleared="obtained",
    funder_on=date(2026, 11, 13),
    funder_number="科函〔2026〕88号",
    secrecy_cleared="obtained",
    secrecy_on=date(2026, 11, 14),
    secrecy_number="保审2026-051",
    outbound_cleared="not-needed",
    contract_number="ZR-2026-004",
    signed_by_transferee_on=date(2026, 11, 19),
    signed_by_lab_on=date(2026, 11, 20),
    signed_for_lab_by="穆存远",
    scan="ZR-2026-004.pdf",
)
RELEASED_CASE = {
    "level": "internal",
    "classification": "",
    "secrecy_result": "internal",
    "inventors": "单雨桐、阿依古丽·买买提",
    "co_owners": "no",
    "foreign": "no",
    "funders": "yes",
}
DECIDED = {
    "disclosure": "PL-2026-0012",
    "outcome": "release",
    "decided": "yes",
    "lapses_on": "2027-10-30",
    "inventors": "单雨桐、阿依古丽·买买提",
}
RELEASE_FACTS = Facts(
    today=TODAY,
    linked={
        ("disclosures", "PL-2026-0012"): Linked("PL-2026-0012", "热链", "closed", RELEASED_CASE),
        ("assessments", "PG-2026-0005"): Linked("PG-2026-0005", "热链", "decided", DECIDED),
    },
)
MEETING = Meeting(
    number="HY-2026-004",
    state="held",
    level="internal",
    title="2026年第四次专利申请前评审会",
    held_on=date(2026, 10, 30),
    place="3号楼201会议室",
    chair="穆存远",
    recorder="解敏",
    members=(
        Attendee(name="穆存远", role="chair", present=True, voting=True),
        Attendee(name="单雨桐", role="member", present=True, voting=True),
        Attendee(name="仇立新", role="member", present=True, voting=True),
        Attendee(name="佟佳音", role="expert", present=True, voting=True),
        Attendee(name="区文渊", role="member", present=False, voting=True),
        Attendee(name="解敏", role="secretary", present=True, voting=False),
    ),
    cases=("PG-2026-0005", "PG-2026-0006"),
    resolutions=(
        Resolution(
            case_number="PG-2026-0005",
            subject="一种空间相机低温热链组件",
            resolution="release",
            in_favour=2,
            against=0,
            abstained=1,
            recused="单雨桐",
            note="市场窄，申请费用与预期收益不相称。",
        ),
        Resolution(
            case_number="PG-2026-0006",
            subject="多孔陶瓷雾化芯",
            resolution="file-cn",
            in_favour=4,
            against=0,
            abstained=0,
        ),
    ),
    minutes="会议听取了两件评估的汇报，逐件讨论并表决。",
    minutes_signed_by="穆存远",
    minutes_signed_on=date(2026, 11, 2),
)
MEETING_FACTS = Facts(
    today=TODAY,
    linked={
        ("assessments", "PG-2026-0005"): Linked("PG-2026-0005", "热链", "deciding", DECIDED),
        ("assessments", "PG-2026-0006"): Linked(
            "PG-2026-0006", "雾化芯", "deciding", {"inventors": "孙七、李四"}
        ),
    },
)
FACTS_OF |= {"releases": RELEASE_FACTS, "meetings": MEETING_FACTS}

SAMPLES: tuple[Record, ...] = (
    DISCLOSURE, ASSESSMENT, MEETING, PATENT, SECRET, PAPER, RELEASE, HANDOVER, PROJECT, PERSON, MOVEMENT, AGREEMENT,
)  # fmt: skip


def sample_of(register: Register) -> Any:
    """Return the record of a register with nothing wrong."""
    return next(each for each in SAMPLES if type(each) is register.record)


def event(**values: Any) -> tuple[NoveltyEvent, ...]:
    """Return one event as the value of the field events."""
    return (NoveltyEvent(**values),)


def first(**values: Any) -> tuple[Inventor, ...]:
    """Return the two inventors with the first one changed."""
    return (replace(FIRST, **values), SECOND)


def found(record: Record, /, **values: Any) -> dict[str, Finding]:
    """Return the findings of a changed record by id; `facts` among the values stands for the facts."""
    held = next(each for each in REGISTERS if each.record is type(record))
    facts = values.pop("facts", FACTS_OF.get(held.name, FACTS))
    changed: Any = replace(record, **values)
    if held.checklist:
        checklist = OURS if held.name == "papers" else trial()
        changed, result = held.settled(changed, checklist if changed.checklist else None)
        facts = replace(facts, answered=result)
    return {each.id: each for each in held.findings(changed, facts)}


def with_facts(**values: Any) -> Facts:
    """Return the usual facts with some changed."""
    return replace(FACTS, **values)


Pair = tuple[str, Mapping[str, Any], Mapping[str, Any]]


def check(record: Record, pair: Pair) -> Finding:
    """Assert that a finding comes with the first changes and not with the second; return it."""
    name, positive, negative = pair
    present = found(record, **positive)
    for finding in present.values():
        for message in filter(None, (finding.message, finding.clears)):
            assert "{" not in ENGLISH.say(message), "a blank is not filled"
    assert name in present, f"{name} missing among {sorted(present)}"
    assert name not in found(record, **negative)
    return present[name]
