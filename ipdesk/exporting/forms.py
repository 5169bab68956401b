"""The blank workbook that researchers fill in and send back.

What the importing side relies on (format "form", version 1):

* The hidden sheet `_ipdesk` holds one JSON object in A1::

      {"format": "form", "version": 1, "register": "disclosures", "language": "zh",
       "percent": "fraction", "sheets": ["成果披露", "发明人", ...]}

  `sheets` are the titles of the sheets to read, in order; others (lists for drop-downs) are not read.
* On each of these sheets column A (hidden) says what its row is:

  - `#`: words for people; never read, and the end of child rows above it;
  - a field name, such as `title`: the value is in **column C** of that row;
  - a rows field and `[]`, such as `inventors[]` (a hidden row): the cells from **column C** on hold the
    names of the child fields, one a column (empty cells are no field). The **child rows** follow
    directly below it;
  - empty: a child row while a `name[]` row stands above it with nothing but empty A in between, else
    nothing to read. A child row whose cells are all empty is no row. Column B counts rows for people.

* Rows may have been inserted or moved: positions say nothing, column A says it all. A field that is
  not on the form was not asked; a field with an empty cell was left empty.
* A choice or yes/no answer is the option's label in the language of the form; several choices are one
  text separated by 、 or a comma. Days are date cells or text. Share cells are percent cells: a
  **numeric** cell holds the fraction (0.5 for 50 %) and is multiplied by 100, text is read as typed.
"""

from __future__ import annotations

from typing import Any, Final

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from ipdesk.exporting.answer_sheets import (
    GREY,
    INPUT_FILL,
    LISTS_SHEET,
    WORDS,
    AnswerBook,
    text_lines,
    write_words,
)
from ipdesk.exporting.answers import hints
from ipdesk.exporting.layout import Furniture, Stamp, furniture_for, shape_of
from ipdesk.exporting.workbook import (
    BODY_FONT,
    BOX,
    FORMATS,
    HEAD_FILL,
    HEAD_FONT,
    add_notes,
    put_text,
    sheet_title,
    stamp_notes,
    wide,
    workbook_bytes,
)
from ipdesk.model.kinds import LongText, Rows, Share
from ipdesk.model.marking import Marking
from ipdesk.model.record import Field, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator

FIRST: Final = "level"
BLANK_ROWS: Final = 8
WIDTHS: Final = (22.0, 58.0, 34.0)
LABEL_WIDTH, VALUE_WIDTH, HELP_WIDTH = WIDTHS
LEVEL_FILL: Final = PatternFill("solid", fgColor="FDE7C8")


def blank_form(register: Register, translator: Translator, stamp: Stamp, marking: Marking) -> bytes:
    """Return the blank form of a register as a workbook.

    It asks for every field that the office does not fill, the level first. `marking` is that of the
    empty form; the filled one is as high as its answers.
    """
    return _FormBook(register, translator, stamp, furniture_for(marking, translator)).bytes()


class _FormBook:
    """One form while it is being laid out."""

    def __init__(
        self, register: Register, translator: Translator, stamp: Stamp, furniture: Furniture
    ) -> None:
        self.register = register
        self.translator = translator
        self.stamp = stamp
        self.furniture = furniture
        title = sheet_title(translator.label(register.one), ())
        self.book = AnswerBook(title, translator, stamp, furniture)
        self.workbook = self.book.workbook
        self.sheet: Any = self.book.sheet
        self.row = 0

    def bytes(self) -> bytes:
        self._head()
        shown = {FIRST}
        self._question(self.register.field(FIRST), LEVEL_FILL)
        tables: list[Field] = []
        for group in self.register.groups:
            fields = [self.register.field(name) for name in group.fields if name not in shown]
            shown.update(group.fields)
            if group.office or not fields:
                continue
            self._group(group.label)
            for field in fields:
                if isinstance(field.kind, Rows):
                    tables.append(field)
                    self._pointer(field, field.kind)
                else:
                    self._question(field)
        self._words(self.translator.label(N_("End of the form. Thank you.")))
        self.book.finish(self.sheet, landscape=False)
        titles = [self.sheet.title, *(self._table_sheet(field) for field in tables)]
        add_notes(self.workbook, self._notes(titles))
        self.workbook.move_sheet(self.book.lists, len(tables))
        self.workbook.active = 0
        return workbook_bytes(self.workbook, self.stamp)

    def _notes(self, titles: list[str]) -> dict[str, object]:
        return {
            "format": "form",
            "version": 1,
            "register": self.register.name,
            "language": self.translator.language,
            "percent": "fraction",
            "sheets": titles,
            "stamp": stamp_notes(self.stamp),
        }

    def _head(self) -> None:
        for letter, width in zip("ABCD", (4.0, LABEL_WIDTH, VALUE_WIDTH, HELP_WIDTH), strict=True):
            self.sheet.column_dimensions[letter].width = width
        self._words(self.furniture.mark, size=12)
        title = self.translator.say(
            Message(N_("{lab}: {form}"), lab=self.stamp.lab, form=Message(self.register.one))
        )
        self._words(title, size=18, bold=True, height=34.0)
        self._words(self._guidance(), size=10, color=GREY)
        self.sheet.freeze_panes = self.sheet.cell(self.row + 1, 3)

    def _guidance(self) -> str:
        return self.translator.label(
            N_(
                "Fill the coloured cells only. Answer the level first: when the content is classified or you "
                "are not sure, fill nothing else, attach nothing, and see the secrecy officer. Tables are on "
                "sheets of their own. Save as .xlsx and send it back as the lab's rules say."
            )
        )

    def _words(
        self, text: str, size: float = 10, *, bold: bool = False, color: str = "000000", height: float = 0
    ) -> None:
        """Write a line of words over the whole width."""
        self.row += 1
        write_words(self.sheet, self.row, text, WIDTHS, size=size, bold=bold, color=color, height=height)

    def _group(self, label: str) -> None:
        self._words(self.translator.label(label), size=12, bold=True)
        for column in (2, 3, 4):
            self.sheet.cell(self.row, column).fill = HEAD_FILL

    def _question(self, field: Field, fill: PatternFill = INPUT_FILL) -> None:
        """Write one row: key, label, the cell to fill, help."""
        self.row += 1
        put_text(self.sheet.cell(self.row, 1), field.name)
        star = " *" if field.kind.required or field.name == FIRST else ""
        label = put_text(self.sheet.cell(self.row, 2), self.translator.label(field.kind.label) + star)
        label.font = Font(name=BODY_FONT, size=10, bold=bool(star))
        help_text = hints(field, self.translator)
        note = put_text(self.sheet.cell(self.row, 4), help_text)
        note.font = Font(name=BODY_FONT, size=9, color=GREY)
        for cell in (label, note):
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = BOX
        self.book.input(self.sheet, field.kind, self.row, 3, self.row, fill)
        self._fit(label.value, help_text, 96.0 if isinstance(field.kind, LongText) else 22.0)

    def _pointer(self, field: Field, kind: Rows) -> None:
        """Write the row that leads to the sheet of a table."""
        self.row += 1
        put_text(self.sheet.cell(self.row, 1), WORDS)
        label = put_text(self.sheet.cell(self.row, 2), self.translator.label(kind.label))
        label.font = Font(name=BODY_FONT, size=10, bold=bool(kind.required))
        title = self._table_title(field)
        go = put_text(
            self.sheet.cell(self.row, 3),
            self.translator.say(Message(N_("Fill the sheet “{sheet}”."), sheet=title)),
        )
        go.hyperlink = Hyperlink(ref=go.coordinate, location=f"'{title}'!C5")
        go.font = Font(name=BODY_FONT, size=10, color="1F5FA8", underline="single")
        note = put_text(self.sheet.cell(self.row, 4), self.translator.label(kind.help))
        note.font = Font(name=BODY_FONT, size=9, color=GREY)
        for cell in (label, go, note):
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = BOX
        self._fit(label.value, note.value or "", 22.0)

    def _fit(self, label: str, help_text: str, least: float) -> None:
        """Make the row as high as its label and its help need; no program does so by itself for cells that wrap."""
        needed = (text_lines(label, LABEL_WIDTH) * 14.0, text_lines(help_text, HELP_WIDTH) * 12.5)
        self.sheet.row_dimensions[self.row].height = max(least, max(needed) + 5)

    def _table_title(self, field: Field) -> str:
        names: list[str] = [self.sheet.title, LISTS_SHEET]
        for each in self.register.fields():
            if isinstance(each.kind, Rows):
                names.append(sheet_title(self.translator.label(each.kind.label), names))
                if each.name == field.name:
                    return names[-1]
        raise KeyError(field.name)

    def _table_sheet(self, field: Field) -> str:
        """Add the sheet of a rows field and return its title."""
        kind = field.kind
        assert isinstance(kind, Rows)  # a programming error, never data
        sheet: Any = self.workbook.create_sheet(self._table_title(field))
        inner = [each for each in fields_of(kind.of) if not each.kind.restricted]
        put_text(sheet.cell(1, 1), "#")
        put_text(sheet.cell(1, 2), self.translator.label(kind.label)).font = Font(
            name=HEAD_FONT, size=14, bold=True
        )
        put_text(sheet.cell(2, 1), "#")
        note = put_text(sheet.cell(2, 2), self._table_help(kind, inner))
        note.font = Font(name=BODY_FONT, size=9, color=GREY)
        note.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=len(inner) + 2)
        sheet.row_dimensions[2].height = 12.5 * (note.value.count("\n") + 1) + 6
        self._table_head(sheet, field.name, inner)
        for number in range(1, BLANK_ROWS + 1):
            row = 4 + number
            count = sheet.cell(row, 2, number)
            count.font = Font(name=BODY_FONT, size=9, color=GREY)
            count.alignment = Alignment(horizontal="center", vertical="center")
            count.border = BOX
            sheet.row_dimensions[row].height = 34
        for column, each in enumerate(inner, 3):
            for row in range(5, 5 + BLANK_ROWS):
                self.book.dress(sheet.cell(row, column), each.kind)
            self.book.validate(
                sheet, each.kind, f"{get_column_letter(column)}5:{get_column_letter(column)}{4 + BLANK_ROWS}"
            )
        self._totals(sheet, inner)
        sheet.freeze_panes = sheet.cell(5, 4)
        self.book.finish(sheet, landscape=True, repeat="3:3")
        return str(sheet.title)

    def _table_head(self, sheet: Any, name: str, inner: list[Field]) -> None:
        """Write the visible heading row and below it the hidden row of keys."""
        put_text(sheet.cell(3, 1), "#")
        put_text(sheet.cell(4, 1), f"{name}[]")
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["B"].width = 5
        labels = [self.translator.label(N_("No.")), *(self._heading(each) for each in inner)]
        for column, label in enumerate(labels, 2):
            cell = put_text(sheet.cell(3, column), label)
            cell.font = Font(name=HEAD_FONT, size=10, bold=True)
            cell.fill = HEAD_FILL
            cell.border = BOX
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        for column, each in enumerate(inner, 3):
            put_text(sheet.cell(4, column), each.name)
            width = max(shape_of(each.kind).width, wide(labels[column - 2]) / 2 + 3)
            sheet.column_dimensions[get_column_letter(column)].width = min(width, 40)
        sheet.row_dimensions[3].height = 32

    def _heading(self, field: Field) -> str:
        return self.translator.label(field.kind.label) + (" *" if field.kind.required else "")

    def _table_help(self, kind: Rows, inner: list[Field]) -> str:
        """Return what helps with the columns, a line each."""
        lines = [self.translator.label(kind.help)] if kind.help else []
        lines.append(self.translator.label(N_("One row each; empty rows are ignored.")))
        for each in inner:
            if text := hints(each, self.translator):
                lines.append(f"{self.translator.label(each.kind.label)}：{text}".replace("\n", " "))
        return "\n".join(lines)

    def _totals(self, sheet: Any, inner: list[Field]) -> None:
        """Write a row below the table that adds up shares, for the eye of who fills it."""
        row = 5 + BLANK_ROWS
        put_text(sheet.cell(row, 1), "#")
        for column, each in enumerate(inner, 3):
            if isinstance(each.kind, Share):
                letter = get_column_letter(column)
                total = sheet.cell(row, column, f"=SUM({letter}5:{letter}{row - 1})")
                total.number_format = FORMATS["share"]
                total.font = Font(name=BODY_FONT, size=10, bold=True)
                total.border = BOX
                left = put_text(sheet.cell(row, column - 1), self.translator.label(N_("Total")))
                left.alignment = Alignment(horizontal="right")
                left.font = Font(name=BODY_FONT, size=10)
