"""Patterns of the lexicon held to what can be matched in little time, since a text of any length and any kind is searched with them."""

from __future__ import annotations

import re
from typing import Final

from ipdesk.model.text import N_, Message

LONGEST: Final = 300  # characters of a pattern
MOST_REPEATS: Final = 40
MOST_WAYS: Final = 400  # in which the repeats of a pattern can be shared out
_GROUPS: Final = ("(?:", "(?=", "(?!", "(?<=", "(?<!")
_REPEAT: Final = re.compile(r"\{(\d{1,4})(?:,(\d{1,4}))?\}")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPES: Final = frozenset("dDsSwW")


def pattern_fault(pattern: str) -> Message | None:
    """Return why a pattern does not do, None for one that does."""
    if len(pattern) > LONGEST:
        return Message(N_("A pattern has at most {most} characters."), most=LONGEST)
    try:
        found = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return Message(N_("“{pattern}” is no pattern."), pattern=pattern)
    if found.search("") is not None:
        return Message(N_("“{pattern}” fits where nothing stands."), pattern=pattern)
    return _slow(pattern)


def _slow(pattern: str) -> Message | None:
    """Return what in a pattern could take long: repeats without an end or of whole groups, and too many of them."""
    at, ways, closed = 0, 1, False
    while at < len(pattern):
        sign, after_group, closed = pattern[at], closed, False
        if sign == "\\":
            if pattern[at + 1].isalnum() and pattern[at + 1] not in _ESCAPES:
                return Message(N_("“{sign}” may not stand in a pattern here."), sign=pattern[at : at + 2])
            at += 2
        elif sign == "[":
            held = _CLASS.match(pattern, at)
            at = held.end() if held else at + 1
        elif sign == "(":
            opening = next((each for each in _GROUPS if pattern.startswith(each, at)), "(")
            if opening == "(" and pattern.startswith("(?", at):
                return Message(N_("“{sign}” may not stand in a pattern here."), sign=pattern[at : at + 3])
            at += len(opening)
        elif sign in "*+":
            return Message(N_("“{sign}” has no end; write in braces how often at most."), sign=sign)
        elif repeat := _REPEAT.match(pattern, at):
            least, most = int(repeat[1]), int(repeat[2] or repeat[1])
            if most > MOST_REPEATS or after_group:
                return _too_often()
            ways *= most - least + 1
            at = repeat.end()
        elif sign == "{":
            return Message(N_("“{sign}” may not stand in a pattern here."), sign=pattern[at : at + 3])
        else:
            ways *= 2 if sign == "?" else 1
            closed = sign == ")"
            at += 1
    return _too_often() if ways > MOST_WAYS else None


def _too_often() -> Message:
    said = N_("It repeats too much: at most {most} times, no whole group, and little at once.")
    return Message(said, most=MOST_REPEATS)
