"""Who may do what: one table of roles and acts, asked by every operation before it does anything."""

from __future__ import annotations

from typing import Final, Literal

from ipdesk.model.errors import NotPermitted
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.states import ROLE_LABELS, Role
from ipdesk.model.text import N_, Message
from ipdesk.store.workspace import Actor

Act = Literal[
    "read", "add", "change", "move", "withdraw", "undo", "attach", "import", "export", "print", "form",
    "seal", "purge", "users", "passphrase", "backup", "audit", "rules", "reveal",
    "protect", "archive", "confirm",
]  # fmt: skip

PERMITTED: Final[dict[Role, frozenset[Act]]] = {
    "officer": frozenset(
        (
            "read",
            "add",
            "change",
            "move",
            "withdraw",
            "undo",
            "attach",
            "import",
            "export",
            "print",
            "form",
            "seal",
            "purge",
            "users",
            "passphrase",
            "backup",
            "audit",
            "rules",
            "reveal",
            "protect",
            "archive",
            "confirm",
        )
    ),
    "reviewer": frozenset(
        ("read", "change", "move", "undo", "print", "seal", "purge", "passphrase", "protect", "confirm")
    ),
    "reader": frozenset(("read", "passphrase")),
    "auditor": frozenset(("audit", "passphrase", "purge")),
    "administrator": frozenset(("users", "passphrase", "backup", "audit", "purge")),
}


def permits(actor: Actor, act: Act, record: Record | None = None, register: Register | None = None) -> bool:
    """Say whether an actor may do an act, on a record where one is meant.

    A reviewer changes and moves a record only while it waits for a move that reviewers make.
    """
    if act not in PERMITTED[actor.role]:
        return False
    if actor.role == "reviewer" and act in ("change", "move") and record is not None and register is not None:
        return any("reviewer" in move.roles for move in register.states.moves_from(record.state))
    return True


def permits_some(actor: Actor, act: Act, register: Register) -> bool:
    """Say whether an actor may do an act on any record of a register, whatever its state."""
    return any(
        permits(actor, act, register.record(state=each.code), register) for each in register.states.states
    )


def require(actor: Actor, act: Act, record: Record | None = None, register: Register | None = None) -> None:
    """Raise NotPermitted unless the actor may do the act."""
    if not permits(actor, act, record, register):
        raise NotPermitted(
            Message(
                N_("{user} ({role}) may not do this here."),
                user=actor.name,
                role=Message(ROLE_LABELS[actor.role]),
            ),
            Message(N_("Ask somebody whose role permits it, or an administrator to change the role.")),
        )
