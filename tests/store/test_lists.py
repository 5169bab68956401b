"""Lists in their order, and filters down to child rows and links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ipdesk.model.errors import WrongValue
from ipdesk.model.periods import Period
from ipdesk.model.register import Register
from ipdesk.operations import reading
from ipdesk.operations.desk import Desk
from ipdesk.registers.disclosure_rows import Inventor
from ipdesk.registers.projects import Member
from ipdesk.store import lists, spills
from ipdesk.store.lists import Order, count, list_ids, listed_among
from ipdesk.store.records import read_many
from ipdesk.store.workspace import Workspace
from tests.conftest import SetClock
from tests.store._records import DISCLOSURES, PROJECTS, add, change, new


def seal(workspace: Workspace, register: Register, number: str) -> None:
    with workspace.write() as writing:
        held = writing.held(register, number)
        spills.seal(writing, register, held.id, held.record.id, number, "待核")


def numbers(
    workspace: Workspace, register: Register, *where: tuple[str, object], **order: object
) -> list[str]:
    """Return the numbers of a list."""
    given = Order(str(order["by"]), bool(order.get("descending"))) if order else None
    ids = list_ids(workspace.db, register, where, given)
    return [each.number for each in read_many(workspace.db, register, ids)]


def values(workspace: Workspace, field: str, ids: Sequence[int]) -> list[object]:
    """Return one field of projects by id."""
    return [getattr(each, field) for each in read_many(workspace.db, PROJECTS, ids)]


def test_names_are_listed_as_a_person_would_list_them(workspace: Workspace) -> None:
    leaders = [
        "曾广生",
        "重阳",
        "单雨桐",
        "仇立新",
        "Bob",
        "张三",
        "解敏",
        "阿依古丽·买买提",
        "安宁",
        "",
        "alice",
    ]
    for leader in leaders:
        add(workspace, PROJECTS, leader=leader, title=leader)
    ids = list_ids(workspace.db, PROJECTS, order=Order("leader", descending=False))
    listed = values(workspace, "leader", ids)
    assert listed == [
        "",
        "阿依古丽·买买提",
        "alice",
        "安宁",
        "Bob",
        "重阳",
        "仇立新",
        "单雨桐",
        "解敏",
        "曾广生",
        "张三",
    ]
    backwards = list_ids(workspace.db, PROJECTS, order=Order("leader"))
    assert list(backwards) == list(ids)[::-1]


def test_titles_are_read_as_words_and_not_as_surnames(workspace: Workspace) -> None:
    for title in ("重庆实验站", "重量传感器", "单级制冷机", "曾用名清单", "长城计划"):
        add(workspace, PROJECTS, title=title)
    ids = list_ids(workspace.db, PROJECTS, order=Order("title", descending=False))
    listed = values(workspace, "title", ids)
    # cengyong, changcheng, chongqing, danji, zhongliang
    assert listed == ["曾用名清单", "长城计划", "重庆实验站", "单级制冷机", "重量传感器"]


def test_lists_are_ordered_by_change_by_day_and_by_amount(workspace: Workspace, clock: SetClock) -> None:
    for budget, day in ((Decimal("9.50"), date(2025, 1, 2)), (Decimal("10"), None), (None, date(2024, 5, 6))):
        add(workspace, PROJECTS, budget=budget, started=day)
        clock.forward(seconds=1)
    change(workspace, PROJECTS, "KY-2026-002", title="改")
    assert numbers(workspace, PROJECTS) == ["KY-2026-002", "KY-2026-003", "KY-2026-001"]
    assert numbers(workspace, PROJECTS, by="started") == ["KY-2026-002", "KY-2026-003", "KY-2026-001"]
    assert numbers(workspace, PROJECTS, by="budget") == ["KY-2026-003", "KY-2026-001", "KY-2026-002"]
    assert numbers(workspace, PROJECTS, by="number", descending=True)[0] == "KY-2026-003"
    with pytest.raises(WrongValue):
        numbers(workspace, PROJECTS, by="members")
    with pytest.raises(WrongValue):
        numbers(workspace, PROJECTS, by='number"; drop table entries; --')


WHERES: list[tuple[str, object, list[int]]] = [
    ("leader", "单雨桐", [1]),
    ("leader", "单", []),
    ("leader", "", [3]),
    ("number", "KY-2026-002", [2]),
    ("state", "planned", [1, 2, 3]),
    ("level", "internal", [1]),
    ("project_class", "", [2, 3]),
    ("major", True, [1]),
    ("major", "是", [1]),
    ("major", "", [2, 3]),
    ("started", "2024年2月29日", [1]),
    ("started", None, [2, 3]),
    ("budget", "1,234.50元", [1]),
    ("notice_days", "30", [1]),
    ("members.name", "仇立新", [1, 2]),
    ("members.name", "外人", []),
    ("members.since", "2025-01-01", [2]),
    ("started", Period(date(2024, 2, 1), date(2024, 2, 29)), [1]),
    ("started", Period(date(2024, 3, 1)), []),
    ("members.since", Period(last=date(2025, 1, 1)), [2]),
    ("changed", Period(date(2026, 3, 5), date(2026, 3, 5)), [1, 2, 3]),
    ("created", Period(last=date(2026, 3, 4)), []),
    ("contracts", "' or 1=1 --", []),
]


@pytest.mark.parametrize(("field", "raw", "found"), WHERES, ids=[f"{each[0]}={each[1]}" for each in WHERES])
def test_lists_are_filtered_by_any_field(
    workspace: Workspace, field: str, raw: object, found: list[int]
) -> None:
    add(
        workspace, PROJECTS, leader="单雨桐", level="internal", major=True, started=date(2024, 2, 29),
        budget=Decimal("1234.50"), notice_days=30, project_class="key-programme",
        members=(Member(name="仇立新"), Member(name="曾广生")),
    )  # fmt: skip
    add(workspace, PROJECTS, leader="曾广生", members=(Member(name="仇立新", since=date(2025, 1, 1)),))
    add(workspace, PROJECTS)
    assert sorted(numbers(workspace, PROJECTS, (field, raw))) == [f"KY-2026-{each:03}" for each in found]
    assert count(workspace.db, PROJECTS, [(field, raw)]) == len(found)


def test_filters_hold_together_and_unknown_ones_are_refused(workspace: Workspace) -> None:
    add(workspace, PROJECTS, leader="甲", major=True)
    add(workspace, PROJECTS, leader="甲", major=False)
    assert numbers(workspace, PROJECTS, ("leader", "甲"), ("major", False)) == ["KY-2026-002"]
    for field in ("nothing", "members.nothing", "members", "title.x", "leader = '' or ''", "entries.id"):
        with pytest.raises(WrongValue):
            numbers(workspace, PROJECTS, (field, "甲"))
    with pytest.raises(WrongValue):
        numbers(workspace, PROJECTS, ("started", "去年"))


def test_lists_are_filtered_by_links_known_and_unknown(workspace: Workspace, desk: Desk) -> None:
    add(workspace, PROJECTS, number="KY-1")
    one = add(workspace, DISCLOSURES, projects=("KY-1", "外-2"))
    two = add(workspace, DISCLOSURES, projects=("外-2",))
    assert numbers(workspace, DISCLOSURES, ("projects", "KY-1")) == [one]
    assert sorted(numbers(workspace, DISCLOSURES, ("projects", "外-2"))) == [one, two]
    assert numbers(workspace, DISCLOSURES, ("projects", "KY-1、外-2")) == [one], "all that are named"
    none = add(workspace, DISCLOSURES)
    assert numbers(workspace, DISCLOSURES, ("projects", "")) == [none]
    change(workspace, PROJECTS, "KY-1", number="KY-100")
    assert numbers(workspace, DISCLOSURES, ("projects", "KY-100")) == [one]
    assert numbers(workspace, DISCLOSURES, ("projects", "KY-1")) == []
    assert len(reading.list_ids(desk, DISCLOSURES, [("projects", "KY-100")])) == 1


def test_options_and_states_are_filtered_by_label_in_any_language(workspace: Workspace, desk: Desk) -> None:
    add(workspace, DISCLOSURES, types=("invention",), level="internal")
    add(workspace, DISCLOSURES)
    for where in (("level", "内部"), ("level", "Internal"), ("level", "internal"), ("types", "invention")):
        assert len(reading.list_ids(desk, DISCLOSURES, [where])) == 1, where
    assert len(reading.list_ids(desk, DISCLOSURES, [("state", "draft")])) == 2


@pytest.mark.parametrize(
    "where",
    [
        ("title", "涉密题目"),
        ("inventors.name", "单雨桐"),
        ("problem", "涉密内容"),
        ("projects", "KY-2026-001"),
        ("classified_by", "王主任"),
    ],
)
def test_a_filter_does_not_tell_what_a_sealed_record_holds(
    workspace: Workspace, where: tuple[str, object]
) -> None:
    project = add(workspace, PROJECTS)
    number = add(
        workspace, DISCLOSURES, title="涉密题目", problem="涉密内容", projects=(project,),
        inventors=(Inventor(name="单雨桐"),), classified_by="王主任",
    )  # fmt: skip
    assert numbers(workspace, DISCLOSURES, where) == [number]
    seal(workspace, DISCLOSURES, number)
    assert numbers(workspace, DISCLOSURES, where) == []
    assert numbers(workspace, DISCLOSURES, ("number", number)) == [number]
    assert numbers(workspace, DISCLOSURES, ("state", "draft")) == [number]


@pytest.mark.parametrize("few", [0, lists.FEW])
def test_few_ids_and_many_are_listed_alike(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(lists, "FEW", few)
    with workspace.write() as writing:
        for number in range(30):
            values: dict[str, Any] = {
                "title": f"课题{number * 7 % 30}",
                "state": "closed" if number % 5 else "",
            }
            writing.add(PROJECTS, new(PROJECTS, level="internal" if number % 3 else "public", **values))
    for where in ((), (("level", "internal"),), (("state", "closed"),)):
        for order in (None, Order("title", descending=False), Order("number")):
            every = list_ids(workspace.db, PROJECTS, where, order)
            some = frozenset(each for each in every if each % 2) | {9_999}
            among = list(listed_among(workspace.db, PROJECTS, where, order, some))
            assert among == [each for each in every if each in some]
            assert among
