"""How the words of a superior's workbook lie, so that next quarter's file of the same form is known again.

A mapped cell is known by the nearest words at its left and above it. Figures in words count for nothing: they are the
year and the quarter, which differ in every file.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Final

from ipdesk.model.folding import folded
from ipdesk.rules.report_books import MARKER, Place, ReportBook
from ipdesk.rules.report_maps import Mapped, ReportMap, report_map

MOST_WORDS: Final = 5_000
LONGEST_WORD: Final = 80
LEAST_ALIKE: Final = 0.6  # share of words that two files of one form have in common
LEAST_HELD: Final = 0.9  # share of the words of a form that stand in it when it is filled
LEAST_WORDS: Final = 5  # by which a form is known at all when it is filled
MOST_TRIED: Final = 2_000
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*|(?<=第)[一二三四]|[一二三四](?=季)")

Words = Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The words of each sheet by their places."""

    sheets: Mapping[str, Words]

    def key(self) -> str:
        """Return the digest that files of one form have in common."""
        held = {plain_word(name): sorted((*place, plain_word(text)) for place, text in words.items())
                for name, words in self.sheets.items()}  # fmt: skip
        return sha256(
            json.dumps(held, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        ).hexdigest()

    def likeness(self, other: Layout) -> float:
        """Say from 0 to 1 how much two files have in common, wherever it stands."""
        own, others = self._counted(), other._counted()
        both = (own | others).total()
        return (own & others).total() / both if both else float(self.sheets.keys() == other.sheets.keys())

    def stands_in(self, other: Layout, map_: ReportMap) -> bool:
        """Say whether another file is this form filled: it has the words that stay when mapped cells are written."""
        own = self._counted(frozenset((each.sheet, each.place) for each in map_.mapped if not each.is_column))
        both = (own & other._counted()).total()
        return own.total() >= LEAST_WORDS and both >= LEAST_HELD * own.total()

    def sheet_like(self, name: str) -> str | None:
        """Return the sheet of this name, or the one whose name differs by figures alone."""
        if name in self.sheets:
            return name
        found = [each for each in self.sheets if plain_word(each) == plain_word(name)]
        return found[0] if len(found) == 1 else None

    def _counted(self, written: Collection[tuple[str, Place]] = ()) -> Counter[tuple[str, str]]:
        """Count the words, but for those of cells that are `written` over, where any are, and for markers then."""
        return Counter(
            (plain_word(name), plain_word(text))
            for name, words in self.sheets.items()
            for place, text in words.items()
            if not written or ((name, place) not in written and not MARKER.fullmatch(text))
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A mapped cell that is not where it was: where its words stand now, None where they went."""

    mapped: Mapped
    now: Mapped | None


def layout_of(book: ReportBook) -> Layout:
    """Return the words of a workbook; of many the first ones."""
    left, sheets = MOST_WORDS, dict[str, Words]()
    for sheet in book.sheets:
        words = {place: cell.text.strip()[:LONGEST_WORD] for place, cell in sorted(sheet.cells.items())
                 if cell.kind == "text" and cell.text.strip()}  # fmt: skip
        sheets[sheet.name] = dict(list(words.items())[:left])
        left -= len(sheets[sheet.name])
    return Layout(sheets)


def plain_layout(layout: Layout) -> list[list[object]]:
    """Return a layout as JSON values."""
    return [
        [name, [[*place, text] for place, text in words.items()]] for name, words in layout.sheets.items()
    ]


def read_layout(plain: list[list[object]]) -> Layout:
    """Return what `plain_layout` made."""
    return Layout({str(name): {(row, column): text for row, column, text in words} for name, words in plain})  # type: ignore[attr-defined]


def plain_word(text: str) -> str:
    """Return a word for comparison: without its figures."""
    return folded(_FIGURES.sub("#", text))


def carried_over(map_: ReportMap, before: Layout, now: Layout) -> tuple[ReportMap, tuple[Change, ...]]:
    """Return a map for a file of the same form, as far as its cells are known again where they were, and what changed."""
    stays: list[Mapped] = []
    changes: list[Change] = []
    for name in dict.fromkeys(each.sheet for each in map_.mapped):
        mapped = [each for each in map_.mapped if each.sheet == name]
        sheet = now.sheet_like(name)
        if sheet is None:
            changes += [Change(each, None) for each in mapped]
            continue
        ignored = frozenset(each.place for each in mapped if not each.is_column)
        old, new = _Words(before.sheets.get(name, {}), ignored), _Words(now.sheets[sheet], ignored)
        whole = _Words(
            now.sheets[sheet], frozenset()
        )  # where cells moved, other words may stand in the old places
        for each in mapped:
            if _is_same(each, old, new, each.place):
                stays.append(replace(each, sheet=sheet))
            else:
                place = _place_now(each, old, whole)
                changes.append(Change(each, replace(each, sheet=sheet, place=place) if place else None))
    return report_map(stays), tuple(changes)


class _Words:
    """The words of a sheet, asked for what stands next to a place; what stands in mapped cells is no landmark."""

    def __init__(self, words: Words, ignored: frozenset[Place]) -> None:
        self.words = words
        self._rows: dict[int, list[int]] = defaultdict(list)
        self._columns: dict[int, list[int]] = defaultdict(list)
        self._places: dict[str, list[Place]] = defaultdict(list)
        for row, column in sorted(words):
            self._places[plain_word(words[row, column])].append((row, column))
            if (row, column) not in ignored:
                self._rows[row].append(column)
                self._columns[column].append(row)

    def left(self, place: Place) -> Place | None:
        """Return where the nearest words at the left of a place stand."""
        columns = self._rows.get(place[0], [])
        found = bisect_left(columns, place[1])
        return (place[0], columns[found - 1]) if found else None

    def above(self, place: Place) -> Place | None:
        """Return where the nearest words above a place stand."""
        rows = self._columns.get(place[1], [])
        found = bisect_left(rows, place[0])
        return (rows[found - 1], place[1]) if found else None

    def plain(self, place: Place | None) -> str:
        """Return the words at a place for comparison."""
        return plain_word(self.words.get(place, "")) if place is not None else ""

    def around(self, place: Place) -> tuple[str, str]:
        """Return the nearest words at the left of a place and above it."""
        return self.plain(self.left(place)), self.plain(self.above(place))

    def same(self, word: str) -> list[Place]:
        """Return where these words stand."""
        return self._places.get(word, []) if word else []


def _is_same(mapped: Mapped, old: _Words, new: _Words, place: Place) -> bool:
    """Say whether the words at a place are those at the mapped cell."""
    if mapped.is_column and (own := old.plain(mapped.place)):
        return own == new.plain(place)
    return old.around(mapped.place) == new.around(place)


def _place_now(mapped: Mapped, old: _Words, new: _Words) -> Place | None:
    """Return the one place that has the words around it that the mapped cell had."""
    tried = islice(_places(mapped, old, new), MOST_TRIED)
    found = [each for each in tried if _is_same(mapped, old, new, each)]
    return found[0] if len(found) == 1 else None


def _places(mapped: Mapped, old: _Words, new: _Words) -> Iterator[Place]:
    """Yield the places that lie to words as the mapped cell lay to the same ones."""
    row, column = mapped.place
    if mapped.is_column:
        yield from new.same(old.plain(mapped.place))
        return
    left, above = old.left(mapped.place), old.above(mapped.place)
    lefts, aboves = new.same(old.plain(left)), new.same(old.plain(above))
    if left is not None and above is not None:
        columns = sorted({each[1] for each in aboves})
        yield from ((each, other) for each in sorted({place[0] for place in lefts}) for other in columns)
    elif left is not None:
        yield from ((place[0], place[1] + column - left[1]) for place in lefts)
    elif above is not None:
        yield from ((place[0] + row - above[0], place[1]) for place in aboves)
