"""Records as an archive holds them: each whole, with its id, revision and times, and read back strictly.

The record of a purged one is its number and its marking. What is sealed and not purged is not read here at all.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ipdesk.model.archives import line_of, wrong
from ipdesk.model.changes import logged_value
from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import Person, Rows, Text
from ipdesk.model.record import MARKING_FIELDS, Record, field_of
from ipdesk.model.register import Register, is_empty
from ipdesk.model.text import N_, Message
from ipdesk.model.values import LONGEST_LINE, read_value
from ipdesk.store.columns import from_column
from ipdesk.store.contents import filled_fields
from ipdesk.store.database import Database, marks, rows, value
from ipdesk.store.indexes import Placed
from ipdesk.store.records import COMMON_COLUMNS, read_by_id
from ipdesk.store.writing import Writing

AT_ONCE: Final = 500
HEAD: Final = ("entry", "id", "state", "revision", "created", "changed", "lab")
_MOST: Final = 1 << 53


@dataclass(frozen=True, slots=True)
class Archived:
    """A record with its local id, the lab it came into being at, and whether it is purged."""

    entry: int
    lab: str
    purged: bool
    record: Record


def sealed_numbers(db: Database) -> list[str]:
    """Return the numbers of the records that are sealed and not purged."""
    sql = (
        "select number from entries e where sealed = 1 and not exists"
        " (select 1 from purge_orders o where o.entry = e.id and o.confirmed_by is not null) order by number"
    )
    return [each[0] for each in rows(db, sql)]


def count(db: Database) -> int:
    """Return how many records there are, withdrawn and purged ones too."""
    return int(value(db, "select count(*) from entries"))


def archived(db: Database, register: Register) -> Iterator[Archived]:
    """Yield the records of a register in the order of their ids, some at a time."""
    last = 0
    sql = "select id, lab, sealed from entries where register = ? and id > ? order by id limit ?"
    while held := rows(db, sql, [register.name, last, AT_ONCE]):
        found = read_by_id(db, register, [each[0] for each in held if not each[2]])
        found |= _purged(db, register, [each[0] for each in held if each[2]])
        for entry, lab, sealed in held:
            yield Archived(entry, lab, bool(sealed), found[entry])
        last = held[-1][0]


def _purged(db: Database, register: Register, ids: Sequence[int]) -> dict[int, Record]:
    head = ("id", "uuid", "state", "revision", "created", "changed")
    sql = f"select {', '.join((*head, *COMMON_COLUMNS))} from entries where id in ({marks(ids)})"
    found: dict[int, Record] = {}
    for entry, uuid_, state, revision, created, changed, *cells in rows(db, sql, list(ids)) if ids else ():
        known = {
            name: from_column(register.field(name).kind, cell)
            for name, cell in zip(COMMON_COLUMNS, cells, strict=True)
        }
        found[entry] = register.record(
            id=uuid_, state=state, revision=revision, created=created, changed=changed, **known
        )
    return found


def plain_archived(kept: Archived) -> dict[str, Any]:
    """Return a record as one line of an archive holds it; `fields` is what a record is added from."""
    return _plain(
        kept, {each.name: logged_value(each.kind, held) for each, held in filled_fields(kept.record)}
    )


def _plain(kept: Archived, fields: dict[str, Any]) -> dict[str, Any]:
    record = kept.record
    plain: dict[str, Any] = {
        "entry": kept.entry,
        "id": record.id,
        "state": record.state,
        "revision": record.revision,
        "created": record.created,
        "changed": record.changed,
        "lab": kept.lab,
    }
    if kept.purged:
        plain["purged"] = True
    plain["fields"] = fields
    return plain


def read_archived(register: Register, given: Mapping[str, Any], line: str) -> Archived:
    """Return the record of a line. Raises WrongValue for whatever would not be written just so again."""
    fields = given.get("fields")
    if set(given) - {*HEAD, "purged", "fields"} or not isinstance(fields, dict):
        raise wrong("fields")
    if given.get("purged", True) is not True:
        raise wrong("purged")
    texts = {name: _text(given, name) for name in ("id", "state", "created", "changed", "lab")}
    _require_head(register, texts)
    purged = "purged" in given
    if purged and set(fields) - {"number", *MARKING_FIELDS}:
        raise wrong("purged")
    lab, entry, revision = texts.pop("lab"), _number(given, "entry"), _number(given, "revision")
    known: dict[str, Any] = {**texts, "revision": revision, **_values(register.record, fields)}
    record = register.record(**known)
    kept = Archived(entry, lab, purged, record)
    if not record.number:
        raise wrong("number")
    # Of the fields that the line has; all others are empty, since nobody filled them.
    again = {name: logged_value(register.field(name).kind, getattr(record, name)) for name in fields}
    if line_of(_plain(kept, again)) != line:
        raise wrong(_differing(again, fields))
    return kept


def _values(of: type, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a record or child row, of which every name has to be declared."""
    found: dict[str, Any] = {}
    for name, raw in given.items():
        try:
            kind = field_of(of, name).kind
        except KeyError:
            raise WrongValue(name, Message(N_("There is no field “{field}”."), field=name)) from None
        if raw.__class__ is str and isinstance(kind, Text | Person) and _is_plain(raw):
            found[name] = raw
        elif isinstance(kind, Rows):
            found[name] = tuple(_row(kind, name, place, each) for place, each in enumerate(_rows(name, raw)))
        else:
            found[name] = read_value(kind, name, raw)
        if is_empty(found[name]):
            raise wrong(name)
    return found


def _is_plain(raw: str) -> bool:
    """Say whether a text is read as it is; most are, and reading takes longer than all else."""
    return raw.isprintable() and len(raw) <= LONGEST_LINE and raw.strip() == raw


def _rows(name: str, raw: object) -> list[Any]:
    if not isinstance(raw, list):
        raise wrong(name)
    return raw


def _row(kind: Rows, name: str, place: int, given: object) -> Any:
    if not isinstance(given, dict) or not given:
        raise wrong(f"{name}[{place}]")
    try:
        return kind.of(**_values(kind.of, given))
    except WrongValue as error:
        raise WrongValue(f"{name}[{place}].{error.field}", error.what, error.advice) from None


def _require_head(register: Register, texts: Mapping[str, str]) -> None:
    try:
        register.state(texts["state"])
    except KeyError:
        raise wrong("state") from None
    for name in ("created", "changed"):
        require_time(name, texts[name])
    for name in ("id", "lab"):
        try:
            plain = str(uuid.UUID(texts[name]))
        except ValueError:
            plain = ""
        if plain != texts[name]:
            raise wrong(name)


def require_time(name: str, text: str) -> None:
    """Raise WrongValue unless a text is a time with its zone."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise wrong(name) from None
    if at.tzinfo is None:
        raise wrong(name)


def _differing(again: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    """Return the first field that would not be written as it was given, "" where only the signs differ."""
    return next((name for name in given if line_of({"": again[name]}) != line_of({"": given[name]})), "")


def _text(given: Mapping[str, Any], name: str) -> str:
    held = given.get(name)
    if not isinstance(held, str):
        raise wrong(name)
    return held


def _number(given: Mapping[str, Any], name: str) -> int:
    held = given.get(name)
    if type(held) is not int or not 0 < held < _MOST:
        raise wrong(name)
    return held


def put_archived(writing: Writing, register: Register, kept: Sequence[Archived]) -> None:
    """Write records as an archive holds them; nothing of it is audited, since their log comes with them."""
    heads = {
        each.entry: {
            "id": each.entry,
            "uuid": each.record.id,
            "lab": each.lab,
            "revision": each.record.revision,
            "created": each.record.created,
            "changed": each.record.changed,
            "sealed": int(each.purged),
        }
        for each in kept
    }
    writing.put_again(register, [Placed(each.entry, each.record) for each in kept], heads)
    writing.take_noted()
