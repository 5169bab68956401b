"""How the term of a deadline is said in few words."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.deadline_files import read_deadlines
from ipdesk.rules.deadline_parts import plain_deadlines, terms_said
from ipdesk.rules.deadline_rules import Rule, Term
from tests.rules.test_deadline_book import FILES, rules
from tests.rules.test_deadlines import rule

FILING, PRIORITY = Term(base="filing", months=2), Term(base="priority", months=16)


@pytest.mark.parametrize(
    ("first", "later", "said"),
    [
        (
            FILING,
            Term(base="receipt", event="acceptance", days=15),
            "2 个月、自收到受理通知书起15 日中较晚者",
        ),
        (PRIORITY, Term(base="filing", months=4), "16 个月、自实际申请日起4 个月中较晚者"),
        (FILING, Term(base="filing", months=3), "2 个月、3 个月中较晚者"),
    ],
)
def test_a_later_term_names_what_it_is_counted_from_where_that_is_another(
    first: Term, later: Term, said: str
) -> None:
    made = rule(term=first, later_of=(later,))
    assert terms_said(made, Translator("zh", resource_path("i18n"))) == said


def test_a_term_tells_what_ends_it_earlier_and_where_it_goes_on() -> None:
    zh, en = (Translator(language, resource_path("i18n")) for language in ("zh", "en"))
    held = {each.id: each for each in rules()}
    assert terms_said(held["layout.term"], zh) == "10 年，但不晚于自首次商业利用起10 年、自完成或创作起15 年"
    assert terms_said(held["layout.term"], en) == (
        "10 y, but no later than 10 y from First commercial use, 15 y from Completed or created"
    )
    assert terms_said(held["software.term"], en) == "50 y, to the end of the year"
    assert terms_said(rule(term=FILING, end_of_month=True), zh) == "2 个月，至该月最后一日"
    assert terms_said(rule(term=Term(base="priority", months=12, then_months=2)), en) == (
        "12 m, and 2 m from their end"
    )


def test_a_program_is_told_all_of_a_rule() -> None:
    made = read_deadlines(FILES[0].name, FILES[0].read_text(encoding="utf-8"))
    told = plain_deadlines(made, "en")["rules"][0]
    assert {each.name for each in fields(Rule)} <= told.keys()
