"""What Today and the page of everything due share: a strip of weeks and a list of rows that each name an act."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.gui.act_rows import ActRows
from ipdesk.gui.chip import Chip
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.due_strip import DueStrip, span_of, words_of
from ipdesk.gui.empty_state import Act
from ipdesk.gui.labels import Card, Elided, spread, text_label
from ipdesk.gui.matters_choices import MattersChoices
from ipdesk.gui.matters_table import MattersTable
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import GAP
from ipdesk.gui.work_page import WorkPage
from ipdesk.model.text import N_, Message
from ipdesk.operations.matters import Matter
from ipdesk.operations.weeks import COMING, Week
from ipdesk.registers import register


class MattersPage(WorkPage):
    """The list is narrowed by view and week and keeps the keyboard at its row; what it holds its page says.

    `usual` is the view that Escape leads back to, and that stands at first.
    """

    usual: ClassVar[str]

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, choices: MattersChoices, model: ActRows
    ) -> None:
        super().__init__(context, tasks, dialogs)
        self.choices, self.model = choices, model
        model.setParent(self)
        self.strip = DueStrip(context)
        self.coming = text_label(
            context.say(Message(N_("Due in the coming {count} weeks"), count=COMING)), "section"
        )
        self.week_words = Elided("")
        self.week_words.setProperty("muted", True)
        self.week_chip = Chip()
        self.table = MattersTable(context, model)

    def show_view(self, view: str) -> None:
        """Narrow the list to a view."""
        self.choices.view = view
        self._show_rows()

    def show_week(self, week: Week | None) -> None:
        """Narrow the list to what is due in a week, None for all weeks."""
        self.choices.week = week
        self._show_rows()
        if week is not None and self.model.rowCount():
            self.table.setFocus()

    @abstractmethod
    def _fill(self) -> bool:
        """Put into the model what belongs to the view and the week; False as long as nothing can be shown."""

    @abstractmethod
    def _count_views(self) -> dict[str, str]:
        """Count what there is, and return what the chip of each view says."""

    @abstractmethod
    def _nothing(self) -> tuple[str, list[Act]]:
        """Return what to say where nothing is listed, and what can be done about it."""

    @abstractmethod
    def _pick(self, held: Any) -> None:
        """Remember the row, and say what its keys do."""

    @abstractmethod
    def _act(self, held: Any) -> None:
        """Do the act that a row names."""

    @abstractmethod
    def _place_of(self, held: Any) -> str:
        """Return at which place of its form the record of a row opens, empty for none."""

    def _make_weeks_card(self) -> Card:
        """Return the strip of weeks, with what its keyboard or the pointer stands at in words over it."""
        card = Card()
        card.body.setSpacing(GAP)
        above = spread(self.coming, self.week_words)
        above.setStretch(1, 1)
        card.body.addLayout(above)
        card.body.addWidget(self.strip, 1)
        return card

    def _connect(self) -> None:
        self.strip.chosen.connect(self.show_week)
        self.strip.looked_at.connect(self._tell_week)
        self.week_chip.clicked.connect(lambda: self.show_week(None))
        self.table.chosen.connect(self._open)
        self.table.acted.connect(self._act)
        self.table.picked.connect(self._pick)
        self.table.left.connect(self._widen)

    def _show_rows(self) -> None:
        """Show what belongs to the view and the week, with the keyboard where it was."""
        wanted, before = self.choices.row, max(0, self.table.currentIndex().row())
        if not self._fill():
            return
        self._show_views()
        count = self.model.rowCount()
        self._show_place(count > 0)
        if count:
            place = self.model.place_of(wanted, before) if wanted else None
            self.table.selectRow(min(before, count - 1) if place is None else place)
        self._pick(self.table.current())

    def _show_views(self) -> None:
        self.views.show_choice(self.choices.view, self._count_views())
        week = self.choices.week
        self.strip.show_narrowed(week)
        self.week_chip.setVisible(week is not None)
        if week is not None:
            span = self.context.say(span_of(week))
            self.week_chip.show_text(f"{span}  ×", in_force=True)
            taken = Message(N_("Take away: {condition}"), condition=span)
            self.week_chip.setAccessibleName(self.context.say(taken))

    def _show_place(self, some: bool) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.places.isAncestorOf(focused)
        self.places.setCurrentWidget(self.table if some else self.empty)
        self.setFocusProxy(self.table if some else self.empty)
        if not some:
            self.empty.show_state(*self._nothing())
        if had_focus:
            self.places.currentWidget().setFocus()

    def _widen(self) -> None:
        """Take away to what the list is narrowed."""
        self._show_all(self.usual)

    def _show_all(self, view: str) -> None:
        """Show a view of all weeks."""
        self.choices.view, self.choices.week = view, None
        self._show_rows()

    def _tell_week(self, week: Week | None) -> None:
        self.week_words.setText(self.context.say(words_of(week)) if week is not None else "")

    def _has_keyboard(self) -> bool:
        """Say whether the keyboard is on this page, so that no key typed elsewhere acts here."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _go_back_to(self, key: tuple[str, ...]) -> None:
        self.choices.row = key or self.choices.row

    def _open(self, held: Any) -> None:
        if place := self._place_of(held):
            self.opened_at.emit(held.register, held.number, place)
        else:
            self.opened.emit(held.register, held.number)

    def _make_move(self, matter: Matter) -> bool:
        """Make the next move of a matter and say whether it was made; it asks only for what ends the work or needs a reason."""
        if matter.step is None:
            return False
        of = register(matter.register)
        return self._moves.make(of, matter.number, matter.step, matter.revision, matter.key)
