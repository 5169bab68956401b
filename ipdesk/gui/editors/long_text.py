"""The editor of text in several paragraphs; it grows with what is typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor, shown
from ipdesk.model.kinds import LongText

LEAST_LINES: Final = 2
MOST_LINES: Final = 16
_FRAME: Final = 20  # padding, border and the document's own margin, above and below


class GrowingText(QPlainTextEdit):
    """A text field as high as its text, within bounds; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def fit(self, *_: object) -> None:
        """Take the height that the text needs."""
        lines = min(max(int(self.document().size().height()), LEAST_LINES), MOST_LINES)
        height = lines * self.fontMetrics().lineSpacing() + _FRAME
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, since lines break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class LongTextEditor(Editor):
    """Text of several paragraphs."""

    def __init__(self, context: Context, kind: LongText) -> None:
        super().__init__(context, kind)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.text = GrowingText()
        self.text.setAccessibleName(self.label)
        box.addWidget(self.text)
        self.setFocusProxy(self.text)
        self._known = ""
        self.text.textChanged.connect(self._tell)

    def value(self) -> object:
        """Return the text as it stands."""
        return self.text.toPlainText()

    def set_value(self, value: object) -> None:
        """Show a text."""
        blocked = self.text.blockSignals(True)
        self.text.setPlainText(shown(value))
        self._known = self.text.toPlainText()
        self.text.blockSignals(blocked)
        self.text.fit()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read and copied only."""
        self.text.setReadOnly(read_only)

    def _tell(self) -> None:
        """Tell of an edit, but not of what an input method is still composing, which is no text yet."""
        now = self.text.toPlainText()
        if now != self._known:
            self._known = now
            self.edited.emit()
