"""What is said when a defect of ours stops the program; it never quotes a record."""

from __future__ import annotations

import sys

from ipdesk.model.text import N_, Message, Translator


def report(error: Exception, translator: Translator) -> None:
    """Say on the error stream what happened, what is safe and what to do."""
    print(translator.say(_defect(error)), file=sys.stderr)
    print(translator.label(N_("What was finished before is kept; an act begun is not.")), file=sys.stderr)
    said = N_("Tell the person who looks after ipdesk, with this message.")
    print(translator.label(said), file=sys.stderr)


def _defect(error: Exception) -> Message:
    """Say which error stopped the program and in which line of ours: its own words may quote a record."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("ipdesk"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return Message(
        N_("An error in ipdesk stopped this: {kind} at {place}."), kind=type(error).__name__, place=place
    )
