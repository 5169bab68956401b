"""What is due as a picture: a bar for each week around today, each of which opens to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ipdesk.gui.context import Context
from ipdesk.gui.labels import small_font
from ipdesk.gui.walked_picture import WalkedPicture
from ipdesk.model.text import N_, Message
from ipdesk.operations.weeks import Week

HEIGHT: Final = 160
LEAST_HEIGHT: Final = 96
_TOP: Final = 18  # room for the word of today
_FIGURE: Final = 17  # room for the figure over a bar
_FOOT: Final = 20  # room for the months
_WIDEST: Final = 16  # of a bar
_CUT: Final = 4  # the gap in a bar that is cut off
_APART: Final = 6  # between two words under the bars
_CENTRE: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def span_of(week: Week) -> Message:
    """Return the days of a week, in words."""
    if week.first is None:
        return Message(N_("{day} and before"), day=week.last)
    if week.last is None:
        return Message(N_("{day} and after"), day=week.first)
    return Message(N_("{first} to {last}"), first=week.first, last=week.last)


def words_of(week: Week) -> Message:
    """Return what a week holds, in words."""
    some = N_("{span}: {count} due, {overdue} of them overdue")
    return Message(
        some if week.overdue else N_("{span}: {count} due"),
        span=span_of(week),
        count=week.count,
        overdue=week.overdue,
    )


class DueStrip(WalkedPicture):
    """Bars of what is due by week. Left and Right choose a week, Enter or a click opens it."""

    _shown: Sequence[Week]

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("What is due, by week"))
        self._today = date.min
        self._narrowed: Week | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def weeks(self) -> Sequence[Week]:
        """The weeks shown."""
        return self._shown

    def show_weeks(self, weeks: Sequence[Week], today: date) -> None:
        """Show weeks; the keyboard stands at the week of today until it is moved."""
        if not self._shown:
            self._current = next((place for place, week in enumerate(weeks) if week.holds(today)), 0)
        self._shown, self._today = weeks, today
        self._describe()
        self.update()

    def show_narrowed(self, week: Week | None) -> None:
        """Show to which week the list is narrowed, None for none."""
        self._narrowed = week
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every week."""
        return QSize(480, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which bars can be told apart."""
        return QSize(320, LEAST_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, bars with their figures, months and today."""
        if not self._shown:
            return
        painter = QPainter(self)
        colours = self._context.colours
        painter.setFont(small_font(self))
        foot = self.height() - _FOOT
        most = self._most()
        for place, week in enumerate(self._shown):
            slot = self._slot(place)
            self._draw_ground(painter, slot, place, week)
            self._draw_bar(painter, slot, week, (foot - _TOP - _FIGURE) / max(most, week.count))
            if week.count > most:
                painter.fillRect(self._cut(slot), QColor(colours.surface))
        painter.setPen(QColor(colours.border))
        painter.drawLine(QLineF(0, foot + 0.5, self.width(), foot + 0.5))
        painter.setPen(QColor(colours.muted))
        for left, room, text in self._months():
            painter.drawText(QRectF(left, foot + 2, room, _FOOT - 2), _LEFT, text)
        for side, text in self._ends():
            painter.drawText(QRectF(0, foot + 2, self.width(), _FOOT - 2), side, text)
        self._draw_today(painter, foot)
        if not any(week.count for week in self._shown):
            nothing = self._context.label(N_("Nothing is due."))
            painter.drawText(
                QRectF(0, _TOP, self.width(), foot - _TOP), int(Qt.AlignmentFlag.AlignCenter), nothing
            )

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to the week of the keyboard."""
        super().leaveEvent(event)
        self.looked_at.emit(self.current() if self.hasFocus() else None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say nothing any more."""
        super().focusOutEvent(event)
        self.looked_at.emit(None)

    def _words_of(self, held: Week) -> str:
        return self._context.say(words_of(held))

    def _worth_telling(self) -> Iterator[Week]:
        return (week for week in self._shown if week.count)

    def _slot(self, place: int) -> QRectF:
        width = self.width() / len(self._shown)
        return QRectF(place * width, _TOP, width, self.height() - _FOOT - _TOP)

    def _place_at(self, at: QPointF) -> int | None:
        if not self._shown:
            return None
        return max(0, min(len(self._shown) - 1, int(at.x() * len(self._shown) / max(1, self.width()))))

    def _most(self) -> int:
        """Return how many fill the height: the most of one week. All before and after them are many weeks, and cut off there."""
        within = [week.count for week in self._shown if week.first and week.last]
        return max(within, default=0) or max(1, *(week.count for week in self._shown))

    def _cut(self, slot: QRectF) -> QRectF:
        """Return the gap that says of a bar that it goes on further than it is drawn."""
        wide = min(_WIDEST, slot.width() - 4)
        return QRectF(slot.center().x() - wide / 2, slot.top() + _FIGURE + 2 * _CUT, wide, _CUT)

    def _draw_ground(self, painter: QPainter, slot: QRectF, place: int, week: Week) -> None:
        """Draw which week the list is narrowed to, and where the keyboard stands."""
        colours = self._context.colours
        if self._narrowed is not None and (week.first, week.last) == (
            self._narrowed.first,
            self._narrowed.last,
        ):
            painter.fillRect(slot, QColor(colours.weak))
        if self.hasFocus() and place == self._current:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(slot.adjusted(1, 1, -1, -1), 3, 3)

    def _draw_bar(self, painter: QPainter, slot: QRectF, week: Week, unit: float) -> None:
        """Draw what is overdue and, on top of it, what is to come, and the figure of both."""
        colours = self._context.colours
        width = min(_WIDEST, slot.width() - 4)
        left, top = slot.center().x() - width / 2, slot.bottom()
        for count, colour in ((week.overdue, colours.block.text), (week.coming, colours.accent)):
            height = count * unit
            painter.fillRect(QRectF(left, top - height, width, height), QColor(colour))
            top -= height
        if week.count:
            painter.setPen(QColor(colours.block.text if week.overdue else colours.text))
            wide = slot.adjusted(-slot.width(), 0, slot.width(), 0)
            painter.drawText(
                QRectF(wide.left(), top - _FIGURE, wide.width(), _FIGURE - 1), _CENTRE, str(week.count)
            )

    def _draw_today(self, painter: QPainter, foot: float) -> None:
        place = next(place for place, week in enumerate(self._shown) if week.holds(self._today))
        slot = self._slot(place)
        first = self._shown[place].first or self._today
        x = slot.left() + slot.width() * (self._today - first).days / 7
        painter.setPen(QPen(QColor(self._context.colours.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, _TOP - 2, x, foot))
        painter.setPen(QColor(self._context.colours.text))
        painter.drawText(QRectF(x - 60, 0, 120, _TOP - 2), _CENTRE, self._context.label(N_("today")))

    def _ends(self) -> Iterator[tuple[int, str]]:
        """Yield what marks the bars of all that lies before and after the weeks shown, and at which side."""
        for place, side, word in ((0, _LEFT, N_("past")), (len(self._shown) - 1, _RIGHT, N_("later"))):
            if self._shown[place].count:
                yield side, self._context.label(word)

    def _months(self) -> Iterator[tuple[float, float, str]]:
        """Yield left edge, room and name of the months that begin in the weeks shown, and of the one they begin in."""
        locale = QLocale("zh_CN" if self._context.translator.language == "zh" else "en_GB")
        named = [(place, week.first) for place, week in enumerate(self._shown) if week.first and week.last]
        begin = [
            (place, month)
            for place, monday in named
            for month in [(monday + timedelta(days=6)).replace(day=1)]
            if place == named[0][0] or month >= monday
        ]
        ends = [place for place, _ in begin[1:]] + [len(self._shown)]
        metrics = QFontMetricsF(small_font(self))
        words = {side: metrics.horizontalAdvance(word) + _APART for side, word in self._ends()}
        before, after = words.get(_LEFT, 0.0), self.width() - words.get(_RIGHT, 0.0)
        for (place, month), end in zip(begin, ends, strict=True):
            text = locale.standaloneMonthName(month.month, QLocale.FormatType.ShortFormat)
            if month.month == 1:
                text = self._context.say(Message(N_("{month} {year}"), month=text, year=month.year))
            left = max(self._slot(place).left(), before)
            room = min(self._slot(end - 1).right(), after) - left
            if metrics.horizontalAdvance(text) <= room:
                yield left, room, text
