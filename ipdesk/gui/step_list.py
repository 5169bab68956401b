"""The steps of a process at the left of its page: where one is, what is done, and what each step lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ipdesk.gui.context import Context
from ipdesk.gui.icons import SIZE, step_icon
from ipdesk.gui.theme import ROW, Tone
from ipdesk.model.text import N_, Message

LEAST: Final = 168  # pixels wide


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its label in the reader's language, how it stands, how many findings it has, and whether it is open."""

    label: str
    tone: Tone | None
    count: int
    open: bool


class StepList(QListWidget):
    """`chosen` carries the index of the step that the user went to; a closed step cannot be chosen."""

    chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("steps")
        self.setAccessibleName(context.label(N_("Blocks")))
        self.setIconSize(QSize(SIZE, SIZE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._choose)

    def show_steps(self, steps: Sequence[Step], at: int) -> None:
        """Show the steps as they stand now."""
        self.blockSignals(True)
        while self.count() < len(steps):
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, ROW))
            self.addItem(item)
        for index, step in enumerate(steps):
            self._dress(self.item(index), step)
        self.setCurrentRow(at)
        self.blockSignals(False)
        texts = (self.fontMetrics().horizontalAdvance(f"{each.label}  {each.count}") for each in steps)
        self.setFixedWidth(max(LEAST, max(texts) + SIZE + 48))

    def _dress(self, item: QListWidgetItem, step: Step) -> None:
        text = f"{step.label}  {step.count}" if step.count else step.label
        item.setText(text)
        item.setIcon(step_icon(step.tone, self._context.colours))
        said = step.label
        if step.count:
            said = self._context.say(
                Message(N_("{block}, findings: {count}"), block=step.label, count=step.count)
            )
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        enabled = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        item.setFlags(enabled if step.open else Qt.ItemFlag.NoItemFlags)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)
