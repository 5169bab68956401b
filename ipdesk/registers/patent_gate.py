"""The gate before filing: no right is filed that was not assessed before and decided to be filed (opinion, （三）).

Every linked assessment is asked, and what it does not tell counts as not passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.history import ELSEWHERE, as_told, carries, is_before
from ipdesk.registers.links import unknown
from ipdesk.registers.patent_choices import FILING_OUTCOMES, KINDS, OUTCOMES_OF, UNASSESSED
from ipdesk.registers.sources import OPINION_ASSESSMENT

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

GATED: Final = ("filed", "granted")
BEFORE_FILING: Final = ("", "ordered")
AMONG: Final = "、"  # between several numbers in one fact


def gate(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what stands between a right and its filing; a trade mark needs no assessment."""
    if record.kind in UNASSESSED:
        return
    if is_legacy(record, facts):
        yield from legacy(record, facts)
        return
    if not record.assessment:
        yield unassessed(record, facts)
    for number in record.assessment:
        yield from assessed(record, number, facts)
    if record.assessment:
        yield from uncovered(record, facts)


def unassessed(record: Patent, facts: Facts) -> Finding:
    """Return what it means that no assessment is linked: what was filed before the desk was in use says why."""
    began, filed = facts.started, record.filed_on
    if record.disclosure:
        return _closed(
            "assessment-missing",
            Message(N_("A disclosure is linked, and no assessment of it.")),
            N_("Have it assessed before it is filed, and link the assessment; for what was filed before this desk was in use, say why it was not."),
        )  # fmt: skip
    if not record.legacy_reason.strip():
        return _closed(
            "nothing-assessed",
            Message(N_("Neither a disclosure nor an assessment is linked.")),
            N_("Link the assessment; for what was filed before this desk was in use, say why there is none."),
        )
    if filed is None:
        return _closed(
            "legacy-undated",
            Message(N_("Without its filing date the reason given does not stand for an assessment.")),
            N_("Enter the filing date, or link the assessment."),
        )
    return _closed(
        "legacy-after-start",
        Message(
            N_("It was filed on {day}; this desk began on {began}, so an assessment had to come first."),
            day=filed,
            began=began or "",
        ),
        N_("Link the assessment, or correct the filing date."),
    )


def legacy(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield on what a right of before this desk stands, and where the decisions of then do not go with it."""
    alone = N_(
        "Filed on {day}, before this desk began on {began}: it stands without an assessment, for the reason given."
    )
    rests = N_(
        "Filed on {day}, before this desk began on {began}: {assessments} is history too, and no gate was asked here."
    )
    yield Finding(
        id="legacy",
        field="legacy_reason",
        severity="info",
        message=Message(
            rests if record.assessment else alone,
            day=record.filed_on or "", began=facts.started or "", assessments=AMONG.join(record.assessment),
        ),
        basis=OPINION_ASSESSMENT,
    )  # fmt: skip
    yield from unknown(record, facts, ("assessment",))
    for number in record.assessment:
        if (linked := facts.linked.get(("assessments", number))) is not None:
            yield from as_told(outcome_of(record, number, linked.facts))
            yield from as_told(times_of(record, number, linked.facts, facts.today))


def is_legacy(record: Patent, facts: Facts) -> bool:
    """Say whether a right was filed before the day on which this desk began, so that what comes before a filing is not asked of it.

    When it was entered does not count: whatever was filed since then is new, however late it is put down. Nor is it legacy
    with a link to what came only since: a disclosure handed in here, or an assessment that a ledger did not bring.
    """
    told = bool(record.legacy_reason.strip()) and is_before(record.filed_on, facts.started)
    return told and not any(_came_since(facts, to, number) for to, number in _origins(record))


def _origins(record: Patent) -> Iterator[tuple[str, str]]:
    yield from (("disclosures", number) for number in record.disclosure)
    yield from (("assessments", number) for number in record.assessment)


def _came_since(facts: Facts, to: str, number: str) -> bool:
    """Say whether what is linked came only since this desk began; a number that is not here is one of before."""
    linked = facts.linked.get((to, number))
    if linked is None:
        return False
    if to == "assessments":
        return linked.state == WITHDRAWN or linked.facts.get(ELSEWHERE) != "yes"
    submitted = _day(linked.facts.get("submitted", ""))
    return submitted is not None and not is_before(submitted, facts.started)


def assessed(record: Patent, number: str, facts: Facts) -> Iterator[Finding]:
    """Yield what an assessment still lacks, or says against this filing."""
    linked = facts.linked.get(("assessments", number))
    if linked is None:
        yield _closed(
            "assessment-unknown",
            Message(N_("There is no assessment {number} in its register."), number=number),
            N_("Correct the number, or add the assessment."),
        )
        return
    if linked.state == WITHDRAWN:
        yield _closed(
            "assessment-withdrawn",
            Message(N_("Assessment {number} is withdrawn."), number=number),
            N_("Link the assessment that stands in its place."),
        )
        return
    if not carries(linked.facts, record.filed_on, facts.started):
        yield _closed(
            "assessment-elsewhere",
            Message(
                N_("Assessment {number} was decided before this desk began, as a ledger tells: it carries nothing that is filed since."),
                number=number,
            ),
            N_("Decide that assessment again here, with its checklist."),
        )  # fmt: skip
        return
    if linked.facts.get(ELSEWHERE) != "yes":
        yield from gates_of(number, linked.facts)
    yield from outcome_of(record, number, linked.facts)
    yield from times_of(record, number, linked.facts, facts.today)


def gates_of(number: str, told: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is open or failed among the gates of an assessment, and a decision that does not stand."""
    gates = told.get("gates", "")
    if gates != "passed":
        failed = N_("Assessment {number} did not pass its gates.")
        is_open = N_("The gates of assessment {number} are not all answered.")
        yield _closed(
            "assessment-gates",
            Message(failed if gates == "failed" else is_open, number=number),
            N_("Settle the gates in the assessment."),
        )
    if told.get("decided", "") != "yes":
        yield _closed(
            "assessment-undecided",
            Message(N_("Assessment {number} has no decision that stands."), number=number),
            N_("Have the assessment decided."),
        )


def outcome_of(record: Patent, number: str, told: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for an outcome that does not file, or that files another kind of right."""
    outcome = told.get("outcome", "")
    named = {"number": number, "outcome": Message(option_label(OUTCOMES, outcome))}
    if not outcome:
        yield _closed(
            "assessment-outcome",
            Message(N_("Assessment {number} has no outcome."), number=number),
            N_("Have the assessment decided."),
        )
    elif outcome not in FILING_OUTCOMES:
        yield _closed(
            "assessment-outcome",
            Message(N_("The outcome of assessment {number} is “{outcome}”, which files nothing."), **named),
            N_("Do not file it, or have it assessed anew."),
        )
    elif record.kind and outcome not in OUTCOMES_OF.get(record.kind, ()):
        kind = Message(option_label(KINDS, record.kind))
        text = N_("The outcome of assessment {number} is “{outcome}”, which does not go with “{kind}”.")
        yield _closed(
            "assessment-kind",
            Message(text, **named, kind=kind),
            N_("Correct the kind of right, or have it assessed anew."),
        )


def times_of(record: Patent, number: str, told: Mapping[str, str], today: date) -> Iterator[Finding]:
    """Yield a finding for a decision that has lapsed before the filing, or that came only after it."""
    filing = record.filed_on or today
    lapses = _day(told.get("lapses_on", ""))
    if record.state in BEFORE_FILING and lapses is not None and lapses < filing:
        yield _closed(
            "assessment-lapsed",
            Message(
                N_("The decision of assessment {number} lapsed on {day}, before the filing."),
                number=number,
                day=lapses,
            ),
            N_("Have it assessed again."),
        )
    decided = _day(told.get("decided_on", ""))
    if decided is not None and record.filed_on is not None and record.filed_on < decided:
        yield Finding(
            id="assessment-late",
            field="filed_on",
            severity="warn",
            message=Message(
                N_("Assessment {number} was decided on {day}, after the filing."), number=number, day=decided
            ),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Correct the date that is wrong.")),
        )


def uncovered(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each linked disclosure that no linked assessment is of."""
    covered = {
        disclosure
        for number in record.assessment
        if (linked := facts.linked.get(("assessments", number))) is not None
        for disclosure in linked.facts.get("disclosure", "").split(AMONG)
    }
    for number in record.disclosure:
        if number not in covered:
            yield _closed(
                "disclosure-unassessed",
                Message(N_("No linked assessment is of disclosure {number}."), number=number),
                N_("Link the assessment of this disclosure."),
            )


def _closed(name: str, message: Message, clears: str) -> Finding:
    """Return a finding that keeps the gate shut."""
    return Finding(
        id=name,
        field="assessment",
        severity="block",
        message=message,
        basis=OPINION_ASSESSMENT,
        clears=Message(clears),
        blocks=GATED,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
