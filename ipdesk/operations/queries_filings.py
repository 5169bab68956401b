"""Named queries over what was filed: by which route and where, what was assessed before, and secrecy reviews before filing abroad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ipdesk.operations.counting import Ask, Ground, Pick, Span, days_between
from ipdesk.operations.queries_patents import Right, rights
from ipdesk.registers.countries import HOME, INTERNATIONAL, places_in
from ipdesk.registers.patent_choices import FILING_OUTCOMES, UNASSESSED
from ipdesk.registers.patent_routes import ROUTED, route_told
from ipdesk.rules.indicators import Counted

REVIEWED: Final = frozenset({"cleared", "barred"})  # what the office decides; the others need no review


def filings(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield what was filed on the days of a span, with route and country."""
    held = [each for each in rights(ground) if span.holds(each.filed)]
    routes = _routes(ground, held)
    picks = (Pick(each.entry, each.filed, more=(routes[each.entry], _country(each))) for each in held)
    return ground.told("patents", picks)


def _routes(ground: Ground, held: Sequence[Right]) -> dict[int, str]:
    """Return the routes of rights by local id: as recorded, else as number or priority tell, "" where nothing does."""
    fields = ("route", "application_number", "priority_on")
    known = ground.of("patents", [each.entry for each in held], *fields)
    earlier = ground.rows("patents", "priorities", "country", "number")
    found = {}
    for each in held:
        route, number, first = known.get(each.entry, ("", "", None))
        if not route and each.kind in ROUTED:
            priorities = [(country, of) for _, country, of in earlier.get(each.entry, ())]
            route = route_told(each.kind, number, first is not None and first != each.filed, priorities)
        found[each.entry] = route
    return found


def _country(right: Right) -> str:
    """Return the code of the country or office of a right, "" for one that nobody knows."""
    if right.kind == "pct":
        return INTERNATIONAL
    written = right.jurisdiction.strip()
    return next(iter(places_in(written)), "") if written else HOME


def filings_gated(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield what was filed and has to be assessed before."""
    held = (each for each in rights(ground) if each.kind not in UNASSESSED and span.holds(each.filed))
    return ground.told("patents", (Pick(each.entry, each.filed) for each in held))


def filings_assessed(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them with a decision to file of the day of filing or before."""
    held = list(filings_gated(ground, span, years))
    of = ground.targets("assessment", {each.entry for each in held})
    assessed = {each for targets in of.values() for each in targets}
    decided = {
        entry: day
        for entry, (outcome, day) in ground.of("assessments", assessed, "outcome", "decided_on").items()
        if outcome in FILING_OUTCOMES and day
    }
    for row in held:
        days = [decided[each] for each in of.get(row.entry, ()) if each in decided]
        if row.day is not None and any(day <= row.day.isoformat() for day in days):
            yield row


def abroad_reviews(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the secrecy reviews before a filing abroad that were decided, with the days since the request."""
    fields = ("review_decision", "review_requested_on", "review_decided_on")
    picks = (
        Pick(entry, decided, days_between(requested, decided), decision)
        for entry, decision, requested, decided in ground.dated("patents", fields[2:], *fields)
        if decision in REVIEWED and span.holds(decided)
    )
    return ground.told("patents", picks)


ASKS: Final[dict[str, Ask]] = {
    "filings": filings,
    "filings-gated": filings_gated,
    "filings-assessed": filings_assessed,
    "abroad-reviews": abroad_reviews,
}
