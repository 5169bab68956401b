"""What a form says beside the cell for an answer, and what Excel checks while it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, assert_never

from openpyxl.worksheet.datavalidation import DataValidation

from ipdesk.model.kinds import (
    YES_NO,
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Option,
    Person,
    Rows,
    Score,
    Share,
    Text,
)
from ipdesk.model.record import Field
from ipdesk.model.text import N_, Message, Translator

EARLIEST: Final = date(1950, 1, 1)
LATEST: Final = date(2099, 12, 31)
MOST_MONEY: Final = 10**13
UNBOUNDED: Final = 10**9


def hints(field: Field, translator: Translator) -> str:
    """Return what helps to answer: the field's own words and how to write the value, a line each."""
    said = [translator.label(field.kind.help)] if field.kind.help else []
    return "\n".join([*said, *(translator.say(message) for message in _how(field))])


def _how(field: Field) -> Iterator[Message]:
    """Yield how to write a value, where it does not go without saying."""
    if field.name == "number":
        yield Message(N_("Leave empty; the office gives it."))
    kind = field.kind
    match kind:
        case Day():
            yield Message(N_("A date, like 2026-03-05."))
        case Choices():
            labels = [Message(option.label) for option in kind.options]
            yield Message(N_("One or more, with commas between: {options}."), options=labels)
        case Link():
            yield Message(N_("Numbers, with commas between."))
        case Number():
            if kind.most < UNBOUNDED:
                bounds = {"least": kind.least, "most": kind.most}
                yield Message(N_("A whole number from {least} to {most}."), **bounds)
        case Money():
            yield Message(N_("In yuan."))
        case Text() | LongText() | Choice() | Share() | Score() | Flag() | Person() | Rows():
            return
        case _:
            assert_never(kind)


def rule_for(kind: Kind, range_of: Callable[[tuple[Option, ...]], str]) -> DataValidation | None:
    """Return the check of a kind, None when any text may do.

    `range_of` returns the cells in which options stand: a list written into the rule itself is limited to
    255 characters.
    """
    match kind:
        case Choice():
            rule = DataValidation(type="list", formula1=range_of(kind.options), allow_blank=True)
            if kind.open:
                rule.errorStyle = "information"  # other words are told of, and stay
            return rule
        case Flag():
            return DataValidation(type="list", formula1=range_of(YES_NO), allow_blank=True)
        case Day():
            return _between("date", _formula(EARLIEST), _formula(LATEST))
        case Number():
            return _between("whole", kind.least, kind.most)
        case Money():
            return _between("decimal", 0, MOST_MONEY)
        case Share():  # the cell is a percent cell, which holds the fraction
            return _between("decimal", 0, 1)
        case Score():
            return _between("decimal", 0, 100)
        case Text() | LongText() | Choices() | Person() | Link() | Rows():
            return None
        case _:
            assert_never(kind)


def _between(sort: Any, least: object, most: object) -> DataValidation:
    return DataValidation(
        type=sort, operator="between", formula1=str(least), formula2=str(most), allow_blank=True
    )


def _formula(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"
