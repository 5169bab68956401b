CREATE INDEX "agreements_by_template_version" on "agreements" ("template_version_key", id);
CREATE INDEX "agreements_by_unit" on "agreements" ("unit_key", id);
CREATE INDEX asides_by_entry on asides (entry) where entry is not null;
CREATE INDEX "assessments_by_inventors" on "assessments" ("inventors_key", id);
CREATE INDEX "assessments_by_unit" on "assessments" ("unit_key", id);
CREATE INDEX attachments_by_entry on attachments (entry);
CREATE INDEX attachments_by_file on attachments (file);
CREATE INDEX audit_by_act on audit (act, subject);
CREATE INDEX audit_by_actor on audit (actor, seq);
CREATE INDEX audit_by_batch on audit (batch);
CREATE INDEX audit_by_subject on audit (subject, seq);
CREATE INDEX audit_by_undoes on audit (undoes) where undoes is not null;
CREATE INDEX bands_by_entry on bands (entry);
CREATE INDEX batch_people_by_entry on batch_people (entry);
CREATE INDEX closing_rows_by_entry on closing_rows (entry);
CREATE INDEX "disclosures_by_unit" on "disclosures" ("unit_key", id);
CREATE INDEX docket_ahead_by_day on docket_ahead (day);
CREATE INDEX docket_by_day on docket (day, id, doubtful, grace_day, register, waits_for);
CREATE INDEX docket_by_entry on docket (entry);
CREATE UNIQUE INDEX drafts_of on drafts (user, register, coalesce(entry, 0));
CREATE INDEX entries_by_change on entries (register, changed desc, id desc, state);
CREATE INDEX entries_by_day on entries (register, day desc, id desc, state);
CREATE INDEX entries_by_state on entries (register, state, changed desc, id desc);
CREATE INDEX entries_by_title on entries (register, title_key, id, state);
CREATE INDEX entries_sealed on entries (id) where sealed = 1;
CREATE INDEX "handovers_by_handed_by" on "handovers" ("handed_by_key", id);
CREATE INDEX "handovers_by_received_by" on "handovers" ("received_by_key", id);
CREATE INDEX "handovers_by_receiver" on "handovers" ("receiver_key", id);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX import_rows_by_digest on import_rows (digest);
CREATE INDEX import_rows_by_entry on import_rows (entry);
CREATE INDEX import_rows_by_source on import_rows (source) where source <> '';
CREATE INDEX imports_by_content on imports (sha256);
CREATE INDEX links_by_target on links (target);
CREATE INDEX links_unresolved on links (register, number) where target is null;
CREATE INDEX "meetings_by_chair" on "meetings" ("chair_key", id);
CREATE INDEX "meetings_by_place" on "meetings" ("place_key", id);
CREATE INDEX mentions_by_entry on mentions (entry);
CREATE INDEX mentions_by_key on mentions (key, entry desc);
CREATE INDEX "movements_by_approval" on "movements" ("approval_key", id);
CREATE INDEX "movements_by_closed_by" on "movements" ("closed_by_key", id);
CREATE INDEX "movements_by_host" on "movements" ("host_key", id);
CREATE INDEX "papers_by_venue" on "papers" ("venue_key", id);
CREATE INDEX "patents_by_agency" on "patents" ("agency_key", id);
CREATE INDEX "patents_by_application_number" on "patents" ("application_number_key", id);
CREATE INDEX "patents_of_application_number" on "patents" ("application_number");
CREATE INDEX "patents_of_grant_number" on "patents" ("grant_number");
CREATE INDEX "patents_priorities_by_number" on "patents_priorities" ("number");
CREATE INDEX "people_by_email" on "people" ("email");
CREATE INDEX "people_by_identity_number" on "people" ("identity_number");
CREATE INDEX "people_by_name" on "people" ("name");
CREATE INDEX "people_by_post" on "people" ("post_key", id);
CREATE INDEX "people_by_unit" on "people" ("unit_key", id);
CREATE INDEX "projects_by_ip_officer" on "projects" ("ip_officer_key", id);
CREATE INDEX "projects_by_leader" on "projects" ("leader_key", id);
CREATE UNIQUE INDEX rules_in_force on rules(kind, name) where ended is null;
CREATE INDEX "secrets_by_custodian" on "secrets" ("custodian_key", id);
CREATE INDEX "secrets_by_unit" on "secrets" ("unit_key", id);
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE "agreements" (
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
CREATE TABLE "agreements_clauses" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "clause" text not null default '',
  "option" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "agreements_payments" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "month" text not null default '',
  "amount" integer,
  "paid_on" text,
  "proof" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE answered (
  "entry" integer primary key references entries(id),
  "by" text not null,
  "revision" integer not null,
  "lost" integer not null,
  "answers" text not null
, "until" text) strict;
CREATE TABLE asides (
  "id" integer primary key,
  "kind" text not null check (kind in ('word', 'stock')),
  "family" text not null default '',
  "term" text not null default '',
  "passage" text not null default '',
  "text" text not null default '',
  "entry" integer references entries(id),
  "reason" text not null,
  "by" text not null,
  "at" text not null,
  "ended_by" text not null default '',
  "ended_at" text not null default ''
) strict;
CREATE TABLE "assessments" (
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
CREATE TABLE "assessments_answers" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "item" text not null default '',
  "answer" text not null default '',
  "note" text not null default '',
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "assessments_approvals" (
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
CREATE TABLE "assessments_assessors" (
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
CREATE TABLE "assessments_costs" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "cost" text not null default '',
  "payer" text not null default '',
  "name" text not null default '',
  "funds" text not null default '',
  "share" integer,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "assessments_owners" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "party" text not null default '',
  "share" integer,
  "ground" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "assessments_revenues" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "party" text not null default '',
  "name" text not null default '',
  "share" integer,
  "ground" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE attachments (
  id integer primary key,
  entry integer not null references entries (id),
  file integer references files (id),
  name text not null,
  added text not null,
  added_by text not null,
  removed text
) strict;
CREATE TABLE audit (
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
CREATE TABLE audit_values (
  seq integer primary key references audit (seq),
  salt text not null,
  body text not null
) strict;
CREATE TABLE backups (
  id integer primary key,
  at text not null,
  user text not null,
  place text not null,
  seq integer not null,
  head text not null
) strict;
CREATE TABLE bands (
  band integer not null,
  entry integer not null references entries (id),
  primary key (band, entry)
) strict, without rowid;
CREATE TABLE batch_people (
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
CREATE TABLE batches (
  "id" integer primary key,
  "folder" text not null,
  "kind" text not null default '',
  "started" text not null,
  "user" text not null,
  "ended" text
) strict;
CREATE TABLE chunks (
  file integer not null references files (id),
  position integer not null,
  data blob not null,
  primary key (file, position)
) strict;
CREATE TABLE closing_rows (
  "closing" integer not null references closings(id),
  "language" text not null,
  "sheet" text not null,
  "position" integer not null,
  "entry" integer not null,
  "cells" text not null,
  primary key (closing, language, sheet, position)
) strict, without rowid;
CREATE TABLE closings (
  "id" integer primary key,
  "period" text not null,
  "number" integer not null,
  "reason" text not null default '',
  "by" text not null,
  "at" text not null,
  "serial" integer not null,
  "heads" text not null,
  unique (period, number)
) strict;
CREATE TABLE counters (
  register text not null,
  year integer not null,
  last integer not null,
  primary key (register, year)
) strict, without rowid;
CREATE TABLE "disclosures" (
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
CREATE TABLE "disclosures_co_owners" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "share" integer,
  "agreement" text not null default '',
  "foreign" integer,
  "country" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_contributors" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "contribution" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_events" (
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
CREATE TABLE "disclosures_inventors" (
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
CREATE TABLE "disclosures_materials" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "kind" text not null default '',
  "description" text not null default '',
  "reference" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_notebooks" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "book" text not null default '',
  "page" text not null default '',
  "day" text,
  "witness" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_objections" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "raised_by" text not null default '',
  "raised_on" text,
  "content" text not null default '',
  "answer" text not null default '',
  "answered_on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_open_source" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "version" text not null default '',
  "licence" text not null default '',
  "linking" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_rework" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "asked_on" text,
  "asked_by" text not null default '',
  "instruction" text not null default '',
  "done_on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_signatures" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "role" text not null default '',
  "name" text not null default '',
  "signed_on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "disclosures_supplements" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "version" integer,
  "received_on" text,
  "written_by" text not null default '',
  "summary" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE docket (
  "id" integer primary key,
  "day" integer not null,
  "doubtful" integer not null,
  "grace_day" integer not null,
  "register" text not null,
  "waits_for" text not null,
  "rule" text not null,
  "entry" integer not null references entries(id),
  "task" text not null,
  "cycle" integer,
  "place" text not null default '',
  "nominal" text,
  "operative" text,
  "safe" text,
  "grace_until" text,
  "doubts" text not null default '',
  "confirmed_by" text not null default ''
, "announced_on" text) strict;
CREATE TABLE docket_ahead (
  "entry" integer primary key references entries(id),
  "day" text not null
) strict;
CREATE TABLE docket_rules (
  "register" text primary key,
  "digest" text not null
) strict, without rowid;
CREATE TABLE docket_stale (
  "entry" integer primary key references entries(id)
) strict;
CREATE TABLE drafts (
  id integer primary key,
  user text not null,
  register text not null,
  entry integer references entries (id),
  revision integer not null default 0,
  saved text not null,
  body text not null
) strict;
CREATE TABLE entries (
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
CREATE TABLE export_entries (
  entry integer not null references entries (id),
  serial integer not null references exports (serial),
  primary key (entry, serial)
) strict, without rowid;
CREATE TABLE export_templates (
  serial integer primary key references exports(serial),
  sha256 text not null
) strict;
CREATE TABLE exports (
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
, locked integer not null default 0 check (locked in (0, 1)), options text not null default '') strict;
CREATE TABLE files (
  id integer primary key,
  sha256 text not null unique,
  size integer not null
) strict;
CREATE TABLE frozen_rules (
  sha256 text primary key,
  content blob not null
) strict
;
CREATE VIRTUAL TABLE grams using fts5 (
  tokens, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='4'
);
CREATE TABLE 'grams_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'grams_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'grams_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'grams_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE "handovers" (
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
CREATE TABLE "handovers_items" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "what" text not null default '',
  "form" text not null default '',
  "copies" integer,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE import_rows (
  id integer primary key,
  import integer not null references imports (id),
  entry integer not null references entries (id),
  sheet text not null,
  row integer not null,
  digest text not null,
  raw text not null
, source text not null default '') strict;
CREATE TABLE imports (
  id integer primary key,
  at text not null,
  user text not null,
  name text not null,
  sha256 text not null,
  register text not null,
  counts text not null,
  batch integer not null
) strict;
CREATE TABLE imprints (
  "entry" integer not null references entries(id),
  "part" text not null default '',
  "made_of" text not null,
  "form" text not null,
  "data" blob not null,
  primary key (entry, part)
) strict, without rowid;
CREATE TABLE ledgers (
  id integer primary key,
  register text not null,
  key text not null,
  headings text not null,
  places text not null,
  at text not null,
  user text not null,
  unique (register, key)
) strict;
CREATE TABLE links (
  source integer not null references entries (id),
  field text not null,
  position integer not null,
  register text not null,
  number text not null,
  target integer references entries (id),
  primary key (source, field, position)
) strict, without rowid;
CREATE TABLE "meetings" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "held_on" text,
  "place" text not null default '',
  "chair" text not null default '',
  "recorder" text not null default '',
  "minutes" text not null default '',
  "minutes_signed_by" text not null default '',
  "minutes_signed_on" text,
  "place_key" text not null default '',
  "chair_key" text not null default ''
) strict;
CREATE TABLE "meetings_members" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "role" text not null default '',
  "present" integer,
  "voting" integer,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "meetings_resolutions" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "case_number" text not null default '',
  "subject" text not null default '',
  "resolution" text not null default '',
  "in_favour" integer,
  "against" integer,
  "abstained" integer,
  "recused" text not null default '',
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE mentions (
  entry integer not null references entries (id),
  field text not null,
  name text not null,
  key text not null
) strict;
CREATE TABLE meta (
  name text primary key,
  value text not null
) strict;
CREATE TABLE "movements" (
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
CREATE TABLE "movements_tasks" (
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
CREATE TABLE "papers" (
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
CREATE TABLE "papers_acknowledgements" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "text" text not null default '',
  "project" text not null default '',
  "grant" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "papers_answers" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "item" text not null default '',
  "answer" text not null default '',
  "note" text not null default '',
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "papers_authors" (
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
CREATE TABLE "papers_handled" (
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
CREATE TABLE "papers_manuscripts" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "role" text not null default '',
  "name" text not null default '',
  "sha256" text not null default '',
  "version" text not null default '',
  "added_on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "papers_materials" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "what" text not null default '',
  "owner" text not null default '',
  "licence" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "papers_opinions" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "step" text not null default '',
  "opinion" text not null default '',
  "note" text not null default '',
  "name" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "patents" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "kind" text not null default '',
  "legacy_reason" text not null default '',
  "agency" text not null default '',
  "agent" text not null default '',
  "ordered_on" text,
  "urgent_by" text,
  "countries" text not null default '',
  "instructions" text not null default '',
  "priority_on" text,
  "application_number" text not null default '',
  "filed_on" text,
  "granted_on" text,
  "grant_number" text not null default '',
  "ended_on" text,
  "end_reason" text not null default '',
  "agency_key" text not null default '',
  "application_number_key" text not null default ''
, "jurisdiction" text not null default '', "route" text not null default '', "funded" integer, "declared_on" text, "declaration_type" text not null default '', "declaration_programme" text not null default '', "declaration_number" text not null default '', "review_requested_on" text, "review_decision" text not null default '', "review_decided_on" text, "review_number" text not null default '', "publication_number" text not null default '', "published_on" text, "value_grade" text not null default '', "high_value" text not null default '[]', "review_by" text not null default '') strict;
CREATE TABLE "patents_agency_scores" (
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
CREATE TABLE "patents_applicants" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "party" text not null default '',
  "role" text not null default '',
  "share" integer,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "patents_confirmed" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "nominal" text,
  "operative" text,
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "patents_costs" (
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
CREATE TABLE "patents_events" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "event" text not null default '',
  "day" text,
  "received_on" text,
  "service" text not null default '',
  "months" integer,
  "cycle" integer,
  "ref" text not null default '',
  "place" text not null default '',
  "party" text not null default '',
  "note" text not null default '', "licence" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "patents_examinations" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "mode" text not null default '',
  "requested_on" text,
  "decision" text not null default '',
  "decided_on" text,
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "patents_inventors" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "share" integer,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "patents_priorities" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "number" text not null default '',
  "country" text not null default '',
  "day" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "patents_settled" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "on" text,
  "by" text not null default '',
  "reason" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "people" (
  "id" integer primary key references entries(id),
  "name" text not null default '',
  "identity_number" text not null default '',
  "nationality" text not null default '',
  "unit" text not null default '',
  "post" text not null default '',
  "employment" text not null default '',
  "home_institution" text not null default '',
  "supervisor" text not null default '',
  "joined" text,
  "left_on" text,
  "destination" text not null default '',
  "post_class" text not null default '',
  "post_class_since" text,
  "post_review_on" text,
  "bound" text not null default '',
  "email" text not null default '',
  "phone" text not null default '',
  "address" text not null default '',
  "bank" text not null default '',
  "unit_key" text not null default '',
  "post_key" text not null default ''
, "ip_since" text) strict;
CREATE TABLE "people_own_rights" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "what" text not null default '',
  "number" text not null default '',
  "owner" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "people_spells" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "employment" text not null default '',
  "unit" text not null default '',
  "post" text not null default '',
  "since" text,
  "until" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "people_training" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "day" text,
  "topic" text not null default '',
  "hours" integer,
  "passed" integer,
  "evidence" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "people_variants" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "kind" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "projects" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "project_class" text not null default '',
  "major" integer,
  "funder" text not null default '',
  "contracts" text not null default '',
  "budget" integer,
  "leader" text not null default '',
  "unit" text not null default '',
  "ip_officer" text not null default '',
  "started" text,
  "ends" text,
  "closed_on" text,
  "ip_terms" text not null default '',
  "publication_terms" text not null default '',
  "notice_days" integer,
  "navigation_on" text,
  "closing_inventory" text not null default '',
  "leader_key" text not null default '',
  "ip_officer_key" text not null default ''
) strict;
CREATE TABLE "projects_members" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "role" text not null default '',
  "since" text,
  "until" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "projects_nil_reports" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "period" text not null default '',
  "reported_by" text not null default '',
  "reported_on" text,
  "reason" text not null default '',
  "signed_on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE protected_keys (
  "id" integer primary key check (id = 1),
  "key" blob not null
) strict;
CREATE TABLE protected_readers (
  "entry" integer not null references entries(id),
  "user" text not null,
  "named_by" text not null,
  "named_at" text not null,
  primary key (entry, user)
) strict, without rowid;
CREATE TABLE protected_texts (
  "entry" integer primary key references entries(id),
  "text" text,
  "fingerprints" blob,
  "form" text not null default '',
  "kept_by" text not null,
  "kept_at" text not null,
  check ((text is null) <> (fingerprints is null))
) strict;
CREATE TABLE purge_orders (
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
CREATE TABLE purging (
  subject text primary key
) strict;
CREATE TABLE "releases" (
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
CREATE TABLE "releases_answers" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "answer" text not null default '',
  "answered_on" text,
  "note" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "releases_consents" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "consented_on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "releases_transferees" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  "nationality" text not null default '',
  "share" integer,
  "contact" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE report_templates (
  id integer primary key,
  key text not null unique,
  name text not null,
  sha256 text not null,
  layout text not null,
  map text not null,
  at text not null,
  user text not null
) strict;
CREATE TABLE report_words (
  "period" text not null,
  "kind" text not null check (kind in ('aim', 'note', 'text')),
  "code" text not null default '',
  "body" text not null,
  "by" text not null,
  "at" text not null,
  primary key (period, kind, code)
) strict, without rowid;
CREATE TABLE rules (
  id integer primary key,
  kind text not null,
  name text not null,
  file text not null,
  sha256 text not null,
  content blob not null,
  at text not null,
  user text not null,
  ended text
) strict;
CREATE TABLE "secrets" (
  "id" integer primary key references entries(id),
  "title" text not null default '',
  "kinds" text not null default '[]',
  "unit" text not null default '',
  "custodian" text not null default '',
  "since" text,
  "term" text not null default '',
  "storage" text not null default '',
  "carriers" text not null default '',
  "measures" text not null default '[]',
  "unknown_to_public" integer,
  "has_value" integer,
  "kept_by_measures" integer,
  "proposed_by" text not null default '',
  "proposed_on" text,
  "recognised_by" text not null default '',
  "recognised_on" text,
  "review_on" text,
  "released_on" text,
  "release_reason" text not null default '',
  "unit_key" text not null default '',
  "custodian_key" text not null default ''
, "origin" text not null default '', "term_ends" text, "worth" integer, "worth_method" text not null default '', "worth_on" text, "unknown_words" text not null default '', "value_words" text not null default '', "measures_words" text not null default '') strict;
CREATE TABLE "secrets_access" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "since" text,
  "until" text,
  "reason" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "secrets_carrier_log" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "event" text not null default '',
  "day" text,
  "carrier" text not null default '',
  "copy" text not null default '',
  "form" text not null default '',
  "from_place" text not null default '',
  "from_person" text not null default '',
  "to_place" text not null default '',
  "to_person" text not null default '',
  "witness" text not null default '',
  "approver" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "secrets_confirmed" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "nominal" text,
  "operative" text,
  "by" text not null default '',
  "on" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "secrets_creators" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "unit" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "secrets_incidents" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "code" text not null default '',
  "found_on" text,
  "found_at" text not null default '',
  "kind" text not null default '',
  "state_secret" integer,
  "reported_on" text,
  "reported_at" text not null default '',
  "reported_to" text not null default '',
  "measures" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "secrets_places" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "name" text not null default '',
  "kind" text not null default '',
  "guard" text not null default '',
  "keeper" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "secrets_reviews" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "day" text,
  "by" text not null default '',
  "still_secret" integer,
  "of_value" integer,
  "kept" integer,
  "result" text not null default '',
  "next" text,
  primary key (record, position)
) strict, without rowid;
CREATE TABLE "secrets_settled" (
  "record" integer not null references entries(id),
  "position" integer not null,
  "task" text not null default '',
  "on" text,
  "by" text not null default '',
  "reason" text not null default '',
  primary key (record, position)
) strict, without rowid;
CREATE TABLE template_approvals (
  "sha256" text primary key,
  "template" text not null,
  "version" text not null,
  "approved_by" text not null,
  "approved_on" text not null,
  "note" text not null default '',
  "at" text not null,
  "user" text not null
) strict, without rowid;
CREATE TABLE texts (
  id integer primary key references entries (id),
  register text not null,
  body text not null
) strict;
CREATE TABLE users (
  id integer primary key,
  name text not null unique,
  role text not null,
  active integer not null default 1,
  since text not null
) strict;
CREATE TABLE views (
  id integer primary key,
  user text not null,
  register text not null,
  key text not null,
  name text not null,
  body text not null,
  unique (user, register, key)
) strict;
CREATE TRIGGER audit_is_fixed before update on audit
begin select raise(abort, 'the audit log is append-only'); end;
CREATE TRIGGER audit_is_kept before delete on audit
begin select raise(abort, 'the audit log is append-only'); end;
CREATE TRIGGER audit_values_are_fixed before update on audit_values
begin select raise(abort, 'the audit log is append-only'); end;
CREATE TRIGGER audit_values_are_kept before delete on audit_values
when not exists (select 1 from purging join audit on audit.subject = purging.subject where audit.seq = old.seq)
begin select raise(abort, 'the audit log is append-only'); end;
