"""Who may do what, spelled out, and every operation asks before it does anything."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from ipdesk.importing.sheets import Workbook
from ipdesk.model.archives import Manifest
from ipdesk.model.errors import NotPermitted, WrongPassphrase
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.states import ROLES, Role
from ipdesk.operations import (
    agencies,
    agreement_papers,
    agreements,
    answers,
    archives,
    assessments,
    attachments,
    audits,
    badges,
    board,
    campaigns,
    carriers,
    checks,
    docket_papers,
    documents,
    drafting,
    drafts,
    duties,
    editing,
    everything,
    fees_due,
    figures,
    history,
    idle_patents,
    intake,
    leaving,
    levels,
    lexicons,
    matters,
    movement_tasks,
    movements,
    moves,
    officers,
    outcomes,
    paper_reviews,
    people,
    period_content,
    period_documents,
    protected,
    quarter_values,
    quarters,
    reading,
    records,
    report_templates,
    report_words,
    restricted,
    rule_files,
    rule_kinds,
    scorings,
    sheet_documents,
    signatures,
    signing,
    spills,
    taking_in,
    template_editing,
    templates,
    today,
    whole_intake,
    whole_reports,
    whole_sheets,
    word_documents,
    workspaces,
)
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.operations.indicator_rules import INDICATORS
from ipdesk.operations.permissions import Act, permits, require
from ipdesk.operations.settings import Settings
from ipdesk.registers import register
from ipdesk.registers.disclosures import Disclosure
from ipdesk.registers.movements import Movement
from ipdesk.registers.projects import Project
from ipdesk.rules.clause_files import shipped_template
from ipdesk.rules.indicator_files import read_indicators
from ipdesk.rules.report_books import ReportBook
from ipdesk.rules.report_maps import ReportMap, known_names
from ipdesk.store.keys import Keys
from ipdesk.store.workspace import Actor
from tests.conftest import CHEAP, PASSPHRASE
from tests.exporting.quarter_case import quarter
from tests.operations.cases import (
    DISCLOSURES,
    PROJECTS,
    add_disclosure,
    bring_to,
    disclosure,
    said,
    state_of_store,
)
from tests.operations.moving import DAY
from tests.registers.publishing import PAPER
from tests.registers.samples import ASSESSMENT
from tests.rules.lists import trial

PEOPLE = register("people")
NO_BOOK = Workbook(
    name="", sha256="", size=0, source="text", macros=False, epoch_1904=False, texts=(), sheets=()
)
NOTHING = whole_intake.Whole((), (), ())
# One line an act: officer, reviewer, reader, auditor, administrator.
MATRIX: dict[Act, tuple[int, int, int, int, int]] = {
    "read": (1, 1, 1, 0, 0),
    "add": (1, 0, 0, 0, 0),
    "change": (1, 1, 0, 0, 0),
    "move": (1, 1, 0, 0, 0),
    "withdraw": (1, 0, 0, 0, 0),
    "undo": (1, 1, 0, 0, 0),
    "attach": (1, 0, 0, 0, 0),
    "import": (1, 0, 0, 0, 0),
    "export": (1, 0, 0, 0, 0),
    "print": (1, 1, 0, 0, 0),
    "form": (1, 0, 0, 0, 0),
    "seal": (1, 1, 0, 0, 0),
    "purge": (1, 1, 0, 1, 1),
    "users": (1, 0, 0, 0, 1),
    "passphrase": (1, 1, 1, 1, 1),
    "backup": (1, 0, 0, 0, 1),
    "audit": (1, 0, 0, 1, 1),
    "rules": (1, 0, 0, 0, 0),
    "reveal": (1, 0, 0, 0, 0),
    "protect": (1, 1, 0, 0, 0),
    "archive": (1, 0, 0, 0, 0),
    "confirm": (1, 1, 0, 0, 0),
}
ORDER: tuple[Role, ...] = ("officer", "reviewer", "reader", "auditor", "administrator")


def test_the_matrix_names_every_act_and_every_role() -> None:
    assert set(MATRIX) == set(get_args(Act))
    assert ORDER == ROLES


@pytest.mark.parametrize("act", list(MATRIX))
@pytest.mark.parametrize("role", ORDER)
def test_each_role_may_do_what_the_matrix_says(role: Role, act: Act) -> None:
    wanted = bool(MATRIX[act][ORDER.index(role)])
    actor = Actor("某人", role)
    assert permits(actor, act) is wanted
    if wanted:
        require(actor, act)
    else:
        with pytest.raises(NotPermitted) as refused:
            require(actor, act)
        assert "某人" in said(refused.value)


@pytest.mark.parametrize("act", ["change", "move"])
@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("draft", False),
        ("rework", False),
        ("submitted", False),
        ("secrecy-check", True),
        ("completeness", False),
        ("accepted", True),
        ("assessment", False),
        ("closed", False),
        ("withdrawn", False),
    ],
)
def test_a_reviewer_works_on_disclosures_that_wait_for_one(act: Act, state: str, wanted: bool) -> None:
    record = Disclosure(state=state)
    assert permits(Actor("王芳", "reviewer"), act, record, DISCLOSURES) is wanted
    assert permits(Actor("李明", "officer"), act, record, DISCLOSURES)
    for role in ("reader", "auditor", "administrator"):
        assert not permits(Actor("某人", role), act, record, DISCLOSURES)


@pytest.mark.parametrize("state", ["planned", "running", "suspended", "closing", "closed"])
def test_a_reviewer_has_nothing_to_do_with_projects(state: str) -> None:
    assert not permits(Actor("王芳", "reviewer"), "change", Project(state=state), PROJECTS)
    assert permits(Actor("王芳", "reviewer"), "read", Project(state=state), PROJECTS)


Call = Callable[[Desk, str, Path], Any]
REWORK = "disclosures.rework.zh"
QUARTER = ReportPeriod(2025, 4)
FIGURES = figures.Figures(
    period=QUARTER, made=read_indicators("", INDICATORS.shipped_text("indicators")), digest="", told=()
)
OF_LIST = rule_files.Known(CHECKLISTS, trial(), "ours", "0" * 64)
SIGNING = agreements.Signing(signed_on=date(2026, 3, 5))
LOOKED = report_templates.LookedAt(
    Path("季报.xlsx"), ReportBook("季报.xlsx", "", ()), b"", known_names({}, {}), None, ReportMap(), (), ()
)
JOINER = shipped_template("joiner")
OF_NO_DESK = archives.Archive(
    Path("a.zip"),
    Manifest(
        program="",
        at="",
        by="",
        lab="",
        code="",
        mark="",
        level="",
        handling="",
        seq=0,
        head="",
        left_out={},
        parts=(),
    ),
    "",
)
OF_REWORK = templates.Template(DISCLOSURES, "rework", "zh", "")
ORDER_OF_PURGE = {"number": "销毁2026-1", "day": "2026-03-05", "reason": "超出本机允许的密级"}
# Every public operation that a person sets going, with the act it must ask for.
OPERATIONS: dict[str, tuple[Act, Call]] = {
    "add": ("add", lambda desk, n, to: records.add(desk, DISCLOSURES, [disclosure()])),
    "change": ("change", lambda desk, n, to: records.change(desk, DISCLOSURES, n, {"title": "新名"})),
    "move": ("move", lambda desk, n, to: records.move(desk, DISCLOSURES, n, "submitted")),
    "withdraw": ("withdraw", lambda desk, n, to: records.withdraw(desk, DISCLOSURES, n, "重复")),
    "undo": ("undo", lambda desk, n, to: records.undo(desk)),
    "history": ("read", lambda desk, n, to: records.history(desk, DISCLOSURES, n)),
    "move to a process": ("move", lambda desk, n, to: moves.move(desk, DISCLOSURES, n, "submitted")),
    "open_assessments": ("add", lambda desk, n, to: assessments.open_assessments(desk, [n])),
    "reckon": ("read", lambda desk, n, to: assessments.reckon(desk, ASSESSMENT)),
    "answer": ("change", lambda desk, n, to: assessments.answer(desk, "PG-2026-0001", {})),
    "take_checklist": ("change", lambda desk, n, to: assessments.take_checklist(desk, "PG-2026-0001")),
    "reckon a review": ("read", lambda desk, n, to: paper_reviews.reckon(desk, PAPER)),
    "answer a review": ("change", lambda desk, n, to: paper_reviews.answer(desk, "LW-2026-0001", {})),
    "take the checks": ("change", lambda desk, n, to: paper_reviews.take_checklist(desk, "LW-2026-0001")),
    "enter_files": ("change", lambda desk, n, to: paper_reviews.enter_files(desk, "LW-2026-0001")),
    "conclude": ("move", lambda desk, n, to: paper_reviews.conclude(desk, "LW-2026-0001", "approved")),
    "confirm_disclosure": (
        "change",
        lambda desk, n, to: assessments.confirm_disclosure(desk, "PG-2026-0001"),
    ),
    "write_scoring_sheets": ("form", lambda desk, n, to: scorings.write_scoring_sheets(desk, to)),
    "decide": ("change", lambda desk, n, to: assessments.decide(desk, "PG-2026-0001", {})),
    "carry_out": ("add", lambda desk, n, to: outcomes.carry_out(desk, "PG-2026-0001")),
    "open_movement": ("add", lambda desk, n, to: movements.open_movement(desk, "leaving", n, DAY)),
    "take_tasks": ("change", lambda desk, n, to: movements.take_tasks(desk, n)),
    "close_movement": ("move", lambda desk, n, to: movements.close_movement(desk, n)),
    "settle_tasks": ("change", lambda desk, n, to: movement_tasks.settle_tasks(desk, n, {})),
    "tasks_of": ("read", lambda desk, n, to: movement_tasks.tasks_of(desk, Movement())),
    "draft_agreements": ("add", lambda desk, n, to: agreements.draft_agreements(desk, [n])),
    "draft_again": ("change", lambda desk, n, to: agreements.draft_again(desk, n)),
    "choose_clauses": ("change", lambda desk, n, to: agreements.choose_clauses(desk, n, {})),
    "send_agreements": ("move", lambda desk, n, to: agreements.send_agreements(desk, [n], desk.today())),
    "sign_agreements": ("move", lambda desk, n, to: agreements.sign_agreements(desk, [n], SIGNING)),
    "awaited": ("read", lambda desk, n, to: signatures.awaited(desk)),
    "foresee": ("read", lambda desk, n, to: signatures.foresee(desk, [n], SIGNING)),
    "plan_batch": ("read", lambda desk, n, to: drafting.plan_batch(desk)),
    "unfinished_batch": ("read", lambda desk, n, to: drafting.unfinished_batch(desk)),
    "draft_batch": ("add", lambda desk, n, to: drafting.draft_batch(desk, to, [n])),
    "resume_batch": ("add", lambda desk, n, to: drafting.resume_batch(desk)),
    "end_batch": ("add", lambda desk, n, to: drafting.end_batch(desk)),
    "write_signing_list": ("print", lambda desk, n, to: drafting.write_signing_list(desk, [], to / "q.pdf")),
    "campaign": ("read", lambda desk, n, to: campaigns.campaign(desk)),
    "template_versions": ("read", lambda desk, n, to: campaigns.template_versions(desk)),
    "find_approval": ("read", lambda desk, n, to: agreement_papers.find_approval(desk, "0" * 64)),
    "approve_template": (
        "rules",
        lambda desk, n, to: agreement_papers.approve_template(desk, "joiner", "陈法务", desk.today()),
    ),
    "revoke_approval": ("rules", lambda desk, n, to: agreement_papers.revoke_approval(desk, "joiner")),
    "counts": ("read", lambda desk, n, to: reading.counts(desk)),
    "list_ids": ("read", lambda desk, n, to: reading.list_ids(desk, DISCLOSURES)),
    "page": ("read", lambda desk, n, to: reading.page(desk, DISCLOSURES, [1])),
    "whole": ("read", lambda desk, n, to: reading.whole(desk, DISCLOSURES, [1])),
    "show": ("read", lambda desk, n, to: reading.show(desk, DISCLOSURES, n)),
    "duplicates": ("read", lambda desk, n, to: people.duplicates(desk)),
    "compare": ("read", lambda desk, n, to: people.compare(desk, n, "A2")),
    "merge": ("withdraw", lambda desk, n, to: people.merge(desk, n, "A2")),
    "say_not_same": ("withdraw", lambda desk, n, to: people.say_not_same(desk, n, "A2")),
    "reveal": ("reveal", lambda desk, n, to: restricted.reveal(desk, PEOPLE, n, "phone")),
    "kept_of": ("read", lambda desk, n, to: protected.kept_of(desk, n)),
    "list_kept": ("read", lambda desk, n, to: protected.list_kept(desk)),
    "kept_kinds": ("read", lambda desk, n, to: protected.kept_kinds(desk)),
    "secret_ids": ("read", lambda desk, n, to: protected.secret_ids(desk)),
    "keep_text": ("protect", lambda desk, n, to: protected.keep_text(desk, n, "正文")),
    "show_text": ("read", lambda desk, n, to: protected.show_text(desk, n)),
    "reduce_text": ("protect", lambda desk, n, to: protected.reduce_text(desk, n)),
    "drop_text": ("protect", lambda desk, n, to: protected.drop_text(desk, n, "不再比对")),
    "name_readers": ("protect", lambda desk, n, to: protected.name_readers(desk, n, [])),
    "possible_readers": ("read", lambda desk, n, to: protected.possible_readers(desk)),
    "search_all": ("read", lambda desk, n, to: reading.search_all(desk, "相机")),
    "agenda": ("read", lambda desk, n, to: today.agenda(desk)),
    "due": ("read", lambda desk, n, to: today.due(desk)),
    "board": ("read", lambda desk, n, to: board.board(desk, DISCLOSURES)),
    "stages": ("read", lambda desk, n, to: today.stages(desk, DISCLOSURES)),
    "preview_record": ("print", lambda desk, n, to: documents.preview_record(desk, DISCLOSURES, n)),
    "badges_of": ("read", lambda desk, n, to: badges.badges_of(desk, DISCLOSURES, [1])),
    "standings": ("read", lambda desk, n, to: duties.standings(desk)),
    "matching": ("read", lambda desk, n, to: duties.matching(desk, "agreement", "missing")),
    "narrowed": ("read", lambda desk, n, to: duties.narrowed(desk, "here")),
    "alike_people": ("read", lambda desk, n, to: list(duties.alike_people(desk))),
    "without_agreement": ("read", lambda desk, n, to: duties.without_agreement(desk)),
    "figures": ("read", lambda desk, n, to: figures.figures(desk, QUARTER)),
    "with_aims": ("read", lambda desk, n, to: period_content.with_aims(desk, FIGURES)),
    "content_now": ("read", lambda desk, n, to: period_content.content_now(desk, QUARTER)),
    "capped": ("read", lambda desk, n, to: period_content.capped(desk, quarter(), "internal")),
    "content_of": ("read", lambda desk, n, to: period_documents.content_of(desk, QUARTER)),
    "write_period": (
        "export",
        lambda desk, n, to: period_documents.write_period(desk, QUARTER, to / "q.pdf"),
    ),
    "closings": ("read", lambda desk, n, to: quarters.closings(desk)),
    "is_closed": ("read", lambda desk, n, to: quarters.is_closed(desk, QUARTER)),
    "closed": ("read", lambda desk, n, to: quarters.closed(desk, QUARTER)),
    "late_changes": ("read", lambda desk, n, to: quarters.late_changes(desk, QUARTER)),
    "close_period": ("export", lambda desk, n, to: quarters.close_period(desk, QUARTER)),
    "set_aim": ("rules", lambda desk, n, to: report_words.set_aim(desk, 2025, "D2", "20")),
    "set_note": ("export", lambda desk, n, to: report_words.set_note(desk, QUARTER, "D2", "说明")),
    "set_text": ("export", lambda desk, n, to: report_words.set_text(desk, QUARTER, "概况")),
    "signing_rate": ("read", lambda desk, n, to: signing.signing_rate(desk)),
    "write_signing_report": ("export", lambda desk, n, to: signing.write_signing_report(desk, to / "r.pdf")),
    "write_docket_list": (
        "export",
        lambda desk, n, to: docket_papers.write_docket_list(desk, to / "q.pdf"),
    ),
    "write_fee_order": ("export", lambda desk, n, to: docket_papers.write_fee_order(desk, to / "f.pdf")),
    "write_idle_review": ("export", lambda desk, n, to: docket_papers.write_idle_review(desk, to / "i.pdf")),
    "agency_quality": ("read", lambda desk, n, to: agencies.agency_quality(desk)),
    "write_agency_list": ("export", lambda desk, n, to: docket_papers.write_agency_list(desk, to / "a.pdf")),
    "officers": ("read", lambda desk, n, to: officers.officers(desk)),
    "write_officer_list": ("export", lambda desk, n, to: officers.write_officer_list(desk, to / "o.pdf")),
    "write_calendar": ("export", lambda desk, n, to: docket_papers.write_calendar(desk, to / "c.ics")),
    "fees_until": ("read", lambda desk, n, to: fees_due.fees_until(desk, DAY)),
    "idle_patents": ("read", lambda desk, n, to: idle_patents.idle_patents(desk)),
    "start_copy": ("add", lambda desk, n, to: drafts.start_copy(desk, DISCLOSURES, n)),
    "past": ("read", lambda desk, n, to: history.past(desk, DISCLOSURES, n)),
    "everything": ("read", lambda desk, n, to: leaving.everything(desk, "A0117")),
    "mentions": ("read", lambda desk, n, to: reading.mentions(desk, "单雨桐")),
    "attach": ("attach", lambda desk, n, to: attachments.attach(desk, DISCLOSURES, n, to / "记录.txt")),
    "detach": ("attach", lambda desk, n, to: attachments.detach(desk, DISCLOSURES, n, "旧.txt")),
    "detach_copy": (
        "print",
        lambda desk, n, to: attachments.detach_copy(desk, DISCLOSURES, n, "旧.txt", to / "出.txt"),
    ),
    "export_register": (
        "export",
        lambda desk, n, to: documents.export_register(desk, DISCLOSURES, to / "a.xlsx"),
    ),
    "print_record": ("print", lambda desk, n, to: documents.print_record(desk, DISCLOSURES, n, to / "a.pdf")),
    "print_again": ("print", lambda desk, n, to: documents.print_again(desk, 1, to / "b.pdf")),
    "figures_of_today": ("read", lambda desk, n, to: period_content.figures_of_today(desk)),
    "record_behind": ("read", lambda desk, n, to: period_content.record_behind(desk, 1)),
    "files_left": ("print", lambda desk, n, to: carriers.files_left(desk)),
    "write_carrier_list": ("print", lambda desk, n, to: carriers.write_carrier_list(desk, to / "z.pdf", [1])),
    "stamp_kept": ("read", lambda desk, n, to: documents.stamp_kept(desk, 1)),
    "stamp_again": ("print", lambda desk, n, to: documents.stamp_again(desk, 1)),
    "blank_form": ("form", lambda desk, n, to: documents.blank_form(desk, DISCLOSURES, to / "f.xlsx")),
    "preview": ("import", lambda desk, n, to: intake.preview(desk, DISCLOSURES, to / "记录.txt")),
    "sort_sheets": ("import", lambda desk, n, to: whole_sheets.sort_sheets(desk, NO_BOOK)),
    "read_file of all": ("import", lambda desk, n, to: whole_intake.read_file(desk, to / "记录.txt")),
    "preview_whole": ("import", lambda desk, n, to: whole_intake.preview_whole(desk, [])),
    "accept_whole": ("import", lambda desk, n, to: whole_intake.accept_whole(desk, NOTHING)),
    "write_whole_report": (
        "import",
        lambda desk, n, to: whole_reports.write_whole_report(desk, NOTHING, to / "r.xlsx"),
    ),
    "seal": ("seal", lambda desk, n, to: spills.seal(desk, DISCLOSURES, n, "超限")),
    "unseal": ("seal", lambda desk, n, to: spills.unseal(desk, DISCLOSURES, n, "误封")),
    "purge": ("purge", lambda desk, n, to: spills.purge(desk, DISCLOSURES, n, ORDER_OF_PURGE)),
    "add_user": ("users", lambda desk, n, to: workspaces.add_user(desk, "新人", "reader", PASSPHRASE, CHEAP)),
    "revoke_user": ("users", lambda desk, n, to: workspaces.revoke_user(desk, "李明")),
    "passphrase of another": (
        "users",
        lambda desk, n, to: workspaces.change_passphrase(desk, "李明", PASSPHRASE, CHEAP),
    ),
    "write_archive": ("archive", lambda desk, n, to: archives.write_archive(desk, to / "a.zip")),
    "look_at_archive": ("archive", lambda desk, n, to: taking_in.look_at_archive(desk, to / "a.zip")),
    "take_in": ("archive", lambda desk, n, to: taking_in.take_in(desk, OF_NO_DESK)),
    "export_everything": ("export", lambda desk, n, to: everything.export_everything(desk, to / "a.xlsx")),
    "backup": ("backup", lambda desk, n, to: workspaces.backup(desk, to / "b.ipdesk-backup")),
    "verify": ("audit", lambda desk, n, to: audits.verify(desk)),
    "export_log": ("audit", lambda desk, n, to: audits.export_log(desk, to / "log.xlsx")),
    "current_head": ("audit", lambda desk, n, to: audits.current_head(desk)),
    "last_backups": ("backup", lambda desk, n, to: workspaces.last_backups(desk)),
    "list_rules": ("read", lambda desk, n, to: rule_files.list_rules(desk, CHECKLISTS)),
    "find_rules": ("read", lambda desk, n, to: rule_files.find_rules(desk, CHECKLISTS, "assessment")),
    "named_rules": ("read", lambda desk, n, to: rule_files.named_rules(desk, "tasks.movements")),
    "rules_in_force": ("read", lambda desk, n, to: rule_kinds.rules_in_force(desk, CHECKLISTS, "assessment")),
    "searcher_in_force": ("read", lambda desk, n, to: lexicons.searcher_in_force(desk)),
    "rule_text": ("read", lambda desk, n, to: rule_kinds.rule_text(desk, CHECKLISTS, "0" * 64)),
    "check_rules": ("read", lambda desk, n, to: rule_files.check_rules(desk, to / "记录.txt")),
    "install_rules": ("rules", lambda desk, n, to: rule_files.install_rules(desk, to / "记录.txt")),
    "install_text": (
        "rules",
        lambda desk, n, to: rule_files.install_text(desk, CHECKLISTS, "a.toml", "id = 1"),
    ),
    "taken_versions": ("read", lambda desk, n, to: rule_files.taken_versions(desk, CHECKLISTS, "assessment")),
    "keep_template_draft": (
        "rules",
        lambda desk, n, to: template_editing.keep_template_draft(desk, JOINER, ""),
    ),
    "find_template_draft": (
        "rules",
        lambda desk, n, to: template_editing.find_template_draft(desk, "joiner"),
    ),
    "drop_template_draft": (
        "rules",
        lambda desk, n, to: template_editing.drop_template_draft(desk, "joiner"),
    ),
    "proposed_version": ("read", lambda desk, n, to: template_editing.proposed_version(desk, "joiner")),
    "install_template_text": (
        "rules",
        lambda desk, n, to: template_editing.install_template_text(desk, JOINER),
    ),
    "unapproved_papers": ("read", lambda desk, n, to: agreement_papers.unapproved_papers(desk)),
    "export_rules": (
        "print",
        lambda desk, n, to: rule_files.export_rules(desk, OF_LIST, to / "c.toml"),
    ),
    "remove_rules": ("rules", lambda desk, n, to: rule_files.remove_rules(desk, OF_LIST)),
    "restore_rules": ("rules", lambda desk, n, to: rule_files.restore_rules(desk, OF_LIST)),
    "list_templates": ("print", lambda desk, n, to: templates.list_templates(desk)),
    "named_template": ("print", lambda desk, n, to: templates.named_template(desk, REWORK)),
    "check_template": (
        "print",
        lambda desk, n, to: templates.check_template(desk, to / "记录.txt", OF_REWORK),
    ),
    "install_template": (
        "rules",
        lambda desk, n, to: templates.install_template(desk, to / "记录.txt", OF_REWORK),
    ),
    "export_template": (
        "print",
        lambda desk, n, to: templates.export_template(desk, OF_REWORK, to / "t.docx"),
    ),
    "remove_template": ("rules", lambda desk, n, to: templates.remove_template(desk, OF_REWORK)),
    "restore_template": ("rules", lambda desk, n, to: templates.restore_template(desk, OF_REWORK)),
    "look_at": ("export", lambda desk, n, to: report_templates.look_at(desk, to / "季报.xlsx")),
    "names_of": ("export", lambda desk, n, to: report_templates.names_of(desk)),
    "keep_mapping": ("rules", lambda desk, n, to: report_templates.keep_mapping(desk, LOOKED, ReportMap())),
    "list_mapped": ("export", lambda desk, n, to: report_templates.list_mapped(desk)),
    "forget_mapping": ("rules", lambda desk, n, to: report_templates.forget_mapping(desk, 1)),
    "export_mapping": (
        "export",
        lambda desk, n, to: report_templates.export_mapping(desk, 1, to / "图.json"),
    ),
    "fill_template": (
        "export",
        lambda desk, n, to: report_templates.fill_template(desk, LOOKED, QUARTER, to / "a.xlsx", ReportMap()),
    ),
    "figure_labels": ("export", lambda desk, n, to: quarter_values.figure_labels(desk)),
    "quarter_values": ("export", lambda desk, n, to: quarter_values.quarter_values(desk, QUARTER)),
    "print_word": (
        "print",
        lambda desk, n, to: word_documents.print_word(desk, DISCLOSURES, n, to / "a.docx"),
    ),
    "print_sheet": (
        "print",
        lambda desk, n, to: sheet_documents.print_sheet(desk, DISCLOSURES, n, to / "a.xlsx"),
    ),
    "printed": ("print", lambda desk, n, to: documents.printed(desk)),
    "sealed_records": ("purge", lambda desk, n, to: spills.sealed_records(desk)),
    "keep_draft": ("change", lambda desk, n, to: drafts.keep_draft(desk, DISCLOSURES, {"title": "改"}, n)),
    "keep_draft of a new one": (
        "add",
        lambda desk, n, to: drafts.keep_draft(desk, DISCLOSURES, {"title": "改"}),
    ),
    "find_draft": ("read", lambda desk, n, to: drafts.find_draft(desk, DISCLOSURES, n)),
    "drop_draft": ("read", lambda desk, n, to: drafts.drop_draft(desk, DISCLOSURES, n)),
}
# What takes a desk and asks for nothing itself, because it is a part of what asks.
UNASKED = {
    *(
        "pattern_of",
        "draft_within",
        "person_of",
        "own_facts",
        "superseded_by",
        "attach_within",
        "linked_from",
    ),
    *(
        "template_in_force",
        "template_of",
        "template_text",
        "facts_of",
        "composed",
        "paper_of",
        "papers_of",
        "read_paper",
    ),
    "read_values",
    "require_fits",
    "require_marking_kept",
    "require_no_spill",
    "with_answers",
    "scored_values",
    "with_settled",
    "facts_of",
    "held_open",
    "rows_of",
    "answered",
    "obstacles",
    "checklist_of",
    "employments_in_force",
    "agreement_for",
    "kind_labels",
    "kept_rules",
    "task_list",
    "tasks_in_force",
    "ever_told",
    "move_within",
    "settled",
    "find",
    "steps",
    "matters_of",
    "next_step",
    "state_before_withdrawal",
    "state_named",
    "make_stamp",
    "whole_document",
    "find_template",
    "template_bytes",
    "fill_again",
    "require_place",
    "accept",  # asks; tested with a preview in hand, below
    "list_users",  # whoever is in may see who else is
    "open_fields",  # answers what may be changed
    "marking_of_row",
    "may_supplement",  # answers the question itself, as the next
    "may_manage_users",  # answers the question itself
    "require_passphrase",  # asks whoever sits there for their own
    "change_passphrase",  # of oneself: tested below
    "recover_user",  # the recovery key is the permission
    "require_mark_within",  # part of every import
    "write_previews",  # part of accepting
    "usual_until",  # a day, which says nothing of the records
    "verify_daily",  # happens by itself, whoever is there
    "last_verified",  # a day, which says nothing of the log
    "period_named",  # reads a text and the clock
    "carrier_row",  # words of what was read already
    "backup_daily",  # follows any permitted write
    "name_labels",  # words for what was asked for before
}
MODULES = (
    *(records, reading, attachments, documents, intake, spills, workspaces, audits, drafts),
    *(levels, checks, matters, today, board, history, editing, answers, assessments, moves, outcomes),
    *(scorings, movements, movement_tasks, badges, duties, signing),
    *(agreements, agreement_papers, drafting, signatures, campaigns),
    *(restricted, people, protected, archives, taking_in, everything),
    *(figures, period_content, period_documents, quarters, report_words),
    *(docket_papers, fees_due, idle_patents, agencies, officers),
    *(report_templates, quarter_values, carriers),
    *(whole_intake, whole_reports),
)


def test_no_public_operation_is_left_out() -> None:
    named = {name.partition(" ")[0] for name in OPERATIONS}
    for module in MODULES:
        for name, each in inspect.getmembers(module, inspect.isfunction):
            own = each.__module__ == module.__name__ and not name.startswith("_")
            if own and next(iter(inspect.signature(each).parameters), "") == "desk":
                assert name in named | UNASKED, f"{module.__name__}.{name}"


@pytest.mark.parametrize("role", ["reviewer", "reader", "auditor", "administrator"])
def test_a_forbidden_operation_is_refused_and_writes_nothing(
    role: Role, desk: Desk, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    number = add_disclosure(desk)
    (tmp_path / "记录.txt").write_text("无", encoding="utf-8")
    (tmp_path / "旧.txt").write_text("旧", encoding="utf-8")
    attachments.attach(desk, DISCLOSURES, number, tmp_path / "旧.txt")
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "first.pdf")
    other = as_user(role)
    files, before = sorted(tmp_path.iterdir()), state_of_store(desk)
    forbidden = [name for name, (act, _) in OPERATIONS.items() if not MATRIX[act][ORDER.index(role)]]
    assert len(forbidden) > 10
    for name in forbidden:
        with pytest.raises(NotPermitted):
            OPERATIONS[name][1](other, number, tmp_path)
        with pytest.raises(NotPermitted):  # nor does the answer tell whether a number exists
            OPERATIONS[name][1](other, "PL-1999-0001", tmp_path)
    assert state_of_store(desk) == before
    assert sorted(tmp_path.iterdir()) == files
    assert workspaces.list_users(desk)[0].active


@pytest.mark.parametrize("role", ["reviewer", "reader", "auditor", "administrator"])
def test_a_preview_in_hand_does_not_let_anybody_write(
    role: Role, desk: Desk, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("成果名称,完成日期\n热链组件,2026-01-05\n", encoding="utf-8")
    previewed = intake.preview(desk, DISCLOSURES, ledger)
    assert previewed.counts()["new"] == 1
    before = state_of_store(desk)
    other = as_user(role)
    held = state_of_store(desk)
    with pytest.raises(NotPermitted):
        intake.accept(other, previewed)
    assert state_of_store(desk) == held
    assert held[0] == before[0]


def test_everybody_may_change_their_own_passphrase(as_user: Callable[..., Desk]) -> None:
    for role in ("reviewer", "reader", "auditor", "administrator"):
        other = as_user(role)
        changed = "另一句 够长 的 口令 harbour"
        workspaces.change_passphrase(other, other.actor.name, changed, CHEAP)
        keys = Keys.load(other.workspace.folder)
        assert keys.unwrap(other.actor.name, changed) == other.workspace.data_key()
        with pytest.raises(WrongPassphrase):
            keys.unwrap(other.actor.name, PASSPHRASE)


def test_the_daily_backup_follows_any_permitted_write(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "secrecy-check")
    reviewer = as_user("reviewer")
    records.change(reviewer, DISCLOSURES, number, {"secrecy_basis": "一览表未列"})
    assert workspaces.backup_daily(reviewer, Settings()) is not None


def test_a_reviewer_is_not_let_near_other_registers(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = records.add(desk, PROJECTS, [{"title": "低温", "started": date(2026, 1, 1)}])[0].number
    before = state_of_store(desk)
    reviewer = as_user("reviewer")
    with pytest.raises(NotPermitted):
        records.change(reviewer, PROJECTS, number, {"title": "别的"})
    with pytest.raises(NotPermitted):
        records.move(reviewer, PROJECTS, number, "running")
    assert reading.show(desk, PROJECTS, number).record.revision == 1
    assert state_of_store(desk)[0] == before[0]
