"""To what the list of Today can be narrowed, and what was chosen there while the desk is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ipdesk.gui.matters_choices import MattersChoices
from ipdesk.model.text import N_
from ipdesk.operations.matters import Matter
from ipdesk.registers import REGISTERS

ALL: Final = "all"
VIEWS: Final = {
    ALL: N_("All"),
    "me": N_("Waiting for me"),
    "others": N_("Waiting for others"),
    "due": N_("With a due date"),
    **{each.name: each.label for each in REGISTERS},
}


@dataclass(slots=True)
class Choices(MattersChoices):
    """What was chosen on Today, kept by the window while the desk is open; the pipeline beside it."""

    view: str = ALL
    pipeline: str = REGISTERS[0].name


def in_view(matter: Matter, view: str) -> bool:
    """Say whether a matter belongs to a view."""
    match view:
        case "all":
            return True
        case "me":
            return matter.mine
        case "others":
            return not matter.mine
        case "due":
            return matter.due is not None
        case _:
            return matter.register == view
