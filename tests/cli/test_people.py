"""The command that tells everything about a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

Written = Callable[[str, Any], Path]
INVENTOR = {"name": "单雨桐", "share": "60"}


@pytest.fixture
def named(shell: Shell, written: Written) -> str:
    """Add a person, a namesake, and a disclosure that names them; return its number."""
    people = [
        {
            "number": "A0117",
            "name": "单雨桐",
            "unit": "一室",
            "employment": "permanent",
            "left_on": "2026-03-31",
        },
        {"number": "A0342", "name": "单雨桐", "unit": "二室", "employment": "permanent"},
    ]
    shell.run("add", "people", "--from", written("人.json", people))
    values = {"title": "热链", "inventors": [INVENTOR], "level": "internal"}
    [number] = shell.json("add", "disclosures", "--from", written("披露.json", values))
    return str(number)


def test_it_tells_what_is_open_and_the_clocks(shell: Shell, named: str) -> None:
    told = shell.run("person", "A0117").out
    assert "Last day: 2026-03-31" in told
    assert "Also the name of A0342 (二室)" in told
    assert "The inventor has not signed the disclosure." in told
    assert "One-year rule: 2026-04-01 to 2027-03-31" in told
    assert "Not kept here" in told
    assert "Nothing in:" in told


def test_a_machine_gets_the_same(shell: Shell, named: str) -> None:
    told = shell.json("person", "A0117")
    topic = next(each for each in told["topics"] if each["register"] == "disclosures")
    [record] = topic["records"]
    assert record["number"] == named
    assert record["named_in"] == [{"field": "inventors.name", "labels": ["Inventors"], "share": "60"}]
    assert {each["kind"] for each in record["asks"]} == {"tell", "sign"}
    watch = next(each for each in told["clocks"] if each["clock"] == "watch")
    assert (watch["from"], watch["until"], watch["confidence"]) == ("2026-04-01", "2027-03-31", "C")


def test_nobody_of_that_number_is_said(shell: Shell) -> None:
    assert "B999" in shell.run("person", "B999", status=1).err
