"""Taking files in at the window: look first, then accept; what is refused says why and stays outside."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.import_page import ImportPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import documents, intake_planning, reading, records
from ipdesk.paths import resource_path
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, PROJECTS, said, state_of_store

PASSWORD = "hengqin-2026"
FORM, LEDGER = "disclosure-form-filled.xlsx", "disclosures-ledger.xlsx"
LINES = (
    "编号,成果名称,所在部门,提交日期,备忘",
    ",一种低温热链组件（1）,低温光学研究室,46000,甲",
    "PL-2026-0001,改过的名称,量子器件研究室,2026-02-01,",
    ",坏日期,低温光学研究室,昨天,",
)


@pytest.fixture
def page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> ImportPage:
    made = ImportPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(made)
    made.resize(1152, 788)
    made.show()
    return made


@pytest.fixture
def settled(qtbot: QtBot, page: ImportPage) -> Callable[[], None]:
    """Return a function that waits until nothing is under way on the page."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=30_000)

    return wait


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger with a new row, a changed one and a refused one, and a heading nobody knows."""
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def texts(page: ImportPage) -> list[tuple[str, ...]]:
    """Return the lines below the files as they are read."""
    model = page.view.model
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def statuses(page: ImportPage) -> list[str]:
    return [each.status for each in page.model.files]


def shown(widget: QWidget) -> bool:
    return not widget.isHidden()


def test_before_there_is_a_file_the_page_says_what_to_do(page: ImportPage) -> None:
    assert shown(page.empty)
    assert not shown(page.shown)
    assert not page.accept.isEnabled()
    assert page.focusProxy() is page.choose


def test_samples_are_previewed_then_taken_in_then_taken_back(
    qtbot: QtBot, page: ImportPage, dialogs: FakeDialogs, settled: Callable[[], None]
) -> None:
    desk = page.context.desk
    before, untouched = len(reading.list_ids(desk, DISCLOSURES)), state_of_store(desk)
    dialogs.files = [resource_path("samples", LEDGER), resource_path("samples", FORM)]
    QTest.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    settled()
    assert statuses(page) == ["ready", "ready"]
    assert state_of_store(desk) == untouched
    assert "10" in page.accept.text()
    asked = len(dialogs.asked)
    with qtbot.waitSignal(page.context.changed):
        QTest.mouseClick(page.accept, Qt.MouseButton.LeftButton)
    settled()
    assert len(dialogs.asked) == asked
    assert statuses(page) == ["taken", "taken"]
    assert len(reading.list_ids(desk, DISCLOSURES)) == before + 10
    assert shown(page.outcome)
    assert not page.accept.isEnabled()
    assert shown(page.take_back)
    with qtbot.waitSignal(page.context.changed):
        QTest.mouseClick(page.take_back, Qt.MouseButton.LeftButton)
    settled()
    assert statuses(page) == ["taken", "ready"]
    assert "1" in page.accept.text()
    sights = [reading.show(desk, DISCLOSURES, number) for number in page.model.files[0].numbers]
    assert {each.record.state for each in sights} == {"draft"}
    assert len(sights) == 9


def test_a_ledger_shows_what_becomes_of_each_row_and_why(
    page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger])
    settled()
    label = page.context.label
    found = texts(page)
    words = [each[0] for each in found if not each[0].startswith("　")]
    assert words == [label("new"), label("changed"), label("refused")]
    doubt, alike = found[1], found[2]
    assert doubt[1] == "D2"
    assert "46000" in doubt[3]
    assert "2025-12-09" in doubt[3]
    assert alike[2].startswith("PL-2026-0001")
    changes = [each for each in found if "改过的名称" in each[3]]
    assert len(changes) == 1
    assert " → 改过的名称" in changes[0][3]
    reason = found[-1]
    assert reason[1] == "D4"
    assert "昨天" in reason[3]
    assert "备忘" in page.view.notices.text()
    assert page.model.files[0].count("refused") == 1


def test_rows_can_be_narrowed_to_one_outcome(
    page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger])
    settled()
    everything = len(texts(page))
    page.view.outcomes.setCurrentIndex(page.view.outcomes.findData("refused"))
    assert len(texts(page)) == 2
    page.view.outcomes.setCurrentIndex(0)
    assert len(texts(page)) == everything


def test_enter_opens_the_record_that_a_line_is_about(
    qtbot: QtBot, page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger])
    settled()
    page.view.lines.selectRow(0)
    with qtbot.assertNotEmitted(page.opened):
        QTest.keyClick(page.view.lines, Qt.Key.Key_Return)
    page.view.lines.selectRow(2)
    assert "PL-2026-0001" in page.view.full.text()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.view.lines, Qt.Key.Key_Return)
    assert opened.args == ["disclosures", "PL-2026-0001"]


def test_only_what_is_new_and_changed_is_written_and_rows_show_their_numbers(
    page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger])
    settled()
    page.accept_files()
    settled()
    file = page.model.files[0]
    assert file.numbers == ("PL-2026-0031", "PL-2026-0001")
    assert [line.opens for line in file.lines if not line.part] == ["PL-2026-0031", "PL-2026-0001", ""]
    changed = reading.show(page.context.desk, DISCLOSURES, "PL-2026-0001").record
    assert getattr(changed, "title", "") == "改过的名称"


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook>" + " " * 60_000_000 + "</workbook>")
    return path


def test_files_that_are_refused_say_why_and_the_others_go_on(
    page: ImportPage, tmp_path: Path, settled: Callable[[], None]
) -> None:
    broken, photo = tmp_path / "坏.xlsx", tmp_path / "照片.jpg"
    broken.write_bytes(b"PK\x03\x04 this is no workbook")
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    marked = tmp_path / "机密★5年 台账.csv"
    marked.write_text("成果名称\n甲\n", encoding="utf-8")
    records.add(page.context.desk, PROJECTS, [{"number": "KY-9", "title": "别的"}])
    documents.export_register(page.context.desk, PROJECTS, tmp_path / "项目.xlsx")
    hostile = bomb(tmp_path / "炸弹.xlsx")
    before = state_of_store(page.context.desk)
    files = [broken, photo, marked, tmp_path / "项目.xlsx", hostile, tmp_path / "没有.xlsx"]
    page.add_files([*files, resource_path("samples", FORM)])
    settled()
    assert statuses(page) == ["refused"] * len(files) + ["ready"]
    assert state_of_store(page.context.desk) == before
    for row, path in enumerate(files):
        page.files.selectRow(row)
        refused = page.model.files[row].refused
        assert refused is not None
        assert path.name in said(refused)
        assert shown(page.view.refusal)
        assert not shown(page.view.lines)
    page.files.selectRow(len(files))
    assert not shown(page.view.refusal)
    assert shown(page.view.lines)
    page.accept_files()
    settled()
    assert statuses(page)[-1] == "taken"


def test_a_locked_file_is_opened_with_the_password_given_in_place(
    page: ImportPage, settled: Callable[[], None], tmp_path: Path, ledger: Path
) -> None:
    desk, locked = page.context.desk, tmp_path / "簿.xlsx"
    documents.export_register(desk, DISCLOSURES, locked, password=PASSWORD)
    records.change(desk, DISCLOSURES, "PL-2026-0001", {"title": "改过的名称"})
    page.add_files([locked, ledger])
    settled()
    assert statuses(page) == ["locked", "ready"]
    assert page.model.index(0, 0).data() == "需要密码"
    line = page.view.unlock
    assert shown(line) and shown(page.view.refusal)
    page.activateWindow()
    next(each for each in page.commands() if each.id == "import.password").run()
    QTest.keyClicks(line.fields[0].line, "wrong")
    QTest.keyClick(line.fields[0].line, Qt.Key.Key_Return)
    settled()
    assert statuses(page) == ["locked", "ready"]
    assert shown(line) and line.fields[0].text() == ""
    line.fields[0].line.setText(PASSWORD)
    QTest.mouseClick(line.act, Qt.MouseButton.LeftButton)
    settled()
    assert statuses(page) == ["ready", "ready"]
    assert not shown(line) and line.fields[0].text() == ""
    assert page.model.files[0].count("changed") == 1
    assert page.model.files[0].password == ""
    assert PASSWORD not in repr(page.model.files[0])
    page.read_again()
    settled()
    assert statuses(page) == ["locked", "ready"], "nothing is remembered"
    page.files.selectRow(1)
    assert not shown(line)
    page.files.selectRow(0)
    assert shown(line)
    line.fields[0].line.setText(PASSWORD)
    QTest.keyClick(line.fields[0].line, Qt.Key.Key_Escape)
    assert shown(line) and line.fields[0].text() == ""


def test_a_report_leaves_under_a_password_given_in_place(
    page: ImportPage,
    settled: Callable[[], None],
    dialogs: FakeDialogs,
    ledger: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    page.add_files([ledger])
    settled()
    dialogs.target = tmp_path / "查.xlsx"
    next(each for each in page.commands() if each.id == "import.report-locked").run()
    assert shown(page.lock)
    page.write_report()
    assert not dialogs.target.exists() and "■" in page.lock.below.text()
    for field in page.lock.fields:
        field.line.setText(PASSWORD)
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.report, Qt.MouseButton.LeftButton)
    assert dialogs.target.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert not shown(page.lock)


def test_a_record_changed_since_the_preview_refuses_the_file_until_it_is_read_again(
    page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger])
    settled()
    records.change(page.context.desk, DISCLOSURES, "PL-2026-0001", {"title": "中途改动"})
    count = len(reading.list_ids(page.context.desk, DISCLOSURES))
    page.accept_files()
    settled()
    assert statuses(page) == ["refused"]
    assert len(reading.list_ids(page.context.desk, DISCLOSURES)) == count
    page.read_again()
    settled()
    assert statuses(page) == ["ready"]
    page.accept_files()
    settled()
    assert statuses(page) == ["taken"]


def test_the_same_file_chosen_twice_is_listed_once_and_taken_in_once(
    page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger, ledger])
    page.add_files([ledger])
    settled()
    assert statuses(page) == ["ready"]
    page.accept_files()
    settled()
    page.add_files([ledger])
    settled()
    assert statuses(page) == ["taken", "refused"]  # the rest of it is there; the bad row still is not
    assert page.model.files[1].count("same") == 2
    assert not page.accept.isEnabled()


def test_stopping_ends_the_reading_and_nothing_is_lost(
    page: ImportPage, tmp_path: Path, settled: Callable[[], None]
) -> None:
    files = []
    for index in range(4):
        path = tmp_path / f"台账{index}.csv"
        path.write_text(f"成果名称,所在部门\n第{index}项,光学室\n", encoding="utf-8")
        files.append(path)
    page.add_files(files)
    page.stop()
    settled()
    assert statuses(page) == ["stopped"] * 4
    assert page.model.files[0].refused is None
    page.read_again()
    settled()
    assert statuses(page) == ["ready"] * 4


def test_a_long_file_tells_how_many_rows_were_compared_and_stops_between_them(
    page: ImportPage, tmp_path: Path, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "长台账.csv"
    path.write_text(
        "成果名称,所在部门\n" + "\n".join(f"第{index}项,光学室" for index in range(90)), encoding="utf-8"
    )
    told: list[tuple[int, int]] = []
    show = page.progress.show_rows

    def stop_at_half(done: int, of: int) -> None:
        told.append((done, of))
        show(done, of)
        if len(told) == 3:
            assert page.progress.bar.value() == page.progress.bar.maximum() * 40 // 90
            page.stop()

    plan = intake_planning._plan

    def slow_plan(*given: Any) -> Any:
        time.sleep(0.01)
        return plan(*given)

    monkeypatch.setattr(page.progress, "show_rows", stop_at_half)
    monkeypatch.setattr(intake_planning, "_plan", slow_plan)
    page.add_files([path])
    settled()
    assert told[:3] == [(0, 90), (20, 90), (40, 90)]
    assert len(told) < 5
    assert statuses(page) == ["stopped"]
    page.read_again()
    settled()
    assert page.model.files[0].count("new") == 90


def test_a_file_that_is_being_taken_in_is_ended(
    page: ImportPage, tmp_path: Path, settled: Callable[[], None], context: Context
) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "成果名称,所在部门\n" + "\n".join(f"第{index}项,光学室" for index in range(30)), encoding="utf-8"
    )
    page.add_files([path])
    settled()
    before = sum(count for _, count in reading.counts(context.desk))
    page.accept_files()
    page.stop()
    settled()
    assert statuses(page) == ["taken"]
    assert sum(count for _, count in reading.counts(context.desk)) == before + 30


def test_files_can_be_dropped(page: ImportPage, ledger: Path, settled: Callable[[], None]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ledger)), QUrl("https://example.org/a.xlsx")])
    about = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(page.rect().center(), *about)
    enter.ignore()
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(page.rect().center()), *about))
    settled()
    assert [each.path for each in page.model.files] == [ledger]
    words = QMimeData()
    words.setText("只是文字")
    other = QDragEnterEvent(page.rect().center(), Qt.DropAction.CopyAction, words, about[2], about[3])
    other.ignore()
    page.dragEnterEvent(other)
    assert not other.isAccepted()


def test_delete_takes_a_file_off_the_list(
    qtbot: QtBot, page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger])
    settled()
    page.files.selectRow(0)
    QTest.keyClick(page.files, Qt.Key.Key_Delete)
    assert not page.model.files
    assert shown(page.empty)
    assert ledger.exists()


def test_leaving_asks_only_while_rows_wait(
    page: ImportPage, ledger: Path, dialogs: FakeDialogs, settled: Callable[[], None]
) -> None:
    assert page.may_leave()
    assert not dialogs.asked
    page.add_files([ledger])
    settled()
    dialogs.decision = False
    assert not page.may_leave()
    assert len(dialogs.asked) == 1
    page.accept_files()
    settled()
    assert page.may_leave()
    assert len(dialogs.asked) == 1


def test_the_blank_form_is_written_from_here(
    qtbot: QtBot, page: ImportPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "空白.xlsx"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.form, Qt.MouseButton.LeftButton)
    assert dialogs.target.stat().st_size > 1000
    assert shown(page.outcome)


def test_a_place_that_cannot_be_written_is_refused_in_place(
    qtbot: QtBot, page: ImportPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "没有这个文件夹" / "空白.xlsx"
    page.write_form()
    qtbot.waitUntil(lambda: shown(page.outcome), timeout=30_000)
    assert not dialogs.target.exists()


def test_the_desk_locked_meanwhile_ends_the_work_quietly(
    page: ImportPage, ledger: Path, tasks: Tasks, settled: Callable[[], None]
) -> None:
    page.add_files([ledger, resource_path("samples", LEDGER)])
    tasks.stop()
    page.context.close()
    settled()
    assert statuses(page) == ["stopped", "waiting"]


def test_everything_is_named_and_reached_by_keyboard(
    page: ImportPage, ledger: Path, settled: Callable[[], None]
) -> None:
    page.add_files([ledger])
    settled()
    reached = [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert page.accept in reached
    for each in reached:
        text = each.text() if isinstance(each, QAbstractButton) else ""
        inside = each.window() is not page  # the list that a box drops down
        assert each.accessibleName() or text or inside, each
    shortcuts = {each.id: each.shortcut for each in page.commands()}
    assert shortcuts["import.choose"] == "Ctrl+O"
    assert len({each for each in shortcuts.values() if each}) == len([s for s in shortcuts.values() if s])


def test_the_models_keep_qts_rules(page: ImportPage, ledger: Path, settled: Callable[[], None]) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(each, mode) for each in (page.model, page.view.model)]
    page.add_files([ledger])
    settled()
    page_lines = page.model.files[0].lines
    counts = [[each.model().rowCount() for each in testers]]
    page.view.outcomes.setCurrentIndex(page.view.outcomes.findData("refused"))
    counts.append([each.model().rowCount() for each in testers])
    page.remove_file()
    counts.append([each.model().rowCount() for each in testers])
    assert counts == [[1, len(page_lines)], [1, 2], [0, 0]]
