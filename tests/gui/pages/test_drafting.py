"""The page that drafts for many: who is left out, where papers go, what a stop leaves, and how it is resumed or ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages.drafting import DraftingPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.errors import Refused
from ipdesk.operations import documents, drafting, duties, reading, records
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import show
from tests.gui.pages.staff import AGREEMENTS, PEOPLE, hire, read
from tests.operations.at_once import AtOnce

MakePage = Callable[..., DraftingPage]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder."""
    made = tmp_path / "协议"
    made.mkdir()
    return made


@pytest.fixture
def make_page(
    desk: Desk, make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> MakePage:  # fmt: skip
    """Return a function that shows the page over five people, in parts of two."""
    monkeypatch.setattr(drafting, "AT_ONCE", 2)
    monkeypatch.setattr(drafting, "ProcessPoolExecutor", AtOnce)
    hire(desk, 5)

    def make(*numbers: str) -> DraftingPage:
        page = DraftingPage(make_context(desk), tasks, dialogs, {}, numbers)
        page.context.changed.connect(page.refresh)
        show(qtbot, page)
        page.refresh()
        read(qtbot, page)
        return page

    return make


def cells(page: DraftingPage, column: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_whoever_is_ticked_gets_a_paper(
    make_page: MakePage, folder: Path, dialogs: FakeDialogs, desk: Desk, qtbot: QtBot
) -> None:
    page = make_page()
    assert cells(page, 0) == ["A1", "A2", "A3", "A4", "A5"]
    assert {each[2:] for each in cells(page, 3)} == {"缺"}
    assert "未经审核" in cells(page, 6)[0]
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.table.ticks.ticked() == ("A1", "A3", "A4", "A5")
    assert "4" in page.draft.text()
    dialogs.place = folder
    page.draft.click()  # asks for the folder, as none is named
    read(qtbot, page)
    assert len(list(folder.glob("XY*.pdf"))) == 4
    assert "4" in page.outcome._text.text()
    assert cells(page, 0) == ["A2"]
    assert page.context.settings.drafts_folder == str(folder)
    shown: list[Path] = []

    def look_at(place: Path) -> bool:
        shown.append(place)
        return True

    page.show_place = look_at
    page.offer.buttons[0].click()
    page.offer.buttons[1].click()
    assert shown == [folder, folder / drafting.LIST]
    assert [each.line.number for each in duties.without_agreement(desk)] == ["A2"]


def test_one_kind_for_all_can_be_chosen(make_page: MakePage, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    page = make_page("A2", "A4")
    assert cells(page, 0) == ["A2", "A4"]
    page.kind.setCurrentIndex(page.kind.findData("visiting"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert len(set(cells(page, 4))) == 1
    page.folder.setText(str(folder))
    page.begin()
    read(qtbot, page)
    kinds = {each.kind for each in reading.whole(desk, AGREEMENTS, reading.list_ids(desk, AGREEMENTS))}  # type: ignore[attr-defined]
    assert kinds == {"visiting"}


def test_a_stopped_batch_is_said_first_and_resumed(
    make_page: MakePage, folder: Path, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page()
    page.folder.setText(str(folder))
    writing = documents.write_paper

    def write_and_stop(place: Path, data: bytes) -> None:
        page.stop()
        writing(place, data)

    with monkeypatch.context() as patched:
        patched.setattr(drafting, "write_paper", write_and_stop)
        page.begin()
        read(qtbot, page)
    assert len(list(folder.glob("XY*.pdf"))) == 2  # the part at hand
    assert len(page.offer.buttons) == 2
    assert not page.draft.isEnabled()
    page.offer.buttons[0].click()
    read(qtbot, page)
    assert len(list(folder.glob("XY*.pdf"))) == 5
    assert drafting.unfinished_batch(desk) is None
    assert len(reading.list_ids(desk, AGREEMENTS)) == 5


def _cut_off(desk: Desk, folder: Path) -> None:
    def stop(done: int, _of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drafting.draft_batch(desk, folder, progress=stop)


def test_a_batch_cut_off_may_be_ended(
    make_page: MakePage, folder: Path, desk: Desk, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page = make_page()
    _cut_off(desk, folder)
    page.refresh()
    read(qtbot, page)
    assert "尚有 3 份" in page.offer.text.text()
    dialogs.decision = False
    page.end()
    assert drafting.unfinished_batch(desk) is not None
    dialogs.decision = True
    page.end()
    read(qtbot, page)
    assert drafting.unfinished_batch(desk) is None
    assert page.offer.isHidden() and page.draft.isEnabled()


def test_a_folder_that_is_none_is_said_and_nothing_begins(
    make_page: MakePage, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    page = make_page()
    page.folder.setText(str(tmp_path / "没有"))
    page.begin()
    read(qtbot, page)
    assert "没有" in page.outcome._text.text()
    assert len(reading.list_ids(desk, AGREEMENTS)) == 0
    assert page.draft.isEnabled()


def test_somebody_refused_is_named(make_page: MakePage, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    page = make_page()
    records.withdraw(desk, PEOPLE, "A5", "登记有误")
    page.folder.setText(str(folder))
    page.begin()
    read(qtbot, page)
    assert "A5" in page.outcome._text.text()
    assert len(list(folder.glob("XY*.pdf"))) == 4


def test_when_all_have_one_it_says_so(make_page: MakePage, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    page = make_page()
    drafting.draft_batch(desk, folder)
    page.refresh()
    read(qtbot, page)
    assert page.table.isHidden() and not page.empty.isHidden()
    assert not page.draft.isEnabled()
    page.context.close()
    page.refresh()


def test_a_look_overtaken_by_another_tells_nothing(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    seen: list[object] = []
    page.reader.found.connect(seen.append)
    page.reader.refused.connect(lambda refused: seen.append(Refused))
    for _ in range(4):
        page.refresh()
    read(qtbot, page)
    QCoreApplication.processEvents()
    assert len(seen) == 1
