"""A measured figure beside its target and beside what was measured of something simpler in the same run."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

HEADINGS: Final = ("figure", "measured", "target", "", "floor or peer", "its figure", "ratio", "note")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured time in milliseconds, or another `unit`; `beside` names the floor or peer."""

    name: str
    measured: float
    target: float | None = None
    beside: str = ""
    its: float | None = None
    note: str = ""
    unit: str = "ms"

    def cells(self) -> tuple[str, ...]:
        """Return the cells of its line in the table."""
        missed = self.target is not None and self.measured > self.target
        return (
            self.name,
            f"{_short(self.measured)} {self.unit}",
            f"≤ {_short(self.target)}" if self.target is not None else "",
            "missed" if missed else "",
            self.beside,
            f"{_short(self.its)} {self.unit}" if self.its is not None else "",
            f"{self.measured / self.its:.2g}" if self.its else "",
            self.note,
        )


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def times(act: Callable[[Any], object], items: Iterable[Any]) -> list[float]:
    """Return the milliseconds that an act takes for each item."""
    found = []
    for item in items:
        began = time.perf_counter()
        act(item)
        found.append((time.perf_counter() - began) * 1000)
    return found


def once(act: Callable[[], object]) -> float:
    """Return the milliseconds that an act takes, once."""
    return times(lambda _: act(), [None])[0]


def median(found: list[float]) -> float:
    """Return the median."""
    return statistics.median(found)


def spread(found: list[float]) -> str:
    """Return how far the slow ones are from the median."""
    ordered = sorted(found)
    return f"p95 {_short(ordered[int(len(ordered) * 0.95)])}, worst {_short(ordered[-1])}"


def load() -> str:
    """Return how busy the machine is, where it says so."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    yield "| " + " | ".join(HEADINGS) + " |"
    yield "|" + "---|" * len(HEADINGS)
    for each in figures:
        yield "| " + " | ".join(each.cells()) + " |"
