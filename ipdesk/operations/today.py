"""What waits today: every open record with whom it waits for, since when, and the act that moves it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ipdesk.model.findings import Finding
from ipdesk.model.progress import Step, no_step
from ipdesk.model.register import Register
from ipdesk.operations.checks import find
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from ipdesk.store import records

MOST = 300


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open record: its place, whom it waits for (a label), since when, and its most severe finding.

    `lacks` is how many findings stand before the next state; `urgent` says that a warning names a day.
    """

    register: str
    number: str
    title: str
    state: str
    waits_for: str
    since: date
    finding: Finding | None
    lacks: int

    @property
    def urgent(self) -> bool:
        """Whether the finding shown is about the record as it is, not about a later state."""
        return self.finding is not None and self.finding.severity != "info" and not self.finding.blocks


@dataclass(frozen=True, slots=True)
class Stage:
    """How many records of a register are in a state."""

    register: str
    state: str
    label: str
    count: int
    final: bool


def stages(desk: Desk, register: Register) -> list[Stage]:
    """Return the states of a register in their order with the number of records in each."""
    desk.require("read")
    held = records.counts_by_state(desk.workspace.db, register)
    return [
        Stage(register.name, each.code, each.label, held.get(each.code, 0), each.final)
        for each in register.states.states
    ]


def waiting(desk: Desk, step: Step = no_step) -> list[Waiting]:
    """Return the open records, urgent ones first, then the longest waiting; at most MOST of them.

    `step` is told how far it is and may raise to stop. Findings are worked out for each, so this belongs
    on a worker's thread.
    """
    desk.require("read")
    found = []
    open_ids = [
        (each, entry) for each in REGISTERS for entry in records.open_ids(desk.workspace.db, each, MOST)
    ]
    for index, (register, entry) in enumerate(open_ids[:MOST]):
        step(index, min(len(open_ids), MOST))
        for record in records.read_many(desk.workspace.db, register, [entry]):
            if record.withheld:
                continue
            findings = find(desk, register, record)
            targets = {move.target for move in register.states.moves_from(record.state) if not move.unchecked}
            before_next = [each for each in findings if targets & set(each.blocks)]
            now = [each for each in findings if not each.blocks and each.severity == "warn"]
            found.append(
                Waiting(
                    register.name,
                    record.number,
                    str(getattr(record, register.title)),
                    record.state,
                    register.state(record.state).waits_for,
                    datetime.fromisoformat(record.changed).astimezone().date(),
                    next(iter([*now, *before_next]), None),
                    len(before_next),
                )
            )
    return sorted(found, key=lambda each: (not each.urgent, each.since, each.number))
