"""The pages of the desk: which places there are at the left, and the page of every stop on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ipdesk.gui.board_model import BoardChoices
from ipdesk.gui.context import Context
from ipdesk.gui.desk_acts import BOARD, DUE, REPORTS, REVIEW, SAFEKEEPING, SAFEKEEPING_ACTS
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.due_choices import DueChoices
from ipdesk.gui.page import Page
from ipdesk.gui.period_choices import PeriodChoices
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.report_choices import ReportChoices
from ipdesk.gui.review_choices import ReviewChoices
from ipdesk.gui.stops import Stop
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.today_page import TodayPage
from ipdesk.gui.today_views import Choices
from ipdesk.gui.work_page import WorkPage
from ipdesk.model.text import N_
from ipdesk.operations.permissions import permits
from ipdesk.registers import REGISTERS

if TYPE_CHECKING:
    from ipdesk.gui.desk_view import DeskView


class DeskPages:
    """Belongs to the view of the open desk, keeps what was chosen on its pages, and joins each page it makes to the view.

    `places` are key, label and what makes the page, for a heading a key of "" and nothing.
    """

    def __init__(self, view: DeskView, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        self._view, self._context, self._tasks, self._dialogs = view, context, tasks, dialogs
        self._choices, self._board_choices, self._due_choices = Choices(), BoardChoices(), DueChoices()
        self._review_choices, self._report_choices = ReviewChoices(), ReportChoices()
        self._period_choices = PeriodChoices()
        self._kept: dict[str, dict[str, str]] = {}  # what was typed on pages of many records, by register
        self.places = self._make_places()

    def named(self) -> dict[str, str]:
        """Return the labels of the places that the person at the desk may go to, by key, in their order."""
        return {key: label for key, label, make in self.places if make is not None}

    def make(self, stop: Stop) -> Page:
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
            case "import" | "import-all":
                return self._importing(*stop.of)
            case "print":
                from ipdesk.gui.print_page import PrintPage

                return PrintPage(*passed, *stop.of)
            case "list":
                return self._register(*stop.of)
            case "signing":
                from ipdesk.gui.signing_page import SigningPage

                return SigningPage(*passed, self._view.open_list, self._view.open_import)
            case "everything":
                from ipdesk.gui.everything_page import EverythingPage

                return EverythingPage(self._context, self._tasks, self._view.open_print, *stop.of)
            case "campaign" | "mentions" | "duplicates" | "asides":
                from ipdesk.gui.pages import plain_page_of

                return plain_page_of(stop.kind)(self._context, self._tasks)
            case "help":
                from ipdesk.gui.help_page import HelpPage

                return HelpPage(self._context, self._tasks, *stop.of)
            case "carriers" | "templates":
                from ipdesk.gui.pages import asking_page_of

                return asking_page_of(stop.kind)(*passed)
            case "report-templates":
                from ipdesk.gui.report_templates_page import ReportTemplatesPage

                return ReportTemplatesPage(*passed, self._report_choices)
            case "rules":
                from ipdesk.gui.pages import rules_page_of

                rules = rules_page_of(stop.of[0])(*passed, *stop.of)
                rules.edit_asked.connect(partial(self._view.open_page, "template"))
                return rules
            case "template":
                from ipdesk.gui.template_editor_page import TemplateEditorPage

                return TemplateEditorPage(*passed, *stop.of)
            case _:
                return next(make for key, _, make in self.places if key == stop.place and make is not None)()

    def _importing(self, register: str = "") -> Page:
        """Make the page that takes in files of a register, or of all."""
        from ipdesk.gui.import_page import ImportPage
        from ipdesk.gui.whole_import_page import WholeImportPage

        passed = (self._context, self._tasks, self._dialogs)
        return ImportPage(*passed, register) if register else WholeImportPage(*passed)

    def _make_places(self) -> list[tuple[str, str, Callable[[], Page] | None]]:
        context, label = self._context, self._context.label
        places: list[tuple[str, str, Callable[[], Page] | None]] = []
        if permits(context.desk.actor, "read"):
            places.append(("today", label(N_("Today")), self._today))
            places.append((DUE, label(N_("Due")), self._due))
            places.append((BOARD, label(N_("Board")), self._board))
            places.append((REVIEW, label(N_("Check a manuscript")), self._review))
            places.append((REPORTS, label(N_("Reports")), self._reports))
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
        page.counted.connect(partial(self._view.navigation.show_count, "today"))
        page.signing_asked.connect(partial(self._view.open_page, "signing"))
        page.report_asked.connect(self._view.open_report)
        page.everything_asked.connect(self._view.open_import_all)
        return self._joined(page)

    def _board(self) -> Page:
        from ipdesk.gui.board_page import BoardPage

        return self._joined(BoardPage(self._context, self._tasks, self._dialogs, self._board_choices))

    def _due(self) -> Page:
        from ipdesk.gui.due_page import DuePage

        return self._joined(DuePage(self._context, self._tasks, self._dialogs, self._due_choices))

    def _review(self) -> Page:
        from ipdesk.gui.review_page import ReviewPage

        return ReviewPage(self._context, self._tasks, self._dialogs, self._review_choices)

    def _reports(self) -> Page:
        from ipdesk.gui.reports_page import ReportsPage

        return ReportsPage(self._context, self._tasks, self._dialogs, self._period_choices)

    def _joined(self, page: WorkPage) -> Page:
        page.stage_chosen.connect(self._view.open_stage)
        page.import_asked.connect(self._view.open_import)
        return page

    def _register(self, name: str) -> Page:
        page = RegisterPage(self._context, self._tasks, self._dialogs, name)
        page.import_asked.connect(self._view.open_import)
        return page

    def _users(self) -> Page:
        from ipdesk.gui.users_page import UsersPage

        return UsersPage(self._context, self._tasks, self._dialogs)

    def _safekeeping(self) -> Page:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        page = SafekeepingPage(self._context, self._tasks, self._dialogs)
        page.place_asked.connect(self._view.go)
        return page

    def _settings(self) -> Page:
        from ipdesk.gui.settings_page import SettingsPage

        page = SettingsPage(self._context, self._tasks, self._dialogs)
        page.applied.connect(self._view.settings_applied)
        page.templates_asked.connect(partial(self._view.open_page, "templates"))
        return page

    def _about(self) -> Page:
        from ipdesk.gui.about_page import AboutPage

        return AboutPage(self._context, self._tasks)
