"""What the desk notices about a disclosure: its origin, dates, funding, duplicates and rights of others.

People, novelty and the gates of the office have modules of their own; all of them meet here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Basis, Facts, Finding, Similar
from ipdesk.model.record import WITHDRAWN, marking_of
from ipdesk.model.text import N_, Message
from ipdesk.registers.days import in_order, not_ahead
from ipdesk.registers.disclosure_choices import PATENTABLE
from ipdesk.registers.disclosure_gates import from_acceptance, gates
from ipdesk.registers.disclosure_novelty import URGENT_DAYS, novelty
from ipdesk.registers.disclosure_people import people
from ipdesk.registers.disclosure_states import AFTER_SECRECY_CHECK
from ipdesk.registers.sources import (
    BIOLOGICAL_DEPOSIT,
    FUNDING_DECLARATION,
    GENETIC_SOURCE,
    HUMAN_GENES,
    OPINION_CONTRACTS,
    OPINION_DISCLOSURE,
    PRACTICE,
    TRADE_SECRETS,
)

if TYPE_CHECKING:
    from ipdesk.registers.disclosures import Disclosure

# Likeness is the share of neighbouring pairs of signs in common.
TITLE_ALIKE: Final = 0.5
TEXT_ALIKE: Final = 0.5

DAYS_IN_ORDER: Final = (
    ("conceived", "first_record"),
    ("conceived", "tested"),
    ("conceived", "completed"),
    ("completed", "submitted"),
    ("submitted", "received_on"),
    ("received_on", "closed_on"),
    ("determined_on", "notice_sent_on"),
    ("software_from", "software_to"),
)
DAYS_PAST: Final = ("conceived", "first_record", "tested", "completed", "submitted", "secrecy_checked_on")


def findings(record: Disclosure, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a disclosure; nothing about a withdrawn one.

    What rests on the content is left out while the content is closed.
    """
    if record.state == WITHDRAWN:
        return
    content_open = not (record.withheld or marking_of(record).unclear)
    yield from gates(record, facts)
    yield from people(record, content_open)
    yield from in_order(record, DAYS_IN_ORDER)
    yield from not_ahead(record, DAYS_PAST, facts.today)
    yield from needed_by(record, facts)
    yield from projects(record, facts)
    yield from novelty(record, facts)
    if content_open:
        yield from funding(record)
        yield from first_records(record)
        yield from materials(record)
        yield from duplicates(record, facts.similar)
        yield from spin_off(record)


def needed_by(record: Disclosure, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for the day by which the inventors need it settled, until it is closed."""
    day = record.urgent_by
    if day is None or record.state == "closed":
        return
    over = N_("It was needed by {day} and is still open.")
    yield Finding(
        id="needed-by",
        field="urgent_by",
        severity="warn" if (day - facts.today).days <= URGENT_DAYS else "info",
        message=Message(over if day < facts.today else N_("Needed by {day}."), day=day),
        basis=PRACTICE,
        clears=Message(N_("Move it on to its outcome, or agree on a later day and enter it.")),
        due=day,
        moves_to=("submitted", "secrecy-check", *AFTER_SECRECY_CHECK),
    )


def projects(record: Disclosure, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for projects not named though others paid, and for numbers no register knows."""
    if not record.projects and set(record.funding) - {"own", "other"}:
        yield Finding(
            id="project-missing",
            field="projects",
            severity="block",
            message=Message(N_("No project is named, though the work was funded from outside.")),
            basis=PRACTICE,
            clears=Message(N_("Name the project.")),
            blocks=from_acceptance(record),
        )
    for number in record.projects:
        if ("projects", number) not in facts.linked:
            yield Finding(
                id="project-unknown",
                field="projects",
                severity="warn",
                message=Message(N_("Project {number} is not in the register of projects."), number=number),
                clears=Message(N_("Correct the number, or add the project.")),
            )


def funding(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for unknown funds, and for central-budget funds without their declaration."""
    if not record.funding:
        yield Finding(
            id="funding-missing",
            field="funding",
            severity="block",
            message=Message(N_("No funding source is named, so that duties to a funder cannot be known.")),
            basis=FUNDING_DECLARATION,
            clears=Message(N_("Name the funding sources.")),
            blocks=from_acceptance(record),
        )
    declared = record.declaration_type and record.declaration_programme and record.declaration_number
    may_be_patent = not record.types or PATENTABLE.intersection(record.types)
    if "national" in record.funding and may_be_patent and not (record.declaration_needed and declared):
        yield Finding(
            id="funding-declaration",
            field="declaration_needed",
            severity="warn",
            message=Message(N_("The central budget funded this; the funding declaration is not complete.")),
            basis=FUNDING_DECLARATION,
            clears=Message(
                N_("Confirm that it is needed, and fill programme type, project name and number.")
            ),
        )


def first_records(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for work whose first written record or notebook is not named."""
    if record.first_record is None:
        yield Finding(
            id="first-record-missing",
            field="first_record",
            severity="warn",
            message=Message(N_("The first written record has no date.")),
            basis=PRACTICE,
            clears=Message(N_("Find the first written record and enter its date.")),
        )
    if not record.notebooks:
        yield Finding(
            id="notebook-missing",
            field="notebooks",
            severity="info",
            message=Message(N_("No laboratory notebook is named.")),
            basis=PRACTICE,
            clears=Message(N_("Name book and page, and who witnessed it.")),
        )


_GENE_DUTY = N_(
    "Human genetic resources: approval or filing comes first; joint patents are filed and owned jointly."
)
_EMPLOYER_DUTY = N_("Information of a former employer went into this.")
_DUTIES: Final[dict[str, tuple[str, str, Basis, str]]] = {
    "mta": (
        "material-agreement",
        N_("Material of others was used, and no transfer agreement is named."),
        OPINION_CONTRACTS,
        N_("Enter the number of the material transfer agreement."),
    ),
    "confidential": (
        "confidential-information",
        N_("Confidential information of others was used, and no agreement is named."),
        TRADE_SECRETS,
        N_("Enter the agreement that allows this use."),
    ),
    "biological": (
        "biological-deposit",
        N_("The biological material must be deposited by the filing or priority date."),
        BIOLOGICAL_DEPOSIT,
        N_("Deposit it and enter the number; the certificate is due within 4 months of filing."),
    ),
    "genetic": (
        "genetic-source",
        N_("The application must name the direct and the original source of the genetic resource."),
        GENETIC_SOURCE,
        N_("Enter the direct and the original source."),
    ),
    "human-genetic": ("human-genetic", _GENE_DUTY, HUMAN_GENES, N_("Enter the approval or filing number.")),
    "ethics": (
        "ethics-approval",
        N_("Human or animal ethics are touched, and no approval is named."),
        PRACTICE,
        N_("Enter the number of the ethics approval."),
    ),
    "prior-employer": (
        "prior-employer",
        _EMPLOYER_DUTY,
        TRADE_SECRETS,
        N_("Remove it, or enter the former employer's consent."),
    ),
}


def materials(record: Disclosure) -> Iterator[Finding]:
    """Yield the duty that each thing of others brings while no reference answers it, and missing licences."""
    for index, row in enumerate(record.materials):
        if row.kind in _DUTIES and not row.reference:
            name, message, basis, clears = _DUTIES[row.kind]
            yield Finding(
                id=name,
                field=f"materials[{index}].reference",
                severity="warn",
                message=Message(message),
                basis=basis,
                clears=Message(clears),
            )
    for index, component in enumerate(record.open_source):
        if not component.licence:
            yield Finding(
                id="open-source-licence",
                field=f"open_source[{index}].licence",
                severity="warn",
                message=Message(
                    N_("The open-source component “{name}” has no licence."), name=component.name
                ),
                basis=PRACTICE,
                clears=Message(N_("Enter the licence, and see whether it allows the route chosen.")),
            )


def duplicates(record: Disclosure, similar: tuple[Similar, ...]) -> Iterator[Finding]:
    """Yield a finding for each record much like this one, until the office has checked."""
    if record.duplicates_checked:
        return
    for each in similar:
        if each.title_score >= TITLE_ALIKE or each.text_score >= TEXT_ALIKE:
            yield Finding(
                id="probable-duplicate",
                field="title",
                severity="warn",
                message=Message(
                    N_("Much like {number} “{title}” (title {title_score}%, text {text_score}%)."),
                    number=each.number,
                    title=each.title,
                    title_score=round(each.title_score * 100),
                    text_score=round(each.text_score * 100),
                ),
                basis=PRACTICE,
                clears=Message(N_("Compare the two, then tick “Duplicates checked”.")),
            )


def spin_off(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for a company planned on the achievement before it is approved."""
    if record.spin_off and not record.spin_off_approval:
        yield Finding(
            id="spin-off-approval",
            field="spin_off_approval",
            severity="warn",
            message=Message(N_("An inventor plans a company on this; it needs approval first.")),
            basis=OPINION_DISCLOSURE,
            clears=Message(N_("Ask for the approval and enter its number.")),
        )
