"""Step meetings_1: the register of committee meetings (评审会议)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "meetings" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "held_on" text,
  "place" text not null default '',
  "chair" text not null default '',
  "recorder" text not null default '',
  "minutes" text not null default '',
  "minutes_signed_by" text not null default '',
  "minutes_signed_on" text,
  "place_key" text not null default '',
  "chair_key" text not null default ''
) strict;
create index "meetings_by_place" on "meetings" ("place_key", id);
create index "meetings_by_chair" on "meetings" ("chair_key", id);
create table "meetings_members" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "role" text not null default '',
  "present" integer,
  "voting" integer,
  primary key (record, position)
) strict, without rowid;
create table "meetings_resolutions" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "case_number" text not null default '',
  "subject" text not null default '',
  "resolution" text not null default '',
  "in_favour" integer,
  "against" integer,
  "abstained" integer,
  "recused" text not null default '',
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
