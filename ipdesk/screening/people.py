"""Authors as a paper writes them held against people whom the desk knows.

张三 is written Zhang San, San Zhang, ZHANG S. and 张 三. A name alone is only possible, since many share one; with the unit or the
e-mail of the person it is likely.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from ipdesk.model.surnames import COMPOUND, SURNAMES
from ipdesk.screening.normal import FIRST_HAN, normal
from ipdesk.screening.wordlists import folded_words

How = Literal["exact", "folded", "spelled", "initials", "e-mail"]
_HOWS: Final[tuple[How, ...]] = ("exact", "folded", "spelled", "initials", "e-mail")  # the surest first
_FEWEST_OF_UNIT: Final = 3  # signs by which a unit is known again
_TWO: Final = 2
_AFTER_HAN, _LATER_HAN = 0xFB00, 0x20000  # between these stand Latin letters in other dress
_TONES: Final = re.compile(r"[\d ]")
_BETWEEN: Final = re.compile(r"[\s,.·•\-\u2010-\u2015_]+")
_BEHIND: Final = re.compile(r"[\d*†‡§¶#✉⁰¹²³⁴-⁹,\s]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """An author as written, with what the paper says of the unit and the e-mail."""

    name: str
    unit: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person whom the desk knows under a key: all names, units and e-mails."""

    key: str
    names: tuple[str, ...]
    units: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An author, by place in the list, who may be a known person, and what speaks for it.

    `how` tells how near the name is; `e-mail` that only this agrees. It is `likely` where unit or e-mail agree as well.
    """

    author: int
    key: str
    how: How
    same_unit: bool = False
    same_email: bool = False

    @property
    def likely(self) -> bool:
        """Say whether more than the name agrees."""
        return self.same_unit or self.same_email


class People:
    """Known people, ready to be compared with the authors of any number of papers."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = tuple(known)
        self._forms: dict[str, dict[int, How]] = defaultdict(dict)
        self._emails: dict[str, list[int]] = defaultdict(list)
        words = list({word for each in self._known for word in (*each.names, *each.units)})
        signs = dict(zip(words, folded_words(words), strict=True))
        self._units = [tuple(signs[unit] for unit in each.units) for each in self._known]
        for number, person in enumerate(self._known):
            for name in person.names:
                for form, how in _forms(name.strip(), signs[name]):
                    self._note(form, number, how)
            for email in person.emails:
                self._emails[_email(email)].append(number)

    def matches(self, authors: Sequence[Author]) -> tuple[Match, ...]:
        """Return who of the authors may be whom, author by author, what is likely and near first."""
        return tuple(
            match
            for number, author in enumerate(authors)
            for match in sorted(
                self._of(number, author), key=lambda each: (not each.likely, _HOWS.index(each.how), each.key)
            )
        )

    def _note(self, form: str, number: int, how: How) -> None:
        held = self._forms[form].get(number) if form else how
        if held is None or _HOWS.index(how) < _HOWS.index(held):
            self._forms[form][number] = how

    def _of(self, number: int, author: Author) -> Iterator[Match]:
        found: dict[int, How] = {}
        for form, least in _asked(author.name):
            for person, how in self._forms.get(form, {}).items():
                near = max(how, least, key=_HOWS.index)
                if person not in found or _HOWS.index(near) < _HOWS.index(found[person]):
                    found[person] = near
        by_email = set(self._emails.get(_email(author.email), ())) if author.email.strip() else set()
        unit = normal(author.unit).signs
        for person in {*found, *by_email}:
            yield Match(
                author=number,
                key=self._known[person].key,
                how=found.get(person, "e-mail"),
                same_unit=any(_same_unit(unit, each) for each in self._units[person]),
                same_email=person in by_email,
            )


def _forms(name: str, signs: str) -> Iterator[tuple[str, How]]:
    """Yield the forms under which a known name is found, and how near each is; `signs` are those of the name, folded."""
    yield name, "exact"
    yield signs, "folded"
    for surname, given in _readings(name, signs):
        full = "".join(given)
        if len(given) > 1 and not _is_han(name):
            yield f"{surname}{given[0]}", "spelled"
            yield f"{given[0]}{surname}", "spelled"
        yield f"{surname}{full}", "spelled"
        yield f"{full}{surname}", "spelled"
        initials = "".join(each[0] for each in given)
        yield f"{surname} {initials}", "initials"
        yield f"{surname} {initials[0]}", "initials"


def _asked(name: str) -> Iterator[tuple[str, How]]:
    """Yield the forms in which a written name is looked for, and how near a hit is at the best."""
    plain = _BEHIND.sub("", name.strip())
    yield plain, "exact"
    signs = normal(plain).signs
    yield signs, "folded"
    words = _words(plain)
    if _is_han(plain) or len(words) < _TWO:
        return
    for taken in (1, 2):
        for surname, rest in ((words[:taken], words[taken:]), (words[-taken:], words[:-taken])):
            if rest:
                yield f"{''.join(surname)} {''.join(rest)}", "initials"


def _readings(name: str, signs: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield how a name may be spelled in Latin letters: the surname, and the parts of the given name."""
    if _is_han(name):
        yield from _pinyin(signs)
        return
    words = _words(name)
    if len(words) < _TWO:
        return
    surname_first = "," in name or words[0].upper() in _BETWEEN.split(name.strip())
    if not surname_first:
        yield words[-1], words[:-1]
    yield words[0], words[1:]


def _pinyin(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the spellings of a Chinese name; there are several where it has an ü."""
    size = 2 if name[:2] in COMPOUND and len(name) > _TWO else 1
    if len(name) <= size:
        return
    read = SURNAMES.get(name[:size])
    surname = _TONES.sub("", read) if read else "".join(map(_reading, name[:size]))
    given = tuple(map(_reading, name[size:]))
    yield surname, given
    if "v" in surname or any("v" in each for each in given):
        for other in ("yu", "u"):
            yield surname.replace("v", other), tuple(each.replace("v", other) for each in given)


@lru_cache(maxsize=20_000)
def _reading(sign: str) -> str:
    """Return the syllable of one Chinese character."""
    # The tables take a while; they are loaded by the first name that needs them.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(sign))


def _words(name: str) -> tuple[str, ...]:
    return tuple(signs for word in _BETWEEN.split(name) if (signs := normal(word).signs))


def _is_han(name: str) -> bool:
    return any(FIRST_HAN <= ord(sign) < _AFTER_HAN or ord(sign) >= _LATER_HAN for sign in name)


def _same_unit(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _FEWEST_OF_UNIT and shorter in longer


def _email(text: str) -> str:
    return text.strip().casefold()
