"""How a state is marked: read from the declared states and moves, so that no register needs to say it."""

from __future__ import annotations

from ipdesk.gui.theme import Tone
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import Register


def state_tone(register: Register, code: str) -> Tone:
    """Return the tone of a state: done, sent back, withdrawn, or in work.

    A state that is entered only with a reason, and is not final, is one where a record was sent back to.
    """
    if code == WITHDRAWN:
        return "warn"
    if register.state(code).final:
        return "ok"
    entering = [move for move in register.states.moves if move.target == code]
    return "block" if entering and all(move.reason for move in entering) else "info"


def open_states(register: Register) -> tuple[str, ...]:
    """Return the codes of the states in which something is still to be done."""
    return tuple(each.code for each in register.states.states if not each.final)
