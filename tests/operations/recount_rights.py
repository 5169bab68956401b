"""Every query over rights and deadlines once more, from whole records in plain Python: nothing is shared with what is tested but the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from ipdesk.model.dates import add_years
from ipdesk.model.record import WITHDRAWN
from ipdesk.operations import deadlines
from ipdesk.operations.deadline_rules import book_in_force
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers import register
from ipdesk.registers.patent_numbers import plain_number

Rows = dict[tuple[str, int], tuple[date | None, Decimal | None]]
Found = Iterator[tuple[Any, date | None, Decimal | None, int]]
PATENT_KINDS = ("invention", "utility-model", "design", "foreign", "defence", "secret")
USES = (
    "implemented",
    "first-used",
    "licence",
    "licence-recorded",
    "transferred",
    "transfer-recorded",
    "equity",
)


class RightsCount:
    """The records of a desk, and what each query over rights finds among them for the days from `first` to `last`."""

    def __init__(self, desk: Desk, first: date, last: date, years: int, held: dict[str, Any]) -> None:
        self.desk, self.today, self.held = desk, desk.today(), held  # `held` is what several counts read
        self.first, self.last, self.years = first, min(last, self.today), years

    def query(self, name: str) -> Rows:
        """Return the rows of a query: number and place, or -1, with the day where it has one, and the value."""
        ask: Callable[[], Found] = getattr(self, name.replace("-", "_"))
        return {(record.number, place): (day, value) for record, day, value, place in ask()}

    def all(self, name: str) -> list[Any]:
        """Return the records of a register that figures are made of."""
        if name not in self.held:
            found = whole(self.desk, register(name), list(list_ids(self.desk, register(name))))
            self.held[name] = [each for each in found if each.state != WITHDRAWN and not each.withheld]
        return list(self.held[name])

    def within(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    # Rights

    @cached_property
    def patents(self) -> list[Any]:
        return sorted(self.all("patents"), key=lambda each: each.number)

    def ended(self, each: Any) -> date | None:
        restored = [row.day for row in each.events if row.event == "restored" and row.day]
        end: date | None = each.ended_on
        return None if end and any(day >= end for day in restored) else end

    def has_ended(self, each: Any) -> bool:
        end = self.ended(each)
        return end is not None and end <= self.last

    def lost_track(self, each: Any) -> bool:
        return each.state in ("ended", "dropped") and each.ended_on is None

    def in_force(self) -> list[Any]:
        return [
            each
            for each in self.patents
            if each.kind in PATENT_KINDS and each.granted_on and each.granted_on <= self.last and not self.lost_track(each)
            and not self.has_ended(each)
        ]  # fmt: skip

    def filings(self) -> Found:
        return ((each, each.filed_on, None, -1) for each in self.patents if self.within(each.filed_on))

    def filings_gated(self) -> Found:
        return (each for each in self.filings() if each[0].kind != "trademark")

    def filings_assessed(self) -> Found:
        files = ("file-cn", "file-pct", "defence-patent", "secret-patent", "register")
        decided = {
            each.number: each.decided_on
            for each in self.all("assessments")
            if each.outcome in files and each.decided_on
        }
        for found in self.filings_gated():
            if any(n in decided and decided[n] <= found[0].filed_on for n in found[0].assessment):
                yield found

    def grants(self) -> Found:
        return ((each, each.granted_on, None, -1) for each in self.patents if self.within(each.granted_on))

    def inventions_final(self) -> Found:
        for each in self.patents:
            if each.kind == "invention" and each.granted_on and self.within(each.granted_on):
                yield each, each.granted_on, None, -1
            failed = each.end_reason in ("refused", "retracted", "deemed-withdrawn")
            if each.kind == "invention" and not each.granted_on and failed and self.within(self.ended(each)):
                yield each, each.ended_on, None, -1

    def inventions_granted(self) -> Found:
        return (each for each in self.inventions_final() if each[0].granted_on)

    def grants_of_age(self) -> Found:
        for each in self.patents:
            if each.kind in PATENT_KINDS and each.granted_on and not self.lost_track(each):
                day = add_years(each.granted_on, self.years)
                if self.within(day) and self.can_last(each, day):
                    yield each, day, None, -1

    def can_last(self, each: Any, day: date) -> bool:
        term = {"invention": 20, "utility-model": 10, "design": 15}.get(each.kind)
        if each.kind == "design" and (each.filed_on is None or each.filed_on < date(2021, 6, 1)):
            term = 10
        if self.ended(each) and each.end_reason == "expired" and each.ended_on <= day:
            return False
        return term is None or each.filed_on is None or day < add_years(each.filed_on, term)

    def grants_kept(self) -> Found:
        for found in self.grants_of_age():
            end = self.ended(found[0])
            if end is None or (found[1] and end > found[1]):
                yield found

    def standing(self, chosen: list[Any]) -> Found:
        return ((each, None, None, -1) for each in chosen)

    def patents_valid(self) -> Found:
        return self.standing(self.in_force())

    def inventions_valid(self) -> Found:
        return self.standing([each for each in self.in_force() if each.kind == "invention"])

    def inventions_high_value(self) -> Found:
        for found in self.inventions_valid():
            if found[0].high_value or add_years(found[0].granted_on, 10) < self.last:
                yield found

    def happened(self, each: Any, kinds: tuple[str, ...]) -> bool:
        return any(row.event in kinds and (row.day is None or row.day <= self.last) for row in each.events)

    def patents_used(self) -> Found:
        return self.standing([each for each in self.in_force() if self.happened(each, USES)])

    def patents_idle(self) -> Found:
        for each in self.in_force():
            of_age = add_years(each.granted_on, 3) <= self.last
            here = each.kind in PATENT_KINDS[:3] and each.jurisdiction in ("", "CN")
            if here and of_age and not self.happened(each, USES):
                yield each, None, None, -1

    def patents_idle_handled(self) -> Found:
        kinds = ("posted", "entrusted", "open-licence", "kept-for-reason", "abandon-review")
        for found in self.patents_idle():
            settled = [row.on for row in found[0].settled if "unimplemented" in row.task and row.on]
            if self.happened(found[0], kinds) or any(day <= self.last for day in settled):
                yield found

    @cached_property
    def families(self) -> dict[str, frozenset[str]]:
        """Return for each right the numbers of its family, by going on as long as something is joined."""
        near: dict[str, set[str]] = {each.number: {each.number} for each in self.patents}
        # Of several with one application number the last by record number is meant.
        named = {
            plain_number(each.application_number): each.number
            for each in self.patents
            if each.application_number
        }
        for each in self.patents:
            others = [n for n in each.parents if n in near]
            others += [
                named[plain_number(row.number)]
                for row in each.priorities
                if plain_number(row.number) in named
            ]
            for other in others:
                near[each.number].add(other)
                near[other].add(each.number)
        found: dict[str, frozenset[str]] = {}
        for number in near:
            members, waiting = {number}, [number]
            while waiting:
                fresh = near[waiting.pop()] - members
                members |= fresh
                waiting += fresh
            found[number] = frozenset(members)
        return found

    def families_valid(self) -> Found:
        seen: set[str] = set()
        for each in self.in_force():
            if each.number not in seen:
                seen |= self.families[each.number]
                yield each, None, None, -1

    def families_abroad(self) -> Found:
        abroad = {
            each.number
            for each in self.patents
            if each.filed_on and each.filed_on <= self.last
            and (each.kind in ("pct", "foreign") or each.jurisdiction not in ("", "CN"))
        }  # fmt: skip
        return (each for each in self.families_valid() if abroad & self.families[each[0].number])

    def events(self, *kinds: str) -> Found:
        for each in self.patents:
            for place, row in enumerate(each.events):
                if row.event in kinds and self.within(row.day):
                    yield each, row.day, None, place

    def deals(self) -> Found:
        return self.events("licence", "transferred", "equity", "open-licence")

    def outbound_reviews(self) -> Found:
        return self.events("outbound-reviewed")

    def abroad_reviews(self) -> Found:
        for each in self.patents:
            asked, told = each.review_requested_on, each.review_decided_on
            if each.review_decision in ("cleared", "barred") and self.within(told):
                days = (told - asked).days if asked else -1
                yield each, told, Decimal(days) if days >= 0 else None, -1

    def rights_lost(self) -> Found:
        for each in self.patents:
            if each.end_reason in ("unpaid", "deemed-withdrawn") and self.within(self.ended(each)):
                yield each, each.ended_on, None, -1

    def agency_scores(self) -> Found:
        for each in self.patents:
            for place, row in enumerate(each.agency_scores):
                given = [s for s in (row.drafting, row.replies, row.timeliness, row.cost) if s is not None]
                if given and self.within(row.day):
                    yield each, row.day, sum(given, Decimal(0)) / len(given), place

    def costs(self) -> Found:
        for each in self.patents:
            for place, row in enumerate(each.costs):
                if row.amount is not None and self.within(row.day):
                    yield each, row.day, row.amount, place

    def costs_barred(self) -> Found:
        for each, day, value, place in self.costs():
            if (each.costs[place].payer, each.costs[place].funds) == ("researcher", "fiscal"):
                yield each, day, value, place

    # Deadlines

    def tasks(self, each: Any) -> tuple[Any, ...]:
        """Return the tasks of a record as the rules tell them, none of one that is over on an unknown day."""
        name = "secrets" if hasattr(each, "recognised_on") else "patents"
        if name == "patents" and self.lost_track(each):
            return ()
        if each.number not in self.held:
            book = book_in_force(self.desk)
            self.held[each.number] = tuple(deadlines.tasks_by(book, register(name), each, self.desk.today()))
        found: tuple[Any, ...] = self.held[each.number]
        return found

    def deadlines_due(self) -> Found:
        for each in (*self.all("patents"), *self.all("secrets")):
            for place, task in enumerate(self.tasks(each)):
                if self.is_due(each, task):
                    yield each, task.operative, None, place

    def is_due(self, each: Any, task: Any) -> bool:
        day, by = task.operative, task.by.day if task.by else None
        if (
            not self.within(day)
            or task.rule.chance
            or task.rule.severity == "info"
            or "before" in task.doubts
            or task.rule.task.endswith("unimplemented")
        ):
            return False
        if task.status == "ended":
            lost = getattr(each, "end_reason", "") in ("unpaid", "deemed-withdrawn")
            return by is not None and day < self.today and (by > day or (by == day and lost))
        return bool(task.status == "done" and by <= day) or bool(day < self.today)

    def of_tasks(self, wanted: str = "", *, met: bool = False) -> Found:
        for each, day, _, place in self.deadlines_due():
            task = self.tasks(each)[place]
            done = task.status == "done" and task.by is not None and day is not None and task.by.day <= day
            if task.rule.task.endswith(wanted) and (done or not met):
                yield each, day, None, place

    def deadlines_met(self) -> Found:
        return self.of_tasks(met=True)

    def recordals_due(self) -> Found:
        return self.of_tasks("use.licence-record")

    def recordals_on_time(self) -> Found:
        return self.of_tasks("use.licence-record", met=True)

    def awards_due(self) -> Found:
        return self.of_tasks("use.award")

    def awards_on_time(self) -> Found:
        return self.of_tasks("use.award", met=True)
