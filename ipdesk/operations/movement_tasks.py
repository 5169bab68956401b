"""The tasks of a movement: taken from the list in force when it begins, settled by who did them or why they do not apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete, WrongValue
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_rules import employments_in_force, task_list
from ipdesk.operations.permissions import require
from ipdesk.operations.records import require_fits, require_not_withdrawn
from ipdesk.registers import register
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.movements import Movement
from ipdesk.registers.people import Individual
from ipdesk.registers.person_choices import CLASSIFIED
from ipdesk.rules import tasks as rules
from ipdesk.rules.checklist import NO, YES
from ipdesk.store.writing import Held, Writing

MOVEMENTS: Final = register("movements")
OPEN, DONE, NOT_APPLICABLE = "open", "done", "na"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a task: `state` is `done`, `na` with the reason, or `open` again.

    Whoever did it is the person at the desk, and the day today, where they are not named.
    """

    state: str
    by: str = ""
    on: date | None = None
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A task of a movement as its list told it then. `key` names it; `rule` is None for one that stands in no list kept here."""

    key: str
    row: Task
    rule: rules.Task | None

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.row.state in ("", OPEN)

    @property
    def may_not_apply(self) -> bool:
        """Say whether it may be left out for a reason: whatever is not mandatory may, and what its list lets."""
        return not self.row.mandatory or self.rule is None or self.rule.may_not_apply

    def is_overdue(self, today: date) -> bool:
        """Say whether it is open and its day has passed."""
        return self.is_open and self.row.due is not None and self.row.due < today

    def words(self, language: str) -> str:
        """Return what is to be done, in a language where its list is kept."""
        return self.row.text if self.rule is None else self.rule.text.said(language) or self.row.text


def tasks_of(desk: Desk, record: Movement) -> tuple[Told, ...]:
    """Return the tasks of a movement in their order, also of one that is not saved."""
    desk.require("read")
    kept = task_list(desk, record.task_list)
    known = {} if kept is None else {each.id: each for each in kept.tasks}
    items = [each.item for each in record.tasks]
    keys = [
        item if item and items.index(item) == place else str(place + 1) for place, item in enumerate(items)
    ]
    return tuple(Told(key, row, known.get(row.item)) for key, row in zip(keys, record.tasks, strict=True))


def facts_of(desk: Desk, person: Individual, record: Movement) -> dict[str, str]:
    """Return the facts that tasks hang on, each of them yes or no."""
    employment = employments_in_force(desk).find(person.employment)
    facts = {
        "classified": not {person.post_class, record.new_post_class}.isdisjoint(CLASSIFIED),
        "foreign": is_foreign(person.nationality),
        "student": record.kind == "graduation"
        or (employment is not None and employment.agreement == "student"),
        "noncompete": person.bound not in ("", "nobody"),
        "third": employment is not None and employment.third_party,
    }
    return {name: YES if holds else NO for name, holds in facts.items()}


def rows_of(
    desk: Desk, tasks: rules.TaskList, kind: str, facts: Mapping[str, str], day: date
) -> tuple[Task, ...]:
    """Return the rows with which a movement of a kind on a day begins, in the words of the desk's language."""
    return tuple(
        Task(
            item=each.id,
            text=each.text.said(desk.translator.language),
            mandatory=each.mandatory,
            waits_for=each.waits_for,
            due=rules.due_on(each, day),
            state=OPEN,
        )
        for each in rules.tasks_for(tasks, kind, facts)
    )


def settle_tasks(
    desk: Desk, number: str, answers: Mapping[str, Settled], *, revision: int | None = None
) -> Changes | None:
    """Settle some tasks of an open movement by their keys, all or none; None when nothing differs.

    Raises WrongValue for a task that is not there, one that has to be done, a reason that is missing and a day to come.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = held_open(desk, writing, number, revision)
        after = with_settled(desk, held.record, answers)  # type: ignore[arg-type]  # of this register
        require_fits(desk, MOVEMENTS, held, after)
        return writing.change(MOVEMENTS, held, after)


def with_settled(desk: Desk, record: Movement, answers: Mapping[str, Settled]) -> Movement:
    """Return a movement with tasks settled, not saved. Raises as `settle_tasks` does."""
    found = tasks_of(desk, record)
    places = {each.key: place for place, each in enumerate(found)}
    for key, answer in answers.items():
        if key not in places:
            raise WrongValue(
                "tasks",
                Message(N_("“{item}” is no task of {number}."), item=key, number=record.number),
                Message(N_("“ipdesk movement tasks NUMBER” lists its tasks.")),
            )
        _require_fits(desk, found[places[key]], f"tasks[{places[key]}]", answer)
    rows = (
        _settled(desk, each.row, answers[each.key]) if each.key in answers else each.row for each in found
    )
    return replace(record, tasks=tuple(rows))


def _settled(desk: Desk, row: Task, answer: Settled) -> Task:
    """Return a task settled; what was known of it before gives way."""
    bare = replace(row, state=answer.state, reason="", done_by="", done_on=None, evidence=answer.evidence)
    if answer.state == OPEN:
        return bare
    by, on = answer.by or desk.actor.name, answer.on or desk.today()
    reason = answer.reason.strip() if answer.state == NOT_APPLICABLE else ""
    return replace(bare, reason=reason, done_by=by, done_on=on)


def _require_fits(desk: Desk, told: Told, place: str, answer: Settled) -> None:
    """Raise WrongValue at the cell of the task in which an answer does not settle it."""
    words = told.words(desk.translator.language)
    if answer.state not in (OPEN, DONE, NOT_APPLICABLE):
        raise WrongValue(
            f"{place}.state",
            Message(N_("A task is done, not applicable or open.")),
            Message(N_("Choose one of: {options}."), options=[OPEN, DONE, NOT_APPLICABLE]),
        )
    if answer.on is not None and answer.on > desk.today():
        raise WrongValue(
            f"{place}.done_on",
            Message(N_("“{task}” cannot have been done on {day}, which is still to come."), task=words,
                    day=answer.on),
            Message(N_("Settle it once it is done.")),
        )  # fmt: skip
    if answer.state != NOT_APPLICABLE:
        return
    if not told.may_not_apply:
        raise WrongValue(f"{place}.state", *must_be_done(words))
    if not answer.reason.strip():
        raise WrongValue(
            f"{place}.reason",
            Message(N_("It is not said why “{task}” does not apply."), task=words),
            Message(N_("Give the reason.")),
        )


def must_be_done(words: str) -> tuple[Message, Message]:
    """Return what is said of a task that may not be left out, and what to do."""
    return (
        Message(N_("“{task}” has to be done; its list does not let it be left out."), task=words),
        Message(N_("Have it done and say by whom, when and by what it is shown.")),
    )


def held_open(desk: Desk, writing: Writing, number: str, revision: int | None = None) -> Held:
    """Return a movement that is being worked on, for change. Raises Incomplete for any other."""
    held = writing.held(MOVEMENTS, number, revision)
    require(desk.actor, "change", held.record, MOVEMENTS)
    require_not_withdrawn(held.record)
    if held.record.state != "open":
        raise Incomplete(
            Message(
                N_("{number} is not being worked on: “{state}”."),
                number=number,
                state=Message(MOVEMENTS.state(held.record.state).label),
            ),
            Message(N_("Open it again first: move it back, with the reason.")),
        )
    return held
