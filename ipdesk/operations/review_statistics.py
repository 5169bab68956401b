"""Statistics of reviews before publication, reckoned live from the records and their moves, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from ipdesk.exporting.documents.review_statistics import (
    BY_LABELS,
    FigureRow,
    FindingRow,
    ReviewRow,
    Statistics,
    statistics_tables,
)
from ipdesk.exporting.given import Given
from ipdesk.model.kinds import Option, option_label
from ipdesk.model.marking import Marking, highest
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper as Written
from ipdesk.operations.documents import make_stamp, require_place, write_paper
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.lexicons import family_labels
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers import register
from ipdesk.registers.paper_choices import HANDLINGS, KINDS, VERDICTS
from ipdesk.registers.paper_course import (
    Course,
    Figure,
    Moved,
    answers_by_kind,
    course_of,
    figures,
    handled,
)
from ipdesk.registers.papers import Paper
from ipdesk.screening.risk_labels import kind_label
from ipdesk.store import audit

PAPERS: Final = register("papers")
OF_NOTHING: Final = Marking(handling="internal")
UNNAMED: Final = N_("not named")
UNDECIDED: Final = N_("No verdict yet")
_ORDER: Final = {"kind": [each.code for each in KINDS], "verdict": [each.code for each in VERDICTS]}
_OPTIONS: Final[dict[str, tuple[Option, ...]]] = {"kind": KINDS, "verdict": VERDICTS}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviews of a period with their courses, by number; `sealed` counts those of which nothing is told."""

    courses: tuple[Course, ...]
    sealed: int

    def all_figures(self) -> Iterator[tuple[str, Figure]]:
        """Yield the figures of all reviews, then those by kind, verdict, unit and month."""
        yield "all", Figure("", self.courses)
        for by in BY_LABELS:
            if by != "all":
                yield from ((by, each) for each in figures(self.courses, by, _ORDER.get(by, ())))


def reviewed(desk: Desk, since: date | None = None, until: date | None = None) -> Reviewed:
    """Return the reviews whose verdict, or whose handing in while there is none, lies in a period; withdrawn ones are none."""
    desk.require("read")
    found = whole(desk, PAPERS, list(list_ids(desk, PAPERS)))
    papers = [each for each in found if isinstance(each, Paper) and each.state != WITHDRAWN]
    courses = [course_of(each, _moves(desk, each)) for each in papers if not each.withheld]
    held = [each for each in courses if _is_within(each.day, since, until)]
    held.sort(key=lambda each: each.paper.number)
    return Reviewed(tuple(held), sum(each.withheld for each in papers))


def _is_within(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or since <= day) and (until is None or day <= until)


def _moves(desk: Desk, paper: Paper) -> list[Moved]:
    """Return the moves of a review as the log has them, oldest first."""
    found = []
    for entry in audit.entries(desk.workspace.db, subject=paper.id):
        fields = (entry.values or {}).get("fields")
        if isinstance(fields, dict) and "state" in fields:
            day = datetime.fromisoformat(entry.at).astimezone().date()
            found.append(Moved(str(fields["state"][1] or ""), day))
    return found[::-1]


def write_statistics(
    desk: Desk, target: Path, since: date | None = None, until: date | None = None, language: str = "zh"
) -> Written:
    """Write the statistics as a workbook with the rows behind each figure; it carries the highest marking of the reviews."""
    from ipdesk.exporting.excel import register_workbook

    desk.require("export")
    require_place(desk, target, ".xlsx")
    found, translator = reviewed(desk, since, until), desk.translator.to(language)
    papers = [each.paper for each in found.courses]
    marking = highest([OF_NOTHING, *(marking_of_row(desk, each) for each in papers)])
    tables = statistics_tables(statistics(desk, found, translator), translator)
    stamp = make_stamp(desk, "export", PAPERS.name, target, papers, "review-statistics", language)
    data = register_workbook(tables, marking, stamp, translator, is_read_back=False)
    write_paper(target, data)
    return Written(target, stamp, marking, len(papers), found.sealed)


def statistics(desk: Desk, found: Reviewed, translator: Translator) -> Statistics:
    """Return the statistics in a language."""
    families = family_labels(desk)

    def kind(code: str) -> str:
        return translator.say(kind_label(code, families))

    return Statistics(
        figures=tuple(figure_row(by, each, translator) for by, each in found.all_figures()),
        answers=tuple((kind(code), counts) for code, counts in answers_by_kind(found.courses).items()),
        reviews=tuple(_review_row(each, translator) for each in found.courses),
        findings=tuple(
            FindingRow(
                number=paper.number,
                kind=kind(row.kind),
                answer=translator.label(option_label(HANDLINGS, row.answer)) if row.answer else "",
                by=row.by,
                on=row.on,
            )
            for paper, row in handled(found.courses)
        ),
    )


def figure_row(by: str, figure: Figure, translator: Translator) -> FigureRow:
    """Return a figure as the list shows it."""
    middle = figure.middle
    return FigureRow(
        by=translator.label(BY_LABELS[by]),
        name="" if by == "all" else _name(by, figure.code, translator),
        count=figure.count,
        decided=figure.decided,
        timed=len(figure.days),
        middle=None if middle is None else Decimal(str(middle)),
        longest=figure.longest,
        deferred=figure.deferred,
        released=figure.released,
    )


def _name(by: str, code: str, translator: Translator) -> str:
    if not code:
        return translator.label(UNDECIDED if by in ("verdict", "month") else UNNAMED)
    options = _OPTIONS.get(by, ())
    return translator.label(option_label(options, code)) if options else code


def _review_row(course: Course, translator: Translator) -> ReviewRow:
    paper, given = course.paper, Given(PAPERS, course.paper, translator)
    waits = (*paper.deferred_disclosures, *paper.deferred_patents)
    return ReviewRow(
        number=paper.number,
        title=paper.title,
        kind=given.of("kind"),
        unit=course.unit,
        state=translator.label(PAPERS.state(paper.state).label),
        handed_in=course.handed_in,
        verdict=given.of("verdict"),
        decided_on=paper.decided_on,
        month=course.month,
        days=course.days,
        deferred_on=course.deferred_on,
        waits_for=translator.say(Message("{numbers}", numbers=waits)) if waits else "",
        until=paper.deferred_until,
        released_on=course.released_on,
        findings=len(paper.handled),
    )
