"""The passages in which a manuscript differs from the version before it, in the order of its text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.risk_words import spot_word
from ipdesk.gui.rows_table import RowsTable, Status
from ipdesk.gui.theme import GAP, Tone
from ipdesk.importing.manuscripts import Manuscript
from ipdesk.model.text import N_
from ipdesk.operations.manuscript_versions import CHANGE_WORDS, Versions
from ipdesk.screening.text_changes import ChangeKind, TextChange

WIDTHS: Final = (104, 88)
TONES: Final[dict[ChangeKind, Tone]] = {
    "added": "warn",
    "replaced": "warn",
    "removed": "info",
    "moved": "info",
}
LEFT_OUT: Final = N_(
    "Sentences of body, notes and text boxes are compared. Headers, comments, properties and pictures are not."
)


class ChangesTable(QWidget):
    """`moved` carries the change that is current, with its words in both texts."""

    moved = Signal(object, str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._changes: tuple[TextChange, ...] = ()
        self._text = self._before = ""
        label = context.label
        headings = [label(each) for each in (N_("Difference"), N_("Place"), N_("Passage"))]
        self.table = RowsTable(context, label(N_("What changed in the text")), headings, WIDTHS)
        self.table.moved.connect(self._send)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.table, 1)
        column.addWidget(wrapped_label(label(LEFT_OUT), muted=True))

    def show_changes(self, manuscript: Manuscript, versions: Versions) -> None:
        """Show what differs between a manuscript and an earlier one."""
        self._changes, self._text = versions.changes, manuscript.text
        self._before = versions.earlier.text if versions.earlier is not None else ""
        rows = []
        for each in self._changes:
            word = Status(TONES[each.kind], self._context.label(CHANGE_WORDS[each.kind]))
            said = self._now(each) or self._was(each)
            rows.append((word, spot_word(self._context, manuscript, each.start), " ".join(said.split())))
        self.table.show_rows(rows)

    def current(self) -> TextChange | None:
        """Return the change that is chosen."""
        row = self.table.row()
        return self._changes[row] if 0 <= row < len(self._changes) else None

    def tell(self) -> None:
        """Send the change that is chosen again, as when the table comes into sight."""
        self._send()

    def _send(self) -> None:
        if (change := self.current()) is not None:
            self.moved.emit(change, self._now(change), self._was(change))

    def _now(self, change: TextChange) -> str:
        return self._text[change.start : change.end]

    def _was(self, change: TextChange) -> str:
        return self._before[change.before_start : change.before_end]
