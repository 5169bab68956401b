"""What has to be on record before a release may be signed: case, decision, consents, secrecy, outbound review.

What a disclosure does not say, because its content is closed here, counts as needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Basis, Facts, Finding, Linked
from ipdesk.model.record import WITHDRAWN, field_of
from ipdesk.model.register import is_empty
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.history import carries_here
from ipdesk.registers.markings import lacking_labels
from ipdesk.registers.release_states import GATED, UNSIGNED
from ipdesk.registers.sources import (
    CO_OWNED_PATENT,
    OPINION_ASSESSMENT,
    OUTBOUND,
    PUBLIC_FUNDS,
    SECRECY_BEFORE_RELEASE,
    SECRECY_SYSTEMS,
)

if TYPE_CHECKING:
    from ipdesk.registers.releases import Release


@dataclass(frozen=True, slots=True)
class Gate:
    """A consent: where it is recorded, on which basis it is asked for, and why it cannot be done without.

    `name` begins its fields and findings; `choice` is the field with the answer.
    """

    name: str
    choice: str
    basis: Basis
    needed: str

    @property
    def day(self) -> str:
        """The field with its day."""
        return f"{self.name}_on"

    @property
    def paper(self) -> str:
        """The field with its number."""
        return f"{self.name}_number"


CO_OWNERS: Final = Gate(
    "co_owners",
    "co_owners_consented",
    CO_OWNED_PATENT,
    N_("The disclosure names co-owners: the consent of all of them is needed."),
)
FUNDER: Final = Gate(
    "funder",
    "funder_cleared",
    PUBLIC_FUNDS,
    N_("The disclosure names terms of a funder or contract: a clearance is needed."),
)
SECRECY: Final = Gate(
    "secrecy",
    "secrecy_cleared",
    SECRECY_BEFORE_RELEASE,
    N_("The achievement is not public: a secrecy clearance is needed before it leaves the laboratory."),
)
ABROAD: Final = Gate(
    "outbound",
    "outbound_cleared",
    OUTBOUND,
    N_("A transferee is, or may be, a foreign national: the outbound review is needed."),
)
ALL_GATES: Final = (CO_OWNERS, FUNDER, SECRECY, ABROAD)


def gates(record: Release, facts: Facts) -> Iterator[Finding]:
    """Yield all that keeps a release from being cleared; nothing of one that was cancelled."""
    if record.state == "cancelled":
        return
    yield from disclosures(record, facts)
    yield from assessments(record, facts)
    needed = needed_consents(record, facts)
    for gate in ALL_GATES:
        yield from consent(record, facts, gate, needed=gate in needed)


def linked_of(facts: Facts, register: str, numbers: tuple[str, ...]) -> list[Linked]:
    """Return the records of a register with those numbers, as far as they are there."""
    return [facts.linked[register, each] for each in numbers if (register, each) in facts.linked]


def needed_consents(record: Release, facts: Facts) -> frozenset[Gate]:
    """Return the consents that the linked disclosures and the transferees call for."""
    told = [each.facts for each in linked_of(facts, "disclosures", record.disclosure)]
    asked = {
        CO_OWNERS: any(each.get("co_owners") != "no" for each in told),
        FUNDER: any(each.get("funders") != "no" for each in told),
        SECRECY: any(each.get("level") != "public" for each in told),
        ABROAD: any(each.get("foreign") != "no" for each in told)
        or any(is_foreign(row.nationality) for row in record.transferees),
    }
    return frozenset(gate for gate, needed in asked.items() if needed)


def consent(record: Release, facts: Facts, gate: Gate, *, needed: bool) -> Iterator[Finding]:
    """Yield a finding for a consent that is open, wrongly said not to be needed, or not wholly on record."""
    answer, day = getattr(record, gate.choice), getattr(record, gate.day)
    label = Message(field_of(type(record), gate.choice).kind.label)
    enter = Message(N_("Obtain it, then enter its day and number."))
    lacking = lacking_labels(record, (gate.day, gate.paper))
    if answer == "not-needed" and needed:
        yield _shut(gate, "needed", gate.choice, Message(gate.needed), enter)
    elif answer in ("", "open"):
        waive = Message(N_("Obtain it and enter its day and number, or say that it is not needed."))
        message = Message(N_("“{field}” is still open."), field=label)
        yield _shut(gate, "open", gate.choice, message, enter if needed else waive)
    elif answer == "obtained" and lacking:
        message = Message(N_("“{field}” is not wholly on record: {lacking}."), field=label, lacking=lacking)
        yield _shut(gate, "incomplete", gate.day if is_empty(day) else gate.paper, message, enter)
    elif answer == "obtained" and day > facts.today:
        label = Message(field_of(type(record), gate.day).kind.label)
        message = Message(N_("“{field}” ({day}) is after today."), field=label, day=day)
        yield _shut(gate, "ahead", gate.day, message, Message(N_("Correct the date.")))


def _shut(gate: Gate, what: str, field: str, message: Message, clears: Message) -> Finding:
    return Finding(
        id=f"{gate.name.replace('_', '-')}-{what}",
        field=field,
        severity="block",
        message=message,
        basis=gate.basis,
        clears=clears,
        blocks=GATED,
    )


def disclosures(record: Release, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for a disclosure that is not there, closed here, withdrawn or classified."""
    own = record.level == "classified" or bool(record.classification)
    if own or any(map(_is_classified, linked_of(facts, "disclosures", record.disclosure))):
        yield Finding(
            id="classified",
            field="disclosure",
            severity="block",
            message=Message(N_("The achievement is classified or unclear: it is not released.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Go to the classification officer, and cancel the release.")),
            blocks=("noticed", *GATED),
        )
    for number in record.disclosure:
        held = facts.linked.get(("disclosures", number))
        if held is None or held.state == WITHDRAWN or not held.facts:
            yield Finding(
                id="disclosure-unknown",
                field="disclosure",
                severity="block",
                message=Message(
                    N_(
                        "Disclosure {number} is not here, withdrawn or closed: owners and terms are not known."
                    ),
                    number=number,
                ),
                basis=OPINION_ASSESSMENT,
                clears=Message(N_("Correct the number, or bring the disclosure in.")),
                blocks=("noticed", *GATED),
            )


def _is_classified(held: Linked) -> bool:
    told = held.facts
    return (
        told.get("level") == "classified"
        or told.get("secrecy_result") == "classified"
        or bool(told.get("classification"))
    )


def assessments(record: Release, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for an assessment that is of another case or did not decide to release."""
    for number in record.assessment:
        held = facts.linked.get(("assessments", number))
        told = held.facts if held is not None and held.state != WITHDRAWN else {}
        if told.get("outcome") != "release" or told.get("decided") != "yes":
            yield _undecided(
                "not-decided",
                Message(N_("No decision of assessment {number} to release stands."), number=number),
                Message(N_("Have the assessment decided, or name the one that decided so.")),
            )
        elif not carries_here(told, record, record.notified_on, facts.started, GATED):
            yield _undecided(
                "decided-elsewhere",
                Message(
                    N_("Assessment {number} was decided before this desk began, as a ledger tells: it carries no release of which notice was given since."),
                    number=number,
                ),
                Message(N_("Decide that assessment again here, with its checklist.")),
            )  # fmt: skip
        elif told.get("disclosure") not in record.disclosure:
            yield _undecided(
                "other-case",
                Message(N_("Assessment {number} is of another disclosure."), number=number),
                Message(N_("Name the assessment of this disclosure.")),
            )
        elif record.state in UNSIGNED and "" < told.get("lapses_on", "") < facts.today.isoformat():
            yield _undecided(
                "decision-lapsed",
                Message(
                    N_("The decision of assessment {number} lapsed on {day}."),
                    number=number,
                    day=told["lapses_on"],
                ),
                Message(N_("Have it decided again.")),
            )


def _undecided(name: str, message: Message, clears: Message) -> Finding:
    return Finding(
        id=name,
        field="assessment",
        severity="block",
        message=message,
        basis=OPINION_ASSESSMENT,
        clears=clears,
        blocks=GATED,
    )
