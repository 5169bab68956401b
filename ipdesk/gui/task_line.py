"""One task of a movement as it is settled: its words, what to look for, and who did it, when and by what it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.editors import editor_for
from ipdesk.gui.editors.choice import SegmentsEditor
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.editors.field import FormField
from ipdesk.gui.editors.grid import FieldGrid
from ipdesk.gui.labels import dress, spread, text_label, wrapped_label
from ipdesk.gui.scrolling import reveal
from ipdesk.gui.theme import GRID, MARKS, Tone
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import Choice, Option
from ipdesk.model.record import field_of
from ipdesk.model.text import N_, Message
from ipdesk.operations.movement_tasks import DONE, NOT_APPLICABLE, OPEN, Told
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.person_choices import TASK_STATES

# What is asked of a task that is settled so, in this order.
ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    DONE: ("done_by", "done_on", "evidence"),
    NOT_APPLICABLE: ("reason", "done_by", "done_on", "evidence"),
}
KEYS: Final = {"d": DONE, "n": NOT_APPLICABLE, "o": OPEN}
FIELDS: Final = ("evidence", "reason", "done_by", "done_on")


class TaskLine(QFrame):
    """Sends `edited` when the person at the desk changed what became of the task; `row` says what did.

    A key settles it: D done, N not applicable, O open again. Done takes the person at the desk and today.
    """

    edited = Signal()

    def __init__(self, context: Context, told: Told, number: int) -> None:
        super().__init__()
        self.context, self.told = context, told
        self._open_as, self._read_only = OPEN, False
        self.fields: dict[str, FormField] = {}
        self._grid: FieldGrid | None = None
        self.setObjectName("line")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, GRID * 2, 0, GRID * 2)
        self._box.setSpacing(GRID)
        language = context.translator.language
        self.words = wrapped_label(f"{number}. {told.words(language)}")
        self.words.setProperty("strong", True)
        self._box.addWidget(self.words)
        for text in self._beside():
            small = wrapped_label(text, muted=True)
            small.setProperty("role", "label")
            self._box.addWidget(small)
        self.state = SegmentsEditor(context, Choice(label=told.words(language), options=self._options()))
        self.state.edited.connect(self._settled)
        self.due = text_label("", "label")
        across = spread(self.state, self.due)
        across.setStretchFactor(self.state, 1)
        self._box.addLayout(across)
        self.setFocusProxy(self.state)

    def row(self) -> dict[str, object]:
        """Return what became of the task, as raw cells."""
        found: dict[str, object] = {"state": self.state.value() or self._open_as}
        asked = ASKED.get(str(found["state"]), ())
        for name in FIELDS:
            given = self.fields[name].editor.value() if name in asked and name in self.fields else ""
            found[name] = str(given or "")
        return found | {"done_on": found["done_on"] or None}

    def show_row(self, row: Mapping[str, object]) -> None:
        """Show what became of the task, from raw cells."""
        state = str(row.get("state") or "")
        self._open_as = state if state in ("", OPEN) else OPEN
        self.state.set_value("" if state == OPEN else state)
        if any(row.get(name) for name in FIELDS):
            self._make_fields()
        for name, field in self.fields.items():
            # Not where it is the same but for a space just typed: the cursor would go to the beginning.
            if str(field.editor.value() or "").strip() != str(row.get(name) or "").strip():
                field.editor.set_value(row.get(name))
        self._arrange()
        self.show_due(row)

    def set_read_only(self, read_only: bool) -> None:
        """Let the task be read only."""
        self._read_only = read_only
        self.state.set_read_only(read_only)
        for each in self.fields.values():
            each.set_read_only(read_only)

    def go_to(self, name: str = "") -> None:
        """Put the cursor into a cell, or into what became of the task, and all of the task into sight."""
        field = self.fields.get(name)
        (self.state if field is None or not field.wanted else field.editor).go_to()
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle the task by its key, from anywhere but a line of text."""
        state = KEYS.get(event.text().lower())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if state is None or not plain or self._read_only or (state == NOT_APPLICABLE and not self._may_not()):
            super().keyPressEvent(event)
            return
        self.state.set_value("" if state == OPEN else state)
        self._settled()

    def _settled(self) -> None:
        """Fill in who and when for what is settled, and go to the reason where one is needed."""
        state = str(self.state.value() or "")
        if state:
            self._make_fields()
            desk = self.context.desk
            if not self.fields["done_by"].editor.value():
                self.fields["done_by"].editor.set_value(desk.actor.name)
            if not self.fields["done_on"].editor.value():
                self.fields["done_on"].editor.set_value(desk.today())
        self._arrange()
        self.go_to("reason" if state == NOT_APPLICABLE else "")
        self.edited.emit()

    def _make_fields(self) -> None:
        if self._grid is not None:
            return
        for name in ("reason", "done_by", "done_on", "evidence"):
            declared = field_of(Task, name)
            made = FormField(self.context, declared, self._editor(name))
            made.wide = name in ("reason", "evidence")
            made.edited.connect(self.edited)
            made.set_read_only(self._read_only)
            self.fields[name] = made
        self._grid = FieldGrid(list(self.fields.values()))
        self._box.addWidget(self._grid)

    def _editor(self, name: str) -> Editor:
        made = editor_for(self.context, field_of(Task, name).kind)
        made.setAccessibleDescription(self.told.words(self.context.translator.language))
        return made

    def _arrange(self) -> None:
        if self._grid is None:
            return
        asked = ASKED.get(str(self.state.value() or ""), ())
        for name, field in self.fields.items():
            field.wanted = name in asked
        self._grid.setVisible(bool(asked))
        self._grid.arrange()

    def show_due(self, row: Mapping[str, object]) -> None:
        """Show by when it is due, and whether that day has passed."""
        due, is_open = row.get("due"), not self.state.value()
        late = is_open and bool(due) and date.fromisoformat(str(due)) < self.context.desk.today()
        tone: Tone = "block" if late else "info"
        said = Message(N_("overdue since {day}") if late else N_("due {day}"), day=due)
        text = self.context.say(said) if due else self.context.label(N_("due when it closes"))
        self.due.setText(f"{MARKS['block']} {text}" if late else text)
        dress(self.due, "tone", tone if late else "")
        dress(self.due, "muted", not late)

    def _options(self) -> tuple[Option, ...]:
        return tuple(
            each
            for each in TASK_STATES
            if each.code == DONE or (each.code == NOT_APPLICABLE and self._may_not())
        )

    def _may_not(self) -> bool:
        return self.told.may_not_apply or self.told.row.state == NOT_APPLICABLE

    def _beside(self) -> list[str]:
        """Return what stands under the words: what to look for, whether it has to be done, and the basis."""
        rule, context = self.told.rule, self.context
        basis = "；".join(show_basis(each, context.translator) for each in rule.basis) if rule else ""
        found = [rule.guidance.said(context.translator.language) if rule else ""]
        found.append(context.say(Message(N_("Basis: {basis}"), basis=basis)) if basis else "")
        must = context.label(N_("mandatory")) if self.told.row.mandatory else ""
        return [*filter(None, [found[0], "　".join(filter(None, (must, found[1])))])]
