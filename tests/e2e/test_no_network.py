"""No network: a day at the real program, watched by strace, and again where there is no network at all.

Allowed are sockets of the machine itself (AF_UNIX): the display, the session bus, the screen reader's bus.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from ipdesk.operations import workspaces
from tests.conftest import CHEAP
from tests.e2e import disclosure_story as story
from tests.e2e.display import tool, until
from tests.e2e.person import Person
from tests.e2e.stage import Stage

pytestmark = pytest.mark.slow

# -D: strace stands aside, so that the process started is the program. -f: whatever it starts is watched too.
WATCHED: Final = ("strace", "-D", "-f", "--seccomp-bpf", "-e", "trace=network")
# As itself in a space of its own, with no interface but a loopback that is down.
ALONE: Final = ("unshare", "--user", "--map-current-user", "--net")


def families(trace: str) -> set[str]:
    """Return the kinds of address of all sockets that calls in a trace by strace asked for or named."""
    return set(re.findall(r"(?:\bsocket(?:pair)?\(|sa_family=)(\w+)", trace))


def network_libraries(pid: int) -> list[str]:
    """Return what a process has loaded of Qt's network module."""
    loaded = Path(f"/proc/{pid}/maps").read_text("utf-8")
    return sorted(set(re.findall(r"\S*(?:Qt6?Network)\S*", loaded)))


def interfaces(pid: int) -> list[str]:
    """Return the network interfaces that a process sees."""
    lines = Path(f"/proc/{pid}/net/dev").read_text("utf-8").splitlines()[2:]
    return [each.partition(":")[0].strip() for each in lines]


def need(command: Sequence[str]) -> None:
    """Skip where the system does not let an ordinary program be run by a command."""
    tried = subprocess.run(
        [tool(command[0]), *command[1:], "true"], capture_output=True, text=True, timeout=20, check=False
    )
    if tried.returncode:
        pytest.skip(f"this system does not permit {command[0]}: {tried.stderr.strip()}")


def a_day(stage: Stage, folder: Path, under: Sequence[str]) -> Person:
    """Unlock, write a disclosure, print, export and lock; return who did it, the program still running."""
    made, _ = workspaces.create(
        folder / "lab.ipdesk",
        name=story.LAB,
        code="LAB",
        highest="technical-secret",
        user=story.USER,
        passphrase=story.PASSPHRASE,
        clock=lambda: datetime.now(UTC),
        cost=CHEAP,
    )
    made.close()
    person = stage.sit_down("--workspace", str(folder / "lab.ipdesk"), under=under)
    story.unlock(person)
    number = story.write_disclosure(person)
    assert number in story.print_form(person, folder / "form.pdf")
    assert number in story.export_register(person, folder / "register.xlsx")
    story.lock(person, number, story.TITLE)
    return person


def test_only_sockets_of_the_machine_itself_are_opened(stage: Stage, tmp_path: Path) -> None:
    need(("strace", "-e", "trace=network"))
    trace = tmp_path / "trace"
    person = a_day(stage, tmp_path, (*WATCHED, "-o", str(trace)))
    pid = person.program.process.pid
    assert network_libraries(pid) == []
    story.leave(person)
    ended = re.compile(rf"^{pid} +\+\+\+ exited", re.MULTILINE)
    until("the trace is complete", lambda: ended.search(trace.read_text()))
    calls = trace.read_text()
    assert re.search(r'connect\(.*sun_path=@?"/tmp/.X11-unix/', calls)  # the display, so it was this program
    assert families(calls) == {"AF_UNIX"}


def test_it_works_without_any_network(stage: Stage, tmp_path: Path) -> None:
    need(ALONE)
    person = a_day(stage, tmp_path, ALONE)
    pid = person.program.process.pid
    assert interfaces(pid) == ["lo"]
    assert network_libraries(pid) == []
    story.leave(person)
    assert stage.home.said() == ""


def test_a_trace_of_a_connection_is_noticed(tmp_path: Path) -> None:
    need(("strace", "-e", "trace=network"))
    trace = tmp_path / "trace"
    outwards = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    subprocess.run([tool("strace"), *WATCHED[2:], "-o", str(trace), "python3", "-c", outwards], check=True)
    # Not alone where Python asks the machine's name service, over a local socket, who its user is.
    assert families(trace.read_text()) - {"AF_UNIX"} == {"AF_INET"}
    assert families("7 socket(0x1f, SOCK_RAW, 0 <unfinished ...>") == {"0x1f"}
