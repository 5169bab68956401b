"""The cards of one column of the board, what they say, and what was chosen on the board while the desk is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ipdesk.gui.context import Context
from ipdesk.gui.table_model import Index
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.operations.board import Card, Column
from ipdesk.registers import REGISTERS

ALL: Final = "all"
VIEWS: Final = {ALL: N_("All"), "me": N_("Waiting for me"), "others": N_("Waiting for others")}
CARD: Final = Qt.ItemDataRole.UserRole
_NOWHERE: Final = QModelIndex()


@dataclass(slots=True)
class BoardChoices:
    """What was chosen on the board, kept by the window while the desk is open."""

    register: str = REGISTERS[0].name
    view: str = ALL
    text: str = ""
    number: str = ""  # of the card that the keyboard stands at


def in_view(column: Column, view: str) -> bool:
    """Say whether a column belongs to a view; what ended waits for nobody."""
    match view:
        case "me":
            return column.mine
        case "others":
            return not column.mine and not column.final
        case _:
            return True


def matching(column: Column, text: str) -> tuple[Card, ...]:
    """Return the cards whose number, title or unit hold every word of a text."""
    words = [folded(each) for each in text.split()]
    if not words:
        return column.cards
    return tuple(
        card
        for card in column.cards
        if all(each in folded(f"{card.number} {card.title} {card.unit}") for each in words)
    )


class CardWords:
    """Puts what a card shows into words."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def title(self, card: Card) -> str:
        """Return the title, or that there is none to be seen."""
        return self._context.label(N_("Sealed")) if card.sealed else card.title

    def days(self, card: Card) -> str:
        """Return for how long a record has been in its state, in short."""
        return self._context.say(Message(N_("{days} d"), days=card.days))

    def waits(self, column: Column) -> str:
        """Return whom the cards of a column wait for, "" where they wait for nobody."""
        if not column.waits_for:
            return ""
        return self._context.say(Message(N_("waits for {whom}"), whom=Message(column.waits_for)))

    def level(self, card: Card) -> str:
        """Return the words of the marking, "" where the level was not answered."""
        return self._context.label(card.marking)

    def spoken(self, column: Column, card: Card) -> str:
        """Return a card as it is read out."""
        whole = {"number": card.number, "title": self.title(card), "days": card.days}
        if column.waits_for:
            waiting = N_("{number}, {title}, {days} days, waits for {whom}")
            said = self._context.say(Message(waiting, **whole, whom=Message(column.waits_for)))
        else:
            said = self._context.say(Message(N_("{number}, {title}, {days} days"), **whole))
        return self.joined(said, self.level(card))

    def joined(self, what: str, more: str) -> str:
        """Return two things that are read out together; the second may be empty."""
        return self._context.say(Message(N_("{what}, {more}"), what=what, more=more)) if more else what

    def told(self, column: Column, card: Card) -> str:
        """Return all there is to say of a card, a line each."""
        since = N_("{state} since {day}")
        lines = (
            f"{card.number}　{self.title(card)}",
            card.unit,
            self._context.say(Message(since, state=Message(column.label), day=card.since)),
            self.waits(column),
            self.level(card),
        )
        return "\n".join(each for each in lines if each)


class CardsModel(QAbstractListModel):
    """The cards of a column in the order given."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.words = CardWords(context)
        self._column: Column | None = None
        self._cards: Sequence[Card] = ()

    @property
    def column(self) -> Column | None:
        """The column the cards are of, None before any is shown."""
        return self._column

    @property
    def cards(self) -> Sequence[Card]:
        """The cards shown."""
        return self._cards

    def show_cards(self, column: Column, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._column, self._cards = column, cards
        self.endResetModel()

    def place_of(self, number: str) -> int | None:
        """Return at which row a record stands, None when it is not shown."""
        return next((row for row, each in enumerate(self._cards) if each.number == number), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many cards are shown."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the card, or what it says to those who look at it, point at it or hear it."""
        if not index.isValid() or self._column is None:
            return None
        card = self._cards[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:  # CARD
                return card
            case Qt.ItemDataRole.DisplayRole:
                return f"{card.number}　{self.words.title(card)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.words.spoken(self._column, card)
            case Qt.ItemDataRole.ToolTipRole:
                return self.words.told(self._column, card)
        return None
