"""The year after somebody left, in any register that names makers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipdesk.model.findings import Finding, Leaver
from ipdesk.model.record import Record
from ipdesk.registers import REGISTERS, register
from ipdesk.registers.watch import makers_of, watched
from tests.registers.rights import PATENT, SECRET
from tests.registers.samples import DISCLOSURE, FACTS, Pair

LEFT = Leaver("单雨桐", "A0117", date(2026, 3, 31))
FILED = date(2026, 11, 9)
PAIRS: tuple[Pair, ...] = (
    ("maker-left", {"left_on": date(2026, 3, 31)}, {"left_on": date(2025, 3, 31)}),
    ("maker-left", {"left_on": date(2026, 11, 8)}, {"left_on": FILED}),
)


def _found(record: Record, *leavers: Leaver, today: date = FACTS.today) -> list[Finding]:
    held = next(each for each in REGISTERS if each.record is type(record))
    return list(watched(held, record, replace(FACTS, leavers=leavers, today=today)))


@pytest.mark.parametrize("pair", PAIRS)
def test_each_finding_comes_and_goes(pair: Pair) -> None:
    """A patent filed within the year is found, one filed after it or by somebody still here is not."""
    record = replace(PATENT, filed_on=FILED)
    name, positive, negative = pair
    assert [each.id for each in _found(record, replace(LEFT, **positive))] == [name]
    assert _found(record, replace(LEFT, **negative)) == []


def test_without_a_day_of_its_own_today_counts() -> None:
    """What is not made yet is made now."""
    record = replace(DISCLOSURE, completed=None, submitted=None)
    assert _found(record, LEFT, today=date(2027, 3, 31))
    assert not _found(record, LEFT, today=date(2027, 4, 1))


def test_a_row_with_a_last_day_of_its_own_is_left_to_the_rule_for_it() -> None:
    """Nobody is told twice."""
    rows = (replace(DISCLOSURE.inventors[0], left_on=LEFT.left_on), *DISCLOSURE.inventors[1:])
    record = replace(DISCLOSURE, completed=None)
    assert _found(record, LEFT)
    assert not _found(replace(record, inventors=rows), LEFT)


def test_the_place_names_the_row() -> None:
    """So the window leads there."""
    assert [each.field for each in _found(SECRET, replace(LEFT, name=SECRET.creators[0].name))] == [
        "creators[0].name"
    ]


def test_makers_are_those_of_the_declaration() -> None:
    """Each register with makers names people by fields that exist."""
    with_makers = [each for each in REGISTERS if each.makers]
    assert {each.name for each in with_makers} == {"disclosures", "patents", "secrets"}
    assert [name for _, name, _ in makers_of(register("disclosures"), DISCLOSURE)] == [
        each.name for each in DISCLOSURE.inventors
    ]
