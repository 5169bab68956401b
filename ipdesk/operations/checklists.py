"""Checklists as rule files: which there are, and what they may propose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message
from ipdesk.operations.rule_kinds import Column, RuleKind, text_in
from ipdesk.registers.assessment_choices import OUTCOMES, STEPS
from ipdesk.registers.paper_choices import STEPS as ASKED
from ipdesk.registers.paper_choices import VERDICTS
from ipdesk.rules.checklist import Checklist
from ipdesk.rules.checklist_files import read_checklist
from ipdesk.rules.parts import checklist_parts, plain_checklist

# What a list may propose. A list whose proposals nobody carries out would be of no use.
PROPOSED: Final = {
    "assessment": frozenset(option.code for option in OUTCOMES),
    "papers": frozenset(option.code for option in VERDICTS),
}
APPROVED_BY: Final = {
    "assessment": frozenset(option.code for option in STEPS),
    "papers": frozenset(option.code for option in ASKED),
}


def _require_carried_out(made: Checklist) -> None:
    """Raise WrongValue for an outcome or a step of approval that is not known here."""
    outcomes = [each.outcome for each in made.proposals]
    outcomes += [outcome for each in made.approvals for outcome in each.outcomes]
    unknown = N_("“{outcome}” is no outcome that is known here.")
    _require_known("outcome", unknown, outcomes, PROPOSED[made.id])
    steps = [each.step for each in made.approvals]
    _require_known(
        "step", N_("“{step}” is no step of approval that is known here."), steps, APPROVED_BY[made.id]
    )


def _require_known(key: str, said: str, given: Iterable[str], known: frozenset[str]) -> None:
    for each in given:
        if each not in known:
            options = Message(N_("Choose one of: {options}."), options=sorted(known))
            raise WrongValue(key, Message(said, **{key: each}), options)


CHECKLISTS: Final = RuleKind(
    id="checklist",
    label=N_("Checklists"),
    note=N_(
        "Weights and thresholds are good practice, not law: export a copy, change it, give it a version of its own, and install it. What was answered keeps the version it was answered by."
    ),
    names=("assessment", "papers"),
    read=read_checklist,
    shipped_text=text_in("rules", "checklists"),
    require=_require_carried_out,
    parts_label=N_("Questions of the checklist chosen"),
    columns=(
        Column(N_("Part"), 10),
        Column(N_("Weight"), 6),
        Column(N_("Question"), 40),
        Column(N_("Basis")),
    ),
    parts=checklist_parts,
    plain=plain_checklist,
)
