"""The page of one record of any register: its form with findings beside it, files, links and history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent

from ipdesk.gui.commands import Command, Listed, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.draft_keeper import DraftKeeper
from ipdesk.gui.edits_offer import EditsOffer
from ipdesk.gui.labels import Card, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.record_acts import RecordActs
from ipdesk.gui.record_header import MenuAct, RecordHeader
from ipdesk.gui.record_sheet import RecordSheet
from ipdesk.gui.supplement_offer import SupplementOffer
from ipdesk.gui.tab_order import go_on
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.model.errors import Refused, Stale, WrongValue
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations import checks, editing, history, reading, records
from ipdesk.operations.checks import Step
from ipdesk.operations.reading import Sight
from ipdesk.registers import register as register_named

PAUSE: Final = 250  # milliseconds after the last edit before findings are looked for


class RecordPage(Page):
    """Shows one record, or a new one for an empty number, and everything that can be done with it."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: str, number: str) -> None:
        super().__init__(context, tasks)
        self.register = register_named(register)
        self.number = number
        self.dialogs = dialogs
        self._sight: Sight | None = None
        self._loaded = self._asked = False
        self._revision = 0
        self._steps: Sequence[Step] = ()
        self._now: Sequence[Finding] = ()
        self.findings: Sequence[Finding] = ()
        self._acts = RecordActs(context, dialogs, self.register, self)
        self.header = RecordHeader(context, self.register)
        self.sheet = self.make_sheet()
        self.form, self.attachments = self.sheet.form, self.sheet.attachments
        self.frozen = SupplementOffer(context, self.register, self.form)
        self.keeper = DraftKeeper(context, self.register, self.form)
        self.offer = EditsOffer(context, self.keeper)
        self.sealed = Card()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._lay_out()
        self._connect()

    def make_sheet(self) -> RecordSheet:
        """Make what stands under the head; the page of a process may have another."""
        return RecordSheet(self.context, self.tasks, self.dialogs, self.register)

    def title(self) -> str:
        """Return the number and title of the record."""
        if not self.number:
            return self.context.say(Message(N_("New: {one}"), one=Message(self.register.one)))
        return f"{self.number} {self._title_of(self.form.base)}".strip()

    def refresh(self) -> None:
        """Read the record again; what is being typed is never overwritten."""
        if not self.context.is_open():
            return
        try:
            sight = reading.show(self.context.desk, self.register, self.number) if self.number else None
        except Refused as refused:
            self._show_nothing(refused)
            return
        same = self._loaded and (sight is None or _version(sight.record) == _version(self.form.base))
        if same:
            if sight != self._sight:
                self._sight = sight
                self._show_cards()
            self._show_history()
            self.check()
        elif self._loaded and self.form.is_changed():
            self.offer.show_stale()
        else:
            self.load(sight)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        acts: list[Listed] = [
            ("save", N_("Save"), self._save, "Ctrl+S", self.form.is_changed),
            ("next-finding", N_("Next finding"), self.go_to_next, "F8", lambda: bool(self._now)),
            ("attach", N_("Attach files…"), self.attachments.choose, "Ctrl+Shift+A",
             self.attachments.add.isEnabled),
            ("forward", N_("Do what comes next"), self.go_forward, "Ctrl+Return",
             lambda: not self.header.next.isHidden()),
        ]  # fmt: skip
        made = listed_commands("record", self.context, acts)
        made += [
            Command(
                id=f"record.move.{step.move.target}",
                label=label(step.move.label),
                run=partial(self.move_on, step.move.target),
            )
            for step in self._steps
        ]
        made += [*self.attachments.commands(), *self.form.commands()]
        made += [Command(id=id, label=act.label, run=act.run) for id, act in self._menu_acts() if act.enabled]
        return made

    def is_unsaved(self) -> bool:
        """Say whether something was typed and not saved."""
        return self._loaded and self.form.is_changed()

    def may_leave(self) -> bool:
        """Keep what was typed as a draft, and ask once whether to go."""
        if not self.is_unsaved() or self._asked:
            return True
        self.keeper.keep()
        question = Message(
            N_("There are edits not saved yet. They are kept as a draft for when you come back.")
        )
        go = N_("Leave without saving")
        self._asked = self.dialogs.decide(self, self.context.say(question), self.context.label(go))
        return self._asked

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go on as the page is laid out, through what was made late, too."""
        return go_on(self, next)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when the page goes away, for whatever reason."""
        if self.keeper.timer.isActive():
            self.keeper.keep()
        super().hideEvent(event)

    def save(self) -> bool:
        """Save what was typed, complete or not; say whether all of it is saved now."""
        QGuiApplication.inputMethod().commit()  # what is still being composed belongs to it
        _, wrong = self.form.read()
        if wrong:
            self._refuse_wrong(wrong)
            return False
        if not self.form.is_changed():
            return bool(self.number)
        try:
            saved = self._write()
        except Stale as refused:
            self.offer.show_stale(refused)
        except WrongValue as refused:
            self._refuse_wrong({refused.field: refused})
        except Refused as refused:
            self.outcome.refuse(refused)
        else:
            if saved:
                self._reload(Message(N_("Saved.")))
            return saved
        return False

    def move_on(self, target: str) -> None:
        """Save what was typed, then move the record on; what it lacks is said in place."""
        if self.form.is_changed() and not self.save():
            return
        step = next((each for each in self._steps if each.move.target == target), None)
        if step is None:
            return
        moved = self._do(lambda: self._acts.move(self.number, step, self._revision))
        if not moved and step.lacks:
            self.form.go_to(step.lacks[0].field)

    def go_forward(self) -> None:
        """Do the primary act: the next move, as things stand after the last key."""
        self.catch_up()
        if target := self.header.next.property("target"):
            self.move_on(target)

    def catch_up(self) -> None:
        """Look for findings now, if a key was pressed since they were looked for."""
        if self._timer.isActive():
            self._timer.stop()
            self.check()

    def is_loaded(self) -> bool:
        """Say whether a record is shown."""
        return self._loaded

    def may_edit(self) -> bool:
        """Say whether the person at the desk may change anything of the record shown."""
        return bool(editing.open_fields(self.context.desk, self.register, self.form.base))

    def check(self, known: tuple[Finding, ...] | None = None) -> None:
        """Look for findings in the record as it is typed, and show them; those known of it as saved spare the look."""
        if not self.context.is_open() or (self._sight and self._sight.record.withheld):
            return
        desk = self.context.desk
        record, wrong = self.form.read()
        if known is None or self.form.is_changed():
            known = checks.find(desk, self.register, record)
        self.findings = findings = known
        self._steps = checks.steps(desk, self.register, record, findings) if self.number else ()
        targets = [
            each.target for each in self.register.states.moves_from(record.state) if not each.unchecked
        ]
        state = self.register.state(record.state)
        now = [each for each in findings if checks.matters_now(each, state, targets)]
        self._now = now
        self.form.show_wrong(wrong)
        self.form.show_findings(now)
        self.sheet.show_findings(now, [each for each in findings if each not in now])
        self.header.show_level(record)
        self.show_acts()

    def go_to_next(self) -> None:
        """Put the cursor into the field of the next finding, as things stand after the last key."""
        self.catch_up()
        if self._now:
            self._now = [*self._now[1:], self._now[0]]
            self.form.go_to(self._now[-1].field)

    def _lay_out(self) -> None:
        self.body.setSpacing(FIELD_GAP)
        for each in (self.header, self.outcome, self.offer, self.frozen, self.sealed):
            self.body.addWidget(each)
        self.sealed.hide()
        self.body.addWidget(self.sheet, 1)
        self.sheet.hide()  # until it is filled: what is filled in sight is laid out again and again

    def _connect(self) -> None:
        self.header.save_asked.connect(self.save)
        self.header.moved.connect(self.move_on)
        self.header.forward_asked.connect(self.go_forward)
        self.form.edited.connect(self._edited)
        self.form.reveal_asked.connect(lambda it: self._on_number(partial(self._acts.show, self.form, it)))
        self.setFocusProxy(next(iter(self.form.fields.values())).editor)
        self.header.place_chosen.connect(self.form.go_to)
        self.sheet.opened.connect(self.opened)
        self.attachments.said.connect(self.outcome.say)
        self.attachments.refused.connect(self.outcome.refuse)
        self.offer.dropped.connect(self._drop)
        self.offer.kept.connect(self._keep_over)
        self._timer.timeout.connect(self.check)

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a record as it is in the store, and over it what was typed before and not saved."""
        self._sight = sight
        self._loaded, self._asked = True, False
        record = (
            sight.record if sight else replace(self.register.record(), state=self.register.states.first())
        )
        self._revision = record.revision
        self.keeper.number, self.keeper.revision = self.number, self._revision
        self.offer.hide()
        self.header.show_record(record, self._title_of(record), sight.badges if sight else ())
        if record.withheld:
            self._show_sealed(record)
            return
        self.form.show_record(record, editing.open_fields(self.context.desk, self.register, record))
        self.frozen.show_for(record)
        self._show_cards()
        if restore:
            self.offer.bring_back()
        self.check(sight.findings if sight else None)
        self.sheet.show()

    def _reload(self, said: Message | None = None, *, restore: bool = True) -> None:
        self.load(
            reading.show(self.context.desk, self.register, self.number) if self.number else None,
            restore=restore,
        )
        if said is not None:
            self.outcome.say(self.context.say(said))
        self.context.changed.emit()

    def _drop(self) -> None:
        self.keeper.drop()
        self._reload(restore=False)

    def _show_sealed(self, record: Record) -> None:
        """Show the number and the notice, and nothing else."""
        self.sheet.clear(record)
        self.frozen.hide()
        self.header.close_acts()
        self._steps, self._now = (), ()
        if self.sealed.isHidden():
            notice = N_("This record is sealed. Call the security officer.")
            self.sealed.body.addWidget(text_label(self.context.label(notice), "section"))
            self.body.addStretch(1)
        self.sealed.show()

    def _show_nothing(self, refused: Refused) -> None:
        """Say that there is no such record, and lead back; what was typed into one that was there stays."""
        self.outcome.refuse(refused)
        if not self._loaded:
            self.header.close_acts()
            self.sheet.hide()
            self.offer.show_offer(self.number, "info", [(self.context.label(N_("Back")), self.left.emit)])
            self.body.addStretch(1)

    def _show_cards(self) -> None:
        if self._sight is not None and self._sight.record.withheld:
            return
        self.attachments.show_files(self._sight)
        self.sheet.links.show_links(self._sight)
        QTimer.singleShot(0, self, self._show_history)

    def _show_history(self) -> None:
        if self.number and self.context.is_open() and self.sealed.isHidden():
            self.sheet.history.show_acts(history.past(self.context.desk, self.register, self.number))

    def show_acts(self) -> None:
        """Offer what can be done with the record now."""
        acts = [act for _, act in self._menu_acts()]
        self.header.show_acts(self._steps, acts)
        self.header.show_unsaved(self.form.is_changed())

    def _menu_acts(self) -> list[tuple[str, MenuAct]]:
        label, acts, do = self.context.label, self._acts, self._on_number
        may = acts.permitted(self.form.base if self.number else None)
        return [
            (
                "record.withdraw",
                MenuAct(label(N_("Withdraw…")), partial(do, acts.withdraw), "withdraw" in may),
            ),
            ("record.copy", MenuAct(label(N_("Copy as new")), self._copy, "copy" in may)),
            ("record.undo", MenuAct(label(N_("Undo my last action")), partial(do, acts.undo), "undo" in may)),
            ("record.seal", MenuAct(label(N_("Seal…")), partial(do, acts.seal), "seal" in may)),
        ]

    def _edited(self) -> None:
        self._asked = False
        self._timer.start()
        self.keeper.typed()
        self.header.show_unsaved(self.form.is_changed())

    def _write(self) -> bool:
        """Write what was typed; False when the user stepped back from giving a supplement its sentence."""
        desk, values = self.context.desk, self.form.changed()
        if not self.number:
            number = records.add(desk, self.register, [values])[0].number
            self.keeper.drop()
            self.number = number
            return True
        supplement = ""
        if self.frozen.needs_sentence():
            question = self.context.label(N_("What does the supplement add? The sentence stays with it."))
            if not (supplement := self.dialogs.text(self, question)):
                return False
        records.change(
            desk, self.register, self.number, values, revision=self._revision, supplement=supplement
        )
        self.keeper.drop()
        return True

    def _do(self, act: Callable[[], Message | None]) -> bool:
        """Carry out an act and show the record anew; what was typed and not saved is kept over it."""
        if self.form.is_changed():
            self.keeper.keep()
        try:
            said = act()
        except Stale as refused:
            self.offer.show_stale(refused)
            return False
        except Refused as refused:
            self.outcome.refuse(refused)
            return False
        if said is not None:
            self._reload(said)
        return said is not None

    def _on_number(self, act: Callable[[str], Message | None]) -> None:
        self._do(lambda: act(self.number))

    def _save(self) -> None:
        self.save()

    def _copy(self) -> None:
        try:
            if self._acts.copy(self.number):
                self.opened.emit(self.register.name, "")
        except Refused as refused:
            self.outcome.refuse(refused)

    def _refuse_wrong(self, wrong: dict[str, WrongValue]) -> None:
        self.form.show_wrong(wrong)
        place, first = next(iter(wrong.items()))
        self.outcome.refuse(first)
        self.form.go_to(place)

    def _keep_over(self) -> None:
        self.keeper.keep()
        self._reload()

    def _title_of(self, record: Record) -> str:
        return "" if record.withheld else str(getattr(record, self.register.title))


def _version(record: Record) -> tuple[str, int, str, bool]:
    return record.id, record.revision, record.state, record.withheld
