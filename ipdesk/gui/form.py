"""The form of a register, made from its declaration: a card for each group, findings under their fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.editors import editor_for
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.editors.field import FormField, Note, notes_of, wrong_note
from ipdesk.gui.editors.grid import FieldGrid
from ipdesk.gui.editors.line import LineEditor
from ipdesk.gui.editors.rows import RowsEditor
from ipdesk.gui.labels import Card
from ipdesk.gui.offer import Offer
from ipdesk.gui.theme import CARD_GAP
from ipdesk.model.errors import WrongValue
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Rows
from ipdesk.model.record import MARKING_FIELDS, Record, fields_of, is_content
from ipdesk.model.register import MISSING, Group, Register, is_empty
from ipdesk.model.text import N_, Message
from ipdesk.model.values import read_value
from ipdesk.operations.levels import is_metadata_only

NUMBER_ONLY = N_("Closed: of a record of this kind only the number is kept here.")
CLOSED = N_("Closed: the level is classified or unclear, so only metadata is kept here.")


class Form(QWidget):
    """All fields of a register in their groups; it reads and shows a record and writes nothing.

    The first card is there at once. The others follow one by one, as making them all would keep the window from
    hearing for half a second; whoever needs one before makes it. A process may give fields `own` editors, also those
    that the desk fills itself and that are asked nowhere else.

    `edited` is sent when the user changed something, `opened` for a linked record, `reaching` before
    go_to puts the cursor into a field and `reached` afterwards. Editors do not hold a restricted value before
    `reveal_asked`, with the field's name, is answered by `show_restricted`; it stays as long as the record is shown.
    """

    edited = Signal()
    opened = Signal(str, str)
    reaching = Signal(QWidget)
    reached = Signal(QWidget)
    reveal_asked = Signal(str)

    def __init__(self, context: Context, register: Register, own: Mapping[str, Editor] | None = None) -> None:
        super().__init__()
        self.context = context
        self._own = own or {}
        self.register = register
        self.base = register.record()
        self.cards: dict[str, Card] = {}
        self.fields: dict[str, FormField] = {}
        self._grids: dict[str, FieldGrid] = {}
        self._open: frozenset[str] = frozenset()
        self._pristine: dict[str, object] = {}
        self._dirty: set[str] = set()
        self._revealed: set[str] = set()
        self._findings: Sequence[Finding] = ()
        self._wrong: Mapping[str, WrongValue] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(CARD_GAP)
        self.closed = Offer()
        for group in register.groups:
            self.cards[group.name] = Card(context.label(group.label))
            box.addWidget(self.cards[group.name])
            if len(self.cards) == 1:
                box.addWidget(self.closed)
        self._make(register.groups[0])
        QTimer.singleShot(0, self, self._make_next)

    def show_record(self, record: Record, open_fields: frozenset[str]) -> None:
        """Show a record; only the fields named may be changed. What was typed before is gone."""
        if record.id != self.base.id:
            self._revealed.clear()
        self.base = record
        self._open = open_fields
        self._dirty.clear()
        self._wrong = {}
        for field in self.fields.values():
            self._load(field)
        self._follow_level()

    def set_open(self, open_fields: frozenset[str]) -> None:
        """Let other fields be changed, and keep what was typed."""
        self._open = open_fields
        for name, field in self.fields.items():
            field.set_read_only(name not in open_fields)

    def make(self, *names: str) -> None:
        """Make the cards of groups now, where they are not there yet, and show in them what is known."""
        missing = [
            each for each in self.register.groups if each.name in names and each.name not in self._grids
        ]
        for group in missing:
            self._make(group)
        if missing:
            self._follow_level()
            self._show_notes()

    def make_all(self) -> None:
        """Make every card now."""
        self.make(*self.cards)

    def put(self, values: Mapping[str, object]) -> None:
        """Put raw values in as if they had been typed, such as those of a draft."""
        for name, raw in values.items():
            if self._find(name) is not None:
                self.fields[name].editor.set_value(raw)
                self._note_edit(name)
        self._follow_level()
        self.edited.emit()

    def show_restricted(self, name: str) -> None:
        """Show a restricted field with its value, for as long as the record is shown; what was typed stays."""
        self._revealed.add(name)
        if name not in self._dirty:
            self._load(self.fields[name])
        self.fields[name].show_restricted()
        self.fields[name].editor.go_to()

    def commands(self) -> Sequence[Command]:
        """Return the acts that show the restricted fields still hidden."""
        return [
            Command(
                id=f"record.reveal.{name}",
                label=self.context.say(Message(N_("Show {field}"), field=Message(each.field.kind.label))),
                run=partial(self._ask_to_reveal, name),
            )
            for name, each in self.fields.items()
            if each.field.kind.restricted and name not in self._revealed
        ]

    def changed(self) -> dict[str, object]:
        """Return the raw values that differ from the record shown, by field."""
        return {name: field.editor.value() for name, field in self.fields.items() if name in self._dirty}

    def is_changed(self) -> bool:
        """Say whether anything differs from the record shown."""
        return bool(self._dirty)

    def read(self) -> tuple[Record, dict[str, WrongValue]]:
        """Return the record as typed, and what could not be read, by place; those fields stay as they were."""
        values: dict[str, Any] = {}
        wrong: dict[str, WrongValue] = {}
        for name, raw in self.changed().items():
            kind = self.fields[name].field.kind
            try:
                values[name] = read_value(kind, name, raw, self.context.translator.known_as)
            except WrongValue as error:
                wrong[error.field] = error
        return replace(self.base, **values), wrong

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings under their fields; what is merely not filled turns its required mark."""
        self._findings = findings
        self._show_notes()

    def show_wrong(self, wrong: Mapping[str, WrongValue]) -> None:
        """Show what cannot be read at its fields."""
        if wrong or self._wrong:
            self._wrong = wrong
            self._show_notes()

    def go_to(self, place: str) -> bool:
        """Put the cursor into the field of a place such as `title` or `inventors[2].share`."""
        name, bracket, rest = place.partition("[")
        field = self._find(name)
        if field is None:
            return False
        if not field.wanted:
            field.wanted = True
            self._grids[self._group_of(name)].arrange()
        self.reaching.emit(field)
        field.go_to(bracket + rest)
        self.reached.emit(field)
        return True

    def may_enter(self, name: str) -> bool:
        """Say whether a field is asked for and open to be changed."""
        field = self._find(name)
        return field is not None and field.wanted and name in self._open and name != "number"

    def _find(self, name: str) -> FormField | None:
        """Return a field, having made all cards before it, so that its place on the page is final."""
        if name not in self.fields:
            fields = [each.fields for each in self.register.groups]
            place = next((index for index, each in enumerate(fields) if name in each), -1)
            self.make(*list(self.cards)[: place + 1])
        return self.fields.get(name)

    def _make_next(self) -> None:
        left = [name for name in self.cards if name not in self._grids]
        if left:
            self.make(left[0])
            QTimer.singleShot(0, self, self._make_next)

    def _make(self, group: Group) -> None:
        """Make the fields of a card and load what the record holds into them; what the desk fills itself is not asked."""
        asked = [
            name for name in group.fields if name in self._own or not self.register.field(name).kind.internal
        ]
        fields = [self._field(name) for name in asked]
        self._grids[group.name] = FieldGrid(fields)
        self.cards[group.name].body.addWidget(self._grids[group.name])
        for field in fields:
            self._load(field)

    def _load(self, field: FormField) -> None:
        name = field.field.name
        hidden = field.field.kind.restricted and name not in self._revealed
        field.editor.set_value(field.field.empty if hidden else getattr(self.base, name))
        field.set_read_only(name not in self._open)
        if hidden:
            field.hide_restricted()
        self._pristine[name] = field.editor.value()

    def _field(self, name: str) -> FormField:
        declared = self.register.field(name)
        required = declared.kind.required
        state = self.register.state(required).label if required else ""
        editor = self._own.get(name) or editor_for(self.context, declared.kind)
        made = FormField(self.context, declared, editor, state)
        made.wide = made.wide or name in (self.register.title, "level")
        if name == "number" and isinstance(made.editor, LineEditor):
            made.editor.line.setPlaceholderText(self.context.label(N_("Assigned when it is saved")))
        made.edited.connect(lambda: self._edited(name))
        made.editor.opened.connect(self.opened)
        made.show_asked.connect(partial(self._ask_to_reveal, name))
        self.fields[name] = made
        return made

    def _ask_to_reveal(self, name: str) -> None:
        """Ask for a value that is held; where there is none, or another was typed, there is nothing to ask for."""
        if name in self._dirty or is_empty(getattr(self.base, name)) or not self.base.number:
            self.show_restricted(name)
        else:
            self.reveal_asked.emit(name)

    def _edited(self, name: str) -> None:
        self._note_edit(name)
        if name in MARKING_FIELDS:
            self._follow_level()
        self.edited.emit()

    def _note_edit(self, name: str) -> None:
        same = self.fields[name].editor.value() == self._pristine.get(name)
        (self._dirty.discard if same else self._dirty.add)(name)

    def _group_of(self, name: str) -> str:
        return next(group.name for group in self.register.groups if name in group.fields)

    def _show_notes(self) -> None:
        notes: defaultdict[str, list[Note]] = defaultdict(list)
        rows: defaultdict[str, defaultdict[tuple[int, str], list[Note]]] = defaultdict(
            lambda: defaultdict(list)
        )
        empty = {each.field for each in self._findings if each.id == MISSING}
        for place, note in self._all_notes():
            name, _, rest = place.partition("[")
            index, _, inner = rest.partition("].")
            if not index.isdigit():
                notes[name].append(note)
                continue
            rows[name][int(index), inner].append(note)
            text = self.context.say(Message(N_("Row {row}: {note}"), row=int(index) + 1, note=note.text))
            notes[name].append(Note(note.tone, text))
        for name, field in self.fields.items():
            field.show_notes(notes[name])
            field.show_required(missing=name in empty)
            if isinstance(field.editor, RowsEditor):
                field.editor.show_notes(rows[name])

    def _all_notes(self) -> Iterator[tuple[str, Note]]:
        for place, wrong in self._wrong.items():
            yield place, wrong_note(self.context, wrong)
        for each in self._findings:
            if each.id != MISSING:
                yield from ((each.field, note) for note in notes_of(self.context, [each]))

    def _follow_level(self) -> None:
        """Ask what the level makes worth asking, and close content above what may be held here."""
        record, _ = self.read()
        self._ask_marking(record)
        if record.withheld or not self.context.is_open():
            return
        above = is_metadata_only(record, self.context.desk.workspace.profile.limit)
        sentence = self.context.label(NUMBER_ONLY if record.kept_out else CLOSED) if above else ""
        for field in self.fields.values():
            field.set_closed(sentence)
            field.editor.set_closed(sentence)
        self.closed.hide()
        if above:
            typed = any(self._typed_content())
            acts = [(self.context.label(N_("Take back what was typed")), self._take_back)] if typed else []
            self.closed.show_offer(sentence, "warn", acts)

    def _ask_marking(self, record: Record) -> None:
        decided = record.level == "classified" or bool(record.classification)
        wanted = {"level": True, "grade": record.level == "trade"}
        touched = set()
        for name in MARKING_FIELDS:
            field = self.fields.get(name)
            if field is None:
                continue
            field.wanted = wanted.get(name, decided) or not is_empty(getattr(record, name))
            touched.add(self._group_of(name))
        for group in touched:
            self._grids[group].arrange()

    def _typed_content(self) -> Iterator[str]:
        """Yield the fields in which content was typed that is not in the record."""
        for name, raw in self.changed().items():
            kind = self.fields[name].field.kind
            if (is_content(kind) and raw) or (isinstance(kind, Rows) and raw != _without_content(kind, raw)):
                yield name

    def _take_back(self) -> None:
        for name in list(self._typed_content()):
            field = self.fields[name]
            kind, raw = field.field.kind, field.editor.value()
            bare = _without_content(kind, raw) if isinstance(kind, Rows) else self._pristine[name]
            field.editor.set_value(bare)
            self._note_edit(name)
        self._follow_level()
        self.edited.emit()


def _without_content(kind: Rows, raw: object) -> list[dict[str, object]]:
    """Return raw child rows without the values of their content fields."""
    closed = {each.name for each in fields_of(kind.of) if is_content(each.kind)}
    rows = raw if isinstance(raw, list) else []
    return [{name: value for name, value in row.items() if name not in closed} for row in rows]
