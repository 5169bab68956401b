"""Several assessments held in memory with the answers typed for them and not saved yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ipdesk.gui.theme import Tone
from ipdesk.model.errors import NotFound
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.operations import assessments, reading
from ipdesk.operations.answers import Given
from ipdesk.operations.assessments import ANSWERABLE, REGISTER, Reckoning
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits
from ipdesk.registers.assessments import Assessment
from ipdesk.rules.checklist import Dimension, Item

# How a question stands in a case: not in its list, not asked as things are, fixed as the case is, or open to be answered.
Place = Literal["absent", "unasked", "fixed", "open"]


@dataclass(frozen=True, slots=True)
class Told:
    """How the last act on a case went, in the reader's language."""

    tone: Tone
    text: str


@dataclass(slots=True)
class Case:
    """One assessment: as it is in the store, what was typed since, and what both together amount to."""

    id: int
    record: Assessment
    fixed: bool
    given: dict[str, Given] = field(default_factory=dict)
    found: Reckoning | None = None
    told: Told | None = None
    items: dict[str, Item] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()

    @property
    def number(self) -> str:
        """The number of the assessment."""
        return self.record.number

    def place(self, item: str) -> Place:
        """Say how a question stands here."""
        if item not in self.items:
            return "absent"
        if item not in self.asked:
            return "unasked"
        return "fixed" if self.fixed else "open"

    def answer(self, item: str) -> str:
        """Return the answer of the office, as typed or else as saved."""
        return self.given[item].answer if item in self.given else self._saved(item).answer

    def put(self, desk: Desk, item: str, answer: str) -> None:
        """Take an answer into memory; its note stays, and one that is as it was saved leaves nothing to save."""
        saved = self._saved(item)
        if answer == saved.answer:
            self.given.pop(item, None)
        else:
            self.given[item] = Given(answer, saved.note)
        self.told = None
        self.reckon(desk)

    def reckon(self, desk: Desk) -> None:
        """Reckon what the answers amount to, those typed with those saved."""
        try:
            record = assessments.with_answers(desk, self.record, self.given) if self.given else self.record
            self.found = assessments.reckon(desk, record)
        except NotFound:
            self.found = None
        found = self.found
        self.items = {each.id: each for each in found.checklist.items} if found else {}
        self.asked = frozenset(each.id for each in found.result.asked) if found else frozenset()

    def take_over(self, desk: Desk, before: Case) -> None:
        """Go on with what was typed before the case was read again, as far as its list still asks it."""
        self.told = before.told
        if self.fixed and before.given:
            lost = N_("{number} takes no answers any more; what was typed here is gone.")
            self.told = Told("warn", desk.translator.say(Message(lost, number=self.number)))
        elif not self.fixed:
            for name, each in before.given.items():
                item = self.items.get(name)
                fits = item is not None and (not each.answer or item.fits(each.answer))
                if fits and each.answer != self._saved(name).answer:
                    self.given[name] = Given(each.answer, self._saved(name).note)
        if self.given:
            self.reckon(desk)

    def _saved(self, item: str) -> Given:
        row = next((row for row in self.record.answers if row.item == item and not row.by), None)
        return Given(row.answer, row.note) if row is not None else Given("")


def read_cases(desk: Desk, numbers: Sequence[str], before: Sequence[Case] = ()) -> list[Case]:
    """Read assessments by number, in that order, with what was typed for them before; one that is gone is left out."""
    ids = {number: reading.list_ids(desk, REGISTER, [("number", number)]) for number in numbers}
    known = {each.number: each for each in before}
    made = []
    for record in reading.whole(desk, REGISTER, [each for found in ids.values() for each in found]):
        assert isinstance(record, Assessment)
        case = Case(ids[record.number][0], record, _is_fixed(desk, record))
        case.reckon(desk)
        if record.number in known:
            case.take_over(desk, known[record.number])
        made.append(case)
    return made


def _is_fixed(desk: Desk, record: Assessment) -> bool:
    ended = record.withheld or record.state == WITHDRAWN or record.state not in ANSWERABLE
    return ended or not permits(desk.actor, "change", record, REGISTER)


def parts_of(cases: Sequence[Case]) -> list[Dimension]:
    """Return the parts of the lists of all cases, each once, in the order of the first list that has it."""
    found: dict[str, Dimension] = {}
    for case in cases:
        for each in case.found.checklist.dimensions if case.found else ():
            found.setdefault(each.id, each)
    return list(found.values())


def items_of(cases: Sequence[Case], part: str) -> list[Item]:
    """Return the questions of a part in the lists of all cases, each once; what is in later lists alone comes last."""
    found: dict[str, Item] = {}
    for case in cases:
        for each in case.items.values():
            if each.dimension == part:
                found.setdefault(each.id, each)
    return list(found.values())
