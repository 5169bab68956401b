"""A ledger with every mess comes in whole, goes out, and comes in again as the same."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from ipdesk.operations import documents, intake, reading
from ipdesk.operations.desk import Desk
from tests.importing import messy
from tests.operations.cases import DISCLOSURES, held, state_of_store

COUNT = 330
LONG = int(os.environ.get("IPDESK_ROWS", "1200"))  # several of every batch; ask for 10000 overnight


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return the path of the ledger."""
    path = tmp_path / "老台账.xlsx"
    path.write_bytes(messy.messy_ledger(COUNT))
    return path


@pytest.mark.parametrize("count", [COUNT, pytest.param(LONG, marks=pytest.mark.extra)])
def test_it_comes_in_whole_and_a_second_time_changes_nothing(desk: Desk, tmp_path: Path, count: int) -> None:
    ledger = tmp_path / "老台账.xlsx"
    ledger.write_bytes(messy.messy_ledger(count))
    previewed = intake.preview(desk, DISCLOSURES, ledger)
    refused = [
        (each.row.row, [refusal.what.id for refusal in each.refusals])
        for each in previewed.rows
        if each.outcome == "refused"
    ]
    assert refused == []
    assert previewed.counts() == {"new": count, "same": 0, "changed": 0, "refused": 0}
    assert "备注栏" in previewed.intake.unknown
    assert len(intake.accept(desk, previewed)) == count
    before = state_of_store(desk)
    again = intake.preview(desk, DISCLOSURES, ledger)
    assert again.counts() == {"new": 0, "same": count, "changed": 0, "refused": 0}
    assert intake.accept(desk, again) == [] and state_of_store(desk) == before
    documents.export_register(desk, DISCLOSURES, tmp_path / "导出.xlsx")
    exported = intake.preview(desk, DISCLOSURES, tmp_path / "导出.xlsx")
    assert exported.counts() == {"new": 0, "same": count, "changed": 0, "refused": 0}


def test_each_value_is_read_as_it_was_meant(desk: Desk, ledger: Path) -> None:
    intake.accept(desk, intake.preview(desk, DISCLOSURES, ledger))
    ids = reading.list_ids(desk, DISCLOSURES)
    numbers = [each.number for each in reading.whole(desk, DISCLOSURES, ids)]
    assert len(set(numbers)) == COUNT
    for index in range(COUNT):
        number = str(20150001 + index) if index % 5 == 0 else f"PL-{2015 + index % 11}-{index:05}"
        record = held(desk, number)
        assert record.completed == messy.FIRST + timedelta(days=index * 11 % 4000), index
        assert record.submitted == record.completed + timedelta(days=40), index
        assert [each.name for each in record.inventors] == messy.people(index), index
        assert record.title.endswith(f"（{index}）") and not record.title.startswith(" ")
