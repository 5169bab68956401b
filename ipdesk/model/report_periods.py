"""The periods that reports are made for: a quarter or a whole year, with the periods that each is compared with."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ipdesk.model.dates import EARLIEST_YEAR, LATEST_YEAR, add_months
from ipdesk.model.errors import WrongValue
from ipdesk.model.periods import Period
from ipdesk.model.text import N_, Message

MONTHS: Final = 3
QUARTERS: Final = (1, 2, 3, 4)
_WRITTEN: Final = re.compile(
    r"(\d{4})\s*(?:年度|年?\s*[-/]?\s*(?:q([1-4])|第?([1-4一二三四])季度?)?)", re.IGNORECASE
)
_HAN: Final = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True, order=True)
class ReportPeriod:
    """A quarter of a year, or with quarter 0 the year."""

    year: int
    quarter: int = 0

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How it is written on the command line and in file names: 2026Q3, or 2026."""
        return f"{self.year}Q{self.quarter}" if self.quarter else f"{self.year}"

    @property
    def days(self) -> Period:
        """Its days."""
        first = date(self.year, 1 + MONTHS * (max(self.quarter, 1) - 1), 1)
        return Period(first, add_months(first, MONTHS if self.quarter else 12) - timedelta(days=1))

    @property
    def to_date(self) -> Period:
        """The days of its year up to its end."""
        return Period(date(self.year, 1, 1), self.days.last)

    @property
    def year_before(self) -> ReportPeriod:
        """The same quarter, or year, of the year before."""
        return ReportPeriod(self.year - 1, self.quarter)

    @property
    def previous(self) -> ReportPeriod:
        """The quarter, or year, that ended when it begins."""
        if self.quarter > 1:
            return ReportPeriod(self.year, self.quarter - 1)
        return ReportPeriod(self.year - 1, 4 if self.quarter else 0)

    @property
    def following(self) -> ReportPeriod:
        """The quarter, or year, that begins when it ends."""
        if 0 < self.quarter < 4:
            return ReportPeriod(self.year, self.quarter + 1)
        return ReportPeriod(self.year + 1, 1 if self.quarter else 0)

    def name(self) -> Message:
        """Return what people call it."""
        if not self.quarter:
            return Message(N_("Year {year}"), year=f"{self.year}")
        return Message(N_("Quarter {quarter} of {year}"), year=f"{self.year}", quarter=str(self.quarter))

    def has_begun(self, today: date) -> bool:
        """Say whether its first day is not later than a day."""
        return self.days.first is not None and self.days.first <= today

    def is_over(self, today: date) -> bool:
        """Say whether its last day lies before a day."""
        return self.days.last is not None and self.days.last < today


def quarter_of(day: date) -> ReportPeriod:
    """Return the quarter in which a day lies."""
    return ReportPeriod(day.year, (day.month - 1) // MONTHS + 1)


def read_report_period(raw: str) -> ReportPeriod:
    """Return the quarter or year that a text names, such as 2026Q3, 2026年第三季度 or 2026. Raises WrongValue."""
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", raw).strip())
    year = int(found[1]) if found else 0
    if found is None or not EARLIEST_YEAR < year < LATEST_YEAR:
        raise WrongValue(
            "period",
            Message(N_("“{value}” is neither a quarter nor a year."), value=raw[:60]),
            Message(N_("Write a quarter like 2026Q3, or a year like 2026.")),
        )
    named = found[2] or found[3] or "0"
    return ReportPeriod(year, _HAN.get(named) or int(named))
