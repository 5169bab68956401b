"""Templates of the institute: the workbook that a superior sends is dropped here, mapped once, and filled every quarter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from ipdesk.gui.commands import Command, Listed, always, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.dropping import dropped_files
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.page import Page
from ipdesk.gui.progress import Progress
from ipdesk.gui.report_choices import ReportChoices
from ipdesk.gui.report_files import ReportFiles
from ipdesk.gui.report_grid import ReportGrid
from ipdesk.gui.report_pane import ReportPane
from ipdesk.gui.rows_table import RowsTable
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import MARKS
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import report_templates
from ipdesk.operations.permissions import permits
from ipdesk.operations.report_templates import KnownTemplate, LookedAt
from ipdesk.rules.report_books import cell_name
from ipdesk.rules.report_maps import Mapped

INVITATION: Final = N_(
    "Drop the workbook (.xlsx) that your superior sends every quarter, or choose it. Map its cells once; next quarter's file of "
    "the same form finds them again."
)
CHANGED: Final = N_(
    "This file is laid out otherwise than when it was mapped. Look at each cell, then keep the map."
)
KNOWN_WIDTHS: Final = (320, 110, 190)
PROBLEM_WIDTHS: Final = (120,)
MOST_PROBLEMS, MOST_KNOWN = 4, 8  # shown at once
MOST_OF_SHEET: Final = 240  # pixels of the name of a sheet
SHARES: Final = (640, 360)


class ReportTemplatesPage(Page):
    """The cells at the left, and at the right what may go into the one that is chosen; problems stand below."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, choices: ReportChoices) -> None:
        super().__init__(context, tasks)
        self._dialogs, self.choices = dialogs, choices
        self._kept: Sequence[KnownTemplate] = ()
        self._labels: dict[str, str] = {}
        self._reader = TwinReader(tasks, self)
        self._reader.found.connect(self._show_looked)
        self._reader.refused.connect(self._failed)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_book()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Templates of the institute"))

    def refresh(self) -> None:
        """Read again which workbooks are mapped."""
        if not self.context.is_open():
            return
        self._kept = report_templates.list_mapped(self.context.desk)
        rows = [
            (each.name, str(len(each.map.mapped)), f"{each.at:%Y-%m-%d %H:%M}", each.user)
            for each in self._kept
        ]
        self.known.show_rows(rows)
        self.known.setVisible(bool(rows) and self.choices.looked is None)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts: list[Listed] = [
            ("choose", N_("Choose a template…"), self.choose_file, "Ctrl+O", always),
            ("search", N_("Choose what goes into the cell"), self.pane.search.setFocus, "F6", self._has_cell),
            ("accept", N_("Accept the suggestion"), self.accept, "F7", self._has_suggestion),
            ("accept-all", N_("Accept all suggestions"), self.accept_all, "Shift+F7", self._has_book),
            ("next", N_("Next problem"), self.next_problem, "F8", lambda: bool(self.choices.problems)),
            ("clear", N_("Take away what the cell takes"), self.clear, "", self._has_mapped),
            ("keep", N_("Keep the map"), self.keep, "Ctrl+S", self._has_book),
            ("fill", N_("Fill for the quarter…"), self.fill, "Ctrl+E", self._has_book),
            ("import", N_("Take the map from a file…"), self.files.import_map, "", self._has_book),
            ("export", N_("Write the map as a file…"), self.export_map, "", self._has_kept),
            ("forget", N_("Forget the map"), self.forget, "", self._has_kept),
        ]  # fmt: skip
        return listed_commands("report", self.context, acts)

    def choose_file(self) -> None:
        """Ask for the workbook and look at it."""
        label = self.context.label
        kinds = label(N_("Workbooks")) + " (*.xlsx *.xls *.et)"
        for file in self._dialogs.open_files(self, label(N_("The superior's template")), kinds)[:1]:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Look at a workbook on another thread."""
        self.outcome.hide()
        self.progress.show_step(self.context.label(N_("Reading the template")), 0, 1)
        self._reader.ask(self.context.desk, lambda desk, _task: report_templates.look_at(desk, file))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that is dropped."""
        event.acceptProposedAction()
        for file in dropped_files(event)[:1]:
            self.open_file(file)

    def put(self, what: str) -> None:
        """Let the cell take something; a formula there goes only where somebody says so."""
        place, looked, sheet = self.grid.place(), self.choices.looked, self.choices.shown()
        if place is None or looked is None or sheet is None:
            return
        is_column = what in looked.known.fields
        cell = sheet.cells.get(place)
        overwrite = cell is not None and cell.kind == "formula" and not is_column
        mapped = Mapped(sheet.name, place, what, is_column, overwrite)
        question = Message(
            N_("{cell} holds a formula. May it be written over?"), cell=f"{sheet.name}!{mapped.cell}"
        )
        if overwrite and not self._dialogs.decide(
            self, self.context.say(question), self.context.label(N_("Write over it"))
        ):
            return
        self.choices.map = self.choices.map.with_one(mapped)
        self._changed()
        self.grid.setFocus()

    def clear(self) -> None:
        """Take away what the cell takes."""
        if (place := self.grid.place()) is not None:
            self.choices.map = self.choices.map.without(self.choices.sheet, place)
            self._changed()

    def accept(self) -> None:
        """Take what the workbook suggests for the cell, and go on to the next suggestion."""
        if (found := self._suggestion()) is None or self.choices.looked is None:
            return
        self.choices.map = self.choices.map.with_one(found)
        self._changed()
        left = (
            each.mapped for each in self.choices.looked.suggestions if each.mapped.sheet == self.choices.sheet
        )
        following = next((each for each in left if self.choices.suggested(each.place) is not None), None)
        if following is not None:
            self.grid.go_to(following.place)

    def accept_all(self) -> None:
        """Take everything that the workbook suggests for cells that take nothing yet."""
        if self.choices.looked is not None:
            for each in self.choices.looked.suggestions:
                if self.choices.map.at(each.mapped.sheet, each.mapped.place) is None:
                    self.choices.map = self.choices.map.with_one(each.mapped)
            self._changed()

    def next_problem(self) -> None:
        """Go to the next cell that cannot be filled."""
        row = (self.problems.row() + 1) % len(self.choices.problems)
        self.problems.selectRow(row)
        self._go_to_problem(row)

    def keep(self) -> None:
        """Keep the map for every file of this form."""
        if self.choices.looked is None:
            return
        try:
            self.choices.looked = report_templates.keep_mapping(
                self.context.desk, self.choices.looked, self.choices.map
            )
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        said = Message(N_("Kept: {count} cells of “{file}” are mapped."), count=len(self.choices.map.mapped),
                       file=self.choices.looked.file.name)  # fmt: skip
        self.outcome.say(self.context.say(said))
        self._show_map()
        self.context.changed.emit()

    def fill(self) -> None:
        """Write the workbook filled for the quarter that is typed."""
        self.files.fill()

    def export_map(self) -> None:
        """Write the kept map as a file."""
        if (kept := self._chosen_kept()) is not None:
            self.files.export_map(kept)

    def forget(self) -> None:
        """Forget the map that is kept."""
        if (kept := self._chosen_kept()) is not None:
            self.files.forget(kept)

    def _build(self) -> None:
        label = self.context.label
        self.choose = QPushButton(label(N_("Choose a template…")))
        self.keep_button = QPushButton(label(N_("Keep the map")))
        self.fill_button = primary(QPushButton(label(N_("Fill…"))))
        self.sheets, self.quarter = QComboBox(), QLineEdit(self.choices.quarter or self._last_quarter())
        self.sheets.setAccessibleName(label(N_("Sheet")))
        self.sheets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # its sheets come later
        self.sheets.setMaximumWidth(MOST_OF_SHEET)
        self.quarter.setAccessibleName(label(N_("Quarter")))
        self.quarter.setFixedWidth(120)
        self._note_quarter(self.quarter.text())
        head = (self.sheets, self.quarter, self.choose, self.keep_button, self.fill_button)
        self.body.addLayout(spread(text_label(self.title(), "title"), 1, *head))
        self.file = wrapped_label("", muted=True)
        self.progress = Progress(self.context)
        self.progress.button.hide()  # a file is read or not; there is nothing between
        for each in (self.file, self.outcome, self.progress):
            self.body.addWidget(each)
        self.files = ReportFiles(self, self._dialogs, self.choices, self.progress)
        self.empty = EmptyState()
        self.empty.show_state(label(INVITATION), [(label(N_("Choose a template…")), self.choose_file)])
        self.body.addWidget(self.empty, 1)
        headings = [label(each) for each in (N_("File"), N_("Mapped cells"), N_("Mapped on"), N_("User"))]
        self.known = RowsTable(
            self.context, label(N_("Templates that are mapped")), headings, KNOWN_WIDTHS, MOST_KNOWN
        )
        self.body.addWidget(self.known)
        self.grid, self.pane = ReportGrid(self.context, self.choices), ReportPane(self.context)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for place, (part, share) in enumerate(zip((self.grid, self.pane), SHARES, strict=True)):
            self.split.addWidget(part)
            self.split.setStretchFactor(place, share)
        self.split.setSizes(list(SHARES))
        headings = [label(N_("Cell")), label(N_("What is wrong"))]
        self.problems = RowsTable(
            self.context, label(N_("What is wrong with the map")), headings, PROBLEM_WIDTHS, MOST_PROBLEMS
        )
        self.work = QWidget()
        lines = QVBoxLayout(self.work)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.split, 1)
        lines.addWidget(self.problems)
        self.body.addWidget(self.work, 1)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_file)
        self.keep_button.clicked.connect(self.keep)
        self.fill_button.clicked.connect(self.fill)
        self.sheets.activated.connect(lambda _place: self._go_to_sheet(self.sheets.currentText()))
        self.quarter.textChanged.connect(self._note_quarter)
        self.grid.moved.connect(self._show_cell)
        self.grid.chosen.connect(self.pane.search.setFocus)
        self.grid.cleared.connect(self.clear)
        self.pane.put.connect(self.put)
        self.pane.clear.clicked.connect(self.clear)
        self.pane.accept.clicked.connect(self.accept)
        self.pane.accept_all.clicked.connect(self.accept_all)
        self.problems.chosen.connect(self._go_to_problem)
        self.files.taken.connect(self._show_map)
        self.files.forgotten.connect(self._look_again)

    def _show_looked(self, looked: LookedAt) -> None:
        if not self.context.is_open():
            return
        self.progress.rest()
        self.choices.take(looked)
        self._show_book()
        if looked.changes:
            said = [report_templates.change_message(each) for each in looked.changes]
            self.outcome.say(
                "\n".join(self.context.say(each) for each in (Message(CHANGED), *said[:20])), "warn"
            )
        self.grid.setFocus()

    def _show_book(self) -> None:
        looked = self.choices.looked
        for each in (self.work, self.sheets, self.quarter, self.keep_button, self.fill_button, self.file):
            each.setVisible(looked is not None)
        self.empty.setVisible(looked is None)
        self.known.setVisible(looked is None and bool(self._kept))
        self.keep_button.setEnabled(permits(self.context.desk.actor, "rules"))
        self.setFocusProxy(self.grid if looked is not None else self.empty)
        if looked is None:
            return
        self.sheets.clear()
        self.sheets.addItems([each.name for each in looked.book.sheets])
        self.sheets.setCurrentText(self.choices.sheet)
        self._labels = report_templates.name_labels(self.context.desk, looked.known)
        self.pane.show_known(self._labels)
        self.grid.show_sheet()
        self._show_map()

    def _show_map(self) -> None:
        looked, choices = self.choices.looked, self.choices
        if looked is None:
            return
        choices.judge(report_templates.check_mapping(looked, choices.map))
        self.problems.show_rows(
            [
                (f"{each.sheet}!{cell_name(each.place)}", self.context.say(each.message))
                for each in choices.problems
            ]
        )
        self.problems.setVisible(bool(choices.problems))
        kept = N_("kept") if looked.kept is not None and not choices.is_unsaved() else N_("not kept yet")
        said = Message(N_("{file}: {count} cells mapped, {kept}"), file=looked.file.name, count=len(choices.map.mapped),
                       kept=Message(kept))  # fmt: skip
        told = [f"{MARKS['warn']} {self.context.say(each)}" for each in looked.notices()]
        self.file.setText("\n".join([self.context.say(said), *told]))
        self.grid.cells.show_map()
        self._show_cell()
        self.acts_changed.emit()

    def _changed(self) -> None:
        self.outcome.hide()  # what was said of the map as it was
        self._show_map()

    def _show_cell(self) -> None:
        place, sheet = self.grid.place(), self.choices.shown()
        if place is None or sheet is None:
            self.pane.show_cell("", "", mapped=False, suggested=False)
            return
        mapped, problem = self.choices.map.at(sheet.name, place), self.choices.problem(place)
        takes = mapped or self.choices.suggested(place)
        story = [sheet.text(*place)[:80]]
        if takes is not None:
            story.append(f"{takes.what}　{self._labels.get(takes.what, '')}")
        if problem is not None:
            story.append(self.context.say(problem.message))
        name = f"{sheet.name}!{cell_name(place)}"
        shown = "\n".join(each for each in story if each.strip())
        self.pane.show_cell(name, shown, mapped=mapped is not None, suggested=self._suggestion() is not None)

    def _look_again(self) -> None:
        if self.choices.looked is not None:
            self.open_file(self.choices.looked.file)
        self.refresh()

    def _failed(self, refused: Refused) -> None:
        self.progress.rest()
        self.outcome.refuse(refused)

    def _go_to_sheet(self, name: str) -> None:
        if name != self.choices.sheet:
            self.choices.sheet = name
            self.sheets.setCurrentText(name)
            self.grid.show_sheet()
            self._show_map()

    def _go_to_problem(self, row: int) -> None:
        if 0 <= row < len(self.choices.problems):
            problem = self.choices.problems[row]
            self._go_to_sheet(problem.sheet)
            self.grid.go_to(problem.place)
            self.grid.setFocus()

    def _note_quarter(self, text: str) -> None:
        self.choices.quarter = text

    def _last_quarter(self) -> str:
        today = self.context.desk.today()
        year, number = (today.year, (today.month - 1) // 3) if today.month > 3 else (today.year - 1, 4)
        return f"{year}Q{number}"

    def _suggestion(self) -> Mapped | None:
        place = self.grid.place()
        return self.choices.suggested(place) if place is not None else None

    def _chosen_kept(self) -> KnownTemplate | None:
        if self.choices.looked is not None:
            return self.choices.looked.kept
        return self._kept[row] if 0 <= (row := self.known.row()) < len(self._kept) else None

    def _has_book(self) -> bool:
        return self.choices.looked is not None

    def _has_cell(self) -> bool:
        return self._has_book() and self.grid.place() is not None

    def _has_mapped(self) -> bool:
        place = self.grid.place()
        return place is not None and self.choices.map.at(self.choices.sheet, place) is not None

    def _has_suggestion(self) -> bool:
        return self._suggestion() is not None

    def _has_kept(self) -> bool:
        return self._chosen_kept() is not None
