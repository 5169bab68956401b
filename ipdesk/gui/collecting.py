"""Garbage is collected on the window's own thread alone, and memory that long work held goes back to the system.

A page that is gone may be a ring of Python objects around Qt's. Python looks for such rings wherever it happens
to be running; if that is a worker's thread, the widgets are destroyed there, which ends the program.
"""

from __future__ import annotations

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY: Final = 500  # milliseconds


def give_back() -> None:
    """Give the memory that ended work left free back to the system; the C library of Linux keeps it otherwise.

    It takes some milliseconds, so it is for the thread of the work.
    """
    if sys.platform == "linux":
        import ctypes  # here: nothing else needs it

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # only glibc has it
        if trim is not None:
            trim(0)


class Collector(QObject):
    """Takes over from Python's own collector for good: looks often, and collects what Python would have by then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect the oldest generation that has grown past Python's own threshold."""
        grown = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(grown) if count > most]
        if due:
            gc.collect(due[-1])
