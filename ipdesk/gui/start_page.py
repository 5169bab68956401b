"""The first page: the workspaces opened last, and the ways to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import Card, Elided, spread, text_label, wrapped_label
from ipdesk.gui.sheet import NARROW, Sheet
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import FIELD_GAP, GAP, GRID
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import entrance
from ipdesk.operations import settings as settings_file

CROSS: Final = 32  # pixels wide


class StartPage(Sheet):
    """Emits `chosen` with the folder of a workspace that is there, `new_asked` and `restore_asked`."""

    chosen = Signal(object)
    new_asked = Signal()
    restore_asked = Signal()

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks, NARROW, centred=True)
        self._dialogs = dialogs
        label = context.label
        self.new = QPushButton(label(N_("New workspace")))
        self.open = QPushButton(label(N_("Open…")))
        self.restore = QPushButton(label(N_("Restore…")))
        self.new.clicked.connect(self.new_asked)
        self.open.clicked.connect(self._open)
        self.restore.clicked.connect(self.restore_asked)
        self._recent = QWidget()
        self._list = QVBoxLayout(self._recent)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(GAP)
        self._build()
        self.refresh()

    def title(self) -> str:
        """Return the page's name."""
        return "ipdesk"

    def refresh(self) -> None:
        """Show the workspaces opened last; on the first start say what to do."""
        self.outcome.hide()
        for old in self._recent.findChildren(RecentRow):
            self._list.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        folders = [Path(each) for each in self.context.settings.recent]
        self._welcome.setVisible(not folders)
        self._recent_card.setVisible(bool(folders))
        rows = [RecentRow(self.context, folder) for folder in folders]
        for row in rows:
            folder = row.entry.folder
            row.entry.clicked.connect(lambda _=False, folder=folder: self.choose(folder))
            row.remove.clicked.connect(lambda _=False, folder=folder: self.forget(folder))
            self._list.addWidget(row)
        for before, after in pairwise(
            (*chain.from_iterable((row.entry, row.remove) for row in rows), self.new)
        ):
            self.setTabOrder(before, after)
        first = rows[0].entry if rows else self.new
        self.setFocusProxy(first)
        first.setFocus()
        self.press_on_enter(self.new, primary=not rows)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        return (
            Command(id="start.new", label=self.new.text(), run=self.new.click, shortcut="Ctrl+N"),
            Command(id="start.open", label=self.open.text(), run=self.open.click, shortcut="Ctrl+O"),
            Command(id="start.restore", label=self.restore.text(), run=self.restore.click),
            Command(id="start.forget", label=label(N_("Take off the list")), run=self._forget_chosen,
                    shortcut="Del", enabled=lambda: self._chosen() is not None),
        )  # fmt: skip

    def forget(self, folder: Path) -> None:
        """Take a workspace off the list; the workspace itself is not touched."""
        rows = self._recent.findChildren(RecentRow)
        place = next((at for at, row in enumerate(rows) if row.entry.folder == folder), 0)
        kept = self.context.settings.without_recent(str(folder))
        try:
            settings_file.save(kept)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.context.settings = kept
        self.refresh()
        left = self._recent.findChildren(RecentRow)
        if left:
            left[min(place, len(left) - 1)].entry.setFocus()
        said = Message(
            N_("{name} is off this list. The workspace itself is untouched: {place}."),
            name=folder.stem,
            place=str(folder),
        )
        self.outcome.say(self.context.say(said))

    def _chosen(self) -> Path | None:
        """Return the workspace whose line has the focus."""
        focused = self.focusWidget()
        rows = self._recent.findChildren(RecentRow)
        return next((row.entry.folder for row in rows if focused in (row.entry, row.remove)), None)

    def _forget_chosen(self) -> None:
        if (folder := self._chosen()) is not None:
            self.forget(folder)

    def choose(self, folder: Path) -> None:
        """Go to a workspace, or say in place why that is not possible."""
        self.outcome.hide()
        try:
            entrance.names_in(folder)
        except Refused as refused:
            self.outcome.refuse(refused)
        else:
            self.chosen.emit(folder)

    def _open(self) -> None:
        caption = self.context.label(N_("Choose the folder of a workspace (its name ends in .ipdesk)"))
        if folder := self._dialogs.folder(self, caption):
            self.choose(folder)

    def _build(self) -> None:
        label = self.context.label
        self.column.addStretch(1)
        self.column.addWidget(text_label(self.title(), "title"))
        about = N_("The desk of a laboratory's IP officer. Everything stays on this computer, encrypted.")
        self.column.addWidget(wrapped_label(label(about), muted=True))
        self.column.addWidget(self.outcome)
        self._recent_card = Card(label(N_("Recent workspaces")))
        self._recent_card.body.addWidget(self._recent)
        self.column.addWidget(self._recent_card)
        self._welcome = Card(label(N_("Welcome")))
        self._welcome.body.setSpacing(FIELD_GAP)
        for sentence in (
            N_(
                "A workspace is one folder that holds all registers of one laboratory, encrypted with your passphrase."
            ),
            N_(
                "Make one: it takes about two minutes. Or open one that a colleague made, or restore a backup."
            ),
        ):
            self._welcome.body.addWidget(wrapped_label(label(sentence)))
        self.column.addWidget(self._welcome)
        self.column.addLayout(spread(self.new, self.open, self.restore, 1))
        self.column.addStretch(2)


class RecentRow(QWidget):
    """A workspace and, quietly beside it, the button that takes it off the list."""

    def __init__(self, context: Context, folder: Path) -> None:
        super().__init__()
        self.entry = RecentEntry(context, folder)
        self.remove = QPushButton("×")
        self.remove.setFlat(True)
        self.remove.setFixedWidth(CROSS)
        said = context.say(Message(N_("Take {name} off the list; the workspace stays"), name=folder.stem))
        self.remove.setAccessibleName(said)
        self.remove.setToolTip(said)
        self.remove.setObjectName("closing")
        row = spread(self.entry, self.remove)
        row.setStretch(0, 1)
        row.setAlignment(self.remove, Qt.AlignmentFlag.AlignVCenter)  # else its height would be the row's
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)


class RecentEntry(QPushButton):
    """One workspace as a wide button: its name, and where it lies or that it is not there."""

    def __init__(self, context: Context, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        there = folder.is_dir()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(FIELD_GAP, GAP, FIELD_GAP, GAP)
        lines.setSpacing(GRID)
        place = str(folder.parent)
        if not there:
            place = context.say(Message(N_("No longer found in {place}"), place=place))
        name, where = text_label(folder.stem), Elided(place)
        where.setProperty("role", "label")
        name.setProperty("strong", True)
        name.setProperty("muted", not there)
        for line in (name, where):
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(line)
        self.setAccessibleName(folder.stem)
        self.setAccessibleDescription(place)

    def sizeHint(self) -> QSize:
        """Return the room that both lines take."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Take at least that height."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
