"""Step agreements_1: the register of agreements (知识产权与保密协议), the approvals of their templates, and their batches."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "agreements" (
  "id" integer primary key references entries(id),
  "name" text not null default '',
  "kind" text not null default '',
  "paper_number" text not null default '',
  "unit" text not null default '',
  "post" text not null default '',
  "employment" text not null default '',
  "nationality" text not null default '',
  "identity_number" text not null default '',
  "address" text not null default '',
  "contact" text not null default '',
  "joined" text,
  "left_on" text,
  "classified" integer,
  "third_party" text not null default '',
  "third_representative" text not null default '',
  "host" text not null default '',
  "project_name" text not null default '',
  "period_from" text,
  "period_until" text,
  "disclose_days" integer,
  "secrecy_years" integer,
  "bilingual" integer,
  "non_compete_months" integer,
  "non_compete_scope" text not null default '',
  "non_compete_area" text not null default '',
  "non_compete_pay" integer,
  "monthly_pay" integer,
  "damages" integer,
  "bound" text not null default '',
  "non_compete_state" text not null default '',
  "non_compete_on" text,
  "signatory" text not null default '',
  "lab_representative" text not null default '',
  "lab_address" text not null default '',
  "copies" integer,
  "drafted_on" text,
  "sent_on" text,
  "signed_on" text,
  "countersigned_on" text,
  "third_signed_on" text,
  "sealed" integer,
  "effective_on" text,
  "expires_on" text,
  "ended_on" text,
  "end_reason" text not null default '',
  "successor" text not null default '',
  "note" text not null default '',
  "template" text not null default '',
  "template_version" text not null default '',
  "approval" text not null default '',
  "undrawable" text not null default '',
  "scan" text not null default '',
  "unit_key" text not null default '',
  "template_version_key" text not null default ''
) strict;
create index "agreements_by_unit" on "agreements" ("unit_key", id);
create index "agreements_by_template_version" on "agreements" ("template_version_key", id);
create table "agreements_payments" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "month" text not null default '',
  "amount" integer,
  "paid_on" text,
  "proof" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "agreements_clauses" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "clause" text not null default '',
  "option" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table template_approvals (
  "sha256" text primary key,
  "template" text not null,
  "version" text not null,
  "approved_by" text not null,
  "approved_on" text not null,
  "note" text not null default '',
  "at" text not null,
  "user" text not null
) strict, without rowid;
create table batches (
  "id" integer primary key,
  "folder" text not null,
  "kind" text not null default '',
  "started" text not null,
  "user" text not null,
  "ended" text
) strict;
create table batch_people (
  "batch" integer not null references batches(id),
  "position" integer not null,
  "person" text not null,
  "entry" integer references entries(id),
  "serial" integer,
  "file" text not null default '',
  "written" integer not null default 0,
  "refused" text not null default '',
  primary key (batch, position)
) strict, without rowid;
create index batch_people_by_entry on batch_people (entry);
"""


def apply(db: Any) -> None:
    """Make the tables of the register, that of the approvals, and those of drafts made in batches."""
    for statement in statements(SQL):
        db.execute(statement)
