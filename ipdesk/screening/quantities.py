"""Values with units in a text, brought to base units, each with its place; and those that a manuscript shares with protected records.

A value shared by chance says nothing: round ones, usual ones and those in many records weigh nothing, and one alone is told only if
it was marked as a key value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import log2
from typing import Final

from ipdesk.screening.units import ZERO, Dimension, Unit, unit_of, unit_pattern

NEAR: Final = 300  # characters of the manuscript
LONGEST_ROW: Final = 200  # characters of a row whose cells are parted by blanks alone
MOST_RECORDS: Final = 3  # that may have a value which counts as rare
_FEWEST: Final = 200  # records among which frequency is reckoned at the least
_TOGETHER, _TWO = 2, 2
_CLOSE: Final = 1e-6
_KELVIN: Final = unit_of("K").dimension
# Sign for sign, so that places stay.
_PLAIN: Final = str.maketrans("µ\u3000∙⋅•−―–—〜∼\u212b\u2126\u00a0\u2009\u202f", "μ ···----~~ÅΩ   ") | {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)
}
_NUMBER: Final = (
    r"(?:10(?:\^-?\d{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
    r"|(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
    r"(?:[eE][-+]?\d{1,2}| ?[×x*·] ?10(?:\^ ?[-+]?\d{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|-\d{1,2}))?)"
)
_START: Final = r"(?<![A-Za-z0-9_.^])(?<![A-Za-z]-)(?<![0-9],)"
_VALUE: Final = re.compile(
    rf"{_START}(-?{_NUMBER})(?: ?± ?{_NUMBER}\)?)?(?: ?(?:-|~|至|到|to) ?(-?{_NUMBER}))?\)? ?({unit_pattern()})"
)
_BARE: Final = re.compile(rf" *(-?{_NUMBER})(?: ?± ?{_NUMBER})? *")
_CELL: Final = re.compile(r"(?:[^\t|\n ]| (?! ))+")
_WORD: Final = re.compile(r"[^ ]+")
_HEAD: Final = re.compile(rf".*(?:[(\[] ?({unit_pattern()}) ?[)\]]|/ ?\(?({unit_pattern()})\)?) *")
_UNITS: Final = re.compile(rf"(?:[(\[] ?({unit_pattern()}) ?[)\]]|/ ?\(?({unit_pattern()})\)?)(?= |$)")
_UNIT: Final = re.compile(rf" *({unit_pattern()}) *")
_MARKED: Final = re.compile(
    r"(?:关键(?:数?值|参数|指标)|key\s(?:values?|parameters?|figures?))\s?[:：][^\n]*", re.IGNORECASE
)
_EMPTY: Final = frozenset("-~/")
_EXPONENT: Final = re.compile(r" ?[×x*·] ?10|^10(?=[\^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹])")
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

Key = tuple[str, Dimension]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value at a place of a text, in code points.

    `value` is in base units; `key` is what equal ones have alike; `is_round` says that as written it has no digits that could tell
    anything. `marked` says that its record calls it a key value.
    """

    value: float
    key: Key
    start: int
    end: int
    is_round: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many records have each value, of how many."""

    counts: Mapping[Key, int]
    records: int

    def weight(self, each: Quantity) -> float:
        """Return what it tells that a value is shared, in bits; 0 for round, usual and frequent ones."""
        count = self.counts.get(each.key, 1)
        if each.is_round or each.key in _usual() or count > MOST_RECORDS:
            return 0.0
        return -log2(count / max(self.records, _FEWEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Values that a passage of the manuscript shares with a record, as pairs of there and here, and what they weigh in bits."""

    record: str
    pairs: tuple[tuple[Quantity, Quantity], ...]
    weight: float

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return self.pairs[0][0].start

    @property
    def is_alone(self) -> bool:
        """Say whether it is but one value, which is told because its record calls it a key one."""
        return len(self.pairs) == 1

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(mine.end for mine, _ in self.pairs)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the values with units in a text in its order, those of columns whose head has the unit among them."""
    plain = text.translate(_PLAIN)
    found = {each.start: each for each in (*_of_columns(plain), *_of_prose(plain))}
    return tuple(found[start] for start in sorted(found))


def quantities_of_record(text: str) -> tuple[Quantity, ...]:
    """Return the values of a protected text; those behind words such as 关键值： are marked to the end of their line."""
    spans = [each.span() for each in _MARKED.finditer(text)]
    if not spans:
        return quantities(text)
    return tuple(
        replace(each, marked=any(begin <= each.start < end for begin, end in spans))
        for each in quantities(text)
    )


def rarity(protected: Mapping[str, Iterable[Quantity]]) -> Rarity:
    """Return how rare values are among records."""
    counts = Counter(key for held in protected.values() for key in {each.key for each in held})
    return Rarity(counts, len(protected))


def shared(
    manuscript: Sequence[Quantity], protected: Mapping[str, Sequence[Quantity]], rare: Rarity
) -> tuple[Shared, ...]:
    """Return where a manuscript shares rare values with a record: two near each other, or one that is marked there."""
    where: dict[Key, list[tuple[str, Quantity]]] = defaultdict(list)
    asked = {each.key for each in manuscript}
    for record, held in protected.items():
        for each in held:
            if each.key in asked:
                where[each.key].append((record, each))
    by_record: dict[str, list[tuple[Quantity, Quantity]]] = defaultdict(list)
    for mine in manuscript:
        for record, theirs in where.get(mine.key, ()):
            if theirs.marked or (rare.weight(mine) and rare.weight(theirs)):
                by_record[record].append((mine, theirs))
    found = [
        made
        for record, pairs in by_record.items()
        for passage in _passages(pairs)
        if (made := _shared(record, passage, rare))
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.record)))


def _passages(pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[list[tuple[Quantity, Quantity]]]:
    """Yield pairs that follow each other closely in the manuscript."""
    passage = list(pairs[:1])
    for before, after in pairwise(pairs):
        if after[0].start - before[0].end > NEAR:
            yield passage
            passage = []
        passage.append(after)
    yield passage


def _shared(record: str, passage: Sequence[tuple[Quantity, Quantity]], rare: Rarity) -> Shared | None:
    first = {mine.key: (mine, theirs) for mine, theirs in reversed(passage)}
    if len(first) < _TOGETHER and not any(theirs.marked for _, theirs in passage):
        return None
    weight = sum(rare.weight(mine) for mine, _ in first.values())
    return Shared(
        record=record, pairs=tuple(sorted(first.values(), key=lambda pair: pair[0].start)), weight=weight
    )


def _of_prose(plain: str) -> Iterator[Quantity]:
    for match in _VALUE.finditer(plain):
        unit = unit_of(match[3])
        yield _quantity(match[1], unit, match.start(1), match.end())
        if match[2]:
            yield _quantity(match[2], unit, match.start(2), match.end())


def _of_columns(plain: str) -> Iterator[Quantity]:
    """Yield the bare numbers in tables: under heads that name a unit, and behind or before a unit in their row."""
    head: _Head | None = None
    at = 0
    for line in plain.split("\n"):
        cells, parted = _cells(line)
        if row := _of_row(cells, parted):
            yield from _quantities(row, at)
        elif made := _head(line, cells, parted):
            head = made
        elif head is not None:
            found = _under(head, cells)
            if found is not None:
                yield from _quantities(found, at)
            elif line.strip(" |-+:\t"):
                head = None
        at += len(line) + 1


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: the unit of each column, and where blanks alone part them, the units in their order with how many columns follow."""

    units: tuple[Unit | None, ...]
    in_order: tuple[Unit | None, ...] = ()


_Cell = tuple[int, str]
_Figure = tuple[Unit, int, str]


def _cells(line: str) -> tuple[list[_Cell], bool]:
    """Return place and text of each cell of a line, and whether tabs, upright lines or wide gaps part them; blanks part words too."""
    if "\t" in line or "|" in line:
        cells, begin = [], 0
        for each in re.finditer(r"[\t|]|$", line):
            cells.append((begin, line[begin : each.start()]))
            begin = each.end()
        return [each for each in cells if each[1].strip() or "\t" in line], True
    wide = [(each.start(), each[0]) for each in _CELL.finditer(line)]
    if len(wide) > 1 or len(line) > LONGEST_ROW:
        return wide, True
    return [(each.start(), each[0]) for each in _WORD.finditer(line)], False


def _head(line: str, cells: list[_Cell], parted: bool) -> _Head | None:
    named = list(_UNITS.finditer(line)) if not parted else []
    if len(cells) < _TWO or not (parted or len(named) >= _TWO):  # words of a sentence
        return None
    units = tuple(_unit_of_head(text) for _, text in cells)
    if parted:
        return _Head(units) if any(units) else None
    behind = len(line[named[-1].end() :].split())
    return _Head(units, (*(unit_of(each[1] or each[2]) for each in named), *(None for _ in range(behind))))


def _under(head: _Head, cells: list[_Cell]) -> list[_Figure] | None:
    """Return the figures of a line under a head, None for a line that is no row of its table."""
    units, row = head.units, cells
    if len(units) != len(cells):
        figures = [each for each in cells if _BARE.fullmatch(each[1]) or each[1] in _EMPTY]
        if not head.in_order or len(figures) != len(head.in_order) or figures != cells[-len(figures) :]:
            return None
        units, row = head.in_order, figures
    return [
        (unit, begin + bare.start(1), bare[1])
        for unit, (begin, text) in zip(units, row, strict=True)
        if unit and (bare := _BARE.fullmatch(text))
    ]


def _of_row(cells: list[_Cell], parted: bool) -> list[_Figure]:
    """Return the figures of a row that names their unit itself: in the name that it begins with, or in a cell of its own."""
    if len(cells) < _TWO or not (parted or _BARE.fullmatch(cells[-1][1])):
        return []
    bare = [_BARE.fullmatch(text) for _, text in cells]
    if not any(bare) or not (parted or all(bare[1:])):
        return []
    for index, (_, text) in enumerate(cells):
        found = _UNIT.fullmatch(text) if index else None
        unit = unit_of(found[1]) if found else None if index else _unit_of_head(text)
        if unit is None:
            continue
        places = [at for at in range(index + 1, len(cells)) if bare[at]]
        if found and not places and bare[index - 1]:
            places = [index - 1]
        return [(unit, cells[at][0] + each.start(1), each[1]) for at in places if (each := bare[at])]
    return []


def _quantities(figures: Iterable[_Figure], at: int) -> Iterator[Quantity]:
    for unit, begin, written in figures:
        yield _quantity(written, unit, at + begin, at + begin + len(written))


def _unit_of_head(cell: str) -> Unit | None:
    match = _HEAD.fullmatch(cell)
    return unit_of(match[1] or match[2]) if match else None


def _quantity(written: str, unit: Unit, start: int, end: int) -> Quantity:
    value = unit.base(_number(written))
    digits = _EXPONENT.split(re.split("[eE]", written)[0].lstrip("-").replace(",", ""))[0]
    significant = digits.replace(".", "").strip("0")
    is_round = len(significant) <= 1 or (len(significant) == _TWO and significant.endswith("5"))
    told = _degrees(value, unit, digits) if unit.dimension == _KELVIN else value
    return Quantity(value=value, key=(f"{told:.6g}", unit.dimension), start=start, end=end, is_round=is_round)


def _degrees(value: float, unit: Unit, digits: str) -> float:
    """Return a temperature in kelvin as both scales tell it: 25 degrees are 298 and 298.15 kelvin."""
    whole = unit.zero == ZERO and "." not in digits
    is_converted = abs(value % 1 - ZERO % 1) < _CLOSE
    return float(int(value)) if whole or is_converted else value


def _number(written: str) -> float:
    plain = written.replace(",", "").translate(_SUPERSCRIPTS).replace(" ", "")
    head, *power = _EXPONENT.split(written)
    if not power:
        return float(plain)
    exponent = int(power[0].translate(_SUPERSCRIPTS).replace(" ", "").lstrip("^"))
    return float(head.replace(",", "") or 1) * 10.0**exponent


@cache
def _usual() -> frozenset[Key]:
    """Return values that stand in papers of any kind."""
    return frozenset(each.key for each in quantities(_USUAL))


_USUAL: Final = (
    "12 h 24 h 36 h 48 h 72 h 96 h 37 °C 298 K 273 K 300 K 77 K 4.2 K -196 °C 22 °C 28 °C 120 °C 121 °C 110 °C 180 °C 150 °C 99.9 % 99.99 % 99.999 % "
    "254 nm 280 nm 365 nm 405 nm 488 nm 532 nm 633 nm 785 nm 808 nm 980 nm 1064 nm 1550 nm 0.22 μm 0.45 μm 0.15406 nm 1.5406 Å 0.154 nm 220 V 380 V 110 V "
    "18.2 MΩ·cm 101.325 kPa 101.3 kPa 9.8 m/s² 9.81 m/s² 12000 rpm 12000 r/min 13.56 MHz 2.45 GHz 96 % 98 % 99 % 36 % 37 % 360 ° 180 °"
)
