"""What the desk notices about inventors, owners, declarations and signatures of a disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Finding
from ipdesk.model.folding import folded
from ipdesk.model.record import field_of
from ipdesk.model.text import N_, Message
from ipdesk.registers.clocks import watch_until
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.disclosure_gates import from_acceptance
from ipdesk.registers.shares import not_whole
from ipdesk.registers.sources import (
    DUAL_USE,
    INVENTOR,
    OPINION_AGREEMENTS,
    OPINION_ASSESSMENT,
    OUTBOUND,
    PRACTICE,
    SERVICE_INVENTION_TERMS,
)

if TYPE_CHECKING:
    from ipdesk.registers.disclosure_rows import Inventor
    from ipdesk.registers.disclosures import Disclosure

OUTSIDERS: Final = frozenset({"student", "visiting", "seconded", "part-time", "external"})
DECLARED: Final = ("declared_true", "declared_inventors", "declared_rights", "declared_secrecy")


def people(record: Disclosure, content_open: bool) -> Iterator[Finding]:
    """Yield what is wrong with shares, persons, owners and signatures; contributions only where open."""
    yield from shares(record)
    yield from repeated(record)
    if content_open:
        yield from contributions(record)
    for index, inventor in enumerate(record.inventors):
        yield from one_inventor(record, inventor, f"inventors[{index}]")
    yield from foreign_owners(record)
    yield from unsigned(record)


def has_foreigners(record: Disclosure) -> bool:
    """Say whether an inventor or owner is foreign."""
    owners = any(owner.foreign or is_foreign(owner.country) for owner in record.co_owners)
    return owners or any(is_foreign(each.nationality) for each in record.inventors)


def shares(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for inventors' and for owners' shares that are not exactly 100% together."""
    if record.inventors:
        yield from _sum(
            record,
            "inventors",
            [row.share for row in record.inventors],
            N_("The inventors' shares are {total}% together, not 100%."),
            N_("{count} inventors have no share."),
        )
    if record.co_owners:
        yield from _sum(
            record,
            "co_owners",
            [row.share for row in record.co_owners],
            N_("The owners' shares are {total}% together, not 100%."),
            N_("{count} owners have no share."),
        )


def _sum(
    record: Disclosure, place: str, given: list[Decimal | None], wrong: str, lacking: str
) -> Iterator[Finding]:
    message = not_whole(given, wrong, lacking)
    if message is None:
        return
    yield Finding(
        id=f"{place.replace('_', '-')}-shares",
        field=place,
        severity="block",
        message=message,
        basis=OPINION_ASSESSMENT if place == "co_owners" else PRACTICE,
        clears=Message(N_("Agree on shares that are exactly 100% together.")),
        blocks=from_acceptance(record),
    )


def repeated(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for an inventor named twice; different staff numbers are different people."""
    for (first, one), (second, other) in combinations(enumerate(record.inventors), 2):
        apart = one.staff_number and other.staff_number and one.staff_number != other.staff_number
        if one.name and folded(one.name) == folded(other.name) and not apart:
            yield Finding(
                id="inventor-twice",
                field=f"inventors[{second}].name",
                severity="warn",
                message=Message(
                    N_("{name} is named twice, as inventor {first} and {second}."),
                    name=other.name,
                    first=first + 1,
                    second=second + 1,
                ),
                clears=Message(N_("Remove one, or enter both staff numbers.")),
            )
    inventors = {folded(row.name) for row in record.inventors}
    for index, helper in enumerate(record.contributors):
        if helper.name and folded(helper.name) in inventors:
            yield Finding(
                id="contributor-is-inventor",
                field=f"contributors[{index}].name",
                severity="warn",
                message=Message(N_("{name} is named both as inventor and as no inventor."), name=helper.name),
                basis=INVENTOR,
                clears=Message(N_("Keep the one place that fits the contribution.")),
            )


def contributions(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for each inventor whose creative contribution is not described."""
    for index, inventor in enumerate(record.inventors):
        if not inventor.contribution:
            yield Finding(
                id="contribution-missing",
                field=f"inventors[{index}].contribution",
                severity="block",
                message=Message(
                    N_("The creative contribution of {name} is not described."), name=inventor.name
                ),
                basis=INVENTOR,
                clears=Message(N_("Describe it, or list the person as a contributor.")),
                blocks=from_acceptance(record),
            )


def one_inventor(record: Disclosure, inventor: Inventor, place: str) -> Iterator[Finding]:
    """Yield what the nationality, employment and times of one inventor call for."""
    if is_foreign(inventor.nationality):
        yield Finding(
            id="foreign-inventor",
            field=f"{place}.nationality",
            severity="warn",
            message=Message(
                N_("{name} is a foreign national ({country}): check export control and outbound transfer."),
                name=inventor.name,
                country=inventor.nationality,
            ),
            basis=DUAL_USE,
            clears=Message(N_("Have the export and outbound check made and recorded.")),
        )
    if inventor.employment in OUTSIDERS:
        yield Finding(
            id="inventor-agreement",
            field=f"{place}.employment",
            severity="warn",
            message=Message(
                N_("{name} is not regular staff: check the agreement and who owns the right."),
                name=inventor.name,
            ),
            basis=OPINION_AGREEMENTS,
            clears=Message(N_("Find the signed agreement and its ownership clause; list co-owners.")),
        )
    yield from spells(record, inventor, place)


def spells(record: Disclosure, inventor: Inventor, place: str) -> Iterator[Finding]:
    """Yield the questions of ownership that joining and leaving raise around the day of completion."""
    joined, left, made = inventor.joined, inventor.left_on, record.completed
    if joined is not None and left is not None and left < joined:
        yield Finding(
            id="left-before-joining",
            field=f"{place}.left_on",
            severity="warn",
            message=Message(N_("{name} left before joining."), name=inventor.name),
            clears=Message(N_("Correct the date that is wrong.")),
        )
    if made is None:
        return
    blanks = {"name": inventor.name, "made": made}
    if left is not None and made > watch_until(left):
        yield _ownership(
            "left-over-a-year",
            f"{place}.left_on",
            Message(
                N_("{name} left on {left}, more than a year before completion ({made})."), left=left, **blanks
            ),
        )
    elif left is not None and made > left:
        yield _ownership(
            "left-within-a-year",
            f"{place}.left_on",
            Message(
                N_(
                    "{name} left on {left}, less than a year before completion ({made}): "
                    "ours if tied to former duties."
                ),
                left=left,
                **blanks,
            ),
        )
    if joined is not None and joined <= made <= watch_until(joined):
        yield _ownership(
            "joined-within-a-year",
            f"{place}.joined",
            Message(
                N_(
                    "{name} joined on {joined}, less than a year before completion ({made}): "
                    "a former unit may claim it."
                ),
                joined=joined,
                **blanks,
            ),
        )


def _ownership(name: str, field: str, message: Message) -> Finding:
    return Finding(
        id=name,
        field=field,
        severity="warn" if name == "left-over-a-year" else "info",
        message=message,
        basis=SERVICE_INVENTION_TERMS,
        clears=Message(N_("Settle who owns it and record the basis in the determination.")),
    )


def foreign_owners(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for each owner outside China."""
    for index, owner in enumerate(record.co_owners):
        if owner.foreign or is_foreign(owner.country):
            yield Finding(
                id="foreign-owner",
                field=f"co_owners[{index}].foreign",
                severity="warn",
                message=Message(
                    N_("{name} is a foreign co-owner: check outbound transfer and export control."),
                    name=owner.name,
                ),
                basis=OUTBOUND,
                clears=Message(N_("Have the outbound check made and recorded before any right passes.")),
            )


def unsigned(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for inventors who have not signed, and for declarations not made."""
    signed = {
        folded(row.name) for row in record.signatures if row.role == "inventor" and row.signed_on is not None
    }
    waiting = [
        row.name
        for row in record.inventors
        if row.signed_on is None and folded(row.name) not in signed and row.name
    ]
    if waiting:
        yield Finding(
            id="signature-missing",
            field="signatures",
            severity="warn",
            message=Message(N_("Not signed by: {names}."), names=waiting),
            basis=PRACTICE,
            clears=Message(N_("Have them sign the form and enter the dates.")),
        )
    undeclared = [
        Message(field_of(type(record), name).kind.label) for name in DECLARED if not getattr(record, name)
    ]
    if undeclared:
        yield Finding(
            id="declaration-missing",
            field="declared_true",
            severity="warn",
            message=Message(N_("Not declared: {declarations}."), declarations=undeclared),
            basis=PRACTICE,
            clears=Message(N_("Have the inventors make the declarations.")),
        )
