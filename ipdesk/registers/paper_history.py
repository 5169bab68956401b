"""Papers whose verdict was given before this desk began, as an old ledger tells it.

Nothing here was asked of them. What had not left the laboratory by then goes through its review here before it goes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.register import Old
from ipdesk.model.text import N_, Message
from ipdesk.registers.history import is_before
from ipdesk.registers.paper_choices import LEADS_TO, VERDICTS
from ipdesk.registers.paper_filings import out_on
from ipdesk.registers.paper_states import RULED
from ipdesk.registers.sources import PRACTICE, SECRECY_BEFORE_RELEASE

if TYPE_CHECKING:
    from ipdesk.registers.papers import Paper

HELD: Final = ("approved", "limited", "to-change")
OLD: Final = Old(
    decision="verdict",
    day="decided_on",
    here=("checklist", "answers", "approved_manifest"),
    states=(*RULED, "published"),
)
LETS_OUT: Final = ("approve", "approve-after-change", "limited")


def is_history(record: Paper, began: date | None) -> bool:
    """Say whether a verdict was given before this desk began, with no checks begun here."""
    return OLD.is_history(record, began)


def was_reviewed(record: Paper, today: date, began: date | None) -> bool:
    """Say whether a verdict that lets it go out was given before this desk began and before it was out."""
    day = out_on(record)
    return (
        is_history(record, began)
        and record.verdict in LETS_OUT
        and record.decided_on is not None
        and day is not None
        and record.decided_on <= day <= today
    )


def of_before(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what is to be known of a verdict of before this desk, the states it did not lead to, and what keeps it in."""
    yield Finding(
        id="reviewed-elsewhere",
        field="decided_on",
        severity="info",
        message=Message(
            N_("From a ledger, not decided here: verdict of {day}, before this desk began; none of the checks here was made."),
            day=record.decided_on or "",
        ),
        basis=PRACTICE,
        clears=Message(N_("Keep the papers of that review with it.")),
        rests=True,
    )  # fmt: skip
    if not record.created:
        label = Message(option_label(VERDICTS, record.verdict))
        yield Finding(
            id="verdict-leads",
            field="verdict",
            severity="info",
            message=Message(N_("The verdict is “{verdict}”."), verdict=label),
            blocks=tuple(state for state in RULED if state != LEADS_TO[record.verdict]),
        )
    if record.state in HELD and not _left(record, facts):
        yield Finding(
            id="not-reviewed-here",
            field="verdict",
            severity="block",
            message=Message(N_("It had not left the laboratory when this desk began, and was not reviewed here.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("Review it here before it goes out, or enter the day on which it was submitted then.")),
            blocks=("published",),
            moves_to=("review",),
        )  # fmt: skip


def _left(record: Paper, facts: Facts) -> bool:
    """Say whether it had left the laboratory when this desk began."""
    return is_before(record.submitted_on, facts.started) or is_before(out_on(record), facts.started)
