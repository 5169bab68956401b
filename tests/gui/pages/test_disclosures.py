"""Taking a disclosure in: level first, block by block, a summary, all of it by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages import page_of
from ipdesk.gui.pages.disclosures import DisclosurePage
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import reading
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES

DRAFT, SUBMITTED = "PL-2026-0001", "PL-2026-0002"
Open = Callable[..., DisclosurePage]
BLOCKS = [each.name for each in DISCLOSURES.groups if not each.office]


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> Open:
    """Return a function that opens the page of a disclosure, or of a new one without a number."""

    def page(number: str = "") -> DisclosurePage:
        made = DisclosurePage(context, tasks, dialogs, "disclosures", number)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.refresh()
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.setFocus()
        return made

    return page


def shown(page: DisclosurePage) -> list[str]:
    """Return the names of the cards that can be seen."""
    sheet = page.sheet
    cards: dict[str, QWidget] = {
        **sheet.form.cards,
        "attachments": sheet.attachments,
        "summary": sheet.summary,
        "links": sheet.links,
        "history": sheet.history,
    }
    return [name for name, card in cards.items() if card.isVisible()]


def answer(page: DisclosurePage, index: int) -> None:
    """Answer the level by its button."""
    page.form.fields["level"].editor.findChildren(QPushButton)[index].click()
    page.check()


def key(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for each in keys:
        QTest.keyClick(focused(), each, modifier)


def focused() -> QWidget:
    """Return the widget with the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tab_to(name: str) -> None:
    """Press Tab until the widget of an accessible name has the focus."""
    for _ in range(120):
        if focused().accessibleName() == name or getattr(focused(), "text", str)() == name:
            return
        key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name}")


def run(page: DisclosurePage, id: str) -> None:
    """Run a command of the page, as its key would."""
    command = next(each for each in page.commands() if each.id == id)
    assert command.enabled()
    command.run()


def test_the_window_shows_disclosures_on_this_page_and_projects_on_the_generic_one() -> None:
    assert page_of("disclosures") is DisclosurePage
    assert page_of("projects") is RecordPage


def test_nothing_but_the_level_is_asked_before_it_is_answered(open_page: Open) -> None:
    page = open_page()
    assert shown(page) == ["level"]
    assert not page.header.next.isEnabled() and not page.sheet.onward.isEnabled()
    steps = page.sheet.steps
    enabled = [bool(steps.item(row).flags() & Qt.ItemFlag.ItemIsEnabled) for row in range(steps.count())]
    assert enabled == [True] + [False] * (len(BLOCKS) + 1)
    page.sheet.go_on()
    assert shown(page) == ["level"]
    answer(page, 1)
    assert page.header.next.isEnabled()
    page.sheet.go_on()
    assert shown(page) == ["identity"]
    assert focused() is page.form.fields["title"].editor.focusProxy()


def test_a_quick_hand_goes_on_before_the_findings_are_looked_for(open_page: Open) -> None:
    page = open_page()
    key(Qt.Key.Key_Right, Qt.Key.Key_Space)
    run(page, "record.forward")
    assert shown(page) == ["identity"]


def test_the_steps_lead_through_every_block_that_is_not_the_offices(open_page: Open) -> None:
    page = open_page(DRAFT)
    seen = [shown(page)]
    while not page.sheet.is_at_end():
        run(page, "intake.forward")
        seen.append(shown(page))
    assert seen == [*([name] for name in BLOCKS), ["attachments"], ["summary"]]
    run(page, "intake.back")
    assert shown(page) == ["attachments"]


def test_each_step_says_what_it_lacks_and_the_margin_shows_what_is_of_this_step(open_page: Open) -> None:
    page = open_page()
    answer(page, 1)
    page.sheet.go_on()
    assert "5" in page.sheet.steps.item(1).text()
    lines = page.sheet.margin.lines
    words = [label.text() for line in lines for label in line.findChildren(QLabel)]
    assert any("成果名称" in each for each in words) and not any("发明人" in each for each in words)
    page.form.fields["title"].editor.set_value("一种涂层")
    page.form._edited("title")
    page.check()
    assert "4" in page.sheet.steps.item(1).text()


def test_the_clearing_act_of_a_finding_leads_to_its_step(open_page: Open) -> None:
    page = open_page()
    answer(page, 1)
    page.sheet.go_to_end()
    assert shown(page) == ["summary"]
    page.sheet.margin.chosen.emit("unit")
    assert shown(page) == ["identity"]
    assert focused() is page.form.fields["unit"].editor.focusProxy()


def test_a_place_in_the_offices_blocks_shows_all_of_the_record(open_page: Open) -> None:
    page = open_page(DRAFT)
    page.form.go_to("received_on")
    assert not page.sheet.is_stepwise()
    assert page.form.cards["office"].isVisible() and page.form.cards["level"].isVisible()


def test_the_summary_shows_what_was_filled_in_and_what_is_lacking(open_page: Open) -> None:
    page = open_page(DRAFT)
    page.sheet.go_to_end()
    told = dict(page.sheet.summary.texts())
    assert told["成果名称"] == "一种低温热链组件（1）"
    assert told["发明人"].startswith("1. 单雨桐") and "\n2. " in told["发明人"]
    assert "收到日期" not in told
    assert "提交条件已齐备" in page.sheet.summary.verdict.text.text()
    page.form.go_to("unit")
    line: Any = page.form.fields["unit"].editor
    line.line.clear()
    QTest.keyClicks(line.line, "x")
    QTest.keyClick(line.line, Qt.Key.Key_Backspace)
    page.check()
    page.sheet.go_to_end()
    assert "1 项待补" in page.sheet.summary.verdict.text.text()


def test_a_disclosure_above_the_limit_is_taken_in_as_metadata_only(open_page: Open) -> None:
    page = open_page()
    answer(page, 3)
    page.sheet.go_on()
    assert page.form.fields["title"].editor.isEnabled()
    page.form.go_to("problem")
    assert shown(page) == ["technical"]
    assert not page.form.fields["problem"].editor.isEnabled()
    assert page.form.closed.isVisible()


def test_attachments_offer_to_save_first(open_page: Open, context: Context) -> None:
    page = open_page()
    answer(page, 1)
    page.sheet.go_to_end()
    page.sheet.go_back()
    assert shown(page) == ["attachments"]
    page.attachments.save.click()
    assert page.number and reading.show(context.desk, DISCLOSURES, page.number).record.level == "internal"
    assert shown(page) == ["attachments"] and page.attachments.add.isEnabled()


def test_submitting_from_the_summary_moves_on_and_shows_all_blocks(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    page.sheet.go_to_end()
    assert page.header.next.text() == "提交"
    page.header.next.click()
    assert reading.show(context.desk, DISCLOSURES, DRAFT).record.state == "submitted"
    assert not page.sheet.is_stepwise()
    assert {"level", "office", "links", "history"} <= set(shown(page))
    assert page.header.next.text() == "开始保密审查"


def test_submitting_what_lacks_something_goes_there(open_page: Open, context: Context) -> None:
    page = open_page()
    answer(page, 1)
    page.sheet.go_to_end()
    assert page.header.next.text() == "保存并提交"
    page.header.next.click()
    assert page.number
    assert reading.show(context.desk, DISCLOSURES, page.number).record.state == "draft"
    assert shown(page) == ["identity"] and page.outcome.isVisible()


def test_what_is_past_intake_is_shown_whole_and_can_be_turned(open_page: Open) -> None:
    page = open_page(SUBMITTED)
    assert not page.sheet.is_stepwise() and page.sheet.chip_bar.isVisible()
    run(page, "intake.steps")
    assert shown(page) == ["level"] and not page.sheet.chip_bar.isVisible()
    run(page, "intake.steps")
    assert not page.sheet.is_stepwise()


def test_what_was_typed_in_a_step_is_back_after_a_crash(
    open_page: Open, context: Context, qtbot: QtBot
) -> None:
    page = open_page()
    answer(page, 1)
    page.sheet.go_on()
    QTest.keyClicks(focused(), "zk")
    page.keeper.keep()
    again = open_page()
    assert again.sheet.is_stepwise() and again.offer.isVisible()
    assert again.form.read()[0].level == "internal"
    again.sheet.go_on()
    assert page.form.fields["title"].editor.value() == "zk"


def test_the_whole_intake_by_keys_alone(open_page: Open, context: Context, qtbot: QtBot) -> None:
    page = open_page()
    key(Qt.Key.Key_Right, Qt.Key.Key_Space)  # the second level: internal
    page.check()
    tab_to("下一步")
    key(Qt.Key.Key_Return)
    typed = {"title": "ZHULANG", "unit": "LAB", "submitted": "2026-03-01", "completed": "2026-02-10"}
    for name, text in typed.items():
        tab_to(page.form.fields[name].editor.label)
        QTest.keyClicks(focused(), text)
    tab_to("发明")
    key(Qt.Key.Key_Space)
    run(page, "intake.forward")
    tab_to("添加：发明人")
    key(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "ALI")
    page.check()
    run(page, "intake.summary")
    told = dict(page.sheet.summary.texts())
    assert told["成果名称"] == "ZHULANG" and told["成果完成日期"] == "2026-02-10"
    assert told["成果类型"] == "发明" and told["发明人"].startswith("1. ALI")
    run(page, "record.save")
    kept = reading.show(context.desk, DISCLOSURES, page.number).record
    assert kept.title == "ZHULANG" and kept.level == "internal"  # type: ignore[attr-defined]  # a disclosure
    assert kept.inventors[0].name == "ALI"  # type: ignore[attr-defined]  # a disclosure
