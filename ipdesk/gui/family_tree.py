"""A family of rights as a picture: a box for each, the earlier ones at the left, and lines that say how one rests on another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar, Final

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, dress, small_font, wrapped_label
from ipdesk.gui.scrolling import area_around
from ipdesk.gui.theme import MARKS, TEXT, Tone
from ipdesk.gui.walked_picture import WalkedPicture
from ipdesk.model.text import N_, Message
from ipdesk.registers.patent_family import Branch

ROW: Final = 92  # pixels from box to box
BOX: Final = 80  # height of a box
WIDEST, NARROWEST = 230, 140  # of a box
GAP_ACROSS: Final = 112  # between columns, with room for a relation
_PAD: Final = 8
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
_ELIDE: Final = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A right of a family; all but the numbers are words in the reader's language, `relation` how it rests on the one before.

    `also` are the numbers of others on which it rests, under which it does not stand again.
    """

    number: str
    title: str = ""
    kind: str = ""
    country: str = ""
    filed: str = ""
    state: str = ""
    tone: Tone = "info"
    relation: str = ""
    children: tuple[Relative, ...] = ()
    also: tuple[str, ...] = ()

    def words(self) -> str:
        """Return the right in one line."""
        told = (self.relation, self.number, self.country, self.kind, self.filed, _standing(self), self.title)
        return "　".join(filter(None, told))


@dataclass(frozen=True, slots=True)
class Box:
    """Where a right stands: its column, its row, which may lie between two, and the place of the one it rests on, -1 for none.

    `also` are the places of others on which it rests.
    """

    member: Relative
    column: int
    row: float
    above: int
    also: tuple[int, ...] = ()


def tree_of(members: Mapping[str, Relative], branches: Sequence[Branch]) -> tuple[Relative, ...]:
    """Return members as the branches of their family stand, with the words of each."""
    return tuple(
        replace(members[each.number], children=tree_of(members, each.children), also=each.also)
        for each in branches
    )


def boxes_of(roots: Sequence[Relative]) -> list[Box]:
    """Return the boxes of a family in the order in which one reads it, each in the middle of those that rest on it.

    Each stands right of everything that it rests on.
    """
    found: list[Box] = []
    free = 0.0
    columns = _columns_of(roots)

    def put(member: Relative, above: int) -> float:
        nonlocal free
        place = len(found)
        found.append(Box(member, columns[member.number], 0.0, above))
        rows = [put(each, place) for each in member.children]
        row = (rows[0] + rows[-1]) / 2 if rows else free
        free = max(free, row + 1)
        found[place] = replace(found[place], row=row)
        return row

    for root in roots:
        put(root, -1)
    at = {box.member.number: place for place, box in enumerate(found)}
    return [replace(box, also=tuple(at[each] for each in box.member.also if each in at)) for box in found]


def _columns_of(roots: Sequence[Relative]) -> dict[str, int]:
    """Return the column of each right: as many as lie on the longest way to it."""
    resting: dict[str, list[str]] = {}
    for member in _every(roots):
        for each in member.children:
            resting.setdefault(member.number, []).append(each.number)
        for above in member.also:
            resting.setdefault(above, []).append(member.number)
    found = {member.number: 0 for member in _every(roots)}
    waiting = [each.number for each in roots]
    for number in waiting:
        for later in resting.get(number, ()):
            if later in found and found[later] <= found[number]:
                found[later] = found[number] + 1
                waiting.append(later)  # what is added is gone through as well
    return found


class FamilyTree(WalkedPicture):
    """Up and Down go from box to box, Left to the one it rests on, Right to the first that rests on it, Enter opens.

    `opened` carries a number.
    """

    opened = Signal(str)
    steps: ClassVar = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
    _shown: Sequence[Relative]

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Family"))
        self._boxes: list[Box] = []
        self._here = ""

    @property
    def boxes(self) -> Sequence[Box]:
        """The boxes shown."""
        return self._boxes

    def show_family(self, roots: Sequence[Relative], here: str) -> None:
        """Show a family; `here` is the number of the record whose page this is, at which the keyboard begins."""
        self._boxes, self._here = boxes_of(roots), here
        self._shown = [each.member for each in self._boxes]
        self._current = next((place for place, each in enumerate(self._shown) if each.number == here), 0)
        self._describe()
        self.setFixedHeight(self.sizeHint().height())
        self.setMinimumWidth(self.minimumSizeHint().width())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every box."""
        rows = max((each.row for each in self._boxes), default=0) + 1
        return QSize(self._across(WIDEST), round(rows * ROW - (ROW - BOX)) + 4)

    def minimumSizeHint(self) -> QSize:
        """Let boxes become narrow, and none be cut off."""
        return QSize(self._across(NARROWEST), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lines with their relations, then boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self._boxes:
            if box.above >= 0:
                self._draw_line(painter, self._boxes[box.above], box)
            for also in box.also:
                self._draw_further(painter, self._boxes[also], box)
        for place, box in enumerate(self._boxes):
            self._draw_box(painter, box, here=place == self._current and self.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from box to box and open one."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._boxes:
            under = (place for place, each in enumerate(self._boxes) if each.above == self._current)
            above = self._boxes[self._current].above
            self._go(next(under, self._current) if event.key() == Qt.Key.Key_Right else max(above, 0))
        else:
            super().keyPressEvent(event)

    def _place_at(self, at: QPointF) -> int | None:
        return next((place for place, box in enumerate(self._boxes) if self._rect(box).contains(at)), None)

    def _words_of(self, held: Relative) -> str:
        if not held.also:
            return held.words()
        more = Message(N_("also rests on {numbers}"), numbers=list(held.also))
        return f"{held.words()}　{self._context.say(more)}"

    def _go(self, place: int) -> None:
        super()._go(place)
        self._bring_into_sight()

    def _open(self) -> None:
        member = self.current()
        if member is not None and member.number != self._here:
            self.opened.emit(member.number)

    def _describe(self) -> None:
        super()._describe()
        self.setToolTip("\n".join(map(self._words_of, self._shown)))

    def _bring_into_sight(self) -> None:
        area = area_around(self)
        if area is not None and self._boxes:
            middle = self._rect(self._boxes[self._current]).center().toPoint()
            area.ensureVisible(middle.x(), middle.y(), WIDEST // 2, 0)

    def _columns(self) -> int:
        return max((each.column for each in self._boxes), default=0) + 1

    def _across(self, box: int) -> int:
        return self._columns() * (box + GAP_ACROSS) - GAP_ACROSS + 4

    def _wide(self) -> float:
        """Return how wide a box is in the room there is."""
        room = (self.width() - 4 + GAP_ACROSS) / self._columns() - GAP_ACROSS
        return max(float(NARROWEST), min(float(WIDEST), room))

    def _rect(self, box: Box) -> QRectF:
        wide = self._wide()
        return QRectF(2 + box.column * (wide + GAP_ACROSS), 2 + box.row * ROW, wide, BOX)

    def _draw_line(self, painter: QPainter, above: Box, box: Box) -> None:
        """Draw an elbow from a box to one that rests on it, with the relation over its end."""
        colours = self._context.colours
        begin, end = self._rect(above), self._rect(box)
        turn = begin.right() + _PAD * 2
        painter.setPen(QPen(QColor(colours.muted), 1))
        corners = (
            QPointF(begin.right(), begin.center().y()), QPointF(turn, begin.center().y()),
            QPointF(turn, end.center().y()), QPointF(end.left(), end.center().y()),
        )  # fmt: skip
        for one, other in pairwise(corners):
            painter.drawLine(QLineF(one, other))
        painter.setFont(small_font(self))
        room = QRectF(turn + 2, end.center().y() - ROW / 2, end.left() - turn - 4, ROW / 2 - 1)
        shown = painter.fontMetrics().elidedText(box.member.relation, _ELIDE, int(room.width()))
        painter.setPen(QColor(colours.muted))
        painter.drawText(room, _CENTRE, shown)

    def _draw_further(self, painter: QPainter, above: Box, box: Box) -> None:
        """Draw a broken elbow from a box to one that rests on it besides the one under which it stands."""
        begin, end = self._rect(above), self._rect(box)
        turn, low = begin.right() + _PAD * 3, end.center().y() + _PAD * 2
        painter.setPen(QPen(QColor(self._context.colours.muted), 1, Qt.PenStyle.DashLine))
        corners = (
            QPointF(begin.right(), begin.center().y()), QPointF(turn, begin.center().y()),
            QPointF(turn, low), QPointF(end.left(), low),
        )  # fmt: skip
        for one, other in pairwise(corners):
            painter.drawLine(QLineF(one, other))

    def _draw_box(self, painter: QPainter, box: Box, *, here: bool) -> None:
        """Draw number, country and kind, filing and state; that of the page on a ground of its own, that of the keyboard with a ring."""
        colours, rect, member = self._context.colours, self._rect(box), box.member
        own = member.number == self._here
        painter.setBrush(QColor(colours.weak if own else colours.surface))
        painter.setPen(QPen(QColor(colours.accent if here or own else colours.border), 2 if here else 1))
        painter.drawRoundedRect(rect, 5, 5)
        bold = QFont(self.font())
        bold.setPixelSize(TEXT)
        bold.setBold(True)
        told = (
            (bold, colours.text, member.number),
            (small_font(self), colours.muted, " · ".join(filter(None, (member.country, member.kind)))),
            (small_font(self), colours.muted, member.filed),
            (small_font(self), colours.tone(member.tone).text, _standing(member)),
        )
        inner = rect.adjusted(_PAD, 4, -_PAD, -4).toRect()
        high = inner.height() // len(told)
        for line, (font, colour, text) in enumerate(told):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            room = QRect(inner.left(), inner.top() + line * high, inner.width(), high)
            shown = painter.fontMetrics().elidedText(text, _ELIDE, room.width())
            painter.drawText(room, _MIDDLE, shown)


class FamilyCard(Card):
    """The family of a right, scrolled across where it is wider than the page; or what to do where there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.label(N_("Family")))
        self.tree = FamilyTree(context)
        self.area = QScrollArea()
        self.area.setProperty("across", True)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.tree)
        told = N_(
            "No other application of its family is known here. Name the earlier one in the record of the later one, and both are drawn."
        )
        self.none = wrapped_label(context.label(told), muted=True)
        self.notes = wrapped_label("")
        dress(self.notes, "tone", "warn")
        for each in (self.area, self.none, self.notes):
            self.body.addWidget(each)

    def show_family(self, roots: Sequence[Relative], here: str, notes: Sequence[str] = ()) -> None:
        """Show a family, and under it what is wrong with it; one right alone is none."""
        self.notes.setText("\n".join(f"{MARKS['warn']} {each}" for each in notes))
        self.notes.setVisible(bool(notes))
        some = sum(1 for _ in _every(roots)) > 1
        self.area.setVisible(some)
        self.none.setVisible(not some)
        self.tree.show_family(roots if some else (), here)
        bar = self.area.horizontalScrollBar().sizeHint().height()
        self.area.setFixedHeight(self.tree.height() + bar)


def _standing(member: Relative) -> str:
    return f"{MARKS[member.tone]} {member.state}" if member.state else ""


def _every(members: Sequence[Relative]) -> Iterator[Relative]:
    for each in members:
        yield each
        yield from _every(each.children)
