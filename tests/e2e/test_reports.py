"""The story of a quarter at the real program: looked into, explained, closed, corrected, and read by other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from tests.e2e import disclosure_story as disclosing
from tests.e2e import report_story as story
from tests.e2e.command_line import CommandLine
from tests.e2e.person import Person
from tests.e2e.stage import Stage

pytestmark = pytest.mark.slow
TYPED = story.TYPED


@pytest.fixture
def moved() -> timedelta:
    """Return by how much the clock of the desk goes from that of the machine."""
    return story.NOW - datetime.now(UTC)


def test_a_quarter_is_looked_into_explained_closed_and_corrected(
    stage: Stage, line: CommandLine, sit_down: Callable[[], Person], tmp_path: Path
) -> None:
    number = story.hand_in(line, "一种热链", "2026-07-20", "2026-08-10")
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    person = sit_down()
    story.open_reports(person)
    story.walk_to(person, story.CODE)
    stage.show("1-figures")
    story.open_the_record_behind(person, number)
    story.explain(person)
    stage.show("2-explained")
    story.close(person)
    stage.show("3-closed")
    story.write_workbook(person, first)

    story.hand_in(line, "晚登记的热链", "2026-07-01", "2026-09-20")
    story.correct(person)
    stage.show("4-corrected")
    story.write_workbook(person, second)
    disclosing.leave(person)
    assert [each["reason"] for each in line.ask("report", "closed")] == ["", story.REASON]

    before, after = story.sheets(first), story.sheets(second)
    assert story.CORRECTIONS not in before
    rows = [row for row in after[story.CORRECTIONS] if story.CODE in row]
    assert (21, 51) in [tuple(float(cell) for cell in row[4:6]) for row in rows]
    assert all(story.REASON in row for row in rows)
    drawn = story.as_pdf(second, tmp_path)
    if drawn is None:
        pytest.skip("LibreOffice is not here: only its drawing of the workbook was left out")
    with pypdfium2.PdfDocument(drawn) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert story.NOTE in text and story.REASON in text
