"""Drafting agreements for many people: for whom and of what kind, into which folder, how far it is, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from ipdesk.gui.commands import Listed, always
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import primary, spread, text_label
from ipdesk.gui.offer import Offer
from ipdesk.gui.opened_copies import open_file
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.tick_table import TICKED
from ipdesk.gui.ticked_act_page import TickedActPage
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations import drafting
from ipdesk.operations import settings as settings_file
from ipdesk.operations.desk import Desk
from ipdesk.operations.drafting import Drafts, Plan, Planned, Unfinished
from ipdesk.operations.permissions import Act
from ipdesk.registers.duties import STATUS_LABELS
from ipdesk.registers.person_choices import AGREEMENTS
from ipdesk.rules.clause_files import NAMES

NOBODY: Final = N_("Everybody here has a valid agreement, or one on its way.")
_SHOWN: Final = 3  # refusals that are told in full


class DraftingPage(TickedActPage):
    """With numbers of people it drafts for these, without for everybody who lacks a valid agreement.

    A batch that was stopped or cut off is said first, with what can be done about it; until then no other begins.
    """

    name = "drafting"
    act: ClassVar[str] = N_("Draft agreements…")
    needs: ClassVar[Act] = "add"
    doing, done_of = N_("Drafting"), N_("{done} of {count} papers")
    headings = (
        N_("Number"), N_("Name"), N_("Unit"), N_("Why"), N_("Kind of agreement"), N_("Version"), N_("Legal approval"),
    )  # fmt: skip
    widths = (130, 140, 170, 150, 210, 90)

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, kept: dict[str, str], numbers: tuple[str, ...]
    ) -> None:
        super().__init__(context, tasks, dialogs, kept, numbers)
        self._plan = Plan((), {})
        self._left: Unfinished | None = None
        self._made: Drafts | None = None
        self.show_place: Callable[[Path], bool] = open_file
        self._build()
        self._connect()
        self._show_act()

    def _build(self) -> None:
        label = self.context.label
        self.draft = primary(QPushButton(label(N_("Draft"))))
        self.kind = QComboBox()
        self.kind.setAccessibleName(label(N_("Kind of agreement")))
        self.kind.addItem(label(N_("What each of them signs")), "")
        for name in NAMES:
            self.kind.addItem(label(option_label(AGREEMENTS, name)), name)
        self.folder = QLineEdit(self.context.settings.drafts_folder)
        self.folder.setPlaceholderText(label(N_("Folder for the papers")))
        self.folder.setAccessibleName(label(N_("Folder for the papers")))
        self.choose = QPushButton(label(N_("Choose…")))
        self.choose.setAccessibleName(label(N_("Choose a folder…")))
        self.offer = Offer()
        sign = (label(N_("Record signatures…")), lambda: self.together_asked.emit("agreements", ()))
        self.empty.show_state(label(NOBODY), [sign])
        line = spread(
            text_label(label(N_("Kind of agreement")), "label"), self.kind,
            text_label(label(N_("Folder")), "label"), self.folder, self.choose,
        )  # fmt: skip
        line.setStretch(3, 1)
        self._lay_out((self.draft,), (self.offer, line, self.progress))

    def _connect(self) -> None:
        self.reader.found.connect(self._show)
        self.draft.clicked.connect(self.begin)
        self.kind.activated.connect(self._show_rows)
        self.choose.clicked.connect(self.choose_folder)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Draft agreements"))

    def refresh(self) -> None:
        """Read again for whom there is to be drafted; what was left out stays left out."""
        if not self.context.is_open() or self._task is not None:
            return
        numbers = self.numbers or None
        self.reader.ask(
            self.context.desk,
            lambda desk, _task: (drafting.plan_batch(desk, numbers), drafting.unfinished_batch(desk)),
        )

    def _acts(self) -> Sequence[Listed]:
        return (
            ("begin", N_("Draft for those who are ticked"), self.begin, "Ctrl+Return", self.draft.isEnabled),
            ("folder", N_("Choose a folder…"), self.choose_folder, "Ctrl+O", always),
            *self._tick_acts(),
            ("resume", N_("Resume the unfinished batch"), self.resume, "Ctrl+Shift+Return", self._may_resume),
            ("end", N_("End the unfinished batch as it is…"), self.end, "", self._may_resume),
            ("stop", N_("Stop"), self.stop, "", lambda: self._task is not None),
            ("open", N_("Open the folder"), self.open_folder, "", lambda: self._made is not None),
            ("list", N_("Open the signing list"), self.open_list, "", lambda: self._made is not None),
        )

    def choose_folder(self) -> None:
        """Ask for the folder that the papers go into."""
        place = self.dialogs.folder(self, self.context.label(N_("Folder for the papers")))
        if place is not None:
            self.folder.setText(str(place))

    def begin(self) -> None:
        """Draft for those who are ticked, after the folder was asked for where none is named."""
        numbers, kind = self.table.ticks.ticked(), str(self.kind.currentData())
        if not self.draft.isEnabled() or not numbers:
            return
        if not self.folder.text().strip():
            self.choose_folder()
        if not self.folder.text().strip():
            return
        folder = Path(self.folder.text().strip()).expanduser()
        self._remember(str(folder))
        self._work(lambda desk, task: drafting.draft_batch(desk, folder, numbers, kind, task.step))

    def resume(self) -> None:
        """Go on with the batch that is unfinished."""
        if self._may_resume():
            self._work(lambda desk, task: drafting.resume_batch(desk, task.step))

    def end(self) -> None:
        """End the batch that is unfinished, after a question."""
        left = self._left
        if left is None or not self._may_resume():
            return
        question = Message(
            N_(
                "End the batch with {count} papers not written? What is drafted stays and can be printed from its records."
            ),
            count=left.left,
        )
        if not self.dialogs.decide(self, self.context.say(question), self.context.label(N_("End it"))):
            return
        try:
            drafting.end_batch(self.context.desk)
        except Refused as refused:
            self.outcome.refuse(refused)
        self.context.changed.emit()

    def open_folder(self) -> None:
        """Show the folder of the papers."""
        if self._made is not None:
            self.show_place(self._made.folder)

    def open_list(self) -> None:
        """Show the signing list."""
        if self._made is not None:
            self.show_place(self._made.signing_list)

    def _may_resume(self) -> bool:
        return self._left is not None and self._task is None

    def _remember(self, folder: str) -> None:
        self.context.settings = replace(self.context.settings, drafts_folder=folder)
        try:
            settings_file.save(self.context.settings)
        except Refused as refused:
            self.outcome.refuse(refused)

    def _work(self, act: Callable[[Desk, Task], Drafts]) -> None:
        self.offer.hide()
        super()._work(act)

    def _done(self, made: Drafts) -> None:
        self._made = made
        self._rest()
        if not self.context.is_open():  # it was locked meanwhile
            return
        said = [
            Message(N_("{written} of {count} papers written into {folder}."), written=made.written,
                    count=made.papers, folder=str(made.folder))
        ]  # fmt: skip
        said += [
            Message(N_("{number}: {reason}"), number=who, reason=why) for who, why in made.refused[:_SHOWN]
        ]
        if len(made.refused) > _SHOWN:
            said.append(Message(N_("{count} more were refused."), count=len(made.refused) - _SHOWN))
        self.outcome.say("\n".join(self.context.say(each) for each in said), "warn" if made.refused else "ok")
        self.context.changed.emit()

    def _failed(self, refused: Refused) -> None:
        super()._failed(refused)
        if self.context.is_open():
            self.context.changed.emit()  # what was drafted before is there
            self.refresh()

    def _show(self, read: tuple[Plan, Unfinished | None]) -> None:
        if not self.context.is_open():
            return
        first = not self._plan.forms
        self._plan, self._left = read
        if first:  # who signs nothing is left out until somebody ticks him or her
            self.table.ticks.tick([each.number for each in self._plan.people if not each.kind], on=False)
        self._show_rows()
        self._show_offer()

    def _show_rows(self) -> None:
        rows = [self._row(each) for each in self._plan.people]
        self._show_ticks(rows, [each.number for each in self._plan.people])
        self._show_act()

    def _row(self, each: Planned) -> Row:
        label = self.context.label
        kind = str(self.kind.currentData()) or each.kind
        version, approval = self._plan.forms.get(kind, ("", ""))
        why: str | Status = label(STATUS_LABELS[each.status]) if each.status else "—"
        if each.status in ("missing", "expired"):
            word = f"{why} {each.until.isoformat()}" if each.until else str(why)
            why = Status("block" if each.status == "missing" else "warn", word)
        held = Status("ok", approval) if approval else Status("warn", label(N_("not approved")))
        named = label(option_label(AGREEMENTS, kind)) if kind else Status("warn", label(N_("signs none")))
        return (each.number, each.name, each.unit, why, named, version, held if version else "—")

    def _show_offer(self) -> None:
        """Say first that a batch is unfinished, else where the papers of the last one are."""
        label = self.context.label
        if self._left is not None:
            said = Message(
                N_("An earlier batch in {folder} is unfinished: {count} papers are not written."),
                folder=str(self._left.folder), count=self._left.left,
            )  # fmt: skip
            acts = ((label(N_("Resume")), self.resume), (label(N_("End it…")), self.end))
            self.offer.show_offer(self.context.say(said), "warn", acts)
        elif self._made is not None:
            said = Message(
                N_("The papers and the signing list are in {folder}."), folder=str(self._made.folder)
            )
            acts = ((label(N_("Open the folder")), self.open_folder),
                    (label(N_("Open the signing list")), self.open_list))  # fmt: skip
            self.offer.show_offer(self.context.say(said), "info", acts)
        else:
            self.offer.hide()

    def _show_act(self) -> None:
        ticked, of = len(self.table.ticks.ticked()), len(self._plan.people)
        self.draft.setText(self.context.say(Message(N_("Draft {count} agreements"), count=ticked)))
        self.draft.setEnabled(bool(ticked) and self._left is None and self._task is None)
        self.count.setText(self.context.say(Message(TICKED, done=ticked, count=of)))

    def _open(self, row: int) -> None:
        self.opened.emit("people", self._plan.people[row].number)
