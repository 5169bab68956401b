"""The line in which a movement of a person begins: which kind, from which day, and for projects which."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.editors import editor_for
from ipdesk.gui.editors.choice import ComboEditor
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.editors.field import FormField
from ipdesk.gui.editors.grid import FieldGrid
from ipdesk.gui.labels import Card, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.model.dates import read_day
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.text import N_, Message
from ipdesk.operations import movements
from ipdesk.registers import register
from ipdesk.registers.person_choices import MEMBERSHIPS

FIELDS: Final = ("kind", "day", "projects")


class NewMovementLine(Card):
    """Stands on a page of people, hidden until `ask`; Enter in it begins the movement, Escape closes it.

    `begun` carries the number of the movement.
    """

    begun = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._person = page, ""
        context, own = page.context, register("movements")
        self.who = text_label("", "section")
        self.body.addWidget(self.who)
        self.fields = {
            name: FormField(context, own.field(name), editor_for(context, own.field(name).kind))
            for name in FIELDS
        }
        self.grid = FieldGrid(list(self.fields.values()))
        self.body.addWidget(self.grid)
        self.act = QPushButton(context.label(N_("Begin the movement")))
        self.act.clicked.connect(self.begin)
        self.leave = QPushButton(context.label(N_("Cancel")))
        self.leave.clicked.connect(self.end)
        self.body.addLayout(spread(self.act, self.leave, 1))
        self.fields["kind"].edited.connect(self._follow_kind)
        self.setFocusProxy(self.fields["kind"].editor)
        self.hide()

    def ask(self, person: str, name: str, kind: str = "", day: date | None = None) -> None:
        """Open the line for a person and go to it; without a day, today stands there."""
        self._person = person
        said = Message(N_("New movement: {name} ({number})"), name=name, number=person)
        self.who.setText(self._page.context.say(said))
        begins = day or self._page.context.desk.today()
        for each, value in (("kind", kind), ("day", begins), ("projects", ())):
            self.fields[each].editor.set_value(value)
        self._follow_kind()
        self.show()
        self.fields["day" if kind else "kind"].editor.setFocus()
        if kind:  # the day that stands there is a guess: what is typed takes its place
            editor = self.fields["day"].editor
            assert isinstance(editor, DayEditor)
            editor.line.selectAll()

    def begin(self) -> None:
        """Begin the movement, or say in place why it cannot begin."""
        context = self._page.context
        kind, typed, projects = (self.fields[each].editor.value() for each in FIELDS)
        day = read_day(str(typed or ""))
        try:
            if day is None or day.doubtful:
                raise WrongValue("day", Message(N_("It is not said on which day it takes effect.")),
                                 Message(N_("Enter the day, e.g. 2026-03-05.")))  # fmt: skip
            if not kind:
                raise WrongValue("kind", Message(N_("It is not said which kind of movement it is.")),
                                 Message(N_("Choose the kind.")))  # fmt: skip
            wanted = list(projects) if isinstance(projects, list | tuple) and kind in MEMBERSHIPS else []
            made = movements.open_movement(context.desk, str(kind), self._person, day.day, wanted)
        except Refused as refused:
            self._page.outcome.refuse(refused)
            if isinstance(refused, WrongValue) and refused.field in self.fields:
                self.fields[refused.field].go_to()
            return
        self.end()
        self.begun.emit(made.number)

    def end(self) -> None:
        """Close the line."""
        if not self.isHidden():
            self._page.setFocus()
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins, Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            focused.click() if isinstance(focused, QPushButton) else self.begin()
        else:
            super().keyPressEvent(event)

    def _follow_kind(self) -> None:
        """Ask for projects where the movement is about them."""
        editor = self.fields["kind"].editor
        assert isinstance(editor, ComboEditor)
        self.fields["projects"].wanted = editor.value() in MEMBERSHIPS
        self.grid.arrange()
