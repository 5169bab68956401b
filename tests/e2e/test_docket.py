"""The story of a right and its deadlines at the real program: filed, paid for, answered over a holiday, and corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ipdesk.model.text import N_
from tests.e2e import disclosure_story as disclosing
from tests.e2e import docket_story as story
from tests.e2e.command_line import CommandLine
from tests.e2e.person import CHINESE, Person
from tests.e2e.stage import Stage

pytestmark = pytest.mark.slow
TYPED = story.TYPED


@pytest.fixture
def moved() -> timedelta:
    """Return by how much the clock of the desk goes from that of the machine."""
    return story.NOW - datetime.now(UTC)


def test_a_right_is_filed_paid_for_and_its_answer_falls_on_a_holiday_until_its_day_is_corrected(
    stage: Stage, line: CommandLine, sit_down: Callable[[], Person]
) -> None:
    number: str = line.give("add", "patents", values=story.ORDERED)[0]
    person = sit_down()
    person.runs(number)
    story.record_filing(person)
    story.go_to_deadlines(person)
    person.finds(story.name_of(story.FEE), "cell")
    stage.show("1-filed")
    assert line.record("patents", number)["state"] == "filed"
    assert story.days(story.task(line, number, story.FEE)) == story.FEE_DAYS

    story.open_everything_due(person)
    story.choose(person, story.FEE)
    stage.show("2-due")
    story.pay(person)
    stage.show("3-paid")
    paid = story.task(line, number, story.FEE)
    assert (paid["status"], paid["cleared_on"]) == ("done", story.NOW.date().isoformat())
    assert story.FEE not in story.due(line, number)

    person.runs(number)
    story.record_action(person)
    assert story.days(story.task(line, number, story.ANSWER)) == story.MISREAD_DAYS
    story.open_everything_due(person)
    person.runs(story.SHOW_ALL)
    story.choose(person, story.ANSWER)
    stage.show("4-all-due")
    person.press("Return")
    story.stands_at(person, story.DEADLINES)
    person.reads(story.HOLIDAY)
    stage.show("5-holiday")

    story.correct_action(person)
    stage.show("6-typed")
    story.go_to_deadlines(person)
    person.finds(f"{story.MISREAD_DAYS[1]} → {story.SENT_DAYS[1]}", "cell")
    stage.show("7-old-and-new")
    person.press("ctrl+s")
    person.reads(CHINESE.label(N_("Saved.")))
    person.finds(story.SENT_DAYS[1], "cell")
    stage.show("8-moved")
    disclosing.leave(person)
    assert story.days(story.task(line, number, story.ANSWER)) == story.SENT_DAYS
    assert story.due(line, number)[story.ANSWER] == story.SENT_DAYS[1]
