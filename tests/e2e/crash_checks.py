"""What must hold of a workspace whose program was killed: everything acknowledged, nothing half done.

Each check returns problems as sentences, none when all is well. A record is compared with what its
audit entries add up to, and every index with the record, so that no part of an act can be missing.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ipdesk.model.folding import folded
from ipdesk.model.kinds import Link, LongText, Person, Rows, Text
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.values import filled_rows, plain_values
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from ipdesk.screening.similarity import bands
from ipdesk.store import audit, checking, drafts, lists, records, search
from ipdesk.store.columns import row_fields
from ipdesk.store.database import rows
from ipdesk.store.grams import FIELD_END, fold
from ipdesk.store.ordering import sort_key

Held = dict[str, tuple[Register, int, Record]]


def whole(desk: Desk) -> list[str]:
    """Check the store by itself: pages, structure, references, audit chain, records, indexes, files."""
    found = [problem.id for problem in checking.check(desk.workspace.db).problems]
    held = all_records(desk)
    return [*found, *as_audited(desk, held), *indexed(desk, held), *files_whole(desk)]


def all_records(desk: Desk) -> Held:
    """Return every record by UUID with its register and place in the store."""
    found: Held = {}
    for register in REGISTERS:
        ids = lists.list_ids(desk.workspace.db, register, withdrawn=True)
        for entry, record in zip(ids, records.read_many(desk.workspace.db, register, ids), strict=True):
            found[record.id] = (register, entry, record)
    return found


def as_audited(desk: Desk, held: Held) -> Iterator[str]:
    """Compare each record, child rows and links included, with what its audit entries add up to."""
    logged: dict[str, dict[str, Any]] = defaultdict(dict)
    revisions: dict[str, int] = {}
    for entry in reversed(list(audit.entries(desk.workspace.db))):
        for name, (_, after) in (entry.values or {}).get("fields", {}).items():
            logged[entry.subject][name] = after
        if "revision" in (entry.values or {}):
            assert entry.values is not None
            revisions[entry.subject] = entry.values["revision"]
    if set(logged) != set(held):
        yield f"partial: {len(set(logged) ^ set(held))} records without audit entry or the other way"
    for uuid, (register, _, record) in held.items():
        plain = _logged(register, record) | {"state": record.state}
        empty = _logged(register, register.record())
        if plain != empty | logged[uuid] or record.revision != revisions.get(uuid):
            yield f"partial: {record.number} is not what its audit entries say"


def _logged(register: Register, record: Record) -> dict[str, Any]:
    """Return the values of a record as the log holds them: of child rows what is filled in them."""
    rows = {each.name: filled_rows(getattr(record, each.name)) for each in row_fields(register)}
    return plain_values(record) | rows


def indexed(desk: Desk, held: Held) -> Iterator[str]:
    """Compare the search index, mentions, likeness bands, list columns and links with each record."""
    db = desk.workspace.db
    bodies = {
        entry: (register, body) for entry, register, body in rows(db, "select id, register, body from texts")
    }
    if {each[0] for each in rows(db, "select rowid from grams")} != set(bodies):
        yield "partial: the search index has other records than the texts"
    db.execute("insert into grams(grams) values ('integrity-check')")
    named, banded, lists, linked = (
        _several(db, "mentions"),
        _several(db, "bands"),
        _lists(db),
        _several(db, "links"),
    )
    for register, entry, record in held.values():
        body = FIELD_END.join(fold(part) for part in searched(record))
        if bodies.pop(entry, None) != (register.name, body):
            yield f"partial: the text of {record.number} is not indexed as it is"
        title = str(getattr(record, register.title))
        if title and record.number not in _found(desk, title[-12:]):
            yield f"partial: {record.number} is not found by its title"
        if named[entry] != sorted((place, name, folded(name)) for place, name in mentioned(record)):
            yield f"partial: the people of {record.number} are not indexed"
        text = " ".join(str(getattr(record, name)) for name in register.similar_text)
        if banded[entry] != sorted((band,) for band in bands(title, text) if register.similar_text):
            yield f"partial: the likeness bands of {record.number} are not its own"
        if lists[entry] != (title, sort_key(title), record.state, record.changed):
            yield f"partial: the list columns of {record.number} are not its own"
        yield from _links_lead(record, linked[entry], held)
    if bodies:
        yield f"partial: {len(bodies)} texts are indexed without a record"


def _several(db: Any, table: str) -> Mapping[int, list[tuple[Any, ...]]]:
    columns = {
        "mentions": "entry, field, name, key",
        "bands": "entry, band",
        "links": "source, register, number, target",
    }
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for entry, *cells in rows(db, f"select {columns[table]} from {table}"):
        found[entry].append(tuple(cells))
    return defaultdict(
        list,
        {entry: sorted(each, key=str) if table == "links" else sorted(each) for entry, each in found.items()},
    )


def _lists(db: Any) -> dict[int, tuple[Any, ...]]:
    return {
        entry: tuple(cells)
        for entry, *cells in rows(db, "select id, title, title_key, state, changed from entries")
    }


def _found(desk: Desk, text: str) -> set[str]:
    hits = [hit.id for hit in search.search(desk.workspace.db, text)]
    return {each.number for each in records.summaries(desk.workspace.db, hits)}


def _links_lead(record: Record, linked: list[tuple[Any, ...]], held: Held) -> Iterator[str]:
    places = {(register.name, each.number): entry for register, entry, each in held.values()}
    for register, number, target in linked:
        if target != places.get((register, number)):
            yield f"partial: the link from {record.number} to {number} does not lead there"


def searched(record: Any) -> Iterator[str]:
    """Yield the texts by which a record must be found, told by the declaration alone."""
    for each in fields_of(type(record)):
        value = getattr(record, each.name)
        if each.kind.restricted or each.kind.internal or not value:
            continue
        if isinstance(each.kind, Text | LongText | Person):
            yield value
        elif isinstance(each.kind, Link):
            yield from value
        elif isinstance(each.kind, Rows):
            for row in value:
                yield from searched(row)


def mentioned(record: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield where a record names whom."""
    for each in fields_of(type(record)):
        value = getattr(record, each.name)
        if isinstance(each.kind, Person) and value:
            yield f"{place}{each.name}", value
        if isinstance(each.kind, Rows):
            for row in value:
                yield from mentioned(row, f"{each.name}.")


def files_whole(desk: Desk) -> Iterator[str]:
    """Compare attachments with the audit log, and the chunks of every file with its hash."""
    db = desk.workspace.db
    for file, sha256, size in rows(db, "select id, sha256, size from files"):
        parts = rows(db, "select data from chunks where file = ? order by position", [file])
        data = b"".join(bytes(each[0]) for each in parts)
        if hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
            yield f"partial: file {file} is not what its hash says"
    sql = "select count(*) from files f where not exists (select 1 from attachments where file = f.id)"
    if rows(db, sql)[0][0]:
        yield "partial: a file is kept that no record has"
    there: dict[tuple[str, str], bool] = {}
    for each in reversed(list(audit.entries(db))):
        name = (each.values or {}).get("name")
        if each.act in ("attach", "detach"):
            there[each.subject, str(name)] = each.act == "attach"
        elif each.act == "undo" and name and "fields" not in (each.values or {}):
            there[each.subject, str(name)] = not there[each.subject, str(name)]
    held = rows(
        db, "select e.uuid, a.name, a.removed is null from attachments a join entries e on e.id = a.entry"
    )
    if {(uuid, name): bool(shown) for uuid, name, shown in held} != there:
        yield "partial: the attachments are not what the audit log says"


def kept(desk: Desk, said: dict[str, Any]) -> Iterator[str]:
    """Look for one acknowledged act: its place in the chain, what it put into records and files."""
    db = desk.workspace.db
    found = rows(db, "select hash, batch from audit where seq = ?", [said["seq"]])
    if not found or found[0][0] != said["hash"]:
        yield f"lost: {said['act']} at {said['seq']}"
        return
    entries = {each.number: each for each in audit.entries(db, batch=found[0][1])}
    for number, values in (said.get("records", {}) | said.get("projects", {})).items():
        fields = (entries[number].values or {})["fields"] if number in entries else {}
        if not all(name in fields and _agrees(value, fields[name][1]) for name, value in values.items()):
            yield f"lost: {said['act']} of {number} at {said['seq']} holds other values"
    for number in said.get("undone", ()):
        if number not in entries or entries[number].undoes is None:
            yield f"lost: undo of {number} at {said['seq']}"
    if "file" in said:
        number, name, sha256 = said["file"]
        values = entries[number].values or {}
        if (values.get("name"), values.get("sha256")) != (name, sha256):
            yield f"lost: attachment {name} of {number}"


def draft_kept(desk: Desk, digest: str) -> bool:
    """Say whether the draft of a new disclosure is the one with this digest."""
    held = drafts.find(desk.workspace.db, desk.actor.name, "disclosures", None)
    return held is not None and hashlib.sha256(json.dumps(held.values).encode()).hexdigest() == digest


def _agrees(intended: Any, held: Any) -> bool:
    """Say whether everything intended is held; what is held may say more."""
    if isinstance(intended, dict) and isinstance(held, dict):
        return all(name in held and _agrees(value, held[name]) for name, value in intended.items())
    if isinstance(intended, list) and isinstance(held, list):
        return len(intended) == len(held) and all(map(_agrees, intended, held))
    return bool(intended == held)
