"""The deadlines of a record: a table of its tasks, the story of the one that has the keyboard, and the acts on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.context import Context
from ipdesk.gui.docket_line import DocketLine
from ipdesk.gui.docket_rows import Line, cells_of, lines_of
from ipdesk.gui.docket_table import DocketTable
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import Card, dress, text_label, wrapped_label
from ipdesk.gui.scrolling import area_around, reveal, settle
from ipdesk.gui.story_lines import StoryLines
from ipdesk.gui.theme import FIELD_GAP, GAP, MARKS
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations import deadlines
from ipdesk.operations.deadlines import events_clearing
from ipdesk.operations.permissions import permits
from ipdesk.rules.deadline_rules import Task

VIEWS: Final = {"open": N_("Open"), "settled": N_("Settled"), "all": N_("All")}
# The acts on a task: how its button is called, and how it is called away from the card.
ACTS: Final = {
    "clear": (N_("Done (M)"), N_("Deadline: record that it is done")),
    "settle": (N_("Settle (S)"), N_("Deadline: settle it with a reason")),
    "confirm": (N_("Confirm (K)"), N_("Deadline: confirm its days as a second person")),
    "rule": (N_("Rules (R)"), N_("Deadline: open the rule book")),
}
CHANGES: Final = {"clear", "settle", "confirm"}


class DocketCard(Card):
    """The tasks of a record of any register with a docket; it writes nothing.

    `clear_asked` carries the task, the kind of event and its day; `settle_asked` the task and a reason; `confirm_asked`
    the task; `rule_asked` the id of its rule.
    """

    clear_asked = Signal(object, str, object)
    settle_asked = Signal(object, str)
    confirm_asked = Signal(object)
    rule_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._record: Record | None = None
        self._lines: list[Line] = []
        self._shown: list[Line] = []
        self._view, self._key, self._may, self._ruled = "open", "", False, True
        self._today = date.min
        self._stale = False
        self.views = ChipRow(context.label(N_("Deadlines")), list(VIEWS))
        self.views.chosen.connect(self.show_view)
        self.buttons = {name: self._button(name, *texts) for name, texts in ACTS.items()}
        self.changes = wrapped_label("")
        dress(self.changes, "tone", "warn")
        self.none = wrapped_label("", muted=True)
        self.table = DocketTable(context)
        self.table.acted.connect(self.act)
        self.table.moved.connect(self._tell)
        self.line = DocketLine(context)
        self.line.cleared.connect(lambda kind, day: self._with_task(self.clear_asked, kind, day))
        self.line.settled.connect(lambda reason: self._with_task(self.settle_asked, reason))
        self.line.left.connect(self.table.setFocus)
        self.story = StoryLines()
        self.held = QWidget()
        self._lay_out()

    @property
    def lines(self) -> Sequence[Line]:
        """Every task of the record, also those that are not listed now."""
        return self._lines

    def show_tasks(
        self,
        record: Record,
        before: Sequence[Task],
        after: Sequence[Task],
        today: date,
        *,
        may: bool,
        ruled: bool,
    ) -> None:
        """Show the tasks of a record as saved and as typed, on a day; `may` says whether they can be acted on, `ruled` whether rules are kept for such a record."""
        self._record, self._may, self._ruled, self._today = record, may, ruled, today
        self._lines = lines_of(before, after, today)
        self._show()

    def show_view(self, view: str) -> None:
        """List the open tasks, the settled ones, or all."""
        self._view = view
        self._show()

    def current(self) -> Task | None:
        """Return the task that has the keyboard."""
        row = self.table.row()
        return self._shown[row].task if 0 <= row < len(self._shown) else None

    def lists(self, key: str) -> bool:
        """Say whether a task is listed now."""
        return any(each.task.key == key for each in self._shown)

    def go_to(self, key: str = "") -> None:
        """Put the keyboard at a task, else at the one that had it; a task not listed brings its list up."""
        line = next((each for each in self._lines if each.task.key == key), None)
        if line is not None:
            self._key = key
            if line not in self._shown:
                self._view = "all"
            self._show()
        if self.table.isHidden():
            self.views.setFocus()
            reveal(self)
        else:
            self.table.setFocus()
            self._bring_into_sight()

    def act(self, name: str) -> None:
        """Do an act on the task that has the keyboard, or ask in place for what it needs."""
        task = self.current()
        if task is None or (name in CHANGES and not self.may(name)):
            return
        if name == "clear":
            self.line.ask_event(task, self._today)
        elif name == "settle":
            self.line.ask_reason(task)
        elif name == "confirm":
            self.confirm_asked.emit(task)
        else:
            self.rule_asked.emit(task.rule.id)

    def may(self, name: str) -> bool:
        """Say whether an act can be done on the task that has the keyboard."""
        task = self.current()
        if task is None or name == "rule":
            return task is not None
        if name == "settle" and "late" in task.doubts:
            return self._may
        if name == "confirm":
            able = self._may or permits(self._context.desk.actor, "confirm")
            return able and task.status == "open" and task.operative is not None
        return self._may and task.status == "open" and (name == "settle" or bool(events_clearing(task)))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the story that was put off while nobody saw it."""
        super().showEvent(event)
        if self._stale:
            self._tell()

    def _lay_out(self) -> None:
        across = QWidget()
        row = FlowLayout(across, FIELD_GAP)
        title = text_label(self._context.label(N_("Deadlines")), "section")
        for each in (title, self.views, *self.buttons.values()):
            row.addWidget(each)
        self.body.addWidget(across)
        self.body.addWidget(self.changes)
        self.body.addWidget(self.none)
        box = QVBoxLayout(self.held)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        for each in (self.table, self.line, self.story):
            box.addWidget(each)
        self.body.addWidget(self.held)

    def _button(self, name: str, text: str, told: str) -> QPushButton:
        made = QPushButton(self._context.label(text))
        made.setToolTip(self._context.label(told))
        made.setObjectName("quiet")
        made.clicked.connect(lambda _=False: self.act(name))
        return made

    def _with_task(self, signal: object, *given: object) -> None:
        task = self.current()
        if task is not None:
            signal.emit(task, *given)  # type: ignore[attr-defined]  # a bound signal

    def _show(self) -> None:
        """Show what belongs to the view, with the keyboard at the task that had it."""
        changed = [each for each in self._lines if each.is_changed]
        self._shown = [each for each in self._lines if each.is_changed or self._belongs(each)]
        self._show_views()
        self.changes.setVisible(bool(changed))
        if changed:
            said = N_(
                "Not saved yet: {count} of these change by what is typed. The old day stands before the new one."
            )
            self.changes.setText(f"{MARKS['warn']} {self._context.say(Message(said, count=len(changed)))}")
        keys = [each.task.key for each in self._shown]
        assert self._record is not None
        cells = [cells_of(self._context, each, self._record, self._today) for each in self._shown]
        self.held.setVisible(bool(cells))
        self.none.setVisible(not cells)
        self.none.setText(self._context.label(self._nothing()))
        self.table.show_cells(cells, keys.index(self._key) if self._key in keys else 0)

    def _belongs(self, line: Line) -> bool:
        return self._view == "all" or line.is_open == (self._view == "open")

    def _show_views(self) -> None:
        counts = {
            "open": sum(each.is_open for each in self._lines),
            "settled": sum(not each.is_open for each in self._lines),
            "all": len(self._lines),
        }
        texts = {name: f"{self._context.label(text)} {counts[name]}" for name, text in VIEWS.items()}
        self.views.show_choice(self._view, texts)

    def _nothing(self) -> str:
        """Return what stands in place of the table."""
        if not self._lines and not self._ruled:
            return N_(
                "No rule is kept here for this kind of right: no deadline is told. Ask the office or the agent which there are."
            )
        if not self._lines:
            return N_(
                "No deadline follows from what is recorded so far. Record what happened and when, such as the filing or the recognition, and they come."
            )
        return N_("Nothing is open.") if self._view == "open" else N_("Nothing is done or ended yet.")

    def _tell(self) -> None:
        """Tell the story of the task that has the keyboard; while the card is out of sight, later."""
        task = self.current()
        self._stale = not self.isVisible()
        if task is not None and task.key != self._key:
            self.line.end()
            self._key = task.key
        for name, button in self.buttons.items():
            button.setEnabled(self.may(name))
            button.setVisible(bool(self._lines) and (self._may or name == "rule" or self.may(name)))
        if self._stale or task is None or self._record is None or not self._context.is_open():
            return
        self.story.tell(deadlines.task_story(self._context.desk, self._record, task))
        if self.table.hasFocus():
            self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """Bring table and story into sight; where both have no room, the table and what of the story comes under it."""
        area = area_around(self)
        if area is None:
            return
        settle(area)
        bar, room = area.verticalScrollBar(), area.viewport().height()
        top = self.held.mapTo(area.widget(), QPoint()).y()
        whole = min(room, self.held.height() + GAP)
        if self.held.height() > room:
            whole = min(room, self.table.height() + GAP)
        if not bar.value() <= top - GAP <= bar.value() + room - whole:
            bar.setValue(top - GAP if whole < self.held.height() else top + whole - room)
