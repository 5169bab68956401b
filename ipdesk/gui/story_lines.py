"""A story told label by label: what a day stands on, one line under the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ipdesk.gui.labels import text_label, wrapped_label
from ipdesk.gui.theme import GAP, GRID

LABELS: Final = 112  # pixels, so that the lines of every task begin at one place


class StoryLines(QWidget):
    """Shows pairs of label and text; lines are made once and told anew."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, QLabel]] = []

    def text(self) -> str:
        """Return all that is told."""
        shown = [(label.text(), said.text()) for label, said in self._lines if not said.isHidden()]
        return "\n".join(f"{label}: {said}" for label, said in shown)

    def tell(self, lines: Sequence[tuple[str, str]]) -> None:
        """Tell another story."""
        while len(self._lines) < len(lines):
            self._add()
        for place, (label, said) in enumerate(self._lines):
            here = place < len(lines)
            if here:
                label.setText(lines[place][0])
                said.setText(lines[place][1])
            for each in (label, said):
                if each.isHidden() == here:  # each call works out the whole page anew
                    each.setVisible(here)

    def _add(self) -> None:
        made = text_label("", "label"), wrapped_label("")
        row = len(self._lines)
        self._grid.addWidget(made[0], row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(made[1], row, 1)
        self._lines.append(made)
