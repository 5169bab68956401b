"""The button that saves a document as a Word file, where it has a template: beside the one that saves the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.tasks import Task
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations import word_documents
from ipdesk.operations.templates import ENDING

if TYPE_CHECKING:
    from ipdesk.gui.print_page import PrintPage
    from ipdesk.operations.documents import Paper


class WordButton(QPushButton):
    """Belongs to a page that prints; says there how it went."""

    def __init__(self, page: PrintPage, dialogs: Dialogs) -> None:
        super().__init__(page.context.label(N_("Save Word…")))
        self._page, self._dialogs = page, dialogs
        self._busy = False
        self.clicked.connect(self.save)

    def is_quiet(self) -> bool:
        """Say whether nothing is being written."""
        return not self._busy

    def show_state(self) -> None:
        """Offer what can be saved: the document and language chosen, once they are seen."""
        page = self._page
        if not page.context.is_open():
            return
        self.setEnabled(page.proof is not None and not self._busy)

    def save(self) -> None:
        """Ask for a place and write the document there, under a stamp of its own."""
        page = self._page
        if self._busy or not self.isEnabled():
            return
        name = file_name(f"{page.number} {page.document.currentText()}{ENDING}")
        place = self._dialogs.save_file(page, page.context.label(N_("Save Word document")), name)
        if place is None:
            return
        self._busy = True
        desk, register, number, target = (
            page.context.desk,
            page.register,
            page.number,
            with_ending(place, ENDING),
        )
        document, language = self._chosen()

        def work(_task: Task) -> Paper:
            twin = desk.twin()
            with twin.workspace:
                return word_documents.print_word(twin, register, number, target, document, language)

        self.show_state()
        page.tasks.start(work, self._saved, self._not_saved)

    def _chosen(self) -> tuple[str, str]:
        return self._page.document.currentData(), self._page.language.currentData()

    def _saved(self, paper: Paper) -> None:
        self._busy = False
        page = self._page
        if page.context.is_open():  # else the desk was locked meanwhile
            page.outcome.say(page.context.say(paper.written()))
            self.show_state()
            page.context.changed.emit()

    def _not_saved(self, refused: Refused) -> None:
        self._busy = False
        self._page.outcome.refuse(refused)
        self.show_state()
