"""Step docket_1: events of rights, and the docket of what falls due by the rules of deadlines.

The docket holds open tasks alone, with the day as `date.toordinal` counts it, 0 for none. It is reckoned from the records and can be made anew at any time; `docket_stale` holds what is to be reckoned.
"""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table "patents" add column "jurisdiction" text not null default '';
alter table "patents" add column "route" text not null default '';
create table "patents_events" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "event" text not null default '',
  "day" text,
  "received_on" text,
  "service" text not null default '',
  "months" integer,
  "cycle" integer,
  "ref" text not null default '',
  "place" text not null default '',
  "party" text not null default '',
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "patents_settled" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "on" text,
  "by" text not null default '',
  "reason" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "patents_confirmed" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "nominal" text,
  "operative" text,
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
create table "secrets_settled" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "on" text,
  "by" text not null default '',
  "reason" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "secrets_confirmed" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "nominal" text,
  "operative" text,
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
create table docket (
  "id" integer primary key,
  "day" integer not null,
  "doubtful" integer not null,
  "grace_day" integer not null,
  "register" text not null,
  "waits_for" text not null,
  "rule" text not null,
  "entry" integer not null references entries(id),
  "task" text not null,
  "cycle" integer,
  "place" text not null default '',
  "nominal" text,
  "operative" text,
  "safe" text,
  "grace_until" text,
  "doubts" text not null default '',
  "confirmed_by" text not null default ''
) strict;
create index docket_by_entry on docket (entry);
create index docket_by_day on docket (day, id, doubtful, grace_day, register, waits_for);
create table docket_stale (
  "entry" integer primary key references entries(id)
) strict;
create table docket_rules (
  "register" text primary key,
  "digest" text not null
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Add the columns and make the tables."""
    for statement in statements(SQL):
        db.execute(statement)
