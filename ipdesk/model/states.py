"""State machines as data: states, moves, who may move, what must be there, who is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from ipdesk.model.text import N_

Role = Literal["officer", "reviewer", "reader", "auditor", "administrator"]

ROLES: Final[tuple[Role, ...]] = ("officer", "reviewer", "reader", "auditor", "administrator")
ROLE_LABELS: Final[dict[Role, str]] = {
    "officer": N_("IP officer"),
    "reviewer": N_("Secrecy reviewer"),
    "reader": N_("Reader"),
    "auditor": N_("Security auditor"),
    "administrator": N_("System administrator"),
}


@dataclass(frozen=True, slots=True)
class State:
    """A state: its code, its label, and whom or what a record in it waits for.

    `waits_for` is a label; that of a role at the desk means that role. In a `resting` state nothing is
    waited for until a day comes, as with a project that runs. `aliases` are other words that ledgers have for it. `frozen` states keep the reported content
    as it is: it changes by a supplement only.
    """

    code: str
    label: str
    waits_for: str = ""
    final: bool = False
    frozen: bool = False
    resting: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def role(self) -> Role | None:
        """The role at the desk that a record in this state waits for, None when it waits for others."""
        return next((role for role, label in ROLE_LABELS.items() if label == self.waits_for), None)


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed move between two states and the roles that may make it.

    With `reason`, a reason must be given; it stays with the record. `unchecked` moves go back or
    out, so that nothing has to be complete for them. With `by_another`, nobody makes it who entered what it decides on.
    """

    source: str
    target: str
    label: str
    roles: tuple[Role, ...] = ("officer",)
    reason: bool = False
    unchecked: bool = False
    by_another: bool = False


@dataclass(frozen=True, slots=True)
class States:
    """The states of a register in their order, and the moves between them; the first is where records begin."""

    states: tuple[State, ...]
    moves: tuple[Move, ...]

    def state(self, code: str) -> State:
        """Return the state of that code. Raises KeyError."""
        for each in self.states:
            if each.code == code:
                return each
        raise KeyError(code)

    def first(self) -> str:
        """Return the code of the state in which a record begins."""
        return self.states[0].code

    def moves_from(self, code: str) -> tuple[Move, ...]:
        """Return the moves that lead out of a state."""
        return tuple(each for each in self.moves if each.source == code)

    def is_sent_back(self, code: str) -> bool:
        """Say whether a state is one where records are sent back to: not the first, open, and entered only with a reason."""
        entering = [move for move in self.moves if move.target == code]
        begun = bool(entering) and code != self.first() and not self.state(code).final
        return begun and all(move.reason for move in entering)

    def reached(self, code: str) -> frozenset[str]:
        """Return the codes of the states up to and including this one, in the order declared."""
        codes = [each.code for each in self.states]
        return frozenset(codes[: codes.index(code) + 1]) if code in codes else frozenset()
