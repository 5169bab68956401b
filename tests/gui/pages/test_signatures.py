"""The page that records signatures: by list, foreseen, as one act, and taken back as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages.signatures import SignaturesPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import agreements, reading
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import show
from tests.gui.pages.staff import AGREEMENTS, hire, read
from tests.operations.test_signatures import PNG

DAY = "2026-03-05"
NUMBERS = [f"XY-2026-0000{each}" for each in (1, 2, 3)]


@pytest.fixture
def page(
    desk: Desk, make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> SignaturesPage:
    """Return the page over three drafts."""
    hire(desk, 3)
    agreements.draft_agreements(desk, ["A1", "A2", "A3"])
    made = SignaturesPage(make_context(desk), tasks, dialogs, {}, ())
    made.context.changed.connect(made.refresh)
    show(qtbot, made)
    made.refresh()
    read(qtbot, made)
    return made


def state(desk: Desk, number: str) -> str:
    return reading.show(desk, AGREEMENTS, number).record.state


def column(page: SignaturesPage, place: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def type_day(page: SignaturesPage, name: str, text: str = DAY) -> None:
    line = page.terms.days[name].line
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)


def test_a_scanned_list_is_signed_in_one_act_and_taken_back_as_one(
    page: SignaturesPage, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    assert page.table.ticks.ticked() == ()
    page.lines.setPlainText("A1\n职工3\n查无此人")
    page.tick_these.click()
    assert page.table.ticks.ticked() == (NUMBERS[0], NUMBERS[2])
    assert "查无此人" in page.found.text()
    assert not page.record.isEnabled()
    for name in ("signed_on", "countersigned_on", "effective_on"):
        type_day(page, name)
    scan = tmp_path / "清单.png"
    scan.write_bytes(PNG)
    dialogs.files = [scan]
    page.terms.choose.click()
    read(qtbot, page)
    assert column(page, 5) == ["✓ 生效", "—", "✓ 生效"]
    page.record.click()
    read(qtbot, page)
    assert [state(desk, each) for each in NUMBERS] == ["in-force", "drafted", "in-force"]
    assert column(page, 0) == [NUMBERS[1]]
    assert reading.show(desk, AGREEMENTS, NUMBERS[2]).attachments[0].name == "清单.png"
    assert page.terms.is_empty()
    page.take_back.click()
    read(qtbot, page)
    assert [state(desk, each) for each in NUMBERS] == ["drafted"] * 3
    assert reading.show(desk, AGREEMENTS, NUMBERS[2]).attachments == ()
    assert not page.take_back.isEnabled()


def test_what_is_missing_is_foreseen_and_refused(page: SignaturesPage, desk: Desk, qtbot: QtBot) -> None:
    page.table.all.click()
    type_day(page, "effective_on")
    read(qtbot, page)
    assert all(column(page, 6))
    page.sign()
    read(qtbot, page)
    assert not page.outcome.isHidden()
    assert [state(desk, each) for each in NUMBERS] == ["drafted"] * 3
    type_day(page, "signed_on")
    type_day(page, "countersigned_on")
    read(qtbot, page)
    assert not any(column(page, 6))


def test_a_day_that_cannot_be_read_keeps_everything_unsigned(page: SignaturesPage, qtbot: QtBot) -> None:
    page.table.all.click()
    type_day(page, "signed_on", "03/04/2026")
    read(qtbot, page)
    assert not page.record.isEnabled()
    type_day(page, "signed_on")
    assert page.record.isEnabled()


def test_the_space_bar_ticks_what_is_selected(page: SignaturesPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.table.ticks.ticked() == tuple(NUMBERS)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.table.ticks.ticked() == ()


def test_a_wrong_scan_is_said(page: SignaturesPage, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    page.table.all.click()
    type_day(page, "signed_on")
    (tmp_path / "签.pdf").write_bytes(PNG)
    page.terms.scan.setText(str(tmp_path / "签.pdf"))
    page.sign()
    read(qtbot, page)
    assert "PNG" in page.outcome._text.text()
    assert state(desk, NUMBERS[0]) == "drafted"
