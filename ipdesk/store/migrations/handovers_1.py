"""Step handovers_1: the register of hand-overs to operation (移交运营)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "handovers" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "receiver" text not null default '',
  "handed_by" text not null default '',
  "handed_on" text,
  "received_by" text not null default '',
  "received_on" text,
  "route" text not null default '',
  "expected_use" text not null default '',
  "conditions" text not null default '',
  "refused_reason" text not null default '',
  "receiver_key" text not null default '',
  "handed_by_key" text not null default '',
  "received_by_key" text not null default ''
) strict;
create index "handovers_by_receiver" on "handovers" ("receiver_key", id);
create index "handovers_by_handed_by" on "handovers" ("handed_by_key", id);
create index "handovers_by_received_by" on "handovers" ("received_by_key", id);
create table "handovers_items" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "what" text not null default '',
  "form" text not null default '',
  "copies" integer,
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
