"""The commands that write the papers of the docket."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Shell
from tests.operations.deadline_books import FEES, IDLE

Written = Callable[[str, Any], Path]


@pytest.fixture
def docketed(shell: Shell, written: Written, tmp_path: Path) -> Shell:
    """Put two rules into force and add a granted patent without a filing date."""
    for name, text in (("cn-keeping", FEES), ("cn-use", IDLE)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        shell.run("rules", "import", tmp_path / f"{name}.toml")
    values = {
        "number": "ZL-1",
        "title": "热链",
        "kind": "invention",
        "level": "internal",
        "granted_on": "2020-01-02",
    }
    shell.json("add", "patents", "--from", written("权.json", values))
    return shell


def test_each_paper_is_written_and_numbered(docketed: Shell, tmp_path: Path) -> None:
    asked = (
        ("list", "一.pdf", "--to", "2099-12-31", "--register", "patents", "--waits-for", "officer"),
        ("list", "一.xlsx", "--view", "all"),
        ("fees", "二.pdf", "--until", "2099-12-31"),
        ("fees", "二.xlsx"),
        ("idle", "三.pdf"),
        ("idle", "三.xlsx"),
    )
    for place, (verb, file, *rest) in enumerate(asked, 1):
        made = docketed.json("docket", verb, tmp_path / file, *rest)
        assert (made["records"], made["serial"]) == (1, place), verb
        assert (tmp_path / file).read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")


def test_a_calendar_tells_titles_only_when_asked(docketed: Shell, tmp_path: Path) -> None:
    said = docketed.run("docket", "calendar", tmp_path / "四.ics")
    assert "without a day, which are not in the calendar: 1" in said.out + said.err
    [event] = Calendar.from_ical((tmp_path / "四.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "ZL-1 Handle a patent not put into practice"
    docketed.json("docket", "calendar", tmp_path / "五.ics", "--titles")
    assert "热链" in (tmp_path / "五.ics").read_text(encoding="utf-8")
    assert "五.pdf" in docketed.refused("docket", "calendar", tmp_path / "五.pdf")


def test_the_quality_of_agencies_is_told_and_written(
    docketed: Shell, written: Written, tmp_path: Path
) -> None:
    marks = {"day": "2026-02-20", "drafting": "80", "cost": "71"}
    base = {"title": "支撑", "kind": "invention", "level": "internal"}
    scored = {**base, "number": "ZL-2", "agency": "甲事务所", "agency_scores": [marks]}
    docketed.json(
        "add",
        "patents",
        "--from",
        written("二.json", [scored, {**base, "number": "ZL-3", "agency": "乙事务所"}]),
    )
    first, second = docketed.json("docket", "agencies")
    assert first == {
        **{"agency": "甲事务所", "rights": 1, "scored": 1, "scores": 1, "drafting": "80.00", "replies": None},
        **{"timeliness": None, "cost": "71.00", "mean": "75.50", "spread": None, "last": "2026-02-20"},
    }
    assert (second["agency"], second["rights"], second["mean"], second["last"]) == ("乙事务所", 1, None, None)
    lines = docketed.run("docket", "agencies").out.splitlines()
    assert "75.50" in lines[1] and "not scored" in lines[2] and "0.00" not in lines[2]
    for name, records in (("甲.pdf", 0), ("甲.xlsx", 2)):
        assert docketed.json("docket", "agencies", "-o", tmp_path / name)["records"] == records
        assert (tmp_path / name).read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")
    with docketed.as_user("赵敏"):
        assert len(docketed.json("docket", "agencies")) == 2
        docketed.refused("docket", "agencies", "-o", tmp_path / "乙.pdf")


def test_only_who_may_export_writes_them(docketed: Shell, tmp_path: Path) -> None:
    with docketed.as_user("赵敏"):
        for verb, file in (
            ("list", "一.pdf"),
            ("fees", "二.pdf"),
            ("idle", "三.pdf"),
            ("calendar", "四.ics"),
        ):
            docketed.refused("docket", verb, tmp_path / file)
    assert not list(tmp_path.glob("*.pdf")) and not list(tmp_path.glob("*.ics"))
