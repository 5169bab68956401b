"""How people stand, read from the store; and the year after somebody left, in other registers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ipdesk.operations import duties, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register

PEOPLE, AGREEMENTS = register("people"), register("agreements")
MOVEMENTS, DISCLOSURES = register("movements"), register("disclosures")


def _add(desk: Desk, *many: dict[str, Any]) -> list[str]:
    base = {"unit": "一室", "employment": "permanent", "joined": "2020-01-01"}
    return [each.number for each in records.add(desk, PEOPLE, [{**base, **one} for one in many])]


def _status(desk: Desk) -> dict[str, dict[str, str]]:
    return {
        each.line.number: {duty.code: duty.status for duty in each.duties} for each in duties.standings(desk)
    }


def test_an_agreement_in_force_clears_the_duty(desk: Desk) -> None:
    """It is asked live: withdrawn, it counts no more."""
    _add(desk, {"number": "A1", "name": "甲"}, {"number": "A2", "name": "乙"})
    values = {"name": "甲", "person": ["A1"], "kind": "joiner", "paper_number": "2019-17"}
    [made] = records.add(desk, AGREEMENTS, [values])
    assert _status(desk) == {"A1": {"agreement": "waiting"}, "A2": {"agreement": "missing"}}
    signed = {"signed_on": "2026-01-05", "countersigned_on": "2026-01-06", "effective_on": "2026-01-06"}
    records.change(desk, AGREEMENTS, made.number, signed)
    for state in ("signed-both", "in-force"):
        records.move(desk, AGREEMENTS, made.number, state)
    assert _status(desk)["A1"] == {"agreement": "signed"}
    assert [each.line.number for each in duties.without_agreement(desk)] == ["A2"]
    records.withdraw(desk, AGREEMENTS, made.number, "登记有误")
    assert [each.line.number for each in duties.without_agreement(desk)] == ["A1", "A2"]


def test_people_stand_in_the_order_asked(desk: Desk) -> None:
    """A page of a table asks for just its rows."""
    _add(desk, {"number": "A1", "name": "甲"}, {"number": "A2", "name": "乙"}, {"number": "A3", "name": "丙"})
    ids = duties.matching(desk, "agreement", "missing")
    assert [each.line.number for each in duties.standings(desk, [ids[2], ids[0]])] == ["A3", "A1"]


def test_a_movement_under_way_is_told(desk: Desk) -> None:
    """Closed, it is not."""
    _add(desk, {"number": "A1", "name": "甲"})
    task = {"text": "签协议", "mandatory": True, "due": "2026-01-01", "state": "open"}
    values = {"name": "甲", "person": ["A1"], "kind": "joining", "day": "2026-01-01", "tasks": [task]}
    [made] = records.add(desk, MOVEMENTS, [values])
    assert _status(desk)["A1"]["movement"] == "due"
    records.change(desk, MOVEMENTS, made.number, {"tasks": [{**task, "state": "done"}]})
    records.move(desk, MOVEMENTS, made.number, "closed")
    assert "movement" not in _status(desk)["A1"]


@pytest.mark.parametrize("named", ["单雨桐", "Shan Yutong"])
def test_the_watch_fires_on_a_disclosure_that_names_a_leaver(desk: Desk, named: str) -> None:
    """By any spelling of the name, until a year after the last day."""
    _add(
        desk,
        {
            "number": "A1",
            "name": "单雨桐",
            "left_on": "2026-01-31",
            "variants": [{"name": "Shan Yutong", "kind": "pinyin"}],
        },
    )
    values = {"title": "热链", "inventors": [{"name": named}], "completed": "2026-06-30"}
    [made] = records.add(desk, DISCLOSURES, [values])
    sight = reading.show(desk, DISCLOSURES, made.number)
    [watch] = [each for each in sight.findings if each.id == "maker-left"]
    assert watch.field == "inventors[0].name"
    records.change(desk, DISCLOSURES, made.number, {"completed": "2027-02-01"})
    sight = reading.show(desk, DISCLOSURES, made.number)
    assert not [each for each in sight.findings if each.id == "maker-left"]


def test_two_people_with_one_identity_number_are_told(desk: Desk) -> None:
    """At either of them; not once one is withdrawn."""
    first, second = _add(
        desk,
        {"number": "A1", "name": "甲", "identity_number": "E1234567"},
        {"number": "A2", "name": "乙", "identity_number": "E1234567"},
    )
    for number in (first, second):
        sight = reading.show(desk, PEOPLE, number)
        assert [each.field for each in sight.findings if each.id == "person-twice"] == ["identity_number"]
    records.withdraw(desk, PEOPLE, second, "重复")
    sight = reading.show(desk, PEOPLE, first)
    assert not [each for each in sight.findings if each.id == "person-twice"]


def test_a_name_sorts_as_a_name(desk: Desk) -> None:
    """A surname has its own reading: 单 is Shan, not Dan."""
    _add(desk, {"number": "A1", "name": "单雨桐"}, {"number": "A2", "name": "方明"})
    from ipdesk.store.lists import Order

    ids = reading.list_ids(desk, PEOPLE, order=Order("name", descending=False))
    assert [each.number for each in reading.whole(desk, PEOPLE, list(ids))] == ["A2", "A1"]


def test_dates_are_read_as_dates(desk: Desk) -> None:
    """So that they compare."""
    _add(desk, {"number": "A1", "name": "甲", "left_on": "2026-03-01"})
    assert duties.standings(desk)[0].line.left_on == date(2026, 3, 1)
