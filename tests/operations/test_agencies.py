"""The quality of agencies: every figure can be reckoned again from the rows behind it, and no score is told as that."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.model.errors import CannotWrite, NotPermitted, WrongValue
from ipdesk.operations import docket_papers, records, spills
from ipdesk.operations.agencies import agency_quality
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.store import audit
from tests.exporting.golden import page_texts

PATENTS = register("patents")


@pytest.fixture
def scored(desk: Desk) -> Desk:
    """Give a desk with an agency scored on two rights of three, one never scored, and a right without an agency."""
    first = {
        "day": "2026-01-15",
        "by": "解敏",
        "drafting": "90",
        "replies": "80",
        "timeliness": "70",
        "cost": "60",
    }
    second = {"day": "2026-02-20", "by": "曾广生", "drafting": "50", "note": "=撰写返工"}
    base = {"kind": "invention", "level": "internal"}
    own: list[dict[str, Any]] = [
        {"number": "ZL-1", "title": "热链", "agency": "甲 事务所", "agency_scores": [first, second]},
        {"number": "ZL-2", "title": "支撑", "agency": "甲事务所", "agency_scores": [{"day": "2026-02-01", "drafting": "66", "cost": "67"}]},
        {"number": "ZL-3", "title": "标定", "agency": "甲事务所", "level": "trade", "grade": "core"},
        {"number": "ZL-4", "title": "薄膜", "agency": "乙事务所"},
        {"number": "ZL-5", "title": "封装"},
    ]  # fmt: skip
    records.add(desk, PATENTS, [base | each for each in own])
    return desk


def sheet(place: Path, index: int) -> list[dict[str, Any]]:
    """Return the rows of a sheet by their headings."""
    heads, *held = load_workbook(place).worksheets[index].iter_rows(min_row=4, values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in held]


def test_each_figure_of_the_workbook_follows_from_the_rows_on_its_second_sheet(scored: Desk, tmp_path: Path) -> None:  # fmt: skip
    place = tmp_path / "一览.xlsx"
    paper = docket_papers.write_agency_list(scored, place)
    first, second = sheet(place, 0)
    assert list(first.values()) == [
        *("甲事务所", 3, 2, 3),
        *(68.67, 80, 70, 63.5),
        *(63.83, 25, datetime(2026, 2, 20), None),
    ]
    assert list(second.values()) == [
        "乙事务所",
        1,
        0,
        0,
        None,
        None,
        None,
        None,
        "尚未评分",
        None,
        None,
        None,
    ]
    behind = [each for each in sheet(place, 1) if each["代理机构"] == "甲事务所"]
    assert [(each["登记编号"], each["登记名称"], each["本次均分"]) for each in behind] == [
        ("ZL-1", "甲 事务所", 75),
        ("ZL-1", "甲 事务所", 50),
        ("ZL-2", "甲事务所", 66.5),
        ("ZL-3", "甲事务所", None),
    ]
    for heading in ("撰写质量", "答复质量", "时效", "费用与服务"):
        marks = [each[heading] for each in behind if each[heading] is not None]
        assert first[heading] == round(fmean(marks), 2)
    means = [each["本次均分"] for each in behind if each["本次均分"] is not None]
    assert (first["总均分"], first["离差"]) == (round(fmean(means), 2), max(means) - min(means))
    assert len({each["登记编号"] for each in behind}) == first["代理件数"]
    assert (paper.records, paper.marking.handling) == (4, "trade-core")
    [note] = [
        c for row in load_workbook(place).worksheets[1].iter_rows() for c in row if c.value == "=撰写返工"
    ]
    assert note.data_type == "s"


def test_the_paper_tells_figures_and_no_right(scored: Desk, tmp_path: Path) -> None:
    paper = docket_papers.write_agency_list(scored, tmp_path / "一览.pdf")
    text = page_texts((tmp_path / "一览.pdf").read_bytes())
    assert (paper.records, paper.marking.handling, paper.unresolved) == (0, "internal", ())
    assert all(
        each in text
        for each in ("甲事务所", "63.83", "尚未评分", "2026-02-20", "☐", "国知发运字〔2021〕7号（五）")
    )
    assert not any(each in text for each in ("热链", "ZL-", "解敏"))
    docket_papers.write_agency_list(scored, tmp_path / "list.pdf", "en")
    assert "not scored" in page_texts((tmp_path / "list.pdf").read_bytes())


def test_withdrawn_and_sealed_rights_count_for_nothing_and_sealed_ones_are_said(scored: Desk, tmp_path: Path) -> None:  # fmt: skip
    records.withdraw(scored, PATENTS, "ZL-2", "重复")
    spills.seal(scored, PATENTS, "ZL-3", "上级通知")
    [first, _] = agency_quality(scored).agencies
    assert (len(first.rights), first.mean) == (1, Decimal("62.50"))
    assert docket_papers.write_agency_list(scored, tmp_path / "一览.pdf").withheld == 1


def test_without_an_agency_the_paper_says_so(desk: Desk, tmp_path: Path) -> None:
    docket_papers.write_agency_list(desk, tmp_path / "空.pdf")
    assert "没有专利登记了代理机构" in page_texts((tmp_path / "空.pdf").read_bytes())


def test_it_is_private_logged_and_only_for_who_may_export(
    scored: Desk, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    place = tmp_path / "一览.xlsx"
    paper = docket_papers.write_agency_list(scored, place)
    last, *_ = audit.entries(scored.workspace.db)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert last.act == "export" and (last.values or {})["serial"] == paper.stamp.serial
    for wrong, refusal in (
        (scored.workspace.folder / "一览.pdf", CannotWrite),
        (tmp_path / "一览.docx", WrongValue),
    ):
        with pytest.raises(refusal):
            docket_papers.write_agency_list(scored, wrong)
    with pytest.raises(NotPermitted):
        docket_papers.write_agency_list(as_user("reader"), tmp_path / "二.pdf")
