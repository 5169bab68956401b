"""Documents say what they said: a change of wording, order or layout shows as a difference to look at."""

from __future__ import annotations

import pytest

from tests.exporting.golden import GOLDEN, REFERENCE


@pytest.mark.parametrize("name", GOLDEN)
def test_a_document_says_what_it_said(name: str) -> None:
    kept = (REFERENCE / name).read_text(encoding="utf-8")
    assert GOLDEN[name]() == kept, (
        "look at the difference; python -m tests.exporting.golden keeps the new text"
    )
