"""What is shown of a lexicon: effect, words, conditions in words, and what clears a hit."""

from __future__ import annotations

import pytest

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.lexicon_parts import FEW, MANY, lexicon_parts, plain_lexicon
from tests.rules.lexicons import lexicon


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "to be looked at · project number",
                "only within 5 characters of 项目, 代号",
                "not as part of 青石板",
                "only in capitals",
            ),
        ),
        ("zh", ("须核对 · 项目编号", "仅当前后 5 字内有项目、代号", "属于青石板一部分的除外", "仅限大写")),
    ],
)
def test_a_family_is_told_with_its_conditions(language: str, said: tuple[str, ...]) -> None:
    made = lexicon(
        'lookup = "project"', 'terms = ["青石"]', 'near = ["项目", "代号"]', 'not_in = ["青石板"]', "within = 5", "[[family.group]]",
        "patterns = ['qs-\\d{2}']", "capitals = true",
    )  # fmt: skip
    (part,) = lexicon_parts(made, Translator(language, resource_path("i18n")))
    told = "\n".join(part.lines)
    assert part.cells[1] == said[0]
    assert all(each in told for each in said[1:])
    assert "青石" in part.cells[2] and "qs-" in part.cells[2]


def test_of_many_words_the_first_are_told_and_how_many_there_are() -> None:
    words = ", ".join(f'"词语{number:03}"' for number in range(100))
    (part,) = lexicon_parts(lexicon(f"terms = [{words}]"), Translator("en", resource_path("i18n")))
    assert part.cells[2].count("词语") == FEW and part.cells[2].endswith("(100)")
    assert "\n".join(part.lines).count("词语") == MANY


def test_programs_get_all_of_it() -> None:
    plain = plain_lexicon(lexicon('terms = ["青石"]', "alone = true", 'hits = ["青石"]'), "zh")
    (family,) = plain["families"]
    assert plain["local"] and plain["look_alikes"] == ["密宓蜜", "机饥肌"]
    assert family["groups"][0]["terms"] == ["青石"] and family["groups"][0]["alone"]
    assert (family["hits"], family["basis"][0]["confidence"], family["clears"]) == (["青石"], "P", "看")
