"""The recovery key as people write it down: groups of letters and digits with a check character."""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

KEY_BYTES: Final = 20
GROUP: Final = 4
# Crockford's base 32 leaves out I, L, O and U; https://www.crockford.com/base32.html
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_CHECK_PRIME: Final = 37
_LENGTH: Final = KEY_BYTES * 8 // 5 + 1


def new_key() -> bytes:
    """Return 160 random bits whose check character is a letter or digit, never a sign such as “$”."""
    while True:
        key = secrets.token_bytes(KEY_BYTES)
        if _check(key) < len(_SIGNS):
            return key


def written(key: bytes) -> str:
    """Return a key in groups of four and its check character, such as 7K2M-…-9XQD-T."""
    number = int.from_bytes(key, "big")
    digits = "".join(_SIGNS[number >> shift & 31] for shift in range(KEY_BYTES * 8 - 5, -1, -5))
    groups = [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]
    return "-".join([*groups, _SIGNS[_check(key)]])


def read(text: str) -> bytes | None:
    """Return the key a text writes, or None when a character is missing, extra or mistyped.

    Case, width, blanks and dashes do not matter; O is read as 0, I and L as 1.
    """
    if len(text) > 10 * _LENGTH:
        return None
    signs = [sign for sign in unicodedata.normalize("NFKC", text) if not _is_gap(sign)]
    digits = "".join(signs).upper().translate(_LOOKALIKES)
    values = [_SIGNS.find(sign) for sign in digits]
    if len(values) != _LENGTH or -1 in values:
        return None
    number = 0
    for value in values[:-1]:
        number = number << 5 | value
    key = number.to_bytes(KEY_BYTES, "big")
    return key if _check(key) == values[-1] else None


def _check(key: bytes) -> int:
    return int.from_bytes(key, "big") % _CHECK_PRIME


def _is_gap(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Pd", "Cf") or sign == "−"
