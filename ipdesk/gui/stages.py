"""The pipeline of a register as a picture: a bar for each state, each of which opens to its records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP
from ipdesk.operations.today import Stage

BAR = 28
LEAST_LABELS = 96


class Stages(QWidget):
    """Bars of the records in each state; Up and Down choose one, Enter or a click opens it."""

    chosen = Signal(str)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self._stages: Sequence[Stage] = ()
        self._current = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show other counts."""
        self._stages = stages
        words = "、".join(f"{self._context.label(each.label)} {each.count}" for each in stages)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every bar."""
        return QSize(420, max(1, len(self._stages)) * BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label, bar and number of each state."""
        painter = QPainter(self)
        colours = self._context.colours
        most = max((each.count for each in self._stages), default=0) or 1
        labels = max(
            [
                LEAST_LABELS,
                *(
                    self.fontMetrics().horizontalAdvance(self._context.label(each.label))
                    for each in self._stages
                ),
            ]
        )
        left = labels + GAP
        room = self.width() - left - 60
        for index, each in enumerate(self._stages):
            top = index * BAR
            if self.hasFocus() and index == self._current:
                painter.fillRect(QRect(0, top, self.width(), BAR), QColor(colours.weak))
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                QRect(0, top, labels, BAR),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                self._context.label(each.label),
            )
            length = max(2, round(room * each.count / most)) if each.count else 0
            bar = QColor(colours.muted if each.final else colours.accent)
            painter.fillRect(QRect(left, top + 8, length, BAR - 16), bar)
            painter.setPen(QColor(colours.text))
            painter.drawText(
                QRect(left + length + GAP, top, 60, BAR),
                int(Qt.AlignmentFlag.AlignVCenter),
                str(each.count),
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the state under the pointer."""
        self._open(int(event.position().y()) // BAR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the bars and open one."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._stages:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._current = max(0, min(len(self._stages) - 1, self._current + step))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def _open(self, index: int) -> None:
        if 0 <= index < len(self._stages):
            self._current = index
            self.chosen.emit(self._stages[index].state)
