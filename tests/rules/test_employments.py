"""Kinds of employment: found by code, label and alias, and files in which a word would mean two of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.text import Translator
from ipdesk.rules.employment_files import read_employments
from ipdesk.rules.employments import Employments
from ipdesk.rules.files import WrongRule

ENGLISH = Translator("en", Path())
HEAD = """
id = "trial"
version = "1"
label = { zh = "试用类别", en = "Trial kinds" }
basis = [{ document = "人员变动管理实务", confidence = "P" }]
"""


def kind(code: str, zh: str, en: str, *lines: str) -> str:
    return "\n".join(
        [
            "",
            "[[employment]]",
            f'code = "{code}"',
            f'label = {{ zh = "{zh}", en = "{en}" }}',
            'agreement = "joiner"',
            'joining = "joining"',
            'leaving = "leaving"',
            *lines,
            "",
        ]
    )


STUDENT = kind("student", "学生", "Student", 'aliases = ["研究生", "PhD"]', "third_party = true")
OTHER = kind("other", "其他", "Other")
TRIAL = HEAD + STUDENT + OTHER


def trial() -> Employments:
    return read_employments("类别.toml", TRIAL)


@pytest.mark.parametrize(
    "said", ["student", "STUDENT", "学生", " 学 生 ", "研究生", "ＰｈＤ", "phd", "Student"]
)
def test_a_kind_is_found_by_whatever_people_write(said: str) -> None:
    found = trial().find(said)
    assert found is not None
    assert (found.code, found.third_party, found.labour) == ("student", True, False)


def test_what_is_not_known_is_not_guessed_and_stands_with_the_others_by_code() -> None:
    assert trial().find("临时工") is None
    assert trial().find("") is None
    assert trial().of("student").agreement == "joiner"
    assert trial().of("").code == trial().of("临时工").code == "other"


@given(st.text(max_size=20))
def test_any_word_has_a_kind_or_none(said: str) -> None:
    found = trial().find(said)
    assert found is None or found in trial().kinds
    assert trial().of(said) in trial().kinds


WRONG = {
    "no TOML": (TRIAL + "\n= 3", "TOML", "= 3"),
    "no other": (HEAD + STUDENT, "“other”", ""),
    "code twice": (TRIAL + kind("student", "学员", "Pupil"), "already", 'code = "student"'),
    "label of another": (TRIAL + kind("pupil", "学生", "Pupil"), "means “student”", 'label = { zh = "学生", en = "Pupil" }'),
    "alias of another": (TRIAL + kind("pupil", "学员", "Pupil", 'aliases = ["ｐｈｄ"]'), "means “student”", 'aliases = ["ｐｈｄ"]'),
    "code an alias of another": (TRIAL + kind("phd", "博士", "Doctor"), "means “student”", 'code = "phd"'),
    "alias twice": (TRIAL + kind("pupil", "学员", "Pupil", 'aliases = ["甲", "甲"]'), "twice", 'aliases = ["甲", "甲"]'),
    "unknown movement": (TRIAL.replace('leaving = "leaving"', 'leaving = "flying"', 1), "known are", 'leaving = "flying"'),
    "unknown key": (TRIAL + kind("pupil", "学员", "Pupil", "paid = true"), "not known", "paid = true"),
    "code no name": (TRIAL + kind("学员", "学员", "Pupil"), "no name", 'code = "学员"'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told", "line"), WRONG.values(), ids=WRONG)
def test_what_does_not_do_is_refused_with_its_line(text: str, told: str, line: str) -> None:
    with pytest.raises(WrongRule) as error:
        read_employments("类别.toml", text)
    assert told in ENGLISH.say(error.value.what)
    assert line in text.split("\n")[error.value.line - 1]
