"""Numbers of rights as the Chinese office gives them: read, checked by their last digit, and brought to one form.

An application number since October 2003 has four digits of the year, one of the kind, seven that count, and a check
digit behind a dot; before, two of the year and five that count. The check digit is the sum of the digits times 2 to 9,
and 2 to 5 again, modulo 11, with X for ten (专利申请号标准 ZC 0006-2003). A granted patent is called ZL and this number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
CHECKS: Final = "0123456789X"
PREFIXES: Final = ("ZL", "CN")
KIND_DIGITS: Final = {
    "1": "invention",
    "2": "utility-model",
    "3": "design",
    "8": "invention",
    "9": "utility-model",
}
INTERNATIONAL: Final = "89"  # kinds that came by the national phase of an international application
PUBLISHED_AS: Final = {
    "invention": ("A", "B", "C"),
    "utility-model": ("U", "Y"),
    "design": ("S", "D"),
}
GRANTED_AS: Final = {"invention": ("B", "C"), "utility-model": ("U", "Y"), "design": ("S", "D")}
NEW, OLD = 12, 8  # digits before the check digit
FIRST_NEW_YEAR, CENTURY = 2003, 1985
_BLANK = re.compile(r"[\s\u200b\ufeff-]+")
_DOT = re.compile(r"[.。·]")
_PCT = re.compile(r"PCT/?([A-Z]{2})(\d{4}|\d{2})/?(\d{5,6})")
_PUBLISHED = re.compile(r"CN(\d{7,9})([ABCUYSD]\d?)")
_BODY = re.compile(r"(\d{12}|\d{8})(?:\.?([\dX]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ChineseNumber:
    """A Chinese application number: the digits before the check digit, and that one, "" where it is left out."""

    body: str
    check: str

    @property
    def year(self) -> int:
        """The year that it begins with."""
        if len(self.body) == NEW:
            return int(self.body[:4])
        year = 1900 + int(self.body[:2])
        return year if year >= CENTURY else year + 100

    @property
    def kind_digit(self) -> str:
        """The digit that tells the kind."""
        return self.body[4] if len(self.body) == NEW else self.body[2]

    @property
    def kind(self) -> str:
        """The kind of right, "" for a digit that tells none."""
        return KIND_DIGITS.get(self.kind_digit, "")

    @property
    def is_international(self) -> bool:
        """Whether it is that of a national phase."""
        return self.kind_digit in INTERNATIONAL

    @property
    def should_be(self) -> str:
        """The check digit that goes with the others."""
        return check_digit(self.body)

    @property
    def is_sound(self) -> bool:
        """Whether the check digit is the one that goes with the others."""
        return self.check == self.should_be

    def shown(self, check: str = "") -> str:
        """Return it as the office writes it, with its own check digit or another one."""
        return f"{self.body}.{check or self.check}"


def check_digit(body: str) -> str:
    """Return the check digit of the digits before it."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=False)) % 11]


@lru_cache(maxsize=20_000)
def read_number(text: str) -> ChineseNumber | None:
    """Return the Chinese application number that a text is, with or without ZL, CN, dot and blanks; None for another."""
    found = _BODY.fullmatch(_without_prefix(_bare(text)))
    number = ChineseNumber(found[1], found[2] or "") if found else None
    if number is None or not number.kind or not _is_possible(number):
        return None
    return number


def is_malformed(text: str) -> bool:
    """Say whether a text is nothing but digits, as a Chinese number is, and is none."""
    bare = _without_prefix(_bare(text))
    digits = bare.removesuffix("X").replace(".", "", 1)
    return digits.isdecimal() and digits.isascii() and read_number(text) is None


@lru_cache(maxsize=20_000)
def plain_number(text: str) -> str:
    """Return a number in the form in which it is compared: one right has one."""
    if (number := read_number(text)) is not None:
        return number.shown(number.check or number.should_be)
    bare = _bare(text)
    if found := _PCT.fullmatch(bare):
        year = found[2] if len(found[2]) == 4 else f"{'19' if found[2] > '70' else '20'}{found[2]}"
        return f"PCT/{found[1]}{year}/{found[3].zfill(6)}"
    return (
        bare if _PUBLISHED.fullmatch(bare) else " ".join(unicodedata.normalize("NFKC", text).upper().split())
    )


@lru_cache(maxsize=20_000)
def spellings(text: str) -> tuple[str, ...]:
    """Return the ways in which a number is commonly written, the plain one first."""
    plain = plain_number(text)
    forms = [plain]
    if (number := read_number(text)) is not None:
        whole = number.body + (number.check or number.should_be)
        forms += [whole, number.body, f"CN{whole}", f"CN{plain}", f"ZL{whole}", f"ZL{plain}", f"ZL {plain}"]
    elif plain.startswith("PCT/"):
        forms.append(plain.replace("/", ""))
    return tuple(dict.fromkeys((*forms, text)))


def patent_number(text: str) -> str:
    """Return the number of the patent that is granted on a Chinese application, "" where the text is none."""
    number = read_number(text)
    return f"ZL{number.shown(number.check or number.should_be)}" if number is not None else ""


def published_kind(text: str) -> str:
    """Return the letter by which a publication number of the Chinese office tells its kind, "" for another text."""
    found = _PUBLISHED.fullmatch(_bare(text))
    return found[2][0] if found else ""


def _bare(text: str) -> str:
    return _DOT.sub(".", _BLANK.sub("", unicodedata.normalize("NFKC", text).upper()))


def _without_prefix(bare: str) -> str:
    return bare[2:] if bare.startswith(PREFIXES) else bare


def _is_possible(number: ChineseNumber) -> bool:
    if len(number.body) == NEW:
        return FIRST_NEW_YEAR <= number.year <= 2100
    return CENTURY <= number.year <= FIRST_NEW_YEAR
