"""Reviews before publication: the checks answered, the files entered, and a verdict that binds what it was given on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete, WrongValue
from ipdesk.model.text import N_, Message
from ipdesk.operations.answers import Given, answered, checklist_of, no_list, put_in, still_fitting
from ipdesk.operations.assessments import Reckoning
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import require
from ipdesk.operations.records import move_within, require_fits, require_not_withdrawn
from ipdesk.operations.rule_kinds import rule_text, rules_in_force
from ipdesk.registers import register
from ipdesk.registers.paper_choices import HANDLINGS
from ipdesk.registers.paper_manifest import manifest_of, under_review
from ipdesk.registers.paper_rows import Handled, Manuscript
from ipdesk.registers.paper_states import PENDING
from ipdesk.registers.papers import Paper
from ipdesk.store import attachments, records, rules
from ipdesk.store.writing import Held, Writing

REGISTER: Final = register("papers")
NAME: Final = "papers"
BINDING: Final = ("approved", "limited")
ANSWERABLE: Final = PENDING


def reckon(desk: Desk, record: Paper) -> Reckoning:
    """Return what the answers of a review amount to, also of one that is not saved yet. Raises NotFound without a list."""
    desk.require("read")
    made, result = answered(desk, REGISTER, record)
    checklist = checklist_of(desk, record)
    if checklist is None or result is None:
        raise no_list(record)
    latest, digest = rules_in_force(desk, CHECKLISTS, NAME)
    return Reckoning(
        record=made, checklist=checklist, result=result, sheets={}, alone={}, ranges={},
        newer=latest if digest != record.checklist else None,
    )  # fmt: skip


def take_checklist(desk: Desk, number: str) -> Changes | None:
    """Take the checklist in force for a review; answers that still answer a question stay, the others go.

    What goes stays in the history. None when the review has that list already.
    """
    desk.require("change")
    checklist, digest = rules_in_force(desk, CHECKLISTS, NAME)
    text = rule_text(desk, CHECKLISTS, digest).encode()
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number)
        record: Any = held.record
        rules.freeze(writing, text)
        after = replace(
            record,
            checklist=digest,
            checklist_version=checklist.version,
            answers=still_fitting(checklist, record.answers),
        )
        return _write(desk, writing, held, after)


def answer(
    desk: Desk,
    number: str,
    given: Mapping[str, Given],
    *,
    on: date | None = None,
    revision: int | None = None,
) -> Changes | None:
    """Record answers to the checks of a review; None when nothing differs.

    Raises WrongValue for an answer that answers no question, or not as it asks; then nothing is recorded.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number, revision)
        record: Any = held.record
        if (checklist := checklist_of(desk, record)) is None:
            raise no_list(record)
        rows = put_in(checklist, record.answers, given, "", on or desk.today())
        return _write(desk, writing, held, replace(record, answers=rows))


def enter_files(desk: Desk, number: str, version: str = "") -> Changes | None:
    """Enter the files attached to a review that its list does not hold yet, with their digests, as of a version.

    With a version, that is the one under review from then on. None when there is nothing to enter.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number)
        record: Any = held.record
        known = {(each.name, each.sha256) for each in record.manuscripts}
        new = tuple(
            Manuscript(name=each.name, sha256=each.sha256, version=version, added_on=desk.today())
            for each in attachments.listed(writing.db, held.id)
            if (each.name, each.sha256) not in known
        )
        if not new:
            return None
        after = replace(record, manuscripts=(*record.manuscripts, *new), version=version or record.version)
        return _write(desk, writing, held, after)


def conclude(
    desk: Desk, number: str, target: str, *, reason: str = "", revision: int | None = None
) -> list[Changes]:
    """Move a review to another state: an approval binds the files under review, and a review that begins anew has no verdict.

    An approval keeps, as rows without an answer, what the text check finds then in these files that holds it back and that nobody
    answered. It stops nobody, who may have answered on paper; a review that begins anew has no such rows. Raises Incomplete, which says all that is missing. What an earlier verdict said stays in the history.
    """
    desk.require("move")
    open_ = _unanswered(desk, number) if target in BINDING else ()
    with desk.workspace.write() as writing:
        held = writing.held(REGISTER, number, revision)
        made = [move_within(desk, writing, REGISTER, held, target, reason)]
        moved = writing.held(REGISTER, number)
        record: Any = moved.record
        if target in BINDING:
            after = replace(record, approved_manifest=manifest_of(under_review(record)))
        else:
            after = replace(record, verdict="", decided_on=None, approved_until=None, approved_manifest="")
        keys = {each.key for each in open_}
        answered_ = (each for each in record.handled if each.answer and each.key not in keys)
        after = replace(after, handled=(*answered_, *open_))
        if (change := _write(desk, writing, moved, after)) is not None:
            made.append(change)
        return made


def _unanswered(desk: Desk, number: str) -> tuple[Handled, ...]:
    """Return a row without an answer for each finding that holds the files under review back and is not settled."""
    from ipdesk.operations.text_checks import (
        checked_files,
    )  # what compares texts is loaded by an approval alone

    found: dict[str, str] = {}
    for _, review in checked_files(desk, records.read(desk.workspace.db, REGISTER, number)):
        if not isinstance(review, Message):
            found |= {each.key: each.kind for each in review.holding}
    return tuple(Handled(key=key, kind=kind) for key, kind in found.items())


def _held(desk: Desk, writing: Writing, number: str, revision: int | None = None) -> Held:
    held = writing.held(REGISTER, number, revision)
    require(desk.actor, "change", held.record, REGISTER)
    require_not_withdrawn(held.record)
    if held.record.state not in ANSWERABLE:
        raise Incomplete(
            Message(N_("{number} is decided; checks and files are fixed."), number=number),
            Message(N_("Review it again first: move it back, with the reason.")),
        )
    return held


def _write(desk: Desk, writing: Writing, held: Held, after: Paper) -> Changes | None:
    """Write a review with what follows from its answers and files."""
    settled = answered(desk, REGISTER, after)[0]
    require_fits(desk, REGISTER, held, settled)
    return writing.change(REGISTER, held, settled)


def handle(desk: Desk, number: str, key: str, kind: str, answer: str, reason: str) -> Changes | None:
    """Record what is decided about one risk of the text check, in place of what was decided before.

    Raises Incomplete without a reason, and WrongValue for another answer than those there are.
    """
    if not reason.strip():
        raise Incomplete(Message(N_("A decision needs a reason.")), Message(N_("Give a reason.")))
    if answer not in {each.code for each in HANDLINGS}:
        raise WrongValue(
            "answer",
            Message(N_("“{answer}” decides nothing about a risk."), answer=answer),
            Message(N_("Choose one of: {options}."), options=[Message(each.label) for each in HANDLINGS]),
        )
    desk.require("change")
    with desk.workspace.write() as writing:
        held = _held(desk, writing, number)
        record: Any = held.record
        row = Handled(
            key=key, kind=kind, answer=answer, reason=reason.strip(), by=desk.actor.name, on=desk.today()
        )
        others = tuple(each for each in record.handled if each.key != key)
        after = replace(record, handled=(*others, row))
        require_fits(desk, REGISTER, held, after)
        return writing.change(REGISTER, held, after)
