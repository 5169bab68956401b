"""Words folded in one pass are those folded one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.normal import normal
from ipdesk.screening.wordlists import folded_words


@given(st.lists(st.text(max_size=8), max_size=6))
def test_words_are_folded_as_each_alone(words: list[str]) -> None:
    assert folded_words([*words, "㎜\n½"]) == [*(normal(word).signs for word in words), "mm12"]
    assert folded_words(words) == [normal(word).signs for word in words]
