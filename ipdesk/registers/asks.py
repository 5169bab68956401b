"""What the records of each register still want from somebody named in them who leaves: functions that declarations name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ipdesk.model.asks import Ask, AskKind, Subject
from ipdesk.model.findings import FORM, Basis, Facts, Finding, Linked
from ipdesk.model.text import N_, Message
from ipdesk.registers.movement_findings import leaving, open_tasks
from ipdesk.registers.person_choices import DEPARTURES
from ipdesk.registers.secret_carriers import carriers_now
from ipdesk.registers.sources import (
    OPINION_AGREEMENTS,
    OPINION_DISCLOSURE,
    PRACTICE,
    SECRET_MEASURES,
    TRADE_SECRETS,
)

if TYPE_CHECKING:
    from ipdesk.registers.agreements import Agreement
    from ipdesk.registers.assessments import Assessment
    from ipdesk.registers.disclosures import Disclosure
    from ipdesk.registers.handovers import Handover
    from ipdesk.registers.meetings import Meeting
    from ipdesk.registers.movements import Movement
    from ipdesk.registers.papers import Paper
    from ipdesk.registers.patents import Patent
    from ipdesk.registers.people import Individual
    from ipdesk.registers.projects import Project
    from ipdesk.registers.releases import Release
    from ipdesk.registers.secrets import Secret

WITH_INVENTORS: Final = ("draft", "rework")
BEFORE_GRANT: Final = ("ordered", "filed")
UNSIGNED: Final = ("drafted", "sent", "signed-one", "refused")
_NO_DAY: Final = date.min
# Findings of a departure and what kind of act clears them.
_OF_LEAVING: Final[dict[str, AskKind]] = {"notice-missing": "sign"}


def of_disclosure(record: Disclosure, subject: Subject) -> Iterator[Ask]:
    """Ask for what the inventors still write and sign, for notebooks, and for the case of an officer."""
    if record.state == "closed":
        return
    inventors = list(subject.rows(record.inventors))
    if inventors and record.state in WITH_INVENTORS:
        said = N_("The disclosure is still with its inventors: finish and hand it in before the last day.")
        yield _ask("tell", "inventors", said, OPINION_DISCLOSURE)
    for index, row in inventors:
        if row.signed_on is None:
            said = N_("The inventor has not signed the disclosure.")
            yield _ask("sign", f"inventors[{index}].signed_on", said, OPINION_DISCLOSURE)
    for index, row in subject.rows(record.signatures):
        if row.signed_on is None:
            yield _ask("sign", f"signatures[{index}].signed_on", N_("A signature is awaited."), FORM)
    for index, objection in enumerate(record.objections):
        if subject.is_named(objection.raised_by) and objection.answered_on is None:
            said = N_("The objection that the person raised is not answered.")
            yield _ask("settle", f"objections[{index}].answered_on", said, PRACTICE)
    if subject.is_named(record.assigned_to):
        yield _ask("hand-over", "assigned_to", N_("The case is assigned to the person."), PRACTICE)


def of_disclosed(record: Disclosure, subject: Subject) -> Iterator[Ask]:
    """Ask for all that a disclosure wants; its notebooks also when it is closed."""
    yield from of_disclosure(record, subject)
    if not subject.returned and next(subject.rows(record.inventors), None) is not None:
        for index, book in enumerate(record.notebooks):
            if book.book:
                said = N_("Notebook {book}: to be returned.")
                yield _ask("return", f"notebooks[{index}].book", said, SECRET_MEASURES, book=book.book)


def of_assessment(record: Assessment, subject: Subject) -> Iterator[Ask]:
    """Ask for the case, scores and signatures that an assessment waits for."""
    if record.state == "carried-out":
        return
    if subject.is_named(record.prepared_by):
        yield _ask("hand-over", "prepared_by", N_("The person prepares this assessment."), PRACTICE)
    for index, row in subject.rows(record.assessors):
        if row.scored_on is None and record.state in ("preparing", "scoring"):
            yield _ask("hand-over", f"assessors[{index}].scored_on", N_("Scores are awaited."), PRACTICE)
        elif row.scored_on is not None and row.signed_on is None:
            said = N_("The assessor has not signed the scores.")
            yield _ask("sign", f"assessors[{index}].signed_on", said, PRACTICE)
    for index, row in subject.rows(record.approvals):
        if not row.opinion or row.on is None:
            yield _ask("sign", f"approvals[{index}].opinion", N_("An opinion is awaited."), PRACTICE)


def of_meeting(record: Meeting, subject: Subject) -> Iterator[Ask]:
    """Ask for a seat that has to be filled anew, and for minutes that are not signed."""
    if record.state == "called":
        for name in ("chair", "recorder"):
            if subject.is_named(getattr(record, name)):
                yield _ask("hand-over", name, N_("The person has a task at the meeting to come."), PRACTICE)
        for index, _ in subject.rows(record.members):
            yield _ask("hand-over", f"members[{index}]", N_("The committee loses a member."), PRACTICE)
    elif record.state == "held" and subject.is_named(record.minutes_signed_by):
        yield _ask("sign", "minutes_signed_by", N_("The minutes are not signed."), PRACTICE)


def of_patent(record: Patent, subject: Subject) -> Iterator[Ask]:
    """Ask for what an application may still want signed until it is granted."""
    if record.state in BEFORE_GRANT:
        for index, _ in subject.rows(record.inventors):
            said = N_("Not granted yet: to be signed now, what the application may still need.")
            yield _ask("sign", f"inventors[{index}]", said, PRACTICE)


def of_secret(record: Secret, subject: Subject) -> Iterator[Ask]:
    """Ask for the end of access, for another custodian, and for carriers."""
    if record.state == "released":
        return
    keeps = subject.is_named(record.custodian)
    if keeps:
        yield _ask(
            "hand-over", "custodian", N_("The person is the custodian: name another."), SECRET_MEASURES
        )
    for index, row in subject.rows(record.access):
        if row.until is None:
            said = N_("On the access list without an end: enter the last day of access.")
            yield _ask("end", f"access[{index}].until", said, SECRET_MEASURES)
    held = [each for each in carriers_now(record.carrier_log) if subject.is_named(each.holder)]
    if held:
        names = "、".join(each.name for each in held)
        asked = Message(N_("Holds carriers by the ledger: {names}. Enter their return."), names=names)
        yield Ask(kind="return", field="carrier_log", what=asked, basis=SECRET_MEASURES)
    knows = keeps or any(True for _ in subject.rows(record.access))
    if knows and not held and record.carriers and not subject.returned:
        yield _ask("return", "carriers", N_("There are carriers: to be counted and returned."), TRADE_SECRETS)


def of_release(record: Release, subject: Subject) -> Iterator[Ask]:
    """Ask for answers, consents and signatures that a release waits for."""
    if record.state in ("signed", "done", "cancelled"):
        return
    for index, row in subject.rows(record.answers):
        if not row.answer:
            yield _ask(
                "sign", f"answers[{index}].answer", N_("The answer to the notice is awaited."), PRACTICE
            )
    for index, row in subject.rows(record.consents):
        if row.consented_on is None:
            said = N_("The consent of the other inventor is awaited.")
            yield _ask("sign", f"consents[{index}].consented_on", said, PRACTICE)
    if record.signed_by_transferee_on is None:
        for index, _ in subject.rows(record.transferees):
            said = N_("The contract is not signed by the transferee.")
            yield _ask("sign", f"transferees[{index}]", said, PRACTICE)


def of_handover(record: Handover, subject: Subject) -> Iterator[Ask]:
    """Ask for the one who hands over or receives, until it is done."""
    for name in ("handed_by", "received_by"):
        if record.state != "received" and subject.is_named(getattr(record, name)):
            yield _ask("hand-over", name, N_("The handover is not finished."), PRACTICE)


def of_paper(record: Paper, subject: Subject) -> Iterator[Ask]:
    """Ask for the author's consent and declaration while something is not out yet."""
    if record.state in ("published", "rejected"):
        return
    for index, row in subject.rows(record.authors):
        if row.agreed_on is None:
            said = N_("Consent to content, order and affiliation of the paper is not signed.")
            yield _ask("sign", f"authors[{index}].agreed_on", said, PRACTICE)
    if subject.is_named(record.declared_by) and record.declared_on is None:
        yield _ask("sign", "declared_on", N_("The declaration of the authors has no day."), PRACTICE)


def of_project(record: Project, subject: Subject) -> Iterator[Ask]:
    """Ask for another leader or officer, for the end of a membership, and about results not disclosed.

    Nothing is asked where the person disclosed something of the project since joining, or signed a nil report.
    """
    if record.state != "closed":
        for name in ("leader", "ip_officer"):
            if subject.is_named(getattr(record, name)):
                said = N_("The person has a task in the project: name another.")
                yield _ask("hand-over", name, said, PRACTICE)
        for index, row in subject.rows(record.members):
            if row.until is None:
                said = N_("A member without an end: enter the last day in the project.")
                yield _ask("end", f"members[{index}].until", said, PRACTICE)
    joined = [row.since or record.started for _, row in subject.rows(record.members)]
    if not joined and subject.is_named(record.leader):
        joined = [record.started]
    if not joined:
        return
    since = min((day for day in joined if day is not None), default=None)
    told = subject.made.get(("projects", record.number), ())
    nil = [
        row.signed_on
        for row in record.nil_reports
        if subject.is_named(row.reported_by) and row.signed_on is not None
    ]
    if not any(day is None or since is None or day >= since for day in (*told, *nil)):
        said = N_("Nothing disclosed from this project since joining: are there results not disclosed yet?")
        yield _ask("tell", "members", said, OPINION_DISCLOSURE)


def of_person(record: Individual, subject: Subject) -> Iterator[Ask]:
    """Ask for another supervisor of somebody who is still here."""
    if record.state != "left" and subject.is_named(record.supervisor):
        yield _ask("hand-over", "supervisor", N_("The person supervises somebody: name another."), PRACTICE)


def of_movement(record: Movement, subject: Subject) -> Iterator[Ask]:
    """Ask for what a movement of the person still lacks, in the words of its findings."""
    if record.state != "open" or subject.number not in record.person:
        return
    of_person = Linked(subject.number, "", "", dict(subject.facts))
    facts = Facts(today=record.day or _NO_DAY, linked={("people", subject.number): of_person})
    for finding in (*leaving(record, facts), *open_tasks(record)):
        yield _asked(finding)


def of_agreement(record: Agreement, subject: Subject) -> Iterator[Ask]:
    """Ask for the signatures that an agreement of the person lacks."""
    if record.state in UNSIGNED and subject.number in record.person:
        yield _ask("sign", "signed_on", N_("The agreement is not signed by all."), OPINION_AGREEMENTS)


def is_departure(record: Any) -> bool:
    """Say whether a movement ends the person's time here; one that did not take place is none."""
    return record.kind in DEPARTURES and record.state not in ("cancelled", "withdrawn")


def _ask(kind: AskKind, field: str, said: str, basis: Basis, **blanks: object) -> Ask:
    return Ask(kind=kind, field=field, what=Message(said, **blanks), basis=basis)


def _asked(finding: Finding) -> Ask:
    kind: AskKind = _OF_LEAVING.get(finding.id, "settle")
    return Ask(kind=kind, field=finding.field, what=finding.message, basis=finding.basis)
