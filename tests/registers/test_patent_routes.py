"""Countries by their names or codes, and the route of a right that records none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ipdesk.model.findings import Facts
from ipdesk.registers.countries import is_abroad_among, is_foreign, office_code, places_in, unknown_in
from ipdesk.registers.patent_abroad import before_abroad, is_abroad
from ipdesk.registers.patent_course import Happening, case_of
from ipdesk.registers.patent_routes import route_of, unclear
from ipdesk.registers.patent_rows import Priority
from ipdesk.registers.patents import Patent
from tests.registers.rights import PATENT, RIGHTS

PRIORITY = date(2025, 3, 4)
SILENT = replace(PATENT, route="", jurisdiction="")
ENTERED = "202580012345.2"  # the fifth digit is that of a national phase


@pytest.mark.parametrize(
    "written", ["", "CN", "cn", " Cn ", "中国", "中国大陆", "China", "国家知识产权局", "中国（CN）", "ＣＮ"]
)
def test_china_is_china_however_it_is_written(written: str) -> None:
    record = replace(SILENT, jurisdiction=written, review_decision="")
    assert case_of(record) == case_of(SILENT)
    assert not is_abroad(record)
    assert list(before_abroad(record, RIGHTS)) == list(
        before_abroad(replace(SILENT, review_decision=""), RIGHTS)
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [("美国", "US"), ("us", "US"), ("USA", "US"), ("United States", "US"), ("欧洲专利局", "EP"), ("日本(JP)", "JP"),
     ("中国香港", "HK"), ("PCT", "WO"), ("th", "TH"), ("月球", "月球")],
)  # fmt: skip
def test_an_office_is_told_by_its_code(written: str, code: str) -> None:
    assert office_code(written) == code
    assert is_foreign(written)
    assert case_of(replace(SILENT, jurisdiction=written)).jurisdiction == code


@pytest.mark.parametrize(
    ("written", "codes", "unknown"),
    [
        ("美国、欧洲", ("US", "EP"), ()),
        ("US, EP and JP", ("US", "EP", "JP"), ()),
        ("美国 欧洲和日本", ("US", "EP", "JP"), ()),
        ("United States；South Korea", ("US", "KR"), ()),
        ("波斯尼亚和黑塞哥维那/us/US", ("BA", "US"), ()),
        ("美国、多国", ("US",), ("多国",)),
        ("", (), ()),
    ],
)
def test_countries_wanted_are_told_by_their_codes(
    written: str, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert places_in(written) == codes
    assert unknown_in(written) == unknown
    assert case_of(replace(SILENT, countries=written)).places == codes


def test_an_international_application_is_no_country_to_enter() -> None:
    assert case_of(replace(SILENT, countries="PCT、美国")).places == ("US",)


def test_events_abroad_name_the_country_by_its_code() -> None:
    row = Happening(event="entered", day=date(2026, 3, 4), place="美国")
    assert [each.place for each in case_of(replace(SILENT, events=(row,))).events] == ["US"]


@pytest.mark.parametrize(
    ("told", "route"),
    [
        ({}, "direct"),
        ({"priority_on": PRIORITY}, "paris"),
        ({"priority_on": SILENT.filed_on}, "direct"),
        ({"priority_on": PRIORITY, "route": "domestic"}, "domestic"),
        ({"priority_on": PRIORITY, "priorities": (Priority(country="中国", day=PRIORITY),)}, "domestic"),
        ({"priority_on": PRIORITY, "priorities": (Priority(number="202510012345.9"),)}, "domestic"),
        ({"priority_on": PRIORITY, "priorities": (Priority(number="63/123,456", day=PRIORITY),)}, "paris"),
        ({"priority_on": PRIORITY, "priorities": (Priority(country="US", day=PRIORITY),)}, "paris"),
        ({"priority_on": PRIORITY, "application_number": ENTERED}, "pct"),
        ({"application_number": ENTERED}, "pct"),
        ({"application_number": ENTERED, "kind": "foreign"}, "direct"),
        ({"priority_on": PRIORITY, "kind": "trademark"}, "paris"),
        ({"priority_on": PRIORITY, "kind": "pct"}, "direct"),
    ],
)
def test_a_route_that_is_not_recorded_is_derived_and_told(told: dict[str, Any], route: str) -> None:
    record = replace(SILENT, **{"filed_on": date(2026, 2, 3), **told})
    if told.get("priority_on") == SILENT.filed_on:
        record = replace(record, filed_on=record.priority_on)
    assert route_of(record) == case_of(record).origin == route
    derived = route != "direct" and not record.route
    assert [each.id for each in unclear(record)] == ["route-derived"] * derived
    assert not list(unclear(replace(record, state="ended")))


def test_a_name_of_no_country_is_told_where_it_stands() -> None:
    row = Happening(event="entered", day=date(2026, 3, 4), place="月球")
    record = replace(SILENT, jurisdiction="火星", countries="美国、多国", events=(row,))
    assert [(each.field, each.id) for each in unclear(record)] == [
        ("jurisdiction", "country-unknown"),
        ("countries", "country-unknown"),
        ("events[0].place", "country-unknown"),
    ]


def test_nothing_is_unclear_of_an_empty_record() -> None:
    assert not list(unclear(Patent()))
    assert not list(before_abroad(Patent(kind="design"), Facts(today=date(2026, 11, 22))))


@pytest.mark.parametrize(
    ("written", "abroad"), [("", False), ("中国", False), ("CN", False), ("中国、美国", True), ("某国", True)]
)
def test_a_wish_for_china_is_none_for_abroad(written: str, abroad: bool) -> None:
    assert is_abroad_among(written) is abroad
