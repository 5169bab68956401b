"""Lexicons in files: what could never be found, would be found everywhere, or takes long is refused with its line."""

from __future__ import annotations

import pytest

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.files import WrongRule
from ipdesk.rules.lexicon_files import read_lexicon
from tests.rules.lexicons import HEAD, family

ENGLISH = Translator("en", resource_path("i18n"))
TERMS = 'terms = ["青石计划", "QS-01"]'
OURS = HEAD.replace("local = true\n", "")


def test_keys_of_a_group_stand_in_the_family_or_in_groups_of_their_own() -> None:
    made = read_lexicon(
        "词.toml",
        HEAD
        + family(
            TERMS,
            "alone = true",
            "[[family.group]]",
            "patterns = ['qs-\\d{2}']",
            'near = ["项目"]',
            "within = 30",
        ),
    )
    (only,) = made.families
    first, second = only.groups
    assert (first.alone, second.alone, first.within, second.within) == (True, False, 12, 30)
    assert (only.terms, only.patterns, second.near) == (("青石计划", "QS-01"), (r"qs-\d{2}",), ("项目",))
    assert made.local and only.local and only.line == 9


def test_a_list_of_ones_own_may_be_empty_and_ours_may_not() -> None:
    assert read_lexicon("词.toml", HEAD).families == ()
    with pytest.raises(WrongRule):
        read_lexicon("词.toml", OURS)


WRONG = {
    "no terms": (HEAD + family(), "“terms” is missing", "[[family]]"),
    "no terms in a group": (HEAD + family(TERMS, "[[family.group]]", "alone = true"), "“terms”", "[[family.group]]"),
    "a term of one sign": (HEAD + family('terms = ["密"]'), "“密” is no term", 'terms = ["密"]'),
    "a term of marks": (HEAD + family('terms = ["★★"]'), "“★★” is no term", 'terms = ["★★"]'),
    "a context of marks": (HEAD + family(TERMS, 'near = ["★"]'), "“★” has no letter", 'near = ["★"]'),
    "family twice": (HEAD + family(TERMS) + family('terms = ["别的"]'), "already", ""),
    "a severity unknown": (HEAD + family(TERMS, severity="shout"), "“shout” is not known", 'severity = "shout"'),
    "a key unknown": (HEAD + family(TERMS, "nearby = 3"), "“nearby” is not known", "nearby = 3"),
    "look-alikes of one": (HEAD.replace('"密宓蜜"', '"密"'), "two signs or more", 'look_alikes = ["密", "机饥肌"]'),
    "a sign in two sets": (HEAD.replace("机饥肌", "机密"), "one set only", 'look_alikes = ["密宓蜜", "机密"]'),
    "no examples in ours": (OURS + family(TERMS), "needs examples", "[[family]]"),
    "no end": (HEAD + family("patterns = ['甲.*乙']"), "no end", "patterns = ['甲.*乙']"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_do_is_refused_at_its_line(name: str) -> None:
    text, reason, line = WRONG[name]
    with pytest.raises(WrongRule) as refused:
        read_lexicon("词.toml", text)
    assert reason in ENGLISH.say(refused.value.what)
    if line:
        assert text.split("\n")[refused.value.line - 1] == line
