"""A chip that narrows a list to one of the groups in it, such as those who are waited for, and says how large each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ipdesk.gui.chip import Chip
from ipdesk.gui.context import Context
from ipdesk.model.text import N_, Message


@dataclass(frozen=True, slots=True)
class Group:
    """A key, what it is called, how many rows it has, and how many of them are overdue."""

    key: str
    name: str
    count: int
    overdue: int = 0


class GroupChip(Chip):
    """Shows what the list is narrowed to; `chosen` carries the key of a group, "" for all of them."""

    chosen = Signal(str)

    def __init__(self, context: Context, label: str, parent: QWidget) -> None:
        super().__init__(menu=QMenu(parent))
        self._context, self._label = context, context.label(label)
        self.groups: Sequence[Group] = ()
        self.show_groups((), "")

    def show_groups(self, groups: Sequence[Group], chosen: str) -> None:
        """Offer other groups, of which one may be chosen."""
        self.groups = groups
        menu = self.menu()
        menu.clear()
        together = QActionGroup(menu)
        for each in (Group("", self._context.label(N_("All")), 0), *groups):
            action = QAction(self._words(each) if each.key else each.name, menu, checkable=True)
            action.setChecked(each.key == chosen)
            action.triggered.connect(partial(self._choose, each.key))
            together.addAction(action)
            menu.addAction(action)
        name = next((each.name for each in groups if each.key == chosen and chosen), "")
        text = f"{self._label} · {name}" if name else self._label
        self.show_text(text, "▾", in_force=bool(name))
        self.updateGeometry()

    def _words(self, group: Group) -> str:
        said = N_("{name}: {count}, of which {overdue} overdue") if group.overdue else N_("{name}: {count}")
        return self._context.say(
            Message(said, name=group.name, count=group.count, overdue=group.overdue)
        ).replace("&", "&&")

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)
