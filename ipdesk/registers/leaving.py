"""Everything the desk knows of a person who leaves: topics with what is still open in each, and the clocks that start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, Literal

from ipdesk.model.asks import Ask, AskKind
from ipdesk.model.dates import add_months
from ipdesk.model.findings import Basis
from ipdesk.model.kinds import Choice, option_label
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import decimal_text
from ipdesk.registers.clocks import cooling_ends, watch_until
from ipdesk.registers.person_choices import CLASSIFIED
from ipdesk.registers.sources import (
    COOLING_LENGTH,
    LEAVING_CLASSIFIED,
    NON_COMPETE_PERSONS,
    SECRECY_AFTER_LEAVING,
    SERVICE_INVENTION_TERMS,
    TRADE_SECRETS,
)
from ipdesk.rules.clause_clashes import MOST_MONTHS

Code = Literal["watch", "cooling", "non-compete", "secrecy"]
Standing = Literal["fixed", "usual", "open", "unknown", "none"]
CLOCK_LABELS: Final[dict[Code, str]] = {
    "watch": N_("One-year rule"),
    "cooling": N_("Cooling period"),
    "non-compete": N_("Non-compete"),
    "secrecy": N_("Secrecy after leaving"),
}
STANDING_LABELS: Final[dict[Standing, str]] = {
    "fixed": N_("fixed"),
    "usual": N_("usual, not fixed"),
    "open": N_("no last day"),
    "unknown": N_("days not known yet"),
    "none": N_("does not run"),
}
SIGNED: Final = ("signed-both", "in-force")
# What people ask about a leaver that has a register of its own elsewhere, as long as none here keeps it.
SUBJECTS: Final[Mapping[str, str]] = {
    "licences": N_("Licences"),
    "rewards": N_("Rewards still owed"),
}
WATCHED: Final = N_("Made within a year of the last day: settle who owns it.")
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Detail:
    """A share or a day of a child row: name and label of its field, and the value."""

    name: str
    label: str
    value: Decimal | date

    def plain(self) -> str:
        """Return the value as JSON holds it."""
        return self.value.isoformat() if isinstance(self.value, date) else decimal_text(self.value)

    def said(self) -> Message:
        """Return label and value in words."""
        shown = self.plain() if isinstance(self.value, date) else f"{self.plain()}%"
        return Message("{label} {value}", label=Message(self.label), value=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A field that names the person: its labels from outside in, and share and days of the row it stands in."""

    path: str
    labels: tuple[str, ...]
    details: tuple[Detail, ...] = ()

    def said(self) -> Message:
        """Return the place in words, with what its row tells."""
        outer, *inner = [Message(each) for each in self.labels]
        place = Message("{outer} · {inner}", outer=outer, inner=inner[0]) if inner else outer
        if not self.details:
            return place
        details = [each.said() for each in self.details]
        return Message(N_("{place} ({details})"), place=place, details=details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record that names the person, without its content, and what it still wants of him or her.

    `certain` says that a number tells who is meant and not the name alone, `watched` that what it is of was made
    within the year after the last day.
    """

    register: Register
    record: Record
    places: tuple[Place, ...]
    asks: tuple[Ask, ...] = ()
    certain: bool = False
    watched: bool = False

    def title(self) -> Message:
        """Return what the record is called; where that is the person's own name, which kind of record it is."""
        title = str(getattr(self.record, self.register.title))
        if any(place.path == self.register.title for place in self.places):
            for name in self.register.columns:
                kind, held = self.register.field(name).kind, getattr(self.record, name)
                if isinstance(kind, Choice) and held:
                    return Message(option_label(kind.options, held))
        return Message("{title}", title=title)

    @property
    def state(self) -> str:
        """The label of the record's state."""
        return self.register.state(self.record.state).label

    @property
    def waits_for(self) -> str:
        """Whom the record waits for, "" where its work has come to an end."""
        return self.register.state(self.record.state).waits_for

    def named_as(self) -> Message:
        """Return in words which fields name the person."""
        return Message("{places}", places=[each.said() for each in self.places])

    @property
    def is_withdrawn(self) -> bool:
        """Whether the record was withdrawn, so that nothing is asked from it."""
        return self.record.state == WITHDRAWN


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else who has one of the person's names."""

    number: str
    name: str
    unit: str

    def said(self) -> Message:
        """Return who it is."""
        return Message(
            N_("{number} ({unit})") if self.unit else "{number}", number=self.number, unit=self.unit
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one register knows of the person. `concealed` are the records that cannot be shown, of which only the number counts.

    `asks` are wanted beside those of the records, as an agreement that is not there. `namesakes` are those whom
    records known by the name alone may mean instead.
    """

    register: Register
    entries: tuple[Entry, ...] = ()
    asks: tuple[Ask, ...] = ()
    concealed: tuple[Record, ...] = ()
    namesakes: tuple[Namesake, ...] = ()

    @property
    def hidden(self) -> int:
        """How many records cannot be shown."""
        return len(self.concealed)

    def open(self) -> int:
        """Return how many things are still wanted."""
        return len(self.asks) + sum(len(each.asks) for each in self.entries)

    def is_empty(self) -> bool:
        """Say whether there is nothing to tell."""
        return not (self.entries or self.asks or self.hidden)

    def notes(self) -> Iterator[Message]:
        """Yield what has to be known of the list: who else has the name, and what cannot be shown."""
        if self.namesakes:
            said = N_("Also the name of {others}: see who is meant where the name stands alone.")
            yield Message(said, others=[each.said() for each in self.namesakes])
        if self.hidden:
            yield Message(N_("{count} records cannot be shown."), count=self.hidden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time that begins when the person goes: first and last day as far as they are known, and on which basis.

    `latest` is the last day at the longest, where only a usual length is known. `number` is the record that fixes it.
    """

    code: Code
    said: Message
    basis: Basis
    since: date | None = None
    until: date | None = None
    latest: date | None = None
    standing: Standing = "open"
    number: str = ""

    @property
    def label(self) -> str:
        """What the clock is called."""
        return CLOCK_LABELS[self.code]

    def span(self) -> Message:
        """Return first and last day in words, as far as they are known."""
        if self.since is None or self.until is None:
            return Message(STANDING_LABELS[self.standing])
        if self.latest is not None:
            said = N_("{first} to {last}, at the longest {latest}")
            return Message(said, first=self.since, last=self.until, latest=self.latest)
        return Message(N_("{first} to {last}"), first=self.since, last=self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All of it. `last_day` is the day of leaving, `planned` says that it has not been recorded as such yet.

    `departure` is the movement by which the person goes, None where there is none. `not_kept` names subjects that no
    register here keeps. Nothing in it depends on today.
    """

    person: Record
    names: tuple[str, ...]
    namesakes: tuple[Namesake, ...] = ()
    last_day: date | None = None
    planned: bool = False
    departure: Any = None
    topics: tuple[Topic, ...] = ()
    clocks: tuple[Clock, ...] = ()
    not_kept: tuple[str, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of all topics."""
        for topic in self.topics:
            yield from topic.entries

    def asked(self, kind: AskKind) -> Iterator[tuple[Entry | None, Ask]]:
        """Yield what is wanted of one kind, with the record that wants it, None where there is none."""
        for topic in self.topics:
            yield from ((None, each) for each in topic.asks if each.kind == kind)
            for entry in topic.entries:
                yield from ((entry, each) for each in entry.asks if each.kind == kind)

    def empty(self) -> Message | None:
        """Return which registers know nothing of the person, in one sentence; None where there is none."""
        labels = [Message(each.register.label) for each in self.topics if each.is_empty()]
        return Message(N_("Nothing in: {registers}."), registers=labels) if labels else None

    def elsewhere(self) -> Message | None:
        """Return which subjects no register here keeps, None where each is kept."""
        labels = [Message(each) for each in self.not_kept]
        return Message(N_("Not kept here, ask elsewhere: {subjects}."), subjects=labels) if labels else None

    def left(self) -> Message:
        """Return the last day in words."""
        if self.last_day is None:
            return Message(N_("No last day is known."))
        return Message(
            N_("Last day, as planned: {day}") if self.planned else N_("Last day: {day}"), day=self.last_day
        )

    def open(self) -> int:
        """Return how many things are still wanted in all."""
        return sum(topic.open() for topic in self.topics)


def clocks(
    person: Any, last_day: date | None, departure: Any | None, agreements: Sequence[Any]
) -> Iterator[Clock]:
    """Yield the clocks of a person, by the record of the person, the day of leaving, the departure and the agreements."""
    held = [each for each in agreements if each.state in SIGNED]
    yield Clock(
        code="watch",
        said=Message(
            N_("What is made in this time and tied to former duties or tasks belongs to the laboratory.")
        ),
        basis=SERVICE_INVENTION_TERMS,
        since=last_day + DAY if last_day else None,
        until=watch_until(last_day) if last_day else None,
        standing="fixed" if last_day else "unknown",
    )
    if (cooling := _cooling(person.post_class, last_day, departure)) is not None:
        yield cooling
    yield _non_compete(person.bound, last_day, departure, held)
    yield _secrecy(last_day, held)


def _cooling(post_class: str, last_day: date | None, departure: Any | None) -> Clock | None:
    """Return the cooling period: as the unit fixed it, else of the usual length; None for a post that has none."""
    if departure is not None and departure.cooling_from and departure.cooling_until:
        return Clock(
            code="cooling",
            said=Message(N_("Fixed by the unit.")),
            basis=LEAVING_CLASSIFIED,
            since=departure.cooling_from,
            until=departure.cooling_until,
            standing="fixed",
            number=departure.number,
        )
    if post_class not in CLASSIFIED:
        return None
    usual = cooling_ends(post_class, last_day) if last_day else None
    return Clock(
        code="cooling",
        said=Message(
            N_(
                "The unit fixes it, from the day on which it approves leaving the post; these lengths are usual."
            )
        ),
        basis=COOLING_LENGTH,
        since=last_day if usual else None,
        until=usual[0] if usual else None,
        latest=usual[1] if usual else None,
        standing="usual" if usual else "unknown",
    )


def _non_compete(
    bound: str, last_day: date | None, departure: Any | None, agreements: Sequence[Any]
) -> Clock:
    agreed = next((each for each in agreements if each.non_compete_months), None)
    decided = (departure.non_compete if departure else "") or (
        {"started": "yes", "waived": "waived"}.get(agreed.non_compete_state, "") if agreed else ""
    )
    number = agreed.number if agreed else ""
    standing: Standing = "none"
    if decided == "waived":
        said = Message(N_("Waived in writing: it does not bind."))
    elif decided == "none" or (not agreed and bound in ("", "nobody")):
        said = Message(N_("None was agreed."))
    elif decided == "yes" and agreed:
        months = min(agreed.non_compete_months, MOST_MONTHS)
        return Clock(
            code="non-compete",
            said=Message(N_("In force while compensation is paid every month; two years at most.")),
            basis=NON_COMPETE_PERSONS,
            since=last_day + DAY if last_day else None,
            until=add_months(last_day, months) if last_day else None,
            standing="fixed" if last_day else "unknown",
            number=number,
        )
    else:
        said = Message(
            N_("Not decided: whether it is started, for how long (two years at most), and the compensation.")
        )
        standing = "unknown"
    return Clock(code="non-compete", said=said, basis=NON_COMPETE_PERSONS, number=number, standing=standing)


def _secrecy(last_day: date | None, agreements: Sequence[Any]) -> Clock:
    agreed = max(
        (each for each in agreements if each.secrecy_years), key=lambda each: each.secrecy_years, default=None
    )
    if agreed is None:
        return Clock(
            code="secrecy",
            said=Message(N_("No agreement here sets a term: secrets are kept until they are public.")),
            basis=TRADE_SECRETS,
        )
    return Clock(
        code="secrecy",
        said=Message(
            N_("Agreed for {years} years; what is still a trade secret then stays protected by law."),
            years=agreed.secrecy_years,
        ),
        basis=SECRECY_AFTER_LEAVING,
        since=last_day + DAY if last_day else None,
        until=add_months(last_day, 12 * agreed.secrecy_years) if last_day else None,
        standing="fixed" if last_day else "unknown",
        number=agreed.number,
    )
