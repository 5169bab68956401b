"""An error of ours that nobody caught is told to whoever is at the window, which goes on."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from ipdesk.gui.context import Context
from ipdesk.operations.defects import defect


class Defects(QObject):
    """Hears of what Qt would only print. One is told at a time: what paints may fail at every turn."""

    _caught = Signal(object)  # from whichever thread it happened on

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._shown: QMessageBox | None = None
        self._before = sys.excepthook
        self._caught.connect(self._tell)

    def listen(self) -> None:
        """Hear of errors from now on."""
        sys.excepthook = self.hear

    def stop(self) -> None:
        """Hear of them no longer."""
        sys.excepthook = self._before

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell of an error; what ends the program goes its own way."""
        if not isinstance(error, Exception):
            self._before(kind, error, trace)
            return
        for said in defect(error).messages():
            print(self._context.say(said), file=sys.stderr)
        self._caught.emit(error)

    def _tell(self, error: Exception) -> None:
        if self._shown is not None:
            return
        what, *rest = (self._context.say(each) for each in defect(error).messages())
        box = self._shown = QMessageBox(QMessageBox.Icon.Warning, "ipdesk", what, parent=self._window)
        box.setInformativeText("\n".join(rest))
        box.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        box.finished.connect(self._forget)
        box.open()

    def _forget(self, _result: int) -> None:
        if self._shown is not None:
            self._shown.deleteLater()
            self._shown = None
