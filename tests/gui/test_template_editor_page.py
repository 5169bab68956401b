"""The template editor: what is typed is previewed and judged at each key, kept as a draft, and in force only when right."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.agreement_templates_page import APPROVAL_PLACE, AgreementTemplatesPage
from ipdesk.gui.context import Context
from ipdesk.gui.pages import rules_page_of
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.template_editor_page import TemplateEditorPage
from ipdesk.operations import agreement_papers, agreements, records, template_editing
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.rules.clause_faults import blocking
from tests.gui.conftest import FakeDialogs

Open = Callable[[], TemplateEditorPage]


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> Open:
    """Return a function that opens the editor of the template of those who join."""

    def page() -> TemplateEditorPage:
        made = TemplateEditorPage(context, tasks, dialogs, "joiner")
        qtbot.addWidget(made)
        made.resize(1280, 720)
        made.refresh()
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return page


def type_at_end(page: TemplateEditorPage, text: str, language: int = 0) -> None:
    """Type at the end of a wording."""
    box = page.form.text[language]
    box.setFocus()
    box.moveCursor(QTextCursor.MoveOperation.End)
    if text.isascii():
        QTest.keyClicks(box, text)
    else:  # as an input method gives it
        box.insertPlainText(text)
    page.look()


def told(page: TemplateEditorPage) -> str:
    """Return what is said to be wrong."""
    rows = range(page.view.faults.count())
    return "\n".join(page.view.faults.item(row).text() for row in rows)


def test_ours_is_shown_with_sample_facts_and_nothing_wrong(open_page: Open) -> None:
    page = open_page()
    assert page.clauses.count() == len(page.in_force.clauses) + 1
    assert "张示例" in page.view.text.toPlainText()
    assert told(page) == ""
    page._turn_view()
    assert "Alex Sample" in page.view.text.toPlainText()


def test_what_is_wrong_is_told_as_one_types_in_time(open_page: Open) -> None:
    page = open_page()
    page.go_to("disclosure-duty")
    type_at_end(page, "{salary}")
    assert "{salary}" not in page.view.text.toPlainText()
    assert "salary" in told(page)
    type_at_end(page, "{", 1)
    assert "{" in told(page)
    type_at_end(page, "★")
    assert "★" in told(page)
    spent = []
    for sign in "abcdef":
        began = time.perf_counter()
        QTest.keyClicks(page.form.text[0], sign)
        page.look()
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.1, "50 ms on a machine at rest"
    assert any(page.clauses.item(row).text().startswith("■") for row in range(page.clauses.count()))


def test_a_blank_is_put_in_from_the_list(open_page: Open) -> None:
    page = open_page()
    page.go_to("disclosure-duty")
    for language in (0, 1):
        page.form.text[language].setFocus()
        page.form.text[language].moveCursor(QTextCursor.MoveOperation.End)
        page.form.slots.setCurrentIndex(page.form.slots.findData("unit"))
        page.form.insert.click()
    page.look()
    assert page.form.text[0].toPlainText().endswith("{unit}")
    assert told(page) == ""
    assert "示例研究室" in page.view.text.toPlainText()


def test_what_was_typed_comes_back_and_holds_nowhere(open_page: Open, filled_desk: Desk) -> None:
    page = open_page()
    page.go_to("disclosure-duty")
    type_at_end(page, "另行约定。")
    page.hide()
    again = open_page()
    assert not again.offer.isHidden()
    again.go_to("disclosure-duty")
    assert again.form.text[0].toPlainText().endswith("另行约定。")
    assert "另行约定。" not in str(agreement_papers.template_in_force(filled_desk, "joiner")[0])


def test_nothing_wrong_is_put_in_force(open_page: Open, filled_desk: Desk, dialogs: FakeDialogs) -> None:
    page = open_page()
    page.go_to("disclosure-duty")
    type_at_end(page, "{salary}")
    page.save()
    assert dialogs.asked == []
    assert not page.outcome.isHidden()
    assert agreement_papers.template_in_force(filled_desk, "joiner")[0] == page.in_force
    assert blocking(page._found)


def test_a_copy_is_put_in_force_under_a_version_of_its_own(
    open_page: Open, filled_desk: Desk, dialogs: FakeDialogs
) -> None:
    page = open_page()
    page.go_to("disclosure-duty")
    type_at_end(page, "另行约定的，从其约定。")
    page.save()
    assert len(dialogs.asked) == 1
    held, digest = agreement_papers.template_in_force(filled_desk, "joiner")
    assert held.version == filled_desk.today().isoformat()
    assert "另行约定的，从其约定。" in str(held)
    assert agreement_papers.find_approval(filled_desk, digest) is None
    assert page.offer.isHidden(), "the draft went with it"
    assert page.version.text() == f"{held.version}-2"
    page.save()
    assert len(dialogs.asked) == 1
    assert agreement_papers.template_in_force(filled_desk, "joiner")[1] == digest, "nothing differs"


def test_clauses_and_wordings_of_ones_own_come_and_go(open_page: Open, dialogs: FakeDialogs) -> None:
    page = open_page()
    page.go_to("disclosure-duty")
    page.add.click()
    assert page.form.clause == "own"
    assert "own" in [each.id for each in page.template().clauses]
    assert blocking(page._found), "an empty clause does not hold"
    for line, text in zip(
        (*page.form.heading, *page.form.naming), ("Qita", "Other", "Chang", "Usual"), strict=True
    ):
        QTest.keyClicks(line, text)
    for box, text in zip(page.form.text, ("Xieshang.", "The parties consult."), strict=True):
        QTest.keyClicks(box, text)
    page.look()
    assert told(page) == ""
    page.form.add.click()
    assert page.form.options.count() == 2
    page.form.remove.click()
    assert page.form.options.count() == 1
    page.remove.click()
    assert "own" not in [each.id for each in page.template().clauses]
    assert len(dialogs.asked) == 1
    QTest.keyClick(page.clauses, Qt.Key.Key_Down)
    assert page.form.clause == page.in_force.clauses[0].id


@pytest.fixture
def templates_page(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs
) -> AgreementTemplatesPage:
    """Return the page of the templates, with that of those who join chosen."""
    assert rules_page_of("agreement") is AgreementTemplatesPage
    made = AgreementTemplatesPage(context, tasks, dialogs, "agreement")
    qtbot.addWidget(made)
    made.resize(1152, 788)
    made.show()
    made.refresh()
    made.table.selectRow(0)
    return made


def test_the_approval_is_recorded_and_taken_back_by_keys(
    qtbot: QtBot, templates_page: AgreementTemplatesPage, filled_desk: Desk
) -> None:
    page = templates_page

    def approval() -> str:
        return str(page.table.rows.data(page.table.rows.index(0, APPROVAL_PLACE)))

    person = {"number": "A1", "name": "单雨桐", "employment": "permanent"}
    records.add(filled_desk, register("people"), [person])
    agreements.draft_agreements(filled_desk, ["A1"])
    page.refresh()
    assert approval() == "▲ 未审核；据此文本的协议：1"
    assert "1" in page.note.text()
    page.approve.click()
    QTest.keyClick(page.approval.name, Qt.Key.Key_Return)
    assert page.approval.name_row.told(), "a name is asked"
    QTest.keyClicks(page.approval.name, "Wang")
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.keyClick(page.approval.name, Qt.Key.Key_Return)
    assert approval() == f"✓ Wang {filled_desk.today().isoformat()}"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.revoke.click()
    assert approval().startswith("▲")
    with qtbot.waitSignal(page.edit_asked) as asked:
        page.edit.click()
    assert asked.args == ["joiner"]


def test_a_draft_that_another_program_kept_is_passed_over(filled_desk: Desk) -> None:
    from ipdesk.store import drafts

    drafts.keep(filled_desk.workspace.db, filled_desk.actor.name, "agreement.joiner", None, 0,
                filled_desk.workspace.now(), {"template": {"id": "joiner"}, "copy_of": ""})  # fmt: skip
    assert template_editing.find_template_draft(filled_desk, "joiner") is None
