"""Every benchmark runs, on a workspace of fifty records, so that none of them rots unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipdesk.store.wraps import Cost
from tests.benchmarks import searches, texts
from tests.benchmarks.every import BENCHMARKS
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.ground import Ground, ground

RECORDS = 50
IN_WINDOWS = ("windows", "docket")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    monkeypatch.setenv("IPDESK_BENCH_CACHE", str(tmp_path / "cache"))
    for name in (
        "lists",
        "starts",
        "windows",
        "budget",
        "pages",
        "assessments",
        "people",
        "docket",
        "manuscripts",
    ):
        monkeypatch.setattr(f"tests.benchmarks.{name}.AGAIN", 1)
    monkeypatch.setattr("tests.benchmarks.windows.UNHURRIED", 1.0)
    monkeypatch.setattr("tests.benchmarks.overlap.RECORDS", (2_000,))
    monkeypatch.setattr("tests.benchmarks.screens.QUIET", 0.3)
    yield ground(RECORDS, tmp_path, Cost(memory=8, passes=1, lanes=1))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.extra] * (name in IN_WINDOWS)) for name in BENCHMARKS]
)
def test_a_benchmark_measures(small: Ground, name: str) -> None:
    figures = list(BENCHMARKS[name](small))
    assert figures
    assert all(each.measured > 0 for each in figures if each.unit not in ("records", "missed"))
    assert all(len(line.split("|")) == 10 for line in table(figures))


def test_the_same_index_gives_the_same_record() -> None:
    assert texts.disclosure(7) == texts.disclosure(7) != texts.disclosure(8)


def test_absent_texts_stand_in_no_record_of_the_sample_and_others_do() -> None:
    bodies = [texts.disclosure(index) for index in range(RECORDS)]
    joined = ["。".join((each["title"], each["problem"], each["solution"])).casefold() for each in bodies]
    for size in searches.SIZES:
        asked = searches.queries(RECORDS, size)
        for kind in ("common", "middling", "rare"):
            assert all(any(text in body for body in joined) for text in asked[kind])
        assert not any(text in body for text in asked["absent"] for body in joined)


def test_a_missed_target_is_said() -> None:
    assert "missed" in Figure("x", 7, 5).cells()
    assert "missed" not in Figure("x", 5, 5).cells()
