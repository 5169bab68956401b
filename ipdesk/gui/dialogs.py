"""The one place where the window asks: decisions and file names. Tests replace what is passed in here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # Qt's dialogs are loaded when the first is asked for, not before the first picture
    from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

    from ipdesk.gui.context import Context


FileKind = tuple[str, str]  # what people call it, and its ending


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

    def save_file(
        self, parent: QWidget, caption: str, name: str, kinds: Sequence[FileKind] = ()
    ) -> Path | None:
        """Ask where to write a file, and as which of several kinds; None when the user stepped back."""
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
        asked = sentence_dialog(parent, question)
        given = asked.exec()
        answer = asked.textValue().strip() if given else ""
        asked.deleteLater()
        return answer

    def open_files(self, parent: QWidget, caption: str, kinds: str) -> Sequence[Path]:
        """Ask for files to read."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(parent, caption, str(Path.home()), kinds)
        return [Path(name) for name in names]

    def save_file(
        self, parent: QWidget, caption: str, name: str, kinds: Sequence[FileKind] = ()
    ) -> Path | None:
        """Ask where to write a file, and as which of several kinds."""
        from PySide6.QtWidgets import QFileDialog

        if kinds:
            asked = save_dialog(parent, caption, Path.home() / name, kinds)
            given = asked.exec()
            asked.deleteLater()
            return Path(asked.selectedFiles()[0]) if given else None
        chosen, _ = QFileDialog.getSaveFileName(parent, caption, str(Path.home() / name))
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, caption: str) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, caption, str(Path.home()))
        return Path(chosen) if chosen else None


def sentence_dialog(parent: QWidget, question: str) -> QInputDialog:
    """Return a dialog for a sentence, which the keyboard gets out of: Tab goes on, and Ctrl+Enter answers."""
    from PySide6.QtGui import QKeySequence, QShortcut
    from PySide6.QtWidgets import QInputDialog, QPlainTextEdit

    made = QInputDialog(parent)
    made.setWindowTitle("ipdesk")
    made.setLabelText(question)
    made.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    made.setTextValue("")  # has its parts made
    for box in made.findChildren(QPlainTextEdit):
        box.setTabChangesFocus(True)
        box.setFocus()
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(key), made).activated.connect(made.accept)
    return made


def save_dialog(parent: QWidget, caption: str, place: Path, kinds: Sequence[FileKind]) -> QFileDialog:
    """Return a dialog for a file of one of several kinds: choosing another kind changes the ending of the name."""
    from PySide6.QtWidgets import QFileDialog

    made = QFileDialog(parent, caption, str(place.parent))
    made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    endings = {f"{name} (*{ending})": ending for name, ending in kinds}
    made.setNameFilters(list(endings))
    made.setDefaultSuffix(place.suffix)
    made.selectFile(place.name)

    def choose(kind: str) -> None:
        made.setDefaultSuffix(endings[kind])
        made.selectFile(Path(made.selectedFiles()[0]).with_suffix(endings[kind]).name)

    made.filterSelected.connect(choose)
    return made
