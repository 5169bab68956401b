"""The command palette: every act and every record, one key away (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card
from ipdesk.gui.table_model import Index
from ipdesk.gui.theme import GAP
from ipdesk.model.errors import Refused
from ipdesk.model.folding import folded
from ipdesk.model.text import N_
from ipdesk.operations import reading

MOST_RECORDS = 12
WAIT_MS = 120
WIDTH, LINE, LINES = 620, 28, 13  # pixels, and how many lines are shown
KEY: Final = Qt.ItemDataRole.UserRole + 1  # the shortcut of a command
# What takes the keyboard for a moment and gives it back: another window, a menu.
PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class LineDelegate(QStyledItemDelegate):
    """Draws a line with the shortcut of its command at the right end."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._muted = QColor(context.colours.muted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw text and shortcut."""
        super().paint(painter, option, index)
        if shortcut := index.data(KEY):
            rect = option.rect  # type: ignore[attr-defined]  # not in the stubs
            painter.setPen(self._muted)
            side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect.adjusted(0, 0, -GAP, 0), side, shortcut)


class Palette(QWidget):
    """A field and a list over the desk: type to narrow acts and to find records, Enter does or opens the chosen one.

    No window of its own. A popup takes the pointer from the input method, so that a click on one of its
    candidates would run what lies under it; and a screen reader is never told of it.
    """

    def __init__(
        self,
        context: Context,
        commands: Sequence[Command],
        open_record: Callable[[str, str], None],
        desk: QWidget,
    ) -> None:
        super().__init__(desk)
        self._context = context
        self._commands = [each for each in commands if each.enabled()]
        self._open_record = open_record
        self._desk = desk
        self._before: QWidget | None = desk.window().focusWidget()
        self.field = QLineEdit()
        self.field.setPlaceholderText(context.label(N_("Find a record or run a command")))
        self.field.setAccessibleName(context.label(N_("Find a record or run a command")))
        self.list = QListWidget()
        self.list.setAccessibleName(context.label(N_("Commands and records")))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setObjectName("palette")
        self.list.setItemDelegate(LineDelegate(context, self.list))
        self.list.setFixedHeight(LINES * LINE + 2)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._fill)
        self._lay_out()
        self.field.textChanged.connect(lambda: self._wait.start(WAIT_MS))
        self.field.returnPressed.connect(self._run)
        self.list.itemClicked.connect(lambda _: self._run())
        self._fill()

    def open(self) -> None:
        """Show it over the whole desk, which it keeps the pointer from, and take the keyboard."""
        self.setGeometry(self._desk.rect())
        self._desk.installEventFilter(self)
        self.field.installEventFilter(self)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Go, and give the keyboard back to what had it."""
        self.field.removeEventFilter(self)
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field move through the list; go when the keyboard goes elsewhere."""
        if watched is self._desk:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._desk.rect())
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in PASSING:
            self._before = None
            self.dismiss()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Escape; what else the field leaves over is not for the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go when the pointer is pressed beside the card."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard in the field, also for Tab; Qt asks this too when the palette goes, to move it on."""
        return self.isVisible() or super().focusNextPrevChild(next)

    def _lay_out(self) -> None:
        self._card = Card()
        self._card.setMaximumWidth(WIDTH)
        self._card.setProperty("over", True)
        self._card.body.setContentsMargins(GAP, GAP, GAP, GAP)
        self._card.body.setSpacing(GAP)
        self._card.body.addWidget(self.field)
        self._card.body.addWidget(self.list)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(self._card, WIDTH, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)

    def _fill(self) -> None:
        text = self.field.text()
        wanted = folded(text)
        self.list.clear()
        for command in self._commands:
            if wanted in folded(command.label) or wanted in command.id:
                self._add(command.label, command.run, command.shortcut)
        if wanted and self._context.is_open():
            self._add_records(text)
        self.list.setCurrentRow(0)

    def _add_records(self, text: str) -> None:
        try:
            found, _ = reading.search_all(self._context.desk, text, MOST_RECORDS)
        except Refused:
            return  # the person at the desk may not read records; the commands remain
        for each in found:
            register, number = each.record.register, each.record.number
            self._add(f"{number}  {each.record.title}", partial(self._open_record, register, number))

    def _add(self, text: str, run: Callable[[], None], shortcut: str = "") -> None:
        item = QListWidgetItem(text)
        item.setData(KEY, shortcut)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {shortcut}".rstrip())
        item.setSizeHint(QSize(0, LINE))
        item.setData(Qt.ItemDataRole.UserRole, run)
        self.list.addItem(item)

    def _run(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._fill()
        item = self.list.currentItem()
        self.dismiss()
        if item is not None:
            item.data(Qt.ItemDataRole.UserRole)()
