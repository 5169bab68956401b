"""Tells when nobody has been at the desk for as long as the settings say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ipdesk.gui.context import Context

# An input method keeps the keys it is given for itself: what it sends to the field stands for them.
ACTIVITY: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Sends `idle` when no key, pointer or input method was used for the minutes of the settings.

    It looks at what reaches the window in front and the field with the keyboard. To look at every event of the
    program would be simpler, but would run Python for each of the thousands that one page costs, and double its time.
    """

    idle = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.idle)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._look_at)
        app.focusObjectChanged.connect(self._look_at)
        self._look_at(QGuiApplication.focusWindow())

    def begin(self) -> None:
        """Wait from now on."""
        minutes = self._context.settings.lock_after_minutes
        if self._context.is_open() and minutes:
            self.timer.start(minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew when somebody is there."""
        if event.type() in ACTIVITY:
            self.begin()
        return super().eventFilter(watched, event)

    def _look_at(self, place: QObject | None) -> None:
        if place is not None:
            place.installEventFilter(self)  # one that is there already is not put in twice
