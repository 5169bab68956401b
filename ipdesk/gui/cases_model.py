"""The model of the table in which many assessments are answered: a row for each case, a column for each question of a part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ipdesk.gui.cases import Case, items_of
from ipdesk.gui.context import Context
from ipdesk.gui.table_model import BADGE, MUTED, Index
from ipdesk.gui.theme import MARKS, Tone
from ipdesk.model.dates import read_day
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.model.values import decimal_text
from ipdesk.registers.answered import GATES
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.rules.checklist import NO, NOT_APPLICABLE, YES, Item

LEAD: Final = (
    N_("Title"),
    N_("Gates"),
    N_("Unanswered"),
    N_("Total score"),
    N_("Proposal of the desk"),
    N_("How it went"),
)
TITLE, GATES_AT, OPEN_AT, SCORE_AT, PROPOSED_AT, RESULT_AT = range(len(LEAD))
SHORT: Final = 18  # Latin letters of a question in its heading; Chinese characters are twice as wide
GREY: Final = Qt.ItemDataRole.UserRole + 3  # whether nothing can be answered in a cell
_TONES: Final[dict[str, Tone]] = {"open": "warn", "failed": "block", "passed": "ok"}
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter)
_NOWHERE: Final = QModelIndex()


class CasesModel(QAbstractTableModel):
    """`edited` comes when an answer was typed, `refused` carries a Message about one that answers nothing."""

    edited = Signal()
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.cases: list[Case] = []
        self.items: list[Item] = []
        self.part = ""
        self.busy = False  # while work is under way nothing is answered

    def show_cases(self, cases: list[Case], part: str) -> None:
        """Show other cases, or the same read again, with the questions of a part."""
        items = items_of(cases, part)
        same = [each.number for each in cases] == [each.number for each in self.cases]
        if same and [each.id for each in items] == [each.id for each in self.items]:
            self.cases, self.items = cases, items
            self.tell_all()
            return
        self.beginResetModel()
        self.cases, self.items, self.part = cases, items, part
        self.endResetModel()

    def tell_all(self) -> None:
        """Let the view draw everything anew, with the selection as it was."""
        if self.cases:
            last = len(self.cases) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last)

    def case(self, index: Index) -> Case:
        """Return the case of a cell."""
        return self.cases[index.row()]

    def item(self, index: Index) -> Item | None:
        """Return the question of a cell as the case's own list puts it; None where the cell holds none."""
        if not index.isValid() or index.column() < len(LEAD):
            return None
        return self.case(index).items.get(self.items[index.column() - len(LEAD)].id)

    def is_open(self, index: Index) -> bool:
        """Say whether a question can be answered in a cell now."""
        item = self.item(index)
        return item is not None and not self.busy and self.case(index).place(item.id) == "open"

    def answer(self, index: Index) -> str:
        """Return the answer in a cell."""
        item = self.item(index)
        return self.case(index).answer(item.id) if item is not None else ""

    def put(self, index: Index, answer: str) -> bool:
        """Put an answer into a cell; say whether it was taken."""
        item = self.item(index)
        if item is None or not self.is_open(index):
            return False
        if item.kind == "day" and answer:
            reading = read_day(answer)
            answer = reading.reading if reading is not None and not reading.doubtful else answer
        if answer and not item.fits(answer):
            self.refused.emit(
                Message(N_("“{answer}” does not answer “{question}”."), answer=answer, question=item.question)
            )
            return False
        case = self.case(index)
        if answer != case.answer(item.id):
            case.put(self._context.desk, item.id, answer)
            row = index.row()
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
            self.edited.emit()
        return True

    def unsaved(self) -> list[Case]:
        """Return the cases with answers that are not saved."""
        return [each for each in self.cases if each.given]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many cases there are."""
        return 0 if parent.isValid() else len(self.cases)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns are shown."""
        return 0 if parent.isValid() else len(LEAD) + len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let words and days be typed in place; other answers are single keys."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        item = self.item(index)
        typed = item is not None and item.kind in ("text", "evidence", "day")
        return flags | Qt.ItemFlag.ItemIsEditable if typed and self.is_open(index) else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Put what was typed in place into a cell."""
        return role == Qt.ItemDataRole.EditRole and self.put(index, str(value).strip())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and what is told of it."""
        if not index.isValid():
            return None
        item = self.item(index)
        question = index.column() >= len(LEAD)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index, item) if question else self._lead(index)[0]
            case Qt.ItemDataRole.EditRole:
                return self.answer(index)
            case Qt.ItemDataRole.ToolTipRole:
                return None if question or index.column() != RESULT_AT else self._lead(index)[0]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index, item)
        if role == BADGE:
            return self._badge(index, item)
        if role == MUTED:
            return question and not self._is_own(index, item)
        if role == GREY:
            return question and not (item is not None and self.case(index).place(item.id) == "open")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, item)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings: numbers with their marks, and questions in short with all of it as a tool tip."""
        if orientation == Qt.Orientation.Vertical:
            return self._row_heading(section, role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        if section < len(LEAD):
            return self._context.label(LEAD[section]) if role == Qt.ItemDataRole.DisplayRole else None
        item = self.items[section - len(LEAD)]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._short(section - len(LEAD), item)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.question.said(self._context.translator.language)
        return None

    def _short(self, place: int, item: Item) -> str:
        """Return the number of a question in its part with its first words, as many as a heading has room for."""
        words = item.question.said(self._context.translator.language)
        most = SHORT if words.isascii() else SHORT // 2
        return f"{place + 1}. {words[:most].strip()}…" if len(words) > most else f"{place + 1}. {words}"

    def said(self, item: Item, answer: str) -> str:
        """Return an answer in the reader's language."""
        if not answer:
            return ""
        words = {YES: N_("Yes"), NO: N_("No"), NOT_APPLICABLE: N_("Not applicable")}
        if answer == NOT_APPLICABLE or item.kind == "yes-no":
            return self._context.label(words[answer]) if answer in words else answer
        language = self._context.translator.language
        return next((each.label.said(language) for each in item.options if each.code == answer), answer)

    def _row_heading(self, row: int, role: int) -> str | None:
        case, label = self.cases[row], self._context.label
        if role == Qt.ItemDataRole.DisplayRole:
            mark = MARKS["info"] if case.given else MARKS[case.told.tone] if case.told else "　"
            return f"{mark} {case.number}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return case.told.text if case.told else case.record.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = [case.number, case.record.title, label(N_("not saved")) if case.given else ""]
            return ", ".join(each for each in (*told, case.told.text if case.told else "") if each)
        return None

    def _lead(self, index: Index) -> tuple[str, Tone | None]:
        """Return what a cell before the questions shows, with the tone of a badge."""
        case, label, column = self.case(index), self._context.label, index.column()
        if column == TITLE:
            return (label(N_("Sealed")) if case.record.withheld else case.record.title), None
        if column == RESULT_AT:
            return (case.told.text, None) if case.told else ("", None)
        if case.found is None:
            return (
                (label(N_("No list")), None)
                if column == GATES_AT and not case.record.withheld
                else ("", None)
            )
        made, result = case.found.record, case.found.result
        if column == GATES_AT:
            return label(option_label(GATES, result.gates)), _TONES[result.gates]
        if column == OPEN_AT:
            return str(len(result.missing)), None
        if column == SCORE_AT:
            return (decimal_text(made.score) if made.score is not None else "—"), None
        return (label(option_label(OUTCOMES, made.proposed)) if made.proposed else "—"), None

    def _text(self, index: Index, item: Item | None) -> str:
        if item is None or self.case(index).place(item.id) == "unasked":
            return "—"
        answer = self.answer(index) or self._of_assessors(index, item)
        return self.said(item, answer)

    def _of_assessors(self, index: Index, item: Item) -> str:
        """Return what the assessors' scores come to where the office gave no answer."""
        found = self.case(index).found
        return found.result.live.get(item.id, "") if found is not None else ""

    def _is_own(self, index: Index, item: Item | None) -> bool:
        """Say whether a cell shows an answer of the office, or asks for one."""
        if item is None or self.case(index).place(item.id) != "open":
            return False
        return bool(self.answer(index)) or not self._of_assessors(index, item)

    def _badge(self, index: Index, item: Item | None) -> Tone | None:
        if index.column() < len(LEAD):
            return self._lead(index)[1]
        found = self.case(index).found
        failed = item is not None and found is not None and item in found.result.failed
        return "block" if failed else None

    def _alignment(self, index: Index, item: Item | None) -> int:
        if index.column() in (OPEN_AT, SCORE_AT):
            return _RIGHT
        centred = index.column() >= len(LEAD) and (item is None or item.kind in ("yes-no", "score"))
        return _MIDDLE if centred else _LEFT

    def _spoken(self, index: Index, item: Item | None) -> str:
        """Return what a screen reader says of a cell: case, question, answer."""
        case, text = self.case(index), self.data(index)
        if index.column() < len(LEAD):
            return f"{case.number}, {self._context.label(LEAD[index.column()])}: {text}"
        if item is None or case.place(item.id) in ("absent", "unasked"):
            text = self._context.label(N_("not asked in this case"))
        shown = item or self.items[index.column() - len(LEAD)]
        question = shown.question.said(self._context.translator.language)
        nothing = self._context.label(N_("not answered"))
        return f"{case.number}, {question}: {text or nothing}"


def longest_answer(model: CasesModel, item: Item) -> Sequence[str]:
    """Return the words that a column of a question may have to hold."""
    if item.kind == "choice":
        return [model.said(item, each.code) for each in item.options]
    answers = [YES, NO] if item.kind == "yes-no" else ["5"]
    return [model.said(item, each) for each in answers]
