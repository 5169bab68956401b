"""Blank forms: the workbooks that researchers fill at their own desks, written from any page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Task
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.operations import documents
from ipdesk.operations.documents import Paper


class BlankForms(QObject):
    """Asks for a place and says on its page how it went; it ends with the page."""

    def __init__(self, page: Page, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._page, self._dialogs = page, dialogs

    def write(self, register: Register) -> None:
        """Write a register's blank form, in Chinese, where the user wants it."""
        context, label = self._page.context, self._page.context.label
        name = file_name("-".join((label(register.one), label(N_("blank form")))) + ".xlsx")
        place = self._dialogs.save_file(self._page, label(N_("Write the blank form")), name)
        if place is None:
            return
        desk, target = context.desk, with_ending(place, ".xlsx")

        def work(_task: Task) -> Paper:
            twin = desk.twin()
            with twin.workspace:
                return documents.blank_form(twin, register, target)

        self._page.tasks.start(work, self._written, self._page.outcome.refuse)

    def _written(self, paper: Paper) -> None:
        context = self._page.context
        if context.is_open():  # else the desk was locked meanwhile
            self._page.outcome.say(context.say(paper.written()))
            context.changed.emit()
