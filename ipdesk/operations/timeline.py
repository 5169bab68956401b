"""The seed of the demo played as if somebody had worked for two years: ordinary acts, each on its day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from ipdesk.model.register import Register
from ipdesk.operations import (
    agreements,
    assessments,
    attachments,
    movement_tasks,
    movements,
    moves,
    outcomes,
    paper_reviews,
    protected,
    records,
)
from ipdesk.operations.agreements import Signing
from ipdesk.operations.answers import Given
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_tasks import Settled
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.store.records import read

_DAY = re.compile(r"D([+-]\d{1,4})")
_NAME = re.compile(r"@([a-z-]+)")
BEFORE_NOW: Final = timedelta(minutes=30)
OTHERS: Final = "*"  # stands for all questions that a step does not name
USUAL: Final = "usual"
EVIDENCE: Final = "示例材料"


@dataclass(frozen=True, slots=True)
class Seed:
    """What the demo is made of.

    `users` are pairs of name and role, the officer first. `steps` are acts in the order of their days;
    each carries the register, the key of its record, the day counted from today, and one of add, set,
    move, withdraw and undo, or of an assessment open, answer, decide and carry-out, of an agreement draft, send and sign,
    of a movement begin and settle, of a technical secret keep. A text D-30 stands for
    the day thirty days before today, and @kiln for the number of the record named so. `usual` are the
    answers that the office gives where a step says no other.
    """

    lab: str
    code: str
    highest: str
    users: tuple[tuple[str, str], ...]
    printed: str
    usual: Mapping[str, str]
    steps: tuple[Mapping[str, Any], ...]


def read_seed(file: Path) -> Seed:
    """Return the seed that a file of our own resources holds."""
    held = json.loads(file.read_text(encoding="utf-8"))
    steps = [
        {"register": record["register"], "key": record.get("name", str(place)), **step}
        for place, record in enumerate(held["records"])
        for step in record["steps"]
    ]
    return Seed(
        lab=held["lab"],
        code=held["code"],
        highest=held["highest"],
        users=tuple((user["name"], user["role"]) for user in held["users"]),
        printed=held["printed"],
        usual=held.get("usual_answers", {}),
        steps=tuple(sorted(steps, key=lambda step: step["day"])),
    )


class SteppedClock:
    """A clock that stands at the step being played; it ends shortly before the real time."""

    def __init__(self, now: datetime) -> None:
        self.start = now - BEFORE_NOW
        self.at = self.start

    def __call__(self) -> datetime:
        """Return the time of the step."""
        return self.at

    def go_to(self, day: int, second: int) -> None:
        """Move to a day counted from today; the second keeps steps of one day in order."""
        self.at = self.start + timedelta(days=day, seconds=second)

    def today(self) -> date:
        """Return the day from which the seed counts."""
        return self.start.astimezone().date()


def play(
    seed: Seed, clock: SteppedClock, desks: Mapping[str, Desk], tell: Callable[[int, int], None]
) -> None:
    """Carry out the steps of a seed at the desks of the roles that take them.

    `tell` hears how many steps of how many are done.
    """
    numbers: dict[str, str] = {}
    for index, step in enumerate(seed.steps):
        clock.go_to(step["day"], index)
        desk = desks[step.get("by", "officer")]
        told = _told(step, clock.today(), numbers)
        own = register(step["register"])
        numbers |= _take(desk, own, numbers.get(step["key"], ""), told, seed.usual)
        tell(index + 1, len(seed.steps))


def _take(
    desk: Desk, own: Register, number: str, step: Mapping[str, Any], usual: Mapping[str, str]
) -> Mapping[str, str]:
    """Carry out one step and return the number of its record under its key, and of what it opened under its name."""
    match step:
        case {"add": values}:
            number = records.add(desk, own, [values])[0].number
        case {"move": target}:
            moves.move(desk, own, number, target, reason=step.get("reason", ""))
        case {"withdraw": reason}:
            records.withdraw(desk, own, number, reason)
        case {"undo": True}:
            records.undo(desk)
        case {"set": values}:
            records.change(desk, own, number, values, supplement=step.get("supplement", ""))
        case {"open": disclosure}:
            due = step.get("due")
            due_on = date.fromisoformat(due) if due else None
            number = assessments.open_assessments(desk, [disclosure], due_on)[0].number
        case {"answer": answers}:
            by = step.get("assessor", "")
            assessments.answer(desk, number, _answers(desk, number, answers, by, usual), by)
        case {"check": answers}:
            paper_reviews.take_checklist(desk, number)
            paper_reviews.answer(desk, number, {name: Given(each) for name, each in answers.items()})
        case {"decide": values}:
            assessments.decide(desk, number, values)
        case {"carry-out": names}:
            made = outcomes.carry_out(desk, number, hand_over="handovers" in names)
            opened = {each.register: each.number for each in made if each.act == "add"}
            return {name: opened[kind] for kind, name in names.items()}
        case {"draft": person}:
            values = step.get("values", {})
            number = agreements.draft_agreements(desk, [person], step.get("kind", ""), values)[0].number
        case {"send": day}:
            agreements.send_agreements(desk, [number], date.fromisoformat(day))
        case {"sign": days}:
            given: dict[str, Any] = {name: date.fromisoformat(day) for name, day in days.items()}
            agreements.sign_agreements(desk, [number], Signing(**given))
        case {"begin": {"kind": kind, "person": person, "day": day}}:
            begun = date.fromisoformat(day)
            number = movements.open_movement(desk, kind, person, begun, values=step["values"]).number
        case {"attach": name}:
            attachments.attach(desk, own, number, resource_path("samples", name))
            paper_reviews.enter_files(desk, number, step["version"])
        case {"keep": text}:
            only = bool(step.get("fingerprints"))
            protected.keep_text(desk, number, text, step.get("readers", ()), only_fingerprints=only)
        case {"settle": tasks}:
            movement_tasks.settle_tasks(desk, number, _settled(desk, number, tasks))
        case _:
            raise ValueError(f"the seed has a step that says nothing: {sorted(step)}")
    return {step["key"]: number}


def _settled(desk: Desk, number: str, tasks: str | int) -> dict[str, Settled]:
    """Return all tasks of a movement as done, or the first so many."""
    record: Any = read(desk.workspace.db, register("movements"), number)
    found = movement_tasks.tasks_of(desk, record)
    some = found if tasks == OTHERS else found[: int(tasks)]
    return {each.key: Settled("done", evidence=EVIDENCE) for each in some}


def _answers(
    desk: Desk, number: str, said: Mapping[str, Any], by: str, usual: Mapping[str, str]
) -> dict[str, Given]:
    """Return the answers of a step to the questions that are asked; an answer with a note is a pair.

    The others are answered as usual by the office, and by an assessor with one score.
    """
    record: Any = read(desk.workspace.db, assessments.REGISTER, number)
    found = assessments.reckon(desk, record)
    given = {
        item.id: Given(said[OTHERS] if by else usual[item.id])
        for item in found.checklist.items
        if OTHERS in said and (item.kind == "score") == bool(by)
    }
    given |= {
        name: Given(*each) if isinstance(each, list) else Given(each)
        for name, each in said.items()
        if name != OTHERS
    }
    texts = {name: each.answer for name, each in given.items()}
    asked = {item.id for item in found.checklist.asked({**found.result.live, **texts})}
    return {name: each for name, each in given.items() if name in asked}


def _told(value: Any, today: date, numbers: Mapping[str, str]) -> Any:
    """Return a value of the seed with every D-30 turned into its day and every @name into its number."""
    match value:
        case dict():
            return {name: _told(inner, today, numbers) for name, inner in value.items()}
        case list():
            return [_told(inner, today, numbers) for inner in value]
        case str() if found := _DAY.fullmatch(value):
            return (today + timedelta(days=int(found[1]))).isoformat()
        case str() if found := _NAME.fullmatch(value):
            return numbers[found[1]]
        case _:
            return value
