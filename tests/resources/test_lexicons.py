"""The lexicons that come with the program: all families are there, and what the handbook shows can be installed."""

from __future__ import annotations

import re

import pytest

from ipdesk.paths import resource_path
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.lexicon_files import read_lexicon
from ipdesk.screening.lexicon import Searcher

STOPPING = {"sec-mark", "sec-word", "mil-unit", "model-prog"}
LOOKED_UP = {"proj-code": "project", "grant-no": "grant"}
OTHERS = {
    "sec-law", "work-sec", "trade-sec", "foreign-mark", "mil-org", "model-word", "performance", "coordinates", "place", "dual-use", "data", "novelty",
}  # fmt: skip


def shipped(name: str) -> str:
    return resource_path("rules", "lexicons", f"{name}.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def markings() -> Lexicon:
    return read_lexicon("markings.toml", shipped("markings"))


def test_all_families_are_there_and_only_those_stop_that_concern_secrecy(markings: Lexicon) -> None:
    assert {each.id for each in markings.families} == STOPPING | set(LOOKED_UP) | OTHERS
    assert {each.id for each in markings.families if each.severity == "block"} == STOPPING
    assert {each.id: each.lookup for each in markings.families if each.lookup} == LOOKED_UP
    assert not markings.local and all(len(each.hits) > 1 for each in markings.families)


def test_the_list_of_ones_own_comes_empty_with_an_example_that_does() -> None:
    text = shipped("own-words")
    made = read_lexicon("own-words.toml", text)
    assert made.local and made.families == ()
    example = re.sub(r"^# ?", "", text[text.index("# [[family]]") : text.index("\nid =")], flags=re.MULTILINE)
    with_example = Searcher([read_lexicon("own-words.toml", f"{text}\n{example}")])
    assert [each.term for each in with_example.hits("青石计划与 QS02")] == ["青石计划", "qs02"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_example_of_the_handbook_does(language: str) -> None:
    page = resource_path("help", language, "lexicon.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    searcher = Searcher([read_lexicon("own-words.toml", f"{shipped('own-words')}\n{example}")])
    assert [each.term for each in searcher.hits("青石计划、ＱＳ－０１，青石板")] == ["青石计划", "QS-01"]
