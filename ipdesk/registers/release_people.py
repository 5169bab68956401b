"""What the desk notices about transferees, the other inventors, and the notice given to all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.model.values import decimal_text
from ipdesk.registers.names import names_in
from ipdesk.registers.release_gates import linked_of
from ipdesk.registers.release_states import GATED
from ipdesk.registers.sources import FIRST_REFUSAL, OPINION_ASSESSMENT, PRACTICE

if TYPE_CHECKING:
    from ipdesk.registers.releases import Release

WHOLE: Final = Decimal(100)


def people(record: Release, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with shares and persons, and what the notice still waits for."""
    if record.state == "cancelled":
        return
    inventors = inventors_of(record, facts)
    yield from shares(record)
    yield from strangers(record, inventors)
    yield from others(record, inventors, facts.today)
    yield from first_refusal(record, inventors)
    yield from notice(record, inventors, facts.today)


def inventors_of(record: Release, facts: Facts) -> dict[str, str]:
    """Return the inventors of the linked disclosures: folded name and name as written."""
    told = [each.facts.get("inventors", "") for each in linked_of(facts, "disclosures", record.disclosure)]
    return {folded(name): name for each in told for name in names_in(each)}


def shares(record: Release) -> Iterator[Finding]:
    """Yield a finding for shares that are not exactly 100% together, and for a transferee named twice."""
    known = [row.share for row in record.transferees if row.share is not None]
    total = sum(known, Decimal(0))
    if len(known) < len(record.transferees):
        lacking = len(record.transferees) - len(known)
        yield _shares(Message(N_("{count} transferees have no share."), count=lacking))
    elif record.transferees and total != WHOLE:
        yield _shares(
            Message(N_("The transferees' shares are {total}% together, not 100%."), total=decimal_text(total))
        )
    names = [folded(row.name) for row in record.transferees if row.name]
    for index, row in enumerate(record.transferees):
        if row.name and folded(row.name) in names[:index]:
            yield Finding(
                id="transferee-twice",
                field=f"transferees[{index}].name",
                severity="warn",
                message=Message(N_("{name} is named twice as a transferee."), name=row.name),
                clears=Message(N_("Keep one row for each transferee.")),
            )


def _shares(message: Message) -> Finding:
    return Finding(
        id="transferee-shares",
        field="transferees",
        severity="block",
        message=message,
        basis=PRACTICE,
        clears=Message(N_("Agree on shares that are exactly 100% together.")),
        blocks=GATED,
    )


def strangers(record: Release, inventors: dict[str, str]) -> Iterator[Finding]:
    """Yield a finding for each transferee who is no inventor of the disclosure."""
    for index, row in enumerate(record.transferees):
        if row.name and folded(row.name) not in inventors:
            yield Finding(
                id="not-an-inventor",
                field=f"transferees[{index}].name",
                severity="block",
                message=Message(N_("{name} is no inventor of the disclosure."), name=row.name),
                basis=OPINION_ASSESSMENT,
                clears=Message(N_("Name an inventor. A transfer to others is no release.")),
                blocks=GATED,
            )


def others(record: Release, inventors: dict[str, str], today: date) -> Iterator[Finding]:
    """Yield a finding for each inventor who takes no share and has not agreed.

    Whoever was notified and let the notice period pass does not stand in the way for good.
    """
    if not record.transferees:
        return
    taking = {folded(row.name) for row in record.transferees}
    agreed = {folded(row.name) for row in record.consents if row.consented_on and row.consented_on <= today}
    silent = {folded(row.name) for row in record.answers if row.answer != "takes"}
    end = notice_end(record)
    for key, name in inventors.items():
        if key in taking or key in agreed:
            continue
        lapsed = key in silent and end is not None and end < today
        yield Finding(
            id="consent-lapsed" if lapsed else "consent-missing",
            field="consents",
            severity="info" if lapsed else "block",
            message=Message(
                N_("{name} takes no share and did not agree within the notice period.")
                if lapsed
                else N_("{name} takes no share and has not agreed to the release."),
                name=name,
            ),
            basis=PRACTICE,
            clears=Message(N_("Have the consent signed and enter its day.")),
            blocks=() if lapsed else GATED,
        )


def first_refusal(record: Release, inventors: dict[str, str]) -> Iterator[Finding]:
    """Yield a finding where the first refusal of the inventors is open, or is not as it is said to be."""
    if not record.transferees:
        return
    all_take = set(inventors) <= {folded(row.name) for row in record.transferees}
    if record.first_refusal in ("waived", "lapsed") or (record.first_refusal == "all" and all_take):
        return
    yield Finding(
        id="first-refusal",
        field="first_refusal",
        severity="block",
        message=Message(
            N_("Not all inventors take the right.")
            if record.first_refusal == "all"
            else N_("The first refusal of the inventors is not settled.")
        ),
        basis=FIRST_REFUSAL,
        clears=Message(N_("Offer it to all inventors on equal terms and enter what came of it.")),
        blocks=("signed", "done"),
    )


def notice_end(record: Release) -> date | None:
    """Return the last day of the notice period, None while it is not set."""
    if record.notified_on is None or record.notice_days is None:
        return None
    return record.notified_on + timedelta(days=record.notice_days)


def notice(record: Release, inventors: dict[str, str], today: date) -> Iterator[Finding]:
    """Yield a finding for inventors without notice, and for the day on which the notice period ends."""
    told = {folded(row.name) for row in record.answers}
    untold = [name for key, name in inventors.items() if key not in told]
    if untold and record.state == "noticed":
        yield Finding(
            id="not-notified",
            field="answers",
            severity="warn",
            message=Message(N_("No notice is recorded for: {names}."), names=untold),
            basis=PRACTICE,
            clears=Message(N_("Give them notice and add a row for each.")),
        )
    end = notice_end(record)
    waiting = [row.name for row in record.answers if not row.answer]
    if record.state == "noticed" and end is not None and (waiting or not record.answers):
        over = end < today
        yield Finding(
            id="notice-over" if over else "notice-runs",
            field="answers",
            severity="warn" if over else "info",
            message=Message(
                N_("The notice period ended on {day}; not answered: {names}.")
                if over
                else N_("The notice period ends on {day}; not answered: {names}."),
                day=end,
                names=waiting or list(inventors.values()),
            ),
            basis=PRACTICE,
            clears=Message(N_("Enter the answers, or clear the release for signature.")),
            due=end,
            moves_to=("cleared",),
        )
