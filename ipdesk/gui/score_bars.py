"""A picture of scores: a bar for each part of a checklist, and a mark on it for each person who scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP, GRID, TEXT
from ipdesk.model.text import N_, Message

LINE: Final = 24  # pixels for one bar with its room
_THICK: Final = 12
_FIGURES: Final = 52
_MARK: Final = 3
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its score from 0 to 100 where there is one, and what each person alone would come to."""

    label: str
    score: Fraction | None
    strong: bool = False
    alone: Mapping[str, Fraction] = field(default_factory=dict)


class ScoreBars(QWidget):
    """Shows bars one under the other, as wide as there is room."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._bars: Sequence[Bar] = ()
        self.setAccessibleName(context.label(N_("Scores by part")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        if bars == self._bars:
            return
        self._bars = bars
        words = "\n".join(self.words(each) for each in bars)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def words(self, bar: Bar) -> str:
        """Return a bar in words."""
        if bar.score is None:
            return self._context.say(Message(N_("{part}: no score yet"), part=bar.label))
        told = f"{bar.label} {_figure(bar.score)}"
        alone = "、".join(f"{name} {_figure(score)}" for name, score in bar.alone.items())
        return f"{told} ({alone})" if alone else told

    def sizeHint(self) -> QSize:
        """Return room for every bar."""
        return QSize(300, max(1, len(self._bars)) * LINE)

    def minimumSizeHint(self) -> QSize:
        """Let the bars become short, and none be cut off."""
        return QSize(200, max(1, len(self._bars)) * LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label, bar, marks and figure of each part."""
        painter = QPainter(self)
        metrics = self.fontMetrics()
        labels = max((metrics.horizontalAdvance(each.label) for each in self._bars), default=0) + TEXT
        for index, each in enumerate(self._bars):
            line = QRect(0, index * LINE, self.width(), LINE)
            self._draw(painter, line, min(labels, self.width() // 2), each)

    def _draw(self, painter: QPainter, line: QRect, labels: int, bar: Bar) -> None:
        colours = self._context.colours
        font = painter.font()
        font.setBold(bar.strong)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if bar.strong else colours.muted))
        room = QRect(line.left(), line.top(), labels, LINE)
        label = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, labels)
        painter.drawText(room, _RIGHT, label)
        left, top = labels + GAP, line.top() + (LINE - _THICK) // 2
        width = max(0, line.width() - left - _FIGURES)
        painter.fillRect(QRect(left, top, width, _THICK), QColor(colours.alternate))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawRect(QRect(left, top, width, _THICK - 1))
        if bar.score is None:
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRect(left + width + GAP, line.top(), _FIGURES, LINE), _LEFT, "—")
            return
        painter.fillRect(QRect(left, top, round(width * bar.score / 100), _THICK), QColor(colours.accent))
        for score in bar.alone.values():
            at = left + round(width * score / 100)
            mark = QRect(at - _MARK // 2, top - GRID // 2, _MARK, _THICK + GRID)
            painter.fillRect(mark.adjusted(-1, -1, 1, 1), QColor(colours.surface))
            painter.fillRect(mark, QColor(colours.text))
        painter.setPen(QColor(colours.text))
        painter.drawText(QRect(left + width + GAP, line.top(), _FIGURES, LINE), _LEFT, _figure(bar.score))


def _figure(score: Fraction) -> str:
    return f"{float(score):.1f}"
