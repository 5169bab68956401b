"""What the desk notices about marking, secrecy check, determination and outcome of a disclosure.

Nothing passes the secrecy check without its recorded result: who, when, level and basis.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.text import N_, Message
from ipdesk.registers.disclosure_states import AFTER_SECRECY_CHECK, BEFORE_ASSESSMENT, FROM_ACCEPTANCE
from ipdesk.registers.markings import lacking_labels, marked
from ipdesk.registers.sources import (
    OPINION_ASSESSMENT,
    PRACTICE,
    SECRECY_BEFORE_RELEASE,
    SECRECY_SYSTEMS,
    SERVICE_INVENTION,
)

DECIDED: Final = ("decided", "carried-out")  # states of an assessment

if TYPE_CHECKING:
    from ipdesk.registers.disclosures import Disclosure


def from_acceptance(record: Disclosure) -> tuple[str, ...]:
    """Return the states from acceptance on; a record on the classified route may close without it."""
    if record.outcome == "classified":
        return tuple(code for code in FROM_ACCEPTANCE if code != "closed")
    return FROM_ACCEPTANCE


def gates(record: Disclosure, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with marking, secrecy check, determination, notes of the office and outcome."""
    yield from level(record, facts)
    yield from secrecy_check(record)
    yield from determination(record)
    yield from objections(record)
    yield from office_notes(record)
    yield from outcome(record)
    yield from assessed(record, facts)


def level(record: Disclosure, facts: Facts) -> Iterator[Finding]:
    """Yield what the marking asks for, and a title not said to be coded."""
    yield from marked(record, facts, blocks=("submitted", "secrecy-check", *AFTER_SECRECY_CHECK))
    if record.level == "classified" and not record.title_coded:
        yield Finding(
            id="title-not-coded",
            field="title_coded",
            severity="warn",
            message=Message(N_("It is not said that the title is coded.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Use a title that reveals nothing, then tick “Coded title”.")),
        )


def secrecy_check(record: Disclosure) -> Iterator[Finding]:
    """Yield what stands between the secrecy check and all that follows it."""
    needed = ["secrecy_result", "secrecy_checked_by", "secrecy_checked_on", "secrecy_basis"]
    if record.secrecy_result != "classified":  # its level is decided in the classified procedure
        needed.append("secrecy_level")
    if lacking := lacking_labels(record, tuple(needed)):
        yield Finding(
            id="secrecy-result-missing",
            field="secrecy_result",
            severity="block",
            message=Message(N_("The secrecy check is not recorded: {lacking}."), lacking=lacking),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("The reviewer records result, level, basis, name and day.")),
            blocks=AFTER_SECRECY_CHECK,
        )
    if record.secrecy_result == "classified":
        yield Finding(
            id="secrecy-classified",
            field="secrecy_result",
            severity="block",
            message=Message(N_("The secrecy check found it classified: the ordinary route ends here.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(
                N_("Hand it over to the secrecy procedure and close it with outcome “Classified route”.")
            ),
            blocks=tuple(code for code in AFTER_SECRECY_CHECK if code != "closed"),
        )
    elif record.secrecy_result and record.level != record.secrecy_result:
        yield _level_differs(record)
    yield from _contradiction(record)
    yield from _changed_since(record)


def _level_differs(record: Disclosure) -> Finding:
    """A level that is not the checked one; one still classified or unclear keeps the gate shut."""
    still = record.level == "classified"
    return Finding(
        id="level-differs",
        field="level",
        severity="block" if still else "warn",
        message=Message(N_("The level of the record is not the result of the secrecy check.")),
        basis=SECRECY_BEFORE_RELEASE,
        clears=Message(N_("Set the level to the result.")),
        blocks=AFTER_SECRECY_CHECK if still else (),
    )


def _contradiction(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding when the level found is not one that the result allows."""
    result, found = record.secrecy_result, record.secrecy_level
    if not result or not found:
        return
    agrees = found not in ("public", "internal", "trade") if result == "classified" else found == result
    if not agrees:
        yield Finding(
            id="secrecy-contradiction",
            field="secrecy_level",
            severity="block",
            message=Message(N_("Result and level of the secrecy check contradict each other.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("The reviewer corrects one of them.")),
            blocks=AFTER_SECRECY_CHECK,
        )


def _changed_since(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding when rework or a supplement is later than the secrecy check."""
    checked = record.secrecy_checked_on
    if checked is None:
        return
    if any(row.done_on is not None and row.done_on > checked for row in record.rework):
        yield Finding(
            id="secrecy-stale",
            field="secrecy_checked_on",
            severity="block",
            message=Message(N_("The form was reworked after the secrecy check of {day}."), day=checked),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("The reviewer checks again and records the new day.")),
            blocks=AFTER_SECRECY_CHECK,
        )
    for index, row in enumerate(record.supplements):
        if row.received_on is not None and row.received_on > checked:
            yield Finding(
                id="supplement-unchecked",
                field=f"supplements[{index}].received_on",
                severity="warn",
                message=Message(
                    N_("The supplement of {day} came after the secrecy check."), day=row.received_on
                ),
                basis=SECRECY_BEFORE_RELEASE,
                clears=Message(N_("The reviewer checks the supplement and records the new day.")),
            )


def determination(record: Disclosure) -> Iterator[Finding]:
    """Yield what the determination of a service achievement, and the notice of it, still lack."""
    if not record.determination:
        yield Finding(
            id="determination-missing",
            field="determination",
            severity="block",
            message=Message(N_("It is not determined whether this is a service achievement.")),
            basis=SERVICE_INVENTION,
            clears=Message(N_("Determine it, with the basis, and send the notice.")),
            blocks=from_acceptance(record),
        )
        return
    if lacking := lacking_labels(record, ("determination_basis", "determined_by", "determined_on")):
        yield Finding(
            id="determination-incomplete",
            field="determination",
            severity="warn",
            message=Message(N_("The determination lacks: {lacking}."), lacking=lacking),
            basis=SERVICE_INVENTION,
            clears=Message(N_("Record who determined it, when and on which basis.")),
        )
    if record.notice_sent_on is None and record.outcome != "classified":
        yield Finding(
            id="notice-missing",
            field="notice_sent_on",
            severity="block",
            message=Message(N_("The inventors were not given notice of the determination.")),
            basis=PRACTICE,
            clears=Message(N_("Send the notice and enter its date.")),
            blocks=("closed",),
        )


def objections(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for each objection that has no dated answer."""
    for index, row in enumerate(record.objections):
        if not row.answer or row.answered_on is None:
            yield Finding(
                id="objection-open",
                field=f"objections[{index}].answer",
                severity="block",
                message=Message(N_("The objection of {name} is not answered."), name=row.raised_by),
                basis=PRACTICE,
                clears=Message(N_("Answer it and enter the date.")),
                blocks=("closed",),
            )


def office_notes(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for instructions not carried out, and for supplements not numbered 1, 2, 3."""
    for index, row in enumerate(record.rework):
        if row.done_on is None and record.state not in ("draft", "rework", "closed"):
            yield Finding(
                id="rework-open",
                field=f"rework[{index}].done_on",
                severity="warn",
                message=Message(N_("An instruction for rework is not marked as done.")),
                clears=Message(N_("See whether it was followed and enter the day.")),
            )
    versions = [row.version for row in record.supplements]
    if versions != list(range(1, len(versions) + 1)):
        yield Finding(
            id="supplement-versions",
            field="supplements",
            severity="warn",
            message=Message(N_("The versions of the supplements do not run 1, 2, 3 without a gap.")),
            clears=Message(N_("Number the supplements in the order received.")),
        )


def outcome(record: Disclosure) -> Iterator[Finding]:
    """Yield a finding for an outcome that check, assessment or determination do not bear out."""
    classified = record.secrecy_result == "classified"
    if record.outcome and classified != (record.outcome == "classified"):
        yield Finding(
            id="outcome-secrecy",
            field="outcome",
            severity="block",
            message=Message(N_("The outcome does not agree with the result of the secrecy check.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("“Classified route” goes with a classified result, and with no other.")),
            blocks=("closed",),
        )
    elif record.outcome and not classified and record.state in BEFORE_ASSESSMENT:
        yield Finding(
            id="outcome-unassessed",
            field="outcome",
            severity="block",
            message=Message(N_("An outcome is entered before the assessment.")),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Accept the disclosure and assess it first.")),
            blocks=("closed",),
        )
    if record.determination == "not-service" and record.outcome in (
        "patent",
        "secret",
        "registered",
        "published",
    ):
        yield Finding(
            id="outcome-not-ours",
            field="outcome",
            severity="warn",
            message=Message(N_("Not a service achievement: the right belongs to the inventor.")),
            basis=SERVICE_INVENTION,
            clears=Message(N_("Release it, or record how the laboratory acquired the right.")),
        )


def assessed(record: Disclosure, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for an outcome on which no assessment decided."""
    decided = any(name == "assessments" and each.state in DECIDED for (name, _), each in facts.linked.items())
    if record.state == "assessment" and record.outcome not in ("", "classified") and not decided:
        yield Finding(
            id="assessment-missing",
            field="outcome",
            severity="warn",
            message=Message(N_("An outcome is entered and no assessment decided on it.")),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Open an assessment and decide there; carrying it out closes the disclosure.")),
        )
