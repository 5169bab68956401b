"""Many small cases assessed and decided together: one table, a part of the checklist at a time, and one decision for all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.gui.case_acts import CaseActs
from ipdesk.gui.case_drafts import CaseDrafts, bring_back
from ipdesk.gui.cases import Case, parts_of, read_cases
from ipdesk.gui.cases_model import LEAD, CasesModel
from ipdesk.gui.cases_table import CasesTable
from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.decision_card import DecisionCard
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import Elided, primary, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.progress import Progress
from ipdesk.gui.question_words import QuestionWords
from ipdesk.gui.record_acts import RecordActs
from ipdesk.gui.tab_order import go_on
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import FIELD_GAP, ROW
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations.assessments import REGISTER
from ipdesk.operations.permissions import Act, permits

_ANY: Final = 16_777_215  # pixels: as high as there is room
KEYS: Final = N_(
    "0–5, Y, N or the figure of a choice answer · F4 or space shows the choices · Enter goes down · "
    "Shift+↓ and Ctrl+D fill down · Delete takes back"
)


class ManyAssessmentsPage(Page):
    """Answers are held until they are saved, each case in its own transaction; what is refused keeps what was typed."""

    act: ClassVar[str] = N_("Assess together…")
    needs: ClassVar[Act] = "change"
    most: ClassVar[int] = 200

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, kept: dict[str, str], numbers: tuple[str, ...]
    ) -> None:
        super().__init__(context, tasks)
        self.dialogs, self.kept, self.numbers = dialogs, kept, numbers
        label = context.label
        self._asked = False
        self.model = CasesModel(context, self)
        self.table = CasesTable(context, self.model)
        self.chips = ChipRow(label(N_("Part of the checklist")), [])
        self.words = QuestionWords(context)
        self.count = Elided("")
        self.count.setProperty("muted", True)
        self.progress = Progress(context)
        self.keys = Elided(label(KEYS))
        self.keys.setProperty("role", "label")
        self.save_button = primary(QPushButton(label(N_("Save"))))
        self.save_button.setToolTip("Ctrl+S")
        self.decide_button = QPushButton(label(N_("Decide…")))
        self.decide_button.setCheckable(True)
        self.acts = CaseActs(self)
        self.card = DecisionCard(context, kept)
        self.deciding = _Scroll(self.card)
        self.drafts = CaseDrafts(context, self)
        self._lay_out()
        self.model.edited.connect(self._edited)
        self.model.refused.connect(self._refuse_answer)
        self.table.moved.connect(self._show_words)
        self.table.picked.connect(self._picked)
        self.save_button.clicked.connect(self.acts.save)
        self.decide_button.clicked.connect(self.open_decision)
        self.card.asked.connect(self.acts.decide)
        self.card.changed.connect(self.deciding.fit)
        self.progress.stopped.connect(self.acts.stop)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Assess together"))

    def refresh(self) -> None:
        """Read the cases again; what was typed and not saved stays."""
        if not self.context.is_open() or self.acts.is_busy():
            return
        first = not self.model.cases
        try:
            cases = read_cases(self.context.desk, self.numbers, self.model.cases)
            back = bring_back(self.context.desk, cases) if first else 0
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self._show_parts(cases)
        if first:
            self.table.go_to_first()
        if back:
            said = Message(N_("Answers typed before and not saved are back, for {count} cases."), count=back)
            self.outcome.say(self.context.say(said), "info")
        self._show_count()
        self._show_words()
        self._picked()

    def is_unsaved(self) -> bool:
        """Say whether answers were typed and not saved."""
        return bool(self.model.unsaved())

    def may_leave(self) -> bool:
        """Stay while work is under way, and ask once when answers are not saved."""
        if self.acts.is_busy():
            self.outcome.say(self.context.label(N_("Work is under way; stop it or wait for it.")), "warn")
            return False
        count = len(self.model.unsaved())
        if not count or self._asked:
            return True
        self.drafts.keep()
        question = Message(
            N_(
                "The answers typed for {count} cases are not saved. They are kept as drafts for when you come back."
            ),
            count=count,
        )
        leave = self.context.label(N_("Leave without saving"))
        self._asked = self.dialogs.decide(self, self.context.say(question), leave)
        return self._asked

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        return [
            Command(id="together.save", label=label(N_("Save the answers")), run=self.acts.save, shortcut="Ctrl+S",
                    enabled=self.is_unsaved),
            Command(id="together.fill", label=label(N_("Fill the answer down over the selected rows")),
                    run=self.fill_down, shortcut="Ctrl+D"),
            Command(id="together.forward", label=label(N_("Next part of the checklist")),
                    run=partial(self.turn, 1), shortcut="Ctrl+PgDown"),
            Command(id="together.back", label=label(N_("Previous part of the checklist")),
                    run=partial(self.turn, -1), shortcut="Ctrl+PgUp"),
            Command(id="together.next-open", label=label(N_("Next open question")), run=self.go_to_open,
                    shortcut="F9"),
            Command(id="together.all", label=label(N_("Select all cases")), run=self.table.selectAll),
            Command(id="together.open", label=label(N_("Open the case")), run=self.open_case,
                    shortcut="Ctrl+Shift+O", enabled=lambda: self.table.currentIndex().isValid()),
            Command(id="together.card", label=label(N_("Decision for the selected cases…")),
                    run=self.turn_card, shortcut="Ctrl+Shift+Return", enabled=self._may_decide),
            Command(id="together.decide", label=label(N_("Decide the selected cases")), run=self.acts.decide,
                    shortcut="Ctrl+Return", enabled=self.card.decide.isEnabled),
            Command(id="together.undo", label=label(N_("Undo my last action")), run=self.undo, shortcut="Ctrl+Z",
                    enabled=lambda: permits(self.context.desk.actor, "undo") and not self.is_unsaved()),
        ]  # fmt: skip

    def show_part(self, part: str) -> None:
        """Show the questions of a part, in the row where the reader was."""
        row = self.table.currentIndex().row()
        rows = self.table.rows()
        self.model.show_cases(self.model.cases, part)
        self._show_chips()
        self.table.select_rows(row, rows)
        self._show_words()

    def turn(self, by: int) -> None:
        """Go to the next or previous part."""
        parts = list(self.chips.chips)
        if self.model.part in parts:
            self.show_part(parts[max(0, min(len(parts) - 1, parts.index(self.model.part) + by))])

    def go_to_open(self) -> None:
        """Go to the first open question of this part, or else of the next part that has one."""
        parts = list(self.chips.chips)
        here = parts.index(self.model.part) if self.model.part in parts else 0
        for part in (*parts[here:], *parts[:here]):
            if any(each.dimension == part for case in self.model.cases if not case.fixed and case.found
                   for each in case.found.result.missing):  # fmt: skip
                if part != self.model.part:
                    self.show_part(part)
                break
        self.table.go_to_first()
        self.table.setFocus()

    def fill_down(self) -> None:
        """Put the topmost answer of the column into the selected rows under it, where the question is asked."""
        if len(self.table.rows()) < 2:
            said = N_("Select the rows to fill first: Shift with the arrow keys, or Ctrl+A.")
            self.outcome.say(self.context.label(said), "info")
            return
        filled = self.table.fill_down()
        self.outcome.say(
            self.context.say(Message(N_("Filled into {count} more cases."), count=filled)), "info"
        )

    def open_case(self) -> None:
        """Open the current case on a page of its own."""
        if self.table.currentIndex().isValid():
            self.opened.emit(REGISTER.name, self.model.case(self.table.currentIndex()).number)

    def open_decision(self) -> None:
        """Show or hide the card of the decision; it is for all cases unless several are selected."""
        shown = self.decide_button.isChecked()
        if shown and len(self.table.rows()) < 2:
            self.table.selectAll()
        for each in (self.words, self.chips, self.keys):
            each.setVisible(not shown)
        self.outcome.hide()
        text = N_("Back to the answers") if shown else N_("Decide…")
        self.decide_button.setText(self.context.label(text))
        self.deciding.setVisible(shown)
        self._limit_table()
        self._picked()
        if shown:
            self.card.outcome.setFocus()
        else:
            self.table.setFocus()

    def undecided(self) -> list[Case]:
        """Return the selected cases that can be decided; what was decided before stays as it is."""
        return [each for each in self.table.selected() if not each.fixed]

    def turn_card(self) -> None:
        """Show or hide the card of the decision by its key."""
        self.decide_button.setChecked(not self.decide_button.isChecked())
        self.open_decision()

    def show_work(self, *, busy: bool) -> None:
        """Let nothing be typed while work is under way; read everything again when it has ended."""
        self.model.busy = busy
        self.save_button.setEnabled(not busy and self.is_unsaved())
        self.card.setEnabled(not busy)
        if not busy:
            self.progress.rest()
            self.refresh()

    def undo(self) -> None:
        """Take back the last act of the person at the desk, which is that on one case."""
        try:
            said = RecordActs(self.context, self.dialogs, REGISTER, self).undo()
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        for each in self.model.cases:
            each.told = None
        self.outcome.say(self.context.say(said))
        self.context.changed.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go on as the page is laid out."""
        return go_on(self, next)

    def _lay_out(self) -> None:
        self.body.setSpacing(FIELD_GAP)
        head = spread(text_label(self.title(), "title"), self.count, self.decide_button, self.save_button)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.outcome)
        self._chips_at = QVBoxLayout()
        self._chips_at.addWidget(self.chips)
        self.body.addLayout(self._chips_at)
        self.body.addWidget(self.words)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.deciding)
        self.body.addWidget(self.keys)
        self.deciding.hide()
        self.setFocusProxy(self.table)

    def _show_parts(self, cases: list[Case]) -> None:
        """Show cases, with chips for the parts of their lists."""
        keys = [each.id for each in parts_of(cases)]
        part = self.model.part if self.model.part in keys else next(iter(keys), "")
        self.model.show_cases(cases, part)
        if keys != list(self.chips.chips):
            self._chips_at.removeWidget(self.chips)
            self.chips.hide()
            self.chips.deleteLater()
            self.chips = ChipRow(self.context.label(N_("Part of the checklist")), keys)
            self.chips.chosen.connect(self.show_part)
            self._chips_at.addWidget(self.chips)
            self.chips.setVisible(self.deciding.isHidden())
        self._show_chips()

    def _show_chips(self) -> None:
        """Show the parts with how many questions are open in each, over all cases."""
        if not self.chips.chips:
            return
        language, texts = self.context.translator.language, {}
        for part in parts_of(self.model.cases):
            missing = sum(
                each.dimension == part.id
                for case in self.model.cases if case.found and not case.fixed
                for each in case.found.result.missing
            )  # fmt: skip
            texts[part.id] = (
                f"{part.label.said(language)} {missing}" if missing else part.label.said(language)
            )
        self.chips.show_choice(self.model.part, texts)

    def _show_words(self) -> None:
        """Put the question of the current cell over the table."""
        index = self.table.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.cases):
            self.words.show_nothing()
            return
        item = None
        if index.column() >= len(LEAD):
            item = self.model.item(index) or self.model.items[index.column() - len(LEAD)]
        self.words.show_question(self.model.case(index), item)

    def _show_count(self) -> None:
        unsaved, say = len(self.model.unsaved()), self.context.say
        parts = [Message(N_("{count} cases"), count=len(self.model.cases))]
        if unsaved:
            parts.append(Message(N_("{count} not saved"), count=unsaved))
        self.count.setText(" · ".join(say(each) for each in parts))
        self.save_button.setEnabled(bool(unsaved) and not self.acts.is_busy())
        self.decide_button.setEnabled(self._may_decide())

    def _may_decide(self) -> bool:
        actor = self.context.desk.actor
        return permits(actor, "change") and permits(actor, "move") and bool(self.model.cases)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when the page goes away, for whatever reason."""
        self.drafts.keep_if_due()
        super().hideEvent(event)

    def _edited(self) -> None:
        self._asked = False
        self.drafts.typed(self.model.cases)
        self._show_count()
        self._show_chips()
        self._show_words()
        self._picked()

    def _picked(self) -> None:
        """Tell the card for which cases it is."""
        if not self.deciding.isHidden() and not self.acts.is_busy():
            cases = self.undecided()
            self.card.show_cases(cases, unsaved=any(each.given for each in cases))

    def _limit_table(self) -> None:
        """Let a short table leave its room to the card."""
        rows = max(3, len(self.model.cases)) + 2
        shown = self.decide_button.isChecked()
        self.table.setMinimumHeight(5 * ROW if shown else 0)
        self.table.setMaximumHeight(rows * ROW if shown else _ANY)

    def _refuse_answer(self, message: Message) -> None:
        self.outcome.say(self.context.say(message), "warn")


class _Scroll(QScrollArea):
    """As high as what it holds while there is room for that."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(held)

    def sizeHint(self) -> QSize:
        """Return the size of what it holds."""
        return self._held.sizeHint()

    def fit(self) -> None:
        """Ask for another height, once what it holds has been laid out anew."""
        QTimer.singleShot(0, self, self.updateGeometry)
