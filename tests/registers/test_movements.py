"""What the desk notices about a movement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ipdesk.registers.movement_rows import Task
from tests.registers.samples import Pair, check, found
from tests.registers.staff import JOINED, MOVEMENT, STAFF, TODAY

JOINING = {"kind": "joining", "checked_on": TODAY}
AWAY = {
    "kind": "spin-off",
    "ownership_agreed": True,
    "period_from": date(2026, 12, 31),
    "period_until": date(2029, 12, 31),
}


def _task(**values: object) -> dict[str, object]:
    return {"tasks": (replace(MOVEMENT.tasks[0], **values),)}  # type: ignore[arg-type]


def _person(**facts: str) -> dict[str, object]:
    person = replace(JOINED, facts={**JOINED.facts, **facts})
    return {"facts": replace(STAFF, linked={**STAFF.linked, ("people", "A0117"): person})}


PAIRS: tuple[Pair, ...] = (
    ("person-missing", {"person": ()}, {}),
    ("link-unknown", {"person": ("A0118",)}, {}),
    ("task-open", _task(state="open"), _task(state="done")),
    ("task-open", _task(state=""), {**_task(state=""), "state": "closed"}),
    ("task-reason", _task(state="na"), _task(state="na", reason="无")),
    ("task-by-whom", _task(done_on=None), _task(state="na", reason="无", done_on=None)),
    ("background-unchecked", {"kind": "joining"}, JOINING),
    (
        "bound-elsewhere",
        {**JOINING, "prior_non_compete": True, "prior_non_compete_until": TODAY},
        {**JOINING, "prior_non_compete": True, "prior_non_compete_until": TODAY - timedelta(days=1)},
    ),
    ("approval-missing", {**AWAY, "approval": ""}, AWAY),
    ("ownership-open", {**AWAY, "ownership_agreed": None}, AWAY),
    ("leave-too-long", {**AWAY, "period_until": date(2030, 1, 1)}, AWAY),
    ("period-ends", {**AWAY, "period_until": TODAY + timedelta(days=30)}, AWAY),
    ("notice-missing", {"notice_signed_on": None}, {"notice_signed_on": None, "kind": "change"}),
    ("interview-missing", {"interviewed_on": None}, {"interviewed_on": None, "kind": "change"}),
    ("non-compete-undecided", {"non_compete": ""}, {"non_compete": "", **_person(bound="nobody")}),
    ("cooling-missing", {"cooling_until": None}, {"cooling_until": None, **_person(post_class="none")}),
    ("cooling-short", {"cooling_until": date(2027, 11, 17)}, {}),
    ("cooling-short", _person(post_class="important"), {}),
    ("projects-missing", {"kind": "project-join"}, {"kind": "project-join", "projects": ("KY-2025-003",)}),
    ("projects-missing", {"kind": "project-leave"}, {}),
    ("nothing-changes", {"kind": "change"}, {"kind": "change", "new_post": "研究员"}),
    ("day-to-come", {"kind": "change"}, {"kind": "change", "day": TODAY}),
    ("day-to-come", AWAY, {"kind": "leaving"}),
    ("days-order", {"cooling_until": date(2026, 11, 17)}, {}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{each[0]}-{index}" for index, each in enumerate(PAIRS)])
def test_each_finding_comes_and_goes(pair: Pair) -> None:
    """Each comes with what it is about, and not with its near miss."""
    check(MOVEMENT, pair)


def test_a_movement_with_nothing_wrong_has_no_finding() -> None:
    """The sample has none."""
    assert found(MOVEMENT) == {}


def test_only_a_mandatory_task_keeps_a_movement_open() -> None:
    """Both are due on their day."""
    must = found(MOVEMENT, **_task(state="open"))["task-open"]
    may = found(MOVEMENT, **_task(state="open", mandatory=None))["task-open"]
    assert (must.blocks, may.blocks) == (("closed",), ())
    assert must.due == may.due == date(2026, 12, 25)


def test_each_open_task_is_a_finding_of_its_own() -> None:
    """Its field says which."""
    rows = (Task(text="甲"), MOVEMENT.tasks[0], Task(text="乙", mandatory=True))
    from ipdesk.registers.movement_findings import open_tasks

    places = [each.field for each in open_tasks(replace(MOVEMENT, tasks=rows))]
    assert places == ["tasks[0].state", "tasks[2].state"]
