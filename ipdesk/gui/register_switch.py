"""A chip that names a register and switches to another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ipdesk.gui.chip import Chip
from ipdesk.gui.context import Context
from ipdesk.model.text import N_, Message
from ipdesk.registers import REGISTERS, register


class RegisterSwitch(Chip):
    """`name` is the register shown; `switched` carries the name of another that was chosen."""

    switched = Signal(str)

    def __init__(self, context: Context, name: str, parent: QWidget) -> None:
        super().__init__(menu=QMenu(parent))
        self._context = context
        self.name = name
        if len(REGISTERS) == 1:
            self.hide()  # not setVisible: shown before it is laid out, it would be a window for a moment
        group = QActionGroup(self.menu())
        for each in REGISTERS:
            action = QAction(context.label(each.label), self.menu(), checkable=True)
            action.setChecked(each.name == name)
            action.triggered.connect(lambda _=False, name=each.name: self._switch(name))
            group.addAction(action)
            self.menu().addAction(action)
        self._show_name()

    def _switch(self, name: str) -> None:
        self.name = name
        self._show_name()
        self.switched.emit(name)

    def _show_name(self) -> None:
        label = self._context.label(register(self.name).label)
        self.show_text(f"{label} ▾")
        self.setAccessibleName(self._context.say(Message(N_("Register: {register}"), register=label)))
