"""Many assessments in one table: answered by single keys, filled down, saved and decided, each case on its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from ipdesk.gui.cases_model import GREY, LEAD, RESULT_AT
from ipdesk.gui.context import Context
from ipdesk.gui.pages import together_of
from ipdesk.gui.pages.many_assessments import ManyAssessmentsPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import assessments, drafts, records
from ipdesk.operations.answers import Given
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.operations.assessing import ASSESSMENTS, answered_case, case, held_case

Open = Callable[..., ManyAssessmentsPage]


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> Open:
    """Return a function that opens the page for some assessments."""

    def page(*numbers: str, kept: dict[str, str] | None = None) -> ManyAssessmentsPage:
        made = ManyAssessmentsPage(context, tasks, dialogs, {} if kept is None else kept, numbers)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.refresh()
        made.setFocus()
        return made

    return page


def at(page: ManyAssessmentsPage, number: str, item: str) -> None:
    """Go to the cell of a question in the row of a case."""
    part = item.partition(".")[0]
    if page.model.part != part:
        page.show_part(part)
    row = [each.number for each in page.model.cases].index(number)
    page.table.go_to(row, len(LEAD) + [each.id for each in page.model.items].index(item))


def press(page: ManyAssessmentsPage, *keys: Qt.Key) -> None:
    """Press keys in the table."""
    for key in keys:
        QTest.keyClick(page.table, key)


def shown(page: ManyAssessmentsPage) -> str:
    """Return what the current cell shows."""
    return str(page.table.currentIndex().data())


def rest(qtbot: QtBot, page: ManyAssessmentsPage) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not page.tasks.is_busy() and not page.acts.is_busy(), timeout=20_000)


def told(page: ManyAssessmentsPage) -> dict[str, str]:
    """Return the result in each row."""
    return {each.number: each.told.text for each in page.model.cases if each.told}


def decide(page: ManyAssessmentsPage, qtbot: QtBot) -> None:
    """Fill the card in and press its button."""
    card = page.card
    QTest.keyClicks(card.reasons, "x")
    for line in card.steps.values():
        if not line.isHidden():
            QTest.keyClicks(line.name, "Qian")
    assert card.decide.isEnabled(), card.why.text()
    QTest.mouseClick(card.decide, Qt.MouseButton.LeftButton)
    rest(qtbot, page)


def test_one_key_answers_and_what_follows_is_reckoned(open_page: Open, filled_desk: Desk) -> None:
    first, second = case(filled_desk), case(filled_desk)
    page = open_page(first, second)
    assert page.table.currentIndex().column() == len(LEAD)
    level = len(LEAD) + [each.id for each in page.model.items].index("secrecy.level")
    assert page.model.index(0, level).data(GREY)
    press(page, Qt.Key.Key_Y)
    assert shown(page) == "是"
    assert not page.model.index(0, level).data(GREY)
    assert page.model.index(1, level).data(GREY)
    assert page.is_unsaved()
    assert page.model.headerData(0, Qt.Orientation.Vertical).startswith("●")
    press(page, Qt.Key.Key_N)
    assert page.model.cases[0].found is not None
    assert page.model.cases[0].found.result.gates == "failed"
    press(page, Qt.Key.Key_Delete)
    assert not page.is_unsaved()
    assert held_case(filled_desk, first).answers == ()


def test_scores_choices_and_not_applicable_are_keys(open_page: Open, filled_desk: Desk) -> None:
    number = answered_case(filled_desk, "file-cn")
    page = open_page(number)
    at(page, number, "technical.problem")
    press(page, Qt.Key.Key_5)
    assert page.model.cases[0].answer("technical.problem") == "5"
    assert "平均值" in page.words.told.text()  # the assessors scored it
    press(page, Qt.Key.Key_6)
    assert page.model.cases[0].answer("technical.problem") == "5"
    at(page, number, "secrecy.defence")
    press(page, Qt.Key.Key_2)
    codes = [each.code for each in page.model.cases[0].items["secrecy.defence"].options]
    assert page.model.cases[0].answer("secrecy.defence") == codes[1]
    at(page, number, "ownership.funder")
    press(page, Qt.Key.Key_Minus)
    assert page.model.cases[0].answer("ownership.funder") == "na"
    at(page, number, "ownership.inventors")
    press(page, Qt.Key.Key_Minus)
    assert page.model.cases[0].answer("ownership.inventors") == "yes"


def test_a_menu_offers_the_choices(open_page: Open, filled_desk: Desk) -> None:
    number = answered_case(filled_desk, "file-cn")
    page = open_page(number)
    at(page, number, "secrecy.defence")
    press(page, Qt.Key.Key_F4)
    menu = page.table.findChildren(QMenu)[-1]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.model.cases[0].answer("secrecy.defence") == "yes"


def test_words_and_days_are_typed_in_place(open_page: Open, filled_desk: Desk) -> None:
    number = answered_case(filled_desk, "file-cn")
    page = open_page(number)
    at(page, number, "novelty.day")
    press(page, Qt.Key.Key_F2)
    line = page.table.findChildren(QLineEdit)[-1]
    line.selectAll()
    QTest.keyClicks(line, "2026.3.4")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.qWait(1)  # Qt takes over what was typed once the key is through
    assert page.model.cases[0].answer("novelty.day") == "2026-03-04"
    at(page, number, "novelty.databases")
    QTest.keyClicks(page.table, "W")
    line = page.table.findChildren(QLineEdit)[-1]
    QTest.keyClicks(line, "IPO")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.qWait(1)  # Qt takes over what was typed once the key is through
    assert page.model.cases[0].answer("novelty.databases") == "WIPO"
    page.model.setData(page.model.index(0, len(LEAD) + 2), "gestern")
    assert "gestern" in page.outcome._text.text()


def test_an_answer_is_filled_down_where_the_question_is_asked(open_page: Open, filled_desk: Desk) -> None:
    numbers = [case(filled_desk) for _ in range(4)]
    assessments.answer(filled_desk, numbers[0], {"secrecy.determined": Given("yes")})
    assessments.answer(filled_desk, numbers[1], {"secrecy.determined": Given("yes")})
    assessments.answer(filled_desk, numbers[3], {"secrecy.determined": Given("yes")})
    page = open_page(*numbers)
    at(page, numbers[0], "secrecy.level")
    press(page, Qt.Key.Key_1)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.currentIndex().row() == 3  # the third is not asked, so it was passed over
    assert page.table.rows() == [0, 1, 2, 3]
    page.fill_down()
    assert [each.answer("secrecy.level") for each in page.model.cases] == ["none", "none", "", "none"]
    assert "2" in page.outcome._text.text()


def test_no_answer_is_never_filled_down(open_page: Open, filled_desk: Desk) -> None:
    first, second = case(filled_desk), case(filled_desk)
    assessments.answer(filled_desk, second, {"secrecy.determined": Given("yes")})
    page = open_page(first, second)
    page.table.selectAll()
    page.fill_down()
    assert not page.is_unsaved()


def test_keys_pass_over_what_is_not_asked(open_page: Open, filled_desk: Desk) -> None:
    page = open_page(case(filled_desk))
    press(page, Qt.Key.Key_Right)
    item = page.model.item(page.table.currentIndex())
    assert item is not None
    assert item.id == "secrecy.defence"


def test_answers_are_saved_and_a_refused_case_keeps_what_was_typed(
    open_page: Open, filled_desk: Desk, qtbot: QtBot
) -> None:
    first, second = case(filled_desk), case(filled_desk)
    assessments.answer(filled_desk, first, {"secrecy.determined": Given("no", "函")})
    page = open_page(first, second)
    for number in (first, second):
        at(page, number, "secrecy.determined")
        press(page, Qt.Key.Key_Y)
    assessments.answer(filled_desk, second, {"secrecy.defence": Given("none")})  # somebody else meanwhile
    page.acts.save()
    rest(qtbot, page)
    row = held_case(filled_desk, first).answers[0]
    assert (row.answer, row.note) == ("yes", "函")
    assert [each.item for each in held_case(filled_desk, second).answers] == ["secrecy.defence"]
    assert told(page)[first] == "已保存"
    assert [each.number for each in page.model.unsaved()] == [second]
    assert not page.table.isColumnHidden(RESULT_AT)
    page.acts.save()
    rest(qtbot, page)
    assert len(held_case(filled_desk, second).answers) == 2
    assert not page.is_unsaved()


def test_leaving_with_answers_not_saved_asks_once(
    open_page: Open, filled_desk: Desk, dialogs: FakeDialogs
) -> None:
    page = open_page(case(filled_desk))
    assert page.may_leave()
    press(page, Qt.Key.Key_Y)
    dialogs.decision = False
    assert not page.may_leave()
    dialogs.decision = True
    assert page.may_leave()
    assert page.may_leave()
    assert len(dialogs.asked) == 2


def test_two_are_decided_and_one_is_refused_with_its_reason(
    open_page: Open, filled_desk: Desk, qtbot: QtBot
) -> None:
    done = [answered_case(filled_desk, "supplement"), answered_case(filled_desk, "file-cn")]
    records.change(filled_desk, ASSESSMENTS, done[1], {"owners": [], "costs": [], "revenues": []})
    left = case(filled_desk)
    page = open_page(*done, left)
    page.turn_card()
    assert page.table.rows() == [0, 1, 2]
    assert not page.card.decide.isEnabled()
    decide(page, qtbot)
    first, second = (held_case(filled_desk, each) for each in done)
    assert (first.state, first.outcome, first.decision_reason) == ("decided", "supplement", "x")
    assert second.outcome == "file-cn"
    assert [row.share for row in second.revenues] == [50, 50]
    assert [(row.party, row.share) for row in second.owners] == [("某某实验室", 100)]
    assert held_case(filled_desk, left).state == "preparing"
    said = told(page)
    assert said[done[0]] == "已决定"
    assert left in said[left]
    assert "2" in page.outcome._text.text()
    page.undo()
    assert [held_case(filled_desk, each).state for each in done].count("decided") == 1


def test_the_splits_must_be_exactly_the_whole_and_are_remembered(open_page: Open, filled_desk: Desk) -> None:
    number = answered_case(filled_desk, "file-cn")
    records.change(filled_desk, ASSESSMENTS, number, {"revenues": []})
    kept: dict[str, str] = {}
    page = open_page(number, kept=kept)
    page.turn_card()
    card = page.card
    assert card.terms.rows["owners"].isHidden()
    assert card.terms.rows["revenues"].isVisible()
    QTest.keyClicks(card.reasons, "x")
    for line in card.steps.values():
        line.name.setText("钱主任")
    figure = card.terms.figures["contributors"]
    figure.selectAll()
    QTest.keyClicks(figure, "60")
    assert not card.decide.isEnabled()
    assert "收益分配" in card.why.text()
    figure = card.terms.figures["laboratory"]
    figure.selectAll()
    QTest.keyClicks(figure, "40")
    assert card.decide.isEnabled()
    again = open_page(number, kept=kept)
    assert again.card.terms.figures["contributors"].text() == "60"


def test_nothing_is_decided_over_answers_not_saved(open_page: Open, filled_desk: Desk) -> None:
    number = answered_case(filled_desk, "file-cn")
    page = open_page(number)
    at(page, number, "technical.problem")
    press(page, Qt.Key.Key_5)
    page.turn_card()
    QTest.keyClicks(page.card.reasons, "x")
    assert not page.card.decide.isEnabled()
    assert "Ctrl+S" in page.card.why.text()


def test_an_outcome_of_ones_own_asks_why(open_page: Open, filled_desk: Desk) -> None:
    page = open_page(answered_case(filled_desk, "file-cn"))
    page.turn_card()
    assert page.card._otherwise.isHidden()
    page.card.outcome.setCurrentIndex(page.card.outcome.findData("none"))
    assert page.card._otherwise.isVisible()


def test_a_decided_case_takes_no_answers(open_page: Open, filled_desk: Desk, qtbot: QtBot) -> None:
    number = answered_case(filled_desk, "supplement")
    page = open_page(number)
    page.turn_card()
    decide(page, qtbot)
    at(page, number, "secrecy.determined")
    press(page, Qt.Key.Key_N)
    assert not page.is_unsaved()
    assert page.words.told.text() != ""


def test_each_case_goes_by_its_own_list(
    open_page: Open, filled_desk: Desk, tmp_path: Any, qtbot: QtBot
) -> None:
    from ipdesk.operations import rule_files
    from ipdesk.paths import resource_path

    old = case(filled_desk)
    ours = resource_path("rules", "checklists", "assessment.toml").read_text(encoding="utf-8")
    ours = ours.replace('version = "', 'version = "本所-', 1)
    ours = ours.replace('[[item]]\nid = "secrecy.determined"', _ADDED + '[[item]]\nid = "secrecy.determined"')
    path = tmp_path / "清单.toml"
    path.write_text(ours, encoding="utf-8")
    rule_files.install_rules(filled_desk, path)
    new = case(filled_desk)
    page = open_page(old, new)
    ids = [each.id for each in page.model.items]
    assert ids.index("secrecy.own") == len(ids) - 1
    column = len(LEAD) + ids.index("secrecy.own")
    assert page.model.index(0, column).data(GREY)
    at(page, new, "secrecy.own")
    press(page, Qt.Key.Key_Y)
    page.acts.save()
    rest(qtbot, page)
    assert held_case(filled_desk, new).answers[0].item == "secrecy.own"


_ADDED = """[[item]]
id = "secrecy.own"
dimension = "secrecy"
answer = "yes-no"
question = { zh = "本所另问？", en = "Asked here besides?" }
basis = [{ document = "本所办法", confidence = "P" }]

"""


def test_a_row_is_reckoned_in_time(open_page: Open, filled_desk: Desk) -> None:
    page = open_page(*[answered_case(filled_desk, "file-cn") for _ in range(3)])
    one = page.model.cases[0]
    began = time.perf_counter()
    for answer in "0123450123":
        one.put(filled_desk, "technical.problem", answer)
    assert (time.perf_counter() - began) / 10 < 0.05  # 10 ms on a quiet machine


def test_the_selection_bar_leads_here(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, filled_desk: Desk
) -> None:
    numbers = [case(filled_desk) for _ in range(2)]
    page = RegisterPage(context, tasks, dialogs, "assessments")
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    qtbot.waitUntil(lambda: page.rows.rowCount() == 2)
    page.table.selectAll()
    assert page.selection.together.isVisible()
    with qtbot.waitSignal(page.together_asked) as asked:
        QTest.mouseClick(page.selection.together, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "assessments"
    assert sorted(asked.args[1]) == sorted(numbers)
    assert together_of("projects") is None


def test_what_was_typed_outlives_the_page_and_goes_with_the_save(
    open_page: Open, filled_desk: Desk, qtbot: QtBot
) -> None:
    first, second = case(filled_desk), case(filled_desk)
    page = open_page(first, second)
    at(page, first, "secrecy.determined")
    press(page, Qt.Key.Key_Y)
    page.hide()  # as when the desk is locked
    again = open_page(first, second)
    assert [each.number for each in again.model.unsaved()] == [first]
    assert again.model.cases[0].answer("secrecy.determined") == "yes"
    again.acts.save()
    rest(qtbot, again)
    assert held_case(filled_desk, first).answers[0].answer == "yes"
    assert drafts.find_draft(filled_desk, ASSESSMENTS, first) is None
    assert open_page(first, second).model.unsaved() == []


def test_a_draft_keeps_what_else_was_typed_into_the_record(
    open_page: Open, filled_desk: Desk, qtbot: QtBot
) -> None:
    number, other = case(filled_desk), case(filled_desk)
    revision = held_case(filled_desk, number).revision
    drafts.keep_draft(filled_desk, ASSESSMENTS, {"terms": "另议"}, number, revision)
    page = open_page(number, other)
    at(page, number, "secrecy.determined")
    press(page, Qt.Key.Key_Y)
    page.drafts.keep()
    kept = drafts.find_draft(filled_desk, ASSESSMENTS, number)
    assert kept is not None
    assert set(kept.values) == {"terms", "answers"}
    page.acts.save()
    rest(qtbot, page)
    left = drafts.find_draft(filled_desk, ASSESSMENTS, number)
    assert left is not None
    assert dict(left.values) == {"terms": "另议"}
