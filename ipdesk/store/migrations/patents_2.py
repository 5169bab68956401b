"""Step patents_2: families, publication, modes of examination, worth, agency scores, costs, public funds and the secrecy review."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table "patents" add column "funded" integer;
alter table "patents" add column "declared_on" text;
alter table "patents" add column "declaration_type" text not null default '';
alter table "patents" add column "declaration_programme" text not null default '';
alter table "patents" add column "declaration_number" text not null default '';
alter table "patents" add column "review_requested_on" text;
alter table "patents" add column "review_decision" text not null default '';
alter table "patents" add column "review_decided_on" text;
alter table "patents" add column "review_number" text not null default '';
alter table "patents" add column "publication_number" text not null default '';
alter table "patents" add column "published_on" text;
alter table "patents" add column "value_grade" text not null default '';
alter table "patents" add column "high_value" text not null default '[]';
alter table "patents_events" add column "licence" text not null default '';
create table "patents_priorities" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "number" text not null default '',
  "country" text not null default '',
  "day" text,
  primary key (record, position)
) strict, without rowid;
create table "patents_examinations" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "mode" text not null default '',
  "requested_on" text,
  "decision" text not null default '',
  "decided_on" text,
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "patents_agency_scores" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "day" text,
  "by" text not null default '',
  "drafting" integer,
  "replies" integer,
  "timeliness" integer,
  "cost" integer,
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "patents_costs" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "what" text not null default '',
  "day" text,
  "amount" integer,
  "payer" text not null default '',
  "funds" text not null default '',
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
create index "patents_priorities_by_number" on "patents_priorities" ("number");
create index "patents_of_application_number" on "patents" ("application_number");
create index "patents_of_grant_number" on "patents" ("grant_number");
"""


def apply(db: Any) -> None:
    """Add the columns, make the tables and the indexes."""
    for statement in statements(SQL):
        db.execute(statement)
