"""What pages of rules have in common: a table of what is in force, and acts on the row that is chosen."""

from __future__ import annotations

from abc import abstractmethod  # for the type check alone: Qt's classes have a metaclass of their own
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.dropping import dropped_files
from ipdesk.gui.file_places import with_ending
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.page import Page
from ipdesk.gui.rows_table import Row, RowsTable
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits


@dataclass(frozen=True, slots=True)
class Shape:
    """What a page of rules is called and shows: its name, headings and widths of both tables, and its kind of file."""

    name: str  # of its acts
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    parts: str
    part_headings: tuple[str, ...]
    part_widths: tuple[int, ...]
    ending: str
    files: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be done to the row that is chosen."""

    install: bool = False
    export: bool = False
    remove: bool = False
    restore: bool = False


class RulesPage(Page):
    """What is done is done to the row that is chosen; a file dropped is installed for it, after a question.

    A page says by `listed`, `offered` and `parts` what there is, and by the other four what the acts do.
    """

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, shape: Shape) -> None:
        super().__init__(context, tasks)
        self._dialogs, self._shape = dialogs, shape
        self._busy = False
        self._said: Message | None = None
        label = context.label
        self.install = primary(QPushButton(label(N_("Check and install…"))))
        self.export = QPushButton(label(N_("Export a copy…")))
        self.remove = QPushButton(label(N_("Remove")))
        self.restore = QPushButton(label(N_("Put back")))
        self.remove.setToolTip(label(N_("Ours, where there is one, holds again")))
        self.restore.setToolTip(label(N_("The laboratory's own that was in force before")))
        self.note = wrapped_label("", muted=True)
        headings = [label(each) for each in shape.headings]
        self.table = RowsTable(context, label(shape.title), headings, shape.widths)
        part_headings = [label(each) for each in shape.part_headings]
        self.parts = RowsTable(context, label(shape.parts), part_headings, shape.part_widths)
        self.parts_title = text_label(label(shape.parts), "section")
        self.body.addLayout(
            spread(text_label(self.title(), "title"), 1, self.export, self.remove, self.restore, self.install)
        )
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.note)
        self.body.addWidget(self.table, 3)
        self.body.addWidget(self.parts_title)
        self.body.addWidget(self.parts, 2)
        self.setFocusProxy(self.table)
        self.setAcceptDrops(self.may_change())
        self._connect()
        widgets = (self.export, self.remove, self.restore, self.install, self.table, self.parts)
        for before, after in pairwise(widgets):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.table.moved.connect(self._choose)
        self.table.chosen.connect(lambda _row: self.export.click())
        self.install.clicked.connect(self._install)
        self.export.clicked.connect(self._export)
        self.remove.clicked.connect(self.take_out)
        self.restore.clicked.connect(self.put_back)

    @abstractmethod
    def listed(self) -> tuple[str, list[Row]]:
        """Read what is in force; return what to say of it all, and the rows. Raises Refused."""

    @abstractmethod
    def offered(self) -> Offered:
        """Return what can be done to the row chosen, rights and work under way apart."""

    @abstractmethod
    def part_rows(self) -> list[Row]:
        """Return what stands in the lower table for the row chosen."""

    @abstractmethod
    def question(self, file: Path) -> Message:
        """Return what is asked before a file dropped is installed."""

    @abstractmethod
    def install_file(self, file: Path) -> None:
        """Check a file and put it in force."""

    @abstractmethod
    def copy_name(self) -> str:
        """Return the name under which a copy of the row chosen is offered."""

    @abstractmethod
    def copy_to(self, target: Path) -> None:
        """Write a copy of the row chosen."""

    @abstractmethod
    def take_out(self) -> None:
        """Take the laboratory's own out of force."""

    @abstractmethod
    def put_back(self) -> None:
        """Put the laboratory's earlier one back in force."""

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(self._shape.title)

    def refresh(self) -> None:
        """Read what is in force again."""
        if not self.context.is_open():
            return
        try:
            note, rows = self.listed()
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.note.setText(note)
        self.table.show_rows(rows)
        self._choose()

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts = (
            ("install", self.install, "Ctrl+I"), ("export", self.export, "Ctrl+E"),
            ("remove", self.remove, ""), ("restore", self.restore, ""),
        )  # fmt: skip
        return [
            Command(id=f"{self._shape.name}.{name}", label=button.text(), run=button.click, shortcut=keys,
                    enabled=button.isEnabled)
            for name, button, keys in acts
        ]  # fmt: skip

    def may_leave(self) -> bool:
        """Stay while a file is being checked."""
        return not self._busy

    def may_change(self) -> bool:
        """Say whether the person at the desk keeps the rules."""
        return self.context.is_open() and permits(self.context.desk.actor, "rules")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file of the kind."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask, then install the file dropped for the row that is chosen."""
        file = self._dropped(event)
        if file is None or not self.offered().install:
            return
        event.acceptProposedAction()
        self.take_dropped(file)

    def take_dropped(self, file: Path) -> None:
        """Install a file that was dropped, once asked."""
        asked = self.context.say(self.question(file))
        if self._dialogs.decide(self, asked, self.context.label(N_("Install"))):
            self.install_file(file)

    def _dropped(self, event: QDropEvent) -> Path | None:
        files = dropped_files(event)
        return files[0] if len(files) == 1 and files[0].suffix.lower() == self._shape.ending else None

    def _choose(self) -> None:
        """Offer what can be done to the row chosen, and show its parts."""
        offered, change = self.offered(), self.may_change() and not self._busy
        self.install.setEnabled(offered.install and change)
        self.export.setEnabled(offered.export and not self._busy)
        self.remove.setEnabled(offered.remove and change)
        self.restore.setEnabled(offered.restore and change)
        self.parts.show_rows(self.part_rows())

    def _install(self) -> None:
        label = self.context.label
        kinds = label(self._shape.files) + f" (*{self._shape.ending})"
        files = self._dialogs.open_files(self, label(N_("File to check and install")), kinds)
        if files:
            self.install_file(files[0])

    def _export(self) -> None:
        if not self.offered().export:
            return
        name = f"{self.copy_name()}{self._shape.ending}"
        place = self._dialogs.save_file(self, self.context.label(N_("Save a copy to edit")), name)
        if place is not None:
            self.copy_to(with_ending(place, self._shape.ending))

    def work(self, said: Message, act: Callable[[Desk], object]) -> None:
        """Do an act over a connection of its own, then say how it went."""
        if self._busy:
            return
        desk, self._said, self._busy = self.context.desk, said, True
        self.outcome.hide()
        self._choose()

        def over_twin(_task: Task) -> None:
            twin = desk.twin()
            with twin.workspace:
                act(twin)

        self.tasks.start(over_twin, self._done, self._refused)

    def _done(self, _result: object) -> None:
        self._busy = False
        if self.context.is_open() and self._said is not None:  # else the desk was locked meanwhile
            self.refresh()
            self.outcome.say(self.context.say(self._said))
            self.context.changed.emit()

    def _refused(self, refused: Refused) -> None:
        self._busy = False
        self._choose()
        self.outcome.refuse(refused)
