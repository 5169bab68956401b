"""The command palette: every act and every record, one key away (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP
from ipdesk.model.errors import Refused
from ipdesk.model.folding import folded
from ipdesk.model.text import N_
from ipdesk.operations import reading

MOST_RECORDS = 12
WAIT_MS = 120
LINE = 28  # pixels


class Palette(QDialog):
    """A field and a list: type to narrow acts and to find records, Enter does or opens the chosen one."""

    def __init__(
        self,
        context: Context,
        commands: Sequence[Command],
        open_record: Callable[[str, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._context = context
        self._commands = [each for each in commands if each.enabled()]
        self._open_record = open_record
        self.field = QLineEdit()
        self.field.setPlaceholderText(context.label(N_("Find a record or run a command")))
        self.field.setAccessibleName(context.label(N_("Find a record or run a command")))
        self.list = QListWidget()
        self.list.setAccessibleName(context.label(N_("Commands and records")))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.resize(620, 420)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._fill)
        self.field.textChanged.connect(lambda: self._wait.start(WAIT_MS))
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._run)
        self.list.itemClicked.connect(lambda _: self._run())
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        text = self.field.text()
        wanted = folded(text)
        self.list.clear()
        for command in self._commands:
            if wanted in folded(command.label) or wanted in command.id:
                self._add(f"{command.label}    {command.shortcut}".rstrip(), command.run)
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

    def _add(self, text: str, run: Callable[[], None]) -> None:
        item = QListWidgetItem(text)
        item.setSizeHint(QSize(0, LINE))
        item.setData(Qt.ItemDataRole.UserRole, run)
        self.list.addItem(item)

    def _run(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._fill()
        item = self.list.currentItem()
        self.accept()
        if item is not None:
            item.data(Qt.ItemDataRole.UserRole)()
