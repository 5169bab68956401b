"""The closed set of kinds a field can have; a kind knows meaning, never Qt, SQL or Excel."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.model.text import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What every kind knows.

    `short` is the label where room is scarce, as over a column, "" where the label is short enough. `required` names the state from which on the field must be filled ("" for never). `aliases` are
    headings under which ledgers carry the field. `content` marks free text that stays closed while
    a record is above the level this installation may hold. `restricted` values are shown on request
    only and are never searched. `internal` values are worked out or kept by the desk itself: no form asks
    for them and no search finds them.
    """

    label: str
    short: str = ""
    help: str = ""
    required: str = ""
    aliases: tuple[str, ...] = ()
    content: bool = False
    restricted: bool = False
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice: a stable code, its label, and other words a file may use for it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Described):
    """One line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(Described):
    """Text of several paragraphs; always content."""

    content: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Described):
    """One of several options; the value is the option's code, "" while undecided.

    An `open` choice takes any other line of text too, which then stands for itself.
    """

    options: tuple[Option, ...]
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Described):
    """Any number of options; the value is a tuple of codes in the order of the options."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Described):
    """A calendar day; the value is a date or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Described):
    """A whole number within bounds; the value is an int or None."""

    least: int = 0
    most: int = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Described):
    """An amount in yuan to the fen; the value is a Decimal or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Described):
    """A percentage from 0 to 100 with at most four decimals; the value is a Decimal or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Described):
    """Points from 0 to 100 with two decimals; the value is a Decimal or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Described):
    """Yes or no; the value is a bool, None while not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Described):
    """The name of a person; every such field is found by the index of mentions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Described):
    """Records of another register, by number; the value is a tuple of numbers."""

    to: str


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column by which a ledger tells one field of one sort of child row: the code of the sort, the field, the headings."""

    code: str
    inner: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Described):
    """Child rows of a dataclass; the value is a tuple of them in the order given.

    `key` is the field that a bare cell of a ledger fills, where it is not the first name or text; `columns` are those by
    which ledgers tell rows of one sort, whose code goes into that field.
    """

    of: type
    one: str = ""
    key: str = ""
    columns: tuple[LedgerColumn, ...] = ()


Kind = Text | LongText | Choice | Choices | Day | Number | Money | Share | Score | Flag | Person | Link | Rows

YES_NO = (
    Option("yes", N_("Yes"), ("是", "有", "y", "true", "1", "√")),
    Option("no", N_("No"), ("否", "无", "n", "false", "0", "×")),
)


def option_label(options: tuple[Option, ...], code: str) -> str:
    """Return the label of a code, or the code itself when it is not among the options."""
    return next((option.label for option in options if option.code == code), code)
