"""Sort keys: Chinese by pinyin with surname readings, everything else by folded characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

SURNAMES: Final = {
    "万俟": "mo4 qi2", "尉迟": "yu4 chi2", "长孙": "zhang3 sun1", "澹台": "tan2 tai2", "令狐": "ling2 hu2",
    "宰父": "zai3 fu3", "单于": "chan2 yu2", "单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1",
    "区": "ou1", "朴": "piao2", "查": "zha1", "盖": "ge3", "任": "ren2", "华": "hua4", "覃": "qin2",
    "翟": "zhai2", "尹": "yin3", "乐": "yue4", "缪": "miao4", "员": "yun4", "折": "she2", "黑": "he4",
    "秘": "bi4", "冼": "xian3", "纪": "ji3", "过": "guo1", "宁": "ning4", "燕": "yan1", "应": "ying1",
    "葛": "ge3", "种": "chong2", "召": "shao4", "不": "fou3", "洗": "xian3", "卜": "bu3", "逄": "pang2",
    "钭": "tou3", "隗": "wei3", "眭": "sui1", "郗": "xi1", "郄": "qie4", "谌": "chen2", "晁": "chao2",
}  # fmt: skip


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
