"""Which sheet of a file is of which register: by our own notes, by what was said before, by its title, or by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from ipdesk.importing.headings import (
    LEAST_ALIKE,
    Heading,
    LedgerColumns,
    find_heading,
    index_of,
    read_headings,
)
from ipdesk.importing.notes import SHEET, Held, held_in
from ipdesk.importing.sheets import Sheet, Workbook, is_blank
from ipdesk.model.errors import WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from ipdesk.registers import register as register_named
from ipdesk.store import ledgers

LEAST_SHARE: Final = 0.6  # of the headings of a sheet that a register has to know
LEAST_KNOWN: Final = 3  # headings: two may be those of anything
LEAST_MARGIN: Final = 0.15  # of its headings, to the register that knows next to most
UNTITLED: Final = 0.3  # what is taken off where no heading is that of titles or names
LEFT_OUT: Final = ""
By = Literal["notes", "chosen", "kept", "title", "headings", "open", "hidden"]
LEAST_TITLED: Final = 0.5  # of its headings, where its title mentions the register
# Signs around the name of a register in the title of a sheet.
_AROUND: Final = re.compile(
    r"[\d\s_\-.()（）年度季月第]+|登记[簿表册]?|台[账帐]|清[单册]|花?名册|名单|汇总表?|总表|统计表?|一览表?|明细表?|信息表?|目录"
    r"|sheet|register|ledger|list|表$"
)
_OF_ANY: Final = frozenset(
    ("序号", "序", "no", "备注", "说明", "remarks")
)  # headings that tell of no register
Choices = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedSheet:
    """A sheet, or the sheets of one register by our notes, the first one naming them all: of which register, and how that is known.

    `register` is None for a sheet that is left out and for one of which it has to be asked. `held` are the sheets to
    be read, `likely` the registers that know most of its headings.
    """

    file: str
    sheet: str
    by: By
    register: Register | None = None
    held: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """By what the sheet is chosen where files have sheets of one name."""
        return f"{self.file}!{self.sheet}"


def sort_sheets(desk: Desk, workbook: Workbook, choices: Choices | None = None) -> tuple[SortedSheet, ...]:
    """Say of which register each filled sheet of a file is.

    `choices` has the names of registers, "" for what is left out, by the names of sheets, or by file!sheet; they go
    before all but our notes. Raises WrongValue for a sheet of ours that is said to be of another register.
    """
    desk.require("import")
    told, own = choices or {}, held_in(workbook)
    found = [_noted(workbook, each, told) for each in own]
    taken = {SHEET, *(name for each in own for name in each.sheets), *(each.continued for each in own)}
    rest = [each for each in workbook.sheets if each.name not in taken]
    if any(not each.is_check for each in own):  # a cover, or what somebody put beside our sheets
        rest = []
    sorting = _Sorting(desk, workbook)
    found += [sorting.sorted(each, told) for each in rest if not all(map(is_blank, each.rows))]
    return tuple(found)


def cut_to(workbook: Workbook, found: SortedSheet) -> Workbook:
    """Return a file with nothing in it but what belongs to one sheet."""
    return replace(workbook, sheets=tuple(each for each in workbook.sheets if each.name in found.held))


def sheet_headings(desk: Desk, sheet: Sheet, register: Register | None) -> tuple[str, ...]:
    """Return the headings by which a sheet is known again: those that a register knows, else the fullest row."""
    if register is not None:
        heading = find_heading(sheet, index_of(register, desk.translator.known_as))
        if heading is not None:
            return tuple(each.heading for each in heading.columns if each.is_headed)
    return max(read_headings(sheet), key=len, default=())


def _noted(workbook: Workbook, held: Held, choices: Choices) -> SortedSheet:
    register = register_named(held.register)
    first = held.sheets[0] if held.sheets else workbook.sheets[0].name
    choice = choices.get(f"{workbook.name}!{first}", choices.get(first, register.name))
    if choice not in (register.name, LEFT_OUT):
        raise WrongValue(
            "",
            Message(
                N_("Sheet “{sheet}” of “{file}” says itself that it is of {register}."),
                sheet=first,
                file=workbook.name,
                register=Message(register.label),
            ),
            Message(N_("Leave it out, or take it in as it is.")),
        )
    notes = () if held.is_check else (SHEET, held.continued)
    names = held.sheets or tuple(each.name for each in workbook.sheets)
    if choice == LEFT_OUT:
        return SortedSheet(file=workbook.name, sheet=first, by="chosen")
    return SortedSheet(
        file=workbook.name, sheet=first, by="notes", register=register, held=(*names, *filter(None, notes))
    )


class _Sorting:
    """Sorts the sheets of one file; what all registers know is asked for once."""

    def __init__(self, desk: Desk, workbook: Workbook) -> None:
        self.workbook = workbook
        known_as = desk.translator.known_as
        self.indexes = {each.name: index_of(each, known_as) for each in REGISTERS}
        self.titles = {
            _bare(word): each.name
            for each in REGISTERS
            for word in (*known_as(each.label), *known_as(each.one), each.name, *each.called)
        }
        self.kept = ledgers.all_listed(desk.workspace.db)
        self.filled = [
            each for each in workbook.sheets if not each.hidden and not all(map(is_blank, each.rows))
        ]

    def sorted(self, sheet: Sheet, choices: Choices) -> SortedSheet:
        """Say of which register a sheet is."""
        likely: tuple[str, ...] = ()
        choice = choices.get(f"{self.workbook.name}!{sheet.name}", choices.get(sheet.name))
        by: By = "chosen"
        if sheet.hidden:
            by, choice = "hidden", LEFT_OUT
        if choice is None:
            by, choice = "kept", self._kept(sheet)
        if choice is None:
            scores = self._scores(sheet)
            likely = tuple(name for name, _ in scores)
            by, choice = "title", self._titled(sheet, likely)
            if choice is None:
                by, choice = "headings", _best(scores)
        if choice is None:
            by = "open"
        return SortedSheet(
            file=self.workbook.name,
            sheet=sheet.name,
            by=by,
            register=register_named(choice) if choice else None,
            held=(sheet.name,),
            likely=likely,
        )

    def _kept(self, sheet: Sheet) -> str | None:
        """Return the register that somebody said a sheet with such headings is of, the last one who said so first."""
        if not self.kept:
            return None
        rows = list(read_headings(sheet))
        best, name = LEAST_ALIKE, None
        for each in self.kept:
            columns = LedgerColumns({}, each.headings)
            likeness = max((columns.likeness(row) for row in rows), default=0.0)
            if likeness > best or (likeness == best and name is None):
                best, name = likeness, each.register
        return name

    def _titled(self, sheet: Sheet, likely: Sequence[str]) -> str | None:
        """Return the register whose name is the title of a sheet, or of a file with but one, if it knows its headings.

        Of a title that only mentions a register, it has to know as many headings as any other, and half of them.
        """
        names = [sheet.name]
        if len(self.filled) == 1:
            names.append(self.workbook.name.rpartition(".")[0])
        for each in names:
            if (name := self.titles.get(_bare(each))) in likely:
                return name
        shares = {name: self._share(sheet, register_named(name)) for name in likely}
        most = max(shares.values(), default=0.0)
        for each in names:
            mentioned = self._mentioned(each)
            if len(mentioned) == 1 and shares.get(mentioned[0], 0.0) >= max(most, LEAST_TITLED):
                return mentioned[0]
        return None

    def _mentioned(self, title: str) -> list[str]:
        """Return the registers whose names are in a title, of names within each other the longest."""
        bare = _bare(title)
        words = [each for each in self.titles if each and each in bare]
        longest = [each for each in words if not any(each != other and each in other for other in words)]
        return list(dict.fromkeys(self.titles[each] for each in longest))

    def _scores(self, sheet: Sheet) -> list[tuple[str, float]]:
        """Return the registers that know a heading of a sheet, with how much of it, the best first."""
        found = [(each.name, self._score(sheet, each)) for each in REGISTERS]
        return sorted([each for each in found if each[1] > 0], key=lambda each: -each[1])

    def _score(self, sheet: Sheet, register: Register) -> float:
        heading = find_heading(sheet, self.indexes[register.name])
        if heading is None:
            return 0.0
        fields = [each.target.field for each in heading.columns if each.target]
        share = _known(heading) if len(fields) >= LEAST_KNOWN else 0.0
        return max(share - (0 if register.title in fields else UNTITLED), 0.01)

    def _share(self, sheet: Sheet, register: Register) -> float:
        heading = find_heading(sheet, self.indexes[register.name])
        return 0.0 if heading is None else _known(heading)


def _known(heading: Heading) -> float:
    """Return which share of its headings a register knows, but for those that any table may have."""
    known = sum(each.target is not None for each in heading.columns)
    others = [each for each in heading.columns if each.is_headed and each.target is None]
    return known / max(known + sum(folded(each.heading) not in _OF_ANY for each in others), 1)


def _best(scores: Sequence[tuple[str, float]]) -> str | None:
    if not scores or scores[0][1] < LEAST_SHARE:
        return None
    after = scores[1][1] if len(scores) > 1 else 0.0
    return scores[0][0] if scores[0][1] - after >= LEAST_MARGIN else None


def _bare(title: str) -> str:
    """Return a title without years, numbers and words such as ledger."""
    return folded(_AROUND.sub("", title.casefold()))


def open_sheets(found: Sequence[SortedSheet]) -> Iterator[SortedSheet]:
    """Yield the sheets of which it has to be asked what they are."""
    return (each for each in found if each.by == "open")
