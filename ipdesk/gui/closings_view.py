"""How a quarter or year was closed and corrected, and which of its figures are others by now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.exporting.quarter_content import Correction, Version, version_line
from ipdesk.gui.context import Context
from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.rows_table import RowsTable
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_

_WIDTHS: Final = (110, 320, 140)
NOT_CLOSED: Final = N_("Not closed: figures may still change.")
OTHERS: Final = N_(
    "These figures are others by now; close the period again to take them over as a correction."
)
NONE: Final = N_("No figure has changed since.")


class ClosingsView(QWidget):
    """The versions of a period in words, over a table of what differs from the last one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        label = context.label
        headings = [label(each) for each in (N_("Code"), N_("Cell"), N_("Was"), N_("Is now"))]
        self.versions = wrapped_label("")
        self.changes = RowsTable(context, label(N_("What has changed since")), headings, _WIDTHS)
        self.setFocusProxy(self.changes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.versions)
        column.addWidget(self.changes, 1)
        column.addStretch()

    def show_closings(self, versions: Sequence[Version], late: Sequence[Correction]) -> None:
        """Show the closings of a period, none for one still open, and what differs from the last by now."""
        told = [f"{self._context.say(version_line(each))}　{each.serial}" for each in versions]
        told.append(self._context.label(OTHERS if late else NONE if versions else NOT_CLOSED))
        self.versions.setText("\n".join(told))
        self.changes.setVisible(bool(late))
        self.changes.show_rows([(each.code, each.what, each.was, each.now) for each in late])
