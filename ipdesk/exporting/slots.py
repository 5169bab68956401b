"""The slots of a Word template: a closed list for each document, made from the register's declaration.

A template gets plain texts, and lists of rows whose cells are plain texts; nothing else reaches it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ipdesk.exporting.documents import DocumentKind
from ipdesk.exporting.layout import Document, Stamp, shape_of, stamp_line, text_of
from ipdesk.exporting.records import Linked, check_of, shown_text, shown_value
from ipdesk.exporting.template_slots import MARKING, STAMP, Slot, Values
from ipdesk.model.kinds import Choice, Choices, Flag, Person, Rows
from ipdesk.model.record import Field, Record, fields_of, is_content
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator

BOXES: Final = "_boxes"
NAMES: Final = "_names"
ROW_NUMBER: Final = "no"
TICKED, OPEN = "☑", "☐"
# What every document bears, whatever the record: slot, and what it holds.
PAPER: Final[Mapping[str, str]] = {
    "document": N_("Name of the document"),
    "marking": N_("Marking, both parts"),
    "stamp": N_("Stamp: serial number, user, time, place in the log and audit head"),
    "serial": N_("Serial number"),
    "lab": N_("Laboratory"),
    "printed_by": N_("Who takes the document out"),
    "printed_on": N_("Day on which it is taken out"),
    "audit_head": N_("Audit head"),
}
STATE: Final = "state"
LINKED: Final = "linked"
LINKED_CELLS: Final[Mapping[str, str]] = {
    "register": N_("Register"),
    "number": N_("Number"),
    "title": N_("Title"),
    "state": N_("State"),
}


def slots_of(register: Register, kind: DocumentKind) -> tuple[Slot, ...]:
    """Return the slots of a document of a register: what the paper bears, the fields, then the rows."""
    return (
        *(Slot(name, Message(label)) for name, label in PAPER.items()),
        Slot(STATE, Message(N_("State"))),
        *(slot for each in _told(register, kind) for slot in _texts(each)),
        *(_rows_slot(each.name, each) for each in _row_fields(register, kind)),
        *(_rows_slot(name, register.field(of)) for name, (of, _) in kind.chosen.items()),
        *([_linked_slot()] if kind.linked else []),
    )


def slot_values(
    register: Register,
    record: Record,
    kind: DocumentKind,
    content: Document,
    stamp: Stamp,
    linked: Sequence[Linked],
    translator: Translator,
) -> Values:
    """Return what each slot holds for a record: texts as the document prints them, rows as lists of cells."""
    values: Values = {**_paper_values(content, stamp)}
    values[STATE] = translator.label(register.state(record.state).label) if record.state else ""
    for each in _told(register, kind):
        values |= _text_values(each, shown_value(record, each), translator)
    for each in _row_fields(register, kind):
        values[each.name] = _row_values(each, shown_value(record, each), translator)
    for name, (of, choose) in kind.chosen.items():
        field = register.field(of)
        values[name] = _row_values(field, choose(shown_value(record, field)), translator)
    if kind.linked:
        values[LINKED] = [_linked_values(at, each, translator) for at, each in enumerate(linked, 1)]
    return values


def _told(register: Register, kind: DocumentKind) -> Iterator[Field]:
    """Yield the fields that a document may tell, in the order of the register's groups."""
    grouped = [name for group in register.groups for name in group.fields]
    names = dict.fromkeys(("number", *grouped, *(each.name for each in register.fields())))
    for name in names:
        field = register.field(name)
        if not field.kind.restricted and (isinstance(field.kind, Rows) or _may_tell(field, kind)):
            yield field


def _may_tell(field: Field, kind: DocumentKind) -> bool:
    return kind.tells is None or field.name in kind.tells or not is_content(field.kind)


def _row_fields(register: Register, kind: DocumentKind) -> list[Field]:
    """Return the rows that a document may tell; by name alone their people stand in it anyway."""
    told = [each for each in _told(register, kind) if isinstance(each.kind, Rows)]
    return [each for each in told if kind.tells is None or each.name in kind.tells]


def _texts(field: Field) -> Iterator[Slot]:
    """Yield the slots with texts that a field gives."""
    label = Message(field.kind.label)
    match field.kind:
        case Rows():
            if _person_of(field) is not None:
                yield Slot(f"{field.name}{NAMES}", Message(N_("{field}: the names in one line"), field=label))
        case Choice() | Choices() | Flag():
            yield Slot(field.name, label)
            yield Slot(
                f"{field.name}{BOXES}", Message(N_("{field}: all options, the chosen ticked"), field=label)
            )
        case _:
            yield Slot(field.name, label)


def _text_values(field: Field, value: Any, translator: Translator) -> Values:
    match field.kind:
        case Rows():
            person = _person_of(field)
            named = [getattr(row, person.name) for row in value] if person is not None else []
            names = translator.say(Message("{all}", all=[each for each in named if each]))
            return {f"{field.name}{NAMES}": names} if person is not None else {}
        case Choice() | Choices() | Flag():
            boxes = check_of(field, value, translator).boxes
            ticked = "　".join(f"{TICKED if chosen else OPEN} {label}" for label, chosen in boxes)
            return {
                field.name: shown_text(field.kind, value, translator),
                f"{field.name}{BOXES}": ticked,
            }
        case _:
            return {field.name: shown_text(field.kind, value, translator)}


def _person_of(field: Field) -> Field | None:
    """Return the first field of rows that names a person."""
    assert isinstance(field.kind, Rows)  # a programming error, never data
    return next((each for each in fields_of(field.kind.of) if isinstance(each.kind, Person)), None)


def _cells(field: Field) -> list[Field]:
    assert isinstance(field.kind, Rows)
    return [each for each in fields_of(field.kind.of) if not each.kind.restricted]


def _rows_slot(name: str, field: Field) -> Slot:
    label = Message(field.kind.label)
    if name != field.name:
        label = Message(N_("{field}: those that are open"), field=label)
    cells = (Slot(each.name, Message(each.kind.label)) for each in _cells(field))
    return Slot(name, label, (_number_slot(), *cells))


def _number_slot() -> Slot:
    return Slot(ROW_NUMBER, Message(N_("No.")))


def _row_values(field: Field, rows: Sequence[Any], translator: Translator) -> list[dict[str, str]]:
    cells = _cells(field)
    return [
        {ROW_NUMBER: str(at)}
        | {each.name: _cell_text(each, getattr(row, each.name), translator) for each in cells}
        for at, row in enumerate(rows, 1)
    ]


def _cell_text(field: Field, value: Any, translator: Translator) -> str:
    """Return a cell as the tables of our documents show it: days short."""
    shape = shape_of(field.kind)
    return text_of(shape.form, shape.cell(value, translator))


def _linked_slot() -> Slot:
    cells = (Slot(name, Message(label)) for name, label in LINKED_CELLS.items())
    return Slot(LINKED, Message(N_("Records that link to this one")), (_number_slot(), *cells))


def _linked_values(at: int, linked: Linked, translator: Translator) -> dict[str, str]:
    label = translator.label
    texts = (label(linked.register), linked.record.number, linked.title, label(linked.state))
    return {ROW_NUMBER: str(at), **dict(zip(LINKED_CELLS, texts, strict=True))}


def _paper_values(content: Document, stamp: Stamp) -> dict[str, str]:
    furniture = content.furniture
    return {
        "document": content.title,
        MARKING: furniture.mark,
        STAMP: stamp_line(furniture, stamp),
        "serial": stamp.name(),
        "lab": stamp.lab,
        "printed_by": stamp.user,
        "printed_on": text_of("day", stamp.at.date(), furniture.language),
        "audit_head": stamp.head,
    }
