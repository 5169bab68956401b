"""Workbooks with cells to fill: the look of such a cell, what is checked in it, and the protection of all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter

from ipdesk.exporting.answers import rule_for
from ipdesk.exporting.layout import Form, Furniture, Stamp, shape_of, stamp_line
from ipdesk.exporting.workbook import BODY_FONT, BOX, FORMATS, HEAD_FONT, put_text, set_up_print, wide
from ipdesk.model.kinds import Kind, Option
from ipdesk.model.text import N_, Translator

LISTS_SHEET: Final = "_lists"
WORDS: Final = "#"
INPUT_FILL: Final = PatternFill("solid", fgColor="FFFBEA")
OPEN: Final = Protection(locked=False)
GREY: Final = "5B6673"


class AnswerBook:
    """A workbook of sheets to fill, with a hidden one of the options for drop-downs.

    Column A of each sheet is hidden and says what its row is; WORDS marks what is for people only.
    """

    def __init__(self, title: str, translator: Translator, stamp: Stamp, furniture: Furniture) -> None:
        self.translator = translator
        self.stamp = stamp
        self.furniture = furniture
        self.workbook = Workbook()
        self.sheet: Any = self.workbook.worksheets[0]
        self.sheet.title = title
        self.lists: Any = self.workbook.create_sheet(LISTS_SHEET)
        self.lists.sheet_state = "hidden"
        self._columns_of: dict[tuple[Option, ...], str] = {}

    def input(self, sheet: Any, kind: Kind, row: int, column: int, last: int, fill: PatternFill) -> None:
        """Make a cell one to fill, and check what is given in it and down to the row `last`."""
        self.dress(sheet.cell(row, column), kind, fill)
        letter = get_column_letter(column)
        self.validate(sheet, kind, f"{letter}{row}:{letter}{last}")

    def dress(self, cell: Any, kind: Kind, fill: PatternFill = INPUT_FILL) -> None:
        """Make a cell look like one to fill, and open it."""
        form: Form = shape_of(kind).form
        cell.number_format = FORMATS[form]
        cell.fill = fill
        cell.border = BOX
        cell.protection = OPEN
        cell.font = Font(name=BODY_FONT, size=10.5)
        prose = form == "prose"
        cell.alignment = Alignment(
            horizontal="left", vertical="top" if prose else "center", wrap_text=True, indent=0 if prose else 1
        )

    def validate(self, sheet: Any, kind: Kind, cells: str) -> None:
        """Add the check that Excel makes while cells are filled, where the kind has one."""
        rule = rule_for(kind, self.range_of)
        if rule is not None:
            self.add_check(sheet, rule, kind.label, cells)

    def add_check(self, sheet: Any, rule: Any, label: str, cells: str) -> None:
        """Add a check to cells, parted by blanks, with what Excel says when it fails."""
        rule.showErrorMessage = True
        rule.errorTitle = self.translator.label(label)[:32]
        rule.error = self.translator.label(N_("This answer does not fit; see the help beside the cell."))[
            :225
        ]
        for each in cells.split():
            rule.add(each)
        sheet.add_data_validation(rule)

    def range_of(self, options: tuple[Option, ...]) -> str:
        """Return the cells of the hidden sheet that hold these options; written on first use."""
        if options not in self._columns_of:
            letter = get_column_letter(len(self._columns_of) + 1)
            for row, option in enumerate(options, 1):
                put_text(self.lists[f"{letter}{row}"], self.translator.label(option.label))
            self._columns_of[options] = f"{LISTS_SHEET}!${letter}$1:${letter}${len(options)}"
        return self._columns_of[options]

    def finish(self, sheet: Any, *, landscape: bool, repeat: str = "") -> None:
        """Hide the keys, protect what is not to be filled, set up the print with rows to repeat on each page."""
        sheet.column_dimensions["A"].hidden = True
        sheet.protection.sheet = True
        for name in ("formatColumns", "formatRows", "formatCells"):
            setattr(sheet.protection, name, False)
        sheet.sheet_view.showGridLines = False
        set_up_print(sheet, self.furniture, self.stamp, landscape=landscape, repeat=repeat)
        sheet.oddFooter.left.text = stamp_line(self.furniture, self.stamp).replace("&", "&&")


def write_words(
    sheet: Any,
    row: int,
    text: str,
    widths: Sequence[float],
    *,
    size: float = 10,
    bold: bool = False,
    color: str = "000000",
    height: float = 0,
) -> None:
    """Write a line of words over columns of these widths, from column B on."""
    put_text(sheet.cell(row, 1), WORDS)
    cell = put_text(sheet.cell(row, 2), text)
    cell.font = Font(name=HEAD_FONT if size > 10 else BODY_FONT, size=size, bold=bold, color=color)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(widths) + 1)
    lines = -(-wide(text) * size / 10 // (sum(widths) - 6))
    sheet.row_dimensions[row].height = height or max(1, lines) * size * 1.45 + 4


def text_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of some width."""
    return sum(int(-(-wide(part) // (width - 3))) or 1 for part in text.split("\n"))
