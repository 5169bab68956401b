"""A passphrase to be set: typed twice, its strength said as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.passing import Passing
from ipdesk.gui.passphrase_edit import PassphraseEdit
from ipdesk.gui.theme import FIELD_GAP, Tone
from ipdesk.model.text import N_
from ipdesk.operations import workspaces

TONES: Final[dict[str, Tone]] = {"refused": "block", "weak": "warn", "fair": "info", "strong": "ok"}


class NewPassphrase(Passing):
    """Two fields; `names` gives the user's and the lab's name, of which a passphrase may not consist."""

    def __init__(self, context: Context, names: Callable[[], tuple[str, str]], label: str = "") -> None:
        super().__init__()
        self._context = context
        self._names = names
        self.first, self.second = PassphraseEdit(context), PassphraseEdit(context)
        hint = N_("At least 8 characters; several unrelated words are best. Nobody can look it up for you.")
        self.first_row = FieldRow(label or context.label(N_("Passphrase")), self.first, context.label(hint))
        self.second_row = FieldRow(context.label(N_("Repeat the passphrase")), self.second)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(FIELD_GAP)
        lines.addWidget(self.first_row)
        lines.addWidget(self.second_row)
        self.setFocusProxy(self.first)
        self.first.changed.connect(self.judge)
        self.second.changed.connect(self.compare)
        for each in (self.first, self.second):
            each.caps_lock.connect(self.compare)

    def judge(self) -> None:
        """Say how strong the passphrase is so far."""
        if not self.first.text():
            self.first_row.restore()
        else:
            judged = workspaces.judge_passphrase(self.first.text(), *self._names())
            self.first_row.tell(self._context.say(judged.message), TONES[judged.level.value])
        self.compare()

    def compare(self) -> None:
        """Say whether the second entry is the same, as soon as it cannot become so any more; Caps Lock first."""
        first, second = self.first.text(), self.second.text()
        if self.first.line.is_in_capitals() or self.second.line.is_in_capitals():
            self.second_row.tell(self._context.label(N_("Caps Lock seems to be on.")), "warn")
        elif not second or first.startswith(second):
            alike = bool(second) and first == second
            self.second_row.tell(
                self._context.label(N_("Both are the same.")) if alike else "", "ok" if alike else None
            )
        else:
            self.second_row.tell(self._context.label(N_("The two are not the same.")), "block")

    def entered(self) -> str:
        """Return the passphrase, or "" after saying in place why it cannot be taken."""
        judged = workspaces.judge_passphrase(self.first.text(), *self._names())
        if judged.level.value == "refused":
            self.first_row.refuse(self._context.say(judged.message))
        elif self.first.text() != self.second.text():
            self.second_row.refuse(self._context.label(N_("The two are not the same.")))
        else:
            return self.first.text()
        return ""

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()
        self.first_row.restore()
        self.second_row.restore()
