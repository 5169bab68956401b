"""Several people in one cell, as Chinese ledgers write them, taken apart into names.

张三、李四；王五/赵六, one a line, or parted by blanks. A blank inside a two-character name (张 三) and the
middle dot of 阿卜杜拉·买买提 part nothing, nor does a blank inside a Latin name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ipdesk.model.surnames import COMPOUND

_SEPARATORS = re.compile(r"[、,，;；/／|｜\n\r]+|\s+(?:and|&)\s+|&|＆")
_SHARE = re.compile(
    r"^(?P<name>.+?)\s*(?:[(（\[【]\s*)?(?P<share>\d{1,3}(?:\.\d{1,4})?)\s*[%％]\s*[)）\]】]?$"
)
_DOTS = re.compile(r"\s*([·•・‧∙⋅])\s*")
_OTHERS = re.compile(r"等(?:[0-9一二三四五六七八九十]+)?人?$")
_NOTE = re.compile(r"[(（\[【\d:：]")
LONGEST_HAN = 4
# By range, not by name: the Unicode tables of Python 3.11 know fewer characters than people's names use.
_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD))


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a cell, with the share written behind it, such as 60, or ""."""

    text: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a cell. `doubtful` asks for a look by a person: something was guessed or is left over."""

    names: tuple[Name, ...]
    doubtful: bool = False


def split_names(text: str) -> Names:
    """Return the names in a cell, in their order. Never raises; an odd cell comes back whole, in doubt."""
    names: list[Name] = []
    doubtful = False
    for part in _SEPARATORS.split(_DOTS.sub(r"\1", text)):
        if plain := part.strip(" \t\u3000。."):
            found = _names_of(plain)
            names += found.names
            doubtful |= found.doubtful
    if len(names) > 1 and all(_is_single_latin(name.text) for name in names):
        doubtful = True  # "Smith, John" may be one person
    return Names(tuple(names), doubtful)


@lru_cache(maxsize=20_000)
def _names_of(plain: str) -> Names:
    """Return the names between two separators: mostly one, and mostly that of somebody who was named before."""
    share = ""
    if found := _SHARE.match(plain):
        plain, share = found["name"].strip(" (（"), found["share"]
    bare = _OTHERS.sub("", plain) if len(plain) > 2 else plain
    pieces, unsure = _by_blanks(bare)
    doubtful = bare != plain or _NOTE.search(bare) is not None or unsure or (bool(share) and len(pieces) > 1)
    return Names(tuple(Name(piece, share if piece is pieces[-1] else "") for piece in pieces), doubtful)


def _by_blanks(text: str) -> tuple[list[str], bool]:
    """Part one piece at its blanks where they part Chinese names; say whether that was a guess."""
    tokens = text.split()
    if len(tokens) < 2:
        return tokens, False
    names: list[str] = []
    doubtful = False
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not is_han(token):
            end = index + 1
            while end < len(tokens) and not is_han(tokens[end]):
                end += 1
            names.append(" ".join(tokens[index:end]))
            index = end
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if (len(token) == 1 or token in COMPOUND) and is_han(following) and len(following) <= 2:
            names.append(token + following)
            doubtful |= len(token) == 1 and len(following) == 2
            index += 2
        else:
            names.append(token)
            doubtful |= len(token) == 1 or len(token) > LONGEST_HAN
            index += 1
    doubtful |= len(tokens) > 2 and any(len(token) == 1 and is_han(token) for token in tokens)
    return names, doubtful


def is_han(text: str) -> bool:
    """Say whether text is of Chinese characters only, those beyond the basic plane included."""
    return bool(text) and all(
        sign in "〇·•・‧" or any(first <= ord(sign) <= last for first, last in _HAN) for sign in text
    )


def _is_single_latin(text: str) -> bool:
    return text.isascii() and " " not in text
