"""Likeness and the bands that find it among many."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.folding import folded
from ipdesk.screening.similarity import SHORTEST_TEXT, bands, likeness, pairs

SIGNS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"

GOLDEN_TITLE = (
    6088827689838578432,
    7010020983706159928,
    4655622974069082934,
    738671308350950207,
    130101900224105277,
    6003569417355660071,
    9058637860563258208,
    9176862394687818432,
)
GOLDEN_TEXT = (
    954890339945287294,
    1921011158126759491,
    5436739228372110883,
    8050188115290623563,
    7323583293254209174,
    1687232607157554742,
)


@given(st.text(st.sampled_from("一种，。（）；：、的装置 aB_Ａ①㎜ｶﾞ\u3000\u0301-3é½")))
def test_the_pairs_are_those_of_the_folded_letters_and_digits(text: str) -> None:
    signs = "".join(sign for sign in folded(text) if sign.isalnum())
    assert pairs(text) == {signs[index : index + 2] for index in range(max(1, len(signs) - 1))} - {""}


@given(st.text(), st.text())
def test_likeness_is_a_share_alike_from_both_sides(one: str, other: str) -> None:
    left, right = pairs(one), pairs(other)
    assert 0.0 <= likeness(left, right) == likeness(right, left) <= 1.0
    assert likeness(left, left) == (1.0 if left else 0.0)


def test_pairs_fold_width_case_blanks_and_marks() -> None:
    assert pairs("ＡＢ，低 温") == pairs("ab低温") == {"ab", "b低", "低温"}
    assert pairs("甲") == {"甲"}
    assert pairs("") == pairs("，。 ") == frozenset()
    assert pairs("𬭎䶮") == {"𬭎䶮"}


def test_likeness_counts_what_is_in_common() -> None:
    assert likeness(pairs("低温热链"), pairs("低温热管")) == 2 / 4
    assert likeness(pairs("低温"), pairs("光学")) == 0.0
    assert likeness(pairs(""), pairs("")) == 0.0


@given(st.text(), st.text())
def test_bands_are_numbers_that_the_store_can_hold_and_depend_on_nothing_else(title: str, text: str) -> None:
    found = bands(title, text)
    assert found == bands(title, text)
    assert len(found) == len(set(found)) <= 14
    assert all(0 <= each < 1 << 63 for each in found)


@given(st.text(SIGNS, min_size=2, max_size=40))
def test_equal_titles_share_every_band_in_any_width(title: str) -> None:
    assert bands(title, "") == bands(f" {title}。", "")
    assert len(bands(title, "")) == 8


def test_a_short_text_has_no_bands_and_a_text_never_meets_a_title() -> None:
    text = SIGNS[:SHORTEST_TEXT]
    assert bands("", text[:-1]) == ()
    assert len(bands("", text)) == 6
    assert not set(bands("", text)) & set(bands(text, ""))
    assert bands("", "，" * 100) == ()


def test_stored_signatures_never_change() -> None:
    """Bands lie in every workspace: another way to compute them would silently find no duplicates any more."""
    assert bands("低温热链组件", "") == GOLDEN_TITLE
    assert (
        bands("", "刚性热链把制冷机的振动传到焦面，使成像模糊；柔性热链的热阻又过大，冷量在途中损失。")
        == GOLDEN_TEXT
    )


def nearly(text: str, changes: int, chance: random.Random) -> str:
    signs = list(text)
    for place in chance.sample(range(len(signs)), changes):
        signs[place] = chance.choice(SIGNS)
    return "".join(signs)


def test_near_duplicates_meet_and_strangers_do_not() -> None:
    chance = random.Random(17)
    texts = ["".join(chance.choices(SIGNS, k=120)) for _ in range(200)]
    near = [nearly(each, 4, chance) for each in texts]
    met = sum(bool(set(bands("", one)) & set(bands("", two))) for one, two in zip(texts, near, strict=True))
    strange = sum(
        bool(set(bands("", texts[index])) & set(bands("", texts[index - 1]))) for index in range(200)
    )
    assert met > 190, "a text with four signs of 120 changed has nearly 9 in 10 pairs in common"
    assert strange < 3


def test_near_titles_meet() -> None:
    chance = random.Random(18)
    titles = ["".join(chance.choices(SIGNS, k=18)) for _ in range(200)]
    met = sum(bool(set(bands(each, "")) & set(bands(nearly(each, 2, chance), ""))) for each in titles)
    strange = sum(
        bool(set(bands(titles[index], "")) & set(bands(titles[index - 1], ""))) for index in range(200)
    )
    assert met > 180
    assert strange < 5
