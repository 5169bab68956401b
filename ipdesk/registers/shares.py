"""Shares that must make a whole: exactly 100% together, none left out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ipdesk.model.text import Message
from ipdesk.model.values import decimal_text

WHOLE: Final = Decimal(100)


def not_whole(given: Sequence[Decimal | None], wrong: str, lacking: str) -> Message | None:
    """Return what is wrong with shares, None when they are 100% together and nobody is without one.

    `wrong` is the sentence for another {total}, `lacking` that for a {count} of shares not given.
    """
    known = [share for share in given if share is not None]
    total = sum(known, Decimal(0))
    if len(known) < len(given):
        return Message(lacking, count=len(given) - len(known))
    return Message(wrong, total=decimal_text(total)) if total != WHOLE else None
