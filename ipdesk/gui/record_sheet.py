"""What a record's page shows under its head: chips to jump by, the form and its cards, findings at the side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ipdesk.gui.attachments_card import AttachmentsCard
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.editors.field import FormField
from ipdesk.gui.findings_margin import FindingsMargin
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.form import Form
from ipdesk.gui.history_card import HistoryCard
from ipdesk.gui.labels import Card, leave_room_for_bold
from ipdesk.gui.links_card import LinksCard
from ipdesk.gui.menu_button import MenuButton
from ipdesk.gui.scrolling import bring_into_sight, reveal, settle
from ipdesk.gui.tab_order import stops_in
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import CARD_GAP, FIELD_GAP, GAP, GRID
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message


class RecordSheet(QWidget):
    """The scrolled column of cards with the margin of findings; `opened` asks for a linked record."""

    opened = Signal(str, str)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: Register) -> None:
        super().__init__()
        self._context, self._register = context, register
        self._tasks, self._dialogs = tasks, dialogs
        self.form = self.make_form()
        self.overview, self.rest = self.make_overview(), self.make_rest()
        self.attachments = AttachmentsCard(context, tasks, dialogs, register)
        self.links = LinksCard(context)
        self.history = HistoryCard(context, register)
        self.margin = FindingsMargin(context)
        self.area = QScrollArea()
        self.chips: list[QPushButton] = []
        self._places: list[QWidget] = []
        self.chip_bar = self._chip_bar()
        self.across, self.cards = QHBoxLayout(), QVBoxLayout()
        self.lay_out()
        self.form.reached.connect(self._reveal)
        self.margin.chosen.connect(self.form.go_to)
        self.form.opened.connect(self.opened)
        self.links.opened.connect(self.opened)
        self._reached: QWidget | None = None  # the field that was gone to, until the keyboard is elsewhere
        self.area.verticalScrollBar().valueChanged.connect(self._mark_chip)
        self.area.verticalScrollBar().rangeChanged.connect(self._grown)

    def make_form(self) -> Form:
        """Make the form; the sheet of a process may give fields editors of its own."""
        return Form(self._context, self._register)

    def make_overview(self) -> Sequence[tuple[str, Card]]:
        """Make the cards that stand over the form, each with the text of its chip; most records have none."""
        return ()

    def make_rest(self) -> Sequence[tuple[str, Card]]:
        """Make the cards that stand under the form, likewise."""
        return ()

    def lay_out(self) -> None:
        """Put the chips over the column of cards, and the findings at its right."""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(FIELD_GAP)
        box.addWidget(self.chip_bar)
        self.across.setSpacing(CARD_GAP)
        self.across.addWidget(self._column(), 1)
        self.across.addWidget(self.margin)
        box.addLayout(self.across, 1)

    def stack(self) -> QWidget:
        """Make do with a narrow place: the findings stand over the form. Return a menu to use in place of the chips."""
        self.margin.stack()
        self.cards.insertWidget(0, self.margin)
        self.chip_bar.hide()
        places = QMenu(self)
        for chip in self.chips:
            places.addAction(chip.text()).triggered.connect(chip.click)
        return MenuButton(self._context.label(N_("Go to")), places)

    def show_findings(self, now: Sequence[Finding], later: Sequence[Finding]) -> None:
        """Show what stands in the way now, and what will matter only later."""
        self.margin.show_findings(now, later)

    def clear(self, record: Record) -> None:
        """Show nothing of a record any more: it is sealed."""
        self.hide()
        self.form.show_record(self._register.record(), frozenset())
        self.form.base = record
        self.margin.show_findings((), ())
        self.attachments.show_files(None)
        self.links.show_links(None)
        self.history.show_acts(())

    def jump(self, card: QWidget) -> None:
        """Bring a card to the top."""
        self._reached = None
        self.form.make_all()
        settle(self.area)
        top = self._top(card)
        self.area.verticalScrollBar().setValue(top)
        self.chips[self._places.index(card)].setChecked(True)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab lead from a chip into the card that it stands for."""
        focused: QWidget | None = self.window().focusWidget()
        if next and focused in self.chips:
            card = self._places[self.chips.index(focused)]
            self.jump(card)
            for stop in stops_in(card):
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().focusNextPrevChild(next)

    def _column(self) -> QScrollArea:
        column = QWidget()
        column.setLayout(self.cards)
        self.cards.setContentsMargins(0, 0, GAP, 0)
        self.cards.setSpacing(CARD_GAP)
        over, under = ([card for _, card in each] for each in (self.overview, self.rest))
        for card in (*over, self.form, *under, self.attachments, self.links, self.history):
            self.cards.addWidget(card)
        self.cards.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(column)
        return self.area

    def _chip_bar(self) -> QWidget:
        label = self._context.label
        named: list[tuple[str, QWidget]] = [
            *self.overview,
            *((label(each.label), self.form.cards[each.name]) for each in self._register.groups),
            *self.rest,
        ]
        named.append((label(N_("Attachments")), self.attachments))
        named.append((label(N_("Linked from")), self.links))
        named.append((label(N_("History")), self.history))
        bar = QWidget()
        row = FlowLayout(bar, GRID)
        group = QButtonGroup(self)
        for text, card in named:
            chip = QPushButton(text)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            leave_room_for_bold(chip)
            chip.setAccessibleName(self._context.say(Message(N_("Go to {place}"), place=text)))
            chip.clicked.connect(partial(self._jump, card))
            group.addButton(chip)
            self.chips.append(chip)
            self._places.append(card)
            row.addWidget(chip)
        self.chips[0].setChecked(True)
        return bar

    def _jump(self, card: QWidget, _on: bool = True) -> None:
        self.jump(card)

    def _reveal(self, field: QWidget) -> None:
        reveal(field, CARD_GAP * 3)
        self._reached = field
        for chip, card in zip(self.chips, self._places, strict=True):
            if card.isAncestorOf(field):
                chip.setChecked(True)

    def _grown(self, *_range: int) -> None:
        """Look after the field that was gone to, once what is laid out late has pushed it out of sight."""
        if self._reached is not None:
            QTimer.singleShot(0, self, self._reveal_again)

    def _reveal_again(self) -> None:
        field = self._reached
        focused: QWidget | None = self.window().focusWidget()
        if field is None or focused is None or not (field is focused or field.isAncestorOf(focused)):
            self._reached = None
        elif focused.isVisible():
            bring_into_sight(self.area, _field_around(focused), CARD_GAP * 3)

    def _top(self, card: QWidget) -> int:
        return card.mapTo(self.area.widget(), card.rect().topLeft()).y()

    def _mark_chip(self, at: int) -> None:
        """Mark the chip of the card at the top."""
        for chip, card in zip(self.chips, self._places, strict=True):
            if not card.isHidden() and self._top(card) <= at + CARD_GAP * 2:
                chip.setChecked(True)


def _field_around(widget: QWidget) -> QWidget:
    """Return the innermost field that holds a widget: one of a row rather than all rows, which may be taller than the area."""
    around: QWidget | None = widget
    while around is not None and not isinstance(around, FormField):
        around = around.parentWidget()
    return around or widget
