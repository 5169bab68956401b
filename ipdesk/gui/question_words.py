"""The whole question of the cell at hand, over a table of answers: for which case, what to look for, on what basis."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ipdesk.gui.cases import Case
from ipdesk.gui.context import Context
from ipdesk.gui.labels import Elided, dress, wrapped_label
from ipdesk.gui.theme import GRID, MARKS
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message
from ipdesk.rules.checklist import Item

_LEAST: Final = 124  # pixels, so that the table does not move from question to question


class QuestionWords(QFrame):
    """Says nothing but what the list says of the question, and what a failing answer asks for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("card")
        self.setMinimumHeight(_LEAST)
        self.case = Elided("")
        self.case.setProperty("role", "label")
        self.question = wrapped_label("")
        self.question.setProperty("strong", True)
        self.more = wrapped_label("", muted=True)
        self.told = wrapped_label("")
        for each in (self.more, self.told):
            each.setProperty("role", "label")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(GRID)
        for label in (self.case, self.question, self.more, self.told):
            box.addWidget(label)
        box.addStretch(1)

    def show_nothing(self) -> None:
        """Show no question."""
        for label in (self.case, self.question, self.more, self.told):
            label.setText("")

    def show_question(self, case: Case, item: Item | None) -> None:
        """Show a question for a case, or only how the case stands where the cell holds none."""
        say, language = self._context.say, self._context.translator.language
        title = self._context.label(N_("Sealed")) if case.record.withheld else case.record.title
        self.case.setText(f"{case.number}　{title}")
        question = item.question.said(language) if item is not None else title
        self.question.setText(question)
        more = []
        if item is not None:
            bases = "；".join(
                filter(None, (show_basis(each, self._context.translator) for each in item.basis))
            )
            basis = say(Message(N_("Basis: {basis}"), basis=bases)) if bases else ""
            more = [each for each in (item.guidance.said(language), basis) if each]
        self.more.setText("\n".join(more))
        self._tell(case, item)

    def _tell(self, case: Case, item: Item | None) -> None:
        """Say what stands in the way: how the last act went, a failing answer, a question that is not asked."""
        label, language = self._context.label, self._context.translator.language
        tone, text = "info", ""
        failed = item is not None and case.found is not None and item in case.found.result.failed
        if case.told is not None and case.told.tone != "ok":
            tone, text = case.told.tone, case.told.text
        elif case.found is None and not case.record.withheld:
            text = label(
                N_("This case has no checklist yet. Open it (Ctrl+Shift+O) to take the one in force.")
            )
        elif item is not None and failed:
            tone, text = "block", item.clears.said(language)
        elif item is not None and (place := case.place(item.id)) != "open":
            text = label(_PLACES[place])
        elif item is not None and case.found and any(item.id in each for each in case.found.sheets.values()):
            text = label(
                N_(
                    "The assessors scored this: the mean of their scores counts, not the answer of the office."
                )
            )
        elif case.fixed:
            text = label(_PLACES["fixed"])
        dress(self.told, "tone", tone if text else "")
        mark = MARKS["block"] if tone == "block" else MARKS["warn"] if tone == "warn" else MARKS["info"]
        self.told.setText(f"{mark} {text}" if text else "")
        self.told.setVisible(bool(text))


_PLACES: Final = {
    "absent": N_("The list of this case does not have this question."),
    "unasked": N_("This question is not asked in this case: it follows from an answer that was not given."),
    "fixed": N_(
        "This case takes no answers now: it is decided, sealed or withdrawn, or not yours to change."
    ),
}
