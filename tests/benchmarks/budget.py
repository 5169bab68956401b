"""How long the modules take that are imported before the unlock page is painted, ours and all of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from tests.benchmarks.figures import Figure, median, spread
from tests.benchmarks.screens import Screen, program

AGAIN: Final = 5
TARGET: Final = 100.0
LINE: Final = re.compile(r"import time: +(\d+) \| +\d+ \| +(\S+)")
# All of Qt's enumerations of its one large name space are made when the first of them is touched: that is
# Qt's time, whichever of our modules comes first.
QT: Final = "from PySide6.QtCore import Qt; from PySide6.QtWidgets import QWidget; type('W', (QWidget,), {})"
START: Final = f"{QT}; import runpy; runpy.run_module('ipdesk', run_name='__main__', alter_sys=True)"


def measure(on: Screen, environment: Mapping[str, str]) -> Iterator[Figure]:
    """Yield the milliseconds that our modules take, and how many there are, until the first picture stands."""
    ours, every, count = [], [], 0
    for _ in range(AGAIN):
        taken = _imports(on, environment)
        own = [time for name, time in taken if name.partition(".")[0] == "ipdesk"]
        ours.append(sum(own))
        every.append(sum(time for _, time in taken))
        count = len(own)
    note = f"{count} modules; {spread(ours)}; Qt's enumerations not counted"
    yield Figure("own imports before first paint", median(ours), TARGET, "all imports", median(every), note)


def _imports(on: Screen, environment: Mapping[str, str]) -> list[tuple[str, float]]:
    """Return the modules imported before the first picture with the milliseconds of each alone."""
    command = (sys.executable, "-X", "importtime", "-c", START)
    with program(on, command, environment) as started:
        said = started.said_before_paint()
    return [(name, int(spent) / 1000) for spent, name in LINE.findall(said)]
