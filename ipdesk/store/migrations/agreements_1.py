"""Step agreements_1: the register of agreements (知识产权与保密协议), and the approvals of their templates."""

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
  "third_party" text not null default '',
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
"""


def apply(db: Any) -> None:
    """Make the tables of the register, and that of the approvals."""
    for statement in statements(SQL):
        db.execute(statement)
