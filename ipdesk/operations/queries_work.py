"""Named queries over disclosures, projects, assessments, technical secrets and reviews before publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from ipdesk.model.dates import add_months
from ipdesk.operations.counting import Ask, Ground, Span, day_of, days_between, first_of, listed, local_day
from ipdesk.operations.review_statistics import days_taken
from ipdesk.registers.paper_choices import RELEASING
from ipdesk.registers.secret_course import REVIEW_MONTHS
from ipdesk.rules.indicators import Counted

ACCEPTED: Final = frozenset({"accepted", "assessment", "closed"})
_DISCLOSED: Final = ("number", "title", "unit", "types", "project_class", "state", "completed", "submitted", "received_on", "complete_on")  # fmt: skip


def _disclosures(ground: Ground) -> Iterator[tuple[Counted, str, str | None, str | None, str | None]]:
    """Yield each disclosure with its state and the days of completion, submission and acceptance."""
    for (
        entry,
        number,
        title,
        unit,
        types,
        group,
        state,
        completed,
        submitted,
        received,
        complete,
    ) in ground.lines("disclosures", *_DISCLOSED):
        row = Counted(
            entry=entry,
            number=number,
            title=title,
            unit=unit,
            kind=next(iter(listed(types)), ""),
            group=group or ground.group_of("disclosures", entry),
        )
        yield row, state, completed, submitted, first_of(complete, received, submitted)


def disclosures_accepted(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the disclosures accepted on the days of a span."""
    for row, state, _, _, accepted in _once(ground):
        if state in ACCEPTED and span.holds(accepted):
            yield on(row, accepted)


def disclosures_submitted(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the disclosures handed in whose completion is known, with the days in between."""
    for row, _, completed, submitted, _ in _once(ground):
        days = days_between(completed, submitted)
        if days is not None and span.holds(submitted):
            yield on(row, submitted, days)


def _once(ground: Ground) -> list[tuple[Counted, str, str | None, str | None, str | None]]:
    found: list[tuple[Counted, str, str | None, str | None, str | None]] = ground.once(
        ("disclosures",), lambda: list(_disclosures(ground))
    )
    return found


def on(row: Counted, day: str | None, value: Decimal | None = None, kind: str | None = None) -> Counted:
    """Return a row with the day of its event and its value; built anew, since `replace` takes three times as long."""
    return Counted(
        entry=row.entry,
        number=row.number,
        title=row.title,
        unit=row.unit,
        kind=row.kind if kind is None else kind,
        group=row.group,
        day=day_of(day),
        value=value,
    )


def _projects(ground: Ground) -> Iterator[tuple[Counted, str, bool, str, str | None, str | None, str | None]]:
    """Yield each project with its state, whether it is a major one, its officer, and when it began, ends and closed."""
    fields = ("number", "title", "unit", "project_class", "state", "major", "ip_officer", "started", "ends", "closed_on")  # fmt: skip
    for entry, number, title, unit, group, state, major, officer, *days in ground.lines("projects", *fields):
        row = Counted(entry=entry, number=number, title=title, unit=unit, kind=group, group=group)
        started, ends, closed = days
        yield row, state, bool(major), officer, started, ends, closed


def _of_projects(ground: Ground) -> list[tuple[Counted, str, bool, str, str | None, str | None, str | None]]:
    found: list[tuple[Counted, str, bool, str, str | None, str | None, str | None]] = ground.once(
        ("projects",), lambda: list(_projects(ground))
    )
    return found


def projects_closing(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the projects that closed on the days of a span, or were to end on them and have not closed."""
    for row, state, _, _, _, ends, closed in _of_projects(ground):
        day = closed or (ends if state != "planned" else None)
        if span.holds(day):
            yield on(row, day)


def projects_disclosed(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them with a disclosure, or with a nil report that was signed."""
    disclosed = {each for targets in ground.links("disclosures", "projects").values() for each in targets}
    nil = {
        entry
        for entry, reports in ground.rows("projects", "nil_reports", "reported_by", "signed_on").items()
        if any(by and signed for _, by, signed in reports)
    }
    known = disclosed | nil
    yield from (each for each in projects_closing(ground, span, years) if each.entry in known)


def projects_major_started(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the major projects begun on the days of a span."""
    for row, _, major, _, started, _, _ in _of_projects(ground):
        if major and span.holds(started):
            yield on(row, started)


def projects_navigated(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them with a patent navigation."""
    held = ground.by_id("projects", "navigation_on")
    yield from (each for each in projects_major_started(ground, span, years) if held[each.entry][0])


def projects_major(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the major projects that were running on the last day of a span."""
    for row, state, major, _, started, _, closed in _of_projects(ground):
        running = started is not None and started <= span.last and (closed is None or closed > span.last)
        if major and running and (state != "closed" or closed):
            yield row


def projects_officered(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them with an IP officer."""
    held = ground.by_id("projects", "ip_officer")
    yield from (each for each in projects_major(ground, span, years) if held[each.entry][0])


def assessments_decided(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the assessments decided, with the days since the disclosure was accepted, else since they were opened."""
    accepted = {row.entry: day for row, _, _, _, day in _once(ground)}
    of = ground.links("assessments", "disclosure")
    fields = ("number", "title", "unit", "outcome", "opened_on", "decided_on")
    for entry, number, title, unit, outcome, opened, decided in ground.lines("assessments", *fields):
        if not outcome or not span.holds(decided):
            continue
        source = next(iter(of.get(entry, ())), 0)
        begun = accepted.get(source) or opened
        row = Counted(
            entry=entry,
            number=number,
            title=title,
            unit=unit,
            kind=outcome,
            group=_group_of_disclosure(ground, source),
        )
        yield on(row, decided, days_between(begun, decided))


def _group_of_disclosure(ground: Ground, entry: int) -> str:
    held: dict[int, str] = ground.once(
        ("disclosure-groups",), lambda: {row.entry: row.group for row, *_ in _once(ground)}
    )
    return held.get(entry, "")


def _secrets(ground: Ground) -> Iterator[tuple[Counted, str, str | None, str | None]]:
    """Yield each technical secret with its state and the days of recognition and release."""
    fields = ("number", "title", "unit", "kinds", "state", "recognised_on", "released_on")
    for entry, number, title, unit, kinds, state, recognised, released in ground.lines("secrets", *fields):
        kind = next(iter(listed(kinds)), "")
        group = ground.group_of("secrets", entry)
        yield (
            Counted(entry=entry, number=number, title=title, unit=unit, kind=kind, group=group),
            state,
            recognised,
            released,
        )


def _of_secrets(ground: Ground) -> list[tuple[Counted, str, str | None, str | None]]:
    found: list[tuple[Counted, str, str | None, str | None]] = ground.once(
        ("secrets",), lambda: list(_secrets(ground))
    )
    return found


def secrets_recognised(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the technical secrets recognised on the days of a span."""
    for row, _, recognised, _ in _of_secrets(ground):
        if span.holds(recognised):
            yield on(row, recognised)


def secrets_kept(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the technical secrets that were kept on the last day of a span."""
    for row, state, recognised, released in _of_secrets(ground):
        kept = recognised is not None and recognised <= span.last and (not released or released > span.last)
        if kept and (state != "released" or released):
            yield row


def secrets_overdue(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them whose last review, or recognition, lay more than a year back on that day."""
    recognised = ground.by_id("secrets", "recognised_on")
    reviews = ground.rows("secrets", "reviews", "day")
    for row in secrets_kept(ground, span, years):
        held = [recognised[row.entry][0], *(day for _, day in reviews.get(row.entry, ()))]
        last = max((each for each in held if each and each <= span.last), default=None)
        if last and add_months(date.fromisoformat(last), REVIEW_MONTHS).isoformat() < span.last:
            yield row


_PAPER: Final = ("number", "title", "kind", "verdict", "decided_on", "submitted_on", "declared_on", "abstract_on", "online_on", "published_on", "created", "found_later")  # fmt: skip


def _paper(ground: Ground, entry: int, number: str, title: str, kind: str) -> Counted:
    units = ground.rows("papers", "authors", "unit").get(entry, ())
    unit = next((each for _, each in units if each), "")
    return Counted(
        entry=entry, number=number, title=title, unit=unit, kind=kind, group=ground.group_of("papers", entry)
    )


def papers_decided(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the reviews before publication decided, with the days since they were first handed in."""
    chosen = {
        entry: (number, title, verdict, decided)
        for entry, number, title, _, verdict, decided, *_ in ground.lines("papers", *_PAPER)
        if verdict and span.holds(decided)
    }
    days = days_taken(ground.desk, list(chosen))
    for entry, (number, title, verdict, decided) in chosen.items():
        taken = days.get(entry)
        yield on(
            _paper(ground, entry, number, title, verdict), decided, None if taken is None else Decimal(taken)
        )


def papers_submitted(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the papers submitted to a venue on the days of a span."""
    for entry, number, title, kind, _, _, submitted, *_ in ground.lines("papers", *_PAPER):
        if span.holds(submitted):
            yield on(_paper(ground, entry, number, title, kind), submitted)


def papers_reviewed(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them that a verdict had released by the day of the submission."""
    held = ground.by_id("papers", "verdict", "decided_on", "submitted_on")
    for row in papers_submitted(ground, span, years):
        verdict, decided, submitted = held[row.entry]
        if verdict in RELEASING and decided and decided <= submitted:
            yield row


def papers_unreviewed(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the publications found later that nobody had reviewed, by the day on which they came out."""
    for entry, number, title, kind, *_, abstract, online, published, created, later in ground.lines(
        "papers", *_PAPER
    ):
        if not later:
            continue
        out = min((each for each in (abstract, online, published) if each), default=local_day(created))
        if span.holds(out):
            yield on(_paper(ground, entry, number, title, kind), out)


ASKS: Final[dict[str, Ask]] = {
    "disclosures-accepted": disclosures_accepted,
    "disclosures-submitted": disclosures_submitted,
    "projects-closing": projects_closing,
    "projects-disclosed": projects_disclosed,
    "projects-major-started": projects_major_started,
    "projects-navigated": projects_navigated,
    "projects-major": projects_major,
    "projects-officered": projects_officered,
    "assessments-decided": assessments_decided,
    "secrets-recognised": secrets_recognised,
    "secrets-kept": secrets_kept,
    "secrets-overdue": secrets_overdue,
    "papers-decided": papers_decided,
    "papers-submitted": papers_submitted,
    "papers-reviewed": papers_reviewed,
    "papers-unreviewed": papers_unreviewed,
}
