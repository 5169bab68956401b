"""The check of manuscripts: drop a file, and see every risk with its passage, its reason, and the act that clears it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from ipdesk.gui.commands import Command, Listed, always, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.left_out import LeftOut
from ipdesk.gui.manuscript_view import ManuscriptView
from ipdesk.gui.page import Page
from ipdesk.gui.passage_pair import PassagePair
from ipdesk.gui.password_line import FilePasswordLine
from ipdesk.gui.progress import Progress
from ipdesk.gui.review_choices import Checked, ReviewChoices
from ipdesk.gui.risk_table import RiskTable
from ipdesk.gui.risk_words import SEVERITY_WORDS, TONES, place_word, severity_word, summary, told
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.story_lines import StoryLines
from ipdesk.gui.tasks import Cancelled, Task, Tasks, unexpected
from ipdesk.gui.theme import GAP
from ipdesk.gui.turning_aside import ASIDE_TOLD, folded_row, turned_aside
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.model.errors import Locked, Refused
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations import paper_reviews, reviews, set_asides
from ipdesk.operations.desk import Desk
from ipdesk.operations.reviews import Review
from ipdesk.operations.set_asides import Folded
from ipdesk.registers.paper_choices import HANDLINGS
from ipdesk.screening.risks import Risk

KINDS_READ: Final = "*.docx *.pdf *.pptx *.tex *.txt *.md"
INVITATION: Final = N_(
    "Drop a manuscript here, or choose one: it is compared with everything that is protected, and nothing of it is kept."
)
CAUTION: Final = N_(
    "A check finds risks; it clears nothing. Shorter or freely rewritten passages, pictures, and what is listed below were not judged."
)
KEYS_TOLD: Final = N_(
    "A accept the risk · C changed in the manuscript · W waits for a filing · N not what it was taken for"
)
RISK_WIDTHS: Final = (132, 104)
FILE_WIDTHS: Final = (320, 132)
MOST_FILES: Final = 6  # shown at once
MOST_RISKS: Final = 9
SHARES: Final = (600, 400)  # of the width: text, risks


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
        self.count = text_label("", muted=True)
        self.folder = QPushButton(label(N_("Check a folder…")))
        self.folder.clicked.connect(self.choose_folder)
        self.choose = primary(QPushButton(label(N_("Choose files…"))))
        self.choose.clicked.connect(self.choose_files)
        self.body.addLayout(
            spread(text_label(self.title(), "title"), self.count, 1, self.folder, self.choose)
        )
        self.body.addWidget(self.outcome)
        self.password = FilePasswordLine(self.context)
        self.body.addWidget(self.password)
        self.progress = Progress(self.context)
        self.progress.stopped.connect(self.stop)
        self.body.addWidget(self.progress)
        self.empty = EmptyState()
        acts = ((N_("Choose files…"), self.choose_files), (N_("Check a folder…"), self.choose_folder))
        self.empty.show_state(label(INVITATION), [(label(text), act) for text, act in acts])
        self.body.addWidget(self.empty, 1)
        headings = [label(each) for each in (N_("File"), N_("Result"), N_("Risks"))]
        self.files = RowsTable(self.context, label(N_("Files checked")), headings, FILE_WIDTHS, MOST_FILES)
        self.files.moved.connect(self._show_file)
        self.body.addWidget(self.files)
        self.text = ManuscriptView(self.context)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.text)
        self.split.addWidget(self._right())
        self.split.setSizes(list(SHARES))
        self.split.setStretchFactor(0, SHARES[0])
        self.split.setStretchFactor(1, SHARES[1])
        self.body.addWidget(self.split, 1)
        self.pair = PassagePair(self.context)
        self.body.addWidget(self.pair)
        self.setFocusProxy(self.choose)

    def _right(self) -> QWidget:
        label = self.context.label
        headings = [label(each) for each in (N_("How grave"), N_("Place"), N_("Risk"))]
        self.risks = RiskTable(self.context, label(N_("Risks")), headings, RISK_WIDTHS, MOST_RISKS)
        self.risks.decided.connect(self.decide)
        self.risks.aside_asked.connect(self.turn_aside)
        self.risks.moved.connect(self._show_risk)
        self.risks.chosen.connect(lambda _row: self.open_record())
        self.nothing = wrapped_label(label(N_("No risk was found by this check.")))
        self.story = StoryLines()
        self.open_button = QPushButton(label(N_("Open the record (Enter)")))
        self.open_button.setObjectName("quiet")
        self.open_button.clicked.connect(self.open_record)
        self.pair_button = QPushButton(label(N_("Side by side (F6)")))
        self.pair_button.setObjectName("quiet")
        self.pair_button.clicked.connect(self.show_pair)
        self.keys = wrapped_label(label(KEYS_TOLD), muted=True)
        self.aside_key = wrapped_label(label(ASIDE_TOLD), muted=True)
        self.caution = wrapped_label(label(CAUTION), muted=True)
        self.left_out = LeftOut(self.context)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(GAP, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.risks)
        column.addWidget(self.nothing)
        column.addWidget(self.story)
        column.addLayout(spread(self.open_button, self.pair_button, 1))
        column.addWidget(self.keys)
        column.addWidget(self.aside_key)
        column.addStretch(1)
        column.addWidget(self.caution)
        column.addWidget(self.left_out)
        return right

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Check a manuscript"))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts: list[Listed] = [
            ("choose", N_("Choose files…"), self.choose_files, "Ctrl+O", always),
            ("folder", N_("Check a folder…"), self.choose_folder, "Ctrl+Shift+O", always),
            ("again", N_("Check the files again"), self.check_again, "F5", lambda: bool(self.choices.files)),
            ("next", N_("Next risk"), lambda: self._step(1), "F8", self._has_risks),
            ("last", N_("Risk before"), lambda: self._step(-1), "Shift+F8", self._has_risks),
            ("aside", N_("Set aside for good, or take back"), self.turn_aside, "", self._has_risks),
            ("pair", N_("Side by side"), self.show_pair, "F6", self._has_pair),
            ("open", N_("Open the record"), self.open_record, "", self._has_record),
            ("stop", N_("Stop"), self.stop, "", self._reader.is_waiting),
        ]
        return listed_commands("review", self.context, acts)

    def choose_files(self) -> None:
        """Ask for manuscripts and check them."""
        label = self.context.label
        kinds = label(N_("Manuscripts")) + f" ({KINDS_READ})"
        self.check_files(self._dialogs.open_files(self, label(N_("Manuscripts to check")), kinds))

    def choose_folder(self) -> None:
        """Ask for a folder and check every manuscript in it."""
        place = self._dialogs.folder(self, self.context.label(N_("Folder whose manuscripts are checked")))
        if place is None:
            return
        found = reviews.manuscripts_in(place)
        if not found:
            said = Message(N_("There is no manuscript in {folder}."), folder=place.name)
            self.outcome.say(self.context.say(said), "warn")
        self.check_files(found)

    def check_files(self, files: Sequence[Path], password: str = "") -> None:
        """Check files one after the other; what was shown before goes."""
        if files:
            self.choices.paper = ""
            self._ask(
                tuple(dict.fromkeys(files)),
                lambda desk, task, file: reviews.check_manuscript(desk, file, task.step, password=password),
            )

    def check_paper(self, number: str) -> None:
        """Check the files attached to a review before publication, for which decisions can be recorded."""
        try:
            names = reviews.attached_manuscripts(self.context.desk, number)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.choices.paper = number
        if not names:
            self.outcome.say(
                self.context.say(Message(N_("No manuscript is attached to {number}."), number=number)), "warn"
            )
            return
        self._ask(
            tuple(map(Path, names)),
            lambda desk, task, file: reviews.check_attached(desk, number, file.name, task.step),
        )

    def _ask(self, paths: Sequence[Path], check: Callable[[Desk, Task, Path], Review]) -> None:
        if not self.context.is_open():
            return
        self.outcome.hide()
        self.pair.hide()
        self.choices.files = []
        self._show_files()
        self.progress.show_step(self.context.label(N_("Reading and comparing")), 0, len(paths))

        def look(desk: Desk, task: Task) -> list[Checked]:
            return [_checked(desk, task, each, check, place, len(paths)) for place, each in enumerate(paths)]

        self._reader.ask(self.context.desk, look)

    def check_again(self) -> None:
        """Check the same files again, as after one was changed."""
        if self.choices.paper:
            self.check_paper(self.choices.paper)
        else:
            self.check_files([each.path for each in self.choices.files])

    def decide(self, answer: str) -> None:
        """Record what is decided about the risk, with its reason, and go on to the next."""
        risk, found = self.risk(), self.current()
        if risk is None or found is None or found.review is None or self._folded() is not None:
            return
        if not self.choices.paper:
            said = N_(
                "Decisions are kept with a review before publication: attach the file there and check it from its page."
            )
            self.outcome.say(self.context.label(said), "info")
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
        row = self.risks.row()
        self._show_file()
        self.risks.selectRow(min(row + 1, self.risks.rows.rowCount() - 1))
        self.context.changed.emit()

    def turn_aside(self) -> None:
        """Set the risk aside for every manuscript, or take that back, and check again."""
        risk = self.risk()
        if risk is not None and turned_aside(self, self._dialogs, risk, self._folded()):
            self.context.changed.emit()
            self.check_again()

    def _folded(self) -> Folded | None:
        """Return by what the risk chosen was set aside."""
        found = self.current()
        return found.review.folded_at(self.risks.row()) if found is not None and found.review else None

    def stop(self) -> None:
        """Stop what is under way; nothing was written."""
        self._reader.ask(self.context.desk, lambda _desk, _task: list[Checked]())

    def current(self) -> Checked | None:
        """Return the file that is shown."""
        row = self.files.row()
        return self.choices.files[row] if 0 <= row < len(self.choices.files) else None

    def risk(self) -> Risk | None:
        """Return the risk that is chosen."""
        found, row = self.current(), self.risks.row()
        held = found.review.shown if found is not None and found.review is not None else ()
        return held[row] if 0 <= row < len(held) else None

    def open_record(self) -> None:
        """Open the record that the risk is about."""
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
        if any(each.isLocalFile() for each in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the files dropped."""
        event.acceptProposedAction()
        self.check_files([Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()])

    def _step(self, by: int) -> None:
        count = self.risks.rows.rowCount()
        self.risks.selectRow((self.risks.row() + by) % count)
        self.risks.setFocus()

    def _has_risks(self) -> bool:
        return self.risks.rows.rowCount() > 0

    def _has_record(self) -> bool:
        risk = self.risk()
        return risk is not None and bool(risk.record)

    def _has_pair(self) -> bool:
        risk = self.risk()
        return risk is not None and reviews.may_show(risk)

    def _show_checked(self, found: list[Checked]) -> None:
        self.progress.rest()
        self.choices.files = found
        self._show_files()
        if found:
            self.risks.setFocus()
        locked = next((each for each in found if isinstance(each.refused, Locked)), None)
        if locked is not None:
            paths = [each.path for each in found]
            self.password.ask(lambda word: self._unlock(paths, word))
        self.acts_changed.emit()

    def _unlock(self, paths: Sequence[Path], password: str) -> None:
        self.password.end()
        self.check_files(paths, password)

    def _failed(self, refused: Refused) -> None:
        self.progress.rest()
        self.outcome.refuse(refused)

    def _show_files(self) -> None:
        some = bool(self.choices.files)
        self.empty.setVisible(not some)
        self.split.setVisible(some)
        self.files.setVisible(len(self.choices.files) > 1)
        self.files.show_rows([self._file_row(each) for each in self.choices.files])
        self._show_file()

    def _file_row(self, checked: Checked) -> Row:
        label, name = self.context.label, checked.path.name
        review = checked.review
        if review is None:
            assert checked.refused is not None
            return name, Status("warn", label(N_("Not read"))), self.context.say(checked.refused.what)
        gravest = review.risks[0] if review.risks else None
        if gravest is None:
            return name, Status("info", label(N_("Nothing found"))), ""
        word = severity_word(self.context, gravest)
        return name, Status(TONES[gravest.severity], word), summary(self.context, review)

    def _show_file(self) -> None:
        found = self.current()
        review = found.review if found is not None else None
        self.choices.file = max(0, self.files.row())
        self.pair.hide()
        if review is None:
            self.text.show_text("", ())
        else:
            read = review.manuscript
            self.text.show_text(read.text, review.shown, read.body[-1][1] if read.body else 0)
        rows = [self._risk_row(review, each) for each in review.risks] if review else []
        rows += [folded_row(self.context, review, each) for each in review.folded] if review else []
        self.risks.show_rows(rows)
        self.risks.setVisible(bool(rows))
        self.nothing.setVisible(review is not None and not rows)
        self.count.setText(f"{found.path.name} · {summary(self.context, review)}" if found and review else "")
        self.left_out.show_review(review)
        if found is not None:
            self.outcome.hide()  # what was said of another file
            if found.refused is not None:
                self.outcome.refuse(found.refused)
        self._show_risk()

    def _risk_row(self, review: Review, risk: Risk) -> Row:
        grave = Status(TONES[risk.severity], self.context.label(SEVERITY_WORDS[risk.severity]))
        if (answer := review.handled.get(risk.key)) is not None:
            grave = Status("ok", self.context.label(option_label(HANDLINGS, answer)))
        return grave, place_word(self.context, review, risk), self.context.say(risk.reason)

    def _show_risk(self) -> None:
        risk = self.risk()
        self.choices.risk = max(0, self.risks.row())
        self.text.show_risk(risk)
        self.story.tell(told(self.context, risk) if risk is not None else ())
        self.keys.setVisible(risk is not None and bool(self.choices.paper))
        self.aside_key.setVisible(risk is not None and set_asides.can_set_aside(risk))
        self.open_button.setVisible(self._has_record())
        self.pair_button.setVisible(self._has_pair())
        self.acts_changed.emit()


def _checked(
    desk: Desk, task: Task, path: Path, check: Callable[[Desk, Task, Path], Review], place: int, count: int
) -> Checked:
    """Check one file; whatever goes wrong with it keeps no other from being checked."""
    task.step(place, count)
    try:
        return Checked(path, check(desk, task, path))
    except Cancelled:
        raise
    except Refused as refused:
        return Checked(path, refused=refused)
    except Exception as error:
        return Checked(path, refused=unexpected(error))
