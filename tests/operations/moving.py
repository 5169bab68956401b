"""People, projects and movements as the tests of movements need them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ipdesk.model.register import Register
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_tasks import NOT_APPLICABLE, Settled, settle_tasks, tasks_of
from ipdesk.operations.movements import open_movement
from ipdesk.registers import register
from ipdesk.registers.movements import Movement
from tests.operations.cases import PROJECTS, project

PEOPLE: Final[Register] = register("people")
MOVEMENTS: Final[Register] = register("movements")
DAY: Final = date(2026, 3, 2)
DONE: Final = Settled("done", evidence="交接单第3页")
PERSON: Final[dict[str, Any]] = {
    "number": "A0117",
    "level": "internal",
    "name": "单雨桐",
    "variants": [{"name": "單雨桐", "kind": "traditional"}],
    "nationality": "中国",
    "unit": "低温光学研究室",
    "post": "副研究员",
    "employment": "permanent",
    "joined": "2019-07-01",
    "post_class": "none",
    "bound": "nobody",
}


def add_person(desk: Desk, **values: Any) -> str:
    """Add a person and return the number."""
    return records.add(desk, PEOPLE, [{**PERSON, **values}])[0].number


def add_project(desk: Desk, **values: Any) -> str:
    """Add a running project and return its number."""
    return records.add(desk, PROJECTS, [project(**values)])[0].number


def person(desk: Desk, number: str = "A0117") -> Any:
    """Return a person as he or she is held."""
    return reading.show(desk, PEOPLE, number).record


def movement(desk: Desk, number: str) -> Movement:
    """Return a movement as it is held."""
    found = reading.show(desk, MOVEMENTS, number).record
    assert isinstance(found, Movement)
    return found


def opened(desk: Desk, kind: str, day: date = DAY, projects: tuple[str, ...] = (), **values: Any) -> str:
    """Open a movement of the person A0117 and return its number."""
    return open_movement(desk, kind, "A0117", day, projects, values).number


def settle_all(desk: Desk, number: str) -> None:
    """Settle every task: done, and what the list lets be left out left out."""
    told = tasks_of(desk, movement(desk, number))
    left = Settled(NOT_APPLICABLE, reason="无此情形")
    settle_tasks(
        desk, number, {each.key: left if each.rule and each.rule.may_not_apply else DONE for each in told}
    )
