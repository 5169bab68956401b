"""How a report leaves: up to which level rows are told, and whether names and titles are hidden."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP
from ipdesk.model.marking import HANDLING_LABELS, HANDLING_LEVELS
from ipdesk.model.text import N_, Message
from ipdesk.operations.period_documents import Edition


class EditionLine(QWidget):
    """A choice of levels, all at first, and a box for the masked edition."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        label = context.label
        self.level = QComboBox()
        self.level.setAccessibleName(label(N_("Rows up to the level")))
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.level.addItem(label(N_("Rows of all levels")), None)
        for each in HANDLING_LEVELS[:-1]:
            said = Message(N_("Rows up to “{level}”"), level=Message(HANDLING_LABELS[each]))
            self.level.addItem(context.say(said), each)
        self.masked = QCheckBox(label(N_("Hide names and titles")))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.level)
        line.addWidget(self.masked)

    def edition(self, password: str = "") -> Edition:
        """Return the edition that is chosen, which a password opens where one is given; in Chinese, like all documents."""
        return Edition(
            highest_level=self.level.currentData(), masked=self.masked.isChecked(), password=password
        )
