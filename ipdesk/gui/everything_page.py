"""Everything about a person on one page: what is open, the clocks, and every record that names him or her."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.clock_lines import ClockLines
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.labels import Badge, Card, Elided, primary, spread, wrapped_label
from ipdesk.gui.sheet import Sheet
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import CARD_GAP, GAP
from ipdesk.gui.topic_card import TopicCard, TopicTable
from ipdesk.model.errors import Refused
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message
from ipdesk.operations import leaving
from ipdesk.operations.permissions import permits
from ipdesk.registers import register as register_named
from ipdesk.registers.leaving import Clock, Everything
from ipdesk.registers.person_choices import STUDENTS

if TYPE_CHECKING:
    from ipdesk.gui.new_movement_line import NewMovementLine

WIDTH: Final = 1160


class EverythingPage(Sheet):
    """Reads everything when it is shown and after any write. `to_print` leads to the documents of a record."""

    def __init__(
        self, context: Context, tasks: Tasks, to_print: Callable[[str, str], None], register: str,
        number: str,
    ) -> None:  # fmt: skip
        super().__init__(context, tasks, WIDTH)
        label = context.label
        self.register, self.number = register_named(register), number
        self._to_print = to_print
        self._found: Everything | None = None
        self.line: NewMovementLine | None = None
        self.name = Elided("")
        self.name.setProperty("role", "title")
        self.status = Badge("info", "")
        self.left_on = wrapped_label("", muted=True)
        self.print_button = primary(QPushButton(label(N_("Print list and letter…"))))
        self.departure = QPushButton(label(N_("Start the leaving…")))
        self.interview = QPushButton(label(N_("Record the interview…")))
        self.person = QPushButton(label(N_("Open the person")))
        self.lines = ClockLines(context)
        self.clocks = Card(label(N_("Clocks")))
        self.legend = QVBoxLayout()
        self.legend.setSpacing(GAP)
        self.cards: list[TopicCard] = []
        self.empty = wrapped_label("", muted=True)
        self._topics = QVBoxLayout()
        self._topics.setSpacing(CARD_GAP)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """Return the page's name, with that of the person."""
        name = self._found.names[0] if self._found and self._found.names else self.number
        return self.context.say(Message(N_("Everything about {name}"), name=name))

    def refresh(self) -> None:
        """Read everything again."""
        if not self.context.is_open():
            return
        try:
            found = leaving.everything(self.context.desk, self.number)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        if found != self._found:
            self._found = found
            self._show(found)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        found = (
            ("print", N_("Print list and letter…"), self.print_button, ""),
            ("departure", N_("Start the leaving…"), self.departure, "Ctrl+T"),
            ("interview", N_("Record the interview…"), self.interview, "Ctrl+Shift+J"),
            ("person", N_("Open the person"), self.person, "Ctrl+Shift+O"),
        )
        return [
            *(
                Command(id=f"everything.{name}", label=label(text), run=button.click, shortcut=keys,
                        enabled=partial(_is_offered, button))
                for name, text, button, keys in found
            ),
            Command(id="everything.next", label=label(N_("Next topic with something open")), run=self.go_to_next,
                    shortcut="F8", enabled=lambda: bool(self.wanting())),
        ]  # fmt: skip

    def wanting(self) -> list[TopicTable]:
        """Return the tables in which something is open."""
        return [each.table for each in self.cards if not each.badge.isHidden()]

    def go_to_next(self) -> None:
        """Put the keyboard onto the next table that wants something, after that where it is."""
        wanting = self.wanting()
        here = next((place for place, each in enumerate(wanting) if each.hasFocus()), -1)
        if wanting:
            wanting[(here + 1) % len(wanting)].setFocus()

    def start_departure(self) -> None:
        """Ask for the day of a movement by which the person goes."""
        found = self._found
        if found is None:
            return
        if self.line is None:
            from ipdesk.gui.new_movement_line import NewMovementLine  # not before it is wanted

            self.line = NewMovementLine(self)
            self.line.begun.connect(lambda number: self.opened.emit("movements", number))
            self.column.insertWidget(self.column.indexOf(self.outcome) + 1, self.line)
        kind = "graduation" if getattr(found.person, "employment", "") in STUDENTS else "leaving"
        name = found.names[0] if found.names else ""
        self.line.ask(self.number, name, kind, getattr(found.person, "left_on", None))

    def record_interview(self) -> None:
        """Open the movement by which the person goes at the interview."""
        if self._found is not None and self._found.departure is not None:
            self.opened_at.emit("movements", self._found.departure.number, "interviewed_on")

    def _lay_out(self) -> None:
        buttons = (self.person, self.interview, self.departure, self.print_button)
        self.column.addLayout(spread(self.name, self.status, 1, *buttons))
        self.column.addWidget(self.outcome)
        self.column.addWidget(self.left_on)
        self.clocks.body.addWidget(self.lines)
        self.clocks.body.addLayout(self.legend)
        self.column.addWidget(self.clocks)
        self.column.addLayout(self._topics)
        self.column.addWidget(self.empty)
        self.column.addStretch(1)
        self.setFocusProxy(self.person)  # at the head, so that the page is read from its top

    def _connect(self) -> None:
        self.print_button.clicked.connect(lambda: self._to_print(self.register.name, self.number))
        self.departure.clicked.connect(self.start_departure)
        self.interview.clicked.connect(self.record_interview)
        self.person.clicked.connect(lambda: self.opened.emit(self.register.name, self.number))

    def _show(self, found: Everything) -> None:
        say, actor = self.context.say, self.context.desk.actor
        open_ = found.open()
        self.name.setText(self.title())
        said = Message(N_("{count} open"), count=open_) if open_ else Message(N_("nothing open"))
        self.status.show_status("warn" if open_ else "ok", say(said))
        self.left_on.setText("　".join((self.number, getattr(found.person, "unit", ""), say(found.left()))))
        self.departure.setVisible(found.departure is None and permits(actor, "add"))
        self.interview.setVisible(found.departure is not None and permits(actor, "change"))
        self.print_button.setVisible(permits(actor, "print"))
        self.lines.show_clocks(found.clocks, self.context.desk.today())
        self._show_legend(found.clocks)
        self._show_topics(found)
        told = [say(each) for each in (found.empty(), found.elsewhere()) if each is not None]
        self.empty.setText("\n".join(told))

    def _show_legend(self, clocks: Sequence[Clock]) -> None:
        """Say of each clock what it means and on which basis, under the picture."""
        _clear(self.legend)
        for each in clocks:
            basis = show_basis(each.basis, self.context.translator)
            said = f"{self.lines.words(each)}　{self.context.say(each.said)}　{basis}"
            self.legend.addWidget(wrapped_label(said, muted=True))

    def _show_topics(self, found: Everything) -> None:
        """Show the topics in which there is something, those that want something first."""
        _clear(self._topics)
        shown = [each for each in found.topics if not each.is_empty()]
        self.cards = [
            TopicCard(self.context, each) for each in sorted(shown, key=lambda topic: not topic.open())
        ]
        for card in self.cards:
            card.opened.connect(self._open)
            self._topics.addWidget(card)

    def _open(self, register: str, number: str, place: str) -> None:
        if place:
            self.opened_at.emit(register, number, place)
        else:
            self.opened.emit(register, number)


def _is_offered(button: QPushButton) -> bool:
    return not button.isHidden()


def _clear(layout: QVBoxLayout) -> None:
    """Take out and delete all that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
