"""Parts of figures for the cells of superiors' workbooks: told by codes, in every quarter, and counted once more from what was typed."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from ipdesk.exporting.quarter_content import QuarterContent, plain_head, plain_rows, read_content
from ipdesk.exporting.template_values import Value
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations import period_content, quarter_values, quarters, records, report_templates
from ipdesk.operations.desk import Desk
from ipdesk.operations.figure_parts import figure_parts
from ipdesk.registers import register
from tests.exporting.superior_books import sheet_of, simple_book

Q4: Final = ReportPeriod(2025, 4)
PATENTS, PEOPLE = register("patents"), register("people")
SPANS: Final = {
    "quarter": ("2025-10-01", "2025-12-31"),
    "year": ("2025-01-01", "2025-12-31"),
    "before": ("2024-10-01", "2024-12-31"),
}
UNITS: Final = ("陶瓷室 A.B", "分离室", "")
PLACES: Final = {"": "CN", "中国": "CN", "日本": "JP", "美国": "US"}


def typed(seed: int) -> list[dict[str, Any]]:
    """Return rights of some years, as they are typed."""
    pick = random.Random(seed)
    found = []
    for number in range(60):
        day = f"{pick.choice((2024, 2025))}-{pick.choice((2, 5, 8, 10, 11, 12)):02}-{pick.randint(1, 28):02}"
        cost = {"what": pick.choice(("filing", "agency")), "day": day, "amount": str(pick.randint(1, 99)), "funds": pick.choice(("own", "fiscal")), "payer": "laboratory"}  # fmt: skip
        unit = pick.choice(UNITS)
        inventors = [{"name": "单雨桐", "unit": unit}] if unit else []
        found.append(
            {"level": "internal", "title": f"装置{number}", "kind": pick.choice(("invention", "utility-model", "foreign")),
             "filed_on": day, "jurisdiction": pick.choice(tuple(PLACES)), "costs": [cost], "inventors": inventors}
        )  # fmt: skip
    return found


def told(desk: Desk, name: str, language: str = "zh") -> Value:
    return quarter_values.quarter_values(desk, Q4, language).values.figure(name)


def all_told(desk: Desk, names: Iterable[str], language: str = "zh") -> dict[str, Value]:
    values = quarter_values.quarter_values(desk, Q4, language).values
    return {each: values.figure(each) for each in names}


@pytest.mark.parametrize("seed", [1, 2])
def test_each_part_is_counted_once_more_from_what_was_typed(desk: Desk, seed: int) -> None:
    held = typed(seed)
    records.add(desk, PATENTS, held)
    values = quarter_values.quarter_values(desk, Q4).values
    for column, (first, last) in SPANS.items():
        within = [each for each in held if first <= each["filed_on"] <= last]
        for kind in ("invention", "utility-model", "foreign", "design", "software"):
            count = sum(each["kind"] == kind for each in within)
            assert values.figure(f"F1.{column}[kind={kind}]") == count, (column, kind)
        for unit in UNITS:
            count = sum(unit == next((row["unit"] for row in each["inventors"]), "") for each in within)
            assert values.figure(f"F1.{column}[unit={unit}]") == count, (column, unit)
        for code in ("CN", "JP", "US", "DE"):
            count = sum(PLACES[each["jurisdiction"]] == code for each in within)
            assert values.figure(f"F1.{column}[jurisdiction={code}]") == count, (column, code)
        for what in ("filing", "agency", "maintenance"):
            paid = [
                Decimal(each["costs"][0]["amount"]) for each in within if each["costs"][0]["what"] == what
            ]
            assert values.figure(f"C1.{column}[costs.what={what}]") == sum(paid), (column, what)


def test_a_share_is_told_with_how_many_of_how_many_and_none_is_no_share(desk: Desk) -> None:
    person = {"level": "internal", "name": "单雨桐", "employment": "permanent", "joined": "2025-10-01"}
    records.add(
        desk, PEOPLE, [{**person, "number": "A1"}, {**person, "number": "A2", "employment": "student"}]
    )
    assert [told(desk, f"P1.{each}[kind=permanent]") for each in ("quarter", "numerator", "denominator")] == [
        0,
        0,
        1,
    ]
    assert [told(desk, f"P1.{each}[kind=visiting]") for each in ("quarter", "numerator", "denominator")] == [
        None,
        0,
        0,
    ]
    assert quarter_values.quarter_values(desk, Q4).values.is_percent("P1.quarter[kind=visiting]")
    assert not quarter_values.quarter_values(desk, Q4).values.is_percent("P1.numerator[kind=visiting]")


def test_a_part_is_none_of_a_number_where_nothing_happened_at_all(desk: Desk) -> None:
    assert told(desk, "F1.quarter[kind=invention]") == 0
    assert told(desk, "C1.year[costs.what=filing]") == 0
    assert told(desk, "F1.quarter[route=direct]") == 0


def test_parts_are_the_same_in_both_languages_and_of_a_closed_quarter_as_it_was(desk: Desk) -> None:
    records.add(desk, PATENTS, typed(3))
    names = tuple(report_templates.names_of(desk).parts)
    first = all_told(desk, names)
    assert first == all_told(desk, names, "en")
    quarters.close_period(desk, Q4)
    records.add(desk, PATENTS, typed(4))
    assert first == all_told(desk, names)


def as_kept(made: QuarterContent) -> QuarterContent:
    """Return what is read of a period that was closed before its parts were kept by codes."""
    head = {name: value for name, value in plain_head(made).items() if name != "pieces"}
    return read_content(head, [(key, entry, cells) for key, _, entry, cells in plain_rows(made)])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_quarter_closed_without_codes_tells_its_parts_by_their_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    records.add(desk, PATENTS, typed(3))
    names = [name for name in report_templates.names_of(desk).parts if ".quarter[" in name]
    first = all_told(desk, names, language)
    old = as_kept(period_content.content_now(desk, Q4, language))
    assert old.pieces is None
    monkeypatch.setattr(quarter_values, "content_of", lambda *_: (old, None))
    assert first["F1.quarter[kind=invention]"] not in (0, None)
    wholly_told = {(each.code, each.by) for each in old.parts}
    names = [each.written("quarter") for each in figure_parts(desk) if (each.code, each.by) in wholly_told]
    assert all_told(desk, names, language) == {each: first[each] for each in names}
    assert told(desk, "F1.year[kind=invention]", language) is None, "which nobody kept"
    assert told(desk, "F1.year[kind=design]", language) is None


def test_what_is_kept_of_a_quarter_comes_back_with_its_parts(desk: Desk) -> None:
    records.add(desk, PATENTS, typed(5))
    made = period_content.content_now(desk, Q4)
    rows = [(key, entry, cells) for key, _, entry, cells in plain_rows(made)]
    assert made.pieces and read_content(plain_head(made), rows).pieces == made.pieces


def test_parts_are_offered_by_codes_with_what_people_call_them(desk: Desk) -> None:
    records.add(desk, PATENTS, typed(1))
    labels = report_templates.name_labels(desk, report_templates.names_of(desk))
    assert labels["F1.quarter[kind=invention]"] == "Kind: Invention · This quarter · F1 Applications filed"
    assert (
        "Japan" in labels["F1.year[jurisdiction=JP]"] and "陶瓷室 A.B" in labels["F1.before[unit=陶瓷室 A.B]"]
    )
    assert "P1.denominator[kind=student]" in labels and "F1.denominator[kind=invention]" not in labels
    assert not [name for name in labels if name.startswith("D2.quarter[")], "which is not told by parts"
    chinese = replace(desk, translator=desk.translator.to("zh"))
    labels = report_templates.name_labels(chinese, report_templates.names_of(chinese))
    assert labels["F1.quarter[kind=invention]"] == "类别：发明 · 本季度 · F1 申请数"


def test_a_form_takes_parts_by_words_markers_and_names_and_writes_none(desk: Desk, tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{"ABC"[at]}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts)) + "</row>"
        for row, texts in enumerate((("指标", "本季", "上年同期"), ("发明专利申请数",), ("外观设计专利申请数",),
                                     ("日本", "{{F1.quarter[jurisdiction=JP]}}", "共{{F1.quarter[kind=design]}}件"),
                                     ("流水号", "{{serial}}")), 1)
    )  # fmt: skip
    file = tmp_path / "表.xlsx"
    file.write_bytes(simple_book(sheet_of(rows)))
    records.add(desk, PATENTS, typed(1))
    looked = report_templates.look_at(desk, file)
    map_ = looked.suggested_map()
    assert {each.cell: each.what for each in map_.mapped} == {
        "B2": "F1.quarter[kind=invention]", "C2": "F1.before[kind=invention]",
        "B3": "F1.quarter[kind=design]", "C3": "F1.before[kind=design]",
        "B4": "F1.quarter[jurisdiction=JP]", "C4": "共{{F1.quarter[kind=design]}}件", "B5": "serial",
    }  # fmt: skip
    kept = report_templates.keep_mapping(desk, looked, map_)
    target = tmp_path / "填.xlsx"
    paper = report_templates.fill_template(desk, kept, Q4, target)
    sheet = load_workbook(target).worksheets[0]
    assert sheet["B2"].value == told(desk, "F1.quarter[kind=invention]") != 0
    assert (sheet["B3"].value, sheet["C3"].value, sheet["C4"].value) == (0, 0, "共0件")
    assert not [each for each in paper.notices if "Left empty" in each.id]
    wrong = map_.with_one(replace(map_.mapped[0], what="F1.quarter[kind=inventions]"))
    (problem,) = report_templates.check_mapping(looked, wrong)
    assert "F1.quarter[kind=inventions]" in str(problem.message.args)
