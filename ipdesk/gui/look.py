"""The style sheet of the whole program, and how the application is dressed in it.

There is one sheet, for all widgets, and they say by properties and names what they are: a widget with a sheet of its
own makes Qt match every rule anew for all that is in it, each time it is put somewhere.
"""

from __future__ import annotations

from typing import Final, get_args

from PySide6.QtWidgets import QApplication, QStyleFactory

from ipdesk.gui.theme import COLOURS, FIELD, LABEL, SECTION, TITLE, Colours, Scheme, Tone, palette
from ipdesk.paths import resource_path

CHIP: Final = 22  # pixels that a chip is high, without its border
COLUMN_HEAD: Final = 44  # the same of the head of a column


def apply(app: QApplication, scheme: Scheme) -> Colours:
    """Dress the application and return the colours in use."""
    colours = COLOURS[scheme]
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(colours))
    app.setStyleSheet(style_sheet(colours, scheme))
    return colours


def style_sheet(colours: Colours, scheme: Scheme) -> str:
    """Return the little that palettes cannot say."""
    parts = (_controls, _lists, _bars, _texts, _tones, _chips, _forms)
    return "".join(part(colours) for part in parts) + _icons(colours, scheme)


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
        background: {colours.window}; color: {colours.muted}; border-color: {colours.border};
    }}
    QComboBox {{ padding: 4px 10px; }}
    QComboBox:focus {{ padding: 3px 9px; }}
    QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; background: transparent; min-height: 0; }}
    QFrame#card {{ background: {colours.surface}; border: 1px solid {colours.border}; border-radius: 6px; }}
    QFrame#card[over="true"] {{ border: 1px solid {colours.muted}; }}
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
    QTableView::item {{ padding: 0 5px; }}
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
    QListView#palette::item {{ padding: 0 5px; }}
    QListView#cards, QListView#cards:focus {{ background: transparent; border: 0; border-radius: 0; }}
    QFrame#column {{ background: {colours.alternate}; border: 1px solid {colours.border}; border-radius: 6px; }}
    QPushButton#columnhead, QPushButton#columnhead:focus {{
        background: transparent; border: 0; padding: 0; min-height: {COLUMN_HEAD}px; max-height: {COLUMN_HEAD}px;
    }}
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
    QLabel[strong="true"] {{ font-weight: bold; }}
    QLabel[role="title"] {{ font-size: {TITLE}px; font-weight: bold; }}
    QLabel[role="section"] {{ font-size: {SECTION}px; font-weight: bold; }}
    QLabel[role="label"] {{ font-size: {LABEL}px; color: {colours.muted}; }}
    """


def _tones(colours: Colours) -> str:
    """Return the colours of what speaks: a banner, a badge, or a text in the colour of its tone."""
    parts = []
    for tone in get_args(Tone):
        pair = colours.tone(tone)
        parts.append(f"""
        QLabel[tone="{tone}"] {{ color: {pair.text}; }}
        QFrame[banner="{tone}"] {{ background: {pair.on}; border-radius: 6px; }}
        QLabel[badge="{tone}"] {{
            background: {pair.on}; color: {pair.text}; border-radius: 4px; padding: 2px 8px; font-weight: bold;
        }}
        QLabel[verdict="{tone}"] {{
            background: {pair.on}; color: {pair.text}; border-radius: 6px; padding: 8px 12px;
        }}
        """)
    return "".join(parts)


def _chips(colours: Colours) -> str:
    """Return the styles of chips, of buttons that say what is in force, and of buttons that open a menu."""
    return f"""
    QToolButton#chip {{
        background: {colours.surface}; color: {colours.text}; border: 1px solid {colours.border};
        border-radius: 11px; padding: 0 11px;
    }}
    QToolButton#chip:hover {{ background: {colours.alternate}; }}
    QToolButton#chip[inForce="true"] {{
        background: {colours.weak}; color: {colours.accent}; border-color: {colours.accent};
    }}
    QToolButton#chip:focus {{ border: 2px solid {colours.accent}; padding: 0 10px; }}
    QPushButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton#closing {{ border: 0; padding: 0; background: transparent; color: {colours.muted}; }}
    QPushButton#closing:focus {{ border: 2px solid {colours.accent}; }}
    """


def _forms(colours: Colours) -> str:
    """Return what forms add: chips to jump by, segments to choose by, quiet acts, rows."""
    return f"""
    QPushButton#chip, QPushButton#segment {{
        border: 1px solid {colours.border}; background: {colours.surface}; color: {colours.text};
    }}
    QPushButton#chip {{ border-radius: 11px; padding: 0 11px; min-height: {CHIP}px; max-height: {CHIP}px; }}
    QPushButton#segment {{ border-radius: 4px; padding: 4px 11px; min-height: 22px; }}
    QPushButton#chip:hover, QPushButton#segment:hover {{ background: {colours.alternate}; }}
    QPushButton#chip:checked, QPushButton#segment:checked {{
        border-color: {colours.accent}; background: {colours.weak}; color: {colours.accent}; font-weight: bold;
    }}
    QPushButton#chip:focus {{ border: 2px solid {colours.accent}; padding: 0 10px; min-height: {CHIP - 2}px; }}
    QPushButton#segment:focus {{ border: 2px solid {colours.accent}; padding: 3px 10px; }}
    QPushButton#segment:disabled {{ background: {colours.alternate}; color: {colours.muted}; }}
    QPushButton#segment:checked:disabled {{
        border-color: {colours.muted}; background: {colours.alternate}; color: {colours.text};
    }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QPushButton#quiet {{
        border: 2px solid transparent; border-radius: 4px; background: transparent; color: {colours.accent};
        padding: 2px 0; text-align: left; min-height: 20px;
    }}
    QPushButton#quiet:hover {{ text-decoration: underline; }}
    QPushButton#quiet:focus {{ border-color: {colours.accent}; }}
    QPushButton#quiet:disabled {{ color: {colours.muted}; }}
    QCheckBox {{ spacing: 6px; padding: 3px; border: 2px solid transparent; border-radius: 4px; }}
    QCheckBox:focus {{ border-color: {colours.accent}; }}
    QPlainTextEdit:disabled, QLineEdit:disabled, QComboBox:disabled {{
        background: {colours.alternate}; color: {colours.muted};
    }}
    QTableCornerButton::section {{
        background: {colours.alternate}; border: 0; border-bottom: 1px solid {colours.border};
    }}
    QHeaderView::section:vertical {{ border-bottom: 0; padding: 4px 8px; font-weight: normal; }}
    QFrame[banner] QPushButton#quiet {{ background: transparent; }}
    QFrame#rowform {{ background: {colours.alternate}; border: 1px solid {colours.border}; border-radius: 6px; }}
    QFrame#line {{ border: 0; border-top: 1px solid {colours.border}; }}
    """


def _icons(colours: Colours, scheme: Scheme) -> str:
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
