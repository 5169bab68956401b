"""Bringing everything in: files of any register, every sheet where it belongs, one preview, one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.commands import Command, Listed, always, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.dropping import dropped_files
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.import_models import act_of
from ipdesk.gui.import_questions import ask_files, ask_leave
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.page import Page
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.gui.progress import Progress
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.whole_models import SheetEntry
from ipdesk.gui.whole_view import WholeView
from ipdesk.gui.whole_work import Files, Looked, look_at, take
from ipdesk.model.changes import Changes
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import records
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake_links import Asked, Question
from ipdesk.operations.whole_intake import Whole

INVITATION: Final = N_(
    "Drop the ledgers of all registers here, or choose them. Each sheet is put where it belongs; nothing is written until you accept the preview, and one act takes all of it back."
)


class WholeImportPage(Page):
    """Files of all registers on their way in. What is asked about sheets and names is answered in place."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks)
        self._dialogs = dialogs
        self.files = Files()
        self.whole: Whole | None = None
        self._asked: dict[Asked, Question] = {}
        self._task: Task | None = None
        self._taken = False
        self._papers = PaperWriter(self, dialogs)
        self.setAcceptDrops(True)
        self._build()
        self._show_state()

    def _build(self) -> None:
        label = self.context.label
        self.choose = self._button(N_("Choose files…"), self.choose_files)
        self.report = self._button(N_("Save the report…"), self.write_report)
        self.take_back = self._button(N_("Take all of it back"), self.undo)
        self.accept = primary(QPushButton())
        self.accept.clicked.connect(self.accept_files)
        heading = text_label(self.title(), "title")
        self.body.addLayout(spread(heading, 1, self.take_back, self.report, self.choose, self.accept))
        self.body.addWidget(self.outcome)
        self.waits = wrapped_label("", muted=True)
        self.body.addWidget(self.waits)
        self.progress = Progress(self.context)
        self.progress.stopped.connect(self.stop)
        self.body.addWidget(self.progress)
        self.empty = EmptyState()
        self.empty.show_state(label(INVITATION), [(label(N_("Choose files…")), self.choose_files)])
        self.body.addWidget(self.empty, 1)
        self.view = WholeView(self.context)
        self.view.sorted.connect(self.sort_sheet)
        self.view.questions.answered.connect(self.answer)
        self.view.explained.connect(self.look)
        self.view.password_given.connect(self.open_locked)
        self.view.opened.connect(self.opened)
        self.view.table.removed.connect(self.remove_file)
        self.body.addWidget(self.view, 1)
        self.setFocusProxy(self.choose)

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        made = QPushButton(self.context.label(text))
        made.clicked.connect(lambda _=False: run())
        return made

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Bring everything in"))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        found: list[Listed] = [
            ("choose", N_("Choose files…"), self.choose_files, "Ctrl+O", always),
            ("accept", N_("Import what is new and changed"), self.accept_files, "Ctrl+Return", self.accept.isEnabled),
            ("again", N_("Read the files again"), self.read_again, "F5", self._can_read),
            ("undo", N_("Take all of it back"), self.undo, "Ctrl+Z", lambda: self._taken and not self.is_busy()),
            ("stop", N_("Stop"), self.stop, "", self.is_busy),
            ("report", N_("Save the report…"), self.write_report, "", self.report.isEnabled),
            ("sheet", N_("Register of this sheet"), self.view.registers.setFocus, "", self.view.registers.isEnabled),
        ]  # fmt: skip
        return listed_commands("whole", self.context, found)

    def may_leave(self) -> bool:
        """Ask once while rows wait to be accepted or are being written."""
        new, changed = self._counts()
        if self._taken or not (new or changed):
            self.stop()
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
        """Read files together with those that are on the list; one that is on it is read again."""
        if not paths or self.is_busy():
            return
        self.outcome.hide()
        if self._taken:
            self.files, self._asked, self._taken = Files(), {}, False
        for path in dict.fromkeys(paths):
            self.files.forget(path)
            if path in self.files.paths:
                continue
            if any(each.name == path.name for each in self.files.paths):
                said = Message(N_("Two files have the name “{file}”."), file=path.name)
                self.outcome.say(self.context.say(said), "warn")
                continue
            self.files.paths.append(path)
        self.look()

    def look(self) -> None:
        """Say anew what would become of all rows."""
        if self.is_busy() or not self.context.is_open():
            return
        desk, files = self.context.desk, self.files
        self._start(lambda task: look_at(desk, files, task), self._looked)

    def read_again(self) -> None:
        """Read every file again, since files and records may have changed."""
        for path in self.files.paths:
            self.files.forget(path)
        self.look()

    def remove_file(self) -> None:
        """Take the file of the sheet off the list; the file itself stays where it is."""
        entry = self.view.current()
        if entry is not None and not self.is_busy() and not self._taken:
            self.files.drop(entry.path)
            self.look()

    def sort_sheet(self, place: str, register: str) -> None:
        """Put a sheet into a register, or leave it out."""
        if not self.is_busy():
            self.files.choices[place] = register
            self.look()

    def answer(self, asked: Asked, number: str) -> None:
        """Say which record a name means."""
        if not self.is_busy():
            self.files.answers[asked] = number
            self.look()

    def open_locked(self, password: str) -> None:
        """Read the file looked at with its password."""
        entry = self.view.current()
        if entry is not None and not self.is_busy():
            self.files.forget(entry.path)
            self.files.passwords[entry.path] = password
            self.look()

    def accept_files(self) -> None:
        """Write all that is new and changed in one transaction."""
        if self.whole is None or self.is_busy() or not self.accept.isEnabled():
            return
        desk, files, whole = self.context.desk, self.files, self.whole
        self.view.table.setFocus()  # not on to the act that would take it back
        self._start(lambda task: take(desk, files, whole, task), self._accepted)

    def stop(self) -> None:
        """Stop the work at hand; nothing of it is written."""
        if self._task is not None:
            self._task.cancel()

    def undo(self) -> None:
        """Take back all that was taken in, as new audited changes."""
        if not self._taken or self.is_busy():
            return
        desk = self.context.desk

        def work(_task: Task) -> list[Changes]:
            with desk.twin().workspace as space:
                return records.undo(Desk(space, desk.translator))

        self._start(work, self._undone)

    def write_report(self) -> None:
        """Ask for a place and write there what would become of each row of all files."""
        if self.whole is not None and not self.is_busy():
            self._papers.write_whole_report(self.whole)

    def is_busy(self) -> bool:
        """Say whether files are being read, written or taken back."""
        return self._task is not None

    def _can_read(self) -> bool:
        return bool(self.files.paths) and not self._taken and not self.is_busy()

    def _start(self, work: Callable[[Task], Any], then: Callable[[Any], None]) -> None:
        def done(found: Any) -> None:
            self._task = None
            then(found)
            self._show_state()

        self._task = self.tasks.start(work, done, self._refused)
        self._task.progress.connect(self.progress.show_rows)
        self._show_state()

    def _looked(self, found: Looked) -> None:
        self.whole = found.whole
        for each in self.whole.questions if self.whole is not None else ():
            self._asked.setdefault(each.key, each)
        self._show_entries(found.entries)

    def _accepted(self, found: tuple[list[Changes], list[SheetEntry]]) -> None:
        made, entries = found
        self._taken = True
        self._show_entries(entries)
        new = sum(each.act == "add" for each in made)
        said = Message(
            N_("Taken in: {new} new, {changed} changed. “Take all of it back” undoes it."),
            new=new,
            changed=len(made) - new,
        )
        self.outcome.say(self.context.say(said))
        self.context.changed.emit()

    def _undone(self, made: list[Changes]) -> None:
        self._taken = False
        said = Message(N_("Taken back: {count} records."), count=len(made))
        self.outcome.say(self.context.say(said))
        self.context.changed.emit()
        self.look()

    def _refused(self, refused: Refused) -> None:
        stopped = self._task is not None and self._task.is_cancelled()
        self._task = None
        if stopped:
            said = Message(N_("Stopped: nothing was written. The files are still on the list."))
            self.outcome.say(self.context.say(said), "info")
        else:
            self.outcome.refuse(refused)
        self._show_state()

    def _show_entries(self, entries: list[SheetEntry]) -> None:
        first = not self.view.model.entries
        self.view.questions.show_questions(
            [] if self._taken else list(self._asked.values()), self.files.answers
        )
        self.view.show_entries(entries, asks=bool(self._asked) and not self._taken)
        if first and entries:
            self.view.table.setFocus()

    def _show_state(self) -> None:
        """Show what can be done now, and on the button what it would do."""
        busy, some = self.is_busy(), bool(self.files.paths)
        self.empty.setVisible(not some)
        self.view.setVisible(some)
        self.view.setEnabled(True)
        new, changed = self._counts()
        ready = self.whole is not None and self.whole.is_ready() and not self._taken
        self.accept.setText(self.context.say(act_of(new, changed)))
        self.accept.setEnabled(bool(ready and (new or changed) and not busy))
        self.report.setVisible(some)
        self.report.setEnabled(self.whole is not None and bool(self.whole.parts) and not busy)
        self.take_back.setVisible(self._taken)
        self.take_back.setEnabled(not busy)
        if busy:
            self.progress.show_step(self.title(), 0, 1)
        else:
            self.progress.rest()
        said = self._open()
        self.waits.setText(self.context.say(said) if said is not None else "")
        self.waits.setVisible(said is not None and not busy)
        self.acts_changed.emit()

    def _open(self) -> Message | None:
        """Say what stands in the way of taking in and what to do about it, None when nothing does."""
        if self.whole is None or self.whole.is_ready() or self._taken:
            return None
        counts = {
            N_("Sheets without a register: {count}; choose it below the table, or leave them out."): len(
                self.whole.open()
            ),
            N_("Names that several records have: {count}; choose which is meant."): len(self.whole.questions),
            N_("Sheets that cannot be read: {count}; say which column is which, or leave them out."): sum(
                each.refused is not None for each in self.whole.parts
            ),
        }
        todo = [Message(text, count=count) for text, count in counts.items() if count]
        return Message(N_("Nothing is taken in while something is open. {todo}"), todo=todo)

    def _counts(self) -> tuple[int, int]:
        """Return how many new and changed rows wait."""
        counts = self.whole.counts() if self.whole is not None and not self._taken else {}
        return counts.get("new", 0), counts.get("changed", 0)
