"""Columns of a register's table: which there are, which are shown, how wide, and by which it can be sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    Score,
    Share,
    Text,
)
from ipdesk.model.record import MARKING_FIELDS, Record, is_told
from ipdesk.model.register import WITHDRAWN_STATE, Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import show_value
from ipdesk.operations.badges import Badges, badges_in
from ipdesk.operations.reading import TIMES

STATE: Final = "state"
CHANGED: Final = "changed"
LEVEL: Final = "level"
# Columns that are no declared fields, with their headings.
EXTRA: Final = {STATE: N_("State"), CHANGED: TIMES[CHANGED]}
PADDING: Final = 8  # left and right of a cell's text
LEAST: Final = 64
LEAST_TITLE: Final = 140
USUAL_TITLE: Final = 200
ARROW: Final = 24  # beside the heading of the column that orders the list
_LEAST_TEXT: Final = 76
_SLACK: Final = 4  # by which a text drawn may be wider than the sum of its signs
_BOLD: Final = 117  # hundredths of the width of plain text, at most
_BADGE: Final = 40  # what the mark and the edges of a badge add to its word


def badges_named(register: Register, name: str) -> Badges | None:
    """Return the badges whose column has this name, None for a column of another kind."""
    found = badges_in(register)
    return found if found is not None and found.name == name else None


def default_columns(register: Register) -> tuple[str, ...]:
    """Return the register's own columns with its badges and the state after number and title, where they are never cut off.

    What is filled in at the end of a record's way is left out: the list shows open records unless asked otherwise.
    """
    first = tuple(name for name in register.columns if name in ("number", register.title))
    ended = {each.code for each in register.states.states if each.final}
    others = (name for name in register.columns if name not in first)
    live = badges_in(register)
    told = (live.name,) if live is not None else ()
    return (
        *first,
        *told,
        STATE,
        *(name for name in others if register.field(name).kind.required not in ended),
    )


def column_groups(register: Register) -> list[tuple[str, tuple[str, ...]]]:
    """Return the label of each group of fields with the columns it offers; restricted fields are never offered."""
    shown = {
        each.name
        for each in register.fields()
        if not isinstance(each.kind, LongText)
        and not each.kind.restricted
        and is_told(each.kind)
        and each.name not in (*MARKING_FIELDS[1:], "number", register.title)
    }
    live = badges_in(register)
    told = (live.name,) if live is not None else ()
    groups: list[tuple[str, tuple[str, ...]]] = [
        (N_("The record"), ("number", register.title, STATE, *told, CHANGED, LEVEL))
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
    return EXTRA[name] if name in EXTRA else _kind(register, name).label


def short_heading(register: Register, name: str) -> str:
    """Return what stands over a column, not yet translated: the short label where there is one."""
    return (_kind(register, name).short if name not in EXTRA else "") or heading(register, name)


def is_sortable(register: Register, name: str) -> bool:
    """Say whether the list can be ordered by a column."""
    if badges_named(register, name) is not None:
        return False
    return name in EXTRA or not isinstance(register.field(name).kind, Rows | Link | Choices | LongText)


def starts_descending(register: Register, name: str) -> bool:
    """Say whether a first click shows the highest first: days and amounts."""
    return name == CHANGED or (
        name not in EXTRA and isinstance(_kind(register, name), Day | Number | Money | Share | Score)
    )


def order_said(register: Register, name: str, descending: bool) -> Message:
    """Say by which column a list is ordered, and which way."""
    way = N_("sorted by {column}, descending") if descending else N_("sorted by {column}, ascending")
    return Message(way, column=Message(heading(register, name)))


def is_figure(register: Register, name: str) -> bool:
    """Say whether a column holds amounts, which are aligned at the right."""
    return name not in EXTRA and isinstance(_kind(register, name), Number | Money | Share | Score)


def shown_value(register: Register, record: Record, name: str, translator: Translator) -> str:
    """Return what a cell shows."""
    if name == STATE:
        return translator.label(register.state(record.state).label)
    if name == CHANGED:
        return datetime.fromisoformat(record.changed).astimezone().strftime("%Y-%m-%d %H:%M")
    value: Any = getattr(record, name)
    return show_value(register.field(name).kind, value, translator)


@dataclass(frozen=True, slots=True)
class Width:
    """How wide a column is where there is room, and where there is little; `last` ones give way after the others."""

    usual: int
    least: int
    last: bool = False


def column_width(register: Register, name: str, metrics: QFontMetrics, translator: Translator) -> Width:
    """Return the width in pixels that shows what a column usually holds, and its heading."""
    over = translator.label(short_heading(register, name))
    head = metrics.horizontalAdvance(over) * _BOLD // 100 + 2 * PADDING
    if name == register.title:
        return Width(USUAL_TITLE, LEAST_TITLE, last=True)
    if name == STATE:
        states = (*register.states.states, WITHDRAWN_STATE)
        words = [metrics.horizontalAdvance(translator.label(each.label)) for each in states]
        badge = max(words) * _BOLD // 100 + _BADGE + 2 * PADDING
        return Width(max(badge, head), badge * 3 // 4, last=True)
    if (live := badges_named(register, name)) is not None:
        one = max(metrics.horizontalAdvance(translator.label(each.label)) for each in live.kind.options)
        badge = one * _BOLD // 100 + _BADGE + 2 * PADDING
        return Width(max(badge * 3 // 2, head), max(badge * 3 // 4, head), last=True)
    if name == CHANGED:
        inner, gives = metrics.horizontalAdvance("2026-12-30 23:59"), False
    elif name == "number":
        shape = register.number.format(code="LAB", year=2026, seq=10000)
        inner, gives = max(metrics.horizontalAdvance(each) for each in ("PL-2026-00000", shape)), False
    else:
        kind = register.field(name).kind
        inner = _width_of_kind(kind, metrics, translator)
        if name == LEVEL and isinstance(kind, Choice):
            widest = max(metrics.horizontalAdvance(translator.label(each.label)) for each in kind.options)
            inner = widest + _SLACK
        gives = name != LEVEL and not isinstance(kind, Day | Number | Money | Share | Score)
    room = max(LEAST, inner + 2 * PADDING)
    # What is cut off in a text is told by its beginning; a day, an amount or a level cut off tells something else.
    return Width(max(room, head), max(head, min(room, _LEAST_TEXT)) if gives else max(room, head))


def fitted(wanted: Mapping[str, Width], room: int) -> dict[str, int]:
    """Return the widths of columns: what they want where there is room, else less, and never less than the least.

    Where they do not fit at all and one scrolls anyway, titles and badges stay whole.
    """
    widths = {name: each.usual for name, each in wanted.items()}
    for last in (False, True):
        lacking = sum(widths.values()) - room
        slack = {name: each.usual - each.least for name, each in wanted.items() if each.last is last}
        given = sum(slack.values())
        if lacking <= 0 or not given or (last and lacking > given):
            continue
        for name, may in slack.items():
            widths[name] -= min(may, -(-may * lacking // given))
    return widths


def first_fitting(wanted: Mapping[str, Width], room: int) -> list[str]:
    """Return the first columns for which there is room, halfway between their usual and their least width.

    One is there at any rate.
    """
    found: list[str] = []
    taken = 0
    for name, each in wanted.items():
        taken += (each.usual + each.least) // 2
        if found and taken > room:
            break
        found.append(name)
    return found


def _kind(register: Register, name: str) -> Kind:
    """Return the kind of a column that is one of the register's own, or tells its badges."""
    live = badges_named(register, name)
    return live.kind if live is not None else register.field(name).kind


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
        case Number() | Share() | Score():
            return metrics.horizontalAdvance("10,000")
        case Money():
            return metrics.horizontalAdvance("10,000,000.00")
        case Flag():
            return 3 * sign
        case _:
            assert_never(kind)
