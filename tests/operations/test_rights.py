"""Patents, secrets and hand-overs at the desk: the gate before filing, two people, and what ledgers bring."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, Refused
from ipdesk.model.values import plain_values
from ipdesk.operations import documents, dossiers, intake, reading, records, sheet_documents, today
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.patent_gate import GATED
from ipdesk.store import writing as store
from tests.conftest import START, SetClock
from tests.operations.cases import ENGLISH, add_disclosure, held, said
from tests.registers.rights import HANDOVER, PATENT, SECRET

PATENTS, SECRETS, HANDOVERS = register("patents"), register("secrets"), register("handovers")
ASSESSMENTS = register("assessments")
PASSED = {"outcome": "file-cn", "gates": "passed", "lapses_on": date(2026, 8, 1), "state": "decided"}


def assess(desk: Desk, disclosure: str, **values: Any) -> str:
    """Put an assessment into the store as the desk would leave it after a decision, and return its number."""
    made = ASSESSMENTS.record(title="热链", disclosure=(disclosure,), decided_on=date(2026, 2, 1))  # type: ignore[call-arg]
    with desk.workspace.write() as writing:
        number = writing.add(ASSESSMENTS, made).number
    assessed_anew(desk, number, **{**PASSED, **values})
    return number


def assessed_anew(desk: Desk, number: str, **values: Any) -> None:
    """Change an assessment past all its own rules."""
    with desk.workspace.write() as writing:
        kept: store.Held = writing.held(ASSESSMENTS, number)
        writing.change(ASSESSMENTS, kept, replace(kept.record, **values), "set")


def order(desk: Desk, disclosure: str = "", assessment: str = "", **values: Any) -> str:
    """Add a right as it is ordered and return its number."""
    plain = plain_values(PATENT) | {"number": "", "disclosure": disclosure, "assessment": assessment}
    plain |= {"filed_on": "2026-03-02", "ordered_on": "2026-03-01", "urgent_by": "2026-04-01", "projects": []}
    return records.add(desk, PATENTS, [plain | values])[0].number


def test_the_whole_way_of_a_right(desk: Desk) -> None:
    disclosure = add_disclosure(desk)
    number = order(desk, disclosure, assess(desk, disclosure))
    records.move(desk, PATENTS, number, "filed")
    with pytest.raises(Incomplete) as refused:
        records.move(desk, PATENTS, number, "granted")
    assert "Grant date" in said(refused.value)
    records.change(desk, PATENTS, number, {"granted_on": "2026-03-04", "grant_number": "CN 1 B"})
    records.move(desk, PATENTS, number, "granted")
    with pytest.raises(Incomplete):
        records.move(desk, PATENTS, number, "ended")
    records.change(desk, PATENTS, number, {"ended_on": "2026-03-05", "end_reason": "abandoned"})
    records.move(desk, PATENTS, number, "ended")
    assert held(desk, number, PATENTS).state == "ended"


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "preparing"},
        {"gates": "failed"},
        {"outcome": "release"},
        {"outcome": "defence-patent"},
        {"lapses_on": date(2026, 3, 1)},
    ],
)
def test_nothing_is_filed_on_an_assessment_that_does_not_carry_it(desk: Desk, wrong: dict[str, Any]) -> None:
    disclosure = add_disclosure(desk)
    number = order(desk, disclosure, assess(desk, disclosure, **wrong))
    with pytest.raises(Incomplete) as refused:
        records.move(desk, PATENTS, number, "filed")
    assert "assessment" in said(refused.value)
    assert held(desk, number, PATENTS).state == "ordered"


def test_a_decision_taken_back_keeps_the_grant_shut_too(desk: Desk) -> None:
    disclosure = add_disclosure(desk)
    assessment = assess(desk, disclosure)
    number = order(desk, disclosure, assessment, granted_on="2026-03-04", grant_number="CN 1 B")
    records.move(desk, PATENTS, number, "filed")
    assessed_anew(desk, assessment, state="preparing")
    with pytest.raises(Incomplete):
        records.move(desk, PATENTS, number, "granted")


def test_an_old_filing_needs_its_reason_and_a_new_one_cannot_use_it(desk: Desk, clock: SetClock) -> None:
    old = order(desk, filed_on="2019-05-06", ordered_on="")
    with pytest.raises(Incomplete):
        records.move(desk, PATENTS, old, "filed")
    reason = {"legacy_reason": "本系统启用前已申请。"}
    records.change(desk, PATENTS, old, reason)
    records.move(desk, PATENTS, old, "filed")
    told = {each.id: ENGLISH.say(each.message) for each in reading.show(desk, PATENTS, old).findings}
    assert "before this desk began on 2026-03-05" in told["legacy"]
    clock.forward(weeks=3)  # the filing lies before its entry, and after the desk began
    new = order(desk, **reason, filed_on="2026-03-05")
    with pytest.raises(Incomplete) as refused:
        records.move(desk, PATENTS, new, "filed")
    assert "this desk began on 2026-03-05" in said(refused.value)


ACTS = st.lists(
    st.one_of(
        st.sampled_from([each.code for each in PATENTS.states.states]).map(lambda code: ("move", code)),
        st.tuples(
            st.just("assess"),
            st.fixed_dictionaries(
                {},
                optional={
                    "outcome": st.sampled_from([each.code for each in OUTCOMES]),
                    "gates": st.sampled_from(["passed", "failed", "open"]),
                    "state": st.sampled_from(["preparing", "decided"]),
                },
            ),
        ),
        st.just(("assess", dict(PASSED))),
    ),
    min_size=2,
    max_size=10,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_no_way_at_the_desk_leads_past_the_gate(desk: Desk, acts: list[tuple[str, Any]]) -> None:
    disclosure = add_disclosure(desk)
    assessment = assess(desk, disclosure)
    whole = {"granted_on": "2026-03-04", "grant_number": "CN 1 B", "ended_on": "2026-03-05"}
    number = order(desk, disclosure, assessment, **whole, end_reason="other")
    for act, what in acts:
        if act == "assess":
            assessed_anew(desk, assessment, **what)
            continue
        try:
            records.move(desk, PATENTS, number, what, reason="试行")
        except Refused:
            continue
        if what in GATED:
            told = ASSESSMENTS.facts(held(desk, assessment, ASSESSMENTS))
            assert (told["gates"], told["decided"]) == ("passed", "yes")
            assert told["outcome"] in ("file-cn", "file-pct")


def test_a_ledger_with_the_usual_headings_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["案号", "专利名称", "专利类型", "申请号", "申请日", "专利权人", "发明人", "授权公告日", "授权公告号", "代理机构", "状态说明"])  # fmt: skip
    sheet.append(["A-1", "柔性热链", "发明专利", "201910000001.2", "2019-05-06", "某所", "单雨桐、仇立新", "2021-03-04", "CN 1 B", "某代理", "有效"])  # fmt: skip
    sheet.append(
        ["A-2", "热链测试软件", "软著", "2020SR0001", "2020年1月2日", "某所", "仇立新", "", "", "", ""]
    )
    path = tmp_path / "专利台账.xlsx"
    book.save(path)
    preview = intake.preview(desk, PATENTS, path)
    intake.accept(desk, preview)
    first, second = held(desk, "A-1", PATENTS), held(desk, "A-2", PATENTS)
    assert (first.kind, second.kind) == ("invention", "software")
    assert [each.name for each in first.inventors] == ["单雨桐", "仇立新"]
    assert [each.party for each in first.applicants] == ["某所"]
    assert (first.filed_on, first.grant_number) == (date(2019, 5, 6), "CN 1 B")
    assert (first.state, second.state) == ("granted", "filed")


HEADINGS = (
    *("序号", "申请号/专利号", "发明名称", "专利类型", "申请（专利权）人", "发明（设计）人", "申请日"),
    *("公开（公告）日", "授权公告日", "案件状态", "年费年度", "缴费日期", "事件", "事件日期"),
)
OWNED = ("某所", "单雨桐；仇立新")


def test_a_portfolio_of_before_the_desk_comes_in_as_it_stands(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        HEADINGS,
        (1, "201810000001.4", "甲", "发明", *OWNED, "2018-03-05", "2018-09-04", "2020-06-30", "专利权维持", "第9年", "2026-02-01", "受理；实审", "2018-03-08；2018-10-01"),
        (2, "ZL201520000001.6", "乙", "", *OWNED, "2015/1/8", "2015-07-01", "", "未缴年费终止失效", "", "", "", ""),
        (3, "202510000001.X", "丙", "发明", *OWNED, "2025-05-06", "", "", "等待实审提案", "", "", "", ""),
        (4, "202610000001.9", "丁", "发明", *OWNED, f"{START:%Y-%m-%d}", "", "", "等待实审提案", "", "", "", ""),
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    looked = intake.preview(desk, PATENTS, tmp_path / "a.xlsx")
    kept = [each.record for each in looked.rows]
    assert [each.state for each in kept if each] == ["granted", "ended", "filed", "ordered"]
    told = [{doubt.field for doubt in each.row.doubts} for each in looked.rows]
    assert told[0] == {"grant_number", "legacy_reason"}
    assert told[1] == {"kind", "granted_on", "end_reason", "legacy_reason"}
    assert (told[2], told[3]) == ({"legacy_reason"}, {"state"})
    intake.accept(desk, looked)
    first = held(desk, "ZL-2026-0001", PATENTS)
    assert [(each.event, each.cycle) for each in first.events] == [
        ("acceptance", None),
        ("exam-entered", None),
        ("fee-paid", 9),
    ]
    assert "old ledger" in first.legacy_reason
    assert intake.preview(desk, PATENTS, tmp_path / "a.xlsx").counts()["same"] == 4
    records.undo(desk)
    assert held(desk, "ZL-2026-0001", PATENTS).state == "withdrawn"


def test_one_right_is_known_again_however_its_number_is_written(desk: Desk, tmp_path: Path) -> None:
    number = order(desk, application_number="202611000001.5")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["申请号", "名称", "授权公告日"])
    sheet.append(["ZL 2026110000015", "一种空间相机低温热链组件", "2026-03-04"])
    sheet.append(["CN2026110000015", "另一件", ""])
    book.save(tmp_path / "a.xlsx")
    first, second = intake.preview(desk, PATENTS, tmp_path / "a.xlsx").rows
    assert (first.number, first.outcome) == (number, "changed")
    assert second.outcome == "refused"
    twin = order(desk, application_number="ZL202611000001.5")
    assert "right-twice" in {each.id for each in reading.show(desk, PATENTS, twin).findings}


def test_a_family_is_gathered_by_links_and_by_numbers(desk: Desk, tmp_path: Path) -> None:
    base = order(desk, application_number="202611000001.5")
    priority: Any = {"priorities": [{"number": "ZL2026110000015", "country": "CN", "day": "2026-03-02"}]}
    international = order(desk, kind="pct", application_number="PCT/CN2026/000001", **priority)
    entered = order(
        desk, kind="foreign", jurisdiction="US", application_number="19/1", parents=[international]
    )
    order(desk, application_number="202611000002.2")
    for number in (base, entered):
        dossier = dossiers.family_of(desk, PATENTS, held(desk, number, PATENTS))
        others = {each.number for each in dossier.members}
        assert others == {base, international, entered} - {number}
    path = tmp_path / "a.pdf"
    documents.print_record(desk, PATENTS, entered, path, document="family")
    assert path.read_bytes().startswith(b"%PDF")


def test_a_secret_is_recognised_by_a_reviewer_who_did_not_propose_it(
    desk: Desk, as_user: Callable[..., Desk]
) -> None:
    plain = plain_values(SECRET) | {"number": "", "disclosure": [], "assessment": [], "projects": []}
    plain |= {"since": "2026-02-01", "proposed_on": "2026-03-01", "recognised_on": "2026-03-05", "access": []}
    plain |= {"recognised_by": plain["proposed_by"], "review_on": "2027-02-05"}
    number = records.add(desk, SECRETS, [plain])[0].number
    with pytest.raises(NotPermitted, match="may not make this move"):
        records.move(desk, SECRETS, number, "recognised")
    reviewer = as_user("reviewer")
    with pytest.raises(Incomplete) as refused:
        records.move(reviewer, SECRETS, number, "recognised")
    assert "both proposed and recognised" in said(refused.value)
    records.change(reviewer, SECRETS, number, {"recognised_by": "曾广生"})
    records.move(reviewer, SECRETS, number, "recognised")
    found = today.due(desk, until=date(2027, 12, 31)).matters
    assert [(each.number, each.due) for each in found if each.register == "secrets"] == [
        (number, date(2027, 2, 5))
    ]


def test_who_proposed_a_secret_does_not_recognise_it_in_another_role(desk: Desk) -> None:
    plain = plain_values(SECRET) | {"number": "", "disclosure": [], "assessment": [], "projects": []}
    number = records.add(desk, SECRETS, [plain | {"access": [], "recognised_on": "2026-03-05"}])[0].number
    turned = replace(desk, workspace=copy(desk.workspace))
    turned.workspace.actor = replace(desk.actor, role="reviewer")
    with pytest.raises(NotPermitted, match="You entered"):
        records.move(turned, SECRETS, number, "recognised")


def test_a_ledger_brings_recognised_secrets_of_before_the_desk_alone(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["名称", "状态", "密级", "等级", "信息类别", "部门", "保管人", "秘密性", "价值性", "保密性", "保密措施", "提出人", "提出日期", "认定人", "认定时间"])  # fmt: skip
    row = ["技术秘密", "重要", "工艺", "一室", "单雨桐", "是", "是", "是", "保密协议", "仇立新"]
    sheet.append(["青松", "已认定", *row, "2026-01-02", "曾广生", "2026-03-04"])
    sheet.append(["云杉", "已认定", *row, "2026-01-02", "曾广生", "2026-03-05"])
    book.save(tmp_path / "a.xlsx")
    looked = intake.preview(desk, SECRETS, tmp_path / "a.xlsx")
    assert [each.record.state for each in looked.rows if each.record] == ["recognised", "proposed"]
    intake.accept(desk, looked)
    records.undo(desk)
    again = intake.preview(desk, SECRETS, tmp_path / "a.xlsx")
    assert [each.record.state for each in again.rows if each.record] == ["recognised", "proposed"]


def test_a_hand_over_is_sent_back_and_handed_over_again(desk: Desk) -> None:
    disclosure = add_disclosure(desk)
    plain = plain_values(HANDOVER) | {"number": "", "disclosure": [disclosure], "patents": []}
    plain |= {
        "assessment": [assess(desk, disclosure)],
        "handed_on": "2026-03-02",
        "received_on": "2026-03-03",
    }
    number = records.add(desk, HANDOVERS, [plain])[0].number
    for target in ("handed-over", "returned", "handed-over", "received"):
        records.move(desk, HANDOVERS, number, target, reason="材料不全")
    assert held(desk, number, HANDOVERS).state == "received"


@pytest.mark.parametrize("name", ["patents", "secrets", "handovers"])
def test_the_plain_sheet_is_written(desk: Desk, tmp_path: Path, name: str) -> None:
    found = register(name)
    number = records.add(desk, found, [{found.title: "青松"}])[0].number
    documents.print_record(desk, found, number, tmp_path / "a.pdf", document="record")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert reading.show(desk, found, number).record.state == found.states.first()


def test_order_and_family_are_written_as_workbooks_and_again_byte_for_byte(
    desk: Desk, tmp_path: Path
) -> None:
    base = order(desk, application_number="202611000001.5")
    entered = order(desk, kind="foreign", jurisdiction="US", application_number="19/1", parents=[base])
    for document, told in (("order", "机加工"), ("family", "19/1")):
        first, again = tmp_path / f"{document}.xlsx", tmp_path / f"{document}-2.xlsx"
        if document == "order":
            records.change(desk, PATENTS, entered, {"instructions": told})
        paper = sheet_documents.print_sheet(desk, PATENTS, entered, first, document)
        cells = {
            str(cell.value) for sheet in load_workbook(first) for row in sheet.iter_rows() for cell in row
        }
        assert any(told in each for each in cells)
        assert "部分" in cells and not any("条记录" in each for each in cells)  # its lines are no records
        documents.print_again(desk, paper.stamp.serial, again)
        assert again.read_bytes() == first.read_bytes()
    with pytest.raises(NotFound, match="for paper alone"):
        sheet_documents.print_sheet(desk, PATENTS, entered, tmp_path / "a.xlsx", "record")
