"""A button that opens a menu and says so by ▾ behind its word."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton


class MenuButton(QPushButton):
    """Like any button, without the arrow that the style would put into its corner."""

    def __init__(self, text: str, menu: QMenu) -> None:
        super().__init__(f"{text} ▾")
        self.setAccessibleName(text)
        self.setMenu(menu)
