"""The rows of Today: what waits and what is due, each with the act that clears it and its key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ipdesk.gui.context import Context
from ipdesk.gui.table_model import BADGE, Index
from ipdesk.gui.theme import Tone
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message
from ipdesk.operations.matters import URGENCIES, Matter, Urgency
from ipdesk.registers import register

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
WAITED: Final = N_("{whom} · for {days} d")
TONES: Final[dict[Urgency, Tone]] = {
    "overdue": "block",
    "today": "warn",
    "week": "warn",
    "month": "warn",
    "me": "info",
    "others": "info",
}
_NOWHERE: Final = QModelIndex()
_ALIGNED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class MattersModel(QAbstractTableModel):
    """Rows in the order given."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: Sequence[Matter] = ()
        self._today = date.min

    @property
    def rows(self) -> Sequence[Matter]:
        """The matters shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Matter], today: date) -> None:
        """Show other rows, as seen on a day."""
        self.beginResetModel()
        self._rows, self._today = rows, today
        self.endResetModel()

    def place_of(self, key: tuple[str, ...]) -> int | None:
        """Return at which row a matter stands, None when it is not shown."""
        return next((place for place, each in enumerate(self._rows) if each.key == key), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many matters are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._context.label(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, the tone of its badge, and the act with its key."""
        if not index.isValid():
            return None
        matter, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(matter, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._told(matter, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNED
        if role == BADGE:
            return TONES[matter.urgency] if column == STATUS else None
        if role == KEY:
            return self.key_of(matter) if column == ACT else None
        if role == ACT_TEXT:
            return self._context.say(matter.act)
        return None

    def key_of(self, matter: Matter) -> str:
        """Return the key that does the act of a matter."""
        return MOVE_KEY if matter.by_move and matter.step is not None else self._context.label(N_("Enter"))

    def _text(self, matter: Matter, column: int) -> str:
        say = self._context.say
        match column:
            case 0:  # STATUS
                return self._context.label(URGENCIES[matter.urgency])
            case 1:  # DUE
                return matter.due.isoformat() if matter.due else "—"
            case 2:  # MATTER
                return say(matter.what)
            case 3:  # RECORD
                return f"{matter.number}　{matter.title}"
            case 4:  # WAITS
                days = max(0, (self._today - matter.since).days)
                return say(Message(WAITED, whom=Message(matter.waits_for), days=days))
            case _:
                return say(Message(N_("{act} ({key})"), act=matter.act, key=self.key_of(matter)))

    def _told(self, matter: Matter, column: int) -> str | None:
        """Return what only the tool tip has room for: the basis of a matter, and since when a record waits."""
        if column == MATTER and matter.finding is not None:
            basis = show_basis(matter.finding.basis, self._context.translator)
            return "\n".join(filter(None, (self._context.say(matter.what), basis)))
        if column == WAITS:
            state = register(matter.register).state(matter.state)
            since = Message(N_("{state} since {day}"), state=Message(state.label), day=matter.since)
            return self._context.say(since)
        return None
