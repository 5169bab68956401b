"""The period of a report in its words, with the ways to the one before, the one after, and from a quarter to its year."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.context import Context
from ipdesk.gui.labels import text_label
from ipdesk.gui.theme import GAP
from ipdesk.model.report_periods import ReportPeriod, quarter_of
from ipdesk.model.text import N_


class PeriodTurner(QWidget):
    """`turned` carries the period that is asked for."""

    turned = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        label = context.label
        self._context, self._period = context, ReportPeriod(2000)
        self.name = text_label("", "section")
        self.back_button, self.on_button = QPushButton("◀"), QPushButton("▶")
        self.back_button.setAccessibleName(label(N_("Earlier")))
        self.on_button.setAccessibleName(label(N_("Later")))
        self.kinds = ChipRow(label(N_("Period")), ["quarter", "year"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for each in (self.back_button, self.name, self.on_button, self.kinds):
            row.addWidget(each)
        self.back_button.clicked.connect(self.turn_back)
        self.on_button.clicked.connect(self.turn_on)
        self.kinds.chosen.connect(self.turn_kind)

    def show_period(self, period: ReportPeriod) -> None:
        """Say which period is shown."""
        self._period = period
        self.on_button.setEnabled(period.following.has_begun(self._context.desk.today()))
        label = self._context.label
        self.name.setText(self._context.say(period.name()))
        texts = {"quarter": label(N_("Quarter")), "year": label(N_("Year"))}
        self.kinds.show_choice("quarter" if period.quarter else "year", texts)

    def turn_back(self) -> None:
        """Ask for the quarter, or year, before."""
        self.turned.emit(self._period.previous)

    def turn_on(self) -> None:
        """Ask for the quarter, or year, after, once that has begun."""
        if self.on_button.isEnabled():
            self.turned.emit(self._period.following)

    def turn_kind(self, kind: str) -> None:
        """Ask for the whole year of a quarter; or for the quarter of a year in which the last one ended, that of today where it has not begun."""
        now = quarter_of(self._context.desk.today())
        wanted = ReportPeriod(self._period.year, 0 if kind == "year" else now.previous.quarter)
        self.turned.emit(wanted if wanted.has_begun(self._context.desk.today()) else now)
