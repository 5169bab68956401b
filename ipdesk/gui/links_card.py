"""What links to a record, as chips that open, and the ledgers it was taken from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import Card, text_label, wrapped_label
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_, Message
from ipdesk.operations.reading import Sight
from ipdesk.registers import register as register_named

LONGEST = 28  # characters of a title on a chip


class LinksCard(Card):
    """Records of other registers that name this one; `opened` carries register and number."""

    opened = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.label(N_("Linked from")))
        self._context = context
        self.chips: list[QPushButton] = []
        self._held: QWidget | None = None

    def show_links(self, sight: Sight | None) -> None:
        """Show what links to a record, and where it came from."""
        if self._held is not None:
            self._held.hide()
            self._held.deleteLater()
        self.chips = []
        self._held = QWidget()
        lines = QVBoxLayout(self._held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        groups: dict[str, FlowLayout] = {}
        for each in sight.linking_here if sight else ():
            if each.register not in groups:
                lines.addWidget(text_label(self._context.label(register_named(each.register).label), "label"))
                held = QWidget()
                groups[each.register] = FlowLayout(held)
                lines.addWidget(held)
            chip = self._chip(each.register, each.number, each.title)
            self.chips.append(chip)
            groups[each.register].addWidget(chip)
        if not groups:
            lines.addWidget(
                wrapped_label(self._context.label(N_("No other record names this one.")), muted=True)
            )
        for source in sight.sources if sight else ():
            where = Message(
                N_("Taken from {file}, sheet {sheet}, row {row}, on {day}."),
                file=source.file, sheet=source.sheet, row=source.row, day=source.at[:10],
            )  # fmt: skip
            lines.addWidget(wrapped_label(self._context.say(where), muted=True))
        self.body.addWidget(self._held)

    def _chip(self, register: str, number: str, title: str) -> QPushButton:
        cut = f"{title[:LONGEST]}…" if len(title) > LONGEST else title
        chip = QPushButton(f"{number}　{cut}" if cut else number)
        chip.setObjectName("chip")
        chip.setToolTip(title)
        chip.setAccessibleName(self._context.say(Message(N_("Open {number}"), number=number)))
        chip.clicked.connect(lambda: self.opened.emit(register, number))
        return chip
