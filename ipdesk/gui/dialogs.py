"""The one place where the window asks: decisions and file names. Tests replace what is passed in here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # Qt's dialogs are loaded when the first is asked for, not before the first picture
    from PySide6.QtWidgets import QWidget

    from ipdesk.gui.context import Context


class Dialogs(Protocol):
    """What the window may ask the user."""

    def decide(self, parent: QWidget, question: str, act: str) -> bool:
        """Ask for a decision whose consequence is in the question; `act` names the button that does it."""
        ...

    def text(self, parent: QWidget, question: str) -> str:
        """Ask for a sentence, such as a reason; "" when the user stepped back."""
        ...

    def open_files(self, parent: QWidget, caption: str, kinds: str) -> Sequence[Path]:
        """Ask for files to read; empty when the user stepped back."""
        ...

    def save_file(self, parent: QWidget, caption: str, name: str) -> Path | None:
        """Ask where to write a file; None when the user stepped back."""
        ...

    def folder(self, parent: QWidget, caption: str) -> Path | None:
        """Ask for a folder; None when the user stepped back."""
        ...


class QtDialogs:
    """The dialogs of the real window."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def decide(self, parent: QWidget, question: str, act: str) -> bool:
        """Ask for a decision; stepping back is the default."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Question, "ipdesk", question, parent=parent)
        go = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(back)
        box.exec()
        return box.clickedButton() is go

    def text(self, parent: QWidget, question: str) -> str:
        """Ask for a sentence."""
        from PySide6.QtWidgets import QInputDialog

        answer, given = QInputDialog.getMultiLineText(parent, "ipdesk", question)
        return answer.strip() if given else ""

    def open_files(self, parent: QWidget, caption: str, kinds: str) -> Sequence[Path]:
        """Ask for files to read."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(parent, caption, str(Path.home()), kinds)
        return [Path(name) for name in names]

    def save_file(self, parent: QWidget, caption: str, name: str) -> Path | None:
        """Ask where to write a file."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getSaveFileName(parent, caption, str(Path.home() / name))
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, caption: str) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, caption, str(Path.home()))
        return Path(chosen) if chosen else None
