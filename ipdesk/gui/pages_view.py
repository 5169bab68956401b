"""Pages of a document one below the other, as on paper; their pictures are asked for when they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ipdesk.gui.context import Context
from ipdesk.gui.theme import CARD_GAP

ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
PIXELS_A_POINT: Final = 96 / 72  # at a zoom of 1, before the screen's own scale
MOST_BYTES: Final = 64 * 2**20  # of pictures kept, beside the two newest
_STEP: Final = 48


class PagesView(QAbstractScrollArea):
    """Shows pages at a zoom. `wanted` asks for a page's picture, `moved` says which page is looked at.

    The arrow keys and Page Up and Down scroll, Home and End go to the ends, Ctrl and the wheel zoom.
    """

    wanted = Signal(int)
    moved = Signal(int)
    zoomed = Signal(float)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: set[int] = set()
        self._zoom = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit(self.page()))

    @property
    def zoom(self) -> float:
        """How large pages are shown; 1 is as on paper."""
        return self._zoom

    def scale(self) -> float:
        """Return how many pixels of the screen a point takes."""
        return self._zoom * PIXELS_A_POINT * self.devicePixelRatioF()

    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show other pages, given by their sizes in points; the place stays where it can."""
        self._sizes = tuple(sizes)
        self._asked.clear()
        self._pictures = {page: held for page, held in self._pictures.items() if page < len(self._sizes)}
        for page, (_, picture) in self._pictures.items():  # shown until the new one is there
            self._pictures[page] = (0.0, picture)
        self._lay_out()
        self.moved.emit(self.page())

    def give(self, page: int, scale: float, picture: QImage) -> None:
        """Take the picture of a page, drawn at a scale; one for another zoom is asked for again."""
        self._asked.discard(page)
        if page >= self.count():
            return
        if scale == self.scale():
            self._pictures.pop(page, None)
            self._pictures[page] = (scale, picture)
            self._drop_oldest()
        self.viewport().update()

    def _drop_oldest(self) -> None:
        held = sum(picture.sizeInBytes() for _, picture in self._pictures.values())
        while len(self._pictures) > 2 and held > MOST_BYTES:
            held -= self._pictures.pop(next(iter(self._pictures)))[1].sizeInBytes()

    def has_picture(self, page: int) -> bool:
        """Say whether a page is shown as it is, at the zoom there is now."""
        return page in self._pictures and self._pictures[page][0] == self.scale()

    def set_zoom(self, zoom: float) -> None:
        """Show pages larger or smaller, the middle of what is seen staying where it is."""
        bar = self.verticalScrollBar()
        whole = max(1, bar.maximum() + bar.pageStep())
        middle = (bar.value() + bar.pageStep() / 2) / whole
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._asked.clear()
        self._lay_out()
        bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.zoomed.emit(self._zoom)

    def zoom_in(self) -> None:
        """Show pages one step larger."""
        self.set_zoom(next((each for each in ZOOMS if each > self._zoom + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Show pages one step smaller."""
        self.set_zoom(next((each for each in reversed(ZOOMS) if each < self._zoom - 0.01), ZOOMS[0]))

    def fit_width(self) -> None:
        """Show pages as wide as there is room."""
        widest = max((width for width, _ in self._sizes), default=0.0)
        if widest:
            self.set_zoom((self.viewport().width() - 2 * CARD_GAP) / (widest * PIXELS_A_POINT))

    def page(self) -> int:
        """Return the page that is looked at, counted from 0."""
        middle = self.viewport().height() // 2
        rects = self._rects()
        return next(
            (page for page, rect in enumerate(rects) if rect.bottom() >= middle), max(0, len(rects) - 1)
        )

    def go_to(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if 0 <= page < self.count():
            top = self._rects()[page].top() - CARD_GAP
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + top)

    def next_page(self) -> None:
        """Go to the next page."""
        self.go_to(self.page() + 1)

    def previous_page(self) -> None:
        """Go to the page before."""
        self.go_to(self.page() - 1)

    def sizeHint(self) -> QSize:
        """Ask for the room of a page's upper half."""
        return QSize(640, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight, and ask for the pictures that are missing."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._context.colours.window))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        missing = []
        for page, rect in enumerate(self._rects()):
            if not rect.intersects(self.viewport().rect()):
                continue
            painter.fillRect(rect, Qt.GlobalColor.white)  # paper is white, whatever the colours of the desk
            if page in self._pictures:
                painter.drawImage(rect, self._pictures[page][1])
            painter.setPen(QColor(self._context.colours.border))
            painter.drawRect(rect)
            if not self.has_picture(page) and page not in self._asked:
                missing.append(page)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._context.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        for page in missing:
            self._asked.add(page)
            self.wanted.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Draw all of it again: pages are few and their pictures ready."""
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held; else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        else:
            self.zoom_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first and last page; the arrows and Page Up and Down scroll by themselves."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def _page_sizes(self) -> list[QSize]:
        factor = self._zoom * PIXELS_A_POINT
        return [QSize(round(width * factor), round(height * factor)) for width, height in self._sizes]

    def _rects(self) -> list[QRect]:
        """Return where each page lies in the viewport."""
        found, down = [], CARD_GAP - self.verticalScrollBar().value()
        for size in self._page_sizes():
            left = max(CARD_GAP, (self.viewport().width() - size.width()) // 2)
            found.append(QRect(QPoint(left - self.horizontalScrollBar().value(), down), size))
            down += size.height() + CARD_GAP
        return found

    def _lay_out(self) -> None:
        sizes = self._page_sizes()
        height = sum(size.height() + CARD_GAP for size in sizes) + CARD_GAP
        width = max((size.width() for size in sizes), default=0) + 2 * CARD_GAP
        room = self.viewport().size()
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setRange(0, max(0, height - room.height()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.horizontalScrollBar().setRange(0, max(0, width - room.width()))
        self.viewport().update()
