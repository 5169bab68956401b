"""Statutory floors: what contributors get at the least where neither an agreement nor the organisation's rules say more.

The top of a file has `id`, `version`, `label`, `note` and `basis`; then come the tables `floor`. A floor whose figure the
law changed stands there once for each time, under one id and with days that do not overlap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any, Final, Literal

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_, Message
from ipdesk.paths import resource_path
from ipdesk.rules.files import Table, read_rules
from ipdesk.rules.words import Words

Unit = Literal["percent", "yuan"]
UNITS: Final = ("percent", "yuan")
USES: Final = (
    "award",
    "transfer",
    "licence",
    "equity",
    "self-implementation",
    "joint-implementation",
    "division",
    "defence-compensation",
)
PATENTS: Final = ("invention", "utility-model", "design")
MOST: Final[Mapping[str, int]] = {"percent": 100, "yuan": 100_000_000}
LONGEST: Final = 50  # years


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """One floor: at least `value` percent or yuan of what `of` says, when the event comes.

    `patents` are the kinds it holds for, none for all. It is paid within so many months of the event, 0 where no term
    is set, and over the years from least to most, 0 where it is paid once. `binds_state` says that a state-founded
    institute may not go below it, whatever it agreed. It is in force from one day to another, both included.
    """

    id: str
    label: Words
    applies_to: tuple[str, ...]
    value: int
    unit: Unit
    of: Words
    event: Words
    basis: tuple[Basis, ...]
    patents: tuple[str, ...] = ()
    within_months: int = 0
    years_least: int = 0
    years_most: int = 0
    binds_state: bool = False
    note: Words = field(default_factory=Words)
    effective_from: date | None = None
    effective_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return (self.effective_from or day) <= day <= (self.effective_to or day)

    def overlaps(self, other: Floor) -> bool:
        """Say whether there is a day on which both are in force."""
        begin = max(self.effective_from or date.min, other.effective_from or date.min)
        return begin <= min(self.effective_to or date.max, other.effective_to or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The floors of a file in their version. `note` says what comes before them."""

    id: str
    version: str
    label: Words
    note: Words
    basis: tuple[Basis, ...]
    floors: tuple[Floor, ...]

    def floors_on(self, day: date, use: str = "", patent: str = "") -> tuple[Floor, ...]:
        """Return the floors in force on the day of an event, those for a use and a kind of patent where these are named."""
        return tuple(
            floor
            for floor in self.floors
            if floor.holds_on(day)
            and (not use or use in floor.applies_to)
            and (not patent or not floor.patents or patent in floor.patents)
        )


@cache
def known_floors() -> Floors:
    """Return the floors that are shipped; which of them hold goes by the day of the event."""
    path = resource_path("rules", "floors", "reward.toml")
    return read_floors(path.name, path.read_text(encoding="utf-8"))


def read_floors(file: str, text: str) -> Floors:
    """Return the floors of a rule file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    made = Floors(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        note=top.words("note"),
        basis=top.basis(),
        floors=_floors(top),
    )
    top.close()
    return made


def _floors(top: Table) -> tuple[Floor, ...]:
    read = [(table, _floor(table)) for table in top.tables("floor")]
    if not read:
        raise top.wrong(Message(N_("There is no floor in it.")))
    for (_, former), (table, later) in combinations(read, 2):
        if former.id == later.id and former.overlaps(later):
            raise table.wrong(
                Message(N_("“{id}” would hold twice on some days; give the former one an end."), id=later.id),
                "id",
            )
    return tuple(floor for _, floor in read)


def _floor(table: Table) -> Floor:
    unit: Any = table.one_of("unit", UNITS)
    made = Floor(
        id=table.name("id"),
        label=table.words("label"),
        applies_to=table.some_of("applies_to", USES),
        patents=table.some_of("patents", PATENTS, needed=False),
        value=table.whole("value", 1, MOST[unit]),
        unit=unit,
        of=table.words("of"),
        event=table.words("event"),
        within_months=table.whole("within_months", 1, 12 * LONGEST, default=0),
        years_least=table.whole("years_least", 1, LONGEST, default=0),
        years_most=table.whole("years_most", 1, LONGEST, default=0),
        binds_state=table.flag("binds_state"),
        note=table.words("note", needed=False),
        basis=table.basis(),
        **table.days_in_force(),
    )
    table.close()
    if made.years_most < made.years_least or bool(made.years_most) != bool(made.years_least):
        raise table.wrong(Message(N_("The years need a least and a most, in this order.")), "years_most")
    return made
