"""Movements as a process: begun with the tasks in force, closed with all that the movement means, each in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete
from ipdesk.model.kinds import option_label
from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import require_within
from ipdesk.operations.movement_effects import person_after, project_after, state_after
from ipdesk.operations.movement_rules import TASKS, tasks_in_force
from ipdesk.operations.movement_tasks import (
    MOVEMENTS,
    NOT_APPLICABLE,
    facts_of,
    held_open,
    must_be_done,
    rows_of,
    tasks_of,
)
from ipdesk.operations.permissions import require
from ipdesk.operations.records import move_within, read_values, require_fits, require_not_withdrawn
from ipdesk.operations.rule_kinds import rule_text
from ipdesk.registers import register
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.movements import Movement
from ipdesk.registers.people import Individual
from ipdesk.registers.person_choices import MEMBERSHIPS
from ipdesk.registers.person_choices import MOVEMENTS as KINDS
from ipdesk.store import records, rules
from ipdesk.store.writing import Held, Writing

PEOPLE: Final = register("people")
PROJECTS: Final = register("projects")


def open_movement(
    desk: Desk,
    kind: str,
    person: str,
    day: date,
    projects: Sequence[str] = (),
    values: Mapping[str, object] | None = None,
) -> Changes:
    """Begin a movement of a person with the tasks that the list in force asks for; further fields as raw `values`.

    The list is kept as it is. Raises NotFound for a person or project that is not there, Incomplete for a person
    withdrawn or a movement of that kind under way.
    """
    desk.require("add")
    with desk.workspace.write() as writing:
        held = writing.held(PEOPLE, person)
        assert isinstance(held.record, Individual)
        require_not_withdrawn(held.record)
        for each in projects:
            records.entry_id(writing.db, PROJECTS, each)
        common = {
            "name": held.record.name,
            "person": [person],
            "projects": list(projects),
            **{name: getattr(held.record, name) for name in MARKING_FIELDS},
        }
        given = {**common, **(values or {}), "kind": kind, "day": day}
        record = read_values(desk, MOVEMENTS, given)
        assert isinstance(record, Movement)
        _require_alone(writing, held, record)
        record = _with_tasks(desk, writing, record, held.record)
        require_within(desk.workspace.profile.limit, record)
        return writing.add(MOVEMENTS, record)


def take_tasks(desk: Desk, number: str) -> Changes | None:
    """Take the tasks in force for what the movement is now; what was settled stays, what is asked no more and open goes.

    None when it has those tasks already.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = held_open(desk, writing, number)
        record = held.record
        assert isinstance(record, Movement)
        if record.day is None or not record.person:
            raise Incomplete(
                Message(N_("{number} has no person or no day yet."), number=number),
                Message(N_("Enter both first: the tasks and their days hang on them.")),
            )
        person = writing.held(PEOPLE, record.person[0]).record
        assert isinstance(person, Individual)
        after = _with_tasks(desk, writing, record, person)
        require_fits(desk, MOVEMENTS, held, after)
        return writing.change(MOVEMENTS, held, after)


def close_movement(desk: Desk, number: str, *, revision: int | None = None) -> list[Changes]:
    """Close a movement and do what it means for the person and the projects, all in one transaction.

    Who leaves gets the last day, and is gone once it has come; who works elsewhere is away; a change of post is entered
    and the former time kept; who joins or leaves a project becomes or ends being a member. Raises Incomplete for what is
    lacking.
    """
    desk.require("move")
    desk.require("change")
    with desk.workspace.write() as writing:
        held = held_open(desk, writing, number, revision)
        record = held.record
        assert isinstance(record, Movement)
        _require_settled(desk, record)
        by, on = record.closed_by or desk.actor.name, record.closed_on or desk.today()
        made = [writing.change(MOVEMENTS, held, replace(record, closed_by=by, closed_on=on))]
        made.append(move_within(desk, writing, MOVEMENTS, writing.held(MOVEMENTS, number), "closed"))
        for each in record.person:
            made += _carry_over(desk, writing, record, writing.held(PEOPLE, each))
        return [each for each in made if each is not None]


def _require_alone(writing: Writing, person: Held, record: Movement) -> None:
    """Raise Incomplete where a movement of the same kind of that person is open."""
    for each in records.linking_here(writing.db, person.id):
        if each.register == MOVEMENTS.name and each.state == "open":
            other: Any = records.read(writing.db, MOVEMENTS, each.number)
            if other.kind == record.kind and person.record.number in other.person:
                raise Incomplete(
                    Message(
                        N_("“{kind}” of {name} is being worked on already: {number}."),
                        kind=Message(option_label(KINDS, record.kind)),
                        name=record.name,
                        number=each.number,
                    ),
                    Message(N_("Go on there, close it, or record that it did not take place.")),
                )


def _with_tasks(desk: Desk, writing: Writing, record: Movement, person: Individual) -> Movement:
    """Return a movement with the tasks in force; those settled, and those written by hand, stay."""
    assert record.day is not None
    tasks, digest = tasks_in_force(desk)
    rules.freeze(writing, rule_text(desk, TASKS, digest).encode())
    rows = rows_of(desk, tasks, record.kind, facts_of(desk, person, record), record.day)
    before = {each.item: each for each in record.tasks if each.item}
    asked = {each.item for each in rows}
    kept = [each for each in record.tasks if each.item not in asked and (not each.item or _is_settled(each))]
    return replace(
        record,
        task_list=digest,
        task_version=tasks.version,
        tasks=(*(_as_settled(each, before.get(each.item)) for each in rows), *kept),
    )


def _is_settled(row: Task) -> bool:
    return row.state not in ("", "open")


def _as_settled(row: Task, before: Task | None) -> Task:
    """Return a task as the list in force words it, with what became of it."""
    if before is None:
        return row
    return replace(
        row,
        state=before.state or row.state,
        reason=before.reason,
        done_by=before.done_by,
        done_on=before.done_on,
        evidence=before.evidence,
    )


def _require_settled(desk: Desk, record: Movement) -> None:
    """Raise Incomplete for a task left out that has to be done, however it came to be entered so."""
    for each in tasks_of(desk, record):
        if each.row.state == NOT_APPLICABLE and not each.may_not_apply:
            raise Incomplete(*must_be_done(each.words(desk.translator.language)))


def _carry_over(desk: Desk, writing: Writing, record: Movement, held: Held) -> list[Changes | None]:
    """Do what a closed movement means for one person and, where it is about projects, for each of them."""
    person = held.record
    assert isinstance(person, Individual)
    made = [_change(desk, writing, PEOPLE, held, person_after(record, person))]
    target = state_after(record, person, desk.today())
    if target != person.state:
        reason = f"{record.number} {desk.translator.label(option_label(KINDS, record.kind))}"
        again = writing.held(PEOPLE, person.number)
        made.append(move_within(desk, writing, PEOPLE, again, target, reason))
    if record.kind in MEMBERSHIPS:
        for number in record.projects:
            project: Any = writing.held(PROJECTS, number)
            made.append(
                _change(desk, writing, PROJECTS, project, project_after(record, person, project.record))
            )
    return made


def _change(desk: Desk, writing: Writing, own: Register, held: Held, after: Any) -> Changes | None:
    require(desk.actor, "change", held.record, own)
    require_not_withdrawn(held.record)
    require_fits(desk, own, held, after)
    return writing.change(own, held, after)
