"""What follows from what happened: properties of counting, and each way a rule can choose, clear, end or extend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.dates import add_months
from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_rules import Case, Event, Grace, Recurrence, Rule, RuleBook, Task, Term
from ipdesk.rules.deadlines import tasks_of, tasks_within
from ipdesk.rules.words import Words

OFF = frozenset(date(2026, 10, day) for day in range(1, 8))
WORKED = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
CALENDAR = WorkCalendar(OFF, WORKED, frozenset({2026}))
NOTICE = date(2026, 3, 2)
SAID = Words("办理", "Do it")

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
KINDS = ("licence", "licence-recorded", "fee-paid", "granted", "ended", "restored", "extension", "settled")
EVENTS = st.builds(
    Event,
    kind=st.sampled_from(KINDS),
    day=st.sampled_from((date(2020, 2, 29), date(2021, 5, 4)))
    | st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    months=st.sampled_from((None, 1, 2)),
    cycle=st.sampled_from((None, 0, 3, 7)),
    ref=st.sampled_from(("", "HT-1", "HT-2", "record#1", "fee#1@3")),
)
HISTORIES = st.lists(EVENTS, max_size=12)


def rule(id: str = "trial", **given: Any) -> Rule:
    plain: dict[str, Any] = {
        "task": id,
        "label": SAID,
        "act": SAID,
        "trigger": ("filed",),
        "term": Term(months=2),
        "basis": (),
    }
    return Rule(id=id, **(plain | given))


RECORD = rule(
    "record",
    trigger=("licence",),
    term=Term(months=3),
    cleared_by=("licence-recorded",),
    clears_each=True,
    ended_by=("ended",),
    extended_by="extension",
    roll="office",
)
FEE = rule(
    "fee",
    trigger=("granted",),
    term=Term(base="filing"),
    recurs=Recurrence(1, 9),
    cleared_by=("fee-paid",),
    ended_by=("ended",),
    grace=Grace((0, 5, 10, 15, 20, 25)),
)
BOOK = RuleBook((RECORD, FEE))
ACTION = rule(
    "first",
    task="action",
    trigger=("first-action",),
    term=Term(base="receipt", months=4),
    cleared_by=("response",),
    clears_each=True,
    extended_by="extension",
    from_notice=True,
)
LATER = replace(ACTION, id="later", trigger=("office-action",), term=Term(base="receipt", months=2))


def made(rules: Rule | tuple[Rule, ...], *events: Event, **case: Any) -> tuple[Task, ...]:
    book = RuleBook((rules,) if isinstance(rules, Rule) else rules)
    return tasks_of(Case(**({"kind": "invention", "events": events} | case)), book, CALENDAR)


def one(rules: Rule | tuple[Rule, ...], *events: Event, **case: Any) -> Task:
    (task,) = made(rules, *events, **case)
    return task


def event(kind: str, *day: int, **given: Any) -> Event:
    return Event(kind=kind, day=date(*day), **given)


def statuses(tasks: tuple[Task, ...]) -> list[str]:
    return [task.status for task in tasks]


@given(DAYS, st.integers(0, 400), st.integers(-1, 60), st.integers(-40, 40), st.booleans())
def test_a_later_beginning_never_ends_earlier(
    day: date, later: int, months: int, days: int, worked: bool
) -> None:
    each = rule(term=Term(months=months, days=days), roll="office", worked_counts=worked)
    first, second = (one(each, filing=begun) for begun in (day, day + timedelta(days=later)))
    assert first.nominal and first.operative and second.nominal and second.operative
    assert first.nominal <= second.nominal
    assert first.operative <= second.operative
    for task in (first, second):
        assert task.nominal and task.safe and task.operative
        assert task.nominal <= task.safe <= task.operative


@given(DAYS, st.integers(1, 30))
def test_the_ends_of_months_are_counted_from_the_original_day(day: date, years: int) -> None:
    tasks = made(replace(FEE, recurs=Recurrence(1, years)), event("granted", 1899, 12, 31), filing=day)
    assert [task.nominal for task in tasks] == [add_months(day, 12 * each) for each in range(1, years + 1)]


def test_months_without_such_a_day_end_on_their_last() -> None:
    six, year = rule(term=Term(months=6)), rule(term=Term(years=1))
    assert one(six, filing=date(2025, 8, 31)).nominal == date(2026, 2, 28)
    assert one(six, filing=date(2023, 8, 31)).nominal == date(2024, 2, 29)
    assert one(year, filing=date(2024, 2, 29)).nominal == date(2025, 2, 28)
    four = replace(year, term=Term(years=4))
    assert one(four, filing=date(2024, 2, 29)).nominal == date(2028, 2, 29)


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_events_and_entering_one_twice_say_nothing(history: list[Event], chance: Any) -> None:
    other = [*history, *history[:3]]
    chance.shuffle(other)
    cases = [Case(kind="invention", filing=date(2019, 5, 4), events=tuple(each)) for each in (history, other)]
    first, second = (tasks_of(case, BOOK, CALENDAR) for case in cases)
    assert first == second == tasks_of(cases[0], RuleBook(BOOK.rules), CALENDAR)


@given(HISTORIES, st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_those_within_some_days_are_those_of_all_that_lie_there(
    history: list[Event], first: date, days: int
) -> None:
    case, last = (
        Case(kind="invention", filing=date(2019, 5, 4), events=tuple(history)),
        first + timedelta(days),
    )
    tasks = enumerate(tasks_of(case, BOOK, CALENDAR))
    lie_there = [(place, each) for place, each in tasks if each.operative and first <= each.operative <= last]
    assert list(tasks_within(case, BOOK, CALENDAR, first, last)) == lie_there


def test_events_of_one_day_stand_by_what_they_are() -> None:
    refs = [f"HT-{number}" for number in range(9)]
    ordered = Case(
        kind="invention", events=tuple(event("licence", 2026, 1, 5, ref=ref) for ref in reversed(refs))
    ).ordered()
    assert [each.ref for each in ordered] == refs
    zero, none = event("fee-paid", 2026, 1, 5, cycle=0), event("fee-paid", 2026, 1, 5)
    assert zero.key != none.key


@given(HISTORIES, st.none() | st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_nothing_past_is_dropped(history: list[Event], since: date | None) -> None:
    case = Case(kind="invention", filing=date(2019, 5, 4), events=tuple(history), known_since=since)
    tasks = tasks_of(case, BOOK, CALENDAR)
    for begun in {each for each in history if each.kind == "licence"}:
        assert sum(task.trigger == begun for task in tasks) == 1
    for begun in {each for each in history if each.kind == "granted"}:
        told = [task for task in tasks if task.trigger == begun]
        cycles = {cycle for task in told for cycle in (task.cycle, *task.covers)}
        assert cycles == {number + 1 for number in range(1, 10) if date(2019 + number, 5, 4) > begun.day}


@given(HISTORIES)
def test_one_recordal_clears_one_licence(history: list[Event]) -> None:
    tasks = tasks_of(Case(kind="invention", events=tuple(history)), BOOK, CALENDAR)
    cleared = [
        task.by for task in tasks if task.rule is RECORD and task.by and task.by.kind == "licence-recorded"
    ]
    assert len(set(cleared)) == len(cleared)
    recordals = {each for each in history if each.kind == "licence-recorded"}
    assert len(cleared) <= len(recordals)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31), date(9999, 12, 31), date(1, 1, 1)])
def test_the_ends_of_the_calendar_stop_nothing(day: date) -> None:
    far = rule(term=Term(years=120), roll="office", grace=Grace((0, 5)), end_of_month=True, opens_months=12)
    task = one(far, filing=day)
    assert task.nominal is not None
    assert task.steps[-1][1] == task.grace_until
    assert made((FEE,), Event(kind="granted", day=day), filing=day) is not None


def test_the_narrower_rule_goes_first() -> None:
    general, narrow = (
        rule("general", task="pay"),
        rule("narrow", task="pay", term=Term(months=1), kinds=("invention",)),
    )
    assert one((general, narrow), filing=NOTICE).rule is narrow
    assert one((general, narrow), filing=NOTICE, kind="design").rule is general
    narrowest = replace(narrow, id="narrowest", jurisdictions=("CN",))
    assert one((general, narrow, narrowest), filing=NOTICE).rule is narrowest
    # Where the conditions of the narrowest are not met, no wider one stands in.
    assert made((general, replace(narrow, unless=("filed",))), filing=NOTICE) == ()


def test_the_law_of_the_day_decides() -> None:
    switch = date(2027, 1, 1)
    old = rule("old", task="oppose", trigger=("published",), effective_to=switch - timedelta(days=1))
    new = replace(old, id="new", term=Term(months=1), effective_from=switch, effective_to=None)
    assert one((old, new), event("published", 2026, 12, 31)).rule is old
    assert one((old, new), Event(kind="published", day=switch)).rule is new
    by_filing = tuple(replace(each, decided_by="filing") for each in (old, new))
    assert one(by_filing, Event(kind="published", day=switch), filing=NOTICE).rule.id == "old"


def test_an_extension_is_of_the_last_notice_alone() -> None:
    first = event("first-action", 2026, 1, 5, service="electronic")
    second = event("office-action", 2026, 6, 1, service="electronic")
    longer = event("extension", 2026, 7, 15, months=2)
    days = [task.nominal for task in made((ACTION, LATER), first, second, longer)]
    assert days == [date(2026, 5, 5), date(2026, 10, 1)]
    named = longer._replace(ref="A")
    days = [
        task.nominal
        for task in made((ACTION, LATER), first._replace(ref="A"), second._replace(ref="B"), named)
    ]
    assert days == [date(2026, 5, 5), date(2026, 8, 1)]


def test_months_in_the_notice_go_first_and_post_takes_fifteen_days() -> None:
    sent = event("first-action", 2026, 1, 31, service="post", months=1)
    task = one((ACTION, LATER), sent)
    assert (task.nominal, task.doubts) == (date(2026, 3, 15), ("receipt",))
    got = sent._replace(received=date(2026, 2, 2))
    assert one((ACTION, LATER), got).nominal == date(2026, 3, 2)
    assert one((ACTION, LATER), got).doubts == ()


def test_two_notices_need_two_responses() -> None:
    notices = (event("first-action", 2026, 1, 5), event("office-action", 2026, 2, 5, ref="B"))
    answer = event("response", 2026, 3, 1)
    assert statuses(made((ACTION, LATER), *notices, answer)) == ["done", "open"]
    assert statuses(made((ACTION, LATER), *notices, answer._replace(ref="B"))) == ["open", "done"]
    both = (answer, event("response", 2026, 3, 2))
    assert statuses(made((ACTION, LATER), *notices, *both)) == ["done", "done"]
    assert statuses(made((ACTION, LATER), *notices, answer._replace(day=date(2026, 1, 4)))) == [
        "open",
        "open",
    ]


def test_a_recordal_goes_to_the_contract_that_it_names() -> None:
    contracts = (event("licence", 2026, 1, 5, ref="HT-1"), event("licence", 2026, 2, 5, ref="HT-2"))
    named = event("licence-recorded", 2026, 4, 1, ref="HT-2")
    assert statuses(made(RECORD, *contracts, named)) == ["open", "done"]
    unnamed = event("licence-recorded", 2026, 3, 1)
    assert statuses(made(RECORD, *contracts, named, unnamed)) == ["done", "done"]
    # What names its contract goes first, whenever it came.
    late = named._replace(ref="HT-1")
    assert statuses(made(RECORD, *contracts, unnamed, late)) == ["done", "done"]
    other = named._replace(ref="HT-9")
    assert statuses(made(RECORD, *contracts, other)) == ["open", "open"]


def test_a_settled_task_is_the_one_that_is_named() -> None:
    contracts = (event("licence", 2026, 1, 5), event("licence", 2026, 2, 5))
    settled = event("settled", 2026, 3, 1, ref="record#2")
    assert statuses(made(RECORD, *contracts, settled)) == ["open", "done"]
    # What was settled before this began was another matter.
    assert statuses(made(RECORD, *contracts, settled._replace(day=date(2026, 2, 1)))) == ["open", "open"]


def test_a_task_that_is_about_a_named_matter_keeps_its_key() -> None:
    second, settled = (
        event("licence", 2026, 2, 5, ref="HT-2"),
        event("settled", 2026, 3, 1, ref="record#=HT-2"),
    )
    assert [task.key for task in made(RECORD, second)] == ["record#=HT-2"]
    # Whatever is entered before it, and wherever its own day is corrected to, the same one stays settled.
    first = event("licence", 2026, 1, 5)
    assert statuses(made(RECORD, first, second, settled)) == ["open", "done"]
    moved = second._replace(day=date(2026, 1, 1))
    assert statuses(made(RECORD, first, moved, settled)) == ["done", "open"]
    twice = (second, second._replace(day=date(2026, 2, 6)))
    assert [task.key for task in made(RECORD, *twice)] == ["record#1", "record#2"]


def test_restoring_takes_back_an_end_and_nothing_else() -> None:
    reply = replace(ACTION, ended_by=("ended", "granted"))
    course = (event("first-action", 2019, 1, 5), event("granted", 2020, 1, 5), event("ended", 2023, 6, 1))
    back = event("restored", 2024, 1, 5)
    assert one(reply, *course, back).status == "ended"
    fees = made(FEE, *course, back, filing=date(2017, 6, 1))
    assert {task.status for task in fees} == {"open"}
    assert {task.status for task in made(FEE, *course, filing=date(2017, 6, 1))} == {"ended"}
    again = event("ended", 2025, 1, 1)
    assert {task.status for task in made(FEE, *course, back, again, filing=date(2017, 6, 1))} == {"ended"}


def fees(*paid: Event, **case: Any) -> dict[int, tuple[str, tuple[str, ...]]]:
    tasks = made(FEE, event("granted", 2020, 9, 1), *paid, filing=date(2018, 6, 3), **case)
    return {task.cycle: (task.status, task.doubts) for task in tasks if task.cycle is not None}


def test_a_fee_is_for_the_year_that_it_names_and_those_before() -> None:
    held = fees(event("fee-paid", 2022, 5, 1, cycle=5))
    assert {number: status for number, (status, _) in held.items() if status == "done"} == {
        4: "done",
        5: "done",
    }
    # Paid for a year by name before the grant was announced.
    assert fees(event("fee-paid", 2020, 8, 1, cycle=4))[4] == ("done", ())


def test_a_fee_without_a_year_is_for_what_is_due_around_it_and_doubtful() -> None:
    held = fees(event("fee-paid", 2021, 5, 20))
    assert held[4] == ("done", ("cycle",))
    assert held[5] == ("open", ())
    # On the last day of the grace, which was a holiday, it is for the year overdue and not for the next.
    assert fees(event("fee-paid", 2021, 12, 6))[5] == ("open", ())
    assert fees(event("fee-paid", 2021, 12, 6))[4] == ("done", ("cycle",))


def test_an_act_that_opens_early_is_for_the_cycle_that_is_open() -> None:
    renew = replace(FEE, recurs=Recurrence(10, 30, 0), opens_months=12, term=Term(days=-1))
    first, *_ = made(renew, event("granted", 2016, 8, 14), event("fee-paid", 2025, 9, 1))
    assert (first.cycle, first.nominal, first.opens) == (1, date(2026, 8, 13), date(2025, 8, 13))
    assert first.status == "done"


def test_what_was_due_before_it_was_known_is_told_once() -> None:
    granted = event("granted", 2020, 9, 1)
    tasks = made(FEE, granted, filing=date(2018, 6, 3), known_since=date(2023, 6, 4))
    assert [(task.cycle, task.covers, task.doubts) for task in tasks[:2]] == [
        (6, (4, 5), ("before",)),
        (7, (), ()),
    ]
    few = replace(FEE, recurs=Recurrence(1, 9, ahead=1))
    tasks = made(few, granted, event("fee-paid", 2021, 6, 1, cycle=4), filing=date(2018, 6, 3))
    assert [(task.cycle, task.status) for task in tasks] == [(4, "done"), (5, "open")]


def test_a_chance_that_was_over_before_it_was_known_is_no_longer_open() -> None:
    later = rule(cleared_by=("filed-abroad",), chance=True)
    assert one(later, filing=NOTICE).status == "open"
    assert one(later, filing=NOTICE, known_since=date(2026, 5, 2)).status == "open"
    gone = one(later, filing=NOTICE, known_since=date(2026, 5, 3))
    assert (gone.status, gone.by, gone.doubts) == ("ended", None, ("before",))
    done = one(later, event("filed-abroad", 2026, 4, 1), filing=NOTICE, known_since=date(2026, 5, 3))
    assert (done.status, done.doubts) == ("done", ())


def test_the_steps_of_the_grace_end_on_the_days_of_one_number() -> None:
    # 专利审查指南 5-9-2.2: five percent from 10 May to 10 June.
    task = next(iter(made(FEE, event("granted", 2020, 9, 1), filing=date(2018, 4, 10))))
    assert task.steps[:2] == ((0, date(2021, 5, 10)), (5, date(2021, 6, 10)))
    assert task.steps[-1] == (25, date(2021, 10, 10))


def test_without_the_day_to_count_from_a_task_is_there_and_has_no_day() -> None:
    task = one(FEE, event("granted", 2020, 9, 1))
    assert (task.nominal, task.operative, task.doubts) == (None, None, ("undated",))
    assert made(rule()) == ()


PHASES = (
    rule("phase", trigger=("filed",), term=Term(base="priority", months=30), cleared_by=("entered",)),
    rule(
        "phase.31",
        task="phase",
        term=Term(base="priority", months=31),
        places=("EP", "KR"),
        cleared_by=("entered",),
    ),
    rule(
        "phase.34",
        task="phase",
        term=Term(base="priority", months=34),
        places=("BA",),
        cleared_by=("entered",),
    ),
)


def test_each_country_has_its_own_day() -> None:
    entered = event("entered", 2027, 1, 1, place="EP")
    tasks = made(PHASES, entered, kind="pct", filing=NOTICE, places=("EP", "BA", "TH"))
    assert [(task.key, task.place, task.nominal, task.status) for task in tasks] == [
        ("phase#1/EP", "EP", date(2028, 10, 2), "done"),
        ("phase#1/BA", "BA", date(2029, 1, 2), "open"),
        ("phase#1/TH", "TH", date(2028, 9, 2), "open"),
    ]
    # Where no country is named yet, the general day is told all the same.
    assert [(task.place, task.nominal) for task in made(PHASES, kind="pct", filing=NOTICE)] == [
        ("", date(2028, 9, 2))
    ]
    assert made(PHASES[1:], kind="pct", filing=NOTICE) == ()


def test_the_later_and_the_earlier_of_several_days() -> None:
    terms = (Term(base="receipt", event="acceptance", days=15),)
    either = rule(term=Term(base="filing", months=2), later_of=terms)
    assert one(either, filing=NOTICE).nominal == date(2026, 5, 2)
    accepted = event("acceptance", 2026, 4, 30, service="electronic")
    assert one(either, accepted, filing=NOTICE).nominal == date(2026, 5, 15)
    capped = rule(term=Term(years=10), earlier_of=(Term(event="created", years=15),))
    assert one(capped, filing=NOTICE).nominal == date(2036, 3, 2)
    begun = event("created", 2020, 1, 5)
    assert one(capped, begun, filing=NOTICE).nominal == date(2035, 1, 5)
    # The first of its kind counts; what was entered again later is a repetition.
    assert one(capped, begun, event("created", 2021, 1, 5), filing=NOTICE).nominal == date(2035, 1, 5)


def test_months_that_follow_the_end_of_a_term_are_counted_from_that_end() -> None:
    restore = rule(term=Term(base="priority", months=12, then_months=2))
    leap = one(restore, priority=date(2024, 2, 29), filing=date(2025, 3, 10))
    assert leap.nominal == date(2025, 4, 28)  # from 2025-02-28, and not 2025-04-29
    assert one(restore, priority=date(2024, 11, 18), filing=NOTICE).nominal == date(2026, 1, 18)


def test_conditions() -> None:
    each = rule(
        trigger=("granted",),
        after=(Term(base="filing", years=4), Term(event="exam-requested", years=3)),
        unless=("twin-filed",),
    )
    asked, granted = event("exam-requested", 2019, 1, 5), event("granted", 2022, 1, 5)
    assert one(each, asked, granted, filing=date(2018, 1, 5)).nominal == date(2022, 3, 5)
    assert made(each, asked, granted, filing=date(2018, 1, 6)) == ()
    assert made(each, granted, filing=date(2018, 1, 5)) == ()
    assert made(each, asked, granted, event("twin-filed", 2018, 1, 5), filing=date(2018, 1, 5)) == ()


def test_what_clears_may_come_first_where_the_rule_says_so() -> None:
    flag = rule(trigger=("granted",), term=Term(years=3), cleared_by=("implemented",))
    course = (event("implemented", 2019, 1, 5), event("granted", 2020, 1, 5))
    assert one(flag, *course).status == "open"
    assert one(replace(flag, cleared_early=True), *course).status == "done"


def test_the_end_of_the_month_and_of_the_year() -> None:
    assert one(rule(end_of_month=True), filing=date(2025, 12, 5)).nominal == date(2026, 2, 28)
    assert one(rule(term=Term(years=50), end_of_year=True), filing=date(1990, 2, 5)).nominal == date(
        2040, 12, 31
    )


def test_both_readings_of_a_worked_weekend() -> None:
    office = rule(term=Term(days=10), roll="office")
    marks = replace(office, worked_counts=True)
    begun = date(2026, 9, 30)  # ends on Saturday 2026-10-10, which is worked
    patent, mark = one(office, filing=begun), one(marks, filing=begun)
    assert (patent.operative, patent.safe) == (date(2026, 10, 12), date(2026, 10, 10))
    assert (mark.operative, mark.safe) == (date(2026, 10, 10), date(2026, 10, 10))
    unknown = one(office, filing=date(2027, 9, 22))
    assert (unknown.operative, unknown.doubts) == (date(2027, 10, 4), ("calendar",))
    foreign = one(replace(office, roll="foreign"), filing=begun)
    assert (foreign.operative, foreign.doubts) == (date(2026, 10, 10), ("foreign",))


EXAM = rule(
    "exam",
    term=Term(base="priority", years=3),
    cleared_by=("exam-requested", "exam-entered", "granted"),
    ended_by=("ended",),
    severity="block",
)


@pytest.mark.parametrize(
    ("happened", "late"),
    [
        ([event("exam-requested", 2023, 5, 4)], False),
        ([event("exam-requested", 2023, 5, 5)], True),
        (
            [event("exam-entered", 2023, 9, 1)],
            False,
        ),  # of the office, which says nothing of when it was asked for
        ([event("exam-requested", 2023, 5, 5), event("exam-entered", 2023, 9, 1)], False),
        ([event("exam-requested", 2023, 5, 5), event("restored", 2023, 9, 1)], False),
        ([event("exam-requested", 2023, 5, 5), event("ended", 2023, 9, 1)], False),
        ([event("exam-requested", 2023, 5, 5), event("settled", 2023, 9, 1, ref="exam#1")], False),
        ([event("settled", 2023, 9, 1, ref="exam#1")], False),
    ],
)
def test_what_was_done_after_its_day_says_so(happened: list[Event], late: bool) -> None:
    task = one(EXAM, *happened, filing=date(2020, 5, 4))
    assert (task.status, "late" in task.doubts) == ("done", late)
    assert "late" not in one(replace(EXAM, severity="warn"), *happened, filing=date(2020, 5, 4)).doubts


def test_a_fee_paid_in_its_grace_is_in_time_and_after_it_is_not() -> None:
    fee = replace(FEE, severity="block")
    told = {}
    for day in (date(2021, 10, 10), date(2021, 10, 11)):
        paid = Event(kind="fee-paid", day=day, cycle=3)
        tasks = made(fee, event("granted", 2020, 9, 1), paid, filing=date(2019, 4, 10))
        told[day.day] = next("late" in task.doubts for task in tasks if task.cycle == 3)
    assert told == {10: False, 11: True}
    later = Event(kind="fee-paid", day=date(2022, 4, 1), cycle=4)
    tasks = made(fee, event("granted", 2020, 9, 1), paid, later, filing=date(2019, 4, 10))
    assert not any("late" in task.doubts for task in tasks), "the office took the fee of the year after"
    tasks = made(fee, event("granted", 2016, 9, 1), later, filing=date(2019, 4, 10))
    assert not any("late" in task.doubts for task in tasks), (
        "a payment clears earlier years without being for them"
    )


def test_a_fee_paid_on_the_first_working_day_after_a_grace_that_ended_on_a_day_off_is_in_time() -> None:
    fee = replace(FEE, severity="block", roll="office")
    granted, told = event("granted", 2020, 9, 1), {}
    for day in (8, 9):  # the six months from 2026-04-05 end on 2026-10-05, which is off until the 8th
        paid = Event(kind="fee-paid", day=date(2026, 10, day), cycle=8)
        tasks = made(fee, granted, paid, filing=date(2019, 4, 5))
        told[day] = next("late" in task.doubts for task in tasks if task.cycle == 8)
    assert told == {8: False, 9: True}


def test_where_only_the_notice_sets_a_term_there_is_no_day_without_it() -> None:
    notice = rule("notice", trigger=("first-action",), term=Term(), from_notice=True, roll="foreign")
    bare = one(notice, event("first-action", 2026, 3, 31))
    assert (bare.nominal, bare.doubts) == (None, ("undated",))
    told = one(notice, event("first-action", 2026, 3, 31, months=3))
    assert (told.operative, told.doubts) == (date(2026, 6, 30), ("foreign",))


SEEN = date(2026, 6, 1)


def test_what_lies_ahead_of_the_day_seen_is_announced_and_clears_or_ends_nothing() -> None:
    begun, done = event("licence", 2026, 5, 4), event("licence-recorded", 2026, 6, 20)
    seen = one(RECORD, begun, done, seen_on=SEEN)
    assert (seen.status, seen.by, seen.announced) == ("open", None, done)
    reached = one(RECORD, begun, done, seen_on=done.day)
    assert (reached.status, reached.by, reached.announced) == ("done", done, None)
    assert one(RECORD, begun, done).status == "done"  # a case that is supposed is seen on no day
    ended = event("ended", 2026, 6, 10)
    both = one(RECORD, begun, ended, done, seen_on=SEEN)
    assert (both.status, both.announced) == ("open", ended)  # the first of what is announced


def test_what_happened_goes_before_what_is_announced() -> None:
    first, second = event("licence", 2026, 3, 2), event("licence", 2026, 4, 2, ref="HT-2")
    ahead, done = event("licence-recorded", 2026, 7, 1, ref="HT-2"), event("licence-recorded", 2026, 5, 4)
    tasks = made(RECORD, first, second, ahead, done, seen_on=SEEN)
    assert [(task.status, task.announced) for task in tasks] == [("done", None), ("open", ahead)]
    over = one(RECORD, first, ahead, event("ended", 2026, 5, 5), seen_on=SEEN)
    assert (over.status, over.announced) == ("ended", None)


def test_an_extension_that_is_announced_extends_nothing_until_its_day() -> None:
    begun, longer = event("licence", 2026, 5, 4), event("extension", 2026, 6, 20, months=1)
    seen = one(RECORD, begun, longer, seen_on=SEEN)
    assert (seen.nominal, seen.announced) == (date(2026, 8, 4), longer)
    assert one(RECORD, begun, longer, seen_on=longer.day).nominal == date(2026, 9, 4)


def test_a_payment_that_is_announced_leaves_its_fee_open_and_a_restoration_ahead_undoes_no_end() -> None:
    given = {"filing": date(2022, 7, 1), "seen_on": SEEN}
    paid = event("fee-paid", 2026, 6, 25)
    tasks = made(FEE, event("granted", 2025, 8, 1), paid, **given)
    assert [(task.cycle, task.announced) for task in tasks if task.announced] == [(5, paid)]
    assert {task.status for task in tasks} == {"open"}
    named = event("fee-paid", 2026, 6, 25, cycle=5)
    tasks = made(FEE, event("granted", 2023, 8, 1), named, **given)
    assert [task.cycle for task in tasks if task.announced] == [
        5
    ]  # that of an earlier year is not paid by it
    lost = [event("ended", 2026, 5, 1), event("restored", 2026, 7, 1)]
    assert {task.status for task in made(FEE, event("granted", 2025, 8, 1), *lost, **given)} == {"ended"}


def test_what_is_announced_meets_no_condition_of_a_rule_until_its_day() -> None:
    begun, ahead = event("licence", 2026, 5, 4), event("published", 2026, 6, 20)
    wants = rule("wants", trigger=("licence",), requires=("published",))
    assert made(wants, begun, ahead, seen_on=SEEN) == ()
    assert one(wants, begun, ahead, seen_on=ahead.day).status == "open"
    shuns = rule("shuns", trigger=("licence",), unless=("published",), ended_by=("ended",))
    task = one(shuns, begun, ahead, event("ended", 2026, 7, 1), seen_on=SEEN)
    assert (task.status, task.announced) == ("open", ahead)
    assert made(shuns, begun, ahead, seen_on=ahead.day) == ()
    waits = rule("waits", trigger=("licence",), after=(Term(event="published"),))
    late = event("licence", 2026, 7, 1)
    assert made(waits, ahead, late, seen_on=SEEN) == ()
    assert one(waits, ahead, late, seen_on=ahead.day).trigger == late


def test_a_case_tells_the_next_day_on_which_something_announced_comes() -> None:
    case = Case(kind="invention", filing=date(2026, 8, 1), events=(event("licence", 2026, 7, 1),))
    days = (date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1))
    assert [case.next_after(day) for day in days] == [date(2026, 7, 1), date(2026, 8, 1), None]


@given(HISTORIES, st.dates(date(2020, 1, 1), date(2028, 1, 1)))
def test_a_case_seen_on_a_day_holds_no_status_by_anything_later(events: list[Event], day: date) -> None:
    given_ = {"filing": date(2020, 2, 29), "known_since": None}
    for task in made((RECORD, FEE), *events, **given_, seen_on=day):
        # Whoever settled a task did so, whatever the clock said.
        assert task.by is None or task.by.day <= day or task.by.kind == "settled"
        assert task.announced is None or (task.status == "open" and task.announced.day > day)
    last = max([day, *(each.day for each in events)])
    assert made((RECORD, FEE), *events, **given_, seen_on=last) == made((RECORD, FEE), *events, **given_)
