"""Adding and changing records: all or nothing, by revision, and with the field named that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ipdesk.model.errors import NotFound, Stale, WrongValue
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from tests.operations.cases import (
    DISCLOSURES,
    PROJECTS,
    add_disclosure,
    disclosure,
    held,
    said,
    state_of_store,
)


def test_many_are_added_with_running_numbers_in_one_transaction(desk: Desk) -> None:
    made = records.add(desk, DISCLOSURES, [disclosure(title=f"成果{index}") for index in range(3)])
    assert [each.number for each in made] == ["PL-2026-0001", "PL-2026-0002", "PL-2026-0003"]
    batches = {records.history(desk, DISCLOSURES, each.number)[0].batch for each in made}
    assert len(batches) == 1
    assert records.add(desk, DISCLOSURES, []) == []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"no_such_field": 1}, "[1].no_such_field"),
        ({"completed": "去年"}, "[1].completed"),
        ({"trl": "十"}, "[1].trl"),
        ({"level": "绝对机密"}, "[1].level"),
        ({"inventors": [{"name": "甲"}, {"share": "101"}]}, "[1].inventors[1].share"),
        ({"inventors": "张三"}, "[1].inventors"),
        ({"inventors": [1]}, "[1].inventors"),
        ({"title": {"zh": "名"}}, "[1].title"),
        ({"title": ["名"]}, "[1].title"),
        ({"state": "accepted"}, "[1].state"),
        ({"revision": 7}, "[1].revision"),
        ({"id": "x"}, "[1].id"),
        ({"title": "长" * 1001}, "[1].title"),
    ],
)
def test_one_wrong_value_keeps_all_out_and_is_named(wrong: dict[str, Any], place: str, desk: Desk) -> None:
    before = state_of_store(desk)
    with pytest.raises(WrongValue) as refused:
        records.add(desk, DISCLOSURES, [disclosure(), disclosure(**wrong)])
    assert refused.value.field == place
    assert "Nothing was changed" in said(refused.value)
    assert state_of_store(desk) == before


def test_a_number_given_is_kept_and_not_given_twice(desk: Desk) -> None:
    records.add(desk, DISCLOSURES, [disclosure(number="PL-2026-0002")])
    made = records.add(desk, DISCLOSURES, [disclosure(), disclosure()])
    assert [each.number for each in made] == ["PL-2026-0001", "PL-2026-0003"]
    before = state_of_store(desk)
    with pytest.raises(WrongValue) as refused:
        records.add(desk, DISCLOSURES, [disclosure(title="好"), disclosure(number="PL-2026-0003")])
    assert "in use" in said(refused.value)
    with pytest.raises(WrongValue):
        records.change(desk, DISCLOSURES, "PL-2026-0001", {"number": "PL-2026-0002"})
    assert state_of_store(desk) == before
    assert records.add(desk, PROJECTS, [{"number": "PL-2026-0002"}])  # another register counts apart


def test_a_number_cannot_be_taken_away(desk: Desk) -> None:
    number = add_disclosure(desk)
    with pytest.raises(WrongValue):
        records.change(desk, DISCLOSURES, number, {"number": ""})
    assert held(desk, number).number == number


def test_options_are_read_in_either_language(desk: Desk) -> None:
    number = add_disclosure(desk, level="技术秘密", grade="Core", types="发明、软件")
    record: Any = held(desk, number)
    assert (record.level, record.grade, record.types) == ("trade", "core", ("invention", "software"))


def test_nothing_differs_nothing_is_written(desk: Desk) -> None:
    number = add_disclosure(desk)
    before = state_of_store(desk)
    assert records.change(desk, DISCLOSURES, number, disclosure()) is None
    assert state_of_store(desk) == before


def test_a_change_says_before_and_after(desk: Desk) -> None:
    number = add_disclosure(desk)
    made = records.change(desk, DISCLOSURES, number, {"completed": "2026年1月9日", "trl": "4"})
    assert made is not None
    assert {each.field: (each.before, each.after) for each in made.fields} == {
        "completed": ("2026-02-10", "2026-01-09"),
        "trl": (None, 4),
    }
    assert made.revision == 2
    assert (records.history(desk, DISCLOSURES, number)[0].values or {})["fields"]["trl"] == [None, 4]


def test_a_stale_save_is_refused_and_overwrites_nothing(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = add_disclosure(desk)
    read = held(desk, number).revision
    records.change(as_user("officer"), DISCLOSURES, number, {"unit": "第二研究室"}, revision=read)
    with pytest.raises(Stale) as refused:
        records.change(desk, DISCLOSURES, number, {"unit": "第三研究室"}, revision=read)
    text = said(refused.value)
    assert "revision 1" in text
    assert "now 2" in text
    assert held(desk, number).unit == "第二研究室"


def test_what_is_not_there_is_said_plainly(desk: Desk) -> None:
    for act in (
        lambda: records.change(desk, DISCLOSURES, "PL-1999-0001", {"title": "新"}),
        lambda: records.withdraw(desk, DISCLOSURES, "PL-1999-0001", "无"),
        lambda: records.history(desk, DISCLOSURES, "PL-1999-0001"),
        lambda: reading.show(desk, DISCLOSURES, "PL-1999-0001"),
    ):
        with pytest.raises(NotFound) as refused:
            act()
        assert "There is no Disclosure with the number PL-1999-0001" in said(refused.value)


def test_a_person_is_found_in_every_field_that_names_people(desk: Desk) -> None:
    number = add_disclosure(desk)
    fields = {name for each, name in reading.mentions(desk, " 仇 立新 ") if each.number == number}
    assert fields == {"notebooks.witness"}
    records.change(desk, DISCLOSURES, number, {"notebooks": [], "assigned_to": "仇立新"})
    assert [name for _, name in reading.mentions(desk, "仇立新")] == ["assigned_to"]
