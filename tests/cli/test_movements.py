"""The commands that begin, settle and close movements."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.operations.moving import PERSON


@pytest.fixture
def number(shell: Shell, written: Any) -> str:
    """Open the leaving of a person and return its number."""
    shell.run("add", "people", "--from", written("人.json", PERSON))
    ran = shell.run("movement", "open", "leaving", "A0117", "destination=某大学", "--day", "2026-03-02")
    return ran.out.strip()


def _items(shell: Shell, number: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shell.json("movement", "tasks", number)
    return found


def test_a_movement_goes_from_its_beginning_to_its_end(shell: Shell, number: str) -> None:
    items = _items(shell, number)
    assert len(items) > 10 and all(each["basis"] and each["state"] == "open" for each in items)
    assert any(each["overdue"] for each in items)
    refused = shell.refused("movement", "close", number)
    assert next(each["text"] for each in items if each["mandatory"]) in refused
    assert refused.count("Have it done") == 1
    left = [each["item"] for each in items if each["not_applicable"]]
    done = [each["item"] for each in items if not each["not_applicable"]]
    words = ("--by", "解敏", "--on", "2026-03-01", "--evidence", "清单第2页")
    shell.run("movement", "settle", number, *done, "--done", *words)
    shell.run("movement", "settle", number, *left, "--na", "无此情形")
    after = {each["item"]: each for each in _items(shell, number)}
    assert {after[each]["by"] for each in done} == {"解敏"}
    assert {after[each]["on"] for each in done} == {"2026-03-01"}
    assert {after[each]["reason"] for each in left} <= {"无此情形"}
    ran = shell.json("movement", "close", number)
    assert {each["register"] for each in ran} == {"movements", "people"}
    person = shell.json("show", "people", "A0117")
    assert (person["state"], person["destination"]) == ("left", "某大学")
    shell.run("undo")
    assert shell.json("show", "people", "A0117")["state"] == "active"


def test_the_list_is_read_by_people_too(shell: Shell, number: str) -> None:
    item = _items(shell, number)[0]
    shell.run("movement", "settle", number, item["item"], "--done")
    out = shell.run("movement", "tasks", number).out
    assert item["item"] in out and "✓" in out and "■" in out and "李明" in out
    shell.run("movement", "settle", number, item["item"], "--open")
    assert "✓" not in shell.run("movement", "tasks", number).out
    assert "nothing was changed" in (ran := shell.run("movement", "renew", number)).out + ran.err


def test_one_way_of_settling_is_named(shell: Shell, number: str) -> None:
    assert shell.run("movement", "settle", number, "x", status=2).err
    assert shell.run("movement", "settle", number, "x", "--done", "--open", status=2).err
    assert shell.run("movement", "open", "leaving", "A0117", status=2).err
    assert number in shell.refused("movement", "open", "leaving", "A0117", "--day", "2026年4月1日")


def test_overdue_tasks_stand_among_what_is_due(shell: Shell, number: str) -> None:
    overdue = {each["text"] for each in _items(shell, number) if each["overdue"]}
    due = [each for each in shell.json("due") if each["number"] == number]
    told = [each["matter"] for each in due if each["urgency"] == "overdue"]
    assert overdue and all(any(text in each for each in told) for text in overdue)
