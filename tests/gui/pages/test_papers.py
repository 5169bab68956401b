"""The page of a review before publication: checks answered by the mouse, files entered, the verdict by the board's move."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages.papers import PaperPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import attachments, paper_reviews, records
from tests.gui.conftest import FakeDialogs
from tests.operations.test_paper_reviews import now, reviewed, values

PAPERS = paper_reviews.REGISTER
Open = Callable[[str], PaperPage]


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> Open:
    """Return a function that opens the page of a review on the screen."""

    def page(number: str) -> PaperPage:
        made = PaperPage(context, tasks, dialogs, "papers", number)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.refresh()
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return page


def test_a_new_review_takes_the_list_and_the_next_parts_follow_the_answers(
    context: Context, open_page: Open
) -> None:
    number = records.add(context.desk, PAPERS, [values()])[0].number
    page = open_page(number)
    assert page.sheet.checklist.nothing.isVisible()
    page.sheet.checklist.nothing.click()
    assert now(context.desk, number).checklist
    assert not page.sheet.checklist.bars.isVisible(), "nothing is scored here"
    for _ in range(7):
        page.turn(1)
    (involved,) = page.sheet.checklist.questions
    assert involved.item.id == "foreign.involved"
    involved.show_answer("yes", "")
    involved.edited.emit()
    page.catch_up()
    assert len(page.sheet.checklist.questions) == 4
    assert page.save()
    assert [each.item for each in now(context.desk, number).answers] == ["foreign.involved"]


def test_attached_files_are_entered_with_their_digests(
    context: Context, open_page: Open, tmp_path: Path
) -> None:
    number = reviewed(context.desk, tmp_path)
    code = tmp_path / "模型.py"
    code.write_text("x = 1\n", encoding="utf-8")
    attachments.attach(context.desk, PAPERS, number, code)
    page = open_page(number)
    next(each for each in page.commands() if each.id == "review.files").run()
    files = now(context.desk, number).manuscripts
    assert [(each.name, each.version) for each in files] == [("热链.pdf", "1"), ("模型.py", "1")]
    assert all(len(each.sha256) == 64 for each in files)
