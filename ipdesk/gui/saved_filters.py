"""Saved filters of a register: a chip with their menu, and a line in which one is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ipdesk.gui.chip import Chip
from ipdesk.gui.commands import Command
from ipdesk.gui.conditions import Filter, ready_views
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.naming_line import NamingLine
from ipdesk.model.errors import Refused
from ipdesk.model.folding import folded
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import views
from ipdesk.operations.views import View

_KEYS = 9  # of the menu: the first entries answer to their number


class SavedFilters(QObject):
    """Knows which saved filter is in force. `applied` carries the View to list, `refused` a Refused; `left` asks
    to go back to the list.
    """

    applied = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(self, context: Context, register: Register, dialogs: Dialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._register, self._dialogs, self._page = context, register, dialogs, parent
        self._known: list[View] = []
        self._now = View()
        self.name = ""  # of the one in force, "" for none
        self.chip = Chip(menu=QMenu(parent))
        self.chip.menu().aboutToShow.connect(self._fill)
        self.naming = NamingLine(context)
        self.naming.left.connect(self.left)
        self._show()

    def read(self) -> None:
        """Read the saved filters again."""
        try:
            self._known = views.list_views(self._context.desk, self._register)
        except Refused:
            self._known = []  # the list itself says why nothing can be read
        self._show()

    def show_listed(self, listed: View) -> None:
        """Show what is listed now: its filter, order and columns; a filter that was cleared is no longer in force."""
        self._now = listed
        if listed.filter == Filter():
            self.name = ""
        self._show()

    def apply(self, view: View) -> None:
        """List what was saved."""
        self.name = view.name if view in self._known else ""
        self.applied.emit(view)

    def save_as(self) -> None:
        """Ask for a name and save what is listed under it."""
        self.naming.ask(self._context.label(N_("Save this filter as")), self.name, self._save, columns=True)

    def overwrite(self) -> None:
        """Save what is listed in place of the filter in force."""
        kept = self._in_force()
        if kept is not None:
            self._save(kept.name, bool(kept.columns))

    def rename(self) -> None:
        """Ask for another name of the filter in force."""
        asked = self._context.say(Message(N_("Rename “{name}” to"), name=self.name))
        self.naming.ask(asked, self.name, self._rename)

    def remove(self) -> None:
        """Remove the filter in force; what is listed stays."""
        question = Message(
            N_("Remove the saved filter “{name}”? The records stay as they are."), name=self.name
        )
        if self._dialogs.decide(self._page, self._context.say(question), self._context.label(N_("Remove"))):
            self._do(partial(views.remove_view, name=self.name), "")

    def commands(self) -> Sequence[Command]:
        """Return an act for each filter, and those of the one in force."""
        label, say = self._context.label, self._context.say
        made = [
            Command(id="filter.open", label=label(N_("Saved filters…")), run=self.chip.showMenu, shortcut="Ctrl+Shift+V"),
            Command(id="filter.save", label=label(N_("Save this filter…")), run=self.save_as, shortcut="Ctrl+D"),
        ]  # fmt: skip
        for index, each in enumerate((*self._known, *self._ready()), 1):
            name = say(Message(N_("Filter: {name}"), name=each.name))
            made.append(
                Command(id=f"filter.{index}", label=name, run=partial(self.apply, each), menu="palette")
            )
        if self._in_force() is not None:
            made += [
                Command(id=f"filter.{key}", label=text, run=run, enabled=enabled)
                for key, text, run, enabled in self._acts()
            ]
        return made

    def _acts(self) -> list[tuple[str, str, Callable[[], None], Callable[[], bool]]]:
        """Return what can be done with the filter in force: id, label, act, and whether it can be done now."""
        say = self._context.say
        return [
            ("overwrite", say(Message(N_("Save the changes to “{name}”"), name=self.name)), self.overwrite,
             self._is_changed),
            ("rename", say(Message(N_("Rename “{name}”…"), name=self.name)), self.rename, lambda: True),
            ("remove", say(Message(N_("Remove “{name}”…"), name=self.name)), self.remove, lambda: True),
        ]  # fmt: skip

    def _ready(self) -> list[View]:
        return ready_views(self._register, self._context.translator)

    def _in_force(self) -> View | None:
        return next((each for each in self._known if each.name == self.name), None)

    def _is_changed(self) -> bool:
        """Say whether what is listed differs from what was saved."""
        kept = self._in_force()
        if kept is None:
            return False
        columns = kept.columns and kept.columns != self._now.columns
        order = (kept.order.field or "changed", kept.order.descending)
        now = (self._now.order.field or "changed", self._now.order.descending)
        return bool(columns) or kept.filter != self._now.filter or order != now

    def _show(self) -> None:
        shown = self._context.label(N_("Saved filters"))
        if self.name:
            changed = Message(N_("{name} (changed)"), name=self.name)
            shown = self._context.say(changed) if self._is_changed() else self.name
        self.chip.show_text(shown, "▾", in_force=bool(self.name))

    def _fill(self) -> None:
        menu = self.chip.menu()
        menu.clear()
        for index, each in enumerate(self._known, 1):
            name = each.name.replace("&", "&&")
            action = menu.addAction(f"&{index}  {name}" if index <= _KEYS else name)
            action.setCheckable(True)
            action.setChecked(each.name == self.name)
            action.triggered.connect(lambda _=False, view=each: self.apply(view))
        menu.addSeparator()
        for each in self._ready():
            menu.addAction(each.name).triggered.connect(lambda _=False, view=each: self.apply(view))
        menu.addSeparator()
        menu.addAction(self._context.label(N_("Save this filter…"))).triggered.connect(self.save_as)
        if self._in_force() is not None:
            for _, text, run, enabled in self._acts():
                action = menu.addAction(text.replace("&", "&&"))
                action.setEnabled(enabled())
                action.triggered.connect(lambda _=False, run=run: run())

    def _save(self, name: str, columns: bool) -> None:
        taken = folded(name) in {folded(each.name) for each in self._known} and folded(name) != folded(
            self.name
        )
        question = Message(
            N_("A filter is saved as “{name}” already. What is listed now takes its place."), name=name
        )
        if taken and not self._dialogs.decide(
            self._page, self._context.say(question), self._context.label(N_("Replace"))
        ):
            return
        made = replace(self._now, name=name, columns=self._now.columns if columns else ())
        self._do(partial(views.save_view, view=made), name)

    def _rename(self, name: str, _columns: bool) -> None:
        self._do(partial(views.rename_view, name=self.name, new=name), name)

    def _do(self, act: Callable[..., None], name: str) -> None:
        """Carry out an act; the filter of that name is in force afterwards."""
        try:
            act(self._context.desk, self._register)
        except Refused as refused:
            self.refused.emit(refused)
            return
        self.naming.end()
        self.read()
        self.name = next((each.name for each in self._known if folded(each.name) == folded(name)), "")
        self._show()
