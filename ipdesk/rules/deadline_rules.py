"""Rules of deadlines and what they speak of: events, cases, terms, worked examples, and the tasks that come of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Basis
from ipdesk.rules.words import Words

Base = Literal["event", "receipt", "filing", "priority"]
Roll = Literal["none", "office", "foreign"]
Severity = Literal["block", "warn", "info"]
Status = Literal["open", "done", "ended"]
Doubt = Literal["undated", "receipt", "calendar", "foreign", "before", "cycle", "late"]
POST_DAYS: Final = 15  # 专利法实施细则第四条: a letter counts as received so long after it was sent
# An act that names no cycle is for those due up to so long after it. Less than the six months of the grace: on its
# last day, which may have been a holiday, one pays for the year overdue and not for the next.
AHEAD_MONTHS: Final = 5


class Event(NamedTuple):
    """Something that happened; a bare tuple, as many are made and handed on. `received` is when a notice came, `service` how (`post`, `electronic` or not known).

    `months` is a term set in the notice itself, `cycle` the year that a fee was paid for, `ref` the contract or notice it
    is about, `place` the code of a country.
    """

    kind: str
    day: date
    received: date | None = None
    service: str = ""
    months: int | None = None
    cycle: int | None = None
    ref: str = ""
    place: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What orders events that came on one day, so that the order in which they were entered says nothing."""
        given = (self.received, self.months, self.cycle)
        said = ("" if each is None else str(each) for each in given)
        return self.kind, self.ref, self.place, self.service, *said

    def receipt(self) -> tuple[date, bool]:
        """Return when it counts as received, and whether that is assumed."""
        if self.received is not None:
            return self.received, False
        if self.service == "post":
            return shifted(self.day, days=POST_DAYS), True
        return self.day, self.service != "electronic"


_DAY: Final = attrgetter("day")
_KEY: Final = attrgetter("key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known of one right or secret. `places` are codes of countries in which more is wanted.

    `known_since` is when the desk began to know it: what was due before and is not cleared may well have been done.
    `seen_on` is the day on which it is looked at: what is dated later clears, ends and extends nothing yet and meets no condition of a rule; without it everything does.
    """

    kind: str
    jurisdiction: str = "CN"
    origin: str = ""
    filing: date | None = None
    priority: date | None = None
    places: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    known_since: date | None = None
    seen_on: date | None = None

    def ordered(self) -> tuple[Event, ...]:
        """Return all events by day, the filing and the priority among them."""
        fixed = (("filed", self.filing), ("priority", self.priority))
        every = [*self.events, *(Event(kind=kind, day=day) for kind, day in fixed if day is not None)]
        every.sort(key=_DAY)
        found: list[Event] = []
        for _, of_day in groupby(every, key=_DAY):
            several = list(of_day)
            found += several if len(several) == 1 else sorted(set(several), key=_KEY)
        return tuple(found)

    def next_after(self, day: date) -> date | None:
        """Return the first day after one on which something comes that is announced, None where nothing is."""
        days = (*(each.day for each in self.events), self.filing, self.priority)
        return min((each for each in days if each is not None and each > day), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """So many years, months and days after a base; of another event than the trigger where `event` names one.

    `then_months` are counted anew from the last day of that: two months from the end of twelve are not fourteen from
    29 February.
    """

    base: Base = "event"
    event: str = ""
    years: int = 0
    months: int = 0
    days: int = 0
    working_days: int = 0
    then_months: int = 0


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every so many years up to so many; a cycle is called by its place and `numbered_from`.

    The term of the rule is counted on top of the years: one day less where the last day of a cycle is the act's.
    Only so many cycles that nothing cleared are told ahead; 0 for all of them.
    """

    every: int
    last: int
    numbered_from: int = 1
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Grace:
    """Months in which it may still be done, with the percent that it then costs more in each."""

    percent: tuple[int, ...]

    def steps(self, due: date) -> tuple[tuple[int, date], ...]:
        """Return each percent with the last day on which it is the one, counted from the due day itself."""
        return tuple((each, shifted(due, months=place)) for place, each in enumerate(self.percent, start=1))

    def until(self, due: date) -> date:
        """Return the last day of all."""
        return shifted(due, months=len(self.percent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example: a case and what must come of it. `counting` says how somebody counts it by hand.

    `present` is false where no task may come of it.
    """

    case: Case
    counting: Words
    nominal: date | None = None
    operative: date | None = None
    safe: date | None = None
    cycle: int | None = None
    place: str = ""
    status: Status = "open"
    present: bool = True
    grace_until: date | None = None
    opens: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: the task that an event begins, its term, for which rights it holds, and what clears or ends it.

    Of several rules for one `task` the more specific scope wins. `later_of` are other terms of which the latest counts,
    `earlier_of` such as end it before that. A `chance` is no duty: where its day had passed before the desk knew of the
    record, there is nothing left to do, and it is told as ended. A rule with `places` holds for those that are wanted, one
    for the same task without any for all others, and where none is named yet.
    The rule holds only where the trigger comes no earlier than every term in `after`, all events in `requires` happened
    and none in `unless`. `clears_each` says that one clearing event clears one task only, `cleared_early` that it may have
    happened before what began the task. `from_notice` lets months in
    the notice go before the term; where there is no term either, only they tell the day. `opens` is how long before the day the act can be done. `decided_by` is the day
    that chooses between versions of the law, `checked_on` when somebody last held the rule against its sources.
    """

    id: str
    task: str
    label: Words
    act: Words
    trigger: tuple[str, ...]
    term: Term
    basis: tuple[Basis, ...]
    later_of: tuple[Term, ...] = ()
    earlier_of: tuple[Term, ...] = ()
    after: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    cleared_by: tuple[str, ...] = ()
    clears_each: bool = False
    cleared_early: bool = False
    ended_by: tuple[str, ...] = ()
    extended_by: str = ""
    from_notice: bool = False
    chance: bool = False
    recurs: Recurrence | None = None
    grace: Grace | None = None
    opens_months: int = 0
    end_of_month: bool = False
    end_of_year: bool = False
    roll: Roll = "none"
    worked_counts: bool = False
    waits_for: str = "officer"
    severity: Severity = "warn"
    decided_by: Base = "event"
    effective_from: date | None = None
    effective_to: date | None = None
    checked_on: date | None = None
    note: Words = field(default_factory=Words)
    examples: tuple[Example, ...] = ()

    def fits(self, case: Case) -> bool:
        """Say whether the scope takes in a case."""
        return (
            (not self.kinds or case.kind in self.kinds)
            and (not self.jurisdictions or case.jurisdiction in self.jurisdictions)
            and (not self.origins or case.origin in self.origins)
        )

    @property
    def is_bounded(self) -> bool:
        """Whether there are days on which it is not in force."""
        return self.effective_from is not None or self.effective_to is not None

    @property
    def is_set_by_notice(self) -> bool:
        """Whether only the notice tells its term."""
        return self.from_notice and self.term == Term(base=self.term.base)

    @property
    def is_yearly(self) -> bool:
        """Whether a cycle is a year, and not only the place of one."""
        return self.recurs is not None and self.recurs.every == 1

    @property
    def narrowness(self) -> int:
        """How many ways its scope is narrowed."""
        return sum(map(bool, (self.kinds, self.jurisdictions, self.origins, self.places)))

    @property
    def ahead_months(self) -> int:
        """How long before its day an act that names no cycle is taken to be for it."""
        return self.opens_months or AHEAD_MONTHS

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return (self.effective_from or day) <= day <= (self.effective_to or day)


class Task(NamedTuple):
    """What a rule makes of an event, a bare tuple as many are made at once: the day that is counted, the day that holds, and what it stands on.

    `nominal` is counted, `operative` is the first working day where the last one rolls, `safe` the earliest of all
    readings; all are None where the day to count from is not known. `key` tells it from every other of the record, also
    after days were corrected; of an event with a `ref` of its own also after others were entered before it. `covers` are
    earlier cycles that it stands for, `extended` the months by which its term was extended. `by` cleared or ended it,
    `announced` will, or extends it, or ends what its rule holds for, once its day has come.
    """

    key: str
    rule: Rule
    trigger: Event
    base: date | None
    nominal: date | None
    operative: date | None
    safe: date | None
    status: Status = "open"
    by: Event | None = None
    cycle: int | None = None
    covers: tuple[int, ...] = ()
    place: str = ""
    opens: date | None = None
    grace_until: date | None = None
    doubts: tuple[Doubt, ...] = ()
    extended: int = 0
    announced: Event | None = None

    @property
    def announced_on(self) -> date | None:
        """The day of what is announced to clear, end or extend it."""
        return self.announced.day if self.announced is not None else None

    @property
    def steps(self) -> tuple[tuple[int, date], ...]:
        """The steps of its grace, none where there is none."""
        return self.rule.grace.steps(self.nominal) if self.rule.grace and self.nominal else ()


class RuleGroup(NamedTuple):
    """Rules for one task, the narrowest first, the events that trigger any of them, and whether any is for countries."""

    rules: tuple[Rule, ...]
    triggers: frozenset[str]
    placed: bool

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> RuleGroup:
        """Return the group of some rules."""
        ordered = tuple(sorted(rules, key=lambda rule: -rule.narrowness))
        triggers = frozenset(kind for rule in rules for kind in rule.trigger)
        return cls(ordered, triggers, any(rule.places for rule in rules))


class RuleBook:
    """Rules in their order, by what they hold for; reckoned once for each kind of right."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_id = {rule.id: rule for rule in rules}
        self.rules = tuple(self.by_id.values())
        self._by_scope: dict[tuple[str, str, str], tuple[RuleGroup, ...]] = {}

    def groups(self, case: Case) -> tuple[RuleGroup, ...]:
        """Return the rules whose scope takes in a case, those of one task together."""
        scope = (case.kind, case.jurisdiction, case.origin)
        if scope not in self._by_scope:
            fitting: dict[str, list[Rule]] = {}
            for rule in self.rules:
                if rule.fits(case):
                    fitting.setdefault(rule.task, []).append(rule)
            self._by_scope[scope] = tuple(RuleGroup.of(each) for each in fitting.values())
        return self._by_scope[scope]


def shifted(day: date, *, months: int = 0, days: int = 0) -> date:
    """Return a day later or earlier; at the ends of the calendar it stands still."""
    try:
        later = add_months(day, months)
        return later + timedelta(days) if days else later
    except (ValueError, OverflowError):
        return date.max if months + days > 0 else date.min
