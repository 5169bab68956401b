"""Whom a row of a file means: by its number, else by what no two records share; and whom it resembles more than it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ipdesk.importing.intake import Doubt, IntakeRow
from ipdesk.model.errors import WrongValue
from ipdesk.model.making import remade
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.sharing import Sharing
from ipdesk.store import records

Key = tuple[tuple[str, ...], tuple[str, ...]]


def meant(sharing: Sharing, line: IntakeRow) -> tuple[int, IntakeRow] | None:
    """Return the local id of the record that a row without a number means, and the row with a doubt that says by what.

    What comes first among the singular fields of the register goes first, and a record that has something else there
    is another one. Raises WrongValue where several records are meant.
    """
    db, register = sharing.desk.workspace.db, sharing.register
    for place, fields in enumerate(register.singular):
        values = _values(line, fields)
        if not values:
            continue
        numbers = sharing.numbers(fields, values)
        ids = [records.entry_id(db, register, number) for number in numbers]
        before = [name for earlier in register.singular[:place] for name in earlier]
        found = [
            (entry, record)
            for entry, record in zip(ids, records.read_many(db, register, ids), strict=True)
            if not _contradicts(register, record, line, before)
        ]
        if len(found) > 1:
            raise WrongValue(
                fields[0],
                Message(
                    N_("The row has no number, and several have the same {fields}: {numbers}."),
                    fields=_labels(register, fields),
                    numbers=[record.number for _, record in found],
                ),
                Message(N_("Write the number of the one that is meant into the row.")),
            )
        if found:
            entry, record = found[0]
            why = Message(
                N_("The row has no number; by its {fields} it is taken for {number} {title}."),
                fields=_labels(register, fields),
                number=record.number,
                title=str(getattr(record, register.title)),
            )
            doubt = Doubt(line.cell(fields[0]), fields[0], "", "", why)
            return entry, replace(line, doubts=(*line.doubts, doubt))
    return None


@dataclass(slots=True)
class Lookalikes:
    """The rows of a file so far, by what no two records share."""

    rows: dict[Key, tuple[int, str]] = field(default_factory=dict)

    def looked_at(self, sharing: Sharing, line: IntakeRow, number: str) -> IntakeRow:
        """Return a row with a doubt for each record, and each row before, that shares with it what only one should have.

        `number` is that of the record it means, "" for a new one without a number.
        """
        doubts = tuple(self._doubts(sharing, line, number))
        return remade(line, doubts=(*line.doubts, *doubts)) if doubts else line

    def _doubts(self, sharing: Sharing, line: IntakeRow, number: str) -> Iterator[Doubt]:
        register = sharing.register
        for fields in register.singular:
            values = _values(line, fields)
            if not values:
                continue
            labels = _labels(register, fields)
            others = [each for each in sharing.numbers(fields, values) if each != number]
            if others:
                why = Message(N_("{numbers} has the same: {fields}."), numbers=others, fields=labels)
                yield Doubt(line.cell(fields[0]), fields[0], "", "", why)
            key = fields, tuple(_plain(register, *pair) for pair in zip(fields, values, strict=True))
            row, before = self.rows.setdefault(key, (line.row, number))
            if row != line.row and not (number and number == before) and before not in others:
                why = Message(N_("Row {row} has the same: {fields}."), row=row, fields=labels)
                yield Doubt(line.cell(fields[0]), fields[0], "", "", why)


def _values(line: IntakeRow, fields: tuple[str, ...]) -> list[str]:
    """Return what a row has in fields, nothing where one of them is empty."""
    values = [str(line.values.get(name) or "") for name in fields]
    return values if all(values) else []


def _plain(register: Register, name: str, text: str) -> str:
    """Return a value in the one form in which it is compared."""
    return register.spellings(name, text)[0].casefold()


def _contradicts(register: Register, record: Record, line: IntakeRow, fields: list[str]) -> bool:
    """Say whether record and row each have something in one of the fields, and not the same."""
    return any(
        (held := str(getattr(record, name)))
        and given
        and _plain(register, name, held) != _plain(register, name, given)
        for name in fields
        for given in [str(line.values.get(name) or "")]
    )


def _labels(register: Register, fields: tuple[str, ...]) -> list[Message]:
    return [Message(register.field(name).kind.label) for name in fields]
