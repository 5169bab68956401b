"""The backups made last: when, by whom, and whether the file is still in its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Badge, Card, dress, spread, text_label, wrapped_label
from ipdesk.gui.rows_table import RowsTable, Status
from ipdesk.gui.theme import MARKS
from ipdesk.model.dates import local_minute
from ipdesk.model.text import N_, Message
from ipdesk.operations.workspaces import Made

MOST_ROWS: Final = 5
WIDTHS: Final = (140, 110, 110)  # of all columns but the last
OLD: Final = 7  # days after which the last backup is one to worry about


class BackupCard(Card):
    """Shows what the log knows of backups and what the disk says to it; the page makes new ones."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        label = context.label
        self.state = Badge("info", label(N_("Being read…")))
        self.body.addLayout(spread(text_label(label(N_("Backups")), "section"), self.state, 1))
        headings = [label(each) for each in (N_("Time"), N_("User"), N_("File"), N_("Place"))]
        self.table = RowsTable(context, label(N_("Backups")), headings, WIDTHS, MOST_ROWS)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what tells files apart is at the end
        self.body.addWidget(self.table)
        self.second = wrapped_label("", muted=True)
        self.settings = QPushButton(label(N_("Second location…")))
        row = spread(self.second, self.settings)
        row.setStretch(0, 1)
        self.body.addLayout(row)

    def show_backups(self, made: Sequence[Made]) -> None:
        """Show the backups, newest first."""
        label = self._context.label
        there, gone = Status("ok", label(N_("there"))), Status("warn", label(N_("not there")))
        self.table.show_rows(
            [
                (local_minute(each.at), each.user, there if each.is_there else gone, str(each.place))
                for each in made
            ]
        )
        self._show_state(made)
        second = self._context.settings.second_backup_folder
        alone = N_("No second location is set: a disk that fails would take the backups with it.")
        copied = Message(N_("Each day's automatic backup is also copied to {place}."), place=second)
        said = self._context.say(copied) if second else f"{MARKS['warn']} {self._context.label(alone)}"
        dress(self.second, "tone", "" if second else "warn")
        self.second.setText(said)

    def _show_state(self, made: Sequence[Made]) -> None:
        held = next((each for each in made if each.is_there), None)
        if held is None:
            self.state.show_status("block", self._context.label(N_("No backup is there")))
            return
        day = datetime.fromisoformat(held.at).astimezone().date()
        days = (self._context.desk.today() - day).days
        said = Message(N_("Latest there: {day}"), day=day)
        self.state.show_status("ok" if days <= OLD else "warn", self._context.say(said))
