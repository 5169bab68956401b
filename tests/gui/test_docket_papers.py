"""The papers of the docket as acts of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.docket_papers import paper_commands
from ipdesk.gui.tasks import Tasks
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.gui.reach import PATIENCE
from tests.operations.deadline_books import install_books


@pytest.mark.parametrize(
    ("act", "ending"),
    [
        ("docket.list.pdf", ".pdf"),
        ("docket.calendar.ics", ".ics"),
        ("docket.agencies.xlsx", ".xlsx"),
        ("form.officers", ".pdf"),
    ],
)
def test_an_act_writes_its_paper_and_the_page_says_where(
    act: str, ending: str, make_context: Callable[..., Context], desk: Desk, tasks: Tasks, dialogs: FakeDialogs,
    qtbot: QtBot, tmp_path: Path,
) -> None:  # fmt: skip
    install_books(desk, tmp_path)
    view = DeskView(make_context(desk), tasks, dialogs)
    qtbot.addWidget(view)
    view.start()
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=PATIENCE)
    dialogs.target = tmp_path / "期限"
    found = {each.id: each for each in view.commands()}
    found[act].run()
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=PATIENCE)
    assert (tmp_path / f"期限{ending}").is_file()
    page = view.page()
    assert page is not None and f"期限{ending}" in page.outcome._text.text()


def test_who_may_not_export_is_offered_none(
    make_context: Callable[..., Context], as_user: Callable[..., Desk]
) -> None:
    offered = [
        len(paper_commands(make_context(as_user(role)), lambda *_: None)) for role in ("officer", "reader")
    ]
    assert offered == [10, 0]
