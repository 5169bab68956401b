"""A filled scoring sheet read as what one assessor declares, scores and says. Its layout is in exporting/scoring_sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from ipdesk.importing.child import LIMITS, parse
from ipdesk.importing.intake import macro_notices
from ipdesk.importing.limits import Limits
from ipdesk.importing.marks import state_mark
from ipdesk.importing.notes import ScoringNotes, read_scoring_notes
from ipdesk.importing.reading import Doubt, Reader, Refusal
from ipdesk.importing.sheets import Cell, Sheet, Workbook, cell_name, cell_text, workbook_of
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs
from ipdesk.registers.scoring import CLOSING, COLUMNS, COMMENT, DECLARED, ITEM, scored_items, words_digest
from ipdesk.rules.checklist import MOST_SCORE, Checklist

WORDS: Final = "#"
_SCORE = re.compile(r"([0-9])(?:\.0+)?\s*分?")
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_CORRECT: Final = Message(N_("Correct it in the file and take the sheet in again."))
_AS_SENT: Final = Message(N_("Copy the answers into the sheet as it was sent out."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What one assessor sent back.

    `checklist` is the digest of the list that the sheet was made from. `interest` is "none", "has" or "" while not
    answered, `no_gain` None. `answers` are scores as texts by item, those left blank are not among them; `notes` are
    comments by item. `state_marking` and `state_level` are as an Intake has them.
    """

    file: str
    sha256: str
    size: int
    number: str
    disclosure: str
    assessor: str
    checklist: str
    interest: str = ""
    interest_note: str = ""
    no_gain: bool | None = None
    scored_on: date | None = None
    opinion: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notices: tuple[Message, ...] = ()
    state_marking: str = ""
    state_level: str = ""

    def objections(self, checklist: Checklist, number: str, sha256: str) -> tuple[Message, ...]:
        """Return why its scores are not to be counted for an assessment with its frozen list; none when they may be."""
        return (*self.misplaced(checklist, number, sha256), *self._undeclared())

    def misplaced(self, checklist: Checklist, number: str, sha256: str) -> Iterator[Message]:
        """Yield why it does not belong to an assessment: another number, another list, questions it does not ask."""
        if self.number != number:
            yield Message(N_("The sheet is for {other}, not for {number}."), other=self.number, number=number)
        if self.checklist != sha256:
            yield Message(N_("The sheet was made from another list or another version of it."))
        asked = {item.id for _, items in scored_items(checklist) for item in items}
        if others := sorted(self.answers.keys() - asked):
            yield Message(N_("The list does not ask assessors for: {items}."), items=others)

    def _undeclared(self) -> Iterator[Message]:
        if not self.interest:
            yield Message(N_("Whether there is a conflict of interest was not declared."))
        if self.no_gain is None:
            yield Message(N_("Whether the decision would bring a gain was not declared."))
        if self.interest == "has":
            yield Message(N_("A conflict of interest was declared; the scores do not count."))
            if not self.interest_note:
                yield Message(N_("What the interest is was not said."))
        if self.no_gain is False:
            yield Message(N_("A gain from the decision was declared; the scores do not count."))


def read_scoring(path: Path, known_as: KnownAs, limits: Limits = LIMITS, password: str = "") -> Scoring:
    """Read a filled scoring sheet, in either language.

    Raises Locked for a file that needs a password, or another one; TooNew for one of a newer ipdesk; Refused, with a
    reason that names the file, when it is no scoring sheet or cannot be read as a whole. A single cell that cannot be
    read is a refusal, and its answer is left out.
    """
    return scoring_of(workbook_of(parse(path, limits, password)), known_as)


def scoring_of(workbook: Workbook, known_as: KnownAs) -> Scoring:
    """Read a parsed file as a scoring sheet, as `read_scoring` does; `notes.kind_of` says whether it is one."""
    notes = read_scoring_notes(workbook)
    sheet, columns = _sheet_of(workbook)
    reading = _Reading(sheet, columns, notes, Reader(known_as, workbook.epoch_1904, exact=True))
    reading.read()
    mark = state_mark(workbook)
    return Scoring(
        file=workbook.name,
        sha256=workbook.sha256,
        size=workbook.size,
        number=notes.number,
        disclosure=notes.disclosure,
        assessor=notes.assessor,
        checklist=notes.checklist,
        **reading.declared,
        answers=reading.answers,
        notes=reading.notes,
        refusals=tuple(reading.reader.refusals),
        doubts=tuple(reading.reader.doubts),
        notices=tuple(macro_notices(workbook)),
        state_marking=str(mark) if mark else "",
        state_level=mark.level if mark else "",
    )


def score_in(cell: Cell) -> str | None:
    """Return the score that a cell holds, "" for an empty one, None for what is no whole number from 0 to 5.

    Digits may be full-width and 分 may follow; a percentage, a date, a fraction and words are not guessed at.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    text = cell_text(cell).translate(_FULL_WIDTH).strip()
    if not text:
        return ""
    found = _SCORE.fullmatch(text)
    return found[1] if found and int(found[1]) <= MOST_SCORE else None


def _sheet_of(workbook: Workbook) -> tuple[Sheet, dict[str, int]]:
    """Return the one sheet to fill and where its columns are, whatever it is called and whatever was moved."""
    found = [
        (sheet, columns)
        for sheet in workbook.sheets
        if not sheet.name.startswith("_") and (columns := _columns_of(sheet))
    ]
    if len(found) > 1:
        raise Refused(
            Message(N_("“{file}” holds the sheet for scores more than once."), file=workbook.name),
            Message(N_("Delete the copies and save it again.")),
        )
    if not found:
        raise Refused(Message(N_("“{file}” has lost the sheet for scores."), file=workbook.name), _AS_SENT)
    sheet, columns = found[0]
    if columns.keys() != set(COLUMNS):
        raise Refused(
            Message(N_("In “{file}” columns of the sheet for scores were removed."), file=workbook.name),
            _AS_SENT,
        )
    return sheet, columns


def _columns_of(sheet: Sheet) -> dict[str, int]:
    """Return the columns that the row of names still has; none where there is no such row."""
    for row in range(len(sheet.rows)):
        texts = [sheet.text(row, column) for column in range(len(sheet.rows[row]))]
        filled = [text for text in texts if text]
        if len(filled) > 1 and set(filled) <= set(COLUMNS) and len(set(filled)) == len(filled):
            return {text: column for column, text in enumerate(texts) if text}
    return {}


@dataclass(slots=True)
class _Reading:
    """Gathers what one sheet says, from top to bottom."""

    sheet: Sheet
    columns: dict[str, int]
    asked: ScoringNotes
    reader: Reader
    declared: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def read(self) -> None:
        """Read every row; what stood on the sheet and is gone is refused at the end."""
        for row in range(len(self.sheet.rows)):
            key = self.sheet.text(row, self.columns["row"])
            if key in ("", WORDS, COLUMNS[0]):
                continue
            if key in self.seen:
                self._refuse(row, key, N_("This row is there twice; the second one is not read."), _CORRECT)
                continue
            self.seen.add(key)
            if key.startswith(ITEM):
                self._item(row, key.removeprefix(ITEM))
            else:
                self._declared(row, key)
        for name in (*DECLARED, *CLOSING, *(f"{ITEM}{id}" for id in self.asked.items)):
            if name not in self.seen:
                said = Message(N_("The row for “{row}” is gone from the sheet."), row=name.removeprefix(ITEM))
                self.reader.refuse(self.sheet.name, name.removeprefix(ITEM), "", said, _AS_SENT)

    def _declared(self, row: int, name: str) -> None:
        kind = (DECLARED | CLOSING).get(name)
        if kind is None:
            self._refuse(row, name, N_("This row was not on the sheet as it was sent out."), _AS_SENT)
            return
        if self.reader.read(kind, name, self._cell(row, "answer"), self._place(row, "answer")):
            self.declared[name] = self.reader.values.pop(name)

    def _item(self, row: int, id: str) -> None:
        if id not in self.asked.items:
            self._refuse(row, id, N_("This row was not on the sheet as it was sent out."), _AS_SENT)
            return
        if words_digest(self.sheet.text(row, self.columns["question"])) != self.asked.items[id]:
            self._refuse(
                row, id, N_("Another question stands beside this answer than was sent out."), _AS_SENT
            )
            return
        score = score_in(self._cell(row, "answer"))
        if score is None:
            self._refuse(row, id, N_("This is no whole number from 0 to 5."), _CORRECT)
        elif score:
            self.answers[id] = score
        is_read = self.reader.read(COMMENT, id, self._cell(row, "comment"), self._place(row, "comment"))
        if is_read and (comment := self.reader.values.pop(id)):
            self.notes[id] = comment

    def _refuse(self, row: int, name: str, why: str, advice: Message) -> None:
        raw = cell_text(self._cell(row, "answer"))
        self.reader.refuse(self._place(row, "answer"), name, raw, Message(why), advice)

    def _cell(self, row: int, column: str) -> Cell:
        return self.sheet.cell(row, self.columns[column])

    def _place(self, row: int, column: str) -> str:
        return f"{self.sheet.name}!{cell_name(row, self.columns[column])}"
