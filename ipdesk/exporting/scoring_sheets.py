"""The workbook in which one assessor scores one case, away from the desk.

What the importing side relies on (format "scoring", version 1):

* The hidden sheet `_ipdesk` holds one JSON object in A1::

      {"format": "scoring", "version": 1, "register": "assessments", "language": "zh",
       "number": "PG-2026-0003", "disclosure": "PL-2026-0007", "assessor": "…",
       "list": "assessment", "checklist": sha256 of the list, "items": {item id: digest of the words beside it}}

* A hidden row of the one sheet to fill names its columns: `row`, `question`, `answer` and `comment`. Columns may have been
  moved; they are found by these names, and the sheet by that row, whatever it is called.
* The column `row` (hidden) says what each row is: `#` for words, the name of a declaration or of what closes the sheet
  (see registers/scoring), or `item:` with the id of an item. Rows may have been moved.
* The words beside an item are in its column `question`; their digest says whether the answer still stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from ipdesk.exporting.answer_sheets import GREY, INPUT_FILL, WORDS, AnswerBook, text_lines, write_words
from ipdesk.exporting.layout import Stamp, furniture_for
from ipdesk.exporting.packages import clean
from ipdesk.exporting.workbook import (
    BODY_FONT,
    BOX,
    HEAD_FILL,
    HEAD_FONT,
    add_notes,
    printed,
    put_text,
    sheet_title,
    stamp_notes,
    workbook_bytes,
)
from ipdesk.model.kinds import YES_NO, Kind, LongText, Text
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.assessment_choices import INTERESTS
from ipdesk.registers.scoring import (
    CLOSING,
    COLUMNS,
    COMMENT,
    DECLARED,
    ITEM,
    scored_items,
    shared_conditions,
    words_digest,
)
from ipdesk.rules.checklist import MOST_SCORE, Checklist, Condition, Dimension, Item
from ipdesk.rules.wordings import answer_wording

REGISTER: Final = "assessments"
WIDTHS: Final = (56.0, 9.0, 47.0)
QUESTION, ANSWER, REMARK = 2, 3, 4
CLOSED_FILL: Final = PatternFill("solid", bgColor="DADDE1")  # the ground of a conditional format
SMALLER: Final = 1.16  # so much more of the small print stands in a line
TEXT_FORMAT: Final = "@"  # what is typed stays as it is: no formula, no date


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What one assessor is asked to score: the assessment's number and title, who scores, the disclosure's number.

    `sha256` is the digest of the checklist as the assessment froze it.
    """

    number: str
    title: str
    assessor: str
    disclosure: str
    sha256: str


def scoring_sheet(
    checklist: Checklist, case: Case, translator: Translator, stamp: Stamp, marking: Marking
) -> bytes:
    """Return the sheet in which an assessor declares, scores and gives an opinion, as a workbook."""
    return _ScoringBook(checklist, case, translator, stamp, marking).bytes()


class _ScoringBook:
    """One scoring sheet while it is being laid out."""

    def __init__(
        self, checklist: Checklist, case: Case, translator: Translator, stamp: Stamp, marking: Marking
    ) -> None:
        self.checklist = checklist
        self.case = case
        self.translator = translator
        self.stamp = stamp
        title = sheet_title(translator.label(N_("Scoring sheet")), ())
        self.book = AnswerBook(title, translator, stamp, furniture_for(marking, translator))
        self.sheet: Any = self.book.sheet
        self.row = 0
        self.rows_of: dict[str, int] = {}
        self.shown: dict[str, str] = {}

    def bytes(self) -> bytes:
        self._columns()
        self._head()
        self._declarations()
        self._table_head()
        repeat = f"{self.row}:{self.row}"
        for dimension, items in scored_items(self.checklist):
            self._dimension(dimension, items)
        self._close_until_declared()
        self._group(N_("Last: your opinion"))
        for name, kind in CLOSING.items():
            self._answer(name, kind, 110.0 if isinstance(kind, LongText) else 24.0)
        self._signature()
        self.book.finish(self.sheet, landscape=False, repeat=repeat)
        self._page_head()
        add_notes(self.book.workbook, self._notes())
        self.book.workbook.active = 0
        return workbook_bytes(self.book.workbook, self.stamp)

    def _notes(self) -> dict[str, object]:
        return {
            "format": "scoring",
            "version": 1,
            "register": REGISTER,
            "language": self.translator.language,
            "number": self.case.number,
            "disclosure": self.case.disclosure,
            "assessor": self.case.assessor,
            "list": self.checklist.id,
            "checklist": self.case.sha256,
            "items": {id: words_digest(text) for id, text in self.shown.items()},
            "stamp": stamp_notes(self.stamp),
        }

    def _columns(self) -> None:
        """Write the hidden row that names the columns."""
        for letter, width in zip("ABCD", (4.0, *WIDTHS), strict=True):
            self.sheet.column_dimensions[letter].width = width
        self.row += 1
        for column, name in enumerate(COLUMNS, 1):
            put_text(self.sheet.cell(self.row, column), name)
        self.sheet.row_dimensions[self.row].hidden = True

    def _head(self) -> None:
        self._words(self.book.furniture.mark, size=12)
        said = N_("{lab}: scoring sheet for the assessment before filing")
        self._words(self._say(said, lab=self.stamp.lab), size=17, bold=True, height=32.0)
        case = self.case
        for label, text in (
            (N_("Assessment"), f"{case.number}　{case.title}"),
            (N_("Disclosure"), case.disclosure),
            (N_("Assessor"), case.assessor),
            (N_("Checklist"), self._list_name()),
        ):
            if text.strip():
                self._words(self._say(N_("{label}: {text}"), label=Message(label), text=text))
        self._words(
            self.translator.label(
                N_(
                    "Fill the coloured cells only, on your own and without looking at what others scored. What "
                    "this sheet tells is to be kept as its marking says. Save as .xlsx and send it back as the "
                    "lab's rules say."
                )
            ),
            color=GREY,
        )

    def _list_name(self) -> str:
        words = self.checklist.label.said(self.translator.language)
        return f"{words} {self.checklist.version} · {self.case.sha256[:12]}"

    def _declarations(self) -> None:
        self._group(N_("First: your declaration"))
        self._words(
            self.translator.label(
                N_(
                    "Answer both before anything is scored; until then the cells for scores are grey. Whoever has a "
                    "conflict of interest, or would gain from the decision, scores nothing and sends the sheet back "
                    "with the declaration."
                )
            ),
            bold=True,
        )
        for name, kind in DECLARED.items():
            self._answer(name, kind, 44.0 if isinstance(kind, Text) else 30.0)

    def _table_head(self) -> None:
        self._group(N_("Then: the scores"))
        self._words(
            self.translator.label(
                N_(
                    "Scores go from 0 to 5, whole numbers only. 5 is the most favourable that can be found, 0 the "
                    "least; what they mean for a question stands below it. Leave a cell blank where you cannot "
                    "judge: a blank counts for nothing, and not as 0."
                )
            ),
            color=GREY,
        )
        self.row += 1
        put_text(self.sheet.cell(self.row, 1), WORDS)
        labels = (N_("Question"), N_("Score"), COMMENT.label)
        for column, label in enumerate(labels, QUESTION):
            cell = put_text(self.sheet.cell(self.row, column), self.translator.label(label))
            cell.font = Font(name=HEAD_FONT, size=10, bold=True)
            cell.fill = HEAD_FILL
            cell.border = BOX
            cell.alignment = Alignment(horizontal="center", vertical="center")
        self.sheet.row_dimensions[self.row].height = 20

    def _dimension(self, dimension: Dimension, items: tuple[Item, ...]) -> None:
        label = dimension.label.said(self.translator.language)
        if dimension.weight:
            label = self._say(N_("{dimension} (counts {weight}%)"), dimension=label, weight=dimension.weight)
        self._words(label, size=11, bold=True)
        shared = shared_conditions(items)
        if shared:
            self._words(self._when(shared), size=9.5, color=GREY)
        for item in items:
            self._item(item, tuple(each for each in item.when if each not in shared))

    def _item(self, item: Item, when: tuple[Condition, ...]) -> None:
        """Write one question with the cells for its score and a comment."""
        self._key(f"{ITEM}{item.id}")
        language = self.translator.language
        notes = [text for text in (item.guidance.said(language), self._when(when)) if text]
        question, below = clean(item.question.said(language)), clean("\n".join(notes))
        self.shown[item.id] = f"{question}\n{below}"
        self._question(self.sheet.cell(self.row, QUESTION), question, below)
        score = self.sheet.cell(self.row, ANSWER)
        self.book.dress(score, COMMENT)
        score.font = Font(name=BODY_FONT, size=14, bold=True)
        score.alignment = Alignment(horizontal="center", vertical="center")
        comment = self.sheet.cell(self.row, REMARK)
        self.book.dress(comment, COMMENT)
        comment.number_format = TEXT_FORMAT
        self._fit(question, below, 46.0)

    def _when(self, conditions: tuple[Condition, ...]) -> str:
        """Return when questions apply, a sentence for each condition."""
        items = {item.id: item for item in self.checklist.items}
        said = [
            self._say(
                N_("Applies where “{question}” is answered: {answers}."),
                question=items[each.item].question.said(self.translator.language),
                answers=[
                    answer_wording(items[each.item], answer, self.translator) for answer in each.answers
                ],
            )
            for each in conditions
        ]
        return ("" if self.translator.language == "zh" else " ").join(said)

    def _close_until_declared(self) -> None:
        """Check the scores, and let their cells be grey until the declaration was made without an interest."""
        if not self.shown:
            return
        cells = " ".join(f"C{self.rows_of[f'{ITEM}{id}']}" for id in self.shown)
        scores = ",".join(str(score) for score in range(MOST_SCORE + 1))
        rule = DataValidation(type="list", formula1=f'"{scores}"', allow_blank=True)
        self.book.add_check(self.sheet, rule, N_("Score"), cells)
        free, yes = (self.translator.label(option.label) for option in (INTERESTS[0], YES_NO[0]))
        interest, no_gain = (f"$C${self.rows_of[name]}" for name in ("interest", "no_gain"))
        formula = f'NOT(AND({interest}="{free}",{no_gain}="{yes}"))'
        grey: Any = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=CLOSED_FILL))
        self.sheet.conditional_formatting.add(cells, grey)

    def _answer(self, name: str, kind: Kind, least: float) -> None:
        """Write one row with a label, what helps, and a cell to fill over the rest of the width."""
        self._key(name)
        label, help_text = self.translator.label(kind.label), self.translator.label(kind.help)
        words = self.sheet.cell(self.row, QUESTION)
        self._question(words, label, help_text)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=ANSWER, end_column=REMARK)
        self.sheet.cell(self.row, REMARK).border = BOX
        self.book.input(self.sheet, kind, self.row, ANSWER, self.row, INPUT_FILL)
        if isinstance(kind, LongText | Text):
            self.sheet.cell(self.row, ANSWER).number_format = TEXT_FORMAT
        self._fit(label, help_text, least)

    def _key(self, name: str) -> None:
        self.row += 1
        put_text(self.sheet.cell(self.row, 1), name)
        self.rows_of[name] = self.row

    def _question(self, cell: Any, question: str, below: str) -> None:
        """Write a question, and small below it what helps."""
        parts = [TextBlock(InlineFont(rFont=BODY_FONT, sz=10.5, b=True), question)]
        if below:
            parts.append(TextBlock(InlineFont(rFont=BODY_FONT, sz=9, color=Color(rgb=GREY)), f"\n{below}"))
        cell.value = CellRichText(*parts)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.border = BOX

    def _fit(self, question: str, below: str, least: float) -> None:
        """Make the row as high as its words need."""
        tall = text_lines(question, WIDTHS[0] + 1) * 14.5
        if below:
            tall += text_lines(below, WIDTHS[0] * SMALLER) * 12.5
        self.sheet.row_dimensions[self.row].height = max(least, tall + 8)

    def _group(self, label: str) -> None:
        self._words(self.translator.label(label), size=12, bold=True)
        for column in (QUESTION, ANSWER, REMARK):
            self.sheet.cell(self.row, column).fill = HEAD_FILL

    def _words(
        self, text: str, size: float = 10, *, bold: bool = False, color: str = "000000", height: float = 0
    ) -> None:
        """Write a line of words over the whole width."""
        self.row += 1
        write_words(self.sheet, self.row, text, WIDTHS, size=size, bold=bold, color=color, height=height)

    def _say(self, said: str, **blanks: object) -> str:
        return self.translator.say(Message(said, **blanks))

    def _signature(self) -> None:
        """Leave room to sign the printed sheet by hand."""
        self._group(N_("Signature on paper"))
        signed = self._say(
            N_("{label}: {text}"), label=Message(N_("Signature of the assessor")), text=self.case.assessor
        )
        for text, height in ((signed, 44.0), (self.translator.label(N_("Date")), 28.0)):
            self.row += 1
            put_text(self.sheet.cell(self.row, 1), WORDS)
            cell = put_text(self.sheet.cell(self.row, QUESTION), text)
            cell.font = Font(name=BODY_FONT, size=10.5)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=ANSWER, end_column=REMARK
            )
            for column in (QUESTION, ANSWER, REMARK):
                self.sheet.cell(self.row, column).border = BOX
            self.sheet.row_dimensions[self.row].height = height

    def _page_head(self) -> None:
        """Name case and assessor at the head of each page, where the pages might be parted."""
        self.sheet.oddHeader.right.text = printed(f"{self.case.number}　{self.case.assessor}")
        self.sheet.oddHeader.right.font = f"{BODY_FONT},Regular"
