"""The signing rate: by unit or by kind of employment, with every figure leading to the people behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QCheckBox, QPushButton, QStackedWidget

from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.commands import Command
from ipdesk.gui.conditions import ALL, Filter
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.empty_state import Act, EmptyState
from ipdesk.gui.labels import Elided, primary, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.gui.signing_button import said
from ipdesk.gui.signing_table import SigningTable, share_text
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.model.text import N_, Message
from ipdesk.operations import signing
from ipdesk.operations.permissions import permits
from ipdesk.registers import register
from ipdesk.registers.signing import Figure, SigningRate, Tally

PEOPLE: Final = "people"
# The field that tells people apart, with what it is called on the chip.
BY: Final = {"unit": N_("By unit"), "employment": N_("By kind of employment")}


class SigningPage(Page):
    """`open_list` gets a register and the Filter of those behind a figure; `open_import` the register to fill."""

    def __init__(
        self,
        context: Context,
        tasks: Tasks,
        dialogs: Dialogs,
        open_list: Callable[[str, Filter], None],
        open_import: Callable[[str], None],
    ) -> None:
        super().__init__(context, tasks)
        label = context.label
        self.open_list, self.open_import = open_list, open_import
        self._rate: SigningRate | None = None
        self._kinds: dict[str, str] = {}
        self._by = "unit"
        self._writer = PaperWriter(self, dialogs)
        self.count = Elided("")
        self.count.setProperty("muted", True)
        self.naming = QCheckBox(label(N_("Name who lacks one")))
        self.workbook_button = QPushButton(label(N_("Workbook…")))
        self.report_button = primary(QPushButton(label(N_("Report…"))))
        if not self._may_write():
            for each in (self.naming, self.workbook_button, self.report_button):
                each.hide()
        self.views = ChipRow(self.title(), list(BY))
        self.table = SigningTable(context)
        self.empty = EmptyState()
        self.places = QStackedWidget()
        self.keys = text_label(label(N_("Enter opens the people behind a figure")), muted=True)
        self._lay_out()
        self.views.chosen.connect(self.show_by)
        self.table.chosen.connect(self._open)
        self.workbook_button.clicked.connect(self.write_workbook)
        self.report_button.clicked.connect(self.write_report)
        self._show_views()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Signing rate"))

    def refresh(self) -> None:
        """Reckon the figures on another thread."""
        if not self.context.is_open():
            return
        desk = self.context.desk

        def work(_task: Task) -> tuple[SigningRate, dict[str, str]]:
            twin = desk.twin()
            with twin.workspace:
                return signing.signing_rate(twin), signing.kind_labels(twin)

        self.tasks.start(work, self._show, self.outcome.refuse)

    def show_by(self, by: str) -> None:
        """Tell people apart by unit or by kind of employment."""
        self._by = by
        self._show_views()
        self._show_rows()

    def write_report(self) -> None:
        """Write the report as a PDF."""
        self._writer.write_signing(".pdf", naming=self.naming.isChecked())

    def write_workbook(self) -> None:
        """Write the figures with the people behind them as a workbook."""
        self._writer.write_signing(".xlsx")

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        made = [
            Command(id=f"signing.{by}", label=label(name), run=partial(self.show_by, by)) for by, name in BY.items()
        ]  # fmt: skip
        if self._may_write():
            report, workbook = label(N_("Signing rate: report…")), label(N_("Signing rate: workbook…"))
            made.append(Command(id="signing.report", label=report, run=self.write_report, shortcut="Ctrl+E"))
            made.append(
                Command(id="signing.workbook", label=workbook, run=self.write_workbook, shortcut="Ctrl+Shift+E")
            )  # fmt: skip
        return made

    def _may_write(self) -> bool:
        return permits(self.context.desk.actor, "export")

    def _lay_out(self) -> None:
        self.body.setSpacing(FIELD_GAP)
        head = spread(
            text_label(self.title(), "title"),
            self.count,
            self.naming,
            self.workbook_button,
            self.report_button,
        )
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.views)
        self.places.addWidget(self.table)
        self.places.addWidget(self.empty)
        self.body.addWidget(self.places, 1)
        self.body.addWidget(self.keys)
        self.setFocusProxy(self.table)

    def _show(self, found: tuple[SigningRate, dict[str, str]]) -> None:
        if not self.context.is_open():
            return  # locked meanwhile
        self._rate, self._kinds = found
        some, had_focus = bool(self._rate.total.count("here")), self.places.currentWidget().hasFocus()
        self.places.setCurrentWidget(self.table if some else self.empty)
        self.setFocusProxy(self.table if some else self.empty)
        self.keys.setVisible(some)
        if not some:
            self.empty.show_state(*self._nothing())
        if had_focus:
            self.places.currentWidget().setFocus()
        share = share_text(self._rate.total)
        self.count.setText(f"{self.context.say(said(self._rate))} · {share}" if some else "")
        self._show_rows()

    def _show_views(self) -> None:
        self.views.show_choice(self._by, {by: self.context.label(name) for by, name in BY.items()})

    def _tallies(self) -> list[tuple[str, Tally]]:
        """Return the tallies shown under their names, everybody first."""
        assert self._rate is not None
        label = self.context.label
        tallies = self._rate.units if self._by == "unit" else self._rate.kinds
        kinds = self._kinds if self._by == "employment" else {}
        named = [(kinds.get(each.name, each.name) or label(N_("not named")), each) for each in tallies]
        return [(label(N_("Total")), self._rate.total), *named]

    def _show_rows(self) -> None:
        if self._rate is not None:
            heading = register(PEOPLE).field(self._by).kind.label
            self.table.show_rows(self.context.label(heading), self._tallies())

    def _open(self, row: int, figure: Figure) -> None:
        duty = ("duty", signing.word_of(figure))
        within = ((self._by, self._tallies()[row][1].name),) if row else ()
        self.open_list(PEOPLE, Filter(state=ALL, conditions=(*within, duty)))

    def _nothing(self) -> tuple[str, list[Act]]:
        """Say what to do where nobody is here."""
        label, actor, people = self.context.label, self.context.desk.actor, register(PEOPLE)
        acts: list[Act] = []
        if permits(actor, "import"):
            acts.append((label(N_("Import the personnel list…")), lambda: self.open_import(PEOPLE)))
        if permits(actor, "add"):
            new = self.context.say(Message(N_("New: {one}"), one=Message(people.one)))
            acts.append((new, lambda: self.opened.emit(PEOPLE, "")))
        return label(N_("Nobody is here yet: import the personnel list, or add the first person.")), acts
