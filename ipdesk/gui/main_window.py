"""The one window: start, unlock or the open desk, with menus and shortcuts made from the commands.

What only the open desk needs is imported when it opens: the unlock page is painted before (see `ahead.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QWidget
from shiboken6 import isValid

from ipdesk.gui import look, theme
from ipdesk.gui.chain_watch import ChainWatch
from ipdesk.gui.commands import MENUS, Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.idle_watch import IdleWatch
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations import settings as settings_file

if TYPE_CHECKING:
    from ipdesk.gui.desk_view import DeskView
    from ipdesk.gui.palette import Palette
    from ipdesk.gui.stops import Stop
    from ipdesk.operations.desk import Desk

NAME = "ipdesk"
WIDTH, HEIGHT = 1360, 820


class MainWindow(QMainWindow):
    """Shows one of start page, wizard, unlock page and desk; locks when nobody is there."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__()
        self._context, self._tasks, self._dialogs = context, tasks, dialogs
        self._views = QStackedWidget()
        self.setCentralWidget(self._views)
        self.setWindowTitle(NAME)
        self._watch = ChainWatch(context, tasks)
        self.resize(WIDTH, HEIGHT)
        self._actions: list[QAction] = []
        self._desk_view: DeskView | None = None
        self._palette: Palette | None = None
        self._left: tuple[Path, str, Sequence[Stop]] | None = None
        self._idle = IdleWatch(context, self)
        self._idle.idle.connect(self.lock)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def show_start(self) -> None:
        """Show the start page."""
        from ipdesk.gui.start_page import StartPage

        page = StartPage(self._context, self._tasks, self._dialogs)
        page.chosen.connect(lambda folder: self.show_unlock(Path(folder)))
        page.new_asked.connect(self.show_new)
        page.restore_asked.connect(self.show_restore)
        self._show(page)

    def show_new(self) -> None:
        """Show the page that makes a workspace."""
        from ipdesk.gui.new_workspace_page import NewWorkspacePage

        page = NewWorkspacePage(self._context, self._tasks, self._dialogs)
        page.made.connect(self.open_desk)
        page.left.connect(self.show_start)
        self._show(page)

    def show_restore(self) -> None:
        """Show the page that restores a backup into a new folder."""
        from ipdesk.gui.restore_page import RestorePage

        page = RestorePage(self._context, self._tasks, self._dialogs)
        page.restored.connect(lambda folder: self.show_unlock(Path(folder)))
        page.left.connect(self.show_start)
        self._show(page)

    def show_unlock(self, folder: Path) -> None:
        """Show the page that asks for the passphrase of a workspace."""
        from ipdesk.gui.unlock_page import UnlockPage

        page = UnlockPage(self._context, self._tasks, folder)
        page.unlocked.connect(self.open_desk)
        page.left.connect(self.show_start)
        self._show(page)

    def open_desk(self, desk: Desk) -> None:
        """Show the open desk, take the right to be its one window, and remember the workspace."""
        from ipdesk.gui.desk_view import DeskView

        try:
            desk.workspace.take_window()
        except Refused as refused:
            desk.workspace.close()
            self.show_start()
            page = self._views.currentWidget()
            if isinstance(page, Page):
                page.outcome.refuse(refused)
            return
        self._context.open(desk)
        self._remember(desk)
        profile = desk.workspace.profile
        self.setWindowTitle(f"{profile.name} · {profile.code} - {NAME}")  # never what a record is called
        view = DeskView(self._context, self._tasks, self._dialogs)
        self._show_desk(view)
        before = self._left
        if before is not None and before[:2] == (desk.workspace.folder, desk.actor.name):
            view.resume(before[2])  # where the same person was when the desk was locked
        else:
            view.start()
        self._left = None
        self._idle.begin()
        self._back_up()

    def lock(self) -> None:
        """Lock the desk at once: nothing of the records stays visible, drafts are kept, and work stops where it can."""
        view = self._desk_view
        if view is None or not self._context.is_open():
            return
        folder = self._context.desk.workspace.folder
        self._left = (folder, self._context.desk.actor.name, view.way())
        self._tasks.cancel()
        self.setWindowTitle(NAME)
        self.show_unlock(folder)
        self._context.close()

    def commands(self) -> Sequence[Command]:
        """Return every act that can be done now."""
        label = self._context.label
        made = [
            Command(
                id="palette",
                label=label(N_("Find or run…")),
                run=self.open_palette,
                shortcut="Ctrl+K",
                menu="desk",
            )
        ]
        shown, view = self._views.currentWidget(), self._desk_view
        if view is not None:
            page = view.page()
            made += [*(page.commands() if page is not None else ()), *view.commands()]
        elif isinstance(shown, Page):
            made += shown.commands()
        made.append(
            Command(id="quit", label=label(N_("Quit")), run=self._quit, shortcut="Ctrl+Q", menu="desk")
        )
        return made

    def open_palette(self) -> None:
        """Open the command palette over the desk, or close it when it is open."""
        from ipdesk.gui.palette import Palette

        if self._dismiss_palette():
            return
        view = self._desk_view
        others = [each for each in self.commands() if each.id != "palette"]
        open_record = view.open_record if view is not None else _open_nothing
        self._palette = Palette(self._context, others, open_record, view or self._views.currentWidget())
        self._palette.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once while work is under way or a page has unsaved edits, then close the desk."""
        page = self._desk_view.page() if self._desk_view is not None else self._views.currentWidget()
        question = self._context.label(
            N_("Work is under way. What it finished is kept; the rest is not done.")
        )
        busy = self._tasks.is_busy() and not self._dialogs.decide(
            self, question, self._context.label(N_("Quit"))
        )
        if busy or (isinstance(page, Page) and not page.may_leave()):
            event.ignore()
            return
        self._tasks.stop()
        self._context.close()
        event.accept()

    def _quit(self) -> None:
        self.close()

    def _show_desk(self, view: DeskView) -> None:
        view.lock_asked.connect(self.lock)
        view.palette_asked.connect(self.open_palette)
        view.page_shown.connect(self._renew_actions)
        view.settings_applied.connect(self._apply_settings)
        self._watch.alarmed.connect(view.show_alarm)
        if self._watch.alarm is not None:
            view.show_alarm(self._watch.alarm)
        self._show(view, view)

    def _show(self, view: QWidget, desk_view: DeskView | None = None) -> None:
        self._desk_view, self._palette = desk_view, None
        before = self._views.currentWidget()
        self._views.addWidget(view)
        self._views.setCurrentWidget(view)
        if before is not None:
            self._views.removeWidget(before)
            before.deleteLater()
        view.setFocus()
        self._renew_actions()

    def _renew_actions(self) -> None:
        """Make menus and shortcuts of what can be done now."""
        self.menuBar().clear()
        for action in self._actions:
            action.setShortcut(QKeySequence())  # at once: two actions with one shortcut silence each other
        for gone in [*self._actions, *self.menuBar().findChildren(QMenu)]:
            gone.deleteLater()
        self._actions = []
        commands = self.commands()
        for key, label in MENUS:
            of_menu = [each for each in commands if each.menu == key]
            if of_menu:
                menu = self.menuBar().addMenu(self._context.label(label))
                menu.aboutToShow.connect(partial(self._renew_menu, menu, key))
                menu.aboutToHide.connect(self._listen)
                self._fill(menu, of_menu)

    def _fill(self, menu: QMenu, commands: Sequence[Command]) -> None:
        for command in commands:
            action = QAction(command.label, self)
            if command.shortcut:
                action.setShortcut(QKeySequence(command.shortcut))
            action.setAutoRepeat(False)  # a key held down does its act once
            action.setData(command)
            action.triggered.connect(partial(self._run, command))
            menu.addAction(action)
            self._actions.append(action)

    def _renew_menu(self, menu: QMenu, key: str) -> None:
        """Put into a menu that opens what can be done now, greyed out where it cannot be for the moment."""
        for action in menu.actions():
            self._actions.remove(action)
            action.setShortcut(QKeySequence())
            menu.removeAction(action)
            action.deleteLater()
        self._fill(menu, [each for each in self.commands() if each.menu == key])
        for action in menu.actions():
            action.setEnabled(action.data().enabled())

    def _listen(self) -> None:
        """Let every act hear its key again: what it can do is asked when it is pressed."""
        for action in self._actions:
            action.setEnabled(True)

    def _apply_settings(self) -> None:
        """Dress and word the desk anew after its settings changed, and go back to them."""
        chosen = self._context.settings
        self._dress()
        self._context.speak(chosen.language or self._context.translator.language)
        self._show_anew()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._context.colours = look.apply(app, theme.scheme_of(self._context.settings.theme))

    def _show_anew(self) -> None:
        """Make the view anew, in the colours and words of now, and go on where the old one was."""
        from ipdesk.gui.desk_view import DeskView

        if self._desk_view is None:
            return
        way = self._desk_view.way()
        view = DeskView(self._context, self._tasks, self._dialogs)
        self._show_desk(view)
        view.resume(way)

    def _follow_system(self) -> None:
        """Take the system's light or dark while the settings say so; a page with unsaved edits keeps its colours."""
        if self._context.settings.theme != "system":
            return
        self._dress()
        page = self._desk_view.page() if self._desk_view is not None else None
        if page is not None and not page.is_unsaved():
            self._show_anew()

    def _back_up(self) -> None:
        """Make the day's automatic backup beside the work, if there is none yet."""
        from ipdesk.operations import workspaces

        desk, chosen = self._context.desk, self._context.settings

        def work(task: Task) -> object:
            twin = desk.twin()
            with twin.workspace:
                return workspaces.backup_daily(twin, chosen, task.step)

        # The chain is verified when the backup is made: two such works at once would leave none for the pages.
        self._tasks.start(work, self._backed_up, self._not_backed_up)

    def _backed_up(self, _receipt: object) -> None:
        self._watch.begin()
        if self._desk_view is not None:
            self._desk_view.bar.refresh()

    def _not_backed_up(self, refused: Refused) -> None:
        # Stopped by locking, it is begun again at the next unlocking.
        if self._context.is_open():
            self._refuse(refused)
            self._watch.begin()

    def _run(self, command: Command, _checked: bool = False) -> None:
        """Run a command from a menu or by its shortcut, unless it cannot be run now."""
        if command.id != "palette":
            self._dismiss_palette()
        if command.enabled():
            command.run()

    def _dismiss_palette(self) -> bool:
        """Close the palette; say whether it was open."""
        shown, self._palette = self._palette, None
        if shown is None or not isValid(shown) or shown.isHidden():
            return False
        shown.dismiss()
        return True

    def _remember(self, desk: Desk) -> None:
        kept = self._context.settings.with_recent(str(desk.workspace.folder))
        self._context.settings = kept
        try:
            settings_file.save(kept)
        except Refused as refused:
            self._refuse(refused)

    def _refuse(self, refused: Refused) -> None:
        self.statusBar().showMessage(" ".join(self._context.say(each) for each in refused.messages()))


def _open_nothing(_register: str, _number: str) -> None:
    """Stand in for opening a record where no desk is open, so that none is found."""
