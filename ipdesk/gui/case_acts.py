"""What is done with several assessments on a worker's thread: their answers saved, or all decided, each on its own."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ipdesk.gui.batch import Tally, in_turn
from ipdesk.gui.case_decision import values_for
from ipdesk.gui.case_drafts import drop
from ipdesk.gui.cases import Case, Told
from ipdesk.gui.tasks import Task
from ipdesk.model.errors import Refused
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations import assessments
from ipdesk.operations.assessments import REGISTER
from ipdesk.operations.desk import Desk

if TYPE_CHECKING:
    from ipdesk.gui.pages.many_assessments import ManyAssessmentsPage

_Done = tuple[Tally, list[str]]


class CaseActs(QObject):
    """Belongs to one page; says how things went in each row and in its outcome line. What is refused keeps what was typed."""

    def __init__(self, page: ManyAssessmentsPage) -> None:
        super().__init__(page)
        self._page = page
        self._task: Task | None = None

    def is_busy(self) -> bool:
        """Say whether work is under way here."""
        return self._task is not None

    def stop(self) -> None:
        """Ask the work to stop at the next case."""
        if self._task is not None:
            self._task.cancel()

    def save(self) -> None:
        """Save what was typed, each case in its own transaction."""
        cases = self._page.model.unsaved()
        given = {each.number: (dict(each.given), each.record.revision) for each in cases}

        def act(desk: Desk, record: Record) -> object:
            answers, revision = given[record.number]
            return assessments.answer(desk, record.number, answers, revision=revision)

        self._each(cases, act, self._saved)

    def decide(self) -> None:
        """Decide the selected cases, each in its own transaction."""
        page = self._page
        if page.card.lacking() is not None:
            return
        cases, decision = page.undecided(), page.card.decision()
        values = {each.number: (values_for(each, decision), each.record.revision) for each in cases}

        def act(desk: Desk, record: Record) -> object:
            given, revision = values[record.number]
            return assessments.decide(desk, record.number, given, revision=revision)

        self._each(cases, act, self._decided)

    def _each(
        self, cases: Sequence[Case], act: Callable[[Desk, Record], object], done: Callable[[_Done], None]
    ) -> None:
        page = self._page
        if self.is_busy() or not cases:
            return
        desk, ids, made = page.context.desk, array("q", [each.id for each in cases]), list[str]()

        def noted(twin: Desk, record: Record) -> None:
            act(twin, record)
            made.append(record.number)

        def work(task: Task) -> _Done:
            return in_turn(desk, REGISTER, ids, noted, task), made

        page.outcome.hide()
        page.show_work(busy=True)
        self._task = page.tasks.start(work, done, self._failed)
        self._task.progress.connect(self._progress)

    def _progress(self, done: int, of: int) -> None:
        if self.is_busy():
            page = self._page
            far = page.context.say(Message(N_("{done} of {count}"), done=done, count=of))
            page.progress.show_step(far, done, of)

    def _saved(self, result: _Done) -> None:
        tally, done = result
        for case in self._page.model.cases:
            if case.number in done:
                case.given = {}
        drop(self._page.context.desk, done)
        self._tell(tally, done, self._page.context.label(N_("Saved")))

    def _decided(self, result: _Done) -> None:
        self._tell(*result, self._page.context.label(N_("Decided")))

    def _tell(self, tally: Tally, done: Sequence[str], word: str) -> None:
        """Say in each row how it went, and in a line how many went well."""
        page, refused = self._page, dict(tally.refused)
        say = page.context.say
        for case in page.model.cases:
            if case.number in done:
                case.told = Told("ok", word)
            elif (error := refused.get(case.number)) is not None:
                case.told = Told("block", " ".join(say(each) for each in error.messages()))
        self._task = None
        page.show_work(busy=False)
        said = [say(each) for each in tally.messages()]
        if len(done) > 1:
            said.append(say(N_("Each case is an act of its own: Ctrl+Z takes the last one back.")))
        page.outcome.say(" ".join(said), "ok" if tally.done == tally.of else "warn")
        page.context.changed.emit()

    def _failed(self, refused: Refused) -> None:
        self._task = None
        self._page.show_work(busy=False)
        self._page.outcome.refuse(refused)
