"""The course of a review, told by its moves, and what reviews come to in groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ipdesk.registers.paper_course import Moved, answers_by_kind, course_of, figures
from ipdesk.registers.paper_rows import Author, Handled
from ipdesk.registers.papers import Paper

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 20)
PAPER = Paper(
    number="LW-1", kind="journal", state="approved", verdict="approve", decided_on=LAST,
    declared_on=date(2026, 2, 1), authors=(Author(name="外人"), Author(name="单雨桐", unit="低温室")),
)  # fmt: skip


def moves(*states: str) -> list[Moved]:
    return [Moved(state, FIRST.replace(day=2 + place)) for place, state in enumerate(states)]


def test_days_run_from_the_first_handing_in_to_the_verdict_in_force() -> None:
    course = course_of(PAPER, moves("draft", "submitted", "review", "returned", "submitted", "review"))
    assert (course.handed_in, course.days) == (date(2026, 3, 3), 17)
    assert (course.unit, course.month) == ("低温室", "2026-03")
    assert course_of(PAPER, ()).days == 47, "without moves the day of the declaration stands for it"
    assert course_of(replace(PAPER, decided_on=None), ()).days is None
    assert course_of(replace(PAPER, declared_on=date(2026, 4, 1)), ()).days is None, "reversed days count not"


def test_what_was_put_off_is_released_when_it_is_taken_up_and_not_while_it_waits_again() -> None:
    states = ("submitted", "review", "deferred", "review")
    assert course_of(PAPER, moves(*states)).released_on == date(2026, 3, 5)
    again = course_of(replace(PAPER, state="deferred"), moves(*states, "deferred"))
    assert (again.deferred_on, again.released_on) == (date(2026, 3, 4), None)
    old = replace(PAPER, state="deferred", verdict="defer-until")
    assert course_of(old, ()).deferred_on == LAST, "begun so, from a ledger"


def test_groups_add_up_and_those_without_come_last() -> None:
    papers = [PAPER, replace(PAPER, kind="thesis", verdict="", decided_on=None), replace(PAPER, kind="")]
    courses = [course_of(each, ()) for each in papers]
    for by in ("kind", "verdict", "unit", "month"):
        assert sum(each.count for each in figures(courses, by)) == 3
    kinds = figures(courses, "kind", ["thesis", "journal"])
    assert [each.code for each in kinds] == ["thesis", "journal", ""]
    (one,) = figures(courses[:1], "month")
    assert (one.code, one.decided, one.middle, one.longest) == ("2026-03", 1, 47, 47)
    assert figures(courses, "verdict")[-1].middle is None


def test_findings_are_counted_by_kind_and_answer() -> None:
    rows = tuple(
        Handled(key=str(n), kind="overlap", answer=each) for n, each in enumerate(("waits", "waits", ""))
    )
    found = answers_by_kind([course_of(replace(PAPER, handled=rows), ())])
    assert found == {"overlap": {"waits": 2, "": 1}}
