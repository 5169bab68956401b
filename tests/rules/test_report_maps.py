"""Maps of superiors' workbooks as files, and how a map is carried over to next quarter's file."""

from __future__ import annotations

import json

import pytest

from ipdesk.model.errors import WrongValue
from ipdesk.rules.report_books import BookCell, BookSheet, Place, ReportBook, cell_name, place_of, range_of
from ipdesk.rules.report_layouts import carried_over, layout_of, plain_layout, read_layout
from ipdesk.rules.report_maps import (
    Mapped,
    ReportMap,
    known_names,
    read_map,
    report_map,
    unknown_names,
    write_map,
)


def book(*rows: str, sheet: str = "2026年第三季度") -> ReportBook:
    """Return a workbook of one sheet from rows of words, with | between the cells."""
    cells: dict[Place, BookCell] = {}
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split("|")):
            if text:
                cells[row, column] = BookCell(text, "number" if text.isdecimal() else "text")
    return ReportBook("表.xlsx", "", (BookSheet(sheet, "p", cells),))


ROWS = ("2026年第三季度统计表", "填报单位", "指标|本季|累计", "专利申请数", "专利授权数", "", "编号|名称")
MAP = report_map(
    [
        Mapped("2026年第三季度", (1, 1), "lab"),
        Mapped("2026年第三季度", (3, 1), "D2.quarter"),
        Mapped("2026年第三季度", (4, 2), "D3.year", overwrite=True),
        Mapped("2026年第三季度", (6, 1), "patents.title", is_column=True),
    ]
)


def test_names_of_cells_are_read_and_written() -> None:
    assert (place_of("C7"), place_of("$AA$10"), place_of("XFD1048576")) == ((6, 2), (9, 26), (1048575, 16383))
    assert [place_of(each) for each in ("XFE1", "A1048577", "A0", "7", "A", "A-1", "Ａ1")] == [None] * 7
    assert (cell_name((6, 2)), cell_name((9, 26)), cell_name((0, 16383))) == ("C7", "AA10", "XFD1")
    assert (range_of("B2:A1"), range_of("B2"), range_of("B2:?")) == ((0, 0, 1, 1), (1, 1, 1, 1), None)


def test_a_map_goes_into_a_file_and_comes_back() -> None:
    assert read_map(write_map(MAP)) == MAP
    known = known_names({"D2": "", "D3": ""}, {"patents.title": ""})
    assert unknown_names(MAP, known) == []
    wrong = MAP.with_one(Mapped("2026年第三季度", (1, 1), "单位：{{lab}} {{D2.never}}"))
    assert [name for _, name in unknown_names(wrong, known)] == ["D2.never"]
    assert wrong.without("2026年第三季度", (1, 1)).at("2026年第三季度", (1, 1)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "neither"),
        ('{"cells": [], "more": 1}', "more"),
        ('{"cells": {}}', "no list"),
        ('{"cells": [1]}', "cells[0]"),
        ('{"cells": [{"sheet": "表", "cell": "A1"}]}', "lacks"),
        ('{"cells": [{"sheet": "表", "cell": "A0", "what": "lab"}]}', "A0"),
        ('{"cells": [{"sheet": "表", "cell": "A1", "what": "lab", "if": 1}]}', "if"),
        ('{"cells": [{"sheet": "表", "cell": "A1", "what": "lab", "overwrite": "yes"}]}', "A1"),
        (json.dumps({"cells": [{"sheet": "表", "cell": "A1", "what": "lab"}] * 2}), "表!A1"),
    ],
)
def test_a_file_that_is_no_map_says_where(text: str, said: str) -> None:
    with pytest.raises(WrongValue) as wrong:
        read_map(text)
    assert said in wrong.value.what.id.format(**wrong.value.what.args)


def test_the_file_of_the_next_quarter_is_known_again() -> None:
    later = [each.replace("第三", "第四") for each in ROWS]
    before, now = layout_of(book(*ROWS)), layout_of(book(*later, sheet="2026年第四季度"))
    assert before.key() == now.key() and before.likeness(now) == 1
    assert read_layout(json.loads(json.dumps(plain_layout(before)))) == before
    held, changes = carried_over(MAP, before, now)
    assert changes == () and {each.sheet for each in held.mapped} == {"2026年第四季度"}
    assert [(each.place, each.what) for each in held.mapped] == [
        (each.place, each.what) for each in MAP.mapped
    ]


def test_what_stands_in_mapped_cells_is_no_part_of_the_form() -> None:
    filled = layout_of(book(ROWS[0], "填报单位|某某实验室", ROWS[2], "专利申请数|12", ROWS[4], "", *ROWS[6:]))
    held, changes = carried_over(MAP, layout_of(book(*ROWS)), filled)
    assert changes == () and held == MAP


def test_cells_that_moved_or_went_are_told() -> None:
    changed = book(
        ROWS[0], "填报单位", "", "指标|上年同期|本季|累计", "专利申请数", "软件登记数", "", "编号|摘要|名称"
    )
    held, changes = carried_over(MAP, layout_of(book(*ROWS)), layout_of(changed))
    assert [each.what for each in held.mapped] == ["lab"]
    assert {each.mapped.what: each.now and each.now.cell for each in changes} == {
        "D2.quarter": "C5", "D3.year": None, "patents.title": "C8",
    }  # fmt: skip
    assert carried_over(MAP, layout_of(book(*ROWS)), layout_of(book("甲", sheet="别的")))[0] == ReportMap()
