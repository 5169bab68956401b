"""Lines in which the password of a file is given, in place of a dialog; what is typed is forgotten when they close."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ipdesk.exporting.locked import require_password
from ipdesk.gui.context import Context
from ipdesk.gui.labels import dress, spread, wrapped_label
from ipdesk.gui.passing import Passing
from ipdesk.gui.passphrase_edit import PassphraseEdit
from ipdesk.gui.theme import GRID, MARKS, Tone
from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_

Take = Callable[[str], None]
_WIDTH: Final = 264
_MOST_SIGNS: Final = 255  # what Excel takes


class _PasswordLine(Passing):
    """Fields with an act beside them and a sentence below; hidden until somebody asks, closed by Escape."""

    left = Signal()

    def __init__(self, context: Context, names: tuple[str, ...], act: str) -> None:
        super().__init__()
        self._context = context
        self._take: Take | None = None
        self.fields = [self._field(context.label(name)) for name in names]
        for before, after in pairwise(self.fields):
            before.line.returnPressed.connect(after.setFocus)
        self.fields[-1].line.returnPressed.connect(self.give)
        self.act = QPushButton(act)
        self.act.clicked.connect(self.give)
        self.below = wrapped_label("", muted=True)
        self.below.setProperty("role", "label")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        lines.addLayout(spread(*self.fields, self.act, 1))
        lines.addWidget(self.below)
        self.setFocusProxy(self.fields[0])
        self.hide()

    def _field(self, name: str) -> PassphraseEdit:
        made = PassphraseEdit(self._context)
        made.setFixedWidth(_WIDTH)
        made.line.setMaxLength(_MOST_SIGNS)
        made.line.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.changed.connect(self.say_hint)
        made.caps_lock.connect(self._warn_of_capitals)
        return made

    def stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        return [*(each for field in self.fields for each in (field.line, field.show_button)), self.act]

    def ask(self, take: Take) -> None:
        """Open the line and go to it; `take` gets the password when it is a good one."""
        self.offer(take)
        self.setFocus()

    def offer(self, take: Take) -> None:
        """Open the line, empty, and leave the focus where it is."""
        self._take = take
        self.forget()
        self.show()

    def give(self) -> None:
        """Hand the password on, or say in place why it cannot be taken."""
        if self._take is not None and not self.isHidden() and self.check():
            self._take(self.fields[0].text())

    def check(self) -> bool:
        """Say whether what is typed can be taken, after telling in place why not."""
        return bool(self.fields[0].text())

    def end(self) -> None:
        """Forget what was typed and close; without effect while the line is closed."""
        if not self.isHidden():
            self.left.emit()  # first, so that the focus is never without a place
            self.hide()
            self.forget()

    def forget(self) -> None:
        """Empty the fields."""
        for each in self.fields:
            each.clear()
        self.say_hint()

    def hint(self) -> str:
        """Return what stands below while nothing is wrong."""
        return ""

    def step_back(self) -> None:
        """Do what Escape does."""
        self.end()

    def say_hint(self) -> None:
        """Show the hint again."""
        self.tell(self.hint())

    def tell(self, text: str, tone: Tone | None = None) -> None:
        """Show a sentence below the fields, in the colour and with the mark of a tone."""
        dress(self.below, "tone", tone or "")
        self.below.setText(f"{MARKS[tone]} {text}" if tone else text)
        self.below.setVisible(bool(text))
        for each in self.fields:
            each.setAccessibleDescription(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _warn_of_capitals(self, on: bool) -> None:
        if on:
            self.tell(self._context.label(N_("Caps Lock seems to be on.")), "warn")
        else:
            self.say_hint()


class NewPasswordLine(_PasswordLine):
    """A password for a file that is about to be written, typed twice; `act` is what the button says."""

    def __init__(self, context: Context, act: str) -> None:
        super().__init__(context, (N_("Password of the file"), N_("Repeat the password")), act)

    def hint(self) -> str:
        """Say what the password is for."""
        said = N_("At least 8 characters. Whoever opens the file needs it; ipdesk does not keep it.")
        return self._context.label(said)

    def check(self) -> bool:
        """Say whether the password is good and both fields are the same."""
        first, second = self.fields
        try:
            require_password(first.text())
        except WrongValue as refused:
            said = [refused.what] if refused.advice is None else [refused.what, refused.advice]
            self.tell(" ".join(self._context.say(each) for each in said), "block")
            first.setFocus()
            return False
        if first.text() != second.text():
            self.tell(self._context.label(N_("The two are not the same.")), "block")
            second.setFocus()
            return False
        return True


class FilePasswordLine(_PasswordLine):
    """The password of a file on its way in. It stays as long as the file needs one; Escape empties it and steps back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, (N_("Password of the file"),), context.label(N_("Open the file")))

    def hint(self) -> str:
        """Say what becomes of the password."""
        return self._context.label(N_("It is used once, to read this file, and not kept."))

    def step_back(self) -> None:
        """Forget what was typed; the file still needs its password."""
        self.left.emit()
        self.forget()
