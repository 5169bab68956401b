"""The page of safekeeping: backups, the chain, sealed records and purges by two, documents written again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.safekeeping_page import SafekeepingPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.states import Role
from ipdesk.operations import audits, documents, records, spills, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.store import workspace as store
from tests.conftest import CHEAP, OFFICER, PASSPHRASE, SetClock
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import enter, settle, show
from tests.operations.cases import DISCLOSURES, held

NUMBER, OTHER = "PL-2026-0003", "PL-2026-0004"
Open = Callable[[Desk], SafekeepingPage]


@pytest.fixture
def open_page(make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> Open:
    """Return a function that shows the page of a desk, read to its end; it is read again after every write."""

    def make(desk: Desk) -> SafekeepingPage:
        page = SafekeepingPage(make_context(desk), tasks, dialogs)
        page.context.changed.connect(page.refresh)
        show(qtbot, page)
        page.refresh()
        settle(qtbot, page)
        return page

    return make


@pytest.fixture
def second(filled_desk: Desk) -> Iterator[Callable[[Role], Desk]]:
    """Return a function that gives the desk of another person with a role."""
    with ExitStack() as opened:

        def enter_as(role: Role) -> Desk:
            workspaces.add_user(filled_desk, f"第二人 {role}", role, PASSPHRASE, CHEAP)
            other = store.unlock(
                filled_desk.workspace.folder, f"第二人 {role}", PASSPHRASE, filled_desk.workspace.clock
            )
            return Desk(opened.enter_context(other), filled_desk.translator)

        yield enter_as


def said(page: SafekeepingPage) -> str:
    """Return what the outcome line says, "" while it is hidden."""
    return "" if page.outcome.isHidden() else page.outcome._text.text()


def cells(page: SafekeepingPage, table: str) -> list[list[str]]:
    """Return the words of one of the page's tables."""
    model = getattr(page, table).table.rows
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def press(qtbot: QtBot, page: SafekeepingPage, button: QPushButton) -> None:
    """Press a button and wait until its work is done and the page was read again."""
    button.click()
    settle(qtbot, page)


def test_a_backup_is_made_and_its_head_is_said_to_be_written_down(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page(filled_desk)
    assert "没有可用的备份" in page.backups.state.text()
    dialogs.target = tmp_path / "季度备份"
    press(qtbot, page, page.backup)
    made = tmp_path / "季度备份.ipdesk-backup"
    assert made.is_file()
    head = workspaces.last_backups(filled_desk)[0].head
    assert head in said(page) and str(made) in said(page)
    assert page.backup.isEnabled() and page.progress.isHidden()
    (row,) = cells(page, "backups")
    assert row[1:] == [OFFICER, "✓ 在原处", str(made)]
    assert "2026-03-05" in page.backups.state.text()
    report = workspaces.restore(made, tmp_path / "回.ipdesk", OFFICER, PASSPHRASE)
    assert report.head.hash == head


def test_a_backup_whose_file_is_gone_does_not_count(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    kept, gone = tmp_path / "一.ipdesk-backup", tmp_path / "二.ipdesk-backup"
    workspaces.backup(filled_desk, kept)
    clock.forward(days=30)
    workspaces.backup(filled_desk, gone)
    gone.unlink()
    page = open_page(filled_desk)
    assert [row[2] for row in cells(page, "backups")] == ["▲ 未找到", "✓ 在原处"]
    assert page.backups.state.text() == "▲ 最近一份：2026-03-05"


def test_a_backup_is_stopped_by_its_button_and_leaves_no_file(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page = open_page(filled_desk)
    dialogs.target = tmp_path / "半.ipdesk-backup"
    real, asked = workspaces.backup, Event()

    def slow(desk: Desk, target: Path, step: Callable[[int, int], None]) -> object:
        asked.wait(10)
        return real(desk, target, step)

    monkeypatch.setattr(workspaces, "backup", slow)
    page.backup.click()
    qtbot.waitUntil(page.progress.isVisible)
    assert not page.backup.isEnabled()
    page.progress.button.click()
    asked.set()
    settle(qtbot, page)
    assert "停止" in said(page) and "未写入任何内容" in said(page)
    assert not dialogs.target.exists()
    assert page.backup.isEnabled()


def test_stepping_back_from_the_place_does_nothing(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs
) -> None:
    page = open_page(filled_desk)
    before = audits.current_head(filled_desk)
    for button in (page.backup, page.audit.export, page.sealed.unseal):
        press(qtbot, page, button)
    assert audits.current_head(filled_desk) == before
    assert said(page) == ""


def test_the_chain_is_verified_and_compared_with_a_head_from_paper(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, tmp_path: Path
) -> None:
    printed = documents.print_record(filled_desk, DISCLOSURES, NUMBER, tmp_path / "表.pdf").stamp
    page = open_page(filled_desk)
    now = audits.current_head(filled_desk)
    assert str(now.seq) in page.audit.now.text() and now.hash in page.audit.now.text()
    press(qtbot, page, page.audit.verify)
    assert "日志链完整" in said(page) and now.hash in page.audit.verdict.text()
    page.audit.seq.setText(str(printed.seq))
    page.audit.hash.setText(printed.head[:12].upper())
    press(qtbot, page, page.audit.verify)
    assert f"与记下的第 {printed.seq} 条相符" in page.audit.verdict.text()
    page.audit.hash.setText("0" * 12)
    press(qtbot, page, page.audit.verify)
    assert "不完整" in said(page) and str(printed.seq) in page.audit.verdict.text()


def test_half_a_head_is_not_compared(qtbot: QtBot, open_page: Open, filled_desk: Desk) -> None:
    page = open_page(filled_desk)
    page.audit.seq.setText("3")
    press(qtbot, page, page.audit.verify)
    assert page.audit.verdict.isHidden() and page.audit.hash.hasFocus()
    assert "同时填写" in page.audit.hash.accessibleDescription()


def test_the_log_is_written_as_a_workbook(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page(filled_desk)
    dialogs.target = tmp_path / "日志"
    press(qtbot, page, page.audit.export)
    assert (tmp_path / "日志.xlsx").read_bytes().startswith(b"PK")
    assert "LAB-000001" in said(page)


def test_a_purge_takes_two_people_at_this_page(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path,
    second: Callable[[Role], Desk],
) -> None:  # fmt: skip
    documents.print_record(filled_desk, DISCLOSURES, NUMBER, tmp_path / "表.pdf")
    title = held(filled_desk, NUMBER).title
    spills.seal(filled_desk, DISCLOSURES, NUMBER, "上级通知")
    page = open_page(filled_desk)
    assert cells(page, "sealed")[0][0] == NUMBER and title not in str(cells(page, "sealed"))
    page.sealed.order.click()
    assert page.order.isVisible() and page.order.number.hasFocus()
    page.order.go_on.click()
    assert page.order.number.accessibleDescription()
    page.order.number.setText("销毁2026-1")
    page.order.reason.setText("超出本机密级上限")
    page.order.day.setText("昨天")
    press(qtbot, page, page.order.go_on)
    assert "日期" in page.order.day.accessibleDescription() and page.order.isVisible()
    page.order.day.setText("2026年3月5日")
    press(qtbot, page, page.order.go_on)
    assert page.order.isHidden() and "须由第二人" in said(page)
    assert not page.sealed.purge.isEnabled()
    assert "本人下达" in page.sealed.detail.text()
    assert held(filled_desk, NUMBER).withheld

    other = open_page(second("auditor"))
    assert other.sealed.purge.isEnabled() and other.sealed.unseal.isHidden()
    dialogs.decision = False
    press(qtbot, other, other.sealed.purge)
    assert not spills.sealed_records(filled_desk)[0].purged_by
    dialogs.decision = True
    press(qtbot, other, other.sealed.purge)
    assert "永久销毁" in dialogs.asked[-1] and "不能恢复" in dialogs.asked[-1] and NUMBER in dialogs.asked[-1]
    assert spills.sealed_records(filled_desk)[0].purged_by == other.context.desk.actor.name
    assert "表.pdf" in other.sealed.detail.text()
    assert not other.sealed.order.isEnabled() and not other.sealed.purge.isEnabled()


def test_a_record_sealed_by_mistake_is_opened_by_a_second_person_only(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, second: Callable[[Role], Desk]
) -> None:
    spills.seal(filled_desk, DISCLOSURES, NUMBER, "上级通知")
    page = open_page(filled_desk)
    assert not page.sealed.unseal.isEnabled() and "只能由第二人解封" in page.sealed.detail.text()
    other = open_page(second("reviewer"))
    dialogs.sentence = ""
    press(qtbot, other, other.sealed.unseal)
    assert held(filled_desk, NUMBER).withheld
    dialogs.sentence = "误封，经核对未超限"
    press(qtbot, other, other.sealed.unseal)
    assert not held(filled_desk, NUMBER).withheld
    assert cells(other, "sealed") == [] and other.sealed.empty.isVisible()


def test_a_printed_document_is_written_again_byte_for_byte(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    first = documents.print_record(filled_desk, DISCLOSURES, NUMBER, tmp_path / "一.pdf")
    documents.print_record(filled_desk, DISCLOSURES, OTHER, tmp_path / "二.pdf")
    page = open_page(filled_desk)
    assert [row[0] for row in cells(page, "printed")] == ["LAB-000002", "LAB-000001"]
    page.printed.search.setText(NUMBER)
    qtbot.waitUntil(lambda: len(cells(page, "printed")) == 1)
    dialogs.target = tmp_path / "再.pdf"
    enter(page.printed.table)
    settle(qtbot, page)
    assert dialogs.target.read_bytes() == first.place.read_bytes()
    assert first.stamp.name() in said(page)
    records.withdraw(filled_desk, DISCLOSURES, NUMBER, "重复")
    page.refresh()
    settle(qtbot, page)
    assert cells(page, "printed")[0][4] == "▲ 此后有改动"
    dialogs.target = tmp_path / "三.pdf"
    press(qtbot, page, page.printed.again)
    assert "重新打印" in said(page) and not dialogs.target.exists()
    page.printed.search.setText("没有这个")
    qtbot.waitUntil(page.printed.empty.isVisible)


def test_what_left_under_a_password_is_written_again_under_one(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    documents.print_record(filled_desk, DISCLOSURES, NUMBER, tmp_path / "一.pdf", password="hengqin-2026")
    page = open_page(filled_desk)
    assert "有密码" in cells(page, "printed")[0][5]
    dialogs.target = tmp_path / "再.pdf"
    QTest.mouseClick(page.printed.again, Qt.MouseButton.LeftButton)
    line = page.printed.lock
    assert line.isVisible() and dialogs.asked == []
    for field in line.fields:
        field.line.setText("另一个密码一二三四")
    press(qtbot, page, page.printed.again)
    with pypdfium2.PdfDocument(dialogs.target, password="另一个密码一二三四") as document:
        assert "LAB-000001" in document[0].get_textpage().get_text_range()
    assert not line.isVisible() and line.fields[0].text() == ""


def test_a_role_sees_only_what_it_may_do(open_page: Open, second: Callable[[Role], Desk]) -> None:
    auditor, reviewer = open_page(second("auditor")), open_page(second("reviewer"))

    def seen(page: SafekeepingPage) -> list[bool]:
        cards = (page.backup, page.backups, page.audit, page.sealed, page.printed)
        return [each.isVisible() for each in cards]

    assert seen(auditor) == [False, False, True, True, False]
    assert seen(reviewer) == [False, False, False, True, True]
    acts = {each.id for each in auditor.commands()}
    assert "safekeeping.verify" in acts and "safekeeping.backup" not in acts


def test_the_desk_locked_meanwhile_ends_the_work_quietly(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, tasks: Tasks
) -> None:
    page = open_page(filled_desk)
    page.audit.verify.click()
    tasks.stop()
    page.context.close()
    settle(qtbot, page)
    assert said(page) == ""
    page.refresh()
    assert not tasks.is_busy()


def test_the_settings_are_one_press_away(qtbot: QtBot, open_page: Open, filled_desk: Desk) -> None:
    page = open_page(filled_desk)
    with qtbot.waitSignal(page.place_asked) as asked:
        page.backups.settings.click()
    assert asked.args == ["settings"]
