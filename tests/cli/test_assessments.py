"""The commands that answer and decide several assessments at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.text import Translator
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.store import workspace as store
from tests.cli.conftest import Shell
from tests.conftest import PASSPHRASE, SetClock
from tests.operations.assessing import case

Written = Callable[[str, Any], Path]


@pytest.fixture
def two(shell: Shell) -> list[str]:
    """Open an assessment for each of two disclosures; return their numbers."""
    with store.unlock(shell.folder, shell.user, PASSPHRASE, SetClock()) as opened:
        desk = Desk(opened, Translator("en", resource_path("i18n")))
        return [case(desk), case(desk)]


def test_several_are_answered_alike_and_the_refused_are_told(shell: Shell, two: list[str]) -> None:
    ran = shell.run("--json", "assess", "answer", *two, "PG-2026-9999", "secrecy.determined=yes", status=1)
    assert [each["number"] for each in ran.json["answered"]] == two
    assert list(ran.json["refused"]) == ["PG-2026-9999"]
    again = shell.run("assess", "answer", *two, "secrecy.determined=yes")
    assert (again.out + again.err).count("nothing differs") == 2


def test_answers_of_several_come_from_a_file(shell: Shell, two: list[str], written: Written) -> None:
    answers = written("答.json", {"secrecy.determined": {"answer": "yes", "note": "函"}})
    shell.run("assess", "answer", *two, "--from", answers)
    found = shell.json("assess", "show", two[1])["items"]
    assert found[0]["answer"] == "yes"


def test_what_cannot_be_meant_is_refused(shell: Shell, two: list[str]) -> None:
    assert shell.run("assess", "answer", "secrecy.determined=yes", status=2).err
    assert shell.run("assess", "answer", *two, status=2).err
    assert shell.run("assess", "answer", *two, "secrecy.determined=yes", "--revision", "1", status=2).err


def test_several_are_decided_and_what_may_not_be_is_told(shell: Shell, two: list[str]) -> None:
    ran = shell.run("--json", "assess", "decide", *two, "--outcome", "proposed", "--reason", "理由", status=1)
    assert ran.json["decided"] == []
    assert set(ran.json["refused"]) == set(two)
