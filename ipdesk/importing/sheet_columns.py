"""The columns of a ledger as people look at them: what heads them, what lies below, and where they go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

from ipdesk.importing.headings import CHOSEN_RANK, Heading
from ipdesk.importing.sheets import Sheet, column_name
from ipdesk.model.errors import Refused
from ipdesk.model.text import Message

SAMPLES: Final = 3
LOOKED_AT: Final = 200  # rows below a heading, for samples
LONGEST_SAMPLE: Final = 40  # characters


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its letter in Excel, its heading, the first values below, and its place, "" for none.

    `chosen` says that somebody said so, and not the heading alone.
    """

    letter: str
    heading: str
    samples: tuple[str, ...]
    place: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The columns of one sheet under its heading, whose rows are counted from 1 as Excel does; or, where `read` is
    False, under a row that may be its heading."""

    sheet: str
    first: int
    last: int
    columns: tuple[SheetColumn, ...]
    read: bool = True

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns that have one."""
        return tuple(each.heading for each in self.columns if each.heading != each.letter)


class NoHeading(Refused):
    """No sheet has a heading that the register knows; `sheets` are those that may be told what they hold."""

    def __init__(self, what: Message, advice: Message, sheets: tuple[SheetColumns, ...]) -> None:
        super().__init__(what, advice)
        self.sheets = sheets


def sheet_columns(sheet: Sheet, heading: Heading, *, read: bool = True) -> SheetColumns:
    """Return the columns under a heading; those without heading and values are left out."""
    found = []
    for each in heading.columns:
        place, chosen = "", False
        if each.target is not None:
            place = each.target.place
            chosen = each.target.rank == CHOSEN_RANK
        samples = _samples(sheet, heading.last + 1, each.index)
        if samples or each.is_headed:
            found.append(SheetColumn(column_name(each.index), each.heading, samples, place, chosen))
    return SheetColumns(sheet.name, heading.first + 1, heading.last + 1, tuple(found), read)


def _samples(sheet: Sheet, first: int, column: int) -> tuple[str, ...]:
    texts = (sheet.text(row, column) for row in range(first, min(len(sheet.rows), first + LOOKED_AT)))
    short = (" ".join(text.split())[:LONGEST_SAMPLE] for text in texts if text)
    return tuple(islice(dict.fromkeys(short), SAMPLES))
