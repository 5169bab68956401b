"""Imprints of protected texts, kept so that a desk has them at once; each is made from its text and can be made anew.

What an imprint is made of is told by a word of its maker: when that is another now, the imprint is of no use any more. An
imprint can be turned back into words with some pains, so it goes wherever its text goes: with a seal, a purge, a text dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ipdesk.store.database import Database, marks, rows, value, writing

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """The imprint of a text: that of the record itself, or of the attached file whose sha256 is the part."""

    entry: int
    part: str
    made_of: str
    data: bytes = field(repr=False)


def made_of(db: Database, form: str) -> dict[tuple[int, str], str]:
    """Return of what each imprint of a form was made, by record and part; those of another form are no longer any."""
    sql = "select entry, part, made_of from imprints where form = ?"
    return {(entry, part): word for entry, part, word in rows(db, sql, [form])}


def find(db: Database, wanted: Iterable[tuple[int, str]]) -> Iterator[Kept]:
    """Yield the imprints of records and parts, those that are there."""
    left = list(wanted)
    for start in range(0, len(left), AT_ONCE):
        chosen = left[start : start + AT_ONCE]
        asked = ", ".join("(?, ?)" for _ in chosen)
        sql = f"select entry, part, made_of, data from imprints where (entry, part) in (values {asked})"
        yield from (Kept(*each) for each in rows(db, sql, [cell for each in chosen for cell in each]))


def put(db: Database, form: str, kept: Iterable[Kept]) -> None:
    """Keep imprints in place of those of the same texts, in a transaction of their own; of a record sealed meanwhile none."""
    with writing(db):
        for each in kept:
            if value(db, "select 1 from entries where id = ? and sealed = 0", [each.entry]):
                db.execute(
                    "insert or replace into imprints(entry, part, made_of, form, data) values (?, ?, ?, ?, ?)",
                    [each.entry, each.part, each.made_of, form, each.data],
                )


def drop(db: Database, gone: Iterable[tuple[int, str]]) -> None:
    """Forget the imprints of records and parts."""
    with writing(db):
        for entry, part in gone:
            db.execute("delete from imprints where entry = ? and part = ?", [entry, part])


def forget(db: Database, entry: int) -> None:
    """Erase the imprints of a record, inside the caller's transaction."""
    db.execute("delete from imprints where entry = ?", [entry])


def candidates(db: Database, registers: Iterable[str]) -> list[tuple[int, str, str, int, bool, str]]:
    """Return id, register, number, revision, whether it is sealed, and title of each record of registers that stands."""
    names = list(registers)
    sql = (
        "select id, register, number, revision, sealed, case when sealed then '' else title end from entries"
        f" where register in ({marks(names)}) and state <> 'withdrawn' order by id"
    )
    return [(each[0], each[1], each[2], each[3], bool(each[4]), each[5]) for each in rows(db, sql, names)]


def attached(db: Database, registers: Iterable[str]) -> list[tuple[int, str, str]]:
    """Return record, name and sha256 of each file that is attached to a record of registers, none twice to one record."""
    names = list(registers)
    sql = (
        "select a.entry, min(a.name), f.sha256 from attachments a join files f on f.id = a.file"
        f" join entries e on e.id = a.entry where a.removed is null and e.sealed = 0 and e.register in ({marks(names)})"
        " group by a.entry, f.sha256 order by a.entry, min(a.id)"
    )
    return [(each[0], each[1], each[2]) for each in rows(db, sql, names)]
