"""Files that left, and the list with which they are handed over: what is named, how it is marked, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.exporting.documents.carrier_list import carrier_document
from ipdesk.exporting.layout import texts_of
from ipdesk.model.errors import Incomplete, NotFound
from ipdesk.operations import carriers, documents, records
from ipdesk.operations.desk import Desk
from tests.operations.cases import DISCLOSURES, add_disclosure


def test_the_list_names_each_file_once_and_bears_the_highest_marking(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk, title="=热链")
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "打印.pdf")
    documents.export_register(desk, DISCLOSURES, tmp_path / "台账.xlsx", password="九月 harbour 三棵")
    assert [(each.name, each.kind, each.locked) for each in carriers.files_left(desk)] == [
        ("台账.xlsx", "export", True),
        ("打印.pdf", "print", False),
    ]
    first = carriers.files_left(desk, [1])
    assert [record.number for record in first[0].records] == [number]
    assert first[0].marking.handling == "internal"
    records.change(desk, DISCLOSURES, number, {"level": "trade", "grade": "core"})
    paper = carriers.write_carrier_list(desk, tmp_path / "清单.pdf", [1, 2, 1], "上级机关", "季度报送")
    assert paper.marking.handling == "trade-core"  # of the records by now, not as the files were made
    assert paper.stamp.serial == 3
    assert carriers.files_left(desk)[0].name == "清单.pdf"


def test_what_is_printed_says_who_takes_it_and_leaves_room_to_sign(desk: Desk, tmp_path: Path) -> None:
    documents.print_record(desk, DISCLOSURES, add_disclosure(desk), tmp_path / "打印.pdf")
    chinese = desk.translator.to("zh")
    rows = [carriers.carrier_row(each, chinese) for each in carriers.files_left(desk)]
    told = texts_of(carrier_document(rows, "上级机关", "", carriers.OF_NOTHING, chinese))
    assert {"上级机关", "打印.pdf", "LAB-000001", "接收人"} <= set(told)


def test_without_a_file_or_with_one_that_never_left_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Incomplete):
        carriers.write_carrier_list(desk, tmp_path / "清单.pdf", [])
    with pytest.raises(NotFound):
        carriers.write_carrier_list(desk, tmp_path / "清单.pdf", [7])
    assert not (tmp_path / "清单.pdf").exists()
