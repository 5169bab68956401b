"""What the desk notices about terms, dates, signatures and registration of a release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.record import field_of
from ipdesk.model.text import N_, Message
from ipdesk.registers.markings import lacking_labels
from ipdesk.registers.release_states import GATED, UNSIGNED
from ipdesk.registers.sources import (
    FISCAL_COSTS,
    GRACE,
    OPINION_ASSESSMENT,
    PRACTICE,
    SECRECY_BEFORE_RELEASE,
    TRANSFER_REGISTRATION,
)

if TYPE_CHECKING:
    from ipdesk.registers.releases import Release

SIGNED: Final = ("signed", "done")
SIGNATURES: Final = ("signed_by_transferee_on", "signed_by_lab_on")
FILING_DAYS_AHEAD: Final = 30  # from which the last day for filing is a warning
REGISTRATION_DAYS: Final = 60  # after signature; no law names a number


def terms(record: Release, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the terms, the days and the papers of a release."""
    if record.state == "cancelled":
        yield from cancelled(record)
        return
    yield from content(record)
    yield from consideration(record)
    yield from costs(record)
    yield from subject(record)
    yield from last_day(record, facts.today)
    yield from signatures(record, facts)
    yield from registration(record, facts.today)
    yield from order(record)


def cancelled(record: Release) -> Iterator[Finding]:
    """Yield a finding for a cancellation without a reason."""
    if not record.cancelled_reason and not record.withheld:
        yield Finding(
            id="reason-missing",
            field="cancelled_reason",
            severity="warn",
            message=Message(N_("It is not recorded why the release was cancelled.")),
            basis=PRACTICE,
            clears=Message(N_("Enter the reason.")),
        )


def content(record: Release) -> Iterator[Finding]:
    """Yield a finding while it is not confirmed that nothing classified is handed over."""
    if not record.no_classified_content:
        yield Finding(
            id="content-unconfirmed",
            field="no_classified_content",
            severity="block",
            message=Message(N_("It is not confirmed that what is handed over holds no classified content.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("Have it checked and confirmed.")),
            blocks=GATED,
        )
    if record.licence_retained is False:
        yield Finding(
            id="no-licence",
            field="licence_retained",
            severity="info",
            message=Message(N_("The laboratory keeps no licence to go on with its research.")),
            basis=PRACTICE,
            clears=Message(N_("Make sure that this is meant.")),
        )


def consideration(record: Release) -> Iterator[Finding]:
    """Yield a finding for a price or share that is lacking, or stands there though it is free."""
    if record.consideration == "price" and not record.amount:
        yield _unfit("amount", N_("A price is agreed and not entered."), N_("Enter the price."))
    if record.consideration == "income" and not record.income_share:
        yield _unfit(
            "income_share",
            N_("A share of the income is agreed and not entered."),
            N_("Enter the laboratory's share."),
        )
    if record.consideration == "free" and (record.amount or record.income_share):
        yield _unfit(
            "consideration",
            N_("It is free of charge, and yet a price or share is entered."),
            N_("Correct one of them."),
        )


def _unfit(field: str, message: str, clears: str, blocks: tuple[str, ...] = SIGNED) -> Finding:
    return Finding(
        id=f"{field.replace('_', '-')}-unfit",
        field=field,
        severity="block",
        message=Message(message),
        clears=Message(clears),
        blocks=blocks,
    )


def costs(record: Release) -> Iterator[Finding]:
    """Yield a finding where the laboratory would pay for a right that is no longer its own."""
    if record.costs_borne_by in ("laboratory", "shared"):
        yield Finding(
            id="public-money",
            field="costs_borne_by",
            severity="warn",
            message=Message(N_("Costs that an individual has to bear must not be paid from fiscal funds.")),
            basis=FISCAL_COSTS,
            clears=Message(N_("Let the transferee bear them, or name funds that are not fiscal.")),
        )


def subject(record: Release) -> Iterator[Finding]:
    """Yield a finding for a right that does not go with what was filed, or is not named by its number."""
    if record.right == "patent" and record.filed is False:
        yield _unfit(
            "right",
            N_("A patent right cannot be transferred where nothing was filed."),
            N_("Correct the right, or what was filed."),
            GATED,
        )
    if needs_registration(record) and not record.application_number:
        yield _unfit(
            "application_number",
            N_("An application is filed, and its number is not entered."),
            N_("Enter the number of the application or patent."),
        )
    if record.filed is False and record.application_number:
        yield _unfit(
            "filed",
            N_("Nothing is said to be filed, and yet a number is entered."),
            N_("Correct one of them."),
            GATED,
        )


def needs_registration(record: Release) -> bool:
    """Say whether the transfer takes effect on registration only: there is an application or a patent."""
    return bool(record.filed) or record.right == "patent"


def last_day(record: Release, today: date) -> Iterator[Finding]:
    """Yield a finding for the last day for filing until the contract is signed."""
    day = record.last_filing_day
    if day is None or record.state not in UNSIGNED or record.filed:
        return
    over = day < today
    yield Finding(
        id="last-day-passed" if over else "last-day",
        field="last_filing_day",
        severity="warn" if (day - today).days <= FILING_DAYS_AHEAD else "info",
        message=Message(
            N_("The last day for filing ({day}) has passed and the contract is not signed.")
            if over
            else N_("The inventor has to file by {day}: the contract is needed before."),
            day=day,
        ),
        basis=GRACE,
        clears=Message(N_("Have the contract signed in time for the filing.")),
        due=day,
        moves_to=("noticed", *GATED),
    )


def signatures(record: Release, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for signatures that are lacking or lie ahead, and for a contract without its paper."""
    if lacking := lacking_labels(record, SIGNATURES):
        yield Finding(
            id="signature-lacking",
            field="signed_by_lab_on" if record.signed_by_transferee_on else "signed_by_transferee_on",
            severity="block",
            message=Message(N_("The contract is not signed by both: {lacking}."), lacking=lacking),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Have both sign, and enter the days.")),
            blocks=SIGNED,
        )
    for name in SIGNATURES:
        day = getattr(record, name)
        if day is not None and day > facts.today:
            label = Message(field_of(type(record), name).kind.label)
            yield Finding(
                id="signature-ahead",
                field=name,
                severity="block",
                message=Message(N_("“{field}” ({day}) is after today."), field=label, day=day),
                clears=Message(N_("Correct the date.")),
                blocks=SIGNED,
            )
    if record.state in SIGNED and not record.scan and not facts.attachments:
        yield Finding(
            id="paper-missing",
            field="scan",
            severity="warn",
            message=Message(N_("The signed contract is not attached, nor is it said where it lies.")),
            basis=PRACTICE,
            clears=Message(N_("Attach the scan of the contract.")),
        )


def registration(record: Release, today: date) -> Iterator[Finding]:
    """Yield a finding for a registration that is outstanding, and for a signed release where none is."""
    signed, registered = record.signed_by_lab_on, record.registered_on
    if needs_registration(record) and (registered is None or registered > today):
        running = record.state == "signed" and signed is not None
        yield Finding(
            id="not-registered",
            field="registered_on",
            severity="block",
            message=Message(N_("The transfer is not registered: it has not taken effect.")),
            basis=TRANSFER_REGISTRATION,
            clears=Message(N_("Have it registered with the patent office and enter the day.")),
            blocks=("done",),
            due=signed + timedelta(days=REGISTRATION_DAYS) if running and signed else None,
        )
    elif record.state == "signed":
        yield Finding(
            id="may-be-completed",
            field="registered_on",
            severity="warn",
            message=Message(N_("Nothing is outstanding after the signature.")),
            clears=Message(N_("Complete the release.")),
            moves_to=("done",),
        )


def order(record: Release) -> Iterator[Finding]:
    """Yield a finding for days in the wrong order."""
    signed, registered, noticed = record.signed_by_lab_on, record.registered_on, record.notified_on
    if signed is not None and noticed is not None and signed < noticed:
        yield _disordered(
            "signed_by_lab_on", N_("The contract was signed before the inventors were notified.")
        )
    if signed is not None and registered is not None and registered < signed:
        yield _disordered("registered_on", N_("The transfer was registered before it was signed."))


def _disordered(field: str, text: str) -> Finding:
    return Finding(
        id="days-order",
        field=field,
        severity="warn",
        message=Message(text),
        clears=Message(N_("Correct the date that is wrong.")),
    )
