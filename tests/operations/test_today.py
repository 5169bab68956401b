"""The agenda: the most pressing first, every register in turn, nothing sealed and nothing dropped unsaid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ipdesk.model.errors import Refused
from ipdesk.operations import records, spills, today
from ipdesk.operations.desk import Desk
from ipdesk.operations.today import AGES
from tests.conftest import SetClock
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure, bring_to, disclosure, project

TODAY = date(2026, 3, 5)


def day(by: int) -> str:
    """Return a day counted from today, as typed."""
    return (TODAY + timedelta(by)).isoformat()


def add_many(desk: Desk, *many: dict[str, Any]) -> list[str]:
    """Add disclosures without findings of their own and return their numbers."""
    plain = {"projects": [], "funding": ["own"], "duplicates_checked": True}
    return [
        each.number for each in records.add(desk, DISCLOSURES, [disclosure(**plain, **each) for each in many])
    ]


def test_the_most_pressing_comes_first(desk: Desk, clock: SetClock) -> None:
    needed = (40, 20, 5, 0, -2, -9)
    numbers = add_many(desk, *({"urgent_by": day(by)} for by in needed))
    clock.forward(hours=1)
    mine, others = add_many(desk, {}, {})
    for each in (mine, others):
        bring_to(desk, each, "secrecy-check")
    bring_to_reviewer = {each.number: each for each in today.agenda(desk).matters}
    assert bring_to_reviewer[others].urgency == "others"
    records.move(desk, DISCLOSURES, mine, "rework", reason="补充")
    found = today.agenda(desk).matters
    assert [each.urgency for each in found] == [
        "overdue", "overdue", "today", "week", "month", "me", "others", "others",
    ]  # fmt: skip
    assert [each.number for each in found[:6]] == list(reversed(numbers))


def test_among_what_waits_warnings_and_then_the_longest_waiting_come_first(
    desk: Desk, clock: SetClock
) -> None:
    first, second = add_many(desk, {}, {})
    clock.forward(days=3)
    (third,) = add_many(desk, {"first_record": ""})
    records.change(desk, DISCLOSURES, first, {"keywords": "热链"})
    assert [each.number for each in today.agenda(desk).matters] == [third, first, second]


def test_since_is_when_the_state_was_entered_not_the_last_change(desk: Desk, clock: SetClock) -> None:
    (number,) = add_many(desk, {})
    clock.forward(days=2)
    records.move(desk, DISCLOSURES, number, "submitted")
    clock.forward(days=5)
    records.change(desk, DISCLOSURES, number, {"keywords": "热链"})
    (matter,) = today.agenda(desk).matters
    assert matter.since == TODAY + timedelta(2)


def test_sealed_withdrawn_and_ended_records_are_nowhere(desk: Desk) -> None:
    sealed, withdrawn, ended, left = add_many(desk, *({"urgent_by": day(-1)} for _ in range(4)))
    spills.seal(desk, DISCLOSURES, sealed, "超限")
    records.withdraw(desk, DISCLOSURES, withdrawn, "重复")
    bring_to(desk, ended, "closed")
    for found in (today.agenda(desk), today.due(desk)):
        assert [each.number for each in found.matters] == [left]
        assert (found.looked_at, found.open) == (1, 1)


def test_more_than_can_be_looked_at_is_said_and_near_days_are_among_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "MOST", 6)
    monkeypatch.setattr(today, "MOST_DUE", 2)
    add_many(desk, *({} for _ in range(5)))
    late = add_many(desk, *({"urgent_by": day(by)} for by in (1, 2, 3, 4, 500)))
    records.add(desk, PROJECTS, [project(number=f"KY-{each}", ends="") for each in range(2)])
    found = today.agenda(desk)
    assert (found.looked_at, found.open) == (6, 12)
    assert {each.number for each in found.matters if each.due} == set(late[:3])
    assert {each.register for each in found.matters} == {"disclosures", "projects"}, (
        "no register is crowded out"
    )
    due = today.due(desk)
    assert [each.number for each in due.matters] == late[:2]
    assert due.open > due.looked_at == 2


def test_days_take_the_places_that_nothing_else_needs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "MOST", 4)
    numbers = add_many(desk, *({"urgent_by": day(by)} for by in range(4)))
    found = today.agenda(desk)
    assert {each.number for each in found.matters} == set(numbers)
    assert (found.looked_at, found.open, found.blank) == (4, 4, False)


def test_a_span_of_days(desk: Desk) -> None:
    numbers = add_many(desk, *({"urgent_by": day(by)} for by in (-1, 0, 8, 400)))

    def due(since: int | None, until: int | None) -> list[str]:
        span = (None if by is None else TODAY + timedelta(by) for by in (since, until))
        return [each.number for each in today.due(desk, *span).matters]

    assert due(None, None) == numbers
    assert due(0, None) == numbers[1:]
    assert due(None, 0) == numbers[:2]
    assert due(1, 8) == [numbers[2]]


def test_a_desk_without_records_is_blank(desk: Desk) -> None:
    assert today.agenda(desk).blank
    (number,) = add_many(desk, {})
    bring_to(desk, number, "closed")
    found = today.agenda(desk)
    assert (found.matters, found.blank) == ((), False)


def test_it_tells_how_far_it_is_and_can_be_stopped(desk: Desk) -> None:
    add_many(desk, {}, {}, {})
    told: list[tuple[int, int]] = []
    today.agenda(desk, lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3)]

    class Stop(Exception):
        """The user stepped back."""

    def stop(_done: int, _of: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        today.agenda(desk, stop)


def test_stages_count_by_age_in_the_order_declared(desk: Desk, clock: SetClock) -> None:
    for days in (1, AGES[0] - 1, AGES[1] + 30):
        add_many(desk, {})
        clock.forward(days=days)
    found = {each.state: each for each in today.stages(desk, DISCLOSURES)}
    assert list(found) == [each.code for each in DISCLOSURES.states.states]
    assert (found["draft"].count, found["draft"].ages) == (3, (0, 0, 3))
    (number,) = add_many(desk, {})
    bring_to(desk, number, "submitted")
    clock.forward(days=AGES[0] + 1)
    found = {each.state: each for each in today.stages(desk, DISCLOSURES)}
    assert (found["submitted"].count, found["submitted"].ages) == (1, (0, 1, 0))
    assert found["closed"].final and not found["closed"].count


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_read_sees_nothing(desk: Desk, as_user: Callable[..., Desk], role: str) -> None:
    add_disclosure(desk)
    other = as_user(role)
    for ask in (today.agenda, today.due, lambda each: today.stages(each, DISCLOSURES)):
        with pytest.raises(Refused):
            ask(other)
