"""Step movements_1: the register of personnel movements (人员变动)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "movements" (
  "id" integer primary key references entries(id),
  "name" text not null default '',
  "kind" text not null default '',
  "day" text,
  "grounds" text not null default '',
  "approval" text not null default '',
  "new_unit" text not null default '',
  "new_post" text not null default '',
  "new_post_class" text not null default '',
  "former_employer" text not null default '',
  "prior_non_compete" integer,
  "prior_non_compete_until" text,
  "prior_secrecy" text not null default '',
  "checked_by" text not null default '',
  "checked_on" text,
  "host" text not null default '',
  "period_from" text,
  "period_until" text,
  "tasks_and_means" text not null default '',
  "ownership_agreed" integer,
  "uses_results" integer,
  "notice_signed_on" text,
  "non_compete" text not null default '',
  "cooling_from" text,
  "cooling_until" text,
  "destination" text not null default '',
  "forwarding" text not null default '',
  "interviewed_by" text not null default '',
  "interviewed_on" text,
  "interview" text not null default '',
  "task_list" text not null default '',
  "task_version" text not null default '',
  "closed_by" text not null default '',
  "closed_on" text,
  "approval_key" text not null default '',
  "host_key" text not null default '',
  "closed_by_key" text not null default ''
) strict;
create index "movements_by_approval" on "movements" ("approval_key", id);
create index "movements_by_host" on "movements" ("host_key", id);
create index "movements_by_closed_by" on "movements" ("closed_by_key", id);
create table "movements_tasks" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "item" text not null default '',
  "text" text not null default '',
  "mandatory" integer,
  "waits_for" text not null default '',
  "due" text,
  "state" text not null default '',
  "reason" text not null default '',
  "done_by" text not null default '',
  "done_on" text,
  "evidence" text not null default '',
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
