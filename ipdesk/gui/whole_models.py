"""The table of the sheets on their way in, whatever their registers, and what is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from ipdesk.gui.context import Context
from ipdesk.gui.headed_rows import HeadedRows
from ipdesk.gui.import_lines import NOTHING, Line
from ipdesk.gui.import_models import COUNTED, Chosen
from ipdesk.gui.table_model import BADGE
from ipdesk.gui.theme import Tone
from ipdesk.model.errors import Locked, Refused
from ipdesk.model.text import N_, sound
from ipdesk.operations.intake import Preview
from ipdesk.operations.whole_intake import Whole
from ipdesk.operations.whole_sheets import SortedSheet

State = Literal["open", "left", "hidden", "ready", "nothing", "refused", "locked", "taken"]
Index = QModelIndex | QPersistentModelIndex
STATES: Final[dict[State, tuple[Tone, str]]] = {
    "open": ("warn", N_("which register?")),
    "left": ("ok", N_("left out")),
    "hidden": ("warn", N_("hidden, not read")),
    "ready": ("info", N_("ready")),
    "nothing": ("ok", N_("nothing new")),
    "refused": ("block", N_("refused")),
    "locked": ("warn", N_("needs its password")),
    "taken": ("ok", N_("taken in")),
}
HEADINGS: Final = (
    N_("Status"), N_("File"), N_("Sheet"), N_("Register"), N_("New"), N_("Changed"), N_("Same"), N_("Refused"),
)  # fmt: skip
_FIRST_COUNT: Final = 4


@dataclass(slots=True, eq=False)
class SheetEntry:
    """One sheet, or a file that could not be read: what is known of it, its rows, and the lines that tell of them."""

    path: Path
    state: State
    sheet: SortedSheet | None = None
    preview: Preview | None = None
    refused: Refused | None = None
    lines: Sequence[Line] = ()

    @property
    def register(self) -> str:
        """The name of its register, "" while there is none."""
        return self.sheet.register.name if self.sheet is not None and self.sheet.register is not None else ""

    def chosen(self) -> Chosen:
        """Return it as the preview of one register shows a file."""
        shown = Chosen(self.path, preview=self.preview, lines=list(self.lines), refused=self.refused)
        match self.state:
            case "locked" | "refused" | "taken" | "nothing" | "ready":
                shown.status = self.state
            case _:
                shown.status = "waiting"
        return shown


def entries_of(
    whole: Whole | None, paths: Sequence[Path], refused: dict[Path, Refused], *, taken: bool = False
) -> list[SheetEntry]:
    """Return the sheets of files in their order, those of a file that was refused as one entry."""
    found = []
    for path in paths:
        if path in refused:
            state: State = "locked" if isinstance(refused[path], Locked) else "refused"
            found.append(SheetEntry(path, state, refused=refused[path]))
        elif whole is not None:
            found += [_entry(whole, path, each, taken) for each in whole.sheets if each.file == path.name]
    return found


def _entry(whole: Whole, path: Path, sheet: SortedSheet, taken: bool) -> SheetEntry:
    part = next((each for each in whole.parts if each.sheet == sheet), None)
    if part is None:
        return SheetEntry(path, sheet.by if sheet.by in ("open", "hidden") else "left", sheet)
    if part.preview is None:
        return SheetEntry(path, "refused", sheet, refused=part.refused)
    own = part.preview
    counts = own.counts()
    writes = counts["new"] + counts["changed"]
    state: State = "ready" if writes else "refused" if counts["refused"] else "nothing"
    return SheetEntry(path, "taken" if taken and writes else state, sheet, own)


class SheetsModel(HeadedRows):
    """The sheets, file by file."""

    headings = HEADINGS
    numbers = range(_FIRST_COUNT, len(HEADINGS))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.entries: list[SheetEntry] = []

    def show_entries(self, entries: list[SheetEntry]) -> None:
        """Show other sheets."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def count(self) -> int:
        """Return how many sheets there are."""
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell and the tone of the status."""
        entry, column = self.entries[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(entry, column)
        if role == BADGE and column == 0:
            refused = entry.state == "ready" and entry.preview and entry.preview.counts()["refused"]
            return "warn" if refused else STATES[entry.state][0]
        return self.side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _text(self, entry: SheetEntry, column: int) -> str:
        label = self.context.label
        match column:
            case 0:
                return label(STATES[entry.state][1])
            case 1:
                return sound(entry.path.name)
            case 2:
                return entry.sheet.sheet if entry.sheet is not None else NOTHING
            case 3:
                held = entry.sheet.register if entry.sheet is not None else None
                return label(held.label) if held is not None else NOTHING
        if entry.preview is None:
            return NOTHING
        return str(entry.preview.counts()[COUNTED[column - _FIRST_COUNT]])
