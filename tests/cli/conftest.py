"""A desk for the tests of the command line: one workspace made once, copied for each test; commands run in-process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ipdesk.app import main
from ipdesk.model.states import Role
from ipdesk.model.text import Translator
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from tests.conftest import CHEAP, PASSPHRASE

OTHERS: dict[str, Role] = {"周岚": "officer", "王芳": "reviewer", "赵敏": "reader", "陈静": "auditor"}
LAB = "某某实验室"


@dataclass
class Ran:
    """What one command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer for a machine: one JSON value and nothing else."""
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs commands on one workspace as one user; `run` takes the words after the options."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    user: str = "李明"
    passphrase: str = PASSPHRASE
    lang: str = "en"
    seen: list[str] = field(default_factory=list)

    def run(self, *words: str | Path, status: int | None = 0, bare: bool = False) -> Ran:
        """Run a command and check its exit status, and that it shows no traceback and no passphrase."""
        common = [] if bare else ["--workspace", str(self.folder), "--user", self.user, "--lang", self.lang]
        self.capture.readouterr()
        code = main([*common, *map(str, words)])
        out, err = self.capture.readouterr()
        self.seen.append(out + err)
        assert "Traceback" not in out + err
        assert self.passphrase not in out + err
        if status is not None:
            assert code == status, f"status {code}\n{out}\n{err}"
        return Ran(code, out, err)

    def json(self, *words: str | Path, status: int = 0) -> Any:
        """Run a command with --json and return its parsed answer."""
        ran = self.run("--json", *words, status=status)
        return ran.json

    def refused(self, *words: str | Path) -> str:
        """Run a command that is refused and return what it said: at least what happened and what is safe."""
        ran = self.run(*words, status=1)
        lines = [line for line in ran.err.splitlines() if line.strip()]
        assert len(lines) >= 2, ran.err
        assert ran.out == ""
        return ran.err

    @contextmanager
    def as_user(self, name: str) -> Iterator[Shell]:
        """Run what follows as another user."""
        before, self.user = self.user, name
        yield self
        self.user = before


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with a user of each role, once for all tests."""
    folder = tmp_path_factory.mktemp("once") / "lab.ipdesk"
    space, _ = workspaces.create(
        folder,
        name=LAB,
        code="LAB",
        highest="technical-secret",
        user="李明",
        passphrase=PASSPHRASE,
        clock=lambda: datetime(2026, 3, 5, 1, 30, tzinfo=UTC),
        cost=CHEAP,
    )
    with space:
        desk = Desk(space, Translator("en", resource_path("i18n")))
        for name, role in OTHERS.items():
            workspaces.add_user(desk, name, role, PASSPHRASE, CHEAP)
    return folder


@pytest.fixture
def shell(
    made_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Return a shell on a copy of the workspace, with the passphrase in the environment."""
    folder = tmp_path / "lab.ipdesk"
    shutil.copytree(made_once, folder)
    monkeypatch.setenv("IPDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    return Shell(folder, capsys)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, Any], Path]:
    """Return a function that writes a value as a JSON file and gives its path."""

    def write(name: str, value: Any) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return path

    return write
