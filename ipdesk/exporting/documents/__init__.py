"""The documents that come out of a record: special ones by register, and a plain one for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ipdesk.exporting.documents.agreements import agreement_paper, no_paper
from ipdesk.exporting.documents.assessment_decision import decision_paper, no_decision
from ipdesk.exporting.documents.assessment_evidence import evidence_pack
from ipdesk.exporting.documents.assessments import assessment_form
from ipdesk.exporting.documents.disclosure_notes import left_to_do, receipt, rework_note, secrecy_record
from ipdesk.exporting.documents.disclosures import disclosure_form
from ipdesk.exporting.documents.meetings import minutes
from ipdesk.exporting.documents.movements import movement_sheet
from ipdesk.exporting.documents.paper_findings import form_with_findings
from ipdesk.exporting.documents.papers import review_form
from ipdesk.exporting.documents.patent_family import family_sheet
from ipdesk.exporting.documents.patents import filing_order
from ipdesk.exporting.documents.people import leaver_list
from ipdesk.exporting.documents.projects import ip_sheet
from ipdesk.exporting.documents.releases import contract, notice
from ipdesk.exporting.documents.secrets import (
    ACCESS_LIST,
    LEDGER,
    REGISTRATION,
    access_list,
    carrier_ledger,
    other_regime,
    registration,
)
from ipdesk.exporting.layout import Document, PageName
from ipdesk.exporting.records import record_document
from ipdesk.model.text import N_, Message

Builder = Callable[..., Document]
Choosing = Callable[[Sequence[Any]], Sequence[Any]]
Lack = tuple[Message, Message]  # why there can be no such document yet, and what to do

PLAIN: Final = "record"


def _nothing(_record: Any) -> Lack | None:
    return None


def _not_submitted(record: Any) -> Lack | None:
    if record.state not in ("", "draft"):
        return None
    said = N_("It was not submitted yet, so there is nothing to confirm.")
    return Message(said), Message(N_("Submit the disclosure first."))


def _not_returned(record: Any) -> Lack | None:
    if record.rework:
        return None
    return Message(N_("It was never returned for rework.")), Message(N_("Choose another document of it."))


def _cancelled(record: Any) -> Lack | None:
    if record.state != "cancelled":
        return None
    return Message(N_("The release was cancelled.")), Message(
        N_("Open it again first, if it is meant after all.")
    )


def _given_up(record: Any) -> Lack | None:
    if record.state != "dropped":
        return None
    said = N_("The filing was given up, so there is nothing to order.")
    return Message(said), Message(N_("Take the order up again first, if it is meant after all."))


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document of a register: what people call it, what builds it, and whether it names the records linked to it.

    `lacks` says why there can be none for a record yet, and what to do, None when there can. A builder takes register, record,
    findings and translator, and with `linked` the records that link to it, or with `dossier` a Dossier or what else its
    register needs; what is made of one, or with `paper` what its template makes of it, is more than slots can tell, so it
    has no Word template and is drawn as a Word file instead. One that is `live` tells what the check of files finds
    when it is printed. One with `sheet` is written as a workbook, too. `page` is the one that it is set on unless another is
    chosen. A document that may go where the content
    may not names in `tells` the only long texts and rows that it may tell; None lets it tell all. `chosen` gives
    some of the rows of a field a name of their own: the field, and what chooses among its rows.
    """

    label: str
    build: Builder
    lacks: Callable[[Any], Lack | None] = _nothing
    linked: bool = False
    dossier: bool = False
    paper: bool = False
    live: bool = False
    sheet: bool = False
    page: PageName = "dense"
    tells: tuple[str, ...] | None = None
    chosen: Mapping[str, tuple[str, Choosing]] = field(default_factory=dict)

    @property
    def has_slots(self) -> bool:
        """Say whether slots can tell all of it, so that a Word template can be filled."""
        return not (self.dossier or self.paper)


DOCUMENTS: Final[Mapping[str, Mapping[str, DocumentKind]]] = {
    "disclosures": {
        "form": DocumentKind(N_("Service Achievement Disclosure Form"), disclosure_form),
        "receipt": DocumentKind(N_("Receipt for a Disclosure"), receipt, _not_submitted, tells=()),
        "rework": DocumentKind(
            N_("Notice of Return for Rework"),
            rework_note,
            _not_returned,
            tells=("rework",),
            chosen={"rework_left": ("rework", left_to_do)},
        ),
        "secrecy-check": DocumentKind(
            N_("Record of the Secrecy Check"), secrecy_record, _not_submitted, tells=()
        ),
    },
    "assessments": {
        "form": DocumentKind(N_("Pre-Filing Assessment Form"), assessment_form, dossier=True),
        "decision": DocumentKind(N_("Decision on an Assessment"), decision_paper, no_decision, dossier=True),
        "evidence": DocumentKind(N_("Evidence of Diligence"), evidence_pack, no_decision, dossier=True),
    },
    "meetings": {
        "minutes": DocumentKind(N_("Minutes of the IP Committee Meeting"), minutes),
    },
    "movements": {
        "sheet": DocumentKind(N_("Handling Sheet of a Personnel Movement"), movement_sheet, dossier=True),
    },
    "releases": {
        "contract": DocumentKind(
            N_("Contract Transferring the Right to Apply for a Patent on a Service Achievement"),
            contract,
            _cancelled,
        ),
        "notice": DocumentKind(
            N_("Notice that No Patent Is Applied For"), notice, _cancelled, tells=("answers",)
        ),
    },
    "papers": {
        "form": DocumentKind(N_("IP and Secrecy Review Form before Publication"), review_form, dossier=True),
        "findings": DocumentKind(
            N_("Review Form with the Findings of the Text Check"), form_with_findings, dossier=True, live=True
        ),
    },
    "patents": {
        "order": DocumentKind(N_("Patent Filing Order"), filing_order, _given_up, sheet=True),
        "family": DocumentKind(N_("Patent Family Sheet"), family_sheet, dossier=True, sheet=True),
    },
    "secrets": {
        "registration": DocumentKind(REGISTRATION, registration, other_regime),
        "access-list": DocumentKind(ACCESS_LIST, access_list, other_regime),
        "carrier-ledger": DocumentKind(LEDGER, carrier_ledger, other_regime),
    },
    "people": {
        "leaver": DocumentKind(N_("IP List and Reminder Letter on Leaving"), leaver_list, dossier=True),
    },
    "agreements": {
        "agreement": DocumentKind(
            N_("IP and confidentiality agreement"), agreement_paper, no_paper, paper=True, page="official"
        ),
    },
    "projects": {
        "ip-sheet": DocumentKind(N_("IP Sheet of a Research Project"), ip_sheet, linked=True),
    },
}
PLAIN_KIND: Final = DocumentKind(N_("Record sheet"), record_document)


def kinds_of(register: str) -> dict[str, DocumentKind]:
    """Return the documents of a register by name; the first is the one meant when none is named."""
    return {**DOCUMENTS.get(register, {}), PLAIN: PLAIN_KIND}


def documents_of(register: str) -> dict[str, Builder]:
    """Return what builds the documents of a register, by name."""
    return {name: kind.build for name, kind in kinds_of(register).items()}
