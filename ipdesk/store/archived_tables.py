"""Which tables of the store are the state of a desk, and those that go into an archive row by row.

Every table has its place here, apart from those of the registers: a test walks over all there are.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from ipdesk.model.archives import line_of, wrong
from ipdesk.registers import REGISTERS
from ipdesk.store import views
from ipdesk.store.archived_records import require_time
from ipdesk.store.database import Database, rows, value

# State that has a form of its own: records and their links, the log, attached files, and the profile in the manifest.
ELSEWHERE: Final = ("entries", "links", "audit", "audit_values", "files", "chunks", "meta")
# Made anew from the records, at once or when it is first asked for.
DERIVED: Final = (
    "mentions",
    "texts",
    "bands",
    "docket",
    "docket_ahead",
    "docket_stale",
    "docket_rules",
    "answered",
    "imprints",
)
# Of one installation: who may open it and read what, what nobody saved, and the key that leaves no store.
HERE: Final = ("users", "drafts", "protected_readers", "protected_keys", "purging")
_DATE, _TIME = frozenset({"day", "approved_on"}), frozenset(
    {"at", "added", "removed", "started", "ended", "ended_at", "ordered_at", "confirmed_at", "kept_at"}
)  # fmt: skip
_JSON: Final[Mapping[tuple[str, str], type]] = {
    ("imports", "counts"): dict,
    ("import_rows", "raw"): dict,
    ("ledgers", "headings"): list,
    ("ledgers", "places"): dict,
    ("views", "body"): dict,  # and more: see views.is_body
    ("exports", "options"): dict,
    ("closings", "heads"): dict,
    ("report_templates", "layout"): list,
    ("report_templates", "map"): dict,
    ("closing_rows", "cells"): list,
}
_INTEGERS: Final = 1 << 63


@dataclass(frozen=True, slots=True)
class Table:
    """A table that goes in as it is: its name and the order of its rows.

    `files` names a column that holds the id of a file, which goes in as its sha256; `digest` one that holds the sha256
    of `content`. `where` leaves rows out, and `without` columns that are empty in all others.
    """

    name: str
    order: str = "id"
    files: str = ""
    digest: str = ""
    where: str = "true"
    without: tuple[str, ...] = ()


TABLES: Final = (
    Table("counters", "register, year"),
    Table("attachments", files="file"),
    Table("imports"),
    Table("import_rows"),
    Table("exports", "serial"),
    Table("export_entries", "entry, serial"),
    Table("backups"),
    Table("purge_orders"),
    Table("ledgers"),
    Table("views"),
    Table("rules", digest="sha256"),
    Table("frozen_rules", "sha256", digest="sha256"),
    Table("export_templates", "serial"),
    Table("template_approvals", "sha256"),
    Table("batches"),
    Table("batch_people", "batch, position"),
    # Fingerprints are of no use without their key, which leaves no store: see `left_out`.
    Table("protected_texts", "entry", where="text is not null", without=("fingerprints", "form")),
    Table("asides"),
    Table("report_words", "period, kind, code"),
    Table("report_templates"),
    Table("closings"),
    Table("closing_rows", "closing, language, sheet, position"),
)
TABLE: Final = {each.name: each for each in TABLES}
# What a new workspace may hold of all this: its own first entries in the log, and backups of it.
NEW: Final = ("backups",)


def filled(db: Database) -> list[str]:
    """Return the tables that hold something in a store which is to be new."""
    names = [each.name for each in TABLES if each.name not in NEW]
    return [name for name in (*names, "files") if value(db, f"select 1 from {name} limit 1") is not None]


def empty_new(db: Database) -> None:
    """Forget what a new store says of itself in tables that come from elsewhere: its backups hold no record."""
    for name in NEW:
        db.execute(f"delete from {name}")


def put_profile(db: Database, name: str, code: str) -> None:
    """Take over name and code of a laboratory; its lab's id and the highest marking stay those of this installation."""
    for column, held in (("name", name), ("code", code)):
        db.execute("update meta set value = ? where name = ?", [held, column])


def left_out(db: Database) -> dict[str, int]:
    """Return how much stays behind that people would miss: fingerprints, drafts, and lists of readers."""
    asked = {
        "fingerprints": "select count(*) from protected_texts where text is null",
        "drafts": "select count(*) from drafts",
        "readers": "select count(*) from protected_readers",
    }
    return {name: int(value(db, sql)) for name, sql in asked.items()}


def unread_texts(db: Database, user: str) -> list[str]:
    """Return the numbers of the records whose protected text a user is not named to read."""
    sql = (
        "select e.number from protected_texts p join entries e on e.id = p.entry where p.text is not null"
        ' and not exists (select 1 from protected_readers r where r.entry = p.entry and r."user" = ?) order by e.number'
    )
    return [each[0] for each in rows(db, sql, [user])]


def table_lines(db: Database, table: Table) -> Iterator[str]:
    """Yield the rows of a table as lines, each an object under the names of its columns."""
    columns = _columns(db, table)
    names = ", ".join(_asked(each, table) for each, _, _ in columns)
    cursor = db.execute(f"select {names} from {table.name} where {table.where} order by {table.order}")
    binary = {name for name, kind, _ in columns if kind == "BLOB"}
    for cells in cursor:
        plain = dict(zip((name for name, _, _ in columns), cells, strict=True))
        for name in binary:
            plain[name] = base64.b64encode(plain[name]).decode("ascii")
        yield line_of(plain)


def _asked(name: str, table: Table) -> str:
    if name != table.files:
        return f'"{name}"'
    return f'(select sha256 from files where files.id = {table.name}."{name}") as "{name}"'


def _columns(db: Database, table: Table) -> list[tuple[str, str, bool]]:
    """Return the columns of a table that go in: name, kind, and whether they may be empty."""
    sql = f"select name, type, \"notnull\", pk from pragma_table_info('{table.name}')"
    return [
        (name, "TEXT" if name == table.files else kind.upper(), not filled and not key)
        for name, kind, filled, key in rows(db, sql)
        if name not in table.without
    ]


class TableReader:
    """Reads the lines of a table strictly and puts them into it."""

    def __init__(self, db: Database, table: Table) -> None:
        self._db = db
        self._table = table
        self.line = 0  # the one read last, counted from 1
        self._columns = _columns(db, table)
        names = ", ".join(f'"{name}"' for name, _, _ in self._columns)
        places = ", ".join(
            "(select id from files where sha256 = ?)" if name == table.files else "?"
            for name, _, _ in self._columns
        )
        self._sql = f"insert into {table.name}({names}) values ({places})"

    def put(self, lines: Iterable[tuple[dict[str, Any], str]]) -> None:
        """Put rows in, each given as an object and as its line. Raises WrongValue for one that is not as it may be."""
        self._db.conn.executemany(self._sql, (self._cells(given, line) for given, line in lines))

    def _cells(self, given: dict[str, Any], line: str) -> list[Any]:
        self.line += 1
        if list(given) != [name for name, _, _ in self._columns]:
            unknown = set(given) ^ {name for name, _, _ in self._columns}
            raise wrong(next(iter(sorted(unknown)), ""))
        if line_of(given) != line:
            raise wrong("")
        cells = [self._cell(given[name], *column) for column in self._columns for name in column[:1]]
        if self._table.digest:
            content = next(cell for cell in cells if isinstance(cell, bytes))
            if sha256(content).hexdigest() != given[self._table.digest]:
                raise wrong(self._table.digest)
        return cells

    def _cell(self, held: Any, name: str, kind: str, may_be_empty: bool) -> Any:
        if held is None and may_be_empty:
            return None
        if kind == "INTEGER":
            if type(held) is not int or not -_INTEGERS <= held < _INTEGERS:
                raise wrong(name)
            return held
        if not isinstance(held, str):
            raise wrong(name)
        if kind == "BLOB":
            return _bytes(name, held)
        self._require_text(name, held)
        return held

    def _require_text(self, name: str, held: str) -> None:
        if held and name in _TIME:
            require_time(name, held)
        if held and name in _DATE:
            _require_day(name, held)
        if name in ("register",) and held and held not in {each.name for each in REGISTERS}:
            raise wrong(name)
        wanted = _JSON.get((self._table.name, name))
        if (
            wanted is not None
            and (held or name not in ("options", "cells"))
            and not _is_json(held, wanted, name)
        ):
            raise wrong(name)


def _bytes(name: str, held: str) -> bytes:
    try:
        return base64.b64decode(held, validate=True)
    except ValueError:
        raise wrong(name) from None


def _require_day(name: str, held: str) -> None:
    try:
        date.fromisoformat(held)
    except ValueError:
        raise wrong(name) from None


def _is_json(held: str, wanted: type, column: str) -> bool:
    try:
        plain = json.loads(held)
    except (ValueError, RecursionError):
        return False
    return isinstance(plain, wanted) and (column != "body" or views.is_body(plain))
