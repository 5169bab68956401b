"""A chip: a small round button that shows a choice in force, and opens a menu or takes it away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton

from ipdesk.gui.labels import dress

_RADIUS = 11
_PADDING = 12
WIDEST = 300  # pixels; longer texts end in … and are whole in the tool tip


class Chip(QToolButton):
    """Shows a text; `stand_out` draws it as a choice in force."""

    def __init__(self, text: str = "", *, menu: QMenu | None = None) -> None:
        super().__init__()
        self.setObjectName("chip")
        if menu is not None:
            self.setMenu(menu)
            self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.show_text(text)

    def show_text(self, text: str, sign: str = "", *, in_force: bool = False) -> None:
        """Show another text, with a sign behind it that is never cut off, as a choice in force or as an offer."""
        end = f" {sign}" if sign else ""
        room = WIDEST - 2 * _PADDING - self.fontMetrics().horizontalAdvance(end)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.setText(shown + end)
        self.setToolTip(text if shown != text else "")
        self.setAccessibleName(text)
        dress(self, "inForce", in_force)

    def sizeHint(self) -> QSize:
        """Leave no room for the arrow of a menu, which the text shows itself."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PADDING + 4
        return QSize(width, 2 * _RADIUS + 2)

    def minimumSizeHint(self) -> QSize:
        """Never be cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button without the arrow of a menu."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.features &= ~QStyleOptionToolButton.ToolButtonFeature.HasMenu  # type: ignore[attr-defined]
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
