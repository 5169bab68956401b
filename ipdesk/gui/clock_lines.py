"""The clocks of a leaver as a picture: a bar from the first to the last day of each, and where today stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import small_font
from ipdesk.gui.theme import GAP, TEXT
from ipdesk.model.text import N_, Message
from ipdesk.registers.leaving import Clock

LINE: Final = 28  # pixels for one bar with its room
_THICK: Final = 12
_FOOT: Final = 20  # room for the years
_HEAD: Final = 18  # room for the word of today
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MOST_YEARS: Final = 12  # more of them would run into each other


class ClockLines(QWidget):
    """Shows clocks one under the other on one axis of time; a clock without a last day says so in words."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._clocks: Sequence[Clock] = ()
        self._today = date.min
        self.setAccessibleName(context.label(N_("Clocks")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_clocks(self, clocks: Sequence[Clock], today: date) -> None:
        """Show other clocks."""
        self._clocks, self._today = clocks, today
        words = "\n".join(self.words(each) for each in clocks)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def words(self, clock: Clock) -> str:
        """Return a clock in words, with whether it is running."""
        said = Message(N_("{clock}: {span}"), clock=Message(clock.label), span=clock.span())
        return f"{self._context.say(said)} {self._context.label(self._standing(clock))}".strip()

    def sizeHint(self) -> QSize:
        """Return room for every clock, today and the years."""
        return QSize(480, _HEAD + max(1, len(self._clocks)) * LINE + _FOOT)

    def minimumSizeHint(self) -> QSize:
        """Let the bars become short, and none be cut off."""
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw years, bars and today."""
        painter = QPainter(self)
        painter.setFont(small_font(self))
        names = [self._context.label(each.label) for each in self._clocks]
        widest = max((painter.fontMetrics().horizontalAdvance(each) for each in names), default=0)
        left = min(widest + TEXT, self.width() // 3)
        room = QRectF(left + GAP, _HEAD, max(1, self.width() - left - 2 * GAP), len(names) * LINE)
        first, last = self._span()
        self._draw_years(painter, room, first, last)
        if self._clocks:
            self._draw_today(painter, room, first, last)
        for index, (clock, name) in enumerate(zip(self._clocks, names, strict=True)):
            line = QRectF(room.left(), room.top() + index * LINE, room.width(), LINE)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, left)
            painter.setPen(QColor(self._context.colours.text))
            painter.drawText(QRect(0, round(line.top()), left, LINE), _RIGHT, shown)
            self._draw_clock(painter, line, clock, first, last)

    def _standing(self, clock: Clock) -> str:
        """Return whether a clock runs, has run out or is yet to begin, "" where its days are not known."""
        if clock.since is None or clock.until is None:
            return ""
        if self._today < clock.since:
            return N_("(not begun)")
        return N_("(running)") if self._today <= (clock.latest or clock.until) else N_("(over)")

    def _span(self) -> tuple[date, date]:
        """Return the ends of the axis: whole years around all days and today."""
        days = [
            self._today,
            *(day for each in self._clocks for day in (each.since, each.until, each.latest) if day),
        ]
        return date(min(days).year, 1, 1), date(max(days).year, 12, 31)

    def _draw_years(self, painter: QPainter, room: QRectF, first: date, last: date) -> None:
        colours = self._context.colours
        step = 1 + (last.year - first.year) // _MOST_YEARS
        for year in range(first.year, last.year + 1, step):
            x = _place(date(year, 1, 1), room, first, last)
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QLineF(x, room.top(), x, room.bottom() + 4))
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRectF(x + 3, room.bottom() + 2, 60, _FOOT - 2), _LEFT, str(year))

    def _draw_clock(self, painter: QPainter, line: QRectF, clock: Clock, first: date, last: date) -> None:
        colours = self._context.colours
        if clock.since is None or clock.until is None:
            said = self._context.say(clock.span())
            ground = line.adjusted(4, 4, 0, -4)
            ground.setWidth(painter.fontMetrics().horizontalAdvance(said))
            painter.fillRect(ground, QColor(colours.surface))  # words stay clear of the line of today
            painter.setPen(QColor(colours.muted))
            painter.drawText(line.adjusted(4, 0, 0, 0), _LEFT, said)
            return
        top = line.center().y() - _THICK / 2
        for begins, ends, colour in self._bars(clock):
            x, end = _place(begins, line, first, last), _place(ends + timedelta(days=1), line, first, last)
            bar = QRectF(x, top, max(2, end - x), _THICK)
            painter.fillRect(bar, QColor(colour))
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))

    def _bars(self, clock: Clock) -> Iterator[tuple[date, date, str]]:
        """Yield the bars of a clock with their colours: filled where a length is fixed, faint where it is usual."""
        colours = self._context.colours
        if clock.since is not None and clock.until is not None:
            yield clock.since, clock.until, colours.accent if clock.standing == "fixed" else colours.weak
            if clock.latest is not None and clock.latest > clock.until:
                yield clock.until, clock.latest, colours.surface

    def _draw_today(self, painter: QPainter, room: QRectF, first: date, last: date) -> None:
        colours = self._context.colours
        x = _place(self._today, room, first, last)
        painter.setPen(QPen(QColor(colours.block.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, room.top() - 2, x, room.bottom()))
        word = self._context.label(N_("today"))
        width = painter.fontMetrics().horizontalAdvance(word)
        at = min(max(x - width / 2, room.left()), room.right() - width)
        painter.drawText(QRectF(at, 0, width + 2, _HEAD - 2), _LEFT, word)


def _place(day: date, room: QRectF, first: date, last: date) -> float:
    """Return where a day lies on the axis."""
    return room.left() + room.width() * (day - first).days / max(1, (last - first).days + 1)
