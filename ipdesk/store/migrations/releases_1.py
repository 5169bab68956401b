"""Step releases_1: the register of releases to inventors (放弃与发明人申请)."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table "releases" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "right" text not null default '',
  "filed" integer,
  "application_number" text not null default '',
  "transferor" text not null default '',
  "first_refusal" text not null default '',
  "consideration" text not null default '',
  "amount" integer,
  "income_share" integer,
  "consideration_terms" text not null default '',
  "costs_borne_by" text not null default '',
  "costs_note" text not null default '',
  "paid_so_far" text not null default '',
  "secrecy_duties" text not null default '',
  "no_classified_content" integer,
  "licence_retained" integer,
  "licence_terms" text not null default '',
  "notified_on" text,
  "notice_days" integer,
  "last_filing_day" text,
  "co_owners_consented" text not null default '',
  "co_owners_on" text,
  "co_owners_number" text not null default '',
  "funder_cleared" text not null default '',
  "funder_on" text,
  "funder_number" text not null default '',
  "secrecy_cleared" text not null default '',
  "secrecy_on" text,
  "secrecy_number" text not null default '',
  "outbound_cleared" text not null default '',
  "outbound_on" text,
  "outbound_number" text not null default '',
  "contract_number" text not null default '',
  "signed_by_transferee_on" text,
  "signed_by_lab_on" text,
  "signed_for_lab_by" text not null default '',
  "scan" text not null default '',
  "registered_on" text,
  "cancelled_reason" text not null default ''
) strict;
create table "releases_transferees" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "nationality" text not null default '',
  "share" integer,
  "contact" text not null default '',
  primary key (record, position)
) strict, without rowid;
create table "releases_consents" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "consented_on" text,
  primary key (record, position)
) strict, without rowid;
create table "releases_answers" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "answer" text not null default '',
  "answered_on" text,
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the tables of the register."""
    for statement in statements(SQL):
        db.execute(statement)
