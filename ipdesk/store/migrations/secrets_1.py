"""Step secrets_1: the register of technical secrets (技术秘密)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "secrets" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "kinds" text not null default '[]',
  "unit" text not null default '',
  "custodian" text not null default '',
  "since" text,
  "term" text not null default '',
  "storage" text not null default '',
  "carriers" text not null default '',
  "measures" text not null default '[]',
  "unknown_to_public" integer,
  "has_value" integer,
  "kept_by_measures" integer,
  "proposed_by" text not null default '',
  "proposed_on" text,
  "recognised_by" text not null default '',
  "recognised_on" text,
  "review_on" text,
  "released_on" text,
  "release_reason" text not null default '',
  "unit_key" text not null default '',
  "custodian_key" text not null default ''
) strict;
create index "secrets_by_unit" on "secrets" ("unit_key", id);
create index "secrets_by_custodian" on "secrets" ("custodian_key", id);
create table "secrets_creators" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "secrets_access" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "since" text,
  "until" text,
  "reason" text not null default '',
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
