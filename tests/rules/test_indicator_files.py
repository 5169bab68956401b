"""Files of indicators: ours is read whole, and what contradicts itself, or scores a bare count, is refused at its place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.files import WrongRule
from ipdesk.rules.indicator_files import read_indicators
from ipdesk.rules.indicator_parts import aim_of, indicator_parts, plain_indicators
from ipdesk.rules.indicator_rules import QUERIES, IndicatorList

ENGLISH = Translator("en", Path())
HEAD = """
id = "indicators"
version = "1"
label = { zh = "试用指标", en = "Trial indicators" }
basis = [{ document = "统计实务", confidence = "P" }]
"""
SHARE = ('how = "share"', 'of = "people-signed"', 'among = "people-bound"')


def indicator(code: str, *lines: str) -> str:
    return "\n".join(
        [
            "",
            "[[indicator]]",
            f'code = "{code}"',
            'label = { zh = "数", en = "Figure" }',
            'definition = { zh = "定义", en = "Definition" }',
            'basis = [{ document = "统计实务", confidence = "P" }]',
            *lines,
            "",
        ]
    )


GOOD = HEAD + indicator("P1", *SHARE, "scored = true", 'target = "97.5"')
ABSENT = '\n[[not_kept]]\ncode = "U2"\nlabel = { zh = "收入", en = "Income" }\nreason = { zh = "无", en = "None" }\nbasis = [{ document = "统计实务", confidence = "P" }]\n'


def ours() -> IndicatorList:
    return read_indicators(
        "indicators.toml", resource_path("rules", "indicators", "indicators.toml").read_text(encoding="utf-8")
    )


def test_ours_is_read_and_asks_every_query() -> None:
    made = ours()
    asked = {each.of for each in made.indicators} | {each.among for each in made.indicators} - {""}
    assert asked == set(QUERIES), "a query that no indicator asks is dead, and none may be unknown"
    assert {each.code for each in made.not_kept} >= {"U2", "K1", "Q1"}
    assert all(each.basis and each.definition.zh and each.definition.en for each in made.indicators)
    aims = {each.code: each.target for each in made.indicators if each.target is not None}
    assert aims["P1"] == 100 and aims["B2"] == 0 and not {"F1", "F1-grants", "D1"} & set(aims)


def test_ours_scores_no_bare_count() -> None:
    for each in ours().indicators:
        if QUERIES[each.of].bare or (each.how == "count" and QUERIES[each.of].rights):
            assert not each.scored and each.target is None, each.code


def test_a_file_is_read_whole() -> None:
    made = read_indicators("指标.toml", GOOD + ABSENT)
    (one,) = made.indicators
    assert (one.code, one.how, one.of, one.among, one.target) == (
        "P1",
        "share",
        "people-signed",
        "people-bound",
        Fraction(195, 2),
    )
    assert (one.unit, one.dated, one.better, aim_of(one, ENGLISH)) == ("percent", False, "more", "≥ 97.5 %")
    assert made.find("P1") is one and made.find("U2") is None
    parts = indicator_parts(made, ENGLISH)
    assert [each.cells[0] for each in parts] == ["P1", "U2"] and "register not kept here" in parts[1].cells
    plain = plain_indicators(made, "en")
    assert plain["indicators"][0]["target"] == "97.50" and plain["not_kept"][0]["code"] == "U2"


BARE = "told for context"
WRONG = [
    ("bare count scored", ('how = "count"', 'of = "filings"', "scored = true"), "scored", BARE),
    ("grants scored", ('how = "count"', 'of = "grants"', "scored = true"), "scored", BARE),
    ("aim on a bare count", ('how = "count"', 'of = "filings"', 'target = "10"'), "target", BARE),
    ("part of the grants counted", ('how = "count"', 'of = "grants-kept"', "years = 5", "scored = true"), "scored", BARE),
    ("one award is one grant", ('how = "count"', 'of = "awards-due"', "scored = true"), "scored", BARE),
    ("awards paid are grants", ('how = "count"', 'of = "awards-on-time"', "scored = true"), "scored", BARE),
    ("filings abroad counted", ('how = "count"', 'of = "families-abroad"', "scored = true"), "scored", BARE),
    ("filings as a share of filings", ('how = "share"', 'of = "filings"', 'among = "filings-gated"', "scored = true"), "scored", BARE),
    ("aim without a score", ('how = "count"', 'of = "leavers"', 'target = "3"'), "target", "Only what is scored"),
    ("share of nothing", ('how = "share"', 'of = "people-signed"', "scored = true"), "among", "what it is a share of"),
    ("count among others", ('how = "count"', 'of = "leavers"', 'among = "leavers"'), "among", "what it is a share of"),
    ("within no days", ('how = "within"', 'of = "disclosures-submitted"'), "within", "belongs to the way"),
    ("days of a count", ('how = "count"', 'of = "leavers"', "within = 3"), "within", "belongs to the way"),
    ("rows without a value", ('how = "median"', 'of = "leavers"'), "how", "carry no value"),
    ("within so many yuan", ('how = "within"', 'of = "costs"', "within = 3"), "how", "carry no days"),
    ("two registers", ('how = "share"', 'of = "people-signed"', 'among = "leavers"'), "among", "one register"),
    ("happens and stands", ('how = "share"', 'of = "people-trained"', 'among = "people-here"'), "among", "one register"),
    ("years for no use", ('how = "count"', 'of = "leavers"', "years = 5"), "years", "ask for them"),
    ("years not told", ('how = "share"', 'of = "grants-kept"', 'among = "grants-of-age"'), "years", "ask for them"),
    ("unknown query", ('how = "count"', 'of = "patents"'), "of", "patents"),
    ("unknown way", ('how = "rate"', 'of = "leavers"'), "how", "rate"),
    ("aim that is no text", ('how = "count"', 'of = "leavers"', "scored = true", "target = 3"), "target", "target"),
    ("aim with three decimals", ('how = "count"', 'of = "leavers"', "scored = true", 'target = "3.125"'), "target", "two decimals"),
    ("negative aim", ('how = "count"', 'of = "leavers"', "scored = true", 'target = "-3"'), "target", "two decimals"),
    ("unknown key", ('how = "count"', 'of = "leavers"', "weight = 3"), "weight", "weight"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "key", "reason"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG]
)
def test_what_contradicts_itself_is_refused_with_file_line_and_reason(
    lines: tuple[str, ...], key: str, reason: str
) -> None:
    text = GOOD + indicator("X9", *lines)
    with pytest.raises(WrongRule) as refused:
        read_indicators("本所指标.toml", text)
    assert refused.value.file == "本所指标.toml" and reason in ENGLISH.say(refused.value.reason)
    table = text[: text.index('code = "X9"')].count("\n")
    expected = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if number > table and line.startswith(f"{key} =")
    ]
    assert refused.value.line == (expected or [table])[0]


def test_a_code_is_there_once_and_looks_like_one() -> None:
    for text in (
        GOOD + indicator("P1", *SHARE),
        GOOD + ABSENT + ABSENT,
        GOOD + ABSENT.replace("U2", "P1"),
    ):
        with pytest.raises(WrongRule) as refused:
            read_indicators("x.toml", text)
        assert "there already" in ENGLISH.say(refused.value.reason)
    for code in ("p1", "P 1", "", "P1-", "TOOLONG1"):
        with pytest.raises(WrongRule):
            read_indicators("x.toml", HEAD + indicator(code, *SHARE))
    with pytest.raises(WrongRule) as refused:
        read_indicators("x.toml", HEAD)
    assert "“indicator” is missing" in ENGLISH.say(refused.value.reason)
