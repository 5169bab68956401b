"""The signing rate: what counts as here, as having to sign and as signed, today and on an earlier day; the report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook

from ipdesk.model.errors import WrongValue
from ipdesk.operations import reading, records, signing
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_rules import employments_in_force
from ipdesk.registers import register
from ipdesk.registers.signing import FIGURES, Figure, Tally, by_lack
from tests.conftest import SetClock
from tests.exporting.golden import page_texts

PEOPLE, AGREEMENTS = register("people"), register("agreements")


@pytest.fixture
def signed(desk: Desk) -> Desk:
    """Give a desk with six people here, and one who has left: in two units and two kinds."""
    base = {
        "employment": "permanent",
        "joined": "2020-01-01",
        "unit": "一室",
        "level": "internal",
        "post": "研究员",
    }
    own = [
        {"number": "A1", "name": "丁"},
        {"number": "A2", "name": "丙", "unit": "二室"},
        {"number": "A3", "name": "乙", "employment": "student"},
        {"number": "A4", "name": "甲"},
        {"number": "A5", "name": "戊", "employment": "student", "joined": "2026-01-10"},
        {"number": "A6", "name": "己", "left_on": "2025-06-30"},
        {"number": "A7", "name": "庚", "unit": ""},
    ]
    records.add(desk, PEOPLE, [{**base, **each} for each in own])
    sign(desk, "A1", "丁", "2020-01-03")
    sign(desk, "A2", "丙", "2020-01-03", "2026-02-01")
    sign(desk, "A6", "己", "2020-01-03")
    sign(desk, "A3", "乙", "2026-02-10", kind="student")
    records.add(
        desk, AGREEMENTS, [{"name": "戊", "person": ["A5"], "kind": "student", "drafted_on": "2026-02-20"}]
    )
    return desk


def sign(
    desk: Desk, number: str, name: str, since: str, until: str | None = None, kind: str = "joiner"
) -> None:
    values = {
        "name": name, "person": [number], "kind": kind, "paper_number": f"纸-{number}", "host": "某大学",
        "signed_on": since, "countersigned_on": since, "third_signed_on": since, "effective_on": since,
        "drafted_on": since, "expires_on": until, "third_party": "某大学", "third_representative": "辛",
    }  # fmt: skip
    [made] = records.add(desk, AGREEMENTS, [values])
    for state in ("signed-both", "in-force"):
        records.move(desk, AGREEMENTS, made.number, state)


def figures(tally: Tally) -> dict[Figure, int]:
    return {each: tally.count(each) for each in FIGURES if tally.count(each)}


def test_each_person_here_counts_once(signed: Desk) -> None:
    rate = signing.signing_rate(signed)
    assert rate.live and rate.on == date(2026, 3, 5)
    assert figures(rate.total) == {"here": 6, "signed": 2, "waiting": 1, "missing": 2, "expired": 1}
    assert rate.total.share == Decimal("33.3") and rate.total.lacking == 3
    assert {each.name: figures(each) for each in rate.units} == {
        "一室": {"here": 4, "signed": 2, "waiting": 1, "missing": 1},
        "二室": {"here": 1, "expired": 1},
        "": {"here": 1, "missing": 1},
    }
    assert {each.name: each.share for each in rate.kinds} == {
        "permanent": Decimal("25.0"),
        "student": Decimal("50.0"),
    }


def test_every_figure_opens_to_the_list_of_its_people(signed: Desk) -> None:
    rate = signing.signing_rate(signed)
    for tallies, field in ((rate.units, "unit"), (rate.kinds, "employment")):
        for tally in tallies:
            for figure in FIGURES:
                asked = [(field, tally.name), ("duty", signing.word_of(figure))]
                assert set(reading.list_ids(signed, PEOPLE, asked)) == set(tally.people[figure])


def test_an_earlier_day_counts_by_the_days_of_the_records(signed: Desk) -> None:
    """Then the second was still bound, the sixth still here, the fifth not yet, and the third's not begun."""
    rate = signing.signing_rate(signed, date(2025, 6, 30))
    assert not rate.live
    assert figures(rate.total) == {"here": 6 - 1 + 1, "signed": 3, "missing": 3}
    assert figures(signing.signing_rate(signed, date(2025, 7, 1)).total) == {
        "here": 5,
        "signed": 2,
        "missing": 3,
    }
    assert figures(signing.signing_rate(signed, date(2019, 1, 1)).total) == {}


def test_an_agreement_that_ended_later_held_before(signed: Desk, clock: SetClock) -> None:
    numbers = [
        each.number
        for each in reading.whole(signed, AGREEMENTS, reading.list_ids(signed, AGREEMENTS, text="丁"))
    ]
    records.change(signed, AGREEMENTS, numbers[0], {"ended_on": "2026-03-01", "end_reason": "协商解除"})
    records.move(signed, AGREEMENTS, numbers[0], "ended")
    assert signing.signing_rate(signed).total.count("signed") == 1
    assert signing.signing_rate(signed, date(2026, 2, 28)).total.count("signed") == 2
    assert signing.signing_rate(signed, date(2026, 3, 1)).total.count("signed") == 1


def test_a_later_day_lets_agreements_expire_and_people_go(signed: Desk) -> None:
    records.change(signed, PEOPLE, "A4", {"left_on": "2026-03-31"})
    later = signing.signing_rate(signed, date(2026, 4, 1))
    assert later.total.count("here") == 5 and later.total.count("missing") == 1


def test_those_that_lack_most_come_first_and_nobody_needs_no_rate() -> None:
    few, many, none = Tally("乙"), Tally("甲"), Tally("丙")
    for tally, figure, ids in ((few, "signed", [1]), (many, "missing", [2, 3]), (none, "none", [4])):
        tally.add("here", ids)
        tally.add(cast(Figure, figure), ids)
    assert [each.name for each in by_lack([few, many, none])] == ["甲", "丙", "乙"]
    assert none.share is None
    assert none.needed == 0


def test_no_people_no_rate(desk: Desk) -> None:
    rate = signing.signing_rate(desk)
    assert rate.units == () and rate.total.share is None


def test_kinds_are_called_as_the_rules_in_force_say(desk: Desk) -> None:
    for language in ("zh", "en"):
        kind = employments_in_force(desk).of("student")
        assert signing.kind_labels(desk, language)["student"] == kind.label.said(language)


def test_the_report_says_the_figures_and_names_people_only_on_request(signed: Desk, tmp_path: Path) -> None:
    plain, naming = tmp_path / "统计.pdf", tmp_path / "名单.pdf"
    assert signing.write_signing_report(signed, plain).records == 0
    paper = signing.write_signing_report(signed, naming, naming=True)
    assert paper.records == 3 and not paper.unresolved
    text, named = page_texts(plain.read_bytes()), page_texts(naming.read_bytes())
    assert "知识产权协议签署率统计表" in text and "33.3%" in text and "2026年3月5日" in text
    assert "丙" not in text
    assert all(each in named for each in ("丙", "甲", "庚", "A2"))


def test_the_workbook_lists_the_people_behind_each_figure(signed: Desk, tmp_path: Path) -> None:
    place = tmp_path / "统计.xlsx"
    paper = signing.write_signing_report(signed, place)
    assert paper.records == 6
    book = load_workbook(BytesIO(place.read_bytes()))
    assert book.sheetnames == ["按部门", "按人员类别", "在岗人数"]
    rows = [[cell.value for cell in row] for row in book["在岗人数"].iter_rows(min_row=5)]
    stands = {row[0]: row[5] for row in rows}
    assert stands == {
        "A1": "有效协议",
        "A2": "已到期",
        "A3": "有效协议",
        "A4": "未签",
        "A5": "签署中",
        "A7": "未签",
    }
    assert next(row for row in rows if row[0] == "A2")[7] is not None
    units = {row[0].value: [cell.value for cell in row[1:]] for row in book["按部门"].iter_rows(min_row=5)}
    assert units["一室"] == [4, 0, 2, 1, 1, 0, 0.5] and "未注明" in units and units["合计"][0] == 6


def test_the_report_carries_the_marking_of_those_it_names(signed: Desk, tmp_path: Path) -> None:
    records.change(signed, PEOPLE, "A4", {"level": "trade", "grade": "general"})
    assert signing.write_signing_report(signed, tmp_path / "a.pdf").marking.handling == "internal"
    named = signing.write_signing_report(signed, tmp_path / "b.pdf", naming=True)
    assert named.marking.handling != "internal"


def test_another_ending_is_refused(signed: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongValue):
        signing.write_signing_report(signed, tmp_path / "统计.docx")
