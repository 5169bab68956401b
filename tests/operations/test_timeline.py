"""The seed is played in the order of its days, and every D-30 in it becomes a day."""

from __future__ import annotations

import json
from dataclasses import replace
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
from tests.operations.assessing import ASSESSORS, TERMS, decision
from tests.operations.cases import DETERMINATION, SECRECY, disclosure


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


DISCLOSED: dict[str, Any] = {
    "register": "disclosures",
    "name": "lamp",
    "steps": [
        {"day": 0, "add": disclosure(types=["software"])},
        {"day": 0, "move": "submitted"},
        {"day": 0, "move": "secrecy-check"},
        {"day": 0, "set": dict(SECRECY)},
        {"day": 0, "move": "completeness"},
        {"day": 0, "set": {**DETERMINATION, "complete_on": "2026-03-04"}},
        {"day": 0, "move": "accepted"},
    ],
}
CASE: dict[str, Any] = {
    "register": "assessments",
    "name": "lamp-case",
    "steps": [
        {"day": 0, "open": "@lamp", "due": "D+5"},
        {"day": 0, "set": {"assessors": ASSESSORS, **TERMS}},
        {"day": 0, "answer": {"*": "usual", "ownership.kind": ["software", "见著作权"]}},
        {"day": 0, "answer": {"*": "3", "technical.inventive": "2"}, "assessor": "王评"},
        {"day": 0, "decide": decision("register")},
        {"day": 0, "carry-out": {"patents": "lamp-right", "handovers": "lamp-gift"}},
    ],
}
FOLLOWING: tuple[dict[str, Any], ...] = (
    {"register": "patents", "name": "lamp-right", "steps": [{"day": 0, "set": {"agent": "卢代"}}]},
    {
        "register": "handovers",
        "name": "lamp-gift",
        "steps": [{"day": 0, "set": {"patents": ["@lamp-right"]}}],
    },
)


def test_an_assessment_is_opened_answered_decided_and_carried_out(tmp_path: Path, desk: Desk) -> None:
    usual = read_seed(resource_path("samples", "demo.json")).usual
    usual = {**usual, "novelty.day": "2026-03-01"}
    seed = replace(seed_of(tmp_path, DISCLOSED, CASE, *FOLLOWING), usual=usual)
    clock = SteppedClock(START)
    desk.workspace.clock = clock
    play(seed, clock, {"officer": desk}, lambda *_: None)
    case: Any = read(desk.workspace.db, register("assessments"), "PG-2026-0001")
    assert (case.state, case.outcome, case.due_on) == ("carried-out", "register", date(2026, 3, 10))
    answers = {(row.item, row.by): row for row in case.answers}
    assert answers["ownership.kind", ""].note == "见著作权"
    assert answers["technical.inventive", "王评"].answer == "2"
    assert answers["technical.maturity", "王评"].answer == "3"
    assert "secrecy.level" in {row.item for row in case.answers}
    assert "novelty.searched" not in {row.item for row in case.answers}, "it is not asked of software"
    order: Any = read(desk.workspace.db, register("patents"), "ZL-2026-0001")
    assert (order.agent, order.assessment) == ("卢代", (case.number,))
    gift: Any = read(desk.workspace.db, register("handovers"), "YJ-2026-001")
    assert gift.patents == (order.number,)


def test_a_name_that_nothing_bears_yet_is_a_mistake_in_the_seed(tmp_path: Path, desk: Desk) -> None:
    seed = seed_of(tmp_path, {"register": "assessments", "steps": [{"day": 0, "open": "@nothing"}]})
    with pytest.raises(KeyError, match="nothing"):
        play(seed, SteppedClock(START), {"officer": desk}, lambda *_: None)


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
