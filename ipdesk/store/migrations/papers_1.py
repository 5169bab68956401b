"""Step papers_1: the register of reviews before publication (论文发表与成果发布审查)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "papers" (
  "id" integer primary key references entries(id),
  "checklist" text not null default '',
  "checklist_version" text not null default '',
  "gates" text not null default '',
  "unanswered" integer,
  "score" integer,
  "title" text not null default '',
  "kind" text not null default '',
  "venue" text not null default '',
  "venue_country" text not null default '',
  "language" text not null default '',
  "venue_preprints" integer,
  "planned_submission" text,
  "planned_publication" text,
  "declared_no_secret" integer,
  "declared_no_internal" integer,
  "declared_disclosed" integer,
  "declared_rights" integer,
  "declared_data" integer,
  "declared_ai" integer,
  "declared_single" integer,
  "declared_agreed" integer,
  "declared_by" text not null default '',
  "declared_on" text,
  "version" text not null default '',
  "manifest" text not null default '',
  "approved_manifest" text not null default '',
  "proposed" text not null default '',
  "opinions_needed" text not null default '[]',
  "verdict" text not null default '',
  "conditions" text not null default '',
  "deferred_until" text,
  "decided_on" text,
  "approved_until" text,
  "notice_given_on" text,
  "funder_letter" text not null default '',
  "submitted_on" text,
  "accepted_on" text,
  "abstract_on" text,
  "online_on" text,
  "published_on" text,
  "reference" text not null default '',
  "found_later" integer,
  "found_later_reason" text not null default '',
  "venue_key" text not null default ''
) strict;
create index "papers_by_venue" on "papers" ("venue_key", id);
create table "papers_answers" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "item" text not null default '',
  "answer" text not null default '',
  "note" text not null default '',
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
create table "papers_authors" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "standing" text not null default '',
  "affiliation" text not null default '',
  "country" text not null default '',
  "email" text not null default '',
  "corresponding" integer,
  "agreed" integer,
  "agreed_on" text,
  primary key (record, position)
) strict, without rowid;
create table "papers_acknowledgements" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "text" text not null default '',
  "project" text not null default '',
  "grant" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "papers_materials" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "what" text not null default '',
  "owner" text not null default '',
  "licence" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "papers_manuscripts" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "role" text not null default '',
  "name" text not null default '',
  "sha256" text not null default '',
  "version" text not null default '',
  "added_on" text,
  primary key (record, position)
) strict, without rowid;
create table "papers_handled" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "key" text not null default '',
  "kind" text not null default '',
  "answer" text not null default '',
  "reason" text not null default '',
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
create table "papers_opinions" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "step" text not null default '',
  "opinion" text not null default '',
  "note" text not null default '',
  "name" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
