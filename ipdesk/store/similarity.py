"""Records much like a given one, found by the bands they share."""

from __future__ import annotations

from ipdesk.model.findings import Similar
from ipdesk.model.register import Register
from ipdesk.screening.similarity import bands, likeness, pairs
from ipdesk.store.database import Database, marks, rows

MOST_CANDIDATES = 40
MOST_SHOWN = 5
LEAST_TITLE = 0.5
LEAST_TEXT = 0.3


def similar(
    db: Database, register: Register, title: str, text: str, except_uuid: str = ""
) -> tuple[Similar, ...]:
    """Return records of a register whose title or compared text is much like this, the likest first."""
    wanted = bands(title, text) if register.similar_text else ()
    if not wanted:
        return ()
    names = ", ".join(f'r."{name}"' for name in register.similar_text)
    sql = (
        f'select e.number, e.title, {names} from entries e join "{register.name}" r on r.id = e.id where e.id in ('
        f" select entry from bands where band in ({marks(wanted)}) group by entry order by count(*) desc limit ?)"
        # The plus keeps SQLite from walking the whole register by an index instead of taking the few ids.
        " and +e.register = ? and e.uuid <> ? and e.sealed = 0 and e.state <> 'withdrawn'"
    )
    found = []
    own_title, own_text = pairs(title), pairs(text)
    for number, other_title, *parts in rows(db, sql, [*wanted, MOST_CANDIDATES, register.name, except_uuid]):
        in_title = likeness(own_title, pairs(other_title))
        in_text = likeness(own_text, pairs(" ".join(parts)))
        if in_title >= LEAST_TITLE or in_text >= LEAST_TEXT:
            found.append(Similar(number, other_title, round(in_title, 3), round(in_text, 3)))
    found.sort(key=lambda each: (-max(each.title_score, each.text_score), each.number))
    return tuple(found[:MOST_SHOWN])
