"""The table of users: who they are, what they may do, whether they may still come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ipdesk.gui.context import Context
from ipdesk.gui.headed_rows import HeadedRows
from ipdesk.gui.theme import MARKS, Tone
from ipdesk.model.states import ROLE_LABELS, Role
from ipdesk.model.text import N_, Message

HEADINGS: Final = (N_("User"), N_("Role"), N_("Access"), N_("Since"))
Index = QModelIndex | QPersistentModelIndex


class UserRow(Protocol):
    """A user as the operations give it."""

    @property
    def name(self) -> str:
        """The name as it stands in the log."""

    @property
    def role(self) -> Role:
        """What they may do."""

    @property
    def active(self) -> bool:
        """Whether they may still come in."""

    @property
    def since(self) -> str:
        """Since when they are known, ISO."""


class UsersModel(HeadedRows):
    """A few rows, all held."""

    headings = HEADINGS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: Sequence[UserRow] = ()

    def show_rows(self, rows: Sequence[UserRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> UserRow:
        """Return the user of an index."""
        return self._rows[index.row()]

    def row_of(self, name: str) -> int:
        """Return the row of a user, 0 for nobody."""
        return next((at for at, each in enumerate(self._rows) if each.name == name), 0)

    def count(self) -> int:
        """Return how many users there are."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; who was revoked is muted."""
        user = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(user, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and not user.active:
            return QColor(self.context.colours.muted)
        return None

    def _text(self, user: UserRow, column: int) -> str:
        label = self.context.label
        if column == 0:
            own = user.name == self.context.desk.actor.name
            return self.context.say(Message(N_("{user} (you)"), user=user.name)) if own else user.name
        if column == 1:
            return label(ROLE_LABELS[user.role])
        if column == 2:
            tone: Tone = "ok" if user.active else "block"
            word = N_("May open") if user.active else N_("Revoked")
            return f"{MARKS[tone]} {label(word)}"
        return user.since[:10]
