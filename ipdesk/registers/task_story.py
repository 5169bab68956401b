"""What a task stands on, told line by line: from what its day is counted, how it rolled, what is left after it, and its basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from ipdesk.model.findings import show_basis
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.docketed import Docketed, confirmed_by
from ipdesk.registers.fallen_due import act_of, doubts_of
from ipdesk.rules.calendars import SATURDAY, DaysOff, WorkCalendar
from ipdesk.rules.deadline_events import EVENTS, SETTLED, WAITS_FOR
from ipdesk.rules.deadline_parts import BASES, BETWEEN, term_in_full, term_said
from ipdesk.rules.deadline_rules import Event, Task

Line = tuple[str, Message | str]  # a label, and what is said under it; a str is said already
WEEKEND: Final = (N_("Saturday"), N_("Sunday"))
OFF: Final = N_("day off")


def story_of(
    task: Task, record: Record, days_off: DaysOff, calendar: WorkCalendar, translator: Translator, today: date
) -> Iterator[Line]:
    """Yield what is to be said of a task of a record on a day, label by label, in the order in which it is asked for."""
    if task.status == "open":
        waits = Message(WAITS_FOR[task.rule.waits_for])
        yield N_("To do"), Message(N_("{act} ({whom})"), act=act_of(task, today), whom=waits)
    yield from _ended(task, record)
    if task.announced is not None:
        said = N_("{event}, {day}; until that day it changes nothing")
        event = Message(EVENTS[task.announced.kind])
        yield N_("Announced"), Message(said, event=event, day=task.announced.day)
    yield from reckoning_of(task, days_off, calendar, translator)
    if task.doubts:
        yield N_("Doubtful"), Message("{doubts}", doubts=doubts_of(task.doubts))
    confirmed = confirmed_by(record, task) if isinstance(record, Docketed) else None
    if confirmed is not None:
        yield N_("Confirmed"), Message(N_("by {by}, {day}"), by=confirmed.by, day=confirmed.on or "")
    yield from _sources(task, translator)


def reckoning_of(
    task: Task, days_off: DaysOff, calendar: WorkCalendar, translator: Translator
) -> Iterator[Line]:
    """Yield how the days of a task come about: what begins it, the sum, over which days off it rolled, and its grace."""
    yield N_("Runs from"), _begun(task.trigger)
    yield from _counted(task, translator)
    yield from _rolled(task, days_off, calendar, translator)
    yield from _afterwards(task, translator)


def _ended(task: Task, record: Record) -> Iterator[Line]:
    """Yield what cleared or ended it, which a settled one says with its reason."""
    if task.by is None:
        return
    rows = record.settled if isinstance(record, Docketed) and task.by.kind == SETTLED else ()
    row = next((each for each in rows if each.task == task.key), None)
    if row is not None:
        said = N_("{reason} ({by}, {day})")
        yield N_("Settled"), Message(said, reason=row.reason, by=row.by, day=row.on or "")
    else:
        label = N_("Cleared by") if task.status == "done" else N_("Ended by")
        yield label, Message(N_("{event}, {day}"), event=Message(EVENTS[task.by.kind]), day=task.by.day)


def _begun(trigger: Event) -> Message:
    """Return the event that began a task, with its receipt where that is another day."""
    event = Message(EVENTS[trigger.kind])
    received, assumed = trigger.receipt()
    if received == trigger.day:
        return Message(N_("{event}, {day}"), event=event, day=trigger.day)
    said = N_("{event}, {day}, taken as received on {received}")
    known = N_("{event}, {day}, received on {received}")
    return Message(said if assumed else known, event=event, day=trigger.day, received=received)


def _counted(task: Task, translator: Translator) -> Iterator[Line]:
    """Yield the sum: the day counted from, the term, and the day that comes of it."""
    rule, term = task.rule, _term(task, translator)
    if task.base is None or task.nominal is None:
        yield N_("Term"), term
        return
    base = Message(EVENTS[rule.term.event]) if rule.term.event else Message(BASES[rule.term.base])
    said = Message(
        N_("{what} {base} + {term} → {day}"), what=base, base=task.base, term=term, day=task.nominal
    )
    yield N_("Day counted"), said
    if task.opens is not None:
        yield N_("Can be done from"), Message("{day}", day=task.opens)
    if task.covers:
        years = [str(each) for each in task.covers]
        yield N_("Stands for"), Message(N_("the years {years} too"), years=years)


def _term(task: Task, translator: Translator) -> str:
    """Return the term of a task in words: that of its cycle, or as the notice set it."""
    rule, months = task.rule, task.trigger.months
    if rule.recurs is not None and task.cycle is not None:
        years = (task.cycle - rule.recurs.numbered_from) * rule.recurs.every
        return term_said(replace(rule.term, years=rule.term.years + years), translator)
    by_notice = rule.from_notice and months is not None
    set_by = Message(N_("{count} m, as the notice sets"), count=months or 0)
    said = translator.say(set_by) if by_notice else term_in_full(rule, translator)
    if task.extended:
        return translator.say(Message(N_("{term}, extended by {count} m"), term=said, count=task.extended))
    return said


def _rolled(task: Task, days_off: DaysOff, calendar: WorkCalendar, translator: Translator) -> Iterator[Line]:
    """Yield over which days the last day rolled, and both readings of a worked weekend where they differ."""
    nominal, operative = task.nominal, task.operative
    if nominal is None or operative is None or task.rule.roll == "foreign":
        return
    label = N_("Day that holds")
    if task.rule.roll == "none":
        yield label, Message(N_("{day}; it stays on a day off"), day=operative)
        return
    if nominal == operative:
        yield label, Message(N_("{day}, a working day"), day=operative)
    else:
        passed = [nominal + timedelta(each) for each in range((operative - nominal).days)]
        over = BETWEEN[translator.language].join(_spans(passed, days_off, calendar, translator))
        yield label, Message(N_("{day}, the first working day after {over}"), day=operative, over=over)
    off, worked = (calendar.next_working(nominal, worked_counts=each) for each in (False, True))
    if off != worked:
        said = N_(
            "{worked} if a weekend worked in exchange counts as a working day, {off} if not; the safe day is {safe}"
        )
        yield N_("Two readings"), Message(said, worked=worked, off=off, safe=task.safe)


def _spans(
    days: Sequence[date], days_off: DaysOff, calendar: WorkCalendar, translator: Translator
) -> Iterator[str]:
    """Yield days off in words, those of one name together."""
    for name, held in groupby(days, key=lambda day: _name_of(day, days_off, calendar, translator)):
        span = list(held)
        shown = f"{span[0]:%m-%d}" if len(span) == 1 else f"{span[0]:%m-%d} – {span[-1]:%m-%d}"
        yield f"{name} {shown}"


def _name_of(day: date, days_off: DaysOff, calendar: WorkCalendar, translator: Translator) -> str:
    for year in days_off.years:
        for first, last, name in year.off:
            if first <= day <= last:
                return name
    if day in calendar.worked:
        return translator.label(N_("weekend worked in exchange"))
    return translator.label(WEEKEND[day.weekday() - SATURDAY] if day.weekday() >= SATURDAY else OFF)


def _afterwards(task: Task, translator: Translator) -> Iterator[Line]:
    """Yield the steps of grace with their last days."""
    if task.steps:
        free, more = N_("no surcharge until {last}"), N_("{percent}% more until {last}")
        said = [
            translator.say(Message(more if percent else free, percent=percent, last=last))
            for percent, last in task.steps
        ]
        yield N_("Grace"), BETWEEN[translator.language].join(said)


def _sources(task: Task, translator: Translator) -> Iterator[Line]:
    rule = task.rule
    between = "；" if translator.language == "zh" else "; "
    yield N_("Basis"), between.join(show_basis(each, translator) for each in rule.basis)
    if rule.checked_on is not None:
        yield N_("Checked on"), Message("{day}", day=rule.checked_on)
    if note := rule.note.said(translator.language):
        yield N_("Note"), note
    yield N_("Rule"), Message(N_("{rule} ({id})"), rule=rule.label, id=rule.id)
