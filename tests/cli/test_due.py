"""The command that lists what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.operations.cases import disclosure, project

Written = Callable[[str, Any], Path]


@pytest.fixture
def ahead(shell: Shell, written: Written) -> dict[int, str]:
    """Add disclosures needed some days from today, and return their numbers by those days."""
    days = (-3, 5, 200)
    today = date.today()
    many = [disclosure(urgent_by=(today + timedelta(each)).isoformat()) for each in days]
    return dict(zip(days, shell.json("add", "disclosures", "--from", written("多.json", many)), strict=True))


def test_what_is_due_comes_by_day_with_its_act(shell: Shell, ahead: dict[int, str]) -> None:
    found = shell.json("due")
    assert [(each["number"], each["urgency"]) for each in found] == [
        (ahead[-3], "overdue"), (ahead[5], "week"), (ahead[200], "me"),
    ]  # fmt: skip
    assert all(each["act"] and each["matter"] and each["due"] for each in found)
    assert found[0]["finding"]["due"] == found[0]["due"]
    assert {each["move"] for each in found} == {"submitted"}
    lines = shell.run("due").out.splitlines()
    assert lines[1].startswith("■ Overdue")
    assert ahead[-3] in lines[1] and "Submit" in lines[1]


def test_a_span_narrows_what_is_listed(shell: Shell, ahead: dict[int, str]) -> None:
    today = date.today()
    later = shell.json("due", "--from", today.isoformat())
    assert [each["number"] for each in later] == [ahead[5], ahead[200]]
    until = f"{today + timedelta(5):%Y年%m月%d日}"
    assert [each["number"] for each in shell.json("due", "--from", today.isoformat(), "--to", until)] == [
        ahead[5]
    ]


def test_nothing_due_is_said_and_is_no_failure(shell: Shell, written: Written) -> None:
    shell.run("add", "projects", "--from", written("一.json", project()))
    assert shell.json("due") == []
    assert "Nothing is due." in shell.run("due", status=0).out


def test_a_day_that_could_be_two_is_wrong_usage(shell: Shell) -> None:
    for wrong in ("03/04/2026", "2026-03", "morgen"):
        assert wrong in shell.run("due", "--to", wrong, status=2).err


def test_who_may_not_read_is_refused(shell: Shell) -> None:
    with shell.as_user("陈静"):
        assert shell.refused("due")
