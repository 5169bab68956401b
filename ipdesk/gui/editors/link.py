"""The editor of links: each record linked is a chip that opens it; a line takes more numbers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.editors.offers import Offers
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.theme import GAP, GRID
from ipdesk.model.kinds import Link
from ipdesk.model.text import N_, Message
from ipdesk.model.values import LONGEST_LINE, read_value
from ipdesk.operations import reading
from ipdesk.registers import register as register_named

LONGEST: Final = 24  # characters of a title on a chip
PAUSE: Final = 150  # milliseconds after the last key before records are offered
MOST_OFFERS: Final = 8
GAP_SIGN: Final = "　"  # between number and title


class LinkEditor(Editor):
    """Records of another register by number, with their titles where they are there."""

    def __init__(self, context: Context, kind: Link) -> None:
        super().__init__(context, kind)
        self._kind = kind
        self._numbers: list[str] = []
        self._read_only = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        box.addWidget(self._chips)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.label)
        self.line.setMaxLength(LONGEST_LINE)
        self.line.setPlaceholderText(context.label(N_("Type a number or part of a title")))
        box.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.edited)
        self.line.editingFinished.connect(self._take)
        self.offers = Offers(self.line, context.label(N_("Records found")))
        self.offers.taken.connect(self.take_offer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._offer)
        self.line.textEdited.connect(lambda _text: self._pause.start())

    def value(self) -> object:
        """Return the numbers, with what is typed and not yet taken."""
        return [*self._numbers, *self._typed()]

    def set_value(self, value: object) -> None:
        """Show numbers."""
        blocked = self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(blocked)
        self._numbers = list(read_value(self._kind, "", value))
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Let the links be opened but not changed."""
        self._read_only = read_only
        self.line.setVisible(not read_only)
        self.line.setReadOnly(read_only)
        self._show()

    def chips(self) -> list[QPushButton]:
        """Return the chips that open a record, in order."""
        return [each for each in self._chips.findChildren(QPushButton) if each.property("number")]

    def take_offer(self, offer: str) -> None:
        """Take a record that was offered for what is typed."""
        self.line.setText(offer.partition(GAP_SIGN)[0])
        self._take()

    def _offer(self) -> None:
        """Offer records that contain what is typed, in number or title."""
        text = self.line.text().strip()
        if not text or not self.context.is_open():
            self.offers.offer(())
            return
        register, desk = register_named(self._kind.to), self.context.desk
        ids = reading.list_ids(desk, register, text=text, limit=MOST_OFFERS)
        found = reading.page(desk, register, ids, (register.title,))
        texts = [
            f"{each.number}{GAP_SIGN}{getattr(each, register.title)}" for each in found if not each.withheld
        ]
        self.offers.offer(texts if self.line.hasFocus() else ())

    def _typed(self) -> list[str]:
        found = read_value(self._kind, "", self.line.text())
        return [each for each in found if each not in self._numbers]

    def _take(self) -> None:
        if new := self._typed():
            self._numbers += new
            self._show()
        blocked = self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(blocked)
        if new:
            self.edited.emit()

    def _remove(self, number: str) -> None:
        self._numbers.remove(number)
        self._show()
        self.line.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        self._flow.clear()
        for number in self._numbers:
            self._flow.addWidget(self._chip(number))
        self._chips.setVisible(bool(self._numbers))
        self.updateGeometry()

    def _chip(self, number: str) -> QWidget:
        title = self._title(number)
        text = (
            number
            if title is None
            else f"{number}{GAP_SIGN}{title[:LONGEST]}{'…' if len(title) > LONGEST else ''}"
        )
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        chip = QPushButton(text)
        chip.setObjectName("chip")
        chip.setProperty("number", number)
        chip.setEnabled(title is not None)
        unknown = Message(N_("{number} is not in the register yet."), number=number)
        chip.setToolTip(self.context.say(unknown) if title is None else title)
        chip.setAccessibleName(self.context.say(Message(N_("Open {number}"), number=number)))
        chip.clicked.connect(lambda: self.opened.emit(self._kind.to, number))
        row.addWidget(chip)
        if not self._read_only:
            away = QPushButton("×")
            away.setObjectName("quiet")
            away.setFixedWidth(GAP * 3)
            away.setAccessibleName(self.context.say(Message(N_("Take {number} off"), number=number)))
            away.clicked.connect(lambda: self._remove(number))
            row.addWidget(away)
        return held

    def _title(self, number: str) -> str | None:
        """Return the title of a record linked, None when there is no such record."""
        if not self.context.is_open():
            return None
        register, desk = register_named(self._kind.to), self.context.desk
        ids = reading.list_ids(desk, register, [("number", number)], limit=1)
        for record in reading.page(desk, register, ids, (register.title,)):
            return "" if record.withheld else str(getattr(record, register.title))
        return None
