"""The page about the program: its version, what it stands on, whether all of it works, and the licences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QTextBrowser, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Badge, Card, text_label, wrapped_label
from ipdesk.gui.sheet import Sheet
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import CARD_GAP, GAP
from ipdesk.model.text import N_, Message
from ipdesk.operations import versions
from ipdesk.operations.versions import Part

LICENCE_HEIGHT: Final = 280
READABLE: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
LIST_LABEL: Final = N_("What ipdesk is built on")


class AboutPage(Sheet):
    """Reads the versions on another thread when first shown."""

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__(context, tasks)
        self._parts: Sequence[Part] = ()
        self._grid, self._found = QGridLayout(), QGridLayout()
        self.check = QPushButton(context.label(N_("Check this installation")))
        self.licence, self.text = QComboBox(), QTextBrowser()
        self._build()
        self.check.clicked.connect(self._check)
        self.licence.currentIndexChanged.connect(self._read)
        self.setFocusProxy(self.check)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("About ipdesk"))

    def refresh(self) -> None:
        """Read the versions once, and the licences."""
        if not self.licence.count():
            for name in versions.licence_names():
                self.licence.addItem(self.context.label(LIST_LABEL) if name == versions.LIST else name, name)
        if not self._parts and not self.is_waiting():
            self.run(lambda _task: versions.versions(), self._show_versions, self.outcome.refuse)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        return (
            Command(
                id="about.check", label=self.check.text(), run=self.check.click, enabled=self.check.isEnabled
            ),
        )

    def _build(self) -> None:
        label = self.context.label
        self.head(self.check)
        parts, licences = Card("ipdesk"), Card(label(N_("Licences")))
        for sentence in (
            N_("The offline desk of a laboratory's IP officer. It opens no connection to any network."),
            N_("Whether records above internal may be kept on this computer is for the security office to decide; "
               "ipdesk and its encryption do not replace that decision."),
        ):  # fmt: skip
            parts.body.addWidget(wrapped_label(label(sentence)))
        self._grid.setColumnStretch(4, 1)
        self._found.setColumnStretch(2, 1)
        for grid in (self._grid, self._found):
            grid.setHorizontalSpacing(CARD_GAP)
            grid.setVerticalSpacing(GAP)
            parts.body.addLayout(grid)
        self.text.setMinimumHeight(LICENCE_HEIGHT)
        # No link of a licence is opened here, so Tab stops at none of them.
        self.text.setOpenLinks(False)
        self.text.setTextInteractionFlags(READABLE)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        colours = self.context.colours
        self.text.setStyleSheet(
            f"QTextBrowser {{ border: 1px solid {colours.border}; border-radius: 4px; padding: 8px; }}"
            f"QTextBrowser:focus {{ border: 2px solid {colours.accent}; padding: 7px; }}"
        )
        self.text.setAccessibleName(label(N_("Licence text")))
        said = N_("ipdesk is free software under the Apache licence 2.0. Qt is used under the LGPL 3 "
                  "and may be replaced by another build of it.")  # fmt: skip
        licences.body.addWidget(wrapped_label(label(said)))
        licences.body.addWidget(FieldRow(label(N_("Text")), self.licence))
        licences.body.addWidget(self.text, 1)
        self.column.addWidget(parts)
        self.column.addWidget(licences, 1)

    def _show_versions(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        rows = (len(parts) + 1) // 2
        for at, part in enumerate(parts):
            version = text_label(part.version)
            version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(text_label(part.name, muted=True), at % rows, at // rows * 2)
            self._grid.addWidget(version, at % rows, at // rows * 2 + 1)

    def _read(self) -> None:
        name = self.licence.currentData()
        text = versions.licence_text(name)
        if name.endswith(".md"):
            self.text.setMarkdown(text)
            _calm(self.text.document(), self.context.colours.border)
        else:
            self.text.setPlainText(text)

    def _check(self) -> None:
        from ipdesk.operations.selftest import CHECKS, checks

        def work(task: Task) -> list[Any]:
            found = []
            for each in checks():
                found.append(each)
                task.step(len(found), len(CHECKS))
            return found

        self.outcome.say(self.context.label(N_("Checking; this takes a few seconds.")), "info")
        self.run(work, self._show_checks, self.outcome.refuse)

    def _show_checks(self, found: Sequence[Any]) -> None:
        label, say = self.context.label, self.context.say
        _empty(self._found)
        for row, each in enumerate(found):
            badge = Badge("ok", label(N_("good"))) if each.ok else Badge("block", label(N_("FAILED"))
            )  # fmt: skip
            self._found.addWidget(badge, row, 0)
            self._found.addWidget(text_label(label(each.name)), row, 1)
            self._found.addWidget(wrapped_label(say(each.detail), muted=True), row, 2)
        failed = sum(not each.ok for each in found)
        if failed:
            many = Message(N_("{count} of {of} checks failed."), count=failed, of=len(found))
            self.outcome.say(say(many), "block")
        else:
            self.outcome.say(label(N_("Everything checked is as it must be.")))


def _calm(document: QTextDocument, border: str) -> None:
    """Bring the headings and tables of a text into the type scale and the colours of the window."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            plain = QTextCharFormat()
            plain.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(plain)
        block = block.next()
    for table in document.rootFrame().childFrames():
        if isinstance(table, QTextTable):
            shape = table.format().toTableFormat()
            shape.setBorderBrush(QColor(border))
            shape.setBorderCollapse(True)
            table.setFormat(shape)


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
