"""What was chosen on the page of reports, kept while the desk is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipdesk.model.report_periods import ReportPeriod, quarter_of


@dataclass(slots=True)
class PeriodChoices:
    """The period, None for the quarter that ended last; the view, and the code of the indicator that was current."""

    period: ReportPeriod | None = None
    view: str = "figures"
    code: str = ""

    def period_on(self, today: date) -> ReportPeriod:
        """Return the period that is shown on a day."""
        return self.period or quarter_of(today).previous
