"""The card of one register's pipeline, with a switch to those of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, spread, text_label
from ipdesk.gui.register_switch import RegisterSwitch
from ipdesk.gui.stages import BAR, Stages, age_tints, age_words
from ipdesk.gui.theme import FIELD_GAP, GAP, GRID, LABEL
from ipdesk.model.text import N_, Message
from ipdesk.operations.today import Stage
from ipdesk.registers import REGISTERS, register

_SQUARE: Final = 10


class PipelineCard(Card):
    """Shows the stages of one register; `chosen` carries register and state, `switched` another register."""

    chosen = Signal(str, str)
    switched = Signal(str)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.name = name
        self.switch = RegisterSwitch(context, name, self)
        self.switch.switched.connect(self._switch)
        self.picture = Stages(context, "")
        # As high as the longest pipeline, so that nothing moves when another register is shown.
        self.picture.setMinimumHeight(max(len(each.states.states) for each in REGISTERS) * BAR)
        self.picture.chosen.connect(lambda state: self.chosen.emit(self.name, state))
        title = text_label(context.label(N_("Pipeline")), "section")
        self.body.setSpacing(GAP)
        tip = context.label(N_("Days since the last change of a record"))
        self.body.addLayout(spread(title, self.switch, 1, Legend(context, tip)))
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addStretch(1)
        self._show_name()

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show the counts of the register shown."""
        self.picture.show_stages(stages)

    def _switch(self, name: str) -> None:
        self.name = name
        self._show_name()
        self.switched.emit(name)

    def _show_name(self) -> None:
        label = self._context.label(register(self.name).label)
        self.picture.setAccessibleName(self._context.say(Message(N_("Pipeline: {register}"), register=label)))


class Legend(QWidget):
    """What the tints of ages mean; the tool tip says from when they are counted."""

    def __init__(self, context: Context, tip: str) -> None:
        super().__init__()
        self._context = context
        self._words = [context.say(each) for each in age_words()]
        font = self.font()
        font.setPixelSize(LABEL)
        self.setFont(font)
        self.setToolTip(tip)
        self.setAccessibleName("、".join(self._words))

    def sizeHint(self) -> QSize:
        """Return room for every age."""
        width = sum(self.fontMetrics().horizontalAdvance(each) + _SQUARE + GRID for each in self._words)
        return QSize(width + FIELD_GAP * (len(self._words) - 1), self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Never be cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a square and its word for each age."""
        painter, left = QPainter(self), 0
        for word, tint in zip(self._words, age_tints(self._context.colours), strict=True):
            painter.fillRect(left, (self.height() - _SQUARE) // 2, _SQUARE, _SQUARE, tint)
            left += _SQUARE + GRID
            width = self.fontMetrics().horizontalAdvance(word)
            painter.setPen(self._context.colours.muted)
            painter.drawText(left, 0, width + 1, self.height(), int(Qt.AlignmentFlag.AlignVCenter), word)
            left += width + FIELD_GAP
