"""How well passages of protected texts are found again in manuscripts, and how fast.

How well is measured with texts that are not in the project: IPDESK_REUSE names the folder with the generator `reuse_bench.py` and its
`*.dev.jsonl`. It makes manuscripts with passages obfuscated at eight levels and scores what is found (plagdet of PAN). Chinese figures
are of machine obfuscation: no passages rewritten by people are at hand. How fast is measured with made-up texts in a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ipdesk.screening.corpus import Corpus
from ipdesk.screening.imprints import imprint
from ipdesk.screening.overlaps import overlaps
from tests.benchmarks.figures import Figure
from tests.benchmarks.ground import Ground
from tests.benchmarks.overlap_alone import LENGTH, SIZES
from tests.benchmarks.texts import text

FOLDER: Final = "IPDESK_REUSE"
# By language, the texts protected, those of the manuscripts, and the seed.
BENCHES: Final = {
    "zh papers": ("csl_all.dev.jsonl", "d2l_zh.dev.jsonl", 7),
    "zh book": ("d2l_zh.dev.jsonl", "csl_all.dev.jsonl", 8),
    "en book": ("d2l_en.dev.jsonl", None, 9),
}
LOST: Final = {"zh": 0.07, "en": 0.12}  # 1 - plagdet over all levels
FALSE: Final = {"zh": 0.1, "en": 0.4}  # of 10,000 characters that are clean
UNFOUND: Final = 1.0  # percent of long passages copied or only dressed up
LONG: Final = {"zh": 60, "en": 150}
RECORDS: Final = (2_000, 10_000)
SIGNS: Final = 2_000  # of a record
PLANTED: Final = 300  # signs of a passage, one in each PART of a manuscript
PART: Final = 9_000
# Milliseconds for a manuscript of so many characters, by the number of records.
TARGETS: Final = {
    2_000: {10_000: 60.0, 100_000: 150.0, 300_000: 400.0},
    10_000: {10_000: 100.0, 100_000: 300.0, 300_000: 800.0},
}
READY, CHANGED, MEMORY = 1_500.0, 10.0, 300.0


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield how much is lost at each level, where the texts are at hand, and what a check takes."""
    if folder := os.environ.get(FOLDER):
        for name, (protected, manuscripts, seed) in BENCHES.items():
            yield from _quality(name, Path(folder), protected, manuscripts, seed)
    else:
        print(f"overlap: how well passages are found is not measured without {FOLDER}", file=sys.stderr)
    for records in RECORDS:
        yield from _speed(records, min(records, ground.count))


def _quality(name: str, folder: Path, protected: str, manuscripts: str | None, seed: int) -> Iterator[Figure]:
    language = name[:2]
    with tempfile.TemporaryDirectory() as place:
        background = ["--background", str(folder / manuscripts)] if manuscripts else []
        made = ["make", "--corpus", str(folder / protected), *background, "--seed", str(seed), "--out", place]
        _generator(folder, *made)
        found = list(_predicted(Path(place)))
        told = Path(place, "pred.jsonl")
        told.write_text(
            "".join(json.dumps(each) + "\n" for each in found if not each["stock"]), encoding="utf-8"
        )
        scores = json.loads(_generator(folder, "score", "--bench", place, "--pred", str(told), "--json"))
        lost, long = _unfound(Path(place), found, LONG[language])
    for level, score in scores.items():
        if level != "clean":
            target: float | None = LOST[language] if level == "all" else None
            note = f"plagdet {score['plagdet']:.3f}, precision {score['precision']:.3f}, recall {score['recall']:.3f}"
            yield Figure(f"overlap {name}: lost, {level}", 1 - score["plagdet"], target, note=note, unit="")
    yield Figure(
        f"overlap {name}: false in 10,000 clean",
        scores["clean"]["per_10k_chars"] + 1e-9,  # none at all is a figure too
        FALSE[language],
        note=f"{scores['clean']['chars']} characters; stock apart",
        unit="",
    )
    yield Figure(
        f"overlap {name}: long copies not found",
        100 * lost / long + 1e-9,
        UNFOUND,
        note=f"{lost} of {long}",
        unit="%",
    )


def _generator(folder: Path, *words: str) -> str:
    run = [sys.executable, str(folder / "reuse_bench.py"), *words]
    return subprocess.run(run, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _predicted(place: Path) -> Iterator[dict[str, Any]]:
    """Yield what is found in each manuscript, as the scorer reads it."""
    corpus = Corpus()
    for row in _rows(place / "protected.jsonl"):
        corpus.put(row["id"], imprint(row["text"]))
    for path in sorted((place / "manuscripts").iterdir()):
        for each in overlaps(path.read_text(encoding="utf-8"), corpus):
            yield {
                "ms": path.name, "m_start": each.start, "m_end": each.end,
                "doc": each.key, "p_start": each.record_start, "p_end": each.record_end, "stock": each.stock,
            }  # fmt: skip


def _unfound(place: Path, found: list[dict[str, Any]], least: int) -> tuple[int, int]:
    """Return how many long passages, copied or only dressed up, are not found by half, and how many there are."""
    lost = whole = 0
    for case in _rows(place / "gold.jsonl"):
        if case["level"] not in {"none", "evade"} or case["p_end"] - case["p_start"] < least:
            continue
        covered: set[int] = set()
        for each in found:
            if (each["ms"], each["doc"]) == (case["ms"], case["doc"]):
                covered.update(
                    range(max(each["m_start"], case["m_start"]), min(each["m_end"], case["m_end"]))
                )
        whole += 1
        lost += len(covered) < (case["m_end"] - case["m_start"]) / 2
    return lost, whole


def _speed(named: int, records: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place:
        _write(Path(place), records)
        run = [sys.executable, str(Path(__file__).with_name("overlap_alone.py")), place]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        told = subprocess.run(run, check=True, capture_output=True, text=True, env=environment).stdout
    found = json.loads(told)
    against = f"{named:,} records"
    for size, target in TARGETS[named].items():
        row = found["sizes"][str(size)]
        note = f"{row['busy']:.0f} ms of processor, {row['found']} found"
        yield Figure(
            f"check of {size:,} against {against}", row["spent"], target, "folding it", row["folding"], note
        )
    first = named == RECORDS[0]
    ready, memory = (READY, MEMORY) if first else (None, None)
    yield Figure(f"{against}: ready", found["ready"], ready, "reading them", found["reading"])
    note = f"the next check takes {found['after']:.0f} ms more"
    yield Figure(f"{against}: one changed", found["changed"], CHANGED, note=note)
    note = f"{found['kept']:.0f} MB kept"
    yield Figure(f"{against}: memory", found["memory"], memory, "before", found["before"], note, "MB")


def _write(folder: Path, count: int) -> None:
    """Write imprints of made-up records, and a manuscript that has passages of them."""
    chance = random.Random(count)
    records = [text(chance, SIGNS)[:SIGNS] for _ in range(count)]
    parts = [
        text(chance, PART - PLANTED)[: PART - PLANTED] + chance.choice(records)[500 : 500 + PLANTED]
        for _ in range(max(SIZES) // PART + 1)
    ]
    packed = (imprint(record).packed() for record in records)
    (folder / "records").write_bytes(b"".join(len(each).to_bytes(LENGTH, "little") + each for each in packed))
    (folder / "record").write_text(records[0], encoding="utf-8")
    (folder / "manuscript").write_text("".join(parts), encoding="utf-8")
