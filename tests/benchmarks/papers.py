"""How fast documents come and go: a workbook out, a ledger in, a form as a PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl
import python_calamine

from ipdesk.operations.documents import export_register, print_record
from ipdesk.operations.intake import preview
from ipdesk.operations.reading import list_ids, page, show
from ipdesk.registers import register
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import Ground, cache_folder, scratch_copy
from tests.benchmarks.texts import disclosure, units

ROWS: Final = 1_000
PRINTED: Final = 10
HEADINGS: Final = {
    "成果名称": "title",
    "部门": "unit",
    "披露日期": "submitted",
    "完成日期": "completed",
    "密级": "level",
    "关键词": "keywords",
}


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of export, preview and print; they write to the log, so a copy is used."""
    disclosures = register("disclosures")
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        with scratch_copy(ground, place) as copy, copy.opened() as desk:
            workbook = place / "out.xlsx"
            where = [("unit", units()[0])]
            shown = len(list_ids(desk, disclosures, where))
            spent = once(lambda: export_register(desk, disclosures, workbook, where))
            bare = once(lambda: copy_cells(workbook, place / "bare.xlsx"))
            yield Figure(
                "export of 1,000 rows", spent, None, "openpyxl, the same cells", bare, f"{shown} rows"
            )
            read = once(lambda: read_cells(workbook))
            spent = once(lambda: preview(desk, disclosures, workbook))
            yield Figure(
                "import preview of that workbook", spent, None, "calamine, bare", read, f"{shown} rows"
            )
            ledger = place / "ledger.xlsx"
            count = min(ROWS, ground.count)
            _write_ledger(ledger, ground.count, count)
            read = once(lambda: read_cells(ledger))
            spent = once(lambda: preview(desk, disclosures, ledger))
            yield Figure(
                "import preview of 1,000 new rows", spent, None, "calamine, bare", read, f"{count} rows"
            )
            numbers = [
                each.number
                for each in page(desk, disclosures, list_ids(desk, disclosures, limit=PRINTED + 1))
            ]
            first = once(lambda: print_record(desk, disclosures, numbers[0], place / "first.pdf"))
            found = times(
                lambda each: print_record(desk, disclosures, each, place / f"{each}.pdf"), numbers[1:]
            )
            read = median(times(lambda each: show(desk, disclosures, each), numbers))
            note = f"{spread(found or [first])}, first {first:.0f}"
            yield Figure(
                "PDF of a disclosure", median(found or [first]), None, "reading the record", read, note
            )


def _cells(file: Path) -> list[list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_path(file)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def read_cells(file: Path) -> None:
    """Read a workbook by the library alone."""
    _cells(file)


def copy_cells(source: Path, target: Path) -> None:
    """Write the same cells by the library alone."""
    book = openpyxl.Workbook()
    for sheet in _cells(source):
        made = book.create_sheet()
        for line in sheet:
            made.append(line)
    book.save(target)


def _write_ledger(file: Path, start: int, count: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADINGS, "发明人"])
    for index in range(start, start + count):
        values = disclosure(index)
        people = "、".join(each["name"] for each in values["inventors"])
        sheet.append([*(values[name] for name in HEADINGS.values()), people])
    book.save(file)
