"""What was filled in, read at a glance before it is submitted: each block with its values, empty ones named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, text_label, wrapped_label
from ipdesk.gui.offer import Offer
from ipdesk.gui.theme import CARD_GAP, GAP, GRID
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Kind, Rows
from ipdesk.model.record import Record, fields_of, is_told
from ipdesk.model.register import Group, Register, is_empty
from ipdesk.model.restricted import HIDDEN
from ipdesk.model.text import N_, Message
from ipdesk.model.values import show_value

LONGEST = 240  # characters of one value; the whole of it is in its block


class SummaryCard(Card):
    """`chosen` carries the name of the block whose heading was taken, to go there and change it."""

    chosen = Signal(str)

    def __init__(self, context: Context, register: Register) -> None:
        super().__init__(context.label(N_("Review and submit")))
        self._context, self._register = context, register
        self.verdict = Offer()
        self.body.addWidget(self.verdict)
        self._held: QWidget | None = None

    def show_record(self, record: Record, now: Sequence[Finding]) -> None:
        """Show the values of a record by block, and over them whether something stands in the way."""
        before = [each for each in now if each.blocks]
        if before:
            said = Message(
                N_("{count} things stand before it can be submitted; they are listed at the side."),
                count=len(before),
            )
            self.verdict.show_offer(self._context.say(said), "warn")
        else:
            said = Message(N_("Nothing stands in the way of submitting it. Look it over once more."))
            self.verdict.show_offer(self._context.say(said), "ok")
        if self._held is not None:
            self._held.hide()
            self._held.deleteLater()
        self._held = QWidget()
        blocks = QVBoxLayout(self._held)
        blocks.setContentsMargins(0, 0, 0, 0)
        blocks.setSpacing(CARD_GAP)
        for group in self._register.groups:
            if not group.office:
                blocks.addWidget(self._block(group, record))
        self.body.addWidget(self._held)

    def texts(self) -> list[tuple[str, str]]:
        """Return the values shown, with the labels of their fields."""
        found = []
        for grid in self._held.findChildren(QGridLayout) if self._held else ():
            for row in range(grid.rowCount()):
                label, value = grid.itemAtPosition(row, 0), grid.itemAtPosition(row, 1)
                if label is not None and value is not None:
                    found.append((label.widget().property("text"), value.widget().property("text")))
        return found

    def _block(self, group: Group, record: Record) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        label = self._context.label(group.label)
        heading = QPushButton(label)
        heading.setObjectName("quiet")
        heading.setAccessibleName(self._context.say(Message(N_("Go to {place}"), place=label)))
        heading.clicked.connect(partial(self._choose, group.name))
        lines.addWidget(heading, 0, Qt.AlignmentFlag.AlignLeft)
        filled = [name for name in group.fields if self._is_shown(record, name)]
        if not filled:
            lines.addWidget(text_label(self._context.label(N_("Nothing filled in.")), muted=True))
            return made
        grid = QGridLayout()
        grid.setHorizontalSpacing(CARD_GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnMinimumWidth(0, 132)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(filled):
            field = self._register.field(name)
            caption = wrapped_label(self._context.label(field.kind.label), muted=True)
            caption.setFixedWidth(132)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(
                wrapped_label(self._text(field.kind, getattr(record, name))),
                row,
                1,
                Qt.AlignmentFlag.AlignTop,
            )
        lines.addLayout(grid)
        return made

    def _is_shown(self, record: Record, name: str) -> bool:
        return is_told(self._register.field(name).kind) and not is_empty(getattr(record, name))

    def _text(self, kind: Kind, value: object) -> str:
        if kind.restricted:
            return self._context.label(HIDDEN)
        if isinstance(kind, Rows) and isinstance(value, tuple):
            return "\n".join(f"{index}. {self._row(row)}" for index, row in enumerate(value, 1))
        text = show_value(kind, value, self._context.translator)
        return f"{text[:LONGEST]}…" if len(text) > LONGEST else text

    def _row(self, row: object) -> str:
        """Return a child row in one line: what is filled in, restricted values left out."""
        values = [
            show_value(each.kind, getattr(row, each.name), self._context.translator)
            for each in fields_of(type(row))
            if not each.kind.restricted and not is_empty(getattr(row, each.name))
        ]
        text = "　".join(values)
        return f"{text[:LONGEST]}…" if len(text) > LONGEST else text

    def _choose(self, name: str, _on: bool = False) -> None:
        self.chosen.emit(name)
