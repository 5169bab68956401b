"""Asks: what a record still wants from somebody named in it who is about to go, or is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from ipdesk.model.findings import FORM, Basis
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message

AskKind = Literal["tell", "sign", "return", "hand-over", "end", "settle"]
# In the order in which they are gone through with the person.
ASK_LABELS: Final[dict[AskKind, str]] = {
    "tell": N_("To be asked about"),
    "sign": N_("Signatures and answers"),
    "return": N_("To be returned"),
    "hand-over": N_("To be handed over"),
    "end": N_("To be ended"),
    "settle": N_("To be settled by the laboratory"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that is wanted: its kind, the place in the record, the sentence, and on which basis."""

    kind: AskKind
    field: str
    what: Message
    basis: Basis = FORM


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The person asked: number, the names in their folded form, and what is known beyond the record at hand.

    `facts` is what the register of people says of the person. `made` gives, for a record by register and number,
    the days on which the person reported what was made in it (None where not reported yet). `returned` says that
    a departure was closed, and with it all that had to be given back. `others` are the numbers of those who have one
    of these names too.
    """

    number: str
    names: frozenset[str]
    facts: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[tuple[str, str], tuple[date | None, ...]] = field(default_factory=dict)
    returned: bool = False
    others: frozenset[str] = frozenset()

    def is_named(self, name: str) -> bool:
        """Say whether a name is one of the person's."""
        return bool(name) and folded(name) in self.names

    def rows(self, rows: tuple[Any, ...]) -> Iterator[tuple[int, Any]]:
        """Yield place and row of those child rows that name the person, except under the number of another."""
        for index, row in enumerate(rows):
            if self.is_named(row.name) and getattr(row, "staff_number", "") not in self.others:
                yield index, row


def no_asks(_record: Any, _subject: Subject) -> Iterator[Ask]:
    """Ask nothing: for a register from which nothing is left over when somebody goes."""
    return iter(())
