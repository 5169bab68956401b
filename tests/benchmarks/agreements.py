"""How fast agreements are drafted for everybody: a PDF each and the signing list, over processes, and what memory it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ipdesk.exporting.layout import texts_of
from ipdesk.exporting.preview import page_sizes
from ipdesk.exporting.sheets import OFFICIAL
from ipdesk.operations import drafting, records
from ipdesk.operations.contents import document_of
from ipdesk.operations.reading import list_ids, whole
from ipdesk.operations.workspaces import create
from ipdesk.registers import register
from ipdesk.store.workspace import unlock
from ipdesk.store.wraps import Cost
from tests.benchmarks.documents import drawn_bare
from tests.benchmarks.figures import Figure, once
from tests.benchmarks.ground import PASSPHRASE, USER, Ground, cache_folder, desk_of, now

COUNT: Final = 1_000
TARGET: Final = 35_000.0
MEMORY_TARGET: Final = 400.0
CHEAP: Final = Cost(memory=8, passes=1, lanes=1)
SURNAMES: Final = "单仇解曾任华盖朴查区令狐欧阳"


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the time and the memory of as many agreements, at most a thousand, in a workspace of their own."""
    count = min(COUNT, ground.count)
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        space, _ = create(
            place / "people.ipdesk", name="某某实验室", code="LAB", highest="technical-secret", user=USER,
            passphrase=PASSPHRASE, clock=now, cost=CHEAP,
        )  # fmt: skip
        with space:
            desk, papers = desk_of(space), place / "papers"
            papers.mkdir()
            records.add(desk, register("people"), [_person(index) for index in range(count)])
        told = _drafted(place / "people.ipdesk", papers)
        with unlock(place / "people.ipdesk", USER, PASSPHRASE, now) as space:
            desk, spent = desk_of(space), told["spent"]
            agreements = register("agreements")
            first = next(iter(whole(desk, agreements, list_ids(desk, agreements, limit=1))))
            content, _, _ = document_of(desk, agreements, first.number, "agreement", "zh")
            pages = len(page_sizes(next(papers.glob("XY-*.pdf")).read_bytes()))
            texts = [line for text in texts_of(content) for line in text.split("\n")]
            bare = once(lambda: [drawn_bare(texts, OFFICIAL.page, pages) for _ in range(count)])
        size = sum(each.stat().st_size for each in papers.glob("*.pdf")) / 1e6
        note = f"{drafting.PROCESSES} processes, {pages} pages each, {size:.0f} MB, {spent / count:.0f} ms a paper, {told['own'] / count:.0f} of them of the first process"
        name = f"{count:,} joiner agreements"
        target = TARGET if count == COUNT else None
        yield Figure(name, spent, target, "reportlab's canvas, the same strings, one process", bare, note)
        said = " + ".join(f"{each:.0f}" for each in told["each"])
        memory = f"{name}: memory of all processes"
        yield Figure(memory, told["together"], MEMORY_TARGET, note=said, unit="MB")


def _drafted(workspace: Path, papers: Path) -> Any:
    """Draft in a process of its own, which begins as the program does; return what it says it took."""
    given = (str(workspace), str(papers), USER, PASSPHRASE)
    # By its path: the processes that draw load the main module anew, which is to bring no other benchmark along.
    here = Path(__file__)
    command = [sys.executable, str(here.with_name("drafted.py")), *given]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(here.parents[2])},
    )  # fmt: skip
    return json.loads(done.stdout)


def _person(index: int) -> dict[str, object]:
    surname = SURNAMES[index % len(SURNAMES)]
    return {
        "number": f"A{index:05}",
        "name": f"{surname}{chr(0x4E00 + index % 4_000)}{chr(0x5800 + index % 3_000)}",
        "unit": f"第{index % 12 + 1}研究室",
        "post": "副研究员",
        "employment": "permanent",
        "nationality": "中国",
        "identity_number": f"E{index:07}",
        "joined": f"20{index % 20 + 5:02}-0{index % 9 + 1}-15",
        "phone": "13800000000",
    }
