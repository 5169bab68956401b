"""The authors of a manuscript held against those who make or know what a record is of that could not be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.holdings import STANDING, Holdings
from ipdesk.operations.review_people import Authors
from ipdesk.registers.sources import OPINION_AGREEMENTS
from ipdesk.registers.watch import keepers_of, makers_of
from ipdesk.screening.risks import Risk
from ipdesk.store import records

MAY_NOT: Final = N_("{name} has to do with {number}, which could not be compared: {reason}.")
MAY_BE: Final = N_(
    "{author} may be {name}, who has to do with {number}, which could not be compared: {reason}."
)
SEALED_UNSEEN: Final = N_(
    "Whether an author has to do with what is sealed cannot be seen, and it could not be compared: {numbers}."
)
CLEAR_SEALED_UNSEEN: Final = N_(
    "Have the security officer, who knows what is sealed, confirm that nothing of it is told here."
)
CLEAR_MAY_NOT: Final = N_(
    "Have whoever is responsible for that record confirm that nothing of it is told here."
)


def uncompared_risks(desk: Desk, held: Holdings, authors: Authors) -> Iterator[Risk]:
    """Yield a risk for each author who may make or know what a record is of that could not be compared."""
    left = {each.entry: each for each in held.uncompared}
    if not left or not authors.names:
        return
    named: dict[int, list[str]] = {}
    sealed = []
    for of in STANDING:
        ids = [entry for entry, each in left.items() if each.register == of.name]
        for entry, record in records.read_by_id(desk.workspace.db, of, ids).items():
            if record.withheld:
                sealed.append(record.number)
            else:
                named[entry] = list(_named(of, record))
    for entry, author, name in authors.among(named):
        each = left[entry]
        told = {"name": name, "author": author, "number": each.number, "reason": each.reason}
        yield Risk(
            kind="author-of-uncompared",
            severity="warn",
            reason=Message(MAY_NOT if author == name else MAY_BE, **told),
            clears=Message(CLEAR_MAY_NOT),
            basis=(OPINION_AGREEMENTS,),
            register=each.register,
            record=each.number,
            text=author,
        )
    if sealed and authors.are_ours:
        yield Risk(
            kind="author-of-uncompared",
            severity="warn",
            reason=Message(SEALED_UNSEEN, numbers=sorted(sealed)),
            clears=Message(CLEAR_SEALED_UNSEEN),
            basis=(OPINION_AGREEMENTS,),
            passages=tuple(sealed),
        )


def _named(of: Register, record: Record) -> Iterator[str]:
    """Yield the names of those who make or know what a record is of, each once."""
    names = (*(name for _, name, _ in makers_of(of, record)), *keepers_of(of, record))
    yield from dict.fromkeys(filter(None, names))
