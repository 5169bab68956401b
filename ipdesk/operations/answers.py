"""Answers to the checklist of a record: the list it is answered by, and what the answers amount to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ipdesk.model.errors import NotFound, WrongValue
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_kinds import kept_rules
from ipdesk.registers.answered import Answer, Answered
from ipdesk.rules.checklist import Checklist, Item, Result


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody gave it, with a note; an empty answer takes back what was there."""

    answer: str
    note: str = ""


def checklist_of(desk: Desk, record: Answered) -> Checklist | None:
    """Return the list that a record is answered by, as it was then; None where none was begun or none can be read here."""
    return kept_rules(desk, CHECKLISTS, record.checklist)


def settled(desk: Desk, register: Register, record: Record) -> Record:
    """Return a record with what follows from its answers, whatever somebody entered there."""
    return answered(desk, register, record)[0]


def answered(desk: Desk, register: Register, record: Record) -> tuple[Record, Result | None]:
    """Return a record with what follows from its answers, and the result; a register without a list has none."""
    if not register.checklist or record.withheld:
        return record, None
    assert isinstance(record, Answered)
    made: tuple[Any, Any] = register.settled(record, checklist_of(desk, record))
    return made


def no_list(record: Answered) -> NotFound:
    """Return what says that a record has no list, or one that is not kept here."""
    if record.checklist:
        return NotFound(
            Message(
                N_("The checklist that {number} was answered by is not kept here."), number=record.number
            ),
            Message(N_("Its answers are safe. Take the checklist in force to go on.")),
        )
    return NotFound(
        Message(N_("{number} has no checklist yet."), number=record.number),
        Message(N_("Take the checklist in force to begin.")),
    )


def put_in(
    checklist: Checklist, rows: Sequence[Answer], given: Mapping[str, Given], by: str, day: date
) -> tuple[Answer, ...]:
    """Return rows of answers with those of one person put in, in the order of the list; one that is the same keeps its day.

    Raises WrongValue for an answer that answers no question, or not as it asks.
    """
    items = {item.id: item for item in checklist.items}
    for name, each in given.items():
        _require_fits(items.get(name), name, each.answer, alone=bool(by))
    kept = {(row.item, row.by): row for row in rows}
    for name, each in given.items():
        before = kept.pop((name, by), None)
        if each.answer or each.note:
            row = Answer(item=name, answer=each.answer, note=each.note, by=by, on=day)
            same = before is not None and replace(before, on=None) == replace(row, on=None)
            kept[name, by] = before if same and before is not None else row
    places = {item.id: place for place, item in enumerate(checklist.items)}
    return tuple(sorted(kept.values(), key=lambda row: (row.by, places.get(row.item, len(places)))))


def still_fitting(checklist: Checklist, rows: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return the rows that still answer a question of a list."""
    items = {item.id: item for item in checklist.items}
    return tuple(
        row for row in rows if row.item in items and (not row.answer or items[row.item].fits(row.answer))
    )


def _require_fits(item: Item | None, name: str, text: str, *, alone: bool) -> None:
    """Raise WrongValue for an answer to no question, or one that does not answer it."""
    if item is None:
        raise WrongValue(
            name,
            Message(N_("“{item}” is no question of this checklist."), item=name),
            Message(N_("“show” on the command line lists its questions.")),
        )
    if alone and item.kind != "score":
        raise WrongValue(
            name,
            Message(
                N_("An assessor scores only; “{question}” is answered by the office."), question=item.question
            ),
            Message(N_("Answer it without naming an assessor.")),
        )
    if text and not item.fits(text):
        raise WrongValue(
            name,
            Message(N_("“{answer}” does not answer “{question}”."), answer=text, question=item.question),
            Message(N_("Answers are: {answers}."), answers=_answers_to(item)),
        )


def _answers_to(item: Item) -> list[object]:
    answers: dict[str, list[object]] = {
        "yes-no": ["yes", "no"],
        "score": ["0", "1", "2", "3", "4", "5"],
        "choice": [Message("{code} ({label})", code=each.code, label=each.label) for each in item.options],
        "text": [Message(N_("words"))],
        "evidence": [Message(N_("what names the evidence"))],
        "day": [Message(N_("a day, as 2026-11-26"))],
    }
    return [*answers[item.kind], *(["na"] if item.may_not_apply else [])]
