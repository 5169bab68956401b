"""Fixtures for the stories at the real program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import assessment_story, disclosure_story
from tests.e2e.display import Display
from tests.e2e.stage import Stage


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """Return a private display whose keyboard has the Chinese characters that the stories type."""
    typed = (*disclosure_story.TYPED, *assessment_story.TYPED)
    made = Display(tmp_path_factory.mktemp("display"), "".join(typed))
    yield made
    made.close()


@pytest.fixture
def stage(tmp_path: Path, display: Display, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Return an empty home with a screen reader; what is on the screen stays behind when the test fails."""
    failed = request.session.testsfailed
    made = Stage(tmp_path, display)
    yield made
    if request.session.testsfailed > failed:
        made.keep(tmp_path)
    made.end()
