"""The page that checks manuscripts: files read beside the window, risks with their passages, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.manuscript_view import Units
from ipdesk.gui.review_choices import ReviewChoices
from ipdesk.gui.review_page import ReviewPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import attachments, documents, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.reviews import PAPERS
from ipdesk.store.database import value
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES
from tests.operations.docketing import add_right
from tests.operations.reviewing import SECRET_TEXT, SOLUTION, add_result, add_secret, manuscript

Check = Callable[..., ReviewPage]


@pytest.fixture
def check(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> Iterator[Check]:
    """Return a function that shows the page, once it has checked some files."""

    def shown(*files: Path) -> ReviewPage:
        page = ReviewPage(context, tasks, dialogs, ReviewChoices())
        qtbot.addWidget(page)
        page.resize(1100, 760)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        dialogs.files = files
        page.choose_files()
        qtbot.waitUntil(lambda: not page._reader.is_waiting(), timeout=20_000)
        return page

    yield shown
    tasks.stop()


def texts(page: ReviewPage, column: int) -> list[str]:
    """Return what a column of the risks says."""
    model = page.risks.rows
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def test_risks_stand_beside_the_text_and_lead_to_their_passages(
    check: Check, filled_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    number, secret = add_result(filled_desk), add_secret(filled_desk)
    page = check(manuscript(tmp_path, f"𬭎{SOLUTION}", SECRET_TEXT))
    assert texts(page, 0) == ["■ 不得发出", "▼ 暂不得发出"]
    assert secret in texts(page, 2)[0] and number in texts(page, 2)[1]
    assert page.risks.hasFocus()
    marked = [each.cursor.selectedText() for each in page.text.extraSelections()]  # type: ignore[attr-defined]
    assert any(text.startswith(SOLUTION[:10]) or SOLUTION[2:12] in text for text in marked), "in units of Qt"
    assert page.pane.pair_button.isHidden(), "of a secret nothing is shown"
    QTest.keyClick(page.risks, Qt.Key.Key_Down)
    assert not page.pane.pair_button.isHidden()
    page.show_pair()
    assert SOLUTION[5:20] in page.pair.theirs[1].toPlainText()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.risks, Qt.Key.Key_Return)
    assert opened.args == ["disclosures", number]


def test_several_files_stand_in_a_list_with_their_results(
    check: Check, filled_desk: Desk, tmp_path: Path
) -> None:
    add_result(filled_desk)
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    page = check(manuscript(tmp_path, SOLUTION), manuscript(tmp_path, name="无关.md"), broken)
    model = page.files.rows
    assert [str(model.data(model.index(row, 1))) for row in range(3)] == [
        "▼ 暂不得发出",
        "● 未发现",
        "▲ 未能读取",
    ]
    page.files.selectRow(1)
    assert not page.pane.nothing.isHidden() and page.risks.isHidden()
    assert "不作放行结论" in page.pane.caution.text(), "nothing found is no clearance"


def test_what_could_not_be_compared_or_read_is_named(check: Check, filled_desk: Desk, tmp_path: Path) -> None:
    from ipdesk.operations import spills

    number = add_result(filled_desk)
    spills.seal(filled_desk, DISCLOSURES, number, "超限")
    assert number in check(manuscript(tmp_path)).pane.left_out.text()


def test_a_file_with_a_password_asks_for_it(
    check: Check, filled_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    from pikepdf import Encryption, Pdf

    plain, locked = tmp_path / "表.pdf", tmp_path / "锁.pdf"
    documents.print_record(filled_desk, DISCLOSURES, "PL-2026-0003", plain)
    with Pdf.open(plain) as pdf:
        pdf.save(locked, encryption=Encryption(owner="hengqin", user="hengqin"))
    page = check(locked)
    assert page.password.isVisible()
    page.password.fields[0].line.setText("hengqin")
    page.password.give()
    qtbot.waitUntil(lambda: not page._reader.is_waiting(), timeout=20_000)
    current = page.current()
    assert current is not None and current.review is not None and page.password.isHidden()


def test_attached_files_open_by_their_password_and_those_that_are_not_read_are_named(
    context: Context, filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    from pikepdf import Encryption, Pdf

    (tmp_path / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "锁.pdf", encryption=Encryption(owner="hengqin", user="hengqin"))
    paper = records.add(filled_desk, PAPERS, [{"title": "热链", "kind": "journal"}])[0].number
    for name in ("锁.pdf", "图.png"):
        attachments.attach(filled_desk, PAPERS, paper, tmp_path / name)
    page = ReviewPage(context, tasks, dialogs, ReviewChoices())
    qtbot.addWidget(page)
    page.show()
    page.check_paper(paper)
    qtbot.waitUntil(page.password.isVisible, timeout=20_000)
    page.password.fields[0].line.setText("hengqin")
    page.password.give()
    qtbot.waitUntil(lambda: any(each.review for each in page.choices.files), timeout=20_000)
    read = {each.path.name: each.review is not None for each in page.choices.files}
    assert read == {"锁.pdf": True, "图.png": False} and page.choices.paper == paper
    tasks.stop()


def test_authors_and_the_day_are_told_in_the_window_and_a_folder_names_what_is_left_out(
    check: Check, filled_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    add_right(filled_desk, "2026-02-01", disclosure=[add_result(filled_desk)])
    folder = tmp_path / "稿"
    folder.mkdir()
    manuscript(folder, SOLUTION)
    (folder / "数据.xlsx").write_bytes(b"PK")
    page = check(folder)
    assert [each.review is None for each in page.choices.files] == [False, True]
    assert "数据.xlsx" in str(page.files.rows.data(page.files.rows.index(1, 2)))
    page.terms.authors.setText("某陌生人")
    page.terms.day.line.setText("2026-01-15")
    QTest.keyClick(page.terms.authors, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "■ 不得发出" in texts(page, 0) or len(texts(page, 0)) > 1, timeout=20_000)
    told = " ".join(texts(page, 2))
    assert "某陌生人" in told and "2026-02-01" in told
    assert page.choices.authors == "某陌生人", "they stay on the way back"


def test_the_way_back_leads_to_what_was_checked(
    check: Check,
    context: Context,
    filled_desk: Desk,
    tasks: Tasks,
    dialogs: FakeDialogs,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    add_result(filled_desk)
    page = check(manuscript(tmp_path, SOLUTION))
    again = ReviewPage(context, tasks, dialogs, page.choices)
    qtbot.addWidget(again)
    assert texts(again, 0) == texts(page, 0) != []


def test_a_manuscript_dropped_anywhere_on_the_desk_is_checked(
    context: Context, filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    add_result(filled_desk)
    view = DeskView(context, tasks, dialogs)
    qtbot.addWidget(view)
    view.start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(manuscript(tmp_path, SOLUTION)))])
    given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(5, 5), *given)
    view.dragEnterEvent(entered)
    assert entered.isAccepted()
    view.dropEvent(QDropEvent(QPointF(5, 5), *given))
    page = view.page()
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.risks.rows.rowCount() == 1, timeout=20_000)
    tasks.stop()


def test_nothing_of_a_manuscript_is_written(check: Check, filled_desk: Desk, tmp_path: Path) -> None:
    before = value(filled_desk.workspace.db, "select count(*) from audit")
    check(manuscript(tmp_path, SOLUTION))
    assert value(filled_desk.workspace.db, "select count(*) from audit") == before


def test_places_are_counted_as_qt_counts_them() -> None:
    units = Units("a𬭎b😀c")
    assert [units.of(each) for each in range(6)] == [0, 1, 3, 4, 6, 7]
    assert Units("abc").of(2) == 2


def test_a_decision_is_recorded_by_a_key_and_holds_for_the_next_version(
    context: Context, filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    add_result(filled_desk)
    paper = records.add(filled_desk, PAPERS, [{"title": "热链", "kind": "journal"}])[0].number
    attachments.attach(filled_desk, PAPERS, paper, manuscript(tmp_path, SOLUTION))
    page = ReviewPage(context, tasks, dialogs, ReviewChoices())
    qtbot.addWidget(page)
    page.show()
    page.check_paper(paper)
    qtbot.waitUntil(lambda: page.risks.rows.rowCount() == 2, timeout=20_000)
    dialogs.sentence = ""
    QTest.keyClick(page.risks, Qt.Key.Key_W)
    assert texts(page, 0)[0] == "▼ 暂不得发出", "no decision without a reason"
    dialogs.sentence = "待专利申请"
    QTest.keyClick(page.risks, Qt.Key.Key_W)
    assert texts(page, 0)[0] == "✓ 待申请"
    (row,) = reading.show(filled_desk, PAPERS, paper).record.handled  # type: ignore[attr-defined]
    assert (row.answer, row.reason, row.by) == ("waits", "待专利申请", "李明")
    page.check_again()
    qtbot.waitUntil(lambda: texts(page, 0)[:1] == ["✓ 待申请"], timeout=20_000)
    tasks.stop()


def test_without_a_review_a_key_says_where_decisions_are_kept(
    check: Check, filled_desk: Desk, tmp_path: Path
) -> None:
    add_result(filled_desk)
    page = check(manuscript(tmp_path, SOLUTION))
    QTest.keyClick(page.risks, Qt.Key.Key_A)
    assert page.outcome.isVisible() and page.pane.keys.isHidden()


def test_a_version_shows_what_is_new_gone_and_changed_since_the_one_before(
    check: Check, dialogs: FakeDialogs, filled_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    add_result(filled_desk)
    old = manuscript(tmp_path, SOLUTION, "引用内部资料。", name="稿1.md")
    page = check(manuscript(tmp_path, "引言改写过了。", SOLUTION, "另属背景型号。", name="稿2.md"))
    assert page.risks.isColumnHidden(3) and page.versions.isHidden()
    dialogs.files = (old,)
    page.choose_earlier()
    qtbot.waitUntil(lambda: not page._reader.is_waiting(), timeout=20_000)
    assert "新增 1 · 消失 1 · 未变 1" in page.versions.said.text() and "稿1.md" in page.versions.said.text()
    assert texts(page, 3) == ["▲ 新增", "未变", ""] and texts(page, 0)[-1] == "▸ 此后消失 1 项"
    page.risks.selectRow(2)
    QTest.keyClick(page.risks, Qt.Key.Key_A)
    assert page.outcome.isHidden(), "the name of the group is no risk"
    QTest.keyClick(page.risks, Qt.Key.Key_Return)
    assert texts(page, 0)[2:] == ["▾ 此后消失 1 项", "✓ 消失"] and "内部资料" in texts(page, 2)[3]
    page.show_changes()
    assert page.changes.table.hasFocus() and page.pair.isVisible()
    assert page.pair.mine[1].toPlainText() == "引言改写过了。"
    QTest.keyClick(page.changes.table, Qt.Key.Key_Down)
    assert page.pair.theirs[1].toPlainText() == "引用内部资料。"
    page.show_changes()
    assert page.risks.hasFocus() and page.pair.isHidden()
    page.check_again()
    qtbot.waitUntil(lambda: not page._reader.is_waiting(), timeout=20_000)
    assert page.versions.isVisible(), "held against the same one again"
