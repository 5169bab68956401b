"""The folded text with its marks: what patterns read, and where each sign comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.normal import normal
from ipdesk.screening.punctuation import punctuated


def read(text: str) -> str:
    return punctuated(text, normal(text)).signs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("機 密　★ １０年", "机密★10年"),
        ("第 12345\n部队", "第12345\n部队"),
        ("内部\n参考", "内部参考"),
        ("内部\n\n参考", "内部\n参考"),
        ("No.\t52012345；Ａ", "no. 52012345;a"),
        ("QS-\u200b０１\u0301㎜", "qs-01mm"),
        ("39°54′", "39°54′"),
        ("  a  ", " a "),
        ("", ""),
    ],
)
def test_marks_stay_and_blanks_beside_han_go(text: str, said: str) -> None:
    assert read(text) == said


@given(st.text(alphabet=st.sampled_from("机密★。， \n\t\u200b\u0301aB１㎜½😀\ud800"), max_size=40))
def test_signs_are_those_of_the_folded_text_each_at_its_place(text: str) -> None:
    made, folded = punctuated(text, normal(text)), normal(text)
    places = made.places.tolist()
    assert len(made.signs) == len(places) and places == sorted(places)
    kept = [
        sign for sign, place in zip(made.signs, places, strict=True) if place in set(folded.places.tolist())
    ]
    assert "".join(kept) == folded.signs
    assert "  " not in made.signs
