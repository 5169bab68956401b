"""One field to fill in: its label above, what it is for below, and in that place what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.gui.labels import dress, text_label, wrapped_label
from ipdesk.gui.theme import GAP, GRID, MARKS, Tone


class FieldRow(QWidget):
    """A label, an editor (with what may stand beside it) and a line below; `tell` puts something else in that line, `restore` the hint."""

    def __init__(self, label: str, editor: QWidget, hint: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self._hint = hint
        self.editor = editor
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        caption = text_label(label, "label")
        caption.setBuddy(editor)
        editor.setAccessibleName(label)
        self._below = wrapped_label("", muted=True)
        self._below.setProperty("role", "label")
        lines.addWidget(caption)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(editor, 1)
        if beside is not None:
            row.addWidget(beside)
        lines.addLayout(row)
        lines.addWidget(self._below)
        self.restore()

    def tell(self, text: str, tone: Tone | None = None) -> None:
        """Show a sentence under the field, in the colour and with the mark of a tone."""
        dress(self._below, "tone", tone or "")
        self._below.setText(f"{MARKS[tone]} {text}" if tone else text)
        self._below.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)

    def told(self) -> str:
        """Return what stands under the field."""
        return self._below.text()

    def refuse(self, text: str) -> None:
        """Say what is wrong with the field and go to it."""
        self.tell(text, "block")
        self.editor.setFocus()

    def restore(self) -> None:
        """Show the hint again."""
        self.tell(self._hint)

    def show_hint(self, hint: str) -> None:
        """Show another hint."""
        self._hint = hint
        self.restore()
