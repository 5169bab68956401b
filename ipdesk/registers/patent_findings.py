"""What the desk notices about a right: each matter in a module of its own, and here what concerns the record as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import is_empty
from ipdesk.model.text import N_, Message
from ipdesk.registers.days import in_order, not_ahead
from ipdesk.registers.links import unknown
from ipdesk.registers.markings import has_content, lacking_labels, marked
from ipdesk.registers.patent_abroad import before_abroad
from ipdesk.registers.patent_choices import CLOSED
from ipdesk.registers.patent_funding import paid, publicly_funded
from ipdesk.registers.patent_gate import AMONG, BEFORE_FILING, gate, is_legacy
from ipdesk.registers.patent_number_findings import numbered
from ipdesk.registers.patent_routes import unclear
from ipdesk.registers.patent_use import used
from ipdesk.registers.shares import not_whole
from ipdesk.registers.sources import OPINION_ASSESSMENT, PRACTICE, SECRECY_SYSTEMS

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

__all__ = ["AMONG", "findings"]

URGENT_DAYS: Final = 30
DAYS_IN_ORDER: Final = (
    ("ordered_on", "filed_on"),
    ("priority_on", "filed_on"),
    ("filed_on", "published_on"),
    ("filed_on", "granted_on"),
    ("filed_on", "ended_on"),
    ("granted_on", "ended_on"),
    ("review_requested_on", "review_decided_on"),
)
DAYS_PAST: Final = (
    *("priority_on", "filed_on", "published_on", "granted_on", "ended_on"),
    *("declared_on", "review_requested_on", "review_decided_on"),
)


def findings(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a right; nothing of its gate once the order is given up."""
    if record.state == WITHDRAWN:
        return
    if record.state != "dropped":
        yield from gate(record, facts)
        yield from needed_by(record, facts.today)
        yield from whole_shares(record)
    yield from unknown(record, facts, ("parents", "disclosure", "projects"))
    yield from kept_closed(record, facts)
    yield from ungranted(record, facts)
    yield from unended(record, facts)
    yield from numbered(record, facts)
    yield from unclear(record)
    yield from before_abroad(record, facts)
    yield from publicly_funded(record, facts)
    yield from paid(record)
    yield from used(record, facts)
    yield from in_order(record, DAYS_IN_ORDER)
    yield from not_ahead(record, DAYS_PAST, facts.today)
    yield from still_to_come(record, facts.today)
    yield from marked(record, facts, blocks=("filed", "granted", "ended"))


def needed_by(record: Patent, today: date) -> Iterator[Finding]:
    """Yield a finding for the day by which it is to be filed, until it is."""
    day = record.urgent_by
    if day is None or record.state not in BEFORE_FILING:
        return
    over = N_("It was to be filed by {day} and is not.")
    yield Finding(
        id="needed-by",
        field="urgent_by",
        severity="warn" if (day - today).days <= URGENT_DAYS else "info",
        message=Message(over if day < today else N_("To be filed by {day}."), day=day),
        basis=PRACTICE,
        clears=Message(N_("Have it filed and record the filing, or agree on a later day and enter it.")),
        due=day,
        moves_to=("filed",),
    )


def still_to_come(record: Patent, today: date) -> Iterator[Finding]:
    """Yield a finding for each event dated after today, which clears no deadline until then."""
    for index, row in enumerate(record.events):
        if row.day is not None and row.day > today:
            said = N_(
                "An event of {day}, which is still to come: until that day it clears and extends no deadline."
            )
            yield Finding(
                id="event-ahead",
                field=f"events[{index}].day",
                severity="warn",
                message=Message(said, day=row.day),
                clears=Message(
                    N_(
                        "Correct the date where it is wrong, and once the day has come look whether it happened."
                    )
                ),
            )


def whole_shares(record: Patent) -> Iterator[Finding]:
    """Yield a finding for shares of applicants or inventors that were given and are not exactly 100% together."""
    applicants = [row.share for row in record.applicants]
    inventors = [row.share for row in record.inventors]
    wrong = {
        "applicants": not_whole(
            applicants,
            N_("The applicants' shares are {total}% together, not 100%."),
            N_("{count} applicants have no share."),
        ),
        "inventors": not_whole(
            inventors,
            N_("The inventors' shares are {total}% together, not 100%."),
            N_("{count} inventors have no share."),
        ),
    }
    for place, given in (("applicants", applicants), ("inventors", inventors)):
        message = wrong[place]
        if message is not None and any(share is not None for share in given):
            yield Finding(
                id=f"{place}-shares",
                field=place,
                severity="block",
                message=message,
                basis=OPINION_ASSESSMENT if place == "applicants" else PRACTICE,
                clears=Message(N_("Agree on shares that are exactly 100% together.")),
                blocks=("filed",),
            )


def kept_closed(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what a defence or secret patent asks of its level, and content that a defence patent must not have."""
    if record.kind in CLOSED and record.level != "classified":
        yield Finding(
            id="level-open",
            field="level",
            severity="warn",
            message=Message(N_("A defence or secret patent whose level is not answered as classified.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Answer the level as classified, so that free text and files stay closed.")),
        )
    if record.kept_out and not record.withheld and (facts.attachments or _is_told(record)):
        yield Finding(
            id="defence-content",
            field="kind",
            severity="warn",
            message=Message(
                N_(
                    "Of a defence patent only the number is kept here; more of it, free text or files stand here."
                )
            ),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Stop, tell the security officer, and seal the record.")),
        )


def _is_told(record: Patent) -> bool:
    return has_content(record) or not all(is_empty(getattr(record, name)) for name in record.kept_out)


def ungranted(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what a grant still lacks; an application that ends without one lacks nothing."""
    said = N_("The grant is not recorded: {lacking}.")
    yield from _lacking(record, facts, "granted", ("granted_on", "grant_number"), said)


def unended(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what the end still lacks."""
    yield from _lacking(
        record, facts, "ended", ("ended_on", "end_reason"), N_("The end is not recorded: {lacking}.")
    )


def _lacking(
    record: Patent, facts: Facts, state: str, names: tuple[str, ...], said: str
) -> Iterator[Finding]:
    """Yield what a state needs; an old ledger may not tell it of what is in that state already, and is asked for it."""
    lacking = lacking_labels(record, names)
    legacy = is_legacy(record, facts)
    if lacking and (not legacy or record.state == state):
        yield Finding(
            id="grant-missing" if state == "granted" else "end-missing",
            field=next(name for name in names if is_empty(getattr(record, name))),
            severity="warn" if legacy else "block",
            message=Message(said, lacking=lacking),
            clears=Message(N_("Enter {lacking}."), lacking=lacking),
            blocks=() if legacy else (state,),
        )
