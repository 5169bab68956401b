"""The card in which several assessments are decided at once: one decision, and what all of them need for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ipdesk.gui.case_decision import (
    COMMITTEE,
    Decision,
    Signing,
    departs,
    lacks_terms,
    steps_needed,
)
from ipdesk.gui.cases import Case
from ipdesk.gui.context import Context
from ipdesk.gui.decision_terms import DecisionTerms
from ipdesk.gui.editors.choice import CalmCombo
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, Elided, primary, spread, text_label, wrapped_label
from ipdesk.gui.theme import GAP
from ipdesk.model.dates import read_day
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations.assessments import PROPOSED
from ipdesk.registers.assessment_choices import OUTCOMES, STEPS
from ipdesk.registers.assessment_decision import SPLITS

_DAY: Final = 124  # pixels


class _Step(QWidget):
    """A step of approval: who, when, and the declaration."""

    def __init__(self, context: Context, step: str, today: str) -> None:
        super().__init__()
        label = context.label(option_label(STEPS, step))
        said = N_("{step}: {field}")
        self.name, self.on = QLineEdit(), QLineEdit(today)
        self.on.setFixedWidth(_DAY)
        self.no_gain = QCheckBox(context.label(N_("Declares to gain nothing unlawful")))
        self.name.setPlaceholderText(context.label(N_("Name")))
        fields = (
            (self.name, N_("Name")),
            (self.on, N_("Signed on")),
            (self.no_gain, N_("Declares to gain nothing unlawful")),
        )
        for widget, what in fields:
            widget.setAccessibleName(context.say(Message(said, step=label, field=Message(what))))
        caption = text_label(label)
        caption.setMinimumWidth(150)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(caption)
        line.addWidget(self.name, 1)
        line.addWidget(self.on)
        line.addWidget(self.no_gain)

    def signing(self) -> Signing:
        """Return what was entered."""
        return Signing(self.name.text().strip(), self.on.text().strip(), self.no_gain.isChecked())


class DecisionCard(Card):
    """`asked` comes when the button is pressed; `show_cases` says for which cases it is, and whether it may be pressed."""

    asked = Signal()
    changed = Signal()  # its height may be another

    def __init__(self, context: Context, kept: dict[str, str]) -> None:
        super().__init__()
        self._context = context
        self._cases: Sequence[Case] = ()
        self._unsaved = False
        label, today = context.label, context.desk.today().isoformat()
        self.head = Elided("")
        self.head.setProperty("role", "section")
        self.outcome = CalmCombo()
        self.outcome.addItem(label(N_("As proposed for each")), PROPOSED)
        for each in OUTCOMES:
            self.outcome.addItem(label(each.label), each.code)
        self.day, self.meeting = QLineEdit(today), QLineEdit()
        self.day.setFixedWidth(_DAY)
        self.meeting.setFixedWidth(_DAY)
        self.reasons, self.otherwise = QLineEdit(), QLineEdit()
        self.steps = {each.code: _Step(context, each.code, today) for each in STEPS if each.code != COMMITTEE}
        self.terms = DecisionTerms(context, kept)
        self.why = wrapped_label("", muted=True)
        self.decide = primary(QPushButton())
        self._lay_out()
        self.outcome.currentIndexChanged.connect(self.refresh)
        lines = [each for step in self.steps.values() for each in (step.name, step.on)]
        for line in (self.day, self.meeting, self.reasons, self.otherwise, *lines):
            line.textChanged.connect(self._judge)
        self.terms.edited.connect(self._judge)
        self.decide.clicked.connect(self.asked)

    def show_cases(self, cases: Sequence[Case], *, unsaved: bool) -> None:
        """Show what these cases need; with unsaved answers among them nothing is decided."""
        self._cases, self._unsaved = cases, unsaved
        self.refresh()

    def refresh(self) -> None:
        """Show what the cases need for the outcome chosen."""
        chosen, say = self.chosen(), self._context.say
        head = Message(N_("Decision for the selected cases: {count}"), count=len(self._cases))
        self.head.setText(f"{say(head)}　{'、'.join(each.number for each in self._cases)}")
        needed = {step for case in self._cases for step in steps_needed(case, chosen)}
        for step, line in self.steps.items():
            line.setVisible(step in needed)
        self._meeting.setVisible(COMMITTEE in needed)
        self._otherwise.setVisible(any(departs(case, chosen) for case in self._cases))
        self.terms.show_splits(self._splits())
        self.decide.setText(say(Message(N_("Decide {count} cases"), count=len(self._cases))))
        self._judge()
        self.changed.emit()

    def chosen(self) -> str:
        """Return the outcome chosen, PROPOSED for that of each case."""
        return str(self.outcome.currentData())

    def decision(self) -> Decision:
        """Return what was entered."""
        return Decision(
            outcome=self.chosen(),
            reasons=self.reasons.text().strip(),
            otherwise=self.otherwise.text().strip(),
            day=self.day.text().strip(),
            meeting=self.meeting.text().strip(),
            signings={step: line.signing() for step, line in self.steps.items()},
            terms=self.terms.terms(),
        )

    def lacking(self) -> Message | None:
        """Return what has to be done before the button can be pressed; what one case alone lacks is told by its refusal."""
        if not self._cases:
            return Message(N_("Select the cases in the table first."))
        if self._unsaved:
            return Message(N_("Save the answers of these cases first (Ctrl+S)."))
        if not self.reasons.text().strip():
            return Message(N_("Give the reasons; they stand in each case."))
        if not self._otherwise.isHidden() and not self.otherwise.text().strip():
            return Message(N_("Say why it is decided otherwise than proposed."))
        signings = [line for line in self.steps.values() if not line.isHidden()]
        for line in (self.day, *(each.on for each in signings)):
            reading = read_day(line.text())
            if reading is None or reading.doubtful:
                return Message(N_("“{text}” is no day that can be read."), text=line.text())
        for step, step_line in self.steps.items():
            if not step_line.isHidden() and not step_line.name.text().strip():
                return Message(N_("Enter who approves: {step}."), step=Message(option_label(STEPS, step)))
        if not self._meeting.isHidden() and not self.meeting.text().strip():
            return Message(N_("Enter the number of the committee meeting."))
        if split := self.terms.wrong(self._splits()):
            return Message(
                N_("{field}: name the party; the shares must sum to exactly 100%."),
                field=Message(SPLITS[split]),
            )
        return None

    def _splits(self) -> frozenset[str]:
        return frozenset(name for case in self._cases for name in lacks_terms(case, self.chosen()))

    def _judge(self) -> None:
        lacking = self.lacking()
        self.decide.setEnabled(lacking is None)
        every = Message(
            N_("Each case is an act of its own; what is refused stays as it is, with its reason.")
        )
        self.why.setText(self._context.say(lacking or every))

    def _lay_out(self) -> None:
        label = self._context.label
        self.body.setSpacing(GAP)
        self.body.setContentsMargins(16, 12, 16, 12)
        self._meeting = FieldRow(label(N_("Committee meeting")), self.meeting)
        self._otherwise = FieldRow(label(N_("Why otherwise than proposed")), self.otherwise)
        self.body.addWidget(self.head)
        first = spread(
            FieldRow(label(N_("Decision")), self.outcome),
            FieldRow(label(N_("Decided on")), self.day),
            self._meeting,
            FieldRow(label(N_("Reasons")), self.reasons),
        )
        first.setStretch(3, 1)
        self.body.addLayout(first)
        self.body.addWidget(self._otherwise)
        for line in self.steps.values():
            self.body.addWidget(line)
        self.body.addWidget(self.terms)
        foot = spread(self.why, self.decide)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.setFocusProxy(self.outcome)
