"""What an old ledger tells of a right, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ipdesk.model.folding import folded
from ipdesk.model.register import Ledgered
from ipdesk.registers.patent_intake import begins, completed
from ipdesk.registers.patent_numbers import check_digit
from ipdesk.registers.patents import REGISTER, Patent

TODAY = date(2026, 11, 22)
NUMBER = f"201810000001.{check_digit('201810000001')}"
MODEL = f"201520000001.{check_digit('201520000001')}"
OLD = Patent(kind="invention", application_number=NUMBER, filed_on=date(2018, 3, 5))
LEDGER = Ledgered("有效", "granted", TODAY, date(2026, 1, 2))


def filled(record: Patent, **ledger: Any) -> dict[str, Any]:
    """Return the fields that are filled, texts by their message."""
    return {each.field: each.value for each in completed(record, replace(LEDGER, **ledger))}


def test_a_right_from_before_the_desk_says_why_it_was_not_assessed() -> None:
    for told in (OLD, replace(OLD, assessment=("PG-1",)), replace(OLD, disclosure=("PL-1",))):
        assert "legacy_reason" in filled(told)
    for change in (
        {"filed_on": date(2026, 1, 2)},
        {"filed_on": None},
        {"legacy_reason": "另有说明"},
    ):
        record: Any = replace(OLD, **change)
        assert "legacy_reason" not in filled(record)
    assert "legacy_reason" not in filled(OLD, ready="")
    assert "legacy_reason" not in filled(OLD, since=None)


def test_numbers_follow_from_each_other() -> None:
    assert filled(OLD)["grant_number"] == f"ZL{NUMBER}"
    assert "grant_number" not in filled(OLD, ready="filed")
    assert "grant_number" not in filled(replace(OLD, grant_number="CN 1 B"))
    assert "grant_number" not in filled(replace(OLD, jurisdiction="US"))
    told = Patent(grant_number=f"ZL{NUMBER}", filed_on=date(2018, 3, 5))
    assert (filled(told)["application_number"], filled(told)["kind"]) == (NUMBER, "invention")


def test_a_kind_is_never_taken_from_a_number_that_is_wrong() -> None:
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    assert "kind" not in filled(Patent(application_number=wrong))


def test_a_number_without_its_check_digit_tells_the_kind_too() -> None:
    bare = filled(Patent(grant_number=f"ZL{NUMBER.partition('.')[0]}", filed_on=date(2018, 3, 5)))
    assert (bare["kind"], bare["application_number"]) == ("invention", NUMBER)


def test_a_utility_model_is_published_when_it_is_granted() -> None:
    model = Patent(application_number=MODEL, filed_on=date(2015, 1, 8), published_on=date(2015, 7, 1))
    assert filled(model)["granted_on"] == date(2015, 7, 1)
    assert "granted_on" not in filled(replace(OLD, published_on=date(2018, 9, 1)))


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("未缴年费终止失效", "unpaid"),
        ("逾期视撤失效", "deemed-withdrawn"),
        ("驳回失效", "refused"),
        ("期限届满专利权失效", "expired"),
        ("避免重授放弃", "abandoned"),
        ("失效", None),
    ],
)
def test_the_word_of_the_office_says_how_it_ended(word: str, reason: str | None) -> None:
    assert filled(OLD, word=word, ready="ended").get("end_reason") == reason


def test_a_term_that_is_over_has_its_day() -> None:
    old = replace(OLD, filed_on=date(2004, 2, 29))
    over = {"word": "期满", "ready": "ended"}
    assert filled(old, **over)["ended_on"] == date(2024, 2, 29)
    assert "ended_on" not in filled(replace(old, filed_on=date(2018, 3, 5)), **over)
    assert "ended_on" not in filled(replace(old, kind="design"), **over)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ({}, "filed"),
        ({"application_number": ""}, ""),
        ({"filed_on": date(2027, 1, 1)}, ""),
        ({"granted_on": date(2020, 6, 30)}, "granted"),
        ({"granted_on": date(2020, 6, 30), "ended_on": date(2024, 3, 5)}, "ended"),
    ],
)
def test_days_say_how_far_it_has_come(days: dict[str, Any], state: str) -> None:
    assert begins(replace(OLD, **days), TODAY) == state


def test_no_word_names_two_states() -> None:
    words = [folded(word) for state in REGISTER.states.states for word in state.aliases]
    assert len(set(words)) == len(words)
