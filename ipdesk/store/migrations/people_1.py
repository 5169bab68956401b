"""Step people_1: the register of people (人员)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "people" (
  "id" integer primary key references entries(id),
  "name" text not null default '',
  "identity_number" text not null default '',
  "nationality" text not null default '',
  "unit" text not null default '',
  "post" text not null default '',
  "employment" text not null default '',
  "home_institution" text not null default '',
  "supervisor" text not null default '',
  "joined" text,
  "left_on" text,
  "destination" text not null default '',
  "post_class" text not null default '',
  "post_class_since" text,
  "post_review_on" text,
  "bound" text not null default '',
  "email" text not null default '',
  "phone" text not null default '',
  "address" text not null default '',
  "bank" text not null default '',
  "unit_key" text not null default '',
  "post_key" text not null default ''
) strict;
create index "people_by_unit" on "people" ("unit_key", id);
create index "people_by_post" on "people" ("post_key", id);
create index "people_by_name" on "people" ("name");
create index "people_by_identity_number" on "people" ("identity_number");
create index "people_by_email" on "people" ("email");
create table "people_variants" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "kind" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "people_spells" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "employment" text not null default '',
  "unit" text not null default '',
  "post" text not null default '',
  "since" text,
  "until" text,
  primary key (record, position)
) strict, without rowid;
create table "people_training" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "day" text,
  "topic" text not null default '',
  "hours" integer,
  "passed" integer,
  "evidence" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "people_own_rights" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "what" text not null default '',
  "number" text not null default '',
  "owner" text not null default '',
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
