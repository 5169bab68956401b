"""The line that says with which earlier file a manuscript was compared, and what came of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.labels import dress, wrapped_label
from ipdesk.gui.theme import GAP, MARKS
from ipdesk.model.text import N_
from ipdesk.operations.manuscript_versions import Versions, said_against, said_counts

SHOW: Final = N_("What changed in the text (F7)")
BACK: Final = N_("Back to the risks (F7)")


class VersionsLine(QFrame):
    """`asked` is sent when the passages that differ are wanted, or the risks again."""

    asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.said = wrapped_label("")
        self.button = QPushButton(context.label(SHOW))
        self.button.setObjectName("quiet")
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(GAP)
        row.addWidget(self.said, 1)
        row.addWidget(self.button)
        self.hide()

    def show_versions(self, versions: Versions | None) -> None:
        """Say what a comparison came to; hide without one."""
        if versions is None:
            self.hide()
            return
        say = self._context.say
        counts = said_counts(versions)
        parts = [say(counts)] if counts is not None else []
        grave = versions.approved and bool(versions.changes)
        tone = "warn" if grave or versions.earlier is None else "info"
        text = "　".join([*parts, say(said_against(versions))])
        dress(self, "banner", tone)
        dress(self.said, "tone", tone)
        self.said.setText(f"{MARKS[tone]} {text}")  # type: ignore[index]
        self.said.setAccessibleName(text)
        self.button.setVisible(bool(versions.changes))
        self.show()

    def show_side(self, *, changes: bool) -> None:
        """Name the button after what it leads to."""
        self.button.setText(self._context.label(BACK if changes else SHOW))
