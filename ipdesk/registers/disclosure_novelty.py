"""What planned and past events do to novelty, and which case of Patent Law Art. 24 could still help.

The six months are counted by month from the event and are not rolled over a holiday: whether they
would be is not settled by the text, so the raw day is the last safe one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.registers.disclosure_choices import EVENT_KINDS
from ipdesk.registers.disclosure_gates import from_acceptance
from ipdesk.registers.sources import GRACE, PRACTICE

if TYPE_CHECKING:
    from ipdesk.registers.disclosure_rows import NoveltyEvent
    from ipdesk.registers.disclosures import Disclosure

URGENT_DAYS: Final = 30
GRACE_MONTHS: Final = 6

# Types whose protection does not hang on novelty in the sense of the Patent Law.
NOVELTY_FREE: Final = frozenset({"software", "data", "standard"})
# Events that are not public by themselves; they count once somebody without a duty of secrecy learnt of it.
QUIET: Final = frozenset({"paper-submitted", "thesis-submitted", "grant-proposal", "sample"})
MEETINGS: Final = frozenset({"meeting-abstract", "meeting-talk", "meeting-poster"})
PRESCRIBED_HOSTS: Final = frozenset({"state-council", "national-society", "recognised-body"})


# The statute numbers its cases （一） to （四）.
NUMERALS: Final = (N_("1"), N_("2"), N_("3"), N_("4"))


@dataclass(frozen=True, slots=True)
class GraceCase:
    """A case of Art. 24: its number, what it covers, and whether the host on record bears it out."""

    number: int
    covers: str
    sure: bool = True

    @property
    def declared(self) -> bool:
        """Say whether it is declared at filing and proved within two months, as (2) and (3) are."""
        return self.number in (2, 3)


_EMERGENCY = N_("first made public in the public interest in a national emergency")
_EXHIBITION = N_("first shown at an international exhibition hosted or recognised by the Chinese government")
_MEETING = N_(
    "first published at a prescribed meeting: one of a State Council department, of a national academic "
    "society, or of an international organisation recognised by a State Council department"
)
_LEAK = N_("made known by others without the applicant's consent")


def grace_case(event: NoveltyEvent) -> GraceCase | None:
    """Return the case of Art. 24 that could cover an event, or None when none can.

    Journal, preprint, thesis, own web page and ordinary meeting are covered by none.
    """
    if event.kind == "leak":
        return GraceCase(4, _LEAK)
    if event.kind == "emergency":
        return GraceCase(1, _EMERGENCY)
    if event.kind in MEETINGS and (event.host in PRESCRIBED_HOSTS or not event.host):
        return GraceCase(3, _MEETING, sure=bool(event.host))
    if event.kind == "exhibition" and event.host in ("recognised-exhibition", ""):
        return GraceCase(2, _EXHIBITION, sure=bool(event.host))
    return None


def novelty(record: Disclosure, facts: Facts) -> Iterator[Finding]:
    """Yield what each event does to novelty, while the disclosure is open and novelty matters."""
    if record.state == "closed":
        return
    for index, event in enumerate(record.events):
        place = f"events[{index}]"
        if event.day is None or not event.kind:
            yield _incomplete(place, record)
        elif record.types and NOVELTY_FREE.issuperset(record.types):
            continue
        else:
            yield from _dated(event, event.day, place, facts.today, record.route)


def _dated(event: NoveltyEvent, day: date, place: str, today: date, route: str) -> Iterator[Finding]:
    """Yield the finding of one event that has a day, unless confidentiality covers it."""
    if event.confidential:
        return
    if event.kind in QUIET and event.confidential is None:
        yield _quiet(event, day, place, today)
    elif day > today or (event.planned and day == today):
        near = (day - today).days <= URGENT_DAYS
        yield _urgent(event, day, place, today) if near else _ahead(event, day, place)
    else:
        if event.planned:
            yield _unconfirmed(event, day, place)
        yield _public(event, day, place, today, route)


def _label(event: NoveltyEvent) -> Message:
    return Message(option_label(EVENT_KINDS, event.kind))


def _incomplete(place: str, record: Disclosure) -> Finding:
    return Finding(
        id="event-incomplete",
        field=f"{place}.day",
        severity="block",
        message=Message(N_("An event that touches novelty has no kind or no date.")),
        basis=GRACE,
        clears=Message(N_("Enter kind and date, planned or past.")),
        blocks=from_acceptance(record),
    )


def _quiet(event: NoveltyEvent, day: date, place: str, today: date) -> Finding:
    """Return what asks whether secrecy covers an event; before it takes place that has a day."""
    return Finding(
        id="event-cover-unknown",
        field=f"{place}.confidential",
        severity="info",
        message=Message(
            N_("{event} ({day}): it is not known whether secrecy covers it."), event=_label(event), day=day
        ),
        basis=PRACTICE,
        clears=Message(N_("Say whether everybody who learnt of it was bound to secrecy.")),
        due=day if day >= today else None,
    )


_BEFORE = N_("File before {day}, put the event off, or cover it by a secrecy agreement.")


def _urgent(event: NoveltyEvent, day: date, place: str, today: date) -> Finding:
    return Finding(
        id="event-urgent",
        field=f"{place}.day",
        severity="warn",
        message=Message(
            N_("Urgent: {event} is planned for {day}, in {left} days."),
            event=_label(event),
            day=day,
            left=(day - today).days,
        ),
        basis=PRACTICE,
        clears=Message(_BEFORE, day=day),
        due=day,
    )


def _ahead(event: NoveltyEvent, day: date, place: str) -> Finding:
    return Finding(
        id="event-ahead",
        field=f"{place}.day",
        severity="info",
        message=Message(N_("{event} is planned for {day}."), event=_label(event), day=day),
        basis=PRACTICE,
        clears=Message(_BEFORE, day=day),
        due=day,
    )


def _unconfirmed(event: NoveltyEvent, day: date, place: str) -> Finding:
    return Finding(
        id="event-unconfirmed",
        field=f"{place}.planned",
        severity="warn",
        message=Message(
            N_("{event} was planned for {day}; it counts as held."), event=_label(event), day=day
        ),
        basis=PRACTICE,
        clears=Message(N_("Say that it took place, enter the new date, or remove it.")),
        due=day,
    )


_OTHER_ROUTE = N_("Enter the proof if it was confidential; else choose a route other than a patent.")
_DECLARE = N_("File by {last}, declare it at filing, and hand in the proof within 2 months of filing.")
_ON_DEMAND = N_("File by {last} and keep the proof ready for when it is demanded.")
_SAY_HOST = N_(
    "Say who hosted it; if the case applies, file by {last}, declare it and prove it within 2 months."
)


def _public(event: NoveltyEvent, day: date, place: str, today: date, route: str) -> Finding:
    """Return the finding of an event that made the content public: what Art. 24 can still do.

    Six months that are over stay due until a route other than a patent is chosen.
    """
    case = grace_case(event)
    last = add_months(day, GRACE_MONTHS)
    blanks = {"event": _label(event), "day": day, "last": last}
    if case is None:
        name, text = (
            "novelty-lost",
            N_("{event} on {day}: novelty is lost. No case of Patent Law Art. 24 covers it."),
        )
    elif today > last:
        name = "grace-over"
        text = N_("{event} on {day}: novelty is lost. The six months of Patent Law Art. 24 ended on {last}.")
    else:
        name = "grace-open"
        text = N_(
            "{event} on {day}: novelty is lost unless Patent Law Art. 24 ({number}) applies: {covers}. "
            "The application must be filed by {last}."
        )
        blanks |= {"number": Message(NUMERALS[case.number - 1]), "covers": Message(case.covers)}
    return Finding(
        id=name,
        field=f"{place}.day",
        severity="warn",
        message=Message(text, **blanks),
        basis=GRACE,
        clears=_clears(case, last, over=today > last),
        due=last if name == "grace-open" or (name == "grace-over" and route in ("", "patent")) else None,
    )


def _clears(case: GraceCase | None, last: date, *, over: bool) -> Message:
    if case is None or over:
        return Message(_OTHER_ROUTE)
    if not case.sure:
        return Message(_SAY_HOST, last=last)
    return Message(_DECLARE if case.declared else _ON_DEMAND, last=last)
