"""The audit chain: who did what when, field by field, in an order that cannot be changed unseen.

Each entry's hash covers its own columns, the digest of its values and the hash before it. The
values lie in a side table under a salt, so that an ordered purge can erase them and the chain still
verifies. Whoever holds the data key could write a new chain: compare the head printed on exports
and backup receipts (see SECURITY.md).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message, whole_text
from ipdesk.store.database import Database, row, rows, value

START: Final = "0" * 64
PRINTED: Final = 12  # digits of a hash that stand on documents, and the fewest that compare
LOOK_UP: Final = 500  # entries verified between two tellings of how far it is
_BODY: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_CELLS: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
COLUMNS: Final = "seq, at, actor, act, subject, register, number, batch, undoes, digest, previous, hash"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the chain: its place and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One audited act. `values` is None when they were purged or are withheld."""

    seq: int
    at: str
    actor: str
    act: str
    subject: str
    register: str
    number: str
    batch: int
    undoes: int | None
    hash: str
    values: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying the chain found: how many entries, the head, and what is wrong, if anything."""

    entries: int
    head: Head
    purged: int
    problems: tuple[Message, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def head(db: Database) -> Head:
    """Return the head of the chain; place 0 and zeros before the first entry."""
    last = row(db, "select seq, hash from audit order by seq desc limit 1")
    return Head(last[0], last[1]) if last else Head(0, START)


def begun_at(db: Database) -> str:
    """Return when the first entry was made, "" before there is one."""
    return value(db, "select at from audit order by seq limit 1") or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one entry is to say, but for what all entries of a transaction have in common."""

    act: str
    subject: str = ""
    register: str = ""
    number: str = ""
    undoes: int | None = None
    values: dict[str, Any] | None = None


def append(db: Database, before: Head, acts: Iterable[Act], *, at: str, actor: str, batch: int) -> Head:
    """Append an entry for each act after the head inside the caller's transaction and return the new head."""
    entries, bodies, last = [], [], before
    for each in acts:
        seq = last.seq + 1
        body = whole_text(_BODY.encode(each.values or {}))  # a reason may hold half a character
        salt = secrets.token_hex(16)
        of = (each.act, each.subject, each.register, each.number, batch, each.undoes)
        cells = [seq, at, actor, *of, _digest(salt, body), last.hash]
        last = Head(seq, _chain(cells))
        entries.append([*cells, last.hash])
        bodies.append([seq, salt, body])
    db.conn.executemany(f"insert into audit({COLUMNS}) values (?,?,?,?,?,?,?,?,?,?,?,?)", entries)
    db.conn.executemany("insert into audit_values(seq, salt, body) values (?,?,?)", bodies)
    return last


def next_batch(db: Database) -> int:
    """Return the number of the next transaction; entries of one transaction share it."""
    return int(value(db, "select coalesce(max(batch), 0) + 1 from audit"))


def entries(db: Database, *, subject: str = "", batch: int | None = None) -> Iterator[Entry]:
    """Yield entries, newest first: all, those on one record (by UUID), or those of one transaction.

    The values of sealed records are withheld.
    """
    wanted = {"a.subject = ?": subject or None, "a.batch = ?": batch}
    given = {clause: held for clause, held in wanted.items() if held is not None}
    sql = f"""
        select a.seq, a.at, a.actor, a.act, a.subject, a.register, a.number, a.batch, a.undoes, a.hash,
               case when e.sealed = 1 then null else v.body end
        from audit a
        left join audit_values v on v.seq = a.seq
        left join entries e on e.uuid = a.subject
        where {" and ".join(["true", *given])}
        order by a.seq desc"""
    for *cells, body in rows(db, sql, list(given.values())):
        yield Entry(*(*cells, json.loads(body) if body is not None else None))


def last_batch(db: Database, actor: str, acts: Sequence[str]) -> int | None:
    """Return an actor's last transaction with one of these acts that was not yet taken back."""
    sql = (
        "select max(batch) from audit a where actor = ? and act in (select value from json_each(?))"
        " and not exists (select 1 from audit u where u.undoes = a.seq)"
    )
    found: int | None = value(db, sql, [actor, json.dumps(list(acts))])
    return found


def last_by_act(db: Database, act: str) -> Entry | None:
    """Return the last entry of an act that concerns no record, with its values."""
    sql = (
        "select a.seq, a.at, a.actor, a.act, a.subject, a.register, a.number, a.batch, a.undoes, a.hash, v.body"
        " from audit a left join audit_values v using (seq) where a.act = ? and a.subject = ''"
        " order by a.seq desc limit 1"
    )
    found = row(db, sql, [act])
    if found is None:
        return None
    *cells, body = found
    return Entry(*(*cells, json.loads(body) if body is not None else None))


def is_last_change(db: Database, entry: Entry) -> bool:
    """Say whether a record is as an entry left it: what changed it later was taken back since."""
    sql = (
        "select 1 from audit a join audit_values v using (seq) where a.subject = ? and a.seq > ?"
        " and json_extract(v.body, '$.revision') is not null and coalesce(a.undoes, 0) <= ?"
        " and not exists (select 1 from audit u where u.undoes = a.seq)"
    )
    return row(db, sql, [entry.subject, entry.seq, entry.seq]) is None


def add_was_undone(db: Database, subject: str) -> bool:
    """Say whether the last act on a record took back that it was added."""
    sql = "select a.act from audit u left join audit a on a.seq = u.undoes where u.subject = ? order by u.seq desc limit 1"
    return bool(value(db, sql, [subject]) == "add")


def verify(db: Database, expected: Head | None = None, step: Step = no_step) -> Verdict:
    """Check every entry against the one before it and its values against their digest.

    `expected` is a head noted earlier: the chain must still pass through it. Of its hash the first
    PRINTED digits will do, as they stand on documents.
    """
    of = head(db).seq
    problems: list[Message] = []
    last, count, purged = Head(0, START), 0, 0
    erased = _purged_subjects(db)
    cursor = db.execute(
        "select a.seq, a.at, a.actor, a.act, a.subject, a.register, a.number, a.batch, a.undoes, a.digest,"
        " a.previous, a.hash, v.salt, v.body from audit a left join audit_values v using (seq) order by a.seq"
    )
    for *cells, stored, salt, body in cursor:
        seq = cells[0]
        if count % LOOK_UP == 0:
            step(count, of)
        problems += problems_of(last, [*cells, stored], salt, body)
        if body is None:
            purged += 1
            if cells[4] not in erased:
                problems.append(
                    Message(N_("The values of entry {seq} are gone without a purge order."), seq=seq)
                )
        if expected and expected.seq == seq and not _is_noted(expected.hash, stored):
            problems.append(Message(N_("Entry {seq} is not the one whose hash was noted."), seq=seq))
        last, count = Head(seq, stored), count + 1
        if len(problems) > 20:
            break
    if expected and expected.seq > last.seq:
        problems.append(
            Message(
                N_("The log ends at entry {last}, before the noted entry {seq}."),
                last=last.seq,
                seq=expected.seq,
            )
        )
    return Verdict(count, last, purged, tuple(problems))


def problems_of(last: Head, entry: Sequence[Any], salt: str | None, body: str | None) -> list[Message]:
    """Return what is wrong with an entry, given as COLUMNS are, after the one before it; purged values are not looked at."""
    *cells, stored = entry
    seq, problems = cells[0], []
    if seq != last.seq + 1 or cells[10] != last.hash or _chain(cells) != stored:
        problems.append(Message(N_("Entry {seq} does not fit the one before it."), seq=seq))
    if body is not None and _digest(str(salt), body) != cells[9]:
        problems.append(Message(N_("The values of entry {seq} were changed."), seq=seq))
    return problems


def is_body(text: str) -> bool:
    """Say whether a text is one of the values of an entry: an object in JSON."""
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _is_noted(noted: str, stored: str) -> bool:
    return len(noted) >= PRINTED and stored.startswith(noted)


def _purged_subjects(db: Database) -> set[str]:
    return {each[0] for each in rows(db, "select distinct subject from audit where act = 'purge'")}


def _digest(salt: str, body: str) -> str:
    return hashlib.sha256(f"{salt}{body}".encode()).hexdigest()


def _chain(cells: list[Any]) -> str:
    return hashlib.sha256(_CELLS.encode(cells).encode()).hexdigest()
