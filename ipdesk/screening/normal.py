"""Text brought to what it says: letters, digits and Han without their dress, each with the place it comes from.

Width, case, accents, ligatures, traditional forms and letters of other scripts that look like Latin ones are folded; signs that
show nothing are dropped; all else parts what stands around it. Each sign is folded by itself, so no place can drift.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.paths import resource_path

# What stored arrays were made with; count up when anything here or in the table of pairs changes.
FORM: Final = "1"
FIRST_HAN: Final = 0x2E80  # from the first block of Han and kana on, each sign is a token
DIGITS: Final = (0x30, 0x3A)
_DROPPED, _PARTING, _MANY = 0, 1, 0x8000_0000
_SIGNS: Final = sys.maxunicode + 1
# Blocks in which every sign stands for itself, before traditional forms are folded.
_PLAIN: Final = (
    range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xAC00, 0xD7A4), range(0x20000, 0x2F800),
    range(0x30000, 0x33480),
)  # fmt: skip
# Blocks whose signs are looked up one by one; the planes between are empty or of private use.
_MIXED: Final = (
    range(0x3400), range(0x4DC0, 0x4E00), range(0xA000, 0xAC00), range(0xF900, 0x14680), range(0x16000, 0x20000),
    range(0x2F800, 0x2FA20), range(0xE0000, 0xE0200),
)  # fmt: skip
_DROPPED_KINDS: Final = frozenset({"Cf", "Mn", "Me", "Mc"})  # formatting and marks that combine
_BLANK_LETTERS: Final = "\u115f\u1160\u3164\uffa0"  # letters by name that show nothing
# After folding of case, so that a word is folded alike with a capital and without.
_LOOK_ALIKES: Final = dict(
    zip("авекмнорстухіјѕԁһԛԝӏүαβεικνορτυχζηɑɡı", "abekmhopctyxijsdhqwlyabeikvoptuxzhagi", strict=True)
)
# Signs of radicals that come out of PDF files in place of the Han they look like.
_RADICALS: Final = dict(
    zip("⺁⺇⺌⺓⺝⺠⺢⺩⺫⺬⺮⺯⺼⺿⻁⻄⻅⻆⻈⻋⻌⻐⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻥⻦⻧⻨⻩⻫⻬⻮⻰⻳",
        "厂几小幺月民水王目示竹糸肉艹虎西见角讠车辶钅長长门雨青韦页风飞食马鱼鸟卤麦黄斉齐齿龙龟", strict=True)
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Normal:
    """The folded signs of a text.

    `codes` are their code points (uint32), `places` where in the text each comes from (int32, in code points), and `parted`
    tells at each whether anything that parts stands before it.
    """

    codes: NDArray[np.uint32]
    places: NDArray[np.int32]
    parted: NDArray[np.bool_]

    @property
    def signs(self) -> str:
        """Return the folded signs as a text without anything between them; its places are those of the arrays."""
        return self.codes.astype("<u4").tobytes().decode("utf-32-le")

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where in the text a run of folded signs, at least one, begins and ends."""
        return int(self.places[begin]), int(self.places[end - 1]) + 1


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What each sign becomes: itself folded, one of the two marks, or a number in `first` of what becomes of it in `many`."""

    folded: NDArray[np.uint32]
    first: NDArray[np.int64]
    counts: NDArray[np.int64]
    many: NDArray[np.uint32]


def normal(text: str) -> Normal:
    """Return the folded signs of a text."""
    table = _table()
    folded = table.folded[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")]
    places = np.arange(len(folded), dtype=np.int32)
    if (folded >= _MANY).any():
        folded, places = _spread(table, folded, places)
    kept = folded > _PARTING
    before = np.cumsum(folded == _PARTING, dtype=np.int32)[kept]
    return Normal(folded[kept], places[kept], np.diff(before, prepend=np.int32(0)) > 0)


def _spread(
    table: _Table, folded: NDArray[np.uint32], places: NDArray[np.int32]
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Return the same with each sign that becomes several spread over as many places."""
    wide = folded >= _MANY
    number = folded[wide] - np.uint32(_MANY)
    counts = np.ones(len(folded), np.int64)
    counts[wide] = table.counts[number]
    at = np.flatnonzero(np.repeat(wide, counts))
    own = counts[wide]
    within = np.arange(len(at)) - np.repeat(np.cumsum(own) - own, own)
    spread = np.repeat(folded, counts)
    spread[at] = table.many[np.repeat(table.first[number], own) + within]
    return spread, np.repeat(places, counts)


@cache
def _table() -> _Table:
    """Return the table of all signs; it takes a sixth of a second to make."""
    folded = np.full(_SIGNS, _PARTING, np.uint32)
    for block in _PLAIN:
        folded[block.start : block.stop] = np.arange(block.start, block.stop)
    simple = _simplified()
    for sign, other in simple.items():
        folded[ord(sign)] = ord(other)
    several: dict[str, int] = {}
    for code in chain.from_iterable(_MIXED):
        kind = unicodedata.category(chr(code))
        if kind in _DROPPED_KINDS or chr(code) in _BLANK_LETTERS:
            folded[code] = _DROPPED
        elif kind[0] in "LNS":
            signs = "".join(simple.get(sign, sign) for sign in _folded(chr(code)))
            if len(signs) == 1:
                folded[code] = ord(signs)
            elif signs:
                folded[code] = _MANY + several.setdefault(signs, len(several))
    counts = np.array([len(signs) for signs in several])
    many = np.array([ord(sign) for signs in several for sign in signs], np.uint32)
    return _Table(folded, np.cumsum(counts) - counts, counts, many)


def _folded(sign: str) -> str:
    """Return the letters and digits that a sign amounts to, perhaps none."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(_letters(plain))


def _letters(signs: str) -> Iterator[str]:
    for sign in signs:
        if sign in _RADICALS:
            yield _RADICALS[sign]
        elif sign.isalnum() and sign not in _BLANK_LETTERS:
            value = unicodedata.decimal(sign, None)
            yield _LOOK_ALIKES.get(sign, sign) if value is None else str(value)


def _simplified() -> dict[str, str]:
    pairs = resource_path("screening", "simplified.txt").read_text(encoding="utf-8").replace("\n", "")
    return dict(zip(pairs[::2], pairs[1::2], strict=True))
