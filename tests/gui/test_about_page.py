"""The page about the program: versions, licences, and no claim it cannot keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipdesk import __version__
from ipdesk.gui.about_page import AboutPage
from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Tasks
from ipdesk.model.text import N_, Message
from ipdesk.operations import selftest, versions
from tests.gui.keys import settle, show


@pytest.fixture
def make_page(
    make_context: Callable[..., Context], tasks: Tasks, qtbot: QtBot
) -> Iterator[Callable[[str], AboutPage]]:
    """Return a function that shows the page in a language, with the versions read."""

    def make(language: str) -> AboutPage:
        page = AboutPage(make_context(language=language), tasks)
        page.refresh()
        show(qtbot, page)
        settle(qtbot, page)
        return page

    yield make


def words(page: AboutPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel))


def test_the_versions_are_shown(make_page: Callable[[str], AboutPage]) -> None:
    said = words(make_page("zh"))
    for part in versions.versions():
        assert part.name in said
        assert part.version in said
    assert __version__ in said


def seen(page: AboutPage) -> list[str]:
    """Return the texts of what is on the screen now."""
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_never_says_certified(language: str, make_page: Callable[[str], AboutPage]) -> None:
    page = make_page(language)
    said = words(page) + page.text.toPlainText()
    assert len(said) > 1000
    assert not re.search("certif|认证|保密资质", said, re.IGNORECASE)


def test_every_licence_can_be_read_in_place(make_page: Callable[[str], AboutPage]) -> None:
    page = make_page("en")
    names = versions.licence_names()
    assert page.licence.count() == len(names)
    assert "sqlcipher3" in page.text.toPlainText()
    page.licence.setCurrentIndex(page.licence.findData("LGPL-3.0.txt"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page.text.toPlainText()
    assert page.text.isReadOnly()


def test_reading_again_reads_no_second_time(make_page: Callable[[str], AboutPage]) -> None:
    page = make_page("en")
    page.refresh()
    assert not page.is_waiting()
    assert page.licence.count() == len(versions.licence_names())


def test_the_installation_is_checked_and_each_finding_shown(
    make_page: Callable[[str], AboutPage], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken() -> Message:
        raise selftest.Failed(Message(N_("{file} is missing."), file="x.ttf"))

    checks = ((N_("Python"), selftest.python), (N_("Fonts"), broken))
    monkeypatch.setattr(selftest, "CHECKS", checks)
    page = make_page("en")
    for _ in range(2):  # the second run replaces the first
        page.check.click()
        settle(qtbot, page)
        qtbot.waitUntil(lambda: sum("x.ttf is missing." in each for each in seen(page)) == 1)
        assert any("1 of 2" in each for each in seen(page))
    monkeypatch.setattr(selftest, "CHECKS", checks[:1])
    page.check.click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: not any("x.ttf" in each for each in seen(page)))
