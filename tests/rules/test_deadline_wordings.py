"""How certain a rule is, and whether it was looked at lately."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipdesk.model.findings import Basis, Confidence
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.deadline_files import read_deadlines
from ipdesk.rules.deadline_wordings import confidence_of, is_old, is_unverified, rule_told
from tests.rules.deadline_books import HOUSE
from tests.rules.test_deadline_book import rules

RULE = read_deadlines("house.toml", HOUSE).rules[0]


@pytest.mark.parametrize(
    ("held", "least", "unverified"),
    [("C", "C", False), ("CP", "P", False), ("PCS", "S", True), ("SM", "M", True), ("PM", "M", True)],
)
def test_a_rule_is_as_certain_as_its_least_certain_source(
    held: str, least: Confidence, unverified: bool
) -> None:
    rule = replace(RULE, basis=tuple(Basis("某法", confidence=each) for each in held))  # type: ignore[arg-type]
    assert (confidence_of(rule), is_unverified(rule)) == (least, unverified)


@pytest.mark.parametrize(("today", "old"), [(date(2026, 1, 10), False), (date(2026, 1, 11), True)])
def test_a_rule_is_old_after_a_year(today: date, old: bool) -> None:
    assert is_old(RULE, today) is old
    assert is_old(replace(RULE, checked_on=None), today)


def test_a_rule_in_full_leaves_nothing_out_that_moves_its_day() -> None:
    en, today = Translator("en", resource_path("i18n")), date(2026, 11, 28)
    held = {each.id: each for each in rules()}

    def told(id_: str) -> str:
        return "\n".join(each.text for each in rule_told(held[id_], "file", en, today))

    assert "but no later than 10 y from First commercial use" in told("layout.term")
    assert "to the end of the year" in told("software.term")
    assert "also where it came before" in told("use.award.invention")
    assert "a chance" in told("cn.domestic-priority.patent")
    assert "a right may be lost" in told("cn.exam-request")
    assert "for information" in told("keep.term.invention")
