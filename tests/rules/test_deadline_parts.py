"""How the term of a deadline is said in few words."""

from __future__ import annotations

import pytest

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.deadline_parts import latest_said
from ipdesk.rules.deadline_rules import Term
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
    assert latest_said(made, Translator("zh", resource_path("i18n"))) == said
