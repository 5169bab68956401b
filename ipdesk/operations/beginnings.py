"""The state in which a record taken in from a file begins: what its ledger says, else what its own days say."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.importing.intake import Doubt, IntakeRow
from ipdesk.importing.reading import is_nothing
from ipdesk.model.errors import WrongValue
from ipdesk.model.record import STATE, WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.checks import find
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import state_named


def begun(desk: Desk, register: Register, line: IntakeRow, record: Record) -> tuple[Record, IntakeRow]:
    """Return a new record in the state in which it begins, and its row with a doubt where that is not the one said.

    It begins in a later state only where nothing stands in the way of moving there; records that are answered by a
    checklist go through their process and always begin with the first.
    """
    fresh = replace(record, state=register.states.first())
    if register.checklist:
        return fresh, line
    code, why = _named(desk, register, line)
    code = code or register.begins(record, desk.today()) or fresh.state
    lacks = (
        [each for each in find(desk, register, fresh) if code in each.blocks] if code != fresh.state else []
    )
    if lacks:
        why = Message(
            N_("It cannot begin as “{state}” yet: {lacks}"),
            state=Message(register.state(code).label),
            lacks=[each.message for each in lacks],
        )
        code = fresh.state
    return replace(record, state=code), line if why is None else _doubted(register, line, why, code)


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
    said = Message(N_("{why} It begins as “{state}”."), why=why, state=label)
    return replace(line, doubts=(*line.doubts, Doubt(line.cell(STATE), STATE, "", "", said)))
