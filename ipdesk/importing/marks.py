"""State-secret markings in files from outside, found so that such a file is named and not stored.

The official form is 密级★保密期限 (domain: 保密法 22, 标志规定). People write the star in many ways, with
blanks between, in full width, or as an asterisk; a required-field asterisk behind 商业秘密 is no mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ipdesk.importing.sheets import Workbook, cell_name
from ipdesk.model.marking import STATE_LEVELS, STATE_WORDS

_CODES = {word: code for code, word in STATE_WORDS.items()}
_GAP = r"[\s\u200b-\u200f\u2060\ufeff\xad]*"
_LEVEL = "|".join(_GAP.join(word) for word in _CODES)
_STARS = "★☆✩✪✫✬✭✮✯⭐⋆🌟"
_ASTERISKS = "*﹡＊∗⁎✱✲✳٭"
_TERM = rf"(?:长期|[0-9〇零一二三四五六七八九十]{{1,3}}{_GAP}(?:年|个?月)|[^\s，。；、★*]{{1,20}}?(?:前|后|时|解密))"
_OPENING = r"(?:^|[:：\s(（\[【\"“])"
_CLOSING = r"(?:$|[\s)）\]】\"”])"
_STARRED = re.compile(
    rf"(?<!技术)(?<!商业)(?<!工作)(?P<level>{_LEVEL}){_GAP}(?:级{_GAP})?"
    rf"(?:[{_STARS}]{_GAP}{_TERM}?|[{re.escape(_ASTERISKS)}]{_GAP}{_TERM})"
)
_BARE = re.compile(
    rf"{_OPENING}(?P<level>{_LEVEL}){_GAP}(?:级{_GAP})?[{re.escape(_ASTERISKS)}]{_GAP}{_CLOSING}",
    re.MULTILINE,
)
_OLD_FORMS = str.maketrans("絕機祕", "绝机秘")
_FIRST = "秘机绝絕機祕"


@dataclass(frozen=True, slots=True)
class StateMark:
    """A state-secret marking: the code of its level, the mark as written, and where it stands."""

    level: str
    text: str
    where: str

    def __str__(self) -> str:
        return f"{self.text} ({self.where})"


def mark_in(text: str) -> tuple[str, str] | None:
    """Return the level code and the text of the highest state-secret marking, None without one."""
    if not _may_have_one(text):
        return None
    plain = unicodedata.normalize("NFKC", text).translate(_OLD_FORMS)
    found = [
        (_CODES["".join(sign for sign in match["level"] if sign in "秘机绝密")], match[0].strip())
        for pattern in (_STARRED, _BARE)
        for match in pattern.finditer(plain)
    ]
    return max(found, key=lambda each: STATE_LEVELS.index(each[0]), default=None)


def _may_have_one(text: str) -> bool:
    """Say whether a sign stands in a text with which a level begins; it is looked for in every cell of every file."""
    return not text.isascii() and any(sign in text for sign in _FIRST)


def state_mark(workbook: Workbook) -> StateMark | None:
    """Return the highest state-secret marking anywhere in a file, hidden sheets and its name included."""
    return highest_mark(_texts(workbook))


def highest_mark(texts: Iterable[tuple[str, str]]) -> StateMark | None:
    """Return the highest state-secret marking among texts, each given with where it stands; of equal ones the first."""
    marks = [StateMark(*mark, where) for where, text in texts if (mark := mark_in(text)) is not None]
    return max(marks, key=lambda mark: STATE_LEVELS.index(mark.level), default=None)


def _texts(workbook: Workbook) -> Iterable[tuple[str, str]]:
    yield workbook.name, workbook.name
    yield from workbook.texts
    for sheet in workbook.sheets:
        yield sheet.name, sheet.name
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and _may_have_one(cell):
                    yield f"{sheet.name}!{cell_name(number, column)}".lstrip("!"), cell
