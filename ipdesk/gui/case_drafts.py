"""Keeps the answers typed for several assessments as drafts of their records, so that neither a crash nor a lock takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ipdesk.gui.cases import Case
from ipdesk.gui.context import Context
from ipdesk.gui.draft_keeper import EVERY
from ipdesk.model.errors import Refused
from ipdesk.model.values import plain_value
from ipdesk.operations import assessments, drafts
from ipdesk.operations.answers import Given
from ipdesk.operations.assessments import REGISTER
from ipdesk.operations.desk import Desk

ANSWERS = "answers"


class CaseDrafts(QObject):
    """Writes drafts a few seconds after something was typed; the page of one record brings the same draft back."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._cases: Sequence[Case] = ()
        self._kept: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep)

    def typed(self, cases: Sequence[Case]) -> None:
        """Keep drafts soon of what is typed for some cases now."""
        self._cases = cases
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep drafts now; where nothing is left to save, drop what was kept of it."""
        self._timer.stop()
        if not self._context.is_open():
            return
        desk = self._context.desk
        for case in self._cases:
            try:
                if case.given:
                    _keep(desk, case)
                    self._kept.add(case.number)
                elif case.number in self._kept:
                    drop(desk, [case.number])
                    self._kept.discard(case.number)
            except Refused:
                continue  # what stands in the way is said when the answers are saved

    def keep_if_due(self) -> None:
        """Keep drafts now if something was typed since the last time."""
        if self._timer.isActive():
            self.keep()


def _keep(desk: Desk, case: Case) -> None:
    made = assessments.with_answers(desk, case.record, case.given)
    rows = plain_value(REGISTER.field(ANSWERS).kind, made.answers)
    values = {**_held(desk, case.number), ANSWERS: rows}
    drafts.keep_draft(desk, REGISTER, values, case.number, case.record.revision)


def _held(desk: Desk, number: str) -> dict[str, Any]:
    draft = drafts.find_draft(desk, REGISTER, number)
    return dict(draft.values) if draft is not None else {}


def drop(desk: Desk, numbers: Iterable[str]) -> None:
    """Drop the answers from the drafts of records; other fields typed and not saved there stay."""
    for number in numbers:
        draft = drafts.find_draft(desk, REGISTER, number)
        if draft is None:
            continue
        others = {name: value for name, value in draft.values.items() if name != ANSWERS}
        if others:
            drafts.keep_draft(desk, REGISTER, others, number, draft.revision)
        else:
            drafts.drop_draft(desk, REGISTER, number)


def bring_back(desk: Desk, cases: Sequence[Case]) -> int:
    """Put the answers of drafts into cases that nothing was typed for, and return for how many there were some.

    A draft over another revision is left for the page of its record, which shows both.
    """
    count = 0
    for case in cases:
        draft = None if case.fixed or case.given else drafts.find_draft(desk, REGISTER, case.number)
        if draft is None or draft.revision != case.record.revision:
            continue
        for row in draft.values.get(ANSWERS, ()):
            item = case.items.get(row["item"])
            if item is None or row["by"] or not item.fits(row["answer"]):
                continue
            if row["answer"] != case.answer(item.id):
                case.given[item.id] = Given(row["answer"], row["note"])
        if case.given:
            case.reckon(desk)
            count += 1
    return count
