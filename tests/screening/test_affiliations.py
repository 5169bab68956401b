"""Affiliations abroad in the lines of authors: what is certain, what is possible, and what only looks like it."""

from __future__ import annotations

import pytest

from ipdesk.screening.affiliations import affiliations_abroad


def found(text: str) -> list[tuple[str, bool]]:
    return [(each.text, each.certain) for each in affiliations_abroad(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. Department of Physics, Lund University, Lund, Sweden", [("Sweden", True)]),
        ("（2. 慕尼黑工业大学，德国 慕尼黑）", [("德国", True)]),
        ("（香港城市大学，香港）", [("香港", True)]),
        ("E-mail: a.smith@phys.example.edu", [("a.smith@phys.example.edu", True)]),
        ("y.tanaka@example.ac.jp", [("y.tanaka@example.ac.jp", True)]),
        ("Max-Planck-Institut, Garching", [("Max-Planck", False)]),
        ("Technical University of Denmark", [("Denmark", True)]),
        ("（麻省理工学院机械系）", [("麻省理工", False)]),
        ("（3. 南非金山大学；4. 印度理工学院，印度孟买）", [("南非", True), ("印度", True)]),
        ("（日本学术振兴会，日本东京）", [("日本", True)]),
        ("A. England, University of Leeds, U.K.", [("U.K.", True)]),
    ],
)
def test_affiliations_abroad_are_told(text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Institute of Physics, Chinese Academy of Sciences, Beijing 100190, China",
        "University of Science and Technology of China, Hefei",
        "（中国科学院低温光学研究室，北京 100000）；E-mail：zhang@example.ac.cn",
        "lisi@example.edu.cn",
        "zhang@example.com",
        "（北京大学日本研究中心，北京）",
        "University of Oxford Joint Laboratory, Suzhou, China",
        "Summit of Germanya",
        "Brian Ireland, Zhang San",
        "A. Ireland, J. France and Zhang San",
        "（香港中文大学（深圳），深圳 518172）",
        "The Chinese University of Hong Kong, Shenzhen",
        "The Hong Kong University of Science and Technology (Guangzhou)",
        "（延边大学，吉林 延边朝鲜族自治州）",
        "（某某大学 中英国际学院，某市）",
        "（某某大学 日本学研究所、英国文学教研室、俄罗斯语系，某市）",
        "（自然资源部 印度洋观测室，青岛）",
        "（河南非金属材料研究院，洛阳）",
    ],
)
def test_affiliations_at_home_are_not(text: str) -> None:
    assert found(text) == []


def test_only_the_stretches_asked_for_are_looked_at_and_a_wording_counts_once() -> None:
    text = "作者单位：瑞典隆德大学；瑞典皇家理工\n正文：与德国的工作比较"
    assert [each.text for each in affiliations_abroad(text, [(0, text.index("\n"))])] == ["瑞典"]
