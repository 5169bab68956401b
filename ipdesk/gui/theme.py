"""The look: two palettes of our own on Fusion, one type scale, one spacing grid.

Every pair of text and background has a contrast of at least 4.5:1; a test measures them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

Scheme = Literal["light", "dark"]
Tone = Literal["block", "defer", "warn", "info", "ok"]

GRID: Final = 4
GAP: Final = 8  # between controls
FIELD_GAP: Final = 12
CARD_GAP: Final = 16
MARGIN: Final = 24
ROW: Final = 34
FIELD: Final = 32
NAVIGATION: Final = 208
LABEL, TEXT, SECTION, TITLE = 12, 13, 16, 20  # pixels


@dataclass(frozen=True, slots=True)
class Pair:
    """A text colour on its background."""

    text: str
    on: str


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, by what they are for."""

    window: str
    surface: str
    alternate: str
    border: str
    text: str
    muted: str
    accent: str
    weak: str
    on_accent: str
    block: Pair
    defer: Pair
    warn: Pair
    info: Pair
    ok: Pair

    def tone(self, tone: Tone) -> Pair:
        """Return the colours of a severity or state."""
        pairs = {
            "block": self.block,
            "defer": self.defer,
            "warn": self.warn,
            "info": self.info,
            "ok": self.ok,
        }
        return pairs[tone]


COLOURS: Final[dict[Scheme, Colours]] = {
    "light": Colours(
        window="#F4F5F7", surface="#FFFFFF", alternate="#F8F9FB", border="#D5DAE1", text="#1A2330",
        muted="#566171", accent="#1B5E9E", weak="#E4EEF8", on_accent="#FFFFFF",
        block=Pair("#A8201A", "#FBE9E7"), defer=Pair("#6B3FA0", "#EFE6FA"), warn=Pair("#7A4A00", "#FFF3DC"),
        info=Pair("#285A87", "#E7F0F9"), ok=Pair("#1B6537", "#E4F4EA"),
    ),
    "dark": Colours(
        window="#15191F", surface="#1D232B", alternate="#222933", border="#38424F", text="#E7EBF0",
        muted="#A3AEBC", accent="#78B4EE", weak="#1F3A57", on_accent="#0E1B29",
        block=Pair("#FF9C92", "#48211E"), defer=Pair("#C9A7F5", "#35244D"), warn=Pair("#FFC873", "#40300F"),
        info=Pair("#93C5F5", "#1C3550"), ok=Pair("#86DAA1", "#173A29"),
    ),
}  # fmt: skip
MARKING: Final = "◆"  # tells a level from a state, and is no mark of a state secret
MARKS: Final[dict[Tone, str]] = {"block": "■", "defer": "▼", "warn": "▲", "info": "●", "ok": "✓"}


def scheme_of(chosen: str) -> Scheme:
    """Return the scheme for a setting: light, dark, or what the system says; light when it says nothing."""
    if chosen == "dark":
        return "dark"
    told = QGuiApplication.styleHints().colorScheme()
    return "dark" if chosen == "system" and told == Qt.ColorScheme.Dark else "light"


def palette(colours: Colours) -> QPalette:
    """Return a full palette, so that nothing falls back to the system's."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.alternate,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.weak,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Midlight: colours.border,
        QPalette.ColorRole.Dark: colours.border,
        QPalette.ColorRole.BrightText: colours.block.text,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made


def better_on(ground: QColor, colours: Colours) -> QColor:
    """Return that of the two colours of text that stands out more from a ground of any tint."""
    return max(
        QColor(colours.text), QColor(colours.on_accent), key=lambda each: abs(_light(each) - _light(ground))
    )


def _light(colour: QColor) -> float:
    """Return how light a colour looks, as contrast is reckoned: nearly the logarithm of its luminance."""
    parts = (_linear(each) for each in (colour.redF(), colour.greenF(), colour.blueF()))
    red, green, blue = parts
    return log(0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def base_font(family: str) -> QFont:
    """Return the application font at the size of running text."""
    font = QFont(family)
    font.setPixelSize(TEXT)
    return font
