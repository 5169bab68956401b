"""Old ledgers whose headings nobody knows: explained once, and read by themselves from then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ipdesk.model.errors import AboveLimit, NotFound, NotPermitted, WrongValue
from ipdesk.operations import intake, ledgers, reading
from ipdesk.operations.desk import Desk
from ipdesk.operations.ledgers import LedgerColumns, NoHeading
from tests.operations.cases import DISCLOSURES, held, said, state_of_store

STRANGE = ["登记次序", "东西叫什么", "谁搞的", "搞完的日子", "柜子"]
CHOSEN = LedgerColumns(
    {"登记次序": "number", "东西叫什么": "title", "谁搞的": "inventors.name", "搞完的日子": "completed", "柜子": ""}
)  # fmt: skip
LINES = [
    ["D-1", "热链组件", "单雨桐、张𬭎", "2019年5月6日", "3"],
    ["D-2", "冷头支架", "曾广生", "二〇二〇年三月", "4"],
]


def book(path: Path, rows: Sequence[Sequence[Any]], above: Sequence[Sequence[Any]] = ()) -> Path:
    """Write a workbook of these rows and return its path."""
    made = openpyxl.Workbook()
    for row in [*above, *rows]:
        made.active.append(list(row))  # type: ignore[union-attr]
    made.save(path)
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return book(
        tmp_path / "老账.xlsx", [STRANGE, *LINES], [["某所成果老账"], ["保管：科技处", None, None, "第3册"]]
    )


def titles(desk: Desk) -> dict[str, Any]:
    return {
        each.number: each for each in reading.whole(desk, DISCLOSURES, reading.list_ids(desk, DISCLOSURES))
    }


def test_a_ledger_that_nobody_knows_says_what_its_columns_may_be(desk: Desk, ledger: Path) -> None:
    before = state_of_store(desk)
    with pytest.raises(NoHeading) as refused:
        intake.preview(desk, DISCLOSURES, ledger)
    offered = refused.value.sheets
    assert (offered[0].first, offered[0].read) == (3, False), "the likeliest row comes first"
    first = offered[0].columns[1]
    assert (first.letter, first.heading, first.samples, first.place) == (
        "B", "东西叫什么", ("热链组件", "冷头支架"), "",
    )  # fmt: skip
    assert "东西叫什么" in said(refused.value)
    assert state_of_store(desk) == before


def test_it_is_read_as_somebody_says_and_by_itself_from_then_on(
    desk: Desk, ledger: Path, tmp_path: Path
) -> None:
    looked = intake.preview(desk, DISCLOSURES, ledger, chosen=CHOSEN)
    assert looked.counts() == {"new": 2, "same": 0, "changed": 0, "refused": 0}
    assert looked.intake.unknown == ("柜子",), "left out, and said so"
    intake.accept(desk, looked)
    record = held(desk, "D-1")
    assert [each.name for each in record.inventors] == ["单雨桐", "张𬭎"]
    assert str(record.completed) == "2019-05-06"
    with pytest.raises(NoHeading):
        intake.preview(desk, DISCLOSURES, ledger)
    ledgers.keep_ledger(desk, DISCLOSURES, looked.intake.sheets, CHOSEN)
    assert intake.preview(desk, DISCLOSURES, ledger).counts()["same"] == 2
    # Next year's has a column more, another title above, and the columns in another order.
    order = [4, 1, 0, 3, 2]
    lines = [[row[at] for at in order] + ["新"] for row in [*LINES, ["D-3", "杜瓦", "王芳", "2021.3.4", "5"]]]
    grown = book(
        tmp_path / "老账续.xlsx", [[*(STRANGE[at] for at in order), "经办"], *lines], [["续"], [], []]
    )
    again = intake.preview(desk, DISCLOSURES, grown)
    assert again.counts() == {"new": 1, "same": 2, "changed": 0, "refused": 0}
    assert [(each.place, each.chosen) for each in again.intake.sheets[0].columns] == [
        ("", False), ("title", True), ("number", True), ("completed", True), ("inventors.name", True), ("", False),
    ]  # fmt: skip


def test_a_column_without_a_heading_goes_by_its_letter_among_any_number_of_empty_ones(
    desk: Desk, tmp_path: Path
) -> None:
    file = book(
        tmp_path / "台账.xlsx", [["名目", "", "日期"], ["热链", "低温室", "2019-05-06"], [""] * 12 + ["."]]
    )
    chosen = LedgerColumns({"名目": "title", "B": "unit", "日期": "completed"})
    looked = intake.preview(desk, DISCLOSURES, file, chosen=chosen)
    assert looked.rows[0].row.values["unit"] == "低温室"
    ledgers.keep_ledger(desk, DISCLOSURES, looked.intake.sheets, chosen)
    assert intake.preview(desk, DISCLOSURES, file).rows[0].row.values == looked.rows[0].row.values


def test_what_is_chosen_goes_before_what_a_heading_says(desk: Desk, tmp_path: Path) -> None:
    file = book(
        tmp_path / "台账.xlsx",
        [["编号", "成果名称", "备注", "完成日期"], ["D-1", "旧名", "真名", "2019-05-06"]],
    )
    chosen = LedgerColumns({"备注": "title", "成果名称": ""})
    looked = intake.preview(desk, DISCLOSURES, file, chosen=chosen)
    assert looked.rows[0].row.values["title"] == "真名"
    assert looked.intake.unknown == ("成果名称",)


def test_a_row_without_a_number_stays_the_same_row_when_a_column_more_is_explained(
    desk: Desk, tmp_path: Path
) -> None:
    file = book(
        tmp_path / "台账.xlsx", [["成果名称", "完成日期", "处室名"], ["热链", "2019-05-06", "低温室"]]
    )
    intake.accept(desk, intake.preview(desk, DISCLOSURES, file))
    chosen = LedgerColumns({"处室名": "unit"})
    looked = intake.preview(desk, DISCLOSURES, file, chosen=chosen)
    assert looked.counts() == {"new": 0, "same": 0, "changed": 1, "refused": 0}
    assert [each.field for each in looked.rows[0].changes] == ["unit"]
    intake.accept(desk, looked)
    assert intake.preview(desk, DISCLOSURES, file, chosen=chosen).counts()["same"] == 1
    assert [each.unit for each in titles(desk).values()] == ["低温室"]


@pytest.mark.parametrize(
    ("places", "about"),
    [({"东西叫什么": "tytle"}, "tytle"), ({"东西叫什么": "title", "柜子": "title"}, "title"), ({"柜子": "inventors.nobody"}, "nobody")],
)  # fmt: skip
def test_a_place_that_is_none_is_refused_before_anything_is_read(
    desk: Desk, ledger: Path, places: dict[str, str], about: str
) -> None:
    with pytest.raises(WrongValue) as refused:
        intake.preview(desk, DISCLOSURES, ledger, chosen=LedgerColumns(places))
    assert about in said(refused.value)


def test_columns_are_kept_for_a_ledger_that_has_them(desk: Desk, ledger: Path) -> None:
    sheets = intake.preview(desk, DISCLOSURES, ledger, chosen=CHOSEN).intake.sheets
    with pytest.raises(WrongValue):
        ledgers.keep_ledger(desk, DISCLOSURES, sheets, LedgerColumns({"没有这一列": "title"}))
    assert ledgers.list_ledgers(desk, DISCLOSURES) == []


def test_a_ledger_is_forgotten(desk: Desk, ledger: Path) -> None:
    sheets = intake.preview(desk, DISCLOSURES, ledger, chosen=CHOSEN).intake.sheets
    ledgers.keep_ledger(desk, DISCLOSURES, sheets, CHOSEN)
    (known,) = ledgers.list_ledgers(desk, DISCLOSURES)
    assert (known.user, known.columns.headings) == (desk.actor.name, tuple(STRANGE))
    ledgers.forget_ledger(desk, DISCLOSURES, known.id)
    with pytest.raises(NotFound):
        ledgers.forget_ledger(desk, DISCLOSURES, known.id)
    with pytest.raises(NoHeading):
        intake.preview(desk, DISCLOSURES, ledger)


def test_nothing_of_a_file_above_the_limit_is_shown_as_columns(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "密.xlsx", [STRANGE, *LINES], [["绝密★10年"]])
    with pytest.raises(AboveLimit):
        intake.preview(desk, DISCLOSURES, file)


def test_the_places_have_words_in_both_languages(desk: Desk) -> None:
    labels = ledgers.place_labels(DISCLOSURES, desk.translator.to("zh"))
    assert labels["title"] == "成果名称"
    assert "·" in labels["inventors.name"]
    assert labels.keys() == ledgers.place_labels(DISCLOSURES, desk.translator.to("en")).keys()


def test_a_reader_may_not_explain_ledgers(as_user: Callable[..., Desk]) -> None:
    with pytest.raises(NotPermitted):
        ledgers.list_ledgers(as_user("reader"), DISCLOSURES)
