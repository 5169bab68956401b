"""The seed is played in the order of its days, and every D-30 in it becomes a day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ipdesk.operations.desk import Desk
from ipdesk.operations.timeline import Seed, SteppedClock, play, read_seed
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.store.records import read
from tests.conftest import START


def seed_of(tmp_path: Path, *records: dict[str, Any]) -> Seed:
    """Return the seed of a file with these records."""
    head = {
        "lab": "示例",
        "code": "X",
        "highest": "internal",
        "users": [{"name": "甲", "role": "officer"}],
        "printed": "",
    }
    file = tmp_path / "seed.json"
    file.write_text(json.dumps(head | {"records": records}, ensure_ascii=False), encoding="utf-8")
    return read_seed(file)


def test_steps_of_all_records_are_played_by_day(tmp_path: Path, desk: Desk) -> None:
    seed = seed_of(
        tmp_path,
        {
            "register": "projects",
            "steps": [{"day": -9, "add": {"title": "早"}}, {"day": -1, "set": {"unit": "乙"}}],
        },
        {
            "register": "projects",
            "steps": [{"day": -4, "add": {"title": "晚", "started": "D-5", "unit": "D-day"}}],
        },
    )
    clock, told = SteppedClock(START), []
    desk.workspace.clock = clock
    play(seed, clock, {"officer": desk}, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    early, late = (read(desk.workspace.db, register("projects"), f"KY-2026-00{each}") for each in (1, 2))
    assert (getattr(early, "title"), getattr(early, "unit")) == ("早", "乙")  # noqa: B009
    assert getattr(late, "started") == date(2026, 2, 28)  # noqa: B009
    assert getattr(late, "unit") == "D-day"  # noqa: B009
    assert early.created < late.created < early.changed


def test_the_clock_of_a_step_is_never_ahead_of_the_real_one() -> None:
    seed = read_seed(resource_path("samples", "demo.json"))
    assert [step["day"] for step in seed.steps] == sorted(step["day"] for step in seed.steps)
    clock = SteppedClock(START)
    times = []
    for index, step in enumerate(seed.steps):
        clock.go_to(step["day"], index)
        times.append(clock())
    assert times == sorted(times)
    assert times[-1] < START
    assert START - times[0] > timedelta(days=700)


def test_a_step_that_says_nothing_is_a_mistake_in_the_seed(tmp_path: Path, desk: Desk) -> None:
    seed = seed_of(tmp_path, {"register": "projects", "steps": [{"day": 0, "moved": "running"}]})
    with pytest.raises(ValueError, match="moved"):
        play(seed, SteppedClock(START), {"officer": desk}, lambda *_: None)


def test_the_seed_holds_no_state_secret_mark() -> None:
    text = resource_path("samples", "demo.json").read_text(encoding="utf-8")
    assert not [word for word in ("机密", "绝密", "★", "国防", "军") if word in text]
    assert text.count('"level": "classified"') == 1
