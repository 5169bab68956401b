"""Badges of people, and lists narrowed by what they tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import WrongValue
from ipdesk.operations import badges, duties, reading, records, views
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import export_register
from ipdesk.operations.reading import Order
from ipdesk.operations.views import Filter, View
from ipdesk.registers import REGISTERS, register
from ipdesk.registers.duty_words import DUTY

PEOPLE, AGREEMENTS, MOVEMENTS = register("people"), register("agreements"), register("movements")
MISSING = ("duty", "agreement-missing")


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Give a desk with people of every kind: signed, expired, waiting, missing, a leaver, one on a classified post."""
    base = {"employment": "permanent", "joined": "2020-01-01", "unit": "一室", "level": "internal"}
    own: list[dict[str, Any]] = [
        {"number": "A1", "name": "丁"},
        {"number": "A2", "name": "丙", "unit": "二室"},
        {"number": "A3", "name": "乙"},
        {"number": "A4", "name": "甲"},
        {"number": "A5", "name": "戊", "post_class": "general", "post_review_on": "2026-01-31"},
        {"number": "A6", "name": "己", "left_on": "2026-02-28"},
    ]
    records.add(desk, PEOPLE, [{**base, **each} for each in own])
    _sign(desk, "A1", "丁", None)
    _sign(desk, "A2", "丙", "2026-02-01")
    records.add(desk, AGREEMENTS, [{"name": "乙", "person": ["A3"], "kind": "joiner"}])
    return desk


def _sign(desk: Desk, number: str, name: str, expires: str | None) -> None:
    values = {
        "name": name, "person": [number], "kind": "joiner", "paper_number": f"2020-{number}",
        "signed_on": "2020-01-02", "countersigned_on": "2020-01-03", "effective_on": "2020-01-03",
        "expires_on": expires,
    }  # fmt: skip
    [made] = records.add(desk, AGREEMENTS, [values])
    for state in ("signed-both", "in-force"):
        records.move(desk, AGREEMENTS, made.number, state)


def listed(desk: Desk, *where: tuple[str, str], text: str = "", order: Order | None = None) -> list[str]:
    ids = reading.list_ids(desk, PEOPLE, where, text, order)
    return [each.number for each in reading.page(desk, PEOPLE, ids, ["name"])]


def test_each_duty_has_a_badge_the_most_pressing_first(staffed: Desk) -> None:
    ids = reading.list_ids(staffed, PEOPLE, order=Order("number", False))
    held = badges.badges_of(staffed, PEOPLE, ids)
    codes = [[each.code for each in held.get(entry, ())] for entry in ids]
    assert codes == [
        ["agreement-signed"],
        ["agreement-expired"],
        ["agreement-waiting"],
        ["agreement-missing"],
        ["agreement-missing", "secrecy-missing", "review-expired"],
        ["watch-running"],
    ]
    assert reading.show(staffed, PEOPLE, "A5").badges == held[ids[4]]
    say = staffed.translator.say
    assert "2026-02-01" in say(held[ids[1]][0].told)


def test_other_registers_have_none_and_no_such_condition(staffed: Desk) -> None:
    for each in REGISTERS:
        if each is not PEOPLE:
            assert (badges.badges_in(each) is None) == (each.name != "secrets")
            assert not badges.badges_of(staffed, each, reading.list_ids(staffed, each))
            with pytest.raises(WrongValue):
                reading.list_ids(staffed, each, [MISSING])


def test_a_condition_finds_just_those_whose_badges_say_so(staffed: Desk) -> None:
    ids = reading.list_ids(staffed, PEOPLE)
    held = badges.badges_of(staffed, PEOPLE, ids)
    for code in [each.code for each in DUTY.options if each.code not in ("here", "agreement-none")]:
        told = {entry for entry in ids if code in {each.code for each in held.get(entry, ())}}
        assert set(reading.list_ids(staffed, PEOPLE, [("duty", code)])) == told, code


def test_it_goes_with_other_conditions_a_text_and_an_order(staffed: Desk) -> None:
    assert listed(staffed, MISSING, order=Order("name", False)) == ["A4", "A5"]
    assert listed(staffed, MISSING, order=Order("number")) == ["A5", "A4"]
    assert listed(staffed, ("duty", "here"), ("unit", "二室")) == ["A2"]
    assert listed(staffed, MISSING, ("state", "open"), text="甲") == ["A4"]
    assert not listed(staffed, MISSING, ("state", "left"))
    assert not listed(staffed, MISSING, ("duty", "agreement-signed"))
    assert listed(staffed, ("duty", "未签协议"), order=Order("number", False)) == ["A4", "A5"]
    assert len(reading.list_ids(staffed, PEOPLE, [MISSING], limit=1)) == 1


def test_an_unknown_word_is_refused(staffed: Desk) -> None:
    with pytest.raises(WrongValue):
        listed(staffed, ("duty", "agreement-lost"))


def test_a_saved_filter_and_an_export_keep_it(staffed: Desk, tmp_path: Path) -> None:
    views.save_view(staffed, PEOPLE, View("缺签", Filter(conditions=(MISSING,))))
    kept = views.find_view(staffed, PEOPLE, "缺签")
    assert set(listed(staffed, *kept.filter.where())) == {"A4", "A5"}
    paper = export_register(staffed, PEOPLE, tmp_path / "缺签.xlsx", kept.filter.where())
    assert paper.records == 2


def test_withdrawn_people_match_nothing(staffed: Desk) -> None:
    records.withdraw(staffed, PEOPLE, "A4", "登记有误")
    assert listed(staffed, MISSING) == ["A5"]
    assert not listed(staffed, MISSING, ("state", "withdrawn"))


def test_those_found_by_case_are_those_found_one_by_one(staffed: Desk) -> None:
    """The quick way and the plain one say the same of every duty."""
    task = {"text": "签协议", "mandatory": True, "due": "2026-01-01", "state": "open"}
    values = {"name": "甲", "person": ["A4"], "kind": "joining", "day": "2026-01-01", "tasks": [task]}
    records.add(staffed, MOVEMENTS, [values, {**values, "person": ["A5"], "tasks": []}])
    plain = {
        (each.line.id, f"{duty.code}-{duty.status}")
        for each in duties.standings(staffed)
        for duty in each.duties
    }
    quick = {
        (entry, word) for case, words in duties.alike_people(staffed) for entry in case.ids for word in words
    }
    assert plain == {each for each in quick if each[1] not in ("here", "agreement-none", "")}
