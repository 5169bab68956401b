"""The editor of a day: it takes any form that documents write and shows how it was read."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor, shown
from ipdesk.gui.labels import text_label
from ipdesk.gui.theme import GAP, MARKS
from ipdesk.model.dates import read_day
from ipdesk.model.kinds import Day
from ipdesk.model.text import N_

EXAMPLE = N_("e.g. 2026-03-05")


class DayEditor(Editor):
    """A day, typed in any form; leaving the field writes it as ISO 8601."""

    def __init__(self, context: Context, kind: Day) -> None:
        super().__init__(context, kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.label)
        self.line.setPlaceholderText(context.label(EXAMPLE))
        self.reading = text_label("", muted=True)
        row.addWidget(self.line, 1)
        row.addWidget(self.reading)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self._write_plainly)

    def value(self) -> object:
        """Return the text as it stands."""
        return self.line.text()

    def set_value(self, value: object) -> None:
        """Show a day, or a text that may be one."""
        blocked = self.line.blockSignals(True)
        self.line.setText(shown(value))
        self.line.blockSignals(blocked)
        self._show_reading()

    def set_read_only(self, read_only: bool) -> None:
        """Let the day be read and copied only."""
        self.line.setReadOnly(read_only)
        self.line.setPlaceholderText("" if read_only else self.context.label(EXAMPLE))

    def _typed(self) -> None:
        self._show_reading()
        self.edited.emit()

    def _show_reading(self) -> None:
        text = self.line.text().strip()
        reading = read_day(text) if text else None
        if not text or (reading is not None and reading.reading == text):
            self.reading.hide()
            return
        if reading is None:
            self.reading.setText(MARKS["warn"] + " " + self.context.label(N_("not a date yet")))
        else:
            self.reading.setText(f"{reading.reading}?" if reading.doubtful else f"= {reading.reading}")
        self.reading.show()

    def _write_plainly(self) -> None:
        reading = read_day(self.line.text())
        if reading is not None and not reading.doubtful and not self.line.isReadOnly():
            self.line.setText(reading.reading)
