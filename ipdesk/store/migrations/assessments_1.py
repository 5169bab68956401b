"""Step assessments_1: the register of assessments before filing (专利申请前评估)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "assessments" (
  "id" integer primary key references entries(id),
  "checklist" text not null default '',
  "checklist_version" text not null default '',
  "gates" text not null default '',
  "unanswered" integer,
  "score" integer,
  "title" text not null default '',
  "disclosure_seen" text not null default '',
  "inventors" text not null default '',
  "unit" text not null default '',
  "opened_on" text,
  "prepared_by" text not null default '',
  "due_on" text,
  "secret_score" integer,
  "spread" integer,
  "proposed" text not null default '',
  "terms" text not null default '',
  "outcome" text not null default '',
  "decision_reason" text not null default '',
  "departure_reason" text not null default '',
  "classifier_approval" text not null default '',
  "approvals_needed" text not null default '[]',
  "decided_on" text,
  "lapses_on" text,
  "carried_out_on" text,
  "review_on" text,
  "appeal" text not null default '',
  "inventors_key" text not null default '',
  "unit_key" text not null default ''
) strict;
create index "assessments_by_inventors" on "assessments" ("inventors_key", id);
create index "assessments_by_unit" on "assessments" ("unit_key", id);
create table "assessments_answers" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "item" text not null default '',
  "answer" text not null default '',
  "note" text not null default '',
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
create table "assessments_assessors" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "field" text not null default '',
  "interest" text not null default '',
  "interest_note" text not null default '',
  "no_gain" integer,
  "declared_on" text,
  "scored_on" text,
  "signed_on" text,
  "scan" text not null default '',
  "opinion" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "assessments_owners" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "party" text not null default '',
  "share" integer,
  "ground" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "assessments_costs" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "cost" text not null default '',
  "payer" text not null default '',
  "name" text not null default '',
  "funds" text not null default '',
  "share" integer,
  primary key (record, position)
) strict, without rowid;
create table "assessments_revenues" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "party" text not null default '',
  "name" text not null default '',
  "share" integer,
  "ground" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "assessments_approvals" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "step" text not null default '',
  "name" text not null default '',
  "opinion" text not null default '',
  "on" text,
  "no_gain" integer,
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
