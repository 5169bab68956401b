"""What is said of an error of ours that nobody foresaw; it never quotes a record."""

from __future__ import annotations

from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message


def defect(error: BaseException) -> Refused:
    """Return which error it was and in which line of ours, what is safe and what to do: its own words may quote a record."""
    trace, place = error.__traceback__, "?"
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("ipdesk"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return Refused(
        Message(
            N_("An error in ipdesk stopped this: {kind} at {place}."), kind=type(error).__name__, place=place
        ),
        Message(N_("Tell the person who looks after ipdesk, with this message.")),
        Message(N_("What was finished before is kept; an act begun is not.")),
    )
