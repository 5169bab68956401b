"""Links of a file that name a record and not its number: which record is meant, or what is to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ipdesk.importing.intake import Doubt, Intake, IntakeRow
from ipdesk.model.errors import Refused
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Link
from ipdesk.model.making import remade
from ipdesk.model.record import Field, Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake_rows import entry_of
from ipdesk.operations.known_again import meant
from ipdesk.operations.sharing import Sharing
from ipdesk.registers import register as register_named
from ipdesk.store import records

MOST_SHOWN: Final = 12
UNKNOWN: Final = N_("“{text}” is neither number nor name of a {one} here; the link stays as it is written.")
Asked = tuple[str, str]  # a register, and the folded text that is to be one of its records
_SPOT: Final = re.compile(r"@(?P<file>.+)!(?P<sheet>[^!]+)!(?P<row>\d+)")
AS_IT_IS: Final = ""  # the answer that leaves a text as the file has it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a text may mean. That of a new row without a number bears the place of the row in its stead."""

    number: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A text that several records of a register bear as their title or name: which of them is meant, asked once."""

    register: Register
    text: str
    candidates: tuple[Candidate, ...]

    @property
    def key(self) -> Asked:
        """By what it is answered."""
        return self.register.name, folded(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or the sheets of it that are of one register, among those taken in together."""

    register: Register
    intake: Intake


@dataclass(slots=True)
class Names:
    """Finds what the links of rows mean, in the store and among the rows taken in together with them.

    `answers` say which record a text means where that was asked, "" for a text that stays as it is. Registers are looked
    through only once some text is no number there.
    """

    desk: Desk
    sources: Sequence[Source]
    answers: Mapping[Asked, str] = field(default_factory=dict)
    questions: dict[Asked, Question] = field(default_factory=dict)
    numbers: dict[str, set[str]] = field(default_factory=dict)
    looked_up: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, dict[str, list[Candidate]]] = field(default_factory=dict)

    def look_up(self, register: Register, lines: Iterable[IntakeRow]) -> None:
        """Ask the store once which texts in the links of these rows are numbers."""
        held = list(lines)
        for each in links_of(register):
            assert isinstance(each.kind, Link)
            texts = {text for line in held for text in line.values.get(each.name) or ()}
            self._look_up(each.kind.to, texts)

    def resolved(
        self, register: Register, line: IntakeRow, held: Record | None = None, *, exact: bool = False
    ) -> IntakeRow:
        """Return a row whose links bear numbers where they named a record, with a doubt for each text that was no number.

        What stands in the links of the record `held`, which the row means, stays as it is. In an `exact` workbook of
        ours a number may be that of a record which is not here, as it was where the workbook comes from.
        """
        found: dict[str, tuple[str, ...]] = {}
        doubts: list[Doubt] = []
        if held is None and not exact:
            found |= self._named(register, line, doubts)
        for each in links_of(register):
            texts = line.values.get(each.name)
            if not texts or (held is not None and texts == getattr(held, each.name)):
                continue
            assert isinstance(each.kind, Link)
            numbers = self._meant(
                register_named(each.kind.to), texts, line.cell(each.name), each.name, doubts
            )
            if numbers != texts:
                found[each.name] = numbers
        if exact:
            doubts = [each for each in doubts if each.why.id != UNKNOWN]
        if not found and not doubts:
            return line
        written = {name: line.values.get(name) or () for name in found}
        return remade(line, values={**line.values, **found}, written=written, doubts=(*line.doubts, *doubts))

    def _named(
        self, register: Register, line: IntakeRow, doubts: list[Doubt]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield empty links with the records that the name in another field means; a name that is nobody's stays a name."""
        for link, source in register.named.items():
            text, kind = str(line.values.get(source) or ""), register.field(link).kind
            assert isinstance(kind, Link)
            to = register_named(kind.to)
            if line.values.get(link) or not self._candidates(to, text):
                continue
            number = self._one(to, text, line.cell(source), link, doubts)
            if number != text:
                yield link, (number,)

    def _meant(
        self, to: Register, texts: tuple[str, ...], cell: str, name: str, doubts: list[Doubt]
    ) -> tuple[str, ...]:
        if all(self._is_number(to, text) for text in texts):
            return texts
        joined = self._candidates(to, "、".join(texts)) if len(texts) > 1 else []
        if joined:  # a title with commas in it
            title = joined[0].title
            one = self._one(to, title, cell, name, doubts)
            return texts if one == title else (one,)
        found = [
            text if self._is_number(to, text) else self._one(to, text, cell, name, doubts) for text in texts
        ]
        return tuple(dict.fromkeys(found))

    def _one(self, to: Register, text: str, cell: str, name: str, doubts: list[Doubt]) -> str:
        candidates = self._candidates(to, text)
        answer = self.answers.get((to.name, folded(text)))
        if answer == AS_IT_IS:
            return text
        if answer is not None:
            chosen = [each for each in candidates if answer in (each.number, *words_of(each.number))]
            candidates = chosen or ([Candidate(answer, "")] if self._is_number(to, answer) else candidates)
        if len(candidates) == 1:
            doubts.append(_taken(cell, name, text, candidates[0]))
            return candidates[0].number
        if candidates:
            question = Question(to, text, tuple(candidates))
            self.questions.setdefault(question.key, question)
            why = Message(
                N_("Several have the name or title “{text}”: {numbers}. Write the number of the one that is meant."),
                text=text,
                numbers=[place_of(each.number) for each in candidates[:MOST_SHOWN]],
            )  # fmt: skip
        else:
            why = Message(
                UNKNOWN,
                text=text,
                one=Message(to.one),
            )
        doubts.append(Doubt(cell, name, "", "", why))
        return text

    def _is_number(self, to: Register, text: str) -> bool:
        self._look_up(to.name, {text})
        return text in self.numbers[to.name]

    def _look_up(self, to: str, texts: set[str]) -> None:
        if to not in self.numbers:
            own = [each.intake.rows for each in self.sources if each.register.name == to]
            self.numbers[to] = {line.number for rows in own for line in rows if line.number}
            self.looked_up[to] = set()
        asked = texts - self.looked_up[to] - self.numbers[to]
        if asked:
            self.looked_up[to] |= asked
            self.numbers[to] |= records.numbers_taken(
                self.desk.workspace.db, register_named(to), sorted(asked)
            )

    def _candidates(self, to: Register, text: str) -> list[Candidate]:
        if to.name not in self.titles:
            self.titles[to.name] = self._titles_of(to)
        return self.titles[to.name].get(_key(text), [])

    def _titles_of(self, to: Register) -> dict[str, list[Candidate]]:
        """Return the records of a register by their titles: those here, and the new ones among the rows."""
        unit = _told_apart_by(to)
        found: dict[str, list[Candidate]] = {}
        for number, title, where in records.titled(self.desk.workspace.db, to, unit):
            found.setdefault(_key(title), []).append(Candidate(number, title, where))
        for source, line in self._new_rows(to):
            number = line.number or spot_of(source.intake, line)
            title = str(line.values.get(to.title) or "")
            found.setdefault(_key(title), []).append(
                Candidate(number, title, str(line.values.get(unit) or ""))
            )
        found.pop("", None)
        return found

    def _new_rows(self, to: Register) -> Iterator[tuple[Source, IntakeRow]]:
        """Yield the rows of a register that mean no record that is here already, or one that was taken back."""
        for source in self.sources:
            if source.register.name != to.name:
                continue
            rows = source.intake.rows
            few = len(rows) <= MOST_SHOWN
            sharing = Sharing(self.desk, to) if few else Sharing.of_many(self.desk, to)
            for line in rows:
                if not line.refusals and not self._is_here(to, sharing, line):
                    yield source, line

    def _is_here(self, to: Register, sharing: Sharing, line: IntakeRow) -> bool:
        if (entry := entry_of(self.desk, to, line)) is not None:
            return not records.is_taken_back(self.desk.workspace.db, entry)
        try:
            return not line.number and meant(sharing, line) is not None
        except Refused:
            return True  # refused as a whole


def _told_apart_by(register: Register) -> str:
    """Return the field by which records of one name are told apart: the unit, else the day that orders them."""
    return "unit" if any(each.name == "unit" for each in register.fields()) else register.date


def spot_of(intake: Intake, line: IntakeRow) -> str:
    """Return what stands for the number of a new row in links until it has one."""
    return f"@{intake.file}!{line.sheet}!{line.row}"


def place_of(number: str) -> str | Message:
    """Return a number as people read it: what stands for that of a new row tells where the row is."""
    spot = _SPOT.fullmatch(number)
    if spot is None:
        return number
    return Message(N_("row {row} of “{sheet}”"), sheet=spot["sheet"], row=spot["row"])


def words_of(number: str) -> tuple[str, ...]:
    """Return by what a new row is called on a command line, the shortest first; nothing for a number that is one."""
    spot = _SPOT.fullmatch(number)
    if spot is None:
        return ()
    return f"{spot['sheet']}:{spot['row']}", f"{spot['file']}!{spot['sheet']}:{spot['row']}"


def with_places(message: Message) -> Message:
    """Return a message that tells where new rows are, in the stead of what stands for their numbers."""
    args = {
        name: place_of(given) if isinstance(given, str) else given for name, given in message.args.items()
    }
    return Message(message.id, **args)


def links_of(register: Register) -> list[Field]:
    """Return the fields of a register that link to records."""
    return [each for each in register.fields() if isinstance(each.kind, Link)]


def with_links(register: Register, record: Record, numbers: Mapping[str, str]) -> Record:
    """Return a record whose links bear the numbers given for what stood in their stead."""
    found = {}
    for each in links_of(register):
        held = getattr(record, each.name)
        if any(text in numbers for text in held):
            found[each.name] = tuple(dict.fromkeys(numbers.get(text, text) for text in held))
    return remade(record, **found) if found else record


def _key(text: str) -> str:
    """Return a title for comparison, without the signs at which a cell of links is taken apart."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def _taken(cell: str, name: str, text: str, meant: Candidate) -> Doubt:
    if isinstance(where := place_of(meant.number), Message):
        return Doubt(
            cell, name, "", "", Message(N_("“{text}” is {where}; please check."), text=text, where=where)
        )
    reading = f"{meant.number} {meant.title}".strip()
    return Doubt(cell, name, text, reading, Message(N_("Read as {reading}; please check."), reading=reading))
