"""Columns of a register's table: which there are, which are shown, how wide, and by which it can be sorted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, assert_never

from PySide6.QtGui import QFontMetrics

from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Share,
    Text,
)
from ipdesk.model.record import MARKING_FIELDS, Record
from ipdesk.model.register import WITHDRAWN_STATE, Register
from ipdesk.model.text import N_, Translator
from ipdesk.model.values import show_value
from ipdesk.operations.reading import TIMES

STATE: Final = "state"
CHANGED: Final = "changed"
LEVEL: Final = "level"
# Columns that are no declared fields, with their headings.
EXTRA: Final = {STATE: N_("State"), CHANGED: TIMES[CHANGED]}
PADDING: Final = 8  # left and right of a cell's text
LEAST: Final = 64
LEAST_TITLE: Final = 200
_ARROW: Final = 16
_BADGE: Final = 40  # what the mark and the edges of a badge add to its word


def default_columns(register: Register) -> tuple[str, ...]:
    """Return the register's own columns with the state after number and title, where it is never cut off."""
    first = tuple(name for name in register.columns if name in ("number", register.title))
    return (*first, STATE, *(name for name in register.columns if name not in first))


def column_groups(register: Register) -> list[tuple[str, tuple[str, ...]]]:
    """Return the label of each group of fields with the columns it offers; restricted fields are never offered."""
    shown = {
        each.name
        for each in register.fields()
        if not isinstance(each.kind, LongText)
        and not each.kind.restricted
        and each.name not in (*MARKING_FIELDS[1:], "number", register.title)
    }
    groups: list[tuple[str, tuple[str, ...]]] = [
        (N_("The record"), ("number", register.title, STATE, CHANGED, LEVEL))
    ]
    for group in register.groups:
        names = tuple(name for name in group.fields if name in shown and name != LEVEL)
        if names:
            groups.append((group.label, names))
    return groups


def known_columns(register: Register, names: Sequence[str]) -> tuple[str, ...]:
    """Return those of the names that are columns of the register, as settings may name what is gone."""
    known = {name for _, group in column_groups(register) for name in group}
    return tuple(dict.fromkeys(name for name in names if name in known))


def heading(register: Register, name: str) -> str:
    """Return the label of a column, not yet translated."""
    return EXTRA[name] if name in EXTRA else register.field(name).kind.label


def is_sortable(register: Register, name: str) -> bool:
    """Say whether the list can be ordered by a column."""
    return name in EXTRA or not isinstance(register.field(name).kind, Rows | Link | Choices | LongText)


def starts_descending(register: Register, name: str) -> bool:
    """Say whether a first click shows the highest first: days and amounts."""
    return name == CHANGED or (
        name not in EXTRA and isinstance(register.field(name).kind, Day | Number | Money | Share)
    )


def is_figure(register: Register, name: str) -> bool:
    """Say whether a column holds amounts, which are aligned at the right."""
    return name not in EXTRA and isinstance(register.field(name).kind, Number | Money | Share)


def shown_value(register: Register, record: Record, name: str, translator: Translator) -> str:
    """Return what a cell shows."""
    if name == STATE:
        return translator.label(register.state(record.state).label)
    if name == CHANGED:
        return datetime.fromisoformat(record.changed).astimezone().strftime("%Y-%m-%d %H:%M")
    value: Any = getattr(record, name)
    return show_value(register.field(name).kind, value, translator)


def default_width(register: Register, name: str, metrics: QFontMetrics, translator: Translator) -> int:
    """Return the width in pixels that shows what a column usually holds, and its heading."""

    def width(text: str) -> int:
        return metrics.horizontalAdvance(text)

    head = width(translator.label(heading(register, name))) * 11 // 10 + _ARROW
    if name == STATE:
        states = (*register.states.states, WITHDRAWN_STATE)
        inner = max(width(translator.label(each.label)) for each in states) * 11 // 10 + _BADGE
    elif name == CHANGED:
        inner = width("2026-12-30 23:59")
    elif name == "number":
        inner = max(width("PL-2026-00000"), width(register.number.format(code="LAB", year=2026, seq=10000)))
    else:
        inner = _width_of_kind(register.field(name).kind, metrics, translator)
    return max(LEAST, head + 2 * PADDING, inner + 2 * PADDING)


def _width_of_kind(kind: Kind, metrics: QFontMetrics, translator: Translator) -> int:
    sign = metrics.horizontalAdvance("国")
    match kind:
        case Text() | LongText():
            return 8 * sign
        case Person():
            return 5 * sign
        case Rows() | Link():
            return 8 * sign
        case Choice() | Choices():
            labels = [metrics.horizontalAdvance(translator.label(each.label)) for each in kind.options]
            return min(max(labels), 6 * sign)
        case Day():
            return metrics.horizontalAdvance("2026-12-30")
        case Number() | Share():
            return metrics.horizontalAdvance("10,000")
        case Money():
            return metrics.horizontalAdvance("10,000,000.00")
        case Flag():
            return 3 * sign
        case _:
            assert_never(kind)
