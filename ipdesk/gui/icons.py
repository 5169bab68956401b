"""The icons: one family of drawings of ours, in the colours of the desk and sharp at any scale."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ipdesk.gui.theme import Colours, Tone
from ipdesk.paths import resource_path

ANY: Final = "register"  # stands for a place that has no drawing of its own
SIZE: Final = 18  # pixels


class _Drawing(QIconEngine):
    """Draws one SVG file in a colour of its own, or in the one for the mode it is asked for."""

    def __init__(self, name: str, colours: Colours, colour: str = "") -> None:
        super().__init__()
        self._name, self._colours, self._colour = name, colours, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the icon into a rectangle."""
        chosen = mode in (QIcon.Mode.Selected, QIcon.Mode.Active)
        colour = self._colour or (self._colours.accent if chosen else self._colours.muted)
        _renderer(self._name, colour).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture on nothing."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Return another of the same."""
        return _Drawing(self._name, self._colours, self._colour)


def icon(name: str, colours: Colours) -> QIcon:
    """Return the icon of a name; a place without a drawing gets that of any register."""
    return QIcon(_Drawing(name if resource_path("icons", f"{name}.svg").exists() else ANY, colours))


def step_icon(tone: Tone | None, colours: Colours) -> QIcon:
    """Return the icon of a step that is done, lacks something, is blocked, or was not begun."""
    colour = colours.tone(tone).text if tone else colours.muted
    return QIcon(_Drawing(f"step-{tone or 'open'}", colours, colour))


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource_path("icons", f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(drawing.replace("currentColor", colour).encode())
