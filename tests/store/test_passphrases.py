"""A passphrase is judged by what a guesser would try first."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.folding import as_typed
from ipdesk.model.text import Message
from ipdesk.store.passphrases import Level, strength


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", Level.REFUSED),
        ("k7Qx9m!", Level.REFUSED),
        ("银杏秋千信封雷", Level.REFUSED),
        ("12345678", Level.WEAK),
        ("一二三四五六七八", Level.WEAK),
        ("qwertyuiop", Level.WEAK),
        ("aaaaaaaaaaaaaaaaaaaa", Level.WEAK),
        ("sunshine2024", Level.WEAK),
        ("Password2024!", Level.WEAK),
        ("19900101abc", Level.WEAK),
        ("实验室知识产权管理员密码", Level.WEAK),
        ("woaini1314520", Level.WEAK),
        ("k7Qx9mZ2pw", Level.FAIR),
        ("张三李四王五赵六", Level.FAIR),
        ("玉米 雷达 秋千 信封", Level.FAIR),
        ("k7Qx9mZ2pw#Lt", Level.STRONG),
        ("山脚下那三棵银杏去年没有结果", Level.STRONG),
        ("kuaile de mao zai chi yu", Level.STRONG),
    ],
)
def test_the_level_of(passphrase: str, level: Level) -> None:
    assert strength(passphrase).level is level


@pytest.mark.parametrize(
    "passphrase", ["zhangwei", "ZHANGWEI1", "zhangwei123", "ｚｈａｎｇｗｅｉ", "zhangweizhangwei"]
)
def test_the_name_of_the_user_is_refused(passphrase: str) -> None:
    assert strength(passphrase, ("Zhang Wei", "材料研究所")).level is Level.REFUSED
    assert len(passphrase) < 8 or strength(passphrase).level is not Level.REFUSED


def test_the_name_of_the_lab_is_refused_but_a_passphrase_may_mention_it() -> None:
    names = ("张伟", "先进材料与器件实验室")
    assert strength("先进材料与器件实验室", names).level is Level.REFUSED
    assert strength("先进材料与器件实验室张伟1", names).level is Level.REFUSED
    assert strength("张伟养的三只橘猫爬上屋顶", names).level is not Level.REFUSED


def test_names_that_are_empty_or_contained_in_nothing_do_not_matter() -> None:
    assert strength("k7Qx9mZ2pw", ("", " ", "李雷")).level is Level.FAIR


def test_a_refusal_says_why() -> None:
    assert strength("短").message == Message("Use at least {least} characters.", least=8)
    assert strength("长" * 1001).message == Message("Use at most {most} characters.", most=1000)
    assert strength("zhangwei", ("zhangwei",)).message == Message(
        "Do not use the name of the user or the lab."
    )


def test_the_result_does_not_hold_the_passphrase() -> None:
    assert "k7Qx9mZ2pw" not in repr(strength("k7Qx9mZ2pw"))


@given(st.text(st.characters()))
def test_any_text_is_judged_in_either_normal_form_alike(text: str) -> None:
    assert strength(unicodedata.normalize("NFD", text)) == strength(as_typed(text))


@given(st.characters(exclude_categories=["Cs", "Mn", "Mc", "Me"]), st.integers(8, 60))
def test_one_character_again_and_again_is_weak(sign: str, times: int) -> None:
    assert strength(sign * times).level is Level.WEAK


def test_a_passphrase_of_the_longest_length_is_judged() -> None:
    assert strength("雷达x7" * 250).level is Level.STRONG
