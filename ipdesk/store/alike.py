"""People for whom the same duties follow, gathered by the database: twenty thousand people are a few hundred cases."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ipdesk.registers.duties import Line, Moving, Signed
from ipdesk.store.database import Database, rows

DAY: Final = timedelta(days=1)
# Longer than any watch of a leaver: who left before is no other case than who left long before.
LONG_AGO: Final = timedelta(days=400)

# What of an agreement, a movement and a person the duties on :day hang on, as the store has it now.
_NOW: Final = {
    "agreed": "e.state",
    "begun": "",
    "moving": "e.state = 'open'",
    "state": "e.state",
    "living": "e.state <> 'withdrawn'",
}
# The same for an earlier :day, by the days that the records name; of movements nothing is known for then.
_THEN: Final = {
    "agreed": (
        "case when e.state not in ('in-force', 'superseded', 'ended') then e.state"
        " when a.ended_on <= :day then 'ended'"
        " when a.effective_on <= :day then 'in-force' else 'drafted' end"
    ),
    "begun": " and coalesce(a.drafted_on, a.sent_on, a.signed_on, a.effective_on, '') <= :day",
    "moving": ":day is null",
    "state": "case when p.joined > :day or p.left_on < :day then 'left' else 'active' end",
    "living": "e.state <> 'withdrawn' and (e.state <> 'left' or p.left_on is not null)",
}
# Crossed, so that the short tables are walked and `entries` is looked into by id.
_LINKED: Final = (
    " a cross join links l on l.source = a.id and l.field = 'person' cross join entries e on e.id = a.id"
    " where l.target is not null and e.state <> 'withdrawn' and e.sealed = 0"
)
_AGREED: Final = (
    "select a.kind, {agreed}, coalesce(a.expires_on < :day, 0), json_group_array(l.target)"
    f" from agreements{_LINKED}{{begun}} group by 1, 2, 3"
)
_MOVING: Final = (
    "select coalesce((select min(t.due) from movements_tasks t where t.record = a.id and t.state in ('', 'open')) < :day, 0),"
    f" json_group_array(l.target) from movements{_LINKED} and {{moving}} group by 1"
)
_PEOPLE: Final = (
    "select {state}, p.employment, p.post_class, p.post_review_on < :day, case when p.left_on is null then ''"
    " when p.left_on >= :day then '9999-12-31' when p.left_on < :long then '0001-01-01' else p.left_on end,"
    " {unit}, json_group_array(p.id) from people p cross join entries e on e.id = p.id"
    " where e.sealed = 0 and {living} group by 1, 2, 3, 4, 5, 6"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A person who stands for all of `ids`: on the day asked for, the same duties follow for each of them."""

    line: Line
    signed: tuple[Signed, ...]
    moving: tuple[Moving, ...]
    ids: array[int]


def cases(db: Database, day: date, *, now: bool = True, by_unit: bool = False) -> Iterator[Case]:
    """Yield the cases of people on a day, sealed and withdrawn ones left out; `by_unit` keeps the units apart.

    What counts is the state of the records `now`, or else what they were on an earlier day by the days they name.
    """
    parts = {**(_NOW if now else _THEN), "unit": "p.unit" if by_unit else "''"}
    asked = {"day": day.isoformat(), "long": (day - LONG_AGO).isoformat()}
    papers: list[Signed | Moving] = []
    held: defaultdict[int, int] = defaultdict(int)  # by person: a bit for each of the papers
    for kind, state, over, ids in rows(db, _AGREED.format(**parts), asked):
        papers.append(Signed(number="", kind=kind, state=state, expires_on=day - DAY if over else None))
        _note(held, 1 << len(papers) - 1, ids)
    for late, ids in rows(db, _MOVING.format(**parts), asked):
        papers.append(Moving(number="", kind="", open=0, due=day - DAY if late else None))
        _note(held, 1 << len(papers) - 1, ids)
    for *cells, ids in rows(db, _PEOPLE.format(**parts), asked):
        line = _line(*cells, day=day)
        alike: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
        for each in json.loads(ids):
            alike[held.get(each, 0)].append(each)
        for bits, those in alike.items():
            has = [paper for place, paper in enumerate(papers) if bits >> place & 1]
            signed = tuple(each for each in has if isinstance(each, Signed))
            yield Case(line, signed, tuple(each for each in has if isinstance(each, Moving)), those)


def _note(held: defaultdict[int, int], bit: int, ids: str) -> None:
    for each in json.loads(ids):
        held[each] |= bit


def _line(
    state: str, employment: str, post_class: str, review: int | None, left_on: str, unit: str, *, day: date
) -> Line:
    """Return somebody who stands for people; of a day it matters only on which side of the day asked for it lies."""
    return Line(
        id=0,
        number="",
        name="",
        state=state,
        unit=unit,
        employment=employment,
        left_on=date.fromisoformat(left_on) if left_on else None,
        post_class=post_class,
        post_review_on=None if review is None else day - DAY if review else day,
    )
