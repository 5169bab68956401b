"""Names of several people in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.importing.names import is_han, split_names


def names(text: str) -> list[str]:
    return [name.text for name in split_names(text).names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三、李四；王五/赵六", ["张三", "李四", "王五", "赵六"]),
        ("张三,李四，王五;赵六", ["张三", "李四", "王五", "赵六"]),
        ("张三\n李四\r\n王五", ["张三", "李四", "王五"]),
        ("张三 李四　王五", ["张三", "李四", "王五"]),
        ("张 三、李四", ["张三", "李四"]),
        ("张　　三", ["张三"]),
        ("欧阳 明", ["欧阳明"]),
        ("欧阳明 司马光", ["欧阳明", "司马光"]),
        ("阿卜杜拉·买买提", ["阿卜杜拉·买买提"]),
        ("阿卜杜拉 · 买买提、古丽・努尔", ["阿卜杜拉·买买提", "古丽・努尔"]),
        ("John Smith", ["John Smith"]),
        ("John Smith, Jane Doe", ["John Smith", "Jane Doe"]),
        ("Marie Curie and Pierre Curie", ["Marie Curie", "Pierre Curie"]),
        ("John Smith 张三 李四", ["John Smith", "张三", "李四"]),
        ("𠮷野、𬭎三 䶮四", ["𠮷野", "𬭎三", "䶮四"]),
        ("张三和李四", ["张三和李四"]),
        ("", []),
        ("、；", []),
    ],
)
def test_names_are_told_apart(text: str, expected: list[str]) -> None:
    found = split_names(text)
    assert [name.text for name in found.names] == expected
    assert not found.doubtful


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张 三 李 四", ["张三", "李四"]),
        ("张三等", ["张三"]),
        ("张三、李四等5人", ["张三", "李四"]),
        ("张三（学生）", ["张三（学生）"]),
        ("Smith, John", ["Smith", "John"]),
        ("张 李四", ["张李四"]),
    ],
)
def test_a_guess_is_doubted(text: str, expected: list[str]) -> None:
    found = split_names(text)
    assert [name.text for name in found.names] == expected
    assert found.doubtful


def test_shares_behind_names_are_kept_apart() -> None:
    found = split_names("张三（60%）、李四 40％；王五(0.5%)")
    assert [(name.text, name.share) for name in found.names] == [
        ("张三", "60"),
        ("李四", "40"),
        ("王五", "0.5"),
    ]


@given(
    st.lists(st.text("张王李赵𬭎喆堃昇祎", min_size=2, max_size=3), min_size=1, max_size=6),
    st.sampled_from("、，；;/\n"),
)
def test_joined_names_come_apart_again(given_names: list[str], sign: str) -> None:
    assert names(sign.join(given_names)) == given_names


@given(st.text(max_size=60))
def test_any_text_is_survived_and_no_name_is_empty(text: str) -> None:
    assert all(name.strip() for name in names(text))


def test_characters_newer_than_the_tables_of_python_count_as_chinese() -> None:
    assert is_han("𰻝𱁬\U000323af")
    assert not is_han("A") and not is_han("")
