"""Writing: one transaction by one person, in which every change is audited as it is made."""

from __future__ import annotations

import uuid
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from ipdesk.model.changes import Change, Changes
from ipdesk.model.errors import Damaged, NotFound, Stale, WrongValue
from ipdesk.model.kinds import Person, Rows
from ipdesk.model.making import remade
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.registers import register as register_named
from ipdesk.store import audit, docket, indexes, linking
from ipdesk.store.columns import (
    column_fields,
    keyed_fields,
    link_fields,
    own_columns,
    row_cells,
    row_fields,
    rows_table,
    to_column,
)
from ipdesk.store.contents import Filled
from ipdesk.store.database import Database, row, rows, value, writing
from ipdesk.store.differences import difference, made_of
from ipdesk.store.indexes import Placed
from ipdesk.store.ordering import sort_key
from ipdesk.store.records import ids_by_uuid, linking_here, no_record, number_taken, numbers_taken, read_many
from ipdesk.store.times import utc_text


@dataclass(frozen=True, slots=True)
class Held:
    """A record together with its place in the store."""

    id: int
    record: Record


class Writing:
    """The acts of one transaction; all are kept together with their audit entries, or none is."""

    def __init__(self, db: Database, actor: str, at: datetime, lab: str, code: str) -> None:
        self.db = db
        self.actor = actor
        self.at = utc_text(at)
        self.year = at.astimezone().year  # numbers carry the year of the desk's own calendar
        self.batch = audit.next_batch(db)
        self._head = audit.head(db)  # nobody else moves it during this transaction
        self._lab = lab
        self._code = code
        self._noted: dict[int, Record] = {}

    def held(self, register: Register, number: str, revision: int | None = None) -> Held:
        """Return a record for change. Raises NotFound, Stale and, for a sealed one, NotFound's kin."""
        sql = "select id, revision, sealed from entries where register = ? and number = ?"
        found = row(self.db, sql, [register.name, number])
        if found is None:
            raise no_record(register, number)
        if found[2]:
            raise sealed_refusal(number)
        if revision is not None and revision != found[1]:
            raise Stale(
                Message(
                    N_("{number} was changed by somebody else: you read revision {read}, it is now {now}."),
                    number=number,
                    read=revision,
                    now=found[1],
                ),
                Message(N_("Open it again, look at what changed, and make your change to the new revision.")),
            )
        return Held(found[0], read_many(self.db, register, [found[0]])[0])

    def held_by_uuid(self, register: Register, uuid: str) -> Held:
        """Return a record for change by its UUID. Raises NotFound."""
        return self.held(register, str(value(self.db, "select number from entries where uuid = ?", [uuid])))

    def add(self, register: Register, record: Record, extra: Mapping[str, Any] | None = None) -> Changes:
        """Add a record in its first state and return its number in the changes."""
        return self.add_all(register, [record], extra)[0]

    def add_all(
        self, register: Register, records: Iterable[Record], extra: Mapping[str, Any] | None = None
    ) -> list[Changes]:
        """Add records as `add` does each of them, statement by statement for all: many come in with one ledger."""
        new = self._begun(register, records)
        self._insert("entries", [self._first_cells(register, each) for each in new])
        ids = ids_by_uuid(self.db, [each.id for each in new])
        added = [Placed(ids[each.id], each) for each in new]
        self._insert_all(register, added)
        indexes.put(self.db, register, added)
        self._note_deadlines(register, added)
        acts = [(each.record, "add", made_of(each.record, each.filled)) for each in added]
        return self._audited(register, acts, extra)

    def put_again(
        self, register: Register, placed: Sequence[Placed], heads: Mapping[int, dict[str, Any]]
    ) -> None:
        """Write records as they were elsewhere, `heads` telling what each entry holds beside its fields; nothing is audited."""
        own = {"register": register.name}
        self._insert(
            "entries", [self._entry_cells(register, each.record) | own | heads[each.entry] for each in placed]
        )
        self._insert_all(register, placed)
        open_ones = [each for each in placed if not heads[each.entry]["sealed"]]
        indexes.put(self.db, register, open_ones)
        self._note_deadlines(register, open_ones)

    def follow(self) -> None:
        """Go on after the last entry of the log, whoever wrote it in this transaction."""
        self.batch, self._head = audit.next_batch(self.db), audit.head(self.db)

    def _insert_all(self, register: Register, added: Sequence[Placed]) -> None:
        """Insert what a register's own tables hold of new records, and their links."""
        self._insert(
            register.name, [{"id": each.entry} | _own_cells(register, each.filled) for each in added]
        )
        for field in row_fields(register):
            self._insert_rows(register, field.name, added)
        linking.insert(self.db, register, added)
        linking.adopt(self.db, register, added)

    def _begun(self, register: Register, records: Iterable[Record]) -> list[Record]:
        """Return records as they are first written: numbered, in a state, and known by a UUID."""
        given = list(records)
        taken = numbers_taken(self.db, register, [each.number for each in given if each.number])
        found = []
        for each in given:
            if each.number in taken:
                empty = Message(N_("Leave the number empty to have the next one given."))
                raise _number_in_use(each.number, empty)
            number = each.number or self.next_number(register, taken)
            taken.add(number)
            found.append(
                remade(
                    each,
                    id=each.id or str(uuid.uuid4()),
                    number=number,
                    state=each.state or register.states.first(),
                    revision=1,
                    created=self.at,
                    changed=self.at,
                )
            )
        return found

    def _first_cells(self, register: Register, new: Record) -> dict[str, Any]:
        fixed = {
            "uuid": new.id,
            "register": register.name,
            "lab": self._lab,
            "revision": 1,
            "created": self.at,
        }
        return self._entry_cells(register, new) | fixed

    def change(
        self,
        register: Register,
        held: Held,
        after: Record,
        act: str = "set",
        extra: Mapping[str, Any] | None = None,
        undoes: int | None = None,
    ) -> Changes | None:
        """Write a changed record, with the state it says, and return the changes; None when there are none."""
        before = held.record
        if not after.number:
            raise WrongValue(
                "number",
                Message(N_("A record keeps a number; it cannot be emptied.")),
                Message(N_("Write a number that is free, or leave {number} as it is."), number=before.number),
            )
        if before.number != after.number and number_taken(self.db, register, after.number):
            raise _number_in_use(after.number, Message(N_("Write a number that is free.")))
        changes = difference(register, before, after)
        if not changes:
            return None
        new = remade(after, revision=before.revision + 1, changed=self.at)
        cells = self._entry_cells(register, new) | {"revision": new.revision}
        names = ", ".join(f'"{name}" = ?' for name in cells)
        self.db.execute(f"update entries set {names} where id = ?", [*cells.values(), held.id])
        touched, placed = {each.field for each in changes}, Placed(held.id, new)
        self._update_own(register, held.id, new, touched)
        for each in row_fields(register):
            if each.name in touched:
                self._put_rows(register, each.name, placed)
        if touched & {each.name for each in link_fields(register)}:
            linking.put(self.db, register, placed)
        if touched - {"state"}:
            self._put_indexes(register, placed)
        if "number" in touched:
            linking.adopt(self.db, register, [placed])
            self._index_linking(held.id)
        self._note_deadlines(register, [placed])
        return self._audited(register, [(new, act, changes)], extra, undoes)[0]

    def note(
        self,
        act: str,
        values: Mapping[str, Any] | None = None,
        register: str = "",
        number: str = "",
        subject: str = "",
        undoes: int | None = None,
    ) -> int:
        """Audit an act that changes no field of a record, and return its place in the log."""
        entry = audit.Act(
            act=act,
            subject=subject,
            register=register,
            number=number,
            undoes=undoes,
            values=dict(values or {}),
        )
        self._append([entry])
        return self._head.seq

    def _append(self, acts: Sequence[audit.Act]) -> None:
        self._head = audit.append(self.db, self._head, acts, at=self.at, actor=self.actor, batch=self.batch)

    def _audited(
        self,
        register: Register,
        written: Sequence[tuple[Record, str, tuple[Change, ...]]],
        extra: Mapping[str, Any] | None,
        undoes: int | None = None,
    ) -> list[Changes]:
        """Audit what was written, each record with the act and its changes, and return the changes."""
        first = self._head.seq + 1
        self._append(
            [
                audit.Act(
                    act=act,
                    subject=record.id,
                    register=register.name,
                    number=record.number,
                    undoes=undoes,
                    values={
                        "fields": {each.field: [each.before, each.after] for each in changes},
                        "revision": record.revision,
                        **(extra or {}),
                    },
                )
                for record, act, changes in written
            ]
        )
        return [
            Changes(first + place, act, register.name, record.number, record.revision, changes)
            for place, (record, act, changes) in enumerate(written)
        ]

    def _entry_cells(self, register: Register, record: Record) -> dict[str, Any]:
        title = str(getattr(record, register.title))
        day = getattr(record, register.date)
        cells: dict[str, Any] = {
            "state": record.state,
            "changed": self.at,
            "title": title,
            "title_key": sort_key(title, person=isinstance(register.field(register.title).kind, Person)),
        }
        cells["day"] = day.isoformat() if day else None
        cells |= {each.name: to_column(each.kind, getattr(record, each.name)) for each in fields_of(Record)}
        return cells

    def _insert(self, table: str, many: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows by column; a column that is not named holds its empty value by itself."""
        shapes: dict[tuple[str, ...], list[list[Any]]] = {}
        for cells in many:
            shapes.setdefault(tuple(cells), []).append(list(cells.values()))
        for columns, held in shapes.items():
            self.db.conn.executemany(_insertion(table, columns), held)

    def _update_own(self, register: Register, entry: int, record: Record, touched: set[str]) -> None:
        changed = [(each, getattr(record, each.name)) for each in register.fields() if each.name in touched]
        cells = _own_cells(register, changed)
        if cells:
            names = ", ".join(f'"{name}" = ?' for name in cells)
            self.db.execute(f'update "{register.name}" set {names} where id = ?', [*cells.values(), entry])

    def _put_rows(self, register: Register, field: str, placed: Placed) -> None:
        self.db.execute(f'delete from "{rows_table(register, field)}" where record = ?', [placed.entry])
        self._insert_rows(register, field, [placed])

    def _insert_rows(self, register: Register, field: str, added: Iterable[Placed]) -> None:
        kind = register.field(field).kind
        assert isinstance(kind, Rows)
        names = tuple(each.name for each in column_fields(kind.of))
        sql = _insertion(rows_table(register, field), ("record", "position", *names))
        children = ((each.entry, getattr(each.record, field)) for each in added)
        self.db.conn.executemany(
            sql,
            (
                [entry, position, *cells]
                for entry, within in children
                if within
                for position, cells in enumerate(row_cells(within))
            ),
        )

    def _index_linking(self, entry: int) -> None:
        """Index the records that link here anew: they show, and are found by, the number of now."""
        for each in linking_here(self.db, entry):
            other = register_named(each.register)
            for record in read_many(self.db, other, [each.id]):
                if not record.withheld:
                    self._put_indexes(other, Placed(each.id, record))

    def index_again(self, register: Register, entry: int) -> None:
        """Index a record anew, as after it was sealed and opened again."""
        for record in read_many(self.db, register, [entry]):
            self._put_indexes(register, Placed(entry, record))
            self._note_deadlines(register, [Placed(entry, record)])

    def _put_indexes(self, register: Register, placed: Placed) -> None:
        indexes.remove(self.db, placed.entry)
        indexes.put(self.db, register, [placed])

    def _note_deadlines(self, register: Register, placed: Iterable[Placed]) -> None:
        """Note that what falls due by records is to be reckoned anew, where anything does."""
        if register.has_docket:
            noted = {each.entry: each.record for each in placed}
            docket.note_stale(self.db, noted)
            self._noted |= noted

    def take_noted(self) -> dict[int, Record]:
        """Return by their ids the records whose deadlines were noted since this was last asked, as they were written."""
        noted, self._noted = self._noted, {}
        return noted

    def next_number(self, register: Register, taken: Container[str]) -> str:
        """Return the next number of a register that no record has and that is not taken otherwise; it counts as given."""
        sql = "select last from counters where register = ? and year = ?"
        last = value(self.db, sql, [register.name, self.year]) or 0
        while True:
            last += 1
            number = register.number.format(year=self.year, seq=last, code=self._code)
            if number not in taken and not number_taken(self.db, register, number):
                break
        self.db.execute(
            "insert into counters(register, year, last) values (?, ?, ?)"
            " on conflict(register, year) do update set last = excluded.last",
            [register.name, self.year, last],
        )
        return number


@contextmanager
def write(db: Database, actor: str, at: datetime) -> Iterator[Writing]:
    """Open one transaction for an actor. Everything in it is kept when the block ends, or nothing."""
    with writing(db):
        profile = dict(rows(db, "select name, value from meta where name in ('lab', 'code')"))
        if len(profile) < 2:
            raise Damaged(
                Message(N_("The profile of this workspace is missing from its store.")),
                Message(N_("Restore the newest backup into a new folder.")),
            )
        yield Writing(db, actor, at, profile["lab"], profile["code"])


def _number_in_use(number: str, advice: Message) -> WrongValue:
    return WrongValue("number", Message(N_("The number {number} is in use."), number=number), advice)


def sealed_refusal(number: str) -> NotFound:
    """Return the refusal for any act on a sealed record."""
    return NotFound(
        Message(
            N_("{number} is sealed: its content may be above what this installation may hold."), number=number
        ),
        Message(N_("Call the security officer; a purge order by two people removes it.")),
    )


@lru_cache(maxsize=1_000)
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{each}"' for each in columns)
    return f'insert into "{table}"({names}) values ({", ".join("?" * len(columns))})'


def _own_cells(register: Register, held: Filled) -> dict[str, Any]:
    """Return what a register's own table holds of these fields, and the keys they are ordered by."""
    own, keyed = _names(register)
    cells: dict[str, Any] = {}
    for each, given in held:
        if each.name in own:
            cells[each.name] = to_column(each.kind, given)
        if each.name in keyed:
            cells[f"{each.name}_key"] = sort_key(given, person=isinstance(each.kind, Person))
    return cells


@cache
def _names(register: Register) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the fields that have a column in a register's own table, and of those with a stored sort key."""
    own, keyed = own_columns(register), keyed_fields(register)
    return frozenset(each.name for each in own), frozenset(each.name for each in keyed)
