"""What a line offers for the text that is typed into it: a list under the line, which keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ipdesk.gui.scrolling import area_around

LINE: Final = 28  # pixels
FRAME: Final = 4  # pixels of border, above and below together


class Offers(QListWidget):
    """The offers of one line. Arrow keys choose, Enter or a click takes (`taken`), Escape sends them away.

    No popup as QCompleter has: that takes the pointer from the input method, lets it show its own list in
    the wrong place, and is unknown to a screen reader.
    """

    taken = Signal(str)

    def __init__(self, line: QLineEdit, name: str) -> None:
        super().__init__(line)
        self._line = line
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self._take(item.text()))
        line.installEventFilter(self)
        self.hide()

    def offer(self, texts: Sequence[str]) -> None:
        """Show other offers, none of them chosen; without any, go away."""
        self.clear()
        for text in texts:
            item = QListWidgetItem(text, self)
            item.setSizeHint(QSize(0, LINE))
        if not texts:
            self.hide()
            return
        ground = _ground(self._line)
        if self.parentWidget() is not ground:
            self.setParent(ground)
        self._place(ground)
        self.show()
        self.raise_()

    def texts(self) -> list[str]:
        """Return what is offered."""
        return [self.item(row).text() for row in range(self.count())] if not self.isHidden() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the line choose among the offers; without the keyboard in the line there are none."""
        if self.isHidden() or watched is not self._line:
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(Qt.Key(event.key()))
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return False

    def _press(self, key: Qt.Key) -> bool:
        """Take a key if it is one for the offers."""
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + step)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.hide()
            row = self.currentRow() if key != Qt.Key.Key_Escape else -1
            if row >= 0:
                self.taken.emit(self.item(row).text())
            return row >= 0 or key == Qt.Key.Key_Escape
        return False

    def _take(self, text: str) -> None:
        self.hide()
        self.taken.emit(text)

    def _place(self, ground: QWidget) -> None:
        """Lie right under the line, or above it where there is no room below."""
        height = LINE * self.count() + FRAME
        at = self._line.mapTo(ground, QPoint(0, self._line.height()))
        seen = ground.visibleRegion().boundingRect()
        if at.y() + height > seen.bottom() and at.y() - self._line.height() - height > seen.top():
            at -= QPoint(0, self._line.height() + height)
        self.setGeometry(at.x(), at.y(), self._line.width(), height)


def _ground(line: QWidget) -> QWidget:
    """Return what to lie on: what scrolls with the line, or else its window."""
    area = area_around(line)
    return line.window() if area is None else area.widget()
