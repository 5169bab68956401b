"""Names in links that several records bear: which is meant, a list for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QScrollArea, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import CalmCombo
from ipdesk.model.text import N_, Message
from ipdesk.operations.intake_links import AS_IT_IS, Asked, Question, place_of

MOST_HEIGHT: Final = 160


class QuestionsView(QScrollArea):
    """The questions of a preview. `answered` carries what was asked, and the number given."""

    answered = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.combos: dict[Asked, CalmCombo] = {}
        self.setWidgetResizable(True)
        self.setAccessibleName(context.label(N_("Which record is meant")))
        self.setMaximumHeight(MOST_HEIGHT)
        self.hide()

    def show_questions(self, questions: Sequence[Question], answers: Mapping[Asked, str]) -> None:
        """Show what is asked, answered or not."""
        say, label = self._context.say, self._context.label
        self.combos = {}
        inner = QWidget()
        lines = QFormLayout(inner)
        for each in questions:
            asked = say(
                Message(N_("Which {one} is “{text}”?"), one=Message(each.register.one), text=each.text)
            )
            combo = CalmCombo()
            combo.setAccessibleName(asked)
            combo.addItem(label(N_("Not answered")), None)
            for held in each.candidates:
                told = (say(place_of(held.number)), held.title, held.unit)
                combo.addItem("　".join(filter(None, told)), held.number)
            combo.addItem(label(N_("Leave it as it is written")), AS_IT_IS)
            given = answers.get(each.key)
            combo.setCurrentIndex(max(combo.findData(given), 0) if given is not None else 0)
            combo.activated.connect(lambda _index, key=each.key: self._answer(key))
            lines.addRow(asked, combo)
            self.combos[each.key] = combo
        self.setWidget(inner)
        self.setVisible(bool(questions))

    def _answer(self, key: Asked) -> None:
        given = self.combos[key].currentData()
        if given is not None:
            self.answered.emit(key, given)
