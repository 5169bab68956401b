"""The text of a page of the handbook, with its pictures never wider than the room there is."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

_LINE_HEIGHT: Final = 145.0  # percent
_PICTURE: Final = QTextDocument.ResourceType.ImageResource.value
_SIDE: Final = 16  # pixels that a page keeps free around its text
_MARGIN: Final = 2 * _SIDE + 8


class HelpText(QTextBrowser):
    """Pictures are shrunk when they are read, and again when the room changes."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, tuple[QUrl, QImage]] = {}

    def show_markdown(self, text: str) -> None:
        """Show another page, its lines set apart as long texts are read."""
        self._pictures.clear()
        self.document().setDefaultFont(self.font())
        self.setMarkdown(text)
        self.document().setDocumentMargin(_SIDE)
        spaced, alone = QTextBlockFormat(), QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        alone.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        block = self.document().begin()
        while block.isValid():
            # In a line of a picture the signs stand for it, and its height would grow with it.
            QTextCursor(block).mergeBlockFormat(alone if "\ufffc" in block.text() else spaced)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return what a page names, a picture as wide as there is room."""
        found = super().loadResource(kind, name)
        if kind != _PICTURE or not isinstance(found, QByteArray):
            return found
        picture = QImage.fromData(found)
        self._pictures[QUrl(name).toString()] = (QUrl(name), picture)
        return self._fitted(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the pictures to the room there is now."""
        super().resizeEvent(event)
        for name, picture in self._pictures.values():
            self.document().addResource(_PICTURE, name, self._fitted(picture))
        if self._pictures:
            self.document().markContentsDirty(0, self.document().characterCount())

    def _fitted(self, picture: QImage) -> QImage:
        room, scale = self.viewport().width() - _MARGIN, self.devicePixelRatioF()
        if picture.isNull() or room <= 0 or picture.width() <= room * scale:
            return picture
        fitted = picture.scaledToWidth(round(room * scale), Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(scale)
        return fitted
