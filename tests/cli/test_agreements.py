"""`ipdesk agreement`, `ipdesk draft agreements` and the approval of templates, from the shell."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.operations import drafting
from ipdesk.rules.clause_files import shipped_template
from tests.cli.conftest import Shell
from tests.conftest import SetClock
from tests.operations.at_once import AtOnce

Written = Callable[[str, Any], Path]
PEOPLE = [
    {
        "number": f"A{each}",
        "name": f"职工{each}",
        "unit": "一室",
        "employment": "permanent",
        "joined": "2020-01-01",
    }
    for each in (1, 2, 3)
]
FIRST, SECOND = "XY-2026-00001", "XY-2026-00002"
DAY = "2026-03-05"
# A clause of the template and a wording of it that is not its own choice.
OTHER = next(
    (clause.id, option.id)
    for clause in shipped_template("joiner").clauses
    for option in clause.options
    if option.id != clause.default and not clause.when
)


@pytest.fixture
def staffed(shell: Shell, written: Written, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Return a shell on a workspace with three people."""
    monkeypatch.setattr("ipdesk.app._now", SetClock())
    monkeypatch.setattr(drafting, "ProcessPoolExecutor", AtOnce)
    shell.run("add", "people", "--from", written("people.json", PEOPLE))
    return shell


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return an empty folder."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def test_everybody_without_an_agreement_is_drafted_for(staffed: Shell, out: Path) -> None:
    ran = staffed.run("--json", "draft", "agreements", "--missing", "--out", out)
    assert ran.err == ""
    assert (ran.json["papers"], ran.json["written"], ran.json["refused"]) == (3, 3, [])
    assert [each["number"] for each in ran.json["agreements"]] == [FIRST, SECOND, "XY-2026-00003"]
    files = [Path(each["file"]) for each in ran.json["agreements"]] + [Path(ran.json["signing_list"])]
    assert sorted(out.iterdir()) == sorted(files)
    assert "nobody" in staffed.refused("draft", "agreements", "--missing", "--out", out)


def test_somebody_refused_is_told_and_the_status_says_so(staffed: Shell, out: Path) -> None:
    ran = staffed.run("draft", "agreements", "A1", "A9", "--out", out, status=1)
    assert "A9" in ran.err
    assert "1 of 1" in ran.out


def test_a_batch_cut_off_is_resumed_or_ended(
    staffed: Shell, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no unfinished" in staffed.refused("draft", "agreements", "--resume")
    for finish, papers in (("--resume", 3), ("--end", 0)):
        with monkeypatch.context() as patched:
            patched.setattr(drafting, "write_paper", _cut_off)
            staffed.run("draft", "agreements", "A1", "A2", "A3", "--out", out, status=1)
        assert "unfinished" in staffed.refused("draft", "agreements", "--missing", "--out", out)
        before = set(out.iterdir())
        staffed.run("draft", "agreements", finish)
        assert len(set(out.glob("XY*")) - before) == papers


def _cut_off(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--missing",),
        ("--missing", "A1", "--out", "x"),
        ("--resume", "--end"),
        ("--resume", "--out", "x"),
        ("--end", "--kind", "joiner"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(shell: Shell, words: tuple[str, ...]) -> None:
    ran = shell.run("draft", "agreements", *words, status=2)
    assert "Usage: " in ran.err and ran.out == ""


def test_an_agreement_goes_from_the_draft_to_force(staffed: Shell, tmp_path: Path) -> None:
    assert staffed.run("agreement", "draft", "A1", "A2").out.split()[::2] == [FIRST, SECOND]
    text = staffed.json("agreement", "text", FIRST)
    assert "职工1" in str(text[0]["parties"])
    assert "第一条" in staffed.run("agreement", "text", FIRST, "--lang", "zh").out
    assert "Article 1" in staffed.run("agreement", "text", FIRST, "--lang", "en").out
    assert "no-such" in staffed.refused("agreement", "choose", FIRST, "ownership=no-such")
    clause, option = OTHER
    staffed.run("agreement", "choose", FIRST, f"{clause}={option}")
    text = staffed.json("agreement", "text", FIRST)
    assert next(each["option"] for each in text[0]["clauses"] if each["clause"] == clause) == option
    staffed.run("agreement", "draft-again", FIRST)
    assert "Sent" in staffed.run("agreement", "send", FIRST, SECOND, "--on", DAY).out
    scan = tmp_path / "签.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n IEND\xaeB`\x82")
    signing = (
        "agreement",
        "sign",
        FIRST,
        SECOND,
        "--signed",
        DAY,
        "--countersigned",
        DAY,
        "--effective",
        DAY,
    )
    seen = staffed.json(*signing, "--dry-run")
    assert [each["state"] for each in seen] == ["in-force", "in-force"]
    assert staffed.json("show", "agreements", FIRST)["state"] == "sent"
    staffed.run(*signing, "--scan", scan)
    shown = staffed.json("show", "agreements", SECOND)
    assert (shown["state"], [each["name"] for each in shown["attachments"]]) == ("in-force", ["签.png"])
    staffed.run("undo")
    assert staffed.json("show", "agreements", SECOND)["attachments"] == []


def test_a_signing_that_lacks_something_says_what(staffed: Shell, tmp_path: Path) -> None:
    staffed.run("agreement", "draft", "A1")
    assert staffed.json("agreement", "sign", FIRST, "--effective", DAY, "--dry-run", status=1)[0]["lacks"]
    assert "Nobody" in staffed.refused("agreement", "sign", FIRST, "--effective", DAY)
    staffed.run("agreement", "sign", FIRST, status=2)
    (tmp_path / "签.pdf").write_text("不是")
    assert "签.pdf" in staffed.refused(
        "agreement", "sign", FIRST, "--signed", DAY, "--scan", tmp_path / "签.pdf"
    )


def test_who_is_to_sign_anew_is_listed_with_why(staffed: Shell) -> None:
    assert "still fits" in staffed.run("agreement", "campaign").out
    staffed.run("agreement", "draft", "A1")
    days = ("--signed", DAY, "--countersigned", DAY, "--effective", DAY)
    staffed.run("agreement", "sign", FIRST, *days)
    staffed.run("set", "people", "A1", "unit=二室")
    found = staffed.json("agreement", "campaign")
    assert found["counts"] == {"unit": 1}
    assert found["people"][0]["reasons"] == [{"reason": "unit", "before": "一室", "after": "二室"}]
    assert "一室 → 二室" in staffed.run("agreement", "campaign").out
    staffed.run("agreement", "draft", "A1")
    staffed.run("agreement", "sign", SECOND, *days, "--supersede")
    assert staffed.json("show", "agreements", FIRST)["state"] == "superseded"


def test_the_approval_of_a_template_is_recorded_and_taken_back(staffed: Shell) -> None:
    name = "agreement.joiner"
    staffed.run("rules", "approve", name, status=2)
    staffed.run("rules", "approve", name, "--by", "陈法务", "--revoke", status=2)
    assert staffed.json("rules", "approve", name, "--by", "陈法务", "--on", "2026-03-01")["by"] == "陈法务"
    staffed.run("agreement", "draft", "A1")
    assert staffed.json("show", "agreements", FIRST)["approval"] == "陈法务 2026-03-01"
    staffed.run("rules", "approve", name, "--revoke")
    assert "not approved" in staffed.refused("rules", "approve", name, "--revoke")


@pytest.mark.parametrize(
    "program", [[sys.executable, "-m", "ipdesk"], [str(Path(sys.executable).with_name("ipdesk"))]]
)
def test_the_real_program_draws_papers_in_processes_of_its_own(
    shell: Shell, written: Written, out: Path, program: list[str]
) -> None:
    shell.run("add", "people", "--from", written("people.json", PEOPLE[:2]))
    ran = subprocess.run(
        [*program, "--workspace", shell.folder, "--user", shell.user, "--json", "draft", "agreements", "--missing", "--out", out],
        capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(list(out.glob("*.pdf"))) == 3


def test_how_far_it_is_is_shown_on_a_terminal_alone(
    staffed: Shell, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    ran = staffed.run("--json", "draft", "agreements", "--missing", "--out", out)
    assert "0 / 3" in ran.err and ran.err.endswith("3 / 3\n")
    assert ran.json["papers"] == 3
