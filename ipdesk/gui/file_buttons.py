"""The buttons that save a document as a Word file or as a workbook, beside the one that saves the PDF."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QPushButton

from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.tasks import Task
from ipdesk.model.errors import Refused
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.operations import sheet_documents, word_documents
from ipdesk.operations.desk import Desk
from ipdesk.operations.templates import ENDING

if TYPE_CHECKING:
    from ipdesk.gui.print_page import PrintPage
    from ipdesk.operations.documents import Paper


class FileButton(QPushButton):
    """Belongs to a page that prints; says there how it went. Its label, what the dialog asks and how files end are its kind's."""

    label: ClassVar[str]
    asked: ClassVar[str]
    ending: ClassVar[str]

    def __init__(self, page: PrintPage, dialogs: Dialogs) -> None:
        super().__init__(page.context.label(self.label))
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
        name = file_name(f"{page.number} {page.document.currentText()}{self.ending}")
        place = self._dialogs.save_file(page, page.context.label(self.asked), name)
        if place is None:
            return
        self._busy = True
        desk, register, number, target = (
            page.context.desk,
            page.register,
            page.number,
            with_ending(place, self.ending),
        )
        document, language = self._chosen()

        def work(_task: Task) -> Paper:
            twin = desk.twin()
            with twin.workspace:
                return self._write(twin, register, number, target, document, language)

        self.show_state()
        page.tasks.start(work, self._saved, self._not_saved)

    @abstractmethod
    def _write(
        self, desk: Desk, register: Register, number: str, target: Path, document: str, language: str
    ) -> Paper:
        """Write the document there, on another thread."""

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


class WordButton(FileButton):
    """Every document may go on as a Word file: filled from its template, or drawn."""

    label, asked, ending = N_("Save Word…"), N_("Save Word document"), ENDING

    def _write(
        self, desk: Desk, register: Register, number: str, target: Path, document: str, language: str
    ) -> Paper:
        return word_documents.print_word(desk, register, number, target, document, language)


class SheetButton(FileButton):
    """There only for documents that people go on working with in tables."""

    label, asked, ending = N_("Save Excel…"), N_("Save workbook"), sheet_documents.ENDING

    def show_state(self) -> None:
        """Offer the workbook where the document chosen has one."""
        super().show_state()
        document, _ = self._chosen()
        self.setVisible(sheet_documents.has_sheet(self._page.register, str(document or "")))

    def _write(
        self, desk: Desk, register: Register, number: str, target: Path, document: str, language: str
    ) -> Paper:
        return sheet_documents.print_sheet(desk, register, number, target, document, language)
