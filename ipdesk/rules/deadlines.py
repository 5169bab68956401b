"""Deadlines: which days follow from what happened to a right or a technical secret, by rules that are data.

Everything here is a function of the case, the rules and the calendar alone. It knows no today, and nothing of the past
is dropped: a task stands until an event clears or ends it. Counting, sources 专利法实施细则第五条 and 民法典第二百零一条
to 第二百零三条: the first day is not counted; a term of months or years ends on the day of the same number, or on the
last of a month that has no such day, always counted from the original day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from ipdesk.model.dates import add_months
from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_events import SETTLED
from ipdesk.rules.deadline_rules import (
    Case,
    Doubt,
    Event,
    Example,
    Recurrence,
    Rule,
    RuleBook,
    Task,
    Term,
    shifted,
)

# What a restoration takes back; whatever else ended a task, such as a grant, did so for good.
RESTORABLE: Final = frozenset({"ended", "lapse-notice", "withdrawal-notice"})


def tasks_of(case: Case, book: RuleBook, calendar: WorkCalendar) -> tuple[Task, ...]:
    """Return every task of a case, whatever its day and whether or not it is cleared."""
    course = _Course(case, calendar)
    return tuple(task for rules in book.groups(case) for task in course.tasks(rules))


class _Course:
    """A case with its events in order."""

    def __init__(self, case: Case, calendar: WorkCalendar) -> None:
        self.case, self.calendar = case, calendar
        self.events = case.ordered()
        self.by_kind: Mapping[str, list[Event]] = {}
        held: dict[str, list[Event]] = {}
        for event in self.events:
            held.setdefault(event.kind, []).append(event)
        self.by_kind = held

    def tasks(self, rules: Sequence[Rule]) -> Iterator[Task]:
        """Yield the tasks of rules for one task: of each event that triggers one, by the narrowest that holds then."""
        triggers = {kind for rule in rules for kind in rule.trigger}
        if triggers.isdisjoint(self.by_kind):
            return
        begun = [event for event in self.events if event.kind in triggers]
        wanted = (self.case.places or ("",)) if any(rule.places for rule in rules) else ("",)
        made = [
            task
            for count, event in enumerate(begun, start=1)
            for place in wanted
            if (rule := self._rule_for(rules, event, place)) is not None
            for task in self._begun(f"{rule.task}#{count}", event, rule, place, triggers)
        ]
        for _, several in groupby(self._cleared(made), key=lambda task: (task.trigger, task.place)):
            yield from self._told(list(several))

    def _rule_for(self, rules: Sequence[Rule], event: Event, place: str) -> Rule | None:
        """Return the rule that holds for an event in a place, None where that one's conditions are not met."""
        for rule in rules:
            if rule.places and place not in rule.places:
                continue
            day = self._anchor(Term(base=rule.decided_by), event) or event.day
            if event.kind in rule.trigger and rule.holds_on(day):
                return rule if self._conditions_met(rule, event) else None
        return None

    def _conditions_met(self, rule: Rule, event: Event) -> bool:
        if not all(kind in self.by_kind for kind in rule.requires):
            return False
        if any(kind in self.by_kind for kind in rule.unless):
            return False
        floors = [self._day(term, event, 0) for term in rule.after]
        return all(day is not None and event.day >= day for day in floors)

    def _anchor(self, term: Term, trigger: Event) -> date | None:
        """Return the day from which a term is counted, None where it is not known."""
        match term.base:
            case "filing":
                return self.case.filing
            case "priority":
                return self.case.priority or self.case.filing
            case _:
                event = self._latest(term.event) if term.event else trigger
                if event is None:
                    return None
                return event.receipt()[0] if term.base == "receipt" else event.day

    def _latest(self, kind: str) -> Event | None:
        held = self.by_kind.get(kind)
        return held[-1] if held else None

    def _day(self, term: Term, trigger: Event, further: int) -> date | None:
        """Return the last day of a term, longer by some months; None where its base is not known."""
        base = self._anchor(term, trigger)
        if base is None:
            return None
        day = shifted(base, months=term.years * 12 + term.months + further, days=term.days)
        if term.working_days:
            return self.calendar.add_working(day, term.working_days, worked_counts=True)
        return day

    def _begun(
        self, key: str, event: Event, rule: Rule, place: str, triggers: Collection[str]
    ) -> Iterator[Task]:
        """Yield the tasks that an event begins in a place: one, or one for each cycle."""
        if rule.recurs is not None:
            yield from self._cycles(key, event, rule, rule.recurs)
            return
        nominal = self._nominal(event, rule, self._extended(event, rule, triggers))
        task = self._task(f"{key}/{place}" if place else key, event, rule, nominal)
        yield replace(task, place=place) if place else task

    def _nominal(self, event: Event, rule: Rule, further: int) -> date | None:
        set_by = event.months if rule.from_notice else None
        term = rule.term if set_by is None else replace(rule.term, years=0, months=set_by, days=0)
        own = self._day(term, event, further)
        if own is None:
            return None
        last = max([own, *self._days(rule.later_of, event)])
        last = min([last, *self._days(rule.earlier_of, event)])
        if rule.end_of_year:
            return last.replace(month=12, day=31)
        return _month_end(last) if rule.end_of_month else last

    def _days(self, terms: Sequence[Term], event: Event) -> Iterator[date]:
        """Yield the last days of those terms whose base is known."""
        for term in terms:
            if (day := self._day(term, event, 0)) is not None:
                yield day

    def _extended(self, event: Event, rule: Rule, triggers: Collection[str]) -> int:
        """Return by how many months a term was extended, before the next event that begins such a task."""
        if not rule.extended_by:
            return 0
        later = [each.day for each in self.events if each.kind in triggers and each.day > event.day]
        until = min(later, default=date.max)
        held = self.by_kind.get(rule.extended_by, ())
        return sum(each.months or 0 for each in held if event.day <= each.day < until and _same(each, event))

    def _cycles(self, key: str, event: Event, rule: Rule, recurs: Recurrence) -> Iterator[Task]:
        base = self._anchor(rule.term, event)
        if base is None:
            yield self._task(key, event, rule, None)
            return
        for years in range(recurs.every, recurs.last + 1, recurs.every):
            nominal = self._day(rule.term, event, 12 * years) or base
            if nominal > event.day:
                number = years // recurs.every + recurs.numbered_from
                yield replace(self._task(f"{key}@{number}", event, rule, nominal), cycle=number)

    def _task(self, key: str, event: Event, rule: Rule, nominal: date | None) -> Task:
        base = self._anchor(rule.term, event)
        if nominal is None:
            return Task(key=key, rule=rule, trigger=event, base=base, nominal=None, operative=None, safe=None,
                        doubts=("undated",))  # fmt: skip
        operative, safe = self._rolled(rule, nominal)
        return Task(
            key=key,
            rule=rule,
            trigger=event,
            base=base,
            nominal=nominal,
            operative=operative,
            safe=safe,
            opens=shifted(nominal, months=-rule.opens_months) if rule.opens_months else None,
            grace_until=rule.grace.until(nominal) if rule.grace else None,
            doubts=tuple(self._doubts(rule, event, nominal, operative)),
        )

    def _rolled(self, rule: Rule, nominal: date) -> tuple[date, date]:
        """Return the day that holds, and the safe one: the earlier of the two readings of a worked weekend."""
        if rule.roll != "office":
            return nominal, nominal
        readings = [self.calendar.next_working(nominal, worked_counts=each) for each in (False, True)]
        return readings[rule.worked_counts], min(readings)

    def _doubts(self, rule: Rule, event: Event, nominal: date, operative: date) -> Iterator[Doubt]:
        if rule.roll == "office" and not self.calendar.knows(nominal, operative):
            yield "calendar"
        if rule.roll == "foreign":
            yield "foreign"
        if rule.term.base == "receipt" and not rule.term.event and event.receipt()[1]:
            yield "receipt"

    def _cleared(self, tasks: Sequence[Task]) -> list[Task]:
        """Return tasks with what cleared or ended them."""
        each = {task.rule.cleared_by for task in tasks if task.rule.clears_each}
        found = [task if task.rule.clears_each else self._cleared_by_any(task) for task in tasks]
        for kinds in each:
            found = self._cleared_in_turn(found, kinds)
        return [self._settled_or_ended(task) for task in found]

    def _cleared_by_any(self, task: Task) -> Task:
        for event in self.events:
            if event.kind in task.rule.cleared_by and _answers(event, task):
                inferred = task.cycle is not None and event.cycle is None
                doubts: tuple[Doubt, ...] = (*task.doubts, "cycle") if inferred else task.doubts
                return replace(task, status="done", by=event, doubts=doubts)
        return task

    def _cleared_in_turn(self, tasks: list[Task], kinds: tuple[str, ...]) -> list[Task]:
        """Return tasks of which each clearing event clears one: the one that it is about, else the earliest open."""
        found = list(tasks)
        clearing = [event for event in self.events if event.kind in kinds]
        # Those that name what they are about go first, so that no other takes their task.
        for event in sorted(clearing, key=lambda each: not each.ref):
            fitting = [
                place
                for place, task in enumerate(found)
                if task.rule.cleared_by == kinds and task.status == "open" and _answers(event, task)
            ]
            named = [place for place in fitting if event.ref and found[place].trigger.ref == event.ref]
            if fitting:
                place = (named or fitting)[0]
                found[place] = replace(found[place], status="done", by=event)
        return found

    def _settled_or_ended(self, task: Task) -> Task:
        if task.status == "done":
            return task
        for event in self.by_kind.get(SETTLED, ()):
            if event.ref == task.key and event.day >= task.trigger.day:
                return replace(task, status="done", by=event)
        ended = [event for event in self.events if event.kind in task.rule.ended_by]
        restored = [event.day for event in self.by_kind.get("restored", ())]
        for event in ended:
            undone = event.kind in RESTORABLE and any(day >= event.day for day in restored)
            if event.day >= task.trigger.day and not undone:
                return replace(task, status="ended", by=event)
        return task

    def _told(self, tasks: list[Task]) -> Iterator[Task]:
        """Yield the tasks of one event: of cycles long past one for all, of those to come so many as the rule tells."""
        since, recurs = self.case.known_since, tasks[0].rule.recurs
        old = [
            task
            for task in tasks
            if since and task.status == "open" and task.nominal and task.nominal < since
        ]
        merged = old if recurs is not None else []
        ahead = 0
        for task in tasks:
            if task in merged[:-1]:
                continue
            if task in old:
                covers = tuple(each.cycle for each in merged[:-1] if each.cycle is not None)
                yield replace(task, covers=covers, doubts=(*task.doubts, "before"))
                continue
            if task.status == "open" and recurs is not None and recurs.ahead:
                ahead += 1
                if ahead > recurs.ahead:
                    continue
            yield task


def failed_examples(
    rule: Rule, calendar: WorkCalendar, beside: Iterable[Rule] = ()
) -> Iterator[tuple[Example, Task | None]]:
    """Yield the examples of a rule that do not come out, each with the task that came of it, None for none.

    `beside` are other rules: those for the same task have their say in it.
    """
    book = RuleBook((rule, *(other for other in beside if other.task == rule.task)))
    for example in rule.examples:
        made = [
            task
            for task in tasks_of(example.case, book, calendar)
            if task.rule.id == rule.id
            and task.place == example.place
            and (example.cycle is None or task.cycle == example.cycle)
        ]
        found = made[0] if made else None
        if (found is not None) != example.present or (found is not None and not _comes_out(example, found)):
            yield example, found


def _comes_out(example: Example, task: Task) -> bool:
    operative = example.operative or example.nominal
    wanted = (example.nominal, operative, example.safe or operative, example.status)
    if (task.nominal, task.operative, task.safe, task.status) != wanted:
        return False
    return all(
        given is None or given == held
        for given, held in ((example.grace_until, task.grace_until), (example.opens, task.opens))
    )


def _answers(event: Event, task: Task) -> bool:
    """Say whether an event clears a task: it comes in time to be for it, is about the same matter, and for this cycle."""
    if not _comes_after(event, task) or not _same(event, task.trigger):
        return False
    if task.place and event.place != task.place:
        return False
    if task.cycle is None:
        return True
    if event.cycle is not None:
        return event.cycle >= task.cycle
    return task.nominal is not None and task.nominal < shifted(event.day, months=task.rule.ahead_months)


def _comes_after(event: Event, task: Task) -> bool:
    """Say whether an event comes after what began a task, or may come before it as one that names the cycle may."""
    begun = task.trigger
    if event.kind in task.rule.trigger:
        return event.day > begun.day
    named = task.cycle is not None and event.cycle is not None
    return event.day >= begun.day or task.rule.cleared_early or named


def _same(event: Event, begun: Event) -> bool:
    """Say whether two events may be about the same contract or notice: one that names none may be about any."""
    return not event.ref or not begun.ref or event.ref == begun.ref


def _month_end(day: date) -> date:
    """Return the last day of the month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1) if day.year < date.max.year else day
