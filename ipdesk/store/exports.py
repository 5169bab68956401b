"""The log of what left the desk: every document's stamp, and which records it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ipdesk.model.errors import NotFound
from ipdesk.model.text import N_, Message, sound
from ipdesk.store import audit
from ipdesk.store.database import Database, marks, row, rows
from ipdesk.store.writing import Writing

# Copies of attachments, looks at restricted fields and whatever befalls a protected text: they change nothing of their record.
LOOKS: Final = (
    *("detach-copy", "open-copy", "show-restricted"),
    *(
        "keep-protected",
        "show-protected",
        "refuse-protected",
        "reduce-protected",
        "drop-protected",
        "name-readers",
    ),
)
COLUMNS: Final = "serial, at, user, seq, head, kind, register, document, language, options, locked"
SERIALS: Final = Message(N_("“ipdesk printed” lists the documents with their serial numbers."))
LONGEST_SERIAL: Final = 19  # digits: what SQLite still takes for a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A document about to leave: what it is, which file it goes to, and the UUIDs, or the local ids, of the records in it.

    A copy of an attachment is logged in the history of its record, the `subject`, too. `options` say, as JSON,
    how it is laid on paper, "" for the usual way. `locked` says that a password opens it; which one is kept nowhere.
    `restricted` names the restricted fields that it tells.
    """

    kind: str
    register: str
    file: str
    document: str = ""
    language: str = ""
    uuids: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    number: str = ""
    subject: str = ""
    attachment: str = ""
    options: str = ""
    locked: bool = False
    restricted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Logged:
    """One document that left: its serial number, when and by whom, and the audit head it bears."""

    serial: int
    at: str
    user: str
    seq: int
    head: str
    kind: str
    register: str
    document: str
    language: str
    options: str
    locked: bool


def log(writing: Writing, leaving: Leaving) -> Logged:
    """Give a document its serial number and keep which records are in it, so that a spill can be traced."""
    logged = _put(writing, leaving)
    for uuid in leaving.uuids:
        writing.db.execute(
            "insert into export_entries(entry, serial) select id, ? from entries where uuid = ?",
            [logged.serial, uuid],
        )
    writing.db.conn.executemany(
        "insert into export_entries(entry, serial) values (?, ?)",
        [(each, logged.serial) for each in leaving.entries],
    )
    _note(writing, leaving, logged.serial, len(leaving.uuids) + len(leaving.entries), {})
    return logged


def log_everything(writing: Writing, leaving: Leaving, told: Mapping[str, Any]) -> Logged:
    """Log what leaves with every record there is, as `log` does; `told` is what its entry tells besides."""
    logged = _put(writing, leaving)
    sql = "insert into export_entries(entry, serial) select id, ? from entries"
    count = writing.db.execute(sql, [logged.serial]).rowcount
    _note(writing, leaving, logged.serial, count, told)
    return logged


def _note(writing: Writing, leaving: Leaving, serial: int, count: int, told: Mapping[str, Any]) -> None:
    values: dict[str, Any] = {"serial": serial, "file": sound(leaving.file), "records": count}
    if leaving.attachment:
        values["name"] = leaving.attachment
    if leaving.locked:
        values["locked"] = True
    if leaving.restricted:
        values["restricted"] = list(leaving.restricted)
    writing.note(leaving.kind, {**values, **told}, leaving.register, leaving.number, leaving.subject)


def _put(writing: Writing, leaving: Leaving) -> Logged:
    """Give a document its serial number."""
    db, file = writing.db, sound(leaving.file)
    head = audit.head(db)
    options = sound(leaving.options)
    about = (leaving.kind, leaving.register, leaving.document, leaving.language, options, leaving.locked)
    sql = (
        "insert into exports(at, user, seq, head, kind, register, document, language, options, locked, name)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    cells = [writing.at, writing.actor, head.seq, head.hash, *about, file]
    serial = int(db.execute(sql, cells).lastrowid or 0)
    return Logged(serial, writing.at, writing.actor, head.seq, head.hash, *about)


def forget_options(db: Database, entry: int) -> None:
    """Erase what was laid across documents with a record in them: it may quote the record."""
    sql = (
        "update exports set options = '' where serial in (select serial from export_entries where entry = ?)"
    )
    db.execute(sql, [entry])


def find(db: Database, serial: int) -> Logged:
    """Return what was logged under a serial number. Raises NotFound."""
    sql = f"select {COLUMNS} from exports where serial = ?"
    held = row(db, sql, [serial]) if serial.bit_length() < 64 else None
    if held is None:
        raise NotFound(
            Message(N_("No document has the serial number {serial}."), serial=serial),
            SERIALS,
        )
    return _logged(held)


def numbers_in(db: Database, serial: int, register: str) -> list[str]:
    """Return the numbers of the records of a register in a document, in the order they were added."""
    sql = (
        "select e.number from export_entries x join entries e on e.id = x.entry"
        " where x.serial = ? and e.register = ? order by e.id"
    )
    return [each[0] for each in rows(db, sql, [serial, register])]


def entries_in(db: Database, serial: int) -> dict[str, list[int]]:
    """Return the local ids of the records in a document, by register."""
    sql = (
        "select e.register, e.id from export_entries x join entries e on e.id = x.entry"
        " where x.serial = ? order by e.register, e.id"
    )
    found: dict[str, list[int]] = {}
    for register, entry in rows(db, sql, [serial]):
        found.setdefault(register, []).append(entry)
    return found


def file_of(db: Database, serial: int) -> str:
    """Return the name of the file that a document was written to."""
    held = row(db, "select name from exports where serial = ?", [serial])
    return str(held[0]) if held else ""


def last(db: Database, limit: int) -> list[Logged]:
    """Return what was logged of every kind, newest first."""
    return [
        _logged(each)
        for each in rows(db, f"select {COLUMNS} from exports order by serial desc limit ?", [limit])
    ]


def uuids_in(db: Database, serial: int) -> list[str]:
    """Return the UUIDs of all records in a document."""
    sql = "select e.uuid from export_entries x join entries e on e.id = x.entry where x.serial = ?"
    return [each[0] for each in rows(db, sql, [serial])]


def changed_since(db: Database, logged: Logged) -> list[str]:
    """Return the numbers of the records in a document that changed after it left."""
    sql = (
        "select distinct e.number from export_entries x join entries e on e.id = x.entry"
        " join audit a on a.subject = e.uuid where x.serial = ? and a.seq > ?"
        f" and a.act not in ({marks(LOOKS)}) order by 1"
    )
    return [each[0] for each in rows(db, sql, [logged.serial, logged.seq, *LOOKS])]


def listed(db: Database, kind: str, text: str = "", limit: int = -1) -> list[Logged]:
    """Return what was logged of one kind, newest first.

    A text narrows to the documents with that serial number or with a record in whose number the text stands.
    """
    sql = (
        f"select {COLUMNS} from exports where kind = ?"
        " and (? = '' or serial = ? or exists (select 1 from export_entries x join entries e on e.id = x.entry"
        " where x.serial = exports.serial and instr(e.number, ?) > 0)) order by serial desc limit ?"
    )
    serial = int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_SERIAL else None
    return [_logged(each) for each in rows(db, sql, [kind, text, serial, text, limit])]


def _logged(held: Sequence[Any]) -> Logged:
    *cells, locked = held
    return Logged(*(*cells, bool(locked)))
