"""What the open desk needs, loaded while the passphrase is typed: the first picture does not wait for it.

What knows nothing of Qt is loaded on another thread. The modules of the window are loaded on the window's
own, a few at a turn of the event loop, so that no key waits for more than those.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ipdesk.operations import entrance

AFTER: Final = 60  # milliseconds: the first picture comes first
EVERY: Final = 10  # milliseconds between two looks whether the other thread is done
# Those that others are made of come first, so that each turn is short.
PAGES: Final = (
    "table_view",
    "register_page",
    "desk_view",
    "editors",
    "form",
    "record_sheet",
    "record_page",
    "pages",
    "palette",
)


class Loading(QObject):
    """Loads one thing after the other; `loaded` comes when all is there."""

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[str] = iter(PAGES)
        self._thread = threading.Thread(target=entrance.load_desk)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._load_next)
        QTimer.singleShot(AFTER, self, self._begin)

    def _begin(self) -> None:
        self._thread.start()
        self._timer.start(EVERY)

    def _load_next(self) -> None:
        if self._thread.is_alive():
            return
        name = next(self._left, "")
        if name:
            import_module(f"ipdesk.gui.{name}")
        else:
            self._timer.stop()
            self.loaded.emit()
