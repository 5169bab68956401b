"""A case that is only supposed: what the calculator of deadlines asks, read from what somebody typed. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import Choice, Day, Number, Option, Rows, Text
from ipdesk.model.record import fields_of
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs, read_value
from ipdesk.registers.countries import HOME, places_in, unknown_in
from ipdesk.registers.patent_course import SERVICES
from ipdesk.rules.deadline_events import EVENTS, KIND_LABELS, ORIGINS
from ipdesk.rules.deadline_rules import Case, Event

_IN_FIELDS: Final = frozenset({"filed", "priority"})  # have fields of their own


def _options(labels: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, label) for code, label in labels.items() if code not in _IN_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something that is supposed to have happened."""

    event: Annotated[str, Choice(label=N_("What happened"), options=_options(EVENTS))] = ""
    day: Annotated[
        date | None, Day(label=N_("Day"), help=N_("Of a notice, the day on which it was sent."))
    ] = None
    received_on: Annotated[date | None, Day(label=N_("Received on"))] = None
    service: Annotated[str, Choice(label=N_("Service"), options=SERVICES)] = ""
    months: Annotated[int | None, Number(label=N_("Months set"), least=1, most=120)] = None
    cycle: Annotated[int | None, Number(label=N_("Fee year"), most=120)] = None
    ref: Annotated[str, Text(label=N_("Contract or notice"))] = ""
    place: Annotated[str, Text(label=N_("Country"), help=N_("Two letters, such as US or EP."))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """A right or secret that is supposed."""

    kind: Annotated[str, Choice(label=N_("Kind of right"), options=_options(KIND_LABELS))] = ""
    jurisdiction: Annotated[str, Text(label=N_("Country or office"))] = HOME
    route: Annotated[str, Choice(label=N_("Route"), options=_options(ORIGINS))] = "direct"
    filed_on: Annotated[date | None, Day(label=N_("Filing date"))] = None
    priority_on: Annotated[date | None, Day(label=N_("Priority date"))] = None
    countries: Annotated[
        str, Text(label=N_("Countries wanted"), help=N_("Two letters each, such as US, EP, JP."))
    ] = ""
    events: Annotated[tuple[Happened, ...], Rows(label=N_("Events"), of=Happened, one=N_("an event"))] = ()


@dataclass(frozen=True, slots=True)
class Supposed:
    """What was read: the case, None while none can be made; and what is wrong, by field or by `events[2].day`."""

    case: Case | None
    wrong: Mapping[str, WrongValue]


def suppose(given: Mapping[str, object], known_as: KnownAs = lambda label: (label,)) -> Supposed:
    """Return the case that raw values of the fields of a supposition make, and everything that is wrong with them."""
    wrong: dict[str, WrongValue] = {}
    held = _read(Supposition, {**given, "events": ()}, "", known_as, wrong)
    rows: Any = given.get("events") or ()
    read = [_event(row, f"events[{place}].", known_as, wrong) for place, row in enumerate(rows)]
    jurisdiction = _codes(held["jurisdiction"] or HOME, "jurisdiction", wrong)
    places = _codes(held["countries"], "countries", wrong)
    if wrong or not held["kind"]:
        return Supposed(None, wrong)
    case = Case(
        kind=held["kind"],
        jurisdiction=jurisdiction[0],
        origin=held["route"],
        filing=held["filed_on"],
        priority=held["priority_on"],
        places=places,
        events=tuple(event for event in read if event is not None),
    )
    return Supposed(case, wrong)


def supposition_of(case: Case) -> dict[str, object]:
    """Return the raw values of the fields that make a case, such as that of a worked example."""
    return {
        "kind": case.kind,
        "jurisdiction": case.jurisdiction,
        "route": case.origin,
        "filed_on": _plain(case.filing),
        "priority_on": _plain(case.priority),
        "countries": ", ".join(case.places),
        "events": [_row(event) for event in case.events],
    }


def _row(event: Event) -> dict[str, object]:
    given = {
        "event": event.kind,
        "day": _plain(event.day),
        "received_on": _plain(event.received),
        "service": event.service,
        "months": event.months,
        "cycle": event.cycle,
        "ref": event.ref,
        "place": event.place,
    }
    return {name: value for name, value in given.items() if value not in (None, "")}


def _plain(day: date | None) -> str:
    return day.isoformat() if day else ""


def _event(
    row: Mapping[str, object], place: str, known_as: KnownAs, wrong: dict[str, WrongValue]
) -> Event | None:
    """Return the event of a row, None for a row that is empty or wrong."""
    if not any(value not in (None, "", []) for value in row.values()):
        return None
    held = _read(Happened, row, place, known_as, wrong)
    codes = _codes(held["place"], f"{place}place", wrong)
    lacking = {"event": N_("Choose the event."), "day": N_("Give the day of the event.")}
    for name, text in lacking.items():
        if not held[name]:
            wrong.setdefault(f"{place}{name}", WrongValue(f"{place}{name}", Message(text)))
    if any(name.startswith(place) for name in wrong):
        return None
    return Event(
        kind=held["event"],
        day=held["day"],
        received=held["received_on"],
        service=held["service"],
        months=held["months"],
        cycle=held["cycle"],
        ref=held["ref"],
        place=codes[0] if codes else "",
    )


def _read(
    of: type, given: Mapping[str, object], place: str, known_as: KnownAs, wrong: dict[str, WrongValue]
) -> dict[str, Any]:
    """Return the values of all fields, None of one that cannot be read; what is wrong goes into `wrong`."""
    held: dict[str, Any] = {}
    for field in fields_of(of):
        try:
            held[field.name] = read_value(field.kind, field.name, given.get(field.name), known_as)
        except WrongValue as error:
            held[field.name] = None
            wrong[f"{place}{field.name}"] = error
    return held


def _codes(text: str | None, name: str, wrong: dict[str, WrongValue]) -> tuple[str, ...]:
    """Return the codes of countries; the first that is none known here goes into `wrong`."""
    for each in unknown_in(text or ""):
        said = Message(N_("“{name}” is no country known here."), name=each)
        how = Message(N_("Write its code of two letters, such as US or EP."))
        wrong.setdefault(name, WrongValue(name, said, how))
    return places_in(text or "")
