"""The right side of the check: the risks of a file, what is told of the one that is chosen, and what was not judged."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import spread, wrapped_label
from ipdesk.gui.left_out import LeftOut
from ipdesk.gui.risk_table import RiskTable
from ipdesk.gui.risk_words import TONES
from ipdesk.gui.story_lines import StoryLines
from ipdesk.gui.theme import GAP, MARKS
from ipdesk.gui.turning_aside import ASIDE_TOLD
from ipdesk.model.text import N_
from ipdesk.operations.reviews import Review
from ipdesk.screening.risk_labels import CAUTION, SEVERITY_WORDS

KEYS_TOLD: Final = N_(
    "A accept the risk · C changed in the manuscript · W waits for a filing · N not what it was taken for"
)
WIDTHS: Final = (128, 88, 160, 92)
PAD: Final = 24  # beside the words of a cell
REASON: Final = 2
VERSION: Final = 3  # the column that tells whether the version before had a risk
MOST_RISKS: Final = 9


class RiskPane(QScrollArea):
    """Holds the widgets, which scroll where the window is low; the page fills them and hears them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        label = context.label
        headings = [label(each) for each in (N_("How grave"), N_("Place"), N_("Risk"), N_("Version"))]
        self.risks = RiskTable(context, label(N_("Risks")), headings, WIDTHS, MOST_RISKS)
        header = self.risks.horizontalHeader()
        words = [f"{MARKS[TONES[each]]} {label(word)}" for each, word in SEVERITY_WORDS.items()]
        header.resizeSection(
            0, max(WIDTHS[0], *(self.fontMetrics().horizontalAdvance(each) + PAD for each in words))
        )
        header.moveSection(VERSION, 1)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        self.nothing = wrapped_label(label(N_("No risk was found by this check.")))
        self.story = StoryLines()
        self.open_button = QPushButton(label(N_("Open the record (Enter)")))
        self.open_button.setObjectName("quiet")
        self.pair_button = QPushButton(label(N_("Side by side (F6)")))
        self.pair_button.setObjectName("quiet")
        self.copy_button = QPushButton(label(N_("Marked copy… (Ctrl+E)")))
        self.copy_button.setObjectName("quiet")
        self.keys = wrapped_label(label(KEYS_TOLD), muted=True)
        self.aside_key = wrapped_label(label(ASIDE_TOLD), muted=True)
        self.caution = wrapped_label(label(CAUTION), muted=True)
        self.left_out = LeftOut(context)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(GAP, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.risks)
        column.addWidget(self.nothing)
        column.addWidget(self.story)
        column.addLayout(spread(self.open_button, self.pair_button, self.copy_button, 1))
        column.addWidget(self.keys)
        column.addWidget(self.aside_key)
        column.addStretch(1)
        column.addWidget(self.caution)
        column.addWidget(self.left_out)

    def show_review(self, review: Review | None) -> None:
        """Show what a check left out, whether it found nothing, and what can be written of it."""
        self.left_out.show_review(review)
        self.nothing.setVisible(review is not None and not review.shown)
        self.copy_button.setVisible(review is not None)

    def show_version(self, *, compared: bool) -> None:
        """Show the column that tells which risks are new, where something was compared."""
        self.risks.setColumnHidden(VERSION, not compared)
