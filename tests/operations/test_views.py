"""Views: saved, found, renamed and removed by their owner, and never a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ipdesk.model.errors import NotFound, NotPermitted, Refused, WrongValue
from ipdesk.operations import reading, views
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import Order
from ipdesk.operations.views import ALL, Filter, View
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure, state_of_store

QUARTER = View(
    "本季度重点",
    Filter("热链", "draft", (("submitted", "this-quarter"), ("inventors.name", "单雨桐"))),
    Order("title", False),
    ("number", "title", "submitted"),
)


def test_a_view_comes_back_as_it_was_saved_and_leaves_no_trace_in_the_log(desk: Desk) -> None:
    before = state_of_store(desk)
    views.save_view(desk, DISCLOSURES, QUARTER)
    assert views.list_views(desk, DISCLOSURES) == [QUARTER]
    assert views.find_view(desk, DISCLOSURES, " 本季度 重点 ") == QUARTER
    assert views.list_views(desk, PROJECTS) == []
    assert state_of_store(desk) == before


def test_saving_under_the_same_name_replaces(desk: Desk) -> None:
    views.save_view(desk, DISCLOSURES, QUARTER)
    later = replace(QUARTER, filter=Filter(state=ALL), columns=())
    views.save_view(desk, DISCLOSURES, later)
    assert views.list_views(desk, DISCLOSURES) == [later]


def test_what_is_saved_lists_what_it_says(desk: Desk) -> None:
    number = add_disclosure(desk)
    add_disclosure(desk, title="另一件", submitted="2025-12-31")
    kept = View("本季度", Filter(state=ALL, conditions=(("submitted", "this-quarter"),)))
    views.save_view(desk, DISCLOSURES, kept)
    found = views.find_view(desk, DISCLOSURES, "本季度")
    ids = reading.list_ids(desk, DISCLOSURES, found.filter.where(), found.filter.text, found.order)
    assert [each.number for each in reading.page(desk, DISCLOSURES, ids, ())] == [number]


def test_a_view_is_seen_by_its_owner_only(desk: Desk, as_user: Callable[..., Desk]) -> None:
    views.save_view(desk, DISCLOSURES, QUARTER)
    assert views.list_views(as_user("reader"), DISCLOSURES) == []
    with pytest.raises(NotPermitted):
        views.list_views(as_user("administrator"), DISCLOSURES)


def test_a_view_is_renamed_and_removed(desk: Desk) -> None:
    views.save_view(desk, DISCLOSURES, QUARTER)
    views.save_view(desk, DISCLOSURES, replace(QUARTER, name="乙"))
    with pytest.raises(Refused):
        views.rename_view(desk, DISCLOSURES, "乙", "本季度重点")
    views.rename_view(desk, DISCLOSURES, "本季度重点", "本季度 重点")
    views.rename_view(desk, DISCLOSURES, "乙", "丙")
    assert [each.name for each in views.list_views(desk, DISCLOSURES)] == ["本季度 重点", "丙"]
    views.remove_view(desk, DISCLOSURES, "丙")
    assert views.list_views(desk, DISCLOSURES) == [replace(QUARTER, name="本季度 重点")]
    for act in (views.find_view, views.remove_view):
        with pytest.raises(NotFound):
            act(desk, DISCLOSURES, "丙")


@pytest.mark.parametrize("name", ["", "  ", "长" * 61, "行\x07"])
def test_a_name_has_to_be_one(desk: Desk, name: str) -> None:
    with pytest.raises(WrongValue):
        views.save_view(desk, DISCLOSURES, replace(QUARTER, name=name))


@pytest.mark.parametrize(
    "filter",
    [Filter(conditions=(("gone", "x"),)), Filter(state="gone"), Filter(conditions=(("submitted", "前年"),))],
)
def test_what_could_not_be_listed_again_is_not_saved(desk: Desk, filter: Filter) -> None:
    with pytest.raises(WrongValue):
        views.save_view(desk, DISCLOSURES, View("甲", filter))
    assert views.list_views(desk, DISCLOSURES) == []


def test_there_is_room_for_so_many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_VIEWS", 2)
    for name in ("甲", "乙", "甲"):
        views.save_view(desk, DISCLOSURES, View(name))
    with pytest.raises(Refused):
        views.save_view(desk, DISCLOSURES, View("丙"))
