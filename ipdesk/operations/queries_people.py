"""Named queries over people and their movements: who has to sign and has, who came, left and was trained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from ipdesk.operations.counting import Ask, Ground, Span, day_of
from ipdesk.operations.signing import signing_rate
from ipdesk.registers.person_choices import DEPARTURES
from ipdesk.registers.signing import SigningRate
from ipdesk.rules.indicators import Counted

_MOVED: Final = ("number", "name", "kind", "state", "day", "closed_on", "cooling_from", "cooling_until")


def _people(ground: Ground) -> dict[int, Counted]:
    """Return the row of each person by local id; the name stands for a title."""

    def read() -> dict[int, Counted]:
        return {
            entry: Counted(entry=entry, number=number, title=name, unit=unit, kind=employment)
            for entry, number, name, unit, employment in ground.lines(
                "people", "number", "name", "unit", "employment"
            )
        }

    found: dict[int, Counted] = ground.once(("people",), read)
    return found


def _rate(ground: Ground, day: str) -> SigningRate:
    """Return the signing rate of a day; one that has not come yet is told as of today."""
    on = min(date.fromisoformat(day), ground.desk.today())
    found: SigningRate = ground.once(("rate", on), lambda: signing_rate(ground.desk, on))
    return found


def people_bound(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people here on the last day of a span who have to sign an agreement."""
    total, people = _rate(ground, span.last).total, _people(ground)
    free = set(total.people["none"])
    return (people[each] for each in sorted(total.people["here"]) if each not in free and each in people)


def people_signed(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them who have a valid agreement."""
    people = _people(ground)
    return (
        people[each] for each in sorted(_rate(ground, span.last).total.people["signed"]) if each in people
    )


def people_here(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people here on the last day of a span."""
    people = _people(ground)
    return (people[each] for each in sorted(_rate(ground, span.last).total.people["here"]) if each in people)


def people_ip(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them who had begun to work on IP."""
    since = ground.by_id("people", "ip_since")
    for each in people_here(ground, span, years):
        begun = since[each.entry][0]
        if begun and begun <= span.last:
            yield each


def people_joined(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people who joined on the days of a span."""
    people = _people(ground)
    for entry, joined in ground.lines("people", "joined"):
        if span.holds(joined):
            yield people[entry]._replace(day=day_of(joined))


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
    people = _people(ground)
    for entry, found in ground.rows("people", "training", "day", "hours").items():
        for place, day, hours in found:
            if entry in people and span.holds(day):
                value = None if hours is None else Decimal(hours)
                yield people[entry]._replace(day=day_of(day), value=value, place=place)


def _movements(
    ground: Ground,
) -> Iterator[tuple[Counted, str, str | None, str | None, str | None, str | None]]:
    """Yield each movement that was not called off, with its state, day, closing, and the ends of its cooling-off period."""
    units = ground.by_id("people", "unit")
    of = ground.links("movements", "person")
    for entry, number, name, kind, state, day, closed, since, until in ground.lines("movements", *_MOVED):
        if state != "cancelled":
            person = next(iter(of.get(entry, ())), 0)
            unit = units[person][0] if person in units else ""
            row = Counted(entry=entry, number=number, title=name, unit=unit, kind=kind)
            yield row, state, day, closed, since, until


def _of_movements(
    ground: Ground,
) -> list[tuple[Counted, str, str | None, str | None, str | None, str | None]]:
    found: list[tuple[Counted, str, str | None, str | None, str | None, str | None]] = ground.once(
        ("movements",), lambda: list(_movements(ground))
    )
    return found


def spin_offs(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people who left to found a company."""
    for row, _, day, *_ in _of_movements(ground):
        if row.kind == "spin-off" and span.holds(day):
            yield row._replace(day=day_of(day))


def leavers(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the people who left or graduated, by their last day; one that is today is over tomorrow, unless all is closed."""
    today = ground.desk.today().isoformat()
    for row, state, day, *_ in _of_movements(ground):
        if row.kind in DEPARTURES and span.holds(day) and (state == "closed" or day != today):
            yield row._replace(day=day_of(day))


def leavers_closed(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them whose tasks were all closed by that day."""
    for row, state, day, closed, *_ in _of_movements(ground):
        if (
            row.kind in DEPARTURES
            and span.holds(day)
            and state == "closed"
            and closed
            and closed <= (day or "")
        ):
            yield row._replace(day=day_of(day))


def people_watched(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the movements whose cooling-off period held on the last day of a span, with its last day."""
    for row, _, _, _, since, until in _of_movements(ground):
        if since and until and since <= span.last <= until:
            yield row._replace(day=day_of(until))


ASKS: Final[dict[str, Ask]] = {
    "people-bound": people_bound,
    "people-signed": people_signed,
    "people-here": people_here,
    "people-ip": people_ip,
    "people-joined": people_joined,
    "people-trained": people_trained,
    "training": training,
    "spin-offs": spin_offs,
    "leavers": leavers,
    "leavers-closed": leavers_closed,
    "people-watched": people_watched,
}
