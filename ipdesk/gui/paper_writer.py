"""Workbooks that a page writes where the user wants them: blank forms, and reports on files checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QObject, Signal

from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.docket_papers import PAPERS, DocketPaper
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Task
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.wanted import Wanted
from ipdesk.operations import (
    carriers,
    docket_papers,
    documents,
    intake_reports,
    officers,
    review_statistics,
    scorings,
    secret_reviews,
    signing,
    whole_reports,
)
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper
from ipdesk.operations.intake import Preview
from ipdesk.operations.whole_intake import Whole

if TYPE_CHECKING:  # what compares texts is loaded by its page alone
    from ipdesk.operations.manuscript_versions import Versions
    from ipdesk.operations.reviews import Review


class PaperWriter(QObject):
    """Asks for a place and says on its page how it went, then sends `written`; it ends with the page."""

    written = Signal()

    def __init__(self, page: Page, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._page, self._dialogs = page, dialogs

    def write_form(self, register: Register) -> None:
        """Write a register's blank form, in Chinese: researchers fill it at their own desks."""
        label = self._page.context.label
        name = "-".join((label(register.one), label(N_("blank form"))))
        self._write(
            label(N_("Write the blank form")),
            name,
            lambda desk, place: documents.blank_form(desk, register, place),
        )

    def write_scoring_sheets(self, numbers: Sequence[str] = ()) -> None:
        """Write the scoring sheets of some assessments, or of all that are with their assessors, into a folder."""
        place = self._dialogs.folder(
            self._page, self._page.context.label(N_("A folder for the scoring sheets"))
        )
        if place is None:
            return
        desk = self._page.context.desk

        def work(_task: Task) -> list[Paper]:
            twin = desk.twin()
            with twin.workspace:
                return scorings.write_scoring_sheets(twin, place, numbers)

        self._page.tasks.start(work, self._sheets_written, self._page.outcome.refuse)

    def write_report(self, preview: Preview, password: str = "") -> None:
        """Write what would become of each row of a file, to be corrected and dropped in again."""
        context = self._page.context
        name = "-".join((Path(preview.intake.file).stem, context.label(N_("check"))))
        language = context.translator.language
        self._write(
            context.label(N_("Save the report on the file")),
            name,
            lambda desk, place: intake_reports.write_report(desk, preview, place, language, password),
        )

    def write_whole_report(self, whole: Whole) -> None:
        """Write what would become of each row of all files, to be corrected and dropped in again."""
        label, day = self._page.context.label, self._page.context.desk.today().isoformat()
        language = self._page.context.translator.language
        self._write(
            label(N_("Save the report on the files")),
            "-".join((label(N_("check")), day)),
            lambda desk, place: whole_reports.write_whole_report(desk, whole, place, language),
        )

    def write_marked(self, review: Review, paper: str, versions: Versions | None) -> None:
        """Write the text of a manuscript with its risks marked, in Chinese like all documents."""
        label = self._page.context.label

        def make(desk: Desk, place: Path) -> Paper:
            from ipdesk.operations import marked_copies  # loads what compares texts

            return marked_copies.write_marked_copy(desk, review, place, paper=paper, versions=versions)

        name = "-".join((Path(review.manuscript.name).stem, label(N_("marked copy"))))
        self._write(label(N_("Save the marked copy")), name, make, ".pdf")

    def write_signing(self, ending: str, *, naming: bool = False) -> None:
        """Write the signing rate of today as the file that an ending stands for, in Chinese like all documents."""
        label, day = self._page.context.label, self._page.context.desk.today().isoformat()
        self._write(
            label(N_("Save the signing rate")),
            "-".join((label(N_("Signing rate")), day)),
            lambda desk, place: signing.write_signing_report(desk, place, naming=naming),
            ending,
        )

    def write_docket(
        self, paper: DocketPaper, ending: str, wanted: Wanted = Wanted(), view: str = ""  # noqa: B008 - frozen
    ) -> None:  # fmt: skip
        """Write a paper of the docket as the file that an ending stands for, narrowed as a list of what is due is.

        The docket list holds what belongs to a view of it, a calendar file all that lies ahead where the view is of all.
        """
        label, day = self._page.context.label, self._page.context.desk.today().isoformat()

        def make(desk: Desk, place: Path) -> Paper:
            match paper:
                case "list":
                    return docket_papers.write_docket_list(desk, place, wanted, view=view)
                case "fees":
                    return docket_papers.write_fee_order(desk, place, wanted.until)
                case "idle":
                    return docket_papers.write_idle_review(desk, place)
                case "agencies":
                    return docket_papers.write_agency_list(desk, place)
                case "calendar" | "calendar-titles":
                    return docket_papers.write_calendar(
                        desk, place, wanted, titles=paper != "calendar", everything=view == "all"
                    )
                case _:
                    assert_never(paper)

        name = label(PAPERS[paper][0])
        self._write(label(N_("Save the paper of the docket")), "-".join((name, day)), make, ending)

    def write_reviews(self) -> None:
        """Write the list of yearly reviews, on paper or as a workbook as the name says, in Chinese like all documents."""
        caption, name = N_("Save the list of yearly reviews"), N_("Yearly reviews")
        self._write_either(caption, name, secret_reviews.write_review_list)

    def write_carriers(self, serials: Sequence[int], receiver: str, purpose: str) -> None:
        """Write the list of files that are handed over on a carrier, in Chinese like all documents."""
        label, day = self._page.context.label, self._page.context.desk.today().isoformat()
        self._write(
            label(N_("Save the list for handing over")),
            "-".join((label(N_("List for handing over")), day)),
            lambda desk, place: carriers.write_carrier_list(desk, place, serials, receiver, purpose),
            ".pdf",
        )

    def write_officers(self) -> None:
        """Write the list of how long people have worked on IP, on paper or as a workbook as the name says, in Chinese."""
        caption, name = N_("Save the service years of IP officers"), N_("Service years of IP officers")
        self._write_either(caption, name, officers.write_officer_list)

    def write_review_statistics(self) -> None:
        """Write the statistics of reviews before publication as a workbook, in Chinese like all documents."""
        label, day = self._page.context.label, self._page.context.desk.today().isoformat()
        name = "-".join((label(N_("Statistics of publication reviews")), day))
        caption = label(N_("Save the statistics of publication reviews"))
        self._write(caption, name, review_statistics.write_statistics)

    def _write_either(self, caption: str, name: str, make: Callable[[Desk, Path], Paper]) -> None:
        """Ask for the name of a file, which says whether it becomes a PDF or a workbook, and write it."""
        label, day = self._page.context.label, self._page.context.desk.today().isoformat()
        offered = file_name("-".join((label(name), f"{day}.pdf")))
        kinds = ((label(N_("Paper (PDF)")), ".pdf"), (label(N_("Workbook (Excel)")), ".xlsx"))
        place = self._dialogs.save_file(self._page, label(caption), offered, kinds)
        if place is not None:
            ending = place.suffix.lower() if place.suffix.lower() == ".xlsx" else ".pdf"
            self._start(make, with_ending(place, ending))

    def _write(
        self, caption: str, name: str, make: Callable[[Desk, Path], Paper], ending: str = ".xlsx"
    ) -> None:
        place = self._dialogs.save_file(self._page, caption, file_name(f"{name}{ending}"))
        if place is None:
            return
        self._start(make, with_ending(place, ending))

    def _start(self, make: Callable[[Desk, Path], Paper], target: Path) -> None:
        desk = self._page.context.desk

        def work(_task: Task) -> Paper:
            twin = desk.twin()
            with twin.workspace:
                return make(twin, target)

        self._page.tasks.start(work, self._written, self._page.outcome.refuse)

    def _sheets_written(self, papers: list[Paper]) -> None:
        context = self._page.context
        if context.is_open():
            names = [each.place.name for each in papers]
            self._page.outcome.say(context.say(Message(N_("Written: {files}."), files=names)))
            self.written.emit()
            context.changed.emit()

    def _written(self, paper: Paper) -> None:
        context = self._page.context
        if context.is_open():  # else the desk was locked meanwhile
            said = Message("{sentences}", sentences=[paper.written(), *paper.notices])
            self._page.outcome.say(context.say(said))
            self.written.emit()
            context.changed.emit()
