"""People in the store: who has the same number or name, who of those named somewhere has left, and what each has signed."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from ipdesk.model.register import Register
from ipdesk.registers.duties import Line, Moving, Signed
from ipdesk.store.database import Database, marks, rows, value

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A person as far as others are told apart from him or her."""

    id: int
    uuid: str
    number: str
    name: str
    unit: str
    identity_number: str = field(repr=False)
    email: str
    variants: tuple[str, ...]


# Where the register of people keeps names.
_NAMED = "('name', 'variants.name')"


def sharing(
    db: Database,
    register: Register,
    fields: Sequence[str],
    ways: Sequence[Sequence[str]],
    except_uuid: str = "",
) -> tuple[str, ...]:
    """Return the numbers of a few other records of a register that have these texts in these fields.

    Of each field the ways are given in which its text is written; where there is but one, whatever its case.
    """
    # The ways of writing are asked for one by one, so that an index gives them.
    wanted = [cases(texts) for texts in ways]
    same = " and ".join(f'r."{name}" in ({marks(held)})' for name, held in zip(fields, wanted, strict=True))
    sql = (
        f'select e.number from "{register.name}" r join entries e on e.id = r.id where {same}'
        " and e.uuid <> ? and e.state <> 'withdrawn' and e.sealed = 0 limit ?"
    )
    return tuple(each[0] for each in rows(db, sql, [*chain.from_iterable(wanted), except_uuid, MOST_SHOWN]))


def cases(ways: Sequence[str]) -> Sequence[str]:
    """Return the ways in which a text is looked for: those given or, where there is but one, that in any case."""
    return ways if len(ways) > 1 else (ways[0], ways[0].upper(), ways[0].lower())


def texts_held(db: Database, register: Register, field: str) -> frozenset[str]:
    """Return every text that stands in a field of the records of a register."""
    sql = f'select json_group_array(distinct "{field}") from "{register.name}" where "{field}" <> \'\''
    return frozenset(json.loads(value(db, sql)))


def everybody(db: Database) -> list[Known]:
    """Return everybody who is neither withdrawn nor sealed, in the order in which they were entered."""
    sql = (
        "select p.id, e.uuid, e.number, p.name, p.unit, p.identity_number, p.email,"
        " (select json_group_array(v.name) from people_variants v where v.record = p.id)"
        " from people p join entries e on e.id = p.id where e.state <> 'withdrawn' and e.sealed = 0 order by p.id"
    )
    return [Known(*(*cells, tuple(json.loads(names)))) for *cells, names in rows(db, sql)]


def not_the_same(db: Database, act: str) -> set[frozenset[str]]:
    """Return the pairs, by UUID, that an act in the log says are not the same; those of a purged record are forgotten."""
    sql = (
        "select a.subject, json_extract(v.body, '$.other') from audit a join audit_values v on v.seq = a.seq"
        " where a.act = ? and v.body is not null"
    )
    return {frozenset(each) for each in rows(db, sql, [act])}


def linked_from(db: Database, entry: int) -> list[tuple[int, str]]:
    """Return local id and register of each record that links to a person; sealed ones are left as they are."""
    sql = (
        "select distinct l.source, e.register from links l join entries e on e.id = l.source"
        " where l.target = ? and l.register = 'people' and e.sealed = 0 order by l.source"
    )
    return [(each[0], each[1]) for each in rows(db, sql, [entry])]


def leavers(db: Database, keys: Sequence[str]) -> list[tuple[str, str, date]]:
    """Return key, number and last day of each person with one of these folded names who has a last day."""
    sql = (
        "select m.key, e.number, p.left_on from mentions m join entries e on e.id = m.entry"
        f" join people p on p.id = m.entry where m.key in ({marks(keys)}) and m.field in {_NAMED}"
        " and p.left_on is not null and e.state <> 'withdrawn' and e.sealed = 0"
    )
    return [(key, number, date.fromisoformat(day)) for key, number, day in rows(db, sql, list(keys))]


def named(db: Database, keys: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return by their local ids the people who have one of these folded names: that name, and their number."""
    sql = (
        "select m.entry, m.key, e.number from mentions m join entries e on e.id = m.entry"
        f" where m.key in ({marks(keys)}) and m.field in {_NAMED} and e.register = 'people'"
        " and e.state <> 'withdrawn' and e.sealed = 0 order by e.number"
    )
    return {entry: (key, number) for entry, key, number in rows(db, sql, list(keys))}


def namesakes(db: Database, keys: Sequence[str], except_id: int) -> list[tuple[str, str, str]]:
    """Return number, name and unit of other people who have one of these folded names, by number."""
    sql = (
        "select distinct e.number, p.name, p.unit from mentions m join entries e on e.id = m.entry"
        f" join people p on p.id = m.entry where m.key in ({marks(keys)}) and m.field in {_NAMED}"
        " and m.entry <> ? and e.state <> 'withdrawn' and e.sealed = 0 order by e.number"
    )
    return [(number, name, unit) for number, name, unit in rows(db, sql, [*keys, except_id])]


def named_in(db: Database, keys: Sequence[str], person: int) -> list[tuple[str, int]]:
    """Return register and id of all records that name a person or link to him or her, newest first.

    A sealed record is known only by its link: what it names is no longer in the index.
    """
    sql = (
        "select e.register, e.id from entries e where e.id <> ? and e.id in"
        f" (select entry from mentions where key in ({marks(keys)}) union"
        " select source from links where target = ?) order by e.id desc"
    )
    return [(register, id) for register, id in rows(db, sql, [person, *keys, person])]


def lines(db: Database, ids: Sequence[int] | None = None) -> list[Line]:
    """Return what the duties of people hang on: of those with these ids, in that order, or of all by number."""
    sql = (
        "select e.id, e.number, p.name, e.state, p.unit, p.post, p.employment, p.joined, p.left_on, p.post_class,"
        " p.post_review_on from people p join entries e on e.id = p.id where e.sealed = 0 and "
    )
    if ids is None:
        return [_line(each) for each in rows(db, f"{sql} e.state <> 'withdrawn' order by e.number", [])]
    found = {each[0]: _line(each) for each in rows(db, f"{sql} e.id in ({marks(ids)})", list(ids))}
    return [found[each] for each in ids if each in found]


def by_number(db: Database, ids: Iterable[int]) -> array[int]:
    """Return local ids of people in the order of their numbers."""
    sql = (
        "select json_group_array(id) from (select id from entries"
        " where id in (select value from json_each(?)) order by number limit -1)"
    )
    return array("q", json.loads(value(db, sql, [json.dumps(list(ids))])))


def agreements(db: Database, ids: Sequence[int] | None = None) -> dict[int, list[Signed]]:
    """Return the agreements of people by their ids, newest first; withdrawn and sealed ones left out."""
    sql = (
        "select l.target, e.number, a.kind, e.state, a.expires_on, a.effective_on, a.unit, a.post, a.employment,"
        f" a.template from {_linking('agreements', ids)} order by e.id desc"
    )
    found: dict[int, list[Signed]] = {}
    for person, number, kind, state, expires, effective, *rest in rows(db, sql, list(ids or ())):
        unit, post, employment, template = rest
        found.setdefault(person, []).append(
            Signed(
                number=number,
                kind=kind,
                state=state,
                expires_on=_day(expires),
                effective_on=_day(effective),
                unit=unit,
                post=post,
                employment=employment,
                template=template,
            )
        )
    return found


def movements_under_way(db: Database, ids: Sequence[int] | None = None) -> dict[int, list[Moving]]:
    """Return the open movements of people by their ids, with the tasks that are open in each."""
    open_tasks = "from movements_tasks t where t.record = a.id and t.state in ('', 'open')"
    sql = (
        f"select l.target, e.number, a.kind, (select count(*) {open_tasks}), (select min(t.due) {open_tasks})"
        f" from {_linking('movements', ids)} and e.state = 'open' order by e.id desc"
    )
    found: dict[int, list[Moving]] = {}
    for person, number, kind, count, due in rows(db, sql, list(ids or ())):
        found.setdefault(person, []).append(Moving(number=number, kind=kind, open=count, due=_day(due)))
    return found


def _linking(register: str, ids: Sequence[int] | None) -> str:
    """Return the tables and test of records of a register that link to people."""
    among = "" if ids is None else f" and l.target in ({marks(ids)})"
    return (
        f"links l join entries e on e.id = l.source join {register} a on a.id = l.source"
        f" where l.register = 'people' and l.field = 'person' and l.target is not null{among}"
        " and e.state <> 'withdrawn' and e.sealed = 0"
    )


def _line(cells: Sequence[Any]) -> Line:
    entry, number, name, state, unit, post, employment, joined, left_on, post_class, review = cells
    return Line(
        id=entry,
        number=number,
        name=name,
        state=state,
        unit=unit,
        post=post,
        employment=employment,
        joined=_day(joined),
        left_on=_day(left_on),
        post_class=post_class,
        post_review_on=_day(review),
    )


def _day(held: str | None) -> date | None:
    return date.fromisoformat(held) if held else None
