"""The papers of the docket: what stands in them, in which order, under which marking, and what a calendar file keeps back."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from ipdesk.model.errors import CannotWrite, NotFound, WrongValue
from ipdesk.model.wanted import Wanted
from ipdesk.operations import docket, docket_papers, idle_patents, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.store import audit
from tests.conftest import SetClock
from tests.exporting.golden import page_texts
from tests.operations.deadline_books import install_books

PATENTS = register("patents")
KEPT, USED, SHOWN, YOUNG, BLANK = "ZL-1", "ZL-2", "ZL-3", "ZL-4", "ZL-5"


@pytest.fixture
def granted(desk: Desk, tmp_path: Path) -> Desk:
    """Give a desk with five granted patents: idle, put into practice, offered on a platform, young, without a filing date."""
    install_books(desk, tmp_path)
    base: dict[str, Any] = {
        "kind": "invention",
        "level": "public",
        "filed_on": "2020-03-20",
        "granted_on": "2022-05-01",
        "application_number": "202010000001.X",
        "inventors": [{"name": "单雨桐", "unit": "一室"}, {"name": "仇立新", "unit": "一室"}],
    }
    paid: dict[str, Any] = {"event": "fee-paid", "day": "2025-03-01", "cycle": 6}
    posted = {"event": "posted", "day": "2025-06-01", "party": "某技术交易所"}
    own: list[dict[str, Any]] = [
        {"number": KEPT, "title": "=热链", "level": "internal", "events": [paid]},
        {"number": USED, "title": "支撑", "events": [paid, posted, {"event": "implemented", "day": "2025-07-01"}]},
        {"number": SHOWN, "title": "标定", "events": [paid, posted]},
        {"number": YOUNG, "title": "薄膜", "filed_on": "2023-09-09", "granted_on": "2025-01-02", "events": [paid | {"cycle": 3}]},
        {"number": BLANK, "title": "封装", "filed_on": None, "granted_on": "2024-01-02", "events": []},
    ]  # fmt: skip
    records.add(desk, PATENTS, [base | each for each in own])
    return desk


def cells(place: Path) -> list[dict[str, Any]]:
    """Return the rows of a sheet by their headings."""
    heads, *held = load_workbook(place).worksheets[0].iter_rows(min_row=4, values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in held]


def test_a_list_says_first_what_presses_and_then_goes_by_month(
    granted: Desk, clock: SetClock, tmp_path: Path
) -> None:
    clock.forward(days=60)
    paper = docket_papers.write_docket_list(granted, tmp_path / "期限.pdf")
    text = page_texts((tmp_path / "期限.pdf").read_bytes())
    places = [
        text.index(each) for each in ("滞纳期内（3项）", "存疑（", "无法算出日期（1项）", "2026年9月（1项）")
    ]
    assert places == sorted(places) and paper.records == 5 and not paper.unresolved
    assert "国知发运字〔2021〕7号（五）" in text and "据转引" in text
    assert "加收5%" in "".join(text.split()) and "早于本系统登记" in text


def test_a_list_is_narrowed_and_says_to_what(granted: Desk, tmp_path: Path) -> None:
    wanted = Wanted(since=date(2026, 3, 1), until=date(2026, 3, 31), waits_for=("finance",))
    docket_papers.write_docket_list(granted, tmp_path / "期限.xlsx", wanted)
    assert [each["登记编号"] for each in cells(tmp_path / "期限.xlsx")] == [KEPT, USED, SHOWN]
    nothing = Wanted(until=date(2000, 1, 1), registers=("secrets",))
    paper = docket_papers.write_docket_list(granted, tmp_path / "空.pdf", nothing, "en")
    text = page_texts((tmp_path / "空.pdf").read_bytes())
    assert "Nothing of what was asked for is due." in text and "only Technical secrets" in text
    assert paper.records == 0


def test_a_list_ends_a_year_ahead_unless_more_is_asked_for(granted: Desk, tmp_path: Path) -> None:
    def listed(name: str, **asked: Any) -> tuple[set[str], str, list[str]]:
        paper = docket_papers.write_docket_list(granted, tmp_path / name, language="en", **asked)
        sheet = load_workbook(tmp_path / name).worksheets[0]
        days = {str(each["Day that holds"])[:10] for each in cells(tmp_path / name)}
        english = granted.translator.to("en")
        return days, str(sheet.cell(3, 1).value), [english.say(each) for each in paper.notices]

    usual, over, notices = listed("1.xlsx")
    everything, whole, none = listed("2.xlsx", view="all")
    assert max(usual - {"None"}) <= "2027-03-05" < max(everything - {"None"})
    assert "None" in usual  # what has no day is told with what presses
    (said,) = notices
    assert said.startswith("due after 2027-03-05, not listed: ") and said in over
    assert none == [] and "not listed" not in whole
    doubtful, told, _ = listed("3.xlsx", view="doubtful")
    assert doubtful and max(doubtful) < "2026-03-05" and "Doubtful" in told
    until, _, left = listed("4.xlsx", wanted=Wanted(until=date(2040, 1, 1)))
    assert max(until - {"None"}) > "2027-03-05" and left == []


def test_an_order_takes_in_what_is_due_and_in_its_grace(
    granted: Desk, clock: SetClock, tmp_path: Path
) -> None:
    docket_papers.write_fee_order(granted, tmp_path / "一.xlsx")
    assert [each["登记编号"] for each in cells(tmp_path / "一.xlsx")] == [KEPT, USED, SHOWN, BLANK]
    clock.forward(days=60)
    docket_papers.write_fee_order(granted, tmp_path / "二.xlsx", date(2026, 10, 1))
    held = {each["登记编号"]: each for each in cells(tmp_path / "二.xlsx")}
    grace, due, undated = held[KEPT], held[YOUNG], held[BLANK]
    assert (grace["缴费情形"], grace["年费年度"]) == ("滞纳期内", "7")
    assert (grace["目前滞纳金"], grace["下一档滞纳金"]) == ("至2026-05-20：5%", "至2026-06-20：10%")
    assert (due["缴费情形"], due["目前滞纳金"]) == ("期限内应缴", "至2026-10-09：0%")
    assert undated["缴费情形"] == "缺少起算日，无法算出期限" and undated["缴费期限"] is None
    assert grace["决定（保留或放弃）"] is None and grace["官费（元）"] is None


def test_a_title_that_begins_like_a_formula_stays_a_text(granted: Desk, tmp_path: Path) -> None:
    place = tmp_path / "一.xlsx"
    paper = docket_papers.write_fee_order(granted, place)
    sheet: Any = load_workbook(place).worksheets[0]
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=热链"]
    assert [cell.data_type for cell in found] == ["s"] and found[0].quotePrefix
    assert "内部" in sheet["A1"].value and paper.stamp.name() in sheet["A3"].value
    assert paper.stamp.name() in sheet.oddFooter.left.text


def test_a_review_lists_what_is_idle_and_how_it_was_handled(granted: Desk, tmp_path: Path) -> None:
    docket_papers.write_idle_review(granted, tmp_path / "盘点.xlsx")
    held = cells(tmp_path / "盘点.xlsx")
    assert [(each["登记编号"], each["处置情况"], each["授权年数"]) for each in held] == [
        (KEPT, "尚待处置", 3),
        (SHOWN, "已处置，待复查", 3),
    ]
    assert held[0]["发明人所在部门"] == "一室" and held[0]["发明人"] == "单雨桐、仇立新"
    assert held[1]["已登记的处置"] == "在平台发布，2025-06-01（某技术交易所）"
    assert held[0]["下次年费"] == "缴纳年费（第 7 年度）"
    docket_papers.write_idle_review(granted, tmp_path / "盘点.pdf")
    assert "国知发运字〔2021〕7号（五）" in page_texts((tmp_path / "盘点.pdf").read_bytes())


def test_a_patent_that_ended_or_was_settled_leaves_the_review(granted: Desk, tmp_path: Path) -> None:
    records.change(granted, PATENTS, SHOWN, {"ended_on": "2026-01-02", "end_reason": "unpaid"})
    docket.refresh(granted)
    [idle] = [each for each in idle_patents.idle_patents(granted) if each.record.number == KEPT]
    docket.settle(granted, PATENTS, KEPT, idle.flag.key, "列入本年度集中处置")
    docket_papers.write_idle_review(granted, tmp_path / "盘点.xlsx")
    [left] = cells(tmp_path / "盘点.xlsx")
    assert left["处置情况"] == "已处置，待复查" and "列入本年度集中处置" in left["已登记的处置"]
    back = [{"event": "posted", "day": "2025-06-01"}, {"event": "restored", "day": "2026-02-02"}]
    records.change(granted, PATENTS, SHOWN, {"events": back})
    docket_papers.write_idle_review(granted, tmp_path / "恢复.xlsx")
    assert [each["登记编号"] for each in cells(tmp_path / "恢复.xlsx")] == [KEPT, SHOWN]


def test_without_its_rule_no_empty_paper_is_written(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(docket_papers, "rules_of_idle", lambda _: ())
    monkeypatch.setattr(docket_papers, "is_fee", lambda _: False)
    for write in (docket_papers.write_fee_order, docket_papers.write_idle_review):
        with pytest.raises(NotFound):
            write(desk, tmp_path / "空.pdf")
    assert not (tmp_path / "空.pdf").exists()


def events(place: Path) -> dict[str, Any]:
    """Return the events of a calendar file by their uids."""
    return {str(each["uid"]): each for each in Calendar.from_ical(place.read_bytes()).walk("VEVENT")}


def test_a_calendar_keeps_its_names_and_moves_with_its_days(granted: Desk, tmp_path: Path) -> None:
    first = docket_papers.write_calendar(granted, tmp_path / "一.ics")
    before = events(tmp_path / "一.ics")
    assert [each.id for each in first.notices] == [
        "Tasks without a day, which are not in the calendar: {count}",
        "due after {day}, not listed: {count}",
    ]
    [kept] = [each for each in before.values() if str(each["summary"]).startswith(f"{KEPT} 缴纳年费")]
    assert kept["dtstart"].dt == date(2026, 3, 20) and "dtend" not in kept
    assert [alarm["trigger"].dt for alarm in kept.walk("VALARM")] == [
        timedelta(hours=9, days=-7),
        timedelta(hours=-15),
    ]
    assert "第一百一十四条" in kept["description"] and "财务部门" in kept["description"]
    assert "滞纳期至2026-09-20" in kept["description"]
    [grace] = [
        each for each in before.values() if str(each["summary"]).startswith(f"{KEPT} 滞纳期届满：缴纳年费")
    ]
    assert grace["dtstart"].dt == date(2026, 9, 20) and len(grace.walk("VALARM")) == 6
    records.change(granted, PATENTS, KEPT, {"filed_on": "2020-04-09"})
    docket_papers.write_calendar(granted, tmp_path / "二.ics")
    after = events(tmp_path / "二.ics")
    assert set(after) == set(before)
    moved = after[str(kept["uid"])]
    assert moved["dtstart"].dt == date(2026, 4, 9) and moved["sequence"] > kept["sequence"]


def test_a_calendar_ends_a_year_ahead_unless_more_is_asked_for(granted: Desk, tmp_path: Path) -> None:
    def written(name: str, **asked: Any) -> tuple[date, list[str]]:
        paper = docket_papers.write_calendar(granted, tmp_path / name, **asked)
        told = events(tmp_path / name).values()
        days = [each["dtstart"].dt for each in told if "滞纳期届满" not in str(each["summary"])]
        said = [granted.translator.to("en").say(each) for each in paper.notices]
        return max(days), [each for each in said if each.startswith("due after")]

    last, [further] = written("一.ics")
    assert last <= date(2027, 3, 5) and further.startswith("due after 2027-03-05, not listed: ")
    for name, asked in (
        ("二.ics", {"wanted": Wanted(until=date(2028, 2, 1))}),
        ("三.ics", {"everything": True}),
    ):
        until, none = written(name, **asked)
        assert until == date(2028, 1, 2) and none == []


def test_titles_leave_the_desk_only_of_public_records_or_when_asked(granted: Desk, tmp_path: Path) -> None:
    records.change(granted, PATENTS, SHOWN, {"level": "trade", "grade": "core"})
    plain = docket_papers.write_calendar(granted, tmp_path / "一.ics")
    text = (tmp_path / "一.ics").read_text(encoding="utf-8")
    assert "支撑" in text and "热链" not in text and "标定" not in text and f"{SHOWN} " in text
    assert plain.marking.handling == "internal"
    asked = docket_papers.write_calendar(granted, tmp_path / "二.ics", titles=True)
    text = (tmp_path / "二.ics").read_text(encoding="utf-8")
    assert "热链" in text and "标定" in text and asked.marking.handling == "trade-core"
    listed = docket_papers.write_docket_list(granted, tmp_path / "三.pdf")
    assert listed.marking.handling == "trade-core"


def test_papers_are_private_logged_and_never_in_the_workspace(granted: Desk, tmp_path: Path) -> None:
    for write, ending in (
        (docket_papers.write_docket_list, ".pdf"),
        (docket_papers.write_fee_order, ".xlsx"),
        (docket_papers.write_idle_review, ".pdf"),
        (docket_papers.write_calendar, ".ics"),
    ):
        place = tmp_path / f"文{ending}"
        paper = write(granted, place)
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        last, *_ = audit.entries(granted.workspace.db)
        assert last.act == "export" and (last.values or {})["serial"] == paper.stamp.serial
        with pytest.raises(CannotWrite):
            write(granted, granted.workspace.folder / f"文{ending}")
        with pytest.raises(WrongValue):
            write(granted, tmp_path / "文.docx")
    assert not list(tmp_path.glob(".*.part"))
