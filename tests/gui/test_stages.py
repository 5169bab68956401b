"""The pipeline of a register: told in words by age, opened by keys and clicks, switched to another register."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pipeline_card import PipelineCard
from ipdesk.gui.stages import BAR, Stages, age_tints
from ipdesk.operations import today
from ipdesk.operations.today import Stage
from ipdesk.registers import REGISTERS

STAGES = [
    Stage("disclosures", "draft", "Draft", 6, False, (1, 2, 3)),
    Stage("disclosures", "submitted", "Submitted", 0, False, (0, 0, 0)),
    Stage("disclosures", "closed", "Closed", 1234, True, (4, 30, 1200)),
]


@pytest.fixture
def picture(context: Context, qtbot: QtBot) -> Stages:
    """Return a pipeline of three states on the screen."""
    made = Stages(context, "办理进展")
    qtbot.addWidget(made)
    made.resize(480, 3 * BAR)
    made.show_stages(STAGES)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_each_state_is_told_with_its_ages_but_for_what_ended(picture: Stages) -> None:
    assert picture.accessibleDescription().splitlines() == [
        "草稿 6 件；未改动 30 天以内 1、31–90 天 2、90 天以上 3",
        "已提交 0",
        "已办结 1234",
    ]


def test_keys_choose_and_open_a_state(picture: Stages, qtbot: QtBot) -> None:
    picture.setFocus()
    for key, state in (
        (Qt.Key.Key_Up, "draft"),
        (Qt.Key.Key_Down, "submitted"),
        (Qt.Key.Key_Down, "closed"),
        (Qt.Key.Key_Down, "closed"),
    ):
        QTest.keyClick(picture, key)
        with qtbot.waitSignal(picture.chosen) as heard:
            QTest.keyClick(picture, Qt.Key.Key_Return)
        assert heard.args == [state]


def test_a_click_opens_the_state_and_one_beside_them_nothing(picture: Stages, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.chosen) as heard:
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(200, BAR + 4))
    assert heard.args == ["submitted"]
    with qtbot.assertNotEmitted(picture.chosen):
        picture.resize(480, 5 * BAR)
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(200, 4 * BAR))


def test_the_ages_have_tints_that_differ(picture: Stages, context: Context) -> None:
    tints = [each.name() for each in age_tints(context.colours)]
    assert len(set(tints)) == 3 and tints[-1] == context.colours.accent.lower()
    picture.show_stages(STAGES[:1])
    drawn = picture.grab().toImage()
    seen = {drawn.pixelColor(x, BAR // 2).name() for x in range(drawn.width())}
    assert set(tints) <= seen


def test_the_switch_names_every_register_and_says_which_was_chosen(context: Context, qtbot: QtBot) -> None:
    card = PipelineCard(context, "disclosures")
    qtbot.addWidget(card)
    card.show_stages(today.stages(context.desk, REGISTERS[0]))
    actions = card.switch.menu().actions()
    assert [each.text() for each in actions] == [context.label(each.label) for each in REGISTERS]
    with qtbot.waitSignal(card.switched) as heard:
        next(each for each in actions if each.text() == "科研项目").trigger()
    assert heard.args == ["projects"]
    assert "科研项目" in card.switch.text() and "科研项目" in card.picture.accessibleName()
    with qtbot.waitSignal(card.chosen) as opened:
        card.picture.chosen.emit("running")
    assert opened.args == ["projects", "running"]
