"""The page of a record: saving, drafts, moves, somebody else's changes, files, history, and sealed records."""

from __future__ import annotations

import stat
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.findings_margin import broken
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.tab_order import stops_in
from ipdesk.gui.tasks import Tasks
from ipdesk.model.errors import KEPT_BEFORE, NOTHING_CHANGED, NotFound
from ipdesk.model.record import WITHDRAWN
from ipdesk.operations import attachments, drafts, reading, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure

DRAFT, SUBMITTED, CHECKED, ACCEPTED, CLOSED = (f"PL-2026-000{number}" for number in (1, 2, 4, 5, 7))
Open = Callable[..., RecordPage]


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> Open:
    """Return a function that opens the page of a record, or of a new one without a number."""

    def page(number: str = "", register: str = "disclosures") -> RecordPage:
        made = RecordPage(context, tasks, dialogs, register, number)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.refresh()
        made.form.make_all()
        made.show()
        return made

    return page


def held(context: Context, number: str) -> Any:
    """Return a disclosure as it is in the store."""
    return reading.show(context.desk, DISCLOSURES, number).record


def line(page: RecordPage, name: str) -> Any:
    """Return the line edit of a field."""
    editor: Any = page.form.fields[name].editor
    return editor.line


def say(page: RecordPage) -> str:
    """Return what the line under the head says, "" when it is hidden."""
    texts = [each.text() for each in page.outcome.findChildren(QLabel)]
    return "" if page.outcome.isHidden() else " ".join(texts)


def menu_texts(page: RecordPage) -> list[str]:
    """Return the texts of the menu of other acts."""
    return [each.text() for each in page.header.menu.actions() if each.text()]


def press(page: RecordPage, id: str) -> None:
    """Run a command of the page, as a shortcut would."""
    command = next(each for each in page.commands() if each.id == id)
    assert command.enabled()
    command.run()


def test_the_head_says_what_it_is_and_where_it_stands(open_page: Open) -> None:
    page = open_page(DRAFT)
    assert page.header.number.text() == DRAFT
    assert "草稿" in page.header.state.text()
    assert page.header.title.text() == "一种低温热链组件（1）"
    assert page.header.next.text() == "提交"
    assert page.title() == f"{DRAFT} 一种低温热链组件（1）"


def test_chinese_composed_by_an_input_method_is_saved(
    qtbot: QtBot, open_page: Open, context: Context
) -> None:
    page = open_page(DRAFT)
    field = page.form.fields["problem"].editor.focusProxy()
    assert field is not None
    for preedit, commit in (("fushe", ""), ("", "辐射硬化后的脆化")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QCoreApplication.sendEvent(field, event)
        assert page.form.is_changed() is bool(commit)
    assert page.header.save.isEnabled()
    with qtbot.waitSignal(context.changed):
        press(page, "record.save")
    assert "辐射硬化后的脆化" in held(context, DRAFT).problem
    assert not page.form.is_changed()
    assert "已保存" in say(page) or "Saved" in say(page)


def test_a_new_record_is_typed_saved_and_numbered(qtbot: QtBot, open_page: Open, context: Context) -> None:
    page = open_page()
    assert not page.header.next.isVisible()
    assert not page.header.save.isEnabled()
    page.form.fields["level"].editor.findChildren(QPushButton)[1].click()
    QTest.keyClicks(line(page, "title"), "QX7 ")
    line(page, "title").setText("一种抗辐照涂层")
    press(page, "record.save")
    assert page.number.startswith("PL-2026-")
    assert held(context, page.number).title == "一种抗辐照涂层"
    assert held(context, page.number).level == "internal"
    assert page.header.next.text() == "提交"


def test_an_incomplete_record_is_saved_all_the_same(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "title").clear()
    assert page.save()
    assert held(context, DRAFT).title == ""


def test_findings_follow_what_is_typed(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(DRAFT)
    before = page.sheet.margin.heading.text()
    line(page, "unit").clear()
    qtbot.waitUntil(lambda: page.sheet.margin.heading.text() != before)
    assert page.form.fields["unit"].required_text().startswith("▲")
    assert any(each.field == "unit" for each in page.sheet.margin._now)


def test_the_clearing_act_goes_to_its_field(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(DRAFT)
    page.form.put({"inventors": [{"name": "单雨桐", "share": "60"}, {"share": "40"}]})
    page.check()
    missing = next(each for each in page._now if each.field == "inventors[1].name")
    act = page.sheet.margin.lines[list(page._now).index(missing)].findChildren(QPushButton)[0]
    with qtbot.waitSignal(page.form.reached):
        act.click()
    rows: Any = page.form.fields["inventors"].editor
    assert rows.current() == 1


def test_the_next_finding_is_a_key_away(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    first = page._now[0].field
    with qtbot.waitSignal(page.form.reached) as reached:
        press(page, "record.next-finding")
    assert reached.args == [page.form.fields[first]]


def test_the_next_finding_is_one_that_the_last_key_left(qtbot: QtBot, open_page: Open) -> None:
    page = open_page()
    assert page._now[0].field == "level"
    page.form.fields["level"].editor.findChildren(QPushButton)[1].click()
    with qtbot.waitSignal(page.form.reached) as reached:
        press(page, "record.next-finding")
    assert reached.args == [page.form.fields["title"]]


def test_a_wrong_value_is_said_at_its_field_and_not_saved(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("量子器件研究室")
    line(page, "completed").setText("大约三月")
    assert not page.save()
    assert any("大约三月" in note for note in page.form.fields["completed"].notes())
    assert "大约三月" in say(page)
    assert held(context, DRAFT).unit != "量子器件研究室"


def test_a_number_in_use_is_said_at_its_field(open_page: Open) -> None:
    page = open_page(DRAFT)
    line(page, "number").setText(SUBMITTED)
    assert not page.save()
    assert any(SUBMITTED in note for note in page.form.fields["number"].notes())


def test_a_stale_save_overwrites_nothing(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("我改的研究室")
    records.change(context.desk, DISCLOSURES, DRAFT, {"unit": "别人改的研究室", "keywords": "热链"})
    assert not page.save()
    assert held(context, DRAFT).unit == "别人改的研究室"
    assert page.offer.isVisible()
    assert line(page, "unit").text() == "我改的研究室"
    page.offer.buttons[0].click()  # the new state under my edits
    assert (line(page, "keywords").text(), line(page, "unit").text()) == ("热链", "我改的研究室")
    assert page.save()
    assert (held(context, DRAFT).unit, held(context, DRAFT).keywords) == ("我改的研究室", "热链")


def test_edits_can_be_dropped_for_what_somebody_else_wrote(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("我改的研究室")
    records.change(context.desk, DISCLOSURES, DRAFT, {"unit": "别人改的研究室"})
    page.refresh()  # as after any write
    assert page.offer.isVisible()
    assert line(page, "unit").text() == "我改的研究室"
    page.offer.buttons[1].click()
    assert line(page, "unit").text() == "别人改的研究室"
    assert not page.form.is_changed()


def test_a_change_of_somebody_else_is_shown_where_nothing_was_typed(
    open_page: Open, context: Context
) -> None:
    page = open_page(DRAFT)
    records.change(context.desk, DISCLOSURES, DRAFT, {"unit": "别人改的研究室"})
    page.refresh()
    assert line(page, "unit").text() == "别人改的研究室"


def test_what_was_typed_survives_a_crash(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("没来得及保存的研究室")
    line(page, "completed").setText("大约三月")  # cannot be read, and does not keep the rest from being kept
    assert page.keeper.timer.isActive()
    page.keeper.keep()
    again = open_page(DRAFT)  # the first page never came to save
    assert line(again, "unit").text() == "没来得及保存的研究室"
    assert again.offer.isVisible()
    assert again.form.is_changed()
    assert again.save()
    assert drafts.find_draft(context.desk, DISCLOSURES, DRAFT) is None
    assert not open_page(DRAFT).offer.isVisible()


def test_a_draft_is_kept_by_itself(qtbot: QtBot, open_page: Open, context: Context) -> None:
    page = open_page()
    page.keeper.timer.setInterval(10)
    line(page, "title").setText("一种新涂层")
    qtbot.waitUntil(lambda: drafts.find_draft(context.desk, DISCLOSURES) is not None)
    draft = drafts.find_draft(context.desk, DISCLOSURES)
    assert draft is not None and draft.values == {"title": "一种新涂层"}


def test_a_draft_can_be_dropped(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    unit = line(page, "unit").text()
    line(page, "unit").setText("打错了")
    page.keeper.keep()
    again = open_page(DRAFT)
    again.offer.buttons[0].click()
    assert line(again, "unit").text() == unit
    assert drafts.find_draft(context.desk, DISCLOSURES, DRAFT) is None


def test_a_draft_of_an_older_state_says_so(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("我改的研究室")
    page.keeper.keep()
    records.change(context.desk, DISCLOSURES, DRAFT, {"keywords": "热链"})
    again = open_page(DRAFT)
    assert again.offer.text.text().startswith("▲")
    assert line(again, "keywords").text() == "热链"


def test_content_above_the_limit_leaves_no_draft(open_page: Open, context: Context) -> None:
    page = open_page()
    page.form.put({"solution": "一种不该写在这里的方案"})
    page.keeper.keep()
    assert drafts.find_draft(context.desk, DISCLOSURES) is not None
    page.form.put({"level": "classified"})
    page.keeper.keep()
    assert drafts.find_draft(context.desk, DISCLOSURES) is None
    assert not page.save()


def test_leaving_asks_once(open_page: Open, dialogs: FakeDialogs, context: Context) -> None:
    page = open_page(DRAFT)
    assert page.may_leave()
    assert dialogs.asked == []
    line(page, "unit").setText("没保存")
    dialogs.decision = False
    assert not page.may_leave()
    dialogs.decision = True
    assert page.may_leave()
    assert page.may_leave()
    assert len(dialogs.asked) == 2
    assert drafts.find_draft(context.desk, DISCLOSURES, DRAFT) is not None


def test_hiding_the_page_keeps_what_was_typed(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("没保存")
    page.hide()
    assert drafts.find_draft(context.desk, DISCLOSURES, DRAFT) is not None


def test_a_move_saves_first_and_goes_on(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("新的研究室")
    page.header.next.click()
    record = held(context, DRAFT)
    assert (record.state, record.unit) == ("submitted", "新的研究室")
    assert "已提交" in page.header.state.text()


def test_a_move_refused_says_what_is_missing_and_goes_there(
    qtbot: QtBot, open_page: Open, context: Context
) -> None:
    page = open_page(DRAFT)
    page.form.put({"unit": ""})
    with qtbot.waitSignal(page.form.reached) as reached:
        page.header.next.click()
    assert held(context, DRAFT).state == "draft"
    assert "所在部门" in say(page)
    assert reached.args == [page.form.fields["unit"]]


def test_other_moves_stand_in_the_menu_with_what_they_lack(qtbot: QtBot, open_page: Open) -> None:
    page = open_page("PL-2026-0003")  # in secrecy check, without its result
    (lacking,) = (each for each in page.header.menu.actions() if each.menu() is not None)
    inner: Any = lacking.menu()
    assert str(len(inner.actions())) in lacking.text()
    with qtbot.waitSignal(page.form.reached):
        inner.actions()[0].trigger()
    assert "退回补充…" in menu_texts(page)


def test_a_move_with_a_reason_asks_for_it(open_page: Open, context: Context, dialogs: FakeDialogs) -> None:
    page = open_page(SUBMITTED)
    dialogs.sentence = ""
    press(page, "record.move.rework")
    assert held(context, SUBMITTED).state == "submitted"
    dialogs.sentence = "请补充附图"
    press(page, "record.move.rework")
    assert held(context, SUBMITTED).state == "rework"
    assert held(context, SUBMITTED).rework[0].instruction == "请补充附图"
    assert len(dialogs.asked) == 2


def test_a_final_move_asks_once(open_page: Open, context: Context, dialogs: FakeDialogs) -> None:
    number = "PL-2026-0006"  # in assessment
    records.change(context.desk, DISCLOSURES, number, {"outcome": "patent", "closed_on": "2026-03-05"})
    page = open_page(number)
    dialogs.decision = False
    page.header.next.click()
    assert held(context, number).state == "assessment"
    dialogs.decision = True
    page.header.next.click()
    assert held(context, number).state == "closed"


def test_a_supplement_is_given_with_its_sentence(
    open_page: Open, context: Context, dialogs: FakeDialogs
) -> None:
    page = open_page(ACCEPTED)
    assert line(page, "keywords").isReadOnly()
    page.frozen.buttons[0].click()
    assert not line(page, "keywords").isReadOnly()
    line(page, "keywords").setText("热链；编织")
    dialogs.sentence = ""
    assert not page.save()
    dialogs.sentence = "补充关键词"
    assert page.save()
    record = held(context, ACCEPTED)
    assert record.keywords == "热链；编织"
    assert [row.summary for row in record.supplements] == ["补充关键词"]
    assert line(page, "keywords").isReadOnly()


def test_the_office_writes_on_after_acceptance(
    open_page: Open, context: Context, dialogs: FakeDialogs
) -> None:
    page = open_page(ACCEPTED)
    line(page, "assigned_to").setText("李明")
    assert page.save()
    assert held(context, ACCEPTED).assigned_to == "李明"
    assert dialogs.asked == []


def test_withdrawing_asks_for_a_reason_and_closes_the_form(
    open_page: Open, context: Context, dialogs: FakeDialogs
) -> None:
    page = open_page(DRAFT)
    press(page, "record.withdraw")
    assert held(context, DRAFT).state == WITHDRAWN
    assert line(page, "title").isReadOnly()
    assert not any(each.id == "record.withdraw" for each in page.commands())
    dialogs.sentence = "误撤回"
    assert not page.header.next.isVisible()
    press(page, "record.move.draft")  # reinstate
    assert held(context, DRAFT).state == "draft"


def test_the_last_act_is_taken_back(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    before = held(context, DRAFT).unit
    line(page, "unit").setText("改错了")
    page.save()
    press(page, "record.undo")
    assert held(context, DRAFT).unit == before
    assert line(page, "unit").text() == before
    assert DRAFT in say(page)


def test_the_last_act_of_all_says_so_when_there_is_none(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    for _ in range(500):  # all that the officer ever did
        try:
            records.undo(context.desk)
        except NotFound:
            break
    page.refresh()
    press(page, "record.undo")
    assert "■" in say(page)


@pytest.fixture
def as_reader(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, filled_desk: Desk
) -> RecordPage:
    """Return the page of a draft as somebody sees it who may only read."""
    from dataclasses import replace

    space = filled_desk.workspace
    space.actor = replace(space.actor, role="reader")
    page = RecordPage(context, tasks, dialogs, "disclosures", DRAFT)
    qtbot.addWidget(page)
    page.refresh()
    page.form.make_all()
    return page


def test_a_reader_changes_nothing(as_reader: RecordPage) -> None:
    assert line(as_reader, "title").isReadOnly()
    assert as_reader.header.next.isHidden()
    assert not as_reader.attachments.add.isEnabled()
    assert not any(each.isEnabled() for each in as_reader.header.menu.actions())


def test_a_copy_begins_as_the_draft_of_a_new_record(qtbot: QtBot, open_page: Open, context: Context) -> None:
    page = open_page(CLOSED)
    with qtbot.waitSignal(page.opened) as opened:
        press(page, "record.copy")
    assert opened.args == ["disclosures", ""]
    new = open_page()
    source = held(context, CLOSED)
    assert line(new, "title").text() == source.title
    assert line(new, "number").text() == ""
    assert new.form.fields["secrecy_result"].editor.value() == ""
    assert new.save()
    copy = held(context, new.number)
    assert (copy.title, copy.state, copy.outcome) == (source.title, "draft", "")


def test_a_copy_does_not_silently_replace_another_new_record(
    open_page: Open, context: Context, dialogs: FakeDialogs
) -> None:
    page = open_page()
    line(page, "title").setText("还没保存的新记录")
    page.keeper.keep()
    dialogs.decision = False
    press(open_page(CLOSED), "record.copy")
    draft = drafts.find_draft(context.desk, DISCLOSURES)
    assert draft is not None and draft.values["title"] == "还没保存的新记录"


def test_a_sealed_record_shows_its_number_and_the_notice_only(open_page: Open, context: Context) -> None:
    title = held(context, DRAFT).title
    spills.seal(context.desk, DISCLOSURES, DRAFT, "内容超出本单位系统许可范围")
    page = open_page(DRAFT)
    texts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert len(texts) == 2
    assert texts[0] == DRAFT
    assert not page.sheet.isVisible() and not page.header.more.isVisible()
    assert line(page, "title").text() == ""
    assert not any(title in text for text in texts)
    assert page.may_leave()


def test_sealing_empties_the_page(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    press(page, "record.seal")
    assert page.sealed.isVisible()
    assert line(page, "title").text() == ""
    assert [each.id for each in page.commands() if each.id.startswith(("record.seal", "record.copy"))] == []


def test_files_are_taken_in_by_button(
    qtbot: QtBot, open_page: Open, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    file = tmp_path / "附图一.pdf"
    file.write_bytes(b"%PDF-1.7 drawing")
    page = open_page(DRAFT)
    dialogs.files = [file]
    with qtbot.waitSignal(page.attachments.said):
        press(page, "record.attach")
    page.refresh()
    assert any("附图一.pdf" in each.text() for each in page.attachments.findChildren(QLabel))


def test_files_are_taken_in_by_drop(qtbot: QtBot, open_page: Open, context: Context, tmp_path: Path) -> None:
    file = tmp_path / "数据.csv"
    file.write_text("温度,时间\n1250,40\n", encoding="utf-8")
    page = open_page(DRAFT)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(page.attachments.said):
        page.attachments.dropEvent(drop)
    assert [each.name for each in reading.show(context.desk, DISCLOSURES, DRAFT).attachments] == ["数据.csv"]


def attached(context: Context, tmp_path: Path) -> Path:
    """Attach a file to the draft and return it."""
    file = tmp_path / "附图一.pdf"
    file.write_bytes(b"%PDF-1.7 drawing")
    attachments.attach(context.desk, DISCLOSURES, DRAFT, file)
    return file


def test_a_copy_is_opened_read_only_and_removed_afterwards(
    qtbot: QtBot, open_page: Open, context: Context, tmp_path: Path
) -> None:
    file = attached(context, tmp_path)
    page = open_page(DRAFT)
    seen: list[Path] = []

    def look(path: Path) -> bool:
        seen.append(path)
        return True

    page.attachments.copies.show = look
    with qtbot.waitSignal(page.attachments.said):
        page.attachments.open_copy(file.name)
    (copy,) = seen
    assert copy.read_bytes() == file.read_bytes()
    assert copy.name == file.name
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert stat.S_IMODE(copy.parent.parent.stat().st_mode) == 0o700
    page.attachments.copies.clear()
    assert not copy.parent.parent.exists()
    assert records.history(context.desk, DISCLOSURES, DRAFT)[0].act == "open-copy"


def test_copies_go_with_the_page(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    file = attached(context, tmp_path)
    page = RecordPage(context, tasks, dialogs, "disclosures", DRAFT)
    page.refresh()
    page.attachments.copies.show = lambda _path: True
    with qtbot.waitSignal(page.attachments.said):
        page.attachments.open_copy(file.name)
    folder = page.attachments.copies.place_for("x").parent.parent
    assert folder.is_dir()
    page.deleteLater()
    qtbot.waitUntil(lambda: not folder.exists())


def test_a_file_no_program_opens_is_said_in_place(
    qtbot: QtBot, open_page: Open, context: Context, tmp_path: Path
) -> None:
    file = attached(context, tmp_path)
    page = open_page(DRAFT)
    page.attachments.copies.show = lambda _path: False
    with qtbot.waitSignal(page.attachments.refused):
        page.attachments.open_copy(file.name)
    assert file.name in say(page)


def test_a_copy_is_saved_where_asked(
    qtbot: QtBot, open_page: Open, context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    file = attached(context, tmp_path)
    page = open_page(DRAFT)
    dialogs.target = tmp_path / "out.pdf"
    with qtbot.waitSignal(page.attachments.said):
        page.attachments.save_copy(file.name)
    assert dialogs.target.read_bytes() == file.read_bytes()
    assert records.history(context.desk, DISCLOSURES, DRAFT)[0].act == "detach-copy"
    assert f"另存副本… {file.name}" in [each.label for each in page.commands()]
    with qtbot.waitSignal(page.attachments.refused):  # it is there already
        page.attachments.save_copy(file.name)
    assert page.attachments.isEnabled()


def test_a_file_is_taken_off_once_asked(
    open_page: Open, context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    file = attached(context, tmp_path)
    page = open_page(DRAFT)
    dialogs.decision = False
    page.attachments.detach(file.name)
    assert len(reading.show(context.desk, DISCLOSURES, DRAFT).attachments) == 1
    dialogs.decision = True
    page.attachments.detach(file.name)
    assert reading.show(context.desk, DISCLOSURES, DRAFT).attachments == ()


def test_no_file_is_taken_in_before_the_first_save(open_page: Open) -> None:
    page = open_page()
    assert not page.attachments.add.isEnabled()
    assert page.attachments.closed.isVisible()


def test_no_file_is_taken_in_above_the_limit(open_page: Open, context: Context) -> None:
    number = records.add(
        context.desk, DISCLOSURES, [{"title": "代号甲", "title_coded": True, "level": "classified"}]
    )[0].number
    page = open_page(number)
    assert not page.attachments.add.isEnabled()
    assert not page.attachments.acceptDrops()


def test_what_links_here_opens(qtbot: QtBot, open_page: Open) -> None:
    page = open_page("KY-2025-003", "projects")
    chip = page.sheet.links.chips[0]
    with qtbot.waitSignal(page.opened) as opened:
        chip.click()
    assert opened.args == ["disclosures", "PL-2026-0030"]


def test_a_link_of_the_form_opens(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(DRAFT)
    editor: Any = page.form.fields["projects"].editor
    with qtbot.waitSignal(page.opened) as opened:
        editor.chips()[0].click()
    assert opened.args == ["projects", "KY-2025-003"]


def history_texts(page: RecordPage) -> str:
    """Return all that the history says."""
    labels = [each.text() for each in page.sheet.history.findChildren(QLabel) if each.isVisible()]
    return "\n".join(labels)


def test_the_history_tells_every_field_before_and_after(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(DRAFT)
    before = line(page, "unit").text()
    line(page, "unit").setText("新的研究室")
    page.save()
    qtbot.waitUntil(lambda: f"{before} → 新的研究室" in history_texts(page))


def test_the_history_of_one_field(qtbot: QtBot, open_page: Open, context: Context) -> None:
    for unit in ("甲", "乙"):
        records.change(context.desk, DISCLOSURES, DRAFT, {"unit": unit, "keywords": unit})
    page = open_page(DRAFT)
    card = page.sheet.history
    qtbot.waitUntil(lambda: card.field.findData("unit") > 0)
    card.field.setCurrentIndex(card.field.findData("unit"))
    qtbot.waitUntil(lambda: "甲 → 乙" in history_texts(page))
    text = history_texts(page)
    assert text.count("甲 → 乙") == 1  # the keywords changed in the same act and are not shown


def test_chips_jump_to_their_cards(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(DRAFT)
    chip = page.sheet.chips[5]
    chip.click()
    bar = page.sheet.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    card = page.form.cards["technical"]
    assert abs(card.mapTo(page.sheet.area.widget(), card.rect().topLeft()).y() - bar.value()) <= 4
    assert chip.isChecked()


def test_tab_leads_from_a_chip_into_its_card(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(ACCEPTED)
    with qtbot.waitActive(page):
        page.activateWindow()
    chip = page.sheet.chips[5]
    chip.click()
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Tab)
    group = page.register.groups[5].name
    assert page.form.cards[group].isAncestorOf(page.window().focusWidget())


def test_a_record_that_is_not_there_is_said_in_place(open_page: Open) -> None:
    page = open_page("PL-1999-0001")
    assert "PL-1999-0001" in say(page)


def test_a_closed_desk_is_left_alone(open_page: Open, context: Context) -> None:
    page = open_page(DRAFT)
    line(page, "unit").setText("没保存")
    context.close()
    page.refresh()
    page.check()
    page.keeper.keep()
    page.hide()


def test_the_page_knows_projects_too(open_page: Open, context: Context) -> None:
    page = open_page("KY-2025-001", "projects")
    line(page, "budget").setText("1,200,000.50")
    assert page.save()
    record: Any = reading.show(context.desk, PROJECTS, "KY-2025-001").record
    assert str(record.budget) == "1200000.50"


def test_a_record_added_elsewhere_opens(open_page: Open, context: Context) -> None:
    number = add_disclosure(context.desk, number="PL-2026-0777")
    assert open_page(number).header.number.text() == "PL-2026-0777"


@pytest.mark.parametrize("number", [DRAFT, CLOSED])
def test_tab_goes_through_the_page_from_top_to_bottom(qtbot: QtBot, open_page: Open, number: str) -> None:
    page = open_page(number)
    page.form.go_to("inventors[0].name")  # the form of a row is made late
    with qtbot.waitActive(page):
        page.activateWindow()
    page.header.more.setFocus()
    column = page.sheet.area.widget()
    stops: list[QWidget] = []
    for _ in range(400):
        here = page.focusWidget()
        if here in stops:
            break
        stops.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    tops = [each.mapTo(column, each.rect().topLeft()).y() for each in stops if column.isAncestorOf(each)]
    assert len(tops) > 60
    assert [
        (one, other) for one, other in pairwise(tops) if other < one - 120
    ] == []  # 120: a line of two columns
    QTest.keyClick(stops[-1], Qt.Key.Key_Backtab)
    assert page.focusWidget() is stops[-1] or page.focusWidget() is stops[-2]


def test_whatever_takes_the_focus_has_a_name(open_page: Open) -> None:
    page = open_page(ACCEPTED)
    mute = [
        f"{type(each).__name__} {each.objectName()}" for each in stops_in(page) if not each.accessibleName()
    ]
    assert mute == []


def test_acts_of_findings_are_broken_into_lines(open_page: Open) -> None:
    page = open_page(DRAFT)
    text = "由保密审查员填写审查结果、密级、依据、审查人和日期，然后再由知识产权专员继续办理。"
    lines = broken(text, page.font(), 200).split("\n")
    assert len(lines) > 1
    assert "".join(lines) == text
    assert all(page.fontMetrics().horizontalAdvance(each) <= 200 for each in lines)


def test_showing_a_restricted_field_is_logged_once_while_the_record_stays(
    open_page: Open, context: Context
) -> None:
    people = register("people")
    for number in ("A1", "A2"):
        values = {"number": number, "name": "单雨桐", "phone": f"138-{number}"}
        records.add(context.desk, people, [values])
    page = open_page("A1", "people")
    phone = page.form.fields["phone"]
    assert phone.editor.isHidden() and not line(page, "phone").text()

    def logged() -> int:
        acts = records.history(context.desk, people, "A1")
        return sum(each.act == "show-restricted" for each in acts)

    phone.show_button.click()
    assert line(page, "phone").text() == "138-A1" and not page.is_unsaved()
    line(page, "phone").setText("139")
    assert page.save()
    assert not phone.editor.isHidden() and line(page, "phone").text() == "139"
    assert phone.show_button.isHidden() and logged() == 1
    page.number = "A2"
    page.load(reading.show(context.desk, people, "A2"))
    assert phone.editor.isHidden() and not line(page, "phone").text()


def test_a_reader_is_told_that_the_field_stays_closed(
    open_page: Open, context: Context, as_user: Callable[..., Desk], desk: Desk
) -> None:
    records.add(desk, register("people"), [{"number": "A1", "name": "单雨桐", "phone": "138"}])
    context.open(as_user("reader"))
    page = open_page("A1", "people")
    page.form.fields["phone"].show_button.click()
    assert page.form.fields["phone"].editor.isHidden()
    assert page.outcome.isVisible()


def test_a_field_of_a_row_stays_in_sight_when_the_page_grows(qtbot: QtBot, open_page: Open) -> None:
    """The rows that were gone to are taller than the page: bringing their head into sight would hide the field."""
    page = open_page(SUBMITTED)
    page.resize(1000, 420)
    page.activateWindow()
    page.form.go_to("inventors[0].contribution")
    page.focusNextPrevChild(True)
    field = page.window().focusWidget()
    above = page.sheet.form.fields["title"]
    above.setFixedHeight(above.height() + 300)
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
    qtbot.wait(50)
    assert page.form.fields["inventors"].isAncestorOf(field)
    assert field.visibleRegion().boundingRect() == field.rect()


def test_of_several_files_those_before_a_refused_one_are_attached_and_that_is_said(
    qtbot: QtBot, open_page: Open, context: Context, tmp_path: Path
) -> None:
    file = tmp_path / "附图一.pdf"
    file.write_bytes(b"%PDF-1.7 drawing")
    page = open_page(DRAFT)
    for files, safe in (
        ((tmp_path / "没有.pdf", file), NOTHING_CHANGED),
        ((file, tmp_path / "没有.pdf"), KEPT_BEFORE),
    ):
        with qtbot.waitSignal(page.attachments.refused) as refused:
            page.attachments.attach(files)
        assert refused.args is not None
        assert refused.args[0].safe == safe
    assert [each.name for each in reading.show(context.desk, DISCLOSURES, DRAFT).attachments] == [file.name]
