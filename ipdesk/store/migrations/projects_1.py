"""Step projects_1: the register of projects (科研项目)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "projects" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "project_class" text not null default '',
  "major" integer,
  "funder" text not null default '',
  "contracts" text not null default '',
  "budget" integer,
  "leader" text not null default '',
  "unit" text not null default '',
  "ip_officer" text not null default '',
  "started" text,
  "ends" text,
  "closed_on" text,
  "ip_terms" text not null default '',
  "publication_terms" text not null default '',
  "notice_days" integer,
  "navigation_on" text,
  "closing_inventory" text not null default '',
  "leader_key" text not null default '',
  "ip_officer_key" text not null default ''
) strict;
create index "projects_by_leader" on "projects" ("leader_key", id);
create index "projects_by_ip_officer" on "projects" ("ip_officer_key", id);
create table "projects_members" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "role" text not null default '',
  "since" text,
  "until" text,
  primary key (record, position)
) strict, without rowid;
create table "projects_nil_reports" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "period" text not null default '',
  "reported_by" text not null default '',
  "reported_on" text,
  "reason" text not null default '',
  "signed_on" text,
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
