"""Columns of lists that are no registers: what each is called, and what stands in it of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Final, Generic, TypeVar

from ipdesk.exporting.layout import Column, Shape, Value, shape_of
from ipdesk.model.kinds import Day, Number, Text
from ipdesk.model.text import Translator

TEXT: Final = shape_of(Text(label=""))
DAY: Final = shape_of(Day(label=""))
NUMBER: Final = shape_of(Number(label=""))
FIGURE: Final = replace(NUMBER, form="figure")  # numbers of several kinds below each other
NAME: Final = replace(
    TEXT, least=26
)  # names of rights are long: a column of a few characters would be all lines
LATIN: Final = "\u2e7f"  # characters after it are about twice as wide
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Told(Generic[Row]):
    """One column: its label, what its cell says of a row, and the shape of its cells."""

    label: str
    cell: Callable[[Row], Value]
    shape: Shape = TEXT


def columns_of(told: Sequence[Told[Row]], translator: Translator) -> tuple[Column, ...]:
    """Return the columns in the reader's language."""
    return tuple(Column(each.label, translator.label(each.label), each.shape) for each in told)


def cells_of(rows: Sequence[Row], told: Sequence[Told[Row]]) -> tuple[tuple[Value, ...], ...]:
    """Return the rows as cells under the columns."""
    return tuple(tuple(each.cell(row) for each in told) for row in rows)


def blank(_row: object) -> Value:
    """Return an empty cell, to be filled by hand."""
    return ""


def lines(*texts: str) -> str:
    """Return texts below each other, without the empty ones."""
    return "\n".join(text for text in texts if text)


def choices_column(label: str, choices: Sequence[str], translator: Translator) -> Told[Any]:
    """Return a column of boxes to be ticked by hand, each on a line of its own and wide enough for it."""
    labels = [translator.label(each) for each in choices]
    text = "\n".join(f"☐\u00a0{each}" for each in labels)
    signs = max(sum(2 if sign > LATIN else 1 for sign in each) for each in labels)
    return Told(label, lambda _: text, replace(TEXT, least=ceil(signs * 1.25) + 5))


def filled(told: Sequence[Told[Row]], rows: Sequence[Row], needed: Sequence[Told[Row]]) -> list[Told[Row]]:
    """Return the columns that are needed, and of the others those that any row fills."""
    return [each for each in told if each in needed or any(each.cell(row) not in ("", None) for row in rows)]
