"""Keeps what was typed and not saved as a draft in the store, so that a crash takes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ipdesk.gui.context import Context
from ipdesk.gui.form import Form
from ipdesk.gui.theme import Tone
from ipdesk.model.errors import AboveLimit, Refused, WrongValue
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import drafts

EVERY: Final = 3_000  # milliseconds between two drafts while somebody types


class DraftKeeper(QObject):
    """Writes the draft of one form a few seconds after it was typed in."""

    def __init__(self, context: Context, register: Register, form: Form) -> None:
        super().__init__(form)
        self._context, self._register, self._form = context, register, form
        self.number = ""
        self.revision = 0
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.keep)

    def typed(self) -> None:
        """Keep a draft soon."""
        if not self.timer.isActive():
            self.timer.start()

    def keep(self) -> bool:
        """Keep a draft now; content above the limit leaves none behind, and what cannot be read is left out.

        Says whether all of what was typed is kept.
        """
        self.timer.stop()
        if not self._context.is_open():
            return False
        values = self._readable()
        try:
            if values:
                drafts.keep_draft(self._context.desk, self._register, values, self.number, self.revision)
            else:
                self.drop()
        except AboveLimit:
            self.drop()
            return False
        except Refused:
            return False  # what stands in the way is said when the user saves
        return values == self._form.changed()

    def bring_back(self) -> tuple[str, Tone] | None:
        """Put the draft of the record into the form, and return what to say of it; None when there is none."""
        draft = drafts.find_draft(self._context.desk, self._register, self.number)
        if draft is None or not draft.values:
            return None
        self._form.put(draft.values)
        at = f"{datetime.fromisoformat(draft.saved).astimezone():%Y-%m-%d %H:%M}"
        text = self._context.say(Message(N_("What you typed on {at} and did not save is back."), at=at))
        if not self.number or draft.revision == self.revision:
            return text, "info"
        changed = self._context.label(N_("The record was changed since; look before you save."))
        return f"{text} {changed}", "warn"

    def drop(self) -> None:
        """Drop the draft, after it was saved or thrown away."""
        self.timer.stop()
        drafts.drop_draft(self._context.desk, self._register, self.number)

    def _readable(self) -> dict[str, object]:
        _, wrong = self._form.read()
        return _without(self._form.changed(), wrong)


def _without(values: dict[str, object], wrong: Mapping[str, WrongValue]) -> dict[str, object]:
    """Return values without those that cannot be read, child rows cell by cell."""
    for place in wrong:
        name, _, rest = place.partition("[")
        index, _, inner = rest.partition("].")
        rows = values.get(name)
        if index.isdigit() and isinstance(rows, list) and int(index) < len(rows):
            cells = {key: value for key, value in rows[int(index)].items() if key != inner}
            values = {**values, name: [*rows[: int(index)], cells, *rows[int(index) + 1 :]]}
        else:
            values = {key: value for key, value in values.items() if key != name}
    return values
