"""Bigrams: every text offers each of its parts, for signs of every plane."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.store.grams import FIELD_END, fold, query, register_token, tokens
from tests.store._records import ANY_TEXT


def offered(text: str, part: str) -> bool:
    """Say what the full-text query says of one text, in plain Python."""
    wanted = query(fold(part).strip())
    held = tokens(fold(text))
    for each in wanted.split(" AND "):
        token = each.rstrip("*").strip('"')
        if not (any(one.startswith(token) for one in held) if each.endswith("*") else token in held):
            return False
    return True


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_a_text_offers_every_part_of_itself(before: str, part: str, after: str) -> None:
    needle, body = fold(part).strip(), fold(before + part + after)
    if needle and needle in body and query(needle):
        assert offered(before + part + after, part)


@pytest.mark.parametrize("sign", ["\U0010ffff", "𬭎", "a", "é", "①", "︀", "\ue000", "\U000323af"])
def test_every_sign_has_four_digits_that_never_begin_like_a_register(sign: str) -> None:
    (token,) = tokens(sign)
    assert len(token) == 4
    assert token.isascii()
    assert token.isalnum()
    assert not token.startswith("z")
    assert register_token("disclosures") == "zdisclosures"


def test_no_token_spans_a_blank_a_mark_or_the_end_of_a_field() -> None:
    both = tokens("甲乙")
    for between in (" ", "，", "-", "_", "\u200b", FIELD_END):
        assert not tokens(f"甲{between}乙") & both - tokens("乙")
    assert tokens("") == tokens("，。") == set()


def test_a_query_of_marks_alone_has_no_index() -> None:
    assert query("，。") == query("") == ""
    assert query("甲") == '"0n5e"*'
    assert query("甲，乙").count("AND") == 1
    assert query("甲", "projects").endswith('"zprojects"')


@given(st.text())
def test_folding_leaves_no_end_of_field_behind(text: str) -> None:
    assert FIELD_END not in fold(text)
    assert "\n" not in fold(text)


def test_folding_knows_width_case_ligatures_and_blanks() -> None:
    assert fold("ＡＢｃ１２") == "abc12"
    assert fold("ﬁ㎡①ß") == "fim21ss"
    assert fold("一\u3000 \n二") == "一 二"
