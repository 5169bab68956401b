"""Records as tables and documents, from the register's declaration alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ipdesk.exporting.layout import (
    PLAIN,
    Check,
    Column,
    Document,
    Entry,
    Findings,
    Grid,
    Noticed,
    Pairs,
    Prose,
    Section,
    Signatures,
    Table,
    Value,
    cell_of,
    column_of,
    furniture_for,
    shape_of,
    text_of,
)
from ipdesk.model.findings import Finding, show_basis
from ipdesk.model.kinds import Choice, Choices, Flag, Kind, LongText, Rows
from ipdesk.model.marking import Marking, highest
from ipdesk.model.record import MARKING_FIELDS, Field, Record, fields_of, is_content, is_told, marking_of
from ipdesk.model.register import Group, Register, is_empty
from ipdesk.model.text import N_, Message, Translator

WIDE_TEXT = 22
SEVERITY_LABELS = {"block": N_("Must be cleared"), "warn": N_("Attention"), "info": N_("Note")}


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that links to the one a document is about: labels of its register and state, its title and marking."""

    register: str
    record: Record
    title: str
    state: str
    marking: Marking


def marking_with(record: Record, linked: Sequence[Linked]) -> Marking:
    """Return the highest marking of a record and of those that link to it."""
    return highest([marking_of(record), *(each.marking for each in linked)])


def marking_of_all(records: Sequence[Record]) -> Marking:
    """Return the marking that a document with these records bears: the highest of each part."""
    return highest([marking_of(record) for record in records])


def shown_value(record: Record, field: Field) -> Any:
    """Return a record's value, or the empty one where its content is withheld."""
    closed = record.withheld and (is_content(field.kind) or isinstance(field.kind, Rows))
    return field.empty if closed else getattr(record, field.name)


def register_table(
    register: Register,
    records: Sequence[Record],
    translator: Translator,
    columns: Sequence[str] | None = None,
) -> Table:
    """Return the list of records under the register's own columns, or under those named.

    `state` may stand among the names; it is shown by its label.
    """
    names = tuple(register.columns if columns is None else columns)
    makers = [_column(register, name, translator) for name in names]
    rows = tuple(tuple(_cell(register, record, name, translator) for name in names) for record in records)
    title = translator.label(register.label)
    return Table(register=register.name, title=title, columns=tuple(makers), rows=rows)


def register_tables(
    register: Register,
    records: Sequence[Record],
    translator: Translator,
    *,
    restricted: bool = False,
) -> tuple[Table, ...]:
    """Return everything a register holds on these records: one table of them, one for each rows field.

    This is what a workbook needs to be imported again without loss. Restricted fields are left out
    unless asked for.
    """
    first = register_table(register, records, translator, _all_columns(register, restricted))
    printed = len(dict.fromkeys(("number", "state", *register.columns)))
    return (replace(first, printed=printed), *_child_tables(register, records, translator, restricted))


def _all_columns(register: Register, restricted: bool) -> tuple[str, ...]:
    grouped = [name for group in register.groups for name in group.fields]
    declared = [field.name for field in register.fields()]
    names = dict.fromkeys(("number", "state", *register.columns, *grouped, *declared))
    return tuple(name for name in names if name == "state" or _is_column(register, name, restricted))


def _is_column(register: Register, name: str, restricted: bool) -> bool:
    """Say whether a field stands on the sheet of records; rows do so in short when they are in the list."""
    field = register.field(name)
    if field.kind.restricted and not restricted:
        return False
    return not isinstance(field.kind, Rows) or name in register.columns


def _column(register: Register, name: str, translator: Translator) -> Column:
    if name == "state":
        return Column("state", translator.label(N_("State")), PLAIN)
    return column_of(register.field(name), translator)


def _cell(register: Register, record: Record, name: str, translator: Translator) -> Value:
    if name == "state":
        return translator.label(register.state(record.state).label) if record.state else ""
    field = register.field(name)
    return cell_of(field.kind, shown_value(record, field), translator)


def _child_tables(
    register: Register, records: Sequence[Record], translator: Translator, restricted: bool
) -> Iterator[Table]:
    number = _column(register, "number", translator)
    for field in register.fields():
        if not isinstance(field.kind, Rows) or (field.kind.restricted and not restricted):
            continue
        inner = [each for each in fields_of(field.kind.of) if restricted or not each.kind.restricted]
        yield Table(
            register=register.name,
            title=translator.label(field.kind.label),
            columns=(number, *(column_of(each, translator) for each in inner)),
            rows=tuple(
                (record.number, *(cell_of(each.kind, getattr(row, each.name), translator) for each in inner))
                for record in records
                for row in shown_value(record, field)
            ),
            rows_of=field.name,
        )


def shown_text(kind: Kind, value: Any, translator: Translator) -> str:
    """Return a value as a document prints it."""
    shape = shape_of(kind)
    return text_of(shape.form, shape.cell(value, translator), translator.language)


def entry_of(field: Field, value: Any, translator: Translator, *, wide: bool = False) -> Entry:
    """Return a label with its value; a long one takes the whole row."""
    text = shown_text(field.kind, value, translator)
    return Entry(translator.label(field.kind.label), text, wide or len(text) > WIDE_TEXT)


def subtitle_of(register: Register, record: Record, translator: Translator) -> str:
    """Return number and state of a record as they stand under a title; without a number, room to write it."""
    state = translator.label(register.state(record.state).label) if record.state else ""
    number = record.number or "＿＿＿＿＿＿＿＿"
    return translator.say(Message(N_("Number {number}　{state}"), number=number, state=state)).strip()


def signatures_of(signers: Sequence[str], translator: Translator) -> Signatures:
    """Return places to sign and date for signers, who are named in the reader's language."""
    return Signatures(
        title=translator.label(N_("Signatures")),
        signers=tuple(signers),
        signed=translator.label(N_("Signature:")),
        day=translator.label(N_("Date:　　　　/　　/　　")),
    )


def check_of(field: Field, value: Any, translator: Translator) -> Check:
    """Return a choice as a line of boxes, the chosen ones ticked. Raises TypeError for a field that is none."""
    label, kind = translator.label, field.kind
    match kind:
        case Choice():
            boxes = [(label(option.label), option.code == value) for option in kind.options]
        case Choices():
            boxes = [(label(option.label), option.code in value) for option in kind.options]
        case Flag():
            boxes = [(label(N_("Yes")), value is True), (label(N_("No")), value is False)]
        case _:
            raise TypeError(field.name)
    return Check(label(kind.label), tuple(boxes))


def grid_of(field: Field, rows: Sequence[Any], translator: Translator, *, blank: int = 0) -> Grid:
    """Return child rows as a table; columns that nobody filled are left out."""
    assert isinstance(field.kind, Rows)  # a programming error, never data
    shown = [each for each in fields_of(field.kind.of) if not each.kind.restricted]
    filled = [
        each
        for each in shown
        if not rows or each.kind.required or any(not is_empty(getattr(row, each.name)) for row in rows)
    ]
    inner = filled or shown  # rows in which nothing stands yet still have columns to write in
    return Grid(
        title=translator.label(field.kind.label),
        columns=tuple(column_of(each, translator) for each in inner),
        rows=tuple(
            tuple(cell_of(each.kind, getattr(row, each.name), translator) for each in inner) for row in rows
        ),
        blank=blank,
    )


def findings_section(findings: Sequence[Finding], translator: Translator) -> Findings:
    """Return what was noticed, the gravest first."""
    order = list(SEVERITY_LABELS)
    return Findings(
        title=translator.label(N_("Findings")),
        entries=tuple(
            Noticed(
                translator.label(SEVERITY_LABELS[each.severity]),
                translator.say(each.message),
                show_basis(each.basis, translator),
                translator.say(each.clears) if each.clears else "",
            )
            for each in sorted(findings, key=lambda each: order.index(each.severity))
        ),
    )


def record_document(
    register: Register,
    record: Record,
    findings: Sequence[Finding],
    translator: Translator,
) -> Document:
    """Return any record as a document: its groups become sections, in order.

    An empty field is left out unless it is required, which leaves room to write it by hand.
    """
    marking = marking_of(record)
    seen: set[str] = {"number"}
    groups = [*register.groups, _marking_group(register)]
    sections: list[Section] = []
    for group in groups:
        sections += _group_sections(register, record, group, translator, seen)
    if findings:
        sections.append(findings_section(findings, translator))
    name = translator.label(register.state(record.state).label) if record.state else ""
    return Document(
        title=translator.label(register.one),
        subtitle="　".join(part for part in (record.number, name) if part),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(sections),
    )


def _marking_group(register: Register) -> Group:
    """The marking stands on every document, also where the register names it in no group."""
    return Group("marking", N_("Level"), tuple(name for name in MARKING_FIELDS if name in _names(register)))


def _names(register: Register) -> frozenset[str]:
    return frozenset(field.name for field in register.fields())


def _group_sections(
    register: Register, record: Record, group: Group, translator: Translator, seen: set[str]
) -> Iterator[Section]:
    """Yield the sections of a group; its heading stands once, above the first of them."""
    entries: list[Entry] = []
    title = translator.label(group.label)
    for name in group.fields:
        field = register.field(name)
        value = shown_value(record, field)
        if name in seen or not is_told(field.kind) or field.kind.restricted:
            continue
        if is_empty(value) and not field.kind.required:
            continue
        seen.add(name)
        if not isinstance(field.kind, LongText | Rows):
            entries.append(entry_of(field, value, translator))
            continue
        if entries or title:
            yield Pairs(title=title, entries=tuple(entries))
            entries, title = [], ""
        yield _long_section(field, value, translator)
    if entries:
        yield Pairs(title=title, entries=tuple(entries))


def _long_section(field: Field, value: Any, translator: Translator) -> Section:
    if isinstance(field.kind, Rows):
        return replace(grid_of(field, value, translator, blank=0 if value else 2), level=2)
    return Prose(title=translator.label(field.kind.label), text=value, level=2)


def count_words(count: int, translator: Translator) -> str:
    """Return how many records a table holds, in words."""
    return translator.say(Message(N_("{count} records"), count=count))
