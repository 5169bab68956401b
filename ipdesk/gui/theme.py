"""The look: two palettes of our own on Fusion, one type scale, one spacing grid.

Every pair of text and background has a contrast of at least 4.5:1; a test measures them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ipdesk.paths import resource_path

Scheme = Literal["light", "dark"]
Tone = Literal["block", "warn", "info", "ok"]

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
    warn: Pair
    info: Pair
    ok: Pair

    def tone(self, tone: Tone) -> Pair:
        """Return the colours of a severity or state."""
        return {"block": self.block, "warn": self.warn, "info": self.info, "ok": self.ok}[tone]


COLOURS: Final[dict[Scheme, Colours]] = {
    "light": Colours(
        window="#F4F5F7", surface="#FFFFFF", alternate="#F8F9FB", border="#D5DAE1", text="#1A2330",
        muted="#566171", accent="#1B5E9E", weak="#E4EEF8", on_accent="#FFFFFF",
        block=Pair("#A8201A", "#FBE9E7"), warn=Pair("#7A4A00", "#FFF3DC"),
        info=Pair("#285A87", "#E7F0F9"), ok=Pair("#1B6537", "#E4F4EA"),
    ),
    "dark": Colours(
        window="#15191F", surface="#1D232B", alternate="#222933", border="#38424F", text="#E7EBF0",
        muted="#A3AEBC", accent="#78B4EE", weak="#1F3A57", on_accent="#0E1B29",
        block=Pair("#FF9C92", "#48211E"), warn=Pair("#FFC873", "#40300F"),
        info=Pair("#93C5F5", "#1C3550"), ok=Pair("#86DAA1", "#173A29"),
    ),
}  # fmt: skip
MARKS: Final[dict[Tone, str]] = {"block": "■", "warn": "▲", "info": "●", "ok": "✓"}


def scheme_of(chosen: str) -> Scheme:
    """Return the scheme for a setting: light, dark, or what the system says; light when it says nothing."""
    if chosen == "dark":
        return "dark"
    told = QGuiApplication.styleHints().colorScheme()
    return "dark" if chosen == "system" and told == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, scheme: Scheme) -> Colours:
    """Dress the application and return the colours in use."""
    colours = COLOURS[scheme]
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(colours))
    app.setStyleSheet(style_sheet(colours) + icon_styles(colours, scheme))
    return colours


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


def style_sheet(colours: Colours) -> str:
    """Return the little that palettes cannot say."""
    return _controls(colours) + _lists(colours) + _bars(colours) + _texts(colours)


def _controls(colours: Colours) -> str:
    """Return the styles of fields and buttons: borders, radii, focus, the primary act."""
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox {{
        background: {colours.surface}; border: 1px solid {colours.border}; border-radius: 4px; padding: 4px 8px;
        min-height: {FIELD - 10}px; selection-background-color: {colours.accent};
        selection-color: {colours.on_accent};
    }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{
        border: 2px solid {colours.accent}; padding: 3px 7px;
    }}
    QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {colours.alternate}; }}
    QPushButton, QToolButton#act {{
        background: {colours.surface}; border: 1px solid {colours.border}; border-radius: 4px; padding: 5px 15px;
        min-height: {FIELD - 12}px;
    }}
    QPushButton:hover, QToolButton#act:hover {{ background: {colours.alternate}; }}
    QPushButton:focus, QToolButton#act:focus {{ border: 2px solid {colours.accent}; padding: 4px 14px; }}
    QPushButton:disabled {{ color: {colours.muted}; background: {colours.window}; }}
    QPushButton[primary="true"] {{
        background: {colours.accent}; color: {colours.on_accent}; border-color: {colours.accent}; font-weight: bold;
    }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {colours.text}; }}
    QPushButton[primary="true"]:disabled {{
        background: {colours.weak}; color: {colours.muted}; border-color: {colours.border};
    }}
    QFrame#card {{ background: {colours.surface}; border: 1px solid {colours.border}; border-radius: 6px; }}
    QFrame#bar {{ background: {colours.surface}; border: 0; border-bottom: 1px solid {colours.border}; }}
    """


def _lists(colours: Colours) -> str:
    """Return the styles of tables and lists."""
    return f"""
    QTableView, QListView, QTreeView {{
        background: {colours.surface}; border: 1px solid {colours.border}; border-radius: 6px;
        alternate-background-color: {colours.alternate}; outline: 0;
    }}
    QTableView:focus, QListView:focus {{ border: 1px solid {colours.accent}; }}
    QTableView::item {{ padding: 0 8px; }}
    QTableView::item:selected, QListView::item:selected {{ background: {colours.weak}; color: {colours.text}; }}
    QHeaderView::section {{
        background: {colours.alternate}; color: {colours.muted}; border: 0;
        border-bottom: 1px solid {colours.border}; padding: 8px; font-weight: bold;
    }}
    QListView#navigation {{
        background: {colours.surface}; border: 0; border-right: 1px solid {colours.border}; border-radius: 0;
    }}
    QListView#navigation::item, QListView#steps::item {{
        padding: 0 10px; border-left: 3px solid transparent;
    }}
    QListView#steps {{ padding: 4px 0; }}
    QListView#navigation::item:disabled {{ color: {colours.muted}; font-size: {LABEL}px; }}
    QListView#navigation::item:hover:enabled {{ background: {colours.alternate}; }}
    QListView#navigation::item:selected, QListView#steps::item:selected {{
        border-left: 3px solid {colours.accent}; color: {colours.accent};
    }}
    """


def _bars(colours: Colours) -> str:
    """Return the styles of what frames the work: scroll bars, menus, tool tips."""
    return f"""
    QScrollArea, QScrollArea > QWidget > QWidget {{ border: 0; background: transparent; }}
    QToolTip {{ border: 1px solid {colours.border}; padding: 4px; }}
    QScrollBar {{ background: transparent; margin: 0; border: 0; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {colours.border}; border-radius: 4px; margin: 1px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {colours.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QMenuBar {{ background: {colours.surface}; border-bottom: 1px solid {colours.border}; padding: 0 12px; }}
    QMenuBar::item {{ padding: 5px 12px; background: transparent; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {colours.weak}; color: {colours.text}; }}
    QMenu {{ background: {colours.surface}; border: 1px solid {colours.border}; padding: 4px; }}
    QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {colours.weak}; color: {colours.text}; }}
    QMenu::item:disabled {{ color: {colours.muted}; }}
    QMenu::separator {{ height: 1px; background: {colours.border}; margin: 4px 8px; }}
    QMenu::indicator {{ width: 14px; height: 14px; left: 6px; }}
    """


def _texts(colours: Colours) -> str:
    """Return the type scale."""
    return f"""
    QLabel[muted="true"] {{ color: {colours.muted}; }}
    QLabel[role="title"] {{ font-size: {TITLE}px; font-weight: bold; }}
    QLabel[role="section"] {{ font-size: {SECTION}px; font-weight: bold; }}
    QLabel[role="label"] {{ font-size: {LABEL}px; color: {colours.muted}; }}
    """


def icon_styles(colours: Colours, scheme: Scheme) -> str:
    """Return the styles that need a drawing: boxes that are ticked, lists that drop down, the way of an order."""
    check, down, rising, falling = (
        resource_path("icons", f"{name}-{scheme}.svg").as_posix()
        for name in ("check", "down", "rising", "falling")
    )
    return f"""
    QCheckBox::indicator, QTableView::indicator, QListView::indicator {{
        width: 14px; height: 14px; border: 1px solid {colours.muted}; border-radius: 3px;
        background: {colours.surface};
    }}
    QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {{
        background: {colours.accent}; border-color: {colours.accent}; image: url("{check}");
    }}
    QCheckBox::indicator:disabled {{ background: {colours.alternate}; border-color: {colours.border}; }}
    QCheckBox::indicator:checked:disabled {{ background: {colours.muted}; }}
    QCheckBox:focus {{ color: {colours.accent}; }}
    QComboBox::drop-down {{ border: 0; width: 28px; }}
    QComboBox::down-arrow {{ image: url("{down}"); width: 16px; height: 16px; }}
    QHeaderView::up-arrow {{ image: url("{rising}"); width: 14px; height: 14px; }}
    QHeaderView::down-arrow {{ image: url("{falling}"); width: 14px; height: 14px; }}
    """


def base_font(family: str) -> QFont:
    """Return the application font at the size of running text."""
    font = QFont(family)
    font.setPixelSize(TEXT)
    return font
