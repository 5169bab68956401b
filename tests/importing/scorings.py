"""Scoring sheets for tests: a small list, the sheet made of it, filled the way people fill it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.scoring_sheets import Case, scoring_sheet
from ipdesk.importing.limits import Limits
from ipdesk.importing.scoring_sheets import Scoring, read_scoring
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.checklist import Checklist
from ipdesk.rules.checklist_files import read_checklist
from tests.rules.lists import DIMENSIONS, HEAD, ITEMS, PROPOSALS, item

# As the trial list, with two more scores: one under a condition, and one in a gate, which no assessor scores.
TEXT: Final = (
    HEAD
    + DIMENSIONS
    + ITEMS
    + item("worth.reach", "score", "weight = 1", 'when = [ { item = "gate.level", is = ["none", "top"] } ]')
    + item("gate.feel", "score", "not_applicable = true")
    + PROPOSALS
)
DIGEST: Final = sha256(TEXT.encode()).hexdigest()
ASKED: Final = ("worth.novel", "worth.reach", "market.demand")
CASE: Final = Case(
    number="PG-2026-0003", title="一种光栅", assessor="欧阳䶮喆", disclosure="PL-2026-0007", sha256=DIGEST
)
FREE: Final[dict[str, Any]] = {"interest": "无利益冲突", "no_gain": "是"}
STAMP: Final = Stamp(
    serial=1,
    user="officer",
    at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    head="ab" * 32,
    seq=7,
    lab="某研究所",
    code="LAB",
)
CHINESE: Final = Translator("zh", resource_path("i18n"))
Edit = Callable[[Any], object]


def scored_list() -> Checklist:
    """Return the small list."""
    return read_checklist("trial.toml", TEXT)


def made(language: str = "zh", case: Case = CASE, checklist: Checklist | None = None) -> bytes:
    """Return the blank sheet."""
    return scoring_sheet(
        checklist or scored_list(), case, CHINESE.to(language), STAMP, Marking(handling="internal")
    )


def row_of(sheet: Any, key: str) -> int:
    """Return the row of a key."""
    return next(row for row, cell in enumerate(sheet["A"], 1) if cell.value == key)


def filled(
    declared: Mapping[str, Any],
    scores: Mapping[str, Any],
    comments: Mapping[str, Any] | None = None,
    edit: Edit | None = None,
    language: str = "zh",
) -> bytes:
    """Return a sheet with answers in it."""
    book = load_workbook(io.BytesIO(made(language)), rich_text=True)
    sheet = book.worksheets[0]
    for key, value in {**declared, **{f"item:{id}": score for id, score in scores.items()}}.items():
        put(sheet.cell(row_of(sheet, key), 3), value)
    for id, comment in (comments or {}).items():
        put(sheet.cell(row_of(sheet, f"item:{id}"), 4), comment)
    if edit:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(cell: Any, value: Any) -> None:
    """Fill a cell as typing into it does: in a cell of text format a formula stays text."""
    cell.value = value
    if isinstance(value, str) and cell.number_format == "@":
        cell.data_type = "s"


def read(path: Path, data: bytes, password: str = "", limits: Limits | None = None) -> Scoring:
    """Write a sheet to a path and read it the way operations do."""
    path.write_bytes(data)
    return read_scoring(path, CHINESE.known_as, limits or Limits(), password)
