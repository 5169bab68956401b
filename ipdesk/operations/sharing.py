"""Which other records have what no two should have, such as one application number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ipdesk.model.register import Register
from ipdesk.operations.desk import Desk
from ipdesk.store import people


@dataclass(frozen=True, slots=True)
class Sharing:
    """Asks which records of a register share singular fields with one.

    Where many are asked about, `held` says what stands in these fields: few share anything, and the store is asked
    about those alone.
    """

    desk: Desk
    register: Register
    held: Mapping[str, frozenset[str]] | None = None

    @classmethod
    def of_many(cls, desk: Desk, register: Register) -> Sharing:
        """Look through a register once, for whoever asks about many records."""
        names = {name for fields in register.singular for name in fields}
        db = desk.workspace.db
        return cls(desk, register, {name: people.texts_held(db, register, name) for name in names})

    def numbers(self, fields: Sequence[str], values: Sequence[str], except_uuid: str = "") -> tuple[str, ...]:
        """Return the numbers of a few other records that have these values, however they are written."""
        if self.held is not None and not all(self.held[name] for name in fields):
            return ()  # as in a register that is still empty
        ways = [self.register.spellings(*pair) for pair in zip(fields, values, strict=True)]
        if self.held is not None and any(
            self.held[name].isdisjoint(people.cases(texts)) for name, texts in zip(fields, ways, strict=True)
        ):
            return ()
        return people.sharing(self.desk.workspace.db, self.register, fields, ways, except_uuid)
