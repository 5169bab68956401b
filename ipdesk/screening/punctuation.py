"""A folded text with what stands between its signs, as patterns read it, each sign with the place it comes from.

Blanks beside Han and beside signs such as ★ say nothing and are left out, and so is one line break between two Han; other blanks
become one. Signs that show nothing are left out as well, and marks are brought to one width.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.screening.normal import FIRST_HAN, Normal

BREAKS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANK, _BREAK, _NOTHING = ord(" "), ord("\n"), 0
_FIRST_SIGN: Final = 0x2000  # from which on stand signs that are no Latin letters
_UNSEEN: Final = frozenset({"Cf", "Mn", "Me", "Mc", "Lo"})  # a letter that folding left out shows nothing


@dataclass(frozen=True, slots=True, eq=False)
class Punctuated:
    """Signs and where in the text each comes from, in code points."""

    signs: str
    places: NDArray[np.int32]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where in the text a run of signs, at least one, begins and ends."""
        return int(self.places[begin]), int(self.places[end - 1]) + 1


def punctuated(text: str, made: Normal) -> Punctuated:
    """Return a text, folded already, with its punctuation."""
    counts = np.bincount(made.places, minlength=len(text))
    left = counts == 0
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")[left]
    known, which = np.unique(raw, return_inverse=True)
    marks = np.array([_mark(chr(code)) for code in known], np.uint32)[which]
    counts[left] = marks != _NOTHING
    places = np.repeat(np.arange(len(text), dtype=np.int32), counts)
    signs = np.empty(len(places), np.uint32)
    between = np.repeat(left, counts)
    signs[~between] = made.codes
    signs[between] = marks[marks != _NOTHING]
    kept = _without_blanks(signs)
    return Punctuated(signs[kept].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass"), places[kept])


def _mark(sign: str) -> int:
    """Return what becomes of a sign between others: a blank, a break, nothing, or the mark itself."""
    if sign in BREAKS:
        return _BREAK
    kind = unicodedata.category(sign)
    if sign.isspace() or kind == "Cc":
        return _BLANK
    if kind in _UNSEEN:
        return _NOTHING
    plain = unicodedata.normalize("NFKC", sign)
    return ord(plain if len(plain) == 1 else sign)


def _without_blanks(signs: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return which signs are kept; a run of blanks of which one is kept has a break at its head where it has any."""
    kept = np.ones(len(signs), np.bool_)
    blank = (signs == _BLANK) | (signs == _BREAK)
    edges = np.flatnonzero(np.diff(blank, prepend=False, append=False))
    begins, ends = edges[::2], edges[1::2]
    if not len(begins):
        return kept
    breaks = np.concatenate((np.zeros(1, np.int64), np.cumsum(signs == _BREAK)))
    broken = breaks[ends] - breaks[begins]
    before = np.where(begins > 0, signs[np.maximum(begins - 1, 0)], 0)
    after = np.where(ends < len(signs), signs[np.minimum(ends, len(signs) - 1)], 0)
    joined = (broken == 1) & (before >= FIRST_HAN) & (after >= FIRST_HAN)
    kept[blank] = False
    kept[begins] = ~np.where(broken == 0, np.maximum(before, after) >= _FIRST_SIGN, joined)
    signs[begins[broken > 0]] = _BREAK
    return kept
