"""Records and child rows made by the thousand.

A frozen dataclass sets each of its fields through the guard that keeps it frozen, so a record of sixty fields takes longer
to make than to read. Here one is filled while it still is of a class without the guard, and then closed for good: what comes
of it is equal to what the dataclass itself would have made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, make_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeVar

T = TypeVar("T")
_NEW: Final = object.__new__


@dataclass(frozen=True, slots=True)
class _Making:
    """What makes instances of one class: its unguarded twin, what fills all fields in their order, and what reads them."""

    unguarded: type
    fill: Callable[..., None]
    read: Callable[[Any], tuple[Any, ...]]


def made(cls: type[T], values: Mapping[str, Any]) -> T:
    """Return an instance of a frozen, slotted dataclass all of whose fields have plain defaults, with some values."""
    how = _making(cls)
    new: Any = _NEW(how.unguarded)
    how.fill(new, **values)
    new.__class__ = cls
    return new  # type: ignore[no-any-return]  # it is of the class now


def remade(held: T, **values: Any) -> T:
    """Return a copy of such an instance with other values, as `dataclasses.replace` does."""
    how = _making(held.__class__)
    new: Any = _NEW(how.unguarded)
    how.fill(new, *how.read(held))
    for name, value in values.items():
        setattr(new, name, value)
    new.__class__ = held.__class__
    return new  # type: ignore[no-any-return]  # it is of the class now


# Cached behind a plain function, as the fields of records are.
def _making(cls: type) -> _Making:
    return _making_of(cls)


@cache
def _making_of(cls: Any) -> _Making:
    declared = fields(cls)
    # A field without a default is always given here: by `remade` with all others, and records have none.
    empty = [(each.name, None if each.default is MISSING else each.default) for each in declared]
    filling = make_dataclass("Filling", [(name, Any, field(default=default)) for name, default in empty])
    free = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    read = attrgetter(*(each.name for each in declared))
    return _Making(type(cls.__name__, (cls,), free), vars(filling)["__init__"], read)
