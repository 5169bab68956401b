"""The demo leaves by the real command line as an archive, and another installation shows the same in every register."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from ipdesk.model.text import Translator
from ipdesk.operations import demo
from ipdesk.paths import resource_path
from ipdesk.registers import REGISTERS
from tests.conftest import CHEAP, PASSPHRASE
from tests.e2e.command_line import CommandLine

ROOT: Final = Path(__file__).parents[2]


class Desk:
    """One installation as the command line sees it."""

    def __init__(self, folder: Path, user: str, passphrase: str) -> None:
        self.folder = folder
        self._env = {
            **os.environ,
            "IPDESK_WORKSPACE": str(folder),
            "IPDESK_USER": user,
            "IPDESK_PASSPHRASE": passphrase,
        }

    def ask(self, *words: str, exits: int = 0) -> Any:
        """Run a command in a process of its own and return its answer."""
        ran = subprocess.run(
            [sys.executable, "-m", "ipdesk", *words, "--json"], env=self._env, cwd=ROOT, capture_output=True, check=False
        )  # fmt: skip
        assert ran.returncode == exits, ran.stderr.decode()
        return json.loads(ran.stdout) if exits == 0 else ran.stderr.decode()


@pytest.mark.slow
def test_another_installation_shows_the_same_in_every_register(tmp_path: Path) -> None:
    translator = Translator("zh", resource_path("i18n"))
    made = demo.make_demo(
        tmp_path / "demo.ipdesk", lambda: datetime.now(UTC), translator, lambda _said: None, CHEAP
    )
    here = Desk(made.folder, made.users[0].name, made.passphrase)
    there = Desk(tmp_path / "elsewhere.ipdesk", "赵新", PASSPHRASE)
    users = [("--user", made.users[0].name), ("--user", "赵新")]
    there.ask("new", str(there.folder), "--lab", "另一处", "--code", "NEW", "--user", "赵新")
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    archived = here.ask("archive", str(first))
    assert sum(archived["records"].values()) > 100

    dry = there.ask("import", "all", str(first), "--dry-run")
    assert dry[0]["sha256"] == archived["sha256"]
    taken = there.ask("import", "all", str(first))[0]["taken_in"]
    assert taken["seq"] == archived["seq"] + 1
    (tmp_path / "scratch").mkdir()
    asked = [
        CommandLine(made.folder, made.passphrase, tmp_path),
        CommandLine(there.folder, PASSPHRASE, tmp_path / "scratch"),
    ]
    for register in REGISTERS:
        shown = [
            each.ask("list", register.name, "--limit", "1000", *who)
            for each, who in zip(asked, users, strict=True)
        ]
        assert len(shown[0]) > 0, register.name
        assert shown[0] == shown[1], register.name
    verdict = there.ask("audit", "verify", "--head", archived["head"], "--at", str(archived["seq"]))
    assert verdict["whole"]
    assert "not new" in there.ask("import", "all", str(first), "--lang", "en", exits=1)

    there.ask("archive", str(second))
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        assert one.namelist() == other.namelist()
        differing = {name for name in one.namelist() if one.read(name) != other.read(name)}
        # Every command that wrote something made the backup of the day, which its own desk notes.
        assert differing - {"tables/backups.jsonl"} == {"log.jsonl", "manifest.json"}
        log = other.read("log.jsonl")
        assert log.startswith(one.read("log.jsonl"))
    acts = [json.loads(line)["act"] for line in log.splitlines()[archived["seq"] :]]
    assert acts[0] == "take-in"
    assert set(acts[1:]) <= {"unlock", "backup", "verify"}
