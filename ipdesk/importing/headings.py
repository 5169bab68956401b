"""Which column of a ledger holds which field: headings known by alias, over one line or two."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from ipdesk.importing.sheets import Sheet, column_name
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Described, Rows
from ipdesk.model.record import fields_of
from ipdesk.model.register import Register
from ipdesk.model.values import KnownAs

LAST_HEADING_ROW: Final = 15
LEAST_KNOWN: Final = 2
_MARKS = re.compile(r"[*★☆:：?？。]")
_NOTE = re.compile(r"[(（\[【].*?[)）\]】]")
_UNIT = re.compile(r"[(（\[【/／](?:单位[:：])?(?:人民币)?(?P<unit>万亿|亿|百万|万|千)?元[)）\]】]?")
_UNITS: Final = {None: 1, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: a field, or a field of its child rows. Of two columns the lower rank wins."""

    field: str
    inner: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger, counted from 0. `unit` multiplies amounts, for headings such as 经费(万元)."""

    index: int
    heading: str
    target: Target | None
    unit: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a sheet: its rows, counted from 0, and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def known(self) -> int:
        """Return how many different fields were recognised."""
        return len({each.target for each in self.columns if each.target})


Index = dict[str, Target]


def index_of(register: Register, known_as: KnownAs) -> Index:
    """Return every word that may head a column of this register, folded, with where it goes.

    A field that is declared earlier wins a word that two fields claim.
    """
    index: Index = {}
    for each in register.fields():
        for rank, word in enumerate(_words(each.kind, each.name, known_as)):
            index.setdefault(folded(word), Target(each.name, "", rank))
    for each in register.fields():
        if isinstance(each.kind, Rows):
            outer = _words(each.kind, each.name, known_as)
            for inner in fields_of(each.kind.of):
                for rank, word in enumerate(_words(inner.kind, inner.name, known_as)):
                    for before in outer:
                        index.setdefault(folded(before + word), Target(each.name, inner.name, rank))
    return index


def find_heading(sheet: Sheet, index: Index) -> Heading | None:
    """Return the first heading within the first rows of a sheet, None when none is recognised."""
    covers = _covers(sheet)
    for row in range(min(LAST_HEADING_ROW, len(sheet.rows))):
        if sum(bool(text) for text in _line(sheet, row)) < LEAST_KNOWN and not _is_grouped(row, covers):
            continue
        two = _two_lines(sheet, row, index, covers)
        heading = two or _one_line(sheet, row, index)
        if heading.known() >= LEAST_KNOWN:
            return heading
    return None


def likely_headings(sheet: Sheet) -> list[str]:
    """Return the texts of the row that looks most like a heading, to be shown when none is known."""
    lines = [_line(sheet, row) for row in range(min(LAST_HEADING_ROW, len(sheet.rows)))]
    best = max(lines, key=lambda line: len({text for text in line if text}), default=[])
    return [text[:40] for text in best if text]


def lookup(text: str, index: Index) -> Target | None:
    """Return where a heading goes: as written, without marks, or without the note in brackets."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    for candidate in (text, plain, _NOTE.sub("", plain), _UNIT.sub("", plain)):
        if target := index.get(folded(candidate)):
            return target
    return None


def _words(kind: Described, name: str, known_as: KnownAs) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known_as(kind.label), kind.label, *kind.aliases, name)))


def _line(sheet: Sheet, row: int) -> list[str]:
    return (
        [sheet.text(row, column) for column in range(len(sheet.rows[row]))] if row < len(sheet.rows) else []
    )


def _covers(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each cell of the heading region to the first cell of the merged range it lies in."""
    covers = {}
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom, LAST_HEADING_ROW) + 1):
            for column in range(left, min(right, left + 200) + 1):
                covers[row, column] = (top, left)
    return covers


def _is_grouped(row: int, covers: dict[tuple[int, int], tuple[int, int]]) -> bool:
    return any(place == (row, column) for (_, column), place in covers.items())


def _one_line(sheet: Sheet, row: int, index: Index) -> Heading:
    return _heading(row, row, [(text, lookup(text, index)) for text in _line(sheet, row)])


def _two_lines(
    sheet: Sheet, row: int, index: Index, covers: dict[tuple[int, int], tuple[int, int]]
) -> Heading | None:
    """Read two rows as one heading where the lower one names parts of the upper one, else None."""
    if row + 1 >= len(sheet.rows):
        return None
    upper = [text for text in _line(sheet, row) if text]
    if len(upper) == 1 and lookup(upper[0], index) is None:
        return None  # the title of the sheet, or the line of unit and date below it, merged over the columns
    texts: list[tuple[str, Target | None]] = []
    group, parts = "", 0
    for column in range(max(len(sheet.rows[row]), len(sheet.rows[row + 1]))):
        top = sheet.text(*covers.get((row, column), (row, column)))
        below = covers.get((row + 1, column), (row + 1, column))
        bottom = "" if below[0] <= row else sheet.text(*below)
        group = top or group
        above = top or (
            group if not sheet.merged else ""
        )  # without merged cells a group stands over its first
        target = _first_known([above + bottom, bottom] if bottom else [top], index)
        is_part = _is_wide(covers, row, column) or not top
        if bottom and not is_part and lookup(top, index) and lookup(top + bottom, index) is None:
            return None  # a known heading with something of its own below it: that is a row of data
        parts += bool(bottom and target)
        texts.append((" ".join(part for part in (above if bottom else top, bottom) if part), target))
    two = _heading(row, row + 1, texts)
    return two if parts and two.known() > _one_line(sheet, row, index).known() else None


def _first_known(texts: list[str], index: Index) -> Target | None:
    return next((found for text in texts if text and (found := lookup(text, index))), None)


def _is_wide(covers: dict[tuple[int, int], tuple[int, int]], row: int, column: int) -> bool:
    """Say whether a cell is part of a range merged over several columns."""
    place = covers.get((row, column))
    return place is not None and place in (covers.get((row, column - 1)), covers.get((row, column + 1)))


def _heading(first: int, last: int, texts: list[tuple[str, Target | None]]) -> Heading:
    """Give each target its best column, and each column a heading of its own."""
    best: dict[tuple[str, str], int] = {}
    for position, (_, target) in enumerate(texts):
        if target is None:
            continue
        key = (target.field, target.inner)
        held = texts[best[key]][1] if key in best else None
        if held is None or target.rank < held.rank:
            best[key] = position
    columns = []
    seen: dict[str, int] = {}
    for position, (text, target) in enumerate(texts):
        name = " ".join(text.split()) or column_name(position)
        seen[name] = seen.get(name, 0) + 1
        wins = target is not None and best[target.field, target.inner] == position
        columns.append(
            Column(
                position,
                name if seen[name] == 1 else f"{name} ({seen[name]})",
                target if wins else None,
                _unit(text),
            )
        )
    return Heading(first, last, tuple(columns))


def _unit(text: str) -> int:
    found = _UNIT.search(text)
    return _UNITS[found["unit"]] if found else 1
