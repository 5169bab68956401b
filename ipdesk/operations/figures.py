"""The indicators of a report: for each the figure of the period, of the year so far and of the year before, with the rows behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ipdesk.model.progress import Step, no_step
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations import (
    queries_deadlines,
    queries_filings,
    queries_patents,
    queries_people,
    queries_work,
)
from ipdesk.operations.counting import Ask, Ground, Span
from ipdesk.operations.desk import Desk
from ipdesk.operations.indicator_rules import indicators_in_force
from ipdesk.rules.indicator_rules import QUERIES, Indicator, IndicatorList
from ipdesk.rules.indicators import Counted, Figure, figure

ASKS: Final[Mapping[str, Ask]] = {
    **queries_work.ASKS,
    **queries_filings.ASKS,
    **queries_patents.ASKS,
    **queries_people.ASKS,
    **queries_deadlines.ASKS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An indicator with its figures: of the period, of the year up to its end, and of the same period of the year before."""

    indicator: Indicator
    now: Figure
    to_date: Figure
    before: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The indicators of a period by the file they are made by; `digest` is that of its text."""

    period: ReportPeriod
    made: IndicatorList
    digest: str
    told: tuple[Told, ...]

    def find(self, code: str) -> Told | None:
        """Return an indicator by its code, None for one that is not there."""
        return next((each for each in self.told if each.indicator.code == code), None)


def figures(
    desk: Desk,
    period: ReportPeriod,
    codes: Iterable[str] | None = None,
    step: Step = no_step,
    *,
    compared: bool = True,
) -> Figures:
    """Return the indicators of a period, all or those of some codes.

    Where it is not `compared`, the figure of the period stands for those of the year so far and of the year before, and its rows
    tell nothing of their records.
    What stands at the end of a period that is not over is told as of today. `step` is told how far it is and may raise to stop.
    """
    desk.require("read")
    made, digest = indicators_in_force(desk)
    wanted = None if codes is None else frozenset(codes)
    chosen = [each for each in made.indicators if wanted is None or each.code in wanted]
    asked = _Asked(desk, period, step, shown=compared)
    told = tuple(asked.told(each) if compared else asked.alone(each) for each in chosen)
    return Figures(period=period, made=made, digest=digest, told=told)


class _Asked:
    """The queries of one report; each is asked once for each span."""

    def __init__(self, desk: Desk, period: ReportPeriod, step: Step, *, shown: bool) -> None:
        today = desk.today().isoformat()
        # What is still to come is no lapse yet, so nothing is told of days after today.
        self.now, self.to_date, self.before = (
            Span(span.first, min(span.last, today))
            for span in map(Span.of, (period.days, period.to_date, period.year_before.days))
        )
        # Each day that is not told of is a record less to look at.
        window = Span(self.before.first if shown else self.now.first, self.now.last)
        self.ground = Ground(desk, window, step, shown=shown)
        self._rows: dict[tuple[str, str, str, int], Sequence[Counted]] = {}

    def told(self, made: Indicator) -> Told:
        now = self._figure(made, self.now)
        return Told(
            indicator=made,
            now=now,
            to_date=now if self.now == self.to_date or not made.dated else self._figure(made, self.to_date),
            before=self._figure(made, self.before),
        )

    def alone(self, made: Indicator) -> Told:
        """Return an indicator with the figure of the period alone."""
        now = self._figure(made, self.now)
        return Told(indicator=made, now=now, to_date=now, before=now)

    def _figure(self, made: Indicator, span: Span) -> Figure:
        years = made.years or 0
        among = self._of(made.among, span, years) if made.among else ()
        return figure(made, self._of(made.of, span, years), among)

    def _of(self, query: str, span: Span, years: int) -> Sequence[Counted]:
        first = span.first if QUERIES[query].dated else ""
        key = (query, first, span.last, years)
        if key not in self._rows:
            self._rows[key] = tuple(ASKS[query](self.ground, span, years))
        return self._rows[key]
