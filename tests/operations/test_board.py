"""The board: every state with its records, those waiting longest first, with true counts and nothing sealed told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ipdesk.model.errors import Refused
from ipdesk.operations import board as operation
from ipdesk.operations import reading, records, spills
from ipdesk.operations.board import RECENT, Column, board, next_step
from ipdesk.operations.desk import Desk
from ipdesk.operations.today import AGES
from tests.conftest import SetClock
from tests.operations.cases import DISCLOSURES, PROJECTS, bring_to, disclosure, project

TODAY = date(2026, 3, 5)


def add_many(desk: Desk, *many: dict[str, Any]) -> list[str]:
    """Add disclosures and return their numbers."""
    plain = {"projects": [], "funding": ["own"], "duplicates_checked": True}
    return [
        each.number for each in records.add(desk, DISCLOSURES, [disclosure(**plain, **each) for each in many])
    ]


def columns(desk: Desk) -> dict[str, Column]:
    """Return the columns of the board of disclosures by state."""
    return {each.state: each for each in board(desk, DISCLOSURES).columns}


def numbers(column: Column) -> list[str]:
    """Return the numbers of a column's cards."""
    return [each.number for each in column.cards]


def test_every_state_is_a_column_in_its_order_with_whom_it_waits_for(
    desk: Desk, as_user: Callable[..., Desk]
) -> None:
    found = board(desk, DISCLOSURES)
    assert [each.state for each in found.columns] == [each.code for each in DISCLOSURES.states.states]
    assert [each.state for each in found.columns if each.mine] == ["submitted", "completeness", "accepted"]
    assert [each.state for each in found.columns if each.final] == ["closed"]
    reviewer = board(as_user("reviewer"), DISCLOSURES)
    assert [each.state for each in reviewer.columns if each.mine] == ["secrecy-check"]


def test_cards_come_longest_in_their_state_first_whatever_changed_since(desk: Desk, clock: SetClock) -> None:
    first, second, third = add_many(desk, {}, {}, {})
    bring_to(desk, second, "submitted")
    clock.forward(days=AGES[0] + 1)
    bring_to(desk, third, "submitted")
    clock.forward(days=AGES[1])
    records.change(desk, DISCLOSURES, second, {"keywords": "热链"})
    found = columns(desk)
    assert numbers(found["submitted"]) == [second, third]
    old, young = found["submitted"].cards
    assert (old.days, old.age, old.since) == (AGES[0] + AGES[1] + 1, 2, TODAY)
    assert (young.days, young.age) == (AGES[1], 1)
    assert (old.title, old.unit, old.level) == (disclosure()["title"], disclosure()["unit"], "internal")
    assert old.marking == "Internal"
    assert numbers(found["draft"]) == [first]


def test_ages_are_parted_as_in_the_pipeline(desk: Desk, clock: SetClock) -> None:
    add_many(desk, {})
    for days, age in ((AGES[0], 0), (1, 1), (AGES[1] - AGES[0] - 1, 1), (1, 2)):
        clock.forward(days=days)
        assert columns(desk)["draft"].cards[0].age == age


def test_a_column_shows_the_longest_unchanged_and_counts_all(
    desk: Desk, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation, "MOST", 2)
    added = add_many(desk, {}, {}, {}, {})
    for each in added:
        clock.forward(hours=1)
        records.change(desk, DISCLOSURES, each, {"keywords": "热链"})
    for each in added[2:]:
        bring_to(desk, each, "closed")
        clock.forward(hours=1)
    found = columns(desk)
    assert (found["draft"].count, numbers(found["draft"])) == (2, added[:2])
    records.add(desk, DISCLOSURES, [disclosure(number="PL-9")])
    assert (columns(desk)["draft"].count, numbers(columns(desk)["draft"])) == (3, added[:2])
    assert (found["closed"].count, numbers(found["closed"])) == (2, [added[3], added[2]])


def test_fewer_may_be_asked_for_and_that_there_are_more_is_told(desk: Desk, clock: SetClock) -> None:
    added = add_many(desk, {}, {}, {})
    for each in added[1:]:
        clock.forward(hours=1)
        bring_to(desk, each, "closed")
    found = board(desk, DISCLOSURES, most=1)
    assert [(each.count, len(each.cards)) for each in found.columns if each.count] == [(1, 1), (2, 1)]
    assert found.partial
    assert not board(desk, DISCLOSURES, most=2).partial
    assert not board(desk, DISCLOSURES).partial


def test_what_ended_is_shown_for_a_while_the_latest_first(desk: Desk, clock: SetClock) -> None:
    long_ago, earlier, lately = add_many(desk, {}, {}, {})
    bring_to(desk, long_ago, "closed")
    clock.forward(days=2)
    bring_to(desk, earlier, "closed")
    clock.forward(days=RECENT - 1)
    bring_to(desk, lately, "closed")
    records.change(desk, DISCLOSURES, long_ago, {"next_step": "补记"})
    closed = columns(desk)["closed"]
    assert (numbers(closed), closed.count) == ([lately, earlier], 2)
    assert [each.age for each in closed.cards] == [None, None]
    assert [each.days for each in closed.cards] == [0, RECENT - 1]


def test_of_a_sealed_record_the_number_alone_is_told_and_withdrawn_ones_are_nowhere(desk: Desk) -> None:
    sealed, withdrawn = add_many(desk, {}, {})
    spills.seal(desk, DISCLOSURES, sealed, "超限")
    records.withdraw(desk, DISCLOSURES, withdrawn, "重复")
    (card,) = columns(desk)["draft"].cards
    assert (card.number, card.sealed) == (sealed, True)
    assert (card.title, card.unit, card.marking) == ("", "", "")


def test_the_marking_is_that_of_the_state_secret_where_there_is_one(desk: Desk) -> None:
    card = operation.Card(number="1", title="", unit="", level="classified", classification="secret",
                          sealed=False, since=TODAY, days=0, age=0)  # fmt: skip
    assert card.marking == "State secret: secret"


def test_what_only_rests_has_no_age(desk: Desk, clock: SetClock) -> None:
    number = records.add(desk, PROJECTS, [project()])[0].number
    clock.forward(days=400)
    planned = board(desk, PROJECTS).columns[0]
    assert planned.cards[0].age == 2
    records.move(desk, PROJECTS, number, "running")
    running = board(desk, PROJECTS).columns[1]
    assert (running.cards[0].number, running.cards[0].age) == (number, None)


def test_a_register_without_records_is_blank_and_one_whose_work_ended_is_not(
    desk: Desk, clock: SetClock
) -> None:
    assert board(desk, DISCLOSURES).blank
    (number,) = add_many(desk, {})
    bring_to(desk, number, "closed")
    clock.forward(days=RECENT + 1)
    found = board(desk, DISCLOSURES)
    assert not any(each.count for each in found.columns)
    assert not found.blank
    assert board(desk, PROJECTS).blank


def test_it_tells_how_far_it_is_and_can_be_stopped(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    board(desk, PROJECTS, lambda done, of: told.append((done, of)))
    assert told == [(each, 5) for each in range(5)]

    class Stop(Exception):
        """The user stepped back."""

    def stop(_done: int, _of: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        board(desk, PROJECTS, stop)


def test_the_next_step_is_the_one_that_lacks_nothing_and_only_for_whom_it_is(
    desk: Desk, as_user: Callable[..., Desk]
) -> None:
    reader, reviewer = as_user("reader"), as_user("reviewer")

    def step(of: Desk, number: str) -> str:
        found = next_step(of, DISCLOSURES, reading.show(of, DISCLOSURES, number))
        return found.move.target if found is not None else ""

    (number,) = add_many(desk, {})
    assert (step(desk, number), step(reader, number), step(reviewer, number)) == ("submitted", "", "")
    bring_to(desk, number, "secrecy-check")
    lacking = next_step(reviewer, DISCLOSURES, reading.show(reviewer, DISCLOSURES, number))
    assert lacking is not None and lacking.move.target == "completeness" and lacking.lacks
    (other,) = add_many(desk, {})
    bring_to(desk, other, "accepted")
    assert (step(desk, other), step(reviewer, other)) == ("assessment", "")
    (ended,) = add_many(desk, {})
    bring_to(desk, ended, "closed")
    assert step(desk, ended) == "", "from its end nothing leads on"
    spills.seal(desk, DISCLOSURES, number, "超限")
    assert step(desk, number) == ""


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_read_sees_nothing(desk: Desk, as_user: Callable[..., Desk], role: str) -> None:
    add_many(desk, {})
    with pytest.raises(Refused):
        board(as_user(role), DISCLOSURES)


def test_days_are_those_of_the_calendar_of_the_desk(desk: Desk, clock: SetClock) -> None:
    add_many(desk, {})
    clock.at = clock.at.replace(hour=23, minute=59)
    assert columns(desk)["draft"].cards[0].days == 0
    clock.forward(minutes=2)
    card = columns(desk)["draft"].cards[0]
    assert (card.days, card.since) == (1, clock.at.date() - timedelta(days=1))
