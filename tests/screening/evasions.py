"""Eleven ways in which a word is dressed so that a plain search does not find it."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

from ipdesk.paths import resource_path

_CYRILLIC: Final = dict(zip("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ", strict=True))
_HAN: Final = {"密": "宓", "机": "饥", "涉": "渉", "秘": "袐", "长": "⻓", "青": "⻘", "方": "⽅", "马": "⻢"}
_MARKS: Final = "-·*_|~/#"
_UNSEEN: Final = "\u200b\u200d\ufeff\u00ad\u2060"
_DIGITS_APART: Final = 0x1D7CE


def full_width(word: str, _: random.Random) -> str:
    """Return it in full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in word)


def zero_width(word: str, rng: random.Random) -> str:
    """Return it with signs between that show nothing."""
    return _with_between(word, rng, _UNSEEN)


def blanks(word: str, rng: random.Random) -> str:
    """Return it with blanks between."""
    return _with_between(word, rng, " \u3000\u00a0\t")


def marks(word: str, rng: random.Random) -> str:
    """Return it with punctuation between."""
    return _with_between(word, rng, _MARKS)


def breaks(word: str, rng: random.Random) -> str:
    """Return it with a line for each sign."""
    return _with_between(word, rng, "\n")


def traditional(word: str, _: random.Random) -> str:
    """Return it in traditional forms where there are any."""
    return "".join(_traditional().get(sign, sign) for sign in word)


def look_alike(word: str, _: random.Random) -> str:
    """Return it in signs of other scripts and other Han that look so."""
    return "".join((_CYRILLIC | _HAN).get(sign, sign) for sign in word)


def other_case(word: str, _: random.Random) -> str:
    """Return it with small and capital letters exchanged."""
    return word.swapcase()


def combining(word: str, rng: random.Random) -> str:
    """Return it with marks on its signs."""
    return "".join(sign + rng.choice("\u0301\u0308\u0336\u20dd") for sign in word)[:-1]


def mathematical(word: str, _: random.Random) -> str:
    """Return it in mathematical letters."""
    return "".join(map(_mathematical, word))


def mixed(word: str, rng: random.Random) -> str:
    """Return it in two other ways at once."""
    for way in rng.sample([full_width, traditional, look_alike, other_case, mathematical], 2):
        word = way(word, rng)
    return rng.choice([zero_width, blanks, marks, breaks])(word, rng)


WAYS: Final[tuple[Callable[[str, random.Random], str], ...]] = (
    full_width, zero_width, blanks, marks, breaks, traditional, look_alike, other_case, combining, mathematical, mixed,
)  # fmt: skip


def _with_between(word: str, rng: random.Random, signs: str) -> str:
    return "".join(sign if sign == " " else sign + rng.choice(signs) for sign in word)[:-1]


def _mathematical(sign: str) -> str:
    for first, start in (("A", 0x1D400), ("a", 0x1D41A), ("0", _DIGITS_APART)):
        made = (
            chr(start + ord(sign) - ord(first)) if sign.isascii() and sign.isalnum() and sign >= first else ""
        )
        if made and unicodedata.normalize("NFKC", made) == sign:
            return made
    return sign


@cache
def _traditional() -> dict[str, str]:
    pairs = resource_path("screening", "simplified.txt").read_text(encoding="utf-8").replace("\n", "")
    return {simple: other for other, simple in zip(pairs[::2], pairs[1::2], strict=True)}
