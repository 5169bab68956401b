"""Bigrams for exact substring search: every hit contains the text, and no hit is missed.

A text is folded in width and case and cut into runs of anything but blanks and punctuation. Every
two neighbours of a run make a token, and the last sign of a run makes one alone. A query of two or
more signs asks for all its bigrams; a query of one sign asks for tokens that begin with it. What
the index offers is a superset, so the reader verifies each candidate by looking for the text.

Each sign is written as four base-36 digits, because the tokenizer's own idea of what is a letter
ends at an old Unicode version and would drop rare name characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
FIELD_END: Final = "\x1f"


def fold(text: str) -> str:
    """Return text as it is searched: compatibility forms, width and case folded, blanks as one."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=100_000)
def _code(sign: str) -> str:
    """Return the four digits of a sign, "" for blanks and punctuation."""
    if unicodedata.category(sign)[0] in "ZPC" and unicodedata.category(sign) not in ("Cn", "Co"):
        return ""
    number = ord(sign)
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits


def _runs(folded: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for code in map(_code, folded):
        if code:
            found[-1].append(code)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def tokens(folded: str) -> set[str]:
    """Return the tokens of a folded text."""
    found: set[str] = set()
    for run in _runs(folded):
        found.update([first + second for first, second in pairwise(run)])
        found.add(run[-1])
    return found


def register_token(register: str) -> str:
    """Return the token that a register's records carry; no sign's digits begin with z."""
    return "z" + register


def is_exact(folded: str) -> bool:
    """Say whether what the index offers for a text needs no verifying: one sign, or two side by side."""
    return len(folded) <= 2 and all(map(_code, folded))


def query(folded: str, register: str = "") -> str:
    """Return the full-text query that offers every text containing this one.

    Returns "" when the text holds nothing but blanks and punctuation, which the index cannot offer.
    """
    wanted = []
    for run in _runs(folded):
        if len(run) == 1:
            wanted.append(f'"{run[0]}"*')
        wanted += [f'"{first}{second}"' for first, second in pairwise(run)]
    if not wanted:
        return ""
    if register:
        wanted.append(f'"{register_token(register)}"')
    return " AND ".join(dict.fromkeys(wanted))
