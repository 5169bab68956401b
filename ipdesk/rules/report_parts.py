"""Parts of a figure that a cell of a superior's workbook may take, such as `F1.quarter[kind=invention]`.

They are written by codes, so that they hold in every language and in a quarter in which a part has no rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

PART_COLUMNS: Final = ("quarter", "year", "before")
COUNT_COLUMNS: Final = ("numerator", "denominator")
_UNWRITABLE: Final = frozenset("[]{}\r\n\t")
LONGEST_PART: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """One part of the figure of an indicator: `by` is what it is parted by, `part` the code or text of the part, "" for rows without.

    `label` and `by_label` are what people call these, `words` further names of the part by which a workbook may mean it. `of` is
    the query of the indicator; a `share` has a numerator and a denominator.
    """

    code: str
    by: str
    part: str
    label: str = ""
    by_label: str = ""
    words: tuple[str, ...] = ()
    of: str = ""
    share: bool = False

    def columns(self) -> tuple[str, ...]:
        """Return the columns of the figure that are told of it."""
        return (*PART_COLUMNS, *COUNT_COLUMNS) if self.share else PART_COLUMNS

    def written(self, column: str) -> str:
        """Return how a map writes it."""
        return f"{self.code}.{part_column(column, self.by, self.part)}"


def is_writable(part: str) -> bool:
    """Say whether a text can stand between the brackets."""
    return len(part) <= LONGEST_PART and not _UNWRITABLE & {*part} and part == part.strip()


def part_column(column: str, by: str, part: str) -> str:
    """Return the column of a part, such as `quarter[kind=invention]`."""
    return f"{column}[{by}={part}]"


def figure_key(name: str) -> tuple[str, str]:
    """Return code and column that a name such as `F1.quarter` or `F1.quarter[kind=invention]` means."""
    whole, bracket, part = name.partition("[")
    code, _, column = whole.rpartition(".")
    return code, column + bracket + part


def whole_column(column: str) -> tuple[str, str]:
    """Return the column of which another one is a part, and what it is parted by, "" where it is no part."""
    whole, _, part = column.partition("[")
    return whole, part.partition("=")[0]


def part_names(
    parts: Iterable[FigurePart], columns: Mapping[str, str]
) -> Iterator[tuple[str, FigurePart, str]]:
    """Yield the name, the part and the label of the column of everything that may be taken of some parts."""
    for each in parts:
        for column in each.columns():
            yield each.written(column), each, columns[column]
