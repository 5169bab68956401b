"""Deadline rules read from rule files, and refused where they contradict themselves or their own worked examples.

The top of a file has `id`, `version`, `label`, `basis`, `checked_on` and perhaps `ended_by` for all its rules; then come the tables
`deadline`, each with its worked examples. A term is written in one line: `{ base = "priority", months = 18 }`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final, get_args

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_, Message
from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_events import EVENTS, KINDS, ORIGINS, STATUSES, WAITS_FOR
from ipdesk.rules.deadline_examples import failed_examples
from ipdesk.rules.deadline_rules import (
    Base,
    Case,
    Event,
    Example,
    Grace,
    Recurrence,
    Roll,
    Rule,
    Severity,
    Status,
    Term,
)
from ipdesk.rules.files import Table, WrongRule, read_rules
from ipdesk.rules.words import Words

LONGEST_YEARS: Final = 120
LONGEST_DAYS: Final = 3660
SERVICES: Final = ("electronic", "post")
PLACES: Final = 2  # letters of the code of a country or office


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRules:
    """The rules of one file in their version."""

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    rules: tuple[Rule, ...]


def read_deadlines(file: str, text: str) -> DeadlineRules:
    """Return the deadline rules of a file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    ended_by = top.some_of("ended_by", EVENTS, needed=False)
    checked = top.day("checked_on")
    if checked is None:
        raise top.wrong(Message(N_("“{key}” is missing."), key="checked_on"))
    made = DeadlineRules(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        basis=top.basis(),
        rules=_rules(top, ended_by, checked),
    )
    top.close()
    return made


def require_examples(file: str, made: DeadlineRules, calendar: WorkCalendar) -> None:
    """Raise WrongRule for the first worked example that does not come out by the rules themselves."""
    for rule in made.rules:
        for example, task in failed_examples(rule, calendar, made.rules):
            came = N_("The worked example of “{id}” comes to {nominal}, {operative} and {safe} ({status}).")
            none = N_("The worked example of “{id}” comes to no task.")
            said = (
                Message(none, id=rule.id)
                if task is None
                else Message(
                    came,
                    id=rule.id,
                    nominal=task.nominal or "–",
                    operative=task.operative or "–",
                    safe=task.safe or "–",
                    status=Message(STATUSES[task.status]),
                )
            )
            raise WrongRule(file, example.line, said)


def require_apart(file: str, made: DeadlineRules, others: Iterable[DeadlineRules]) -> None:
    """Raise WrongRule for a rule that would hold for the same as one of another file: none of the two would be meant."""
    for rule in made.rules:
        for other in (each for rules in others for each in rules.rules):
            if rule.id == other.id or compete(rule, other):
                raise WrongRule(
                    file,
                    1,
                    Message(N_("“{id}” and “{other}” hold for the same."), id=rule.id, other=other.id),
                )


def _rules(top: Table, ended_by: tuple[str, ...], checked: date) -> tuple[Rule, ...]:
    read = [(table, _rule(table, ended_by, checked)) for table in top.tables("deadline")]
    for (_, former), (table, later) in combinations(read, 2):
        if former.id == later.id:
            raise table.wrong(Message(N_("“{id}” is there already."), id=later.id), "id")
        if compete(former, later):
            raise table.wrong(
                Message(N_("“{id}” and “{other}” hold for the same."), id=later.id, other=former.id), "id"
            )
    return tuple(rule for _, rule in read)


def compete(one: Rule, other: Rule) -> bool:
    """Say whether two rules are for one task and would hold for the same case at once, neither being the narrower."""
    if one.task != other.task:
        return False
    days = [(rule.effective_from, rule.effective_to) for rule in (one, other)]
    apart = any(end and begin and end < begin for (begin, _), (_, end) in (days, days[::-1]))
    scopes = (
        (one.kinds, other.kinds),
        (one.jurisdictions, other.jurisdictions),
        (one.origins, other.origins),
        (one.places, other.places),
        (one.trigger, other.trigger),
    )
    meet = all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in scopes)
    return meet and not apart and one.narrowness == other.narrowness


def _rule(table: Table, ended_by: tuple[str, ...], checked: date) -> Rule:
    id_ = table.name("id")
    roll: Any = table.one_of("roll", get_args(Roll), "none")
    severity: Any = table.one_of("severity", get_args(Severity), "warn")
    decided: Any = table.one_of("decided_by", get_args(Base), "event")
    made = Rule(
        id=id_,
        task=table.name("task") if table.has("task") else id_,
        label=table.words("label"),
        act=table.words("act"),
        trigger=table.some_of("trigger", EVENTS),
        term=_term(table, "term"),
        later_of=tuple(_term_of(each) for each in table.tables("later_of")),
        earlier_of=tuple(_term_of(each) for each in table.tables("earlier_of")),
        after=tuple(_term_of(each) for each in table.tables("after")),
        kinds=table.some_of("kinds", KINDS, needed=False),
        jurisdictions=_places(table, "jurisdictions"),
        origins=table.some_of("origins", ORIGINS, needed=False),
        places=_places(table, "places"),
        requires=table.some_of("requires", EVENTS, needed=False),
        unless=table.some_of("unless", EVENTS, needed=False),
        cleared_by=table.some_of("cleared_by", EVENTS, needed=False),
        clears_each=table.flag("clears_each"),
        cleared_early=table.flag("cleared_early"),
        ended_by=table.some_of("ended_by", EVENTS, needed=False) if table.has("ended_by") else ended_by,
        extended_by=table.one_of("extended_by", EVENTS) if table.has("extended_by") else "",
        from_notice=table.flag("from_notice"),
        chance=table.flag("chance"),
        recurs=_recurrence(table),
        grace=_grace(table),
        opens_months=table.whole("opens_months", 1, 12 * LONGEST_YEARS, default=0),
        end_of_month=table.flag("end_of_month"),
        end_of_year=table.flag("end_of_year"),
        roll=roll,
        worked_counts=table.flag("worked_counts"),
        waits_for=table.one_of("waits_for", WAITS_FOR, "officer"),
        severity=severity,
        decided_by=decided,
        checked_on=table.day("checked_on", default=checked),
        basis=table.basis(),
        note=table.words("note", needed=False),
        examples=tuple(_examples(table)),
        **table.days_in_force(),
    )
    table.close()
    _require_sense(table, made)
    return made


def _require_sense(table: Table, rule: Rule) -> None:
    """Raise WrongRule for what would silently never hold."""
    if both := set(rule.trigger) & set(rule.ended_by):
        raise table.wrong(Message(N_("“{name}” would end what it begins."), name=min(both)), "ended_by")
    if rule.recurs is None:
        return
    if rule.recurs.last < rule.recurs.every:
        raise table.wrong(Message(N_("It ends before it begins.")), "recurs")
    for key, held in (("places", rule.places), ("clears_each", rule.clears_each)):
        if held:
            raise table.wrong(Message(N_("“{key}” does not go with what recurs."), key=key), key)


def _term(table: Table, key: str) -> Term:
    held = table.table(key)
    if held is None:
        raise table.wrong(Message(N_("“{key}” is missing."), key=key))
    return _term_of(held)


def _term_of(table: Table) -> Term:
    base: Any = table.one_of("base", get_args(Base), "event")
    made = Term(
        base=base,
        event=table.one_of("event", EVENTS) if table.has("event") else "",
        years=table.whole("years", -LONGEST_YEARS, LONGEST_YEARS, default=0),
        months=table.whole("months", -12 * LONGEST_YEARS, 12 * LONGEST_YEARS, default=0),
        days=table.whole("days", -LONGEST_DAYS, LONGEST_DAYS, default=0),
        working_days=table.whole("working_days", 0, LONGEST_DAYS, default=0),
        then_months=table.whole("then_months", 0, 12 * LONGEST_YEARS, default=0),
    )
    table.close()
    return made


def _recurrence(table: Table) -> Recurrence | None:
    held = table.table("recurs")
    if held is None:
        return None
    made = Recurrence(
        every=held.whole("every", 1, LONGEST_YEARS),
        last=held.whole("last", 1, LONGEST_YEARS),
        numbered_from=held.whole("numbered_from", 0, LONGEST_YEARS, default=1),
        ahead=held.whole("ahead", 0, LONGEST_YEARS, default=0),
    )
    held.close()
    return made


def _grace(table: Table) -> Grace | None:
    held = table.table("grace")
    if held is None:
        return None
    percent = tuple(held.wholes("percent", 0, 100))
    held.close()
    if not percent:
        raise table.wrong(Message(N_("“{key}” is missing."), key="percent"), "grace")
    return Grace(percent)


def _examples(table: Table) -> Iterator[Example]:
    for each in table.tables("example"):
        status: Any = each.one_of("status", get_args(Status), "open")
        made = Example(
            case=_case(each),
            counting=each.words("counting"),
            nominal=each.day("nominal"),
            operative=each.day("operative"),
            safe=each.day("safe"),
            cycle=each.whole("cycle", 0, LONGEST_YEARS) if each.has("cycle") else None,
            place=_place(each),
            status=status,
            present=not each.flag("none"),
            grace_until=each.day("grace_until"),
            opens=each.day("opens"),
            line=each.line,
        )
        each.close()
        if made.present == (made.nominal is None):
            raise each.wrong(
                Message(N_("An example names the day that is counted, or says that there is none."))
            )
        yield made


def _case(table: Table) -> Case:
    return Case(
        kind=table.one_of("kind", KINDS),
        jurisdiction=table.text("jurisdiction", default="CN"),
        origin=table.one_of("origin", ORIGINS, "direct"),
        filing=table.day("filing"),
        priority=table.day("priority"),
        places=_places(table, "wanted"),
        events=tuple(_events(table.tables("events"))),
        known_since=table.day("known_since"),
    )


def _events(tables: Iterable[Table]) -> Iterator[Event]:
    for each in tables:
        day = each.day("day")
        if day is None:
            raise each.wrong(Message(N_("“{key}” is missing."), key="day"))
        made = Event(
            kind=each.one_of("event", EVENTS),
            day=day,
            received=each.day("received"),
            service=each.one_of("service", SERVICES) if each.has("service") else "",
            months=each.whole("months", 1, 120) if each.has("months") else None,
            cycle=each.whole("cycle", 0, LONGEST_YEARS) if each.has("cycle") else None,
            ref=each.text("ref") if each.has("ref") else "",
            place=_place(each),
        )
        each.close()
        yield made


def _places(table: Table, key: str) -> tuple[str, ...]:
    held = table.names(key)
    for each in held:
        _require_place(table, key, each)
    return held


def _place(table: Table) -> str:
    if not table.has("place"):
        return ""
    held = table.text("place")
    _require_place(table, "place", held)
    return held


def _require_place(table: Table, key: str, code: str) -> None:
    if len(code) != PLACES or not code.isascii() or not code.isupper():
        raise table.wrong(Message(N_("“{code}” is no code of two capital letters."), code=code), key)
