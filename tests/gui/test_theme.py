"""Both palettes can be read: every pair of text and background has contrast enough."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ipdesk.gui import look, theme
from ipdesk.gui.board_card import age_chip
from ipdesk.gui.theme import COLOURS, Scheme, Tone
from ipdesk.operations.today import AGES


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as the accessibility guidelines define it."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_can_be_read(scheme: Scheme) -> None:
    colours = COLOURS[scheme]
    pairs = [(colours.text, on) for on in (colours.window, colours.surface, colours.alternate, colours.weak)]
    pairs += [(colours.muted, on) for on in (colours.window, colours.surface, colours.alternate)]
    pairs += [(colours.accent, on) for on in (colours.window, colours.surface)]
    pairs += [(each, colours.weak) for each in (colours.muted, colours.accent)]  # a card with the keyboard
    for age in (None, *range(len(AGES) + 1)):
        ground, text = age_chip(colours, age)
        pairs.append((text.name(), ground.name()))
    pairs.append((colours.on_accent, colours.accent))
    pairs += [(pair.text, pair.on) for pair in map(colours.tone, get_args(Tone))]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_application_is_dressed_in_it(scheme: Scheme, qapp: QApplication) -> None:
    look.apply(qapp, scheme)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(COLOURS[scheme].window)
    assert qapp.palette().color(QPalette.ColorRole.Text) == QColor(COLOURS[scheme].text)


def test_the_system_decides_only_when_asked(qapp: QApplication) -> None:
    assert theme.scheme_of("dark") == "dark"
    assert theme.scheme_of("light") == "light"
    assert theme.scheme_of("system") in ("light", "dark")
