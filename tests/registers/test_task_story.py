"""The story of a task: what its day is counted from, over which days it rolled, and what cleared it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ipdesk.model.text import Translator
from ipdesk.operations.deadline_rules import CALENDAR
from ipdesk.operations.rule_kinds import shipped
from ipdesk.paths import resource_path
from ipdesk.registers.docketed import Confirmed, Settled
from ipdesk.registers.patent_course import Happening, case_of
from ipdesk.registers.patents import Patent
from ipdesk.registers.task_story import story_of
from ipdesk.rules.calendars import calendar_of
from ipdesk.rules.deadline_files import read_deadlines
from ipdesk.rules.deadline_rules import Rule, RuleBook, Task
from ipdesk.rules.deadlines import tasks_of
from tests.gui.pages.rights import RULES, fee
from tests.rules.test_deadline_book import rules as shipped_rules

DAYS_OFF = shipped(CALENDAR, CALENDAR.names[0])[0]
DAYS = calendar_of(DAYS_OFF)
EXAM, ANSWER, FEE, REWARD = read_deadlines("tests.toml", RULES).rules
PATENT = Patent(number="ZL-2026-0001", kind="invention", filed_on=date(2013, 5, 2))


def task_of(record: Patent, rule: Rule, key: str = "") -> Task:
    """Return the task with a key, or the only one that a rule makes of a record."""
    made = tasks_of(case_of(record), RuleBook([rule]), DAYS)
    return next(each for each in made if not key or each.key == key)


def story(record: Patent, task: Task, language: str = "en") -> dict[str, str]:
    """Return what is told of a task by its labels."""
    translator = Translator(language, resource_path("i18n"))
    told = story_of(task, record, DAYS_OFF, DAYS, translator, date(2026, 3, 5))
    return {label: said if isinstance(said, str) else translator.say(said) for label, said in told}


def test_a_fee_that_falls_on_days_off_tells_over_which_it_rolled_and_what_its_grace_costs() -> None:
    granted = replace(PATENT, granted_on=date(2015, 1, 9))
    told = story(granted, task_of(granted, FEE, fee(14)))
    assert told["Runs from"] == "Granted or registered, 2015-01-09"
    assert told["Day counted"] == "actual filing 2013-05-02 + 13 y → 2026-05-02"
    assert told["Day that holds"] == "2026-05-06, the first working day after 劳动节 05-02 – 05-05"
    assert told["Grace"].startswith("no surcharge until 2026-06-02, 5% more until 2026-07-02")
    assert "Two readings" not in told
    assert told["Basis"].endswith("(seen second-hand, not verified)")
    assert story(granted, task_of(granted, FEE, fee(14)), "zh")["Day that holds"].endswith("第一个工作日")


def test_a_weekend_worked_in_exchange_is_told_in_both_readings() -> None:
    record = replace(PATENT, filed_on=date(2023, 5, 9))
    told = story(record, task_of(record, EXAM))
    assert (
        told["Day that holds"]
        == "2026-05-11, the first working day after weekend worked in exchange 05-09, Sunday 05-10"
    )
    assert told["Two readings"].startswith("2026-05-09 if a weekend") and told["Two readings"].endswith(
        "2026-05-09"
    )


def test_a_notice_by_post_tells_its_assumed_receipt_and_the_months_it_sets() -> None:
    notice = Happening(event="first-action", day=date(2026, 1, 5), service="post", months=2)
    record = replace(PATENT, events=(notice,))
    told = story(record, task_of(record, ANSWER))
    assert told["Runs from"] == "First office action, 2026-01-05, taken as received on 2026-01-20"
    assert told["Day counted"] == "its receipt 2026-01-20 + 2 m, as the notice sets → 2026-03-20"
    assert told["Doubtful"] == "receipt assumed"


def test_what_was_settled_tells_the_reason_and_what_an_event_cleared_tells_the_event() -> None:
    granted = replace(PATENT, granted_on=date(2026, 1, 9))
    row = Settled(task="test.reward#1", on=date(2026, 2, 1), by="李明", reason="已另行约定")
    settled = replace(granted, settled=(row,))
    assert story(settled, task_of(settled, REWARD))["Settled"] == "已另行约定 (李明, 2026-02-01)"
    paid = replace(granted, events=(Happening(event="award-paid", day=date(2026, 2, 3)),))
    told = story(paid, task_of(paid, REWARD))
    assert told["Cleared by"] == "Award paid, 2026-02-03"
    assert "To do" not in told


def test_a_confirmation_is_told_as_long_as_the_days_stay() -> None:
    granted = replace(PATENT, granted_on=date(2026, 1, 9))
    days = task_of(granted, REWARD)
    row = Confirmed(
        task=days.key, nominal=days.nominal, operative=days.operative, by="王芳", on=date(2026, 2, 1)
    )
    confirmed = replace(granted, confirmed=(row,))
    assert story(confirmed, days)["Confirmed"] == "by 王芳, 2026-02-01"
    moved = replace(confirmed, granted_on=date(2026, 1, 12))
    assert "Confirmed" not in story(moved, task_of(moved, REWARD))


def test_a_task_without_a_day_tells_what_is_lacking() -> None:
    record = replace(PATENT, filed_on=None, granted_on=date(2026, 1, 9))
    told = story(record, task_of(record, FEE))
    assert told["Doubtful"] == "the day to count from is missing"
    assert "Day counted" not in told and "Day that holds" not in told


def test_the_sum_names_an_extension_and_what_ended_a_term_earlier() -> None:
    rows = (
        Happening(event="first-action", day=date(2026, 1, 30), service="electronic"),
        Happening(event="extension", day=date(2026, 5, 12), months=1),
    )
    held = {each.id: each for each in shipped_rules()}
    acted = replace(PATENT, events=rows)
    told = story(acted, task_of(acted, held["cn.action.first"]))
    assert told["Day counted"] == "its receipt 2026-01-30 + 4 m, extended by 1 m → 2026-06-30"
    used = Happening(event="first-used", day=date(2017, 6, 20))
    layout = replace(PATENT, kind="layout", filed_on=date(2018, 3, 15), events=(used,))
    told = story(layout, task_of(layout, held["layout.term"]))
    assert told["Day counted"].endswith(
        "+ 10 y, but no later than 10 y from First commercial use, 15 y from Completed or created → 2027-06-20"
    )
