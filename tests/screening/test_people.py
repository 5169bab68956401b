"""Authors and known people: one name in many forms, and what speaks for its being the same person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.people import Author, Known, Match, People

ZHANG = Known(key="A1", names=("张晓明",), units=("低温工程研究室",), emails=("zxm@lab.example",))
OTHERS = (
    Known(key="A2", names=("欧阳吕",)),
    Known(key="A3", names=("单雪",)),
    Known(key="A4", names=("John A. Smith", "约翰·史密斯")),
    Known(key="A5", names=("吕方",)),
    Known(key="A6", names=("李雷", "LEI Li")),
)
PEOPLE = People((ZHANG, *OTHERS))


def found(name: str, unit: str = "", email: str = "") -> list[Match]:
    return list(PEOPLE.matches([Author(name=name, unit=unit, email=email)]))


@pytest.mark.parametrize(
    ("name", "key", "how"),
    [
        ("张晓明", "A1", "exact"), ("张晓明1,*", "A1", "exact"), ("张 晓 明", "A1", "folded"), ("張曉明", "A1", "folded"), ("Zhang Xiaoming", "A1", "spelled"),
        ("Xiao-Ming Zhang", "A1", "spelled"), ("ZHANG Xiaoming", "A1", "spelled"), ("Zhang, Xiao Ming", "A1", "spelled"), ("ＺＨＡＮＧ ｘｉａｏｍｉｎｇ", "A1", "spelled"),
        ("Zhang X.M.", "A1", "initials"), ("X.-M. Zhang", "A1", "initials"), ("Zhang XM", "A1", "initials"), ("Zhang X", "A1", "initials"), ("X. Zhang¹", "A1", "initials"),
        ("Ouyang Lü", "A2", "spelled"), ("Lyu Ou-Yang", "A2", "spelled"), ("Ou Yang L.", "A2", "initials"), ("Shan Xue", "A3", "spelled"), ("X Shan", "A3", "initials"),
        ("John A. Smith", "A4", "exact"), ("Smith, John", "A4", "spelled"), ("J. A. Smith", "A4", "initials"), ("Smith J", "A4", "initials"), ("约翰•史密斯", "A4", "folded"),
        ("Lv Fang", "A5", "spelled"), ("Fang Lyu", "A5", "spelled"), ("F. Lu", "A5", "initials"), ("Li Lei", "A6", "spelled"), ("lei li", "A6", "folded"),
    ],
)  # fmt: skip
def test_a_person_is_found_by_all_forms_of_the_name(name: str, key: str, how: str) -> None:
    assert [(each.key, each.how, each.likely) for each in found(name)] == [(key, how, False)]


@pytest.mark.parametrize(
    "name",
    [
        "张晓",
        "张晓明亮",
        "Zhang",
        "Xiaoming",
        "Zhang Xiaomin",
        "Zhang Y.M.",
        "Chan X",
        "Smith K.",
        "Dan Xue",
        "",
        "1*",
        "·",
        "M. Zhang",
    ],
)
def test_who_is_called_otherwise_is_not_found(name: str) -> None:
    assert found(name) == []


def test_unit_or_e_mail_make_it_likely() -> None:
    (by_unit,) = found("Zhang X", unit="某某研究所 低温工程研究室，北京")
    assert (by_unit.likely, by_unit.same_unit, by_unit.same_email) == (True, True, False)
    (by_email,) = found("X. Zhang", email="ZXM@lab.example ")
    assert (by_email.likely, by_email.same_unit, by_email.same_email) == (True, False, True)
    (elsewhere,) = found("Zhang X", unit="真空研究室", email="x@other.example")
    assert not elsewhere.likely
    assert not found("Zhang X", unit="室")[0].likely, "too short to say anything"
    (alone,) = found("Xenia Z.", email="zxm@lab.example")
    assert (alone.key, alone.how, alone.likely) == ("A1", "e-mail", True)


def test_all_who_may_be_meant_are_told_the_likely_first() -> None:
    namesake = Known(key="A0", names=("张晓明",), units=("真空研究室",))
    people = People((namesake, ZHANG, Known(key="A9", names=("张雪",))))
    made = people.matches([Author(name="李雷"), Author(name="Zhang X", unit="低温工程研究室")])
    assert [(each.author, each.key, each.likely) for each in made] == [
        (1, "A1", True),
        (1, "A0", False),
        (1, "A9", False),
    ]


def test_a_name_without_letters_is_nobody() -> None:
    assert People([Known(key="A", names=("", "·", "1"))]).matches([Author(name="*"), Author(name="")]) == ()


@given(st.text(max_size=20), st.text(max_size=10))
def test_any_name_finds_itself_and_never_fails(name: str, other: str) -> None:
    people = People([Known(key="A", names=(name,))])
    people.matches([Author(name=other, unit=name, email=other)])
    if name.strip() and name.strip()[-1].isalpha():
        assert [each.how for each in people.matches([Author(name=name)])] == ["exact"]
