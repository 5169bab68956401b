"""The application font: the system's own, ours only where the system has no Chinese."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ipdesk.gui.theme import base_font
from ipdesk.paths import resource_path

SCREEN_FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


def choose_font(app: QApplication) -> str:
    """Set the application font and return its family."""
    family = app.font().family()
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        for name in SCREEN_FONTS:
            loaded = QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
            family = next(iter(QFontDatabase.applicationFontFamilies(loaded)), family)
    font = base_font(family)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    return family
