"""The offer to add a supplement to what was reported and is fixed since."""

from __future__ import annotations

from ipdesk.gui.context import Context
from ipdesk.gui.form import Form
from ipdesk.gui.offer import Offer
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.operations import editing, records


class SupplementOffer(Offer):
    """Says that what was reported is fixed; once taken, the form is open for what the supplement changes."""

    def __init__(self, context: Context, register: Register, form: Form) -> None:
        super().__init__()
        self._context, self._register, self._form = context, register, form
        self._begun = False

    def show_for(self, record: Record) -> None:
        """Offer a supplement to a record that takes one."""
        self._begun = False
        self.hide()
        if editing.may_supplement(self._context.desk, self._register, record):
            text = self._context.label(N_("What was reported can no longer be edited: it was accepted."))
            self.show_offer(text, "info", [(self._context.label(N_("Add a supplement…")), self.begin)])

    def begin(self) -> None:
        """Open the form for the supplement."""
        self._begun = True
        desk, base = self._context.desk, self._form.base
        self._form.set_open(editing.open_fields(desk, self._register, base, supplement=True))
        text = N_("Change what the supplement changes; saving asks for a sentence on it.")
        self.show_offer(self._context.label(text), "info")

    def needs_sentence(self) -> bool:
        """Say whether what was typed changes what is fixed, so that it needs a sentence of its own."""
        changed = self._form.read()[0]
        return self._begun and bool(records.frozen_changes(self._register, self._form.base, changed))
