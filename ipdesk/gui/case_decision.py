"""One decision for several assessments: what each of them needs of it, and the values that it gives each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from ipdesk.gui.cases import Case
from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import Share
from ipdesk.model.text import N_
from ipdesk.model.values import plain_values, read_value
from ipdesk.operations.assessments import PROPOSED
from ipdesk.registers.assessment_choices import STEPS
from ipdesk.registers.assessment_decision import WITH_TERMS

COMMITTEE: Final = "committee"
WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Signing:
    """Who takes a step of approval, on which day, and whether the person declared to gain nothing unlawful."""

    name: str
    on: str
    no_gain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is decided for all: `outcome` is a code or PROPOSED; `signings` by step; `terms` for cases that have none."""

    outcome: str
    reasons: str
    otherwise: str = ""
    day: str = ""
    meeting: str = ""
    signings: Mapping[str, Signing] = field(default_factory=dict)
    terms: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


def outcome_of(case: Case, outcome: str) -> str:
    """Return the outcome that a decision has for a case, "" where nothing is proposed."""
    if outcome != PROPOSED:
        return outcome
    return case.found.record.proposed if case.found is not None else ""


def steps_needed(case: Case, outcome: str) -> tuple[str, ...]:
    """Return the steps of approval that a case needs for a decision and does not have yet."""
    code = outcome_of(case, outcome)
    if case.found is None or not code:
        return ()
    needed = {each.step for each in case.found.result.approvals(case.found.checklist, code)}
    agreed = {row.step for row in case.record.approvals if row.opinion == "agree" and row.name and row.on}
    if case.record.meeting:
        agreed.add(COMMITTEE)
    return tuple(option.code for option in STEPS if option.code in needed - agreed)


def departs(case: Case, outcome: str) -> bool:
    """Say whether a decision is otherwise than proposed for a case, without a reason on record."""
    proposed = case.found.record.proposed if case.found is not None else ""
    return bool(proposed) and outcome_of(case, outcome) != proposed and not case.record.departure_reason


def lacks_terms(case: Case, outcome: str) -> tuple[str, ...]:
    """Return the splits that a case needs for a decision and does not have yet."""
    if outcome_of(case, outcome) not in WITH_TERMS:
        return ()
    return tuple(name for name in ("owners", "costs", "revenues") if not getattr(case.record, name))


def values_for(case: Case, decision: Decision) -> dict[str, object]:
    """Return the values of a decision for one case; what the case has already stays as it is."""
    values: dict[str, object] = {
        "outcome": decision.outcome,
        "decision_reason": decision.reasons,
        "decided_on": decision.day,
    }
    if departs(case, decision.outcome):
        values["departure_reason"] = decision.otherwise
    steps = steps_needed(case, decision.outcome)
    if COMMITTEE in steps and decision.meeting:
        values["meeting"] = [decision.meeting]
    signed = [
        {"step": step, "name": by.name, "opinion": "agree", "on": by.on, "no_gain": by.no_gain or None}
        for step, by in decision.signings.items()
        if step in steps and by.name
    ]
    if signed:
        values["approvals"] = [*(plain_values(row) for row in case.record.approvals), *signed]
    values |= {
        name: decision.terms[name] for name in lacks_terms(case, decision.outcome) if name in decision.terms
    }
    return values


def shares_of(texts: Sequence[str]) -> list[Decimal | None]:
    """Return shares in percent as typed, None for an empty one. Raises WrongValue for what is no share."""
    kind = Share(label=N_("Share of the income"))
    return [read_value(kind, "share", text.strip()) for text in texts]


def is_whole(texts: Sequence[str]) -> bool:
    """Say whether shares as typed are exactly the whole."""
    try:
        return sum((each or Decimal() for each in shares_of(texts)), Decimal()) == WHOLE
    except WrongValue:
        return False
