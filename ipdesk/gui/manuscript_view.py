"""A manuscript as it was read, with its risks in colour and in a margin, one of them current."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.risk_words import TONES
from ipdesk.gui.theme import Tone
from ipdesk.model.text import N_
from ipdesk.operations.reviews import Review
from ipdesk.screening.risks import Risk

EDGE: Final = 8  # pixels of the margin
PLAIN: Final = 0xFFFF  # code points up to here are one unit to Qt
ABOVE: Final = 3  # lines shown over a passage that is gone to
LONGEST_LINE: Final = (
    5_000  # signs; Qt takes for ever over a line of millions, so it is broken here and there
)
MOST_SHOWN: Final = (
    300_000  # signs at a time, more than a book chapter has; of a longer text what is around the risk
)
CUT: Final = "\n…"


class Units:
    """Places in a text as Qt counts them: a sign beyond the basic plane is two to it, and so count breaks put in at offsets."""

    def __init__(self, text: str, breaks: Sequence[int] = ()) -> None:
        wide = any(ord(sign) > PLAIN for sign in set(text))
        self._before = list(accumulate((ord(sign) > PLAIN for sign in text), initial=0)) if wide else None
        self._breaks = breaks

    def of(self, offset: int) -> int:
        """Return the place of an offset in code points."""
        broken = offset + bisect_right(self._breaks, offset)
        return broken if self._before is None else broken + self._before[min(offset, len(self._before) - 1)]


def long_lines(text: str) -> list[int]:
    """Return the offsets at which the lines of a text that are too long are broken."""
    found, start = [], 0
    while start < len(text):
        end = text.find("\n", start, start + LONGEST_LINE + 1)
        if end < 0 and start + LONGEST_LINE < len(text):
            found.append(start + LONGEST_LINE)
        start = start + LONGEST_LINE if end < 0 else end + 1
    return found


class ManuscriptView(QPlainTextEdit):
    """Read only. The margin shows where risks stand; `show_risk` brings one into sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text = ""
        self._risks: Sequence[Risk] = ()
        self._settled: frozenset[str] = frozenset()
        self._aside = 0
        self._first = self._end = 0  # of the text that is shown
        self._units = Units("")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(context.label(N_("Text of the manuscript")))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setViewportMargins(EDGE, 0, 0, 0)
        self._edge = _Edge(self)
        self.updateRequest.connect(lambda *_: self._edge.update())

    def show_review(self, review: Review | None) -> None:
        """Show the manuscript that was checked, what stands beside its body paler; nothing where none was."""
        if review is None:
            self.show_text("", ())
        else:
            read = review.manuscript
            settled = {each.key for each in review.shown if review.is_settled(each)}
            self.show_text(read.text, review.shown, read.body[-1][1] if read.body else 0, settled)

    def show_text(
        self, text: str, risks: Sequence[Risk], aside: int | None = None, settled: Collection[str] = ()
    ) -> None:
        """Show another manuscript; what stands `aside` of its body from there on, as headers and properties, is paler.

        Risks whose keys are `settled` are told apart from those that wait for a decision.
        """
        self._text, self._settled = text, frozenset(settled)
        self._aside = len(text) if aside is None else aside
        self._risks = [each for each in risks if each.end > each.start]
        self._show_from(0)
        self._colour(None)

    def _show_from(self, first: int) -> None:
        """Show so much of the text, from an offset on, as the window can bear."""
        self._first, self._end = first, min(len(self._text), first + MOST_SHOWN)
        shown = self._text[self._first : self._end]
        breaks = long_lines(shown)
        self._units = Units(shown, breaks)
        pieces = (shown[start:end] for start, end in pairwise((0, *breaks, len(shown))))
        self.setPlainText("\n".join(pieces) + (CUT if self._end < len(self._text) else ""))

    def _place(self, offset: int) -> int:
        """Return the place of an offset of the text among what is shown, as Qt counts."""
        return self._units.of(min(max(offset, self._first), self._end) - self._first)

    def _is_shown(self, risk: Risk) -> bool:
        return risk.start < self._end and risk.end > self._first

    def show_risk(self, risk: Risk | None) -> None:
        """Make a risk the current one, in sight with some lines above it."""
        if risk is not None and risk.end > risk.start and not self._is_shown(risk):
            self._show_from(max(0, risk.start - MOST_SHOWN // 2))
        self._colour(risk)
        if risk is not None and risk.end > risk.start:
            self.go_to(risk.start)

    def show_passage(self, start: int, end: int) -> None:
        """Mark a passage that is no risk, and bring it into sight; one without length is a place."""
        self._colour(None)
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._context.colours.weak))
        self.setExtraSelections([*self.extraSelections(), self._selection(start, end, shape)])
        self.go_to(start)

    def go_to(self, offset: int) -> None:
        """Bring a place into sight with some lines above it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(offset))
        bar = self.verticalScrollBar()
        self.setTextCursor(cursor)
        bar.setValue(max(0, cursor.block().firstLineNumber() - ABOVE))
        self.ensureCursorVisible()

    def tones(self, first: int, last: int) -> list[str]:
        """Return the tones of risks between two places as Qt counts them, the gravest first."""
        risks = (each for each in self._risks if self._is_shown(each))
        spans = [(self._place(each.start), self._place(each.end), each) for each in risks]
        return [self._tone(each) for start, end, each in spans if start < last and end > first]

    def _tone(self, risk: Risk) -> Tone:
        return "ok" if risk.key in self._settled else TONES[risk.severity]

    def _colour(self, current: Risk | None) -> None:
        pale = QTextCharFormat()
        pale.setForeground(QColor(self._context.colours.muted))
        found = [self._selection(self._aside, self._end, pale)] if self._aside < self._end else []
        # The gravest last, so that it lies on top; the current one over all of them.
        for each in [
            *reversed(self._risks),
            *([current] if current is not None and current in self._risks else []),
        ]:
            if not self._is_shown(each):
                continue
            colours = self._context.colours.tone(self._tone(each))
            shape = QTextCharFormat()
            shape.setBackground(QColor(colours.on))
            if each is current:
                shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                shape.setUnderlineColor(QColor(colours.text))
                shape.setForeground(QColor(colours.text))
            found.append(self._selection(each.start, each.end, shape))
        self.setExtraSelections(found)
        self._edge.update()

    def _selection(self, start: int, end: int, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(start))
        cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        made.format, made.cursor = shape, cursor  # type: ignore[attr-defined]  # not in the stubs
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin at the left."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._edge.setGeometry(QRect(inside.left(), inside.top(), EDGE, inside.height()))

    def paint_edge(self, event: QPaintEvent) -> None:
        """Paint beside each line in sight the colour of the gravest risk in it."""
        painter = QPainter(self._edge)
        painter.fillRect(event.rect(), QColor(self._context.colours.surface))
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(offset)
            if place.top() > event.rect().bottom():
                return
            if tones := self.tones(block.position(), block.position() + block.length()):
                colour = QColor(self._context.colours.tone(tones[0]).text)  # type: ignore[arg-type]
                painter.fillRect(QRect(2, int(place.top()), EDGE - 4, int(place.height())), colour)
            block = block.next()


class _Edge(QWidget):
    """The margin of a view, which paints it."""

    def __init__(self, view: ManuscriptView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have it painted."""
        self._view.paint_edge(event)
