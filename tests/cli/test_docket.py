"""Commands about deadlines: what a record has, what clears it, and what the rules would make of a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell
from tests.operations.docketing import EXAM, HOUSE, house_rules

Written = Callable[[str, Any], Path]
RIGHT = {"title": "一种低温热链组件", "kind": "invention", "level": "internal", "filed_on": "2024-03-15"}


def exam(shell: Shell, number: str) -> dict[str, Any]:
    """Return the task to request examination."""
    found = shell.json("docket", "tasks", "patents", number)
    return next(each for each in found if each["rule"] == EXAM)


def test_a_task_is_told_cleared_and_settled(shell: Shell, written: Written) -> None:
    first, second = shell.json("add", "patents", "--from", written("多.json", [RIGHT, RIGHT]))
    task = exam(shell, first)
    assert "You entered" in shell.refused("docket", "confirm", "patents", first, task["task"])
    assert (task["operative"], task["status"], task["base"]) == ("2027-03-15", "open", "2024-03-15")
    assert "2027-03-15" in shell.run("docket", "tasks", "patents", first).out
    shell.run(
        "docket", "clear", "patents", first, task["task"], "--event", "exam-requested", "--on", "2025-01-06"
    )
    assert (exam(shell, first)["status"], exam(shell, first)["cleared_on"]) == ("done", "2025-01-06")
    shell.run("docket", "settle", "patents", second, task["task"], "--reason", "已在他处办理")
    assert exam(shell, second)["cleared_by"] == "settled"
    assert "no longer open" in shell.refused(
        "docket", "settle", "patents", second, task["task"], "--reason", "再"
    )


def test_what_a_change_moves_is_printed(shell: Shell, written: Written) -> None:
    (number,) = shell.json("add", "patents", "--from", written("一.json", [RIGHT]))
    said = shell.run("set", "patents", number, "priority_on=2023-05-04").out
    assert "2027-03-15" in said and "2026-05-06" in said


def test_due_lists_tasks_among_the_rest(shell: Shell, written: Written) -> None:
    (number,) = shell.json("add", "patents", "--from", written("一.json", [RIGHT]))
    found = shell.json("due", "--register", "patents", "--to", "2027-12-31")
    assert any(
        each["number"] == number and each["rule"] == EXAM and each["due"] == "2027-03-15" for each in found
    )
    assert shell.json("due", "--register", "projects") == []


def test_what_if_keeps_nothing_and_refuses_what_it_does_not_know(shell: Shell) -> None:
    given = ("what-if", "invention", "--filed", "2024-03-15", "--priority", "2023-05-04")
    found = {each["rule"]: each for each in shell.json("docket", *given)}
    assert (found[EXAM]["nominal"], found[EXAM]["operative"]) == ("2026-05-04", "2026-05-06")
    shell.run("docket", *given, "--event", "moon-landing=2024-01-01", status=2)
    shell.run("docket", *given, "--event", "granted=gestern", status=2)
    assert shell.json("list", "patents") == []


def test_what_if_takes_all_that_is_known_of_an_event(shell: Shell) -> None:
    def days(*given: str) -> set[str]:
        found = shell.json("docket", "what-if", "invention", "--filed", "2024-03-15", *given)
        return {each["nominal"] for each in found if each["rule"] == "cn.action.first"}

    assert days("--event", "first-action=2026-05-20,service=post") == {"2026-10-04"}
    assert days("--event", "first-action=2026-05-20,received=2026-05-31,months=3") == {"2026-08-31"}
    fees = shell.json(
        *("docket", "what-if", "invention", "--filed", "2019-03-12", "--event", "granted=2021-10-08"),
        *("--event", "fee-paid=2025-07-30,cycle=7"),
    )
    stands = {each["task"]: each["status"] for each in fees}
    assert (stands["keep.annual-fee#1@7"], stands["keep.annual-fee#1@8"]) == ("done", "open")
    for wrong in ("service=mule", "months=0", "months=two", "weight=3", "received=gestern", "place=Atlantis"):
        shell.run("docket", "what-if", "invention", "--event", f"first-action=2026-05-20,{wrong}", status=2)


def test_a_rule_file_tells_what_it_would_move(shell: Shell, written: Written, tmp_path: Path) -> None:
    (number,) = shell.json("add", "patents", "--from", written("一.json", [RIGHT]))
    file = house_rules(tmp_path, HOUSE)
    moved = shell.json("docket", "would-move", str(file))
    assert [(each["number"], each["before"], each["after"]["operative"]) for each in moved] == [
        (number, None, "2024-04-15")
    ]
    assert number in shell.run("docket", "would-move", str(file)).out


def test_who_confirmed_the_days_is_told_until_they_move(shell: Shell, written: Written) -> None:
    (number,) = shell.json("add", "patents", "--from", written("一.json", [RIGHT]))
    key = exam(shell, number)["task"]
    assert exam(shell, number)["confirmed_by"] == ""
    with shell.as_user("王芳"):
        shell.run("docket", "confirm", "patents", number, key)
        assert exam(shell, number)["confirmed_by"] == "王芳"
    assert shell.run("docket", "tasks", "patents", number).out.count("王芳") == 1
    shell.run("set", "patents", number, "filed_on=2024-03-18")
    assert exam(shell, number)["confirmed_by"] == ""
