"""The questions of an assessment on paper, dimension by dimension: the answers, or room to write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from ipdesk.exporting.dossiers import Dossier
from ipdesk.exporting.layout import PLAIN, Column, Grid, Shape, Value
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import decimal_text
from ipdesk.registers.answered import Answer, Answered, rounded
from ipdesk.rules.checklist import (
    MOST_SCORE,
    NO,
    NOT_APPLICABLE,
    YES,
    Condition,
    Dimension,
    Item,
    mean_scores,
)

FIGURE: Final = Shape("center", "number", 5, lambda value, _: value)
PROSE: Final = Shape("left", "prose", 44, lambda value, _: value)
BOXED: Final = replace(PLAIN, width=16, least=19)  # wide enough for three boxes beside each other
REMARKS: Final = replace(PROSE, width=18)
CENTRED: Final = replace(PLAIN, align="center")
SHORT: Final = replace(PLAIN, width=10)
YES_NO: Final = {YES: N_("Yes"), NO: N_("No")}
OPEN_BOX: Final = "☐\u00a0"
WORD_JOINER: Final = "\u2060"
HALVES: Final = (range((MOST_SCORE + 1) // 2), range((MOST_SCORE + 1) // 2, MOST_SCORE + 1))
ROOM: Final = "\n\n"  # to write words
MOST_SIDE_BY_SIDE: Final = 6  # assessors in one table


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked, with its place among all; `pending` are the questions above that decide whether it is asked."""

    place: int
    item: Item
    pending: tuple[Condition, ...] = ()


def asked_of(dossier: Dossier, *, whole: bool) -> tuple[Asked, ...]:
    """Return the questions that are asked; with `whole` also those that may be, as the questions above them are open."""
    if dossier.checklist is None or dossier.result is None:
        return ()
    live = dossier.result.live
    shown: set[str] = set()
    found: list[Asked] = []
    for item in dossier.checklist.items:
        undecided = tuple(each for each in item.when if each.item not in live)
        if any(each.item in live and not each.holds(live) for each in item.when):
            continue
        if undecided and (not whole or any(each.item not in shown for each in undecided)):
            continue
        shown.add(item.id)
        found.append(Asked(len(found) + 1, item, undecided))
    return tuple(found)


class Answers:
    """The answers of one assessment, set out as tables."""

    def __init__(self, record: Answered, dossier: Dossier, translator: Translator, *, whole: bool) -> None:
        self._record, self._dossier, self._translator = record, dossier, translator
        self.asked = asked_of(dossier, whole=whole)
        self._places = {each.item.id: each.place for each in self.asked}
        self._items = {each.item.id: each.item for each in self.asked}
        self._rows: dict[str, list[Answer]] = {}
        for row in record.answers:
            self._rows.setdefault(row.item, []).append(row)
        checklist = dossier.checklist
        self._means = mean_scores(checklist, list(dossier.sheets.values())) if checklist else {}

    def by_dimension(self) -> Iterator[Grid]:
        """Yield a table for each dimension in which anything is asked; without the list, what was answered."""
        if self._dossier.checklist is None:
            yield self._without_list()
            return
        for dimension in self._dossier.checklist.dimensions:
            own = [each for each in self.asked if each.item.dimension == dimension.id]
            if own:
                yield self._grid(dimension, own)

    def of(self, dimension: str) -> Iterator[tuple[str, str]]:
        """Yield what was answered in a dimension: the question, and the answer with its note."""
        for each in self.asked:
            if each.item.dimension == dimension and (answer := self.answer(each.item)):
                note = self._note(each)
                yield self._say(each.item.question), f"{answer}\n{note}" if note else answer

    def side_by_side(self) -> Iterator[Grid]:
        """Yield the scores of every assessor beside each other, so many in a table as can be read."""
        names = tuple(self._dossier.sheets)
        scored = [each for each in self.asked if each.item.id in self._means]
        label = self._translator.label
        for start in range(0, len(names) if scored else 0, MOST_SIDE_BY_SIDE):
            some = names[start : start + MOST_SIDE_BY_SIDE]
            headings = (
                label(N_("No.")),
                label(N_("Dimension")),
                *some,
                label(N_("Mean")),
                label(N_("Lowest to highest")),
            )
            shapes = (FIGURE, SHORT, *(CENTRED for _ in some), FIGURE, CENTRED)
            yield Grid(
                title=label(N_("Scores, question by question")),
                columns=tuple(Column("", *each) for each in zip(headings, shapes, strict=True)),
                rows=tuple(self._scores(each, some) for each in scored),
                note=label(N_("Numbered as the questions above.")),
                level=2,
            )  # fmt: skip

    def not_counted(self) -> tuple[str, ...]:
        """Return the names of those whose scores stand on record and do not count."""
        return tuple(
            dict.fromkeys(
                row.by for row in self._record.answers if row.by and row.by not in self._dossier.sheets
            )
        )

    def answer(self, item: Item) -> str:
        """Return the answer to a question as people read it: the mean of the assessors where they scored it."""
        if item.id in self._means:
            return figure(self._means[item.id])
        row = self._office(item)
        return self.answer_text(item, row.answer) if row is not None else ""

    def answer_text(self, item: Item, answer: str) -> str:
        """Return one answer as people read it; what answers nothing here stands as it was given."""
        label = self._translator.label
        if answer == NOT_APPLICABLE:
            return label(N_("Not applicable"))
        match item.kind:
            case "yes-no":
                return label(YES_NO.get(answer, answer))
            case "choice":
                known = {option.code: option.label for option in item.options}
                return self._say(known[answer]) if answer in known else answer
            case _:
                return answer

    def _grid(self, dimension: Dimension, own: Sequence[Asked]) -> Grid:
        say = self._translator.label
        weighted = any(each.item.weight for each in own)
        shared = tuple(each for each in own[0].pending if all(each in other.pending for other in own))
        notes = [self._note(each, shared) for each in own]
        unanswered = any(not self.answer(each.item) for each in own)
        noted = any(notes) or unanswered
        columns = [
            Column("", say(N_("No.")), FIGURE),
            Column("", say(N_("Question")), PROSE),
            *([Column("", say(N_("Weight")), FIGURE)] if weighted else []),
            Column("", say(N_("Answer given")), BOXED if unanswered else PLAIN),
            *([Column("", say(N_("Remarks")), REMARKS)] if noted else []),
            Column("", say(N_("Answered by")), replace(PLAIN, width=12)),
        ]
        rows: list[tuple[Value, ...]] = []
        for each, note in zip(own, notes, strict=True):
            weight = [str(each.item.weight) if each.item.weight else "—"] if weighted else []
            answer = self.answer(each.item) or self._room(each.item)
            told = [note] if noted else []
            rows.append(
                (str(each.place), self._say(each.item.question), *weight, answer, *told, self._by(each.item))
            )
        only = self._say_all(self._only_where(each) for each in shared)
        return Grid(title=self._title(dimension), columns=tuple(columns), rows=tuple(rows), level=2, note=only)  # fmt: skip

    def _title(self, dimension: Dimension) -> str:
        name = self._say(dimension.label)
        if dimension.weight:
            return self._translator.say(
                Message(N_("{name} (weight {weight}%)"), name=name, weight=dimension.weight)
            )
        said = N_("{name} (test of its own)") if dimension.test else "{name}"
        return self._translator.say(Message(said, name=name))  # fmt: skip

    def _without_list(self) -> Grid:
        """Return the answers as they lie in the store, for a list whose wording is not known here."""
        label = self._translator.label
        headings = (
            (N_("Item"), PLAIN), (N_("Answer given"), PLAIN), (N_("Remarks"), PROSE), (N_("Answered by"), SHORT),
            (N_("Day of the answer"), SHORT),
        )  # fmt: skip
        return Grid(
            title="",
            columns=tuple(Column("", label(heading), shape) for heading, shape in headings),
            rows=tuple(
                (row.item, row.answer, row.note, row.by or label(N_("The office")), _day(row))
                for row in self._record.answers
            ),
            note=label(
                N_(
                    "The checklist is not kept here, so its questions are not known; what was answered stands below."
                )
            ),
        )

    def _office(self, item: Item) -> Answer | None:
        return next((row for row in self._rows.get(item.id, ()) if not row.by), None)

    def _counting(self, item: Item) -> list[Answer]:
        """Return the rows of a question that count: those of the assessors, else that of the office."""
        rows = self._rows.get(item.id, ())
        if item.id in self._means:
            return [row for row in rows if row.by in self._dossier.sheets]
        return [row for row in rows if not row.by]

    def _by(self, item: Item) -> str:
        """Return who answered, and on which day; of several assessors each with the score."""
        found, office = [], self._translator.label(N_("The office"))
        for row in self._counting(item):
            if row.by:
                found.append(f"{self.answer_text(item, row.answer)}\u00a0{row.by}")
            elif row.answer:
                found.append(f"{office} {_day(row)}".strip())
        return "\n".join(found)

    def _note(self, asked: Asked, shared: Sequence[Condition] = ()) -> str:
        """Return the notes on an answer, what a failing one asks for, and what else decides whether it is asked at all."""
        rows = [row for row in self._counting(asked.item) if row.note]
        said = N_("{name}: {note}")
        found = [
            self._translator.say(Message(said, name=row.by, note=row.note)) if row.by else row.note
            for row in rows
        ]
        result = self._dossier.result
        if result is not None and asked.item in result.failed:
            shut = Message(N_("Shut. To be done first: {act}"), act=asked.item.clears)
            found.insert(0, self._translator.say(shut))
        found += [self._only_where(each) for each in asked.pending if each not in shared]
        return "\n".join(found)

    def _only_where(self, condition: Condition) -> str:
        item = self._items[condition.item]
        answers = [self.answer_text(item, each) for each in condition.answers]
        said = N_("Only where no. {place} is: {answers}.")
        return self._translator.say(Message(said, place=self._places[item.id], answers=answers))

    def _room(self, item: Item) -> str:
        """Return boxes to tick, or room to write, for a question that is open."""
        label = self._translator.label
        match item.kind:
            case "yes-no":
                options = [label(each) for each in YES_NO.values()]
            case "score":
                return "\n".join(
                    " \u00a0".join(_whole(f"{OPEN_BOX}{score}") for score in half) for half in HALVES
                )
            case "choice":
                options = [self._say(option.label) for option in item.options]
            case "day":
                options = []
            case _:
                return ROOM
        if item.may_not_apply:
            options.append(label(N_("Not applicable")))
        gap = "\n" if item.kind == "choice" else "　"
        boxes = gap.join(_whole(f"{OPEN_BOX}{option}") for option in options)
        day = label(N_("Date:　　　　/　　/　　")) if item.kind == "day" else ""
        return "\n".join(each for each in (day, boxes) if each)

    def _scores(self, asked: Asked, names: Sequence[str]) -> tuple[Value, ...]:
        item, sheets = asked.item, self._dossier.sheets
        checklist = self._dossier.checklist
        assert checklist is not None  # else nothing is asked
        dimension = next(each for each in checklist.dimensions if each.id == item.dimension)
        given = (self.answer_text(item, sheets[name].get(item.id, "")) or "—" for name in names)
        least_most = self._dossier.ranges.get(item.id)
        span = f"{least_most[0]}～{least_most[1]}" if least_most else ""
        return (str(asked.place), self._say(dimension.label), *given, figure(self._means[item.id]), span)

    def _say_all(self, sentences: Iterable[str]) -> str:
        return self._translator.say(Message("{all}", all=list(sentences)))

    def _say(self, words: object) -> str:
        return self._translator.say(Message("{words}", words=words))


def figure(score: Fraction | None) -> str:
    """Return a score as people read it, with two decimals at most; a dash where there is none."""
    value = rounded(score)
    return "—" if value is None else decimal_text(value)


def _day(row: Answer) -> str:
    return row.on.isoformat() if row.on else ""


def _whole(text: str) -> str:
    """Return a box with a short label that no line break tears apart."""
    return text if len(text) > 12 else WORD_JOINER.join(text)
