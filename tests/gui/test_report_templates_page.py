"""The page on which a superior's workbook is mapped by the keyboard and filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.report_choices import ReportChoices
from ipdesk.gui.report_templates_page import ReportTemplatesPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import report_templates
from ipdesk.operations.desk import Desk
from ipdesk.rules.words import Words
from tests.exporting.superior_books import PARTS, signed_book, superior_book
from tests.gui.conftest import FakeDialogs


@pytest.fixture
def page(
    make_context: Callable[..., Context],
    filled_desk: Desk,
    tasks: Tasks,
    dialogs: FakeDialogs,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> ReportTemplatesPage:
    monkeypatch.setattr(
        report_templates, "figure_labels", lambda _desk: {"D2": Words("专利申请数", "Patents filed")}
    )
    (tmp_path / "上级.xlsx").write_bytes(superior_book())
    made = ReportTemplatesPage(make_context(filled_desk, "en"), tasks, dialogs, ReportChoices())
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def opened(page: ReportTemplatesPage, file: Path, qtbot: QtBot) -> None:
    page.open_file(file)
    qtbot.waitUntil(
        lambda: page.choices.looked is not None and page.choices.looked.file == file, timeout=20_000
    )


def at(page: ReportTemplatesPage, row: int, column: int) -> Any:
    return page.grid.cells.data(page.grid.cells.index(row, column))


def test_cells_are_mapped_by_the_keyboard_kept_and_filled(
    page: ReportTemplatesPage, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(page, tmp_path / "上级.xlsx", qtbot)
    assert at(page, 1, 1) == "● lab?" and at(page, 4, 1) == "● D2.quarter?" and at(page, 4, 0) == "专利申请数"
    page.grid.go_to((1, 1))
    page.accept()
    assert at(page, 1, 1) == "▲ lab" and page.grid.place() == (4, 1), "and on to the next suggestion"
    page.accept_all()
    page.grid.go_to((1, 2))
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.pane.search.hasFocus()
    QTest.keyClicks(page.pane.search, "last day of the quarter")
    QTest.keyClick(page.pane.search, Qt.Key.Key_Return)
    assert at(page, 1, 2) == "▲ until" and page.grid.hasFocus()
    page.fill()
    assert "Keep the map first" in page.outcome._text.text()
    page.keep()
    assert at(page, 1, 2) == "✓ until" and page.choices.problems == ()
    target = tmp_path / "出.xlsx"
    dialogs.target = target
    page.quarter.setText("2025Q3")
    page.fill()
    qtbot.waitUntil(target.is_file, timeout=20_000)
    sheet: Any = load_workbook(target)["季报"]
    assert sheet["C2"].value.date().isoformat() == "2025-09-30"
    page.tasks.stop()


def test_problems_stand_beside_their_cells(
    page: ReportTemplatesPage, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(page, tmp_path / "上级.xlsx", qtbot)
    page.grid.go_to((5, 1))
    page.put("patents.title")
    page.grid.go_to((4, 2))
    dialogs.decision = False
    page.put("D2.year")
    assert at(page, 4, 2) == "0", "a formula goes only where somebody says so"
    page.grid.go_to((6, 0))
    page.put("{{lub}}")
    assert "nothing is called “lub”" in str(page.problems.rows.data(page.problems.rows.index(0, 1)))
    assert at(page, 6, 0) == "■ {{lub}}"
    page.keep()
    assert report_templates.list_mapped(page.context.desk) == []
    page.grid.go_to((6, 0))
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert page.choices.problems == () and not page.problems.isVisible()


def test_a_file_that_was_laid_out_anew_says_so(
    page: ReportTemplatesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(page, tmp_path / "上级.xlsx", qtbot)
    page.accept_all()
    page.keep()
    words = PARTS["xl/sharedStrings.xml"].replace("专利申请数", "发明专利申请数")
    (tmp_path / "下季.xlsx").write_bytes(superior_book(sharedStrings=words))
    opened(page, tmp_path / "下季.xlsx", qtbot)
    assert "季报!B5 (D2.quarter): the words around it are gone" in page.outcome._text.text()
    assert page.choices.is_unsaved()
    (tmp_path / "旧.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page.open_file(tmp_path / "旧.xls")
    qtbot.waitUntil(lambda: "save it as .xlsx" in page.outcome._text.text(), timeout=20_000)


def test_a_part_of_a_figure_is_found_and_put_into_a_cell(
    page: ReportTemplatesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(page, tmp_path / "上级.xlsx", qtbot)
    page.grid.go_to((4, 1))
    page.pane.search.setText("f1 invention this")
    QTest.keyClick(page.pane.search, Qt.Key.Key_Return)
    mapped = page.choices.map.at(page.choices.sheet, (4, 1))
    assert mapped is not None and mapped.what == "F1.quarter[kind=invention]"
    assert not page.choices.problems
    assert "Kind: Invention · This quarter · F1 Applications filed" in page.pane.story.text()


def test_a_signed_template_says_so_above_its_cells(
    page: ReportTemplatesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "已签.xlsx").write_bytes(signed_book())
    opened(page, tmp_path / "已签.xlsx", qtbot)
    page.accept_all()
    assert "▲ The workbook is digitally signed" in page.file.text()
