"""The page of a patent by keys alone: its deadlines cleared, settled and confirmed, and what typing would move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.docket_rows import change_of
from ipdesk.gui.pages import page_of
from ipdesk.gui.pages.patents import PatentPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.record import Record
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from tests.conftest import PASSPHRASE
from tests.gui.conftest import FakeDialogs
from tests.gui.pages.rights import (
    ANSWER,
    PATENTS,
    REWARD,
    add_patent,
    fee,
    happening,
    long_life,
    use_own_rules,
)

Open = Callable[[str], PatentPage]


@pytest.fixture
def open_page(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Open:
    """Return a function that opens the page of a patent, by a rule book of the tests."""
    use_own_rules(monkeypatch)

    def page(number: str) -> PatentPage:
        made = PatentPage(context, tasks, dialogs, "patents", number)
        qtbot.addWidget(made)
        made.resize(1060, 660)
        made.refresh()
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.setFocus()
        return made

    return page


@pytest.fixture
def page(context: Context, open_page: Open) -> PatentPage:
    """Return the page of a patent granted this year, of which the reward is open and the answer is not."""
    return open_page(add_patent(context.desk, **granted()))


def granted() -> dict[str, Any]:
    """Return a right granted a month before today, filed three years ago."""
    return {
        **long_life(),
        "priority_on": None,
        "filed_on": "2023-05-09",
        "granted_on": "2026-02-05",
        "events": [happening("first-action", "2025-12-01", service="electronic")],
    }


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def kept(page: PatentPage) -> Any:
    """Return the record as it is kept."""
    record: Record = reading.show(page.context.desk, PATENTS, page.number).record
    return record


def put(page: PatentPage, field: str, value: object) -> None:
    """Type into a field, and let the page look at it."""
    page.form.make_all()
    editor = page.form.fields[field].editor
    editor.set_value(value)
    editor.edited.emit()
    page.catch_up()


def keys(page: PatentPage) -> list[str]:
    """Return the tasks listed."""
    return [each.task.key for each in page.sheet.docket._shown]


def test_patents_have_a_page_of_their_own() -> None:
    assert page_of("patents") is PatentPage


def test_the_keyboard_begins_at_the_open_deadlines_the_most_pressing_first(page: PatentPage) -> None:
    card = page.sheet.docket
    assert card.table.hasFocus()
    assert keys(page)[:2] == [ANSWER, REWARD]
    assert keys(page)[2:] == [fee(year) for year in range(4, 21)]
    told = card.story.text()
    assert "其收到日 2025-12-01 + 4 月 → 2026-04-01" in told or "2025-12-01" in told
    press(Qt.Key.Key_Down)
    assert "2026-02-05" in card.story.text()


def test_a_deadline_is_cleared_by_recording_its_event_and_undo_takes_it_back(page: PatentPage) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_M)
    line = page.sheet.docket.line
    assert line.day.line.hasFocus() and line.day.line.text() == "2026-03-05"
    line.day.line.insert("2026年3月2日")
    press(Qt.Key.Key_Return)
    assert (kept(page).events[-1].event, kept(page).events[-1].day) == ("award-paid", date(2026, 3, 2))
    assert REWARD not in keys(page)
    assert page.sheet.docket.table.hasFocus() and not line.isVisible()
    next(each for each in page.commands() if each.id == "record.undo").run()
    assert REWARD in keys(page)


def test_where_several_events_would_do_it_asks_which(page: PatentPage) -> None:
    press(Qt.Key.Key_M)
    line = page.sheet.docket.line
    assert line.kinds.hasFocus() and line.kinds.count() == 2
    line.kinds.setCurrentIndex(1)
    press(Qt.Key.Key_Return)
    assert kept(page).events[-1].event == "retracted"


def test_a_day_that_is_none_is_asked_for_again_and_escape_steps_back(page: PatentPage) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    line = page.sheet.docket.line
    line.day.line.insert("后天")
    press(Qt.Key.Key_Return)
    assert line.wrong.isVisible() and line.day.line.text() == "后天"
    press(Qt.Key.Key_Escape)
    assert page.sheet.docket.table.hasFocus() and not line.isVisible()
    assert len(kept(page).events) == 1


def test_a_deadline_is_settled_with_a_reason_and_never_without(page: PatentPage) -> None:
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_Return)
    assert "原因" in page.outcome._text.text() and not kept(page).settled
    page.sheet.docket.line.reason.insert("已由代理答复")
    press(Qt.Key.Key_Return)
    assert [(each.task, each.reason) for each in kept(page).settled] == [(ANSWER, "已由代理答复")]
    assert ANSWER not in keys(page)
    page.sheet.docket.go_to(ANSWER)
    assert "已由代理答复" in page.sheet.docket.story.text()


def test_days_are_confirmed_by_somebody_else_than_who_entered_them(
    page: PatentPage, context: Context, open_page: Open, desk_of_second: Desk
) -> None:
    press(Qt.Key.Key_K)
    assert "另" in page.outcome._text.text() and not kept(page).confirmed
    context.open(desk_of_second)
    other = open_page(page.number)
    press(Qt.Key.Key_K)
    assert [(each.task, each.by) for each in kept(other).confirmed] == [(ANSWER, "周岚")]
    assert "周岚" in other.sheet.docket.story.text()


@pytest.fixture
def desk_of_second(context: Context) -> Any:
    """Return the desk of a second officer in the same workspace."""
    from ipdesk.operations import workspaces
    from ipdesk.store import workspace as store
    from tests.conftest import CHEAP

    workspace = context.desk.workspace
    workspaces.add_user(context.desk, "周岚", "officer", PASSPHRASE, CHEAP)
    with store.unlock(workspace.folder, "周岚", PASSPHRASE, workspace.clock) as opened:
        yield Desk(opened, context.desk.translator)


def test_a_page_is_opened_at_a_deadline_also_one_that_is_settled(page: PatentPage) -> None:
    page.show_at(fee(5))
    current = page.sheet.docket.current()
    assert current is not None and current.key == fee(5) and page.sheet.docket.table.hasFocus()
    page.show_at("agency")
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None and page.form.fields["agency"].isAncestorOf(focused)


def test_a_field_far_down_is_in_sight_once_all_is_laid_out(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_own_rules(monkeypatch)
    page = PatentPage(context, tasks, dialogs, "patents", add_patent(context.desk, **long_life()))
    qtbot.addWidget(page)
    page.resize(1060, 660)
    page.show()
    page.refresh()
    page.show_at("events")
    QTest.qWait(0)
    focused: QWidget | None = page.window().focusWidget()
    assert focused is not None and page.form.fields["events"].isAncestorOf(focused)
    for _ in range(5):
        QApplication.processEvents()
    shown = page.sheet.area.viewport()
    top = focused.mapTo(shown, focused.rect().topLeft()).y()
    assert 0 <= top < shown.height() // 2


def test_what_typing_moves_stands_with_old_and_new_side_by_side(page: PatentPage) -> None:
    put(page, "filed_on", "2023-06-08")
    card = page.sheet.docket
    moved = {each.task.key: each for each in card.lines if each.is_changed}
    assert fee(4) in moved and REWARD not in moved
    row = keys(page).index(fee(4))
    assert "2026-05-11 → 2026-06-08" in card.table.rows.data(card.table.rows.index(row, 3))
    assert "2026-05-11 → 2026-06-08" in page.sheet.moving.text.text()
    put(page, "filed_on", "2023-05-09")
    assert not any(each.is_changed for each in card.lines)
    assert page.sheet.moving.isHidden()


def test_the_field_with_the_keyboard_stays_where_it_is_while_cards_over_it_grow(
    context: Context, open_page: Open
) -> None:
    page = open_page(
        records.add(context.desk, PATENTS, [{"title": "一种标定方法", "kind": "invention"}])[0].number
    )
    page.form.make_all()
    QApplication.processEvents()
    page.form.go_to("filed_on")
    QApplication.processEvents()
    line: QWidget | None = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    before = line.mapToGlobal(line.rect().topLeft())
    QTest.keyClicks(line, "2025-06-16")
    page.catch_up()
    QApplication.processEvents()
    assert page.sheet.docket.lines and page.sheet.moving.isVisible()
    assert line.mapToGlobal(line.rect().topLeft()) == before
    assert page.save()
    QApplication.processEvents()
    assert line.hasFocus() and line.visibleRegion().boundingRect() == line.rect()


def test_typing_lets_deadlines_come_go_and_be_cleared(page: PatentPage) -> None:
    events = [happening("first-action", "2025-12-01", service="electronic"), happening("response", "2026-03-01"),
              happening("office-action", "2026-03-02")]  # fmt: skip
    put(page, "events", events)
    words = {each.task.key: change_of(each).word for each in page.sheet.docket.lines if each.is_changed}
    assert words == {ANSWER: "is cleared", "test.answer#2": "comes"}
    put(page, "granted_on", "")
    words = {each.task.key: change_of(each).word for each in page.sheet.docket.lines if each.is_changed}
    assert words[REWARD] == "goes"


def test_an_event_typed_for_a_day_to_come_is_only_announced(page: PatentPage) -> None:
    events = [
        happening("first-action", "2025-12-01", service="electronic"),
        happening("response", "2026-03-20"),
    ]
    put(page, "events", events)
    card, picture = page.sheet.docket, page.sheet.timeline.picture
    assert {each.task.key: change_of(each).word for each in card.lines if each.is_changed} == {
        ANSWER: "is announced"
    }
    assert page.save()
    assert ANSWER in keys(page)  # among the open ones
    row = keys(page).index(ANSWER)
    cells = [card.table.rows.data(card.table.rows.index(row, column)) for column in (0, 7)]
    assert cells == ["▲ 临近", "预定于 2026-03-20，尚未办理"]
    card.go_to(ANSWER)
    assert "预定: 提交答复，2026-03-20；到该日之前不改变期限" in card.story.text()
    (mark,) = (each for each in picture.marks if each.kind == "event" and each.day == date(2026, 3, 20))
    assert (mark.tone, mark.words) == ("info", "2026-03-20　提交答复（预定）")


def test_an_act_saves_what_was_typed_before(page: PatentPage) -> None:
    put(page, "agency", "某某专利代理事务所")
    page.go_to_deadlines()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_Return)
    record = kept(page)
    assert (record.agency, record.events[-1].event) == ("某某专利代理事务所", "award-paid")


def test_the_timeline_leads_to_the_event_in_the_form_and_to_the_deadline_in_its_list(
    page: PatentPage,
) -> None:
    picture = page.sheet.timeline.picture
    picture.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    here = picture.current()
    assert (
        here is not None and here.place == "events[0].day" and here.words in page.sheet.timeline.words.text()
    )
    press(Qt.Key.Key_Return)
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None and page.form.fields["events"].isAncestorOf(focused)
    page.sheet.docket.show_view("settled")
    picture.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    current = page.sheet.docket.current()
    assert current is not None and current.key == fee(20) and page.sheet.docket.table.hasFocus()


def test_keys_lead_from_part_to_part_and_the_rules_are_a_key_away(page: PatentPage, qtbot: QtBot) -> None:
    forward = next(each for each in page.commands() if each.id == "patent.forward")
    stops = []
    for _ in range(3):
        forward.run()
        stops.append(QApplication.focusWidget())
    first = next(iter(page.form.fields.values()))
    assert stops[0] is not None and first.isAncestorOf(
        stops[0]
    )  # this right has no family, so the form is next
    assert stops[1:] == [page.sheet.timeline.picture, page.sheet.docket.table]
    with qtbot.waitSignal(page.rules_asked) as heard:
        press(Qt.Key.Key_R)
    assert heard.args == ["deadlines"]


def test_a_new_right_begins_with_its_form(open_page: Open) -> None:
    page = open_page("")
    assert not page.sheet.docket.isVisible() and not page.sheet.timeline.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None and page.form.isAncestorOf(focused)


def test_a_right_without_events_says_what_brings_deadlines(context: Context, open_page: Open) -> None:
    page = open_page(
        records.add(context.desk, PATENTS, [{"title": "一种标定方法", "kind": "invention"}])[0].number
    )
    assert "申请日" in page.sheet.docket.none.text() and page.sheet.docket.none.isVisible()
    assert not page.sheet.docket.table.isVisible()
    assert page.sheet.family.none.isVisible()
