"""The workbook of a superior that is being mapped, kept while the desk is open, so that a way back leads to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ipdesk.rules.report_books import BookSheet, Place
from ipdesk.rules.report_maps import Mapped, ReportMap

if TYPE_CHECKING:  # what reads workbooks is loaded by the page alone
    from ipdesk.exporting.report_plans import Problem
    from ipdesk.operations.report_templates import LookedAt


@dataclass(slots=True)
class ReportChoices:
    """The workbook, the map as it stands on the page, what is wrong with that, the sheet shown and the quarter typed."""

    looked: LookedAt | None = None
    map: ReportMap = field(default_factory=ReportMap)
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    quarter: str = ""
    _offered: dict[tuple[str, Place], Mapped] = field(default_factory=dict)
    _wrong: dict[tuple[str, Place], Problem] = field(default_factory=dict)

    def take(self, looked: LookedAt) -> None:
        """Take over a workbook with the map it has, as far as its cells are where they were or moved."""
        self.looked, self.map = looked, looked.moved_map()
        self.sheet = looked.book.sheets[0].name if looked.book.sheets else ""
        self._offered = {(each.mapped.sheet, each.mapped.place): each.mapped for each in looked.suggestions}

    def judge(self, problems: tuple[Problem, ...]) -> None:
        """Take over what is wrong with the map."""
        self.problems = problems
        self._wrong = {(each.sheet, each.place): each for each in reversed(problems)}

    def shown(self) -> BookSheet | None:
        """Return the sheet that is shown."""
        return self.looked.book.sheet(self.sheet) if self.looked is not None else None

    def is_unsaved(self) -> bool:
        """Say whether the map on the page is another one than the one kept for this workbook."""
        if self.looked is None:
            return False
        return bool(self.looked.changes) or self.map != self.looked.map

    def suggested(self, place: Place) -> Mapped | None:
        """Return what the workbook suggests for a cell of the sheet shown that has nothing yet."""
        if self.map.at(self.sheet, place) is not None:
            return None
        return self._offered.get((self.sheet, place))

    def problem(self, place: Place) -> Problem | None:
        """Return what is wrong with a cell of the sheet shown."""
        return self._wrong.get((self.sheet, place))

    def first_cell(self, place: Place) -> Place:
        """Return the cell itself, or the first one of the merged range it lies in."""
        sheet = self.shown()
        cover = sheet.cover(place) if sheet is not None else None
        return cover[:2] if cover is not None else place
