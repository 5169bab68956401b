"""The rule book that is shipped: every worked example comes out, and every rule says on what it stands."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ipdesk.paths import resource_path
from ipdesk.rules.calendars import WorkCalendar, calendar_of, read_days_off
from ipdesk.rules.deadline_events import EVENTS, SETTLED
from ipdesk.rules.deadline_files import DeadlineRules, read_deadlines, require_examples
from ipdesk.rules.deadline_rules import Rule

FILES = sorted(resource_path("rules", "deadlines").glob("*.toml"))
EXAMPLES = 60  # that were asked for at the least
# What is only told of a record, and neither begins, clears nor ends anything.
TOLD = {
    *("pledged", "pledge-ended", "remuneration-paid", "open-licence-ended", "downgraded", "divided"),
    *("fee-notice", "opposed", "licence-ended", "consented", "outbound-reviewed", "authority-approved"),
}


@cache
def calendar() -> WorkCalendar:
    path = resource_path("rules", "calendars", "days-off.toml")
    return calendar_of(read_days_off(path.name, path.read_text(encoding="utf-8")))


@cache
def read(path: Path) -> DeadlineRules:
    return read_deadlines(path.name, path.read_text(encoding="utf-8"))


def rules() -> list[Rule]:
    return [rule for path in FILES for rule in read(path).rules]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_worked_example_comes_out(path: Path) -> None:
    made = read(path)
    assert made.id == path.stem
    assert made.rules
    require_examples(path.name, made, calendar())


def test_every_rule_has_examples_and_says_on_what_it_stands() -> None:
    assert sum(len(rule.examples) for rule in rules()) >= EXAMPLES
    for rule in rules():
        assert rule.examples, rule.id
        assert any(example.present for example in rule.examples), rule.id
        assert all(basis.document and basis.confidence for basis in rule.basis), rule.id
        assert rule.checked_on is not None, rule.id


def test_no_two_files_hold_a_rule_or_a_task_in_common() -> None:
    assert max(Counter(rule.id for rule in rules()).values()) == 1
    files = {
        task: {path.stem for path in FILES for rule in read(path).rules if rule.task == task}
        for task in {rule.task for rule in rules()}
    }
    assert [task for task, held in files.items() if len(held) > 1] == []
    # The key of a task joins its parts by these.
    assert not any(sign in rule.task for rule in rules() for sign in "#@/")


def test_the_rules_of_one_task_are_cleared_alike() -> None:
    for rule in rules():
        if rule.clears_each:
            alike = {other.cleared_by for other in rules() if other.task == rule.task}
            assert len(alike) == 1, rule.id


def test_every_event_is_of_use() -> None:
    used = {
        kind
        for rule in rules()
        for kind in (
            *rule.trigger,
            *rule.cleared_by,
            *rule.ended_by,
            *rule.requires,
            *rule.unless,
            rule.extended_by,
        )
    }
    terms = {
        term.event for rule in rules() for term in (rule.term, *rule.later_of, *rule.earlier_of, *rule.after)
    }
    assert set(EVENTS) - used - terms - {SETTLED} <= TOLD


def test_what_blocks_can_be_cleared_by_an_act() -> None:
    for rule in rules():
        if rule.severity == "block":
            assert rule.cleared_by, rule.id
