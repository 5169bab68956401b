"""The handling sheet of a movement (《人员变动办理单》): what it is, each task with who did it and when, its basis, and who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ipdesk.exporting.dossiers import Errands
from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Shape,
    furniture_for,
)
from ipdesk.exporting.records import entry_of, shown_text, shown_value, signatures_of, subtitle_of
from ipdesk.model.findings import Finding, show_basis
from ipdesk.model.kinds import LongText, option_label
from ipdesk.model.record import Record, field_of, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.movements import BLOCKS
from ipdesk.registers.person_choices import WAITS_FOR

IDENTITY: Final = ("name", "person", "kind", "day", "projects", "approval", "grounds")
DAY: Final = replace(PLAIN, align="center", width=11, least=11)
NUMBER: Final = Shape("center", "number", 4, lambda value, _: value)
BLANK_TASKS, BLANK_LINES = 8, 3


def movement_sheet(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator, errands: Errands
) -> Document:
    """Return the handling sheet of a movement; what is not settled yet leaves room to write it by hand."""
    marking = marking_of(record)
    return Document(
        title=translator.label(N_("Handling Sheet of a Personnel Movement")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(_Sheet(register, record, translator, errands).sections()),
    )


class _Sheet:
    """The sections of the handling sheet of one movement."""

    def __init__(self, register: Register, record: Any, translator: Translator, errands: Errands) -> None:
        self._register, self._record, self._translator = register, record, translator
        self._label, self._say = translator.label, translator.say
        self._rows: tuple[Task, ...] = shown_value(record, register.field("tasks"))
        order = [place for places in self._parties().values() for place in places]
        self._numbers = {place: number for number, place in enumerate(order, 1)}
        self._rules = errands.rules if len(errands.rules) == len(self._rows) else (None,) * len(self._rows)

    def sections(self) -> Iterator[Section]:
        yield Pairs(title=self._label(N_("The movement")), entries=self._entries(IDENTITY))
        yield from self._block()
        yield from self._tasks()
        yield from self._basis()
        roles = (N_("The person"), N_("Head of the unit"), N_("Personnel department"), N_("IP officer"))
        signed = signatures_of([self._label(each) for each in roles], self._translator)
        said = N_("All tasks above are done, or do not apply for the reason given.")
        yield replace(signed, statement=self._label(said))

    def _entries(self, names: Sequence[str]) -> tuple[Entry, ...]:
        fields = [self._register.field(name) for name in names]
        return tuple(
            entry_of(each, shown_value(self._record, each), self._translator, wide=each.name == "grounds")
            for each in fields
        )

    def _block(self) -> Iterator[Section]:
        """Yield what only this kind of movement records; nothing restricted."""
        for group in self._register.groups:
            if self._record.kind not in BLOCKS.get(group.name, ()):
                continue
            fields = [self._register.field(name) for name in group.fields]
            shown = [each for each in fields if not each.kind.restricted]
            short = [each.name for each in shown if not isinstance(each.kind, LongText)]
            yield Pairs(title=self._label(group.label), entries=self._entries(short))
            for each in shown:
                if isinstance(each.kind, LongText):
                    text = shown_value(self._record, each)
                    yield Prose(title=self._label(each.kind.label), text=text, lines=BLANK_LINES, level=2)

    def _parties(self) -> dict[str, list[int]]:
        """Return the places of the tasks by who is waited for."""
        named = [each.code for each in WAITS_FOR]
        found = dict.fromkeys([*named, *(each.waits_for for each in self._rows)])
        by = {
            party: [place for place, row in enumerate(self._rows) if row.waits_for == party]
            for party in found
        }
        return {party: places for party, places in by.items() if places}

    def _tasks(self) -> Iterator[Section]:
        """Yield a table of tasks for each of those waited for."""
        yield Pairs(title=self._label(N_("Tasks")), entries=self._progress())
        for party, places in self._parties().items():
            name = self._label(option_label(WAITS_FOR, party) or N_("Nobody named"))
            yield self._grid(name, tuple(map(self._row, places)))
        if not self._rows:
            yield self._grid("", (), blank=BLANK_TASKS)

    def _progress(self) -> tuple[Entry, ...]:
        settled = sum(each.state in ("done", "na") for each in self._rows)
        said = Message(N_("Settled {done} of {count} tasks."), done=settled, count=len(self._rows))
        version = self._register.field("task_version").kind.label
        return (
            Entry(self._label(N_("Progress")), self._say(said) if self._rows else ""),
            Entry(self._label(version), self._record.task_version),
        )

    def _grid(self, title: str, rows: tuple[tuple[Any, ...], ...], blank: int = 0) -> Grid:
        headings = (
            (N_("No."), NUMBER),
            (N_("Task"), replace(PLAIN, width=30)),
            (N_("Due on"), DAY),
            (N_("What became of it"), replace(PLAIN, align="center", width=9, least=9)),
            (N_("By whom and when"), replace(DAY, width=13, least=13)),
            (N_("Evidence or reason"), replace(PLAIN, width=18, least=14)),
            (N_("Signature"), replace(PLAIN, width=10, least=10)),
        )
        columns = tuple(Column("", self._label(heading), shape) for heading, shape in headings)
        return Grid(title=title, columns=columns, rows=rows, blank=blank, level=2)

    def _row(self, place: int) -> tuple[Any, ...]:
        row, rule = self._rows[place], self._rules[place]
        words = row.text if rule is None else rule.text.said(self._translator.language) or row.text
        if row.mandatory:
            words = self._say(Message(N_("{task} (mandatory)"), task=words))
        kind = field_of(Task, "state").kind
        state = "" if row.state in ("", "open") else shown_text(kind, row.state, self._translator)
        by = "\n".join(filter(None, (row.done_by, _day(row.done_on))))
        shown = "\n".join(filter(None, (row.reason, row.evidence)))
        return (self._numbers[place], words, _day(row.due), state, by, shown, "")

    def _basis(self) -> Iterator[Section]:
        """Yield the sources with the numbers of the tasks that rest on each."""
        found: dict[str, list[str]] = {}
        for place, number in self._numbers.items():
            rule = self._rules[place]
            for each in rule.basis if rule is not None else ():
                found.setdefault(show_basis(each, self._translator), []).append(str(number))
        said = N_("{basis}: tasks {numbers}")
        lines = [
            self._say(Message(said, basis=basis, numbers="、".join(numbers)))
            for basis, numbers in found.items()
        ]
        if lines:
            yield Prose(title=self._label(N_("Basis")), text="\n".join(lines))


def _day(day: date | None) -> str:
    """Return a day in the narrow form that fits a column of either language."""
    return day.isoformat() if day is not None else ""
