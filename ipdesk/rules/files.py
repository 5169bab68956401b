"""Rule files as tables of values: read strictly, and refused with file, line and reason.

A key that is misspelt would otherwise be a rule that silently does not hold, so what is not known is refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypedDict

from ipdesk.model.errors import Refused
from ipdesk.model.findings import CONFIDENCE_LABELS, Basis
from ipdesk.model.text import N_, Message
from ipdesk.rules.words import Words

LONGEST: Final = 1_000_000  # characters
NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
CONFIDENCES: Final = frozenset({"C", *CONFIDENCE_LABELS})
_HEADER = re.compile(r"^\s*\[\[\s*([\w.-]+)\s*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r"at line (\d+)")


class WrongRule(Refused):
    """A rule file that does not do; names the file, the line and the reason."""

    def __init__(self, file: str, line: int, reason: Message) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(
            Message(N_("“{file}”, line {line}: {reason}"), file=file, line=line, reason=reason),
            Message(N_("Mend the file and check it again; the rules in force stay as they are.")),
        )


class InForce(TypedDict):
    """The days from which and to which a rule holds, both included; None for no bound."""

    effective_from: date | None
    effective_to: date | None


@dataclass(slots=True)
class Table:
    """One table of a rule file. Each key may be taken once; `close` refuses what nobody took."""

    file: str
    lines: list[str]
    line: int  # of its header, counted from 1
    values: Mapping[str, Any]
    path: str = ""  # as it stands in the header
    _taken: set[str] = field(default_factory=set)

    def wrong(self, reason: Message, key: str = "") -> WrongRule:
        """Return the error for a reason, at the line of a key where it is found."""
        return WrongRule(self.file, self._line_of(key), reason)

    def has(self, key: str) -> bool:
        """Say whether a key is there."""
        return key in self.values

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return a text that is not empty."""
        return str(self._of(key, str, default, lambda held: bool(held.strip())))

    def name(self, key: str) -> str:
        """Return a name in small Latin letters, figures, dots and hyphens."""
        held = self.text(key)
        if NAME.fullmatch(held) is None:
            raise self.wrong(
                Message(N_("“{name}” is no name: small letters, figures, dots and hyphens."), name=held), key
            )
        return held

    def one_of(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """Return one of the words known."""
        held = self.text(key, default=default)
        if held not in known:
            raise self._unknown(held, known, key)
        return held

    def flag(self, key: str) -> bool:
        """Return a yes or no; without the key, no."""
        return bool(self._of(key, bool, False, lambda _: True))

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number within bounds."""
        return int(self._of(key, int, default, lambda held: least <= held <= most))

    def share(self, key: str) -> Fraction | None:
        """Return a number from 0 to 1, exactly as written; None without the key."""
        if key not in self.values:
            return None
        held = self._of(key, (int, float), None, lambda given: 0 <= given <= 1)
        return Fraction(str(held))

    def day(self, key: str, *, default: date | None = None) -> date | None:
        """Return a date; without the key, the default."""
        if key not in self.values:
            return default
        # A time of day is a date to Python too, and then compares with none.
        held = self._of(key, date, None, lambda given: type(given) is date)
        return held if isinstance(held, date) else None

    def days(self, key: str) -> tuple[date, ...]:
        """Return a list of dates, empty without the key."""
        held = self._of(key, list, [], lambda each: all(type(one) is date for one in each))
        if len(set(held)) < len(held):
            raise self.wrong(Message(N_("“{key}” names something twice."), key=key), key)
        return tuple(held)

    def wholes(self, key: str, least: int, most: int) -> tuple[int, ...]:
        """Return a list of whole numbers within bounds, empty without the key."""
        held = self._of(
            key, list, [], lambda each: all(type(one) is int and least <= one <= most for one in each)
        )
        return tuple(held)

    def table(self, key: str) -> Table | None:
        """Return a table written in one line, None without the key."""
        if key not in self.values:
            return None
        held = self._of(key, dict, None, lambda _: True)
        path = f"{self.path}.{key}" if self.path else key
        return Table(self.file, self.lines, self._line_of(key), held, path)

    def words(self, key: str, *, needed: bool = True) -> Words:
        """Return words, which have to be there in both languages."""
        if key not in self.values and not needed:
            return Words()
        held = self._of(key, dict, None, lambda _: True)
        spoken = {language: held.get(language) for language in ("zh", "en")}
        if set(held) != set(spoken) or not all(
            isinstance(each, str) and each.strip() for each in spoken.values()
        ):
            raise self.wrong(
                Message(N_("“{key}” needs words in Chinese (zh) and English (en)."), key=key), key
            )
        return Words(**spoken)

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty without the key."""
        held = self._of(key, list, [], lambda each: all(isinstance(one, str) and one for one in each))
        if len(set(held)) < len(held):
            raise self.wrong(Message(N_("“{key}” names something twice."), key=key), key)
        return tuple(held)

    def some_of(self, key: str, known: Collection[str], *, needed: bool = True) -> tuple[str, ...]:
        """Return a list of words that are all known, at least one where it is needed."""
        held = self.names(key)
        for name in held:
            if name not in known:
                raise self._unknown(name, known, key)
        if needed and not held:
            raise self.wrong(Message(N_("“{key}” is missing."), key=key), key)
        return held

    def days_in_force(self) -> InForce:
        """Return the days from which and to which it holds, in this order."""
        begin, end = self.day("effective_from"), self.day("effective_to")
        if begin and end and end < begin:
            raise self.wrong(Message(N_("It ends before it begins.")), "effective_to")
        return {"effective_from": begin, "effective_to": end}

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of a list; those written in one line stand at the line of their key."""
        held = self._of(key, list, [], lambda each: all(isinstance(one, dict) for one in each))
        path = f"{self.path}.{key}" if self.path else key
        headers = self._headers(path)
        for place, values in enumerate(held):
            line = headers[place] if place < len(headers) else self._line_of(key)
            yield Table(self.file, self.lines, line, values, path)

    def numbers(self, key: str) -> dict[str, int]:
        """Return whole numbers from 0 to 100 by name, none without the key."""
        held = self._of(key, dict, {}, lambda _: True)
        for each in held.values():
            if not isinstance(each, int) or isinstance(each, bool) or not 0 <= each <= 100:
                raise self.wrong(Message(N_("“{key}” needs whole numbers from 0 to 100."), key=key), key)
        return dict(held)

    def basis(self) -> tuple[Basis, ...]:
        """Return the sources of the rule; there is at least one."""
        found = []
        for each in self.tables("basis"):
            document, article = each.text("document"), each.text("article", default=" ").strip()
            confidence: Any = each.one_of("confidence", CONFIDENCES)
            each.close()
            found.append(Basis(document, article, confidence))
        if not found:
            raise self.wrong(Message(N_("A rule needs its basis.")), "basis")
        return tuple(found)

    def close(self) -> None:
        """Raise WrongRule for a key that is not known."""
        for key in self.values:
            if key not in self._taken:
                raise self.wrong(Message(N_("“{key}” is not known here."), key=key), key)

    def _unknown(self, name: str, known: Collection[str], key: str) -> WrongRule:
        said = N_("“{name}” is not known here; known are: {names}.")
        return self.wrong(Message(said, name=name, names=sorted(known)), key)

    def _of(self, key: str, kind: Any, default: Any, fits: Any) -> Any:
        self._taken.add(key)
        held = self.values.get(key, default)
        if held is None:
            raise self.wrong(Message(N_("“{key}” is missing."), key=key))
        is_other = isinstance(held, bool) and kind is not bool  # to Python a yes is a number
        if is_other or not isinstance(held, kind) or (key in self.values and not fits(held)):
            raise self.wrong(Message(N_("“{key}” does not do here."), key=key), key)
        return held

    def _headers(self, path: str) -> list[int]:
        """Return the lines at which the tables of a list inside this one begin, counted from 1."""
        found = []
        for at in range(self.line, len(self.lines)):
            header = _HEADER.match(self.lines[at])
            if header and header[1] == self.path:
                break
            if header and header[1] == path:
                found.append(at + 1)
        return found

    def _line_of(self, key: str) -> int:
        if not key:
            return max(1, self.line)
        pattern = re.compile(rf"""\s*(?:"{re.escape(key)}"|{re.escape(key)})\s*[=.\]]""")
        for at in range(self.line, len(self.lines)):
            if at > self.line and _HEADER.match(self.lines[at]):
                break
            if pattern.match(self.lines[at]):
                return at + 1
        return max(1, self.line)


def read_rules(file: str, text: str) -> Table:
    """Return a rule file as the table of its top. Raises WrongRule."""
    if len(text) > LONGEST:
        raise WrongRule(file, 1, Message(N_("The file is larger than a rule file can be.")))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        at = int(line[1]) if line else max(1, text.count("\n"))
        raise WrongRule(file, at, Message(N_("This is not written as TOML."))) from None
    except RecursionError:
        raise WrongRule(file, 1, Message(N_("This is nested too deeply."))) from None
    return Table(file, text.split("\n"), 0, values)
