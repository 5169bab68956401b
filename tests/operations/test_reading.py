"""Lists, filters and search: what people ask for in their own words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ipdesk.model.errors import WrongValue
from ipdesk.operations import reading, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from ipdesk.store.lists import Order
from tests.conftest import BEIJING, SetClock
from tests.operations.cases import (
    DISCLOSURES,
    PROJECTS,
    add_disclosure,
    bring_to,
    disclosure,
    project,
    said,
)


def reported(**changes: Any) -> dict[str, Any]:
    """Return a disclosure whose free text does not get into the way of what is searched for."""
    inventors = [{"name": "单雨桐", "employment": "在编", "share": "100"}]
    quiet = dict.fromkeys(("problem", "solution", "features", "declaration_programme"), "")
    return disclosure(inventors=inventors, **quiet, **changes)


@pytest.fixture
def three(desk: Desk) -> list[str]:
    """Add three disclosures and a project and return the numbers of the disclosures."""
    records.add(desk, PROJECTS, [project()])
    made = records.add(
        desk,
        DISCLOSURES,
        [
            reported(title="仇氏热链", level="internal", types=["invention"], unit="一室"),
            reported(
                title="安静冷头", level="trade", grade="core", types=["software", "data"], unit="", trl=5
            ),
            reported(
                title="Zebra 相机", level="public", types=["invention", "data"], spin_off=True, projects=[]
            ),
        ],
    )
    bring_to(desk, made[2].number, "submitted")
    return [each.number for each in made]


@pytest.mark.parametrize(
    ("where", "places"),
    [
        ([("level", "内部")], [0]),
        ([("level", "technical secret")], [1]),
        ([("grade", "核心")], [1]),
        ([("state", "已提交")], [2]),
        ([("state", "Draft")], [0, 1]),
        ([("state", "draft")], [0, 1]),
        ([("unit", "")], [1]),
        ([("unit", "一室"), ("level", "internal")], [0]),
        ([("unit", "一室"), ("level", "public")], []),
        ([("trl", "5")], [1]),
        ([("spin_off", "是")], [2]),
        ([("submitted", "2026年3月1日")], [0, 1, 2]),
        ([("submitted", "2026年第一季度")], [0, 1, 2]),
        ([("submitted", "2026-02..2026-03")], [0, 1, 2]),
        ([("submitted", "2026-03-02..")], []),
        ([("submitted", "..2026-02")], []),
        ([("completed", "2026-02-01..2026-02-28"), ("level", "public")], [2]),
        ([("inventors.joined", "2019")], []),
        ([("changed", "this-week")], [0, 1, 2]),
        ([("created", "..2026-03-01")], []),
        ([("inventors.name", "单雨桐")], [0, 1, 2]),
        ([("inventors.employment", "在编")], [0, 1, 2]),
        ([("inventors.employment", "Permanent staff")], [0, 1, 2]),
        ([("projects", "KY-2025-003")], [0, 1]),
        ([("types", "发明")], [0, 2]),
        ([("types", "data")], [1, 2]),
        ([("types", "发明、数据")], [2]),
        ([("number", "PL-2026-0002")], [1]),
        ([("title", "安静冷头")], [1]),
    ],
)
def test_a_filter_takes_labels_in_either_language(
    where: list[tuple[str, str]], places: list[int], desk: Desk, three: list[str]
) -> None:
    found = reading.page(desk, DISCLOSURES, reading.list_ids(desk, DISCLOSURES, where))
    assert sorted(each.number for each in found) == sorted(three[place] for place in places)


@pytest.mark.parametrize(
    "where",
    [
        ("no_field", "x"),
        ("inventors.no_field", "x"),
        ("inventors", "单雨桐"),
        ("level", "绝对机密"),
        ("state", "acepted"),
        ("submitted", "前年"),
        ("changed", "前年"),
        ("submitted", "2026-03-02..2026-03-01"),
        ("trl", "高"),
        ("types", "魔法"),
        ("", "x"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused_and_not_empty(
    where: tuple[str, str], desk: Desk, three: list[str]
) -> None:
    with pytest.raises(WrongValue) as refused:
        reading.list_ids(desk, DISCLOSURES, [where])
    assert said(refused.value)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("链", ["仇氏热链"]),
        ("氏热", ["仇氏热链"]),
        ("热氏", []),
        ("zebra", ["Zebra 相机"]),
        ("ＺＥＢＲＡ　相", ["Zebra 相机"]),
        ("", []),
        (" ", []),
        ("%", []),
        ("载荷", ["低温光学载荷"]),
        ("单雨桐", ["Zebra 相机", "仇氏热链", "低温光学载荷", "安静冷头"]),
    ],
)
def test_search_is_exact_from_one_character_and_over_all_registers(
    text: str, titles: list[str], desk: Desk, three: list[str]
) -> None:
    hits, more = reading.search_all(desk, text)
    assert (sorted(each.record.title for each in hits), more) == (titles, False)


def test_more_hits_than_asked_for_are_said(desk: Desk, three: list[str]) -> None:
    hits, more = reading.search_all(desk, "单雨桐", limit=3)
    assert (len(hits), more) == (3, True)
    hits, more = reading.search_all(desk, "单雨桐", limit=4)
    assert (len(hits), more) == (4, False)


def test_search_within_a_list_keeps_its_order_and_limit(desk: Desk, three: list[str]) -> None:
    ids = reading.list_ids(desk, DISCLOSURES, text="单雨桐", order=Order("title", descending=False))
    found: list[Any] = list(reading.whole(desk, DISCLOSURES, ids))
    assert [each.title for each in found] == ["安静冷头", "仇氏热链", "Zebra 相机"]
    assert len(reading.list_ids(desk, DISCLOSURES, text="单雨桐", limit=2)) == 2
    assert len(reading.list_ids(desk, DISCLOSURES, limit=0)) == 0


def test_counts_leave_the_withdrawn_out(desk: Desk, three: list[str]) -> None:
    records.withdraw(desk, DISCLOSURES, three[0], "重复")
    assert {register.name: count for register, count in reading.counts(desk) if count} == {
        "disclosures": 2,
        "projects": 1,
    }
    assert [register for register, _ in reading.counts(desk)] == list(REGISTERS)


def test_a_page_reads_only_what_a_list_shows(desk: Desk, three: list[str]) -> None:
    record: Any = reading.page(
        desk, DISCLOSURES, reading.list_ids(desk, DISCLOSURES, [("number", three[0])])
    )[0]
    assert (record.title, record.problem) == ("仇氏热链", "")


def test_open_stands_for_every_state_in_which_something_is_to_be_done(desk: Desk) -> None:
    numbers = [add_disclosure(desk) for _ in range(3)]
    bring_to(desk, numbers[1], "secrecy-check")
    bring_to(desk, numbers[2], "closed")
    found = reading.list_ids(desk, DISCLOSURES, [("state", reading.OPEN)])
    shown = reading.page(desk, DISCLOSURES, found, ())
    assert {each.number for each in shown} == set(numbers[:2])
    with_text = reading.list_ids(desk, DISCLOSURES, [("state", reading.OPEN)], text="热链")
    assert set(with_text) <= set(found)


@pytest.mark.parametrize(
    "field", ["", "number", "title", "submitted", "state", "unit", "level", "completed", "outcome"]
)
def test_every_order_lists_the_same_records_whatever_they_are_narrowed_to(desk: Desk, field: str) -> None:
    numbers = [add_disclosure(desk, unit=f"第{index % 3}研究室", title=f"装置{index}") for index in range(6)]
    bring_to(desk, numbers[4], "submitted")
    records.withdraw(desk, DISCLOSURES, numbers[5], "重复登记")
    narrowed: list[tuple[list[tuple[str, str]], list[int]]] = [
        ([], [0, 1, 2, 3, 4]),
        ([("state", "open")], [0, 1, 2, 3, 4]),
        ([("state", "draft")], [0, 1, 2, 3]),
        ([("state", "withdrawn")], [5]),
        ([("state", "open"), ("unit", "第1研究室")], [1, 4]),
        ([("unit", "第2研究室")], [2]),
        ([("inventors.name", "单雨桐"), ("unit", "第0研究室")], [0, 3]),
    ]
    for where, expected in narrowed:
        for falling in (True, False):
            found = reading.list_ids(desk, DISCLOSURES, where, order=Order(field, falling))
            shown = [each.number for each in reading.page(desk, DISCLOSURES, found, ())]
            assert sorted(shown) == [numbers[index] for index in expected], (where, falling)
            turned = reading.list_ids(desk, DISCLOSURES, where, order=Order(field, not falling))
            assert list(turned) == list(reversed(found)) or not field


def test_an_index_gives_the_lists_that_people_ask_for_most() -> None:
    for field in ("", "number", "title", "submitted", "state", "unit"):
        assert reading.is_quick(DISCLOSURES, [("state", "open")], Order(field))
    assert not reading.is_quick(DISCLOSURES, [("unit", "甲")])
    assert not reading.is_quick(DISCLOSURES, [], Order("completed"))


def test_a_change_counts_for_the_local_day_it_was_made_on(desk: Desk, clock: SetClock) -> None:
    clock.at = datetime(2026, 3, 5, 23, 59, 59, tzinfo=BEIJING)
    late = add_disclosure(desk)
    clock.at = datetime(2026, 3, 6, 0, 0, 0, tzinfo=BEIJING)
    early = add_disclosure(desk)
    for day, number in (("2026-03-05", late), ("2026-03-06", early)):
        found = reading.page(desk, DISCLOSURES, reading.list_ids(desk, DISCLOSURES, [("changed", day)]), ())
        assert [each.number for each in found] == [number]


def test_a_period_does_not_tell_what_a_sealed_record_holds(desk: Desk) -> None:
    number = add_disclosure(desk)
    for where in (("submitted", "2026"), ("changed", "2026")):
        assert len(reading.list_ids(desk, DISCLOSURES, [where])) == 1
    spills.seal(desk, DISCLOSURES, number, "待核")
    for where in (("submitted", "2026"), ("changed", "2026")):
        assert len(reading.list_ids(desk, DISCLOSURES, [where])) == 0
