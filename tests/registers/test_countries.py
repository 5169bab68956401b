"""What countries and offices are called by their codes."""

from __future__ import annotations

import pytest

from ipdesk.registers.countries import OFFICES, office_code, office_name, office_words


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("CN", "中国", "China"),
        ("US", "美国", "United States"),
        ("EP", "欧洲", "Europe"),
        ("BA", "波黑", "Bosnia And Herzegovina"),
        ("OA", "非洲知识产权组织", "OAPI"),
        ("HK", "中国香港", "Hong Kong, China"),
        ("TW", "中国台湾", "Taiwan, China"),
        ("HR", "HR", "HR"),
    ],
)
def test_a_country_is_called_by_its_name(code: str, chinese: str, english: str) -> None:
    assert (office_name(code, "zh"), office_name(code, "en")) == (chinese, english)


def test_each_name_of_an_office_means_it() -> None:
    assert [word for code in OFFICES for word in office_words(code) if office_code(word) != code] == []
