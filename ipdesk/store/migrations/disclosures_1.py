"""Step disclosures_1: the register of disclosures (职务科技成果披露)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "disclosures" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "title_coded" integer,
  "unit" text not null default '',
  "submitted" text,
  "completed" text,
  "types" text not null default '[]',
  "keywords" text not null default '',
  "technical_field" text not null default '',
  "conceived" text,
  "first_record" text,
  "tested" text,
  "project_class" text not null default '',
  "funding" text not null default '[]',
  "funder_terms" text not null default '',
  "contracts" text not null default '',
  "parties" text not null default '',
  "facilities" text not null default '',
  "declaration_needed" integer,
  "declaration_type" text not null default '',
  "declaration_programme" text not null default '',
  "declaration_number" text not null default '',
  "problem" text not null default '',
  "prior_art" text not null default '',
  "solution" text not null default '',
  "features" text not null default '',
  "effects" text not null default '',
  "embodiments" text not null default '',
  "drawings" text not null default '',
  "alternatives" text not null default '',
  "detectable" text not null default '',
  "reverse_engineered" text not null default '',
  "trl" integer,
  "software_language" text not null default '',
  "software_size" text not null default '',
  "software_from" text,
  "software_to" text,
  "software_published" text not null default '',
  "applications" text not null default '',
  "likely_users" text not null default '',
  "competitors" text not null default '',
  "interest" text not null default '',
  "spin_off" integer,
  "spin_off_approval" text not null default '',
  "countries" text not null default '',
  "route" text not null default '',
  "urgent_by" text,
  "declared_true" integer,
  "declared_inventors" integer,
  "declared_rights" integer,
  "declared_secrecy" integer,
  "received_on" text,
  "complete_on" text,
  "duplicates_checked" integer,
  "assigned_to" text not null default '',
  "outcome" text not null default '',
  "closed_on" text,
  "next_step" text not null default '',
  "secrecy_result" text not null default '',
  "secrecy_level" text not null default '',
  "secrecy_basis" text not null default '',
  "secrecy_checked_by" text not null default '',
  "secrecy_checked_on" text,
  "determination" text not null default '',
  "determination_basis" text not null default '',
  "determined_by" text not null default '',
  "determined_on" text,
  "notice_sent_on" text,
  "unit_key" text not null default ''
) strict;
create index "disclosures_by_unit" on "disclosures" ("unit_key", id);
create table "disclosures_inventors" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "staff_number" text not null default '',
  "unit" text not null default '',
  "employment" text not null default '',
  "nationality" text not null default '',
  "joined" text,
  "left_on" text,
  "role" text not null default '',
  "contribution" text not null default '',
  "share" integer,
  "signed_on" text,
  primary key (record, position)
) strict, without rowid;
create table "disclosures_contributors" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "contribution" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "disclosures_co_owners" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "share" integer,
  "agreement" text not null default '',
  "foreign" integer,
  "country" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "disclosures_notebooks" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "book" text not null default '',
  "page" text not null default '',
  "day" text,
  "witness" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "disclosures_materials" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "kind" text not null default '',
  "description" text not null default '',
  "reference" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "disclosures_open_source" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "version" text not null default '',
  "licence" text not null default '',
  "linking" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "disclosures_events" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "kind" text not null default '',
  "day" text,
  "planned" integer,
  "overlap" text not null default '',
  "confidential" integer,
  "host" text not null default '',
  "venue" text not null default '',
  "evidence" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "disclosures_signatures" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "role" text not null default '',
  "name" text not null default '',
  "signed_on" text,
  primary key (record, position)
) strict, without rowid;
create table "disclosures_supplements" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "version" integer,
  "received_on" text,
  "written_by" text not null default '',
  "summary" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "disclosures_rework" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "asked_on" text,
  "asked_by" text not null default '',
  "instruction" text not null default '',
  "done_on" text,
  primary key (record, position)
) strict, without rowid;
create table "disclosures_objections" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "raised_by" text not null default '',
  "raised_on" text,
  "content" text not null default '',
  "answer" text not null default '',
  "answered_on" text,
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
