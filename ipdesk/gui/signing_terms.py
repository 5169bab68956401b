"""What is recorded of a signing: the day of each side, from when it holds, the scan, and whether it supersedes what was."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.passing import Passing
from ipdesk.gui.theme import FIELD_GAP, GAP
from ipdesk.model.dates import read_day
from ipdesk.model.kinds import Day
from ipdesk.model.text import N_
from ipdesk.operations.agreements import SIGNING_DAYS, Signing
from ipdesk.registers.agreements import REGISTER

_DAY_WIDTH: Final = 150  # pixels


class SigningTerms(Passing):
    """`edited` is sent when anything of it changes; `scan_asked` asks the page for a file."""

    edited = Signal()
    scan_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        label = context.label
        self.days: dict[str, DayEditor] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(FIELD_GAP)
        grid.setVerticalSpacing(GAP)
        for place, name in enumerate(SIGNING_DAYS):
            kind = REGISTER.field(name).kind
            editor = DayEditor(context, Day(label=kind.label))
            editor.line.setFixedWidth(_DAY_WIDTH)
            editor.edited.connect(self.edited)
            grid.addWidget(text_label(label(kind.label), "label"), place // 2 * 2, place % 2)
            grid.addWidget(editor, place // 2 * 2 + 1, place % 2, Qt.AlignmentFlag.AlignLeft)
            self.days[name] = editor
        grid.setColumnStretch(1, 1)
        self.scan = QLineEdit()
        self.scan.setPlaceholderText(label(N_("Scan of what was signed")))
        self.scan.setAccessibleName(label(N_("Scan of what was signed")))
        self.scan.textChanged.connect(self.edited)
        self.choose = QPushButton(label(N_("Choose…")))
        self.choose.setAccessibleName(label(N_("Choose a scan…")))
        self.choose.clicked.connect(self.scan_asked)
        self.supersede = QCheckBox(label(N_("End what they have in force of the same kind")))
        self.supersede.setChecked(True)
        self.supersede.toggled.connect(self.edited)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addLayout(grid)
        scan = spread(self.scan, self.choose)
        scan.setStretch(0, 1)
        rows.addLayout(scan)
        rows.addWidget(self.supersede)
        rows.addStretch(1)
        self.setFocusProxy(self.days["signed_on"].line)

    def unread(self) -> str:
        """Return the label of a day that cannot be read, "" when all can."""
        return next((each.label for each in self.days.values() if _is_unread(each)), "")

    def signing(self) -> Signing:
        """Return what is to be recorded, as far as it can be read."""
        held = {name: _day(each) for name, each in self.days.items()}
        scan = self.scan.text().strip()
        return Signing(
            signed_on=held["signed_on"],
            countersigned_on=held["countersigned_on"],
            third_signed_on=held["third_signed_on"],
            effective_on=held["effective_on"],
            scan=Path(scan).expanduser() if scan else None,
            supersede=self.supersede.isChecked(),
        )

    def is_empty(self) -> bool:
        """Say whether nothing is entered that could be recorded."""
        return not self.signing().days() and not self.scan.text().strip()

    def clear(self) -> None:
        """Forget what was entered."""
        for each in self.days.values():
            each.set_value("")
        self.scan.clear()
        self.edited.emit()


def _day(editor: DayEditor) -> date | None:
    reading = read_day(str(editor.value()))
    return reading.day if reading is not None and not reading.doubtful else None


def _is_unread(editor: DayEditor) -> bool:
    return bool(str(editor.value()).strip()) and _day(editor) is None
