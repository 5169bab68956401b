"""The bar over a register's table: search as you type, the state, and conditions as chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from ipdesk.gui.chip import Chip
from ipdesk.gui.conditions import ALL, Askable, Filter, askable_groups, askable_named
from ipdesk.gui.context import Context
from ipdesk.gui.labels import text_label
from ipdesk.gui.theme import GAP
from ipdesk.model.kinds import Day, Person
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import WITHDRAWN_STATE, Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.reading import OPEN

if TYPE_CHECKING:
    from ipdesk.gui.period_field import PeriodField

DEBOUNCE: Final = 150  # milliseconds
MOST_CONDITIONS: Final = 5


class SearchField(QLineEdit):
    """The search: Enter and Down go to the list, Escape empties the field and then goes there too."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys of the list to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Shows a Filter and says by `filtered` when it became another; `left` asks to go to the list."""

    filtered = Signal(object)
    left = Signal()

    def __init__(self, context: Context, register: Register, *before: QWidget) -> None:
        """`before` are widgets to stand between the search and the state."""
        super().__init__()
        self._context, self._register, self._before = context, register, before
        self._filter = Filter()
        self._asked: Askable | None = None
        self.search = self._make_search()
        # Menus are filled when they open, so that no entry is taken away while it is being chosen.
        self.states = Chip(menu=QMenu(self))
        self.states.menu().aboutToShow.connect(self._fill_states)
        self.more = Chip("＋ " + context.label(N_("Condition")), menu=QMenu(self))
        self.more.menu().aboutToShow.connect(self._fill_conditions)
        self.clear = Chip(context.label(N_("Clear")))
        self.clear.clicked.connect(self.reset)
        self.value = self._make_value()
        self._period: PeriodField | None = None
        self._name = text_label("", muted=True)
        self._chips = QHBoxLayout()
        self._second = QWidget()
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE)
        self._wait.timeout.connect(self._take_text)
        self._counts: Mapping[str, int] = {}
        self._show()

    def filter(self) -> Filter:
        """Return the filter in force."""
        return self._filter

    @property
    def period(self) -> PeriodField:
        """The field for days, made when it is first wanted: its editors take long to load."""
        if self._period is None:
            from ipdesk.gui.period_field import PeriodField

            self._period = PeriodField(self._context)
            self._period.taken.connect(self._take)
            self._second_row.insertWidget(self._second_row.count() - 1, self._period)
        return self._period

    def show_filter(self, wanted: Filter) -> None:
        """Show a filter without saying that it changed."""
        self._filter = wanted
        self._wait.stop()
        if self.search.text().strip() != wanted.text:
            blocked = self.search.blockSignals(True)
            self.search.setText(wanted.text)
            self.search.blockSignals(blocked)
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each state has, by its code."""
        self._counts = dict(counts)
        self._show()

    def reset(self) -> None:
        """Go back to everything that is open."""
        self.search.setFocus()
        self._end_value()
        self._change(Filter())

    def _change(self, wanted: Filter) -> None:
        if wanted != self._filter:
            self.show_filter(wanted)
            self.filtered.emit(wanted)

    def _make_search(self) -> SearchField:
        search = SearchField()
        search.setAccessibleName(self._context.label(N_("Search")))
        search.setPlaceholderText(self._context.label(N_("Number, title, name, any text   /")))
        search.setClearButtonEnabled(True)
        search.textChanged.connect(lambda _text: self._wait.start())
        search.left.connect(self._leave)
        return search

    def _make_value(self) -> SearchField:
        value = SearchField()
        value.setFixedWidth(200)
        value.left.connect(lambda: self._take(value.text().strip()))
        return value

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self.search, 1)
        for chip in (*self._before, self.states, self.more, self.clear):
            first.addWidget(chip)
        rows.addLayout(first)
        self._chips.setSpacing(GAP)
        self._second_row = second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(GAP)
        second.addLayout(self._chips)
        second.addWidget(self._name)
        second.addWidget(self.value)
        second.addStretch(1)
        rows.addWidget(self._second)

    def _fill_conditions(self) -> None:
        """Fill the menu with fields, by group, and the options of those that have any; once is enough."""
        menu, translator = self.more.menu(), self._context.translator
        if menu.actions():
            return
        for label, fields in askable_groups(self._register):
            group = menu.addMenu(translator.label(label))
            for field in fields:
                self._fill_field(group, field)

    def _fill_field(self, group: QMenu, asked: Askable) -> None:
        label, name = self._context.label, asked.name(self._context.translator)
        choices = [(label(each.label), each.code) for each in asked.options]
        other = ""
        if isinstance(asked.kind, Day):
            other = label(N_("From … to …"))
        elif isinstance(asked.kind, Person):
            me = self._context.desk.actor.name
            choices = [(self._context.say(Message(N_("{user} (you)"), user=me)), me)]
            other = label(N_("Another name…"))
        elif not choices:
            group.addAction(f"{name}…").triggered.connect(lambda: self._ask(asked))
            return
        inner = group.addMenu(name)
        for word, value in choices:
            action = inner.addAction(word)
            action.triggered.connect(lambda _=False, value=value: self._add(asked.path, value))
        if other:
            inner.addSeparator()
            inner.addAction(other).triggered.connect(lambda: self._ask(asked))

    def _show(self) -> None:
        self._show_states()
        self._show_conditions()
        self.more.setEnabled(len(self._filter.conditions) < MOST_CONDITIONS)
        self.clear.setVisible(self._filter != Filter())

    def _show_states(self) -> None:
        shown = Message(N_("State: {state}"), state=dict(self._choices())[self._filter.state])
        self.states.show_text(self._context.say(shown), "▾", in_force=self._filter.state != ALL)

    def _choices(self) -> list[tuple[str, str]]:
        """Return what can be chosen as state, by code, with its name."""
        label = self._context.label
        choices = [(OPEN, label(N_("Open"))), (ALL, label(N_("All")))]
        choices += [(each.code, label(each.label)) for each in self._register.states.states]
        return [*choices, (WITHDRAWN, label(WITHDRAWN_STATE.label))]

    def _fill_states(self) -> None:
        menu = self.states.menu()
        menu.clear()
        group = QActionGroup(menu)
        for code, name in self._choices():
            count = self._counts.get(code)
            action = QAction(name if count is None else f"{name}\t{count:,}", menu, checkable=True)
            action.setChecked(code == self._filter.state)
            action.triggered.connect(
                lambda _=False, code=code: self._change(replace(self._filter, state=code))
            )
            group.addAction(action)
            menu.addAction(action)
            if code == ALL:
                menu.addSeparator()

    def _show_conditions(self) -> None:
        while self._chips.count():
            item = self._chips.takeAt(0)
            if item is not None:
                item.widget().hide()
                item.widget().deleteLater()
        translator = self._context.translator
        for path, value in self._filter.conditions:
            asked = askable_named(self._register, path)
            name = asked.name(translator) if asked else path
            shown = asked.shown(value, translator) if asked else value
            sentence = translator.say(Message(N_("{field}: {value}"), field=name, value=shown))
            chip = Chip()
            chip.show_text(sentence, " ×", in_force=True)
            chip.setAccessibleName(translator.say(Message(N_("Take away: {condition}"), condition=sentence)))
            chip.clicked.connect(lambda _=False, path=path: self._change(self._filter.without(path)))
            self._chips.addWidget(chip)
        asking = self._asked is not None
        between = self._asked is not None and isinstance(self._asked.kind, Day)
        self.value.setVisible(asking and not between)
        if between or self._period is not None:
            self.period.setVisible(between)
        self._name.setVisible(asking)
        self._second.setVisible(asking or bool(self._filter.conditions))

    def _ask(self, asked: Askable) -> None:
        """Open a field in place for the value of a condition."""
        self._asked = asked
        name = asked.name(self._context.translator)
        self._name.setText(name)
        self.value.setAccessibleName(name)
        self.value.clear()
        self._show_conditions()
        if isinstance(asked.kind, Day):
            self.period.ask(asked.labels[-1])
        else:
            self.value.setFocus()

    def _take(self, text: str) -> None:
        asked = self._asked
        self._end_value()
        if asked is not None and text:
            self._add(asked.path, text)
        else:
            self._show_conditions()
        self.left.emit()

    def _end_value(self) -> None:
        self._asked = None
        self.value.clear()

    def _add(self, path: str, value: str) -> None:
        self._change(self._filter.with_condition(path, value))

    def _take_text(self) -> None:
        self._change(replace(self._filter, text=self.search.text().strip()))

    def _leave(self) -> None:
        """Take what was typed at once, then go to the list."""
        self._wait.stop()
        self._take_text()
        self.left.emit()
