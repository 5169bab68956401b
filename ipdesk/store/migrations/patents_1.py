"""Step patents_1: the register of patents and applications (专利及申请)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "patents" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "kind" text not null default '',
  "legacy_reason" text not null default '',
  "agency" text not null default '',
  "agent" text not null default '',
  "ordered_on" text,
  "urgent_by" text,
  "countries" text not null default '',
  "instructions" text not null default '',
  "priority_on" text,
  "application_number" text not null default '',
  "filed_on" text,
  "granted_on" text,
  "grant_number" text not null default '',
  "ended_on" text,
  "end_reason" text not null default '',
  "agency_key" text not null default '',
  "application_number_key" text not null default ''
) strict;
create index "patents_by_agency" on "patents" ("agency_key", id);
create index "patents_by_application_number" on "patents" ("application_number_key", id);
create table "patents_applicants" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "party" text not null default '',
  "role" text not null default '',
  "share" integer,
  primary key (record, position)
) strict, without rowid;
create table "patents_inventors" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "share" integer,
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
