"""The life of a right as a picture: its events over one axis of years, under it the deadlines still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, Elided, small_font, spread, text_label
from ipdesk.gui.theme import GAP
from ipdesk.gui.timeline_marks import Mark
from ipdesk.gui.timeline_names import Place, Wanted, placed
from ipdesk.gui.walked_picture import WalkedPicture
from ipdesk.model.text import N_

LINE: Final = 17  # pixels for a line of names
MOST_ABOVE, MOST_BELOW = 5, 3  # lines of names
_HEAD: Final = 18  # room for the word of today
_FOOT: Final = 18  # room for the years
_AXIS: Final = 14  # between the names above and below
_EDGE: Final = 10  # room at both ends
_GRACE: Final = 6  # height of the bar of a grace
_MARK: Final = 4  # radius
_YEAR: Final = 40  # pixels that a year's figures take
_NEAR: Final = 8  # pixels within which a click means a mark
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Timeline(WalkedPicture):
    """Left and Right go from mark to mark, Enter or a click opens one."""

    _shown: Sequence[Mark]

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Timeline"))
        self._today = date.min
        self._ends = (date.min, date.max)
        self._names: dict[str, list[Place]] = {"event": [], "task": []}

    @property
    def marks(self) -> Sequence[Mark]:
        """The marks shown."""
        return self._shown

    def show_marks(self, marks: Sequence[Mark], today: date) -> None:
        """Show other marks; the keyboard stays at its mark, else goes to the first deadline that presses or is to come, else to the last mark."""
        if (marks, today) == (self._shown, self._today):
            return
        held = self.current()
        self._shown, self._today = marks, today
        self._ends = self._span()
        coming = (
            place
            for place, each in enumerate(marks)
            if each.kind == "task" and (each.day >= today or each.tone in ("block", "warn"))
        )
        usual = next(coming, max(0, len(marks) - 1))
        self._current = marks.index(held) if held in marks else usual
        self._describe()
        self._arrange()

    def sizeHint(self) -> QSize:
        """Return room for the lines of names that there are."""
        return QSize(480, _HEAD + (self._lines("event") + self._lines("task")) * LINE + _AXIS + _FOOT)

    def minimumSizeHint(self) -> QSize:
        """Let the axis become short."""
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw years, grace, today, marks, and as many names as have room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font(self))
        if not self._shown:
            painter.setPen(QColor(self._context.colours.muted))
            nothing = self._context.label(N_("No event is recorded yet, and nothing is due."))
            painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), nothing)
            return
        self._draw_years(painter)
        self._draw_grace(painter)
        self._draw_today(painter)
        for kind in ("event", "task"):
            self._draw_names(painter, kind)
        for place, mark in enumerate(self._shown):
            self._draw_mark(painter, mark, here=place == self._current and self.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See which names have room now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to the mark of the keyboard."""
        super().leaveEvent(event)
        self.looked_at.emit(self.current())

    def names(self) -> list[Place]:
        """Return the names drawn, with the room each takes."""
        return [each for held in self._names.values() for each in held]

    def _look_at(self, held: Mark | None) -> None:
        super()._look_at(held)
        self.setToolTip("" if held is None else held.words)

    def _words_of(self, held: Mark) -> str:
        return held.words

    def _show_current(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Choose the names that have room, and take the height of their lines."""
        for kind, most in (("event", MOST_ABOVE), ("task", MOST_BELOW)):
            self._names[kind] = placed(self._wanted(kind), self.width(), most)
        if self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _wanted(self, kind: str) -> list[Wanted]:
        metrics, here = QFontMetrics(small_font(self)), self.current() if self.hasFocus() else None
        return [
            Wanted(each, self._x(each.day), metrics.horizontalAdvance(each.name) + 2.0, each is here)
            for each in self._shown
            if each.kind == kind
        ]

    def _lines(self, kind: str) -> int:
        return max((each.line for each in self._names[kind]), default=0) + 1

    def _axis(self) -> float:
        """Return at which height the axis lies."""
        return _HEAD + self._lines("event") * LINE + _AXIS / 2

    def _span(self) -> tuple[date, date]:
        """Return the ends of the axis: whole years around all marks and today."""
        days = [self._today, *(day for each in self._shown for day in (each.day, each.until) if day)]
        return date(min(days).year, 1, 1), date(max(days).year, 12, 31)

    def _x(self, day: date) -> float:
        first, last = self._ends
        room = self.width() - 2 * _EDGE
        return _EDGE + room * (day - first).days / max(1, (last - first).days)

    def _y(self, mark: Mark) -> float:
        return self._axis() + (0 if mark.kind == "event" else _AXIS / 2)

    def _draw_years(self, painter: QPainter) -> None:
        colours = self._context.colours
        first, last = self._ends
        axis, foot = self._axis(), self.height() - _FOOT
        room = (self.width() - 2 * _EDGE) / (last.year - first.year + 1)
        step = max(1, -(-_YEAR // max(1, int(room))))
        for year in range(first.year, last.year + 1):
            x, named = self._x(date(year, 1, 1)), (year - first.year) % step == 0
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QLineF(x, axis - 3, x, foot + 4) if named else QLineF(x, axis - 3, x, axis + 3))
            if named and x + _YEAR - GAP <= self.width():
                painter.setPen(QColor(colours.muted))
                painter.drawText(QRectF(x + 3, foot + 1, _YEAR, _FOOT - 2), _LEFT, str(year))
        painter.setPen(QPen(QColor(colours.muted), 1))
        painter.drawLine(QLineF(_EDGE / 2, axis, self.width() - _EDGE / 2, axis))

    def _draw_grace(self, painter: QPainter) -> None:
        """Draw a bar from each deadline to the last day of its grace."""
        pair = self._context.colours.warn
        for mark in self._shown:
            if mark.until is not None and mark.until > mark.day:
                left = self._x(mark.day)
                bar = QRectF(left, self._y(mark) - _GRACE / 2, max(3.0, self._x(mark.until) - left), _GRACE)
                painter.fillRect(bar, QColor(pair.on))
                painter.setPen(QPen(QColor(pair.text), 1))
                painter.drawRect(bar)

    def _draw_today(self, painter: QPainter) -> None:
        colours, x = self._context.colours, self._x(self._today)
        painter.setPen(QPen(QColor(colours.block.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, _HEAD - 2, x, self.height() - _FOOT))
        word = self._context.label(N_("today"))
        width = painter.fontMetrics().horizontalAdvance(word)
        at = min(max(x - width / 2, 0), self.width() - width - 2)
        painter.drawText(QRectF(at, 0, width + 2, _HEAD - 2), _LEFT, word)

    def _draw_names(self, painter: QPainter, kind: str) -> None:
        """Draw names with the stems that lead to their marks, on a ground that keeps them clear of lines."""
        colours, axis, up = self._context.colours, self._axis(), kind == "event"
        places = self._names[kind]
        painter.setPen(QPen(QColor(colours.border), 1))
        for each in places:
            end = self._row(kind, each.line) + (LINE if up else 0)
            painter.drawLine(
                QLineF(
                    each.x, axis if up else axis + _AXIS / 2, each.x, end - LINE / 2 if up else end + LINE / 2
                )
            )
        for each in places:
            room = QRectF(each.left, self._row(kind, each.line), each.width, LINE)
            painter.fillRect(room.adjusted(0, 2, 0, -2), QColor(colours.surface))
            tone = each.mark.tone
            late = each.mark.kind == "task" and tone in ("block", "warn")
            painter.setPen(QColor(colours.tone(tone).text if late else colours.text))
            painter.drawText(room, _LEFT, each.mark.name)

    def _row(self, kind: str, line: int) -> float:
        """Return at which height a line of names begins, the first one next to the axis."""
        if kind == "event":
            return self._axis() - _AXIS / 2 - (line + 1) * LINE
        return self._axis() + _AXIS / 2 + 3 + line * LINE

    def _draw_mark(self, painter: QPainter, mark: Mark, *, here: bool) -> None:
        """Draw an event as a disc, a hollow one while it is announced, a deadline by a shape for its urgency, and a ring around that of the keyboard."""
        colours, at = self._context.colours, QPointF(self._x(mark.day), self._y(mark))
        colour = QColor(colours.accent if mark.kind == "event" else colours.tone(mark.tone).text)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if mark.tone != "info" else QColor(colours.surface))
        if mark.kind == "task" and mark.tone == "block":
            painter.drawRect(QRectF(at.x() - _MARK + 0.5, at.y() - _MARK + 0.5, 2 * _MARK - 1, 2 * _MARK - 1))
        elif mark.kind == "task" and mark.tone == "warn":
            corners = (QPointF(0, -_MARK), QPointF(_MARK, _MARK), QPointF(-_MARK, _MARK))
            painter.drawPolygon([at + each for each in corners])
        else:
            painter.drawEllipse(at, _MARK - 1, _MARK - 1)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawEllipse(at, _MARK + 4, _MARK + 4)

    def _place_at(self, at: QPointF) -> int | None:
        """Return the mark or the name under a point."""
        for each in self.names():
            top = self._row(each.mark.kind, each.line)
            if QRectF(each.left, top, each.width, LINE).contains(at):
                return self._shown.index(each.mark)
        near = [(abs(self._x(mark.day) - at.x()) + abs(self._y(mark) - at.y()), place)
                for place, mark in enumerate(self._shown)]  # fmt: skip
        distance, place = min(near, default=(_NEAR + 1, 0))
        return place if distance <= _NEAR else None


class TimelineCard(Card):
    """The timeline with what its keyboard or the pointer stands at in words over it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.body.setSpacing(GAP)
        self.picture = Timeline(context)
        self.words = Elided("")
        self.words.setProperty("muted", True)
        head = spread(text_label(context.label(N_("Timeline")), "section"), self.words)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.picture)
        self.picture.looked_at.connect(self._tell)

    def show_marks(self, marks: Sequence[Mark], today: date) -> None:
        """Show other marks."""
        self.picture.show_marks(marks, today)
        self._tell(self.picture.current())

    def _tell(self, mark: Mark | None) -> None:
        self.words.setText(mark.words if mark is not None else "")
