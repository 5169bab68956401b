"""Every operation has an act in the palette and a verb on the command line; whoever adds one without is told."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

import click
import pytest
from pytestqt.qtbot import QtBot

from ipdesk import operations
from ipdesk.app import main
from ipdesk.cli import tree
from ipdesk.gui.context import Context
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.palette import Palette
from ipdesk.gui.tasks import Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import Message, Translator
from ipdesk.operations import queries_filings, queries_patents, queries_people, queries_work, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.registers import REGISTERS
from ipdesk.store import workspace as store
from tests.conftest import OFFICER, PASSPHRASE, SetClock
from tests.gui import reach
from tests.gui.conftest import FakeDialogs
from tests.gui.reach import WAYS, WINDOW_ONLY, Stage, Way
from tests.gui.test_every_page import walk

ACTS = {**WAYS, **WINDOW_ONLY}
SPACE: Final = "filled.ipdesk"
# What is read: the pages show it without being asked, and these verbs, where there are any, print it.
READS: Final[Mapping[str, tuple[str, ...]]] = {
    "paper_reviews.reckon": ("paper", "show", reach.PAPER),
    "assessments.reckon": ("assess", "show", reach.CASE),
    "audits.current_head": (),
    "audits.last_verified": (),
    "board.board": ("board", "disclosures"),
    "set_asides.list_asides": ("lexicon", "list"),
    "campaigns.campaign": ("agreement", "campaign"),
    "campaigns.template_versions": (),
    "checks.find": (),
    "checks.steps": (),
    "deadlines.task_story": (),
    "deadlines.tasks": ("docket", "tasks", "patents", reach.RIGHT),
    "due.due_list": ("due",),
    "documents.document_labels": (),
    "documents.preview_page": (),
    "documents.preview_record": (),
    "documents.printed": ("printed",),
    "drafting.plan_batch": (),
    "families.kindred": (),
    "drafting.unfinished_batch": (),
    "entrance.names_in": (),
    "handbook.help_pages": ("handbook",),
    "history.past": (),
    "movement_tasks.tasks_of": ("movement", "tasks", reach.MOVING),
    "deadlines.what_if": ("docket", "what-if", "invention"),
    "people.compare": (),
    "period_documents.content_of": ("report", "quarter", reach.QUARTER),
    "period_content.figures_of_today": (),
    "period_content.rows_behind": ("report", "quarter", reach.QUARTER, "--rows", "P1"),
    "people.duplicates": ("people", "duplicates"),
    "protected.kept_of": (),
    "protected.possible_readers": (),
    "reading.list_ids": ("list", "disclosures"),
    "reading.page": ("list", "disclosures"),
    "reading.search_all": ("search", "热链"),
    "reading.show": ("show", "disclosures", reach.DRAFT),
    "signing.signing_rate": ("report", "signing"),
    "signatures.awaited": (),
    "spills.sealed_records": ("sealed",),
    "report_templates.check_mapping": ("report", "template", "show", "{book}"),
    "report_templates.list_mapped": ("report", "template", "list"),
    "report_templates.name_labels": ("report", "template", "names"),
    "rule_files.find_rules": ("rules", "show", reach.OF_ASSESSMENT),
    "rule_files.list_rules": ("rules", "list"),
    "templates.list_templates": ("rules", "list"),
    "templates.template_slots": ("rules", "show", reach.OF_REWORK),
    "today.stages": (),
    "today.agenda": (),
    "versions.licence_names": (),
    "versions.licence_text": (),
    "versions.versions": (),
    "views.list_views": ("view", "list", "disclosures"),
    "workspaces.last_backups": ("backups",),
    "workspaces.list_users": ("user", "list"),
}
# What only the command line asks in this form; the window shows the same in another.
SHELL_READS: Final[Mapping[str, tuple[str, ...]]] = {
    "carriers.files_left": ("report", "carriers"),  # the page of it reads off the window's thread
    "handbook.help_page": ("handbook", "docket"),  # the window shows it among the others
    "handbook.search_handbook": ("handbook", "--search", "期限"),  # the window asks as one types
    "agencies.agency_quality": ("docket", "agencies"),  # the window writes the list
    "review_statistics.reviewed": ("report", "reviews"),  # the window writes the workbook
    "officers.officers": ("report", "officers"),  # the window writes the list
    "agreement_papers.papers_of": ("agreement", "text", reach.DRAFTED),
    "protected.list_kept": ("secret", "texts"),  # the window says it on each record
    "protected.read_file": ("secret", "keep", reach.SECRET, "{text}"),  # part of keeping
    "secret_reviews.reviews_due": (
        "report",
        "secrets",
    ),  # the window writes the list, and Today shows what is due
    "agreements.choose_clauses": ("agreement", "choose", reach.DRAFTED, "ownership=law"),
    "agreements.draft_agreements": ("agreement", "draft", "A1"),  # the window drafts and writes in one
    "signatures.foresee": (  # the window shows it beside each that is ticked
        "agreement",
        "sign",
        reach.DRAFTED,
        "--signed",
        "2026-03-05",
        "--dry-run",
    ),
    "docket.moves_by_rules": (
        "docket",
        "would-move",
        "{checklist}",
    ),  # the window shows it before a file holds
    "paper_reviews.handle": (  # the page of the check records it by a key on the risk
        *("paper", "handle", reach.PAPER, "key", "accepted", "--reason", "no"),
    ),
    "paper_reviews.answer": (  # the window writes them with the form
        "paper",
        "answer",
        reach.PAPER,
        "media.is=no",
    ),
    "ledgers.list_ledgers": (
        "ledger",
        "list",
        "disclosures",
    ),  # the window shows them on the ledger they are of
    "rule_files.check_rules": ("rules", "check", "{checklist}"),  # the window checks what it installs
    "reading.counts": ("registers",),  # the window counts each list it shows
    "templates.check_template": (  # the window checks what it installs
        "rules",
        "check",
        "{template}",
        "--document",
        reach.OF_REWORK,
    ),
    "rule_files.named_rules": ("rules", "show", reach.OF_ASSESSMENT),  # the window lists them all
    "templates.named_template": ("rules", "show", reach.OF_REWORK),  # the window lists them all
    "quarters.closings": ("report", "closed"),  # the window tells them with each period
    "quarters.late_changes": (
        "report",
        "closed",
        reach.QUARTER,
    ),  # the window tells them once a period is closed
    "today.due": ("due",),  # Today shows what is due by weeks
}
# Public, but nothing that a person carries out; each belongs to what is named here.
NO_ACTS: Final[Mapping[str, str]] = {
    "carriers.carrier_row": "part of the list for handing over",
    **{
        f"{module.__name__.rpartition('.')[2]}.{ask.__name__}": "a query of the indicators"
        for module in (queries_people, queries_patents, queries_filings, queries_work)
        for ask in module.ASKS.values()
    },
    "intake.planned_together": "part of every preview",
    "intake.require_mark_within": "part of every preview",
    "intake.write_previews": "part of accepting",
    "intake_links.links_of": "part of every preview",
    "intake_links.spot_of": "part of every preview",
    "intake_links.words_of": "words of every preview",
    "intake_links.place_of": "words of every preview",
    "intake_links.with_places": "words of every preview",
    "intake_links.with_links": "part of accepting",
    "intake_numbers.numbered": "part of accepting",
    "intake_numbers.parted": "part of every preview",
    "intake_planning.planned": "part of every preview",
    "intake_planning.planning": "part of every preview",
    "intake_reports.report_marking": "part of the report on files",
    "intake_reports.report_table": "part of the report on files",
    "intake_rows.digest_of": "part of every import",
    "intake_rows.entry_of": "part of every import",
    "intake_rows.with_old_numbers": "part of every import",
    "whole_intake.hidden_notices": "in the preview of the command line and in the report; the window tells it in the table of sheets",
    "whole_intake.answer_of": "part of answering on the command line",
    "whole_sheets.cut_to": "part of every preview of files of all registers",
    "whole_sheets.open_sheets": "part of every preview of files of all registers",
    "whole_sheets.sheet_headings": "part of every preview of files of all registers",
    "whole_sheets.sort_sheets": "part of every preview of files of all registers",
    "queries_deadlines.duties": "part of the figures of a period",
    "queries_deadlines.make_ready": "part of the figures of a period",
    "queries_patents.rights": "part of the figures of a period",
    "period_content.content_now": "part of what a period tells",
    "period_content.capped": "part of writing a report",
    "quarters.is_closed": "part of what a period tells",
    "counting.days_between": "part of the figures of a period",
    "faces.faces": "part of the figures of a period",
    "period_content.parts_sheet": "the splits of the page of reports",
    "counting.local_day": "part of the figures of a period",
    "counting.day_of": "part of the figures of a period",
    "counting.first_of": "part of the figures of a period",
    "documents.stamp_kept": "part of every look at what left",
    "figures.figures": "part of what a period tells",
    "indicator_rules.indicators_in_force": "part of what a period tells",
    "period_content.record_behind": "part of opening a row behind a figure",
    "period_content.with_aims": "part of what a period tells",
    "period_documents.drawn": "part of writing a report",
    "quarter_sheets.amiss": "part of what a period tells",
    "quarter_sheets.behind_sheet": "part of what a period tells",
    "quarter_sheets.exceptions_sheet": "part of what a period tells",
    "quarter_sheets.kind_of": "part of what a period tells",
    "quarter_sheets.register_sheets": "part of what a period tells",
    "quarters.closed": "part of telling a closed period",
    "protected.kept_kinds": "the badges of technical secrets",
    "protected.secret_ids": "the badges of technical secrets",
    "agreement_papers.composed": "part of the paper of an agreement",
    "agreement_papers.facts_of": "part of the paper of an agreement",
    "agreement_papers.find_approval": "part of drafting",
    "agreement_papers.paper_of": "part of every look at an agreement",
    "agreement_papers.template_in_force": "part of drafting",
    "agreement_papers.template_of": "part of every look at an agreement",
    "agreement_papers.template_text": "part of drafting",
    "agreements.draft_within": "part of drafting",
    "agreements.own_facts": "part of drafting",
    "agreements.pattern_of": "part of drafting",
    "agreements.person_of": "part of drafting",
    "agreements.superseded_by": "part of recording signatures",
    "agreements.targets": "part of recording signatures",
    "attachments.attach_within": "part of taking a file in",
    "drafting.write_signing_list": "part of drafting for many",
    "duties.agreement_for": "part of drafting",
    "duties.matching": "part of what people owe",
    "duties.standings": "part of what people owe",
    "duties.without_agreement": "part of drafting for many",
    "scans.checked_scan": "part of recording signatures",
    "scans.require_same": "part of recording signatures",
    "signatures.read_list": "part of ticking those on a list",
    "answers.no_list": "part of every answer",
    "answers.put_in": "part of answering",
    "answers.still_fitting": "part of taking a list",
    "paper_reviews.conclude": "part of moving a review on",
    "answers.answered": "part of every look at a record",
    "answers.checklist_of": "part of every look at a record that is answered by a list",
    "answers.settled": "part of writing a record",
    "assessments.with_answers": "part of answering",
    "audits.verify_daily": "happens by itself once a day",
    "badges.badges_in": "how a table is shown",
    "badges.badges_of": "shown in every list and record of people",
    "beginnings.begun": "part of taking a file in",
    "deadline_rules.book_in_force": "part of every look at deadlines",
    "deadline_rules.book_of": "part of every look at deadlines",
    "deadline_rules.read_shipped": "part of opening the desk",
    "deadlines.reckoning": "how the calculator tells a day",
    "deadlines.beside": "part of telling what a rule file moves",
    "rule_files.kind_named": "part of naming rules",
    "deadlines.case_of": "part of every look at deadlines",
    "deadlines.is_ruled": "what the deadlines of a record say where there are none",
    "deadlines.moved": "part of telling what an edit moves",
    "deadlines.plain_task": "how the command line tells a deadline",
    "deadlines.tasks_by": "part of every look at deadlines",
    "deadlines.tasks_kept": "part of telling what an edit moves",
    "docket.count_behind": "part of what is due",
    "docket.find_task": "part of clearing a deadline",
    "docket.kept_of": "part of what is due",
    "docket.reckoned_of": "part of what is due",
    "docket.refresh": "part of what is due",
    "due.doubts_said": "part of what is due",
    "due.first_due": "part of what is due",
    "due.other_matters": "part of what is due",
    "due.read_due": "part of what is due",
    "due.spans": "part of what is due",
    "due.when_of": "part of what is due",
    "rule_kinds.forget_read": "nobody's act: rules are read again",
    "weeks.weeks_of": "part of what is due",
    "deadlines.events_clearing": "what is asked before a deadline is cleared",
    "board.next_step": "part of moving a card on",
    "checks.matters_now": "how findings are shown",
    "checks.linked_from": "part of looking at many records",
    "checks.obstacles": "part of taking a file in",
    "holdings.holdings": "part of the check of a manuscript",
    "holdings.text_of": "part of the check of a manuscript",
    "holdings.text_of_source": "part of the check of a manuscript",
    "holdings.protected_text": "part of the check of a manuscript",
    "review_people.author_risks": "part of the check of a manuscript",
    "review_people.authors_in": "part of the check of a manuscript",
    "review_people.authors_of": "part of the check of a manuscript",
    "review_makers.of_others": "part of the check of a manuscript",
    "review_uncompared.uncompared_risks": "part of the check of a manuscript",
    "paper_holds.release": "follows by itself when a filing is recorded",
    "set_asides.can_set_aside": "a rule that the page asks",
    "set_asides.sifted_passages": "part of the check of a manuscript",
    "set_asides.sifted_words": "part of the check of a manuscript",
    "review_abroad.abroad_risks": "part of the check of a manuscript",
    "review_projects.project_risks": "part of the check of a manuscript",
    "review_results.public_of": "part of the check of a manuscript",
    "review_results.time_risks": "part of the check of a manuscript",
    "review_results.undisclosed": "part of the check of a manuscript",
    "review_values.value_risks": "part of the check of a manuscript",
    "manuscript_places.manuscripts_among": "part of checking a folder",
    "manuscript_places.of_other_kinds": "part of checking a folder",
    "reviews.all_unread": "told of every check",
    "reviews.attached_files": "part of the check of a review's files",
    "manuscript_versions.compare_with_earlier": "part of the check of a review's files",
    "lexicons.family_labels": "words of kinds of risks",
    "live_documents.noted": "part of every document that is reckoned live",
    "live_documents.require_same_words": "part of writing a document again",
    "text_checks.checked_files": "part of the check of a text",
    "review_people.unnamed_risks": "part of the check of a text",
    "text_checks.with_text_check": "part of the review form with its annex",
    "marked_copies.named_records": "part of the marked copy",
    "marked_copies.numbered": "part of the marked copy",
    "manuscript_versions.said_against": "words of a comparison",
    "manuscript_versions.said_counts": "words of a comparison",
    "reviews.attached_manuscript": "part of the check of a review's files",
    "reviews.check_read": "part of the check of a manuscript",
    "reviews.check_attached": "part of the check of a review's files",
    "reviews.may_show": "a rule that the page asks",
    "reviews.record_passage": "shown beside the passage of a manuscript",
    "reviews.said_unread": "words of what was not read",
    "reviews.write_text": "part of the check of a manuscript on the command line",
    "checks.ways_on": "part of what is due",
    "checks.state_before_withdrawal": "part of reinstating",
    "contents.document_of": "part of every document",
    "contents.linked_of": "part of every document with linked records",
    "contents.linking": "part of every document with linked records",
    "contents.whole_document": "part of every document",
    "demo.make_demo": "makes a workspace of its own for looking around; the shell opens the window on it",
    "demo.place_for": "part of the demo",
    "agencies.agency_row": "part of the list of agencies",
    "agencies.behind_rows": "part of the list of agencies",
    "report_templates.names_of": "part of looking at a superior's workbook",
    "report_templates.plan_quarter": "part of filling a superior's workbook",
    "report_templates.change_message": "words of what moved",
    "figure_parts.figure_parts": "part of looking at a superior's workbook",
    "figure_parts.part_labels": "part of looking at a superior's workbook",
    "quarter_values.figure_labels": "part of looking at a superior's workbook",
    "quarter_values.quarter_values": "part of filling a superior's workbook",
    "review_statistics.figure_row": "part of the statistics of reviews",
    "review_statistics.statistics": "part of the statistics of reviews",
    "officers.officer_row": "part of the list of IP officers",
    "officers.served": "part of the list of IP officers",
    "fees_due.fee_row": "part of the order to pay fees",
    "fees_due.fees_until": "part of the order to pay fees",
    "fees_due.is_fee": "part of the order to pay fees",
    "fees_due.open_fees": "part of the order to pay fees",
    "fees_due.part_of": "part of the order to pay fees",
    "fees_due.usual_until": "part of the order to pay fees",
    "idle_patents.basis_of_idle": "part of the review of idle patents",
    "idle_patents.idle_patents": "part of the review of idle patents",
    "idle_patents.idle_row": "part of the review of idle patents",
    "idle_patents.rules_of_idle": "part of the review of idle patents",
    "documents.document_names": "part of printing",
    "documents.make_stamp": "part of every document",
    "documents.require_place": "part of every document",
    "documents.stamp_again": "part of writing a document again",
    "documents.write_paper": "part of every document",
    "dossiers.enclosed_with": "part of the documents of assessments and movements",
    "dossiers.dossier_of": "part of the documents of an assessment",
    "dossiers.leaver_of": "part of the document of a leaver",
    "dossiers.family_of": "part of the sheet of a family",
    "dossiers.review_of": "part of the form of a review",
    "agreement_papers.read_paper": "part of every look at an agreement",
    "agreement_papers.unapproved_papers": "said on the page of the templates",
    "documents.usual_page": "how a document is laid out unless somebody chooses",
    "deadline_rules.book_that_would_be": "part of showing what would move",
    "deadline_rules.years_not_loaded": "said on the page of the calendar",
    "docket.moves_by": "part of installing, removing and putting back a rule file",
    "rule_files.check_text": "part of installing a rule file",
    "rule_files.install_text": "part of putting a template in force",
    "rule_files.rules_put_back": "part of putting a rule file back",
    "rule_files.rules_without": "part of removing a rule file",
    "rule_files.text_of": "part of installing a rule file",
    "suppositions.suppose": "part of the calculator of deadlines",
    "suppositions.supposition_of": "part of the calculator of deadlines",
    "rule_files.taken_versions": "part of proposing a version",
    "template_editing.keep_template_draft": "happens by itself while a template is edited",
    "template_editing.find_template_draft": "happens by itself while a template is edited",
    "template_editing.drop_template_draft": "happens by itself while a template is edited",
    "template_editing.proposed_version": "said while a template is edited",
    "drafts.drop_draft": "happens by itself while a form is filled",
    "drafts.find_draft": "happens by itself while a form is filled",
    "drafts.keep_draft": "happens by itself while a form is filled",
    "duties.alike_people": "what lists by duty and the signing rate are made of",
    "duties.narrowed": "part of lists by duty",
    "editing.may_supplement": "how a form is opened",
    "editing.open_fields": "how a form is opened",
    "entrance.load_desk": "happens by itself while a passphrase is typed",
    "entrance.wait_before": "counted down while one waits",
    "intake.outcome_labels": "words of the preview",
    "known_again.meant": "part of taking a file in",
    "manuscript_marks.is_marked_above": "part of checking a manuscript",
    "manuscript_marks.require_mark_within": "part of attaching a file",
    "ledgers.ledger_of": "part of explaining the columns of a ledger",
    "ledgers.place_labels": "words of explaining the columns of a ledger",
    "leaving.assembled": "part of everything about a person",
    "defects.defect": "what is said of an error of ours",
    "levels.content_fields": "a rule that operations ask",
    "archives.parts_again": "part of taking an archive in",
    "levels.holds_content": "a rule that operations ask",
    "levels.ever_told": "a rule that operations ask",
    "levels.is_above": "a rule that operations ask",
    "levels.is_metadata_only": "a rule that operations ask",
    "sheet_documents.has_sheet": "whether the button of the workbook is there",
    "sheet_documents.write_sheet": "part of printing a record",
    "levels.marking_of_row": "part of every document",
    "levels.require_marking_kept": "a rule that operations ask",
    "levels.require_no_spill": "a rule that operations ask",
    "levels.require_within": "a rule that operations ask",
    "matters.matters_of": "what Today is made of",
    "matters.urgency_of": "what Today is made of",
    "outcomes.follow_ups": "said before a decision is carried out",
    "permissions.permits": "a rule that operations ask",
    "permissions.permits_some": "a rule that the window asks",
    "permissions.require": "a rule that operations ask",
    "reading.is_quick": "how a list is read",
    "reading.state_named": "how the shell names a state",
    "reading.whole": "what exports and the shell's lists read",
    "records.frozen_changes": "part of a supplement",
    "records.history": "what the history of a record is made of",
    "records.move_within": "part of moving a record",
    "records.read_values": "part of writing a record",
    "records.require_fits": "part of writing a record",
    "records.require_not_withdrawn": "part of writing a record",
    "movement_effects.person_after": "part of closing a movement",
    "movement_effects.project_after": "part of closing a movement",
    "movement_effects.state_after": "part of closing a movement",
    "movement_tasks.facts_of": "part of beginning a movement",
    "movement_tasks.held_open": "part of writing a movement",
    "movement_tasks.must_be_done": "words of a refusal",
    "movement_tasks.rows_of": "part of beginning a movement",
    "movement_tasks.with_settled": "part of settling tasks",
    "lexicons.searcher_in_force": "part of looking through a manuscript",
    "movement_rules.employments_in_force": "part of what people's movements ask for",
    "movement_rules.task_list": "part of every look at a movement",
    "movement_rules.tasks_in_force": "part of beginning a movement",
    "rule_kinds.all_in_force": "part of reading the rules of deadlines",
    "handbook.linked": "part of showing a page of the handbook",
    "rule_kinds.digest_of": "how rules are known again",
    "rule_kinds.kept_rules": "part of every look at what rests on rules",
    "rule_kinds.rule_text": "part of writing a copy of rules",
    "rule_kinds.rules_in_force": "part of taking rules for a record",
    "rule_kinds.shipped": "part of showing rules",
    "rule_kinds.text_in": "where files lie",
    "scorings.scored_values": "part of taking a scoring sheet in",
    "taking_in.is_archive": "how the shell tells files apart",
    "taking_in.take_in": "follows when an archive was looked at and somebody decides so",
    "signing.kind_labels": "words of the signing rate",
    "signing.word_of": "words of the signing rate",
    "settings.load": "happens at the start",
    "templates.find_template": "part of printing a Word file",
    "templates.template_bytes": "part of printing a Word file",
    "timeline.play": "part of the demo",
    "timeline.read_seed": "part of the demo",
    "typefaces.examine": "part of the settings",
    "typefaces.faces_again": "part of writing a document again",
    "typefaces.faces_for": "part of printing",
    "views.find_view": "how the shell names a saved filter",
    "weeks.weeks": "what Today is made of",
    "word_documents.fill_again": "part of writing a document again",
    "workspaces.backup_daily": "happens by itself once a day",
    "workspaces.judge_passphrase": "said while a passphrase is typed",
    "workspaces.may_manage_users": "a rule that pages ask",
    "workspaces.require_passphrase": "part of a new passphrase",
    "workspaces.require_usable": "part of a new passphrase",
    # Each is one of the checks of the installation.
    **dict.fromkeys(
        (
            f"selftest.{name}"
            for name in (
                "catalogues", "cryptography", "database", "fonts", "parser", "python", "rules", "settings_folder",
                "window", "workbooks",
            )
        ),
        "part of checking the installation",
    ),
}  # fmt: skip
# Verbs that call no operation of the table: they print the declarations, or make the demo.
OTHER_VERBS: Final = {("schema",), ("demo",), ("secret", "carriers"), ("report", "year")}
# Acts that only move about or narrow what is shown, and second ways to what the table has: patterns of ids.
MOVING_ABOUT: Final = (
    "palette", "quit", "lock", "handbook", "handbook.*", "back", "fold", "print", "go.*", "new.*",
    *(f"import.{each.name}" for each in REGISTERS),
    "start.*", "new-workspace.back", "restore.back", "unlock.forgot", "unlock.other",
    "today.refresh", "today.show.*", "today.move", "today.undo", "board.*", "register.*", "filter.open", "filter.[0-9]*",
    "filter.overwrite", "intake.*", "record.forward", "record.next-finding", "record.move.*", "record.open-copy.*",
    "template.add-*", "template.remove-*", "template.put-blank", "template.view", "template.fault", "template.drop",
    "docket.show", "docket.rule", "patent.forward", "patent.back",
    "report.search", "report.accept", "report.accept-all", "report.next", "report.clear",
    "template.edit", "agreement.paper", "agreement.sign-*",
    "review.forward", "review.back", "review.next-open", "movement.forward", "movement.back", "movement.next-open", "movement.unfold", "together.*", "assessment.forward", "assessment.back", "assessment.next-open", "assessment.hand-over",
    "record.save-copy.*", "record.detach.*", "record.reveal.*", "import.again", "import.undo", "import.stop", "import.form", "import.password", "import.report-locked", "import.all", "whole.undo", "whole.stop", "whole.sheet", "form.*",
    "print.*", "drafting.*", "signatures.*", "campaign.*", "mentions.open", "duplicates.*", "everything.*", "signing.unit", "signing.employment", "signing.workbook",
    "docket.list.xlsx", "docket.fees.pdf", "docket.idle.xlsx", "docket.agencies.xlsx", "docket.calendar-titles.ics",
    "safekeeping.stop", "safekeeping.purge", "rulebook.*", "moves.*", "protected.type",
    "review.folder", "review.changes", "review.again", "review.next", "review.last", "review.pair", "review.open", "review.stop", "review.check",
    "carriers.read", "carriers.all", "carriers.none", "reports.back", "reports.on", "reports.quarter", "reports.year", "reports.view.*", "reports.workbook", "reports.*-locked",
    "due.show.*", "due.move", "due.undo", "due.refresh", "due.settle", "due.confirm",
)  # fmt: skip


def public(package: Any) -> dict[str, Any]:
    """Return the public functions that the modules of a package define, by module and name."""
    found = {}
    for each in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{each.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                found[f"{each.name}.{name}"] = function
    return found


def unplaced(there: set[str]) -> set[str]:
    """Return the operations that no table knows."""
    return there - set(ACTS) - set(READS) - set(SHELL_READS) - set(NO_ACTS)


def test_every_operation_is_an_act_a_read_or_said_to_be_neither() -> None:
    there = set(public(operations))
    assert unplaced(there) == set(), "say how these are reached, or why nobody has to"
    tables = [*ACTS, *READS, *SHELL_READS, *NO_ACTS]
    assert set(tables) - there == set(), "these are no longer there"
    assert len(tables) == len(set(tables)), "one operation stands in two tables"


def test_an_operation_that_nobody_reaches_would_be_seen() -> None:
    assert unplaced({"records.move", "records.merge"}) == {"records.merge"}


@pytest.fixture(scope="module")
def prepared_folder(filled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a closed workspace and files in which everything is as the table needs it; copy it."""
    folder = tmp_path_factory.mktemp("prepared")
    shutil.copytree(filled_folder, folder / SPACE)
    with store.unlock(folder / SPACE, OFFICER, PASSPHRASE, SetClock()) as opened:
        reach.prepare(folder, Desk(opened, Translator("zh", resource_path("i18n"))))
    return folder


@pytest.fixture
def filled_desk(prepared_folder: Path, tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    """Return the officer's desk over a copy of what was prepared; the files lie beside it."""
    shutil.copytree(prepared_folder, tmp_path, dirs_exist_ok=True)
    with store.unlock(tmp_path / SPACE, OFFICER, PASSPHRASE, clock) as opened:
        yield Desk(opened, Translator("zh", resource_path("i18n")))


@pytest.fixture
def words(filled_desk: Desk, tmp_path: Path) -> dict[str, str]:
    """Return what the words in braces of the table stand for."""
    return reach.words_in(tmp_path)


@pytest.fixture
def stage(
    make_context: Callable[..., Context], filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot,
    words: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Stage]:  # fmt: skip
    """Return a window whose user has an answer to everything."""
    window = MainWindow(make_context(), tasks, dialogs)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    dialogs.files, dialogs.target = [tmp_path / reach.LEDGER], tmp_path / "出"
    yield Stage(window, filled_desk, tasks, dialogs, tmp_path, qtbot, monkeypatch)
    tasks.stop()


def spy(operation: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let an operation do nothing but note that it was called, and refuse."""
    module, name = operation.split(".")
    called: list[str] = []

    def noted(*_: object, **__: object) -> object:
        called.append(operation)
        raise Refused(Message("seen"))

    monkeypatch.setattr(importlib.import_module(f"ipdesk.operations.{module}"), name, noted)
    return called


@pytest.mark.extra
@pytest.mark.parametrize(("operation", "way"), ACTS.items(), ids=ACTS)
def test_an_act_of_the_palette_carries_it_out(
    operation: str, way: Way, stage: Stage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    way.before(stage)
    stage.rest()
    called = spy(operation, monkeypatch)
    stage.run(way.act)
    way.after(stage)
    qtbot.waitUntil(lambda: called != [], timeout=reach.PATIENCE)
    stage.rest()


def shell(folder: Path, given: tuple[str, ...], words: dict[str, str]) -> None:
    """Run the command line with words of the table."""
    common = ("--workspace", str(folder), "--user", OFFICER, "--lang", "en")
    main([*common, *(each.format_map(words) for each in given)])


VERBS = {
    **{name: way.words for name, way in WAYS.items()},
    **{name: held for name, held in READS.items() if held},
    **SHELL_READS,
}


@pytest.mark.extra
@pytest.mark.parametrize(("operation", "given"), VERBS.items(), ids=VERBS)
def test_a_verb_of_the_command_line_carries_it_out(
    operation: str, given: tuple[str, ...], filled_desk: Desk, words: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("IPDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("IPDESK_NEW_PASSPHRASE", reach.NEW)
    if operation == "workspaces.recover_user":
        folder, clock = filled_desk.workspace.folder, filled_desk.workspace.clock
        monkeypatch.setattr(
            workspaces,
            "unlock_for_recovery",
            lambda *_: workspaces.unlock(folder, OFFICER, PASSPHRASE, clock),
        )
    called = spy(operation, monkeypatch)
    shell(filled_desk.workspace.folder, given, words)
    assert called == [operation], capsys.readouterr().err


def verbs(command: click.Command, so_far: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every verb of the command line as its words."""
    if not isinstance(command, click.Group):
        yield so_far
        return
    for name, inner in command.commands.items():
        yield from verbs(inner, (*so_far, name))


def test_every_verb_is_in_the_table() -> None:
    known = {given[:length] for given in VERBS.values() for length in (1, 2, 3)} | OTHER_VERBS
    assert {each for each in verbs(tree()) if each not in known} == set()


@pytest.mark.extra
def test_every_act_of_the_window_is_in_the_table_and_every_read_is_shown(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()
    for name in READS:
        _listen(name, read, monkeypatch)
    reach.seal_as_second(stage)
    reach.attach_file(stage)
    seen: set[str] = set()
    for _ in walk(stage.window, stage.desk, stage.rest):
        seen |= {each.id for each in stage.window.commands()}
    reach.at_reports(stage)
    stage.view().open_help()
    seen |= {each.id for each in stage.window.commands()}
    stage.go("today")
    stage.qtbot.waitUntil(lambda: "period_content.figures_of_today" in read, timeout=reach.PATIENCE)
    stage.go("disclosures")
    stage.qtbot.waitUntil(lambda: "reading.page" in read, timeout=reach.PATIENCE)  # read when it is painted
    stage.record()
    seen |= {each.id for each in stage.window.commands()}
    stage.window.open_palette()
    palette = stage.window.findChildren(Palette)[-1]
    palette.field.setText("热链")
    stage.qtbot.waitUntil(lambda: "reading.search_all" in read)
    patterns = (*MOVING_ABOUT, *(way.act for way in ACTS.values()))
    assert {each for each in seen if not any(fnmatch(each, pattern) for pattern in patterns)} == set()
    assert set(READS) - read == set()


def _listen(operation: str, heard: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    module_name, name = operation.split(".")
    module = importlib.import_module(f"ipdesk.operations.{module_name}")
    real = getattr(module, name)

    def passed_on(*given: Any, **named: Any) -> Any:
        heard.add(operation)
        return real(*given, **named)

    monkeypatch.setattr(module, name, passed_on)
