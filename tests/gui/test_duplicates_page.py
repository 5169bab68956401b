"""People kept twice: compared side by side, merged by one key, kept apart by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.duplicates_page import DuplicatesPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import people, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.people import PEOPLE

TWINS = (
    {"number": "A1", "name": "单雨桐", "unit": "一室", "post": "助研", "phone": "1391", "training": [{"topic": "甲"}]},
    {"number": "A2", "name": "单雨桐", "unit": "一室", "post": "研究员", "phone": "1392", "email": "s@lab.example"},
    {"number": "A3", "name": "王芳", "unit": "二室"},
    {"number": "A4", "name": "王芳", "unit": "二室", "post": "工程师"},
)  # fmt: skip


@pytest.fixture
def page(context: Context, tasks: Tasks, qtbot: QtBot) -> DuplicatesPage:
    """Return the page with two pairs."""
    records.add(context.desk, PEOPLE, list(TWINS))
    made = DuplicatesPage(context, tasks)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh()
    made.setFocus()
    return made


def rows(page: DuplicatesPage) -> dict[str, list[str]]:
    """Return what is shown, by the label of the field."""
    model = page.table.rows
    lines = [
        [str(model.data(model.index(row, column))) for column in range(4)] for row in range(model.rowCount())
    ]
    return {line[0]: line[1:] for line in lines}


def go_to(page: DuplicatesPage, name: str) -> None:
    """Make the row of a field current."""
    page.table.selectRow([each.name for each in page._fields].index(name))


def held(page: DuplicatesPage, number: str) -> Any:
    """Return a person as stored."""
    return reading.show(page.context.desk, PEOPLE, number).record


def test_a_pair_stands_side_by_side_and_what_differs_is_marked(page: DuplicatesPage) -> None:
    assert "1" in page.count.text() and "2" in page.count.text()
    told = rows(page)
    assert told["岗位"][:2] == ["助研", "研究员"] and told["岗位"][2].startswith("▲")
    assert told["姓名"][2].startswith("✓") or "相同" in told["姓名"][2]
    assert told["联系电话"][:2] == ["（受限）", "（受限）"]
    assert "139" not in str(told)


def test_one_key_merges_with_the_values_chosen_and_the_next_pair_comes(page: DuplicatesPage) -> None:
    go_to(page, "post")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert "研究员" in rows(page)["岗位"][2]
    page.merge.click()
    kept = held(page, "A1")
    assert (kept.post, kept.phone, kept.email) == ("研究员", "1391", "s@lab.example")
    assert held(page, "A2").state == "withdrawn"
    assert page._pair == ("A3", "A4") and page.outcome.isVisible()
    records.undo(page.context.desk)
    page.refresh()
    assert len(page._pairs) == 2


def test_the_other_person_may_stay(page: DuplicatesPage) -> None:
    go_to(page, "post")
    page.turn.click()
    page.swap.click()
    assert page._pair == ("A2", "A1")
    assert rows(page)["岗位"][:2] == ["研究员", "助研"] and "研究员" in rows(page)["岗位"][2]
    page.merge.click()
    kept = held(page, "A2")
    assert (kept.post, kept.phone, [each.topic for each in kept.training]) == ("研究员", "1391", ["甲"])


def test_pairs_follow_one_another_and_some_are_not_the_same(page: DuplicatesPage) -> None:
    page.next.click()
    assert page._pair == ("A3", "A4")
    page.distinct.click()
    assert page._pair == ("A1", "A2") and not page.next.isEnabled()
    page.distinct.click()
    assert not page._pairs and page.empty.isVisible() and page.table.isHidden()
    assert not page.merge.isEnabled()
    assert people.duplicates(page.context.desk) == []


def test_what_happened_meanwhile_is_said_and_nothing_lost(page: DuplicatesPage) -> None:
    records.withdraw(page.context.desk, PEOPLE, "A2", "登记有误")
    page.merge.click()
    assert page.outcome.isVisible() and held(page, "A1").revision == 1


def test_a_reader_looks_and_merges_nothing(
    context: Context, tasks: Tasks, qtbot: QtBot, desk: Desk, as_user: Callable[..., Desk]
) -> None:
    records.add(desk, PEOPLE, list(TWINS))
    context.open(as_user("reader"))
    page = DuplicatesPage(context, tasks)
    qtbot.addWidget(page)
    page.refresh()
    assert len(page._pairs) == 2
    assert not any(each.isEnabled() for each in (page.merge, page.distinct, page.turn, page.swap))
    assert page.next.isEnabled()
