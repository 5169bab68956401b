"""The blocks of a record one at a time: the level first, each block with what it lacks, a summary at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import Elided, spread
from ipdesk.gui.record_sheet import RecordSheet
from ipdesk.gui.step_list import Step, StepList
from ipdesk.gui.summary_card import SummaryCard
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import Tone
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.register import Register, is_empty
from ipdesk.model.text import N_, Message

ATTACHMENTS: Final = "attachments"
SUMMARY: Final = "summary"


class IntakeSheet(RecordSheet):
    """A record's sheet that can be gone through step by step; office blocks come up only when all is shown.

    `stepped` is sent when another step is shown, `save_asked` where a step needs the record saved first.
    """

    stepped = Signal()
    save_asked = Signal()

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: Register) -> None:
        self.steps = StepList(context)
        self.summary = SummaryCard(context, register)
        self.place = Elided("")
        self.place.setProperty("muted", True)
        self.onward = QPushButton(context.label(N_("Next block")))
        self.backward = QPushButton(context.label(N_("Previous block")))
        self._names = [each.name for each in register.groups if not each.office]
        self._names += [ATTACHMENTS, SUMMARY]
        self._at = 0
        self._stepwise = False
        self._now: Sequence[Finding] = ()
        self._later: Sequence[Finding] = ()
        super().__init__(context, tasks, dialogs, register)
        self.onward.setToolTip("Ctrl+PgDown")
        self.backward.setToolTip("Ctrl+PgUp")
        self.onward.clicked.connect(self.go_on)
        self.backward.clicked.connect(self.go_back)
        self.steps.chosen.connect(self._go)
        self.summary.chosen.connect(lambda name: self._go(self._names.index(name)))
        self.form.reaching.connect(self._show_field)
        self.attachments.save_asked.connect(self.save_asked)

    def is_stepwise(self) -> bool:
        """Say whether one step is shown at a time."""
        return self._stepwise

    def step(self) -> int:
        """Return the step shown, counted from 0."""
        return self._at

    def is_at_end(self) -> bool:
        """Say whether the summary is shown."""
        return self._names[self._at] == SUMMARY

    def may_go_on(self) -> bool:
        """Say whether the level is answered, before which nothing else is asked."""
        return bool(self._record().level)

    def show_steps(self, *, on: bool) -> None:
        """Show one step at a time, or all of the record at once."""
        self._stepwise = on
        self.chip_bar.setVisible(not on)
        self.steps.setVisible(on)
        self.footer.setVisible(on)
        if on:
            self._show(0)
            return
        for card in (self.form, *self.form.cards.values(), self.attachments, self.links, self.history):
            card.show()
        self.summary.hide()
        self._show_margin()

    def go_on(self) -> None:
        """Go to the next step and put the cursor into its first field."""
        if self.may_go_on() and not self.is_at_end():
            self._go(self._at + 1, enter=True)

    def go_back(self) -> None:
        """Go to the step before."""
        if self._at:
            self._go(self._at - 1, enter=True)

    def go_to_end(self) -> None:
        """Go to the summary."""
        self._go(len(self._names) - 1, enter=True)

    def show_findings(self, now: Sequence[Finding], later: Sequence[Finding]) -> None:
        """Show the findings of this step at the side, and at each step how many it has."""
        self._now, self._later = now, later
        self._show_margin()
        if self._stepwise:
            self._mark_steps()
            if self.is_at_end():
                self.summary.show_record(self._record(), now)

    def lay_out(self) -> None:
        """Put the steps at the left of the cards, and under the cards the ways on and back."""
        super().lay_out()
        self.across.insertWidget(0, self.steps)
        self.cards.insertWidget(self.cards.count() - 1, self.summary)
        self.footer = QWidget()
        self.footer.setLayout(spread(self.place, self.backward, self.onward))
        self.footer.layout().setStretch(0, 1)  # type: ignore[union-attr]  # set in the line above
        self.footer.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]  # set in the line above
        self.cards.insertWidget(self.cards.count() - 1, self.footer)

    def _record(self) -> Record:
        return self.form.read()[0]

    def _go(self, index: int, *, enter: bool = False) -> None:
        self._show(index)
        self.stepped.emit()
        if not enter:
            return
        first = next((each for each in self._fields() if self.form.may_enter(each)), "")
        if first:
            self.form.go_to(first)
        else:
            self.steps.setFocus()

    def _fields(self) -> Sequence[str]:
        name = self._names[self._at]
        return next((each.fields for each in self._register.groups if each.name == name), ())

    def _show(self, index: int) -> None:
        """Show one step and nothing else."""
        self._at = index
        shown = self._names[index]
        self.form.make(shown)
        for name, card in self.form.cards.items():
            card.setVisible(name == shown)
        self.form.setVisible(shown in self.form.cards)
        self.attachments.setVisible(shown == ATTACHMENTS)
        self.summary.setVisible(shown == SUMMARY)
        self.links.hide()
        self.history.hide()
        if shown == SUMMARY:
            self.summary.show_record(self._record(), self._now)
        self.area.verticalScrollBar().setValue(0)
        self.onward.setVisible(not self.is_at_end())
        self.backward.setEnabled(index > 0)
        self._show_margin()
        self._mark_steps()

    def _show_field(self, field: QWidget) -> None:
        """Show the step of a field that is about to be gone to; an office field needs all of the record."""
        if not self._stepwise:
            return
        found = next((name for name, card in self.form.cards.items() if card.isAncestorOf(field)), "")
        if found not in self._names:
            self.show_steps(on=False)
        elif self._names[self._at] != found:
            self._show(self._names.index(found))
        self.stepped.emit()

    def _show_margin(self) -> None:
        if not self._stepwise or self.is_at_end():
            self.margin.show_findings(self._now, self._later)
            return
        here = [each for each in self._now if self._name_of(each) == self._names[self._at]]
        elsewhere = [each for each in self._now if each not in here]
        self.margin.show_findings(here, elsewhere, N_("In other blocks: {count}"))

    def _name_of(self, finding: Finding) -> str:
        field = finding.field.partition("[")[0]
        return next((each.name for each in self._register.groups if field in each.fields), "")

    def _mark_steps(self) -> None:
        record, level = self._record(), self.may_go_on()
        made = []
        for index, name in enumerate(self._names):
            of_step = [each for each in self._now if self._name_of(each) == name]
            made.append(
                Step(self._label(name), self._tone(name, record, of_step), len(of_step), level or not index)
            )
        self.steps.show_steps(made, self._at)
        place = Message(N_("Block {number} of {count}"), number=self._at + 1, count=len(self._names))
        first = N_("Answer the level first.")
        self.place.setText(self._context.say(place) + ("" if level else f" · {self._context.label(first)}"))
        self.onward.setEnabled(level)

    def _label(self, name: str) -> str:
        own = {ATTACHMENTS: N_("Attachments"), SUMMARY: N_("Review and submit")}
        label = own.get(name) or next(each.label for each in self._register.groups if each.name == name)
        return self._context.label(label)

    def _tone(self, name: str, record: Record, findings: Sequence[Finding]) -> Tone | None:
        """Return how a step stands: something is wrong, something is lacking, filled, or not begun."""
        if findings:
            return "block" if any(each.severity == "block" for each in findings) else "warn"
        fields = next((each.fields for each in self._register.groups if each.name == name), ())
        filled = any(not is_empty(getattr(record, each)) for each in fields)
        return "ok" if filled or (name == SUMMARY and not self._now) else None
