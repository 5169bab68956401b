"""What every page needs: words, colours, settings, and the desk while it is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # the context is there before anything of the desk is loaded
    from ipdesk.gui.theme import Colours
    from ipdesk.model.dates import Clock
    from ipdesk.model.text import Message, Translator
    from ipdesk.operations.desk import Desk
    from ipdesk.operations.settings import Settings


class Context(QObject):
    """Built once by the application and passed down; pages read it and listen to `changed`.

    `changed` is sent after any write, so that what is shown elsewhere is read again.
    """

    changed = Signal()

    def __init__(self, translator: Translator, settings: Settings, clock: Clock, colours: Colours) -> None:
        super().__init__()
        self.translator = translator
        self.settings = settings
        self.clock = clock
        self.colours = colours
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The open desk. Asking for it while locked is a defect of the caller."""
        if self._desk is None:
            raise RuntimeError("the desk is locked")
        return self._desk

    def is_open(self) -> bool:
        """Say whether the desk is open."""
        return self._desk is not None

    def open(self, desk: Desk) -> None:
        """Take over an unlocked desk."""
        self._desk = desk

    def close(self) -> None:
        """Close the desk; nothing of its records may stay visible."""
        if self._desk is not None:
            self._desk.workspace.close()
            self._desk = None

    def speak(self, language: str) -> None:
        """Change the language of everything made from now on."""
        self.translator = self.translator.to(language)
        if self._desk is not None:
            self._desk = replace(self._desk, translator=self.translator)

    def label(self, text: str) -> str:
        """Return a label in the reader's language."""
        return self.translator.label(text)

    def say(self, message: Message | str) -> str:
        """Return a sentence in the reader's language."""
        return self.translator.say(message)
