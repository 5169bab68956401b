"""The page of safekeeping: backups, the archive, the audit log, sealed records, and documents printed before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.archive_card import ArchiveCard
from ipdesk.gui.audit_card import AuditCard, verdict_sentence
from ipdesk.gui.backup_card import BackupCard
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.desk_acts import SAFEKEEPING_ACTS
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.labels import primary, spread, text_label
from ipdesk.gui.printed_card import PrintedCard
from ipdesk.gui.progress import Progress
from ipdesk.gui.purge_order_card import PurgeOrderCard
from ipdesk.gui.sealed_card import SealedCard
from ipdesk.gui.sheet import Sheet
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import CARD_GAP, MARGIN
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import audits, documents, spills, workspaces
from ipdesk.operations.audits import Head, Verdict
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, Printed
from ipdesk.operations.permissions import Act, permits
from ipdesk.operations.spills import Purged, Sealed
from ipdesk.operations.workspaces import Made, Receipt
from ipdesk.registers import register as register_named

WIDTH: Final = 960
ENDING: Final = ".ipdesk-backup"
BACKING_UP: Final = (N_("Copying the store"), N_("Proving the copy whole"), N_("Packing it"))


@dataclass(frozen=True, slots=True)
class Kept:
    """What the page shows, read at once beside the window; what the person may not see stays empty."""

    asked: int
    backups: Sequence[Made] = ()
    head: Head | None = None
    verified: datetime | None = None
    sealed: Sequence[Sealed] = ()
    printed: Sequence[Printed] = ()


class SafekeepingPage(Sheet):
    """Shows the cards that the role permits. `place_asked` names another place to go to."""

    place_asked = Signal(str)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks, WIDTH)
        self._dialogs = dialogs
        self._asked = 0
        self._task: Task | None = None
        self._ordered: Sealed | None = None
        self._words: Sequence[str] = ("",)
        self._may = frozenset(act for act in SAFEKEEPING_ACTS if permits(context.desk.actor, act))
        self.backup = primary(QPushButton(context.label(N_("Back up now…"))))
        self.backups, self.audit = BackupCard(context), AuditCard(context)
        self.sealed, self.order, self.printed = (
            SealedCard(context),
            PurgeOrderCard(context),
            PrintedCard(context),
        )
        self.archive = ArchiveCard(context, dialogs, self._start, self._say)
        self.progress = Progress(context)
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Safekeeping"))

    def refresh(self) -> None:
        """Read everything again on another thread; what is being typed stays."""
        if not self.context.is_open():
            return
        self._asked += 1
        desk, may, asked, text = self.context.desk, self._may, self._asked, self.printed.search.text()

        def work(_task: Task) -> Kept:
            twin = desk.twin()
            with twin.workspace:
                return _read(twin, may, asked, text)

        self.tasks.start(work, self._show, self.outcome.refuse)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        found: tuple[tuple[Act, str, str, QPushButton], ...] = (
            ("backup", "backup", N_("Back up now…"), self.backup),
            ("archive", "archive", N_("Archive everything…"), self.archive.archive),
            ("export", "workbook", N_("All registers as a workbook…"), self.archive.workbook),
            ("archive", "take-in", N_("Take an archive in…"), self.archive.take_in),
            ("audit", "verify", N_("Verify the audit log"), self.audit.verify),
            ("audit", "export", N_("Write the audit log…"), self.audit.export),
            ("seal", "unseal", N_("Unseal a record…"), self.sealed.unseal),
            ("purge", "order", N_("Give a purge order…"), self.sealed.order),
            ("purge", "purge", N_("Carry out a purge order…"), self.sealed.purge),
            ("print", "again", N_("Write a printed document again…"), self.printed.again),
        )
        return [
            *(
                Command(
                    id=f"safekeeping.{name}", label=label(text), run=button.click, enabled=button.isEnabled
                )
                for act, name, text, button in found
                if permits(self.context.desk.actor, act)
            ),
            Command(id="safekeeping.stop", label=label(N_("Stop")), run=self.stop, enabled=self.is_waiting),
        ]

    def stop(self) -> None:
        """Ask the work under way to stop at its next step."""
        if self._task is not None:
            self._task.cancel()

    def _build(self) -> None:
        self.body.insertLayout(0, self._fixed_head())
        self.backup.setVisible("backup" in self._may)
        self.order.hide()
        for act, cards in (
            ("backup", (self.backups,)),
            ("archive", (self.archive,)),
            ("audit", (self.audit,)),
            ("purge", (self.sealed, self.order)),
            ("print", (self.printed,)),
        ):
            for card in cards:
                self.column.addWidget(card)
                if act not in self._may:
                    card.hide()
        self.column.addStretch(1)
        self.progress.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self.body.addWidget(self.progress)
        first = (
            self.backup
            if "backup" in self._may
            else self.audit.verify
            if "audit" in self._may
            else self.sealed
        )
        self.setFocusProxy(first)

    def _fixed_head(self) -> QHBoxLayout:
        """Return title, primary act and outcome in a place that does not scroll: the cards below are many."""
        head = QWidget()
        head.setMaximumWidth(WIDTH)
        column = QVBoxLayout(head)
        column.setContentsMargins(MARGIN, CARD_GAP, MARGIN, 0)
        column.setSpacing(CARD_GAP)
        column.addLayout(spread(text_label(self.title(), "title"), 1, self.backup))
        column.addWidget(self.outcome)
        line = spread()
        line.addWidget(head, WIDTH)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self.progress.stopped.connect(self.stop)
        self.backup.clicked.connect(self._back_up)
        self.backups.settings.clicked.connect(lambda: self.place_asked.emit("settings"))
        self.audit.verify_asked.connect(self._verify)
        self.audit.export_asked.connect(self._export_log)
        self.sealed.unseal_asked.connect(self._unseal)
        self.sealed.order_asked.connect(self._begin_order)
        self.sealed.purge_asked.connect(self._purge)
        self.order.asked.connect(self._give_order)
        self.order.back.clicked.connect(self._end_order)
        self.printed.wanted.connect(self.refresh)
        self.printed.again_asked.connect(self._write_again)

    def _show(self, kept: Kept) -> None:
        if kept.asked != self._asked or not self.context.is_open():
            return  # asked again, or locked meanwhile
        self.backups.show_backups(kept.backups)
        if kept.head is not None:
            self.audit.show_head(kept.head, kept.verified)
        self.sealed.show_records(kept.sealed)
        self.printed.show_documents(kept.printed)

    def _back_up(self) -> None:
        desk = self.context.desk
        name = f"{desk.workspace.folder.stem}-{desk.workspace.clock().astimezone():%Y%m%d-%H%M}{ENDING}"
        place = self._dialogs.save_file(self, self.context.label(N_("Back up to")), name)
        if place is None:
            return
        target = with_ending(place, ENDING)

        def work(twin: Desk, task: Task) -> Receipt:
            return workspaces.backup(twin, target, task.step)

        self._start(BACKING_UP, work, self._backed_up)

    def _backed_up(self, receipt: Receipt) -> None:
        report = receipt.report
        self._say(
            Message(N_("Backed up and verified: {file}, {count} records."), file=str(receipt.place),
                    count=report.counts["entries"]),
            Message(N_("Write down: entry {seq}, audit head {hash}"), seq=report.head.seq, hash=report.head.hash),
        )  # fmt: skip

    def _verify(self, noted: Head | None) -> None:
        def work(twin: Desk, task: Task) -> Verdict:
            return audits.verify(twin, noted, task.step)

        self._start([N_("Verifying the audit log")], work, partial(self._verified, noted))

    def _verified(self, noted: Head | None, verdict: Verdict) -> None:
        self.audit.show_verdict(verdict, noted)
        said = self.context.label(verdict_sentence(verdict))
        self.outcome.say(said, "ok" if verdict.whole else "block")

    def _export_log(self) -> None:
        desk = self.context.desk
        log = self.context.label(N_("Audit log"))
        name = file_name(f"{log}-{desk.today():%Y%m%d}.xlsx")
        place = self._dialogs.save_file(self, self.context.label(N_("Write the audit log to")), name)
        if place is not None:
            target = with_ending(place, ".xlsx")
            self._start([N_("Writing the audit log")], lambda twin, _task: audits.export_log(twin, target),
                        self._written)  # fmt: skip

    def _written(self, paper: Paper) -> None:
        self._say(paper.written())

    def _unseal(self, sealed: Sealed | None) -> None:
        if sealed is None:
            return
        register, number = register_named(sealed.register), sealed.number
        question = Message(
            N_("{number} is opened again: whoever may read sees its content from now on. Why may it be opened?"),
            number=number,
        )  # fmt: skip
        if reason := self._dialogs.text(self, self.context.say(question)):
            said = Message(N_("{number} is open again."), number=number)
            self._start([N_("Opening the record")],
                        lambda twin, _task: spills.unseal(twin, register, number, reason),
                        lambda _done: self._say(said))  # fmt: skip

    def _begin_order(self, sealed: Sealed | None) -> None:
        if sealed is not None:
            self.outcome.hide()
            self._ordered = sealed
            self.order.show()
            self.order.begin(sealed.number, self.context.desk.today())

    def _end_order(self) -> None:
        self.order.hide()
        self.sealed.table.setFocus()

    def _give_order(self, order: dict[str, Any]) -> None:
        if self._ordered is None:
            return
        question = Message(
            N_("Order {order} is recorded for {number}. Once a second person carries it out under their own name, "
               "the content of {number} is erased for good."),
            order=order["number"], number=self._ordered.number,
        )  # fmt: skip
        self._purge_under(self._ordered, order, question, N_("Give the order"))

    def _purge(self, sealed: Sealed | None) -> None:
        if sealed is None or sealed.order is None:
            return
        order = sealed.order
        question = Message(
            N_("Order {order} of {day}, given by {user}: the content of {number} is erased for good, with its files, "
               "drafts, imported rows and the values in its history. Its number, its state and the log of acts "
               "remain. This cannot be taken back. Exports, copies and backups made before still hold the "
               "content; they are listed afterwards and have to be dealt with one by one."),
            order=order.number, day=order.day, user=order.ordered_by, number=sealed.number,
        )  # fmt: skip
        given = {"number": order.number, "day": order.day, "reason": order.reason}
        self._purge_under(sealed, given, question, N_("Erase the content"))

    def _purge_under(self, sealed: Sealed, order: dict[str, Any], question: Message, act: str) -> None:
        if not self._dialogs.decide(self, self.context.say(question), self.context.label(act)):
            return
        register, number = register_named(sealed.register), sealed.number
        self._start([act], lambda twin, _task: spills.purge(twin, register, number, order),
                    partial(self._purged, number), self._order_refused)  # fmt: skip

    def _purged(self, number: str, purged: Purged) -> None:
        self._end_order()
        order = purged.order.number
        if purged.done:
            self._say(
                Message(N_("{number} is purged from this store under order {order}."), number=number, order=order),
                N_("Where its content still lies is listed under it."),
            )  # fmt: skip
        else:
            said = N_("Order {order} is recorded. A second person carries it out here, under their own name.")
            self._say(Message(said, order=order))

    def _order_refused(self, refused: Refused) -> None:
        if self.order.isHidden() or not self.order.refuse(refused):
            self.outcome.refuse(refused)

    def _write_again(self, printed: Printed | None, password: str) -> None:
        if printed is None:
            return
        name = file_name(f"{printed.number} {self.printed.name_of(printed)}{printed.ending}")
        place = self._dialogs.save_file(self, self.context.label(N_("Write again to")), name)
        if place is not None:
            target, serial = with_ending(place, printed.ending), printed.stamp.serial
            own = self.context.settings.fonts
            self._start([N_("Writing the document")],
                        lambda twin, _task: documents.print_again(twin, serial, target, password, own),
                        self._written_again)  # fmt: skip

    def _written_again(self, paper: Paper) -> None:
        self.printed.lock.end()
        self._written(paper)

    def _start(
        self,
        words: Sequence[str],
        work: Callable[[Desk, Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Refused], None] | None = None,
    ) -> None:
        """Do work over a connection of its own, saying what is at hand; of several words each is for one step."""
        desk, self._words = self.context.desk, words
        self.outcome.hide()

        def over_twin(task: Task) -> Any:
            twin = desk.twin()
            with twin.workspace:
                return work(twin, task)

        def end(result: Any, then: Callable[[Any], None]) -> None:
            self.progress.rest()
            self.backup.setEnabled(True)
            if self.context.is_open():  # else the desk was locked meanwhile
                then(result)

        self.backup.setEnabled(False)
        self.progress.show_step(self.context.label(words[0]), 0, 1)
        refused = partial(self._refused, failed or self.outcome.refuse)
        self._task = self.run(over_twin, lambda it: end(it, done), lambda it: end(it, refused))
        self._task.progress.connect(self._show_step)

    def _refused(self, told: Callable[[Refused], None], refused: Refused) -> None:
        """Tell why work came to nothing; each that can be stopped here leaves nothing half behind."""
        if self._task is not None and self._task.is_cancelled():
            self.outcome.say(self.context.label(N_("Stopped: nothing was written.")), "info")
        else:
            told(refused)

    def _show_step(self, done: int, of: int) -> None:
        if self.is_waiting():
            word = self._words[done] if len(self._words) == of else self._words[0]
            self.progress.show_step(self.context.label(word), done, of)

    def _say(self, *sentences: Message | str) -> None:
        self.outcome.say("\n".join(self.context.say(each) for each in sentences))
        self.context.changed.emit()


def _read(desk: Desk, may: frozenset[Act], asked: int, text: str) -> Kept:
    audit = "audit" in may
    return Kept(
        asked=asked,
        backups=workspaces.last_backups(desk) if "backup" in may else (),
        head=audits.current_head(desk) if audit else None,
        verified=audits.last_verified(desk) if audit else None,
        sealed=spills.sealed_records(desk) if "purge" in may else (),
        printed=documents.printed(desk, text) if "print" in may else (),
    )
