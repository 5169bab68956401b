"""A field on a form: its label, its editor, and under it what is wrong or noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.labels import TONES, dress, text_label, wrapped_label
from ipdesk.gui.theme import GRID, MARKS, Tone
from ipdesk.model.errors import WrongValue
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Score,
    Share,
    Text,
)
from ipdesk.model.record import Field, is_content
from ipdesk.model.text import N_, Message

MOST_NOTES: Final = 3  # under one field; the margin holds all of them


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence under a field."""

    tone: Tone
    text: str


def notes_of(context: Context, findings: Sequence[Finding]) -> list[Note]:
    """Return findings as notes, without basis and clearing act, which stand in the margin."""
    return [Note(TONES[each.severity], context.say(each.message)) for each in findings]


def wrong_note(context: Context, wrong: WrongValue) -> Note:
    """Return what is wrong with a value, and how to write it, as a note."""
    said = [wrong.what] if wrong.advice is None else [wrong.what, wrong.advice]
    return Note("block", " ".join(context.say(each) for each in said))


def is_wide(kind: Kind) -> bool:
    """Say whether a kind takes the whole width of a form rather than a column."""
    match kind:
        case LongText() | Choices() | Link() | Rows():
            return True
        case Text() | Person() | Number() | Money() | Share() | Score() | Choice() | Day() | Flag():
            return False
        case _:
            assert_never(kind)


class FormField(QWidget):
    """Label, editor and notes of one field; a restricted one stays hidden until `show_asked` is answered by `show_restricted`."""

    edited = Signal()
    show_asked = Signal()

    def __init__(self, context: Context, field: Field, editor: Editor, required: str = "") -> None:
        super().__init__()
        self._context = context
        self.field = field
        self.editor = editor
        self.wide = is_wide(field.kind)
        self.wanted = True
        self._read_only = False
        self._closed = False
        self._notes: list[QLabel] = []
        self._sentence: QLabel | None = None
        self._required: QLabel | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self._box.addLayout(self._head(required))
        self._box.addWidget(editor)
        if field.kind.help:
            self._box.addWidget(_small(context.label(field.kind.help)))
        editor.edited.connect(self.edited)
        self.hide_restricted()

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read and copied only, or be changed."""
        self._read_only = read_only
        self.editor.set_read_only(read_only or self._closed)

    def set_closed(self, sentence: str) -> None:
        """Close a content field with a sentence that says why; "" opens it again."""
        if not is_content(self.field.kind) or (bool(sentence) == self._closed):
            return
        self._closed = bool(sentence)
        self.editor.setDisabled(self._closed)
        self.editor.set_read_only(self._read_only or self._closed)
        if self._sentence is None:
            self._sentence = _small(sentence)
            self._box.insertWidget(2, self._sentence)
        self._sentence.setText(sentence)
        self._sentence.setVisible(self._closed)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show sentences under the field in place of those before."""
        if len(notes) > MOST_NOTES:
            rest = Message(N_("{count} more at the side."), count=len(notes) - MOST_NOTES + 1)
            notes = [*notes[: MOST_NOTES - 1], Note("info", self._context.say(rest))]
        while len(self._notes) < len(notes):
            self._notes.append(_small("", muted=False))
            self._box.addWidget(self._notes[-1])
        for index, label in enumerate(self._notes):
            label.setVisible(index < len(notes))
            if index < len(notes):
                note = notes[index]
                dress(label, "tone", note.tone)
                label.setText(f"{MARKS[note.tone]} {note.text}")

    def show_required(self, *, missing: bool) -> None:
        """Say at the label whether a required value is still missing."""
        if self._required is not None:
            word = self._context.label(N_("required"))
            self._required.setText(f"{MARKS['warn']} {word}" if missing else word)
            dress(self._required, "tone", "warn" if missing else "info")

    def required_text(self) -> str:
        """Return what stands beside the label of a required field."""
        return self._required.text() if self._required is not None else ""

    def notes(self) -> list[str]:
        """Return the sentences shown under the field."""
        return [label.text() for label in self._notes if not label.isHidden()]

    def hide_restricted(self) -> None:
        """Hide a restricted value again, as for a record newly shown."""
        if self.field.kind.restricted:
            self.editor.hide()
            self.show_button.show()

    def show_restricted(self) -> None:
        """Show the editor of a restricted field."""
        self.show_button.hide()
        self.editor.show()

    def go_to(self, place: str = "") -> None:
        """Put the cursor into the editor, or to what shows it."""
        if self.field.kind.restricted and self.editor.isHidden():
            self.show_button.setFocus()
        elif not self._closed:
            self.editor.go_to(place)

    def _head(self, required: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        label = text_label(self.editor.label, "label")
        label.setBuddy(self.editor)
        row.addWidget(label)
        if required:
            self._required = text_label(self._context.label(N_("required")), "label")
            self._required.setProperty("tone", "info")
            needed = Message(N_("Needed from “{state}” on."), state=Message(required))
            self._required.setToolTip(self._context.say(needed))
            row.addWidget(self._required)
        row.addStretch(1)
        if self.field.kind.restricted:
            self.show_button = self._make_show_button()
            row.addWidget(self.show_button)
        return row

    def _make_show_button(self) -> QPushButton:
        made = QPushButton(self._context.label(N_("Show")))
        made.setObjectName("quiet")
        shows = Message(N_("Show {field}"), field=Message(self.field.kind.label))
        made.setAccessibleName(self._context.say(shows))
        made.clicked.connect(self.show_asked)
        made.setVisible(False)
        return made


def _small(text: str, *, muted: bool = True) -> QLabel:
    label = wrapped_label(text, muted=muted)
    label.setProperty("role", "label")
    return label
