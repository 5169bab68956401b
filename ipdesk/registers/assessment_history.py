"""Assessments that were decided before this desk began, as an old ledger tells them.

By whom and when is plain data of the ledger. Nothing here was asked of them, so they carry nothing that is done since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import Ledgered, Old
from ipdesk.model.text import N_, Message
from ipdesk.registers.assessment_findings import DECIDING, FOLLOWS
from ipdesk.registers.sources import PRACTICE

if TYPE_CHECKING:
    from ipdesk.registers.assessments import Assessment

OLD: Final = Old(
    decision="outcome", day="decided_on", here=("checklist", "answers", "gates"), states=DECIDING
)


def begins(record: Assessment, today: date) -> str:
    """Say by its outcome and its days how far an assessment has come."""
    if not record.outcome or record.decided_on is None or record.decided_on > today:
        return ""
    carried_out = record.carried_out_on is not None and record.carried_out_on <= today
    return "carried-out" if carried_out else "decided"


def comes_in(record: Assessment, ledger: Ledgered) -> bool:
    """Say whether a ledger may bring an assessment as decided."""
    return is_history(record, ledger.since)


def is_history(record: Assessment, began: date | None) -> bool:
    """Say whether an assessment was decided before this desk began, with no list begun here."""
    return OLD.is_history(record, began)


def told_elsewhere(record: Assessment) -> Finding:
    """Return what is to be known of such a decision."""
    return Finding(
        id="decided-elsewhere",
        field="decided_on",
        severity="info",
        message=Message(
            N_("From a ledger, not decided here: decided on {day}, before this desk began; none of its gates was asked here."),
            day=record.decided_on or "",
        ),
        basis=PRACTICE,
        clears=Message(N_("Keep the papers of that decision with it. For anything new, decide it again here.")),
        rests=True,
    )  # fmt: skip


def unfollowed(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for an outcome of before this desk that nothing here follows, since carrying it out would be new."""
    opened = {name for (name, _), each in facts.linked.items() if each.state != WITHDRAWN}
    for register, outcomes in FOLLOWS.items():
        if record.state == "decided" and record.outcome in outcomes and register not in opened:
            yield Finding(
                id="follow-up-missing",
                field="outcome",
                severity="block",
                message=Message(N_("Nothing here follows from this decision, which was made before this desk began.")),
                basis=PRACTICE,
                clears=Message(N_("Link what followed then, or decide it again here before anything new is opened.")),
                blocks=("carried-out",),
            )  # fmt: skip
