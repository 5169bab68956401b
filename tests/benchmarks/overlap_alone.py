"""The check of manuscripts measured in a process of its own: run by `overlap`, never by hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any, Final

from ipdesk.screening.corpus import Corpus
from ipdesk.screening.imprints import imprint, unpacked
from ipdesk.screening.normal import normal
from ipdesk.screening.overlaps import overlaps
from tests.benchmarks.figures import median, once, times

SIGNS: Final = 2_000  # of a record
SIZES: Final = (10_000, 100_000, 300_000)
PLANTED: Final = 300  # signs of a passage, one in each PART of a manuscript
PART: Final = 9_000
AGAIN: Final = 5
_LENGTH: Final = 4


def write(folder: Path, count: int) -> None:
    """Write imprints of made-up records and a manuscript that has passages of them; in a process that ends then."""
    from tests.benchmarks.texts import text

    chance = random.Random(count)
    records = [text(chance, SIGNS)[:SIGNS] for _ in range(count)]
    parts = [
        text(chance, PART - PLANTED)[: PART - PLANTED] + chance.choice(records)[500 : 500 + PLANTED]
        for _ in range(SIZES[-1] // PART + 1)
    ]
    packed = [imprint(record).packed() for record in records]
    (folder / "records").write_bytes(
        b"".join(len(each).to_bytes(_LENGTH, "little") + each for each in packed)
    )
    (folder / "record").write_text(records[0], encoding="utf-8")
    (folder / "manuscript").write_text("".join(parts), encoding="utf-8")


def kept(path: Path) -> list[bytes]:
    """Return the imprints in a file, each by itself as a store would give them."""
    found = []
    with path.open("rb") as stream:
        while length := stream.read(_LENGTH):
            found.append(stream.read(int.from_bytes(length, "little")))
    return found


def measured(folder: Path) -> dict[str, Any]:
    """Return milliseconds and megabytes."""
    manuscript = (folder / "manuscript").read_text(encoding="utf-8")
    record = (folder / "record").read_text(encoding="utf-8")
    before = _memory()
    packed: list[bytes] = []
    reading = once(lambda: packed.extend(kept(folder / "records")))
    corpus = Corpus()

    def built() -> None:
        for number, each in enumerate(packed):
            corpus.put(str(number), unpacked(each))
        corpus.ready()

    ready = once(built)
    overlaps(manuscript[:5_000], corpus)  # what is read once in a process is read here
    checks, folding, found, busy = {}, {}, {}, {}
    for size in SIZES:
        parts = [manuscript[:size]] * AGAIN
        began = time.process_time()
        checks[size] = median(times(partial(overlaps, corpus=corpus), parts))
        busy[size] = (time.process_time() - began) * 1000 / AGAIN
        folding[size] = median(times(normal, parts))
        found[size] = len(overlaps(parts[0], corpus))
    memory = _memory()
    changed = median(times(lambda key: corpus.put(key, imprint(record)), map(str, range(AGAIN))))
    first = once(partial(overlaps, manuscript[:5_000], corpus))
    after = first - once(partial(overlaps, manuscript[:5_000], corpus))
    return {
        "reading": reading, "ready": ready, "checks": checks, "folding": folding, "found": found, "busy": busy,
        "changed": changed, "after": max(after, 0.0), "before": before, "memory": memory, "kept": sum(map(len, packed)) / 1e6,
    }  # fmt: skip


def _memory() -> float:
    """Return the most memory that the process has had so far, in megabytes, where the system says so."""
    status = Path("/proc/self/status")
    told = status.read_text(encoding="ascii").splitlines() if status.exists() else ["VmHWM: 0 kB"]
    return next(int(line.split()[1]) / 1024 for line in told if line.startswith("VmHWM"))


def main() -> int:
    """Write, or measure in another process what one has written, and print."""
    if len(sys.argv) > 2:
        write(Path(sys.argv[2]), int(sys.argv[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.overlap_alone", sys.argv[1], folder], check=True
        )
        print(json.dumps(measured(Path(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
