"""The tasks of a movement as a checklist by who is waited for: what is open, what is done, what is overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.labels import dress, wrapped_label
from ipdesk.gui.step_list import Step, StepList
from ipdesk.gui.task_line import TaskLine
from ipdesk.gui.theme import CARD_GAP, FIELD_GAP, MARKS, Tone
from ipdesk.model.kinds import Rows, option_label
from ipdesk.model.text import N_, Message
from ipdesk.model.values import plain_values
from ipdesk.operations.movement_tasks import DONE, NOT_APPLICABLE, OPEN, Settled, Told
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.person_choices import WAITS_FOR

Row = dict[str, Any]


class TaskEditor(Editor):
    """The rows of tasks of a record; `show_tasks` gives what their list says of each, until then there are no lines."""

    def __init__(self, context: Context, kind: Rows) -> None:
        super().__init__(context, kind)
        self._kind = kind
        self._before: list[Row] = []
        self._rows: list[Row] = []
        self._told: Sequence[Told] = ()
        self._party, self._read_only = "", False
        self.lines: dict[int, TaskLine] = {}
        self.progress, self.standing = wrapped_label(""), wrapped_label("")
        self.steps = StepList(context)
        self.steps.setAccessibleName(context.label(N_("Waits for")))
        self.steps.chosen.connect(self._go)
        self.part = QWidget()
        self._lay_out()
        self.setFocusProxy(self.steps)
        self._show()

    def value(self) -> object:
        """Return the rows of tasks in their order."""
        return [dict(each) for each in self._rows]

    def set_value(self, value: object) -> None:
        """Show rows of tasks, of a record or raw."""
        self._rows = [_raw(each) for each in value] if isinstance(value, list | tuple) else []
        self._before = [dict(each) for each in self._rows]
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Let the tasks be read only."""
        self._read_only = read_only
        for each in self.lines.values():
            each.set_read_only(read_only)

    def show_tasks(self, told: Sequence[Told]) -> None:
        """Show what the list of the movement says of each row."""
        if len(told) == len(self._rows):
            self._told = told
            self._show()

    def settled(self, tasks: Sequence[Task]) -> dict[str, Settled]:
        """Return what was settled since the record was read, by the keys of the tasks, from the rows as they were read."""
        return {
            told.key: Settled(
                each.state or OPEN,
                by=each.done_by,
                on=each.done_on,
                evidence=each.evidence,
                reason=each.reason,
            )
            for told, each, row, before in zip(self._told, tasks, self._rows, self._before, strict=True)
            if row != before
        }

    def go_to(self, place: str = "") -> None:
        """Put the cursor into a task, such as `[3].state`, else into the first that is open."""
        index, _, name = place.removeprefix("[").partition("].")
        if index.isdigit() and int(index) < len(self._rows):
            self._enter(int(index), name)
        else:
            self.go_to_next_open()

    def go_to_next_open(self) -> None:
        """Go to the next open task after the one that has the cursor, party by party."""
        order = [index for party in self._parties() for index in self._of(party)]
        focused: QWidget | None = self.window().focusWidget()
        inside = (index for index, line in self.lines.items() if focused and line.isAncestorOf(focused))
        here = next(inside, None)
        at = order.index(here) + 1 if here is not None else 0
        wanted = next((each for each in order[at:] + order[:at] if self._is_open(each)), None)
        if wanted is None:
            self.steps.setFocus()
        else:
            self._enter(wanted)

    def turn(self, by: int) -> None:
        """Go to the next or previous of those waited for, and into their first task."""
        parties = self._parties()
        if parties:
            at = max(0, min(len(parties) - 1, parties.index(self._party) + by))
            self._enter(self._of(parties[at])[0])

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(FIELD_GAP)
        box.addWidget(self.progress)
        across = QHBoxLayout()
        across.setSpacing(CARD_GAP)
        across.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignTop)
        held = QVBoxLayout()
        held.addWidget(self.standing)
        self._list = QVBoxLayout(self.part)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        held.addWidget(self.part)
        held.addStretch(1)
        across.addLayout(held, 1)
        box.addLayout(across)

    def _parties(self) -> list[str]:
        """Return who is waited for in this movement, in the order of the choices."""
        found = {str(each["waits_for"] or "") for each in self._rows}
        return [code for code in (*(each.code for each in WAITS_FOR), "") if code in found]

    def _of(self, party: str) -> list[int]:
        return [index for index, each in enumerate(self._rows) if (each["waits_for"] or "") == party]

    def _is_open(self, index: int) -> bool:
        return self._rows[index]["state"] not in (DONE, NOT_APPLICABLE)

    def _is_late(self, index: int) -> bool:
        due = self._rows[index]["due"]
        return self._is_open(index) and bool(due) and date.fromisoformat(due) < self.context.desk.today()

    def _go(self, index: int) -> None:
        self._party = self._parties()[index]
        self._show()

    def _enter(self, index: int, name: str = "") -> None:
        self._party = str(self._rows[index]["waits_for"] or "")
        self._show()
        if index in self.lines:
            self.lines[index].go_to(name)

    def _show(self) -> None:
        """Show everything as it stands; a line that stays keeps its cursor."""
        parties = self._parties()
        if self._party not in parties:
            waiting = (each for each in parties if any(self._is_open(one) for one in self._of(each)))
            self._party = next(waiting, parties[0] if parties else "")
        for each in (self.steps, self.standing, self.part):
            each.setVisible(bool(parties))
        self._show_progress()
        self._make_lines(self._of(self._party) if len(self._told) == len(self._rows) else [])
        if parties:
            self._show_parties(parties)

    def _make_lines(self, wanted: Sequence[int]) -> None:
        for index in [each for each in self.lines if each not in wanted or self._is_other(each)]:
            gone = self.lines.pop(index)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, index in enumerate(wanted):
            line = self.lines.get(index)
            if line is None:
                line = TaskLine(self.context, self._told[index], place + 1)
                line.edited.connect(lambda index=index: self._typed(index))
                line.set_read_only(self._read_only)
                self.lines[index] = line
                self._list.insertWidget(place, line)
            if line.row() != _became(self._rows[index]) or line.due.text() == "":
                line.show_row(self._rows[index])

    def _is_other(self, index: int) -> bool:
        line, told = self.lines[index].told, self._told[index] if index < len(self._told) else None
        return told is None or (line.key, line.rule) != (told.key, told.rule)

    def _typed(self, index: int) -> None:
        self._rows[index] = {**self._rows[index], **self.lines[index].row()}
        self.lines[index].show_due(self._rows[index])
        self._show_progress()
        self._show_parties(self._parties())
        self.edited.emit()

    def _show_progress(self) -> None:
        states = [each["state"] for each in self._rows]
        late = sum(self._is_late(index) for index in range(len(self._rows)))
        done, left = states.count(DONE), states.count(NOT_APPLICABLE)
        parts = [Message(N_("Settled {done} of {count} tasks."), done=done + left, count=len(states))]
        if left:
            parts.append(Message(N_("Not applicable: {count}."), count=left))
        if late:
            parts.append(Message(N_("Overdue: {count}."), count=late))
        self.progress.setText(" ".join(self.context.say(each) for each in parts))
        self.progress.setVisible(bool(states))

    def _show_parties(self, parties: Sequence[str]) -> None:
        label = self.context.label
        steps = []
        for party in parties:
            rows = self._of(party)
            waiting = sum(self._is_open(each) for each in rows)
            late = any(self._is_late(each) for each in rows)
            tone: Tone = "block" if late else "warn" if waiting else "ok"
            name = label(option_label(WAITS_FOR, party) or N_("Nobody named"))
            steps.append(Step(f"{name}  {len(rows) - waiting}/{len(rows)}", tone, 0, True))
        self.steps.show_steps(steps, parties.index(self._party))
        self.steps.setFixedHeight(self.steps.sizeHintForRow(0) * len(steps) + 2 * FIELD_GAP)
        self._show_standing(self._of(self._party))

    def _show_standing(self, rows: Sequence[int]) -> None:
        """Say how it stands with those shown: open, done, overdue, and the next day."""
        waiting = [each for each in rows if self._is_open(each)]
        late = [each for each in waiting if self._is_late(each)]
        days = [self._rows[each]["due"] for each in waiting if self._rows[each]["due"]]
        parts = [
            Message(N_("open {open}, settled {settled}"), open=len(waiting), settled=len(rows) - len(waiting))
        ]
        if late:
            parts.append(Message(N_("overdue {count}"), count=len(late)))
        if days:
            parts.append(Message(N_("next due {day}"), day=min(days)))
        said = " · ".join(self.context.say(each) for each in parts)
        self.standing.setText(f"{MARKS['block']} {said}" if late else said)
        dress(self.standing, "tone", "block" if late else "")


def _raw(row: Any) -> Row:
    """Return a task as raw cells."""
    return dict(row) if isinstance(row, Mapping) else plain_values(row)


def _became(row: Row) -> Row:
    """Return the cells that a line shows and changes."""
    return {name: row.get(name) for name in ("state", "evidence", "reason", "done_by", "done_on")}
