"""The parts of the story of a right and its deadlines, each done by somebody at the real program.

The clock of the desk stands in a year whose days off are known, so that the days of the story never change.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from ipdesk.model.kinds import YES_NO
from ipdesk.model.text import N_, Message
from ipdesk.model.wanted import VIEWS
from ipdesk.operations import deadline_rules
from ipdesk.operations.rule_kinds import shipped
from ipdesk.registers import register
from ipdesk.registers.patent_course import COURSE, SERVICES, Happening
from ipdesk.registers.patent_events import EVENT_OPTIONS
from ipdesk.registers.patents import Patent
from ipdesk.rules.deadline_events import EVENTS
from tests.e2e.command_line import CommandLine
from tests.e2e.disclosure_story import label, option
from tests.e2e.display import until
from tests.e2e.person import CHINESE, Person

NOW: Final = datetime(2026, 8, 12, 10, tzinfo=timezone(timedelta(hours=8)))
PATENTS: Final = register("patents")
NUMBER: Final = "202620345678.1"
ORDERED: Final[dict[str, Any]] = {
    "title": "一种低温光学热链组件",
    "kind": "utility-model",
    "level": "internal",
    "legacy_reason": "启用前已委托",
    "applicants": [{"party": "某某实验室", "share": "100"}],
    "inventors": [{"name": "单雨桐", "share": "100"}],
    "agency": "某某专利代理事务所",
    "ordered_on": "2026-05-20",
}
FILED: Final = date(2026, 6, 15)  # two months later is a Saturday
# Days of a task: counted, the one that holds, the safe one.
FEE, FEE_DAYS = "cn.filing-fee", ("2026-08-15", "2026-08-17", "2026-08-17")
# Two months after the day first typed lie in the holidays of the National Day; those after the right one end on a Saturday
# that is worked in exchange, so that the Monday after it holds, and the Saturday is safe.
MISREAD, SENT = date(2026, 8, 5), date(2026, 8, 10)
ANSWER: Final = "cn.action.other"
MISREAD_DAYS: Final = ("2026-10-05", "2026-10-08", "2026-10-08")
SENT_DAYS: Final = ("2026-10-10", "2026-10-12", "2026-10-10")
HOLIDAY: Final = "国庆节 10-05 – 10-07"

DEADLINES: Final = CHINESE.label(N_("Deadlines"))
WAITING: Final = CHINESE.label(N_("What waits"))
SHOW_ALL: Final = CHINESE.say(Message(N_("Show: {what}"), what=Message(VIEWS["all"])))
PLACE: Final = CHINESE.say(
    Message(
        N_("Go to {place}"),
        place=Message(next(each.label for each in PATENTS.groups if "events" in each.fields)),
    )
)
TYPED: Final = (SHOW_ALL,)  # that no keyboard has
TOLD: Final = r"^ZL-\d{4}-\d{4}\s.*→"
MOST_ROWS: Final = 10


def name_of(rule: str) -> str:
    """Return what a rule is called."""
    kind = deadline_rules.DEADLINES
    rules = (each for file in kind.names for each in shipped(kind, file)[0].rules)
    return next(each.label.said("zh") for each in rules if each.id == rule)


def task(line: CommandLine, number: str, rule: str) -> dict[str, Any]:
    """Return the task that a rule makes of a right, as the command line tells it."""
    found: dict[str, Any] = next(
        each for each in line.ask("docket", "tasks", "patents", number) if each["rule"] == rule
    )
    return found


def days(told: dict[str, Any]) -> tuple[str, str, str]:
    """Return the days of a task: counted, the one that holds, the safe one."""
    return told["nominal"], told["operative"], told["safe"]


def due(line: CommandLine, number: str) -> dict[str, str]:
    """Return the days that hold of what is due of a right, by rule."""
    return {each["rule"]: each["due"] for each in line.ask("due") if each["number"] == number}


def stands_at(person: Person, name: str) -> None:
    """Wait until a thing of a name has the keyboard, in sight."""
    until(f"{name!r} has the keyboard", lambda: (here := person.field()) is not None and here.name == name)


def record_filing(person: Person) -> None:
    """Fill in what the order on the screen lacks to be filed, gone to by the key of the next finding, and record it."""
    person.chooses(label("funded", Patent), option(YES_NO, "no"), "F8")
    person.fills(label("application_number", Patent), NUMBER, "F8")
    person.fills(label("filed_on", Patent), FILED.isoformat(), "F8")
    person.finds(CHINESE.label(N_("Old and new side by side")), "push button")
    stands_at(person, label("filed_on", Patent))  # whatever grew over it
    person.press("ctrl+Return")
    person.finds(CHINESE.label(PATENTS.state("filed").label), "label")


def go_to_deadlines(person: Person) -> None:
    """Go to the deadlines of the record on the screen by their key."""
    person.press("F9")
    stands_at(person, DEADLINES)


def open_everything_due(person: Person) -> None:
    """Open the page of everything due by its key."""
    person.press("ctrl+u")
    stands_at(person, WAITING)


def choose(person: Person, rule: str) -> None:
    """Go down in the list of what is due to a task, which its line at the foot tells whole."""
    for _ in range(MOST_ROWS):
        here = until("a row is told", lambda: told(person))
        if name_of(rule) in here:
            return
        person.press("Down")
        until("another row is told", lambda here=here: told(person) not in ("", here))  # type: ignore[misc]
    raise AssertionError(f"{rule} is not listed")


def told(person: Person) -> str:
    """Return what the foot of the page of everything due tells of the row with the keyboard, "" for nothing."""
    return next((each.name for each in person.screen() if re.search(TOLD, each.name)), "")


def pay(person: Person) -> None:
    """Clear the task in the list that has the keyboard by the event meant first, today."""
    person.press("m")
    person.reads(NOW.date().isoformat())
    person.press("Return")
    person.reads(re.escape(CHINESE.label(N_("Recorded: the task is cleared."))))
    stands_at(person, WAITING)


def record_action(person: Person) -> None:
    """Add the office action to the events of the record on the screen, and save it."""
    events = label("events", Patent)
    person.click(PLACE)
    person.goes_to(events)
    one = Message(N_("Add: {one}"), one=Message(COURSE.one))
    person.goes_to(f"{events}: {CHINESE.say(one)}")
    person.press("space")
    person.goes_to(label("event", Happening))
    place = [each.code for each in EVENT_OPTIONS].index("first-action")
    person.press(*["Down"] * (place + 1))
    word = CHINESE.label(EVENTS["first-action"])
    until(f"{word} is chosen", lambda: (here := person.field()) is not None and here.text == word)
    person.fills(label("day", Happening), MISREAD.isoformat())
    person.chooses(label("service", Happening), option(SERVICES, "electronic"))
    person.press("ctrl+s")
    person.reads(CHINESE.label(N_("Saved.")))


def correct_action(person: Person) -> None:
    """Go by the timeline to the event from which the answer runs, and type the day on which it was really sent."""
    person.press("ctrl+Prior", "Home")  # from the deadlines to the picture over them
    person.reads(f"^{FILED.isoformat()}\\s+{CHINESE.label(EVENTS['filed'])}")
    person.press("Right")
    person.reads(f"^{MISREAD.isoformat()}\\s+{CHINESE.label(EVENTS['first-action'])}")
    person.press("Return")
    stands_at(person, label("day", Happening))
    person.press("ctrl+a")
    person.type(SENT.isoformat())
    person.reads(f"{re.escape(name_of(ANSWER))}.*{MISREAD_DAYS[1]} → {SENT_DAYS[1]}")
    stands_at(person, label("day", Happening))
