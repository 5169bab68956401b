"""How the duties of a person stand on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.registers.duties import Duty, Line, Moving, Signed, duties

TODAY = date(2026, 11, 22)
HERE: dict[str, Any] = {
    "id": 1,
    "number": "A0117",
    "name": "单雨桐",
    "state": "active",
    "employment": "permanent",
}
GONE: dict[str, Any] = {**HERE, "state": "left", "left_on": date(2026, 3, 31)}
JOINER = Signed(number="XY-1", kind="joiner", state="in-force")


def _of(*signed: Signed, moving: tuple[Moving, ...] = (), **values: Any) -> dict[str, Duty]:
    line = Line(**{**HERE, **values})
    kind = {"external": ""}.get(line.employment, "joiner")
    return {each.code: each for each in duties(line, signed, moving, TODAY, lambda _: kind)}


def _signed(state: str, **values: Any) -> Signed:
    return Signed(**{"number": "XY-2", "kind": "joiner", "state": state, **values})


@pytest.mark.parametrize(
    ("signed", "status"),
    [
        ((), "missing"),
        ((JOINER,), "signed"),
        ((_signed("in-force", kind="student"),), "signed"),
        ((_signed("in-force", kind="non-compete"),), "missing"),
        ((_signed("in-force", expires_on=TODAY),), "signed"),
        ((_signed("in-force", expires_on=TODAY - timedelta(days=1)),), "expired"),
        ((_signed("in-force", expires_on=TODAY - timedelta(days=1)), _signed("sent")), "waiting"),
        ((_signed("drafted"), JOINER), "signed"),
        ((_signed("refused"), _signed("ended"), _signed("superseded")), "missing"),
    ],
)
def test_an_agreement_stands_as_the_best_of_them(signed: tuple[Signed, ...], status: str) -> None:
    """What holds counts before what waits, that before what has expired."""
    assert _of(*signed)["agreement"].status == status


def test_whoever_signs_nothing_owes_nothing() -> None:
    """Nor does somebody who is no longer here."""
    assert "agreement" not in _of(employment="external")
    assert "agreement" not in _of(**GONE)


def test_a_classified_post_asks_for_its_own_paper_and_review() -> None:
    """An agreement is no undertaking."""
    found = _of(JOINER, post_class="core", post_review_on=TODAY - timedelta(days=1))
    assert (found["agreement"].status, found["secrecy"].status, found["review"].status) == (
        "signed",
        "missing",
        "expired",
    )
    assert set(_of(JOINER, post_class="none", post_review_on=date(2020, 1, 1))) == {"agreement"}
    paper = _signed("in-force", kind="secrecy")
    assert _of(paper, post_class="core", post_review_on=TODAY)["secrecy"].status == "signed"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_leaver_is_watched_for_a_year_and_then_no_more(left: date) -> None:
    """From the day after the last one."""
    watch = _of(**{**GONE, "left_on": left}).get("watch")
    until = date(left.year + 1, left.month, 28 if (left.month, left.day) == (2, 29) else left.day)
    assert (watch is not None) == (left < TODAY <= until)
    assert watch is None or watch.until == until


def test_a_movement_under_way_is_late_once_a_task_is() -> None:
    """The day on which a task falls due is still in time."""
    for due, status in ((TODAY, "waiting"), (TODAY - timedelta(days=1), "due"), (None, "waiting")):
        moving = Moving(number="BD-1", kind="joining", open=2, due=due)
        assert _of(JOINER, moving=(moving,))["movement"].status == status
