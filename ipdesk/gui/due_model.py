"""The rows of everything due: an array of places, and pages of rows read when they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal

from ipdesk.gui.act_rows import DUE, MATTER, MOVE_KEY, RECORD, STATUS, ActRows
from ipdesk.gui.context import Context
from ipdesk.gui.matters_model import key_of, matter_told, waited_for
from ipdesk.gui.theme import Tone
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations.due import WHEN, Due, DueList, When, doubts_said, read_due
from ipdesk.operations.permissions import permits_some
from ipdesk.registers import register

PAGE: Final = 64  # rows read at once
KEPT: Final = 100  # pages
TONES: Final[dict[When, Tone]] = {
    "overdue": "block",
    "grace": "block",
    "today": "warn",
    "week": "warn",
    "month": "warn",
    "doubtful": "warn",
    "undated": "warn",
    "later": "info",
    "info": "info",
}
NOTHING: Final = DueList(array("q"), array("q"), b"")


class DueModel(ActRows):
    """Shows a DueList. `failed` carries the Refused of a page that could not be read; its rows stay empty."""

    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._pages: OrderedDict[int, list[Due]] = OrderedDict()
        self.listed = NOTHING

    def show_list(self, listed: DueList, today: date) -> None:
        """Show another list, as seen on a day."""
        self.beginResetModel()
        self.listed, self.today = listed, today
        self._pages.clear()
        self.endResetModel()

    def count(self) -> int:
        """Return how much is listed."""
        return len(self.listed)

    def row_at(self, row: int) -> Due | None:
        """Return what is due in a row, None where it is gone meanwhile."""
        if not 0 <= row < len(self.listed):
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return page[place] if place < len(page) else None

    def place_of(self, key: tuple[str, ...], near: int) -> int | None:
        """Return at which row something stands, looked for in the pages around a row; None when it is not there."""
        first = max(0, near // PAGE - 1) * PAGE
        rows = range(first, min(first + 3 * PAGE, len(self.listed)))
        return next((row for row in rows if (held := self.row_at(row)) is not None and held.key == key), None)

    def widest(self, column: int) -> Iterable[str]:
        """Return the words of urgency, and of everybody who may be waited for."""
        words = WHEN.values() if column == STATUS else waited_for()
        return map(self.context.label, words)

    def key_of(self, held: Due) -> str:
        """Return the key that does the act of a row; Enter, which opens it, for whoever may not do it."""
        if held.matter is not None:
            return key_of(held.matter, self.context)
        return MOVE_KEY if self.may_clear(held) else self.context.label(N_("Enter"))

    def may_clear(self, held: Due) -> bool:
        """Say whether the person at the desk may clear tasks of the register of a row at all."""
        if not self.context.is_open():  # rows are drawn once more while it locks
            return False
        return permits_some(self.context.desk.actor, "change", register(held.register))

    def act_of(self, held: Due) -> Message:
        """Return the act that clears it."""
        return held.act

    def tone_of(self, held: Due) -> Tone:
        """Return the tone of its urgency."""
        return TONES[held.when]

    def text_of(self, held: Due, column: int) -> str:
        """Return the text of a cell."""
        match column:
            case 0:  # STATUS
                return self.context.label(WHEN[held.when])
            case 1:  # DUE
                return held.holds.isoformat() if held.holds else "—"
            case 2:  # MATTER
                return self._matter(held)
            case 3:  # RECORD
                return f"{held.number}　{held.title}"
            case _:  # WAITS
                return self.context.label(held.waits_for)

    def told_of(self, held: Due, column: int) -> str | None:
        """Return what only the tool tip has room for: the whole matter, the day counted and the safe one."""
        if held.matter is not None:
            return matter_told(held.matter, column, self.context)
        if column == MATTER:
            return self.context.say(held.what)
        if column in (STATUS, DUE):
            return "\n".join(self.context.say(each) for each in days_said(held)) or None
        return f"{held.number}　{held.title}" if column == RECORD else None

    def _matter(self, held: Due) -> str:
        """Return what is due, without the day that stands beside it; of a fee in its grace what it costs by when."""
        say = self.context.say
        doubts = [say(each) for each in doubts_said(held)]
        said = say(held.what if held.name is None or held.when == "grace" else held.name)
        return (
            say(Message(N_("{matter} [{doubts}]"), matter=said, doubts="; ".join(doubts))) if doubts else said
        )

    def _read(self, number: int) -> list[Due]:
        if not self.context.is_open():
            return []
        try:
            return read_due(self.context.desk, self.listed, number * PAGE, PAGE)
        except Refused as refused:
            self.failed.emit(refused)
            return []


def days_said(held: Due) -> list[Message]:
    """Return the days of a task where they differ, in words."""
    found = []
    if held.counted is not None and held.counted != held.holds:
        found.append(Message(N_("Counted: {day}"), day=held.counted))
    if held.safe is not None and held.safe != held.holds:
        found.append(Message(N_("Safe: {day}"), day=held.safe))
    if held.confirmed_by:
        found.append(Message(N_("Confirmed by {name}"), name=held.confirmed_by))
    return found
