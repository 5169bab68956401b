"""Taking in files of several registers at once: every sheet where it belongs, one preview over all, one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ipdesk.importing.child import parse
from ipdesk.importing.intake import Intake, intake_of
from ipdesk.importing.ledgers import HIDDEN_SHEET
from ipdesk.importing.marks import state_mark
from ipdesk.importing.sheets import Workbook, workbook_of
from ipdesk.model.changes import Changes
from ipdesk.model.collecting import uncollected
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.progress import Step, no_step
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake import (
    Preview,
    planned_together,
    require_mark_within,
    write_previews,
)
from ipdesk.operations.intake_links import Asked, Names, Question, Source
from ipdesk.operations.intake_rows import with_old_numbers
from ipdesk.operations.ledgers import list_ledgers
from ipdesk.operations.whole_sheets import (
    Choices,
    SortedSheet,
    cut_to,
    open_sheets,
    sheet_headings,
    sort_sheets,
)
from ipdesk.store import audit, ledgers

# What is linked comes before what links to it.
ORDER: Final = (
    "people", "projects", "disclosures", "assessments", "meetings", "patents", "secrets", "papers",
    "releases", "handovers", "movements", "agreements",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet, by our notes with those of its child rows, and what would become of its rows, or why it cannot be read."""

    sheet: SortedSheet
    register: Register
    preview: Preview | None
    refused: Refused | None = None

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.sheet.file


@dataclass(frozen=True, slots=True)
class Whole:
    """What would become of all rows of all files; nothing is written until it is accepted.

    `parts` are in the order in which they are written, `sheets` in that of the files. `said` are the choices that were
    made of sheets, with the headings by which they are known again.
    """

    sheets: tuple[SortedSheet, ...]
    parts: tuple[Part, ...]
    questions: tuple[Question, ...]
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def previews(self) -> list[Preview]:
        """Return what can be written."""
        return [each.preview for each in self.parts if each.preview is not None]

    def open(self) -> list[SortedSheet]:
        """Return the sheets of which it has to be asked what they are."""
        return list(open_sheets(self.sheets))

    def counts(self) -> dict[str, int]:
        """Return how many rows have each outcome, in all files."""
        found = dict.fromkeys(("new", "same", "changed", "refused"), 0)
        for each in self.previews():
            for outcome, count in each.counts().items():
                found[outcome] += count
        return found

    def is_ready(self) -> bool:
        """Say whether nothing has to be asked and every sheet could be read."""
        return not (self.questions or self.open() or any(each.refused for each in self.parts))


@dataclass(slots=True)
class _Reading:
    """What is read so far: the rows of each register in each file, in the order of registers."""

    sheets: list[SortedSheet] = field(default_factory=list)
    read: list[tuple[SortedSheet, Register, Intake | Refused]] = field(default_factory=list)
    said: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def read_file(desk: Desk, file: Path, password: str = "") -> Workbook:
    """Read a file once, for all registers. Raises Locked, Refused, and AboveLimit for a mark above what may be held here."""
    desk.require("import")
    workbook = workbook_of(parse(file, password=password))
    mark = state_mark(workbook)
    if mark is not None:
        require_mark_within(
            desk,
            Intake(
                file=workbook.name, sha256=workbook.sha256, size=workbook.size, kind="ledger", rows=(),
                state_marking=str(mark), state_level=mark.level,
            ),
        )  # fmt: skip
    return workbook


def preview_whole(
    desk: Desk,
    workbooks: Sequence[Workbook],
    choices: Choices | None = None,
    answers: Mapping[Asked, str] | None = None,
    step: Step = no_step,
) -> Whole:
    """Say what would become of every row of several files, whose links may mean each other's rows.

    `choices` say of which register sheets are, see `sort_sheets`; `answers` which record a text of a question means, ""
    for a text that stays as it is. `step` hears how many rows were compared, and of how many. Raises WrongValue for
    choices that cannot be, and for files of one name.
    """
    desk.require("import")
    _require_names(workbooks)
    head = audit.head(desk.workspace.db)
    at = _Reading()
    with uncollected():
        for each in workbooks:
            _read(desk, each, choices or {}, at)
        at.read.sort(key=lambda each: ORDER.index(each[1].name))
        numbers: dict[str, set[str]] = {each.name: set() for _, each, _ in at.read}
        sources = [
            Source(register, with_old_numbers(desk, register, given, numbers[register.name]))
            for _, register, given in at.read
            if isinstance(given, Intake)
        ]
        names = Names(desk, sources, answers or {})
        previews = iter(planned_together(sources, names, head, step))
    parts = tuple(
        Part(sheet, register, None, given)
        if isinstance(given, Refused)
        else Part(sheet, register, next(previews))
        for sheet, register, given in at.read
    )
    return Whole(tuple(at.sheets), parts, tuple(names.questions.values()), tuple(at.said))


def accept_whole(desk: Desk, whole: Whole, step: Step = no_step) -> list[Changes]:
    """Write the new and changed rows of all files in one transaction, and keep what was said of their sheets.

    `step` hears how many rows were written, and of how many; if it raises, or a record was changed since the preview
    (Stale), none of them is. Rows refused in the preview stay out.
    """
    desk.require("import")
    with uncollected(), desk.workspace.write() as writing:
        written = write_previews(desk, writing, whole.previews(), step)
        for register, headings in whole.said:
            ledgers.keep_register(writing, register, headings)
    return written


def answer_of(whole: Whole, text: str, number: str) -> Iterator[tuple[Asked, str]]:
    """Yield the questions that a text answers, with the number given."""
    return ((each.key, number) for each in whole.questions if folded(each.text) == folded(text))


def hidden_notices(whole: Whole) -> list[Message]:
    """Return what is to be said of sheets that are hidden in their files, which are not read."""
    return [Message(HIDDEN_SHEET, sheet=each.place) for each in whole.sheets if each.by == "hidden"]


def _read(desk: Desk, workbook: Workbook, choices: Choices, at: _Reading) -> None:
    """Read the sheets of one file, each by itself: of one that is not understood nothing may be lost beside another."""
    found = sort_sheets(desk, workbook, choices)
    at.sheets += found
    at.said += _said(desk, workbook, found)
    for each in found:
        if each.register is not None:
            at.read.append((each, each.register, _rows_of(desk, workbook, each, each.register)))


def _rows_of(desk: Desk, workbook: Workbook, sheet: SortedSheet, register: Register) -> Intake | Refused:
    known = [each.columns for each in list_ledgers(desk, register)]
    try:
        intake = intake_of(cut_to(workbook, sheet), register, desk.translator.known_as, known)
    except Refused as refused:
        return refused
    return intake if intake.unread is None else intake.unread


def _said(
    desk: Desk, workbook: Workbook, found: Sequence[SortedSheet]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the choices that were made of sheets, with the headings of these."""
    sheets = {each.name: each for each in workbook.sheets}
    for each in found:
        if each.by == "chosen" and each.held:
            headings = sheet_headings(desk, sheets[each.sheet], each.register)
            if headings:
                yield (each.register.name if each.register else ""), headings


def _require_names(workbooks: Sequence[Workbook]) -> None:
    names = [each.name for each in workbooks]
    for name in names:
        if names.count(name) > 1:
            raise WrongValue(
                "",
                Message(N_("Two files have the name “{file}”."), file=name),
                Message(N_("Give one of them another name: rows are told apart by file, sheet and row.")),
            )
