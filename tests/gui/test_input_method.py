"""Chinese can be typed through fcitx although Qt's wheels bring no plug-in for it."""

from __future__ import annotations

import sys

import pytest

from ipdesk.gui.input_method import fix_input_method


@pytest.mark.parametrize(
    "named", [{"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "fcitx5"}, {"XMODIFIERS": "@im=fcitx"}]
)
def test_fcitx_falls_to_ibus(named: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment = dict(named)
    fix_input_method(environment)
    assert environment["QT_IM_MODULES"].split(";")[-2:] == ["fcitx", "ibus"]
    assert environment["IBUS_USE_PORTAL"] == "1"  # or Qt's plug-in wants an ibus-daemon installed


@pytest.mark.parametrize(
    "named", [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "compose"}]
)
def test_what_works_already_stands(named: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment = dict(named)
    fix_input_method(environment)
    assert environment == named


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    environment = {"QT_IM_MODULE": "fcitx"}
    fix_input_method(environment)
    assert environment == {"QT_IM_MODULE": "fcitx"}
