"""`ipdesk demo` and `ipdesk self-test` from the outside: what they print, and their exit status."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ipdesk.cli import run
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations import demo, selftest
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path
from ipdesk.store.workspace import unlock
from tests.conftest import CHEAP, SetClock

Said = pytest.CaptureFixture[str]


def ipdesk(*words: str, language: str = "en") -> int:
    """Run one command line."""
    return run(words, Translator(language, resource_path("i18n")), Settings(), SetClock())


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the display away, and make keys cheap."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(demo, "make_demo", partial(demo.make_demo, cost=CHEAP))


def test_demo_says_where_everything_is(tmp_path: Path, capsys: Said) -> None:
    assert ipdesk("demo", str(tmp_path / "demo")) == 0
    told = capsys.readouterr()
    assert f"Demo workspace, new: {tmp_path / 'demo.ipdesk'}" in told.out
    assert "All of it is invented" in told.out
    assert demo.PASSPHRASE in told.out
    assert "演示审查员 (Secrecy reviewer)" in told.out
    assert "To look at: 4 doubtful cells, 1 probable duplicates." in told.out
    assert "There is no display to open the window on." in told.out
    for place in (tmp_path / "demo-documents").iterdir():
        assert str(place) in told.out
    assert told.err == ""


@pytest.mark.extra
def test_demo_answers_a_machine_and_runs_twice(tmp_path: Path, capsys: Said) -> None:
    answers: list[dict[str, Any]] = []
    for _ in range(2):
        assert ipdesk("demo", str(tmp_path / "demo"), "--json") == 0
        answers.append(json.loads(capsys.readouterr().out))
    first, second = answers
    assert (first["made"], second["made"], first["synthetic"]) == (True, False, True)
    assert [each["counts"]["new"] for each in first["taken"]] == [1, 9]
    assert [each["counts"]["same"] for each in second["taken"]] == [1, 9]
    papers = [Path(paper["file"]) for answer in answers for paper in answer["papers"]]
    assert len(set(papers)) == len(papers) == 2 * len(first["papers"])
    assert all(place.is_file() and place.stat().st_mode & 0o777 == 0o600 for place in papers)
    space = unlock(Path(first["workspace"]), first["user"], first["passphrase"], SetClock())
    assert space.profile.code == "DEMO"
    space.close()


def test_demo_refuses_a_place_that_is_taken(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "taken.ipdesk").mkdir()
    assert ipdesk("demo", str(tmp_path / "taken")) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        f"What stands at {tmp_path / 'taken.ipdesk'} is no demo workspace.",
        "Nothing was changed.",
        "Choose a folder that does not exist yet.",
    ]


def test_self_test_prints_a_table(capsys: Said) -> None:
    assert ipdesk("self-test") == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == ["Check", "Result", "Found"]
    assert len(rows) == len(selftest.CHECKS)
    assert all(" good " in row for row in rows)


def test_self_test_answers_a_machine(capsys: Said) -> None:
    assert ipdesk("self-test", "--json", language="zh") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    assert [each["check"] for each in answer["checks"]][:2] == ["python", "fonts"]
    assert all(each["ok"] and each["detail"] for each in answer["checks"])


def test_self_test_ends_with_1_when_something_is_broken(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Message:
        raise selftest.Failed(Message("It broke: {reason}", reason="陶瓷"))

    monkeypatch.setattr(selftest, "CHECKS", ((N_("Python"), selftest.python), (N_("Fonts"), broken)))
    assert ipdesk("self-test") == 1
    told = capsys.readouterr()
    assert "FAILED" in told.out
    assert told.err.splitlines() == ["■ Fonts It broke: 陶瓷", "1 of 2 checks failed."]
    assert ipdesk("self-test", "--json") == 1
    assert [each["ok"] for each in json.loads(capsys.readouterr().out)["checks"]] == [True, False]
