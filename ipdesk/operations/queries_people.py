"""Named queries over people and their movements: who has to sign and has, who came, left and was trained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ipdesk.model.folding import folded
from ipdesk.operations.counting import Ask, Ground, Pick, Span
from ipdesk.operations.signing import signing_rate
from ipdesk.registers.person_choices import DEPARTURES
from ipdesk.registers.signing import SigningRate
from ipdesk.rules.indicators import Counted

SOON: Final = 90  # days before the end of a cooling-off period


def _rate(ground: Ground, day: str) -> SigningRate:
    """Return the signing rate of a day; one that has not come yet is told as of today."""
    on = min(date.fromisoformat(day), ground.desk.today())
    found: SigningRate = ground.once(("rate", on), lambda: signing_rate(ground.desk, on))
    return found


def _people(ground: Ground, ids: Iterable[int]) -> Iterator[Counted]:
    return ground.standing("people", sorted(ids))


def people_bound(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people here on the last day of a span who have to sign an agreement."""
    told = _rate(ground, span.last).total.people
    return _people(ground, set(told["here"]) - set(told["none"]))


def people_signed(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them who have a valid agreement."""
    return _people(ground, _rate(ground, span.last).total.people["signed"])


def people_here(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people here on the last day of a span."""
    return _people(ground, _rate(ground, span.last).total.people["here"])


def people_ip(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them who had begun to work on IP."""
    begun = {entry for entry, since in ground.filled("people", "ip_since", "ip_since") if since <= span.last}
    return _people(ground, begun & set(_rate(ground, span.last).total.people["here"]))


def people_joined(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people who joined on the days of a span."""
    held = ground.dated("people", ("joined",), "joined")
    return ground.told("people", (Pick(entry, joined) for entry, joined in held if span.holds(joined)))


def people_trained(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them with a training by the end of the span."""
    trained = {
        entry
        for entry, found in ground.rows("people", "training", "day").items()
        if any(day and day <= span.last for _, day in found)
    }
    return (each for each in people_joined(ground, span, years) if each.entry in trained)


def training(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield each attendance of a training, with its hours."""
    picks = (
        Pick(entry, day, None if hours is None else Decimal(hours), place=place)
        for entry, found in ground.rows("people", "training", "day", "hours").items()
        for place, day, hours in found
        if span.holds(day)
    )
    return ground.told("people", picks)


def training_sessions(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield one attendance of each training, the first by number of the person; one day and topic are one training."""
    seen: set[tuple[str, str]] = set()

    def picks() -> Iterator[Pick]:
        held = ground.rows("people", "training", "day", "topic")
        for entry, *_ in ground.lines("people", "number"):
            for place, day, topic in held.get(entry, ()):
                key = (day, folded(topic))
                if span.holds(day) and key not in seen:
                    seen.add(key)
                    yield Pick(entry, day, kind=topic.strip(), place=place)

    return ground.told("people", picks())


def training_of_people(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield the people here on the last day of a span, with the hours of their trainings on its days."""
    hours: defaultdict[int, Decimal] = defaultdict(Decimal)
    for entry, found in ground.rows("people", "training", "day", "hours").items():
        hours[entry] += sum(Decimal(each or 0) for _, day, each in found if span.holds(day))
    for row in people_here(ground, span, years):
        yield row._replace(value=hours[row.entry])


def _movements(ground: Ground) -> list[tuple[int, str, str, str | None, str | None]]:
    """Return local id, kind, state, day and closing of each movement of the window that was not called off."""
    held = ground.dated("movements", ("day",), "kind", "state", "day", "closed_on")
    return [each for each in held if each[2] != "cancelled"]


def spin_offs(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people who left to found a company."""
    held = _movements(ground)
    picks = (Pick(entry, day) for entry, kind, _, day, _ in held if kind == "spin-off" and span.holds(day))
    return ground.told("movements", picks)


def leavers(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people who left or graduated, by their last day; one that is today is over tomorrow, unless all is closed."""
    today = ground.desk.today().isoformat()
    picks = (
        Pick(entry, day)
        for entry, kind, state, day, _ in _movements(ground)
        if kind in DEPARTURES and span.holds(day) and (state == "closed" or day != today)
    )
    return ground.told("movements", picks)


def leavers_closed(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them whose tasks were all closed by that day."""
    picks = (
        Pick(entry, day)
        for entry, kind, state, day, closed in _movements(ground)
        if kind in DEPARTURES and day and span.holds(day) and state == "closed" and closed and closed <= day
    )
    return ground.told("movements", picks)


def people_watched(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the movements whose cooling-off period held on the last day of a span, with its last day."""
    return ground.told("movements", (Pick(*each) for each in _watched(ground, span)))


def people_watched_ending(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them whose period ends within ninety days of that day."""
    limit = (date.fromisoformat(span.last) + timedelta(SOON)).isoformat()
    held = (Pick(entry, until) for entry, until in _watched(ground, span) if until <= limit)
    return ground.told("movements", held)


def _watched(ground: Ground, span: Span) -> Iterator[tuple[int, str]]:
    for entry, state, since, until in ground.lines("movements", "state", "cooling_from", "cooling_until"):
        if state != "cancelled" and since and until and since <= span.last <= until:
            yield entry, until


ASKS: Final[dict[str, Ask]] = {
    "people-bound": people_bound,
    "people-signed": people_signed,
    "people-here": people_here,
    "people-ip": people_ip,
    "people-joined": people_joined,
    "people-trained": people_trained,
    "training": training,
    "training-sessions": training_sessions,
    "training-of-people": training_of_people,
    "spin-offs": spin_offs,
    "leavers": leavers,
    "leavers-closed": leavers_closed,
    "people-watched": people_watched,
    "people-watched-ending": people_watched_ending,
}
