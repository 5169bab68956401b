"""The editor of any number of options: check boxes set like words."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.flow import FlowLayout
from ipdesk.model.kinds import Choices


class ChoicesEditor(Editor):
    """Any number of options."""

    def __init__(self, context: Context, kind: Choices) -> None:
        super().__init__(context, kind)
        self.boxes: dict[str, QCheckBox] = {}
        row = FlowLayout(self)
        for option in kind.options:
            word = context.label(option.label)
            box = QCheckBox(word)
            box.setAccessibleName(f"{self.label}: {word}")
            box.toggled.connect(lambda _on: self.edited.emit())
            self.boxes[option.code] = box
            row.addWidget(box)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> object:
        """Return the codes chosen, in the order of the options."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def set_value(self, value: object) -> None:
        """Show codes as chosen."""
        codes = value if isinstance(value, list | tuple) else ()
        for code, box in self.boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(code in codes)
            box.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        """Let the choice be read only."""
        for box in self.boxes.values():
            box.setDisabled(read_only)
