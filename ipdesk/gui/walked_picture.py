"""A picture of things that the keyboard walks through, each of which opens what it stands for."""

from __future__ import annotations

from abc import abstractmethod  # for the type check alone: Qt's classes have a metaclass of their own
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.gui.context import Context


class WalkedPicture(QWidget):
    """The keys of `steps` lead from one to another, Home and End to the ends; Enter, the space bar or a click opens.

    `chosen` carries what was opened, `looked_at` what is under the keyboard or the pointer, None for nothing.
    """

    chosen = Signal(object)
    looked_at = Signal(object)
    steps: ClassVar[Mapping[Qt.Key, int]] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self._shown: Sequence[Any] = ()
        self._current = 0
        self.setAccessibleName(context.label(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def current(self) -> Any:
        """Return what the keyboard stands at, None for nothing."""
        return self._shown[self._current] if self._shown else None

    @abstractmethod
    def _place_at(self, at: QPointF) -> int | None:
        """Return at which place what is under a point stands, None for nothing."""

    @abstractmethod
    def _words_of(self, held: Any) -> str:
        """Return one thing in words."""

    def _worth_telling(self) -> Iterable[Any]:
        """Return what is told to who listens, after what the keyboard stands at."""
        return self._shown

    def _show_current(self) -> None:
        """Draw anew, as the keyboard stands elsewhere."""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        place = self._place_at(event.position())
        if place is not None:
            self._go(place)
            self._open()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        place = self._place_at(event.position())
        self._look_at(None if place is None else self._shown[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from one to another and open one."""
        key = Qt.Key(event.key())
        if key in self.steps:
            self._go(self._current + self.steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._shown) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say what the keyboard stands at."""
        super().focusInEvent(event)
        self._go(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw no ring any more."""
        super().focusOutEvent(event)
        self._show_current()

    def _look_at(self, held: Any) -> None:
        self.looked_at.emit(self.current() if held is None else held)

    def _go(self, place: int) -> None:
        if self._shown:
            self._current = max(0, min(len(self._shown) - 1, place))
            self._describe()
            self.looked_at.emit(self.current())
            self._show_current()

    def _open(self) -> None:
        if self._shown:
            self.chosen.emit(self.current())

    def _describe(self) -> None:
        """Put what the keyboard stands at, and then all that is worth telling, into words for who listens."""
        here = [self.current()] if self._shown else []
        told = (*here, *self._worth_telling())
        self.setAccessibleDescription("\n".join(map(self._words_of, told)))
