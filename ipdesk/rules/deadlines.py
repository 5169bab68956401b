"""Deadlines: which days follow from what happened to a right or a technical secret, by rules that are data.

Everything here is a function of the case, the rules and the calendar alone. It knows no today but the day on which a case
says that it is seen, after which an event is only announced. Nothing of the past is dropped: a task stands until an event
clears or ends it. Counting, sources 专利法实施细则第五条 and 民法典第二百零一条
to 第二百零三条: the first day is not counted; a term of months or years ends on the day of the same number, or on the
last of a month that has no such day, always counted from the original day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, get_args

from ipdesk.model.dates import add_months
from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_drafts import Draft, answers, same
from ipdesk.rules.deadline_events import SETTLED
from ipdesk.rules.deadline_rules import (
    Base,
    Case,
    Doubt,
    Event,
    Recurrence,
    Rule,
    RuleBook,
    RuleGroup,
    Status,
    Task,
    Term,
    shifted,
)

LONGEST_ROLL: Final = timedelta(days=31)  # no row of days off is longer
DECIDING: Final[Mapping[Base, Term]] = {base: Term(base=base) for base in get_args(Base)}
# What a restoration takes back; whatever else ended a task, such as a grant, did so for good.
RESTORABLE: Final = frozenset({"ended", "lapse-notice", "withdrawal-notice"})


def tasks_of(
    case: Case, book: RuleBook, calendar: WorkCalendar, *, open_only: bool = False
) -> tuple[Task, ...]:
    """Return every task of a case, whatever its day and whether or not it is cleared; or those alone that are open."""
    course = _Course(case, calendar)
    drafts = course.all_drafts(book)
    return tuple(course.task(draft) for draft in drafts if not open_only or draft.status == "open")


def tasks_within(
    case: Case, book: RuleBook, calendar: WorkCalendar, first: date, last: date
) -> Iterator[tuple[int, Task]]:
    """Yield those tasks whose operative day lies within two days, both included, each with its place among all of the case.

    It takes a third less than all of them, since few fall into one year.
    """
    course, before = _Course(case, calendar), first - LONGEST_ROLL
    for place, draft in enumerate(course.all_drafts(book)):
        if draft.nominal is not None and before <= draft.nominal <= last:
            task = course.task(draft)
            if task.operative is not None and first <= task.operative <= last:
                yield place, task


class _Course:
    """A case with its events in order."""

    def __init__(self, case: Case, calendar: WorkCalendar) -> None:
        self.case, self.calendar = case, calendar
        self.events = case.ordered()
        self.by_kind: dict[str, list[Event]] = {}
        for event in self.events:
            self.by_kind.setdefault(event.kind, []).append(event)
        self._of_kinds: dict[Collection[str], Sequence[Event]] = {}
        # By the first of a kind: the events stand in the order of their days.
        self.happened = {kind for kind, held in self.by_kind.items() if not self._is_ahead(held[0])}

    def all_drafts(self, book: RuleBook) -> Iterator[Draft]:
        """Yield the tasks of every group of rules that something of the case triggers."""
        for group in book.groups(self.case):
            if not group.triggers.isdisjoint(self.by_kind):
                yield from self.drafts(group)

    def drafts(self, group: RuleGroup) -> list[Draft]:
        """Return the tasks of rules for one task: of each event that triggers one, by the narrowest that holds then."""
        begun = self._among(group.triggers)
        refs = [event.ref for event in begun if event.ref]
        wanted = (self.case.places or ("",)) if group.placed else ("",)
        made: list[list[Draft]] = []
        for count, event in enumerate(begun, start=1):
            for place in wanted:
                rule = self._rule_for(group.rules, event, place)
                if rule is not None:
                    key = _key(rule, event, count, refs)
                    made.append(self._begun(key, event, rule, place, group.triggers))
        self._clear([draft for several in made for draft in several])
        return [draft for several in made for draft in self._told(several)]

    def task(self, draft: Draft) -> Task:
        """Return a task with the days that follow from the one that is counted."""
        rule, nominal = draft.rule, draft.nominal
        base = self._anchor(rule.term, draft.trigger)
        operative, safe = self._rolled(rule, nominal) if nominal is not None else (None, None)
        return Task(
            key=draft.key,
            rule=rule,
            trigger=draft.trigger,
            base=base,
            nominal=nominal,
            operative=operative,
            safe=safe,
            status=draft.status,
            by=draft.by,
            cycle=draft.cycle,
            covers=draft.covers,
            extended=draft.extended,
            place=draft.place,
            opens=shifted(nominal, months=-rule.opens_months) if rule.opens_months and nominal else None,
            grace_until=rule.grace.until(nominal) if rule.grace and nominal else None,
            announced=draft.announced,
            doubts=(
                *self._doubts(rule, draft.trigger, nominal, operative),
                *draft.doubts,
                *(("late",) if self._is_late(draft, operative) else ()),
            ),
        )

    def _rule_for(self, rules: Sequence[Rule], event: Event, place: str) -> Rule | None:
        """Return the rule that holds for an event in a place, None where that one's conditions are not met."""
        for rule in rules:
            if event.kind not in rule.trigger or (rule.places and place not in rule.places):
                continue
            if rule.is_bounded:
                day = self._anchor(DECIDING[rule.decided_by], event) or event.day
                if not rule.holds_on(day):
                    continue
            return rule if self._conditions_met(rule, event) else None
        return None

    def _conditions_met(self, rule: Rule, event: Event) -> bool:
        if not self.happened.issuperset(rule.requires) or not self.happened.isdisjoint(rule.unless):
            return False
        for term in rule.after:
            floor = self._day(term, event, 0) if not term.event or term.event in self.happened else None
            if floor is None or event.day < floor:
                return False
        return True

    def _anchor(self, term: Term, trigger: Event) -> date | None:
        """Return the day from which a term is counted, None where it is not known."""
        match term.base:
            case "filing":
                return self.case.filing
            case "priority":
                return self.case.priority or self.case.filing
            case _:
                event = self._first(term.event) if term.event else trigger
                if event is None:
                    return None
                return event.receipt()[0] if term.base == "receipt" else event.day

    def _first(self, kind: str) -> Event | None:
        """Return the first of a kind; what was entered again later is a repetition."""
        held = self.by_kind.get(kind)
        return held[0] if held else None

    def _among(self, kinds: Collection[str]) -> Sequence[Event]:
        """Return the events of some kinds in their order; many tasks ask for the same, and for kinds that never happened."""
        found = self._of_kinds.get(kinds)
        if found is None:
            held = [kind for kind in kinds if kind in self.by_kind]
            found = (
                [event for event in self.events if event.kind in held]
                if len(held) > 1
                else self.by_kind[held[0]]
                if held
                else ()
            )
            self._of_kinds[kinds] = found
        return found

    def _day(self, term: Term, trigger: Event, further: int) -> date | None:
        """Return the last day of a term, longer by some months; None where its base is not known."""
        base = self._anchor(term, trigger)
        return None if base is None else self._after(base, term, further)

    def _after(self, base: date, term: Term, further: int) -> date:
        """Return the last day of a term that is counted from a day, longer by some months."""
        day = shifted(base, months=term.years * 12 + term.months + further, days=term.days)
        if term.then_months:
            day = shifted(day, months=term.then_months)
        if term.working_days:
            return self.calendar.add_working(day, term.working_days, worked_counts=True)
        return day

    def _begun(
        self, key: str, event: Event, rule: Rule, place: str, triggers: Collection[str]
    ) -> list[Draft]:
        """Return the tasks that an event begins in a place: one, or one for each cycle."""
        if rule.recurs is not None:
            return list(self._cycles(key, event, rule, rule.recurs))
        extensions = self._extensions(event, rule, triggers)
        further = sum(each.months or 0 for each in extensions if not self._is_ahead(each))
        draft = Draft(
            f"{key}/{place}" if place else key, rule, event, self._nominal(event, rule, further), place
        )
        draft.extended = further
        draft.announced = next((each for each in extensions if self._is_ahead(each)), None)
        return [draft]

    def _announce_unless(self, draft: Draft) -> None:
        """Note of a task the event ahead from which on its rule no longer holds."""
        ahead = [self.by_kind[kind][0] for kind in draft.rule.unless if kind in self.by_kind]
        for event in ahead:
            if draft.announced is None or event.day < draft.announced.day:
                draft.announced = event

    def _nominal(self, event: Event, rule: Rule, further: int) -> date | None:
        set_by = event.months if rule.from_notice else None
        if set_by is None and rule.is_set_by_notice:
            return None
        term = rule.term if set_by is None else replace(rule.term, years=0, months=set_by, days=0)
        last = self._day(term, event, further)
        if last is None:
            return None
        if rule.later_of:
            last = max([last, *self._days(rule.later_of, event)])
        if rule.earlier_of:
            last = min([last, *self._days(rule.earlier_of, event)])
        if rule.end_of_year:
            return last.replace(month=12, day=31)
        return _month_end(last) if rule.end_of_month else last

    def _days(self, terms: Sequence[Term], event: Event) -> Iterator[date]:
        """Yield the last days of those terms whose base is known."""
        for term in terms:
            if (day := self._day(term, event, 0)) is not None:
                yield day

    def _extensions(self, event: Event, rule: Rule, triggers: Collection[str]) -> Sequence[Event]:
        """Return what extended a term, before the next event that begins such a task."""
        held = self.by_kind.get(rule.extended_by) if rule.extended_by else None
        if not held:
            return ()
        later = [each.day for each in self.events if each.kind in triggers and each.day > event.day]
        until = min(later, default=date.max)
        return [each for each in held if event.day <= each.day < until and same(each, event)]

    def _cycles(self, key: str, event: Event, rule: Rule, recurs: Recurrence) -> Iterator[Draft]:
        base = self._anchor(rule.term, event)
        if base is None:
            yield Draft(key, rule, event, None)
            return
        for years in range(recurs.every, recurs.last + 1, recurs.every):
            nominal = self._after(base, rule.term, 12 * years)
            if nominal > event.day:
                number = years // recurs.every + recurs.numbered_from
                yield Draft(f"{key}@{number}", rule, event, nominal, cycle=number)

    def _rolled(self, rule: Rule, nominal: date) -> tuple[date, date]:
        """Return the day that holds, and the safe one: the earlier of the two readings of a worked weekend."""
        if rule.roll != "office":
            return nominal, nominal
        strict = self.calendar.next_working(nominal, worked_counts=False)
        if strict == nominal:
            return nominal, nominal
        loose = self.calendar.next_working(nominal, worked_counts=True)
        return loose if rule.worked_counts else strict, min(strict, loose)

    def _doubts(
        self, rule: Rule, event: Event, nominal: date | None, operative: date | None
    ) -> Iterator[Doubt]:
        if nominal is None or operative is None:
            yield "undated"
            return
        if rule.roll == "office" and not self.calendar.knows(nominal, operative):
            yield "calendar"
        if rule.roll == "foreign":
            yield "foreign"
        if rule.term.base == "receipt" and not rule.term.event and event.receipt()[1]:
            yield "receipt"

    def _is_late(self, draft: Draft, operative: date | None) -> bool:
        """Say whether what may cost a right was done after its last day, and nothing shows since that it was accepted.

        What else clears a task tells that the office went on, as does a payment for a later year or a restoration;
        and whoever settled it looked at it.
        """
        rule, by = draft.rule, draft.by
        if draft.status != "done" or by is None or operative is None or draft.nominal is None:
            return False
        act, *others = rule.cleared_by or ("",)
        named = by.kind == act if rule.recurs is None else by.kind != SETTLED and by.cycle == draft.cycle
        if rule.severity != "block" or not named:
            return False
        last = (
            max(operative, self._rolled(rule, rule.grace.until(draft.nominal))[0])
            if rule.grace
            else operative
        )
        if by.day <= last:
            return False
        after = ("restored", *rule.ended_by, *(rule.cleared_by if rule.recurs else others))
        gone_on = any(
            event is not by
            and event.day >= by.day
            and (event.cycle is None or event.cycle > (draft.cycle or 0))
            for kind in after
            for event in self.by_kind.get(kind, ())
        )
        looked_at = any(event.ref == draft.key for event in self.by_kind.get(SETTLED, ()))
        return not gone_on and not looked_at

    def _clear(self, drafts: Sequence[Draft]) -> None:
        """Note of each task what cleared or ended it."""
        in_turn: dict[tuple[str, ...], list[Draft]] = {}
        for draft in drafts:
            if draft.rule.clears_each:
                in_turn.setdefault(draft.rule.cleared_by, []).append(draft)
            else:
                self._clear_by_any(draft)
        for kinds, several in in_turn.items():
            self._clear_in_turn(several, kinds)
        for draft in drafts:
            if draft.status == "open":
                self._settle_or_end(draft)
            if draft.status == "open" and draft.rule.unless:
                self._announce_unless(draft)

    def _clear_by_any(self, draft: Draft) -> None:
        cycle = draft.cycle
        for event in self._among(draft.rule.cleared_by):
            if cycle is not None and event.cycle is not None and event.cycle < cycle:
                continue  # looked at first: of thirty payments most are for other years
            if answers(event, draft):
                self._end(draft, "done", event)
                if draft.status == "done" and cycle is not None and event.cycle is None:
                    draft.doubts = ("cycle",)
                return

    def _clear_in_turn(self, drafts: Sequence[Draft], kinds: tuple[str, ...]) -> None:
        """Let each clearing event clear one task: the one that it is about, else the earliest open."""
        # Those that name what they are about go first, so that no other takes their task; what is only announced goes last.
        taken: list[Draft] = []
        for event in sorted(self._among(kinds), key=lambda each: (self._is_ahead(each), not each.ref)):
            fitting = [
                draft
                for draft in drafts
                if draft.status == "open" and draft not in taken and answers(event, draft)
            ]
            named = [draft for draft in fitting if event.ref and draft.trigger.ref == event.ref]
            if fitting:
                taken.append((named or fitting)[0])
                self._end(taken[-1], "done", event)

    def _settle_or_end(self, draft: Draft) -> None:
        begun = draft.trigger.day
        for event in self.by_kind.get(SETTLED, ()):
            if event.ref == draft.key and event.day >= begun:
                draft.end("done", event)
                return
        restored = [each for each in self.by_kind.get("restored", ()) if not self._is_ahead(each)]
        for event in self._among(draft.rule.ended_by):
            undone = event.kind in RESTORABLE and any(each.day >= event.day for each in restored)
            if event.day >= begun and not undone:
                self._end(draft, "ended", event)
                return

    def _end(self, draft: Draft, status: Status, event: Event) -> None:
        """Let an event clear or end a task; of those that lie ahead the first is announced, and for its own cycle alone."""
        if not self._is_ahead(event):
            draft.end(status, event)
        elif None not in (draft.cycle, event.cycle) and event.cycle != draft.cycle:
            return
        elif draft.announced is None or event.day < draft.announced.day:
            draft.announced = event

    def _is_ahead(self, event: Event) -> bool:
        """Say whether an event lies after the day on which the case is seen."""
        return self.case.seen_on is not None and event.day > self.case.seen_on

    def _told(self, drafts: list[Draft]) -> list[Draft]:
        """Return the tasks of one event: of cycles long past one for all, of those to come so many as the rule tells."""
        since = self.case.known_since
        old = [draft for draft in drafts if draft.was_due_before(since)]
        for draft in old:
            draft.doubts = (*draft.doubts, "before")
            if draft.rule.chance:
                draft.end("ended", None)
        recurs = drafts[0].rule.recurs if drafts else None
        if recurs is None:
            return drafts
        merged = old[:-1]
        if merged:
            old[-1].covers = tuple(draft.cycle for draft in merged if draft.cycle is not None)
        hidden = set(map(id, merged))
        if recurs.ahead:
            coming = [draft for draft in drafts if draft.status == "open" and "before" not in draft.doubts]
            hidden.update(map(id, coming[recurs.ahead :]))
        return [draft for draft in drafts if id(draft) not in hidden]


def _key(rule: Rule, event: Event, count: int, refs: Sequence[str]) -> str:
    """Return what a task is called: by the matter it is about where that has a name of its own, else by its place."""
    return f"{rule.task}#={event.ref}" if refs.count(event.ref) == 1 else f"{rule.task}#{count}"


def _month_end(day: date) -> date:
    """Return the last day of the month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1) if day.year < date.max.year else day
