"""What the desk notices about the marking of a record of any register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Rows
from ipdesk.model.record import Record, field_of, fields_of, is_content, marking_of
from ipdesk.model.register import is_empty
from ipdesk.model.text import N_, Message
from ipdesk.registers.sources import SECRECY_MARKS, SECRECY_SYSTEMS

DECISION: Final = ("classification_number", "classified_by", "classification_basis")

_ASK_OFFICER: Final = N_(
    "Go to the classification officer. Enter nothing of the content until the level is decided, "
    "and then only where this installation may hold it."
)


def marked(record: Record, facts: Facts, blocks: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what a classified or unclear level asks for, and an incomplete classification decision.

    `blocks` names the states closed to a record that holds content though it is unclear.
    """
    if record.level == "classified":
        yield Finding(
            id="level-classified",
            field="level",
            severity="warn",
            message=Message(N_("Classified or unclear: only metadata is kept here.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(_ASK_OFFICER),
        )
    if marking_of(record).unclear and not record.withheld and (facts.attachments or has_content(record)):
        yield Finding(
            id="content-while-unclear",
            field="level",
            severity="block",
            message=Message(N_("Free text or files stand here though the level is classified or unclear.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Stop, tell the security officer, and seal the record.")),
            blocks=blocks,
        )
    lacking = lacking_labels(record, DECISION)
    if record.classification and lacking:
        yield Finding(
            id="decision-incomplete",
            field="classification",
            severity="warn",
            message=Message(N_("A state-secret level without {lacking}: no ★ is printed."), lacking=lacking),
            basis=SECRECY_MARKS,
            clears=Message(N_("Enter the classification decision, or remove the level.")),
        )


def lacking_labels(record: Record, names: tuple[str, ...]) -> tuple[Message, ...]:
    """Return the labels of those fields that are empty."""
    return tuple(
        Message(field_of(type(record), name).kind.label) for name in names if is_empty(getattr(record, name))
    )


def has_content(row: Any) -> bool:
    """Say whether any free text of a record or child row is filled."""
    for each in fields_of(type(row)):
        value = getattr(row, each.name)
        if isinstance(each.kind, Rows):
            if any(has_content(inner) for inner in value):
                return True
        elif is_content(each.kind) and not is_empty(value):
            return True
    return False
