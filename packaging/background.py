"""Remake the tables of ordinary wording: .venv/bin/python packaging/background.py FILE ...

Each file is of JSON lines with a `text`, or a text packed by xz in which a line beginning with `# ` begins a document. In how many
texts each seed stands is counted, and how often each pair; what is kept is the logarithm, by the first bits of the hash, so that no
text can be read out of the tables and none is in the project. The same files in the same order give the same bytes.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.paths import resource_path
from ipdesk.screening.imprints import Imprint, imprint
from ipdesk.screening.rarity import HASH_BITS, PAIR_BITS, PAIRS, SEED_BITS, SEEDS

# The texts of science are few beside the statutes, so they count for more.
SEED_FACTOR: Final = {".jsonl": 2.0, ".xz": 1.0}
PAIR_FACTOR: Final = {".jsonl": 8.0, ".xz": 1.0}
FILTERS: Final = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "pb": 0, "lc": 0, "lp": 0}]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Hashes, and how often each was met."""

    hashes: NDArray[np.uint32]
    times: NDArray[np.float64]


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file."""
    if path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    else:
        yield from f"\n{lzma.decompress(path.read_bytes()).decode('utf-8')}".split("\n# ")


def counted(lists: list[NDArray[np.uint32]], factor: float) -> Counts:
    """Return how often each hash is in lists of them, made so many times as much."""
    hashes, times = np.unique(np.concatenate(lists), return_counts=True)
    met = hashes > 0
    return Counts(hashes[met], (times[met] * factor).astype(np.float64))


def together(parts: list[Counts]) -> Counts:
    """Return the counts of several files added up."""
    hashes, place = np.unique(np.concatenate([part.hashes for part in parts]), return_inverse=True)
    times = np.bincount(place, np.concatenate([part.times for part in parts])).astype(np.float64)
    return Counts(hashes, times)


def packed(counts: Counts, bits: int) -> bytes:
    """Return the packed table: by the first bits of a hash, the level of the most ordinary that falls there."""
    table = np.zeros(1 << bits, np.uint8)
    levels = np.floor(np.log2(np.maximum(counts.times, 1))).astype(np.uint8)
    np.maximum.at(table, counts.hashes >> np.uint32(HASH_BITS - bits), levels)
    return lzma.compress(table.tobytes(), lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=FILTERS)


def tables(files: list[tuple[str, list[Imprint]]]) -> dict[str, bytes]:
    """Return the packed tables, by their names, of the imprints of files, each with the ending of its name."""
    seeds, pairs = [], []
    for ending, made in files:
        seeds.append(counted([np.unique(each.seeds) for each in made], SEED_FACTOR[ending]))
        pairs.append(counted([each.pairs for each in made], PAIR_FACTOR[ending]))
    return {SEEDS: packed(together(seeds), SEED_BITS), PAIRS: packed(together(pairs), PAIR_BITS)}


def main() -> int:
    """Count and write."""
    paths = [Path(name) for name in sys.argv[1:]]
    made = tables([(path.suffix, [imprint(text) for text in texts(path)]) for path in paths])
    for name, data in made.items():
        resource_path("screening", name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
