"""Titles that speak of one thing, and titles that only share what all titles have."""

from __future__ import annotations

import pytest

from ipdesk.screening.titles import speak_of_one


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("梯度孔陶瓷雾化芯的流延成形", "一种梯度孔陶瓷雾化芯及其制备方法", True),
        ("热链的应用", "一种低温热链组件", True),
        ("Graded porous ceramics by tape casting", "Tape casting of graded ceramics", True),
        ("低温光学窗口的设计", "一种低温热链组件", False),
        ("基于新方法的装置性能研究", "一种新方法及其应用装置", False),
        ("Study of a new method", "A new method and system", False),
        ("", "一种低温热链组件", False),
    ],
)
def test_titles_speak_of_one_thing(one: str, other: str, same: bool) -> None:
    assert speak_of_one(one, other) is same
