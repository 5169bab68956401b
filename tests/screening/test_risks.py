"""Risks in order, and those of which there are far too many told together."""

from __future__ import annotations

from ipdesk.model.text import Message
from ipdesk.screening.risks import MOST_ALIKE, Risk, RiskSeverity, in_order, told_apart


def risk(kind: str, start: int, severity: RiskSeverity = "warn") -> Risk:
    """Return a risk of a kind at a place."""
    return Risk(
        kind=kind, severity=severity, reason=Message("why"), clears=Message("act"), start=start, end=start + 2, text="绝密"
    )  # fmt: skip


def test_of_a_kind_that_there_is_far_too_much_of_the_rest_is_told_as_one() -> None:
    many = [risk("word", at) for at in range(MOST_ALIKE + 7)]
    found = told_apart(in_order([*many, risk("overlap", 9_000_000), risk("word", 8_000_000, "block")]))
    assert [each.kind for each in found].count("word") == MOST_ALIKE + 1
    assert found[0].start == 8_000_000, "the gravest is never among the rest"
    (rest,) = (each for each in found if "count" in each.reason.args)
    assert (rest.reason.args["count"], rest.severity) == (8, "warn")
    assert rest.start == MOST_ALIKE - 1, "it leads to the first of them"
    assert rest.key not in {each.key for each in found if each is not rest}
    assert any(each.kind == "overlap" for each in found)


def test_what_can_be_read_is_left_as_it_is() -> None:
    few = in_order([risk("word", at) for at in range(MOST_ALIKE)])
    assert told_apart(few) == few
