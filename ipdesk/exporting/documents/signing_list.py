"""The list on which people sign for their agreements, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.exporting.layout import PLAIN, Column, Document, Grid, furniture_for
from ipdesk.exporting.records import shown_value
from ipdesk.model.marking import highest
from ipdesk.model.record import Record, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import show_value


def signing_list(register: Register, records: Sequence[Record], translator: Translator) -> Document:
    """Return the list of agreements with room to sign and date; it bears the highest marking of them."""
    label = translator.label
    marking = highest([marking_of(each) for each in records])
    names = ("number", "name", "unit", "kind")
    columns = (
        Column("place", label(N_("No.")), PLAIN),
        *(Column(name, label(register.field(name).kind.label), PLAIN) for name in names),
        Column("signed", label(N_("Signature")), PLAIN),
        Column("day", label(N_("Date")), PLAIN),
    )
    rows = tuple(
        (str(place), *(_text(register, record, name, translator) for name in names), "", "")
        for place, record in enumerate(records, start=1)
    )
    title = label(N_("Signing List of IP and Confidentiality Agreements"))
    return Document(
        title=title,
        subtitle=translator.say(Message(N_("{count} agreements"), count=len(records))),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=(Grid(title="", columns=columns, rows=rows),),
    )


def _text(register: Register, record: Record, name: str, translator: Translator) -> str:
    field = register.field(name)
    return show_value(field.kind, shown_value(record, field), translator)
