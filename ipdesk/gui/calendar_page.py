"""The days off by year, and which years are not loaded yet: days of deadlines in those are marked."""

from __future__ import annotations

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.moving_rules_page import MovingRulesPage
from ipdesk.gui.offer import Offer
from ipdesk.gui.rows_table import Row
from ipdesk.gui.tasks import Tasks
from ipdesk.model.text import N_, Message
from ipdesk.operations.deadline_rules import years_not_loaded


class CalendarPage(MovingRulesPage):
    """Rule files with a line that says which of this year and the next two are not loaded, and the acts that add them."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, kind: str) -> None:
        super().__init__(context, tasks, dialogs, kind)
        self.missing = Offer()
        self.body.insertWidget(2, self.missing)

    def listed(self) -> tuple[str, list[Row]]:
        """Read the calendar, and say which years it lacks."""
        years = years_not_loaded(self.context.desk)
        self._show_missing(years)
        self.note.setVisible(not years)  # it says the same
        return super().listed()

    def _show_missing(self, years: list[int]) -> None:
        if not years:
            self.missing.hide()
            return
        said = Message(
            N_("Calendar not loaded: {years}. A deadline that falls into such a year is reckoned by weekends alone and marked. Once the days off are published: export a copy, add a table for the year, give the file a version of its own, then check and install it; what moves is shown first."),
            years=[str(each) for each in years],
        )  # fmt: skip
        self.missing.show_offer(self.context.say(said), "warn")
