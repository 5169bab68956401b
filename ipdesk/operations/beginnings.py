"""The state in which a record taken in from a file begins: what its ledger says, else what its own days say.

A register may fill in what follows from an old ledger, which the preview tells with each row.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ipdesk.importing.intake import Doubt, IntakeRow
from ipdesk.importing.reading import is_nothing
from ipdesk.model.errors import WrongValue
from ipdesk.model.making import remade
from ipdesk.model.record import STATE, WITHDRAWN, Record
from ipdesk.model.register import Ledgered, Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import show_value
from ipdesk.operations.answers import settled
from ipdesk.operations.checks import Beside, obstacles
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake_links import with_places
from ipdesk.operations.reading import state_named
from ipdesk.operations.sharing import Sharing

SINCE: Final = N_(
    "It is not taken in as “{state}”: that was not decided before this desk began, so it goes through its process here."
)
LISTED: Final = N_(
    "It is not taken in as “{state}”: it brings answers to a checklist, and what is answered is decided here. The archive of the desk it comes from brings it as it is."
)


def begun(
    sharing: Sharing, line: IntakeRow, record: Record, started: date | None, coming: Beside
) -> tuple[Record, IntakeRow]:
    """Return a new record, which is in its first state, in the state in which it begins, and its row with a doubt where that is not the one said.

    `started` is the day on which this desk began; `coming` are the records of the rows before, in
    whichever file. It begins in a later state only where nothing stands in the way of moving there. Records that are
    answered by a checklist go through their process and begin with the first, whatever a ledger calls their state, but for
    what was decided before this desk began (`Register.history`), which is told as history.
    """
    desk, register = sharing.desk, sharing.register
    first, today = register.states.first(), desk.today()
    told, why = _named(desk, register, line)
    own = register.begins(record, today)
    # What its days call over is over, whatever a word says that nobody wrote anew.
    code = (own if register.checklist and own and register.state(own).final else told or own) or first
    ledger = Ledgered(line.state, code if code != first else "", today, started)
    if register.checklist and code != first:
        if not register.history(remade(record, created=""), ledger):
            why = Message(
                _no_history(desk, register, record, ledger), state=Message(register.state(code).label)
            )
            return remade(record, state=first), _doubted(register, line, why, first)
        line = _noted(
            line, Message(N_("Taken in as history, as the file tells it: none of it was decided here."))
        )
    record, line = _completed(desk, register, line, record, ledger)
    # What a file brings was not kept here before, also where it was taken in once and taken back.
    fresh = remade(record, created="")
    lacks = obstacles(desk, register, fresh, code, sharing, coming) if code != first else []
    if lacks:
        why = Message(
            N_("It cannot begin as “{state}” yet: {lacks}"),
            state=Message(register.state(code).label),
            lacks=[with_places(each.message) for each in lacks],
        )
    elif code != first:
        record = remade(record, state=code)
    return record, line if why is None else _doubted(register, line, why, record.state)


def _no_history(desk: Desk, register: Register, record: Record, ledger: Ledgered) -> str:
    """Return why a decision that a file tells is no history: by its day, or because it brings answers to a list."""
    bare = settled(desk, register, remade(record, created="", checklist="", answers=()))
    return LISTED if register.history(bare, ledger) else SINCE


def _completed(
    desk: Desk, register: Register, line: IntakeRow, record: Record, ledger: Ledgered
) -> tuple[Record, IntakeRow]:
    """Return a record with what its register makes of an old ledger, and its row with a doubt for each."""
    given: dict[str, Any] = {}
    doubts = list(line.doubts)
    for each in register.completed(record, ledger):
        value = desk.translator.say(each.value) if isinstance(each.value, Message) else each.value
        given[each.field] = value
        shown = show_value(register.field(each.field).kind, value, desk.translator)
        doubts.append(Doubt(line.cell(each.field), each.field, "", shown, each.why))
    if not given:
        return record, line
    return remade(record, **given), remade(line, doubts=tuple(doubts))


def _named(desk: Desk, register: Register, line: IntakeRow) -> tuple[str, Message | None]:
    """Return the state that a row names, "" for none, and what is wrong with a word that names none to begin in."""
    if is_nothing(line.state) or not line.state:
        return "", None
    try:
        code = state_named(desk, register, line.state)
    except WrongValue as error:
        return "", error.what
    return ("", Message(N_("A new record is not withdrawn."))) if code == WITHDRAWN else (code, None)


def _doubted(register: Register, line: IntakeRow, why: Message, code: str) -> IntakeRow:
    label = Message(register.state(code).label)
    return _noted(line, Message(N_("{why} It begins as “{state}”."), why=why, state=label))


def _noted(line: IntakeRow, said: Message) -> IntakeRow:
    return remade(line, doubts=(*line.doubts, Doubt(line.cell(STATE), STATE, "", "", said)))
