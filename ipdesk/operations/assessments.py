"""Assessments before filing: opened for disclosures, answered by a checklist, confirmed, and decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete, NotFound, WrongValue
from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.text import N_, Message
from ipdesk.operations.answers import Given, answered, checklist_of, no_list, put_in, still_fitting
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import require
from ipdesk.operations.records import (
    move_within,
    read_values,
    require_fits,
    require_not_withdrawn,
)
from ipdesk.operations.rule_kinds import rule_text, rules_in_force
from ipdesk.registers import register
from ipdesk.registers.answered import office_answers
from ipdesk.registers.assessments import Assessment, sheets_of
from ipdesk.registers.disclosures import Disclosure
from ipdesk.registers.names import names_in
from ipdesk.rules.checklist import Answers, Checklist, Result, evaluate, spreads
from ipdesk.store import records, rules
from ipdesk.store.writing import Held, Writing, sealed_refusal

REGISTER: Final = register("assessments")
DISCLOSURES: Final = register("disclosures")
NAME: Final = "assessment"
PROPOSED: Final = "proposed"  # stands for the outcome that the desk proposes
ANSWERABLE: Final = ("preparing", "scoring", "deciding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """An answered record with its list as it was, what the answers amount to, and how the assessors differ.

    `sheets` are the answers that count of each assessor, `alone` the scores that each would come to alone, `ranges`
    the lowest and highest score of a question. `newer` is the list in force where that is another one.
    """

    record: Any
    checklist: Checklist
    result: Result
    sheets: Mapping[str, Answers]
    alone: Mapping[str, Mapping[str, Fraction]]
    ranges: Mapping[str, tuple[int, int]]
    newer: Checklist | None


def open_assessments(desk: Desk, numbers: Sequence[str], due_on: date | None = None) -> list[Changes]:
    """Open an assessment for each of some accepted disclosures, and move those into assessment: all or none.

    Each gets the checklist in force, which is kept as it is. Raises Incomplete for a disclosure that is not accepted.
    """
    desk.require("add")
    desk.require("move")
    checklist, digest = rules_in_force(desk, CHECKLISTS, NAME)
    text = rule_text(desk, CHECKLISTS, digest).encode()
    made = []
    with desk.workspace.write() as writing:
        rules.freeze(writing, text)
        for number in numbers:
            held = writing.held(DISCLOSURES, number)
            assert isinstance(held.record, Disclosure)
            _require_accepted(held.record)
            _require_unassessed(writing, held)
            record = replace(
                _of_disclosure(desk, held.record),
                due_on=due_on,
                checklist=digest,
                checklist_version=checklist.version,
            )
            record = answered(desk, REGISTER, record)[0]  # type: ignore[assignment]  # of the kind it was
            made.append(writing.add(REGISTER, record))
            if held.record.state != "assessment":
                move_within(desk, writing, DISCLOSURES, held, "assessment")
    return made


def _require_accepted(disclosure: Disclosure) -> None:
    if disclosure.withheld:
        raise sealed_refusal(disclosure.number)
    if disclosure.state not in ("accepted", "assessment"):
        raise Incomplete(
            Message(
                N_("{number} is not accepted: “{state}”."),
                number=disclosure.number,
                state=Message(DISCLOSURES.state(disclosure.state).label),
            ),
            Message(N_("Accept it first, or open it again.")),
        )


def _require_unassessed(writing: Writing, held: Held) -> None:
    """Raise Incomplete where an assessment of the disclosure is still under way."""
    for each in records.linking_here(writing.db, held.id):
        if each.register == REGISTER.name and each.state in (*ANSWERABLE, "decided"):
            raise Incomplete(
                Message(
                    N_("{number} is being assessed already: {assessment}."),
                    number=held.record.number,
                    assessment=each.number,
                ),
                Message(N_("Go on there, or withdraw that assessment first.")),
            )


def _of_disclosure(desk: Desk, disclosure: Disclosure) -> Assessment:
    """Return a new assessment with what it takes from the disclosure."""
    told = DISCLOSURES.facts(disclosure)
    marking = {name: getattr(disclosure, name) for name in MARKING_FIELDS}
    return Assessment(
        title=disclosure.title,
        disclosure=(disclosure.number,),
        disclosure_seen=told["content"],
        inventors=told["inventors"],
        unit=disclosure.unit,
        opened_on=desk.today(),
        prepared_by=desk.actor.name,
        **marking,
    )


def reckon(desk: Desk, record: Assessment) -> Reckoning:
    """Return what the answers of an assessment amount to, also of one that is not saved yet. Raises NotFound without a list."""
    desk.require("read")
    made, result = answered(desk, REGISTER, record)
    checklist = checklist_of(desk, record)
    if checklist is None or result is None:
        raise no_list(record)
    assert isinstance(made, Assessment)
    sheets = sheets_of(made)
    own = office_answers(made)
    latest, digest = rules_in_force(desk, CHECKLISTS, NAME)
    return Reckoning(
        record=made,
        checklist=checklist,
        result=result,
        sheets=sheets,
        alone={name: evaluate(checklist, own, [sheet]).scores for name, sheet in sheets.items()},
        ranges=spreads(checklist, list(sheets.values())),
        newer=latest if digest != record.checklist else None,
    )


def answer(
    desk: Desk,
    number: str,
    given: Mapping[str, Given],
    by: str = "",
    *,
    on: date | None = None,
    revision: int | None = None,
) -> Changes | None:
    """Record answers of the office, or the scores of an assessor named by `by`; None when nothing differs.

    An assessor scores only after having declared to have no interest, and is no inventor of the case. Raises WrongValue
    for an answer that answers no question, or not as it asks; then nothing is recorded.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number, revision)
        after = with_answers(desk, held.record, given, by, on)  # type: ignore[arg-type]  # of this register
        return _write(desk, writing, held, after)


def with_answers(
    desk: Desk, record: Assessment, given: Mapping[str, Given], by: str = "", on: date | None = None
) -> Assessment:
    """Return an assessment with answers put in, not saved. Raises as `answer` does."""
    checklist = checklist_of(desk, record)
    if checklist is None:
        raise no_list(record)
    if record.state not in ("", *ANSWERABLE):
        raise Incomplete(
            Message(N_("{number} is decided; its answers are fixed."), number=record.number),
            Message(N_("Move it back for a new decision first; it needs a reason.")),
        )
    if by:
        _require_may_score(record, by)
    rows = put_in(checklist, record.answers, given, by, on or desk.today())
    return replace(record, answers=rows)


def _require_may_score(record: Assessment, name: str) -> None:
    assessor = next((each for each in record.assessors if each.name == name), None)
    advice = Message(N_("Nothing was recorded. Name an assessor of this case."))
    if name in names_in(record.inventors):
        raise WrongValue(
            "by", Message(N_("{name} is an inventor of this case and cannot assess it."), name=name), advice
        )
    if assessor is None:
        raise WrongValue("by", Message(N_("{name} is no assessor of this case."), name=name), advice)
    if not assessor.interest or assessor.declared_on is None:
        raise Incomplete(
            Message(N_("{name} has not declared interests yet."), name=name),
            Message(N_("Record the declaration with its day first; nothing was recorded.")),
        )
    if assessor.interest == "has":
        raise WrongValue(
            "by", Message(N_("{name} stands back; no score of this person counts."), name=name), advice
        )


def take_checklist(desk: Desk, number: str) -> Changes | None:
    """Take the checklist in force for an assessment; answers that still answer a question stay, the others go.

    What goes stays in the history. None when the assessment has that list already.
    """
    desk.require("change")
    checklist, digest = rules_in_force(desk, CHECKLISTS, NAME)
    text = rule_text(desk, CHECKLISTS, digest).encode()
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number)
        assert isinstance(held.record, Assessment)
        rules.freeze(writing, text)
        after = replace(
            held.record,
            checklist=digest,
            checklist_version=checklist.version,
            answers=still_fitting(checklist, held.record.answers),
        )
        return _write(desk, writing, held, after)


def confirm_disclosure(desk: Desk, number: str) -> Changes | None:
    """Record that the disclosure was read as it is now, with its inventors and unit; None when it had not changed."""
    desk.require("change")
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number)
        assert isinstance(held.record, Assessment)
        if not held.record.disclosure:
            raise NotFound(
                Message(N_("{number} names no disclosure."), number=number),
                Message(N_("Enter the number of the disclosure first.")),
            )
        disclosure = records.read(desk.workspace.db, DISCLOSURES, held.record.disclosure[0])
        if disclosure.withheld:
            raise sealed_refusal(disclosure.number)
        told = DISCLOSURES.facts(disclosure)
        after = replace(
            held.record,
            disclosure_seen=told["content"],
            inventors=told["inventors"] or held.record.inventors,
            unit=told["unit"] or held.record.unit,
        )
        return _write(desk, writing, held, after)


def decide(
    desk: Desk,
    number: str,
    values: Mapping[str, object],
    *,
    revision: int | None = None,
) -> Changes:
    """Record the decision on an assessment and move it there, in one transaction.

    `values` are fields of the decision and the terms; an outcome of PROPOSED stands for what the desk proposes, and the
    day is today where none is given. Raises Incomplete, which says all that is missing.
    """
    desk.require("change")
    desk.require("move")
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number, revision)
        record = held.record
        assert isinstance(record, Assessment)
        given = dict(values)
        if given.get("outcome") == PROPOSED:
            given["outcome"] = _proposed(desk, record)
        if not given.get("decided_on") and record.decided_on is None:
            given["decided_on"] = desk.today()
        after = read_values(desk, REGISTER, given, record)
        _write(desk, writing, held, after)
        if record.state != "deciding":
            move_within(desk, writing, REGISTER, writing.held(REGISTER, number), "deciding")
        return move_within(desk, writing, REGISTER, writing.held(REGISTER, number), "decided")


def _proposed(desk: Desk, record: Assessment) -> str:
    made: Any = answered(desk, REGISTER, record)[0]
    if not made.proposed:
        raise Incomplete(
            Message(N_("The desk proposes nothing for {number} yet."), number=record.number),
            Message(N_("Answer what is open, or name the outcome yourself.")),
        )
    return str(made.proposed)


def _held(desk: Desk, writing: Writing, number: str, revision: int | None = None) -> Held:
    held = writing.held(REGISTER, number, revision)
    require(desk.actor, "change", held.record, REGISTER)
    require_not_withdrawn(held.record)
    assert isinstance(held.record, Assessment)
    if held.record.state not in ANSWERABLE:
        raise Incomplete(
            Message(N_("{number} is decided; its answers are fixed."), number=number),
            Message(N_("Move it back for a new decision first; it needs a reason.")),
        )
    return held


def _write(desk: Desk, writing: Writing, held: Held, after: Any) -> Changes | None:
    """Write an assessment with what follows from its answers."""
    settled = answered(desk, REGISTER, after)[0]
    require_fits(desk, REGISTER, held, settled)
    return writing.change(REGISTER, held, settled)
