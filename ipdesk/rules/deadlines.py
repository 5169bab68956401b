"""Deadlines: which days follow from what happened to a right or a technical secret, by rules that are data.

Everything here is a function of the case, the rules and the calendar alone. It knows no today, and nothing of the past
is dropped: a task stands until an event clears or ends it. Counting, sources 专利法实施细则第五条 and 民法典第二百零一条
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

DECIDING: Final[Mapping[Base, Term]] = {base: Term(base=base) for base in get_args(Base)}
# What a restoration takes back; whatever else ended a task, such as a grant, did so for good.
RESTORABLE: Final = frozenset({"ended", "lapse-notice", "withdrawal-notice"})


def tasks_of(
    case: Case, book: RuleBook, calendar: WorkCalendar, *, open_only: bool = False
) -> tuple[Task, ...]:
    """Return every task of a case, whatever its day and whether or not it is cleared; or those alone that are open."""
    course = _Course(case, calendar)
    drafts = (
        draft
        for group in book.groups(case)
        if not group.triggers.isdisjoint(course.by_kind)
        for draft in course.drafts(group)
    )
    return tuple(course.task(draft) for draft in drafts if not open_only or draft.status == "open")


class _Draft:
    """A task while it is reckoned: thousands are made at once, so it is finished only when it is told."""

    __slots__ = (
        *("by", "covers", "cycle", "doubts", "extended", "key", "nominal", "place", "rule", "status"),
        "trigger",
    )

    def __init__(
        self,
        key: str,
        rule: Rule,
        trigger: Event,
        nominal: date | None,
        place: str = "",
        cycle: int | None = None,
    ) -> None:
        self.key, self.rule, self.trigger, self.nominal = key, rule, trigger, nominal
        self.place, self.cycle = place, cycle
        self.status: Status = "open"
        self.by: Event | None = None
        self.doubts: tuple[Doubt, ...] = ()
        self.covers: tuple[int, ...] = ()
        self.extended = 0  # months

    def end(self, status: Status, by: Event | None) -> None:
        """Note what cleared or ended it; nothing but time ended a chance that passed."""
        self.status, self.by = status, by

    def was_due_before(self, day: date | None) -> bool:
        """Say whether it is open and was due before a day."""
        return day is not None and self.status == "open" and self.nominal is not None and self.nominal < day


class _Course:
    """A case with its events in order."""

    def __init__(self, case: Case, calendar: WorkCalendar) -> None:
        self.case, self.calendar = case, calendar
        self.events = case.ordered()
        self.by_kind: dict[str, list[Event]] = {}
        for event in self.events:
            self.by_kind.setdefault(event.kind, []).append(event)
        self._of_kinds: dict[Collection[str], Sequence[Event]] = {}

    def drafts(self, group: RuleGroup) -> list[_Draft]:
        """Return the tasks of rules for one task: of each event that triggers one, by the narrowest that holds then."""
        begun = self._among(group.triggers)
        refs = [event.ref for event in begun if event.ref]
        wanted = (self.case.places or ("",)) if group.placed else ("",)
        made: list[list[_Draft]] = []
        for count, event in enumerate(begun, start=1):
            for place in wanted:
                rule = self._rule_for(group.rules, event, place)
                if rule is not None:
                    key = _key(rule, event, count, refs)
                    made.append(self._begun(key, event, rule, place, group.triggers))
        self._clear([draft for several in made for draft in several])
        return [draft for several in made for draft in self._told(several)]

    def task(self, draft: _Draft) -> Task:
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
        if rule.requires and not self.by_kind.keys() >= set(rule.requires):
            return False
        if rule.unless and not self.by_kind.keys().isdisjoint(rule.unless):
            return False
        for term in rule.after:
            floor = self._day(term, event, 0)
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
    ) -> list[_Draft]:
        """Return the tasks that an event begins in a place: one, or one for each cycle."""
        if rule.recurs is not None:
            return list(self._cycles(key, event, rule, rule.recurs))
        further = self._extended(event, rule, triggers)
        draft = _Draft(
            f"{key}/{place}" if place else key, rule, event, self._nominal(event, rule, further), place
        )
        draft.extended = further
        return [draft]

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

    def _extended(self, event: Event, rule: Rule, triggers: Collection[str]) -> int:
        """Return by how many months a term was extended, before the next event that begins such a task."""
        held = self.by_kind.get(rule.extended_by) if rule.extended_by else None
        if not held:
            return 0
        later = [each.day for each in self.events if each.kind in triggers and each.day > event.day]
        until = min(later, default=date.max)
        return sum(each.months or 0 for each in held if event.day <= each.day < until and _same(each, event))

    def _cycles(self, key: str, event: Event, rule: Rule, recurs: Recurrence) -> Iterator[_Draft]:
        base = self._anchor(rule.term, event)
        if base is None:
            yield _Draft(key, rule, event, None)
            return
        for years in range(recurs.every, recurs.last + 1, recurs.every):
            nominal = self._after(base, rule.term, 12 * years)
            if nominal > event.day:
                number = years // recurs.every + recurs.numbered_from
                yield _Draft(f"{key}@{number}", rule, event, nominal, cycle=number)

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

    def _is_late(self, draft: _Draft, operative: date | None) -> bool:
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
        last = max(operative, rule.grace.until(draft.nominal)) if rule.grace else operative
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

    def _clear(self, drafts: Sequence[_Draft]) -> None:
        """Note of each task what cleared or ended it."""
        in_turn: dict[tuple[str, ...], list[_Draft]] = {}
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

    def _clear_by_any(self, draft: _Draft) -> None:
        cycle = draft.cycle
        for event in self._among(draft.rule.cleared_by):
            if cycle is not None and event.cycle is not None and event.cycle < cycle:
                continue  # looked at first: of thirty payments most are for other years
            if _answers(event, draft):
                draft.end("done", event)
                if cycle is not None and event.cycle is None:
                    draft.doubts = ("cycle",)
                return

    def _clear_in_turn(self, drafts: Sequence[_Draft], kinds: tuple[str, ...]) -> None:
        """Let each clearing event clear one task: the one that it is about, else the earliest open."""
        # Those that name what they are about go first, so that no other takes their task.
        for event in sorted(self._among(kinds), key=lambda each: not each.ref):
            fitting = [draft for draft in drafts if draft.status == "open" and _answers(event, draft)]
            named = [draft for draft in fitting if event.ref and draft.trigger.ref == event.ref]
            if fitting:
                (named or fitting)[0].end("done", event)

    def _settle_or_end(self, draft: _Draft) -> None:
        begun = draft.trigger.day
        for event in self.by_kind.get(SETTLED, ()):
            if event.ref == draft.key and event.day >= begun:
                draft.end("done", event)
                return
        restored = self.by_kind.get("restored", ())
        for event in self._among(draft.rule.ended_by):
            undone = event.kind in RESTORABLE and any(each.day >= event.day for each in restored)
            if event.day >= begun and not undone:
                draft.end("ended", event)
                return

    def _told(self, drafts: list[_Draft]) -> list[_Draft]:
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


def _answers(event: Event, task: _Draft) -> bool:
    """Say whether an event clears a task: it comes in time to be for it, is about the same matter, and for this cycle."""
    if task.cycle is not None and event.cycle is not None and event.cycle < task.cycle:
        return False
    if not _comes_after(event, task) or not _same(event, task.trigger):
        return False
    if task.place and event.place != task.place:
        return False
    if task.cycle is None or event.cycle is not None:
        return True
    return task.nominal is not None and task.nominal < shifted(event.day, months=task.rule.ahead_months)


def _comes_after(event: Event, task: _Draft) -> bool:
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
