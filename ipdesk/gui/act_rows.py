"""Rows that each name an act: what it is, when it is due, whom it waits for, and the key that does it."""

from __future__ import annotations

from abc import abstractmethod  # for the type check alone: Qt's classes have a metaclass of their own
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from ipdesk.gui.context import Context
from ipdesk.gui.headed_rows import HeadedRows
from ipdesk.gui.table_model import BADGE, Index
from ipdesk.gui.theme import Tone
from ipdesk.model.text import N_, Message

HEADINGS: Final = (
    N_("Urgency"),
    N_("Due on"),
    N_("Matter"),
    N_("Record"),
    N_("Waiting on"),
    N_("What to do"),
)
STATUS, DUE, MATTER, RECORD, WAITS, ACT = range(len(HEADINGS))
KEY: Final = Qt.ItemDataRole.UserRole + 3  # the key that does the act of a row
ACT_TEXT: Final = Qt.ItemDataRole.UserRole + 4  # the act without its key
MOVE_KEY: Final = "M"


class ActRows(HeadedRows):
    """Says of each row what the columns show; whatever holds the rows says which one stands where."""

    headings = HEADINGS

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.today = date.min

    @abstractmethod
    def row_at(self, row: int) -> Any:
        """Return what stands in a row, None where nothing does."""

    @abstractmethod
    def place_of(self, key: tuple[str, ...], near: int) -> int | None:
        """Return at which row a key stands, None when it is not found; who holds few rows at once looks around one."""

    @abstractmethod
    def widest(self, column: int) -> Iterable[str]:
        """Return the words of a column whose width is known beforehand: the urgency, and who is waited for."""

    @abstractmethod
    def key_of(self, held: Any) -> str:
        """Return the key that does the act of a row."""

    @abstractmethod
    def act_of(self, held: Any) -> Message:
        """Return the act of a row."""

    @abstractmethod
    def tone_of(self, held: Any) -> Tone:
        """Return the tone of its urgency."""

    @abstractmethod
    def text_of(self, held: Any, column: int) -> str:
        """Return the text of a cell, but that of the act."""

    @abstractmethod
    def told_of(self, held: Any, column: int) -> str | None:
        """Return what only the tool tip has room for."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, the tone of its badge, and the act with its key."""
        held = self.row_at(index.row()) if index.isValid() else None
        if held is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._act_said(held) if column == ACT else self.text_of(held, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self.told_of(held, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.side(column)
        if role == BADGE:
            return self.tone_of(held) if column == STATUS else None
        if role == KEY:
            return self.key_of(held) if column == ACT else None
        if role == ACT_TEXT:
            return self.context.say(self.act_of(held))
        return None

    def _act_said(self, held: Any) -> str:
        said = Message(N_("{act} ({key})"), act=self.act_of(held), key=self.key_of(held))
        return self.context.say(said)
