"""To what the list of Today can be narrowed, and what was chosen there while the desk is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ipdesk.gui.group_chip import Group
from ipdesk.gui.matters_choices import MattersChoices
from ipdesk.model.text import N_
from ipdesk.operations.matters import Matter
from ipdesk.registers import REGISTERS

ALL: Final = "all"
CHIPS: Final = {
    ALL: N_("All"),
    "me": N_("Waiting for me"),
    "others": N_("Waiting for others"),
    "due": N_("With a due date"),
}
VIEWS: Final = {
    **CHIPS,
    **{each.name: each.label for each in REGISTERS},
}


@dataclass(slots=True)
class Choices(MattersChoices):
    """What was chosen on Today, kept by the window while the desk is open; the pipeline beside it.

    `who` and `act` are whom a matter waits for and the act that clears it, "" for all.
    """

    view: str = ALL
    who: str = ""
    act: str = ""
    pipeline: str = REGISTERS[0].name


def groups_of(
    matters: Iterable[Matter], key: Callable[[Matter], str], name: Callable[[Matter], str]
) -> list[Group]:
    """Return the groups that matters fall into, those with most overdue first, then the largest."""
    found: dict[str, list[Matter]] = {}
    for each in matters:
        found.setdefault(key(each), []).append(each)
    groups = [
        Group(one, name(held[0]), len(held), sum(each.urgency == "overdue" for each in held))
        for one, held in found.items()
    ]
    return sorted(groups, key=lambda each: (-each.overdue, -each.count))


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
