"""Bars as a section of a document: figures from 0 to 100 that are to be seen beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ipdesk.model.values import decimal_text

FULL: Final = 100
NO_FIGURE: Final = "—"
STEP: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Bar:
    """One label with its figures from 0 to 100, one for each series; None where there is none."""

    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Horizontal bars, each with its figure at the right, on a scale from 0 to 100.

    `series` names the bars of a row where there are several; with one series the names are not shown. `note` stands
    above, smaller.
    """

    title: str
    rows: tuple[Bar, ...]
    series: tuple[str, ...] = ("",)
    note: str = ""
    level: int = 1

    def texts(self) -> Iterator[str]:
        """Yield every text of it as it is shown."""
        yield self.note
        if len(self.series) > 1:
            yield from self.series
        for row in self.rows:
            yield row.label
            yield from map(figure, row.values)


def figure(value: Decimal | None) -> str:
    """Return a figure as it stands beside its bar, to one decimal."""
    if value is None:
        return NO_FIGURE
    return decimal_text(value.quantize(STEP, ROUND_HALF_UP))
