"""When what was disclosed was filed: by the rights that link to it, and of a right itself."""

from __future__ import annotations

from datetime import date

from ipdesk.store.database import Database, rows

_STANDS = "e.sealed = 0 and e.state <> 'withdrawn'"


def filed(db: Database) -> dict[int, date]:
    """Return the first day on which something was filed, by record: of rights their own, of disclosures that of rights from them."""
    sql = (
        f"select p.id, p.filed_on from patents p join entries e on e.id = p.id where p.filed_on is not null and {_STANDS}"
        " union all select l.target, min(p.filed_on) from links l join patents p on p.id = l.source"
        f" join entries e on e.id = p.id where l.field = 'disclosure' and l.target is not null"
        f" and p.filed_on is not null and {_STANDS} group by l.target"
    )
    return {entry: date.fromisoformat(day) for entry, day in rows(db, sql)}


def public_rights(db: Database, until: date) -> set[int]:
    """Return the rights that were published or granted by a day: what stands in them is known to everybody."""
    sql = (
        "select id from patents where min(coalesce(published_on, '9999'), coalesce(granted_on, '9999')) <= ?"
    )
    return {each[0] for each in rows(db, sql, [until.isoformat()])}
