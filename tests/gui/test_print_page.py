"""Printing at the window: looking leaves no trace, saving makes the stamp, and signs without a glyph are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk import paths
from ipdesk.exporting.layout import LONGEST_WATERMARK, PaperOptions
from ipdesk.gui.context import Context
from ipdesk.gui.pages_view import ZOOMS
from ipdesk.gui.print_page import PrintPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import assessments, documents, records
from ipdesk.operations import settings as settings_file
from ipdesk.operations.desk import Desk
from tests.exporting.font_files import small_tables, written
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, state_of_store
from tests.operations.docketing import add_right

NUMBER = "PL-2026-0001"


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> Callable[..., PrintPage]:
    """Return a function that opens the page of a record and waits for its first pages."""

    def open_one(number: str = NUMBER, register: str = "disclosures") -> PrintPage:
        made = PrintPage(context, tasks, dialogs, register, number)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.show()
        made.refresh()
        settle(qtbot, made)
        return made

    return open_one


def settle(qtbot: QtBot, page: PrintPage) -> None:
    """Wait until all pages in sight are drawn."""
    qtbot.waitUntil(
        lambda: page.is_quiet() and (page.proof is None or page.view.has_picture(page.view.page())),
        timeout=30_000,
    )


def dark(picture: QImage, of: QWidget) -> int:
    """Count dark pixels in the middle of a picture of a widget."""
    middle = of.width() // 2
    return sum(
        QColor(picture.pixel(x, y)).lightness() < 100
        for x in range(middle - 150, middle + 150, 2)
        for y in range(0, of.height(), 2)
    )


def test_looking_at_a_document_leaves_no_trace(
    qtbot: QtBot, filled_desk: Desk, open_page: Callable[..., PrintPage]
) -> None:
    before = state_of_store(filled_desk)
    page = open_page()
    assert page.proof is not None
    assert page.view.count() == len(page.proof.pages) > 1
    assert page.view.has_picture(0)
    assert dark(page.view.viewport().grab().toImage(), page.view.viewport()) > 100
    assert page.where.text() == f"1 / {page.view.count()}"
    assert "内部" in page.mark.text()
    assert page.language.currentData() == "zh"
    page.language.setCurrentIndex(page.language.findData("en"))
    page.document.setCurrentIndex(page.document.findData("record"))
    settle(qtbot, page)
    assert "Internal" in page.mark.text()
    assert state_of_store(filled_desk) == before


def test_saving_makes_the_stamp_and_says_its_serial(
    qtbot: QtBot, open_page: Callable[..., PrintPage], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page()
    assert page.save_button.property("primary")
    dialogs.target = tmp_path / "披露表"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    written = tmp_path / "披露表.pdf"
    text = pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range()
    assert "LAB-000001" in text
    assert page.context.label("PREVIEW") not in text
    assert not page.outcome.isHidden()
    said = page.outcome.findChildren(QWidget)
    assert any("LAB-000001" in each.accessibleName() for each in said)
    assert documents.stamp_again(page.context.desk, 1).serial == 1


def test_a_document_is_saved_under_a_password_given_in_place(
    qtbot: QtBot, open_page: Callable[..., PrintPage], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page()
    assert page.lock.isHidden()
    QTest.mouseClick(page.lock_button, Qt.MouseButton.LeftButton)
    assert page.lock.isVisible()
    page.save()
    assert dialogs.asked == [] and "■" in page.lock.below.text()
    for field in page.lock.fields:
        field.line.setText("春江潮水连海平海上")
    dialogs.target = tmp_path / "披露表.pdf"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(dialogs.target)
    with pypdfium2.PdfDocument(dialogs.target, password="春江潮水连海平海上") as document:
        assert "LAB-000001" in document[0].get_textpage().get_text_range()
    assert page.lock.isHidden() and page.lock.fields[0].text() == ""
    assert not page.lock_button.isChecked()
    QTest.mouseClick(page.lock_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.lock.fields[0].line, Qt.Key.Key_Escape)
    assert page.lock.isHidden() and not page.lock_button.isChecked()


def test_the_page_and_the_watermark_are_seen_at_once_and_go_onto_the_paper(
    qtbot: QtBot, open_page: Callable[..., PrintPage], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page()
    dense = page.proof
    page.paper.watermark.setText("仅供评审")
    page.paper.page.setCurrentIndex(page.paper.page.findData("official"))
    settle(qtbot, page)
    assert page.proof is not None
    assert page.proof is not dense
    assert "— 1 —" in pypdfium2.PdfDocument(page.proof.data)[0].get_textpage().get_text_range()
    dialogs.target = tmp_path / "表.pdf"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.save()
    written = (tmp_path / "表.pdf").read_bytes()
    documents.print_again(page.context.desk, 1, tmp_path / "再.pdf")
    assert (tmp_path / "再.pdf").read_bytes() == written
    assert "— 1 —" in pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range()


def test_an_own_font_that_is_gone_is_told_above_the_pages(
    open_page: Callable[..., PrintPage], context: Context, tmp_path: Path
) -> None:
    context.settings = replace(context.settings, fonts={"title": str(tmp_path / "小标宋.ttf")})
    page = open_page()
    assert page.proof is not None
    assert len(page.findings) == 1
    labels = [each.text() for each in page.findings[0].findChildren(QWidget) if hasattr(each, "text")]
    assert any("小标宋.ttf" in each for each in labels)


def test_an_own_font_goes_onto_the_paper(
    qtbot: QtBot, open_page: Callable[..., PrintPage], context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    place = written(tmp_path / "小标宋.ttf", small_tables("的一是中国 职务科技成果披露表"))
    context.settings = replace(context.settings, fonts={"title": str(place)})
    page = open_page()
    assert not page.findings
    dialogs.target = tmp_path / "表.pdf"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.save()
    assert b"-title-" in (tmp_path / "表.pdf").read_bytes()


def test_the_page_is_remembered_and_the_watermark_is_not(
    qtbot: QtBot, open_page: Callable[..., PrintPage]
) -> None:
    page = open_page()
    acts = {each.id: each for each in page.commands()}
    page.paper.watermark.setText("仅供评审")
    acts["print.page"].run()
    held, _ = settings_file.load()
    assert held.paper_page == page.context.settings.paper_page == "official"
    assert "仅供评审" not in (paths.config_folder() / settings_file.FILE).read_text(encoding="utf-8")
    again = open_page()
    assert again.paper.options() == PaperOptions(page="official")
    acts["print.watermark"].run()
    assert page.paper.watermark.maxLength() == LONGEST_WATERMARK


def test_a_page_that_cannot_be_remembered_is_used_all_the_same(
    qtbot: QtBot, open_page: Callable[..., PrintPage]
) -> None:
    page = open_page()
    paths.config_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.config_folder().write_text("a file where the folder should be", encoding="utf-8")
    page.paper.turn_page()
    settle(qtbot, page)
    assert not page.outcome.isHidden()
    assert page.proof is not None
    assert "— 1 —" in pypdfium2.PdfDocument(page.proof.data)[0].get_textpage().get_text_range()


def test_stepping_back_from_the_question_writes_nothing(
    open_page: Callable[..., PrintPage], dialogs: FakeDialogs, filled_desk: Desk
) -> None:
    page = open_page()
    before = state_of_store(filled_desk)
    page.save()
    assert len(dialogs.asked) == 1
    assert page.is_quiet()
    assert state_of_store(filled_desk) == before


def test_a_file_of_another_kind_is_not_written_over(
    qtbot: QtBot, open_page: Callable[..., PrintPage], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page()
    other = tmp_path / "信.docx"
    other.write_text("信", encoding="utf-8")
    (tmp_path / "信.docx.pdf").write_text("另一件", encoding="utf-8")
    dialogs.target = other
    page.save()
    settle(qtbot, page)
    assert not page.outcome.isHidden()
    assert other.read_text(encoding="utf-8") == "信"
    assert (tmp_path / "信.docx.pdf").read_text(encoding="utf-8") == "另一件"


def test_the_order_of_a_right_is_saved_as_a_workbook(
    qtbot: QtBot, open_page: Callable[..., PrintPage], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    other = open_page("KY-2025-003", "projects")
    assert other.sheet.isHidden()
    page = open_page(add_right(other.context.desk, "2024-03-15"), "patents")
    dialogs.target = tmp_path / "委托单"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.sheet, Qt.MouseButton.LeftButton)
    assert (tmp_path / "委托单.xlsx").read_bytes().startswith(b"PK")
    page.document.setCurrentIndex(page.document.findData("record"))
    settle(qtbot, page)
    assert page.sheet.isHidden() and "print.sheet" not in {each.id for each in page.commands()}


def test_a_document_is_saved_for_word(
    qtbot: QtBot, open_page: Callable[..., PrintPage], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page("KY-2025-003", "projects")
    assert page.word.isEnabled()
    page.document.setCurrentIndex(page.document.findData("record"))
    settle(qtbot, page)
    assert page.word.isEnabled(), "without a template it is drawn"
    page.document.setCurrentIndex(page.document.findData("ip-sheet"))
    settle(qtbot, page)
    page.word.click()
    assert len(dialogs.asked) == 1
    assert page.is_quiet()
    dialogs.target = tmp_path / "信息表"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.word, Qt.MouseButton.LeftButton)
    assert (tmp_path / "信息表.docx").read_bytes().startswith(b"PK")
    assert "LAB-000001" in " ".join(each.accessibleName() for each in page.outcome.findChildren(QWidget))
    (shown,) = documents.printed(page.context.desk)
    assert shown.ending == ".docx"


def test_the_documents_of_an_assessment_are_there(
    qtbot: QtBot, open_page: Callable[..., PrintPage], context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    number = assessments.open_assessments(context.desk, ["PL-2026-0005"])[0].number
    page = open_page(number, "assessments")
    names = [page.document.itemText(place) for place in range(page.document.count())]
    assert names[:3] == ["专利申请前评估表", "专利申请前评估决定书", "勤勉尽责证据包"]
    page.document.setCurrentIndex(page.document.findData("evidence"))
    settle(qtbot, page)
    assert page.proof is None
    assert "尚未登记评估决定" in " ".join(
        each.accessibleName() for each in page.outcome.findChildren(QWidget)
    )
    page.document.setCurrentIndex(page.document.findData("form"))
    settle(qtbot, page)
    dialogs.target = tmp_path / "表.pdf"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")


def test_a_sign_without_a_glyph_is_told_before_anybody_signs(
    filled_desk: Desk, open_page: Callable[..., PrintPage]
) -> None:
    assert not open_page().findings
    records.change(filled_desk, DISCLOSURES, NUMBER, {"title": "热链\U0001f600组件"})
    page = open_page()
    assert len(page.findings) == 1
    labels = [each.text() for each in page.findings[0].findChildren(QWidget) if hasattr(each, "text")]
    assert any("\U0001f600" in each for each in labels)


def test_what_was_changed_meanwhile_is_shown_anew(
    qtbot: QtBot, filled_desk: Desk, open_page: Callable[..., PrintPage]
) -> None:
    page = open_page()
    first = page.proof
    records.change(filled_desk, DISCLOSURES, NUMBER, {"title": "改过的名称"})
    page.refresh()
    page.refresh()
    settle(qtbot, page)
    assert page.proof is not None
    assert page.proof is not first
    assert "改过的名称" in pypdfium2.PdfDocument(page.proof.data)[0].get_textpage().get_text_range()


def test_a_record_that_cannot_be_printed_is_refused_in_place(open_page: Callable[..., PrintPage]) -> None:
    page = open_page("PL-2026-9999")
    assert page.proof is None
    assert not page.outcome.isHidden()
    assert not page.save_button.isEnabled()
    assert page.view.count() == 0


def test_pages_are_turned_and_sized_by_keyboard(qtbot: QtBot, open_page: Callable[..., PrintPage]) -> None:
    page = open_page()
    view, acts = page.view, {each.id: each for each in page.commands()}
    assert page.focusProxy() is view
    acts["print.next"].run()
    assert view.page() == 1
    settle(qtbot, page)
    acts["print.previous"].run()
    assert view.page() == 0
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page() == view.count() - 1
    assert page.where.text().startswith(f"{view.count()} ")
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page() == 0
    acts["print.larger"].run()
    assert view.zoom == 1.25
    assert page.percent.text() == "125 %"
    settle(qtbot, page)
    acts["print.width"].run()
    settle(qtbot, page)
    assert view.horizontalScrollBar().maximum() <= 1
    for _ in ZOOMS:
        acts["print.smaller"].run()
    assert view.zoom == ZOOMS[0]
    acts["print.whole"].run()
    assert view.zoom == 1.0
    settle(qtbot, page)


def test_ctrl_and_the_wheel_zoom(qtbot: QtBot, open_page: Callable[..., PrintPage]) -> None:
    view = open_page().view

    def turn(by: int, keys: Qt.KeyboardModifier) -> None:
        at = QPointF(view.viewport().rect().center())
        none, free = QPoint(), Qt.ScrollPhase.NoScrollPhase
        view.wheelEvent(QWheelEvent(at, at, none, QPoint(0, by), Qt.MouseButton.NoButton, keys, free, False))

    turn(120, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == 1.25
    turn(-120, Qt.KeyboardModifier.ControlModifier)
    turn(-120, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == 0.8
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert view.zoom == 0.8


def test_a_desk_locked_meanwhile_draws_nothing_more(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs
) -> None:
    page = PrintPage(context, tasks, dialogs, "disclosures", NUMBER)
    qtbot.addWidget(page)
    page.refresh()
    page.refresh()
    tasks.stop()
    context.close()
    qtbot.waitUntil(page.is_quiet, timeout=30_000)
    assert not context.is_open()


def test_everything_on_the_page_has_a_name(open_page: Callable[..., PrintPage]) -> None:
    page = open_page()
    for each in page.findChildren(QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is page:
            text = each.text() if isinstance(each, QAbstractButton) else ""
            assert each.accessibleName() or text, each
    shortcuts = [each.shortcut for each in page.commands() if each.shortcut]
    assert len(set(shortcuts)) == len(shortcuts)
