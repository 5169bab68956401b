"""The line over a check that says who wrote the manuscripts and from which day on they may be public, where no review says it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.labels import text_label
from ipdesk.gui.review_checks import Terms
from ipdesk.gui.review_choices import ReviewChoices
from ipdesk.gui.theme import GAP
from ipdesk.importing.names import split_names
from ipdesk.model.dates import read_day
from ipdesk.model.kinds import Day
from ipdesk.model.text import N_

AUTHORS: Final = N_("Authors")
READ_THERE: Final = N_("As read in the file; others are added here")
PUBLIC_ON: Final = N_("May be public from")
_DAY_WIDTH: Final = 148  # pixels


class ReviewTerms(QWidget):
    """`taken` is sent when the files are to be checked again with what was typed."""

    taken = Signal()

    def __init__(self, context: Context, choices: ReviewChoices) -> None:
        super().__init__()
        self._choices = choices
        label = context.label
        self.authors = QLineEdit(choices.authors)
        self.authors.setAccessibleName(label(AUTHORS))
        self.authors.setPlaceholderText(label(READ_THERE))
        self.day = DayEditor(context, Day(label=PUBLIC_ON))
        self.day.set_value(choices.public_on)
        self.day.line.setFixedWidth(_DAY_WIDTH)
        self.again = QPushButton(label(N_("Check again (F5)")))
        self.again.clicked.connect(self.taken)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for name, field, line in (
            (AUTHORS, self.authors, self.authors),
            (PUBLIC_ON, self.day, self.day.line),
        ):
            row.addWidget(text_label(label(name), muted=True))
            row.addWidget(field, int(field is self.authors))
            line.textChanged.connect(self._keep)
            line.returnPressed.connect(self.taken)
        row.addWidget(self.again)

    def terms(self, password: str = "") -> Terms:
        """Return with what files are checked; a day that is none yet counts as not given."""
        day = read_day(self.day.line.text())
        return Terms(
            password=password,
            authors=tuple(each.text for each in split_names(self.authors.text()).names),
            public_on=day.day if day is not None else None,
        )

    def _keep(self) -> None:
        self._choices.authors, self._choices.public_on = self.authors.text(), self.day.line.text()
