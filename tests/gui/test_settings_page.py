"""The settings page: saved whole, applied at once where it can be, and never into the workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk import paths
from ipdesk.gui.context import Context
from ipdesk.gui.settings_page import SettingsPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import COLOURS
from ipdesk.operations import settings
from ipdesk.operations.desk import Desk
from tests.exporting.font_files import licensed, small_tables, written
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import enter, show


@pytest.fixture
def page(
    make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, desk: Desk, qtbot: QtBot
) -> SettingsPage:
    """Return the page over an open desk, in Chinese and light colours."""
    made = SettingsPage(make_context(desk), tasks, dialogs)
    made.refresh()
    show(qtbot, made)
    return made


def pick(page: SettingsPage, name: str, value: object) -> None:
    """Choose a value in one of the combo boxes."""
    combo = getattr(page, name)
    combo.setCurrentIndex(combo.findData(value))


def test_what_is_set_is_shown_and_nothing_is_to_save(page: SettingsPage) -> None:
    assert page.chosen() == page.context.settings
    assert not page.save.isEnabled()
    assert page.may_leave()


def test_settings_are_saved_and_read_again(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    pick(page, "scale", 150)
    page.lock.setValue(25)
    page.second.setText(str(tmp_path))
    assert page.save.isEnabled()
    with qtbot.assertNotEmitted(page.applied):
        enter(page.second)
    held, notice = settings.load()
    assert notice is None
    assert (held.text_scale, held.lock_after_minutes, held.second_backup_folder) == (150, 25, str(tmp_path))
    assert page.context.settings == held
    assert not page.is_unsaved()
    assert page.outcome.isVisible()


def test_another_language_and_other_colours_hold_at_once(
    page: SettingsPage, qtbot: QtBot, qapp: QApplication
) -> None:
    pick(page, "language", "en")
    pick(page, "theme", "dark")
    with qtbot.waitSignal(page.applied):
        page.save.click()
    assert page.context.label("Disclosures") == "Disclosures"
    assert page.context.desk.translator.language == "en"
    assert page.context.colours == COLOURS["dark"]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == COLOURS["dark"].window


@pytest.mark.parametrize("place", ["不是全路径", "/没有/这个/文件夹"])
def test_a_second_place_that_is_not_there_is_told_in_place(place: str, page: SettingsPage) -> None:
    page.second.setText(place)
    page.save.click()
    assert page.focusWidget() is page.second
    assert not (paths.config_folder() / settings.FILE).exists()


def test_the_second_place_is_not_inside_the_workspace(page: SettingsPage, desk: Desk) -> None:
    page.second.setText(str(desk.workspace.folder / "backups"))
    hint = page.second.accessibleDescription()
    page.save.click()
    assert page.second.accessibleDescription() != hint
    assert page.context.settings.second_backup_folder == ""


def test_a_place_is_chosen_and_taken_away(page: SettingsPage, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.place = tmp_path
    page.choose.click()
    page.save.click()
    assert page.context.settings.second_backup_folder == str(tmp_path)
    page.second.clear()
    page.save.click()
    assert page.context.settings.second_backup_folder == ""


def test_a_desk_that_never_locks_is_warned_of(page: SettingsPage) -> None:
    assert page.lock.accessibleDescription() == ""
    page.lock.setValue(0)
    assert page.lock.accessibleDescription()
    assert page.lock.text() == page.context.label("Never")


def test_settings_that_cannot_be_written_are_refused_in_place_and_the_old_ones_hold(
    page: SettingsPage,
) -> None:
    paths.config_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.config_folder().write_text("", encoding="utf-8")  # a file where the folder should be
    page.lock.setValue(33)
    page.save.click()
    assert page.outcome.isVisible()
    assert page.context.settings.lock_after_minutes == 10
    assert page.is_unsaved()


def test_unsaved_settings_are_asked_about_once(page: SettingsPage, dialogs: FakeDialogs) -> None:
    page.lock.setValue(33)
    page.refresh()
    assert page.lock.value() == 33, "what is being changed stays"
    dialogs.decision = False
    assert not page.may_leave()
    dialogs.decision = True
    assert page.may_leave()
    assert len(dialogs.asked) == 2


def test_a_scale_of_ones_own_stays(
    make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    context = make_context()
    context.settings = settings.Settings(text_scale=90)
    page = SettingsPage(context, tasks, dialogs)
    qtbot.addWidget(page)
    assert page.chosen() == context.settings


def test_own_fonts_are_looked_at_saved_and_taken_back(
    page: SettingsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    place = written(tmp_path / "仿宋.ttf", small_tables())
    dialogs.files = [place]
    page.fonts.choosers["running"].click()
    assert page.fonts.files["running"].text() == str(place)
    assert page.is_unsaved()
    page.save.click()
    held, _ = settings.load()
    assert held.fonts == page.context.settings.fonts == {"running": str(place)}
    assert not page.is_unsaved()
    place.unlink()
    page.lock.setValue(25)
    page.save.click()
    assert settings.load()[0].lock_after_minutes == 25, "what was not changed is not looked at again"
    page.fonts.files["running"].clear()
    page.save.click()
    assert settings.load()[0].fonts == {}


@pytest.mark.parametrize("bad", ["gone", "forbidden", "text"])
def test_a_font_that_cannot_be_used_is_told_in_place(bad: str, page: SettingsPage, tmp_path: Path) -> None:
    place = tmp_path / "小标宋.ttf"
    if bad == "forbidden":
        written(place, licensed(small_tables(), 2))
    elif bad == "text":
        place.write_text("没有字形", encoding="utf-8")
    page.fonts.files["title"].setText(str(place))
    page.save.click()
    assert page.focusWidget() is page.fonts.files["title"]
    assert "小标宋.ttf" in page.fonts.files["title"].accessibleDescription()
    assert not (paths.config_folder() / settings.FILE).exists()
    assert page.is_unsaved()
