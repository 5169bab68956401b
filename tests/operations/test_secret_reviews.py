"""The list of yearly reviews: every recognised secret by its day, none that belongs to the other regime."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.model.values import plain_values
from ipdesk.operations import records, secret_reviews, spills
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.registers.rights import SECRET

SECRETS = register("secrets")


@pytest.fixture
def reviewer(as_user: Callable[..., Desk]) -> Desk:
    """Return the desk of who recognises what others propose."""
    return as_user("reviewer")


def recognise(desk: Desk, reviewer: Desk, **changes: Any) -> str:
    """Add a recognised secret with its review planned for some day, and return its number."""
    plain = plain_values(SECRET) | {"number": "", "disclosure": [], "assessment": [], "projects": []}
    plain |= {"since": "2025-02-01", "proposed_on": "2025-03-01", "recognised_on": "2025-03-04", "access": []}
    number = records.add(desk, SECRETS, [plain | changes])[0].number
    records.move(reviewer, SECRETS, number, "recognised")
    return number


def test_those_without_a_planned_day_are_listed_by_the_last_day_there_is(desk: Desk, reviewer: Desk) -> None:
    planned = recognise(desk, reviewer, review_on="2026-03-01")
    unplanned = recognise(desk, reviewer, review_on=None)
    late = recognise(desk, reviewer, recognised_on="2025-03-11", review_on="2026-03-20")
    records.add(desk, SECRETS, [{"title": "拟认定"}])
    listed = [each.number for each in secret_reviews.reviews_due(desk, until=date(2026, 3, 10))]
    assert listed == [planned, unplanned]
    # What is planned for later than a year after the last review falls due by the year.
    listed = [each.number for each in secret_reviews.reviews_due(desk, until=date(2026, 3, 11))]
    assert listed == [planned, unplanned, late]
    assert len(secret_reviews.reviews_due(desk)) == 3


def test_the_list_bears_the_highest_marking_and_leaves_out_what_is_sealed(
    desk: Desk, reviewer: Desk, tmp_path: Path
) -> None:
    recognise(desk, reviewer, review_on="2026-03-10", grade="general", title="青松一号")
    sealed = recognise(desk, reviewer, review_on="2026-03-10", grade="core", title="青松九号")
    paper = secret_reviews.write_review_list(desk, tmp_path / "a.pdf")
    assert (paper.records, paper.marking.handling) == (2, "trade-core")
    spills.seal(desk, SECRETS, sealed, "上级通知")
    paper = secret_reviews.write_review_list(desk, tmp_path / "a.xlsx", "en")
    assert (paper.records, paper.marking.handling) == (1, "trade-general")
    cells = [
        cell.value
        for sheet in load_workbook(tmp_path / "a.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert "青松一号" in cells
    assert "青松九号" not in cells
