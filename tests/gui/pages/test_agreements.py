"""An agreement in the window: its paper follows what is typed, wordings are chosen by keys, blanks lead to their fields."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages import page_of
from ipdesk.gui.pages.agreements import AgreementPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import agreements, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.registers.agreements import Agreement
from tests.gui.conftest import FakeDialogs

PEOPLE, AGREEMENTS = register("people"), register("agreements")
PERSON = {
    "number": "A1",
    "name": "单雨桐",
    "unit": "低温光学研究室",
    "employment": "permanent",
    "nationality": "中国",
}


@pytest.fixture
def number(filled_desk: Desk) -> str:
    """Return the number of an agreement just drafted."""
    records.add(filled_desk, PEOPLE, [PERSON])
    return agreements.draft_agreements(filled_desk, ["A1"])[0].number


@pytest.fixture
def page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, number: str) -> AgreementPage:
    """Return the page of the agreement, with its paper."""
    made = AgreementPage(context, tasks, dialogs, "agreements", number)
    qtbot.addWidget(made)
    made.resize(1152, 788)
    made.refresh()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.sheet.paper.lines))
    made.form.make_all()
    return made


def held(desk: Desk, number: str) -> Agreement:
    record = reading.show(desk, AGREEMENTS, number).record
    assert isinstance(record, Agreement)
    return record


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def do(page: AgreementPage, id: str) -> None:
    """Run an act of the page, as its key does."""
    [act] = [each for each in page.commands() if each.id == id]
    assert act.enabled()
    act.run()


def test_the_paper_stands_clause_by_clause_with_its_basis(page: AgreementPage) -> None:
    assert page_of("agreements") is AgreementPage
    line = page.sheet.paper.lines["secrecy-term"]
    assert line.heading.text().startswith("第")
    assert "保密义务" in line.texts.text()
    assert "劳动合同法第二十三条" in line.basis.text()
    assert "待法务审核" in page.sheet.paper.why.text()


def test_a_wording_is_chosen_by_keys_and_saved_at_once(
    page: AgreementPage, filled_desk: Desk, number: str
) -> None:
    line = page.sheet.paper.lines["disclosure-duty"]
    before = line.texts.text()
    line.go_to()
    first = focused()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert focused() is not first
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    [chosen] = held(filled_desk, number).clauses
    assert chosen.clause == "disclosure-duty"
    assert line.segments.code() in (chosen.option, "-")
    assert line.texts.text() != before
    assert line.isAncestorOf(focused()), "the keyboard stays where it was"
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert held(filled_desk, number).clauses == ()


def test_a_blank_leads_to_its_field_and_goes_when_it_is_filled(page: AgreementPage) -> None:
    blank = next(each for each in page.sheet.paper.blanks if each.text() == "岗位")
    blank.click()
    assert page.form.fields["post"].isAncestorOf(focused())
    QTest.keyClicks(focused(), "XYZ77")
    page.catch_up()
    assert "岗位" not in [each.text() for each in page.sheet.paper.blanks]
    assert any("XYZ77" in each.texts.text() for each in page.sheet.paper.lines.values())


def test_the_paper_follows_a_key_in_time(page: AgreementPage) -> None:
    page.form.go_to("post")
    page.show_paper()
    spent = []
    for sign in "ABCDE":
        QTest.keyClicks(focused(), sign)
        began = time.perf_counter()
        page.show_paper()
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.1


def test_what_was_sent_is_read_only_and_says_why(page: AgreementPage, filled_desk: Desk, number: str) -> None:
    do(page, "agreement.send")
    record = held(filled_desk, number)
    assert (record.state, record.sent_on) == ("sent", filled_desk.today())
    page.show_paper()
    assert not page.sheet.paper.lines["disclosure-duty"].segments.isEnabled()
    assert "起草" in page.sheet.paper.why.text() or "草稿" in page.sheet.paper.why.text()
    do(page, "agreement.sign-person")
    do(page, "agreement.sign-laboratory")
    assert held(filled_desk, number).state == "signed-both"


def test_a_draft_is_drafted_again_from_the_person_as_it_is_now(
    page: AgreementPage, filled_desk: Desk, number: str
) -> None:
    records.change(filled_desk, PEOPLE, "A1", {"post": "研究员"})
    do(page, "agreement.draft-again")
    assert held(filled_desk, number).post == "研究员"
    page.show_paper()
    assert "岗位" not in [each.text() for each in page.sheet.paper.blanks]


def test_what_clashes_stands_at_its_clause_with_what_clears_it(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, filled_desk: Desk
) -> None:
    records.add(filled_desk, PEOPLE, [PERSON])
    values = {"non_compete_months": 30, "non_compete_pay": "5000"}
    [made] = agreements.draft_agreements(filled_desk, ["A1"], "non-compete", values)
    page = AgreementPage(context, tasks, dialogs, "agreements", made.number)
    qtbot.addWidget(page)
    page.refresh()
    page.show_paper()
    told = [label.text() for line in page.sheet.paper.lines.values() for label in line.told]
    assert any("24" in each and "劳动合同法" in each for each in told)
