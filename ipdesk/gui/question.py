"""One question of a checklist as it is put: its words, what to look for, the answer, a note, and what a failing answer asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import ComboEditor, SegmentsEditor
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.editors.line import LineEditor
from ipdesk.gui.labels import dress, spread, wrapped_label
from ipdesk.gui.scrolling import reveal
from ipdesk.gui.theme import GRID, MARKS
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import Choice, Day, Option, Text
from ipdesk.model.text import N_, Message
from ipdesk.rules.checklist import MOST_SCORE, NO, NOT_APPLICABLE, YES, Item

LONG: Final = 60  # letters of all options together, above which they are chosen from a list


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question stands beside its own answer: failed, the scores of assessors, and how a newer list puts it."""

    failed: bool = False
    scores: Mapping[str, str] | None = None
    newer: str = ""


class Question(QFrame):
    """Sends `edited` when the answer or the note was changed by the person at the desk."""

    edited = Signal()

    def __init__(self, context: Context, item: Item, number: int) -> None:
        super().__init__()
        self._context, self.item = context, item
        language = context.translator.language
        self.setObjectName("line")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID * 2, 0, GRID * 2)
        box.setSpacing(GRID)
        words = wrapped_label(f"{number}. {item.question.said(language)}")
        words.setProperty("strong", True)
        box.addWidget(words)
        if guidance := item.guidance.said(language):
            box.addWidget(_small(guidance))
        bases = "；".join(filter(None, (show_basis(each, context.translator) for each in item.basis)))
        if bases:
            box.addWidget(_small(context.say(Message(N_("Basis: {basis}"), basis=bases))))
        self.editor = _editor_of(context, item)
        self.editor.edited.connect(self.edited)
        self.editor.setAccessibleDescription(item.guidance.said(language))
        self.noting = QPushButton(context.label(N_("Add a note")))
        self.noting.setObjectName("quiet")
        self.noting.setAccessibleName(context.say(Message(N_("Add a note: {place}"), place=item.question)))
        self.noting.clicked.connect(self._open_note)
        across = spread(self.editor, self.noting)
        across.setStretchFactor(self.editor, 1)
        box.addLayout(across)
        self.note = QLineEdit()
        self.note.setPlaceholderText(context.label(N_("Remarks")))
        self.note.setAccessibleName(context.say(Message(N_("Note: {place}"), place=item.question)))
        self.note.textEdited.connect(lambda _text: self.edited.emit())
        self.note.hide()
        box.addWidget(self.note)
        self._told = {name: wrapped_label("") for name in ("failed", "scores", "newer")}
        for label in self._told.values():
            label.hide()
            box.addWidget(label)
        self.setFocusProxy(self.editor)

    def answer(self) -> str:
        """Return the answer as it stands."""
        return str(self.editor.value() or "").strip()

    def show_answer(self, answer: str, note: str) -> None:
        """Show an answer and its note."""
        self.editor.set_value(answer)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.noting.setVisible(not note)

    def set_read_only(self, read_only: bool, *, notes: bool) -> None:
        """Let the answer be read only; notes may be closed by themselves."""
        self.editor.set_read_only(read_only)
        self.note.setReadOnly(read_only or not notes)
        self.noting.setEnabled(not read_only and notes)

    def show_standing(self, standing: Standing) -> None:
        """Show what stands beside the answer."""
        said = self._context.translator.language
        self._tell("failed", self.item.clears.said(said) if standing.failed else "", "block")
        scores = "、".join(f"{name} {score}" for name, score in (standing.scores or {}).items())
        self._tell(
            "scores", self._context.say(Message(N_("Assessors: {scores}"), scores=scores)) if scores else ""
        )
        newer = Message(N_("The list in force now asks: {question}"), question=standing.newer)
        self._tell("newer", self._context.say(newer) if standing.newer else "", "info")

    def go_to(self) -> None:
        """Put the cursor into the answer and all of the question into sight."""
        self.editor.go_to()
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key of an answer, such as 4, Y or N, as the answer, from anywhere but a line of text."""
        text = event.text().lower()
        keys = {
            "yes-no": {"y": YES, "n": NO},
            "score": {str(each): str(each) for each in range(MOST_SCORE + 1)},
        }
        found = keys.get(self.item.kind, {}).get(text)
        if (
            found is None
            or not self.editor.isEnabled()
            or event.modifiers() != Qt.KeyboardModifier.NoModifier
        ):
            super().keyPressEvent(event)
            return
        self.editor.set_value(found)
        self.editor.go_to()  # else Space would take what the keyboard stood on before
        self.edited.emit()

    def _open_note(self) -> None:
        self.noting.hide()
        self.note.show()
        self.note.setFocus()

    def _tell(self, name: str, text: str, tone: str = "") -> None:
        label = self._told[name]
        label.setVisible(bool(text))
        if text:
            dress(label, "tone", tone)
            mark = MARKS["block"] if tone == "block" else MARKS["info"]
            label.setText(f"{mark} {text}")


def _small(text: str) -> QLabel:
    label = wrapped_label(text, muted=True)
    label.setProperty("role", "label")
    return label


def _editor_of(context: Context, item: Item) -> Editor:
    """Return the editor that an answer to a question is given in."""
    label = item.question.said(context.translator.language)
    makers: dict[str, Callable[[], Editor]] = {
        "text": lambda: LineEditor(context, Text(label=label)),
        "evidence": lambda: LineEditor(context, Text(label=label)),
        "day": lambda: DayEditor(context, Day(label=label)),
    }
    if item.kind in makers:
        return makers[item.kind]()
    options = _options_of(context, item)
    kind = Choice(label=label, options=options)
    long = sum(len(each.label) for each in options) > LONG
    return ComboEditor(context, kind) if long else SegmentsEditor(context, kind)


def _options_of(context: Context, item: Item) -> tuple[Option, ...]:
    """Return the answers that can be chosen, in the reader's language."""
    label = context.label
    match item.kind:
        case "yes-no":
            found = [Option(YES, label(N_("Yes"))), Option(NO, label(N_("No")))]
        case "score":
            words = N_("{score} of 5")
            found = [
                Option(str(each), context.say(Message(words, score=each))) for each in range(MOST_SCORE + 1)
            ]
        case _:
            language = context.translator.language
            found = [Option(each.code, each.label.said(language)) for each in item.options]
    if item.may_not_apply:
        found.append(Option(NOT_APPLICABLE, label(N_("Not applicable"))))
    return tuple(found)
