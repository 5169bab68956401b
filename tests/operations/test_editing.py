"""What may be changed of a record: told beforehand exactly as the operations would decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ipdesk.model.errors import Refused
from ipdesk.model.record import Record
from ipdesk.operations import reading, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.operations.editing import may_supplement, open_fields
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure, bring_to, project

NEW = DISCLOSURES.record()
EVERY = frozenset(each.name for each in DISCLOSURES.fields())
TRIED = {"unit": "别的研究室", "assigned_to": "李明", "grade": "core"}


def shown(desk: Desk, number: str) -> Record:
    """Return a disclosure."""
    return reading.show(desk, DISCLOSURES, number).record


def test_a_new_record_is_open_to_who_may_add(desk: Desk, as_user: Callable[..., Desk]) -> None:
    assert open_fields(desk, DISCLOSURES, NEW) == EVERY
    assert open_fields(as_user("reader"), DISCLOSURES, NEW) == frozenset()


@pytest.mark.parametrize("state", ["draft", "submitted", "secrecy-check", "accepted", "closed"])
@pytest.mark.parametrize("role", ["officer", "reviewer", "reader"])
def test_what_is_open_can_be_changed_and_what_is_closed_cannot(
    desk: Desk, as_user: Callable[..., Desk], state: str, role: str
) -> None:
    number = add_disclosure(desk)
    if state != "draft":
        bring_to(desk, number, state)
    user = desk if role == "officer" else as_user(role)
    open_now = open_fields(user, DISCLOSURES, shown(user, number))
    for name, value in TRIED.items():
        try:
            records.change(user, DISCLOSURES, number, {name: value})
        except Refused:
            assert name not in open_now
        else:
            assert name in open_now


def test_a_supplement_opens_what_was_reported(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = add_disclosure(desk)
    assert not may_supplement(desk, DISCLOSURES, shown(desk, number))
    bring_to(desk, number, "accepted")
    record = shown(desk, number)
    assert may_supplement(desk, DISCLOSURES, record)
    assert "unit" in open_fields(desk, DISCLOSURES, record, supplement=True)
    assert not may_supplement(as_user("reviewer"), DISCLOSURES, record)


def test_withdrawn_and_sealed_records_are_closed(desk: Desk) -> None:
    number, other = add_disclosure(desk), add_disclosure(desk)
    records.withdraw(desk, DISCLOSURES, number, "重复登记")
    spills.seal(desk, DISCLOSURES, other, "超出许可范围")
    for each in (number, other):
        assert open_fields(desk, DISCLOSURES, shown(desk, each)) == frozenset()
        assert not may_supplement(desk, DISCLOSURES, shown(desk, each))


def test_a_register_without_supplements_never_offers_them(desk: Desk) -> None:
    number = records.add(desk, PROJECTS, [project(number="KY-2025-003")])[0].number
    record = replace(reading.show(desk, PROJECTS, number).record, state="closed")
    assert not may_supplement(desk, PROJECTS, record)
