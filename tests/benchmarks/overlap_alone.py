"""The check of manuscripts measured in a process of its own, which has loaded nothing else: run by `overlap`, never by hand."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from ipdesk.screening.corpus import Corpus
from ipdesk.screening.imprints import imprint, unpacked
from ipdesk.screening.normal import normal
from ipdesk.screening.overlaps import overlaps

SIZES: Final = (10_000, 100_000, 300_000)
FIRST: Final = 5_000
LENGTH: Final = 4  # bytes before an imprint in the file
AGAIN: Final = 5


def kept(path: Path) -> list[bytes]:
    """Return the imprints in a file, each by itself as a store would give them."""
    found = []
    with path.open("rb") as stream:
        while length := stream.read(LENGTH):
            found.append(stream.read(int.from_bytes(length, "little")))
    return found


def measured(folder: Path) -> dict[str, Any]:
    """Return milliseconds and megabytes."""
    manuscript = (folder / "manuscript").read_text(encoding="utf-8")
    record = (folder / "record").read_text(encoding="utf-8")
    before = _memory()
    reading, packed = _timed(lambda: kept(folder / "records"))
    corpus = Corpus()

    def built() -> None:
        for number, each in enumerate(packed):
            corpus.put(str(number), unpacked(each))
        corpus.ready()

    def check(size: int) -> int:
        return len(overlaps(manuscript[:size], corpus))

    ready, _ = _timed(built)
    check(FIRST)  # what is read once in a process is read here
    sizes = {size: _checked(partial(check, size), manuscript[:size]) for size in SIZES}
    memory = _memory()
    changed = _often(lambda: corpus.put("0", imprint(record)))
    after = _timed(lambda: check(FIRST))[0] - _timed(lambda: check(FIRST))[0]
    return {
        "reading": reading, "kept": sum(map(len, packed)) / 1e6, "ready": ready, "sizes": sizes,
        "changed": changed, "after": max(after, 0.0), "before": before, "memory": memory,
    }  # fmt: skip


def _checked(check: Callable[[], int], manuscript: str) -> dict[str, float]:
    began = time.process_time()
    spent = _often(check)
    busy = (time.process_time() - began) * 1000 / AGAIN
    return {"spent": spent, "busy": busy, "folding": _often(lambda: normal(manuscript)), "found": check()}


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = act()
    return (time.perf_counter() - began) * 1000, found


def _often(act: Callable[[], object]) -> float:
    return statistics.median(_timed(act)[0] for _ in range(AGAIN))


def _memory() -> float:
    """Return the most memory that the process has had so far, in megabytes, where the system says so."""
    status = Path("/proc/self/status")
    told = status.read_text(encoding="ascii").splitlines() if status.exists() else ["VmHWM: 0 kB"]
    return next(int(line.split()[1]) / 1024 for line in told if line.startswith("VmHWM"))


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
