"""How well passages of protected texts are found again in manuscripts, and how fast.

How well is measured with texts that are not in the project: IPDESK_REUSE names the folder with the generator `reuse_bench.py` and its
`*.dev.jsonl`. It makes manuscripts with passages obfuscated at eight levels and scores what is found (plagdet of PAN). Chinese figures
are of machine obfuscation: no passages rewritten by people are at hand. How fast is measured with made-up texts in a process of its own.
"""

from __future__ import annotations

import json
import os
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
# Seconds for a manuscript of so many characters, by the number of records.
TARGETS: Final = {
    2_000: {10_000: 0.06, 100_000: 0.15, 300_000: 0.4},
    10_000: {10_000: 0.1, 100_000: 0.3, 300_000: 0.8},
}
READY, CHANGED, MEMORY = 1.5, 10.0, 300.0


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
    run = [sys.executable, "-m", "tests.benchmarks.overlap_alone", str(records)]
    found = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    beside = f"{named} records"
    for signs, target in TARGETS[named].items():
        spent, folding = found["checks"][str(signs)], found["folding"][str(signs)]
        note = f"{found['busy'][str(signs)]:.0f} ms of processor, {found['found'][str(signs)]} found"
        yield Figure(f"check {signs} against {beside}", spent, target * 1000, "folding it", folding, note)
    yield Figure(
        f"{beside}: ready",
        found["ready"],
        READY * 1000 if named == RECORDS[0] else None,
        "reading them",
        found["reading"],
    )
    yield Figure(
        f"{beside}: one changed",
        found["changed"],
        CHANGED,
        note=f"the next check takes {found['after']:.0f} ms more",
    )
    most = MEMORY if named == RECORDS[0] else None
    yield Figure(
        f"{beside}: memory of the whole process",
        found["memory"],
        most,
        "before",
        found["before"],
        f"{found['kept']:.0f} MB kept",
        "MB",
    )
