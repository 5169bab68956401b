"""Named queries over disclosures, projects, assessments, technical secrets and reviews before publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ipdesk.model.dates import add_months
from ipdesk.operations.counting import Ask, Ground, Pick, Span, days_between, first_of, local_day
from ipdesk.registers.paper_choices import RELEASING
from ipdesk.registers.secret_course import REVIEW_MONTHS
from ipdesk.rules.indicators import Counted
from ipdesk.store.agenda import first_entered

ACCEPTED: Final = frozenset({"accepted", "assessment", "closed"})
# A disclosure counts from the day on which it was whole; an old ledger may tell a later or an earlier step alone.
_ACCEPTANCE: Final = ("complete_on", "received_on", "submitted")


def disclosures_accepted(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the disclosures accepted on the days of a span."""
    held = ground.dated("disclosures", _ACCEPTANCE, "state", "level", *_ACCEPTANCE)
    picks = (
        Pick(entry, first_of(*days), more=(level,))
        for entry, state, level, *days in held
        if state in ACCEPTED
    )
    return ground.told("disclosures", (each for each in picks if span.holds(each.day)))


def disclosures_submitted(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the disclosures handed in whose completion is known, with the days in between."""
    held = ground.dated("disclosures", ("submitted",), "completed", "submitted")
    picks = (
        Pick(entry, submitted, days_between(completed, submitted)) for entry, completed, submitted in held
    )
    known = (each for each in picks if each.value is not None and span.holds(each.day))
    return ground.told("disclosures", known)


def projects_closing(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the projects that closed on the days of a span, or were to end on them and have not closed."""
    held = ground.dated("projects", ("closed_on", "ends"), "state", "ends", "closed_on")
    picks = (
        Pick(entry, closed or (ends if state != "planned" else None)) for entry, state, ends, closed in held
    )
    return ground.told("projects", (each for each in picks if span.holds(each.day)))


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
    held = ground.dated("projects", ("started",), "major", "started")
    picks = (Pick(entry, started) for entry, major, started in held if major and span.holds(started))
    return ground.told("projects", picks)


def projects_navigated(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them with a patent navigation."""
    held = {entry for entry, on in ground.dated("projects", ("started",), "navigation_on") if on}
    yield from (each for each in projects_major_started(ground, span, years) if each.entry in held)


def projects_major(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the major projects that were running on the last day of a span."""

    def running() -> Iterator[int]:
        for entry, state, started, closed, _ in _major(ground):
            begun = started is not None and started <= span.last and (closed is None or closed > span.last)
            if begun and (state != "closed" or closed):
                yield entry

    return ground.standing("projects", running())


def _major(ground: Ground) -> list[tuple[int, str, str | None, str | None, str]]:
    """Return local id, state, beginning, closing and officer of each major project."""
    return ground.filled("projects", "major", "state", "started", "closed_on", "ip_officer")


def projects_officered(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them with an IP officer."""
    held = {entry for entry, *_, officer in _major(ground) if officer}
    yield from (each for each in projects_major(ground, span, years) if each.entry in held)


def assessments_decided(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the assessments decided, with the days since the disclosure was accepted, else since they were opened."""
    held = {
        entry: (opened, decided)
        for entry, outcome, opened, decided in ground.dated(
            "assessments", ("decided_on",), "outcome", "opened_on", "decided_on"
        )
        if outcome and span.holds(decided)
    }
    of = {entry: targets[0] for entry, targets in ground.targets("disclosure", held).items()}
    accepted = ground.of("disclosures", set(of.values()), *_ACCEPTANCE)

    def picks() -> Iterator[Pick]:
        for entry, (opened, decided) in held.items():
            begun = first_of(*accepted.get(of.get(entry, 0), ())) or opened
            yield Pick(entry, decided, days_between(begun, decided))

    return ground.told("assessments", picks())


def secrets_recognised(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the technical secrets recognised on the days of a span."""
    held = ground.dated("secrets", ("recognised_on",), "recognised_on")
    return ground.told("secrets", (Pick(entry, on) for entry, on in held if span.holds(on)))


def secrets_proposed(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the technical secrets proposed on the days of a span."""
    held = ground.dated("secrets", ("proposed_on",), "proposed_on")
    return ground.told("secrets", (Pick(entry, on) for entry, on in held if span.holds(on)))


def secrets_waiting(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those proposed by the last day of a span that were neither recognised nor given up by then."""
    held = ground.filled("secrets", "proposed_on", "state", "proposed_on", "recognised_on", "released_on")
    waiting = (
        entry
        for entry, state, proposed, recognised, released in held
        if proposed <= span.last
        and (recognised > span.last if recognised else state == "proposed")
        and (not released or released > span.last)
    )
    return ground.standing("secrets", waiting)


def _kept(ground: Ground, day: str) -> list[int]:
    return [
        entry
        for entry, state, recognised, released in _secrets(ground)
        if recognised is not None
        and recognised <= day
        and (not released or released > day)
        and (state != "released" or released)
    ]


def _secrets(ground: Ground) -> list[tuple[int, str, str | None, str | None]]:
    """Return local id, state, and the days of recognition and release of each technical secret."""
    return ground.lines("secrets", "state", "recognised_on", "released_on")


def secrets_kept(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the technical secrets that were kept on the last day of a span."""
    return ground.standing("secrets", _kept(ground, span.last))


def secrets_overdue(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them whose last review, or recognition, lay more than a year back on that day."""
    recognised = {entry: on for entry, _, on, _ in _secrets(ground)}
    reviews = ground.rows("secrets", "reviews", "day")

    def overdue() -> Iterator[int]:
        for entry in _kept(ground, span.last):
            held = [recognised[entry], *(day for _, day in reviews.get(entry, ()))]
            last = max((each for each in held if each and each <= span.last), default=None)
            if last and add_months(date.fromisoformat(last), REVIEW_MONTHS).isoformat() < span.last:
                yield entry

    return ground.standing("secrets", overdue())


def papers_decided(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the reviews before publication decided, with the days since they were first handed in."""
    held = ground.dated("papers", ("decided_on",), "uuid", "verdict", "declared_on", "decided_on")
    chosen = [each for each in held if each[2] and span.holds(each[4])]
    handed_in = first_entered(ground.desk.workspace.db, [uuid for _, uuid, *_ in chosen], "submitted")

    def picks() -> Iterator[Pick]:
        for entry, uuid, verdict, declared, decided in chosen:
            # Of a review from an old ledger there is no move, so the day of the declaration stands for it.
            begun = local_day(handed_in[uuid]) if uuid in handed_in else declared
            yield Pick(entry, decided, days_between(begun, decided), verdict)

    return ground.told("papers", picks())


def papers_filed_first(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the papers put off until filings were made, by the day on which the last of these was."""
    waits = ground.links("papers", "deferred_patents")
    filed = ground.of("patents", {each for targets in waits.values() for each in targets}, "filed_on")

    def picks() -> Iterator[Pick]:
        for entry, targets in waits.items():
            days = [filed[each][0] if each in filed else None for each in targets]
            if all(days) and span.holds(last := max(day for day in days if day)):
                yield Pick(entry, last)

    return ground.told("papers", picks())


def papers_submitted(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the papers submitted to a venue on the days of a span."""
    held = _submitted(ground)
    return ground.told("papers", (Pick(entry, on) for entry, _, _, on in held if span.holds(on)))


def _submitted(ground: Ground) -> list[tuple[int, str, str | None, str]]:
    """Return local id, verdict, and the days of verdict and submission of each paper submitted in the window."""
    return ground.dated("papers", ("submitted_on",), "verdict", "decided_on", "submitted_on")


def papers_reviewed(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them that a verdict had released by the day of the submission."""
    released = {
        entry
        for entry, verdict, decided, submitted in _submitted(ground)
        if verdict in RELEASING and decided and decided <= submitted
    }
    yield from (each for each in papers_submitted(ground, span, years) if each.entry in released)


def papers_unreviewed(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the publications found later that nobody had reviewed, by the day on which they came out."""

    def picks() -> Iterator[Pick]:
        days = ("abstract_on", "online_on", "published_on")
        for entry, created, *held in ground.filled("papers", "found_later", "created", *days):
            out = min((each for each in held if each), default=local_day(created))
            if span.holds(out):
                yield Pick(entry, out)

    return ground.told("papers", picks())


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
    "secrets-proposed": secrets_proposed,
    "secrets-waiting": secrets_waiting,
    "secrets-kept": secrets_kept,
    "secrets-overdue": secrets_overdue,
    "papers-decided": papers_decided,
    "papers-filed-first": papers_filed_first,
    "papers-submitted": papers_submitted,
    "papers-reviewed": papers_reviewed,
    "papers-unreviewed": papers_unreviewed,
}
