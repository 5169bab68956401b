"""The audit log: whole while nobody touched it, written out without the values of fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import NotPermitted
from ipdesk.operations import audits, documents, records
from ipdesk.operations.desk import Desk
from ipdesk.store.audit import Head
from tests.operations.cases import DISCLOSURES, MARKER, add_disclosure


def test_the_chain_is_whole_and_passes_through_a_noted_head(desk: Desk) -> None:
    noted = audits.verify(desk).head
    number = add_disclosure(desk)
    verdict = audits.verify(desk, noted)
    assert (verdict.whole, verdict.entries) == (True, noted.seq + 1)
    for wrong in (Head(noted.seq, "0" * 64), Head(noted.seq + 1, noted.hash), Head(999, noted.hash)):
        assert not audits.verify(desk, wrong).whole
    assert records.history(desk, DISCLOSURES, number)[0].seq == noted.seq + 1


def test_the_log_is_written_out_with_names_of_fields_and_no_values(desk: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    number = add_disclosure(desk, problem=MARKER, title=f"{MARKER}甲")
    records.withdraw(desk, DISCLOSURES, number, f"理由{MARKER}")
    paper = audits.export_log(desk, tmp_path / "日志.xlsx")
    sheet: Any = load_workbook(tmp_path / "日志.xlsx").worksheets[0]
    lines = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    text = "\n".join("\t".join(line) for line in lines)
    assert MARKER not in text
    assert "problem" in text
    assert "李明" in text
    assert audits.verify(desk, Head(paper.stamp.seq, paper.stamp.head)).whole
    sequence = [int(line[0]) for line in lines if line[0].isdigit()]
    assert sequence == list(range(1, paper.records + 1))


def test_an_auditor_reads_the_log_and_not_the_records(
    as_user: Callable[..., Desk], tmp_path: Path, desk: Desk
) -> None:
    add_disclosure(desk)
    auditor = as_user("auditor")
    assert audits.verify(auditor).whole
    assert audits.export_log(auditor, tmp_path / "日志.xlsx").records > 2
    with pytest.raises(NotPermitted):
        documents.export_register(auditor, DISCLOSURES, tmp_path / "簿.xlsx")
