"""Findings: what the desk noticed about a record, on which basis, and what clears it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from ipdesk.model.text import N_, Message, Translator

Severity = Literal["block", "warn", "info"]
Confidence = Literal["C", "S", "M", "P", ""]
Standing = Literal["", "grace", "doubtful", "info"]


@dataclass(frozen=True, slots=True)
class Basis:
    """The source of a rule: document and article, and how sure we are of it.

    `confidence` is C read in the text, S seen second-hand, M general knowledge, P practice
    without force of law, "" for a plain matter of form.
    """

    document: str
    article: str = ""
    confidence: Confidence = ""

    def __str__(self) -> str:
        return f"{self.document}{self.article}"


FORM = Basis("")
CONFIDENCE_LABELS: Final[dict[Confidence, str]] = {
    "S": N_("seen second-hand, not verified"),
    "M": N_("not verified"),
    "P": N_("good practice, not a rule of law"),
}


def show_basis(basis: Basis, translator: Translator) -> str:
    """Return a basis as people read it; one that was not read in its text says so."""
    doubt = translator.label(CONFIDENCE_LABELS.get(basis.confidence, ""))
    opening, closing = ("（", "）") if translator.language == "zh" else (" (", ")")
    if not doubt or not str(basis):
        return str(basis) or doubt
    return f"{basis}{opening}{doubt}{closing}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing noticed about one field of a record.

    `field` is a field name, or `rows[2].field` inside child rows. `clears` is the one act that
    clears it. `blocks` names the states that the record cannot enter while it stands. `due` is the last
    day for that act where the rule knows one; Today lists whatever names a day. `moves_to` names the
    states of which entering one clears it or brings that nearer, for what no single field clears.
    `standing` says how a day that passed is to be taken where the day alone does not tell it: it is in its grace, may
    well be done, or only informs. `waits_for` labels whose act it is where that is not told by the state. One that `rests` says that the record is of the
    past: nothing is waited for, whatever its state.
    """

    id: str
    field: str
    severity: Severity
    message: Message
    basis: Basis = FORM
    clears: Message | None = None
    blocks: tuple[str, ...] = ()
    due: date | None = None
    moves_to: tuple[str, ...] = ()
    standing: Standing = ""
    waits_for: str = ""
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """What a record of another register looks like from here."""

    number: str
    title: str
    state: str
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Similar:
    """A record whose title or text is much like this one's; scores run from 0 to 1."""

    number: str
    title: str
    title_score: float
    text_score: float


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who left, as a field of a record names him or her: the name there, the person's number, the last day."""

    name: str
    number: str
    left_on: date


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Somebody without a valid agreement, as a field of a record names him or her: the name there, and the person's number."""

    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a finding may need to know beyond the record itself.

    `started` is the day on which this desk began, None where it is not known.
    `linked` maps (register, number) to the record meant; a link that is not there is unknown. `answered` is what
    the answers of a record to its checklist amount to (a `rules.checklist.Result`), None where there is no list;
    `paper` is what the template of an agreement makes of it (a `registers.agreement_paper.Paper`), None where there
    is none.
    `shared` maps singular fields to the numbers of other records that have the same there. `leavers` are the people
    who no longer work here and whose name, as it stands in a field of makers, is theirs; `unsigned` those authors of a
    paper who are known here and have no valid agreement. `attached` are the files of a paper by name, each with its sha256.
    """

    today: date
    started: date | None = None
    linked: dict[tuple[str, str], Linked] = field(default_factory=dict)
    similar: tuple[Similar, ...] = ()
    attachments: int = 0
    attached: tuple[tuple[str, str], ...] = ()
    answered: Any = None
    paper: Any = None
    shared: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    leavers: tuple[Leaver, ...] = ()
    unsigned: tuple[Unsigned, ...] = ()


def plain_finding(finding: Finding, translator: Translator) -> dict[str, object]:
    """Return a finding as JSON values in the translator's language."""
    return {
        "id": finding.id,
        "field": finding.field,
        "severity": finding.severity,
        "message": translator.say(finding.message),
        "basis": str(finding.basis),
        "confidence": finding.basis.confidence,
        "clears": translator.say(finding.clears) if finding.clears else "",
        "blocks": list(finding.blocks),
        "due": finding.due.isoformat() if finding.due else None,
    }
