"""Statistics of reviews before publication (论文发表审查统计) as a workbook: figures, and the rows behind each on sheets of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from ipdesk.exporting.documents.list_columns import (
    DAY,
    NAME,
    NUMBER,
    TEXT,
    Told,
    cells_of,
    columns_of,
)
from ipdesk.exporting.layout import Table, Value, shape_of
from ipdesk.model.kinds import Score
from ipdesk.model.text import N_, Translator
from ipdesk.registers.paper_choices import HANDLINGS

TITLE: Final = N_("Statistics of Publication Reviews")
NOTE: Final = N_(
    "Days run from the day on which a review was first handed in, or that of the declaration where the log has none, to the verdict in force. A review belongs to the period of its verdict, or of the day it was handed in while there is none."
)
BY_LABELS: Final[Mapping[str, str]] = {
    "all": N_("In all"),
    "kind": N_("Kind of publication"),
    "verdict": N_("Verdict"),
    "unit": N_("Unit of the first author"),
    "month": N_("Month of the verdict"),
}
_MEAN: Final = shape_of(Score(label=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """The reviews of one group in the reader's language: by what they are grouped, which they are, and what they come to."""

    by: str
    name: str
    count: int
    decided: int
    timed: int
    middle: Decimal | None
    longest: int | None
    deferred: int
    released: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One review in the reader's language, from which each figure can be counted again."""

    number: str
    title: str
    kind: str
    unit: str
    state: str
    handed_in: date | None
    verdict: str
    decided_on: date | None
    month: str
    days: int | None
    deferred_on: date | None
    waits_for: str
    until: date | None
    released_on: date | None
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding of the text check about which something is recorded, in the reader's language; nothing of its words."""

    number: str
    kind: str
    answer: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """All that the workbook is made of."""

    figures: tuple[FigureRow, ...]
    answers: tuple[tuple[str, Counter[str]], ...]
    reviews: tuple[ReviewRow, ...]
    findings: tuple[FindingRow, ...]


def statistics_tables(found: Statistics, translator: Translator) -> tuple[Table, ...]:
    """Return the sheets: figures, findings by kind and answer, what was put off, and the reviews and findings behind them."""
    deferred = [each for each in found.reviews if each.deferred_on is not None]
    sheets: tuple[tuple[str, Sequence[Told], Sequence[object]], ...] = (  # type: ignore[type-arg]
        (TITLE, FIGURES, found.figures),
        (N_("Findings by kind and answer"), _answers(), found.answers),
        (N_("Put off and taken up again"), _DEFERRED, deferred),
        (N_("Reviews behind the figures"), _REVIEWS, found.reviews),
        (N_("Findings behind the figures"), _FINDINGS, found.findings),
    )
    return tuple(
        Table(
            register="",
            title=translator.label(title),
            columns=columns_of(told, translator),
            rows=cells_of(rows, told),
        )
        for title, told, rows in sheets
    )


def _answers() -> tuple[Told[tuple[str, Counter[str]]], ...]:
    def of(code: str, label: str) -> Told[tuple[str, Counter[str]]]:
        return Told(label, lambda row: row[1][code], NUMBER)

    def total(row: tuple[str, Counter[str]]) -> Value:
        return row[1].total()

    return (
        Told(N_("Kind of the finding"), lambda row: row[0], NAME),
        *(of(each.code, each.label) for each in HANDLINGS),
        of("", N_("Not decided yet")),
        Told(N_("In all"), total, NUMBER),
    )


FIGURES: Final[tuple[Told[FigureRow], ...]] = (
    Told(N_("Figures by"), lambda row: row.by, replace(TEXT, least=18)),
    Told(N_("Group"), lambda row: row.name, NAME),
    Told(N_("Number of reviews"), lambda row: row.count, NUMBER),
    Told(N_("With a verdict"), lambda row: row.decided, NUMBER),
    Told(N_("Days known of"), lambda row: row.timed, NUMBER),
    Told(N_("Days, median"), lambda row: row.middle, _MEAN),
    Told(N_("Days, longest"), lambda row: row.longest, NUMBER),
    Told(N_("Ever put off"), lambda row: row.deferred, NUMBER),
    Told(N_("Taken up again"), lambda row: row.released, NUMBER),
)
_NUMBER: Final[Told[ReviewRow]] = Told(N_("Review number"), lambda row: row.number)
_TITLE: Final[Told[ReviewRow]] = Told(N_("Title of the publication"), lambda row: row.title, NAME)
_OFF: Final[tuple[Told[ReviewRow], ...]] = (
    Told(N_("Put off on"), lambda row: row.deferred_on, DAY),
    Told(N_("Waits for the filing of"), lambda row: row.waits_for),
    Told(N_("Put off until"), lambda row: row.until, DAY),
    Told(N_("Taken up again on"), lambda row: row.released_on, DAY),
)
_DEFERRED: Final[tuple[Told[ReviewRow], ...]] = (
    _NUMBER,
    _TITLE,
    *_OFF,
    Told(N_("State"), lambda row: row.state),
    Told(N_("Verdict"), lambda row: row.verdict),
)
_REVIEWS: Final[tuple[Told[ReviewRow], ...]] = (
    _NUMBER,
    _TITLE,
    Told(N_("Kind of publication"), lambda row: row.kind),
    Told(N_("Unit of the first author"), lambda row: row.unit),
    Told(N_("State"), lambda row: row.state),
    Told(N_("Handed in on"), lambda row: row.handed_in, DAY),
    Told(N_("Verdict"), lambda row: row.verdict),
    Told(N_("Verdict of"), lambda row: row.decided_on, DAY),
    Told(N_("Month of the verdict"), lambda row: row.month),
    Told(N_("Days"), lambda row: row.days, NUMBER),
    *_OFF,
    Told(N_("Findings recorded"), lambda row: row.findings, NUMBER),
)
_FINDINGS: Final[tuple[Told[FindingRow], ...]] = (
    Told(N_("Review number"), lambda row: row.number),
    Told(N_("Kind of the finding"), lambda row: row.kind, NAME),
    Told(N_("What is done about it"), lambda row: row.answer),
    Told(N_("Decided by"), lambda row: row.by),
    Told(N_("Handled on"), lambda row: row.on, DAY),
)
