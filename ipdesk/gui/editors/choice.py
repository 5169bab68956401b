"""Editors of one option: buttons side by side where there are few, a list where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import leave_room_for_bold
from ipdesk.gui.passing import Passing
from ipdesk.gui.theme import GRID, MARKS
from ipdesk.model.kinds import YES_NO, Choice, Flag, Option
from ipdesk.model.text import N_

FEW: Final = 4


STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class Segment(QPushButton):
    """One option, with a tick when it is on: the ring of the keyboard must never look like an answer.

    It leaves the arrow keys to the row it stands in, where Qt would go to the next stop of Tab.
    """

    def __init__(self, word: str) -> None:
        super().__init__(f"{MARKS['ok']} {word}")
        self._word = word
        self.setObjectName("segment")
        self.setCheckable(True)
        leave_room_for_bold(self)
        self.setText(word)
        self.toggled.connect(self._tick)

    def _tick(self, on: bool) -> None:
        self.setText(f"{MARKS['ok']} {self._word}" if on else self._word)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take every key but the arrows."""
        if Qt.Key(event.key()) in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Segments(Passing):
    """Options side by side, of which at most one is on; pressing it again takes the answer back."""

    chosen = Signal()

    def __init__(self, context: Context, label: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._code = ""
        self.buttons: dict[str, Segment] = {}
        row = FlowLayout(self, GRID)
        for option in options:
            word = context.label(option.label)
            button = Segment(word)
            button.setAccessibleName(f"{label}: {word}")
            button.clicked.connect(lambda _on, code=option.code: self._press(code))
            self.buttons[option.code] = button
            row.addWidget(button)
        self.show_code("")

    def code(self) -> str:
        """Return the code of the option that is on, "" for none."""
        return self._code

    def show_code(self, code: str) -> None:
        """Show an option as chosen."""
        self._code = code
        for each, button in self.buttons.items():
            button.setChecked(each == code)
        self._stand_on(self.buttons.get(code, next(iter(self.buttons.values()))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or last button by arrow keys, which the buttons themselves pass on."""
        by = STEPS.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        here = next((index for index, each in enumerate(buttons) if each.hasFocus()), None)
        if by is None or here is None:
            super().keyPressEvent(event)
            return
        self._stand_on(buttons[(here + by) % len(buttons)])
        self.setFocus()

    def _stand_on(self, stop: Segment) -> None:
        """Make one button the stop of the Tab key; the arrow keys go between them."""
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def _press(self, code: str) -> None:
        self.show_code("" if code == self._code else code)
        self.chosen.emit()


class CalmCombo(QComboBox):
    """A list to choose from that the wheel passes over, so that scrolling a form changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class SegmentsEditor(Editor):
    """One of few options."""

    def __init__(self, context: Context, kind: Choice) -> None:
        super().__init__(context, kind)
        self.segments = _filling(self, Segments(context, self.label, kind.options))
        self.segments.chosen.connect(self.edited)

    def value(self) -> object:
        """Return the code, "" while undecided."""
        return self.segments.code()

    def set_value(self, value: object) -> None:
        """Show a code."""
        self.segments.show_code(str(value or ""))

    def set_read_only(self, read_only: bool) -> None:
        """Let the answer be read only."""
        self.segments.setDisabled(read_only)


class FlagEditor(Editor):
    """Yes, no, or not answered."""

    def __init__(self, context: Context, kind: Flag) -> None:
        super().__init__(context, kind)
        self.segments = _filling(self, Segments(context, self.label, YES_NO))
        self.segments.chosen.connect(self.edited)

    def value(self) -> object:
        """Return a bool, None while not answered."""
        return {"yes": True, "no": False}.get(self.segments.code())

    def set_value(self, value: object) -> None:
        """Show an answer."""
        self.segments.show_code("" if value is None else "yes" if value else "no")

    def set_read_only(self, read_only: bool) -> None:
        """Let the answer be read only."""
        self.segments.setDisabled(read_only)


class ComboEditor(Editor):
    """One of many options; the first entry stands for no choice."""

    def __init__(self, context: Context, kind: Choice) -> None:
        super().__init__(context, kind)
        self.combo = CalmCombo()
        self.combo.setAccessibleName(self.label)
        self.combo.addItem(context.label(N_("Not chosen")), "")
        for option in kind.options:
            self.combo.addItem(context.label(option.label), option.code)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.combo.currentIndexChanged.connect(lambda _index: self.edited.emit())

    def value(self) -> object:
        """Return the code, "" while undecided."""
        return self.combo.currentData()

    def set_value(self, value: object) -> None:
        """Show a code; one no longer offered is offered again, so that nothing is lost."""
        code = str(value or "")
        blocked = self.combo.blockSignals(True)
        if self.combo.findData(code) < 0:
            self.combo.addItem(code, code)
        self.combo.setCurrentIndex(self.combo.findData(code))
        self.combo.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        """Let the choice be read only."""
        self.combo.setDisabled(read_only)


class OpenComboEditor(ComboEditor):
    """One of many options, or any other word that is typed."""

    def __init__(self, context: Context, kind: Choice) -> None:
        super().__init__(context, kind)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.combo.lineEdit()
        assert line is not None  # an editable list has one
        line.setAccessibleName(self.label)
        line.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> object:
        """Return the code of the option whose label stands there, else the words that do."""
        at = self.combo.findText(self.combo.currentText().strip())
        return self.combo.currentText().strip() if at < 0 else self.combo.itemData(at)


def choice_editor(context: Context, kind: Choice) -> Editor:
    """Return the editor of a choice: buttons for few options, a list for many, a line with it where any word may do."""
    if kind.open:
        return OpenComboEditor(context, kind)
    if len(kind.options) <= FEW:
        return SegmentsEditor(context, kind)
    return ComboEditor(context, kind)


def _filling(editor: Editor, segments: Segments) -> Segments:
    box = QVBoxLayout(editor)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(segments)
    editor.setFocusProxy(segments)
    return segments
