"""What a quarter tells, as plain values that the cells of a superior's workbook are filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None
Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateValues:
    """The values by what a mapping calls them.

    `slots` have names such as "lab"; `figures` are called by the code of an indicator and a column such as "quarter";
    `tables` have the rows of the quarter by register, each by the names of its fields. Of `percents`, which are figures, 75 means 75 %.
    """

    slots: Mapping[str, Value]
    figures: Mapping[tuple[str, str], Value]
    tables: Mapping[str, Rows]
    percents: frozenset[tuple[str, str]] = frozenset()
