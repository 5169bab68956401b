"""The page of a register: its table, what it is narrowed to, and what is done with many records at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget

from ipdesk.gui.column_menu import ColumnMenu
from ipdesk.gui.commands import Command
from ipdesk.gui.conditions import ALL, Filter
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.empty_state import Act, EmptyState
from ipdesk.gui.filter_bar import FilterBar
from ipdesk.gui.labels import Elided, dress, primary, spread, text_label
from ipdesk.gui.list_reader import ListReader
from ipdesk.gui.menu_button import MenuButton
from ipdesk.gui.page import Page
from ipdesk.gui.record_beside import RecordBeside
from ipdesk.gui.register_acts import RegisterActs
from ipdesk.gui.saved_filters import SavedFilters
from ipdesk.gui.selection_bar import KEYS, KEYS_BESIDE, SelectionBar
from ipdesk.gui.side_by_side import SideBySide
from ipdesk.gui.tab_order import go_on
from ipdesk.gui.table_columns import default_columns, known_columns, order_said
from ipdesk.gui.table_model import TableModel
from ipdesk.gui.table_view import TableView, View
from ipdesk.gui.tasks import Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.restricted import restricted_fields
from ipdesk.model.text import N_, Message
from ipdesk.operations import settings as settings_file
from ipdesk.operations.permissions import permits
from ipdesk.operations.reading import Order
from ipdesk.operations.views import View as Kept
from ipdesk.registers import register as register_named


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reader stands in a register: filter, order, place in the list, and the saved filter in force."""

    filter: Filter = field(default_factory=Filter)
    order: Order = field(default_factory=Order)
    view: View = field(default_factory=View)
    saved: str = ""  # the name of the saved filter in force
    columns: tuple[str, ...] = ()  # its own, if it has any


class RegisterPage(Page):
    """One register. `import_asked` carries its name; `standing` and `go_to` let the window come back to it."""

    import_asked = Signal(str)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: str) -> None:
        super().__init__(context, tasks)
        self.register = register_named(register)
        self._order = Order()
        self._own_columns: tuple[str, ...] = ()  # of the saved filter in force
        self.reader = ListReader(context, tasks, self.register, self)
        self.saved = SavedFilters(context, self.register, dialogs, self)
        self.filter_bar = FilterBar(context, self.register, self.saved.chip)
        self.rows = TableModel(context, self.register, self)
        self.table = TableView(context, self.register, self.rows)
        self.columns = ColumnMenu(context, self.register, self)
        self.selection = SelectionBar(context)
        self.empty = EmptyState()
        self.beside = RecordBeside(context, tasks, dialogs, register)
        self.places = QStackedWidget()
        self.split = SideBySide(context, self.table, self.rows, self.places, self.beside)
        self._staying = False
        self.acts = RegisterActs(self, dialogs)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        label, one = self.context.label, Message(self.register.one)
        self.count = Elided("")  # gives way where the names of the acts are long
        self.count.setProperty("muted", True)
        self.columns_button = MenuButton(label(N_("Columns")), self.columns)
        self.import_button = QPushButton(label(N_("Import…")))
        self.export_button = QPushButton(label(N_("Export…")))
        self.new_button = primary(QPushButton(self.context.say(Message(N_("New: {one}"), one=one))))
        actor = self.context.desk.actor
        may = (
            (self.import_button, permits(actor, "import")),
            (self.export_button, permits(actor, "export")),
            (self.new_button, permits(actor, "add")),
        )
        for button, permitted in may:
            if not permitted:
                button.hide()  # not setVisible: shown before it is laid out, it would be a window for a moment
        buttons = (self.columns_button, self.import_button, self.export_button, self.new_button)
        self.body.addLayout(spread(text_label(self.title(), "title"), self.count, 1, *buttons))
        self.body.addWidget(self.filter_bar)
        self.body.addWidget(self.saved.naming)
        self.body.addWidget(self.acts.lock)
        self.body.addWidget(self.outcome)
        self.places.addWidget(self.table)
        self.places.addWidget(self.empty)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.selection)
        self.body.setSpacing(12)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.filter_bar.filtered.connect(self._filtered)
        self.filter_bar.left.connect(self._focus_list)
        self.reader.done.connect(self._show)
        self.reader.counted.connect(self.filter_bar.show_counts)
        self.reader.begun.connect(self._say_reading)
        self.reader.refused.connect(self._refuse_list)
        self.saved.applied.connect(self._apply)
        self.saved.refused.connect(self.outcome.refuse)
        self.saved.left.connect(self._focus_list)
        self.acts.lock.left.connect(self._focus_list)
        self.table.search_asked.connect(self.search)
        self.table.chosen.connect(self._open)
        self.table.ordered.connect(self.order_by)
        self.table.resized.connect(self._keep_widths)
        self.table.picked.connect(self._picked)
        self.table.copied.connect(self._copied)
        self.rows.failed.connect(self.outcome.refuse)
        self.beside.opened.connect(self.opened)
        self.beside.opened_at.connect(self.opened_at)
        self.beside.rules_asked.connect(self.rules_asked)
        self.beside.manuscripts_asked.connect(self.manuscripts_asked)
        self.beside.acts_changed.connect(self.acts_changed)
        self.split.turned.connect(self._turned)
        self.split.refused.connect(self.outcome.refuse)
        self.columns.chosen.connect(self._choose_columns)
        self.columns.ordered.connect(self.order_by)
        self.columns.reset_asked.connect(lambda: self._keep_table({}))
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self.acts.export)
        self.new_button.clicked.connect(self._new)
        self.selection.move_asked.connect(self.acts.offer_moves)
        self.selection.chosen.connect(self.acts.move)
        self.selection.withdraw_asked.connect(self.acts.withdraw)
        self.selection.together_asked.connect(self.acts.open_together)
        self.selection.stop_asked.connect(self.acts.stop)

    def title(self) -> str:
        """Return the register's name."""
        return self.context.label(self.register.label)

    def filter(self) -> Filter:
        """Return what the list is narrowed to."""
        return self.filter_bar.filter()

    def standing(self) -> Standing:
        """Return where the reader stands."""
        return Standing(self.filter(), self._order, self.table.view(), self.saved.name, self._own_columns)

    def go_to(self, standing: Standing) -> None:
        """Read the list as it stood and go to the place in it."""
        self.filter_bar.show_filter(standing.filter)
        self._order, self._own_columns, self.saved.name = standing.order, standing.columns, standing.saved
        self._read(standing.view)

    def show_only(self, wanted: Filter) -> None:
        """Narrow the list to a filter, as if it had been set by hand."""
        self.filter_bar.show_filter(wanted)
        self._read(View())

    def order_by(self, order: Order) -> None:
        """Order the list; the selected records stay selected."""
        self._order = order
        view = self.table.view()
        self._read(View(view.current, view.selected, None, view.across))

    def search(self) -> None:
        """Put the keyboard into the search."""
        self.filter_bar.search.setFocus()
        self.filter_bar.search.selectAll()

    def refresh(self) -> None:
        """Read the list again and stay where the reader was."""
        if not self.context.is_open():
            self.rows.show_list(array("q"), self.rows.columns)
            return
        self.saved.read()
        self.reader.forget_counts()
        self._read(self.table.view(), stay=True)
        self.beside.refresh()

    @property
    def number(self) -> str:
        """The number of the record beside the table, "" for none."""
        return self.beside.number if self.split.is_open() else ""

    def is_unsaved(self) -> bool:
        """Say whether something was typed into the record beside the table and not saved."""
        return self.beside.is_unsaved()

    def may_leave(self) -> bool:
        """Ask once when something was typed into the record beside the table and not saved."""
        return self.beside.may_leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the record beside the table where the window has become wide enough."""
        super().resizeEvent(event)
        self.split.arrange()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go on as the page is laid out, from the table to the record."""
        return go_on(self, next)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label, actor = self.context.label, self.context.desk.actor
        one, several = Message(self.register.one), self._has_several
        found: list[tuple[bool, str, str, Callable[[], None], str, Callable[[], bool]]] = [
            (permits(actor, "add"), "new", self.context.say(Message(N_("New: {one}"), one=one)), self._new,
             "Ctrl+N", lambda: True),
            (True, "search", label(N_("Search this register")), self.search, "Ctrl+F", lambda: True),
            (True, "clear", label(N_("Clear the filter")), self.filter_bar.reset, "Ctrl+Shift+F", lambda: True),
            (True, "state", label(N_("Narrow to a state…")), self.filter_bar.states.showMenu, "Ctrl+Shift+S",
             lambda: True),
            (True, "condition", label(N_("Add a condition…")), self.filter_bar.more.showMenu, "Ctrl+Shift+D",
             self.filter_bar.more.isEnabled),
            (True, "columns", label(N_("Columns and order…")), self.columns_button.showMenu, "Ctrl+Shift+C",
             lambda: True),
            (True, "cross", label(N_("From the table to the record and back")), self.split.cross, "F6",
             self.split.is_open),
            (True, "over", label(N_("Open the record over the table")), lambda: self._open_over(self.table.currentIndex().row()), "Ctrl+Shift+O",
             self.table.currentIndex().isValid),
            (True, "beside", label(N_("Record beside the table, or not")), self.split.turn, "Ctrl+Shift+R",
             self.split.has_room),
            (permits(actor, "import"), "import", label(N_("Import…")), self._import, "Ctrl+I", lambda: True),
            (permits(actor, "export"), "export", label(N_("Export what is shown…")), self.acts.export,
             "Ctrl+E", lambda: True),
            (permits(actor, "export"), "export-locked", label(N_("Export with a password…")),
             self.acts.ask_password, "Ctrl+Shift+E", lambda: True),
            (permits(actor, "reveal") and bool(restricted_fields(self.register)), "export-restricted",
             label(N_("Export with restricted fields…")), self.acts.export_restricted, "", lambda: True),
            (permits(actor, "move"), "move", label(N_("Move the selected on…")),
             self.selection.move_button.showMenu, "Ctrl+M", several),
            (bool(self.acts.together()), "together", self.acts.together(), self.acts.open_together,
             "Ctrl+Shift+T", several),
            (permits(actor, "withdraw"), "withdraw", label(N_("Withdraw the selected…")), self.acts.withdraw,
             "Ctrl+Shift+W", several),
        ]  # fmt: skip
        made = [
            Command(id=f"register.{name}", label=text, run=run, shortcut=keys, enabled=enabled)
            for allowed, name, text, run, keys, enabled in found
            if allowed
        ]
        beside = self.beside.commands() if self.split.is_open() else ()
        return [*made, *self.saved.commands(), *(beside or self.acts.commands())]

    def _has_several(self) -> bool:
        return self.table.count_selected() > 1

    def _read(self, view: View, *, stay: bool = False) -> None:
        self._staying = stay
        self.reader.read(self.filter(), self._order, view)

    def _say_reading(self) -> None:
        self.count.setText(self.context.label(N_("Reading…")))

    def _refuse_list(self, refused: Refused) -> None:
        self._show_count(self.rows.rowCount())
        self.outcome.refuse(refused)

    def _show(self, ids: array[int], view: View) -> None:
        columns = self._columns()
        changed = columns != self.rows.columns
        self.rows.show_list(ids, columns)
        if changed:
            self.table.set_widths(self._widths())
        self.table.show_order(self._order)
        self.columns.show_columns(columns, self._order)
        self.saved.show_listed(Kept("", self.filter(), self._order, columns))
        if ids:
            self.table.go_to(view)
        self._show_place(len(ids))
        self.split.show_list(stay=self._staying)
        self._show_count(len(ids))
        self._picked(self.table.count_selected())

    def _show_count(self, shown: int) -> None:
        total = self.reader.total
        if self.filter().state == WITHDRAWN or shown == total:
            sentence = Message(N_("{count} records"), count=f"{shown:,}")
        else:
            sentence = Message(N_("{shown} of {count} records"), shown=f"{shown:,}", count=f"{total:,}")
        order = order_said(self.register, self._order.field or "changed", self._order.descending)
        self.count.setText(" · ".join(self.context.say(each) for each in (sentence, order)))

    def _show_place(self, shown: int) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.places.isAncestorOf(focused)
        self.places.setCurrentWidget(self.table if shown else self.empty)
        self.setFocusProxy(self.table if shown else self.empty)
        if not shown:
            self.empty.show_state(*self._nothing())
        if had_focus:
            self.places.currentWidget().setFocus()

    def _nothing(self) -> tuple[str, list[Act]]:
        """Return what to say where nothing is listed, and what can be done about it."""
        label, actor = self.context.label, self.context.desk.actor
        if self.filter() != Filter():
            return label(N_("No record matches.")), [(label(N_("Clear the filter")), self.filter_bar.reset)]
        if self.reader.total:
            sentence = label(N_("Nothing is open here: every record has come to its end."))
            return sentence, [(label(N_("Show all")), lambda: self._filtered(Filter(state=ALL)))]
        acts: list[Act] = []
        if permits(actor, "import"):
            acts.append((label(N_("Import…")), self._import))
        if permits(actor, "add"):
            one = Message(self.register.one)
            acts.append((self.context.say(Message(N_("New: {one}"), one=one)), self._new))
        return label(N_("No record yet: import a ledger or add the first.")), acts

    def _filtered(self, wanted: Filter) -> None:
        self.outcome.hide()
        if wanted == Filter():
            self._own_columns = ()
        self.show_only(wanted)

    def _apply(self, kept: Kept) -> None:
        """List a saved filter, in its order and with its columns if it has any."""
        self.outcome.hide()
        self.filter_bar.show_filter(kept.filter)
        self._order, self._own_columns = kept.order, kept.columns
        self._read(View())
        self._focus_list()

    def _focus_list(self) -> None:
        self.setFocus()

    def _open(self, row: int) -> None:
        if self.split.is_open():
            self.split.enter(row)
        else:
            self._open_over(row)

    def _open_over(self, row: int) -> None:
        record = self.rows.record_at(row)
        if record is not None:
            self.opened.emit(self.register.name, record.number)

    def _turned(self) -> None:
        self.selection.show_keys(KEYS_BESIDE if self.split.is_open() else KEYS)
        dress(self.new_button, "primary", not self.split.is_open())  # the record beside has one of its own
        self.acts_changed.emit()

    def _new(self) -> None:
        self.opened.emit(self.register.name, "")

    def _import(self) -> None:
        self.import_asked.emit(self.register.name)

    def _picked(self, count: int) -> None:
        if not self.acts.is_busy():
            actor = self.context.desk.actor
            self.selection.show_selected(
                count,
                movable=permits(actor, "move"),
                withdrawable=permits(actor, "withdraw"),
                together=self.acts.together(),
            )

    def _copied(self, count: int, of: int) -> None:
        if count < of:
            said = Message(
                N_("Only the first {count} of {of} rows were copied. Export takes all."), count=count, of=of
            )
            self.outcome.say(self.context.say(said), "warn")

    def _columns(self) -> tuple[str, ...]:
        return known_columns(self.register, self._own_columns) or self._chosen_columns()

    def _chosen_columns(self) -> tuple[str, ...]:
        held = self.context.settings.tables.get(self.register.name, {})
        return known_columns(self.register, tuple(held)) or default_columns(self.register)

    def _widths(self) -> dict[str, int]:
        held = self.context.settings.tables.get(self.register.name, {})
        return {name: width for name, width in held.items() if width}

    def _choose_columns(self, columns: Sequence[str]) -> None:
        held = self._widths()
        self._keep_table({name: held.get(name, 0) for name in columns})

    def _keep_widths(self, widths: dict[str, int]) -> None:
        """Remember widths set by hand, and never the columns of a saved filter as if they had been chosen."""
        own = known_columns(self.register, self._own_columns)
        columns = self._chosen_columns() if own else self.rows.columns
        self._keep({name: widths.get(name, 0) for name in columns})

    def _keep_table(self, columns: dict[str, int]) -> None:
        self._own_columns = ()
        self._keep(columns)
        view = self.table.view()
        self.rows.show_list(self.rows.ids, self._columns())
        self.table.set_widths(self._widths())
        self.table.show_order(self._order)
        self.columns.show_columns(self._columns(), self._order)
        self.table.go_to(view)

    def _keep(self, columns: dict[str, int]) -> None:
        self.context.settings = self.context.settings.with_table(self.register.name, columns)
        try:
            settings_file.save(self.context.settings)
        except Refused as refused:
            self.outcome.refuse(refused)
