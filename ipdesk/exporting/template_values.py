"""What a quarter tells, as plain values that the cells of a superior's workbook are filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ipdesk.rules.report_parts import figure_key, whole_column

Value = str | int | Decimal | date | None
Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateValues:
    """The values by what a mapping calls them.

    `slots` have names such as "lab"; `figures` are called by the code of an indicator and a column such as "quarter";
    `tables` have the rows of the quarter by register, each by the names of its fields. Of `percents`, which are figures, 75 means 75 %.
    A part of a figure is called `quarter[kind=invention]`; `nothing` is what one comes to that is not among them, by code, column,
    and what it is parted by.
    """

    slots: Mapping[str, Value]
    figures: Mapping[tuple[str, str], Value]
    tables: Mapping[str, Rows]
    percents: frozenset[tuple[str, str]] = frozenset()
    nothing: Mapping[tuple[str, str, str], Value] = field(default_factory=dict)

    def figure(self, name: str) -> Value:
        """Return what a figure, or the part of one, comes to; None where nothing is told of it."""
        code, column = figure_key(name)
        if (code, column) in self.figures:
            return self.figures[code, column]
        return self.nothing.get((code, *whole_column(column)))

    def is_percent(self, name: str) -> bool:
        """Say whether a figure is so many in a hundred."""
        code, column = figure_key(name)
        return (code, whole_column(column)[0]) in self.percents
