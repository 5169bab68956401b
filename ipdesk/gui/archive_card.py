"""The desk as a whole: its archive for another installation, all registers as a workbook, and an archive taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.labels import Card, spread, text_label, wrapped_label
from ipdesk.gui.page import HELP
from ipdesk.gui.tasks import Task
from ipdesk.model.text import N_, Message
from ipdesk.operations import archives, everything, taking_in
from ipdesk.operations.archives import ENDING, Archive
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper
from ipdesk.operations.taking_in import Head

Start = Callable[[Sequence[str], Callable[[Desk, Task], Any], Callable[[Any], None]], None]
WORKBOOK: Final = ".xlsx"
ABOUT: Final = N_(
    "An archive holds everything in the clear, for another installation: registers, files, rules, protected texts and the log. "
    "Carry it on an encrypted medium. Only a new workspace takes one in."
)
NOT_ENCRYPTED: Final = N_("It is not encrypted: carry it on an encrypted medium, and keep no copy.")


class ArchiveCard(Card):
    """Asks for places and begins the work, which its page carries out beside the window and tells the outcome of.

    `start` gets words for what is at hand, the work, and what follows it; `say` gets sentences.
    """

    def __init__(self, context: Context, dialogs: Dialogs, start: Start, say: Callable[..., None]) -> None:
        super().__init__()
        self._context, self._dialogs, self._start, self._say = context, dialogs, start, say
        label = context.label
        self.setProperty(HELP, "archive")
        self.archive = QPushButton(label(N_("Archive everything…")))
        self.workbook = QPushButton(label(N_("All registers as a workbook…")))
        self.take_in = QPushButton(label(N_("Take an archive in…")))
        self.body.addLayout(spread(text_label(label(N_("The whole desk")), "section"), 1))
        self.body.addWidget(wrapped_label(label(ABOUT), muted=True))
        self.body.addLayout(spread(self.archive, self.workbook, self.take_in, 1))
        self.archive.clicked.connect(self._archive)
        self.workbook.clicked.connect(self._write_workbook)
        self.take_in.clicked.connect(self._look)

    def _archive(self) -> None:
        if (target := self._place(N_("Archive to"), N_("archive"), ENDING)) is not None:
            self._start(
                [N_("Writing the archive")],
                lambda twin, task: archives.write_archive(twin, target, task.step),
                self._archived,
            )

    def _archived(self, made: Archive) -> None:
        self._say(*made.told(), *made.left_out(), NOT_ENCRYPTED)

    def _write_workbook(self) -> None:
        if (target := self._place(N_("Write all registers to"), N_("All registers"), WORKBOOK)) is not None:
            self._start(
                [N_("Writing the workbook")],
                lambda twin, task: everything.export_everything(twin, target, step=task.step),
                self._written,
            )

    def _written(self, paper: Paper) -> None:
        left = N_("{count} sealed records were left out.")
        more = [Message(left, count=paper.withheld)] if paper.withheld else []
        self._say(paper.written(), *more)

    def _place(self, caption: str, what: str, ending: str) -> Path | None:
        label, desk = self._context.label, self._context.desk
        name = file_name(f"{desk.workspace.profile.code}-{label(what)}-{desk.today():%Y%m%d}{ending}")
        place = self._dialogs.save_file(self, label(caption), name)
        return with_ending(place, ending) if place is not None else None

    def _look(self) -> None:
        files = self._dialogs.open_files(self, self._context.label(N_("Take an archive in")), f"*{ENDING}")
        if files:
            file = files[0]
            self._start(
                [N_("Proving the archive")],
                lambda twin, task: taking_in.look_at_archive(twin, file, task.step),
                self._ask,
            )

    def _ask(self, found: Archive) -> None:
        """Say what an archive is, and take it in once that is decided."""
        manifest = found.manifest
        question = Message(
            N_("The archive of {lab} ({code}), made at {at} by {by}: {records} records, marking {mark}, sha256 {sha256}. "
               "This workspace becomes that desk: name, code and log of the laboratory are taken over, while its users and "
               "their passphrases stay those of this one."),
            lab=manifest.lab, code=manifest.code, at=manifest.at, by=manifest.by, records=found.records,
            mark=manifest.mark, sha256=found.sha256,
        )  # fmt: skip
        if self._dialogs.decide(self, self._context.say(question), self._context.label(N_("Take it in"))):
            self._start(
                [N_("Taking the archive in")],
                lambda twin, task: taking_in.take_in(twin, found, task.step),
                lambda head: self._taken(found, head),
            )

    def _taken(self, found: Archive, head: Head) -> None:
        self._context.desk.workspace.read_profile()
        said = N_("Taken in: the log goes on with entry {seq}, audit head {hash}")
        self._say(Message(said, seq=head.seq, hash=head.hash), *found.left_out())
