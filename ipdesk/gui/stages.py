"""The pipeline of a register as a picture: a bar for each state by age, each of which opens to its records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP, GRID, Colours
from ipdesk.model.text import N_, Message
from ipdesk.operations.today import AGES, Stage

BAR: Final = 22
LEAST_LABELS: Final = 64
_THICK: Final = 12
_FIGURES: Final = 64  # room for the number behind a bar
_STRENGTHS: Final = (0.4, 0.7, 1.0)  # of the tint of each age, the oldest strongest
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def age_tints(colours: Colours) -> tuple[QColor, ...]:
    """Return the tint of each age, youngest first."""
    return tuple(_mixed(QColor(colours.accent), QColor(colours.surface), each) for each in _STRENGTHS)


def age_words() -> tuple[Message, ...]:
    """Return the name of each age, youngest first."""
    young, old = AGES
    return (
        Message(N_("up to {days} days"), days=young),
        Message(N_("{young} to {old} days"), young=young + 1, old=old),
        Message(N_("over {days} days"), days=old),
    )


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    parts = ((one.redF(), other.redF()), (one.greenF(), other.greenF()), (one.blueF(), other.blueF()))
    return QColor.fromRgbF(*(first * share + second * (1 - share) for first, second in parts))


class Stages(QWidget):
    """Bars of the records in each state; Up and Down choose one, Enter or a click opens it.

    The parts of a bar are ages, counted from the last change of a record.
    """

    chosen = Signal(str)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self._stages: Sequence[Stage] = ()
        self._current = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show other counts."""
        self._stages = stages
        self._current = min(self._current, max(0, len(stages) - 1))
        self.setAccessibleDescription("\n".join(self.words(each) for each in stages))
        self.updateGeometry()
        self.update()

    def words(self, stage: Stage) -> str:
        """Return what a state holds, in words."""
        counted = f"{self._context.label(stage.label)} {stage.count}"
        if stage.final or not stage.count:
            return counted
        by_age = [
            Message("{age} {count}", age=age, count=count)
            for age, count in zip(age_words(), stage.ages, strict=True)
            if count
        ]
        return self._context.say(Message(N_("{stage}: unchanged for {ages}"), stage=counted, ages=by_age))

    def sizeHint(self) -> QSize:
        """Return room for every bar."""
        return QSize(360, max(1, len(self._stages)) * BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label, bar and number of each state."""
        painter = QPainter(self)
        colours = self._context.colours
        labels = self._width_of_labels()
        for index, each in enumerate(self._stages):
            line = QRect(0, index * BAR, self.width(), BAR)
            if self.hasFocus() and index == self._current:
                painter.fillRect(line, QColor(colours.weak))
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRect(line.adjusted(1, 1, -1, -1))
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                line.adjusted(GRID, 0, labels - line.width(), 0), _RIGHT, self._context.label(each.label)
            )
            self._draw_bar(painter, line.adjusted(labels + GAP, 0, 0, 0), each)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the state under the pointer."""
        self._open(int(event.position().y()) // BAR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the bars and open one."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._stages:
            self._current = max(0, min(len(self._stages) - 1, self._current + _STEPS[key]))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show what the state under the pointer holds, by age."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = event.pos().y() // BAR
            known = 0 <= index < len(self._stages)
            QToolTip.showText(event.globalPos(), self.words(self._stages[index]) if known else "", self)
            return True
        return super().event(event)

    def _draw_bar(self, painter: QPainter, room: QRect, stage: Stage) -> None:
        """Draw the ages of a state one after the other, and the number; a final state has no ages to show."""
        colours = self._context.colours
        most = max((each.count for each in self._stages), default=0) or 1
        unit = (room.width() - _FIGURES) / most
        top, left = room.top() + (BAR - _THICK) // 2, float(room.left())
        parts = (
            [(stage.count, QColor(colours.muted))]
            if stage.final
            else zip(stage.ages, age_tints(colours), strict=True)
        )
        for count, tint in parts:
            if count:
                width = max(2.0, count * unit)
                painter.fillRect(QRect(round(left), top, round(left + width) - round(left), _THICK), tint)
                left += width
        painter.setPen(QColor(colours.text))
        painter.drawText(QRect(round(left) + GAP, room.top(), _FIGURES, BAR), _LEFT, f"{stage.count:,}")

    def _width_of_labels(self) -> int:
        metrics, label = self.fontMetrics(), self._context.label
        return GRID + max(
            LEAST_LABELS, *(metrics.horizontalAdvance(label(each.label)) for each in self._stages), 0
        )

    def _open(self, index: int) -> None:
        if 0 <= index < len(self._stages):
            self._current = index
            self.chosen.emit(self._stages[index].state)
