"""The handbook in the window: F1 opens the page of where one is, links lead on, search finds, Escape goes back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.help_page import OF_KIND, OF_PLACE, OF_REGISTER, OF_RULES, HelpPage, page_for
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.safekeeping_page import SafekeepingPage
from ipdesk.gui.stops import Stop
from ipdesk.gui.tasks import Tasks
from ipdesk.operations.desk import Desk
from ipdesk.operations.handbook import ORDER, help_pages, linked, search_handbook
from ipdesk.operations.rule_files import KINDS
from ipdesk.registers import REGISTERS
from tests.gui.conftest import FakeDialogs
from tests.gui.test_every_page import faults

IMAGE = QTextDocument.ResourceType.ImageResource.value
NAMES = {each.name for each in help_pages("zh")}


@pytest.fixture
def view(
    desk: Desk, make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> DeskView:
    made = DeskView(make_context(desk), tasks, dialogs)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.start()
    return made


def test_every_place_has_its_page() -> None:
    stops = [Stop(each.name, "place") for each in REGISTERS]
    stops += [Stop("today", "record", (each.name, "1")) for each in REGISTERS]
    stops += [Stop("today", "rules", (each.id,)) for each in KINDS]
    stops += [Stop(place, "place") for place in OF_PLACE] + [Stop("today", kind, ("x",)) for kind in OF_KIND]
    assert {page_for(each) for each in stops} <= NAMES
    assert {*OF_REGISTER.values(), *OF_RULES.values()} <= NAMES
    assert set(ORDER) <= NAMES


def test_f1_opens_the_page_of_where_one_is_and_escape_goes_back(view: DeskView) -> None:
    view.go("patents")
    view.open_help()
    page = view.page()
    assert isinstance(page, HelpPage)
    assert page.name == "rights"
    assert "专利" in page.text.toPlainText()
    assert faults(view, page) == []
    QTest.keyClick(page, Qt.Key.Key_Escape)
    back = view.page()
    assert isinstance(back, RegisterPage)
    assert back.register.name == "patents"


def test_f1_opens_the_page_of_the_part_that_has_the_keyboard(view: DeskView, qtbot: QtBot) -> None:
    view.go("safekeeping")
    page = view.page()
    assert isinstance(page, SafekeepingPage)
    qtbot.waitUntil(page.archive.isVisible)
    page.archive.archive.setFocus()
    view.open_help()
    shown = view.page()
    assert isinstance(shown, HelpPage)
    assert shown.name == "archive"


@pytest.mark.parametrize(
    ("place", "name"), [("handovers", "rights"), ("papers", "paper-review"), ("review", "manuscripts")]
)
def test_a_place_opens_the_page_that_tells_of_it(place: str, name: str) -> None:
    assert page_for(Stop(place, "place")) == name


def test_search_lists_lines_and_enter_opens_the_first(view: DeskView) -> None:
    view.open_help()
    page = view.page()
    assert isinstance(page, HelpPage)
    page.field.setText("年费")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert "年费" in page.text.toPlainText()
    page.field.setText("没有这样的词")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert "没有这样的词" in page.contents.item(0).text()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.contents.count() == len(NAMES)


def test_links_lead_to_other_pages_and_nowhere_else(view: DeskView) -> None:
    view.open_help()
    page = view.page()
    assert isinstance(page, HelpPage)
    page.text.anchorClicked.emit(QUrl("docket.md"))
    assert page.name == "docket"
    page.text.anchorClicked.emit(QUrl("https://example.org/other"))
    assert page.name == "start"  # a page that is not there is the first one; nothing is fetched


def test_a_page_that_is_named_is_a_link_by_its_title() -> None:
    pages = {(each.name, language): each for language in ("zh", "en") for each in help_pages(language)}
    shown = {language: linked(pages["questions", language], language) for language in ("zh", "en")}
    assert f"见《[{pages['bring-in', 'zh'].title}](bring-in.md)》" in shown["zh"]
    assert f"[{pages['bring-in', 'en'].title}](bring-in.md)" in shown["en"]
    kept = linked(pages["rights", "en"], "en")
    assert "from a .txt or .md file" in kept


def test_no_chinese_sentence_is_broken_by_the_end_of_a_line() -> None:
    sign = "[\u3400-\u9fff，。；：、（）“”]"
    for page in help_pages("zh"):
        assert not re.search(rf"{sign}\n *{sign}", page.text), page.name
    assert all("\n- " in page.text for page in help_pages("zh") if page.name in ("window", "archive"))


def test_a_text_is_found_whatever_its_case() -> None:
    assert search_handbook("PDF", "zh") == search_handbook("pdf", "zh") != []
    assert search_handbook(" ", "zh") == []


def test_pictures_are_read_and_never_wider_than_the_room(view: DeskView, qtbot: QtBot) -> None:
    view.open_help()
    page = view.page()
    assert isinstance(page, HelpPage)
    page.show_page("reports")
    text, widths = page.text, []
    for room in (1280, 1000):
        view.resize(room, 720)
        qtbot.waitUntil(lambda: text.horizontalScrollBar().maximum() == 0)
        picture = text.document().resource(IMAGE, QUrl("../pictures/reports-zh-light.png"))
        widths.append(picture.width())
        assert 0 < picture.width() <= text.viewport().width() * picture.devicePixelRatio()
    assert widths[0] > widths[1]
