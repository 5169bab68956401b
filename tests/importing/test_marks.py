"""State-secret markings in any spelling; and what only looks like one."""

from __future__ import annotations

import pytest

from ipdesk.importing.marks import mark_in


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("秘密★10年", "secret"),
        ("机密★", "confidential"),
        ("绝密★长期", "top-secret"),
        ("绝 密 ☆ 长 期", "top-secret"),
        ("机　密★６个月", "confidential"),
        ("机密＊10年", "confidential"),
        ("秘密﹡", "secret"),
        ("密级：机密*", "confidential"),
        ("秘\u200b密★", "secret"),
        ("秘密级★3年", "secret"),
        ("机密★2030年12月31日前", "confidential"),
        ('&L&"黑体"&10机密★10年', "confidential"),
        ("本表按绝密★件管理", "top-secret"),
        ("秘密★5年\n机密★10年", "confidential"),
        ("国家秘密*10年", "secret"),
        ("機密★10年", "confidential"),
    ],
)
def test_a_marking_is_found(text: str, level: str) -> None:
    found = mark_in(text)
    assert found is not None
    assert found[0] == level


@pytest.mark.parametrize(
    "text",
    [
        "是否涉及商业秘密*",
        "技术秘密★",
        "是否涉及国家秘密*",
        "公开／内部／秘密／机密／绝密",
        "涉密或不明确",
        "机密性*3年",
        "普通商密▲",
        "秘密",
        "五星★推荐",
        "",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert mark_in(text) is None
