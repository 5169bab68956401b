"""Sort keys: names by surname, words as words, and nobody lost at the end of the alphabet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from ipdesk.model.surnames import SURNAMES
from ipdesk.store.ordering import sort_key
from tests.store._records import ANY_TEXT


def ordered(*names: str, person: bool = True) -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, person=person))


@pytest.mark.parametrize(
    ("name", "neighbours"),
    [
        ("单雨桐", ("闪光", "上官")),  # shan4, between shan3 and shang4, not dan1
        ("曾广生", ("泽民", "张三")),  # zeng1, not ceng2
        ("仇立新", ("丘处机", "裘千仞")),
        ("解敏", ("谢安", "辛弃疾")),
        ("区寄", ("牛皋", "偶然")),
        ("朴树", ("飘萍", "拼多")),
        ("令狐冲", ("林冲", "刘备")),
        ("尉迟恭", ("于谦", "袁枚")),
        ("长孙无忌", ("张飞", "仗义")),
    ],
)
def test_surnames_are_read_as_surnames(name: str, neighbours: tuple[str, str]) -> None:
    before, after = neighbours
    assert ordered(after, name, before) == [before, name, after]


def test_the_same_signs_are_read_as_words_in_titles() -> None:
    assert sort_key("单级制冷机").startswith("dan1")
    assert sort_key("单级", person=True).startswith("shan4")
    assert sort_key("重庆").startswith("chong2 qing4")
    assert sort_key("重量").startswith("zhong4")
    assert ordered("重量", "重庆", "长城", "长大", person=False) == ["长城", "重庆", "长大", "重量"]


def test_tones_order_what_sounds_alike_and_signs_what_is_read_alike() -> None:
    assert ordered("马", "妈", "骂", "麻") == ["妈", "麻", "马", "骂"]
    assert sort_key("张伟") != sort_key("章伟")
    assert ordered("张", "张伟", "张一") == ["张", "张伟", "张一"]


def test_a_shorter_name_comes_before_the_longer_that_begins_with_it() -> None:
    assert ordered("单雨桐", "单雨", "单") == ["单", "单雨", "单雨桐"]


def test_latin_comes_in_any_case_and_width_among_the_chinese() -> None:
    assert sort_key("ABC") == sort_key("abc")
    assert sort_key("ＡＢＣ型").split("\x01")[0] == sort_key("abc型").split("\x01")[0]
    assert ordered("张", "zoe", "安") == ["安", "张", "zoe"]


def test_unknown_signs_come_last_and_nothing_is_empty_but_the_empty() -> None:
    assert ordered("\U000323af", "座", "zoe") == ["zoe", "座", "\U000323af"]
    assert sort_key("") == ""
    assert sort_key("", person=True) == ""


@given(ANY_TEXT, st.booleans())
def test_every_text_has_a_key_of_its_own(text: str, person: bool) -> None:
    key = sort_key(text, person=person)
    assert key == sort_key(text, person=person)
    assert bool(key) == bool(text)
    if not text.isascii():
        assert key.endswith("\x01" + text), "the signs themselves decide last"


@given(st.text(st.sampled_from("单级制冷机重庆量长城行银朴〇A1ａ-"), max_size=30))
def test_words_read_one_by_one_read_as_the_whole(text: str) -> None:
    whole = lazy_pinyin(unicodedata.normalize("NFKC", text).casefold(), style=Style.TONE3)
    read = sort_key(text).partition("\x01")[0]
    assert read.replace(" ", "") == "".join(whole)


def test_every_surname_is_one_or_two_signs_with_as_many_syllables() -> None:
    for surname, reading in SURNAMES.items():
        syllables = reading.split()
        assert len(syllables) == len(surname)
        assert all(each[:-1].isalpha() and each[-1] in "1234" for each in syllables), surname
