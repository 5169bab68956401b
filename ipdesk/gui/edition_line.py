"""How a report leaves: in which version, up to which level rows are told, and whether names and titles are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from ipdesk.exporting.quarter_content import Version
from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP
from ipdesk.model.marking import HANDLING_LABELS, HANDLING_LEVELS
from ipdesk.model.text import N_, Message
from ipdesk.operations.period_documents import Edition

FIRST: Final = N_("As first closed")
LEAST: Final = 10  # characters


class EditionLine(QWidget):
    """A choice of levels, all at first, one of versions where a period has several, and a box for the masked edition."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, label = context, context.label
        self.level = QComboBox()
        self.level.setAccessibleName(label(N_("Rows up to the level")))
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.level.addItem(label(N_("Rows of all levels")), None)
        self.level.setMinimumContentsLength(LEAST)
        for each in HANDLING_LEVELS[:-1]:
            said = Message(N_("Rows up to “{level}”"), level=Message(HANDLING_LABELS[each]))
            self.level.addItem(context.say(said), each)
        self.version = QComboBox()
        self.version.setAccessibleName(label(N_("Version of the report")))
        self.version.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.version.hide()
        self.masked = QCheckBox(label(N_("Hide names and titles")))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.version)
        line.addWidget(self.level)
        line.addWidget(self.masked)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Offer the versions of a closed period, the last one first; there is nothing to choose of one alone."""
        self.version.clear()
        for each in reversed(versions):
            told = Message(N_("Correction {number}"), number=each.number) if each.number else Message(FIRST)
            self.version.addItem(self._context.say(told), each.number)
        self.version.setVisible(len(versions) > 1)
        # Beside a choice of versions there is little room; the list that opens is as wide as its lines.
        fit = QComboBox.SizeAdjustPolicy
        least = fit.AdjustToMinimumContentsLengthWithIcon if len(versions) > 1 else fit.AdjustToContents
        self.level.setSizeAdjustPolicy(least)
        self.level.view().setMinimumWidth(self.level.view().sizeHintForColumn(0))

    def edition(self, password: str = "") -> Edition:
        """Return the edition that is chosen, which a password opens where one is given; in Chinese, like all documents."""
        return Edition(
            highest_level=self.level.currentData(),
            masked=self.masked.isChecked(),
            version=self.version.currentData(),
            password=password,
        )
