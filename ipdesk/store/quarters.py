"""Closed quarters and years: all that was told of each, version by version, and the words people wrote for one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal

from ipdesk.model.folding import folded
from ipdesk.store.database import Database, row, rows, value
from ipdesk.store.writing import Writing

WordKind = Literal["aim", "note", "text"]
Placed = tuple[str, str, int, int, list[Any]]  # language, sheet, place, local id of the record or 0, cells
_COLUMNS: Final = "id, period, number, reason, by, at, serial"


@dataclass(frozen=True, slots=True)
class Closing:
    """One version of a closed period: 0 for its closing, then the number of the correction."""

    id: int
    period: str
    number: int
    reason: str
    by: str
    at: str
    serial: int


def words(db: Database, period: str) -> dict[tuple[str, str], str]:
    """Return what was written for a period, by kind and code."""
    held = rows(db, "select kind, code, body from report_words where period = ?", [period])
    return {(kind, code): body for kind, code, body in held}


def put_word(writing: Writing, period: str, kind: WordKind, code: str, body: str) -> bool:
    """Keep what was written for a period in place of what was there; an empty text takes it away. Return whether it changed."""
    held = row(
        writing.db,
        "select body from report_words where period = ? and kind = ? and code = ?",
        [period, kind, code],
    )
    before = held[0] if held else ""
    if before == body:
        return False
    if body:
        writing.db.execute(
            "insert or replace into report_words(period, kind, code, body, by, at) values (?, ?, ?, ?, ?, ?)",
            [period, kind, code, body, writing.actor, writing.at],
        )
    else:
        writing.db.execute(
            "delete from report_words where period = ? and kind = ? and code = ?", [period, kind, code]
        )
    said = {"was": before, "now": body} if kind == "aim" else {"was": _digest(before), "now": _digest(body)}
    writing.note("report-words", {"period": period, "kind": kind, "code": code, **said})
    return True


def _digest(words: str) -> str:
    """Return what stands in the log, which keeps everything, for words that a purge may have to erase."""
    return sha256(words.encode("utf-8", "replace")).hexdigest() if words else ""


def close(
    writing: Writing,
    period: str,
    reason: str,
    serial: int,
    heads: Mapping[str, Any],
    placed: Iterable[Placed],
) -> Closing:
    """Keep all that a period tells as its next version, 0 for the first."""
    db = writing.db
    held = row(db, "select max(number) from closings where period = ?", [period])
    number = 0 if held is None or held[0] is None else held[0] + 1
    cells = [period, number, reason, writing.actor, writing.at, serial, json.dumps(heads, ensure_ascii=False)]
    sql = "insert into closings(period, number, reason, by, at, serial, heads) values (?, ?, ?, ?, ?, ?, ?)"
    id_ = int(db.execute(sql, cells).lastrowid or 0)
    db.conn.executemany(
        "insert into closing_rows(closing, language, sheet, position, entry, cells) values (?, ?, ?, ?, ?, ?)",
        (
            (id_, language, sheet, place, entry, json.dumps(told, ensure_ascii=False))
            for language, sheet, place, entry, told in placed
        ),
    )
    act = "correct-period" if number else "close-period"
    values = {"period": period, "number": number, "serial": serial}
    writing.note(act, {**values, "reason": _digest(reason)} if reason else values)
    return Closing(id_, period, number, reason, writing.actor, writing.at, serial)


def closings(db: Database, period: str = "") -> list[Closing]:
    """Return the versions of a period in their order, or those of all periods, the latest period first."""
    sql = f"select {_COLUMNS} from closings where ? in ('', period) order by period desc, number"
    return [Closing(*each) for each in rows(db, sql, [period])]


def head_of(db: Database, closing: int, language: str) -> dict[str, Any] | None:
    """Return what a version tells in a language, apart from its rows; None where it was not kept in that language."""
    held = row(db, "select heads from closings where id = ?", [closing])
    found: dict[str, Any] | None = json.loads(held[0]).get(language) if held else None
    return found


def rows_of(
    db: Database, closing: int, language: str, only: str = ""
) -> tuple[list[tuple[str, int, list[Any]]], int]:
    """Return the rows of a version, or of one sheet of it: sheet, local id of the record, cells.

    Beside them stands how many of the whole version are gone or withheld by now.
    """
    there = "from closing_rows r left join entries e on e.id = r.entry where r.closing = ? and r.language = ?"
    lost = "(r.cells = '' or coalesce(e.sealed, 0))"
    gone = int(value(db, f"select count(*) {there} and {lost}", [closing, language]))
    sql = (
        f"select r.sheet, r.entry, r.cells {there} and not {lost} and ? in ('', r.sheet)"
        " order by r.sheet, r.position"
    )
    held = rows(db, sql, [closing, language, only])
    return [(sheet, entry, json.loads(cells)) for sheet, entry, cells in held], gone


def forget(db: Database, entry: int, texts: Sequence[str]) -> None:
    """Erase what closed periods tell of a record that is being purged, and words of people that quote its texts; figures stay."""
    db.execute("update closing_rows set cells = '' where entry = ?", [entry])
    purged = [key for each in texts if len(key := folded(each)) > 1]
    for period, kind, code, body in rows(db, "select period, kind, code, body from report_words"):
        if kind != "aim" and _quotes(body, purged):
            db.execute(
                "delete from report_words where period = ? and kind = ? and code = ?", [period, kind, code]
            )
    for closing, reason, heads in rows(db, "select id, reason, heads from closings"):
        told = {language: _erased(head, purged) for language, head in json.loads(heads).items()}
        cells = ["" if _quotes(reason, purged) else reason, json.dumps(told, ensure_ascii=False), closing]
        db.execute("update closings set reason = ?, heads = ? where id = ?", cells)


def _quotes(body: str, purged: Sequence[str]) -> bool:
    """Say whether words quote one of some folded texts; a single sign tells nothing."""
    quote = folded(body)
    return len(quote) > 1 and any(text in quote or quote in text for text in purged)


def _erased(head: dict[str, Any], purged: Sequence[str]) -> dict[str, Any]:
    """Return a head without the words of people that quote, and with their number among what is gone."""
    gone = 0
    for held, name in ((head, "text"), *((each, "note") for each in head["lines"] if each["kept"]), *((each, "reason") for each in head["versions"])):  # fmt: skip
        if _quotes(held[name], purged):
            held[name] = ""
            gone += 1
    return {**head, "gone": head["gone"] + gone}
