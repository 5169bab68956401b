"""The check of manuscripts: drop a file, and see every risk with its passage, its reason, and the act that clears it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget

from ipdesk.gui.changes_table import ChangesTable
from ipdesk.gui.commands import Command, Listed, always, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.dropping import dropped_files
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.manuscript_view import ManuscriptView
from ipdesk.gui.page import Page
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.gui.passage_pair import PassagePair
from ipdesk.gui.password_line import FilePasswordLine
from ipdesk.gui.progress import Progress
from ipdesk.gui.review_checks import Check, check_of_files, check_of_paper, checked, checked_places
from ipdesk.gui.review_choices import Checked, ReviewChoices
from ipdesk.gui.review_terms import ReviewTerms
from ipdesk.gui.risk_pane import RiskPane
from ipdesk.gui.risk_words import file_row, gone_rows, risk_row, summary, told
from ipdesk.gui.rows_table import RowsTable
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.turning_aside import folded_row, turned_aside
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.gui.versions_line import VersionsLine
from ipdesk.model.errors import Locked, Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import paper_reviews, reviews
from ipdesk.operations.manuscript_versions import Versions
from ipdesk.operations.reviews import Review
from ipdesk.operations.set_asides import Folded, can_set_aside
from ipdesk.screening.risks import Risk
from ipdesk.screening.text_changes import TextChange

KINDS_READ: Final = "*.docx *.pdf *.pptx *.tex *.txt *.md"
INVITATION: Final = N_(
    "Drop a manuscript here, or choose one: it is compared with everything that is protected, and nothing of it is kept."
)
NO_REVIEW: Final = N_(
    "Decisions are kept with a review before publication: attach the file there and check it from its page."
)
FILE_WIDTHS: Final = (320, 132)
MOST_FILES: Final = 6  # shown at once
SHARES: Final = (550, 450)  # of the width: text, risks
BEFORE: Final = N_("Before, in")


class ReviewPage(Page):
    """Reads beside the window; with several files, those stand in a list over the one that is shown."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, choices: ReviewChoices) -> None:
        super().__init__(context, tasks)
        self._dialogs, self.choices = dialogs, choices
        self._reader = TwinReader(tasks, self)
        self._reader.found.connect(self._show_checked)
        self._reader.refused.connect(self._failed)
        self.setAcceptDrops(True)
        self._build()
        file, risk = choices.file, choices.risk
        self._show_files()
        if choices.files:
            self.files.selectRow(file)
            self.risks.selectRow(risk)
            self.setFocusProxy(self.risks)

    def _build(self) -> None:
        label = self.context.label
        self.count, self.terms = wrapped_label("", muted=True), ReviewTerms(self.context, self.choices)
        self.terms.taken.connect(self.check_again)
        self.folder = QPushButton(label(N_("Check a folder…")))
        self.folder.clicked.connect(self.choose_folder)
        self.choose = primary(QPushButton(label(N_("Choose files…"))))
        self.choose.clicked.connect(self.choose_files)
        self.body.addLayout(spread(text_label(self.title(), "title"), 1, self.folder, self.choose))
        self.body.addWidget(self.terms)
        self.body.addWidget(self.count)
        self.body.addWidget(self.outcome)
        self.password, self.progress = FilePasswordLine(self.context), Progress(self.context)
        self.progress.stopped.connect(self.stop)
        self.body.addWidget(self.password)
        self.body.addWidget(self.progress)
        self.empty = EmptyState()
        acts = ((N_("Choose files…"), self.choose_files), (N_("Check a folder…"), self.choose_folder))
        self.empty.show_state(label(INVITATION), [(label(text), act) for text, act in acts])
        self.body.addWidget(self.empty, 1)
        headings = [label(each) for each in (N_("File"), N_("Result"), N_("Risks"))]
        self.files = RowsTable(self.context, label(N_("Files checked")), headings, FILE_WIDTHS, MOST_FILES)
        self.files.moved.connect(self._show_file)
        self.body.addWidget(self.files)
        self.versions = VersionsLine(self.context)
        self.versions.asked.connect(self.show_changes)
        self.body.addWidget(self.versions)
        self.text = ManuscriptView(self.context)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.text)
        self.changes = ChangesTable(self.context)
        self.changes.moved.connect(self._show_change)
        self.side = QStackedWidget()
        self.pane = RiskPane(self.context)
        self.risks = self.pane.risks
        self.risks.decided.connect(self.decide)
        self.risks.aside_asked.connect(self.turn_aside)
        self.risks.moved.connect(self._show_risk)
        self.risks.chosen.connect(lambda _row: self.open_record())
        self.risks.clicked.connect(lambda _index: self.fold())
        self.pane.open_button.clicked.connect(self.open_record)
        self.pane.pair_button.clicked.connect(self.show_pair)
        self.pane.copy_button.clicked.connect(self.write_marked)
        self.side.addWidget(self.pane)
        self.side.addWidget(self.changes)
        self.split.addWidget(self.side)
        self.split.setSizes(list(SHARES))
        for place, share in enumerate(SHARES):
            self.split.setStretchFactor(place, share)
        self.body.addWidget(self.split, 1)
        self.pair = PassagePair(self.context)
        self.body.addWidget(self.pair)
        self.setFocusProxy(self.choose)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Check a manuscript"))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts: list[Listed] = [
            ("choose", N_("Choose files…"), self.choose_files, "Ctrl+O", always),
            ("folder", N_("Check a folder…"), self.choose_folder, "Ctrl+Shift+O", always),
            ("again", N_("Check the files again"), self.check_again, "F5", self._has_files),
            ("next", N_("Next risk"), lambda: self._step(1), "F8", self._has_risks),
            ("last", N_("Risk before"), lambda: self._step(-1), "Shift+F8", self._has_risks),
            ("aside", N_("Set aside for good, or take back"), self.turn_aside, "", self._has_risks),
            ("pair", N_("Side by side"), self.show_pair, "F6", self._has_pair),
            ("open", N_("Open the record"), self.open_record, "", self._has_record),
            ("against", N_("Compare with an earlier version…"), self.choose_earlier, "Shift+F7", self._is_alone),
            ("changes", N_("What changed in the text"), self.show_changes, "F7", self._has_changes),
            ("marked", N_("Write a marked copy…"), self.write_marked, "Ctrl+E", self._has_review),
            ("stop", N_("Stop"), self.stop, "", self._reader.is_waiting),
        ]  # fmt: skip
        return listed_commands("review", self.context, acts)

    def choose_files(self) -> None:
        """Ask for manuscripts and check them."""
        self.check_files(self._chosen(N_("Manuscripts to check")))

    def _chosen(self, caption: str) -> Sequence[Path]:
        kinds = self.context.label(N_("Manuscripts")) + f" ({KINDS_READ})"
        return self._dialogs.open_files(self, self.context.label(caption), kinds)

    def choose_folder(self) -> None:
        """Ask for a folder and check every manuscript in it."""
        place = self._dialogs.folder(self, self.context.label(N_("Folder whose manuscripts are checked")))
        self.check_files([place] if place is not None else [])

    def choose_earlier(self) -> None:
        """Ask for the version before the one that is shown, and check both."""
        earlier = self._chosen(N_("Earlier version of the manuscript"))
        if earlier and self._is_alone():
            self.check_files([self.choices.files[0].path], against=earlier[0])

    def check_files(self, places: Sequence[Path], password: str = "", against: Path | None = None) -> None:
        """Check files and those in folders one after the other, one alone against an earlier version; what was shown before goes."""
        if not places:
            return
        self.choices.paper, self.choices.against, self.choices.given = "", against, tuple(places)
        self._ask(places, check_of_files(self.terms.terms(password), against))

    def check_paper(self, number: str, password: str = "") -> None:
        """Check the files attached to a review before publication, for which decisions can be recorded."""
        try:
            names = reviews.attached_files(self.context.desk, number)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.choices.paper, self.choices.against = number, None
        if not names:
            said = Message(N_("No file is attached to {number}."), number=number)
            self.outcome.say(self.context.say(said), "warn")
            return
        self._ask([*map(Path, names)], check_of_paper(number, password))

    def _ask(self, paths: Sequence[Path], check: Check) -> None:
        if not self.context.is_open():
            return
        self.outcome.hide()
        self.pair.hide()
        self.password.end()
        self.choices.files = []
        self._show_files()
        self.progress.show_step(self.context.label(N_("Reading and comparing")), 0, len(paths))
        look = checked if self.choices.paper else checked_places  # what is attached lies in no folder
        self._reader.ask(self.context.desk, lambda desk, task: look(desk, task, paths, check))

    def check_again(self, password: str = "") -> None:
        """Check the same files again, as after one was changed."""
        if self.choices.paper:
            self.check_paper(self.choices.paper, password)
        else:
            self.check_files(self.choices.given, password, self.choices.against)

    def decide(self, answer: str) -> None:
        """Record what is decided about the risk, with its reason, and go on to the next."""
        risk, found = self.risk(), self.current()
        if risk is None or found is None or found.review is None or self._folded() is not None:
            return
        if not self.choices.paper:
            self.outcome.say(self.context.label(NO_REVIEW), "info")
            return
        reason = self._dialogs.text(self, self.context.label(N_("Reason of the decision")))
        if not reason:
            return
        try:
            paper_reviews.handle(self.context.desk, self.choices.paper, risk.key, risk.kind, answer, reason)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        found.review = replace(found.review, handled={**found.review.handled, risk.key: answer})
        after = min(self.risks.row() + 1, self.risks.rows.rowCount() - 1)
        self._show_file()
        self.risks.selectRow(after)
        self.context.changed.emit()

    def turn_aside(self) -> None:
        """Set the risk aside for every manuscript, or take that back, and check again."""
        risk = self.risk()
        if risk is not None and turned_aside(self, self._dialogs, risk, self._folded()):
            self.context.changed.emit()
            self.check_again()

    def _folded(self) -> Folded | None:
        """Return by what the risk chosen was set aside."""
        review = self._review()
        return review.folded_at(self.risks.row()) if review is not None else None

    def stop(self) -> None:
        """Stop what is under way; nothing was written."""
        self._reader.ask(self.context.desk, lambda _desk, _task: list[Checked]())

    def current(self) -> Checked | None:
        """Return the file that is shown."""
        return self.choices.files[row] if 0 <= (row := self.files.row()) < len(self.choices.files) else None

    def risk(self) -> Risk | None:
        """Return the risk that is chosen."""
        return found.risk_at(self.risks.row()) if (found := self.current()) is not None else None

    def _review(self) -> Review | None:
        return found.review if (found := self.current()) is not None else None

    def fold(self) -> bool:
        """Show or hide the risks that are gone, where the row that names them is chosen; say whether it is."""
        found = self.current()
        if found is None or not found.is_group(self.risks.row()):
            return False
        self.choices.unfolded = not self.choices.unfolded
        self._show_risks(found.review, found.versions)
        return True

    def write_marked(self) -> None:
        """Write the text of the file that is shown as a PDF with its risks marked and listed."""
        if (found := self.current()) is not None and found.review is not None:
            PaperWriter(self, self._dialogs).write_marked(found.review, self.choices.paper, found.versions)

    def show_changes(self) -> None:
        """Show the passages that differ from the earlier version in place of the risks, or the risks again."""
        changes = self.side.currentIndex() == 0 and self._has_changes()
        self._show_side(changes=changes)
        (self.changes.table if changes else self.risks).setFocus()

    def open_record(self) -> None:
        """Open the record that the risk is about."""
        if self.fold():
            return
        risk = self.risk()
        if risk is not None and risk.record:
            self.opened.emit(risk.register, risk.record)

    def show_pair(self) -> None:
        """Show the passage beside that of the record; of a secret what is kept is shown on its own page, to its readers."""
        risk = self.risk()
        if risk is None or not self._has_pair():
            return
        try:
            text = reviews.record_passage(self.context.desk, risk)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.pair.show_pair(risk.text, text, risk.record)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the files dropped."""
        event.acceptProposedAction()
        self.check_files(dropped_files(event))

    def _step(self, by: int) -> None:
        count = self.risks.rows.rowCount()
        self.risks.selectRow((self.risks.row() + by) % count)
        self.risks.setFocus()

    def _has_files(self) -> bool:
        return bool(self.choices.files)

    def _has_risks(self) -> bool:
        return self.risks.rows.rowCount() > 0

    def _has_record(self) -> bool:
        return (risk := self.risk()) is not None and bool(risk.record)

    def _has_review(self) -> bool:
        return self._review() is not None

    def _is_alone(self) -> bool:
        return len(self.choices.files) == 1 and not self.choices.paper

    def _has_changes(self) -> bool:
        versions = found.versions if (found := self.current()) is not None else None
        return versions is not None and bool(versions.changes)

    def _has_pair(self) -> bool:
        return (risk := self.risk()) is not None and reviews.may_show(risk)

    def _show_checked(self, found: list[Checked]) -> None:
        self.progress.rest()
        self.choices.files = found
        self._show_files()
        if found:
            self.risks.setFocus()
        locked = next((each for each in found if isinstance(each.refused, Locked)), None)
        if locked is not None:
            self.password.ask(self.check_again)
        self.acts_changed.emit()

    def _failed(self, refused: Refused) -> None:
        self.progress.rest()
        self.outcome.refuse(refused)

    def _show_files(self) -> None:
        some = self._has_files()
        self.terms.setVisible(not self.choices.paper)
        self.terms.again.setVisible(some)
        self.empty.setVisible(not some)
        self.split.setVisible(some)
        self.files.setVisible(len(self.choices.files) > 1)
        self.files.show_rows([file_row(self.context, each) for each in self.choices.files])
        self._show_file()

    def _show_file(self) -> None:
        found = self.current()
        review = found.review if found is not None else None
        self.choices.file = max(0, self.files.row())
        self.pair.hide()
        self.text.show_review(review)
        self.versions.show_versions(found.versions if found is not None else None)
        self._show_risks(review, found.versions if found is not None else None)
        self.count.setText(f"{found.path.name} · {summary(self.context, review)}" if found and review else "")
        self.count.setVisible(bool(self.count.text()))
        self.pane.show_review(review)
        if found is not None and found.refused is not None:
            self.outcome.refuse(found.refused)
        elif found is not None:
            self.outcome.hide()  # what was said of another file
        self._show_side(changes=False)

    def _show_risks(self, review: Review | None, versions: Versions | None) -> None:
        rows = [risk_row(self.context, review, each, versions) for each in review.risks] if review else []
        rows += [folded_row(self.context, review, each) for each in review.folded] if review else []
        rows += gone_rows(self.context, versions, unfolded=self.choices.unfolded)
        self.pane.show_version(compared=versions is not None and versions.earlier is not None)
        self.risks.show_rows(rows)
        self.risks.setVisible(bool(rows))

    def _show_side(self, *, changes: bool) -> None:
        """Show the risks on the right, or the passages that differ."""
        self.side.setCurrentIndex(int(changes))
        self.versions.show_side(changes=changes)
        self.pair.hide()
        found = self.current()
        if changes and found is not None and found.review is not None and found.versions is not None:
            self.changes.show_changes(found.review.manuscript, found.versions)
        else:
            self._show_risk()

    def _show_change(self, change: TextChange, now: str, before: str) -> None:
        """Show a passage that differs in the text, and beside what stood there before."""
        found = self.current()
        if self.side.currentIndex() == 0 or found is None or found.versions is None:
            return
        earlier = found.versions.earlier
        self.text.show_passage(change.start, change.end)
        self.pair.show_pair(now, before, earlier.name if earlier is not None else "", BEFORE)

    def _show_risk(self) -> None:
        risk = self.risk()
        self.choices.risk = max(0, self.risks.row())
        self.text.show_risk(risk)
        found = self.current()
        said = risk if risk is not None or found is None else found.gone_at(self.risks.row())
        self.pane.story.tell(told(self.context, said) if said is not None else ())
        self.pane.keys.setVisible(risk is not None and bool(self.choices.paper))
        self.pane.aside_key.setVisible(risk is not None and can_set_aside(risk))
        self.pane.open_button.setVisible(self._has_record())
        self.pane.pair_button.setVisible(self._has_pair())
        self.acts_changed.emit()
