"""The child process: what it answers, what it may not do, and how its deaths are told."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ipdesk.exporting.locked import lock_workbook
from ipdesk.importing import child, serving
from ipdesk.importing.limits import COMPOUND, Limits
from ipdesk.model.errors import NotFound, Refused
from tests.importing.makers import (
    ledger,
    old_workbook,
    said,
    take_in,
    under_aes,
    under_rc4,
    workbook_bytes,
)

PASSWORD = "春江潮水连海平海"


def replaced_by(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let a program of our own stand for the child."""
    monkeypatch.setattr(child, "command", lambda _word: [sys.executable, "-I", "-c", program])


def test_a_workbook_comes_back_as_plain_values(tmp_path: Path) -> None:
    path = ledger(tmp_path, [["编号", "成果名称"], ["W-1", "一种光栅"], [3, 2.5]])
    answer = child.parse(path)
    assert answer["name"] == "台账.xlsx"
    assert answer["size"] == path.stat().st_size
    assert len(answer["sha256"]) == 64
    assert answer["sheets"][0]["rows"] == [["编号", "成果名称"], ["W-1", "一种光栅"], [3.0, 2.5]]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as error:
        child.parse(tmp_path / "没有.xlsx")
    assert "没有.xlsx" in said(error.value)


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    with pytest.raises(Refused, match="cannot be opened"):
        child.parse(tmp_path / "a.xlsx")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        child.parse(tmp_path)


def test_a_file_above_the_size_limit_is_refused_before_any_child_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced_by(monkeypatch, "raise SystemExit('must not be started')")
    path = tmp_path / "大.csv"
    path.write_bytes(b"a" * 2_000_001)
    with pytest.raises(Refused) as error:
        child.parse(path, Limits(file=2_000_000))
    assert "larger than 2 MB" in said(error.value)


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "raise SystemExit(3)",
        "print('{\"sheets\": [')",
        "print('[' * 100000)",
        "print('[]')",
        'print(\'{"refused": "{0.__class__}"}\')',
        "import sys; sys.stdout.buffer.write(bytes(range(256)))",
    ],
    ids=["abort", "killed", "exit", "cut", "deep", "no-object", "unknown-reason", "bytes"],
)
def test_a_child_that_dies_or_babbles_becomes_a_plain_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    path = ledger(tmp_path, [["编号"]])
    replaced_by(monkeypatch, program)
    with pytest.raises(Refused) as error:
        child.parse(path)
    words = said(error.value)
    assert "“台账.xlsx” could not be read" in words
    assert "Traceback" not in words


def test_a_fault_of_ours_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(_data: bytes, _limits: Limits) -> bytes:
        return (b"",)[len(_data) + 1]

    told = io.BytesIO()
    monkeypatch.setattr(serving, "OURS", "tests.")
    monkeypatch.setattr(serving, "limit_itself", lambda _limits: None)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"{}\n")))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=told))
    assert serving.serve(lambda _password: work) == 0
    monkeypatch.undo()
    replaced_by(monkeypatch, f"print({told.getvalue().decode()!r})")
    with pytest.raises(Refused) as error:
        child.parse(ledger(tmp_path, [["编号"]]))
    assert "The fault is in ipdesk (IndexError, tests.importing.test_child:" in said(error.value)
    assert "damaged" not in said(error.value)


def test_a_child_that_hangs_is_killed_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * 3_000_000)  # more than a pipe holds: the parent hangs in writing too
    replaced_by(monkeypatch, "import time; time.sleep(600)")
    began = time.monotonic()
    with pytest.raises(Refused, match="took more than"):
        child.parse(path, Limits(seconds=1))
    assert time.monotonic() - began < 60


def test_an_answer_without_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ledger(tmp_path, [["编号"]])
    replaced_by(monkeypatch, "import sys\nwhile True: sys.stdout.write('[' * 65536)")
    with pytest.raises(Refused, match="could not be read"):
        child.parse(path, Limits(answer=1_000_000))


def test_the_child_has_no_environment_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPDESK_PASSPHRASE", "ein-geheimnis")
    replaced_by(monkeypatch, "import os, json; print(json.dumps({'seen': sorted(os.environ)}))")
    seen = child.ask(b"", "a")["seen"]
    assert set(seen) <= {"SYSTEMROOT", "WINDIR", "LC_CTYPE"}


def test_a_password_goes_through_the_pipe_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    replaced_by(
        monkeypatch,
        "import os, sys, json; line = json.loads(sys.stdin.buffer.readline());"
        " seen = [sys.argv, sys.orig_argv, dict(os.environ), open('/proc/self/cmdline').read()];"
        " print(json.dumps({'around': str(seen), 'password': line.get('password')}))",
    )
    answer = child.ask(COMPOUND + b"x", "a", password=PASSWORD)
    assert answer["password"] == PASSWORD
    assert PASSWORD not in answer["around"]
    assert child.ask(b"PK", "a", password=PASSWORD)["password"] is None, "what cannot be locked gets none"
    assert list(tmp_path.iterdir()) == []


def test_the_child_can_neither_open_nor_write_files_nor_take_memory() -> None:
    program = """
import json, sys
sys.path.insert(0, sys.argv[1])
from ipdesk.importing.serving import limit_itself
from ipdesk.importing.limits import Limits
limit_itself(Limits())
seen = {}
for name, act in (
    ("open", lambda: open(sys.argv[1] + "/README.md")),
    ("memory", lambda: bytearray(2 << 30)),
):
    try:
        act()
        seen[name] = "allowed"
    except (OSError, MemoryError) as error:
        seen[name] = type(error).__name__
import resource
seen["limits"] = [resource.getrlimit(each)[1] for each in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]
print(json.dumps(seen))
"""
    root = str(Path(child.__file__).resolve().parents[2])
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program, root], capture_output=True, check=True, timeout=60
    )
    assert json.loads(ran.stdout) == {"open": "OSError", "memory": "MemoryError", "limits": [0, 0]}


def test_the_real_child_dies_of_too_little_memory_and_the_parent_lives(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_text("编号,成果名称\n" + "W-1,一种光栅\n" * 150_000, encoding="utf-8")
    with pytest.raises(Refused, match="could not be read"):
        child.parse(path, Limits(memory=48 << 20))
    assert len(child.parse(path)["sheets"][0]["rows"]) == 150_001


def test_the_real_child_dies_of_too_little_processor_time(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_text("a,b,c,d,e,f,g,h\n" * 190_000, encoding="utf-8")
    with pytest.raises(Refused, match="could not be read"):
        child.parse(path, Limits(processor=0))


def test_it_works_from_any_folder_and_with_no_path_to_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger(tmp_path, [["编号", "成果名称"], ["W-1", "光栅"]])
    (tmp_path / "ipdesk.py").write_text("raise SystemExit('not me')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert take_in(path).rows[0].number == "W-1"


def test_reading_leaves_no_file_behind_and_no_socket_is_opened(tmp_path: Path) -> None:
    seen: list[str] = []
    watching = True

    def hook(event: str, args: Any) -> None:
        if watching and event.startswith("socket."):
            seen.append(event)

    sys.addaudithook(hook)
    path = ledger(tmp_path, [["编号", "成果名称"], ["W-1", "光栅"]])
    before = sorted(tmp_path.iterdir())
    take_in(path)
    watching = False
    assert seen == []
    assert sorted(tmp_path.iterdir()) == before


def test_the_command_of_a_frozen_program_is_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.command(child.WORD) == [sys.executable, "parse-untrusted"]


def test_no_module_is_loaded_once_the_limits_stand(tmp_path: Path) -> None:
    """Files cannot be opened then: a late import would turn every workbook into a damaged one."""
    program = """
import io, json, sys
sys.path.insert(0, sys.argv[1])
from ipdesk.importing import serving, workbook_child
before = set()
serving.limit_itself = lambda limits: before.update(sys.modules)
code = workbook_child.main()
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""
    root = str(Path(child.__file__).resolve().parents[2])
    plain, old = workbook_bytes([["编号", 0.5]]), old_workbook([["编号", 0.5]])
    unlocked = (plain, "编号,名称\n".encode("gb18030"), b"PK\x03\x04", b"")
    locked = [lock_workbook(plain, PASSWORD), under_aes(plain, PASSWORD), under_rc4(old, PASSWORD)]
    for line, data in [
        *((b"{}\n", each) for each in unlocked),
        *(
            (json.dumps({"password": word}).encode() + b"\n", each)
            for each in locked
            for word in (PASSWORD, "x", "")
        ),
    ]:
        ran = subprocess.run(
            [sys.executable, "-I", "-c", program, root],
            input=line + data,
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert json.loads(ran.stderr) == []
