"""Every page of the window, in both languages and schemes: nothing cut off, nameless, faint or out of reach."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.desk_acts import REVIEW
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.import_page import ImportPage
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.page import Page
from ipdesk.gui.pages.disclosures import DisclosurePage
from ipdesk.gui.pages.many_assessments import ManyAssessmentsPage
from ipdesk.gui.pages.people import PersonPage
from ipdesk.gui.palette import Palette
from ipdesk.gui.print_page import PrintPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.report_templates_page import ReportTemplatesPage
from ipdesk.gui.review_page import ReviewPage
from ipdesk.gui.rule_book_page import RuleBookPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.whole_import_page import WholeImportPage
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.operations import agreements, assessments, documents, protected, reading, records, reviews
from ipdesk.operations.answers import Given
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_tasks import Settled, settle_tasks, tasks_of
from ipdesk.operations.rule_files import KINDS
from ipdesk.paths import resource_path
from ipdesk.registers import REGISTERS, register
from tests.exporting.superior_books import superior_book
from tests.gui import looks
from tests.gui.conftest import FakeDialogs
from tests.gui.pages.rights import pending
from tests.operations.assessing import ASSESSORS, TERMS, answer_all, answered_case, case
from tests.operations.moving import DONE, add_person, movement
from tests.operations.moving import opened as begin_movement
from tests.operations.reviewing import SOLUTION, add_result, manuscript
from tests.operations.test_whole_intake import STAFF, book

LARGE, SMALL, WIDE = (1360, 820), (1280, 720), (1600, 900)
# Chinese in both schemes; English, which is longer, on the smallest screen, and at 200 percent alone, where words take the
# same room: test_the_same_holds_at_200_percent walks it in a process of its own.
COMBINATIONS = [
    pytest.param(("zh", "light", LARGE), id="zh-light"),
    pytest.param(("zh", "dark", WIDE), id="zh-dark", marks=pytest.mark.extra),
    pytest.param(
        ("en", "light", SMALL),
        id="en-light",
        marks=pytest.mark.skipif("QT_SCALE_FACTOR" not in os.environ, reason="walked at 200 percent"),
    ),
]
OWN_PAGES = ("disclosures", "assessments", "projects")
IN_ASSESSMENT = "PL-2026-0006"


def show_summary(view: DeskView) -> None:
    """Show the last step of taking in a disclosure that is a draft."""
    view.open_record("disclosures", "PL-2026-0001")
    page = view.page()
    assert isinstance(page, DisclosurePage)
    page.sheet.go_to_end()


def ask_passwords(view: DeskView, desk: Desk, place: str) -> None:
    """Show a page that asks for the password of a file in place."""
    if place == "disclosures":
        view.go(place)
    elif place == "print":
        view.open_print("disclosures", IN_ASSESSMENT)
    else:
        view.open_import("disclosures")
    page = view.page()
    if isinstance(page, RegisterPage):
        page.acts.ask_password()
        page.acts.export()
    elif isinstance(page, PrintPage):
        page.lock_button.setChecked(True)
    elif isinstance(page, ImportPage):
        locked = desk.workspace.folder.with_name("簿.xlsx")
        documents.export_register(desk, page.register, locked, password="hengqin-2026")
        page.add_files([locked])


def bring_everything(view: DeskView, desk: Desk, settle: Callable[[], None]) -> None:
    """Show files of several registers, a sheet of which is asked about, as a name in a link is."""
    people = register("people")
    held: Any = reading.whole(desk, people, reading.list_ids(desk, people))
    if "双名同" not in {each.name for each in held}:
        records.add(desk, people, [{"name": "双名同", "unit": "一室"}, {"name": "双名同", "unit": "九室"}])
    signed = [["姓名", "工号"], ["双名同", "双名同"]]
    file = book(
        desk.workspace.folder.parent / "全部.xlsx",
        {"人员": STAFF, "协议": signed, "说明": [["科技处", "保管"]]},
    )
    view.open_import_all()
    page = view.page()
    assert isinstance(page, WholeImportPage)
    page.add_files([file])
    settle()


def explain_ledger(view: DeskView, desk: Desk, settle: Callable[[], None]) -> None:
    """Show a ledger whose columns have to be explained."""
    view.open_import("disclosures")
    page = view.page()
    assert isinstance(page, ImportPage)
    strange = desk.workspace.folder.with_name("老账.csv")
    lines = (
        "次序,东西叫什么,谁搞出来的（第一完成人在前）,搞完的日子",
        "D-1,一种低温热链组件,单雨桐、张𬭎,2019.5.6",
    )
    strange.write_text("\n".join(lines), encoding="utf-8")
    page.add_files([strange])
    settle()
    page.panel.explain()


def check_manuscripts(view: DeskView, desk: Desk, settle: Callable[[], None]) -> None:
    """Show a manuscript in which something must not go out, beside one with nothing, and its passage beside the record's."""
    add_result(desk, level="internal")
    folder = desk.workspace.folder.parent
    files = [manuscript(folder, f"该型号为绝密★30年产品。{SOLUTION}"), manuscript(folder, name="别的.md")]
    view.go(REVIEW)
    page = view.page()
    assert isinstance(page, ReviewPage)
    page.check_files(files)
    for _ in range(2_000):  # the reader is beside the window, which settles without it
        if page._reader.is_waiting():
            QTest.qWait(10)
    settle()
    found = page.choices.files[0].review
    assert found is not None
    (passage,) = (row for row, each in enumerate(found.risks) if reviews.may_show(each))
    page.risks.selectRow(passage)
    page.show_pair()
    assert page.pair.isVisible()


def map_template(view: DeskView, desk: Desk) -> None:
    """Show a superior's workbook in which something is suggested, something mapped, and something wrong."""
    view.open_page("report-templates")
    page = view.page()
    assert isinstance(page, ReportTemplatesPage)
    file = desk.workspace.folder.with_name("上级季报.xlsx")
    file.write_bytes(superior_book())
    page.open_file(file)
    for _ in range(2_000):  # the reader is beside the window, which settles without it
        if page._reader.is_waiting():
            QTest.qWait(10)
    page.grid.go_to((4, 1))
    page.put("quarter")
    page.grid.go_to((5, 1))
    page.put("{{lub}}")


def assessed(desk: Desk) -> str:
    """Return an assessment half answered, with two assessors and a gate that is shut."""
    held = register("assessments")
    found: list[Any] = list(reading.whole(desk, held, reading.list_ids(desk, held)))
    number = found[0].number if found else assessments.open_assessments(desk, ["PL-2026-0005"])[0].number
    if not found or not found[0].assessors:
        records.change(desk, held, number, {"assessors": ASSESSORS, **TERMS})
        answer_all(desk, number, "file-pct")
        assessments.answer(desk, number, {"secrecy.determined": Given("no", "正在办理")})
    return number


def moved(desk: Desk) -> str:
    """Return a movement with a task done and one that does not apply."""
    held = register("movements")
    if found := [each.number for each in reading.whole(desk, held, reading.list_ids(desk, held))]:
        return found[0]
    add_person(desk)
    number = begin_movement(desk, "leaving")
    keys = [each.key for each in tasks_of(desk, movement(desk, number)) if each.may_not_apply]
    settle_tasks(desk, number, {keys[0]: DONE, keys[1]: Settled("na", reason="无此情形")})
    return number


def ask_movement(view: DeskView) -> None:
    """Ask for a movement on the page of a person."""
    view.open_record("people", "A0117")
    page = view.page()
    assert isinstance(page, PersonPage)
    page.people_acts.ask()


def together(desk: Desk) -> list[str]:
    """Return two more assessments: one just opened, and one for which everything was answered and nothing agreed."""
    held = register("assessments")
    found = [each.number for each in reading.whole(desk, held, reading.list_ids(desk, held))]
    made = found[1:] or [answered_case(desk, "file-cn"), case(desk)]
    record: Any = reading.show(desk, held, made[0]).record
    if record.owners:
        records.change(desk, held, made[0], {"owners": [], "costs": [], "revenues": []})
    return made


def leaver(desk: Desk) -> str:
    """Return a person who leaves, with a namesake, and something open in several registers."""
    people, number = register("people"), "A0117"
    if not reading.list_ids(desk, people, [("number", number)]):
        same = {
            "name": "阿依古丽·买买提",
            "level": "internal",
            "employment": "permanent",
            "post_class": "core",
        }
        records.add(desk, people, [{**same, "number": each, "unit": "一室"} for each in (number, "A0342")])
        values = {"name": same["name"], "person": [number], "kind": "leaving", "day": "2026-05-31"}
        records.add(desk, register("movements"), [values])
    return number


def staffed(desk: Desk) -> None:
    """Add people: one with an agreement that no longer fits, one with a draft, and one with none."""
    people = register("people")
    if reading.list_ids(desk, people, [("number", "R1")]):
        return
    base = {"unit": "低温光学研究室", "employment": "permanent", "joined": "2020-01-01"}
    names = ("阿依古丽·买买提", "曾广生", "解敏")
    records.add(
        desk, people, [{**base, "number": f"R{each}", "name": name} for each, name in enumerate(names, 1)]
    )
    made = [each.number for each in agreements.draft_agreements(desk, ["R1", "R2"])]
    day = desk.today()
    whole = agreements.Signing(signed_on=day, countersigned_on=day, effective_on=day)
    agreements.sign_agreements(desk, made[:1], whole)
    records.change(desk, people, "R1", {"unit": "量子器件研究室"})


def drafted(desk: Desk) -> str:
    """Return an agreement just drafted, in two languages and with blanks."""
    held = register("agreements")
    if found := reading.list_ids(desk, held):
        return next(iter(reading.whole(desk, held, found))).number
    person = {"number": "A1", "name": "Ada Sample", "nationality": "德国", "employment": "permanent"}
    records.add(desk, register("people"), [person])
    return agreements.draft_agreements(desk, ["A1"])[0].number


def show_twins(view: DeskView, desk: Desk) -> None:
    """Show somebody who is kept twice."""
    people = register("people")
    if not reading.list_ids(desk, people, [("number", "A1")]):
        base = {"name": "单雨桐", "unit": "低温光学研究室", "phone": "13900000000"}
        twins = (
            {"number": "A1", "post": "助理研究员"},
            {"number": "A2", "post": "研究员", "email": "s@lab.example"},
        )
        records.add(desk, people, [{**base, **each} for each in twins])
    view.open_page("duplicates")


def show_rule_files(view: DeskView) -> None:
    """Show the files of the rule book of deadlines."""
    view.open_page("rules", "deadlines")
    page = view.page()
    assert isinstance(page, RuleBookPage)
    page.show_view_of("files")


def suppose_case(view: DeskView) -> None:
    """Show the calculator with a case of which something is wrong, and the form of an event."""
    view.open_page("rules", "deadlines")
    page = view.page()
    assert isinstance(page, RuleBookPage)
    page.try_example(next(each for each in page.rules.all_rules() if each.examples))
    page.calculator.fields["jurisdiction"].editor.set_value("CHN")
    page.calculator.events.add_row()
    page.calculator.look()


def decide_together(view: DeskView, numbers: Sequence[str]) -> None:
    """Show the decision for several assessments at once."""
    view.open_together("assessments", numbers)
    page = view.page()
    assert isinstance(page, ManyAssessmentsPage)
    page.turn_card()


def kept_secret(desk: Desk) -> str:
    """Return the number of a technical secret with carriers and a kept text, adding it on the first call."""
    secrets = register("secrets")
    if ids := reading.list_ids(desk, secrets, [("title", "青松二号")]):
        return reading.page(desk, secrets, ids[:1])[0].number
    log = [
        {
            "event": "made",
            "day": "2026-01-05",
            "carrier": "Z1",
            "form": "paper",
            "to_place": "保密柜",
            "to_person": "仇立新",
        }
    ]
    values = {"title": "青松二号", "level": "trade", "grade": "general", "carrier_log": log}
    number = records.add(desk, secrets, [values])[0].number
    protected.keep_text(desk, number, "先退火再扩散焊。", [desk.actor.name])
    return number


def walk(
    window: MainWindow, desk: Desk, settle: Callable[[], None], shown: Sequence[Register] = REGISTERS
) -> Iterator[tuple[str, Page | None]]:
    """Show one page after the other, as settled as it gets, and yield its name and itself."""
    closed: dict[str, Callable[[], None]] = {
        "start": window.show_start,
        "new-workspace": window.show_new,
        "restore": window.show_restore,
        "unlock": partial(window.show_unlock, desk.workspace.folder),
    }
    settings = window._context.settings
    window._context.settings = settings.with_recent("/没有了/旧.ipdesk").with_recent(
        str(desk.workspace.folder)
    )
    for name, show in closed.items():
        show()
        settle()
        page = window.findChildren(Page)[-1]
        yield name, page
    window.open_desk(desk)
    view = window.findChildren(DeskView)[-1]
    places = [
        "today",
        "due",
        "board",
        *(each.name for each in shown),
        "safekeeping",
        "users",
        "settings",
        "about",
    ]
    opened: dict[str, Callable[[], None]] = {name: partial(view.go, name) for name in places}
    opened["disclosures again"] = partial(view.go, "disclosures")
    for each in shown:
        opened[f"new-{each.name}"] = partial(view.open_record, each.name, "")
    opened["record-disclosure"] = partial(view.open_record, "disclosures", IN_ASSESSMENT)
    opened["record-project"] = partial(view.open_record, "projects", "KY-2025-003")
    opened["record-assessment"] = partial(view.open_record, "assessments", assessed(desk))
    opened["record-patent"] = partial(view.open_record, "patents", pending(desk))
    opened["record-movement"] = partial(view.open_record, "movements", moved(desk))
    opened["record-secret"] = partial(view.open_record, "secrets", kept_secret(desk))
    opened["new-movement"] = partial(ask_movement, view)
    several = [assessed(desk), *together(desk)]
    opened["together"] = partial(view.open_together, "assessments", several)
    opened["together-decision"] = partial(decide_together, view, several)
    staffed(desk)
    opened["drafting"] = partial(view.open_together, "people", ())
    opened["signatures"] = partial(view.open_together, "agreements", ())
    opened["campaign"] = partial(view.open_page, "campaign")
    opened["mentions"] = partial(view.open_page, "mentions")
    opened["asides"] = partial(view.open_page, "asides")
    opened["everything"] = partial(view.open_everything, leaver(desk))
    opened["templates"] = partial(view.open_page, "templates")
    opened["report-templates"] = partial(view.open_page, "report-templates")
    opened["report-mapped"] = partial(map_template, view, desk)
    opened["signing"] = partial(view.open_page, "signing")
    for kind in KINDS:
        opened[f"rules-{kind.id}"] = partial(view.open_page, "rules", kind.id)
    opened["what-if"] = partial(suppose_case, view)
    opened["rule-book-files"] = partial(show_rule_files, view)
    opened["template-editor"] = partial(view.open_page, "template", "joiner")
    opened["record-agreement"] = partial(view.open_record, "agreements", drafted(desk))
    opened["duplicates"] = partial(show_twins, view, desk)
    opened["intake-summary"] = partial(show_summary, view)
    opened["import"] = partial(view.open_import, "disclosures")
    opened["print"] = partial(view.open_print, "disclosures", IN_ASSESSMENT)
    for place in ("disclosures", "print", "import"):
        opened[f"password-{place}"] = partial(ask_passwords, view, desk, place)
    opened["columns"] = partial(explain_ledger, view, desk, settle)
    opened["import-all"] = partial(bring_everything, view, desk, settle)
    opened["review"] = partial(view.go, REVIEW)
    opened["reviewed"] = partial(check_manuscripts, view, desk, settle)
    for name, show in opened.items():
        show()
        settle()
        listed = view.page()
        if isinstance(listed, RegisterPage) and listed.split.is_open():
            listed.split.enter(0)
            settle()
        yield name, listed


@pytest.fixture
def settle(tasks: Tasks, qtbot: QtBot) -> Callable[[], None]:
    """Return a function that waits until nothing is under way and everything is laid out."""

    def wait() -> None:
        same, before = 0, None
        while same < 3:
            qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)
            QTest.qWait(10)
            now = [each.geometry().getRect() for each in QApplication.allWidgets() if each.isVisible()]
            same, before = same + 1 if now == before else 0, now

    return wait


@pytest.fixture
def window(
    make_context: Callable[..., Context],
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
) -> MainWindow:
    """Return an empty window in the language, scheme and size of the test."""
    language, scheme, size = request.param
    made = MainWindow(make_context(None, language, scheme), tasks, dialogs)
    qtbot.addWidget(made)
    made.resize(*size)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def faults(window: QWidget, page: Page | None, *, by_keys: bool = True) -> list[str]:
    """Return everything that is wrong with what is shown; what the keys lead to is looked at where asked."""
    found = [f"cut off: {each}" for each in looks.cut_off(window)]
    found += [f"no name: {each}" for each in looks.nameless(window)]
    found += [f"faint: {each}" for each in looks.faint(window)]
    found += [f"no glyph: {each}" for each in looks.undrawable(window)]
    found += [f"two acts on {each}" for each in looks.doubled_keys(window)]
    if by_keys:
        found += [f"out of reach: {each}" for each in looks.unreached(window)]
    if page is not None and not page.title():
        found.append("no title")
    return found


@pytest.mark.parametrize("window", COMBINATIONS, indirect=True)
def test_nothing_is_cut_off_nameless_faint_or_out_of_reach(
    window: MainWindow, filled_desk: Desk, settle: Callable[[], None], request: pytest.FixtureRequest
) -> None:
    language, scheme, _ = request.node.callspec.params["window"]
    # Registers without a page of their own look alike; in the dark, where words take the same room, some stand for all.
    some = REGISTERS if scheme == "light" else [each for each in REGISTERS if each.name in OWN_PAGES]
    # The keys lead the same way in any colours and at any scale, and through registers alike; going by them takes longest.
    by_keys = scheme == "light" and "QT_SCALE_FACTOR" not in os.environ
    alike = {f"{before}{each.name}" for each in some if each.name not in OWN_PAGES for before in ("", "new-")}
    desk = Desk(filled_desk.workspace, Translator(language, resource_path("i18n")))
    flashes = looks.Flashes(window)
    found = [
        f"{name}: {each}"
        for name, page in walk(window, desk, settle, some)
        for each in faults(window, page, by_keys=by_keys and name not in alike)
    ]
    found += [f"a window for a moment: {each}" for each in flashes.seen]
    window.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    found += [f"palette: {each}" for each in faults(palette, None)]
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.extra
@pytest.mark.parametrize("combination", ["en-light"])  # the longest words on the smallest screen
def test_the_same_holds_at_200_percent(combination: str) -> None:
    """Walk in a process of its own: the scale is chosen before Qt starts."""
    walked = f"{__file__}::{test_nothing_is_cut_off_nameless_faint_or_out_of_reach.__name__}[{combination}]"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:xdist",
            "-p",
            "no:randomly",
            "-p",
            "no:cacheprovider",
            walked,
        ],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture
def pane(qtbot: QtBot, make_context: Callable[..., Context]) -> QWidget:
    """Return a small bare widget to do something wrong in."""
    make_context()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 120)
    return made


def put(qtbot: QtBot, pane: QWidget, *widgets: QWidget) -> None:
    """Show widgets at the left of a pane, each as large as it wants to be."""
    for index, each in enumerate(widgets):
        each.setParent(pane)
        each.move(0, index * 40)
        each.adjustSize()
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()


def test_a_text_without_room_is_found(pane: QWidget, qtbot: QtBot) -> None:
    narrow, wide, beyond = QLabel("职务科技成果披露"), QLabel("披露"), QPushButton("保存为")
    put(qtbot, pane, narrow, wide, beyond)
    narrow.resize(40, narrow.height())
    beyond.move(260, 80)
    found = looks.cut_off(pane)
    assert len(found) == 2
    assert "职务科技成果披露" in found[0] and "beyond" in found[1]


def test_a_button_and_a_wrapped_text_without_room_are_found(pane: QWidget, qtbot: QtBot) -> None:
    button, text = QPushButton("保存并提交"), QLabel("一句很长的话。" * 8)
    text.setWordWrap(True)
    put(qtbot, pane, button, text)
    button.resize(50, button.height())
    text.resize(100, 16)
    assert len(looks.cut_off(pane)) == 2


def test_a_field_without_a_name_is_found(pane: QWidget, qtbot: QtBot) -> None:
    mute, named = QLineEdit(), QLineEdit()
    named.setAccessibleName("名称")
    put(qtbot, pane, mute, named, QPushButton("保存"))
    assert looks.nameless(pane) == ["QLineEdit in QWidget"]


def test_a_faint_text_is_found(pane: QWidget, qtbot: QtBot) -> None:
    faint, clear = QLabel("看不清"), QPushButton("看得清")
    faint.setStyleSheet("color: #a0a0a0; background: #d0d0d0;")
    put(qtbot, pane, faint, clear)
    assert [each for each in looks.faint(pane) if "看不清" in each] == looks.faint(pane) != []


def test_a_sign_that_no_font_draws_and_a_key_of_two_acts_are_found(pane: QWidget, qtbot: QtBot) -> None:
    put(qtbot, pane, QLabel("披露\U0001f9ff"))
    for _ in range(2):
        act = QAction("保存", pane)
        act.setShortcut("Ctrl+S")
        pane.addAction(act)
    assert looks.undrawable(pane) == ["U+1F9FF \U0001f9ff"]
    assert looks.doubled_keys(pane) == ["Ctrl+S"]


def test_what_is_a_window_for_a_moment_is_found(pane: QWidget, qtbot: QtBot) -> None:
    flashes = looks.Flashes(pane)
    late = QPushButton("迟到")
    late.show()
    put(qtbot, pane, late, QLabel("按时"))
    assert flashes.seen == ["QPushButton '迟到'"]


class Leaping(QPushButton):
    """A button from which the Tab key goes to one that is not the next."""

    def __init__(self, text: str, target: QWidget) -> None:
        super().__init__(text)
        self.target = target

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: N802  # Qt's name
        """Go to the target."""
        self.target.setFocus()
        return True


def test_what_the_tab_key_passes_over_is_found(pane: QWidget, qtbot: QtBot) -> None:
    passed_over, last = QPushButton("二"), QPushButton("三")
    put(qtbot, pane, Leaping("一", last), passed_over, last)
    last.setFocus()
    assert looks.unreached(pane) == ["QPushButton '二'"]


def test_when_the_tab_key_goes_everywhere_nothing_is_found(pane: QWidget, qtbot: QtBot) -> None:
    put(qtbot, pane, QPushButton("一"), QLineEdit("二"), QPushButton("三"))
    assert looks.unreached(pane) == []
