"""What a register's page does on a worker's thread: export what is shown, move or withdraw what is selected."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ipdesk.exporting.layout import no_glyph
from ipdesk.gui.batch import Tally, in_turn
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs, FileKind
from ipdesk.gui.file_places import with_ending
from ipdesk.gui.password_line import NewPasswordLine
from ipdesk.gui.people_acts import PeopleActs
from ipdesk.gui.tasks import Task
from ipdesk.model.errors import Refused
from ipdesk.model.record import Record
from ipdesk.model.restricted import restricted_fields
from ipdesk.model.states import Move
from ipdesk.model.text import N_, Message
from ipdesk.operations import documents, moves, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper
from ipdesk.operations.permissions import permits

if TYPE_CHECKING:
    from ipdesk.gui.register_page import RegisterPage

LOOKED_AT = 500  # selected records whose states decide which moves are offered


class RegisterActs(QObject):
    """Belongs to one page; asks through its dialogs and says how things went in its outcome line."""

    def __init__(self, page: RegisterPage, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._page, self._dialogs = page, dialogs
        self._task: Task | None = None
        self.people = PeopleActs(page, self._current)
        self.lock = NewPasswordLine(page.context, page.context.label(N_("Export…")))

    def commands(self) -> Sequence[Command]:
        """Return the acts on the record that stands chosen in the table, which only some registers have."""
        return self.people.commands() if self._page.register.name == "people" else ()

    def _current(self) -> Record | None:
        return self._page.rows.record_at(self._page.table.currentIndex().row())

    def is_busy(self) -> bool:
        """Say whether work is under way here."""
        return self._task is not None

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        if self._task is not None:
            self._task.cancel()

    def offer_moves(self) -> None:
        """Offer the moves that lead on from the states of the selected records."""
        page = self._page
        desk, register = page.context.desk, page.register
        try:
            found = reading.page(desk, register, page.table.selected_ids()[:LOOKED_AT], ())
        except Refused as refused:
            page.outcome.refuse(refused)
            return
        states = {each.state for each in found if not each.withheld}
        moves = [
            move for move in register.states.moves if move.source in states and desk.actor.role in move.roles
        ]
        page.selection.offer_moves(list({(move.target, move.label): move for move in moves}.values()))

    def move(self, move: Move) -> None:
        """Move the selected records, after the reason or the decision was asked for."""
        page = self._page
        ids, label = page.table.selected_ids(), Message(move.label)
        reason = ""
        if move.reason:
            question = Message(N_("{move}: {count} records. Why?"), move=label, count=len(ids))
            reason = self._dialogs.text(page, page.context.say(question))
            if not reason:
                return
        else:
            question = Message(
                N_("{move}: {count} records. What lacks something stays where it is."),
                move=label,
                count=len(ids),
            )
            if not self._dialogs.decide(page, page.context.say(question), page.context.label(move.label)):
                return
        register, target = page.register, move.target
        self._each(ids, lambda desk, each: moves.move(desk, register, each.number, target, reason=reason))

    def withdraw(self) -> None:
        """Withdraw the selected records for a reason."""
        page = self._page
        ids = page.table.selected_ids()
        if not ids:
            return
        question = Message(
            N_("Withdraw {count} records? They stay and can be reinstated. Why?"), count=len(ids)
        )
        reason = self._dialogs.text(page, page.context.say(question))
        if reason:
            register = page.register
            self._each(ids, lambda desk, each: records.withdraw(desk, register, each.number, reason))

    def together(self) -> str:
        """Return the label of what leads to the page of several records, "" where there is none for this person."""
        from ipdesk.gui.pages import together_of  # here: pages of records are loaded after the list

        page = self._page
        kind = together_of(page.register.name)
        allowed = kind is not None and permits(page.context.desk.actor, kind.needs)
        return page.context.label(kind.act) if kind is not None and allowed else ""

    def open_together(self) -> None:
        """Ask for the page that shows the selected records at once."""
        from ipdesk.gui.pages import together_of

        page = self._page
        kind, ids = together_of(page.register.name), page.table.selected_ids()
        if kind is None or self.is_busy():
            return
        if len(ids) > kind.most:
            said = Message(N_("Select at most {count} records for this."), count=kind.most)
            page.outcome.say(page.context.say(said), "warn")
            return
        try:
            found = reading.page(page.context.desk, page.register, ids, ())
        except Refused as refused:
            page.outcome.refuse(refused)
            return
        page.together_asked.emit(page.register.name, tuple(each.number for each in found))

    def export(self) -> None:
        """Write what is shown, in its order, as a workbook or as a PDF of the list, under a password while one is asked for."""
        if self.lock.isHidden():
            self._export("")
        else:
            self.lock.give()

    def export_restricted(self) -> None:
        """Write what is shown with the restricted fields, once that was decided."""
        page = self._page
        question = Message(
            N_("The workbook will hold restricted fields in the clear: {fields}. The log says so."),
            fields=[
                Message(page.register.field(name).kind.label) for name in restricted_fields(page.register)
            ],
        )
        if self._dialogs.decide(page, page.context.say(question), page.context.label(N_("Export…"))):
            self._export("", restricted=True)

    def ask_password(self) -> None:
        """Open the line for the password of an export."""
        self.lock.ask(self._export)

    def _export(self, password: str, *, restricted: bool = False) -> None:
        page = self._page
        if self.is_busy():
            return
        desk, register, standing = page.context.desk, page.register, page.standing()
        wanted, order = standing.filter, standing.order
        day = f"{desk.today():%Y%m%d}"
        name = f"{page.context.label(register.label)}-{day}.xlsx"
        place = self._dialogs.save_file(
            page,
            page.context.label(N_("Export what is shown")),
            name,
            _kinds(page.context)[: 1 if restricted else 2],
        )
        if place is None:
            return
        target = place if place.suffix.lower() == ".pdf" and not restricted else with_ending(place, ".xlsx")
        language = page.context.translator.language

        def work(_task: Task) -> tuple[Path, Paper]:
            twin = desk.twin()
            with twin.workspace:
                made = documents.export_register(
                    twin, register, target, wanted.where(), wanted.text, language, order, password,
                    restricted=restricted,
                )  # fmt: skip
            return target, made

        self._start(work, self._exported)

    def _each(self, ids: array[int], act: Callable[[Desk, Record], object]) -> None:
        desk, register = self._page.context.desk, self._page.register

        def work(task: Task) -> Tally:
            return in_turn(desk, register, ids, act, task)

        self._start(work, self._told, len(ids))

    def _start(self, work: Callable[[Task], Any], done: Callable[[Any], None], of: int = 0) -> None:
        if self.is_busy():
            return
        self._page.outcome.hide()
        self._page.selection.show_progress(0, of)
        self._task = self._page.tasks.start(work, done, self._failed)
        self._task.progress.connect(self._progress)

    def _progress(self, done: int, of: int) -> None:
        if self.is_busy():
            self._page.selection.show_progress(done, of)

    def _told(self, tally: Tally) -> None:
        self._end()
        page = self._page
        sentences = [page.context.say(each) for each in tally.messages()]
        page.outcome.say("\n".join(sentences), "ok" if tally.done == tally.of else "warn")
        page.context.changed.emit()

    def _exported(self, result: tuple[Path, Paper]) -> None:
        self._end()
        self.lock.end()
        target, paper = result
        page = self._page
        said = [
            Message(
                N_("{count} records written to {name}, serial number {serial}."),
                count=paper.records, name=target.name, serial=paper.stamp.serial,
            )
        ]  # fmt: skip
        if paper.withheld:
            said.append(Message(N_("{count} sealed records were left out."), count=paper.withheld))
        if paper.unresolved:
            said.append(no_glyph(paper.unresolved))
        page.outcome.say(" ".join(page.context.say(each) for each in said))

    def _failed(self, refused: Refused) -> None:
        self._end()
        self._page.outcome.refuse(refused)

    def _end(self) -> None:
        self._task = None
        page = self._page
        page.selection.show_selected(0)
        page.table.picked.emit(page.table.count_selected())


def _kinds(context: Context) -> Sequence[FileKind]:
    """Return the kinds of files that a register goes into."""
    label = context.label
    return (label(N_("Workbook to be imported again")), ".xlsx"), (label(N_("PDF of the list")), ".pdf")
