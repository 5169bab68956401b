"""The editor of child rows: a table of them, and under it the form of the row that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.editors.field import FormField, Note
from ipdesk.gui.editors.grid import FieldGrid
from ipdesk.gui.editors.row_table import RowsModel, RowsTable
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.scrolling import reveal
from ipdesk.gui.theme import FIELD_GAP, GAP, Tone
from ipdesk.model.kinds import Kind, Rows
from ipdesk.model.record import fields_of
from ipdesk.model.text import N_, Message
from ipdesk.model.values import plain_values

EditorFor = Callable[[Context, Kind], Editor]
Place = tuple[int, str]


class RowsEditor(Editor):
    """Child rows of a record; value is a list of objects with the filled fields of each row."""

    def __init__(self, context: Context, kind: Rows, editor_for: EditorFor) -> None:
        super().__init__(context, kind)
        self._kind = kind
        self._editor_for = editor_for
        self._read_only = False
        self._closed_sentence = ""
        self._notes: Mapping[Place, Sequence[Note]] = {}
        self.inner: dict[str, FormField] = {}
        self.model = RowsModel(context, kind)
        self.table: RowsTable | None = None
        self.none = text_label(context.label(N_("None yet.")), muted=True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._make_buttons()
        self._frame = QFrame()
        self._frame.setObjectName("rowform")
        self._frame.hide()
        self._box.addWidget(self._frame)
        self.setFocusProxy(self.add)
        self._show_all()

    def value(self) -> object:
        """Return the rows with their filled fields."""
        return [
            {name: value for name, value in row.items() if value not in (None, "", [])}
            for row in self.model.rows
        ]

    def set_value(self, value: object) -> None:
        """Show rows: objects, or instances of the child dataclass."""
        rows = value if isinstance(value, list | tuple) else ()
        current = self.current()
        self.model.show_rows([_raw(each) for each in rows])
        self._show_all()
        self._choose(current if not self._frame.isHidden() else -1)

    def set_read_only(self, read_only: bool) -> None:
        """Let the rows be read but not changed."""
        self._read_only = read_only
        for field in self.inner.values():
            field.set_read_only(read_only)
        self._show_all()

    def set_closed(self, sentence: str) -> None:
        """Close the content fields of the rows with a sentence that says why; "" opens them again."""
        self._closed_sentence = sentence
        for field in self.inner.values():
            field.set_closed(sentence)

    def show_notes(self, notes: Mapping[Place, Sequence[Note]]) -> None:
        """Show what was noticed, by row and field, at the rows and in the form of the chosen one."""
        self._notes = notes
        marks: dict[int, Tone] = {}
        for (row, _name), held in notes.items():
            for note in held:
                marks[row] = "block" if "block" in (note.tone, marks.get(row)) else note.tone
        self.model.show_marks(marks)
        self._show_inner_notes()

    def current(self) -> int:
        """Return the place of the chosen row, -1 when none is."""
        return self.table.currentIndex().row() if self.table is not None else -1

    def go_to(self, place: str = "") -> None:
        """Choose the row of a place such as `[2].share` and put the cursor into its field."""
        index, _, name = place.removeprefix("[").partition("].")
        if index.isdigit() and int(index) < len(self.model.rows):
            self._choose(int(index))
            if name in self.inner:
                self.inner[name].go_to()
            return
        self._focus_table()

    def add_row(self) -> None:
        """Add an empty row after the last and begin to fill it."""
        self._put([*self.model.rows, {}], len(self.model.rows))
        self._focus_first()

    def remove_row(self) -> None:
        """Take the chosen row out."""
        row = self.current()
        rows = [each for index, each in enumerate(self.model.rows) if index != row]
        self._put(rows, min(row, len(rows) - 1))
        self._focus_table()

    def move_row(self, by: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        row, rows = self.current(), list(self.model.rows)
        if 0 <= row + by < len(rows):
            rows.insert(row + by, rows.pop(row))
            self._put(rows, row + by)

    def _put(self, rows: list[dict[str, object]], current: int) -> None:
        self.model.show_rows(rows)
        self._show_all()
        self._choose(current)
        self.edited.emit()

    def _choose(self, row: int) -> None:
        """Choose a row, or none where there is no such row."""
        if self.table is None or not 0 <= row < len(self.model.rows):
            self._frame.hide()
            return
        self.table.selectRow(row)
        self._frame.show()

    def _focus_table(self) -> None:
        (self.table if self.table is not None and self.model.rows else self.add).setFocus()

    def _make_buttons(self) -> None:
        say, one = self.context.say, Message(self._kind.one or self._kind.label)
        self.add = QPushButton(say(Message(N_("Add: {one}"), one=one)))
        self.remove = QPushButton(self.context.label(N_("Remove")))
        self.up = QPushButton(self.context.label(N_("Up")))
        self.down = QPushButton(self.context.label(N_("Down")))
        acts = ((self.add, self.add_row), (self.remove, self.remove_row))
        for button, act in acts:
            button.clicked.connect(act)
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down.clicked.connect(lambda: self.move_row(1))
        for button in (self.add, self.remove, self.up, self.down):
            button.setAccessibleName(f"{self.label}: {button.text()}")
            button.setObjectName("segment")
        self._box.addLayout(spread(self.none, self.add, self.remove, self.up, self.down, 1))

    def _show_all(self) -> None:
        some, one_chosen = bool(self.model.rows), self.current() >= 0
        if some and self.table is None:
            self._make_table()
        if self.table is not None:
            self.table.setVisible(some)
        self.none.setVisible(not some)
        self.add.setVisible(not self._read_only)
        for button in (self.remove, self.up, self.down):
            button.setVisible(some and not self._read_only)
            button.setEnabled(one_chosen)

    def _make_table(self) -> None:
        """Make the table when there are rows; most lists of most records stay empty."""
        self.table = RowsTable(self.model, self.label)
        self._box.insertWidget(0, self.table)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.table.activated.connect(lambda _index: self._focus_first())

    def _show_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.row()
        self._show_all()
        if row < 0:
            self._frame.hide()
            return
        self._make_inner()
        for name, field in self.inner.items():
            field.editor.set_value(self.model.rows[row].get(name))
        self._frame.show()
        self._show_inner_notes()

    def _make_inner(self) -> None:
        """Make the form of a row when it is first needed."""
        if self.inner:
            return
        for each in fields_of(self._kind.of):
            field = FormField(self.context, each, self._editor_for(self.context, each.kind))
            field.edited.connect(lambda name=each.name: self._inner_edited(name))
            field.editor.opened.connect(self.opened)
            field.set_read_only(self._read_only)
            field.set_closed(self._closed_sentence)
            self.inner[each.name] = field
        box = QVBoxLayout(self._frame)
        box.setContentsMargins(FIELD_GAP, FIELD_GAP, FIELD_GAP, FIELD_GAP)
        box.addWidget(FieldGrid(list(self.inner.values())))

    def _inner_edited(self, name: str) -> None:
        row = self.current()
        if row >= 0:
            self.model.rows[row][name] = self.inner[name].editor.value()
            self.model.row_changed(row)
            self.edited.emit()

    def _show_inner_notes(self) -> None:
        row = self.current()
        for name, field in self.inner.items():
            field.show_notes(self._notes.get((row, name), ()))

    def _focus_first(self) -> None:
        if self.inner:
            reveal(self._frame)
            first = next(iter(self.inner.values()))
            reveal(first)
            first.go_to()


def _raw(row: Any) -> dict[str, object]:
    return dict(row) if isinstance(row, Mapping) else plain_values(row)
