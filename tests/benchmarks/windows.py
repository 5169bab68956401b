"""How fast the window is there, seen from outside on a screen of its own, and how much memory it takes.

An empty Qt window, and KeePassXC where it is installed, are started in turn with ours, so that what else
the machine does touches all of them alike.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ipdesk.store.backups import automatic_place
from ipdesk.store.database import connect
from ipdesk.store.keyfile import read as read_keys
from ipdesk.store.workspace import STORE
from ipdesk.store.wrapping import unwrap
from tests.benchmarks import budget, pages
from tests.benchmarks.figures import Figure, median, spread, times
from tests.benchmarks.ground import PASSPHRASE, USER, Ground, now
from tests.benchmarks.screens import Box, Frame, Screen, Started, program, screen

ROOT: Final = Path(__file__).resolve().parents[2]
AGAIN: Final = 7
START_RATIO: Final = 1.6
ENTER_TARGET: Final = 600.0
MEMORY_TARGET: Final = 170.0
FLOOR: Final = "empty Qt window"
PEER: Final = "keepassxc"
OURS: Final = (sys.executable, "-m", "ipdesk")
EMPTY: Final = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1360, 820)
window.show()
sys.exit(app.exec())
"""
UNHURRIED: Final = 8.0  # seconds without change after which Today's list is there, too
DELAY: Final = 30  # milliseconds between two keys of somebody who types fast
PLACES: Final = Box(0, 192, 64, 800)  # of the open desk, which no page touches
PAGE: Final = Box(
    256, 1344, 64, 800
)  # beside the places and under the bar, which tells a little later how the desk is kept


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of starting, unlocking, memory and imports, then those of the pages."""
    with tempfile.TemporaryDirectory() as folder, screen(PASSPHRASE) as on:
        place = Path(folder)
        ours = home(place / "ours", ground)
        yield from _starts(on, place, ours)
        with _backed_up(ground):
            yield from _desks(on, ours, ground)
        yield from budget.measure(on, ours)
    yield from pages.measure(ground, ours)


def home(folder: Path, ground: Ground | None = None) -> dict[str, str]:
    """Make a private home and return the environment of a program in it; ours knows the workspace by then."""
    for inner in (".config", ".cache", "run"):
        (folder / inner).mkdir(parents=True, mode=0o700)
    if ground is not None:
        kept = {"language": "zh", "theme": "light", "recent": [str(ground.folder)], "last_user": USER}
        (folder / "settings.json").write_text(json.dumps(kept), "utf-8")
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "IPDESK_CONFIG": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "XDG_CACHE_HOME": str(folder / ".cache"),
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        # Compiled at the first run, which is not counted, as an installation is compiled beforehand.
        "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled"),
    }


def _starts(on: Screen, place: Path, ours: Mapping[str, str]) -> Iterator[Figure]:
    """Yield what passes between starting a program and its finished first picture."""
    programs: dict[str, tuple[Sequence[str], Mapping[str, str]]] = {
        FLOOR: ((sys.executable, "-c", EMPTY), home(place / "empty")),
        "ipdesk": (OURS, ours),
    }
    if peer := _peer(place / "peer"):
        programs[PEER] = peer
    found: dict[str, list[float]] = {name: [] for name in programs}
    worked: dict[str, list[float]] = {name: [] for name in programs}
    for index in range(AGAIN + 1):
        for name, (command, environment) in programs.items():
            with program(on, command, environment) as started:
                on.wait_for_window(started.is_alive)
                processor = started.processor()
                frames = started.paints()
                if index:
                    found[name].append((on.since(frames) - started.at) * 1000)
                    worked[name].append(processor)
    name, floor, ours_took = "start to painted unlock page", median(found[FLOOR]), found["ipdesk"]
    notes = {each: f"{spread(found[each])}; processor {median(worked[each]):.0f}" for each in programs}
    note = f"{notes['ipdesk']}; {FLOOR}: {notes[FLOOR]}"
    yield Figure(name, median(ours_took), START_RATIO * floor, FLOOR, floor, note)
    if PEER in found:
        yield Figure(name, median(ours_took), None, PEER, median(found[PEER]), f"{PEER}: {notes[PEER]}")
    else:
        yield Figure(name, median(ours_took), None, PEER, None, "not installed")


def _peer(folder: Path) -> tuple[Sequence[str], Mapping[str, str]] | None:
    """Return how KeePassXC is started on the page that unlocks a database, or None where it is not installed."""
    command, maker = shutil.which(PEER), shutil.which(f"{PEER}-cli")
    if not command or not maker:
        return None
    environment = home(folder)
    database, settings = folder / "one.kdbx", folder / "settings.ini"
    settings.write_text(
        "[General]\nUpdateCheckMessageShown=true\nConfigVersion=2\nSingleInstance=false\n", "utf-8"
    )
    subprocess.run(
        [maker, "db-create", "--set-password", str(database)],
        input=f"{PASSPHRASE}\n{PASSPHRASE}\n".encode(),
        env=environment,
        capture_output=True,
        check=True,
    )
    return (command, "--config", str(settings), "--localconfig", str(settings), str(database)), environment


@contextmanager
def _backed_up(ground: Ground) -> Iterator[None]:
    """Let the day's backup be there for a block: it is made once a day and would be measured with the rest."""
    place = automatic_place(ground.folder, now())
    place.touch()
    try:
        yield
    finally:
        place.unlink()


def _desks(on: Screen, ours: Mapping[str, str], ground: Ground) -> Iterator[Figure]:
    """Yield what passes between Enter and the pages of the desk, and the memory in the end."""
    bare = _bare(ground)
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(AGAIN):
        found["bare"] += times(bare, [0])
        with program(on, OURS, ours) as started:
            _open(started, found)
    floor, name = median(found["bare"]), "bare Argon2id and open"
    for said, key, note in (
        ("Enter to painted desk", "desk", "the places at the left; Today's list is worked out beside"),
        ("Enter to painted Today", "today", "with its list"),
        ("Enter to painted table", "resumed", "unlocked again where it was left"),
    ):
        held = found[key]
        yield Figure(said, median(held), ENTER_TARGET, name, floor, f"{note}; {spread(held)}")
    sums = [one + other for one, other in zip(found["desk"], found["table"], strict=True)]
    note = f"desk, then Ctrl+2: {median(found['table']):.0f}"
    yield Figure("Enter to first painted table", median(sums), ENTER_TARGET, name, floor, note)
    held = found["record"]
    yield Figure("Enter on a row to painted record", median(held), None, note=spread(held))
    with program(on, (sys.executable, "-c", EMPTY), ours) as started:
        started.paints()
        rss, pss = started.memory()
    note = "unlocked twice, listed, one record open"
    yield Figure("resident memory", median(found["rss"]), MEMORY_TARGET, FLOOR, rss, note, "MB")
    yield Figure("its share (PSS)", median(found["pss"]), MEMORY_TARGET, FLOOR, pss, note, "MB")


def _bare(ground: Ground) -> Callable[[object], None]:
    """Return what no way to open a workspace can do without: to derive the key and to open the file."""
    content, _ = read_keys(ground.folder)
    wrapped = content.users[0][1]
    with ground.opened() as desk:
        key = desk.workspace.data_key()

    def bare(_: object) -> None:
        unwrap(wrapped, PASSPHRASE.encode(), ("nobody",))  # a wrong owner costs the same derivation
        connect(ground.folder / STORE, key).conn.close()

    return bare


def _open(started: Started, found: dict[str, list[float]]) -> None:
    """Open the desk by keys, go to a table, lock and unlock there, and open its first record."""
    on = started.on

    def note(name: str, asked: tuple[float, Sequence[Frame]], box: Box) -> None:
        at, frames = asked
        found[name].append((on.since(frames, box) - at) * 1000)

    started.paints()
    on.focus(started.process.pid)
    on.send(f"type --delay {DELAY} '{PASSPHRASE}'")
    started.rest()
    opened = started.asked("key Return", PLACES, UNHURRIED)
    note("desk", opened, PLACES)
    note("today", opened, PAGE)
    note("table", started.asked("key ctrl+2"), PAGE)
    started.asked("key ctrl+l")
    on.send(f"type --delay {DELAY} '{PASSPHRASE}'")
    started.rest()
    note("resumed", started.asked("key Return", PLACES, UNHURRIED), PAGE)
    note("record", started.asked("key Home key Return"), PAGE)
    rss, pss = started.memory()
    found["rss"].append(rss)
    found["pss"].append(pss)
