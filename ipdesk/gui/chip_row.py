"""Chips of which one is chosen: one stop of the Tab key, in which the arrow keys choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ipdesk.gui.chip import Chip
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.passing import Passing
from ipdesk.gui.theme import GAP

_STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class _ChipOfRow(Chip):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the row; Qt's buttons would move the focus by them."""
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChipRow(Passing):
    """Shows choices by key with their texts; `chosen` carries the key of another choice."""

    chosen = Signal(str)

    def __init__(self, name: str, keys: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._key = self._chosen = ""
        self.chips: dict[str, Chip] = {}
        row = FlowLayout(self, GAP)
        for key in keys:
            chip = _ChipOfRow()
            chip.clicked.connect(lambda _=False, key=key: self._choose(key))
            self.chips[key] = chip
            row.addWidget(chip)

    def show_choice(self, chosen: str, texts: dict[str, str]) -> None:
        """Show another choice, which may be none of the chips, and other texts."""
        self._key = chosen if chosen in self.chips else next(iter(self.chips))
        for key, chip in self.chips.items():
            chip.show_text(texts[key], in_force=key == chosen)
            chip.setAccessibleName(f"{self._name}: {texts[key]}")
            one_stop = Qt.FocusPolicy.StrongFocus if key == self._key else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(one_stop)
            chip.updateGeometry()
        self._chosen = chosen
        self.setFocusProxy(self.chips[self._key])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next or last by the arrow keys."""
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        keys = list(self.chips)
        self._choose(keys[(keys.index(self._key) + by) % len(keys)])

    def _choose(self, key: str) -> None:
        focused = any(chip.hasFocus() for chip in self.chips.values())
        if key != self._chosen:
            self.chosen.emit(key)
        if focused:
            self.chips[key].setFocus(Qt.FocusReason.OtherFocusReason)
