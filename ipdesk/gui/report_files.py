"""The files of a superior's template beside the template itself: the filled workbook, and maps taken in and written out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.page import Page
from ipdesk.gui.progress import Progress
from ipdesk.gui.report_choices import ReportChoices
from ipdesk.gui.tasks import Task
from ipdesk.model.errors import Refused
from ipdesk.model.report_periods import read_report_period
from ipdesk.model.text import N_, Message
from ipdesk.operations import report_templates
from ipdesk.operations.documents import Paper
from ipdesk.operations.report_templates import ENDING, MAP_ENDING, KnownTemplate

NOT_KEPT: Final = N_("Keep the map first: nothing is filled that nobody confirmed.")


class ReportFiles(QObject):
    """Asks for places and says on its page how it went. `taken` is sent when a map was read, `forgotten` when one went."""

    taken = Signal()
    forgotten = Signal()

    def __init__(self, page: Page, dialogs: Dialogs, choices: ReportChoices, progress: Progress) -> None:
        super().__init__(page)
        self._page, self._dialogs, self._choices, self._progress = page, dialogs, choices, progress

    def fill(self) -> None:
        """Write the workbook filled for the quarter that is typed."""
        looked, desk, context = self._choices.looked, self._page.context.desk, self._page.context
        if looked is None:
            return
        if self._choices.is_unsaved() or looked.kept is None:
            self._page.outcome.say(context.label(NOT_KEPT), "warn")
            return
        try:
            quarter = read_report_period(self._choices.quarter)
        except Refused as refused:
            self._page.outcome.refuse(refused)
            return
        target = self._place(N_("Save the filled template"), f"{looked.file.stem}-{quarter}", ENDING)
        if target is None:
            return
        self._progress.show_step(context.label(N_("Filling the template")), 0, 1)

        def work(_task: Task) -> Paper:
            twin = desk.twin()
            with twin.workspace:
                return report_templates.fill_template(twin, looked, quarter, target)

        self._page.tasks.start(work, self._filled, self._failed)

    def import_map(self) -> None:
        """Take the map from a file of the laboratory; it is kept only when somebody says so."""
        label = self._page.context.label
        kinds = label(N_("Maps of templates")) + f" (*{MAP_ENDING})"
        for file in self._dialogs.open_files(self._page, label(N_("Map of the template")), kinds)[:1]:
            self._try(lambda file=file: self._take(file))  # type: ignore[misc]

    def export_map(self, kept: KnownTemplate) -> None:
        """Write a kept map as a file."""
        target = self._place(N_("Save the map"), Path(kept.name).stem, MAP_ENDING)
        if target is None:
            return

        def write() -> None:
            report_templates.export_mapping(self._page.context.desk, kept.id, target)
            self._say(Message(N_("Written: {file}"), file=str(target)))

        self._try(write)

    def forget(self, kept: KnownTemplate) -> None:
        """Forget a map that is kept, after asking."""
        context = self._page.context
        question = context.say(Message(N_("Forget which cells of “{file}” take what?"), file=kept.name))
        if not self._dialogs.decide(self._page, question, context.label(N_("Forget"))):
            return

        def forget() -> None:
            report_templates.forget_mapping(context.desk, kept.id)
            self._say(Message(N_("Forgotten. What was filled by it stays.")))
            self.forgotten.emit()
            context.changed.emit()

        self._try(forget)

    def _take(self, file: Path) -> None:
        self._choices.map = report_templates.map_in(file)
        self.taken.emit()

    def _place(self, caption: str, name: str, ending: str) -> Path | None:
        label = self._page.context.label
        place = self._dialogs.save_file(self._page, label(caption), file_name(f"{name}{ending}"))
        return with_ending(place, ending) if place is not None else None

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Refused as refused:
            self._page.outcome.refuse(refused)

    def _say(self, message: Message) -> None:
        self._page.outcome.say(self._page.context.say(message))

    def _filled(self, paper: Paper) -> None:
        self._progress.rest()
        if self._page.context.is_open():  # else the desk was locked meanwhile
            self._say(Message("{sentences}", sentences=[paper.written(), *paper.notices]))
            self._page.context.changed.emit()

    def _failed(self, refused: Refused) -> None:
        self._progress.rest()
        self._page.outcome.refuse(refused)
