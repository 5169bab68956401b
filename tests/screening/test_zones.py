"""Zones of manuscripts: what the headings of papers tell, in both languages, and caution where they tell nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.zones import entries, zones

CHINESE = """第41卷 第3期
低温热链的导热性能研究
𠮷田，李明
（某某研究所，北京 100000）
摘  要：研究了热链在4K下的导热。
结果表明其质量没有增加。
关键词：低温；热链
Thermal link
Abstract: The link was measured.
Key words: link
1 引言
热链用于低温装置。参考文献[1]已有报道。
2 结果
导热提高了12%。
致谢
感谢某某实验室的帮助。
基金项目：国家自然科学基金（12345678）
作者简介：李明，男。
参考文献
[1] 王五. 热链[J]. 低温, 2019.
续行
[2] Smith A. Links. 2020.
附录 A 数据
表中为原始数据。"""
ENGLISH = """Thermal links at low temperature
A. Author, B. Writer
Institute of Things
Abstract
We measured a link.
It is stiff.
1. Introduction
References to links abound.
5. Conclusion
It works.
Acknowledgments
We thank the staff.
Funding
This work was supported by X.
References
Smith A. Links. J. Cold 2020, 3, 4.
Doe J. Other links, 2021.
Appendix
More."""


def told(text: str) -> list[tuple[str, str]]:
    """Return name and text of each zone of a text that is all body."""
    return [(each.name, text[each.start : each.end].strip()) for each in zones(text, [(0, len(text))])]


def test_a_chinese_paper() -> None:
    found = told(CHINESE)
    assert [name for name, _ in found] == [
        "body", "title", "authors", "abstract", "body", "abstract", "body", "acknowledgements", "funding", "body",
        "references", "appendix",
    ]  # fmt: skip
    held = dict(found)
    assert held["title"] == "低温热链的导热性能研究"
    assert held["authors"].endswith("北京 100000）")
    assert found[3][1].endswith("关键词：低温；热链")
    assert held["funding"] == "基金项目：国家自然科学基金（12345678）"
    assert held["appendix"].endswith("原始数据。")


def test_an_english_paper() -> None:
    held = dict(told(ENGLISH))
    assert held["title"] == "Thermal links at low temperature"
    assert held["authors"] == "A. Author, B. Writer\nInstitute of Things"
    assert held["abstract"].endswith("It is stiff.")
    assert held["acknowledgements"] == "Acknowledgments\nWe thank the staff."
    assert held["funding"].endswith("supported by X.")
    assert held["references"].endswith("2021.")
    assert held["appendix"] == "Appendix\nMore."
    assert "References to links abound." in held["body"] or any(
        "References to links abound." in text for name, text in told(ENGLISH) if name == "body"
    )


@pytest.mark.parametrize(
    "head",
    ["【摘 要】本文介绍背景。", "[摘要] 本文介绍背景。", "摘　要　本文介绍背景。", "内容摘要：本文介绍背景。", "Abstract We tell of links.", "〔提要〕本文介绍背景。"],
)  # fmt: skip
def test_an_abstract_begins_in_many_ways(head: str) -> None:
    found = told(f"热链的研究\n张三，李四\n{head}\n1 引言\n正文。")
    assert found == [
        ("title", "热链的研究"),
        ("authors", "张三，李四"),
        ("abstract", head),
        ("body", "1 引言\n正文。"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "authors"),
    [
        ("热链的研究\n张三，李四\n1 引言\n正文。", "热链的研究", "张三，李四"),
        ("On links\nSan Zhang, J. Doe\nInstitute of Things\nIntroduction\nText.", "On links", "San Zhang, J. Doe\nInstitute of Things"),
        ("学位论文\n题目：热链的研究\n作者姓名    张三\n指导教师：李四\n目录\n摘要\t1\n正文", "热链的研究", "张三"),
        ("某大学\n论文题目\n热链的研究\n研究生姓名\n张三\n导师\n李四", "热链的研究", "张三"),
        ("热链的研究\n汇报人：张三\n2026年1月\n目录", "热链的研究", "张三"),
        ("热链问世\n近日，热链问世，这是一件大事。\n撰稿：张三 审核：李四", "热链问世", "张三"),
        ("热链的研究\n作者：张三；李四\n摘要：本文。", "热链的研究", "张三；李四"),
    ],
)  # fmt: skip
def test_title_and_authors_are_told_without_an_abstract(text: str, title: str, authors: str) -> None:
    held = dict(told(text))
    assert (held.get("title", ""), held.get("authors", "")) == (title, authors)


def test_entries_keep_their_lines() -> None:
    (zone,) = [each for each in zones(CHINESE, [(0, len(CHINESE))]) if each.name == "references"]
    assert [CHINESE[start:end] for start, end in entries(CHINESE, zone)] == [
        "[1] 王五. 热链[J]. 低温, 2019.\n续行",
        "[2] Smith A. Links. 2020.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一封信\n没有摘要也没有标题。",
        "参考文献\n没有任何条目的一段话。",
        "本文的参考文献见文末，致谢从略。",
        "Funding agencies were not asked.\nReferences to this are few.",
    ],
)
def test_what_cannot_be_told_is_body(text: str) -> None:
    assert [name for name, _ in told(text)] == ["body"]


def test_only_the_body_has_zones_even_over_pages() -> None:
    text = "题目\n摘要：甲\n乙丙丁\n关键词：戊页眉"
    found = zones(text, [(0, 8), (8, 17)])
    assert found[-1].end == 17
    assert [each.name for each in found] == ["title", "abstract"]
    assert zones("", []) == ()


@given(st.lists(st.sampled_from([*CHINESE.splitlines(), *ENGLISH.splitlines(), "", " "]), max_size=30))
def test_zones_follow_each_other_without_gaps(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = zones(text, [(0, len(text))])
    assert all(one.end == other.start for one, other in pairwise(found))
    assert "".join(text[each.start : each.end] for each in found).split() == text.split()
