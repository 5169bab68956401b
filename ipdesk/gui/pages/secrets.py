"""The page of a technical secret: that of any record, with how it is kept at a glance and its protected text."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.gui.commands import Command
from ipdesk.gui.docketed_page import DocketedPage, DocketedSheet
from ipdesk.gui.keeping_card import KeepingCard
from ipdesk.gui.labels import Card
from ipdesk.gui.protected_card import ProtectedCard
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.text import N_
from ipdesk.operations.reading import Sight
from ipdesk.registers.secrets import Secret


class SecretSheet(DocketedSheet):
    """A sheet with deadlines and two cards more: how the secret is kept over the form, the protected text under it."""

    keeping: KeepingCard
    protected: ProtectedCard

    def make_overview(self) -> Sequence[tuple[str, Card]]:
        """Make the card of how it is kept, and that of its deadlines."""
        self.keeping = KeepingCard(self._context)
        return ((self._context.label(N_("Kept how")), self.keeping), *super().make_overview())

    def make_rest(self) -> Sequence[tuple[str, Card]]:
        """Make the card of the protected text."""
        self.protected = ProtectedCard(self._context, self._tasks, self._dialogs)
        return ((self._context.label(N_("Protected text")), self.protected),)

    def clear(self, record: Record) -> None:
        """Show nothing of a record any more: it is sealed."""
        super().clear(record)
        self.protected.show_kept("")


class SecretPage(DocketedPage):
    """Shows a technical secret; its protected text is shown to named readers alone and goes when the page is left."""

    sheet: SecretSheet

    def make_sheet(self) -> SecretSheet:
        """Make the sheet with the cards of a secret."""
        made = SecretSheet(self.context, self.tasks, self.dialogs, self.register)
        made.protected.said.connect(self.outcome.say)
        made.protected.refused.connect(self.outcome.refuse)
        return made

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those on its protected text."""
        return [*super().commands(), *self.sheet.protected.commands()]

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a secret and what is kept of it; the text itself is put away."""
        super().load(sight, restore=restore)
        if sight is None or not sight.record.withheld:
            self.sheet.protected.show_kept(self.number)

    def check(self, known: tuple[Finding, ...] | None = None) -> None:
        """Look for findings, and show how it is kept as it is typed."""
        super().check(known)
        if self.context.is_open() and not self.form.base.withheld:
            record, _ = self.form.read()
            assert isinstance(record, Secret)
            self.sheet.keeping.show_secret(record)
