"""The story of a manuscript at the real program: read, compared, looked at side by side, and decided for its review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e import disclosure_story as disclosing
from tests.e2e import review_story as story
from tests.e2e.command_line import CommandLine
from tests.e2e.person import Person
from tests.e2e.stage import Stage

pytestmark = pytest.mark.slow
TYPED = story.TYPED


def test_a_manuscript_is_checked_looked_at_and_its_risk_decided_for_the_review(
    stage: Stage, line: CommandLine, sit_down: Callable[[], Person], tmp_path: Path
) -> None:
    known = story.know(line, tmp_path)
    person = sit_down()
    story.check(person, known.loose)
    stage.show("1-checked")
    story.read_side_by_side(person, known.result)
    stage.show("2-side-by-side")
    person.press("Return")
    person.finds(known.result, "label")
    stage.show("3-record")

    person.runs(known.review)
    person.finds(known.review, "label")
    person.press("ctrl+shift+r")
    story.stands_at_risks(person)
    stage.show("4-for-the-review")
    story.decide(person, "waits")
    stage.show("5-decided")
    disclosing.leave(person)
    assert line.record("papers", known.review)["handled"][-1]["answer"] == "waits"
    loose = story.risks(line, known.loose)
    assert [(each["kind"], each["severity"], each["record"]) for each in loose] == [
        ("overlap", "defer", known.result)
    ]
    assert loose[0]["page"] == 2
