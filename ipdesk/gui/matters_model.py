"""The rows of Today: what waits and what is due, each with the act that clears it and its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QObject

from ipdesk.gui.act_rows import MATTER, MOVE_KEY, STATUS, WAITS, ActRows
from ipdesk.gui.context import Context
from ipdesk.gui.theme import Tone
from ipdesk.model.findings import show_basis
from ipdesk.model.states import ROLE_LABELS
from ipdesk.model.text import N_, Message
from ipdesk.operations.matters import URGENCIES, Matter, Urgency
from ipdesk.registers import REGISTERS, register
from ipdesk.rules.deadline_events import WAITS_FOR

WAITED: Final = N_("{whom} · for {days} d")
TONES: Final[dict[Urgency, Tone]] = {
    "overdue": "block",
    "grace": "block",
    "today": "warn",
    "week": "warn",
    "month": "warn",
    "me": "info",
    "others": "info",
}


class MattersModel(ActRows):
    """Rows in the order given."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._rows: Sequence[Matter] = ()

    @property
    def rows(self) -> Sequence[Matter]:
        """The matters shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Matter], today: date) -> None:
        """Show other rows, as seen on a day."""
        self.beginResetModel()
        self._rows, self.today = rows, today
        self.endResetModel()

    def place_of(self, key: tuple[str, ...], _near: int) -> int | None:
        """Return at which row a matter stands, None when it is not shown."""
        return next((place for place, each in enumerate(self._rows) if each.key == key), None)

    def count(self) -> int:
        """Return how many matters are shown."""
        return len(self._rows)

    def row_at(self, row: int) -> Matter | None:
        """Return the matter of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def widest(self, column: int) -> Iterable[str]:
        """Return the words of urgency, and of everybody who may be waited for."""
        if column == STATUS:
            return map(self.context.label, URGENCIES.values())
        return (
            self.context.say(Message(WAITED, whom=Message(whom), days=1000)) for whom in waited_for() if whom
        )

    def key_of(self, held: Matter) -> str:
        """Return the key that does the act of a matter."""
        return key_of(held, self.context)

    def act_of(self, held: Matter) -> Message:
        """Return the act that clears a matter."""
        return held.act

    def tone_of(self, held: Matter) -> Tone:
        """Return the tone of its urgency."""
        return TONES[held.urgency]

    def text_of(self, held: Matter, column: int) -> str:
        """Return the text of a cell."""
        return matter_text(held, column, self.context, self.today)

    def told_of(self, held: Matter, column: int) -> str | None:
        """Return the basis of a matter, and since when a record waits."""
        return matter_told(held, column, self.context)


def waited_for() -> set[str]:
    """Return the labels of everybody for whom any register waits."""
    waits = {*WAITS_FOR.values(), *(state.waits_for for each in REGISTERS for state in each.states.states)}
    return waits | {
        ROLE_LABELS[role] for each in REGISTERS for move in each.states.moves for role in move.roles
    }


def key_of(matter: Matter, context: Context) -> str:
    """Return the key that does the act of a matter."""
    return MOVE_KEY if matter.by_move and matter.step is not None else context.label(N_("Enter"))


def matter_text(matter: Matter, column: int, context: Context, today: date) -> str:
    """Return what a column shows of a matter, as seen on a day."""
    match column:
        case 0:  # STATUS
            return context.label(URGENCIES[matter.urgency])
        case 1:  # DUE
            return matter.due.isoformat() if matter.due else "—"
        case 2:  # MATTER
            return context.say(matter.what)
        case 3:  # RECORD
            return f"{matter.number}　{matter.title}"
        case _:  # WAITS
            days = max(0, (today - matter.since).days)
            return context.say(Message(WAITED, whom=Message(matter.waits_for), days=days))


def matter_told(matter: Matter, column: int, context: Context) -> str | None:
    """Return what only the tool tip has room for: the basis of a matter, and since when a record waits."""
    if column == MATTER and matter.finding is not None:
        basis = show_basis(matter.finding.basis, context.translator)
        return "\n".join(filter(None, (context.say(matter.what), basis)))
    if column == WAITS:
        state = register(matter.register).state(matter.state)
        since = Message(N_("{state} since {day}"), state=Message(state.label), day=matter.since)
        return context.say(since)
    return None
