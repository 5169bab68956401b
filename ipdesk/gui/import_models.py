"""The two tables of the import page: the files chosen, and the lines of the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from ipdesk.gui.context import Context
from ipdesk.gui.headed_rows import HeadedRows
from ipdesk.gui.import_lines import NOTHING, Line
from ipdesk.gui.table_model import BADGE
from ipdesk.gui.theme import MARKS, Tone
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.intake import Outcome, Preview
from ipdesk.operations.ledgers import NoHeading, SheetColumns

Status = Literal["waiting", "reading", "ready", "nothing", "refused", "taking", "taken", "stopped", "locked"]
Index = QModelIndex | QPersistentModelIndex

COUNTED: Final[tuple[Outcome, ...]] = ("new", "changed", "same", "refused")
STATUS: Final[dict[Status, tuple[Tone, str]]] = {
    "waiting": ("info", N_("waits")),
    "reading": ("info", N_("being read")),
    "ready": ("info", N_("ready")),
    "nothing": ("ok", N_("nothing new")),
    "refused": ("block", N_("refused")),
    "locked": ("warn", N_("needs its password")),
    "taking": ("info", N_("being taken in")),
    "taken": ("ok", N_("taken in")),
    "stopped": ("warn", N_("stopped")),
}
KINDS: Final = {
    "form": N_("filled form"),
    "register": N_("exported workbook"),
    "ledger": N_("ledger"),
    "scoring": N_("scoring sheet"),
}
FILE_HEADINGS: Final = (
    N_("Status"), N_("File"), N_("Kind"), N_("New"), N_("Changed"), N_("Same"), N_("Refused"),
)  # fmt: skip
LINE_HEADINGS: Final = (N_("Outcome"), N_("Place"), N_("Record or field"), N_("What is to be seen"))
_FIRST_COUNT: Final = 3


@dataclass(slots=True, eq=False)
class Chosen:
    """One file on its way in: what was found in it, or why it is refused, and the numbers of what was written.

    `password` waits for the next reading of the file, which takes it away.
    """

    path: Path
    status: Status = "waiting"
    preview: Preview | None = None
    lines: list[Line] = field(default_factory=list)
    refused: Refused | None = None
    numbers: tuple[str, ...] = ()
    password: str = field(default="", repr=False)

    def take_password(self) -> str:
        """Return the password given for the next reading, and forget it."""
        password, self.password = self.password, ""
        return password

    @property
    def name(self) -> str:
        """The file's name as text that can be shown."""
        return sound(self.path.name)

    def sheets(self) -> tuple[SheetColumns, ...]:
        """Return the columns of a ledger, as far as it can be said which is which; of a file taken in no more."""
        if isinstance(self.refused, NoHeading):
            return self.refused.sheets
        return self.preview.intake.sheets if self.preview is not None and self.status != "taken" else ()

    def count(self, outcome: Outcome) -> int:
        """Return how many rows have an outcome."""
        return self.preview.counts()[outcome] if self.preview is not None else 0


def act_of(new: int, changed: int) -> Message:
    """Return what taking in so many new and changed rows is called."""
    if new and changed:
        return Message(N_("Import {new} new, {changed} changed"), new=new, changed=changed)
    if changed:
        return Message(N_("Import {changed} changed"), changed=changed)
    return Message(N_("Import {new} new"), new=new) if new else Message(N_("Import"))


class FilesModel(HeadedRows):
    """The files chosen, in the order they came."""

    headings = FILE_HEADINGS
    numbers = range(_FIRST_COUNT, len(FILE_HEADINGS))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.files: list[Chosen] = []

    def add(self, file: Chosen) -> None:
        """Add a file at the end."""
        at = len(self.files)
        self.beginInsertRows(QModelIndex(), at, at)
        self.files.append(file)
        self.endInsertRows()

    def remove(self, file: Chosen) -> None:
        """Take a file off the list."""
        at = self.files.index(file)
        self.beginRemoveRows(QModelIndex(), at, at)
        self.files.pop(at)
        self.endRemoveRows()

    def tell(self, file: Chosen) -> None:
        """Say that a file changed."""
        if file in self.files:
            row = self.files.index(file)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(FILE_HEADINGS) - 1))

    def count(self) -> int:
        """Return how many files there are."""
        return len(self.files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell and the tone of the status."""
        file, column = self.files[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(file, column)
        if role == BADGE and column == 0:
            tone = STATUS[file.status][0]
            return "warn" if file.status == "ready" and file.count("refused") else tone
        return self.side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _text(self, file: Chosen, column: int) -> str:
        if column == 0:
            return self.context.label(STATUS[file.status][1])
        if column == 1:
            return file.name
        if file.preview is None:
            return NOTHING
        if column == _FIRST_COUNT - 1:
            return self.context.label(KINDS[file.preview.intake.kind])
        return str(file.count(COUNTED[column - _FIRST_COUNT]))


class LinesModel(HeadedRows):
    """The lines of one preview, all of them or those of one outcome."""

    headings = LINE_HEADINGS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line], outcome: Outcome | None = None) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines if outcome is None else [each for each in lines if each.outcome == outcome]
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return a line, None where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell and the tone of the outcome."""
        line, column = self._lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            word = f"　{MARKS[line.tone]} {line.word}" if line.part else line.word
            return (word, line.place, line.about, line.text)[column].replace("\n", " ")
        if role == BADGE and column == 0:
            return None if line.part else line.tone
        return self.side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None
