"""Names of authors as papers write them: marks, numbers and institutions go, what parts them is many a sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.author_lines import is_of_authors, names_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("张 三*", "张三"),
        ("罗  范1,2", "罗范"),
        ("罗 范*，外部人", "罗范 外部人"),
        ("王五1，顾示2，何样1,2，陌生人3", "王五 顾示 何样 陌生人"),
        ("张三\uff11，李四\uff12", "张三 李四"),
        ("张三¹，李四²", "张三 李四"),
        ("张三^1, 李四^2", "张三 李四"),
        ("张三1,2\u3000李四1\u3000王五3,*", "张三 李四 王五"),
        ("张三a,b, 李四b", "张三 李四"),
        ("张三（示例大学），李四(示例所)", "张三 李四"),
        ("张三 示例大学 物理学院", "张三"),
        ("欧阳明1, 司马 光2", "欧阳明 司马光"),
        ("阿卜杜拉 · 买买提，张三等", "阿卜杜拉·买买提 张三"),
        ("示例大学，北京", ""),
        ("一种夹具的概述", ""),
        ("张三 zhang@x.cn", "张三"),
    ],
)
def test_chinese_names(line: str, names: str) -> None:
    assert names_in(line) == names.split()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Luo Fan^1, F. Luo, Doe J.", ["Luo Fan", "F. Luo", "Doe J"]),
        ("A. Smith1,2, B. C. Jones2,* and D. Roe", ["A. Smith", "B. C. Jones", "D. Roe"]),
        ("Smith, John; Doe, Jane", ["Smith, John", "Doe, Jane"]),
        ("Smith, A., Jones, B.C.", ["Smith A", "Jones B.C"]),
        ("John Doe a, Jane Roe b,c", ["John Doe", "Jane Roe"]),
        ("Ludwig van Beethoven & M. Müller", ["Ludwig van Beethoven", "M. Müller"]),
        ("XIAO-MING WANG, J.-P. Dupont", ["XIAO-MING WANG", "J.-P. Dupont"]),
        ("Department of Physics, University of Oxford, Oxford, UK", []),
    ],
)
def test_latin_names(line: str, names: list[str]) -> None:
    assert names_in(line) == names


def test_a_line_of_names_is_told_from_others() -> None:
    assert all(map(is_of_authors, ("张三，李四1", "San Zhang", "A. Smith, B. Jones")))
    assert not any(
        map(is_of_authors, ("热链的研究", "Heat Transfer", "张三，某某研究所", "2026年1月", "引言"))
    )


@given(st.text(max_size=80))
def test_any_line_is_survived_and_no_name_is_empty(line: str) -> None:
    assert all(name.strip() for name in names_in(line))
