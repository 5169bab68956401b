"""The page of a record from whose events deadlines follow: its tasks, the acts on them, and what typing would move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.docket_card import ACTS, DocketCard
from ipdesk.gui.docket_rows import Line, moved_words
from ipdesk.gui.labels import Card
from ipdesk.gui.offer import Offer
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.record_sheet import RecordSheet
from ipdesk.gui.scrolling import in_place
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations import deadlines, docket
from ipdesk.operations.reading import Sight
from ipdesk.rules.deadline_rules import Task

TOLD: Final = 2  # tasks that move, named in the line over the form; the card lists all


class DocketedSheet(RecordSheet):
    """A record's sheet with its deadlines over the form, and a line that says what typing would move."""

    docket: DocketCard

    def make_overview(self) -> Sequence[tuple[str, Card]]:
        """Make the card of the deadlines."""
        self.docket = DocketCard(self._context)
        return ((self._context.label(N_("Deadlines")), self.docket),)

    def lay_out(self) -> None:
        """Put the line of what moves between chips and cards, where it is seen from every field."""
        self.moving = Offer()
        super().lay_out()
        box = self.layout()
        assert box is not None
        box.insertWidget(1, self.moving)  # type: ignore[attr-defined]  # a box, as made above

    def show_overview(self, *, shown: bool) -> None:
        """Show the cards over the form, or leave them out for a record that is not there yet."""
        for chip, card in zip(self.chips, self._places, strict=True):
            if any(card is each for _, each in self.overview):
                card.setVisible(shown)
                chip.setVisible(shown)

    def jump_to(self, part: QWidget) -> None:
        """Bring a part of the page to the top: a card over the form, or the form by its first card."""
        self.jump(part if part in self._places else next(iter(self.form.cards.values())))

    def show_moving(self, lines: Sequence[Line], go: Callable[[], None]) -> None:
        """Say what typing moves, and lead to all of it."""
        changed = [each for each in lines if each.is_changed]
        if not changed:
            self.moving.hide()
            return
        said = [self._context.say(moved_words(each)) for each in changed[:TOLD]]
        more = len(changed) - len(said)
        if more:
            said.append(self._context.say(Message(N_("and {count} more"), count=more)))
        text = self._context.say(Message(N_("Deadlines change by what is typed: {changes}"), changes="；".join(said)
                                         if self._context.translator.language == "zh" else "; ".join(said)))  # fmt: skip
        label = self._context.label(N_("Old and new side by side"))
        if self.moving.isHidden() or not self.moving.buttons:
            self.moving.show_offer(text, "warn", [(label, go)])
        else:
            self.moving.text.setText(f"▲ {text}")


class DocketedPage(RecordPage):
    """Shows a record with its deadlines and carries out the acts on them, each of which undo takes back."""

    sheet: DocketedSheet

    def make_sheet(self) -> DocketedSheet:
        """Make the sheet with the deadlines."""
        return DocketedSheet(self.context, self.tasks, self.dialogs, self.register)

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those of its deadlines."""
        label, card = self.context.label, self.sheet.docket
        made = [
            *super().commands(),
            Command(id="docket.show", label=label(N_("Go to the deadlines")), run=self.go_to_deadlines,
                    shortcut="F9", enabled=lambda: bool(self.number)),
        ]  # fmt: skip
        made += [
            Command(id=f"docket.{name}", label=label(text), run=partial(self._act, name),
                    enabled=partial(card.may, name), menu="palette")
            for name, (_, text) in ACTS.items()
        ]  # fmt: skip
        return made

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a record with its deadlines; the keyboard begins at them where there are any."""
        self._before: tuple[Task, ...] = ()
        if sight is not None and not sight.record.withheld:
            self._before = deadlines.tasks(self.context.desk, self.register, sight.record)
        self.sheet.show_overview(shown=sight is not None)
        super().load(sight, restore=restore)
        some = any(each.status == "open" for each in self._before)
        self.setFocusProxy(self.sheet.docket.table if some else self._first_field())

    def check(self, known: tuple[Finding, ...] | None = None) -> None:
        """Look for findings, and reckon what typing makes of the deadlines; the field typed into stays where it is."""
        with in_place(self):
            self._check(known)

    def _check(self, known: tuple[Finding, ...] | None) -> None:
        super().check(known)
        if not self.context.is_open() or self.form.base.withheld or not self.number:
            return
        after = self._before
        record = self.form.base
        if self.form.is_changed():
            record, _ = self.form.read()
            after = deadlines.tasks(self.context.desk, self.register, record)
        today = self.context.desk.today()
        ruled = deadlines.is_ruled(self.context.desk, self.register, record)
        self.sheet.docket.show_tasks(record, self._before, after, today, may=self.may_edit(), ruled=ruled)
        self.sheet.show_moving(self.sheet.docket.lines, self.go_to_deadlines)
        self.show_course(record, after, today)

    def show_course(self, record: Record, tasks: Sequence[Task], today: date) -> None:
        """Show what else follows from events and tasks; a page with a picture of them draws it."""

    def show_at(self, place: str) -> None:
        """Put the keyboard at a task by its key, with its story under it, or at a place in the form."""
        if any(each.task.key == place for each in self.sheet.docket.lines):
            self.sheet.docket.go_to(place)
        else:
            super().show_at(place)

    def go_to_deadlines(self) -> None:
        """Put the keyboard at the deadlines, as they stand after the last key."""
        self.catch_up()
        self.sheet.docket.go_to()

    def _connect(self) -> None:
        super()._connect()
        card = self.sheet.docket
        card.clear_asked.connect(self._clear)
        card.settle_asked.connect(self._settle)
        card.confirm_asked.connect(self._confirm)
        card.rule_asked.connect(lambda _rule: self.rules_asked.emit("deadlines"))

    def _reload(self, said: Message | None = None, *, restore: bool = True) -> None:
        with in_place(self):
            super()._reload(said, restore=restore)

    def _act(self, name: str) -> None:
        self.catch_up()
        self.sheet.docket.act(name)

    def _clear(self, task: Task, kind: str, day: date) -> None:
        done = Message(N_("Recorded: {day}."), day=day)
        self._change(task, done, lambda: docket.record_event(
            self.context.desk, self.register, self.number, task.key, day, kind, revision=self._revision))  # fmt: skip

    def _settle(self, task: Task, reason: str) -> None:
        self._change(task, Message(N_("Settled.")), lambda: docket.settle(
            self.context.desk, self.register, self.number, task.key, reason, revision=self._revision))  # fmt: skip

    def _confirm(self, task: Task) -> None:
        self._change(task, Message(N_("Confirmed.")), lambda: docket.confirm(
            self.context.desk, self.register, self.number, task.key, revision=self._revision))  # fmt: skip

    def _change(self, task: Task, done: Message, act: Callable[[], object]) -> None:
        """Save what was typed, so that the act finds it, carry it out, and go on with the next task."""
        if self.form.is_changed() and not self.save():
            return

        def acted() -> Message:
            act()
            return done

        if self._do(acted):
            self.sheet.docket.line.end()
            self.sheet.docket.go_to(task.key if self.sheet.docket.lists(task.key) else "")

    def _first_field(self) -> QWidget:
        return next(iter(self.form.fields.values())).editor
