"""The open desk: the bar on top, the places at the left, the page in the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipdesk.gui.board_model import BoardChoices
from ipdesk.gui.commands import Command
from ipdesk.gui.conditions import Filter
from ipdesk.gui.context import Context
from ipdesk.gui.desk_acts import BOARD, DUE, SAFEKEEPING, SAFEKEEPING_ACTS, DeskActs, shortcuts_of
from ipdesk.gui.desk_bar import DeskBar
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.due_choices import DueChoices
from ipdesk.gui.navigation import Navigation
from ipdesk.gui.offer import Offer
from ipdesk.gui.page import Page
from ipdesk.gui.register_page import RegisterPage, Standing
from ipdesk.gui.stops import Stop
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.today_page import TodayPage
from ipdesk.gui.today_views import Choices
from ipdesk.gui.work_page import WorkPage
from ipdesk.model.errors import Refused
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
        self._context, self._tasks, self._dialogs = context, tasks, dialogs
        self._places = self._make_places()
        self.navigation = Navigation(context, [(key, label) for key, label, _ in self._places])
        self.navigation.went.connect(self._go_from_navigation)
        self.pages = QStackedWidget()
        self.bar = DeskBar(context, tasks)
        self.bar.palette_asked.connect(self.palette_asked)
        self._way: list[Stop] = []
        self._standings: dict[str, Standing] = {}
        self._acts = DeskActs(self, context, dialogs)
        self.alarm = Offer()
        self._choices, self._board_choices, self._due_choices = Choices(), BoardChoices(), DueChoices()
        self._kept: dict[str, dict[str, str]] = {}  # what was typed on pages of many records, by register
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

    def start(self) -> None:
        """Show the first page that the person at the desk may see."""
        self.bar.refresh()
        self.go(next(key for key, _, make in self._places if make is not None))

    def show_alarm(self, alarm: Message) -> None:
        """Say over every page that something is wrong with the workspace, and lead to where it is looked into."""
        acts = []
        if any(key == SAFEKEEPING for key, _, _ in self._places):
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
        self._show(self._make(self._way[-1]))

    def page(self) -> Page | None:
        """Return the page shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, key: str) -> None:
        """Show the page of a place, unless the page shown may not be left."""
        make = next((make for place, _, make in self._places if place == key and make is not None), None)
        if make is not None and self._may_leave():
            self._way = [Stop(key, "place")]
            self._show(make())
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
        form = getattr(self.page(), "form", None)
        if place and form is not None:
            form.go_to(place)

    def open_import(self, register: str) -> None:
        """Open the page that takes files in."""
        self._open("import", register)

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

    def back(self) -> None:
        """Go back to where the page shown was opened from, with its list as it stood."""
        if not self._may_leave() or not self._way:
            return
        if len(self._way) > 1:
            self._way.pop()
        page = self._make(self._way[-1])
        self._show(page)
        if isinstance(page, RegisterPage) and page.register.name in self._standings:
            page.go_to(self._standings[page.register.name])

    def _open(self, kind: str, *of: str) -> None:
        if self._may_leave():
            self._note_number()
            self._way.append(Stop(self._way[0].place if self._way else "", kind, of))
            self._show(self._make(self._way[-1]))

    def _note_number(self) -> None:
        """Take down the number that a new record got since its page was opened, so that the way leads to it."""
        number = getattr(self.page(), "number", "")
        if number and self._way and self._way[-1].kind == "record":
            self._way[-1] = replace(self._way[-1], of=(self._way[-1].of[0], number))

    def _make(self, stop: Stop) -> Page:
        """Make the page of a stop; pages are imported when they are first wanted."""
        passed = (self._context, self._tasks, self._dialogs)
        match stop.kind:
            case "record":
                from ipdesk.gui.pages import page_of

                return page_of(stop.of[0])(*passed, *stop.of)
            case "together":
                from ipdesk.gui.pages import TOGETHER

                register, *numbers = stop.of
                return TOGETHER[register](*passed, self._kept.setdefault(register, {}), tuple(numbers))
            case "import":
                from ipdesk.gui.import_page import ImportPage

                return ImportPage(*passed, *stop.of)
            case "print":
                from ipdesk.gui.print_page import PrintPage

                return PrintPage(*passed, *stop.of)
            case "list":
                return self._register(*stop.of)
            case "signing":
                from ipdesk.gui.signing_page import SigningPage

                return SigningPage(*passed, self.open_list, self.open_import)
            case "everything":
                from ipdesk.gui.everything_page import EverythingPage

                return EverythingPage(self._context, self._tasks, self.open_print, *stop.of)
            case "campaign" | "mentions" | "duplicates":
                from ipdesk.gui.pages import plain_page_of

                return plain_page_of(stop.kind)(self._context, self._tasks)
            case "templates":
                from ipdesk.gui.templates_page import TemplatesPage

                return TemplatesPage(*passed)
            case "rules":
                from ipdesk.gui.pages import rules_page_of

                rules = rules_page_of(stop.of[0])(*passed, *stop.of)
                rules.edit_asked.connect(partial(self.open_page, "template"))
                return rules
            case "template":
                from ipdesk.gui.template_editor_page import TemplateEditorPage

                return TemplateEditorPage(*passed, *stop.of)
            case _:
                return next(make for key, _, make in self._places if key == stop.place and make is not None)()

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
        shortcuts = shortcuts_of([key for key, _, make in self._places if make is not None])
        made = [
            Command(
                id=f"go.{key}",
                label=say(Message(N_("Go to {place}"), place=name)),
                run=partial(self.go, key),
                shortcut=shortcuts[key],
                menu="go",
            )
            for key, name, make in self._places
            if make is not None
        ]
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
        back, lock, fold = label(N_("Back")), label(N_("Lock")), label(N_("Fold or unfold the places"))
        made.append(Command(id="fold", label=fold, run=self._fold, shortcut="Ctrl+B", menu="go"))
        made.append(Command(id="back", label=back, run=self.back, shortcut="Alt+Left", menu="go"))
        made.append(Command(id="lock", label=lock, run=self.lock_asked.emit, shortcut="Ctrl+L", menu="desk"))
        return [*made, *self._acts.filters()]

    def _make_places(self) -> list[tuple[str, str, Callable[[], Page] | None]]:
        context, label = self._context, self._context.label
        places: list[tuple[str, str, Callable[[], Page] | None]] = []
        if permits(context.desk.actor, "read"):
            places.append(("today", label(N_("Today")), self._today))
            places.append((DUE, label(N_("Due")), self._due))
            places.append((BOARD, label(N_("Board")), self._board))
            places.append(("", label(N_("Registers")), None))
            places += [
                (each.name, label(each.label), partial(self._register, each.name)) for each in REGISTERS
            ]
        places.append(("", label(N_("The desk")), None))
        if any(permits(context.desk.actor, act) for act in SAFEKEEPING_ACTS):
            places.append((SAFEKEEPING, label(N_("Safekeeping")), self._safekeeping))
        places.append(("users", label(N_("Users")), self._users))
        places.append(("settings", label(N_("Settings")), self._settings))
        places.append(("about", label(N_("About")), self._about))
        return places

    def _today(self) -> Page:
        page = TodayPage(self._context, self._tasks, self._dialogs, self._choices)
        page.counted.connect(partial(self.navigation.show_count, "today"))
        page.signing_asked.connect(partial(self.open_page, "signing"))
        return self._joined(page)

    def _board(self) -> Page:
        from ipdesk.gui.board_page import BoardPage

        return self._joined(BoardPage(self._context, self._tasks, self._dialogs, self._board_choices))

    def _due(self) -> Page:
        from ipdesk.gui.due_page import DuePage

        return self._joined(DuePage(self._context, self._tasks, self._dialogs, self._due_choices))

    def _joined(self, page: WorkPage) -> Page:
        page.stage_chosen.connect(self.open_stage)
        page.import_asked.connect(self.open_import)
        return page

    def _register(self, name: str) -> Page:
        page = RegisterPage(self._context, self._tasks, self._dialogs, name)
        page.import_asked.connect(self.open_import)
        return page

    def _users(self) -> Page:
        from ipdesk.gui.users_page import UsersPage

        return UsersPage(self._context, self._tasks, self._dialogs)

    def _safekeeping(self) -> Page:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        page = SafekeepingPage(self._context, self._tasks, self._dialogs)
        page.place_asked.connect(self.go)
        return page

    def _settings(self) -> Page:
        from ipdesk.gui.settings_page import SettingsPage

        page = SettingsPage(self._context, self._tasks, self._dialogs)
        page.applied.connect(self.settings_applied)
        page.templates_asked.connect(partial(self.open_page, "templates"))
        return page

    def _about(self) -> Page:
        from ipdesk.gui.about_page import AboutPage

        return AboutPage(self._context, self._tasks)

    def _show(self, page: Page) -> None:
        page.opened.connect(self.open_record)
        page.opened_at.connect(self.open_record)
        page.together_asked.connect(self.open_together)
        page.rules_asked.connect(partial(self.open_page, "rules"))
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
