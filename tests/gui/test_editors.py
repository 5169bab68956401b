"""The editors of all kinds: what goes in comes out, input methods are left in peace, everything has a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.editors import editor_for
from ipdesk.gui.editors.choice import ComboEditor, FlagEditor, SegmentsEditor
from ipdesk.gui.editors.choices import ChoicesEditor
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.editors.line import LineEditor
from ipdesk.gui.editors.link import LinkEditor
from ipdesk.gui.editors.long_text import LongTextEditor
from ipdesk.gui.editors.rows import RowsEditor
from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Option,
    Person,
    Rows,
    Share,
    Text,
)
from ipdesk.model.values import read_value

FRUITS = (Option("apple", "Apple"), Option("pear", "Pear"), Option("plum", "Plum"))
MANY = tuple(Option(f"o{index}", f"Option {index}") for index in range(9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """A child row."""

    name: Annotated[str, Person(label="Name")] = ""
    share: Annotated[Decimal | None, Share(label="Share")] = None
    told: Annotated[str, LongText(label="Told")] = ""


KINDS: dict[str, tuple[Kind, Any]] = {
    "text": (Text(label="Text"), "一种热链组件"),
    "long": (LongText(label="Long"), "第一段\n\n第二段"),
    "choice": (Choice(label="Choice", options=FRUITS), "pear"),
    "many": (Choice(label="Many", options=MANY), "o7"),
    "choices": (Choices(label="Choices", options=FRUITS), ("apple", "plum")),
    "day": (Day(label="Day"), date(2026, 3, 5)),
    "number": (Number(label="Number", least=1, most=9), 7),
    "money": (Money(label="Money"), Decimal("1234567.80")),
    "share": (Share(label="Share"), Decimal("33.3300")),
    "yes": (Flag(label="Flag"), True),
    "no": (Flag(label="Flag"), False),
    "unanswered": (Flag(label="Flag"), None),
    "person": (Person(label="Person"), "单雨桐"),
    "link": (Link(label="Link", to="projects"), ("KY-2025-001", "KY-2025-099")),
    "rows": (Rows(label="Rows", of=Helper), (Helper(name="仇立新", share=Decimal("40.0000"), told="测试"),)),
}


def made(qtbot: QtBot, context: Context, kind: Kind) -> Any:
    """Return a shown editor for a kind."""
    editor = editor_for(context, kind)
    qtbot.addWidget(editor)
    editor.show()
    return editor


def compose(widget: QWidget | None, preedit: str = "", commit: str = "") -> None:
    """Send what an input method sends: text being composed, and text that is done."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    assert widget is not None
    QCoreApplication.sendEvent(widget, event)


@pytest.mark.parametrize("name", KINDS)
def test_a_value_shown_is_the_value_read(qtbot: QtBot, context: Context, name: str) -> None:
    kind, value = KINDS[name]
    editor = made(qtbot, context, kind)
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value(value)
    assert read_value(kind, name, editor.value()) == value


@pytest.mark.parametrize("name", KINDS)
def test_the_raw_value_of_a_draft_comes_back(qtbot: QtBot, context: Context, name: str) -> None:
    kind, value = KINDS[name]
    first, second = made(qtbot, context, kind), made(qtbot, context, kind)
    first.set_value(value)
    second.set_value(first.value())
    assert read_value(kind, name, second.value()) == value


@pytest.mark.parametrize("name", KINDS)
def test_nothing_shown_is_nothing_read(qtbot: QtBot, context: Context, name: str) -> None:
    kind, value = KINDS[name]
    editor = made(qtbot, context, kind)
    empty = read_value(kind, name, None)
    assert read_value(kind, name, editor.value()) == empty
    editor.set_value(value)
    editor.set_value(empty)
    assert read_value(kind, name, editor.value()) == empty


@pytest.mark.parametrize("name", KINDS)
def test_whatever_takes_the_focus_has_a_name(qtbot: QtBot, context: Context, name: str) -> None:
    kind, value = KINDS[name]
    editor = made(qtbot, context, kind)
    editor.set_value(value)
    if isinstance(editor, RowsEditor):
        editor.go_to("[0].name")
    kinds = (QLineEdit, QPlainTextEdit, QAbstractButton, QComboBox, QAbstractItemView)
    found = [each for kind in kinds for each in editor.findChildren(kind)]
    mute = [
        type(each).__name__
        for each in found
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.accessibleName()
        and each.metaObject().className() not in ("QComboBoxListView", "QTableCornerButton")
    ]
    assert found and mute == []


@pytest.mark.parametrize("name", ["text", "person", "day", "money", "share", "number", "link", "long"])
def test_an_input_method_composes_and_commits_chinese(qtbot: QtBot, context: Context, name: str) -> None:
    editor = made(qtbot, context, KINDS[name][0])
    field = editor.text if isinstance(editor, LongTextEditor) else editor.line
    field.setFocus()
    with qtbot.assertNotEmitted(editor.edited):
        compose(field, preedit="nihao")
    assert editor.value() in ("", [])
    with qtbot.waitSignal(editor.edited):
        compose(field, commit="你好")
    assert editor.value() == (["你好"] if name == "link" else "你好")


def test_keys_typed_are_told_of(qtbot: QtBot, context: Context) -> None:
    editor: LineEditor = made(qtbot, context, Text(label="Text"))
    with qtbot.waitSignal(editor.edited):
        QTest.keyClicks(editor.line, "QX7")
    assert editor.value() == "QX7"


def test_long_text_grows_with_its_text_and_tab_leaves_it(qtbot: QtBot, context: Context) -> None:
    editor: LongTextEditor = made(qtbot, context, LongText(label="Long"))
    editor.resize(400, 400)
    low = editor.text.height()
    editor.set_value("\n".join(f"第{line}行" for line in range(8)))
    assert editor.text.height() > low
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    assert "\t" not in str(editor.value())


@pytest.mark.parametrize(
    ("typed", "reading"),
    [("2026年3月5日", "= 2026-03-05"), ("2026.3", "2026-03-01?"), ("明天", "▲ 还不是日期")],
)
def test_a_day_says_how_it_was_read(qtbot: QtBot, context: Context, typed: str, reading: str) -> None:
    editor: DayEditor = made(qtbot, context, Day(label="Day"))
    editor.line.setText(typed)
    assert editor.reading.isVisible()
    shown = editor.reading.text()
    assert shown == reading or (reading.startswith("▲") and shown.startswith("▲"))


def test_leaving_a_day_writes_it_plainly(qtbot: QtBot, context: Context) -> None:
    editor: DayEditor = made(qtbot, context, Day(label="Day"))
    QTest.keyClicks(editor.line, "20260305")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "2026-03-05"
    assert not editor.reading.isVisible()


def test_a_doubtful_day_is_left_as_typed(qtbot: QtBot, context: Context) -> None:
    editor: DayEditor = made(qtbot, context, Day(label="Day"))
    editor.line.setText("2026年3月")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "2026年3月"


def test_few_options_are_buttons_and_many_a_list(qtbot: QtBot, context: Context) -> None:
    assert isinstance(made(qtbot, context, KINDS["choice"][0]), SegmentsEditor)
    assert isinstance(made(qtbot, context, KINDS["many"][0]), ComboEditor)


def test_pressing_an_answer_again_takes_it_back(qtbot: QtBot, context: Context) -> None:
    editor: FlagEditor = made(qtbot, context, Flag(label="Flag"))
    yes, no = editor.segments.buttons["yes"], editor.segments.buttons["no"]
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert editor.value() is True
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert (editor.value(), yes.isChecked()) == (False, False)
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert (editor.value(), no.isChecked()) == (None, False)


def test_arrow_keys_go_from_answer_to_answer(qtbot: QtBot, context: Context) -> None:
    editor: SegmentsEditor = made(qtbot, context, Choice(label="Choice", options=FRUITS))
    buttons = editor.segments.buttons
    with qtbot.waitActive(editor):
        editor.activateWindow()
    buttons["apple"].setFocus()
    QTest.keyClick(buttons["apple"], Qt.Key.Key_Right)
    assert buttons["pear"].hasFocus()
    assert editor.value() == ""
    QTest.keyClick(buttons["pear"], Qt.Key.Key_Space)
    assert editor.value() == "pear"


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot, context: Context) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    editor: ComboEditor = made(qtbot, context, Choice(label="Many", options=MANY))
    editor.set_value("o3")
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(editor.combo, wheel)
    assert editor.value() == "o3"


def test_an_option_no_longer_offered_is_kept(qtbot: QtBot, context: Context) -> None:
    few, many = made(qtbot, context, KINDS["choice"][0]), made(qtbot, context, KINDS["many"][0])
    for editor in (few, many):
        editor.set_value("fig")
        assert editor.value() == "fig"


def test_boxes_give_codes_in_the_order_of_the_options(qtbot: QtBot, context: Context) -> None:
    editor: ChoicesEditor = made(qtbot, context, KINDS["choices"][0])
    with qtbot.waitSignal(editor.edited):
        editor.boxes["plum"].click()
    editor.boxes["apple"].click()
    assert editor.value() == ["apple", "plum"]


def test_a_link_is_typed_opened_and_taken_off(qtbot: QtBot, context: Context) -> None:
    editor: LinkEditor = made(qtbot, context, Link(label="Link", to="projects"))
    QTest.keyClicks(editor.line, "KY-2025-003")
    assert editor.value() == ["KY-2025-003"]  # also before it is taken by Enter
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == ""
    (chip,) = editor.chips()
    assert "项目3" in chip.text()
    with qtbot.waitSignal(editor.opened) as opened:
        chip.click()
    assert opened.args == ["projects", "KY-2025-003"]
    away = next(each for each in editor.findChildren(QAbstractButton) if each.text() == "×")
    with qtbot.waitSignal(editor.edited):
        away.click()
    assert editor.value() == []


def test_a_link_is_found_by_a_word_of_its_title(qtbot: QtBot, context: Context) -> None:
    editor: LinkEditor = made(qtbot, context, Link(label="Link", to="projects"))
    editor.line.setFocus()
    compose(editor.line, commit="目4")
    qtbot.waitUntil(lambda: editor.offers.texts() == ["KY-2025-004　项目4"])
    editor.offers.taken.emit("KY-2025-004　项目4")
    assert editor.value() == ["KY-2025-004"]


def test_offers_are_chosen_by_keys_while_something_is_composed(qtbot: QtBot, context: Context) -> None:
    editor: LinkEditor = made(qtbot, context, Link(label="Link", to="projects"))
    editor.line.setFocus()
    compose(editor.line, commit="项目")
    qtbot.waitUntil(lambda: len(editor.offers.texts()) == 5)
    assert not editor.offers.isWindow()  # a popup would take the pointer from the input method
    compose(editor.line, preedit="di")
    third = editor.offers.texts()[2]
    compose(editor.line)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(editor.line, key)
    assert editor.value() == [third.partition("　")[0]]
    assert editor.offers.texts() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_offers_do_not_outlive_the_typing(qtbot: QtBot, context: Context, key: Qt.Key) -> None:
    editor: LinkEditor = made(qtbot, context, Link(label="Link", to="projects"))
    editor.set_value(("KY-2025-003",))
    editor.line.setFocus()
    compose(editor.line, commit="项目")
    qtbot.waitUntil(lambda: bool(editor.offers.texts()))
    QTest.keyClick(editor.line, key)
    assert editor.offers.texts() == []


def test_a_link_to_nothing_does_not_open(qtbot: QtBot, context: Context) -> None:
    editor: LinkEditor = made(qtbot, context, Link(label="Link", to="projects"))
    editor.set_value(("KY-1999-001",))
    (chip,) = editor.chips()
    assert not chip.isEnabled()


def rows_editor(qtbot: QtBot, context: Context) -> RowsEditor:
    """Return an editor of two child rows."""
    editor: RowsEditor = made(qtbot, context, Rows(label="Rows", of=Helper, one="Helper"))
    editor.set_value((Helper(name="单雨桐", share=Decimal("60")), Helper(name="仇立新", share=Decimal("40"))))
    return editor


def names(editor: RowsEditor) -> list[str]:
    """Return the names in the rows."""
    rows: Any = editor.value()
    return [row.get("name", "") for row in rows]


def test_rows_are_shown_in_a_table(qtbot: QtBot, context: Context) -> None:
    editor = rows_editor(qtbot, context)
    model = editor.model
    cells = [model.data(model.index(1, column)) for column in range(model.columnCount())]
    assert cells == ["仇立新", "40%", ""]


def test_a_row_is_added_filled_moved_and_removed(qtbot: QtBot, context: Context) -> None:
    editor = rows_editor(qtbot, context)
    editor.add.click()
    inner: Any = editor.inner["name"].editor
    QTest.keyClicks(inner.line, "C")
    assert names(editor) == ["单雨桐", "仇立新", "C"]
    editor.up.click()
    assert names(editor) == ["单雨桐", "C", "仇立新"]
    assert editor.current() == 1
    editor.down.click()
    editor.down.click()  # the last row stays the last
    assert names(editor) == ["单雨桐", "仇立新", "C"]
    editor.remove.click()
    assert names(editor) == ["单雨桐", "仇立新"]


def test_an_input_method_commits_into_a_row(qtbot: QtBot, context: Context) -> None:
    editor = rows_editor(qtbot, context)
    editor.go_to("[1].told")
    field = editor.inner["told"].editor.focusProxy()
    with qtbot.assertNotEmitted(editor.edited):
        compose(field, preedit="bianzhi")
    with qtbot.waitSignal(editor.edited):
        compose(field, commit="编织")
    rows: Any = editor.value()
    assert rows[1]["told"] == "编织"
    assert "told" not in rows[0]


def test_a_wrong_cell_is_marked_in_the_table(qtbot: QtBot, context: Context) -> None:
    editor = rows_editor(qtbot, context)
    editor.go_to("[0].share")
    inner: Editor = editor.inner["share"].editor
    inner.set_value("a lot")
    inner.edited.emit()
    assert editor.model.data(editor.model.index(0, 1)) == "■ a lot"


@pytest.mark.parametrize("name", KINDS)
def test_a_value_that_is_read_only_is_not_changed_by_keys(qtbot: QtBot, context: Context, name: str) -> None:
    kind, value = KINDS[name]
    editor = made(qtbot, context, kind)
    editor.set_value(value)
    before = editor.value()
    editor.set_read_only(True)
    if isinstance(editor, RowsEditor):
        editor.go_to("[0].name")
        assert not editor.add.isVisible()
    for field in (each for kind in (QLineEdit, QPlainTextEdit) for each in editor.findChildren(kind)):
        QTest.keyClicks(field, "9")
        assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for button in editor.findChildren(QAbstractButton):
        if button.objectName() != "chip" and button.isVisible():
            button.click()
    if isinstance(editor, ComboEditor):
        assert not editor.combo.isEnabled()
    assert editor.value() == before


def test_the_tab_key_stops_once_at_options_side_by_side(qtbot: QtBot, context: Context) -> None:
    editor = made(qtbot, context, Choice(label="Choice", options=FRUITS))
    first, second, third = editor.segments.buttons.values()

    def stops() -> list[QWidget]:
        return [each for each in (first, second, third) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops() == [first]
    with qtbot.waitActive(editor):
        editor.activateWindow()
    editor.go_to()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert stops() == [second]
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert editor.value() == "pear"
    editor.set_value("plum")
    assert stops() == [third]


def test_an_open_choice_takes_a_word_of_ones_own(qtbot: QtBot, context: Context) -> None:
    kind = Choice(label="Many", options=MANY, open=True)
    editor = made(qtbot, context, kind)
    line = editor.combo.lineEdit()
    line.selectAll()
    with qtbot.waitSignal(editor.edited):
        QTest.keyClicks(line, "loquat")
    assert editor.value() == "loquat"
    line.selectAll()
    QTest.keyClicks(line, MANY[3].label)
    assert editor.value() == MANY[3].code
    editor.set_value("桑葚")
    assert editor.value() == "桑葚"
