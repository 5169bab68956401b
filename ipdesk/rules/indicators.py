"""Figures made of rows: a pure function of an indicator and of what its queries found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import Final, NamedTuple

from ipdesk.rules.indicator_rules import QUERIES, Indicator

TENTH: Final = Decimal("0.1")
CENT: Final = Decimal("0.01")
STEPS: Final[Mapping[str, Decimal]] = {
    "yuan": CENT,
    "points": CENT,
    "hours": CENT,  # of many people, a tenth of an hour each is much
}  # of figures of values; others show tenths


class Counted(NamedTuple):  # made by the ten thousand, which a dataclass takes five times as long for
    """One row behind a figure: a record, or one of its child rows, by the local id of the record and the place of the row.

    `kind` is a code or a text as the query says, `group` the class of the project. `value` is in the unit of the query,
    None where it is not known or not yet there. `register` is "" where it is that of the query. `more` are codes of the fields
    by which rows of the query are parted too, in their order.
    """

    entry: int
    number: str
    title: str
    unit: str = ""
    kind: str = ""
    group: str = ""
    day: date | None = None
    value: Decimal | None = None
    place: int = -1
    register: str = ""
    more: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        """What it is known by among the rows of a query."""
        return self.entry, self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What an indicator comes to: its value, rounded; of a share also how many of how many.

    `rows` are those that count, `others` those of the denominator that do not. Without rows a share or a median has no value.
    `exact` is the value before it was rounded, by which an aim is reached or not.
    """

    value: Decimal | None
    numerator: Decimal
    exact: Fraction | None = None
    denominator: Decimal | None = None
    rows: tuple[Counted, ...] = ()
    others: tuple[Counted, ...] = ()


def figure(made: Indicator, rows: Sequence[Counted], among: Sequence[Counted] = ()) -> Figure:
    """Return the figure of an indicator from the rows of its query and, for a share, those of its denominator."""
    if made.how == "within":
        prompt = [each for each in rows if each.value is not None and each.value <= (made.within or 0)]
        return _share(prompt, rows)
    if made.how == "share":
        return _share(rows, among)
    if made.how == "count":
        count = Decimal(len(rows))
        return Figure(value=count, numerator=count, exact=Fraction(len(rows)), rows=tuple(rows))
    values = [Fraction(each.value) for each in rows if each.value is not None]
    exact = _of_values(made, values)
    value = None if exact is None else rounded(exact, STEPS.get(made.unit, TENTH))
    return Figure(value=value, numerator=Decimal(len(values)), exact=exact, rows=tuple(rows))


def _share(rows: Sequence[Counted], among: Sequence[Counted]) -> Figure:
    """Return the share of rows among others; a row that is not among them does not count."""
    keyed = {each.key: each for each in among}
    met = {each.key for each in rows} & keyed.keys()
    return _shared(
        tuple(each for key, each in keyed.items() if key in met),
        tuple(each for key, each in keyed.items() if key not in met),
    )


def _shared(rows: tuple[Counted, ...], others: tuple[Counted, ...]) -> Figure:
    met, known = len(rows), len(rows) + len(others)
    exact = Fraction(100 * met, known) if known else None
    return Figure(
        value=None if exact is None else rounded(exact, TENTH),
        exact=exact,
        numerator=Decimal(met),
        denominator=Decimal(known),
        rows=rows,
        others=others,
    )


def _of_values(made: Indicator, values: Sequence[Fraction]) -> Fraction | None:
    if made.how == "sum":
        return sum(values, Fraction(0))
    if not values:
        return None
    return Fraction(median(values)) if made.how == "median" else sum(values, Fraction(0)) / len(values)


def rounded(exact: Fraction, step: Decimal) -> Decimal:
    """Return a fraction rounded half up to a step, so that no binary figure decides the last digit."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, ROUND_HALF_UP)


def meets(made: Indicator, value: Fraction | Decimal | None) -> bool | None:
    """Say whether an exact figure reaches its aim; None where there is no figure or no aim."""
    if made.target is None or value is None:
        return None
    return Fraction(value) >= made.target if made.better == "more" else Fraction(value) <= made.target


BY: Final[Mapping[str, Callable[[Counted], str]]] = {
    "unit": lambda row: row.unit,
    "kind": lambda row: row.kind,
    "group": lambda row: row.group,
}


def split(made: Indicator, found: Figure, by: str) -> dict[str, Figure]:
    """Return a figure parted by unit, kind, class of project or a further field of its query, the largest part first, then by name."""
    of = BY[by] if by in BY else _further(made, by)
    parts: defaultdict[str, tuple[list[Counted], list[Counted]]] = defaultdict(lambda: ([], []))
    for row in found.rows:
        parts[of(row)][0].append(row)
    for row in found.others:
        parts[of(row)][1].append(row)
    ordered = sorted(parts.items(), key=lambda each: (-len(each[1][0]) - len(each[1][1]), each[0]))
    return {name: _part(made, rows, others) for name, (rows, others) in ordered}


def _further(made: Indicator, by: str) -> Callable[[Counted], str]:
    place = QUERIES[made.of].parted.index(by)
    return lambda row: row.more[place] if row.more else ""


def _part(made: Indicator, rows: Sequence[Counted], others: Sequence[Counted]) -> Figure:
    if made.how in ("share", "within"):
        return _shared(tuple(rows), tuple(others))
    return figure(made, rows)
