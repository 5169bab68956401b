"""Folding: a text says the same whatever its dress, and every sign knows the place it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.normal import normal

HAN = "以编织铜带作柔性热链两端扩散焊接并匹配层数角度预冷温区真空腔体支撑结构"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ａｂ１２", "ab12"),
        ("café", "cafe\u0301"),
        ("㎜ ½ ℃", "mm12c"),
        ("資產權設計", "资产权设计"),
        ("國際後於乾燥", "国际后于干燥"),
        ("рарег", "papeг"),
        ("𝐀𝑏𝟗", "ab9"),
        ("⻓⽅⻢", "长方马"),
        ("机\u200b\ufeff密\u00ad", "机密"),
        ("٣", "3"),
        ("① straße", "1strasse"),
        ("\u3164热\u2800链", "热链"),
        ("\U00020001😀链", "\U00020001链"),
    ],
)
def test_what_looks_alike_is_the_same(one: str, other: str) -> None:
    assert normal(one).signs == normal(other).signs == other.replace("e\u0301", "e")


def test_only_what_is_seen_between_signs_parts_them() -> None:
    made = normal("a\u200bb c，热\n链\u0301d")
    assert made.signs == "abc热链d"
    assert made.parted.tolist() == [False, False, True, True, True, False]
    assert made.places.tolist() == [0, 2, 4, 6, 8, 10]
    assert normal("").signs == ""
    assert normal(" a").parted.tolist() == [True]


def test_a_sign_that_becomes_several_keeps_its_place() -> None:
    made = normal("x㎜²、㏒½y")
    assert made.signs == "xmm2log12y"
    assert made.places.tolist() == [0, 1, 1, 2, 4, 4, 4, 5, 5, 6]
    assert made.span(1, 3) == (1, 2)


@given(st.text(max_size=60), st.text(max_size=60))
def test_texts_are_folded_sign_by_sign(one: str, other: str) -> None:
    """What stands around a sign changes neither what it says nor where it is."""
    first, second, whole = normal(one), normal(other), normal(one + other)
    assert whole.signs == first.signs + second.signs
    assert whole.places.tolist() == [*first.places, *(second.places + len(one))]
    assert normal(whole.signs).signs == whole.signs
    for place in range(len(whole.codes)):
        assert whole.signs[place] in normal((one + other)[slice(*whole.span(place, place + 1))]).signs


@given(st.text(alphabet=HAN + "abc12", min_size=1), st.lists(st.integers(0, 200), max_size=20))
def test_what_stands_between_changes_places_alone(text: str, cuts: list[int]) -> None:
    dressed = text
    for cut in sorted(cuts, reverse=True):
        dressed = f"{dressed[:cut]}\u200d 。{dressed[cut:]}"
    made = normal(dressed)
    assert made.signs == text
    assert "".join(dressed[place] for place in made.places) == text
