"""The whole story of a disclosure at the real program: read by a screen reader, done by keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import disclosure_story as story
from tests.e2e.display import until
from tests.e2e.stage import Stage

pytestmark = pytest.mark.slow


def test_a_disclosure_from_an_empty_home_to_the_secrecy_check_and_back(stage: Stage, tmp_path: Path) -> None:
    person = stage.sit_down()
    story.make_workspace(person)
    number = story.write_disclosure(person)
    story.pass_secrecy_check(person)
    words = story.print_form(person, tmp_path / "form.pdf")
    assert number in words and story.TITLE in words
    cells = story.export_register(person, tmp_path / "register.xlsx")
    assert number in cells and story.TITLE in cells

    story.lock(person, number, story.TITLE, story.UNIT, story.INVENTOR)
    story.unlock(person)
    story.leave(person)

    person = stage.sit_down()
    story.unlock(person)
    person.press("ctrl+k")
    person.type(story.PART)
    person.finds(f"{number}  {story.TITLE}", "list item", "selected")
    person.press("Return")
    until(
        "the title is read",
        lambda: (at := person.sees(story.label("title"), "text")) and at.text == story.TITLE,
    )
    story.leave(person)
    assert stage.home.said() == ""
