"""Step ground_1: what every register needs."""

from __future__ import annotations

from typing import Any

SQL = """
create table meta (
  name text primary key,
  value text not null
) strict;

create table users (
  id integer primary key,
  name text not null unique,
  role text not null,
  active integer not null default 1,
  since text not null
) strict;

create table entries (
  id integer primary key,
  uuid text not null unique,
  register text not null,
  number text not null,
  title text not null,
  title_key text not null,
  day text,
  state text not null,
  revision integer not null,
  level text not null default '',
  grade text not null default '',
  classification text not null default '',
  classification_term text not null default '',
  classification_basis text not null default '',
  classification_number text not null default '',
  classified_by text not null default '',
  classified_on text,
  sealed integer not null default 0,
  lab text not null,
  created text not null,
  changed text not null,
  unique (register, number)
) strict;
create index entries_by_state on entries (register, state, changed desc, id desc);
create index entries_by_change on entries (register, changed desc, id desc, state);
create index entries_by_day on entries (register, day desc, id desc, state);
create index entries_by_title on entries (register, title_key, id, state);

create table counters (
  register text not null,
  year integer not null,
  last integer not null,
  primary key (register, year)
) strict, without rowid;

create table links (
  source integer not null references entries (id),
  field text not null,
  position integer not null,
  register text not null,
  number text not null,
  target integer references entries (id),
  primary key (source, field, position)
) strict, without rowid;
create index links_by_target on links (target);
create index links_unresolved on links (register, number) where target is null;

create table mentions (
  entry integer not null references entries (id),
  field text not null,
  name text not null,
  key text not null
) strict;
create index mentions_by_entry on mentions (entry);
create index mentions_by_key on mentions (key, entry desc);

create table texts (
  id integer primary key references entries (id),
  register text not null,
  body text not null
) strict;
create virtual table grams using fts5 (
  tokens, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='4'
);

create table bands (
  band integer not null,
  entry integer not null references entries (id),
  primary key (band, entry)
) strict, without rowid;
create index bands_by_entry on bands (entry);

create table drafts (
  id integer primary key,
  user text not null,
  register text not null,
  entry integer references entries (id),
  revision integer not null default 0,
  saved text not null,
  body text not null
) strict;
create unique index drafts_of on drafts (user, register, coalesce(entry, 0));

create table files (
  id integer primary key,
  sha256 text not null unique,
  size integer not null
) strict;
create table chunks (
  file integer not null references files (id),
  position integer not null,
  data blob not null,
  primary key (file, position)
) strict;
create table attachments (
  id integer primary key,
  entry integer not null references entries (id),
  file integer references files (id),
  name text not null,
  added text not null,
  added_by text not null,
  removed text
) strict;
create index attachments_by_entry on attachments (entry);
create index attachments_by_file on attachments (file);

create table imports (
  id integer primary key,
  at text not null,
  user text not null,
  name text not null,
  sha256 text not null,
  register text not null,
  counts text not null,
  batch integer not null
) strict;
create index imports_by_content on imports (sha256);
create table import_rows (
  id integer primary key,
  import integer not null references imports (id),
  entry integer not null references entries (id),
  sheet text not null,
  row integer not null,
  digest text not null,
  raw text not null
) strict;
create index import_rows_by_digest on import_rows (digest);
create index import_rows_by_entry on import_rows (entry);

create table exports (
  serial integer primary key,
  at text not null,
  user text not null,
  kind text not null,
  register text not null,
  name text not null,
  document text not null,
  language text not null,
  seq integer not null,
  head text not null
) strict;
create table export_entries (
  entry integer not null references entries (id),
  serial integer not null references exports (serial),
  primary key (entry, serial)
) strict, without rowid;

create table backups (
  id integer primary key,
  at text not null,
  user text not null,
  place text not null,
  seq integer not null,
  head text not null
) strict;

create table purge_orders (
  id integer primary key,
  entry integer not null references entries (id),
  number text not null,
  day text not null,
  reason text not null,
  ordered_by text not null,
  ordered_at text not null,
  confirmed_by text,
  confirmed_at text,
  unique (entry, number)
) strict;
create table purging (
  subject text primary key
) strict;

create table audit (
  seq integer primary key,
  at text not null,
  actor text not null,
  act text not null,
  subject text not null,
  register text not null,
  number text not null,
  batch integer not null,
  undoes integer,
  digest text not null,
  previous text not null,
  hash text not null
) strict;
create index audit_by_subject on audit (subject, seq);
create index audit_by_actor on audit (actor, seq);
create index audit_by_batch on audit (batch);
create index audit_by_undoes on audit (undoes) where undoes is not null;
create index audit_by_act on audit (act, subject);
create table audit_values (
  seq integer primary key references audit (seq),
  salt text not null,
  body text not null
) strict;

create trigger audit_is_kept before delete on audit
begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_is_fixed before update on audit
begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_values_are_fixed before update on audit_values
begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_values_are_kept before delete on audit_values
when not exists (select 1 from purging join audit on audit.subject = purging.subject where audit.seq = old.seq)
begin select raise(abort, 'the audit log is append-only'); end;
"""


def apply(db: Any) -> None:
    """Make the tables that all registers share."""
    for statement in statements(SQL):
        db.execute(statement)


def statements(sql: str) -> list[str]:
    """Cut a script into statements; an `executescript` would commit the step half done."""
    found, part = [], ""
    for line in sql.splitlines():
        part += line + "\n"
        complete = line.rstrip().endswith(";")
        if complete and ("create trigger" not in part or line.rstrip().endswith("end;")):
            found.append(part.strip())
            part = ""
    return [each for each in found if each]
