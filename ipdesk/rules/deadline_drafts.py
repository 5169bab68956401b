"""A task while it is reckoned, and which events answer it."""

from __future__ import annotations

from datetime import date

from ipdesk.rules.deadline_rules import Doubt, Event, Rule, Status, shifted


class Draft:
    """A task while it is reckoned: thousands are made at once, so it is finished only when it is told."""

    __slots__ = (
        *("announced", "by", "covers", "cycle", "doubts", "extended", "key", "nominal", "place", "rule"),
        *("status", "trigger"),
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
        self.announced: Event | None = None
        self.doubts: tuple[Doubt, ...] = ()
        self.covers: tuple[int, ...] = ()
        self.extended = 0  # months

    def end(self, status: Status, by: Event | None) -> None:
        """Note what cleared or ended it; nothing but time ended a chance that passed."""
        self.status, self.by, self.announced = status, by, None

    def was_due_before(self, day: date | None) -> bool:
        """Say whether it is open and was due before a day."""
        return day is not None and self.status == "open" and self.nominal is not None and self.nominal < day


def answers(event: Event, task: Draft) -> bool:
    """Say whether an event clears a task: it comes in time to be for it, is about the same matter, and for this cycle."""
    if task.cycle is not None and event.cycle is not None and event.cycle < task.cycle:
        return False
    if not _comes_after(event, task) or not same(event, task.trigger):
        return False
    if task.place and event.place != task.place:
        return False
    if task.cycle is None or event.cycle is not None:
        return True
    return task.nominal is not None and task.nominal < shifted(event.day, months=task.rule.ahead_months)


def _comes_after(event: Event, task: Draft) -> bool:
    """Say whether an event comes after what began a task, or may come before it as one that names the cycle may."""
    begun = task.trigger
    if event.kind in task.rule.trigger:
        return event.day > begun.day
    named = task.cycle is not None and event.cycle is not None
    return event.day >= begun.day or task.rule.cleared_early or named


def same(event: Event, begun: Event) -> bool:
    """Say whether two events may be about the same contract or notice: one that names none may be about any."""
    return not event.ref or not begun.ref or event.ref == begun.ref
