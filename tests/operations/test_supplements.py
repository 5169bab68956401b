"""After acceptance what was reported changes by supplements only, each a version of its own."""

from __future__ import annotations

from typing import Any

import pytest

from ipdesk.model.errors import Incomplete, WrongValue
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from tests.conftest import SetClock
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure, bring_to, held, project, said


@pytest.mark.parametrize("state", ["accepted", "assessment", "closed"])
@pytest.mark.parametrize(
    "values",
    [{"title": "新名"}, {"inventors": [{"name": "单雨桐", "share": "100"}]}, {"projects": []}, {"trl": 5}],
)
def test_reported_fields_are_frozen_and_a_supplement_opens_them(
    state: str, values: dict[str, Any], desk: Desk
) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, state)
    with pytest.raises(Incomplete) as refused:
        records.change(desk, DISCLOSURES, number, values)
    assert "as a supplement" in said(refused.value)
    made = records.change(desk, DISCLOSURES, number, values, supplement="发明人来函更正")
    assert made is not None
    assert (made.act, {each.field for each in made.fields}) == ("supplement", {*values, "supplements"})


def test_versions_count_up_without_a_gap(desk: Desk, clock: SetClock) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "accepted")
    for index in range(3):
        clock.forward(days=1)
        records.change(desk, DISCLOSURES, number, {"trl": index + 4}, supplement=f"第{index + 1}次补充")
    sight = reading.show(desk, DISCLOSURES, number)
    record: Any = sight.record
    rows = record.supplements
    assert [each.version for each in rows] == [1, 2, 3]
    assert [each.received_on.isoformat() for each in rows] == ["2026-03-06", "2026-03-07", "2026-03-08"]
    assert {each.written_by for each in rows} == {"李明"}
    ids = [each.id for each in sight.findings]
    assert "supplement-versions" not in ids
    assert ids.count("supplement-unchecked") == 3  # each came after the secrecy check


def test_what_the_office_fills_stays_open(desk: Desk) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "accepted")
    for values in (
        {"assigned_to": "解敏"},
        {"duplicates_checked": True},
        {"next_step": "评估"},
        {"grade": ""},
    ):
        records.change(desk, DISCLOSURES, number, values)
    assert held(desk, number).state == "accepted"


def test_a_supplement_may_be_a_paper_that_changes_no_field(desk: Desk) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "accepted")
    made = records.change(desk, DISCLOSURES, number, {}, supplement="收到检测报告，见附件")
    assert made is not None
    assert [each.field for each in made.fields] == ["supplements"]


def test_before_acceptance_there_is_nothing_to_supplement(desk: Desk) -> None:
    number = add_disclosure(desk)
    with pytest.raises(Incomplete) as refused:
        records.change(desk, DISCLOSURES, number, {"trl": 4}, supplement="补充")
    assert "change it directly" in said(refused.value)
    assert held(desk, number).revision == 1


def test_a_register_without_supplements_says_so(desk: Desk) -> None:
    number = records.add(desk, PROJECTS, [project()])[0].number
    with pytest.raises(WrongValue) as refused:
        records.change(desk, PROJECTS, number, {"funder": "某委"}, supplement="来函")
    assert "no supplements" in said(refused.value)


def test_a_supplement_is_taken_back_whole(desk: Desk) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "accepted")
    before = held(desk, number)
    records.change(desk, DISCLOSURES, number, {"title": "新名"}, supplement="更名")
    records.undo(desk)
    after = held(desk, number)
    assert (after.title, after.supplements) == (before.title, ())
