"""The registers of the desk, one noun a module; each is declared once and reads no other."""

from __future__ import annotations

from typing import Final

from ipdesk.model.errors import NotFound
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.registers import (
    agreements,
    assessments,
    disclosures,
    handovers,
    meetings,
    movements,
    papers,
    patents,
    people,
    projects,
    releases,
    secrets,
)

REGISTERS: Final[tuple[Register, ...]] = (
    disclosures.REGISTER,
    assessments.REGISTER,
    meetings.REGISTER,
    patents.REGISTER,
    secrets.REGISTER,
    papers.REGISTER,
    releases.REGISTER,
    handovers.REGISTER,
    projects.REGISTER,
    people.REGISTER,
    movements.REGISTER,
    agreements.REGISTER,
)


def register(name: str) -> Register:
    """Return the register of that name. Raises NotFound, which names those there are."""
    for each in REGISTERS:
        if each.name == name:
            return each
    raise NotFound(
        Message(N_("There is no register “{name}”."), name=name),
        Message(N_("The registers are: {names}."), names=[each.name for each in REGISTERS]),
    )
