"""Lines of Chinese and Latin text: where they may break, and where each character stands.

Pure arithmetic over advances; it knows no PDF. The rules are those of GB/T 15834 and of common Chinese
typesetting: no closing sign or pause begins a line, no opening sign ends one, a dash and an ellipsis stay
whole, Latin words and numbers stay whole, signs that meet close up, a line is squeezed a little rather
than torn apart, and full lines are justified.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

Sort = Literal["han", "latin", "space", "open", "close", "pause", "pair", "glue"]
Justify = Literal["left", "center", "right", "justify"]

# Signs that end something or belong to what stands before them, beyond the closing brackets and quotes.
PAUSES: Final = frozenset("、。，．：；？！,.:;?!·•‧～%％‰‱℃℉°′″々〻ー〃¢￠∶")
PAIRS: Final = frozenset("—…‥⸺―")
BEFORE_FIGURES: Final = frozenset("¥￥$＄£￡€№#＃§")
SOFT: Final = frozenset("/-_.@=&+:;,?\\|~")
HALF_AFTER: Final = frozenset("、。，．）》」』】〕〗〉｝］”’")
THIRD_AFTER: Final = frozenset("：；？！")
HALF_BEFORE: Final = frozenset("（《「『【〔〖〈｛［“‘")
LEAST_FILL: Final = 0.6
LONG_RUN: Final = 0.7
WHOLE: Final = 0.9
MOST_GAP: Final = 0.5
FAR: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its characters, the place of each from the left edge, and where it ends in the text."""

    text: str
    places: tuple[float, ...]
    end: int
    width: float


@cache
def sort_of(sign: str) -> Sort:
    """Return how a character behaves at the end and beginning of lines."""
    if sign in " \t\u2002\u2003\u3000":
        return "space"
    if sign in PAIRS:
        return "pair"
    if sign in PAUSES:
        return "pause"
    if sign in BEFORE_FIGURES:
        return "open"
    category = unicodedata.category(sign)
    if category in ("Ps", "Pi"):
        return "open"
    if category in ("Pe", "Pf"):
        return "close"
    if category in ("Mn", "Me", "Mc", "Cf"):
        return "glue"
    return "han" if unicodedata.east_asian_width(sign) in "WF" else "latin"


def may_break(before: str, after: str) -> bool:
    """Say whether a line may end after one character and the next begin with the other."""
    first, second = sort_of(before), sort_of(after)
    if second in ("close", "pause", "glue", "space", "pair") or first in ("open", "glue"):
        # A mark on a letter keeps what the letter has; to be safe it never breaks after it.
        return False
    if after == "-" and first != "space":
        return False  # no line begins with the hyphen of a number
    if first == "space":
        return True
    if first == "pause" and second == "latin":
        return not before.isascii()
    if first == "close" and before.isascii() and second == "latin":
        return False
    return not (first == "latin" and second == "latin")


def _soft_break(before: str, after: str) -> bool:
    """Say whether a long Latin run may be broken here when nothing better is near."""
    return before in SOFT and sort_of(after) == "latin" and not (before in ".,:" and after.isdigit())


def closed_up(text: str, advances: Sequence[float], size: float) -> list[float]:
    """Return the advances with full-width signs that meet set close, as printers do."""
    found = list(advances)
    for index in range(len(text) - 1):
        here, after = text[index], text[index + 1]
        if (here in HALF_AFTER and (after in HALF_AFTER or after in HALF_BEFORE or after in THIRD_AFTER)) or (
            here in HALF_BEFORE and after in HALF_BEFORE
        ):
            found[index] -= size / 2 if found[index] > size * WHOLE else 0
    return found


def _slack(text: str, index: int, advances: Sequence[float], size: float) -> float:
    """Return by how much the advance of a character can shrink without harm."""
    if advances[index] < size * WHOLE:
        return 0.0
    here = text[index]
    after = text[index + 1] if index + 1 < len(text) else ""
    if here in HALF_AFTER or after in HALF_BEFORE:
        return size * 0.4
    return size * 0.2 if here in THIRD_AFTER else 0.0


class Breaker:
    """Breaks one paragraph into lines of a given width.

    `advance` gives the width of a character; `indent` goes before the first line.
    """

    def __init__(
        self, text: str, advance: Callable[[str], float], size: float, *, indent: float = 0.0
    ) -> None:
        self.text = text
        self.size = size
        self.indent = indent
        self.advances = closed_up(text, [advance(sign) for sign in text], size)

    def lines(self, width: float, justify: Justify = "justify") -> list[Line]:
        """Return the lines; an empty paragraph is one empty line."""
        found: list[Line] = []
        start, left = 0, self.indent
        while start < len(self.text) or not found:
            end, squeezed = self._end(start, width - left)
            last = end >= len(self.text)
            how: Justify = "left" if last and justify == "justify" else justify
            found.append(self._set(start, end, left, width, how, squeezed))
            start = self._skip(end)
            left = self._hang(start)
        return found

    def _hang(self, start: int) -> float:
        """Return by how much a line that begins with an opening sign starts left of the edge: its blank half."""
        if start < len(self.text) and self.text[start] in HALF_BEFORE:
            return -self.size / 2 if self.advances[start] > self.size * WHOLE else 0.0
        return 0.0

    def _skip(self, start: int) -> int:
        """Pass the blanks that a line break swallows."""
        while start < len(self.text) and sort_of(self.text[start]) == "space":
            start += 1
        return start

    def _end(self, start: int, room: float) -> tuple[int, bool]:
        """Return where the line from `start` ends, and whether it must be squeezed to fit."""
        text, advances, total = self.text, self.advances, 0.0
        over = start
        while over < len(text):
            total += advances[over]
            if total > room + 1e-6 and sort_of(text[over]) != "space":
                break
            over += 1
        if over >= len(text):
            return over, False
        if over > start and may_break(text[over - 1], text[over]):
            return over, False
        further = self._squeezed_end(start, over, room)
        return (further, True) if further else (self._back(start, over, room), False)

    def _squeezed_end(self, start: int, over: int, room: float) -> int:
        """Return an end a few characters on that fits when signs are squeezed, 0 when there is none."""
        text, advances = self.text, self.advances
        for end in range(over + 1, min(over + FAR, len(text)) + 1):
            if end < len(text) and not may_break(text[end - 1], text[end]):
                continue
            total = sum(advances[start:end])
            slack = sum(_slack(text, index, advances, self.size) for index in range(start, end))
            return end if total - slack <= room + 1e-6 else 0
        return 0

    def _back(self, start: int, over: int, room: float) -> int:
        """Return the last good end before the line is over full, or the least bad one."""
        text, ends = self.text, range(over, start, -1)
        good = next((end for end in ends if may_break(text[end - 1], text[end])), 0)
        if good and (sum(self.advances[start:good]) >= room * LEAST_FILL or not self._is_long(good, room)):
            return good
        soft = next((end for end in ends if end > good and _soft_break(text[end - 1], text[end])), 0)
        if soft or good:
            return soft or good
        return next((end for end in ends if _bearable(text[end - 1], text[end])), max(over, start + 1))

    def _is_long(self, start: int, room: float) -> bool:
        """Say whether the Latin run from here is so long that it may be broken at a stroke or dot."""
        stop, total = start, 0.0
        while stop < len(self.text) and total <= room * LONG_RUN:
            if stop > start and may_break(self.text[stop - 1], self.text[stop]):
                return False
            total += self.advances[stop]
            stop += 1
        return total > room * LONG_RUN

    def _set(self, start: int, end: int, left: float, width: float, justify: Justify, squeezed: bool) -> Line:
        """Place the characters of one line."""
        stop = end
        while stop > start and sort_of(self.text[stop - 1]) == "space":
            stop -= 1
        text, advances = self.text[start:stop], self.advances[start:stop]
        natural = sum(advances)
        rest = width - left - natural
        if squeezed and rest < 0:
            advances = self._shrunk(start, stop, -rest)
        elif justify == "justify" and rest > 0:
            advances = _spread(text, advances, rest, self.size)
        elif justify in ("center", "right"):
            left += max(rest, 0) / (2 if justify == "center" else 1)
        places, at = [], left
        for advance in advances:
            places.append(at)
            at += advance
        return Line(text, tuple(places), end, at)

    def _shrunk(self, start: int, stop: int, excess: float) -> list[float]:
        slack = [_slack(self.text, index, self.advances, self.size) for index in range(start, stop)]
        share = min(1.0, excess / (sum(slack) or 1.0))
        return [
            advance - share * each for advance, each in zip(self.advances[start:stop], slack, strict=True)
        ]


def _bearable(before: str, after: str) -> bool:
    """Say whether a forced break at least leaves no forbidden sign at the border."""
    bad_start = sort_of(after) in ("close", "pause", "glue", "pair", "space")
    return not bad_start and sort_of(before) not in ("open", "glue")


def _spread(text: str, advances: Sequence[float], rest: float, size: float) -> list[float]:
    """Return advances that fill the line: blanks take more than the gaps between characters."""
    weights = [_stretch(text[index], text[index + 1]) for index in range(len(text) - 1)]
    total = sum(weights)
    if not total or rest / total > size * MOST_GAP:
        return list(advances)
    step = rest / total
    return [advance + step * weight for advance, weight in zip(advances, [*weights, 0.0], strict=True)]


def _stretch(before: str, after: str) -> float:
    first, second = sort_of(before), sort_of(after)
    if first == "space":
        return 2.0
    if second in ("space", "glue") or (first == "pair" and second == "pair"):
        return 0.0
    latin = ("latin", "pause", "close", "open")
    if (
        first in latin
        and second in latin
        and (before.isascii() or first == "latin")
        and (after.isascii() or second == "latin")
    ):
        return 0.0
    return 1.0
