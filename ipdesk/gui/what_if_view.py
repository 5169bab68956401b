"""The calculator of deadlines: a case that is only supposed at the left, what the rules make of it at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors import editor_for
from ipdesk.gui.editors.field import FormField, Note, wrong_note
from ipdesk.gui.editors.grid import FieldGrid
from ipdesk.gui.editors.rows import Place, RowsEditor
from ipdesk.gui.labels import spread, text_label, wrapped_label
from ipdesk.gui.passing import Passing
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.rule_sheet import RuleSheet
from ipdesk.gui.theme import FIELD_GAP, Tone
from ipdesk.model.errors import WrongValue
from ipdesk.model.record import fields_of
from ipdesk.model.text import N_, Message
from ipdesk.operations import deadlines
from ipdesk.operations.suppositions import Supposition, suppose, supposition_of
from ipdesk.registers.fallen_due import doubts_of, named
from ipdesk.rules.deadline_events import EVENTS, STATUSES
from ipdesk.rules.deadline_rules import Case, Task
from ipdesk.rules.deadline_wordings import (
    CONFIDENCES,
    Told,
    confidence_of,
    sources_told,
)

PAUSE: Final = 120  # milliseconds after the last key before the table follows
HEADINGS: Final = (
    N_("Task"), N_("Day counted"), N_("Day that holds"), N_("Safe day"), N_("Grace until"), N_("Confidence"),
    N_("Doubts"),
)  # fmt: skip
WIDTHS: Final = (196, 98, 114, 92, 94, 120)
SIDES: Final = (370, 660)  # pixels of the form and of what comes of it
TWO_COLUMNS: Final = 300  # pixels of the form from which short fields stand side by side
BEGIN: Final = N_(
    "Choose the kind of right and give a day: the deadlines appear as you type. Nothing is kept."
)
NOTHING: Final = N_("No rule makes a deadline of this.")
MENDING: Final = N_("What is marked cannot be read; the deadlines come back once it is mended.")


class WhatIfView(Passing):
    """`rule_asked` carries the id of the rule behind a deadline, on Enter."""

    rule_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.tasks: Sequence[Task] = ()
        label = context.label
        self.fields = {
            each.name: FormField(context, each, editor_for(context, each.kind))
            for each in fields_of(Supposition)
        }
        for name in ("route", "countries"):
            self.fields[name].wide = True
        # What tells events apart; the rest stands in the form of the one chosen, and there is little room.
        self.events.model.columns = self.events.model.columns[:2]
        self.clear = QPushButton(label(N_("Empty the calculator")))
        self.note = wrapped_label("", muted=True)
        self.table = RowsTable(
            context, label(N_("Deadlines of the case supposed")), [label(each) for each in HEADINGS], WIDTHS
        )
        self.sheet = RuleSheet(context)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.look)
        self._lay_out()
        self._connect()
        self.empty_all()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(FIELD_GAP)
        halves.addWidget(self._form())
        halves.addWidget(self._results())
        halves.setSizes(list(SIDES))
        halves.setStretchFactor(0, SIDES[0])
        halves.setStretchFactor(1, SIDES[1])
        rows.addWidget(halves)
        self.setFocusProxy(self.fields["kind"].editor)

    def _form(self) -> QWidget:
        held, area = QFrame(), QScrollArea()
        held.setObjectName("card")
        column = QVBoxLayout(held)
        column.setSpacing(FIELD_GAP)
        title = text_label(self._context.label(N_("Supposed")), "section")
        column.addLayout(spread(title, 1, self.clear))
        column.addWidget(FieldGrid(list(self.fields.values()), TWO_COLUMNS))
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        return area

    def _results(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(FIELD_GAP)
        column.addWidget(self.note)
        column.addWidget(self.table, 3)
        column.addWidget(self.sheet, 2)
        return held

    def _connect(self) -> None:
        for each in self.fields.values():
            each.edited.connect(self._wait.start)
        self.clear.clicked.connect(self.empty_all)
        self.table.moved.connect(self._show_task)
        self.table.chosen.connect(lambda row: self.rule_asked.emit(self.tasks[row].rule.id))

    def empty_all(self) -> None:
        """Suppose nothing."""
        self._put({"jurisdiction": "CN", "route": "direct"})

    def show_case(self, case: Case, rule: str = "") -> None:
        """Suppose a case, such as that of a worked example, and show what a rule makes of it."""
        self._put(supposition_of(case))
        self._select(lambda each: each.rule.id == rule)
        self.table.setFocus()

    @property
    def events(self) -> RowsEditor:
        """The editor of what is supposed to have happened."""
        editor = self.fields["events"].editor
        assert isinstance(editor, RowsEditor)
        return editor

    def values(self) -> dict[str, object]:
        """Return what stands in the fields, as it was typed."""
        return {name: each.editor.value() for name, each in self.fields.items()}

    def look(self) -> None:
        """Reckon what the rules make of what stands in the fields."""
        self._wait.stop()
        if not self._context.is_open():
            return
        supposed = suppose(self.values(), self._context.translator.known_as)
        self._show_wrong(supposed.wrong)
        found = deadlines.what_if(self._context.desk, supposed.case) if supposed.case is not None else ()
        at_hand = self._task()
        self.tasks = tuple(sorted(found, key=lambda each: (each.operative or date.min, each.key)))
        self.table.show_rows([self._row(each) for each in self.tasks])
        if at_hand is not None:  # the days have changed, and with them the order
            self._select(lambda each: each.key == at_hand.key)
        said = MENDING if supposed.wrong else BEGIN if supposed.case is None else "" if found else NOTHING
        count = Message(N_("{count} deadlines. Nothing of this is kept."), count=len(found))
        self.note.setText(self._context.label(said) if said else self._context.say(count))
        self._show_task()

    def _task(self) -> Task | None:
        row = self.table.row()
        return self.tasks[row] if 0 <= row < len(self.tasks) else None

    def _select(self, wanted: Callable[[Task], bool]) -> None:
        place = next((row for row, each in enumerate(self.tasks) if wanted(each)), -1)
        if place >= 0:
            self.table.selectRow(place)

    def _put(self, values: Mapping[str, object]) -> None:
        for name, field in self.fields.items():
            field.editor.set_value(values.get(name, ""))
        self.look()

    def _show_wrong(self, wrong: Mapping[str, WrongValue]) -> None:
        """Say in place what is wrong: under its field, or at the row and field of an event."""
        rows: dict[Place, list[Note]] = {}
        for name, error in wrong.items():
            index, _, inner = name.removeprefix("events[").partition("].")
            if inner:
                rows[int(index), inner] = [wrong_note(self._context, error)]
        for name, field in self.fields.items():
            field.show_notes([wrong_note(self._context, wrong[name])] if name in wrong else ())
        self.events.show_notes(rows)

    def _row(self, task: Task) -> Row:
        say, label = self._context.say, self._context.label
        tone, word = CONFIDENCES[confidence_of(task.rule)]
        certain: Tone = tone or "info"
        doubts = "；".join(say(each) for each in doubts_of(task.doubts))
        holds = task.operative.isoformat() if task.operative else "?"
        safe = task.safe if task.safe != task.operative else None
        return (
            self._name(task),
            task.nominal.isoformat() if task.nominal else "?",
            Status("warn", holds) if doubts else holds,
            safe.isoformat() if safe else "",
            task.grace_until.isoformat() if task.grace_until else "",
            Status(certain, label(word)),
            Status("warn", doubts) if doubts else "",
        )

    def _name(self, task: Task) -> str | Status:
        name = self._context.say(named(task))
        if task.status == "open":
            return name
        said = f"{name} · {self._context.label(STATUSES[task.status])}"
        return Status("ok", said) if task.status == "done" else said

    def _show_task(self) -> None:
        task = self._task()
        self.sheet.setVisible(task is not None)
        if task is not None:
            self.sheet.show_rule(self._context.say(named(task)), tuple(self._told(task)))

    def _told(self, task: Task) -> list[Told]:
        label, say, translator = self._context.label, self._context.say, self._context.translator
        lines = [Told(*each) for each in deadlines.reckoning(self._context.desk, task)]
        lines += [Told(label(N_("Doubts")), say(each), "warn") for each in doubts_of(task.doubts)]
        if task.by is not None:
            by = Message("{event}, {day}", event=Message(EVENTS[task.by.kind]), day=task.by.day)
            lines.append(Told(label(STATUSES[task.status]), say(by), "ok" if task.status == "done" else ""))
        else:
            lines.append(Told(label(N_("Act")), task.rule.act.said(translator.language)))
        lines += sources_told(task.rule, translator)
        return [each for each in lines if each.text]
