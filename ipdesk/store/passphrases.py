"""How hard a passphrase is to guess, judged without a word list and on the safe side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.folding import as_typed, folded
from ipdesk.model.text import N_, Message

SHORTEST: Final = 8  # characters after NFC
LONGEST: Final = 1_000  # characters; keeps a pasted file from being hashed
_FAIR: Final = 35.0  # guessed bits
_STRONG: Final = 55.0
_LEAST_BESIDE_NAMES: Final = 4

_COMMON: Final = re.compile(
    "password|passwd|admin|iloveyou|letmein|welcome|qwerty|asdf|zxcv|abc123|1qaz|2wsx|woaini|mima|ipdesk"
    "|密码|我爱你|你好|中国|北京|知识产权|实验室|研究所|管理员|专利|春眠不觉晓|床前明月光|天天向上"
    "|5201314|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])|(?:19|20)[0-9]{2}"
)
_COMMON_BITS: Final = 4.0
_ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "一二三四五六七八九十")
# What one more character adds: (in a run of four or more of its class, else).
_BITS: Final = {"lower": (2.3, 5.0), "upper": (2.3, 5.0), "digit": (2.0, 3.3), "blank": (1.0, 1.0)}
_SIGN_BITS: Final = (2.0, 4.0)
_WIDE_BITS: Final = (5.0, 5.0)
_FOLLOWING_BITS: Final = 0.5


class Level(Enum):
    """How hard a passphrase is to guess; a refused one may not be used."""

    REFUSED = "refused"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Strength:
    """The level of a passphrase and the sentence to show beside it; never the passphrase."""

    level: Level
    message: Message


def strength(passphrase: str, names: Iterable[str] = ()) -> Strength:
    """Judge a passphrase; `names` are the user's and the lab's, which it may not consist of."""
    passphrase = as_typed(passphrase)
    if len(passphrase) < SHORTEST:
        return Strength(Level.REFUSED, Message(N_("Use at least {least} characters."), least=SHORTEST))
    if len(passphrase) > LONGEST:
        return Strength(Level.REFUSED, Message(N_("Use at most {most} characters."), most=LONGEST))
    if _is_a_name(passphrase, names):
        return Strength(Level.REFUSED, Message(N_("Do not use the name of the user or the lab.")))
    bits = _bits(passphrase)
    if bits < _FAIR:
        return Strength(Level.WEAK, Message(N_("Weak: easy to guess. Use several unrelated words.")))
    if bits < _STRONG:
        return Strength(Level.FAIR, Message(N_("Fair. One more unrelated word makes it strong.")))
    return Strength(Level.STRONG, Message(N_("Strong.")))


def required_strength(passphrase: str, names: Iterable[str] = ()) -> Strength:
    """Judge a passphrase as `strength` does. Raises WrongValue for one that may not be used."""
    judged = strength(passphrase, names)
    if judged.level is Level.REFUSED:
        raise WrongValue("passphrase", Message(N_("This passphrase cannot be used.")), judged.message)
    return judged


def _is_a_name(passphrase: str, names: Iterable[str]) -> bool:
    rest = folded(passphrase)
    known = [folded(name) for name in names if folded(name)]
    for name in sorted(known, key=len, reverse=True):
        rest = rest.replace(name, "")
    return bool(known) and len(rest) < _LEAST_BESIDE_NAMES and rest != folded(passphrase)


def _bits(passphrase: str) -> float:
    """Guess the bits of a passphrase: known patterns count little, long runs less than variety."""
    rest, patterns = _COMMON.subn("", unicodedata.normalize("NFKC", passphrase.casefold()))
    if not patterns:
        rest = passphrase
    return patterns * _COMMON_BITS + sum(_character_bits(rest, place) for place in range(len(rest)))


def _character_bits(text: str, place: int) -> float:
    sign = text[place]
    if (place and _follows(text[place - 1], sign)) or sign in text[max(0, place - 6) : place]:
        return _FOLLOWING_BITS
    kind = _class(sign)
    if kind == "wide":
        in_run, alone = _WIDE_BITS
    else:
        in_run, alone = _BITS.get(kind, _SIGN_BITS)
    return in_run if _run_length(text, place) >= 4 else alone


def _follows(before: str, sign: str) -> bool:
    """Say whether a character only repeats, counts on from or lies beside the one before it."""
    if abs(ord(sign) - ord(before)) <= 1:
        return True
    pair = before.lower() + sign.lower()
    return any(pair in row or pair[::-1] in row for row in _ROWS)


def _class(sign: str) -> str:
    if not sign.isascii():
        return "wide"
    if sign.isdigit():
        return "digit"
    if sign.isalpha():
        return "upper" if sign.isupper() else "lower"
    return "blank" if sign.isspace() else "sign"


def _run_length(text: str, place: int) -> int:
    kind = _class(text[place])
    start, end = place, place + 1
    while start and _class(text[start - 1]) == kind:
        start -= 1
    while end < len(text) and _class(text[end]) == kind:
        end += 1
    return end - start
