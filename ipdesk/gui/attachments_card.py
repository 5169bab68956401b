"""The files of a record: taken in by button or drop, opened as a read-only copy, saved, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.dropping import dropped_files
from ipdesk.gui.labels import Card, Elided, spread, text_label, wrapped_label
from ipdesk.gui.opened_copies import OpenedCopies
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused, keeping
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import attachments
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import is_metadata_only
from ipdesk.operations.permissions import permits
from ipdesk.operations.reading import Sight

FIRST: Final = 3  # place of the first file in the card, under its title and what may be said first
STEPS: Final = ("B", "KB", "MB", "GB")


def size_text(size: int) -> str:
    """Return a size in bytes as people read it."""
    shown = float(size)
    for step in STEPS:
        if shown < 1024 or step == STEPS[-1]:
            return f"{shown:.0f} {step}" if step == "B" else f"{shown:.1f} {step}"
        shown /= 1024
    return ""


class AttachmentsCard(Card):
    """The files of one record. `said` carries a sentence on how an act went, `refused` a refusal.

    `save_asked` asks to save the record, before which no file can be attached.
    """

    said = Signal(str)
    refused = Signal(object)
    save_asked = Signal()

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: Register) -> None:
        super().__init__(context.label(N_("Attachments")))
        self._context, self._tasks, self._dialogs, self._register = context, tasks, dialogs, register
        self._number = ""
        self._names: Sequence[str] = ()
        self._may_add = False
        self._copy = Path()
        self.copies = OpenedCopies()
        copies = self.copies
        self.destroyed.connect(lambda *_: copies.clear())  # not its method: that would end with the page
        self.closed = wrapped_label("", muted=True)
        self.body.addWidget(self.closed)
        self.save = QPushButton(context.label(N_("Save now")))
        self.save.clicked.connect(self.save_asked)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows: list[QWidget] = []
        self.add = QPushButton(context.label(N_("Attach files…")))
        self.add.setAccessibleName(self.add.text())
        self.add.clicked.connect(self.choose)
        self.body.addLayout(
            spread(self.add, text_label(context.label(N_("or drop them here")), muted=True), 1)
        )

    def show_files(self, sight: Sight | None) -> None:
        """Show the files of a record; None stands for a record not yet saved."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        self._number = sight.record.number if sight else ""
        self._names = [file.name for file in sight.attachments] if sight else []
        self.save.setVisible(sight is None)
        self._may_add = self._say_why_closed(sight) == ""
        self.add.setEnabled(self._may_add)
        self.setAcceptDrops(self._may_add)
        for index, file in enumerate(sight.attachments if sight else ()):
            when = f"{size_text(file.size)}　{file.added[:10]}　{file.added_by}"
            self._rows.append(self._row(file.name, when))
            self.body.insertWidget(FIRST + index, self._rows[-1])

    def choose(self) -> None:
        """Ask for files and attach them."""
        caption = self._context.label(N_("Attach files"))
        if self._may_add and (files := self._dialogs.open_files(self, caption, "")):
            self.attach(files)

    def attach(self, files: Sequence[Path]) -> None:
        """Take files in on another thread, one after the other."""
        register, number, desk = self._register, self._number, self._context.desk

        def work(task: Task) -> list[Message | None]:
            notes = []
            with desk.twin().workspace as space:
                for index, file in enumerate(files):
                    task.step(index, len(files))
                    with keeping() if index else nullcontext():
                        made = attachments.attach(Desk(space, desk.translator), register, number, file)
                    notes.append(made.note)
            return notes

        self._start(work, self._attached)

    def open_copy(self, name: str) -> None:
        """Write a read-only copy to a private folder and open it with the system's program."""
        self._write_copy(name, self.copies.place_for(name), self._open_written, "look")

    def save_copy(self, name: str) -> None:
        """Ask where to, and write a copy."""
        target = self._dialogs.save_file(self, self._context.label(N_("Save a copy")), name)
        if target is not None:
            self._write_copy(name, target, self._saved, "keep")

    def detach(self, name: str) -> None:
        """Take a file off the record, once it was asked; it can be taken back by undo."""
        question = Message(N_("Take {name} off? It stays in the store; undo brings it back."), name=name)
        if self._dialogs.decide(self, self._context.say(question), self._context.label(N_("Take off"))):
            try:
                attachments.detach(self._context.desk, self._register, self._number, name)
            except Refused as refused:
                self.refused.emit(refused)
                return
            self._done(Message(N_("{name} was taken off."), name=name))

    def commands(self) -> Sequence[Command]:
        """Return the acts on the files shown, each with the name of its file."""
        say = self._context.say
        return [
            Command(id=f"record.{id}.{index}", label=f"{say(label)} {name}", run=partial(act, name))
            for index, name in enumerate(self._names)
            for id, label, act, allowed in self._acts()
            if allowed
        ]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files of this machine."""
        if self._may_add and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        files = dropped_files(event)
        event.acceptProposedAction()
        if files and self._may_add:
            self.attach(files)

    def _say_why_closed(self, sight: Sight | None) -> str:
        why = self._why_closed(sight)
        self.closed.setText(self._context.label(why))
        self.closed.setVisible(bool(why))
        return why

    def _why_closed(self, sight: Sight | None) -> str:
        if sight is None:
            return N_("Save the record first; then files can be attached.")
        if sight.record.kept_out:
            return N_("Closed: of a record of this kind only the number is kept here.")
        if is_metadata_only(sight.record, self._context.desk.workspace.profile.limit):
            return N_("Closed: the level is classified or unclear, so no file is taken in.")
        if sight.record.state == WITHDRAWN:
            return N_("Closed: the record is withdrawn.")
        if not permits(self._context.desk.actor, "attach"):
            return N_("Your role does not attach files.")
        return ""

    def _acts(self) -> Sequence[tuple[str, str, Callable[[str], None], bool]]:
        """Return id, label and act of what can be done with a file, and whether it may be done here."""
        may_copy = permits(self._context.desk.actor, "print")
        return (
            ("open-copy", N_("Open a copy"), self.open_copy, may_copy),
            ("save-copy", N_("Save a copy…"), self.save_copy, may_copy),
            ("detach", N_("Take off…"), self.detach, self._may_add),
        )

    def _row(self, name: str, when: str) -> QWidget:
        row = QFrame()
        row.setObjectName("line")
        shown = Elided(name)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        line = spread(shown, text_label(when, muted=True))
        line.setStretch(0, 1)
        for _, label, act, allowed in self._acts():
            button = QPushButton(self._context.label(label))
            button.setObjectName("quiet")
            button.setEnabled(allowed)
            button.setAccessibleName(f"{button.text()} {name}")
            button.clicked.connect(lambda _on=False, act=act: act(name))
            line.addWidget(button)
        row.setLayout(line)
        line.setContentsMargins(0, 4, 0, 0)
        return row

    def _write_copy(
        self, name: str, target: Path, done: Callable[[Any], None], purpose: attachments.Purpose
    ) -> None:
        register, number, desk = self._register, self._number, self._context.desk
        self._copy = target

        def work(_task: Task) -> None:
            with desk.twin().workspace as space:
                twin = Desk(space, desk.translator)
                attachments.detach_copy(twin, register, number, name, target, purpose)

        self._start(work, done)

    def _start(self, work: Callable[[Task], Any], done: Callable[[Any], None]) -> None:
        self.setDisabled(True)
        self._tasks.start(work, done, self._failed)

    def _failed(self, refused: Refused) -> None:
        self.setEnabled(True)
        self.refused.emit(refused)
        self._context.changed.emit()  # of several files the first may have been taken in

    def _attached(self, notes: Sequence[Message | None]) -> None:
        said = [each for each in notes if each is not None]
        if said:
            self._done(Message(N_("Files attached: {count}. {notes}"), count=len(notes), notes=said))
        else:
            self._done(Message(N_("Files attached: {count}."), count=len(notes)))

    def _saved(self, _result: None) -> None:
        self._done(Message(N_("A copy was saved as {name}."), name=self._copy.name))

    def _open_written(self, _result: None) -> None:
        if self.copies.open(self._copy):
            self._done(Message(N_("A read-only copy is open; it is removed when the page closes.")))
        else:
            nothing = Message(N_("No program here opens {name}."), name=self._copy.name)
            self._failed(Refused(nothing, Message(N_("Save a copy and open it elsewhere."))))

    def _done(self, message: Message) -> None:
        self.setEnabled(True)
        self.said.emit(self._context.say(message))
        self._context.changed.emit()
