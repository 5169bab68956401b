"""What is due as a calendar file (iCalendar): a whole day for each task, the same bytes for the same rows and stamp."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from ipdesk.exporting.layout import Stamp, furniture_for, stamp_line
from ipdesk.exporting.packages import clean
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator

# Practice: nine in the morning so many days before. One that lies in the past would ring at once when the file is taken in.
ALARM_DAYS: Final = (90, 60, 30, 15, 7, 1)
ALARM_AT: Final = time(9)
MAKER: Final = "-//ipdesk//ipdesk//ZH"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """One task of one day, in the reader's language; `uid` is the same in every file that tells it."""

    uid: str
    day: date
    summary: str
    description: str
    categories: tuple[str, ...]


def calendar_bytes(
    rows: Sequence[CalendarRow], marking: Marking, stamp: Stamp, translator: Translator
) -> bytes:
    """Return the tasks as a calendar; the marking stands in its name and in every event."""
    furniture = furniture_for(marking, translator)
    name = translator.say(Message(N_("{mark}: deadlines of {lab}"), mark=furniture.mark, lab=stamp.lab))
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", clean(name))
    calendar.add("x-wr-caldesc", clean(f"{furniture.mark} · {stamp_line(furniture, stamp)}"))
    for row in rows:
        calendar.add_component(_event(row, furniture.mark, marking, stamp))
    made: bytes = calendar.to_ical()
    return made


def _event(row: CalendarRow, mark: str, marking: Marking, stamp: Stamp) -> Event:
    """Return a task as an event of a whole day; a later file counts higher, so that it takes the place of an earlier one."""
    event = Event()
    event.add("uid", row.uid)
    event.add("dtstamp", stamp.at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", stamp.serial)
    event.add("dtstart", row.day)
    event.add("summary", clean(row.summary))
    event.add("description", clean(f"{mark}\n{row.description}"))
    event.add("categories", [clean(each) for each in row.categories])
    event.add("class", "PUBLIC" if marking == Marking(handling="public") else "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    for alarm in _alarms(row, stamp.at):
        event.add_component(alarm)
    return event


def _alarms(row: CalendarRow, now: datetime) -> Iterator[Alarm]:
    ahead = (row.day - now.date()).days
    for days in ALARM_DAYS:
        if ahead > days or (ahead == days and now.time() < ALARM_AT):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", clean(row.summary))
            alarm.add("trigger", timedelta(hours=ALARM_AT.hour) - timedelta(days=days))
            yield alarm
