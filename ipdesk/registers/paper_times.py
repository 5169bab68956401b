"""What the desk notices about days, files and funders of a review: what binds, what lapses, what is past.

Sources: 保守国家秘密法第三十五条, 国知发运字〔2021〕7号（九）. How long an approval holds is practice, and so is the digest
by which the files that go out are told to be those that were reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.text import N_, Message
from ipdesk.registers.days import in_order, not_ahead
from ipdesk.registers.links import unknown
from ipdesk.registers.paper_filings import leaves_on
from ipdesk.registers.paper_history import was_reviewed
from ipdesk.registers.paper_manifest import is_whole, manifest_of, under_review
from ipdesk.registers.paper_states import OPEN, PENDING
from ipdesk.registers.sources import OPINION_AGREEMENTS, PRACTICE, SECRECY_BEFORE_RELEASE

if TYPE_CHECKING:
    from ipdesk.registers.papers import Paper

HELD: Final = ("approved", "limited")


def times(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what days, files, funders and links lack."""
    if record.state in PENDING:
        yield from files(record)
        yield from planned(record, facts)
    if record.state in HELD:
        yield from approval(record, facts)
    if record.state in (*HELD, *PENDING):
        yield from funders(record, facts)
    yield from kept(record, facts)


def kept(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what days and links lack, whoever gave the verdict."""
    yield from unreviewed(record, facts)
    yield from undated(record)
    yield from in_order(record, (("submitted_on", "accepted_on"), ("decided_on", "approved_until")))
    yield from not_ahead(
        record, ("declared_on", "decided_on", "submitted_on", "accepted_on", "published_on"), facts.today
    )
    yield from unknown(record, facts, ("projects", "secrets", "deferred_disclosures", "deferred_patents"))


def files(record: Paper) -> Iterator[Finding]:
    """Yield a finding where nothing says which files are reviewed."""
    if not is_whole(under_review(record)):
        yield Finding(
            id="files-missing",
            field="manuscripts",
            severity="warn",
            message=Message(N_("The files under review are not all told by their SHA-256.")),
            basis=PRACTICE,
            clears=Message(N_("Enter each file with its digest, so that the approval binds it.")),
            blocks=HELD,
        )


def planned(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding where the day planned comes near its review, or is past without an entry."""
    day = record.planned_submission or record.planned_publication
    field = "planned_submission" if record.planned_submission else "planned_publication"
    if day is None or record.submitted_on is not None or record.published_on is not None:
        return
    past = day < facts.today
    said = N_("It was to go out on {day}; the review is not finished.")
    ahead = N_("It is to go out on {day}: the review has to be finished by then.")
    yield Finding(
        id="planned-past" if past else "planned",
        field=field,
        severity="warn" if past else "info",
        message=Message(said if past else ahead, day=day),
        basis=SECRECY_BEFORE_RELEASE,
        clears=Message(N_("Finish the review, or enter the new day.")),
        due=day,
    )


def approval(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding where an approval lapsed or is about to, and where the files are not those approved."""
    until = record.approved_until
    if until is None:
        yield Finding(
            id="approval-open-ended",
            field="approved_until",
            severity="warn",
            message=Message(N_("It is not said until when the approval holds.")),
            basis=PRACTICE,
            clears=Message(N_("Enter the last day.")),
        )
    else:
        lapsed = until < facts.today
        said = N_("The approval lapsed on {day}.") if lapsed else N_("The approval holds until {day}.")
        yield Finding(
            id="approval-lapsed" if lapsed else "approval-holds",
            field="approved_until",
            severity="block" if lapsed else "info",
            message=Message(said, day=until),
            basis=PRACTICE,
            clears=Message(N_("Review it again, or record that it is published.")),
            blocks=("published",) if lapsed else (),
            due=until,
            moves_to=("review",) if lapsed else ("published",),
        )
    if not record.approved_manifest or record.approved_manifest != manifest_of(under_review(record)):
        said = N_("The files are not those that were approved.")
        never = N_("No files were bound to the approval.")
        yield Finding(
            id="files-differ",
            field="manuscripts",
            severity="block",
            message=Message(said if record.approved_manifest else never),
            basis=PRACTICE,
            clears=Message(N_("Review the changed files again, or put the approved ones back.")),
            blocks=("published",),
            moves_to=("review",),
        )
    bound = {each.sha256.strip().lower() for each in under_review(record)}
    others = [name for name, sha256 in facts.attached if sha256 not in bound]
    if others and record.approved_manifest:
        yield Finding(
            id="attached-differ",
            field="manuscripts",
            severity="warn",
            message=Message(N_("Attached, and none of the files that were approved: {names}."), names=others),
            basis=PRACTICE,
            clears=Message(N_("Review them again before they go out, or take them off.")),
        )


def funders(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what the terms of linked projects still ask for before anything goes out."""
    for number in record.projects:
        held = facts.linked.get(("projects", number))
        if held is None:
            continue
        leaves = leaves_on(record)
        days = int(held.facts.get("notice_days") or 0)
        last = leaves - timedelta(days=days) if leaves and days else None
        if days and record.notice_given_on is None:
            yield Finding(
                id="notice-missing",
                field="notice_given_on",
                severity="block",
                message=Message(
                    N_("{number} asks for notice {days} days before publication."), number=number, days=days
                ),
                basis=OPINION_AGREEMENTS,
                clears=Message(N_("Give notice to the funder and enter the day.")),
                blocks=OPEN,
                due=last,
            )
        elif last is not None and record.notice_given_on is not None and record.notice_given_on > last:
            yield Finding(
                id="notice-late",
                field="notice_given_on",
                severity="warn",
                message=Message(
                    N_("Notice for {number} was due by {last}; it goes out on {day}."),
                    number=number, last=last, day=leaves or "",
                ),
                basis=OPINION_AGREEMENTS,
                clears=Message(N_("Put the day off, or have the funder agree to it.")),
                blocks=() if record.funder_letter else OPEN,
            )  # fmt: skip
        if held.facts.get("publication_terms") == "yes" and not record.funder_letter:
            yield Finding(
                id="funder-terms",
                field="funder_letter",
                severity="warn",
                message=Message(N_("{number} has terms on publication."), number=number),
                basis=OPINION_AGREEMENTS,
                clears=Message(N_("Look at them, and enter the approval where one is asked for.")),
            )


def unreviewed(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what keeps something from being recorded as published, and what was published without a review."""
    if record.state == "published" and not record.found_later:
        yield from elsewhere(record, facts)
        return
    if record.state == "published" or record.found_later:
        open_ = not record.found_later_reason
        yield Finding(
            id="published-unreviewed",
            field="found_later_reason" if open_ else "found_later",
            severity="warn",
            message=Message(N_("It was published without a review.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(
                N_("Say how that came about, and put the published text before the secrecy office.")
            ),
            blocks=("published",) if open_ else (),
        )
    elif record.state not in HELD and not was_reviewed(record, facts.today, facts.started):
        yield Finding(
            id="not-approved",
            field="found_later",
            severity="info",
            message=Message(N_("No approval is in force.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("Finish the review; say so where it is published already.")),
            blocks=("published",),
        )


def elsewhere(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what is to be known of a paper that was reviewed before it came here, as an old ledger says, or nowhere."""
    if record.approved_manifest or record.checklist:
        return
    if was_reviewed(record, facts.today, facts.started):
        yield Finding(
            id="reviewed-elsewhere",
            field="decided_on",
            severity="info",
            message=Message(
                N_(
                    "From a ledger, not decided here: verdict of {day}, before this desk began; none of the checks here was made."
                ),
                day=record.decided_on or "",
            ),
            basis=PRACTICE,
            clears=Message(N_("Keep the papers of that review with it.")),
        )
    else:
        yield Finding(
            id="review-unproven",
            field="found_later",
            severity="warn",
            message=Message(N_("No verdict of before this desk began, and before it was out, is on record.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(
                N_("Say that it was published without a review, or correct the day that is wrong.")
            ),
        )


def undated(record: Paper) -> Iterator[Finding]:
    """Yield a finding where something may be recorded as published, or is, and the day is not there."""
    if record.published_on is None and (record.found_later or record.state in (*HELD, "published")):
        yield Finding(
            id="published-day",
            field="published_on",
            severity="warn",
            message=Message(N_("It is not said on which day it was published.")),
            clears=Message(N_("Enter the day when it is out.")),
            blocks=("published",),
        )
