"""What is set aside of the check of manuscripts: who decided it, when and why; each may be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QPushButton

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.rows_table import Row, RowsTable
from ipdesk.gui.tasks import Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import lexicons, set_asides
from ipdesk.operations.permissions import permits
from ipdesk.operations.set_asides import Aside
from ipdesk.rules.words import Words

WIDTHS: Final = (150, 320, 130, 110)  # of all columns but the last
KINDS: Final = {"word": N_("Word in one wording"), "stock": N_("Stock sentence")}
NONE: Final = N_("Nothing is set aside. On the page of a check, S sets a hit or a stock sentence aside.")


class AsidesPage(Page):
    """Enter opens the record that a sentence is of."""

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__(context, tasks)
        label = context.label
        self._held: Sequence[Aside] = ()
        self._families: Mapping[str, Words] = {}
        self.count = text_label("", muted=True)
        self.back = QPushButton(label(N_("Take back")))
        self.back.clicked.connect(self.take_back)
        headings = (N_("Kind"), N_("What is set aside"), N_("Decided by"), N_("Decided on"), N_("Reason"))
        self.table = RowsTable(context, self.title(), [label(each) for each in headings], WIDTHS)
        self.table.chosen.connect(lambda _row: self.open_chosen())
        self.empty = EmptyState()
        self.body.addLayout(spread(text_label(self.title(), "title"), self.count, 1, self.back))
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.setFocusProxy(self.table)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Set aside in checks"))

    def refresh(self) -> None:
        """List what is set aside now."""
        if not self.context.is_open():
            return
        self._held = set_asides.list_asides(self.context.desk)
        self._families = lexicons.family_labels(self.context.desk)
        self.table.show_rows([self._row(each) for each in self._held])
        self.table.setVisible(bool(self._held))
        self.back.setVisible(self._may())
        self.empty.setVisible(not self._held)
        self.empty.show_state(self.context.label(NONE), ())
        self.count.setText(self.context.say(Message(N_("{count} found."), count=len(self._held))))
        self.acts_changed.emit()

    def take_back(self) -> None:
        """Let what is chosen be found again."""
        aside = self._chosen()
        if aside is None:
            return
        try:
            set_asides.take_back(self.context.desk, aside.id)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.outcome.say(self.context.label(N_("It is found again from now on.")), "ok")
        self.context.changed.emit()

    def open_chosen(self) -> None:
        """Open the record that the sentence chosen is of."""
        aside = self._chosen()
        if aside is not None and aside.number:
            self.opened.emit(aside.register, aside.number)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label(N_("Take back"))
        return (Command(id="asides.back", label=label, run=self.take_back, enabled=self._may),)

    def _row(self, aside: Aside) -> Row:
        family = self._families.get(aside.family, aside.family)
        what = aside.text or self.context.say(Message("{family}: {term}", family=family, term=aside.term))
        where = f" [{aside.number}]" if aside.number else ""
        kind = self.context.label(KINDS[aside.kind])
        return kind, f"{what}{where}", aside.by, aside.at[:10], aside.reason

    def _chosen(self) -> Aside | None:
        row = self.table.row()
        return self._held[row] if 0 <= row < len(self._held) else None

    def _may(self) -> bool:
        return bool(self._held) and permits(self.context.desk.actor, "rules")
