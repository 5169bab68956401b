"""The open desk: the bar on top, the places at the left, the page in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.conditions import Filter
from ipdesk.gui.context import Context
from ipdesk.gui.desk_acts import REPORTS, REVIEW, SAFEKEEPING, DeskActs, shortcuts_of
from ipdesk.gui.desk_bar import DeskBar
from ipdesk.gui.desk_pages import DeskPages
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.dropping import dropped_files
from ipdesk.gui.making_ready import MakingReady, make_checks_ready, make_report_ready
from ipdesk.gui.navigation import Navigation
from ipdesk.gui.offer import Offer
from ipdesk.gui.page import Page
from ipdesk.gui.register_page import RegisterPage, Standing
from ipdesk.gui.stops import Stop
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.today_page import TodayPage
from ipdesk.model.errors import Refused
from ipdesk.model.report_periods import quarter_of
from ipdesk.model.text import N_, Message
from ipdesk.operations import settings as settings_file
from ipdesk.operations.permissions import permits
from ipdesk.operations.views import View
from ipdesk.registers import REGISTERS


class DeskView(QWidget):
    """Shows one page at a time and remembers the way back."""

    lock_asked = Signal()
    palette_asked = Signal()
    page_shown = Signal()
    settings_applied = Signal()

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__()
        self._context = context
        self._offered = DeskPages(self, context, tasks, dialogs)
        self.navigation = Navigation(context, [(key, label) for key, label, _ in self._offered.places])
        self.navigation.went.connect(self._go_from_navigation)
        self.pages = QStackedWidget()
        self.bar = DeskBar(context, tasks)
        self.bar.palette_asked.connect(self.palette_asked)
        self._way: list[Stop] = []
        self._standings: dict[str, Standing] = {}
        self._acts = DeskActs(self, context, dialogs)
        ready = {REVIEW: make_checks_ready, REPORTS: make_report_ready}
        works = [work for place, work in ready.items() if place in self._offered.named()]
        self.making_ready = MakingReady(context, tasks, works, self)
        self.alarm = Offer()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self.alarm)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(self.pages, 1)
        rows.addLayout(across, 1)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._refresh)
        context.changed.connect(self._again.start)  # no lambda: that would outlive the view
        context.changed.connect(self._forget_count)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome manuscripts, wherever on the desk they are dropped; a page that takes files itself goes first."""
        if REVIEW in self._offered.named() and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the manuscripts dropped."""
        from ipdesk.gui.review_page import ReviewPage

        event.acceptProposedAction()
        self.go(REVIEW)
        if isinstance(page := self.page(), ReviewPage):
            page.check_files(dropped_files(event))

    def check_paper(self, number: str) -> None:
        """Check the files attached to a review before publication."""
        from ipdesk.gui.review_page import ReviewPage

        self.go(REVIEW)
        if isinstance(page := self.page(), ReviewPage):
            page.check_paper(number)

    def open_report(self, code: str) -> None:
        """Show the report of this quarter at an indicator."""
        from ipdesk.gui.reports_page import ReportsPage

        self.go(REPORTS)
        if isinstance(page := self.page(), ReportsPage):
            page.show_at(code)
            page.turn(quarter_of(self._context.desk.today()))

    def start(self) -> None:
        """Show the first page that the person at the desk may see."""
        self.bar.refresh()
        self.go(next(iter(self._offered.named())))

    def show_alarm(self, alarm: Message) -> None:
        """Say over every page that something is wrong with the workspace, and lead to where it is looked into."""
        acts = []
        if SAFEKEEPING in self._offered.named():
            acts.append((self._context.label(N_("Look into it")), partial(self.go, SAFEKEEPING)))
        self.alarm.show_offer(self._context.say(alarm), "block", acts)

    def way(self) -> tuple[Stop, ...]:
        """Return the way to the page shown, for another view to go on from."""
        self._note_number()
        return tuple(self._way)

    def resume(self, way: Sequence[Stop]) -> None:
        """Show the page that a way leads to, as if it had been gone here."""
        self.bar.refresh()
        self._way = list(way)
        self._show(self._offered.make(self._way[-1]))

    def page(self) -> Page | None:
        """Return the page shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, key: str) -> None:
        """Show the page of a place, unless the page shown may not be left."""
        if key in self._offered.named() and self._may_leave():
            self._way = [Stop(key, "place")]
            self._show(self._offered.make(self._way[-1]))
        elif self._way:
            self.navigation.show_place(self._way[-1].marked)

    def _go_from_navigation(self, key: str) -> None:
        """Go to a place, also back to that of the record shown; where one is already, the list stays as it stands."""
        if self._way != [Stop(key, "place")]:
            self.go(key)

    def open_stage(self, register: str, state: str) -> None:
        """Show the records of a register that are in a state."""
        self.open_list(register, Filter(state=state))

    def open_list(self, register: str, wanted: Filter) -> None:
        """Show what a filter leaves of a register; the way back leads to where it was asked for."""
        self._open("list", register)
        page = self.page()
        if isinstance(page, RegisterPage) and page.register.name == register:
            page.show_only(wanted)

    def open_mine(self) -> None:
        """Show what waits for the person at the desk."""
        if not isinstance(self.page(), TodayPage):
            self.go("today")
        page = self.page()
        if isinstance(page, TodayPage):
            page.show_mine()

    def open_view(self, register: str, view: View) -> None:
        """Show what a saved filter of a register lists."""
        self.go(register)
        page = self.page()
        if isinstance(page, RegisterPage) and page.register.name == register:
            page.saved.apply(view)

    def open_record(self, register: str, number: str, place: str = "") -> None:
        """Open a record's page, or an empty one for a new record, with the cursor at a place if one is named."""
        self._open("record", register, number)
        page = self.page()
        if place and page is not None:
            page.show_at(place)

    def open_import(self, register: str) -> None:
        """Open the page that takes files in."""
        self._open("import", register)

    def open_import_all(self) -> None:
        """Open the page that takes in files of all registers."""
        self._open("import-all")

    def open_print(self, register: str, number: str) -> None:
        """Open a record's documents, as they would be printed."""
        self._open("print", register, number)

    def open_together(self, register: str, numbers: Sequence[str]) -> None:
        """Open the page that shows several records of a register at once."""
        self._open("together", register, *numbers)

    def open_everything(self, number: str) -> None:
        """Open the page of everything about a person."""
        self._open("everything", "people", number)

    def open_page(self, kind: str, *of: str) -> None:
        """Open a page that belongs to no record: mentions, templates, signing, campaign, duplicates, rules of a kind, a template."""
        self._open(kind, *of)

    def open_help(self) -> None:
        """Open the handbook at the page of what has the keyboard, or else of what is shown."""
        from ipdesk.gui.help_page import page_at, page_for

        if self._way and self._way[-1].kind != "help":
            page = self.page()
            at = page_at(page.focusWidget()) if page is not None else ""
            self._open("help", at or page_for(self._way[-1]))

    def back(self) -> None:
        """Go back to where the page shown was opened from, with its list as it stood."""
        if not self._may_leave() or not self._way:
            return
        if len(self._way) > 1:
            self._way.pop()
        page = self._offered.make(self._way[-1])
        self._show(page)
        if isinstance(page, RegisterPage) and page.register.name in self._standings:
            page.go_to(self._standings[page.register.name])

    def _open(self, kind: str, *of: str) -> None:
        if self._may_leave():
            self._note_number()
            self._way.append(Stop(self._way[0].place if self._way else "", kind, of))
            self._show(self._offered.make(self._way[-1]))

    def _note_number(self) -> None:
        """Take down the number that a new record got since its page was opened, so that the way leads to it."""
        number = getattr(self.page(), "number", "")
        if number and self._way and self._way[-1].kind == "record":
            self._way[-1] = replace(self._way[-1], of=(self._way[-1].of[0], number))

    def _fold(self) -> None:
        """Show the places as icons alone, or with their names again, and remember it."""
        kept = replace(self._context.settings, folded=not self._context.settings.folded)
        self._context.settings = kept
        self.navigation.fold(folded=kept.folded)
        page = self.page()
        try:
            settings_file.save(kept)
        except Refused as refused:
            if page is not None:
                page.outcome.refuse(refused)

    def _print_shown(self) -> None:
        page = self.page()
        register, number = getattr(page, "register", None), getattr(page, "number", "")
        if register is not None and number:
            self.open_print(register.name, number)

    def _prints(self) -> bool:
        page = self.page()
        return bool(getattr(page, "number", "")) and permits(self._context.desk.actor, "print")

    def commands(self) -> Sequence[Command]:
        """Return the acts of the desk: every place, a new record in each register, back, lock."""
        say, label = self._context.say, self._context.label
        places = self._offered.named()
        shortcuts = shortcuts_of([*places])
        made = [
            Command(
                id=f"go.{key}",
                label=say(Message(N_("Go to {place}"), place=name)),
                run=partial(self.go, key),
                shortcut=shortcuts[key],
                menu="go",
            )
            for key, name in places.items()
        ]
        if permits(self._context.desk.actor, "import"):
            everything = label(N_("Bring everything in…"))
            made.append(Command(id="import.all", label=everything, run=self.open_import_all, menu="new"))
        if permits(self._context.desk.actor, "add"):
            for each in REGISTERS:
                one = Message(each.one)
                made.append(
                    Command(
                        id=f"new.{each.name}",
                        label=say(Message(N_("New: {one}"), one=one)),
                        run=partial(self.open_record, each.name, ""),
                        menu="new",
                    )
                )
                made.append(
                    Command(
                        id=f"import.{each.name}",
                        label=say(Message(N_("Import: {register}"), register=Message(each.label))),
                        run=partial(self.open_import, each.name),
                        menu="new",
                    )
                )
        made.append(
            Command(
                id="print",
                label=label(N_("Print…")),
                run=self._print_shown,
                shortcut="Ctrl+P",
                enabled=self._prints,
            )
        )
        made += self._acts.commands()
        made.append(
            Command(
                id="handbook", label=label(N_("Handbook")), run=self.open_help, shortcut="F1", menu="desk"
            )
        )
        back, lock, fold = label(N_("Back")), label(N_("Lock")), label(N_("Fold or unfold the places"))
        made.append(Command(id="fold", label=fold, run=self._fold, shortcut="Ctrl+B", menu="go"))
        made.append(Command(id="back", label=back, run=self.back, shortcut="Alt+Left", menu="go"))
        made.append(Command(id="lock", label=lock, run=self.lock_asked.emit, shortcut="Ctrl+L", menu="desk"))
        return [*made, *self._acts.filters()]

    def _show(self, page: Page) -> None:
        page.opened.connect(self.open_record)
        page.opened_at.connect(self.open_record)
        page.together_asked.connect(self.open_together)
        page.rules_asked.connect(partial(self.open_page, "rules"))
        page.manuscripts_asked.connect(self.check_paper)
        page.left.connect(self.back)
        page.acts_changed.connect(self.page_shown)
        before = self.pages.currentWidget()
        if isinstance(before, RegisterPage):
            self._standings[before.register.name] = before.standing()
        self.navigation.show_place(self._way[-1].marked if self._way else "")
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if before is not None:
            self.pages.removeWidget(before)
            before.deleteLater()
        page.refresh()
        page.setFocus()
        self.page_shown.emit()

    def _may_leave(self) -> bool:
        page = self.page()
        return page is None or page.may_leave()

    def _forget_count(self) -> None:
        """Show no count beside Today after a write: one that may be wrong is worse; Today counts anew."""
        self.navigation.show_count("today", None)

    def _refresh(self) -> None:
        page = self.page()
        if page is not None and self._context.is_open():
            page.refresh()
            self.bar.refresh()
