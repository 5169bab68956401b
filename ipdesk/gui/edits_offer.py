"""The offer about what was typed and not saved: it is back, or the record was changed meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ipdesk.gui.context import Context
from ipdesk.gui.draft_keeper import DraftKeeper
from ipdesk.gui.offer import Offer
from ipdesk.model.errors import Stale
from ipdesk.model.text import N_, Message


class EditsOffer(Offer):
    """`dropped` asks to throw away what was typed, `kept` to show the record as it is now under it."""

    dropped = Signal()
    kept = Signal()

    def __init__(self, context: Context, keeper: DraftKeeper) -> None:
        super().__init__()
        self._context, self._keeper = context, keeper

    def bring_back(self) -> None:
        """Put what was typed before and not saved into the form, and say so."""
        if (back := self._keeper.bring_back()) is not None:
            self.show_offer(*back, [(self._context.label(N_("Drop it")), self.dropped.emit)])

    def show_stale(self, refused: Stale | None = None) -> None:
        """Say that the record was changed since it was read, as a refusal says it, and what can be done."""
        label, number = self._context.label, self._keeper.number
        changed = Message(N_("{number} was changed by somebody else since it was read."), number=number)
        said = self._context.say(refused.what if refused else changed)
        kept = label(N_("What you typed is still here and was not saved."))
        acts = [
            (label(N_("Show the new state under my edits")), self.kept.emit),
            (label(N_("Drop my edits")), self.dropped.emit),
        ]
        self.show_offer(f"{said} {kept}", "warn", acts)
