"""How fast files come in and go out: 10,000 rows of a messy ledger, and what a child process costs."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl

from ipdesk.importing import child
from ipdesk.operations import documents, intake
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import Ground, cache_folder, ground
from tests.importing.messy import messy_ledger

ROWS: Final = 10_000
STARTS: Final = 7
MEMORY_TARGET: Final = 400.0


def measure(at: Ground) -> Iterator[Figure]:
    """Yield the figures of intake into a workspace with one record; the given one only says how many rows are worth it."""
    count = min(ROWS, at.count)
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        ledger, workbook, small = place / "ledger.xlsx", place / "out.xlsx", place / "small.xlsx"
        ledger.write_bytes(messy_ledger(count))
        small.write_bytes(messy_ledger(1))
        with ground(1, place / "empty").opened() as desk:
            starts = times(lambda _: child.parse(small), range(STARTS))
            yield Figure("child process, one row", median(starts), 300.0, note=spread(starts))
            read = once(lambda: _read(ledger))
            yield from _taken_in(desk, ledger, count, read)
            spent = once(lambda: documents.export_register(desk, register("disclosures"), workbook))
            bare = once(lambda: _copied(workbook, place / "bare.xlsx"))
            yield Figure(
                "export", spent, 1.3 * bare, "openpyxl write-only, the same cells", bare, f"{count} rows"
            )


def _taken_in(desk: Desk, ledger: Path, count: int, read: float) -> Iterator[Figure]:
    disclosures, floor = register("disclosures"), "openpyxl read-only"
    seen: list[intake.Preview] = []
    dry = once(lambda: seen.append(intake.preview(desk, disclosures, ledger)))
    yield Figure("dry run", dry, 6_000.0, floor, read, f"{count} rows")
    written = once(lambda: intake.accept(desk, seen[0]))
    yield Figure("import with all checks", dry + written, 10_000.0, floor, read, f"{count} rows")
    again = once(lambda: intake.preview(desk, disclosures, ledger))
    yield Figure("the same file again", again, None, floor, read, f"{count} rows")
    held = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    yield Figure("most memory of one process", held / 1024, MEMORY_TARGET, note="parent or child", unit="MB")


def _read(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            list(row)


def _copied(source: Path, target: Path) -> None:
    """Write the cells of a workbook as openpyxl does when it is asked for nothing else; reading them is not counted."""
    values: list[list[tuple[Any, ...]]] = [
        list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(source, read_only=True)
    ]
    book = openpyxl.Workbook(write_only=True)
    for rows in values:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(target)
