"""What an old ledger tells of papers: those that are out begin as published, and say whether they were reviewed before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.register import Completed, Ledgered
from ipdesk.model.text import N_, Message
from ipdesk.registers.paper_choices import LEADS_TO
from ipdesk.registers.paper_filings import out_on
from ipdesk.registers.paper_history import is_history, was_reviewed

if TYPE_CHECKING:
    from ipdesk.registers.papers import Paper

UNREVIEWED: Final = N_("Taken in from a ledger, which tells of no review before publication.")


def begins(record: Paper, today: date) -> str:
    """Say by its days whether a paper is out already, else where the verdict on it led."""
    day = out_on(record)
    if day is not None and day <= today:
        return "published"
    ruled = record.verdict and record.decided_on is not None and record.decided_on <= today
    return LEADS_TO[record.verdict] if ruled else ""


def comes_in(record: Paper, ledger: Ledgered) -> bool:
    """Say whether a paper may begin as a ledger has it: out already, or with a verdict of before this desk."""
    day = out_on(record)
    out = ledger.ready == "published" and day is not None and day <= ledger.today
    return out or is_history(record, ledger.since)


def completed(record: Paper, ledger: Ledgered) -> Iterator[Completed]:
    """Say of what is out that nobody reviewed it, unless the ledger names a verdict given before."""
    day = out_on(record)
    if ledger.ready != "published" or day is None:
        return
    if record.published_on is None:
        why = N_("It was out on that day, as another day of its row tells.")
        yield Completed("published_on", day, Message(why))
    if not was_reviewed(record, ledger.today, ledger.since) and not record.found_later:
        yield Completed(
            "found_later",
            True,
            Message(N_("Out on {day}, and no verdict before that day and before this desk began."), day=day),
        )
        yield Completed(
            "found_later_reason", Message(UNREVIEWED), Message(N_("Say more where more is known."))
        )
