"""One rule of the book in full, line by line under its headings, to be read and copied from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.labels import dress, text_label, wrapped_label
from ipdesk.gui.theme import CARD_GAP, FIELD_GAP, GAP, MARKS
from ipdesk.model.text import N_
from ipdesk.rules.deadline_wordings import Told

HEADINGS: Final = 96  # pixels of the column of headings; a longer one breaks


class RuleSheet(QScrollArea):
    """Lines with their headings at the left; one heading over several lines stands once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName(context.label(N_("The rule in full")))
        self.setObjectName("sheet")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.heading = wrapped_label("")
        self.heading.setProperty("role", "section")
        self._lines: list[tuple[QLabel, QLabel]] = []
        held = QFrame()
        held.setObjectName("card")
        rows = QVBoxLayout(held)
        rows.setContentsMargins(CARD_GAP, FIELD_GAP, CARD_GAP, FIELD_GAP)
        rows.setSpacing(FIELD_GAP)
        rows.addWidget(self.heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(FIELD_GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnMinimumWidth(0, HEADINGS)
        self._grid.setColumnStretch(1, 1)
        rows.addLayout(self._grid)
        rows.addStretch(1)
        self.setWidget(held)

    def show_rule(self, heading: str, lines: Sequence[Told]) -> None:
        """Show a rule from its top."""
        self.heading.setText(heading)
        while len(self._lines) < len(lines):
            self._add_line()
        before = ""
        for place, (name, text) in enumerate(self._lines):
            shown = place < len(lines)
            name.setVisible(shown)
            text.setVisible(shown)
            if shown:
                told = lines[place]
                name.setText(told.heading if told.heading != before else "")
                text.setText(f"{MARKS[told.tone]} {told.text}" if told.tone else told.text)
                dress(text, "tone", told.tone)
                before = told.heading
        self.verticalScrollBar().setValue(0)

    def said(self) -> str:
        """Return all that is shown, a line each."""
        shown = [(name, text) for name, text in self._lines if not text.isHidden()]
        return "\n".join([self.heading.text(), *(f"{name.text()} {text.text()}" for name, text in shown)])

    def _add_line(self) -> None:
        name, text = text_label("", "label"), wrapped_label("")
        name.setWordWrap(True)
        name.setFixedWidth(HEADINGS)
        row = len(self._lines)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, row, 1)
        self._lines.append((name, text))
