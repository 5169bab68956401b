"""People who may be kept twice: pair by pair side by side, to be merged, or kept as two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QPushButton

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.page import Page
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.tasks import Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import people
from ipdesk.operations.people import PEOPLE, Alike, Compared
from ipdesk.operations.permissions import permits

WIDTHS: Final = (190, 280, 280)  # of all columns but the last


class DuplicatesPage(Page):
    """The left one of a pair stays; of each field that differs, the value marked is the one that it will have."""

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__(context, tasks)
        label = context.label
        self._pairs: Sequence[Alike] = ()
        self._place = 0
        self._swapped = False
        self._pair: tuple[str, str] = ("", "")
        self._fields: Sequence[Compared] = ()
        self._taken: set[str] = set()
        self.count = text_label("", muted=True)
        self.said = wrapped_label("", muted=True)
        self.turn = QPushButton(label(N_("Take the other value")))
        self.swap = QPushButton(label(N_("Keep the other person")))
        self.distinct = QPushButton(label(N_("Not the same person")))
        self.next = QPushButton(label(N_("Next pair")))
        self.merge = primary(QPushButton(label(N_("Merge"))))
        headings = (N_("Field"), N_("Stays"), N_("Is withdrawn"), N_("After the merge"))
        self.table = RowsTable(context, self.title(), [label(each) for each in headings], WIDTHS)
        self.empty = EmptyState()
        self.body.addLayout(spread(text_label(self.title(), "title"), self.count, 1, self.merge))
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.said)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addLayout(spread(self.turn, self.swap, 1, self.distinct, self.next))
        self.setFocusProxy(self.table)
        self._connect()

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _row: self.take_other())
        self.table.moved.connect(self._offer)
        for button, act in (
            (self.turn, self.take_other),
            (self.swap, self.keep_other),
            (self.distinct, self.say_not_same),
            (self.next, self.show_next),
            (self.merge, self.merge_pair),
        ):
            button.clicked.connect(act)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("People kept twice"))

    def refresh(self) -> None:
        """Look for pairs again, and stay with the one shown while it is still there."""
        if not self.context.is_open():
            return
        try:
            self._pairs = people.duplicates(self.context.desk)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        numbers = [frozenset((each.first.number, each.second.number)) for each in self._pairs]
        shown = frozenset(self._pair)
        if shown in numbers:
            self._place = numbers.index(shown)
        self._show()

    def show_next(self) -> None:
        """Show the next pair, after the last one the first."""
        self._place += 1
        self._show()

    def keep_other(self) -> None:
        """Let the other of the two stay; what was taken from it is its own then."""
        if self._pairs:
            self._swapped = not self._swapped
            self._taken = {each.name for each in self._choosable()} - self._taken
            self._compare()

    def take_other(self) -> None:
        """Take the other value of the field that is current."""
        field = self._current()
        if field is not None and field in self._choosable():
            self._taken ^= {field.name}
            self._fill()

    def merge_pair(self) -> None:
        """Merge the pair shown, with the values marked."""
        keep, drop = self._pair
        said = Message(N_("{drop} was merged into {keep}. Undo takes it back."), drop=drop, keep=keep)
        self._decide(lambda: people.merge(self.context.desk, keep, drop, self._taken), said)

    def say_not_same(self) -> None:
        """Keep the two apart for good."""
        first, second = self._pair
        said = Message(N_("{first} and {second} are kept as two people."), first=first, second=second)
        self._decide(lambda: people.say_not_same(self.context.desk, first, second), said)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts = (
            ("merge", self.merge, "Ctrl+Return"), ("turn", self.turn, "Ctrl+T"), ("swap", self.swap, "Ctrl+Shift+P"),
            ("distinct", self.distinct, "Ctrl+Shift+X"), ("next", self.next, "Alt+Right"),
        )  # fmt: skip
        return [
            Command(id=f"duplicates.{name}", label=button.text(), run=button.click, shortcut=keys,
                    enabled=button.isEnabled)
            for name, button, keys in acts
        ]  # fmt: skip

    def _decide(self, act: Callable[[], object], said: Message) -> None:
        if not self._pairs:
            return
        try:
            act()
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.outcome.say(self.context.say(said))
        self.context.changed.emit()
        self.refresh()

    def _show(self) -> None:
        """Show the pair of the place where the reader is."""
        if self._pairs:
            self._place %= len(self._pairs)
            alike = self._pairs[self._place]
            if frozenset((alike.first.number, alike.second.number)) != frozenset(self._pair):
                self._swapped, self._taken = False, set()
            self._compare()
        else:
            self._pair, self._fields = ("", ""), ()
            self.empty.show_state(self.context.label(N_("Nobody seems to be kept twice.")), ())
        self.table.setVisible(bool(self._pairs))
        self.said.setVisible(bool(self._pairs))
        self.empty.setVisible(not self._pairs)
        far = Message(N_("Pair {place} of {count}"), place=self._place + 1, count=len(self._pairs))
        self.count.setText(self.context.say(far) if self._pairs else "")
        self._offer()

    def _compare(self) -> None:
        """Read both of the pair side by side."""
        alike = self._pairs[self._place]
        numbers = (alike.first.number, alike.second.number)
        self._pair = (numbers[1], numbers[0]) if self._swapped else numbers
        try:
            self._fields = people.compare(self.context.desk, *self._pair)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        names = dict.fromkeys(name for fields in alike.fields for name in fields)
        labels = [Message(PEOPLE.field(name).kind.label) for name in names]
        told = Message(N_("Both have the same: {fields}."), fields=labels)
        self.said.setText(self.context.say(told))
        self._fill()

    def _fill(self) -> None:
        self.table.show_rows([self._row(each) for each in self._fields])
        self._offer()

    def _row(self, field: Compared) -> Row:
        label = self.context.label
        if not field.differs:
            return field.label, field.first, field.second, Status("ok", label(N_("the same")))
        if field.name == "number":
            kept = label(N_("the number of whom stays"))
            return field.label, field.first, field.second, Status("info", kept)
        if not field.choosable:
            return field.label, field.first, field.second, Status("info", label(N_("the rows of both")))
        other = field.name in self._taken or not field.first
        taken = field.second if other else field.first
        where = label(N_("from the right") if other else N_("from the left"))
        return field.label, field.first, field.second, Status("warn", f"{where}　{taken}")

    def _choosable(self) -> list[Compared]:
        return [each for each in self._fields if each.choosable and each.first and each.second]

    def _current(self) -> Compared | None:
        row = self.table.row()
        return self._fields[row] if 0 <= row < len(self._fields) else None

    def _offer(self) -> None:
        """Offer what can be done now by whoever is at the desk."""
        may = self.context.is_open() and permits(self.context.desk.actor, "withdraw") and bool(self._pairs)
        for button in (self.swap, self.distinct, self.merge):
            button.setEnabled(may)
        field = self._current()
        self.turn.setEnabled(may and field is not None and field in self._choosable())
        self.next.setEnabled(len(self._pairs) > 1)
