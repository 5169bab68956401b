"""The paper of an agreement as it reads now, clause by clause, with the wordings to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.clause_line import ClauseLine, clash_label
from ipdesk.gui.context import Context
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import spread, text_label, wrapped_label
from ipdesk.gui.theme import FIELD_GAP, GRID, MARKS
from ipdesk.model.text import N_, Message
from ipdesk.operations.agreement_papers import ReadPaper
from ipdesk.registers.agreement_paper import field_of_blank
from ipdesk.rules.clauses import SLOTS


class PaperCard(QWidget):
    """Sends `chosen` for a wording, `field_asked` for a field that fills a blank, `draft_asked` to draft again."""

    chosen = Signal(str, str)
    field_asked = Signal(str)
    draft_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.lines: dict[str, ClauseLine] = {}
        self.blanks: list[QPushButton] = []
        self._told: list[QLabel] = []
        self._made_of: tuple[str, tuple[str, ...]] = ("", ())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(FIELD_GAP)
        self.why = wrapped_label("")
        self.again = QPushButton(context.label(N_("Draft again")))
        self.again.setToolTip(
            context.label(N_("From the template and the facts of now; what was chosen stays."))
        )
        self.again.clicked.connect(self.draft_asked)
        head = spread(self.why, self.again)
        head.setStretch(0, 1)
        box.addLayout(head)
        self.missing = text_label(context.label(N_("Blanks that nothing fills; each leads to its field:")))
        box.addWidget(self.missing)
        self._places = QWidget()
        self._row = FlowLayout(self._places, GRID)
        box.addWidget(self._places)
        self._clashes, self._clauses = QVBoxLayout(), QVBoxLayout()
        self._clauses.setSpacing(0)
        box.addLayout(self._clashes)
        box.addLayout(self._clauses)

    def show_paper(self, read: ReadPaper | None, why: str, *, open_to_choose: bool) -> None:
        """Show a paper, and `why` its wordings may or may not be chosen; None shows that there is none."""
        self.why.setText(f"{MARKS['info']} {why}")
        self.again.setVisible(open_to_choose)
        self._show_blanks(read.missing if read else ())
        self._show_clashes([clash_label(self._context, each) for each in read.clashes] if read else [])
        made_of = (
            read.digest if read else "",
            tuple(each.clause.id for each in read.clauses) if read else (),
        )
        if made_of != self._made_of:
            self._make_lines(read)
            self._made_of = made_of
        for each in read.clauses if read else ():
            self.lines[each.clause.id].show_clause(each)
        for line in self.lines.values():
            line.set_read_only(not open_to_choose)

    def _make_lines(self, read: ReadPaper | None) -> None:
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        self.lines = (
            {each.clause.id: ClauseLine(self._context, each) for each in read.clauses} if read else {}
        )
        for line in self.lines.values():
            line.chosen.connect(self.chosen)
            self._clauses.addWidget(line)

    def _show_blanks(self, slots: Sequence[str]) -> None:
        names = [self._context.label(SLOTS[each]) for each in slots]
        if names == [each.text() for each in self.blanks]:
            return
        for button in self.blanks:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.blanks = [self._blank(slot, name) for slot, name in zip(slots, names, strict=True)]
        for each in (self.missing, self._places):
            each.setVisible(bool(slots))

    def _blank(self, slot: str, name: str) -> QPushButton:
        made = QPushButton(name)
        made.setObjectName("quiet")
        made.setAccessibleName(self._context.say(Message(N_("Fill in: {name}"), name=name)))
        field = field_of_blank(slot)
        made.setEnabled(bool(field))
        made.clicked.connect(lambda _on=False: self.field_asked.emit(field))
        self._row.addWidget(made)
        return made

    def _show_clashes(self, labels: Sequence[QLabel]) -> None:
        for label in self._told:
            label.hide()
            label.deleteLater()
        self._told = list(labels)
        for label in labels:
            self._clashes.addWidget(label)
