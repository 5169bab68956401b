"""How fast the pages of the open desk answer, measured inside the window, without a screen.

Each figure is by the clock; its note says how much of that the processor worked on it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tests.benchmarks.figures import Figure, median, spread
from tests.benchmarks.ground import Ground

AGAIN: Final = 9
HOLD: Final = 50.0  # milliseconds for which the window may hear nobody
TABLE: Final = "plain Qt table"
FORM: Final = "plain Qt form"
# What is said, the name of its measures, its target, and which floor it stands beside.
ACTS: Final[Sequence[tuple[str, str, float | None, str]]] = (
    ("first table page", "table", 100.0, TABLE),
    ("board: first cards", "board", 150.0, TABLE),
    ("board: longest hold", "board hold", HOLD, TABLE),
    ("scroll page", "scroll", 20.0, TABLE),
    ("sort by title", "sort title", 120.0, TABLE),
    ("sort by number", "sort number", 120.0, TABLE),
    ("sort by day", "sort submitted", 120.0, TABLE),
    ("sort by state", "sort state", 120.0, TABLE),
    ("sort by last change", "sort changed", 120.0, TABLE),
    ("filter by state", "filter", 80.0, TABLE),
    ("filter by text, all hits", "text", 80.0, TABLE),
    ("record page", "record", None, FORM),
    ("record page: longest hold", "record hold", HOLD, FORM),
    ("typing: key to paint", "key", None, ""),
    ("typing: hold for findings", "findings hold", HOLD, ""),
)


def measure(ground: Ground, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Yield the figures of tables, records and typing."""
    yield from figures("desk", ground, environment, ACTS)


def figures(
    module: str,
    ground: Ground,
    environment: Mapping[str, str],
    acts: Sequence[tuple[str, str, float | None, str]],
) -> Iterator[Figure]:
    """Run a module that measures inside the window, in a process of its own, and yield the figures of some acts."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            f"tests.benchmarks.{module}",
            str(ground.folder),
            str(ground.count),
            str(AGAIN),
        ],
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    found: dict[str, list[tuple[float, float]]] = json.loads(done.stdout)
    clocks = {name: [each[0] for each in held] for name, held in found.items()}
    worked = {name: median([each[1] for each in held]) for name, held in found.items()}
    floors = {TABLE: "plain table", FORM: "plain form"}
    for said, name, target, floor in acts:
        held = clocks[name]
        its = median(clocks[floors[floor]]) if floor else None
        beside = f"; its {worked[floors[floor]]:.3g}" if floor else ""
        note = f"first {held[0]:.0f}, {spread(held)}; processor {worked[name]:.3g}{beside}"
        yield Figure(said, median(held), target, floor, its, note)
