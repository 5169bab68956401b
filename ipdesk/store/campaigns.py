"""What a campaign of signing asks the store: which versions of templates are in force with people, and whose project agreements lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipdesk.store.database import Database, rows


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a template by which agreements in force were drafted: its digest, the first day, and how many they are."""

    kind: str
    digest: str
    version: str
    first: str
    count: int


def versions(db: Database) -> list[Version]:
    """Return the versions by which agreements in force were drafted, the oldest first."""
    sql = (
        "select a.kind, a.template, max(a.template_version), coalesce(min(a.drafted_on), ''), count(*)"
        " from agreements a join entries e on e.id = a.id"
        " where e.state = 'in-force' and e.sealed = 0 and a.template <> '' group by a.kind, a.template order by 4, 3"
    )
    return [Version(*each) for each in rows(db, sql, [])]


def memberships(db: Database, today: date) -> list[tuple[int, str]]:
    """Return person and project for each member of a project under way who has no agreement on it, nor one on its way.

    Members are known by their names; an agreement is one on a project by its link, or by the name of the project.
    """
    sql = """
        select distinct p.entry, e.number
        from projects_members m
        join entries e on e.id = m.record
        join mentions k on k.entry = m.record and k.field = 'members.name' and k.name = m.name
        join mentions p on p.key = k.key and p.field = 'name'
        join entries pe on pe.id = p.entry and pe.register = 'people'
        where e.register = 'projects' and e.state in ('planned', 'running', 'suspended', 'closing') and e.sealed = 0
          and (m.until is null or m.until >= ?)
          and not exists (
            select 1 from links l
            join agreements a on a.id = l.source and a.kind = 'project'
            join entries ae on ae.id = a.id
            where l.field = 'person' and l.target = p.entry and ae.sealed = 0
              and ae.state in ('drafted', 'sent', 'signed-one', 'signed-both', 'in-force')
              and (a.project_name = e.title
                   or exists (select 1 from links o where o.source = a.id and o.field = 'projects' and o.target = e.id)))
        order by p.entry, e.number"""
    return [(each[0], each[1]) for each in rows(db, sql, [today.isoformat()])]
