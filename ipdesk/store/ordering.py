"""Sort keys: Chinese by pinyin with surname readings, everything else by folded characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from ipdesk.model.surnames import SURNAMES


@lru_cache(maxsize=50_000)
def sort_key(text: str, *, person: bool = False) -> str:
    """Return the key by which text is ordered: pinyin with tones, then the characters themselves.

    A person's surname is read as a surname. Unknown characters come after all known ones.
    """
    if not text:
        return ""
    if text.isascii():
        return text.casefold()
    surname = next((text[:size] for size in (2, 1) if person and text[:size] in SURNAMES), "")
    syllables = [SURNAMES[surname]] if surname else []
    syllables += _syllables(text[len(surname) :])
    return " ".join(syllables) + "\x01" + text


def load_readings() -> None:
    """Load the tables of readings, which takes a fifth of a second, for whoever will write soon."""
    list(_syllables("一"))


def _syllables(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    found: list[str] = []
    for place, run in enumerate(_chinese().split(plain)):
        found += _read(run) if place % 2 else _as_they_are(run)
    return found


@cache
def _chinese() -> re.Pattern[str]:
    """Return what splits a text into all else and, at every second place, runs of signs that have a reading."""
    from pypinyin.constants import RE_HANS

    return re.compile(f"({RE_HANS.pattern.strip('^$')})")


def _read(run: str) -> Iterator[str]:
    # Imported here: the tables take a sixth of a second, and only writers need them.
    from pypinyin.seg.mmseg import seg

    for word in seg.cut(run):
        yield from _word(word)


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[str, ...]:
    """Return the syllables of one word; a desk's titles are made of few words, and reading one takes long."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin([word], style=Style.TONE3))


def _as_they_are(text: str) -> list[str]:
    return [sign if sign.isascii() else "\U0010fffd" + sign for sign in text if not sign.isspace()]
