"""The program never opens a connection: watched while it does its main job, from the first import on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PASSPHRASE

WATCH = """
import json, os, sys
seen = []
sys.addaudithook(lambda event, args: seen.append(event) if event.startswith(("socket.", "ssl.", "http.", "urllib.", "ftplib.", "smtplib.")) else None)
from ipdesk.app import main
folder, probe = sys.argv[1], sys.argv[2:]
common = ["--lang", "en"]
def run(*words):
    status = main([*words, *common])
    assert status == 0, words
if probe:
    import socket
    socket.socket().close()
    print(json.dumps(seen))
    sys.exit(0)
run("new", folder, "--lab", "某某实验室", "--code", "LAB", "--recovery-file", folder + ".recovery")
record = os.path.join(os.path.dirname(folder), "record.json")
with open(record, "w", encoding="utf-8") as stream:
    json.dump({"title": "低温热链"}, stream)
run("add", "projects", "--from", record)
run("list", "projects")
run("search", "热链")
run("show", "projects", "KY-%d-001" % __import__("datetime").date.today().year)
run("backup", folder + "-backup")
run("audit", "verify")
# Forms and a ledger go in through the child process, documents and a workbook come out.
run("demo", folder + "-demo")
print(json.dumps(seen))
"""


def watched(folder: Path, *probe: str) -> list[str]:
    """Run the main job in a program of its own and return what it did with the network."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TZ") if name in os.environ}
    chosen = {
        "IPDESK_PASSPHRASE": PASSPHRASE,
        "IPDESK_USER": "李明",
        "IPDESK_WORKSPACE": str(folder),
        "IPDESK_CONFIG": str(folder.parent / "config"),
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(folder), *probe],
        check=False, capture_output=True, text=True, encoding="utf-8", env=kept | chosen | {"PYTHONUTF8": "1"},
        cwd=Path(__file__).parent.parent.parent, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_main_job_opens_no_connection(tmp_path: Path) -> None:
    assert watched(tmp_path / "lab.ipdesk") == []
    assert len(list(tmp_path.glob("*-demo-documents/*"))) >= 3, "the main job was done"


def test_the_watch_would_see_one(tmp_path: Path) -> None:
    assert "socket.__new__" in watched(tmp_path / "lab.ipdesk", "probe")
