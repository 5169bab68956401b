"""The model of a register's table: an array of ids, and pages of records read when they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ipdesk.gui.context import Context
from ipdesk.gui.states import state_tone
from ipdesk.gui.table_columns import (
    EXTRA,
    STATE,
    badges_named,
    heading,
    is_figure,
    order_said,
    short_heading,
    shown_value,
)
from ipdesk.gui.theme import Tone
from ipdesk.model.errors import Refused
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.operations import badges, reading
from ipdesk.operations.badges import Badge

PAGE: Final = 64  # records read at once: few enough that a scroll into unread ones stays under 20 ms
KEPT: Final = 160  # pages
BADGE: Final = Qt.ItemDataRole.UserRole + 1  # the tone of a cell that is a badge
MUTED: Final = Qt.ItemDataRole.UserRole + 2  # whether the row has nothing to show
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
# Which part of a cell a role asks for.
_PLACES: Final[dict[int, int]] = {
    Qt.ItemDataRole.DisplayRole: 0,
    BADGE: 1,
    MUTED: 2,
    Qt.ItemDataRole.TextAlignmentRole: 3,
    Qt.ItemDataRole.ToolTipRole: 5,
}


class Cell(NamedTuple):
    """All that a cell is drawn from: its text, the tone of a badge, whether it is muted, and its alignment.

    Where it shows any number of badges, `badges` holds tone and word of each, and `told` says them in full.
    """

    text: str
    tone: Tone | None
    muted: bool
    alignment: int
    badges: tuple[tuple[Tone, str], ...] = ()
    told: str = ""


class TableModel(QAbstractTableModel):
    """Rows stand for ids in the order of the list; a row deleted meanwhile shows as gone.

    `failed` carries the Refused of a page that could not be read; its rows show as gone too.
    """

    failed = Signal(object)

    def __init__(self, context: Context, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._register = context, register
        self._columns: tuple[str, ...] = ()
        self._ids: array[int] = array("q")
        self._alignments: tuple[int, ...] = ()
        self._pages: OrderedDict[int, list[_Row]] = OrderedDict()
        self._order = ("", False)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return self._columns

    @property
    def ids(self) -> array[int]:
        """The local ids of the list; do not change it."""
        return self._ids

    def show_list(self, ids: array[int], columns: Sequence[str]) -> None:
        """Show another list, or the same one read again."""
        self.beginResetModel()
        self._ids, self._columns = ids, tuple(columns)
        self._alignments = tuple(self._alignment_of(name) for name in columns)
        self._pages.clear()
        self.endResetModel()

    def show_order(self, column: str, *, descending: bool) -> None:
        """Let the heading of the column the list is ordered by say so to those who cannot see its arrow."""
        if self._order != (column, descending):
            self._order = (column, descending)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self._columns) - 1))

    def record_at(self, row: int) -> Record | None:
        """Return the record of a row with the fields of its columns, or None when it is gone."""
        return self._row(row).record

    def texts_at(self, row: int) -> tuple[str, ...]:
        """Return what the cells of a row show."""
        return self._row(row).texts(self)

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell is drawn from, at once: most of painting a table is asking."""
        held = self._row(row)
        record, state = held.record, self._columns[column] == STATE
        tone = state_tone(self._register, record.state) if state and record is not None else None
        muted = record is None or record.withheld
        text = held.texts(self)[column]
        if not held.badges or badges_named(self._register, self._columns[column]) is None:
            return Cell(text, tone, muted, self._alignments[column])
        label, say = self._context.label, self._context.say
        drawn = tuple((each.tone, label(each.word)) for each in held.badges)
        told = "\n".join(say(each.told) for each in held.badges)
        return Cell(text, tone, muted, self._alignments[column], drawn, told)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many records the list has."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; text first, as it is asked for most."""
        place = _PLACES.get(role)
        return (
            self.cell(index.row(), index.column())[place] if place is not None and index.isValid() else None
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column, whole as its tool tip and for those who hear it."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self._columns):
            return None
        name = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignments[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and name == self._order[0]:
            return self._context.say(order_said(self._register, *self._order))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._context.label(short_heading(self._register, name))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._context.label(heading(self._register, name))
        return None

    def _alignment_of(self, name: str) -> int:
        right = is_figure(self._register, name)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _row(self, row: int) -> _Row:
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place]

    def _read(self, number: int) -> list[_Row]:
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        if not self._context.is_open():
            return [_Row(None) for _ in ids]
        try:
            return self._rows(ids)
        except Refused as refused:
            self.failed.emit(refused)
            return [_Row(None) for _ in ids]

    def _rows(self, ids: array[int]) -> list[_Row]:
        """Return the rows of a page, with their badges where those are shown."""
        records = self._records(ids)
        if not any(badges_named(self._register, name) is not None for name in self._columns):
            return [_Row(record) for record in records]
        held = badges.badges_of(self._context.desk, self._register, ids)
        return [_Row(record, held.get(each, ())) for each, record in zip(ids, records, strict=True)]

    def _records(self, ids: array[int]) -> list[Record | None]:
        """Return a record or None for each id; which ones are gone is looked up only when any is."""
        desk = self._context.desk
        only = [
            name for name in self._columns if name not in EXTRA and badges_named(self._register, name) is None
        ]
        found = reading.page(desk, self._register, ids, only)
        if len(found) == len(ids):
            return list(found)
        return [next(iter(reading.page(desk, self._register, [each], only)), None) for each in ids]

    def _texts(self, record: Record | None, told: tuple[Badge, ...]) -> tuple[str, ...]:
        label, title = self._context.label, self._register.title
        if record is None:
            return tuple(
                label(N_("No longer in the store")) if name == title else "" for name in self._columns
            )
        if record.withheld:
            state = label(self._register.state(record.state).label)
            shown = {"number": record.number, title: label(N_("Sealed")), STATE: state}
            return tuple(shown.get(name, "") for name in self._columns)
        words = "、".join(label(each.word) for each in told)
        return tuple(
            words
            if badges_named(self._register, name) is not None
            else shown_value(self._register, record, name, self._context.translator)
            for name in self._columns
        )


class _Row:
    """A record with its badges and, once it was looked at, the texts of its cells."""

    __slots__ = ("_texts", "badges", "record")

    def __init__(self, record: Record | None, badges: tuple[Badge, ...] = ()) -> None:
        self.record, self.badges = record, badges
        self._texts: tuple[str, ...] | None = None

    def texts(self, model: TableModel) -> tuple[str, ...]:
        """Return the texts of the cells, made at the first look."""
        if self._texts is None:
            self._texts = model._texts(self.record, self.badges)
        return self._texts
