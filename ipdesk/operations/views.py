"""Views: a filter kept under a name, with its order and, where chosen, its columns; each user has their own.

They are no records: keeping one is not audited. They lie in the encrypted workspace, because a name or the
value of a condition may tell what a record holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ipdesk.model.errors import NotFound, Refused, WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import OPEN, Order, list_ids
from ipdesk.store import views

ALL: Final = ""
MOST_VIEWS: Final = 50  # of one user in one register
LONGEST_NAME: Final = 60  # characters


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to: a text, a state (OPEN, ALL or a code), and fields with their values."""

    text: str = ""
    state: str = OPEN
    conditions: tuple[tuple[str, str], ...] = ()

    def where(self) -> tuple[tuple[str, str], ...]:
        """Return the conditions as the operations take them."""
        return ((("state", self.state),) if self.state else ()) + self.conditions

    def with_condition(self, field: str, value: str) -> Filter:
        """Return the filter with one condition more, in place of an earlier one for the same field."""
        rest = tuple(each for each in self.conditions if each[0] != field)
        return replace(self, conditions=(*rest, (field, value)))

    def without(self, field: str) -> Filter:
        """Return the filter without the conditions for a field."""
        return replace(self, conditions=tuple(each for each in self.conditions if each[0] != field))


@dataclass(frozen=True, slots=True)
class View:
    """A list as it was kept; `columns` is empty for those that the reader has anyway."""

    name: str = ""
    filter: Filter = field(default_factory=Filter)
    order: Order = field(default_factory=Order)
    columns: tuple[str, ...] = ()


def list_views(desk: Desk, register: Register) -> list[View]:
    """Return the views that the person at the desk keeps of a register, in the order they were made."""
    desk.require("read")
    held = views.listed(desk.workspace.db, desk.actor.name, register.name)
    return [_view(name, body) for name, body in held]


def find_view(desk: Desk, register: Register, name: str) -> View:
    """Return a view by its name, however it is spaced and capitalised. Raises NotFound."""
    known = list_views(desk, register)
    for each in known:
        if folded(each.name) == folded(name):
            return each
    raise NotFound(
        Message(N_("No filter is saved as “{name}”."), name=name),
        Message(N_("Saved are: {names}."), names=[each.name for each in known])
        if known
        else Message(N_("Save one first.")),
    )


def save_view(desk: Desk, register: Register, view: View) -> None:
    """Keep a view, in place of the one of that name. Raises WrongValue for what could not be listed again."""
    known = list_views(desk, register)
    name = _name(view.name)
    list_ids(desk, register, view.filter.where(), order=view.order, limit=0)
    if len(known) >= MOST_VIEWS and folded(name) not in {folded(each.name) for each in known}:
        raise Refused(
            Message(N_("There is room for {count} saved filters in a register."), count=MOST_VIEWS),
            Message(N_("Remove one that is no longer needed.")),
        )
    views.keep(desk.workspace.db, desk.actor.name, register.name, name, _body(view))


def rename_view(desk: Desk, register: Register, name: str, new: str) -> None:
    """Give a view another name. Raises NotFound, and Refused for a name that another view has."""
    view, name_now = find_view(desk, register, name), _name(new)
    others = {folded(each.name) for each in list_views(desk, register)} - {folded(name)}
    if folded(name_now) in others:
        raise Refused(
            Message(N_("Another filter is saved as “{name}”."), name=name_now),
            Message(N_("Choose another name, or remove that one first.")),
        )
    views.keep(desk.workspace.db, desk.actor.name, register.name, name_now, _body(view), was=name)


def remove_view(desk: Desk, register: Register, name: str) -> None:
    """Remove a view; the records it listed stay as they are. Raises NotFound."""
    find_view(desk, register, name)
    views.drop(desk.workspace.db, desk.actor.name, register.name, name)


def _name(name: str) -> str:
    short = " ".join(name.split())
    if not short or len(short) > LONGEST_NAME or not short.isprintable():
        raise WrongValue(
            "name",
            Message(N_("A saved filter needs a name of at most {most} characters."), most=LONGEST_NAME),
            Message(N_("Choose another name.")),
        )
    return short


def _body(view: View) -> dict[str, Any]:
    return {
        "text": view.filter.text,
        "state": view.filter.state,
        "conditions": [list(each) for each in view.filter.conditions],
        "order": [view.order.field, view.order.descending],
        "columns": list(view.columns),
    }


def _view(name: str, body: Mapping[str, Any]) -> View:
    conditions = tuple((path, value) for path, value in body["conditions"])
    return View(
        name, Filter(body["text"], body["state"], conditions), Order(*body["order"]), tuple(body["columns"])
    )
