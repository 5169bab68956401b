"""Hostile and broken files on the page that checks manuscripts: each has its plain message, the window stays alive, the next is read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.left_out import HEIGHT
from ipdesk.gui.review_choices import ReviewChoices
from ipdesk.gui.review_page import ReviewPage
from ipdesk.gui.tasks import Tasks
from ipdesk.importing.manuscripts import REASONS, Manuscript, read_manuscript
from ipdesk.operations import reviews
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.gui.test_review_page import Check, texts
from tests.importing.word_makers import docx, lines
from tests.operations.hostile_files import (
    EMPTY,
    REFUSED,
    WORDS,
    bad_files,
    odd_files,
    things_that_are_no_files,
)
from tests.operations.reviewing import FILLING, SOLUTION, add_result, manuscript

LONGEST_WAIT: Final = 2.0  # seconds in which the window hears nothing
LIMIT: Final = 20.0  # seconds for one file, where a child that hangs is given sixty
NOT_READ, NOT_YET = "▲ 未能读取", "▼ 暂不得发出"


@pytest.fixture
def check(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> Iterator[Check]:
    """Return a function that shows the page, once it has checked some files."""

    def shown(*files: Path) -> ReviewPage:
        page = ReviewPage(context, tasks, dialogs, ReviewChoices())
        qtbot.addWidget(page)
        page.resize(1100, 760)
        with qtbot.waitExposed(page):
            page.show()
        page.check_files(files)
        qtbot.waitUntil(lambda: not page._reader.is_waiting(), timeout=120_000)
        return page

    yield shown
    tasks.stop()


def test_every_bad_file_has_its_message_and_the_next_is_read(
    check: Check, filled_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_result(filled_desk)
    folder = tmp_path / "文稿"
    folder.mkdir()
    bad, odd = bad_files(), odd_files()
    for name, data in (bad | odd).items():
        (folder / name).write_bytes(data)
    nothing = list(things_that_are_no_files(folder))
    files = [*(folder / name for name in (*bad, *odd)), *nothing, manuscript(tmp_path, SOLUTION)]
    spent, waits = timed(monkeypatch), heard()
    page = check(*files)
    rows = page.files.rows
    results = [str(rows.data(rows.index(row, 1))) for row in range(rows.rowCount())]
    assert len(results) == len(files) == len(spent)
    assert results[-1] == NOT_YET, "the last of them is a manuscript like any other"
    for row, (file, result) in enumerate(zip(files, results, strict=True)):
        page.files.selectRow(row)
        QApplication.processEvents()
        found = page.current()
        assert found is not None
        code = REFUSED.get(file.name, "") or ("" if file in nothing else None)
        assert (found.refused is not None, result == NOT_READ, page.outcome.isVisible()) == (
            (code is not None,) * 3
        ), file.name
        if code:
            assert found.refused is not None and found.refused.what.id == REASONS[code][0], file.name
        if file.name in odd:
            assert found.review is not None and WORDS in found.review.manuscript.text
        if file.name in EMPTY:
            assert found.review is not None and [each.kind for each in found.review.risks] == ["unread"]
    assert page.text.toPlainText().count(SOLUTION) == 1 and len(texts(page, 0)) == 1
    assert max(spent) < LIMIT
    assert max(after - before for before, after in pairwise(waits)) < LONGEST_WAIT


def timed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that each check will have taken."""
    real, spent = reviews.check_manuscript, []

    def check_manuscript(*given: object, **named: object) -> reviews.Review:
        began = time.monotonic()
        try:
            return real(*given, **named)  # type: ignore[arg-type]
        finally:
            spent.append(time.monotonic() - began)

    monkeypatch.setattr(reviews, "check_manuscript", check_manuscript)
    return spent


def heard() -> list[float]:
    """Return when the window will have heard a clock that ticks fifty times in a second."""
    ticks = [time.monotonic()]
    clock = QTimer(QApplication.instance())
    clock.timeout.connect(lambda: ticks.append(time.monotonic()))
    clock.start(20)
    return ticks


def test_a_file_at_which_the_program_itself_fails_keeps_no_other_from_being_read(
    check: Check,
    filled_desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_result(filled_desk)

    def failing(file: Path, *, password: str = "") -> Manuscript:
        if file.name == "错.md":
            raise MemoryError
        return read_manuscript(file, password=password)

    monkeypatch.setattr("ipdesk.operations.reviews.read_manuscript", failing)
    page = check(manuscript(tmp_path, name="错.md"), manuscript(tmp_path, SOLUTION))
    rows = page.files.rows
    assert [str(rows.data(rows.index(row, 1))) for row in range(rows.rowCount())] == [NOT_READ, NOT_YET]
    assert page.outcome.isVisible()


def test_a_thousand_pictures_that_were_not_read_leave_the_page_its_shape(
    check: Check,
    tmp_path: Path,
) -> None:
    file = tmp_path / "图多.docx"
    media = {f"word/media/image{at}.png": b"\x89PNG" for at in range(1_000)}
    file.write_bytes(docx(lines(FILLING), parts=media))
    page = check(file)
    current = page.current()
    assert current is not None and current.review is not None and len(current.review.unread) == 1_000
    assert page.pane.left_out.height() <= HEIGHT
    assert page.minimumSizeHint().height() < page.height()
    assert page.pane.left_out.text() == "未读取：图片 × 1000。"
