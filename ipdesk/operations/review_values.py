"""Rare values that a manuscript shares with protected records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.holdings import Holdings, text_of_source
from ipdesk.registers.sources import OPINION_AGREEMENTS
from ipdesk.screening.quantities import Quantity, quantities, quantities_of_record, rarity, shared
from ipdesk.screening.risks import Risk

VALUES: Final = N_("{count} rare values near each other are those of {number} too.")
KEY_VALUE: Final = N_("A value that {number} calls a key one stands here.")
CLEAR_VALUES: Final = N_(
    "Look whether these are the values of that record; if so, treat the passage as told from it."
)


def value_risks(desk: Desk, text: str, held: Holdings) -> Iterator[Risk]:
    """Yield a risk for each place where rare values of one record stand together."""
    mine = quantities(text)
    if not mine:
        return
    theirs = _values(desk, held)
    for each in shared(mine, theirs, rarity(theirs)):
        source = held.sources[each.record]
        yield Risk(
            kind="values",
            severity="warn",
            reason=Message(KEY_VALUE, number=source.number)
            if each.is_alone
            else Message(VALUES, count=len(each.pairs), number=source.number),
            clears=Message(CLEAR_VALUES),
            basis=(OPINION_AGREEMENTS,),
            start=each.start,
            end=each.end,
            text=text[each.start : each.end],
            register=source.register,
            record=source.number,
        )


def _values(desk: Desk, held: Holdings) -> dict[str, tuple[Quantity, ...]]:
    """Return the values of every record whose own text is compared; those of a text that did not change are known already."""
    for key, source in held.sources.items():
        if source.file or key in held.prints or held.values_of.get(key) == held.made_of.get(key):
            continue
        held.values[key] = quantities_of_record(text_of_source(desk, source))
        held.values_of[key] = held.made_of[key]
    for key in [key for key in held.values if key not in held.sources]:
        del held.values[key]
    return held.values
