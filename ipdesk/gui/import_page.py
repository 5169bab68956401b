"""Taking files in: choose or drop them, look at what would become of each row, then accept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.commands import Command, Listed, always, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.dropping import dropped_files
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.import_lines import Line
from ipdesk.gui.import_models import Chosen, FilesModel, Status, act_of
from ipdesk.gui.import_panel import ImportPanel
from ipdesk.gui.import_questions import ask_files, ask_leave
from ipdesk.gui.import_view import FilesTable
from ipdesk.gui.import_work import read_file, take_file
from ipdesk.gui.labels import dress, primary, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.gui.password_line import NewPasswordLine
from ipdesk.gui.progress import Progress
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import GAP
from ipdesk.model.changes import Changes
from ipdesk.model.errors import Locked, Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import records
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake import Preview
from ipdesk.registers import register as register_named

INVITATION: Final = N_(
    "Drop filled forms, old ledgers or exported workbooks here, or choose them. First you see a preview of every row; nothing is written until you accept it."
)


class ImportPage(Page):
    """Files of one register on their way in. Nothing is written until the primary act, which asks nothing.

    One piece of work at a time: files are read, and later taken in, one after the other, each in one
    transaction of its own; stopping ends the reading at once, and the taking in after the file at hand.
    """

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: str) -> None:
        super().__init__(context, tasks)
        self._dialogs, self.register = dialogs, register_named(register)
        self._queue: list[Chosen] = []
        self._at_hand: Chosen | None = None
        self._task: Task | None = None
        self._taking = False
        self._ended = 0
        self._written: list[Changes] = []
        self._undoable: list[Chosen] = []
        self._papers = PaperWriter(self, dialogs)
        self.lock = NewPasswordLine(context, context.label(N_("Save the report…")))
        self._papers.written.connect(self.lock.end)
        self.lock.left.connect(self.setFocus)
        self.setAcceptDrops(True)
        self._build()
        self._show_state()

    def _build(self) -> None:
        label = self.context.label
        self.form = QPushButton(label(N_("Blank form…")))
        self.form.clicked.connect(self.write_form)
        self.report = QPushButton(label(N_("Save the report…")))
        self.report.clicked.connect(self.write_report)
        self.choose = QPushButton(label(N_("Choose files…")))
        self.choose.clicked.connect(self.choose_files)
        self.take_back = QPushButton(label(N_("Take the last file back")))
        self.take_back.clicked.connect(self.undo)
        self.accept = primary(QPushButton())
        self.accept.clicked.connect(self.accept_files)
        heading = text_label(self.title(), "title")
        self.body.addLayout(
            spread(heading, 1, self.take_back, self.report, self.form, self.choose, self.accept)
        )
        self.body.addWidget(self.lock)
        self.body.addWidget(self.outcome)
        self.progress = Progress(self.context)
        self.progress.stopped.connect(self.stop)
        self.body.addWidget(self.progress)
        self.empty = EmptyState()
        acts = ((N_("Choose files…"), self.choose_files), (N_("Blank form…"), self.write_form))
        self.empty.show_state(label(INVITATION), [(label(text), act) for text, act in acts])
        self.body.addWidget(self.empty, 1)
        self.model = FilesModel(self.context)
        self.files = FilesTable(self.context, self.model)
        self.files.selectionModel().currentChanged.connect(self._show_chosen)
        self.files.removed.connect(self.remove_file)
        self.panel = ImportPanel(self.context, self.register)
        self.panel.explained.connect(self._read_file_again)
        self.panel.currentChanged.connect(lambda shown: dress(self.accept, "primary", not shown))
        self.view = self.panel.preview
        self.view.password_given.connect(self.open_locked)
        self.view.left.connect(self.files.setFocus)
        self.view.opened.connect(lambda number: self.opened.emit(self.register.name, number))
        self.shown = QWidget()
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.files)
        column.addWidget(self.panel, 1)
        self.body.addWidget(self.shown, 1)
        self.setFocusProxy(self.choose)
        for first, second in pairwise((self.choose, self.accept, self.take_back, self.report, self.form)):
            self.setTabOrder(first, second)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.say(Message(N_("Import: {register}"), register=Message(self.register.label)))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        found: list[Listed] = [
            ("choose", N_("Choose files…"), self.choose_files, "Ctrl+O", always),
            ("accept", N_("Import what is new and changed"), self.accept_files, "Ctrl+Return",
             self.accept.isEnabled),
            ("password", N_("Type the password of the file"), self.view.unlock.setFocus, "Ctrl+Shift+O",
             self._needs_password),
            ("again", N_("Read the files again"), self.read_again, "F5", always),
            ("undo", N_("Take the last file back"), self.undo, "Ctrl+Z", lambda: bool(self._undoable)),
            ("stop", N_("Stop"), self.stop, "", self.is_busy),
            ("report", N_("Save the report…"), self.write_report, "", self.report.isEnabled),
            ("report-locked", N_("Save the report with a password…"), self.lock_report, "", self.report.isEnabled),
            ("columns", N_("Which column is which…"), self.panel.explain, "", self.panel.can_explain),
            ("form", N_("Blank form…"), self.write_form, "", always),
        ]  # fmt: skip
        return listed_commands("import", self.context, found)

    def may_leave(self) -> bool:
        """Ask once while rows wait to be accepted or are being written."""
        new, changed = self._counts("ready", "taking")
        if not (new or changed):
            return True
        leaves = ask_leave(self, self.context, self._dialogs, new, changed)
        if leaves:
            self.stop()
        return leaves

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if any(each.isLocalFile() for each in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files dropped."""
        event.acceptProposedAction()
        self.add_files(dropped_files(event))

    def choose_files(self) -> None:
        """Ask for files and read them."""
        self.add_files(ask_files(self, self.context, self._dialogs))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files for a preview; one that is on the list already is read again."""
        if not paths:
            return
        self.outcome.hide()
        known = {each.path: each for each in self.model.files if each.status != "taken"}
        for path in dict.fromkeys(paths):
            file = known.get(path)
            if file is None:
                file = Chosen(path)
                self.model.add(file)
            self._enqueue(file)
        if not self.files.currentIndex().isValid():
            self.files.selectRow(0)
        self._next()

    def read_again(self) -> None:
        """Read every file again that was not taken in, since files and records may have changed."""
        if self._taking:
            return
        for each in self.model.files:
            if each.status not in ("taken", "reading"):
                self._enqueue(each)
        self._next()

    def remove_file(self) -> None:
        """Take the chosen file off the list; the file itself stays where it is."""
        file = self._chosen()
        if file is None or file is self._at_hand:
            return
        if file in self._queue:
            self._queue.remove(file)
        self.model.remove(file)
        self.panel.show_file(self._chosen() or Chosen(Path()))
        self._show_state()

    def accept_files(self) -> None:
        """Write what is new and changed, one transaction a file."""
        ready = [each for each in self.model.files if each.status == "ready"]
        if not ready or self.is_busy():
            return
        self.files.setFocus()  # not on to the act that would take it back
        self._taking, self._written = True, []
        self._queue = ready
        self._next()

    def stop(self) -> None:
        """Stop reading; a file that is being taken in is ended, and the others stay as they are."""
        for each in self._queue:
            each.take_password()
            if not self._taking:
                each.status = "stopped"
                self.model.tell(each)
        self._queue.clear()
        if self._task is not None and not self._taking and self.is_busy():
            self._task.cancel()
        self._show_state()

    def undo(self) -> None:
        """Take back the last file taken in, as new audited changes."""
        if not self._undoable or self.is_busy():
            return
        desk = self.context.desk

        def work(_task: Task) -> list[Changes]:
            with desk.twin().workspace as space:
                return records.undo(Desk(space, desk.translator))

        self._at_hand = self._undoable[-1]
        self._show_state()
        self.tasks.start(work, self._undone, self._refused)

    def write_form(self) -> None:
        """Ask for a place and write the blank form there, in Chinese."""
        if not self.is_busy():
            self._papers.write_form(self.register)

    def write_report(self) -> None:
        """Ask for a place and write there what would become of each row of the chosen file."""
        if self.lock.isHidden():
            self._write_report("")
        else:
            self.lock.give()

    def lock_report(self) -> None:
        """Ask in place for a password for the report."""
        self.lock.ask(self._write_report)

    def _write_report(self, password: str) -> None:
        file = self._chosen()
        if file is not None and file.preview is not None and not self.is_busy():
            self._papers.write_report(file.preview, password)

    def open_locked(self, password: str) -> None:
        """Read the chosen file, which is locked, with its password."""
        file = self._chosen()
        if file is not None and self._needs_password() and not self._taking:
            self._read_file_again(file, password)

    def _needs_password(self) -> bool:
        file = self._chosen()
        return file is not None and file.status == "locked"

    def _read_file_again(self, file: Chosen, password: str = "") -> None:
        self._enqueue(file)
        file.password = password
        self._next()

    def _enqueue(self, file: Chosen) -> None:
        if file in self._queue or file is self._at_hand or self._taking:
            return
        file.take_password()
        file.status, file.preview, file.refused, file.lines = "waiting", None, None, []
        self._queue.append(file)
        self.model.tell(file)

    def _next(self) -> None:
        """Begin with the next file, unless one is at hand; say how it went after the last."""
        if self._at_hand is not None:
            return
        if not self._queue or not self.context.is_open():
            self._end()
            return
        self._at_hand = file = self._queue.pop(0)
        file.status = "taking" if self._taking else "reading"
        self._show_state()
        desk, register = self.context.desk, self.register
        if self._taking:
            task = self.tasks.start(lambda task: take_file(desk, file, task), self._taken, self._refused)
        else:
            password = file.take_password()
            task = self.tasks.start(
                lambda task: read_file(desk, register, file, password, task), self._read, self._refused
            )
        task.progress.connect(self._show_rows)
        self._task = task

    def _read(self, found: tuple[Preview, list[Line]]) -> None:
        file = self._finish()
        file.preview, file.lines = found
        counts = found[0].counts()
        writes = counts["new"] or counts["changed"]
        file.status = "ready" if writes else "refused" if counts["refused"] else "nothing"
        self._go_on(file)

    def _taken(self, taken: tuple[list[Changes], list[Line]]) -> None:
        file = self._finish()
        made, file.lines = taken
        file.numbers, file.status = tuple(each.number for each in made), "taken"
        self._written += made
        if made:
            self._undoable.append(file)
        self._go_on(file)

    def _undone(self, made: list[Changes]) -> None:
        file = self._finish()
        numbers = tuple(each.number for each in made)
        self._undoable.remove(file)
        what = Message(N_("Taken back: {numbers}."), numbers=list(numbers[:12]))
        self.outcome.say(self.context.say(what))
        if set(numbers) == set(file.numbers):
            file.numbers, file.status = (), "waiting"
            self._enqueue(file)
        self.context.changed.emit()
        self._go_on(file)

    def _refused(self, refused: Refused) -> None:
        stopped = self._task is not None and self._task.is_cancelled()
        file = self._finish()
        if file.status == "taken":  # undoing it was refused
            self._undoable.remove(file)
            self.outcome.refuse(refused)
        elif stopped:
            file.status = "stopped"
        else:
            file.status = "locked" if isinstance(refused, Locked) else "refused"
            file.refused = refused
        self._go_on(file)

    def _finish(self) -> Chosen:
        file = self._at_hand
        assert file is not None  # nothing ends that was not begun
        self._at_hand = self._task = None
        self._ended += 1
        return file

    def _go_on(self, file: Chosen) -> None:
        self.model.tell(file)
        if file is self._chosen():
            self.panel.show_file(file)
        self._next()

    def _end(self) -> None:
        """Say how it went once nothing is left to do, or the desk was locked."""
        self._queue.clear()
        self._ended = 0
        if self._taking:
            self._taking = False
            new = sum(each.act == "add" for each in self._written)
            said = Message(
                N_("Taken in: {new} new, {changed} changed. “Take the last file back” undoes a file."),
                new=new,
                changed=len(self._written) - new,
            )
            if self._written:
                self.outcome.say(self.context.say(said))
                self.context.changed.emit()
        self._show_state()

    def _show_state(self) -> None:
        """Show what can be done now, and on the button what it would do."""
        self.empty.setVisible(not self.model.files)
        self.shown.setVisible(bool(self.model.files))
        new, changed = self._counts("ready")
        self.accept.setText(self.context.say(act_of(new, changed)))
        self.accept.setEnabled(bool(new or changed) and not self.is_busy())
        chosen = self._chosen()
        self.report.setVisible(bool(self.model.files))
        self.report.setEnabled(chosen is not None and chosen.preview is not None and not self.is_busy())
        self.take_back.setVisible(bool(self._undoable))
        self.take_back.setEnabled(not self.is_busy())
        if self._at_hand is None:
            self.progress.rest()
        else:
            self.progress.show_step(self._at_hand.name, self._ended, self._ended + 1 + len(self._queue))

    def _show_rows(self, done: int, of: int) -> None:
        if self._at_hand is not None:
            self.progress.show_rows(done, of)

    def _counts(self, *statuses: Status) -> tuple[int, int]:
        """Return how many new and changed rows the files of some statuses have."""
        files = [each for each in self.model.files if each.status in statuses]
        return sum(each.count("new") for each in files), sum(each.count("changed") for each in files)

    def is_busy(self) -> bool:
        """Say whether a file is being read, written or taken back."""
        return self._at_hand is not None

    def _chosen(self) -> Chosen | None:
        row = self.files.currentIndex().row()
        return self.model.files[row] if 0 <= row < len(self.model.files) else None

    def _show_chosen(self, _current: QModelIndex, _before: QModelIndex) -> None:
        file = self._chosen()
        if file is not None:
            self.panel.show_file(file)
        self._show_state()
