"""What somebody filled in a record: the texts by which it is found, and the names of those in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any

from ipdesk.model.kinds import Link, LongText, Person, Rows, Text
from ipdesk.model.record import Field, fields_of
from ipdesk.model.register import is_empty

Filled = list[tuple[Field, Any]]


def filled_fields(record: Any) -> Filled:
    """Return the fields of a record or child row that somebody filled; most are empty in most records."""
    declared, read = _reading(record.__class__)
    return [(each, given) for each, given in zip(declared, read(record), strict=True) if not is_empty(given)]


@cache
def _reading(row: Any) -> tuple[tuple[Field, ...], Callable[[Any], Any]]:
    """Return the fields of a record or child row, and what reads all of them at once."""
    declared = fields_of(row)
    names = [each.name for each in declared]
    read = attrgetter(*names)
    return declared, read if len(names) > 1 else lambda record: (read(record),)


def searched(filled: Filled) -> Iterator[str]:
    """Yield the texts by which a record is found; restricted and internal fields are never among them."""
    for each, held in filled:
        if each.kind.restricted or each.kind.internal:
            continue
        match each.kind:
            case Text() | LongText() | Person():
                yield held
            case Link():
                yield from held
            case Rows():
                names = _texts_of(each.kind.of)
                yield from (text for child in held for name in names if (text := getattr(child, name)))
            case _:
                pass


def mentioned(filled: Filled) -> Iterator[tuple[str, str]]:
    """Yield the place and the name of everybody named in a field that is not restricted."""
    for each, held in filled:
        if each.kind.restricted:
            continue
        if isinstance(each.kind, Person):
            yield each.name, held
        elif isinstance(each.kind, Rows):
            for name in _names_of(each.kind.of):
                place = f"{each.name}.{name}"
                yield from ((place, text) for child in held if (text := getattr(child, name)))


# What is looked at in a child row is the same for all of its class, and there may be a hundred thousand of them.
@cache
def _texts_of(row: Any) -> tuple[str, ...]:
    told = (each for each in fields_of(row) if not (each.kind.restricted or each.kind.internal))
    return tuple(each.name for each in told if isinstance(each.kind, Text | LongText | Person))


@cache
def _names_of(row: Any) -> tuple[str, ...]:
    return tuple(
        each.name for each in fields_of(row) if isinstance(each.kind, Person) and not each.kind.restricted
    )
