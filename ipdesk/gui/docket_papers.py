"""The papers of the docket as acts: each for the palette, a menu or a button of whichever page offers them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Literal

from ipdesk.gui.commands import Command, Menu
from ipdesk.gui.context import Context
from ipdesk.model.text import N_
from ipdesk.operations.permissions import permits

DocketPaper = Literal["list", "fees", "idle", "agencies", "calendar", "calendar-titles"]
# What a paper is called as a file, and its acts: the ending of the file with what the act is called.
PAPERS: Final[dict[DocketPaper, tuple[str, dict[str, str]]]] = {
    "list": (
        N_("Docket list"),
        {".pdf": N_("Docket list (PDF)…"), ".xlsx": N_("Docket list (workbook)…")},
    ),
    "fees": (
        N_("Order to pay annual fees"),
        {".pdf": N_("Order to pay annual fees (PDF)…"), ".xlsx": N_("Order to pay annual fees (workbook)…")},
    ),
    "idle": (
        N_("Patents not put into practice"),
        {
            ".pdf": N_("Patents not put into practice (PDF)…"),
            ".xlsx": N_("Patents not put into practice (workbook)…"),
        },
    ),
    "agencies": (
        N_("Quality of agencies"),
        {".pdf": N_("Quality of agencies (PDF)…"), ".xlsx": N_("Quality of agencies (workbook)…")},
    ),
    "calendar": (N_("Deadlines"), {".ics": N_("Calendar file of the deadlines…")}),
    "calendar-titles": (N_("Deadlines"), {".ics": N_("Calendar file of the deadlines, with all titles…")}),
}


def paper_commands(
    context: Context, write: Callable[[DocketPaper, str], None], menu: Menu = "palette"
) -> list[Command]:
    """Return the acts that write a paper of the docket; `write` gets which one and the ending of its file."""
    if not permits(context.desk.actor, "export"):
        return []
    return [
        Command(
            id=f"docket.{paper}{ending}",
            label=context.label(act),
            run=partial(write, paper, ending),
            menu=menu,
        )
        for paper, (_, acts) in PAPERS.items()
        for ending, act in acts.items()
    ]
