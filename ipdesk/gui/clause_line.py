"""One clause of an agreement as it reads now: its wordings to choose from, its basis, and what of it clashes with law."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import Segments
from ipdesk.gui.labels import TONES, dress, wrapped_label
from ipdesk.gui.scrolling import reveal
from ipdesk.gui.theme import GRID, MARKS
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import Option
from ipdesk.model.text import N_, Message
from ipdesk.operations.agreement_papers import ReadClause
from ipdesk.rules.clause_clashes import Clash

OUT: Final = "-"  # the choice that leaves a clause out; no wording has this id


class ClauseLine(QFrame):
    """Sends `chosen` with its id and the wording chosen, "" where it is left out."""

    chosen = Signal(str, str)

    def __init__(self, context: Context, read: ReadClause) -> None:
        super().__init__()
        self._context, self.id, self._choice = context, read.clause.id, ""
        self._read: ReadClause | None = None
        language = context.translator.language
        self.setObjectName("line")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID * 2, 0, GRID * 2)
        box.setSpacing(GRID)
        self.heading = wrapped_label("")
        self.heading.setProperty("strong", True)
        box.addWidget(self.heading)
        offered = [Option(each.id, each.label.said(language)) for each in read.clause.options]
        if read.clause.may_be_left_out:
            offered.append(Option(OUT, context.label(N_("Left out"))))
        self.segments = Segments(context, read.clause.heading.said(language), offered)
        self.segments.chosen.connect(self._take)
        box.addWidget(self.segments)
        self.segments.setVisible(
            len(offered) > 1
        )  # not before it has its place: it would be a window of its own
        self.texts = wrapped_label("")
        self.second = wrapped_label("", muted=True)
        self.told: list[QLabel] = []
        self._box = box
        self.basis = wrapped_label("", muted=True)
        self.basis.setProperty("role", "label")
        for label in (self.texts, self.second, self.basis):
            box.addWidget(label)
        self.setFocusProxy(self.segments)
        self.show_clause(read)

    def show_clause(self, read: ReadClause) -> None:
        """Show how it reads now."""
        if read == self._read:
            self.segments.show_code(self._choice)
            return
        language, say = self._context.translator.language, self._context.say
        self._read, self._choice = read, read.choice or OUT
        self.segments.show_code(self._choice)
        heading = read.clause.heading.said(language)
        self.heading.setText(" / ".join(f"{each.number}　{each.heading}" for each in read.texts) or heading)
        first, others = next(iter(read.texts), None), read.texts[1:]
        left_out = self._context.label(N_("Not on the paper."))
        self.texts.setText("\n".join(first.paragraphs) if first else left_out)
        self.second.setText("\n".join(part for each in others for part in each.paragraphs))
        self.second.setVisible(bool(others))
        sources = first.basis if first else read.clause.basis
        bases = "；".join(show_basis(each, self._context.translator) for each in sources)
        self.basis.setText(say(Message(N_("Basis: {basis}"), basis=bases)) if bases else "")
        self._show_clashes(read)

    def set_read_only(self, read_only: bool) -> None:
        """Let the clause be read only."""
        self.segments.setDisabled(read_only)

    def go_to(self) -> None:
        """Put the keyboard on the wordings, and all of the clause into sight."""
        self.segments.setFocus()
        reveal(self)

    def _show_clashes(self, read: ReadClause) -> None:
        for label in self.told:
            label.hide()
            label.deleteLater()
        self.told = [clash_label(self._context, each) for each in read.clashes]
        for label in self.told:
            self._box.addWidget(label)

    def _take(self) -> None:
        code = self.segments.code()
        if not code or code == self._choice:  # a clause always has an answer
            self.segments.show_code(self._choice)
            return
        self.chosen.emit(self.id, "" if code == OUT else code)


def clash_label(context: Context, clash: Clash) -> QLabel:
    """Return a line that says what clashes, on what basis, and what clears it."""
    say, tone = context.say, TONES[clash.severity]
    basis = show_basis(clash.basis, context.translator)
    made = wrapped_label(f"{MARKS[tone]} {say(clash.message)} {say(clash.clears)}（{basis}）")
    dress(made, "tone", tone)
    return made
