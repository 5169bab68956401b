"""What tests of deadlines put into the desk: rights whose request for examination falls due."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from ipdesk.operations import deadlines, docket, records
from ipdesk.operations.deadline_rules import DEADLINES
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.rules.deadline_rules import Task

PATENTS: Final = register("patents")
TODAY: Final = date(2026, 3, 5)
EXAM: Final = "cn.exam-request"
HOUSE: Final = """
[[deadline]]
id = "house.exam-soon"
label = { zh = "内部：一个月内提出实审", en = "In house: request examination within a month" }
act = { zh = "提出实质审查请求", en = "Request examination" }
trigger = ["filed"]
term = { base = "filing", months = 1 }
kinds = ["invention"]
cleared_by = ["exam-requested"]
basis = [{ document = "本所规定", confidence = "P" }]

[[deadline.example]]
counting = { zh = "2024-03-15起一个月，为04-15。", en = "One month from 2024-03-15 is 04-15." }
kind = "invention"
filing = 2024-03-15
nominal = 2024-04-15
"""


def add_right(desk: Desk, filed: str, **changes: Any) -> str:
    """Add an invention filed on a day and return its number; three years later its examination is due."""
    given = {
        "title": "一种低温热链组件",
        "kind": "invention",
        "level": "internal",
        "filed_on": filed,
        **changes,
    }
    return records.add(desk, PATENTS, [given])[0].number


def exam_of(desk: Desk, number: str) -> Task:
    """Return the task to request examination."""
    return next(each for each in deadlines.tasks_kept(desk, PATENTS, number) if each.rule.id == EXAM)


def clear_exam(desk: Desk, number: str, day: date = TODAY) -> None:
    """Record that examination was requested."""
    docket.record_event(desk, PATENTS, number, exam_of(desk, number).key, day, "exam-requested")


def house_rules(folder: Path, rules: str) -> Path:
    """Return a file of the laboratory's own with one more rule."""
    ours = DEADLINES.shipped_text("house").replace('version = "2026-11"', 'version = "某所-1"')
    file = folder / "house.toml"
    file.write_text(ours + rules, encoding="utf-8")
    return file
