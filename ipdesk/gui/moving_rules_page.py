"""Rule files that move deadlines: before a file holds, is removed or put back, what it would move is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.moves_panel import MovesPanel
from ipdesk.gui.progress import Progress
from ipdesk.gui.rule_files_page import RuleFilesPage
from ipdesk.gui.rules_page import Offered
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import CARD_GAP
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import docket, rule_files
from ipdesk.operations.deadlines import Moved
from ipdesk.operations.desk import Desk
from ipdesk.rules.words import Words

RECORDS: Final = N_("{done} of {count} records")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the rules that waits to be let hold: the rules that would then hold, what it does, and how that is said.

    `rules` reads over a connection of its own and raises Refused; `asked` is the question where nothing moves, and `what`
    stands over what moves. Both may name `version` and `name` of the rules.
    """

    rules: Callable[[Desk], Any]
    act: Callable[[Desk], object]
    what: str
    asked: str
    said: Message


class MovingRulesPage(RuleFilesPage):
    """What the generic page shows is one view of several; another shows what a change would move, until it is decided."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, kind: str) -> None:
        self.deciding = False
        super().__init__(context, tasks, dialogs, kind)
        self._change: Change | None = None
        self._reckoning: Task | None = None
        self.moves = MovesPanel(context)
        self.progress = Progress(context)
        self.files = QWidget()
        self._lay_files()
        self.views = QStackedWidget()
        self.views.addWidget(self.files)
        self.views.addWidget(self.moves)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.views, 1)
        self.moves.taken.connect(self.let_hold)
        self.moves.left.connect(self.leave)
        self.progress.stopped.connect(self._stop)

    def _lay_files(self) -> None:
        column = QVBoxLayout(self.files)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP)
        for each in (self.note, self.table, self.parts_title, self.parts, self.full):
            column.addWidget(each, 1 if each is self.parts else 0)

    def usual_view(self) -> QWidget:
        """Return the view that is shown while nothing waits to be decided."""
        return self.files

    def commands(self) -> Sequence[Command]:
        """Return the acts of rule files, and those that decide about a change."""
        label = self.context.label
        return [
            *super().commands(),
            Command(id="moves.hold", label=label(N_("Let the change of the rules hold")), run=self.let_hold,
                    shortcut="Ctrl+S", enabled=lambda: self.deciding),
            Command(id="moves.leave", label=label(N_("Leave the rules as they are")), run=self.leave,
                    enabled=lambda: self.deciding),
        ]  # fmt: skip

    def offered(self) -> Offered:
        """Offer nothing while a change waits to be decided."""
        return Offered() if self.deciding else super().offered()

    def take_dropped(self, file: Path) -> None:
        """Show what a file would move; the question comes then."""
        self.install_file(file)

    def install_file(self, file: Path) -> None:
        """Check a file, show what it would move, and put it in force when that is wanted; it is read but once."""
        kind, name = self.kind, file.name
        try:
            text = rule_files.text_of(file)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.reckon(
            Change(
                lambda desk: rule_files.check_text(desk, name, text, kind)[1],
                lambda desk: rule_files.install_text(desk, kind, name, text),
                N_("If version {version} of “{name}” holds, these move. Nothing holds yet."),
                N_("“{name}”, version {version}, does, and no deadline moves by it. Let it hold?"),
                Message(N_("“{file}” does and holds now."), file=name),
            )
        )

    def take_out(self) -> None:
        """Show what would move without the laboratory's rules, and take them out of force when that is wanted."""
        if chosen := self.chosen():
            self.reckon(
                Change(
                    lambda _desk: rule_files.rules_without(chosen),
                    lambda desk: rule_files.remove_rules(desk, chosen),
                    N_("If ours, version {version} of “{name}”, holds again, these move. Nothing changed yet."),
                    N_("No deadline moves if ours, version {version} of “{name}”, holds again. Remove the laboratory's own?"),
                    Message(N_("Removed: “{name}”. It can be put back."), name=chosen.file),
                )
            )  # fmt: skip

    def put_back(self) -> None:
        """Show what the laboratory's earlier rules would move, and put them back in force when that is wanted."""
        if chosen := self.chosen():
            self.reckon(
                Change(
                    lambda desk: rule_files.rules_put_back(desk, chosen),
                    lambda desk: rule_files.restore_rules(desk, chosen),
                    N_("If the earlier version {version} of “{name}” is put back, these move. Nothing changed yet."),
                    N_("No deadline moves if the earlier version {version} of “{name}” is put back. Put it back?"),
                    Message(N_("The laboratory's earlier file holds again.")),
                )
            )  # fmt: skip

    def reckon(self, change: Change) -> None:
        """Reckon over a connection of its own what a change would move."""
        if self._busy:
            return
        desk, kind = self.context.desk, self.kind
        self._change, self._busy = change, True
        self.outcome.hide()
        self._choose()

        def over_twin(task: Task) -> tuple[Any, list[Moved]]:
            twin = desk.twin()
            with twin.workspace:
                twin.require("rules")
                made = change.rules(twin)
                return made, docket.moves_by(twin, kind, made, task.step)

        self.progress.show_step(self.context.label(N_("Reckoning what would move")), 0, 1)
        self._reckoning = self.tasks.start(over_twin, self._decide, self._not_reckoned)
        self._reckoning.progress.connect(self._show_progress)

    def let_hold(self) -> None:
        """Do what was waiting to be decided."""
        change, self._change = self._change, None
        self._end_deciding()
        if change is not None:
            self.work(change.said, change.act)

    def leave(self) -> None:
        """Leave the rules as they are."""
        self._change = None
        self._end_deciding()
        self.outcome.say(self.context.label(N_("Nothing was changed.")), "info")

    def _stop(self) -> None:
        if self._reckoning is not None:
            self._reckoning.cancel()

    def _show_progress(self, done: int, of: int) -> None:
        if self._reckoning is not None:
            self.progress.show_rows(done, of, RECORDS)

    def _decide(self, found: tuple[Any, list[Moved]]) -> None:
        """Ask, with what would move in sight; where nothing does, by a plain question."""
        self._reckoned()
        change = self._change
        if change is None or not self.context.is_open():
            return
        made, moved = found
        label: Words = made.label
        if moved:
            what = Message(change.what, version=made.version, name=label)
            self.deciding = True
            self.moves.show_moves(self.context.say(what), moved)
            self.show_view(self.moves)
            return
        question = self.context.say(Message(change.asked, version=made.version, name=label))
        if self._dialogs.decide(self, question, self.context.label(N_("Let it hold"))):
            self.let_hold()
        else:
            self._change = None

    def _not_reckoned(self, refused: Refused) -> None:
        self._change = None
        self._reckoned()
        self.outcome.refuse(refused)

    def _reckoned(self) -> None:
        self._reckoning, self._busy = None, False
        self.progress.rest()
        self._choose()

    def _end_deciding(self) -> None:
        self.deciding = False
        self.show_view(self.usual_view())

    def show_view(self, view: QWidget) -> None:
        """Show one of the views with the keyboard in it; the acts on files stand over their own view alone."""
        for each in (self.install, self.export, self.remove, self.restore):
            each.setVisible(view is not self.moves)
        self.views.setCurrentWidget(view)
        self._choose()
        (self.table if view is self.files else view).setFocus()
        self.acts_changed.emit()
