"""Documents of a quarter or year that the page writes where the user wants them, and its closing, off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Cancelled, Task
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import N_, Message
from ipdesk.operations import period_documents, quarters
from ipdesk.operations.documents import Paper
from ipdesk.operations.period_documents import Edition
from ipdesk.operations.quarters import Closed


class ReportWriter(QObject):
    """Says on its page how it went; `closed` is sent when a period was closed."""

    closed = Signal()

    def __init__(self, page: Page, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._page, self._dialogs = page, dialogs

    def write(self, period: ReportPeriod, ending: str, edition: Edition) -> None:
        """Ask for a place and write an edition of the workbook or the report of a period."""
        context = self._page.context
        label = context.label(N_("Save the report"))
        title = N_("Workbook of figures") if ending == ".xlsx" else N_("Report")
        parts = [
            period.code,
            context.label(title),
            *([context.label(N_("masked"))] if edition.masked else []),
        ]
        place = self._dialogs.save_file(self._page, label, file_name(f"{'-'.join(parts)}{ending}"))
        if place is None:
            return
        target, desk = with_ending(place, ending), context.desk

        def work(task: Task) -> Paper | None:
            twin = desk.twin()
            with twin.workspace:
                try:
                    return period_documents.write_period(twin, period, target, edition, task.step)
                except Cancelled:
                    return None

        self._page.tasks.start(work, self._written, self._page.outcome.refuse)

    def close(self, period: ReportPeriod, reason: str) -> None:
        """Close a period, or close it again as a correction."""
        desk = self._page.context.desk

        def work(task: Task) -> Closed | None:
            twin = desk.twin()
            with twin.workspace:
                try:
                    return quarters.close_period(twin, period, reason, task.step)
                except Cancelled:
                    return None

        self._page.tasks.start(work, self._closed, self._page.outcome.refuse)

    def _written(self, paper: Paper | None) -> None:
        context = self._page.context
        if paper is not None and context.is_open():
            sealed = Message(N_("{count} sealed records were left out."), count=paper.withheld)
            more = [sealed] if paper.withheld else []
            said = Message("{sentences}", sentences=[paper.written(), *more, *paper.notices])
            self._page.outcome.say(context.say(said))
            context.changed.emit()

    def _closed(self, closed: Closed | None) -> None:
        context = self._page.context
        if closed is not None and context.is_open():
            said = N_("{period} is closed under the serial number {serial}.")
            self._page.outcome.say(
                context.say(Message(said, period=closed.content.name, serial=closed.stamp.name()))
            )
            self.closed.emit()
