"""The family as a picture: who stands under whom, and the keys that lead from box to box."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.family_tree import FamilyCard, Relative, boxes_of, tree_of
from ipdesk.registers.patent_family import Relative as Kin
from ipdesk.registers.patent_family import grown

PARENTS = {
    "1": (), "2": ("1",), "3": ("2",), "4": ("2",), "5": ("1",), "6": (),
}  # fmt: skip
ROOTS = grown([Kin(number, above) for number, above in PARENTS.items()]).roots
MEMBERS = {
    number: Relative(number=number, kind="发明", country="CN", state="已申请", relation="优先权")
    for number in PARENTS
}


def numbers(roots: tuple[Relative, ...]) -> list[object]:
    """Return a tree as nested numbers."""
    return [(each.number, numbers(each.children)) if each.children else each.number for each in roots]


def test_each_stands_once_under_the_first_it_rests_on() -> None:
    assert numbers(tree_of(MEMBERS, ROOTS)) == [("1", [("2", ["3", "4"]), "5"]), "6"]


def test_no_box_lies_over_another() -> None:
    boxes = boxes_of(tree_of(MEMBERS, ROOTS))
    places = [(each.column, each.row) for each in boxes]
    assert len(set(places)) == len(MEMBERS)
    for column in range(3):
        rows = sorted(row for held, row in places if held == column)
        assert all(later - former >= 1 for former, later in pairwise(rows))


def test_one_that_rests_on_several_stands_right_of_all_and_is_tied_to_each(
    context: Context, qtbot: QtBot
) -> None:
    """The PCT application rests on two first filings, of which the later one is itself an improvement of another."""
    kin = {"1": (), "2": (), "3": ("2",), "9": ("1", "3")}
    roots = grown([Kin(number, above) for number, above in kin.items()]).roots
    members = {number: Relative(number=number) for number in kin}
    boxes = {each.member.number: each for each in boxes_of(tree_of(members, roots))}
    assert [boxes[each].column for each in ("1", "2", "3", "9")] == [0, 0, 1, 2]
    order = list(boxes)
    assert (order[boxes["9"].above], [order[each] for each in boxes["9"].also]) == ("1", ["3"])
    card = FamilyCard(context)
    qtbot.addWidget(card)
    card.show_family(tree_of(members, roots), "9")
    assert card.tree.accessibleDescription().splitlines()[0] == "9　还以 3 为基础"
    assert "9　还以 3 为基础" in card.tree.toolTip().splitlines()


@pytest.fixture
def card(context: Context, qtbot: QtBot) -> FamilyCard:
    """Return the card of a family on the screen, on the page of its second member."""
    made = FamilyCard(context)
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show_family(tree_of(MEMBERS, ROOTS), "2")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.tree.setFocus()
    return made


def test_keys_lead_from_box_to_box_and_enter_opens_another(card: FamilyCard, qtbot: QtBot) -> None:
    tree = card.tree
    ways = ((Qt.Key.Key_Right, "3"), (Qt.Key.Key_Down, "4"), (Qt.Key.Key_Left, "2"), (Qt.Key.Key_Left, "1"),
            (Qt.Key.Key_End, "6"))  # fmt: skip
    for key, number in ways:
        QTest.keyClick(tree, key)
        here = tree.current()
        assert here is not None and here.number == number
        assert tree.accessibleDescription().splitlines()[0] == here.words()
    with qtbot.waitSignal(tree.opened) as heard:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert heard.args == ["6"]


def test_enter_on_the_record_itself_opens_nothing(card: FamilyCard, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card.tree.opened):
        QTest.keyClick(card.tree, Qt.Key.Key_Return)


def test_boxes_lie_within_the_picture(card: FamilyCard) -> None:
    tree = card.tree
    assert all(QRectF(tree.rect()).contains(tree._rect(each)) for each in tree.boxes)


def test_one_alone_is_no_family(card: FamilyCard) -> None:
    card.show_family((MEMBERS["1"],), "1")
    assert card.none.isVisible() and not card.tree.isVisible()
    assert "在先申请" in card.none.text()
