"""Values with units: read whatever their dress, and shared only where that says something."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.quantities import Rarity, Shared, quantities, quantities_of_record, rarity, shared


def keys(text: str) -> list[str]:
    return [each.key[0] for each in quantities(text)]


@pytest.mark.parametrize(
    "alike",
    [
        (
            "1,250 μm",
            "1.25 mm",
            "１．２５㎜",
            "0.00125 m",
            "1250微米",
            "1.25×10^-3 m",
            "1.25 × 10⁻³ m",
            "1.25e-3 m",
            "1.25x10-3 m",
        ),
        ("132 kPa", "0.132 MPa", "1.32 bar", "132千帕"),
        ("102 min", "1.7 h", "6120 s", "102分钟", "1.7小时"),
        ("23.5 °C", "23.5℃", "296.65 K", "23.5 摄氏度"),
        ("26 °C", "299.15 K", "299 K"),
        ("0.37 mol/L", "370 mM", "0.37 mol·L⁻¹", "0.37 mol L^-1"),
        ("−17 °C", "-17 °C", "–17°C"),
        ("3.47 ± 0.02 mm", "(3.47±0.02) mm", "3.47 mm"),
    ],
)
def test_one_value_is_the_same_however_it_is_written(alike: tuple[str, ...]) -> None:
    found = [quantities(f"测得{text}。") for text in alike]
    assert all(len(each) == 1 for each in found), [len(each) for each in found]
    assert len({each[0].key for each in found}) == 1, [each[0].key for each in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 m", "12 mol"), ("12 m", "12 mol/L"), ("12 min", "12 m"), ("12.7 mm", "12.7 mm/s"), ("12.7 mm", "12.8 mm"), ("12.7 mW", "12.7 MW"),
        ("12.7 %", "12.7 K"), ("127 mm", "12.7 mm"), ("26 °C", "26 K"), ("12.7 mm²", "12.7 mm"), ("1.2346 V", "1.2345 V"),
    ],
)  # fmt: skip
def test_near_misses_are_not_the_same(one: str, other: str) -> None:
    (first,), (second,) = quantities(one), quantities(other)
    assert first.key != second.key


@pytest.mark.parametrize(
    "text", ["QS-12 K", "1.2.3 m", "图 12", "a12 K", "12 Kelvin", "见第 12 章", "x_12 m", ""]
)
def test_what_is_no_value_with_a_unit_is_left_alone(text: str) -> None:
    assert quantities(text) == ()


def test_both_ends_of_a_range_have_its_unit_and_their_places() -> None:
    text = "😀冷却至 12.5–77.5 K，保持 3 至 7 h"
    found = quantities(text)
    assert [each.key[0] for each in found] == ["12.5", "77.5", "10800", "25200"]
    assert [text[each.start : each.end] for each in found] == ["12.5–77.5 K", "77.5 K", "3 至 7 h", "7 h"]


@pytest.mark.parametrize("between", ["\t", "  ", " | "])
def test_a_unit_in_the_head_of_a_table_counts_for_its_column(between: str) -> None:
    lines = [["样品", "温度 (K)", "压力/MPa"], ["A1", "12.3", "0.457"], ["A2", "14.7 ± 0.1", "0.569"]]
    text = "\n".join(between.join(line) for line in lines) + "\n\n见表 12.3 与 0.457\n"
    found = quantities(text)
    assert [each.key[0] for each in found] == ["12.3", "457000", "14.7", "569000"]
    assert [text[each.start : each.end] for each in found] == ["12.3", "0.457", "14.7", "0.569"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "压力/MPa 转速/(r/min) 厚度/μm\n3.47 1733 12.37\n3.51 1801 12.91",
            "3.47 1733 12.37 3.51 1801 12.91",
        ),
        ("Pressure (MPa) Speed (r/min) Mark\nNo.7 3.47 1733 -\nA 3.51 1801 12", "3.47 1733 3.51 1801"),
        ("样品\t压力/MPa\t厚度/μm\n甲\t\t12.37\n乙\t3.51\t—", "12.37 3.51"),
        ("压力/MPa\t3.47\t3.51\n厚度 (μm)\t12.37\t12.91", "3.47 3.51 12.37 12.91"),
        ("参数\t单位\t数值\n压力\tMPa\t3.47\n厚度\tμm\t12.37", "3.47 12.37"),
        ("参数\t数值\t单位\n压力\t3.47\tMPa", "3.47"),
        ("速度 (m/s) 与压力 (MPa) 的关系如下\n见 3.47 与 12.37", ""),
        ("速度 (m/s) 见图\n12 13 14", ""),
        ("压力/MPa 3.47 3.51\n见 3.47 与 3.51", "3.47 3.51"),
    ],
)
def test_tables_of_word_files_and_of_pages_are_read(text: str, values: str) -> None:
    assert [text[each.start : each.end] for each in quantities(text)] == values.split()


def test_what_a_record_calls_key_is_marked_to_the_end_of_its_line() -> None:
    text = "厚 12.3 μm。关键参数：压力 3.47 MPa，转速 1733 r/min。\n长 5.7 m；key value: 12.7 h"
    assert [text[each.start : each.end] for each in quantities_of_record(text) if each.marked] == [
        "3.47 MPa", "1733 r/min", "12.7 h",
    ]  # fmt: skip


def told(manuscript: str, *records: str, marked: bool = False, among: int = 0) -> tuple[Shared, ...]:
    """Return what a manuscript shares with records, of which others have the values of the first as well."""
    held = {f"R{number}": quantities(text) for number, text in enumerate(records)}
    if marked:
        held = {
            record: tuple(replace(each, marked=True) for each in values) for record, values in held.items()
        }
    held |= {f"X{number}": held["R0"] for number in range(among)}
    return shared(quantities(manuscript), held, rarity(held))


OWN = "层厚 0.137 mm，退火 613 K，保温 47 min。"


def test_two_rare_values_near_each_other_are_told_with_their_places() -> None:
    assert len(told("将 137 μm 厚的铜带在 340 °C 下处理。", OWN)) == 1, "in other units"
    text = "将 137 μm 厚的铜带保温 47 min 后取出，再经 24 h 老化。"
    (found,) = told(text, OWN, "层厚 0.139 mm，保温 46 min")
    assert (found.record, text[found.start : found.end]) == ("R0", "137 μm 厚的铜带保温 47 min")
    assert [text[mine.start : mine.end] for mine, _ in found.pairs] == ["137 μm", "47 min"]
    assert [OWN[theirs.start : theirs.end] for _, theirs in found.pairs] == ["0.137 mm", "47 min"]
    assert found.weight > 12


@pytest.mark.parametrize(
    "text",
    [
        "厚 137 μm。",  # one alone
        "厚 137 μm，另一处 0.137 mm。",  # one alone, twice
        "厚 137 μm。" + "其他内容。" * 70 + "保温 47 min。",  # far from each other
        "厚 137 mm，保温 47 h。",  # the same figures in other units
        "厚 138 μm，保温 48 min。",
    ],
)
def test_what_may_well_be_chance_is_not_told(text: str) -> None:
    assert told(text, OWN) == ()


def test_usual_round_and_frequent_values_weigh_nothing() -> None:
    usual = "10 % 乙醇，25 °C，24 h，298.15 K，1064 nm，0.5 mm，100 mL"
    assert told(usual, usual) == ()
    text = "将 137 μm 厚的铜带保温 47 min 后取出。"
    assert len(told(text, OWN, among=2)) == 3
    assert told(text, OWN, among=3) == ()


def test_one_marked_key_value_is_enough() -> None:
    assert [each.record for each in told("厚 137 μm。", OWN, marked=True)] == ["R0"]
    assert told("24 h", "保温 24 h", marked=True)[0].weight == 0.0


@given(
    st.lists(
        st.tuples(st.integers(1, 9999), st.sampled_from(["mm", "K", "min", "kPa"])),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_a_text_shares_its_rare_values_with_itself(values: list[tuple[int, str]]) -> None:
    text = "，".join(f"值 {number} {unit}" for number, unit in values)
    held = {"R": quantities(text)}
    assert len(held["R"]) == len(values)
    rare = rarity(held)
    telling = {each.key for each in held["R"] if rare.weight(each)}
    found = shared(held["R"], held, rare)
    assert {mine.key for each in found for mine, _ in each.pairs} == (telling if len(telling) > 1 else set())


@given(st.text(alphabet=st.sampled_from("0123456789.,-–±×^⁻³ eE()至mKPa%/·\t\n|℃"), max_size=50))
def test_any_text_is_read_and_places_lie_in_it(text: str) -> None:
    found = quantities(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert [each.start for each in found] == sorted({each.start for each in found})
    assert shared(found, {"R": found}, Rarity({}, 1)) is not None
