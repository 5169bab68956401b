"""Every operation, and how it is reached: by which act of the window, and by which words on the command line.

One table. `test_reach.py` holds it against the operations there are, and then runs each act and each verb and sees that
the operation is called.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.about_page import AboutPage
from ipdesk.gui.asides_page import AsidesPage
from ipdesk.gui.carriers_page import CarriersPage
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.figures_table import AIM, NOTE
from ipdesk.gui.import_page import ImportPage
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.new_workspace_page import NewWorkspacePage
from ipdesk.gui.page import Page
from ipdesk.gui.pages.many_assessments import ManyAssessmentsPage
from ipdesk.gui.pages.movements import MovementPage
from ipdesk.gui.pages.patents import PatentPage
from ipdesk.gui.pages.people import PersonPage
from ipdesk.gui.print_page import PrintPage
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.report_templates_page import ReportTemplatesPage
from ipdesk.gui.reports_page import ReportsPage
from ipdesk.gui.restore_page import RestorePage
from ipdesk.gui.review_page import ReviewPage
from ipdesk.gui.safekeeping_page import SafekeepingPage
from ipdesk.gui.settings_page import SettingsPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.unlock_page import UnlockPage
from ipdesk.gui.users_page import UsersPage
from ipdesk.gui.whole_import_page import WholeImportPage
from ipdesk.model.text import Message
from ipdesk.operations import (
    agreement_papers,
    agreements,
    assessments,
    attachments,
    documents,
    intake,
    ledgers,
    paper_reviews,
    protected,
    records,
    report_templates,
    rule_files,
    set_asides,
    spills,
    templates,
    views,
    workspaces,
)
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.screening.risks import Risk
from ipdesk.store import batches
from ipdesk.store import workspace as store
from tests.conftest import CHEAP, OFFICER, PASSPHRASE
from tests.exporting.superior_books import superior_book
from tests.gui.conftest import FakeDialogs
from tests.gui.pages.rights import pending
from tests.operations.assessing import ASSESSMENTS, ASSESSORS, answer_all, decision
from tests.operations.cases import DISCLOSURES
from tests.operations.moving import add_person, opened
from tests.operations.test_protected import TEXT

DRAFT, SEALED = "PL-2026-0001", "PL-2026-0003"
ACCEPTED, ASSESSED = "PL-2026-0005", "PL-2026-0012"  # the second is opened for assessment as CASE
CASE: Final = "PG-2026-0001"
MOVING: Final = "BD-2026-0001"
PAPER: Final = "LW-2026-0001"
RIGHT: Final = "ZL-2026-0001"
EXAM: Final = "cn.exam-request#1"
SECRET: Final = "JS-2026-0001"
KEPT_TEXT: Final = TEXT
SECOND: Final = "王芳"
NEW: Final = "雷达 秋千 harbour 九月"
PEOPLE: Final = register("people")
SAVED: Final = "待保密审查"
LEDGER: Final = "台账.csv"
SHEET: Final = "成果.csv"
OF_REWORK: Final = "disclosures.rework.zh"
OF_JOINERS: Final = "agreement.joiner"
DRAFTED: Final = "XY-2026-00001"
OF_ASSESSMENT: Final = "checklist.assessment"
REWORK_ROW: Final = 4  # of the page of templates
PATIENCE: Final = 20_000
P = TypeVar("P", bound=QWidget)


@dataclass
class Stage:
    """A window over a filled desk, with a file, a backup and a second user, and somebody who answers."""

    window: MainWindow
    desk: Desk
    tasks: Tasks
    dialogs: FakeDialogs
    folder: Path
    qtbot: QtBot
    patch: pytest.MonkeyPatch

    def view(self) -> DeskView:
        """Return the open desk, after opening it."""
        if not (views := self.window.findChildren(DeskView)):
            self.window.open_desk(self.desk)
            views = self.window.findChildren(DeskView)
        return views[-1]

    def go(self, place: str) -> None:
        """Show a place."""
        self.view().go(place)
        self.rest()

    def record(self, number: str = DRAFT, register: str = "disclosures") -> RecordPage:
        """Show a record, or a new one without a number."""
        self.view().open_record(register, number)
        self.rest()
        return self.page(RecordPage)

    def page(self, kind: type[P]) -> P:
        """Return the page shown."""
        found = [each for each in self.window.findChildren(Page) if isinstance(each, kind)]
        return found[-1]

    def run(self, id: str) -> None:
        """Run the act of that id, which the palette offers now."""
        found = [each for each in self.window.commands() if each.id == id]
        assert found, f"no act {id}"
        assert found[0].enabled(), f"{id} cannot be run"
        found[0].run()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.tasks.is_busy(), timeout=PATIENCE)

    def second_desk(self) -> Desk:
        """Return the desk of the second user; close its workspace when done."""
        workspace = store.unlock(self.desk.workspace.folder, SECOND, PASSPHRASE, self.desk.workspace.clock)
        return Desk(workspace, self.desk.translator)


def stand(stage: Stage) -> None:
    """Leave everything as it is."""


@dataclass(frozen=True)
class Way:
    """How an operation is reached: the id of an act, what brings its page up, what follows, and words for the shell."""

    act: str
    words: tuple[str, ...]
    before: Callable[[Stage], object] = stand
    after: Callable[[Stage], object] = stand


def at(place: str) -> Callable[[Stage], None]:
    """Return what shows a place."""
    return partial(Stage.go, place=place)


def attach_file(stage: Stage) -> None:
    """Give a record a file."""
    attachments.attach(stage.desk, DISCLOSURES, DRAFT, stage.folder / LEDGER)


def with_file(stage: Stage) -> None:
    """Show a record that has a file."""
    attach_file(stage)
    stage.record()


def typed(stage: Stage, number: str, register: str) -> None:
    """Type into the title of a record."""
    line: Any = stage.record(number, register).form.fields["title"].editor
    line.line.setText("一种新的名称")


def seal_as_second(stage: Stage) -> None:
    """Seal a record as the second user."""
    other = stage.second_desk()
    with other.workspace:
        spills.seal(other, DISCLOSURES, SEALED, "上级通知")


def sealed(stage: Stage) -> None:
    """Show safekeeping with a record that somebody else sealed."""
    seal_as_second(stage)
    stage.go("safekeeping")


def give_order(stage: Stage) -> None:
    """Fill the purge order in and give it."""
    order = stage.page(SafekeepingPage).order
    order.number.setText("销毁2026-1")
    order.reason.setText("超出本机密级上限")
    order.go_on.click()


def printed(stage: Stage) -> None:
    """Show safekeeping after a document was printed."""
    documents.print_record(stage.desk, DISCLOSURES, DRAFT, stage.folder / "先.pdf")
    stage.go("safekeeping")


def at_print(stage: Stage) -> None:
    """Show a record's documents."""
    stage.view().open_print("disclosures", DRAFT)
    stage.qtbot.waitUntil(stage.page(PrintPage).is_quiet, timeout=PATIENCE)


def at_signing(stage: Stage) -> None:
    """Show the signing rate."""
    stage.view().open_page("signing")
    stage.rest()


def at_secret(stage: Stage) -> None:
    """Show a technical secret of which nothing is kept, with a file to keep."""
    stage.dialogs.files = [stage.folder / "正文.txt"]
    stage.record(SECRET, "secrets")


def with_text(stage: Stage) -> None:
    """Show a technical secret of which a text is kept that the one at the desk may read."""
    protected.keep_text(stage.desk, SECRET, KEPT_TEXT, [stage.desk.actor.name])
    at_secret(stage)


def at_case(stage: Stage) -> None:
    """Show an assessment."""
    stage.record(CASE, "assessments")


def at_person(stage: Stage) -> None:
    """Show a person, all of the form."""
    stage.record("A0117", "people").form.make_all()


def begin_change(stage: Stage) -> None:
    """Choose a kind of movement and begin it."""
    line = stage.page(PersonPage).people_acts.line
    assert line is not None
    line.fields["kind"].editor.set_value("change")
    line.begin()


def at_movement(stage: Stage) -> None:
    """Show a movement."""
    stage.record(MOVING, "movements")


def at_right(stage: Stage) -> None:
    """Show a right with the keyboard at its only open deadline."""
    stage.record(RIGHT, "patents")
    stage.page(PatentPage).sheet.docket.go_to(EXAM)


def give_line(stage: Stage) -> None:
    """Give what the line under the deadlines asks for."""
    line = stage.page(PatentPage).sheet.docket.line
    line.reason.setText("启用前已办理")
    line.give.click()


def with_settled_task(stage: Stage) -> None:
    """Show a movement with a task that is done, not saved yet."""
    at_movement(stage)
    page = stage.page(MovementPage)
    line = next(iter(page.sheet.checklist.lines.values()))
    line.state.set_value("done")
    line.state.edited.emit()


def to_folder(stage: Stage) -> None:
    """Show an assessment, with a folder for what is written."""
    stage.dialogs.place = stage.folder
    at_case(stage)


def at_twins(stage: Stage) -> None:
    """Show somebody who is kept twice."""
    stage.view().open_page("duplicates")
    stage.rest()


def at_paper(stage: Stage) -> None:
    """Show a review before publication."""
    stage.record(PAPER, "papers")


def decided_case(stage: Stage) -> None:
    """Show an assessment that is decided."""
    records.change(stage.desk, ASSESSMENTS, CASE, {"assessors": ASSESSORS})
    answer_all(stage.desk, CASE, "supplement")
    assessments.decide(stage.desk, CASE, decision("supplement"))
    at_case(stage)


def together(stage: Stage, answer: str = "") -> ManyAssessmentsPage:
    """Show several assessments at once, of which one is answered and not saved."""
    stage.view().open_together("assessments", [CASE])
    stage.rest()
    page = stage.page(ManyAssessmentsPage)
    if answer:
        page.model.put(page.table.currentIndex(), answer)
    return page


def decide_together(stage: Stage) -> None:
    """Fill in one decision for several assessments."""
    page = together(stage)
    page.turn_card()
    page.card.outcome.setCurrentIndex(page.card.outcome.findData("none"))
    page.card.reasons.setText("不属于成果")
    for step in page.card.steps.values():
        step.name.setText("钱主任")
    page.card.meeting.setText("HY-2026-001")


def at_word(stage: Stage) -> None:
    """Show a document that has a Word template."""
    stage.view().open_print("projects", "KY-2025-003")
    stage.qtbot.waitUntil(stage.page(PrintPage).is_quiet, timeout=PATIENCE)


def at_sheet(stage: Stage) -> None:
    """Show a document that is written as a workbook, too."""
    stage.view().open_print("patents", RIGHT)
    stage.qtbot.waitUntil(stage.page(PrintPage).is_quiet, timeout=PATIENCE)


def at_checklists(stage: Stage) -> None:
    """Show the checklists with the first of them chosen."""
    from ipdesk.gui.rule_files_page import RuleFilesPage

    stage.view().open_page("rules", "checklist")
    stage.page(RuleFilesPage).table.selectRow(0)


OWN_CHECKLIST: Final = "清单.toml"


def own_checklist(folder: Path) -> Path:
    """Write a checklist of the laboratory's own: ours in another version."""
    ours = resource_path("rules", "checklists", "assessment.toml").read_text(encoding="utf-8")
    path = folder / OWN_CHECKLIST
    path.write_text(ours.replace('version = "', 'version = "本所-', 1), encoding="utf-8")
    return path


def choose_checklist(stage: Stage) -> None:
    """Show the checklists, with a list of one's own to be chosen."""
    at_checklists(stage)
    stage.dialogs.files = [own_checklist(stage.folder)]


def with_own_checklist(stage: Stage) -> None:
    """Show the checklists when the laboratory has one of its own."""
    rule_files.install_rules(stage.desk, own_checklist(stage.folder))
    at_checklists(stage)


def with_removed_checklist(stage: Stage) -> None:
    """Show the checklists when the laboratory took its own back."""
    known = rule_files.install_rules(stage.desk, own_checklist(stage.folder))
    rule_files.remove_rules(stage.desk, known)
    at_checklists(stage)


def other_wording(stage: Stage) -> None:
    """Change a wording in a copy of an agreement template."""
    from ipdesk.gui.template_editor_page import TemplateEditorPage

    stage.view().open_page("template", "joiner")
    page = stage.page(TemplateEditorPage)
    page.form.heading[0].insert("新")
    page.form.heading[0].textEdited.emit("")


def at_templates(stage: Stage, row: int) -> None:
    """Show the Word templates with one of them chosen."""
    from ipdesk.gui.templates_page import TemplatesPage

    stage.view().open_page("templates")
    stage.page(TemplatesPage).table.selectRow(row)


def with_own_template(stage: Stage) -> None:
    """Show the Word templates when the laboratory has one of its own, which is chosen."""
    found = templates.named_template(stage.desk, OF_REWORK)
    templates.install_template(stage.desk, resource_path("templates", f"{OF_REWORK}.docx"), found)
    at_templates(stage, REWORK_ROW)


def with_removed_template(stage: Stage) -> None:
    """Show the Word templates when the laboratory took its own back."""
    with_own_template(stage)
    templates.remove_template(stage.desk, templates.named_template(stage.desk, OF_REWORK))
    at_templates(stage, REWORK_ROW)


def at_import(stage: Stage) -> None:
    """Show the page that takes files in."""
    stage.view().open_import("disclosures")


def with_preview(stage: Stage) -> None:
    """Show a file that waits to be accepted."""
    at_import(stage)
    page = stage.page(ImportPage)
    page.add_files([stage.folder / LEDGER])
    stage.qtbot.waitUntil(page.accept.isEnabled, timeout=PATIENCE)


def at_whole(stage: Stage) -> None:
    """Show the page that takes in files of all registers."""
    stage.view().open_import_all()


def with_whole(stage: Stage) -> None:
    """Show a file of any register that waits to be accepted."""
    at_whole(stage)
    page = stage.page(WholeImportPage)
    page.add_files([stage.folder / SHEET])
    stage.qtbot.waitUntil(page.accept.isEnabled, timeout=PATIENCE)


def explain_column(stage: Stage) -> None:
    """Say that the unit of a ledger is left out, and have it read like this."""
    panel = stage.page(ImportPage).panel
    panel.columns.boxes[-1].show_place("")
    panel.columns.read.click()


def with_known_ledger(stage: Stage) -> None:
    """Show a file that is read as somebody said."""
    chosen = ledgers.LedgerColumns({"所在部门": ""})
    looked = intake.preview(stage.desk, DISCLOSURES, stage.folder / LEDGER, chosen=chosen)
    ledgers.keep_ledger(stage.desk, DISCLOSURES, looked.intake.sheets, chosen)
    with_preview(stage)


def forget_columns(stage: Stage) -> None:
    """Have it forgotten what was said."""
    stage.page(ImportPage).panel.columns.forget.click()


def at_report_templates(stage: Stage) -> ReportTemplatesPage:
    """Show the page of the institute's templates."""
    stage.view().open_page("report-templates")
    stage.rest()
    return stage.page(ReportTemplatesPage)


def with_book(stage: Stage) -> None:
    """Show the workbook of a superior that is not mapped."""
    page = at_report_templates(stage)
    page.open_file(stage.folder / BOOK)
    stage.qtbot.waitUntil(lambda: page.choices.looked is not None, timeout=PATIENCE)
    page.accept_all()


def with_mapped_book(stage: Stage) -> None:
    """Show the workbook of a superior that is mapped."""
    map_ = report_templates.map_in(stage.folder / "图.json")
    report_templates.keep_mapping(stage.desk, report_templates.look_at(stage.desk, stage.folder / BOOK), map_)
    page = at_report_templates(stage)
    page.open_file(stage.folder / BOOK)
    stage.qtbot.waitUntil(lambda: page.choices.looked is not None, timeout=PATIENCE)


def with_saved_filter(stage: Stage) -> None:
    """Show a register with a saved filter in force."""
    views.save_view(stage.desk, DISCLOSURES, views.View(SAVED, views.Filter(state="draft")))
    stage.go("disclosures")
    saved = stage.page(RegisterPage).saved
    saved.apply(next(each for each in views.list_views(stage.desk, DISCLOSURES) if each.name == SAVED))


def name_filter(stage: Stage) -> None:
    """Give the name that is asked for."""
    naming = stage.page(RegisterPage).saved.naming
    naming.name.setText("另一名称")
    naming.save.click()


def add_user(stage: Stage) -> None:
    """Fill a new user in."""
    card = stage.page(UsersPage).add_card
    card.name.setText("钱进")
    card.passphrase.first.line.setText(NEW)
    card.passphrase.second.line.setText(NEW)
    card.go_on.click()


def change_passphrase(stage: Stage) -> None:
    """Fill the old and a new passphrase in."""
    card = stage.page(UsersPage).change_card
    card.so_far.line.setText(PASSPHRASE)
    card.passphrase.first.line.setText(NEW)
    card.passphrase.second.line.setText(NEW)
    card.go_on.click()


def another_user(stage: Stage) -> None:
    """Choose the second user among the users."""
    stage.go("users")
    page = stage.page(UsersPage)
    page.table.selectRow(page.model.row_of(SECOND))


def new_workspace(stage: Stage) -> None:
    """Fill a new workspace in."""
    stage.window.show_new()
    page = stage.page(NewWorkspacePage)
    for line, text in ((page.lab, "新实验室"), (page.code, "NEW"), (page.user, OFFICER)):
        line.setText(text)
    page.place.setText(str(stage.folder / "新.ipdesk"))
    for entry in (page.passphrase.first, page.passphrase.second):
        entry.line.setText(NEW)


def restoring(stage: Stage) -> None:
    """Name a backup and a new folder."""
    stage.window.show_restore()
    page = stage.page(RestorePage)
    page.file.setText(str(stage.folder / "备份.ipdesk-backup"))
    page.folder.setText(str(stage.folder / "回.ipdesk"))


def staffed(desk: Desk) -> None:
    """Add two people, and the draft of an agreement for one of them."""
    base = {"unit": "低温光学研究室", "employment": "permanent", "joined": "2020-01-01"}
    people = [{**base, "number": "A1", "name": "曾广生"}, {**base, "number": "A2", "name": "王芳"}]
    records.add(desk, register("people"), people)
    agreements.draft_agreements(desk, ["A1"])


def at_agreement(stage: Stage) -> None:
    """Show the draft of an agreement."""
    stage.record(DRAFTED, "agreements")


def at_joiner(stage: Stage) -> None:
    """Show the templates of agreements, the first of them chosen."""
    stage.view().open_page("rules", "agreement")
    stage.rest()


def approve_joiner(stage: Stage) -> None:
    """Say who approved it."""
    from ipdesk.gui.agreement_templates_page import AgreementTemplatesPage

    line = stage.page(AgreementTemplatesPage).approval
    line.name.setText("陈法务")
    line.give()


def at_approved_joiner(stage: Stage) -> None:
    """Show it once it is approved."""
    agreement_papers.approve_template(stage.desk, "joiner", "陈法务", stage.desk.today())
    at_joiner(stage)


def at_drafting(stage: Stage) -> None:
    """Show the page that drafts for all who lack an agreement."""
    from ipdesk.gui.pages.drafting import DraftingPage

    stage.view().open_together("people", ())
    page = stage.page(DraftingPage)
    stage.qtbot.waitUntil(lambda: not page.is_waiting(), timeout=PATIENCE)
    page.folder.setText(str(stage.folder))


def with_unfinished_batch(stage: Stage) -> None:
    """Show the page when a batch was begun and not carried out."""
    with stage.desk.workspace.write() as writing:
        batches.begin(writing, str(stage.folder), "", ["A2"])
    at_drafting(stage)


def at_signatures(stage: Stage) -> None:
    """Show the page that records signatures, with a day for an agreement that is ticked."""
    from ipdesk.gui.pages.signatures import SignaturesPage

    stage.view().open_together("agreements", [DRAFTED])
    page = stage.page(SignaturesPage)
    stage.qtbot.waitUntil(lambda: not page.is_waiting(), timeout=PATIENCE)
    page.terms.days["signed_on"].set_value("2026-03-05")
    page.terms.edited.emit()


def locked(stage: Stage) -> None:
    """Show the locked workspace with the passphrase typed."""
    stage.window.show_unlock(stage.desk.workspace.folder)
    stage.page(UnlockPage).passphrase.line.setText(PASSPHRASE)


def recovering(stage: Stage) -> None:
    """Show the locked workspace with recovery key and new passphrase typed."""
    locked(stage)
    stage.run("unlock.forgot")
    card = stage.page(UnlockPage).recover
    card.key.setText("ABCD-EFGH")
    card.passphrase.first.line.setText(NEW)
    card.passphrase.second.line.setText(NEW)


def recovered(stage: Stage) -> None:
    """Let any recovery key open the workspace, and type one."""
    folder, clock = stage.desk.workspace.folder, stage.desk.workspace.clock
    stage.patch.setattr(
        workspaces, "unlock_for_recovery", lambda *_: store.unlock(folder, OFFICER, PASSPHRASE, clock)
    )
    recovering(stage)


def other_settings(stage: Stage) -> None:
    """Change a setting."""
    stage.go("settings")
    page = stage.page(SettingsPage)
    page.lock.setValue(page.lock.value() + 1)


def name_somebody(stage: Stage) -> None:
    """Type a name."""
    from ipdesk.gui.mentions_page import MentionsPage

    stage.page(MentionsPage).name.setText("解敏")


def checked_wording(stage: Stage) -> None:
    """Check a manuscript in which a word is hit."""
    from ipdesk.gui.review_page import ReviewPage

    stage.go("review")
    page = stage.page(ReviewPage)
    page.check_files([stage.folder / WORDING])
    stage.qtbot.waitUntil(lambda: page.risks.rows.rowCount() == 1, timeout=PATIENCE)


def with_an_aside(stage: Stage) -> None:
    """Set a word aside and show the list of what is."""
    stage.go("today")
    set_asides.set_aside(stage.desk, HIT, "公开手册")
    stage.run("go.asides")
    stage.page(AsidesPage).table.selectRow(0)


def about(stage: Stage) -> None:
    """Show the page about the program, read to its end."""
    stage.go("about")
    stage.qtbot.waitUntil(lambda: not stage.page(AboutPage).is_waiting(), timeout=PATIENCE)


def checked(stage: Stage) -> None:
    """Show the check of a manuscript, done."""
    stage.go("review")
    page = stage.page(ReviewPage)
    page.check_files([stage.folder / "正文.txt"])
    stage.qtbot.waitUntil(lambda: bool(page.choices.files), timeout=PATIENCE)
    stage.dialogs.files = [stage.folder / "正文.txt"]


def checked_to_paper(stage: Stage) -> None:
    """Show the check of a manuscript, with a place for its marked copy."""
    checked(stage)
    stage.dialogs.target = stage.folder / "标注本.pdf"


def with_a_file_left(stage: Stage) -> None:
    """Show what left the desk, with one file of it ticked."""
    documents.print_record(stage.desk, DISCLOSURES, DRAFT, stage.folder / "先.pdf")
    stage.view().open_page("carriers")
    page = stage.page(CarriersPage)
    stage.qtbot.waitUntil(lambda: not page.is_waiting(), timeout=PATIENCE)
    page.table.all.click()


def at_reports(stage: Stage) -> None:
    """Show the report of the quarter that ended last, with somebody who agrees to its being closed."""
    stage.go("reports")
    page = stage.page(ReportsPage)
    stage.qtbot.waitUntil(lambda: not page.is_reading(), timeout=PATIENCE)
    page.table.go_to("P1")


def write_cell(stage: Stage, column: int) -> None:
    """Write in the cell that is being written in."""
    table = stage.page(ReportsPage).table
    table.figures.setData(table.currentIndex().siblingAtColumn(column), "97")


def typed_account(stage: Stage) -> None:
    """Type the account of the quarter."""
    at_reports(stage)
    stage.page(ReportsPage).account.insertPlainText("本期完成三项披露。")


PERSON: Final = ("people", "A0117")
WORDING: Final = "用语.txt"
HIT: Final = Risk(
    kind="word.model-prog", severity="block", reason=Message("背景型号"), clears=Message("改"), text="背景型号",
    term="背景型号", passages=(blake2b("背景型号一词见其公开手册".encode(), digest_size=16).hexdigest(),),
)  # fmt: skip
ON_DRAFT: Final = ("disclosures", DRAFT)
SAFE: Final = at("safekeeping")
QUARTER: Final = "2025Q4"  # what ended last on the day of these tests
# Words in braces stand for files that the test has: {ledger}, {record}, {order}, {backup}, {key}, {template}, {book}, {map}, {folder} for their folder; {out} is a free place.
WAYS: Final[Mapping[str, Way]] = {
    "set_asides.set_aside": Way(
        "review.aside",
        ("lexicon", "set-aside", "{wording}", HIT.key, "--reason", "公开手册"),
        checked_wording,
    ),
    "set_asides.take_back": Way("asides.back", ("lexicon", "take-back", "1"), with_an_aside),
    "carriers.write_carrier_list": Way(
        "carriers.write", ("report", "carriers", "1", "-o", "{out}.pdf"), with_a_file_left
    ),
    "period_documents.write_period": Way(
        "reports.report", ("report", "quarter", QUARTER, "--pdf", "{out}.pdf"), at_reports
    ),
    "quarters.close_period": Way("reports.close", ("report", "quarter", QUARTER, "--close"), at_reports),
    "report_words.set_note": Way(
        "reports.explain",
        ("report", "explain", QUARTER, "P1", "三人待签"),
        at_reports,
        partial(write_cell, column=NOTE),
    ),
    "report_words.set_aim": Way(
        "reports.aim", ("report", "aim", QUARTER[:4], "P1", "97"), at_reports, partial(write_cell, column=AIM)
    ),
    "report_words.set_text": Way("reports.account", ("report", "account", QUARTER, "{text}"), typed_account),
    "reviews.check_manuscript": Way("review.choose", ("review", "{text}"), at("review")),
    "manuscript_versions.compare_with_file": Way(
        "review.against", ("review", "{text}", "--against", "{text}"), checked
    ),
    "marked_copies.write_marked_copy": Way(
        "review.marked", ("review", "{text}", "--marked", "{out}.pdf"), checked_to_paper
    ),
    "agreements.sign_agreements": Way(
        "signatures.record", ("agreement", "sign", DRAFTED, "--signed", "2026-03-05"), at_signatures
    ),
    "agreements.draft_again": Way(
        "agreement.draft-again", ("agreement", "draft-again", DRAFTED), at_agreement
    ),
    "agreements.send_agreements": Way("agreement.send", ("agreement", "send", DRAFTED), at_agreement),
    "agreement_papers.approve_template": Way(
        "template.approve", ("rules", "approve", OF_JOINERS, "--by", "陈法务"), at_joiner, approve_joiner
    ),
    "agreement_papers.revoke_approval": Way(
        "template.revoke", ("rules", "approve", OF_JOINERS, "--revoke"), at_approved_joiner
    ),
    "drafting.draft_batch": Way(
        "drafting.begin", ("draft", "agreements", "--missing", "--out", "{folder}"), at_drafting
    ),
    "drafting.end_batch": Way("drafting.end", ("draft", "agreements", "--end"), with_unfinished_batch),
    "drafting.resume_batch": Way(
        "drafting.resume", ("draft", "agreements", "--resume"), with_unfinished_batch
    ),
    "assessments.confirm_disclosure": Way("assessment.confirm", ("assess", "confirm", CASE), at_case),
    "assessments.answer": Way(
        "together.save", ("assess", "answer", CASE, "ownership.wish=no"), partial(together, answer="no")
    ),
    "assessments.decide": Way(
        "together.decide", ("assess", "decide", CASE, "--outcome", "none"), decide_together
    ),
    "assessments.open_assessments": Way(
        "record.move.assessment", ("assess", "open", ACCEPTED), partial(Stage.record, number=ACCEPTED)
    ),
    "assessments.take_checklist": Way("assessment.renew", ("assess", "renew", CASE), at_case),
    "attachments.attach": Way("record.attach", ("attach", *ON_DRAFT, "{ledger}"), Stage.record),
    "attachments.detach": Way("record.detach.0", ("detach", *ON_DRAFT, LEDGER), with_file),
    "attachments.detach_copy": Way(
        "record.save-copy.0", ("detach-copy", *ON_DRAFT, LEDGER, "{out}"), with_file
    ),
    "archives.write_archive": Way("safekeeping.archive", ("archive", "{out}.zip"), at("today")),
    "everything.export_everything": Way("safekeeping.workbook", ("export", "all", "{out}.xlsx"), at("today")),
    "taking_in.look_at_archive": Way("safekeeping.take-in", ("import", "all", "{archive}"), at("today")),
    "audits.export_log": Way("safekeeping.export", ("audit", "export", "{out}.xlsx"), SAFE),
    "audits.verify": Way("safekeeping.verify", ("audit", "verify"), at("today")),
    "docket.record_event": Way(
        "docket.clear", ("docket", "clear", "patents", RIGHT, EXAM), at_right, give_line
    ),
    "docket.settle": Way(
        "docket.settle",
        ("docket", "settle", "patents", RIGHT, EXAM, "--reason", "已办理"),
        at_right,
        give_line,
    ),
    "docket.confirm": Way("docket.confirm", ("docket", "confirm", "patents", RIGHT, EXAM), at_right),
    "documents.blank_form": Way("form.disclosures", ("form", "disclosures", "{out}.xlsx"), at("today")),
    "documents.export_register": Way(
        "register.export", ("export", "disclosures", "{out}.xlsx"), at("disclosures")
    ),
    "documents.print_again": Way("safekeeping.again", ("reprint", "1", "{out}.pdf"), printed),
    "documents.print_record": Way("print.save", ("print", *ON_DRAFT, "{out}.pdf"), at_print),
    "intake.accept": Way("import.accept", ("import", "disclosures", "{ledger}"), with_preview),
    "whole_intake.accept_whole": Way("whole.accept", ("import", "all", "{sheet}"), with_whole),
    "whole_intake.preview_whole": Way("whole.again", ("import", "all", "{sheet}", "--dry-run"), with_whole),
    "whole_intake.read_file": Way("whole.choose", ("import", "all", "{sheet}", "--dry-run"), at_whole),
    "whole_reports.write_whole_report": Way(
        "whole.report",
        ("import", "all", "{sheet}", "--dry-run", "--report", "{out}.xlsx"),
        with_whole,
    ),
    "intake_reports.write_report": Way(
        "import.report",
        ("import", "disclosures", "{ledger}", "--dry-run", "--report", "{out}.xlsx"),
        with_preview,
    ),
    "report_templates.look_at": Way(
        "report.choose", ("report", "fill", "{book}", "--suggest"), at_report_templates
    ),
    "report_templates.map_in": Way(
        "report.import", ("report", "fill", "{book}", "--map", "{map}", "--keep"), with_book
    ),
    "report_templates.keep_mapping": Way(
        "report.keep", ("report", "fill", "{book}", "--map", "{map}", "--keep"), with_book
    ),
    "report_templates.fill_template": Way(
        "report.fill",
        ("report", "fill", "{book}", "2026Q1", "{out}.xlsx", "--map", "{map}"),
        with_mapped_book,
    ),
    "report_templates.export_mapping": Way(
        "report.export", ("report", "template", "export", "1", "{out}.json"), with_mapped_book
    ),
    "report_templates.forget_mapping": Way(
        "report.forget", ("report", "template", "forget", "1"), with_mapped_book
    ),
    "ledgers.forget_ledger": Way(
        "import.columns", ("ledger", "forget", "disclosures", "1"), with_known_ledger, forget_columns
    ),
    "ledgers.keep_ledger": Way(
        "import.columns",
        ("import", "disclosures", "{ledger}", "--map", "所在部门="),
        with_preview,
        explain_column,
    ),
    "intake.preview": Way("import.choose", ("import", "disclosures", "{ledger}"), at_import),
    "leaving.everything": Way("person", ("person", "A0117"), at_person),
    "reading.mentions": Way("go.mentions", ("mentions", "解敏"), at("today"), name_somebody),
    "movements.open_movement": Way(
        "people.movement",
        ("movement", "open", "change", "A0117", "--day", "2026-03-02"),
        at_person,
        begin_change,
    ),
    "movement_tasks.settle_tasks": Way(
        "record.save", ("movement", "settle", MOVING, "leaving.notice", "--done"), with_settled_task
    ),
    "movements.take_tasks": Way("movement.renew", ("movement", "renew", MOVING), at_movement),
    "movements.close_movement": Way("record.move.closed", ("movement", "close", MOVING), at_movement),
    "records.add": Way(
        "record.save",
        ("add", "projects", "--from", "{record}"),
        partial(typed, number="", register="projects"),
    ),
    "records.change": Way(
        "record.save",
        ("set", *ON_DRAFT, "trl=5"),
        partial(typed, number="KY-2025-003", register="projects"),
    ),
    "moves.move": Way("record.move.submitted", ("move", *ON_DRAFT, "submitted"), Stage.record),
    "paper_reviews.enter_files": Way("review.files", ("paper", "files", PAPER), at_paper),
    "paper_reviews.take_checklist": Way("review.renew", ("paper", "renew", PAPER), at_paper),
    "outcomes.carry_out": Way("assessment.carry-out", ("assess", "carry-out", CASE), decided_case),
    "records.move": Way("record.move.submitted", ("move", *ON_DRAFT, "submitted"), Stage.record),
    "people.merge": Way("duplicates.merge", ("people", "merge", "A0117", "A0118"), at_twins),
    "people.say_not_same": Way("duplicates.distinct", ("people", "distinct", "A0117", "A0118"), at_twins),
    "restricted.reveal": Way("record.reveal.phone", ("show", *PERSON, "--reveal", "phone"), at_person),
    "records.undo": Way("record.undo", ("undo",), Stage.record),
    "records.withdraw": Way("record.withdraw", ("withdraw", *ON_DRAFT, "--reason", "重复"), Stage.record),
    "scorings.write_scoring_sheets": Way(
        "assessment.sheets", ("form", "assessments", "{out}", "--number", CASE), to_folder
    ),
    "docket_papers.write_docket_list": Way("docket.list.pdf", ("docket", "list", "{out}.pdf"), at("today")),
    "docket_papers.write_fee_order": Way("docket.fees.xlsx", ("docket", "fees", "{out}.xlsx"), at("today")),
    "docket_papers.write_idle_review": Way("docket.idle.pdf", ("docket", "idle", "{out}.pdf"), at("today")),
    "docket_papers.write_agency_list": Way(
        "docket.agencies.pdf", ("docket", "agencies", "-o", "{out}.pdf"), at("today")
    ),
    "docket_papers.write_calendar": Way(
        "docket.calendar.ics", ("docket", "calendar", "{out}.ics"), at("today")
    ),
    "signing.write_signing_report": Way(
        "signing.report", ("report", "signing", "--pdf", "{out}.pdf"), at_signing
    ),
    "protected.keep_text": Way("protected.file", ("secret", "keep", SECRET, "{text}"), at_secret),
    "protected.show_text": Way("protected.show", ("secret", "show", SECRET), with_text),
    "protected.reduce_text": Way("protected.reduce", ("secret", "reduce", SECRET, "--for-good"), with_text),
    "protected.drop_text": Way(
        "protected.drop", ("secret", "drop", SECRET, "--reason", "不再比对"), with_text
    ),
    "protected.name_readers": Way("protected.readers", ("secret", "readers", SECRET, "--none"), with_text),
    "secret_reviews.write_review_list": Way(
        "form.reviews", ("report", "secrets", "--pdf", "{out}.pdf"), at("today")
    ),
    "review_statistics.write_statistics": Way(
        "form.review-statistics", ("report", "reviews", "-o", "{out}.xlsx"), at("today")
    ),
    "officers.write_officer_list": Way(
        "form.officers", ("report", "officers", "-o", "{out}.pdf"), at("today")
    ),
    "selftest.checks": Way("about.check", ("self-test",), about),
    "spills.purge": Way(
        "safekeeping.order", ("purge", "disclosures", SEALED, "--order", "{order}"), sealed, give_order
    ),
    "spills.seal": Way("record.seal", ("seal", *ON_DRAFT, "--reason", "上级通知"), Stage.record),
    "spills.unseal": Way("safekeeping.unseal", ("unseal", "disclosures", SEALED, "--reason", "误封"), sealed),
    "rule_files.export_rules": Way(
        "rules.export", ("rules", "export", OF_ASSESSMENT, "{out}.toml"), at_checklists
    ),
    "rule_files.install_rules": Way("rules.install", ("rules", "import", "{checklist}"), choose_checklist),
    "rule_files.remove_rules": Way("rules.remove", ("rules", "remove", OF_ASSESSMENT), with_own_checklist),
    "rule_files.restore_rules": Way(
        "rules.restore", ("rules", "restore", OF_ASSESSMENT), with_removed_checklist
    ),
    "templates.export_template": Way(
        "templates.export",
        ("rules", "export", OF_REWORK, "{out}.docx"),
        partial(at_templates, row=REWORK_ROW),
    ),
    "templates.install_template": Way(
        "templates.install",
        ("rules", "import", "{template}", "--document", OF_REWORK),
        partial(at_templates, row=REWORK_ROW),
    ),
    "templates.remove_template": Way("templates.remove", ("rules", "remove", OF_REWORK), with_own_template),
    "templates.restore_template": Way(
        "templates.restore", ("rules", "restore", OF_REWORK), with_removed_template
    ),
    "views.remove_view": Way("filter.remove", ("view", "remove", "disclosures", SAVED), with_saved_filter),
    "views.rename_view": Way(
        "filter.rename", ("view", "rename", "disclosures", SAVED, "新名称"), with_saved_filter, name_filter
    ),
    "views.save_view": Way(
        "filter.save", ("view", "save", "disclosures", "新筛选"), at("disclosures"), name_filter
    ),
    "word_documents.print_word": Way(
        "print.word", ("print", "projects", "KY-2025-003", "{out}.docx"), at_word
    ),
    "sheet_documents.print_sheet": Way("print.sheet", ("print", "patents", RIGHT, "{out}.xlsx"), at_sheet),
    "workspaces.add_user": Way("users.add", ("user", "add", "钱进"), at("users"), add_user),
    "workspaces.backup": Way("safekeeping.backup", ("backup", "{out}"), at("today")),
    "workspaces.change_passphrase": Way(
        "users.passphrase", ("user", "passphrase"), at("users"), change_passphrase
    ),
    "workspaces.create": Way(
        "new-workspace.make", ("new", "{out}.ipdesk", "--lab", "新", "--code", "NEW"), new_workspace
    ),
    "workspaces.recover_user": Way(
        "unlock.recover", ("user", "recover", OFFICER, "--recovery-file", "{key}"), recovered
    ),
    "workspaces.restore": Way("restore.restore", ("restore", "{backup}", "{out}"), restoring),
    "workspaces.revoke_user": Way("users.revoke", ("user", "revoke", SECOND), another_user),
    "workspaces.unlock": Way("unlock.unlock", ("registers",), locked),
    "workspaces.unlock_for_recovery": Way(
        "unlock.recover", ("user", "recover", OFFICER, "--recovery-file", "{key}"), recovering
    ),
}
# Acts of the window that the command line has no need of, and why.
WINDOW_ONLY: Final[Mapping[str, Way]] = {
    # The command line installs a file that was written elsewhere.
    "template_editing.install_template_text": Way("template.save", (), other_wording),
    # The command line has no half-filled form in which a copy could be gone over; `add` takes whole records.
    "drafts.start_copy": Way("record.copy", (), Stage.record),
    # How the window looks and where a second backup goes; commands take what they need as options.
    "settings.save": Way("settings.save", (), other_settings),
}


FILES: Final[Mapping[str, tuple[str, str]]] = {
    "ledger": (LEDGER, "成果名称,所在部门\n一种新的热链,低温光学研究室\n"),
    "sheet": (SHEET, "成果名称,完成日期,成果类型,所在部门\n一种新的热链,2026-01-02,发明,低温光学研究室\n"),
    "record": ("record.json", json.dumps({"title": "低温光学载荷"})),
    "order": ("order.json", json.dumps({"number": "1", "day": "2026-03-05", "reason": "超限"})),
    "archive": ("归档.zip", f"PK\x03\x04{' ' * 26}log.jsonl"),
    "key": ("key.txt", "ABCD-EFGH\n"),
    "text": ("正文.txt", KEPT_TEXT),
    "map": ("图.json", json.dumps({"cells": [{"sheet": "季报", "cell": "B2", "what": "lab"}]})),
    "wording": (WORDING, "背景型号一词见其公开手册。"),
}
BOOK: Final = "上级.xlsx"
BACKUP: Final = "备份.ipdesk-backup"


def prepare(folder: Path, desk: Desk) -> None:
    """Make the files that the words in braces stand for, a second user, and what the acts are about."""
    for name, text in FILES.values():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / BOOK).write_bytes(superior_book())
    own_checklist(folder)
    workspaces.backup(desk, folder / BACKUP)
    workspaces.add_user(desk, SECOND, "reviewer", PASSPHRASE, CHEAP)
    twin = {"name": "单雨桐", "unit": "低温光学研究室", "phone": "13800000000"}
    add_person(desk, **twin)
    records.add(desk, register("secrets"), [{"title": "青松二号", "level": "trade", "grade": "general"}])
    opened(desk, "leaving")
    assessments.open_assessments(desk, [ASSESSED])
    staffed(desk)
    records.add(desk, register("people"), [{**twin, "number": "A0118"}])
    pending(desk)
    records.add(desk, register("papers"), [{"title": "热链的应用", "kind": "journal", "level": "internal"}])
    paper_reviews.take_checklist(desk, PAPER)


def words_in(folder: Path) -> dict[str, str]:
    """Return what the words in braces stand for where everything was prepared in a folder."""
    return {key: str(folder / name) for key, (name, _) in FILES.items()} | {
        "book": str(folder / BOOK),
        "checklist": str(folder / OWN_CHECKLIST),
        "template": str(resource_path("templates", f"{OF_REWORK}.docx")),
        "folder": str(folder),
        "backup": str(folder / BACKUP),
        "out": str(folder / "出"),
    }
