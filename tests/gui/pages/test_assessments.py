"""An assessment in the window: answered as a conversation, by keys, reckoned as one types, decided and carried out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages import page_of
from ipdesk.gui.pages.assessments import AssessmentPage
from ipdesk.gui.pages.disclosures import DisclosurePage
from ipdesk.gui.question import Question
from ipdesk.gui.tasks import Tasks
from ipdesk.model.values import plain_values
from ipdesk.operations import assessments, history, records, rule_files
from ipdesk.operations.answers import Given
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.operations.assessing import (
    ASSESSMENTS,
    ASSESSORS,
    TERMS,
    answer_all,
    decision,
    held_case,
)
from tests.operations.cases import DISCLOSURES, held

ACCEPTED = "PL-2026-0005"
Open = Callable[[str], AssessmentPage]


@pytest.fixture
def number(filled_desk: Desk) -> str:
    """Return the number of an assessment just opened."""
    return assessments.open_assessments(filled_desk, [ACCEPTED])[0].number


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> Open:
    """Return a function that opens the page of an assessment."""

    def page(number: str) -> AssessmentPage:
        made = AssessmentPage(context, tasks, dialogs, "assessments", number)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.refresh()
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return page


def focused() -> QWidget:
    """Return the widget with the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def questions(page: AssessmentPage) -> list[str]:
    """Return the questions that are put."""
    return [each.item.id for each in page.sheet.checklist.questions]


def question(page: AssessmentPage, id: str) -> Question:
    """Return a question that is put."""
    return next(each for each in page.sheet.checklist.questions if each.item.id == id)


def do(page: AssessmentPage, id: str) -> None:
    """Run an act of the page, as its key does."""
    next(each for each in page.commands() if each.id == id).run()


def press(page: AssessmentPage, id: str, key: Qt.Key) -> None:
    """Press a key in a question, and let the page look for findings."""
    question(page, id).go_to()
    QTest.keyClick(focused(), key)
    page.catch_up()


def test_assessments_are_shown_on_this_page() -> None:
    assert page_of("assessments") is AssessmentPage


def test_the_start_of_the_assessment_opens_one_and_goes_there(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs
) -> None:
    page = DisclosurePage(context, tasks, dialogs, "disclosures", ACCEPTED)
    qtbot.addWidget(page)
    page.refresh()
    with qtbot.waitSignal(page.opened) as opened:
        page.move_on("assessment")
    assert opened.args == ["assessments", "PG-2026-0001"]
    assert held(context.desk, ACCEPTED).state == "assessment"


def test_questions_come_up_as_answers_ask_for_them(open_page: Open, number: str) -> None:
    page = open_page(number)
    assert questions(page)[:2] == ["secrecy.determined", "secrecy.defence"]
    press(page, "secrecy.determined", Qt.Key.Key_Y)
    assert questions(page)[:2] == ["secrecy.determined", "secrecy.level"]
    assert question(page, "secrecy.determined").answer() == "yes"
    assert page.is_unsaved()
    assert page.save()
    assert [(row.item, row.answer) for row in held_case(page.context.desk, number).answers] == [
        ("secrecy.determined", "yes")
    ]


def test_a_shut_gate_says_what_clears_it_and_nothing_is_scored(open_page: Open, number: str) -> None:
    page = open_page(number)
    press(page, "secrecy.determined", Qt.Key.Key_N)
    told = question(page, "secrecy.determined")._told["failed"]
    assert told.isVisible()
    assert "定密责任人" in told.text()
    assert "不计分" in page.sheet.checklist.proposal.text.text()
    assert any(each.id == "gate-shut" for each in page._now)


def test_an_answer_taken_back_leaves_nothing_unsaved(open_page: Open, number: str) -> None:
    page = open_page(number)
    press(page, "secrecy.determined", Qt.Key.Key_Y)
    page.sheet.checklist.questions[0].editor.set_value("")
    page.sheet.checklist.questions[0].edited.emit()
    assert not page.is_unsaved()


def test_the_keyboard_stands_on_the_answer_that_a_key_gave(open_page: Open, number: str) -> None:
    page = open_page(number)
    press(page, "secrecy.determined", Qt.Key.Key_N)
    stop = focused()
    assert isinstance(stop, QPushButton)
    assert stop.isChecked()


def test_a_note_stays_with_its_answer(open_page: Open, number: str) -> None:
    page = open_page(number)
    press(page, "secrecy.determined", Qt.Key.Key_Y)
    asked = question(page, "secrecy.determined")
    asked.noting.click()
    assert asked.note.placeholderText() == "备注"
    QTest.keyClicks(asked.note, "dm2026")
    assert page.save()
    assert held_case(page.context.desk, number).answers[0].note == "dm2026"


def test_parts_are_gone_through_by_keys_and_the_next_open_question_is_found(
    open_page: Open, number: str
) -> None:
    page = open_page(number)
    page.sheet.checklist.turn(1)
    assert questions(page)[0] == "ownership.kind"
    page.sheet.checklist.turn(-1)
    assert questions(page)[0] == "secrecy.determined"
    press(page, "secrecy.determined", Qt.Key.Key_Y)
    page.sheet.checklist.go_to()
    assert question(page, "secrecy.level").isAncestorOf(focused())


def test_scores_typed_from_paper_are_those_of_the_assessor(
    open_page: Open, filled_desk: Desk, number: str
) -> None:
    records.change(filled_desk, ASSESSMENTS, number, {"assessors": ASSESSORS})
    page = open_page(number)
    checklist = page.sheet.checklist
    assert checklist.chips is not None
    assert list(checklist.chips.chips) == ["", "王评", "赵评"]
    checklist._answer_as("王评")
    assert questions(page) == []
    checklist.turn(3)
    assert all(each.item.kind == "score" for each in checklist.questions)
    press(page, "technical.problem", Qt.Key.Key_4)
    assert page.save()
    row = held_case(page.context.desk, number).answers[0]
    assert (row.item, row.answer, row.by) == ("technical.problem", "4", "王评")


def test_the_picture_says_what_it_shows(open_page: Open, filled_desk: Desk, number: str) -> None:
    records.change(filled_desk, ASSESSMENTS, number, {"assessors": ASSESSORS, **TERMS})
    answer_all(filled_desk, number, "file-pct")
    page = open_page(number)
    told = page.sheet.checklist.bars.accessibleDescription()
    assert "技术价值 8" in told and "王评" in told and "综合得分" in told
    assert "中国申请后进入" in page.sheet.checklist.proposal.text.text()


def test_a_changed_disclosure_is_said_over_the_list_and_confirmed(
    open_page: Open, filled_desk: Desk, number: str
) -> None:
    records.change(filled_desk, DISCLOSURES, ACCEPTED, {"effects": "更好。"}, supplement="补充")
    page = open_page(number)
    assert page.sheet.changed.isVisible()
    assert ACCEPTED in page.sheet.changed.text.text()
    page.sheet.changed.buttons[1].click()
    assert page.sheet.changed.isHidden()
    assert (
        held_case(filled_desk, number).disclosure_seen
        == DISCLOSURES.facts(held(filled_desk, ACCEPTED))["content"]
    )


def test_without_a_list_one_is_taken(open_page: Open, filled_desk: Desk, number: str) -> None:
    records.change(filled_desk, ASSESSMENTS, number, {"checklist": ""})
    page = open_page(number)
    assert page.sheet.checklist.nothing.isVisible()
    page.sheet.checklist.nothing.click()
    assert questions(page)[0] == "secrecy.determined"


def test_another_list_in_force_is_told_with_both_wordings_and_taken(
    open_page: Open, filled_desk: Desk, number: str, tmp_path: Path
) -> None:
    known = rule_files.find_rules(filled_desk, CHECKLISTS, "assessment")
    rule_files.export_rules(filled_desk, known, tmp_path / "清单.toml")
    text = (tmp_path / "清单.toml").read_text(encoding="utf-8")
    own = text.replace('version = "2026-11"', 'version = "本所-1"').replace(
        "该成果是否涉及国防利益？", "涉及国防吗？"
    )
    (tmp_path / "清单.toml").write_text(own, encoding="utf-8")
    rule_files.install_rules(filled_desk, tmp_path / "清单.toml")
    page = open_page(number)
    assert "本所-1" in page.sheet.changed.text.text()
    newer = question(page, "secrecy.defence")._told["newer"]
    assert newer.isVisible()
    assert "涉及国防吗？" in newer.text()
    page.sheet.changed.buttons[0].click()
    assert "该成果是否涉及国防利益？ → 涉及国防吗？" in page.sheet.differences.text()
    page.sheet.changed.buttons[1].click()
    assert held_case(filled_desk, number).checklist_version == "本所-1"
    assert page.sheet.changed.isHidden()
    assert page.sheet.differences.isHidden()


def test_a_decision_is_carried_out_once_asked(
    open_page: Open, filled_desk: Desk, number: str, dialogs: FakeDialogs
) -> None:
    records.change(filled_desk, ASSESSMENTS, number, {"assessors": ASSESSORS, **TERMS})
    answer_all(filled_desk, number, "supplement")
    assessments.decide(filled_desk, number, decision("supplement"))
    page = open_page(number)
    dialogs.decision = False
    page.move_on("carried-out")
    assert held_case(filled_desk, number).state == "decided"
    dialogs.decision = True
    page.move_on("carried-out")
    assert "退回补充" in dialogs.asked[-1]
    assert held_case(filled_desk, number).state == "carried-out"
    assert held(filled_desk, ACCEPTED).state == "accepted"


def test_the_history_counts_answers_and_shows_no_digest(
    open_page: Open, filled_desk: Desk, number: str
) -> None:
    assessments.answer(
        filled_desk, number, {"secrecy.determined": Given("no"), "ownership.wish": Given("no")}
    )
    assessments.answer(filled_desk, number, {"secrecy.determined": Given("yes")})
    page = open_page(number)
    page.sheet.history.show_acts(history.past(filled_desk, ASSESSMENTS, number))
    shown = page.sheet.history._held
    assert shown is not None
    told = [each.text() for each in shown.findChildren(QLabel)]
    answers = [each for each in told if each.startswith("清单回答：")]
    assert answers == ["清单回答：变更 1 行", "清单回答：变更 2 行"]
    assert not any(held_case(filled_desk, number).checklist in each for each in told)


def test_what_was_typed_comes_back_as_a_draft(open_page: Open, number: str) -> None:
    page = open_page(number)
    press(page, "secrecy.determined", Qt.Key.Key_Y)
    assert page.keeper.keep()
    again: Any = open_page(number)
    assert question(again, "secrecy.determined").answer() == "yes"
    assert again.is_unsaved()


def test_the_next_open_question_is_that_behind_the_answer_just_typed(open_page: Open, number: str) -> None:
    page = open_page(number)
    page.sheet.checklist.go_to()
    QTest.keyClick(focused(), Qt.Key.Key_Y)
    do(page, "assessment.next-open")
    assert question(page, "secrecy.level").isAncestorOf(focused())
    do(page, "assessment.next-open")
    assert question(page, "secrecy.defence").isAncestorOf(focused())


@pytest.mark.parametrize("act", ["assessment.next-open", "assessment.forward", "record.next-finding"])
def test_the_question_gone_to_is_in_sight(open_page: Open, number: str, act: str) -> None:
    page = open_page(number)
    page.resize(1152, 600)
    do(page, act)
    seen = page.sheet.area.viewport()
    asked = next(each for each in page.sheet.checklist.questions if each.isAncestorOf(focused()))
    top = asked.mapTo(seen, asked.rect().topLeft()).y()
    assert 0 <= top <= seen.height() - asked.height()


def test_an_assessor_goes_on_to_the_next_question_not_scored_yet(
    open_page: Open, filled_desk: Desk, number: str
) -> None:
    records.change(filled_desk, ASSESSMENTS, number, {"assessors": ASSESSORS, **TERMS})
    answer_all(filled_desk, number, "file-cn")
    record = held_case(filled_desk, number)
    left = [row for row in record.answers if (row.item, row.by) != ("technical.problem", "赵评")]
    records.change(filled_desk, ASSESSMENTS, number, {"answers": [plain_values(row) for row in left]})
    page = open_page(number)
    page.sheet.checklist._answer_as("赵评")
    do(page, "assessment.next-open")
    assert question(page, "technical.problem").isAncestorOf(focused())


def test_another_part_is_filled_before_it_is_shown(
    open_page: Open, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, shown = open_page(number), Question.show_standing
    seen: list[bool] = []

    def standing(asked: Question, stands: Any) -> None:
        seen.append(asked.isVisible())
        shown(asked, stands)

    monkeypatch.setattr(Question, "show_standing", standing)
    before = questions(page)
    do(page, "assessment.forward")
    assert seen
    assert not any(seen), "the page was laid out anew for each question"
    assert set(questions(page)).isdisjoint(before)
    assert all(each.isVisible() for each in page.sheet.checklist.questions)
