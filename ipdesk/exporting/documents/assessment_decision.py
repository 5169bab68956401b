"""The decision on an assessment (《评估决定书》): what was decided and why, for whom, and until when; no technical content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ipdesk.exporting.documents.assessment_parts import Parts
from ipdesk.exporting.dossiers import Dossier
from ipdesk.exporting.layout import Document, Pairs, Prose, Section
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.assessments import DECIDED
from ipdesk.registers.names import names_in

FOLLOWS: Final[Mapping[str, str]] = {
    "file-cn": N_(
        "The office has the application drawn up and filed. Until the day of filing, nothing of what was disclosed is "
        "published, shown, sold or openly used."
    ),
    "file-pct": N_(
        "The office has the application drawn up and filed in China first, and files abroad only once the confidentiality "
        "review allows it. Until the day of filing, nothing of what was disclosed is published, shown, sold or openly used."
    ),
    "defence-patent": N_(
        "The application goes to the body for defence patents through a designated agency, by hand or by confidential "
        "courier only. Nothing of it goes on an ordinary way."
    ),
    "secret-patent": N_(
        "The application is filed as a secret patent, on the ways for what is classified. Nothing of it goes on an ordinary way."
    ),
    "technical-secret": N_(
        "The office enters it as a technical secret, with who may know it and how it is kept. Whoever knows it keeps it "
        "secret, and asks the office before any paper, talk, delivery or visit that could tell of it."
    ),
    "publish": N_(
        "The office settles what is published where and when, after the review before release. What is published can no "
        "longer be patented or kept secret, so nobody publishes any of it before."
    ),
    "register": N_(
        "The office has it registered as what it is: software, circuit layout or plant variety. Terms of law for that "
        "are minded."
    ),
    "release": N_(
        "An inventor may apply on the ground of a written contract with the laboratory only, signed by both; it settles which "
        "right passes, costs, secrecy and what the laboratory keeps. Until it is signed, nobody files and nothing is published."
    ),
    "supplement": N_(
        "The disclosure goes back to those who made it, with what is asked for in the reasons. Once that was added, it is "
        "assessed anew. Until then nothing of it is published."
    ),
    "none": N_(
        "No right is applied for. What has to stay confidential stays so, and whoever wants to publish it asks for the review "
        "before release."
    ),
}  # fmt: skip
LAPSES: Final = N_("A decision not carried out by that day lapses, and the case is assessed again.")
OBJECTION: Final = N_(
    "An inventor who does not agree may object in writing to the IP office, with grounds, within the time that the "
    "laboratory's rules set. The office records it, puts it before those who decided, and answers in writing; "
    "meanwhile nothing is done that could not be undone, as far as terms of law allow. This takes no remedy of law away."
)


def no_decision(record: Any) -> tuple[Message, Message] | None:
    """Say that there is no decision yet, and what to do, None where there is one."""
    if record.state in DECIDED:
        return None
    return Message(N_("No decision is on record for it yet.")), Message(N_("Record the decision first."))


def decision_paper(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator, dossier: Dossier
) -> Document:
    """Return the decision, as it goes to inventors and departments."""
    parts = Parts(register, record, dossier, translator, room=False)
    return parts.document(N_("Decision on an Assessment"), tuple(_sections(parts)))


def _sections(parts: Parts) -> Iterator[Section]:
    record, label = parts.record, parts.label
    yield Pairs(
        title=label(N_("Parties and case")),
        entries=(
            *parts.entries("title", wide=("title",)),
            parts.entry(N_("Laboratory"), parts.dossier.lab, wide=True),
            *parts.entries(
                "inventors", "unit", "disclosure", "opened_on", "prepared_by", wide=("inventors",)
            ),
        ),
    )
    yield Pairs(title=label(N_("The decision")), entries=tuple(decision_entries(parts)))
    yield from parts.prose("decision_reason")
    yield from parts.prose("departure_reason")
    yield Pairs(title=label(N_("Approvals")), entries=())
    yield from parts.approvals("step", "name", "opinion", "on")
    yield from parts.meetings(N_("Resolution of the committee"))
    if terms := tuple(parts.terms(floors=False)):
        yield Pairs(title=label(N_("Terms")), entries=())
        yield from terms
    follows = [FOLLOWS[record.outcome]] if record.outcome in FOLLOWS else []
    follows += [LAPSES] if record.lapses_on else []
    yield Prose(title=label(N_("What follows")), text="\n".join(map(label, follows)))
    yield Prose(title=label(N_("If you do not agree")), text=label(OBJECTION))
    received = [parts.place(N_("Received by an inventor"), name) for name in names_in(record.inventors)]
    yield parts.signatures(*parts.steps(), *(received or [label(N_("Received by an inventor"))]))


def decision_entries(parts: Parts) -> Iterator[Any]:
    """Yield the decision as labels with values: outcome, days, and what the desk had proposed where that differs."""
    record = parts.record
    yield parts.entry(N_("It is decided"), parts.outcome(record.outcome), wide=True)
    yield from parts.entries("decided_on", "lapses_on")
    if record.proposed and record.proposed != record.outcome:
        yield parts.entry(N_("Proposed by the desk"), parts.outcome(record.proposed), wide=True)
    yield from parts.entries("classifier_approval", filled=True)
