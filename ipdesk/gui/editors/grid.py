"""Fields set out on a form: short ones in two columns, long ones over the whole width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ipdesk.gui.editors.field import FormField
from ipdesk.gui.theme import CARD_GAP, FIELD_GAP

NARROW: Final = 480  # pixels; below, there is one column


class FieldGrid(QWidget):
    """Fields in the order given; call `arrange` when some are wanted or no longer wanted."""

    def __init__(self, fields: Sequence[FormField], narrow: int = NARROW) -> None:
        """`narrow` is the width in pixels below which there is one column."""
        super().__init__()
        self.fields, self._narrow = fields, narrow
        self._columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(CARD_GAP)
        self._grid.setVerticalSpacing(FIELD_GAP)
        for field in fields:
            policy = field.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # columns of one width, whatever they hold
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            field.setSizePolicy(policy)
        self.arrange()

    def arrange(self) -> None:
        """Set the wanted fields out anew."""
        for field in self.fields:
            self._grid.removeWidget(field)  # not takeAt: an item left over keeps the sizes reckoned before
        row = column = 0
        for field in self.fields:
            if not field.wanted:
                field.hide()
                continue
            field.setParent(self)  # before it is shown, lest it become a window of its own
            if field.isHidden():  # showing one that is not lays it out anew
                field.show()
            if field.wide:
                row, column = row + (column > 0), 0
                self._grid.addWidget(field, row, 0, 1, self._columns, Qt.AlignmentFlag.AlignTop)
                row += 1
                continue
            self._grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
            column += 1
            if column == self._columns:
                row, column = row + 1, 0
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if self._columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go to one column where there is no room for two."""
        super().resizeEvent(event)
        columns = 1 if event.size().width() < self._narrow else 2
        if columns != self._columns:
            self._columns = columns
            self.arrange()
