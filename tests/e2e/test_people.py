"""The story of five hundred people at the real program: from the personnel list to the year that watches a leaver."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ipdesk.operations.drafting import LIST
from tests.e2e import disclosure_story as disclosing
from tests.e2e import people_story as story
from tests.e2e.command_line import CommandLine
from tests.e2e.person import CHINESE, Person

pytestmark = pytest.mark.slow
TYPED = story.TYPED


def test_people_sign_one_leaves_and_is_watched(
    sit_down: Callable[[], Person], line: CommandLine, tmp_path: Path
) -> None:
    person = sit_down()
    story.take_in(person, story.PEOPLE, story.personnel_list(tmp_path / "people.xlsx"), story.STAFF)
    signed = story.STAFF - story.WITHOUT
    story.take_in(person, story.AGREEMENTS, story.signed_list(tmp_path / "signed.xlsx"), signed)
    lacking = line.ask("list", "people", "--where", "duty=agreement-missing")
    assert len(lacking) == story.WITHOUT

    folder = tmp_path / "papers"
    folder.mkdir()
    papers = story.draft_for_all(person, folder)
    assert len(papers) == story.WITHOUT
    assert story.name_of(story.STAFF) in disclosing.words_of(papers[-1])

    numbers = [each.name.split()[0] for each in papers]
    scan = tmp_path / "scan.pdf"  # the list on which they signed
    scan.write_bytes((folder / LIST).read_bytes())
    story.record_signatures(person, numbers, scan)
    held = line.record("agreements", numbers[0])
    assert (held["state"], bool(held["scan"])) == ("in-force", True)
    assert line.ask("list", "people", "--where", "duty=agreement-missing") == []

    planted = story.plant(line)
    person.runs(story.LEAVER)
    person.press("ctrl+j")
    story.meets(person, *planted.values())
    words = story.paper_of(person, tmp_path / "leaver.pdf")
    assert all(number in words for number in planted.values())

    person.runs(story.LEAVER)
    person.press("ctrl+j")
    person.press("ctrl+t")
    person.fills(CHINESE.label("Takes effect on"), story.LEFT.isoformat())
    person.press("Return")
    moving = person.reads(r"BD-\d{4}-\d{4}")[0]
    story.settle(line, moving)
    person.runs(moving)
    person.runs(story.CLOSE)
    person.confirms(story.CLOSE)
    person.reads(story.ALL_DONE)
    assert line.record("people", story.LEAVER)["state"] == "left"

    watched = story.disclose_after(line)
    person.runs(watched)
    story.meets(person, rf"{story.LEAVER}.*{story.LEFT.isoformat()}")
    disclosing.leave(person)
