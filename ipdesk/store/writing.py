"""Writing: one transaction by one person, in which every change is audited as it is made."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from ipdesk.model.changes import Change, Changes
from ipdesk.model.errors import Damaged, NotFound, Stale, WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Link, Person
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import plain_value
from ipdesk.registers import register as register_named
from ipdesk.screening.similarity import bands
from ipdesk.store import audit, docket, search
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
from ipdesk.store.contents import Filled, filled_fields, mentioned, searched
from ipdesk.store.database import Database, row, rows, value, writing
from ipdesk.store.ordering import sort_key
from ipdesk.store.records import linking_here, number_taken, read_many
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

    def held(self, register: Register, number: str, revision: int | None = None) -> Held:
        """Return a record for change. Raises NotFound, Stale and, for a sealed one, NotFound's kin."""
        sql = "select id, revision, sealed from entries where register = ? and number = ?"
        found = row(self.db, sql, [register.name, number])
        if found is None:
            raise NotFound(
                Message(
                    N_("There is no {one} with the number {number}."),
                    one=Message(register.one),
                    number=number,
                )
            )
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
        number = record.number or self._next_number(register)
        if record.number and number_taken(self.db, register, number):
            raise WrongValue(
                "number",
                Message(N_("The number {number} is in use."), number=number),
                Message(N_("Leave the number empty to have the next one given.")),
            )
        new = replace(
            record,
            id=record.id or str(uuid.uuid4()),
            number=number,
            state=record.state or register.states.first(),
            revision=1,
            created=self.at,
            changed=self.at,
        )
        cells = self._entry_cells(register, new) | {
            "uuid": new.id,
            "register": register.name,
            "revision": 1,
            "lab": self._lab,
            "created": self.at,
        }
        cursor = self.db.execute(_insertion("entries", tuple(cells)), list(cells.values()))
        entry, filled = int(cursor.lastrowid or 0), filled_fields(new)
        self._insert_own(register, entry, filled)
        for each in row_fields(register):
            self._insert_rows(register, entry, each.name, getattr(new, each.name))
        self._insert_links(register, entry, new)
        self._adopt_links(register, entry, number)
        self._insert_indexes(register, entry, new, filled)
        self._note_deadlines(register, entry)
        return self._audited(register, new, "add", _added(new, filled), extra)

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
            raise WrongValue("number", Message(N_("A record keeps a number; it cannot be emptied.")))
        if before.number != after.number and number_taken(self.db, register, after.number):
            raise WrongValue("number", Message(N_("The number {number} is in use."), number=after.number))
        changes = _difference(register, before, after)
        if not changes:
            return None
        new = replace(after, revision=before.revision + 1, changed=self.at)
        cells = self._entry_cells(register, new) | {"revision": new.revision}
        names = ", ".join(f'"{name}" = ?' for name in cells)
        self.db.execute(f"update entries set {names} where id = ?", [*cells.values(), held.id])
        touched = {each.field for each in changes}
        self._update_own(register, held.id, new, touched)
        for each in row_fields(register):
            if each.name in touched:
                self._put_rows(register, held.id, each.name, getattr(new, each.name))
        if touched & {each.name for each in link_fields(register)}:
            self._put_links(register, held.id, new)
        if touched - {"state"}:
            self._put_indexes(register, held.id, new)
        if "number" in touched:
            self._adopt_links(register, held.id, new.number)
            self._index_linking(held.id)
        self._note_deadlines(register, held.id)
        return self._audited(register, new, act, changes, extra, undoes)

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
        self._head = audit.append(
            self.db,
            self._head,
            at=self.at,
            actor=self.actor,
            act=act,
            batch=self.batch,
            subject=subject,
            register=register,
            number=number,
            undoes=undoes,
            values=dict(values or {}),
        )
        return self._head.seq

    def _audited(
        self,
        register: Register,
        record: Record,
        act: str,
        changes: tuple[Change, ...],
        extra: Mapping[str, Any] | None,
        undoes: int | None = None,
    ) -> Changes:
        values = {
            "fields": {each.field: [each.before, each.after] for each in changes},
            "revision": record.revision,
        }
        seq = self.note(act, {**values, **(extra or {})}, register.name, record.number, record.id, undoes)
        return Changes(seq, act, register.name, record.number, record.revision, changes)

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

    def _insert_own(self, register: Register, entry: int, filled: Filled) -> None:
        """Insert what lies in the register's own table; a column that nobody filled holds its empty value by itself."""
        cells = {"id": entry} | _own_cells(register, filled)
        self.db.execute(_insertion(register.name, tuple(cells)), list(cells.values()))

    def _update_own(self, register: Register, entry: int, record: Record, touched: set[str]) -> None:
        changed = [(each, getattr(record, each.name)) for each in register.fields() if each.name in touched]
        cells = _own_cells(register, changed)
        if cells:
            names = ", ".join(f'"{name}" = ?' for name in cells)
            self.db.execute(f'update "{register.name}" set {names} where id = ?', [*cells.values(), entry])

    def _put_rows(self, register: Register, entry: int, field: str, children: tuple[Any, ...]) -> None:
        self.db.execute(f'delete from "{rows_table(register, field)}" where record = ?', [entry])
        self._insert_rows(register, entry, field, children)

    def _insert_rows(self, register: Register, entry: int, field: str, children: tuple[Any, ...]) -> None:
        if not children:
            return
        names = tuple(each.name for each in column_fields(type(children[0])))
        sql = _insertion(rows_table(register, field), ("record", "position", *names))
        cells = ([entry, position, *each] for position, each in enumerate(row_cells(children)))
        self.db.conn.executemany(sql, cells)

    def _put_links(self, register: Register, entry: int, record: Record) -> None:
        self.db.execute("delete from links where source = ?", [entry])
        self._insert_links(register, entry, record)

    def _insert_links(self, register: Register, entry: int, record: Record) -> None:
        for each in link_fields(register):
            assert isinstance(each.kind, Link)
            for position, number in enumerate(getattr(record, each.name)):
                self.db.execute(
                    "insert into links(source, field, position, register, number, target) values (?, ?, ?, ?, ?,"
                    " (select id from entries where register = ? and number = ?))",
                    [entry, each.name, position, each.kind.to, number, each.kind.to, number],
                )

    def _adopt_links(self, register: Register, entry: int, number: str) -> None:
        """Point links at this record that named its number before it was there."""
        sql = "update links set target = ? where target is null and register = ? and number = ?"
        self.db.execute(sql, [entry, register.name, number])

    def _index_linking(self, entry: int) -> None:
        """Index the records that link here anew: they show, and are found by, the number of now."""
        for each in linking_here(self.db, entry):
            other = register_named(each.register)
            for record in read_many(self.db, other, [each.id]):
                if not record.withheld:
                    self._put_indexes(other, each.id, record)

    def index_again(self, register: Register, entry: int) -> None:
        """Index a record anew, as after it was sealed and opened again."""
        for record in read_many(self.db, register, [entry]):
            self._put_indexes(register, entry, record)
        self._note_deadlines(register, entry)

    def _put_indexes(self, register: Register, entry: int, record: Record) -> None:
        search.remove(self.db, entry)
        self.db.execute("delete from mentions where entry = ?", [entry])
        self.db.execute("delete from bands where entry = ?", [entry])
        self._insert_indexes(register, entry, record, filled_fields(record))

    def _insert_indexes(self, register: Register, entry: int, record: Record, filled: Filled) -> None:
        search.put(self.db, entry, register.name, list(searched(filled)))
        named = ([entry, place, name, folded(name)] for place, name in mentioned(filled))
        self.db.conn.executemany("insert into mentions(entry, field, name, key) values (?, ?, ?, ?)", named)
        if register.similar_text:
            text = " ".join(str(getattr(record, name)) for name in register.similar_text)
            found = ([band, entry] for band in bands(str(getattr(record, register.title)), text))
            self.db.conn.executemany("insert or ignore into bands(band, entry) values (?, ?)", found)

    def _note_deadlines(self, register: Register, entry: int) -> None:
        """Note that what falls due by a record is to be reckoned anew, where anything does."""
        if register.has_docket:
            docket.note_stale(self.db, entry)

    def _next_number(self, register: Register) -> str:
        sql = "select last from counters where register = ? and year = ?"
        last = value(self.db, sql, [register.name, self.year]) or 0
        while True:
            last += 1
            number = register.number.format(year=self.year, seq=last, code=self._code)
            if not number_taken(self.db, register, number):
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
            raise Damaged(Message(N_("The profile of this workspace is missing from its store.")))
        yield Writing(db, actor, at, profile["lab"], profile["code"])


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
    own = {each.name for each in own_columns(register)}
    keyed = {each.name for each in keyed_fields(register)}
    cells: dict[str, Any] = {}
    for each, given in held:
        if each.name in own:
            cells[each.name] = to_column(each.kind, given)
        if each.name in keyed:
            cells[f"{each.name}_key"] = sort_key(given, person=isinstance(each.kind, Person))
    return cells


def _added(record: Record, filled: Filled) -> tuple[Change, ...]:
    """Return what a new record differs in from an empty one."""
    fields = (
        Change(each.name, None, plain_value(each.kind, given))
        for each, given in filled
        if given != each.empty
    )
    return (Change("state", None, record.state), *fields)


def _difference(register: Register, before: Record, after: Record) -> tuple[Change, ...]:
    found = []
    if before.state != after.state:
        found.append(Change("state", before.state, after.state))
    for each in register.fields():
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old != new:
            found.append(Change(each.name, plain_value(each.kind, old), plain_value(each.kind, new)))
    return tuple(found)


def restored(register: Register, record: Record, fields: Mapping[str, list[Any]]) -> Record:
    """Return a record with the values that audited fields had before, as undo needs it."""
    from ipdesk.model.values import read_value

    values: dict[str, Any] = {}
    for name, (before, _) in fields.items():
        if name == "state":
            values["state"] = before
        else:
            values[name] = read_value(register.field(name).kind, name, before)
    return replace(record, **values)
