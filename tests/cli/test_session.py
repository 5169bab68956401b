"""What all commands share: options before and after, languages, exit statuses, and nothing but plain words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.cli import tree
from ipdesk.operations import reading, records
from ipdesk.store.audit import verify
from tests.cli.conftest import Shell
from tests.conftest import PASSPHRASE
from tests.operations.cases import MARKER

ROOT = Path(__file__).resolve().parent.parent.parent


def test_options_stand_before_or_after_the_verb(shell: Shell) -> None:
    options = ["--workspace", str(shell.folder), "--user", "李明", "--lang", "en", "--json"]
    before = shell.run(*options, "user", "list", bare=True)
    after = shell.run("user", "list", *options, bare=True)
    between = shell.run("user", *options, "list", bare=True)
    assert before.json == after.json == between.json
    mixed = shell.run(
        "--json", "--user", "李明", "list", "disclosures", "--workspace", shell.folder, bare=True
    )
    assert mixed.json == []


def test_an_option_after_the_verb_goes_before_one_before_it(shell: Shell) -> None:
    ran = shell.run(
        "--lang",
        "en",
        "--user",
        "无名",
        "registers",
        "--workspace",
        shell.folder,
        "--user",
        "李明",
        bare=True,
    )
    assert "Disclosures" in ran.out


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("披露", "备份")), ("en", ("registers", "Make a verified backup"))]
)
def test_help_in_either_language(lang: str, words: tuple[str, ...], shell: Shell) -> None:
    for given in (("--help",), ("backup", "--help"), ("user", "--help"), ("user", "add", "--help")):
        ran = shell.run("--lang", lang, *given, bare=True)
        assert ran.err == ""
        assert ("Take a user's key away" in ran.out) is (lang == "en" and given == ("user", "--help"))
    text = (
        shell.run("--lang", lang, "--help", bare=True).out
        + shell.run("--lang", lang, "backup", "--help", bare=True).out
    )
    assert words[1] in text


def test_ipdesk_alone_shows_what_it_can_do(shell: Shell) -> None:
    ran = shell.run("--lang", "en", bare=True)
    for name in ("new", "list", "import", "export", "print", "backup", "restore", "audit", "undo"):
        assert name in ran.out
    assert ran.err == "There is no display to open the window on. Commands:\n"
    shell.run("--lang", "en", "user", status=2, bare=True)
    assert "revoke" in shell.seen[-1]


def test_every_verb_has_help_and_takes_the_common_options(shell: Shell) -> None:
    def walk(command: Any, path: tuple[str, ...]) -> None:
        assert command.help, path
        names = {each.name for each in command.params}
        assert {"workspace", "user", "passphrase_file", "lang", "json"} <= names, path
        for name, inner in getattr(command, "commands", {}).items():
            walk(inner, (*path, name))

    walk(tree(), ())


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("list",),
        ("list", "disclosures", "--no-such"),
        ("--lang", "fr", "registers"),
        ("add", "disclosures"),
    ],
)
def test_wrong_usage_is_status_2(words: tuple[str, ...], shell: Shell) -> None:
    ran = shell.run(*words, status=2)
    assert ran.out == ""
    assert ran.err


def test_the_settings_and_the_system_choose_the_language(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--workspace", str(shell.folder), "--user", "李明")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Disclosures" in shell.run("registers", *options, bare=True).out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "Disclosures" not in shell.run("registers", *options, bare=True).out
    config = Path(os.environ["IPDESK_CONFIG"])
    config.mkdir(parents=True)
    (config / "settings.json").write_text('{"language": "en"}', encoding="utf-8")
    assert "Disclosures" in shell.run("registers", *options, bare=True).out
    assert "Disclosures" not in shell.run("registers", *options, "--lang=zh", bare=True).out
    (config / "settings.json").write_text("{", encoding="utf-8")
    assert "settings.unreadable" in shell.run("registers", *options, bare=True).err


def test_an_interrupt_leaves_things_whole(
    shell: Shell, written: Callable[[str, Any], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written("多.json", [{"title": f"成果{index}"} for index in range(5)])

    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt  # after the rows of the records were written, and before their indexes

    with monkeypatch.context() as patch:
        patch.setattr("ipdesk.store.indexes.put", interrupted)
        ran = shell.run("add", "disclosures", "--from", path, status=1)
    assert "Stopped" in ran.err
    assert shell.json("list", "disclosures") == []
    assert shell.json("audit", "verify")["whole"]
    assert len(shell.json("add", "disclosures", "--from", path)) == 5


def test_a_defect_of_ours_shows_its_place_and_no_word_of_a_record(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError(f"record says {MARKER}")

    monkeypatch.setattr(reading, "counts", broken)
    ran = shell.run("registers", status=1)
    assert MARKER not in ran.err
    assert "RuntimeError" in ran.err
    assert "ipdesk.cli.reading:" in ran.err
    assert len(ran.err.splitlines()) == 3


def test_a_reader_that_goes_away_is_no_error(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> Any:
        raise BrokenPipeError

    monkeypatch.setattr(reading, "counts", gone)
    assert shell.run("registers", status=1).err == ""


def process(
    shell: Shell, *words: str, given: bytes = b"", lang: str = "en"
) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own."""
    command = [
        sys.executable,
        "-m",
        "ipdesk",
        "--workspace",
        str(shell.folder),
        "--user",
        "李明",
        "--lang",
        lang,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    return subprocess.run(
        [*command, *words], input=given, capture_output=True, env=environment, check=False, timeout=60
    )


def test_as_a_process_of_its_own(shell: Shell) -> None:
    record = json.dumps({"title": "热链组件", "level": "内部"}, ensure_ascii=False).encode()
    ran = process(shell, "add", "disclosures", "--from", "-", "--json", given=record)
    assert (ran.returncode, ran.stderr) == (0, b"")
    number = json.loads(ran.stdout)[0]
    ran = process(shell, "list", "disclosures", "--json")
    assert (
        json.loads(ran.stdout.decode("utf-8"))[0]["title"] == "热链组件"
    )  # UTF-8 whatever the terminal says
    ran = process(shell, "show", "disclosures", "PL-0", lang="zh")
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert "PL-0" in ran.stderr.decode("utf-8")
    assert process(shell, "no-such-verb").returncode == 2
    ran = process(shell, "audit", "verify")
    assert ran.returncode == 0
    assert PASSPHRASE.encode() not in ran.stdout + ran.stderr
    assert number.encode() in process(shell, "list", "disclosures").stdout


def test_two_processes_at_once_wait_for_each_other(shell: Shell, written: Callable[[str, Any], Path]) -> None:
    path = str(written("多.json", [{"title": f"成果{index}"} for index in range(30)]))
    command = [
        sys.executable,
        "-m",
        "ipdesk",
        "--workspace",
        str(shell.folder),
        "add",
        "disclosures",
        "--from",
        path,
        "--json",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            [*command, "--user", user], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for user in ("李明", "周岚")
    ]
    answers = [each.communicate(timeout=60) for each in started]
    assert [each.returncode for each in started] == [0, 0], answers
    numbers = [number for out, _ in answers for number in json.loads(out)]
    assert len(set(numbers)) == 60
    assert shell.json("audit", "verify")["whole"]


def test_these_are_the_operations_that_the_window_uses(shell: Shell) -> None:
    """The command line imports no Qt."""
    code = "import sys, ipdesk.app; print([name for name in sys.modules if 'PySide' in name or 'shiboken' in name])"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout.strip() == b"[]"
    assert verify is not None
    assert records is not None
