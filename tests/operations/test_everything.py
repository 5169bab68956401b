"""All registers leave as one workbook, from which each is read as from its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.model.errors import Refused, WrongValue
from ipdesk.operations import intake, spills
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import export_register
from ipdesk.operations.everything import export_everything
from ipdesk.registers import REGISTERS
from ipdesk.store.database import rows
from tests.operations.cases import DISCLOSURES, add_disclosure, said
from tests.registers.samples import sample_of


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Return a desk with a record in every register, one of which is sealed."""
    with desk.workspace.write() as writing:
        for each in REGISTERS:
            writing.add(
                each, replace(sample_of(each), id="", number="", revision=0, state=each.states.first())
            )
    add_disclosure(desk, title="=SUM(A1:A9)", solution="热链" * 20_000)
    spills.seal(desk, DISCLOSURES, add_disclosure(desk), "上级通知")
    return desk


def test_a_workbook_of_all_has_a_sheet_for_each_register_and_counts_on_its_cover(
    filled: Desk, tmp_path: Path
) -> None:
    heard: list[tuple[int, int]] = []
    paper = export_everything(filled, tmp_path / "a.xlsx", step=lambda *told: heard.append(told))
    assert (paper.records, paper.withheld) == (len(REGISTERS) + 1, 1)
    assert heard[-1] == (len(REGISTERS), len(REGISTERS) + 1)
    assert paper.marking.handling == "trade-important"
    label = filled.translator.to("zh").label
    book = load_workbook(tmp_path / "a.xlsx")
    assert [each for each in book.sheetnames if each in {label(held.label) for held in REGISTERS}] == [
        label(held.label) for held in REGISTERS
    ]
    cover = {each[0].value: each[1].value for each in book.worksheets[0].iter_rows(min_row=6, max_col=2)}
    assert cover[label("Disclosures")] == 2
    assert cover["合计"] == paper.records
    assert cover["已封存未列入"] == 1
    assert all(paper.stamp.head in str(each.cell(3, 1).value) for each in book.worksheets[:3])
    assert book.worksheets[0].cell(1, 1).value == "技术秘密（重要）"
    cells = [cell for row in book[label("Disclosures")].iter_rows(min_row=5) for cell in row if cell.value]
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} == {"s"}
    logged = rows(filled.workspace.db, "select count(*) from export_entries where serial = 1")
    assert logged == [(paper.records,)]


def test_each_register_reads_from_it_as_from_its_own_workbook(filled: Desk, tmp_path: Path) -> None:
    export_everything(filled, tmp_path / "all.xlsx", restricted=True)
    for register in (DISCLOSURES, *REGISTERS[3::4]):
        own = tmp_path / f"{register.name}.xlsx"
        export_register(filled, register, own, restricted=True)
        read = [intake.preview(filled, register, file).rows for file in (tmp_path / "all.xlsx", own)]
        values = [[(each.row.number, each.outcome, each.row.values) for each in held] for held in read]
        assert len(values[0]) == 1 + (register is DISCLOSURES)
        assert values[0] == values[1]


def changed_notes(file: Path, change: Callable[[dict[str, Any]], object]) -> None:
    book = load_workbook(file)
    cell = book["_ipdesk"].cell(1, 1)
    notes = json.loads(str(cell.value))
    change(notes)
    cell.value = json.dumps(notes)
    book.save(file)


def test_a_register_that_is_not_in_it_is_not_read_from_it(filled: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    export_everything(filled, file)
    changed_notes(file, lambda notes: notes["registers"].pop("disclosures"))
    with pytest.raises(Refused) as refused:
        intake.preview(filled, DISCLOSURES, file)
    assert "disclosures" in said(refused.value)


def test_a_place_or_a_password_that_is_no_good_is_refused(filled: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongValue):
        export_everything(filled, tmp_path / "a.pdf")
    with pytest.raises(WrongValue):
        export_everything(filled, tmp_path / "a.xlsx", password="x")
    assert list(tmp_path.glob("a.*")) == []
