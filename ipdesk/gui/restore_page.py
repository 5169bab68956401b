"""The page that restores a backup into a new folder, after proving it whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card
from ipdesk.gui.passphrase_edit import PassphraseEdit
from ipdesk.gui.sheet import NARROW, Sheet
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations import workspaces


class RestorePage(Sheet):
    """Emits `restored` with the new folder; nothing that exists is touched."""

    restored = Signal(object)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks, NARROW, centred=True)
        self._dialogs = dialogs
        label = context.label
        self.file, self.folder, self.user = QLineEdit(), QLineEdit(), QLineEdit()
        self.passphrase = PassphraseEdit(context)
        self.choose_file = QPushButton(label(N_("Choose…")))
        self.choose_folder = QPushButton(label(N_("Choose…")))
        self.restore = self.press_on_enter(QPushButton(label(N_("Restore"))))
        self.other = QPushButton(label(N_("Back")))
        self.head(self.other, self.restore)
        card = Card()
        for row in (
            FieldRow(label(N_("Backup file")), self.file, "", self.choose_file),
            FieldRow(
                label(N_("New folder")),
                self.folder,
                label(N_("A folder that does not exist yet.")),
                self.choose_folder,
            ),
            FieldRow(label(N_("User")), self.user),
            FieldRow(
                label(N_("Passphrase")),
                self.passphrase,
                label(N_("The passphrase that was in use when the backup was made.")),
            ),
        ):
            card.body.addWidget(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.choose_file.clicked.connect(self._choose_file)
        self.choose_folder.clicked.connect(self._choose_folder)
        self.restore.clicked.connect(self._restore)
        self.other.clicked.connect(self.left)
        self.setFocusProxy(self.file)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Restore a backup"))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        made = (("restore", self.restore), ("back", self.other))
        return [
            Command(id=f"restore.{name}", label=button.text(), run=button.click, enabled=button.isEnabled)
            for name, button in made
        ]

    def _choose_file(self) -> None:
        files = self._dialogs.open_files(self, self.context.label(N_("Backup file")), "*.ipdesk-backup")
        if files:
            self.file.setText(str(files[0]))
            if not self.folder.text():
                self.folder.setText(str(files[0].with_suffix("")) + ".ipdesk")

    def _choose_folder(self) -> None:
        parent = self._dialogs.folder(self, self.context.label(N_("New folder")))
        if parent is not None:
            name = Path(self.file.text()).stem or "ipdesk"
            self.folder.setText(str(parent / f"{name}.ipdesk"))

    def _restore(self) -> None:
        source, target = Path(self.file.text().strip()), Path(self.folder.text().strip())
        user, passphrase = self.user.text().strip(), self.passphrase.text()

        def work(_task: Task) -> object:
            workspaces.restore(source, target, user, passphrase)
            return target

        self.restore.setEnabled(False)
        self.tasks.start(work, self._done, self._fail)

    def _done(self, target: Path) -> None:
        self.restored.emit(target)

    def _fail(self, refused: Refused) -> None:
        self.restore.setEnabled(True)
        self.outcome.refuse(refused)
