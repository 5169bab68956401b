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
from ipdesk.operations import records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register

_DAY = re.compile(r"D([+-]\d{1,4})")
BEFORE_NOW: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Seed:
    """What the demo is made of.

    `users` are pairs of name and role, the officer first. `steps` are acts in the order of their days;
    each carries the register, the key of its record, the day counted from today, and one of add, set,
    move, withdraw and undo. A text D-30 stands for the day thirty days before today.
    """

    lab: str
    code: str
    highest: str
    users: tuple[tuple[str, str], ...]
    printed: str
    steps: tuple[Mapping[str, Any], ...]


def read_seed(file: Path) -> Seed:
    """Return the seed that a file of our own resources holds."""
    held = json.loads(file.read_text(encoding="utf-8"))
    steps = [
        {"register": record["register"], "key": key, **step}
        for key, record in enumerate(held["records"])
        for step in record["steps"]
    ]
    return Seed(
        lab=held["lab"],
        code=held["code"],
        highest=held["highest"],
        users=tuple((user["name"], user["role"]) for user in held["users"]),
        printed=held["printed"],
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
    numbers: dict[int, str] = {}
    for index, step in enumerate(seed.steps):
        clock.go_to(step["day"], index)
        desk = desks[step.get("by", "officer")]
        given = _take(
            desk, register(step["register"]), numbers.get(step["key"], ""), _dated(step, clock.today())
        )
        numbers[step["key"]] = given
        tell(index + 1, len(seed.steps))


def _take(desk: Desk, held: Register, number: str, step: Mapping[str, Any]) -> str:
    """Carry out one step and return the number of its record."""
    match step:
        case {"add": values}:
            return records.add(desk, held, [values])[0].number
        case {"move": target}:
            records.move(desk, held, number, target, reason=step.get("reason", ""))
        case {"withdraw": reason}:
            records.withdraw(desk, held, number, reason)
        case {"undo": True}:
            records.undo(desk)
        case {"set": values}:
            records.change(desk, held, number, values, supplement=step.get("supplement", ""))
        case _:
            raise ValueError(f"the seed has a step that says nothing: {sorted(step)}")
    return number


def _dated(value: Any, today: date) -> Any:
    """Return a value of the seed with every D-30 turned into its day."""
    match value:
        case dict():
            return {name: _dated(inner, today) for name, inner in value.items()}
        case list():
            return [_dated(inner, today) for inner in value]
        case str() if found := _DAY.fullmatch(value):
            return (today + timedelta(days=int(found[1]))).isoformat()
        case _:
            return value
