"""How a state is marked: read from the declared states and moves, so that no register needs to say it."""

from __future__ import annotations

from ipdesk.gui.theme import Tone
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import Register


def state_tone(register: Register, code: str) -> Tone:
    """Return the tone of a state: done, sent back, withdrawn, or in work."""
    if code == WITHDRAWN:
        return "warn"
    if register.state(code).final:
        return "ok"
    return "block" if register.states.is_sent_back(code) else "info"


def open_states(register: Register) -> tuple[str, ...]:
    """Return the codes of the states in which something is still to be done."""
    return tuple(each.code for each in register.states.states if not each.final)
