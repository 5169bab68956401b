"""Step secrets_2: places, carriers, value, reviews and incidents of technical secrets, and the texts kept for comparison.

`protected_texts` holds a text or only its fingerprints, never both: eight bytes each, in the order of their values.
`protected_keys` holds the key by which fingerprints are made; it leaves this store never.
"""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table "secrets" add column "origin" text not null default '';
alter table "secrets" add column "term_ends" text;
alter table "secrets" add column "worth" integer;
alter table "secrets" add column "worth_method" text not null default '';
alter table "secrets" add column "worth_on" text;
alter table "secrets" add column "unknown_words" text not null default '';
alter table "secrets" add column "value_words" text not null default '';
alter table "secrets" add column "measures_words" text not null default '';
create table "secrets_places" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "kind" text not null default '',
  "guard" text not null default '',
  "keeper" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "secrets_carrier_log" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "event" text not null default '',
  "day" text,
  "carrier" text not null default '',
  "copy" text not null default '',
  "form" text not null default '',
  "from_place" text not null default '',
  "from_person" text not null default '',
  "to_place" text not null default '',
  "to_person" text not null default '',
  "witness" text not null default '',
  "approver" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "secrets_reviews" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "day" text,
  "by" text not null default '',
  "still_secret" integer,
  "of_value" integer,
  "kept" integer,
  "result" text not null default '',
  "next" text,
  primary key (record, position)
) strict, without rowid;
create table "secrets_incidents" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "code" text not null default '',
  "found_on" text,
  "found_at" text not null default '',
  "kind" text not null default '',
  "state_secret" integer,
  "reported_on" text,
  "reported_at" text not null default '',
  "reported_to" text not null default '',
  "measures" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table protected_texts (
  "entry" integer primary key references entries(id),
  "text" text,
  "fingerprints" blob,
  "form" text not null default '',
  "kept_by" text not null,
  "kept_at" text not null,
  check ((text is null) <> (fingerprints is null))
) strict;
create table protected_readers (
  "entry" integer not null references entries(id),
  "user" text not null,
  "named_by" text not null,
  "named_at" text not null,
  primary key (entry, user)
) strict, without rowid;
create table protected_keys (
  "id" integer primary key check (id = 1),
  "key" blob not null
) strict;
"""


def apply(db: Any) -> None:
    """Add the columns and make the tables."""
    for statement in statements(SQL):
        db.execute(statement)
