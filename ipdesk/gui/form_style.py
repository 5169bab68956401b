"""The little that forms add to the style sheet of the window: chips, segments, notes under fields."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.theme import LABEL, Colours

CHIP = 22  # pixels high, without its border
PADDING = 11  # on either side of its text


def leave_room_for_bold(button: QPushButton) -> None:
    """Make a chip or segment wide enough for its text in bold, which it gets when it is chosen."""
    font = QFont(button.font())
    font.setBold(True)
    button.setMinimumWidth(QFontMetrics(font).horizontalAdvance(button.text()) + 2 * PADDING + 4)


def form_style(colours: Colours) -> str:
    """Return the style sheet of forms; set it once on the outermost widget."""
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
    QPushButton#quiet {{
        border: 0; background: transparent; color: {colours.accent}; padding: 4px; text-align: left;
        min-height: 20px;
    }}
    QPushButton#quiet:hover {{ text-decoration: underline; }}
    QPushButton#quiet:focus {{ border: 2px solid {colours.accent}; border-radius: 4px; padding: 2px; }}
    QPushButton#quiet:disabled {{ color: {colours.muted}; }}
    QCheckBox {{ spacing: 6px; padding: 3px; border: 2px solid transparent; border-radius: 4px; }}
    QCheckBox:focus {{ border-color: {colours.accent}; }}
    QPlainTextEdit:disabled, QLineEdit:disabled, QComboBox:disabled {{
        background: {colours.alternate}; color: {colours.muted};
    }}
    QLabel[note] {{ font-size: {LABEL}px; }}
    QLabel[note="block"] {{ color: {colours.block.text}; }}
    QLabel[note="warn"] {{ color: {colours.warn.text}; }}
    QLabel[note="info"] {{ color: {colours.info.text}; }}
    QLabel[note="ok"] {{ color: {colours.ok.text}; }}
    QTableCornerButton::section {{
        background: {colours.alternate}; border: 0; border-bottom: 1px solid {colours.border};
    }}
    QHeaderView::section:vertical {{ border-bottom: 0; padding: 4px 8px; font-weight: normal; }}
    QFrame#finding QPushButton {{ background: transparent; }}
    QFrame#rowform {{ background: {colours.alternate}; border: 1px solid {colours.border}; border-radius: 6px; }}
    QFrame#line {{ border: 0; border-top: 1px solid {colours.border}; }}
    """
