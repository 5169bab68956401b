"""The matters of a record: what is due, what is lacking, the act that clears it, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ipdesk.model.register import Register
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.matters import Matter, matters_of, urgency_of
from ipdesk.registers.fallen_due import task_of
from tests.conftest import SetClock
from tests.operations.cases import (
    DISCLOSURES,
    PROJECTS,
    SECRECY,
    add_disclosure,
    bring_to,
    held,
    project,
)
from tests.operations.docketing import PATENTS, add_right

TODAY = date(2026, 3, 5)
NEEDED = (TODAY + timedelta(3)).isoformat()


def matters(desk: Desk, number: str, register: Register = DISCLOSURES) -> list[Matter]:
    """Return the matters of a record."""
    record = held(desk, number, register)
    return list(matters_of(desk, register, record, record.changed))


def only(desk: Desk, number: str, register: Register = DISCLOSURES) -> Matter:
    """Return the one matter of a record."""
    (matter,) = matters(desk, number, register)
    return matter


def add_project(desk: Desk, state: str = "running", **changes: Any) -> str:
    """Add a project with nothing wrong and bring it to a state."""
    number = records.add(desk, PROJECTS, [project(ends="2029-12-31", **changes)])[0].number
    for target in ("running", "closing"):
        if state != "planned":
            records.move(desk, PROJECTS, number, target)
        if target == state:
            break
    return number


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (-400, "overdue"),
        (-1, "overdue"),
        (0, "today"),
        (1, "week"),
        (7, "week"),
        (8, "month"),
        (31, "month"),  # to the same day of April
        (32, None),
    ],
)
def test_how_pressing_a_day_is(days: int, urgency: str | None) -> None:
    assert urgency_of(TODAY + timedelta(days), TODAY) == urgency


def test_a_record_with_nothing_lacking_names_its_next_move(desk: Desk) -> None:
    matter = only(desk, add_disclosure(desk, projects=[], funding=["own"]))
    assert matter.act.id == "Submit"
    assert matter.by_move and matter.step is not None and matter.step.move.target == "submitted"
    assert (matter.urgency, matter.due, matter.finding) == ("me", None, None)
    assert matter.what.id == "{state}: nothing is missing."


def test_what_is_lacking_names_the_first_act_and_its_place(desk: Desk) -> None:
    number = records.add(desk, DISCLOSURES, [{"title": "甲"}])[0].number
    matter = only(desk, number)
    assert matter.step is None and not matter.by_move
    assert matter.place in {each.field for each in reading.show(desk, DISCLOSURES, number).steps[0].lacks}
    assert matter.what.id == "{count} things are lacking; the first: {first}"
    assert matter.finding is not None and matter.act == matter.finding.clears
    assert not matter.mine and matter.urgency == "others"


def test_a_warning_comes_before_a_move_that_could_be_made(desk: Desk) -> None:
    matter = only(desk, add_disclosure(desk, projects=[], funding=["own"], first_record=""))
    assert matter.finding is not None and matter.finding.id == "first-record-missing"
    assert matter.place == "first_record" and not matter.by_move
    assert matter.step is not None, "the move can be made all the same"


def test_what_stands_before_the_next_state_comes_before_a_warning(desk: Desk) -> None:
    number = add_disclosure(desk, first_record="")
    bring_to(desk, number, "secrecy-check")
    matter = only(desk, number)
    assert matter.finding is not None and matter.finding.id == "secrecy-result-missing"


def test_a_day_cleared_by_moving_on_takes_the_place_of_the_next_move(desk: Desk) -> None:
    number = add_disclosure(desk, projects=[], funding=["own"], urgent_by=NEEDED)
    matter = only(desk, number)
    assert (matter.due, matter.urgency, matter.by_move) == (TODAY + timedelta(3), "week", True)
    assert matter.act.id == "Submit"
    bring_to(desk, number, "secrecy-check")
    blocked = only(desk, number)
    assert not blocked.by_move and blocked.place == "secrecy_result", "it names what the move lacks"
    assert blocked.due == matter.due


def test_a_day_cleared_at_its_place_stands_beside_the_next_move(desk: Desk) -> None:
    event = {"kind": "website", "day": NEEDED, "planned": True, "confidential": False}
    number = add_disclosure(desk, projects=[], funding=["own"], events=[event])
    dated, moving = matters(desk, number)
    assert (dated.due, dated.place, dated.by_move) == (TODAY + timedelta(3), "events[0].day", False)
    assert moving.due is None and moving.by_move
    assert dated.key != moving.key and dated.key[:2] == moving.key[:2]


def test_two_days_of_one_record_are_two_matters(desk: Desk) -> None:
    events = [
        {"kind": "website", "day": (TODAY + timedelta(each)).isoformat(), "confidential": False}
        for each in (3, 90)
    ]
    found = matters(desk, add_disclosure(desk, events=events))
    assert [each.urgency for each in found if each.due] == ["week", "me"]
    assert len({each.key for each in found}) == len(found)


def test_a_project_that_runs_is_no_matter_until_its_end_is_near(desk: Desk, clock: SetClock) -> None:
    number = add_project(desk)
    assert matters(desk, number, PROJECTS) == []
    clock.at = clock.at.replace(year=2029, month=12, day=31)
    last = only(desk, number, PROJECTS)
    assert (last.urgency, last.by_move, last.act.id) == ("today", True, "Begin closing")
    clock.forward(days=1)
    over = only(desk, number, PROJECTS)
    assert over.urgency == "overdue" and over.by_move


def test_a_suspended_project_is_closed_not_resumed_by_its_end(desk: Desk) -> None:
    number = add_project(desk)
    records.move(desk, PROJECTS, number, "suspended", reason="经费未到")
    records.change(desk, PROJECTS, number, {"ends": "2026-03-01"})
    matter = only(desk, number, PROJECTS)
    assert matter.step is not None and matter.step.move.target == "closing"


def test_a_project_that_only_rests_is_a_matter_while_something_is_wrong(desk: Desk) -> None:
    matter = only(desk, add_project(desk, ip_officer=""), PROJECTS)
    assert matter.finding is not None and matter.finding.id == "officer-missing"
    assert not matter.mine


def test_whose_turn_it_is(desk: Desk, as_user: Callable[..., Desk]) -> None:
    reviewer, reader = as_user("reviewer"), as_user("reader")
    number = add_disclosure(desk, projects=[], funding=["own"])

    def turns() -> tuple[bool, bool, bool]:
        return tuple(only(each, number).mine for each in (desk, reviewer, reader))  # type: ignore[return-value]

    assert turns() == (True, False, False), "a whole draft is for the officer to submit"
    bring_to(desk, number, "secrecy-check")
    assert turns() == (False, True, False)
    records.change(desk, DISCLOSURES, number, dict(SECRECY))
    assert turns() == (True, True, False), "with its result recorded either may pass it"
    assert only(reader, number).step is None
    records.move(desk, DISCLOSURES, number, "rework", reason="补充附图")
    assert turns() == (False, False, False), "what was sent back is for the inventors to finish"
    assert only(desk, number).by_move


def test_a_move_of_somebody_else_is_named_but_not_offered(desk: Desk, as_user: Callable[..., Desk]) -> None:
    reviewer = as_user("reviewer")
    matter = only(reviewer, add_disclosure(desk, projects=[], funding=["own"]))
    assert matter.act.id == "Submit"
    assert matter.step is None and not matter.mine


def test_a_record_that_ended_has_no_matter(desk: Desk) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "closed")
    record = held(desk, number)
    assert not [each for each in matters_of(desk, DISCLOSURES, record, record.changed) if each.due]


def test_a_right_that_rests_is_not_ended_by_the_key_of_a_deadline(desk: Desk) -> None:
    number = add_right(desk, "2023-03-20", legacy_reason="启用前已申请")
    for state in ("filed", "granted"):
        with desk.workspace.write() as writing:
            kept = writing.held(PATENTS, number)
            writing.change(PATENTS, kept, replace(kept.record, state=state), "move")
        found = matters(desk, number, PATENTS)
        assert any(task_of(each.finding) for each in found)
        assert {each.step for each in found} == {None}
