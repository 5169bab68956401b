"""What a template that is being written comes to: the paper with sample facts, what differs, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import TONES, text_label, wrapped_label
from ipdesk.gui.theme import GAP, MARKS
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message
from ipdesk.rules.clause_changes import changes, template_changes_wording
from ipdesk.rules.clause_faults import Fault
from ipdesk.rules.clause_samples import sample_facts
from ipdesk.rules.clauses import SLOTS, Composed, ComposedAnnex, ComposedClause, Template, compose

VIEWS: Final = (
    ("zh", N_("Preview in Chinese")),
    ("en", N_("Preview in English")),
    ("changes", N_("What differs from the one in force")),
)
PLACE: Final = Qt.ItemDataRole.UserRole


class TemplateView(QWidget):
    """`fault_chosen` carries the clause and wording of a fault."""

    fault_chosen = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        label = context.label
        self.views = QComboBox()
        self.views.setAccessibleName(label(N_("What is shown")))
        for code, name in VIEWS:
            self.views.addItem(label(name), code)
        self.note = wrapped_label(
            label(N_("The facts in it are samples; they belong to nobody.")), muted=True
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(label(N_("Preview")))
        self.count = text_label("", "section")
        self.faults = QListWidget()
        self.faults.setWordWrap(True)
        self.faults.setAccessibleName(label(N_("What is wrong")))
        self.faults.itemActivated.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        for each in (self.views, self.note):
            box.addWidget(each)
        box.addWidget(self.text, 3)
        box.addWidget(self.count)
        box.addWidget(self.faults, 1)

    def show_template(self, template: Template, in_force: Template, clause: str, option: str) -> None:
        """Show what it comes to, with the clause being written in sight, in the wording being written."""
        view = self.views.currentData()
        self.note.setVisible(view != "changes")
        if view == "changes":
            told = template_changes_wording(changes(in_force, template))
            said = [f"· {self._context.say(each)}" for each in told]
            self._show(
                "\n".join(said) or self._context.label(N_("Nothing differs from the template in force."))
            )
            return
        facts, choices = sample_facts(view), {}
        for each in template.clauses:
            if each.id == clause:
                choices[clause] = option
                facts |= {condition.fact: condition.answer for condition in each.when}
        made = compose(template, choices, facts, view)
        label = self._context.translator.to(view).label
        self._show("\n".join(_lines(made, {slot: label(name) for slot, name in SLOTS.items()})))
        found = next((each for each in made.clauses if each.id == clause), None)
        self._go_to(f"{found.number}　{found.heading}" if found else made.title)

    def show_faults(self, faults: Sequence[Fault], names: dict[str, str]) -> None:
        """Show what is wrong; `names` are the headings of the clauses."""
        say = self._context.say
        self.count.setText(say(Message(N_("Wrong or to be looked at: {count}"), count=len(faults))))
        self.faults.clear()
        for each in faults:
            place = names.get(each.clause, "")
            text = f"{MARKS[TONES[each.severity]]} {f'{place}: ' if place else ''}{say(each.message)}"
            if each.clash is not None:
                basis = show_basis(each.clash.basis, self._context.translator)
                text = f"{text} {say(each.clash.clears)}（{basis}）"
            item = QListWidgetItem(text)
            item.setData(PLACE, (each.clause, each.option))
            self.faults.addItem(item)

    def _show(self, text: str) -> None:
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def _go_to(self, line: str) -> None:
        at = self.text.toPlainText().find(line)
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(max(at, 0))
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _choose(self, item: QListWidgetItem) -> None:
        self.fault_chosen.emit(*item.data(PLACE))


def _lines(made: Composed, labels: dict[str, str]) -> Iterator[str]:
    yield made.title
    for party in made.parties:
        yield ""
        yield party.name
        yield from (f"{labels[slot]}：{text}" for slot, text in party.lines)
    yield ""
    yield from made.preamble
    parts: tuple[ComposedClause | ComposedAnnex, ...] = (*made.clauses, *made.annexes)
    for part in parts:
        yield ""
        yield f"{part.number}　{part.heading}"
        yield from part.paragraphs
