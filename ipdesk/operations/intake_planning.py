"""What would become of the rows of files, each planned by itself with what is known of all; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from ipdesk.importing.intake import Intake, IntakeRow, Refusal
from ipdesk.importing.reading import ONE_EACH
from ipdesk.model.changes import Change
from ipdesk.model.errors import NotFound, Refused, WrongValue
from ipdesk.model.findings import Similar
from ipdesk.model.making import made, remade
from ipdesk.model.progress import Step
from ipdesk.model.record import Record
from ipdesk.model.register import Register, is_empty
from ipdesk.model.restricted import told_value
from ipdesk.model.text import N_, Message
from ipdesk.model.values import plain_value
from ipdesk.operations.answers import settled
from ipdesk.operations.beginnings import begun
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake_links import Names, Source, spot_of
from ipdesk.operations.intake_rows import digest_of, entry_of
from ipdesk.operations.known_again import Lookalikes, meant
from ipdesk.operations.levels import require_within
from ipdesk.operations.records import frozen_changes, require_fits, require_not_withdrawn
from ipdesk.operations.scorings import scored_values
from ipdesk.operations.sharing import Sharing
from ipdesk.store import audit, imports, records, similarity
from ipdesk.store.writing import Held, sealed_refusal

Outcome = Literal["new", "same", "changed", "refused"]
STEP_ROWS: Final = 20  # rows between two reports of how far it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would become of one row: its outcome, the record meant, and why, where there is a why.

    `number` is the record's number: of the one meant, or once taken in, the one given. `similar`
    lists probable duplicates of a new record; they are shown and never merged.
    """

    row: IntakeRow
    outcome: Outcome
    number: str = ""
    changes: tuple[Change, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    similar: tuple[Similar, ...] = ()
    record: Record | None = field(default=None, repr=False)
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a file, row by row; nothing is written until it is accepted.

    `head` is the end of the log when it was made.
    """

    intake: Intake
    register: Register
    rows: tuple[Planned, ...]
    head: audit.Head

    def counts(self) -> dict[str, int]:
        """Return how many rows have each outcome."""
        return {
            name: sum(each.outcome == name for each in self.rows)
            for name in ("new", "same", "changed", "refused")
        }


@dataclass(slots=True)
class Before:
    """What stood in the rows of a register so far, in however many files."""

    numbers: set[str] = field(default_factory=set)
    lookalikes: Lookalikes = field(default_factory=Lookalikes)


@dataclass(frozen=True, slots=True)
class Planning:
    """What every row of a file is planned with; asked for once and not by each row.

    `entries` are the records that have a number of the file, `started` is the day on which the desk was set up. `coming`
    are the records of the rows planned so far, in whichever register, by their numbers or by what stands for these in links.
    """

    desk: Desk
    register: Register
    intake: Intake
    started: date | None
    sharing: Sharing
    entries: Mapping[str, int]
    names: Names
    coming: dict[tuple[str, str], Record]


def planned(at: Planning, before: Before, step: Step) -> tuple[Planned, ...]:
    """Return what would become of each row; `step` hears how many were compared, and of how many."""
    register, found = at.register, []
    for place, each in enumerate(at.intake.rows):
        if place % STEP_ROWS == 0:
            step(place, len(at.intake.rows))
        plan = _plan(at, each)
        if plan.number and plan.outcome in ("new", "changed") and plan.number in before.numbers:
            again = Message(N_("The number {number} stands in this file twice."), number=plan.number)
            plan = Planned(
                row=each,
                outcome="refused",
                number=plan.number,
                refusals=(_whole_row(each, "number", again, ONE_EACH),),
            )
        if register.singular and plan.outcome in ("new", "changed"):
            plan = remade(plan, row=before.lookalikes.looked_at(at.sharing, plan.row, plan.number))
        before.numbers.add(plan.number)
        if plan.record is not None:
            at.coming[register.name, plan.number or spot_of(at.intake, each)] = plan.record
        found.append(plan)
    return tuple(found)


def planning(desk: Desk, source: Source, names: Names, coming: dict[tuple[str, str], Record]) -> Planning:
    """Ask once for what all rows of a file are planned with."""
    register, intake = source.register, source.intake
    few = len(intake.rows) <= STEP_ROWS
    sharing = Sharing(desk, register) if few else Sharing.of_many(desk, register)
    numbers = [line.number for line in intake.rows if line.number]
    entries = records.ids_by_number(desk.workspace.db, register, numbers)
    names.look_up(register, intake.rows)
    return Planning(desk, register, intake, desk.started_on(), sharing, entries, names, coming)


def _plan(at: Planning, line: IntakeRow) -> Planned:
    if line.refusals:
        return Planned(row=line, outcome="refused", number=line.number, refusals=line.refusals)
    desk, register, intake = at.desk, at.register, at.intake
    db = desk.workspace.db
    entry = at.entries.get(line.number) if line.number else entry_of(desk, register, line)
    try:
        if entry is None and not line.number and (found := meant(at.sharing, line)):
            entry, line = found
        if entry is None and intake.scoring is not None:
            raise NotFound(
                Message(N_("There is no assessment {number} here."), number=line.number),
                Message(N_("Look whether the sheet was made at this desk.")),
            )
        if entry is None:
            return _plan_new(at, at.names.resolved(register, line, exact=intake.kind == "register"))
        if intake.kind not in ("register", "scoring") and (
            number := imports.taken_as(db, entry, digest_of(register, line))
        ):
            return Planned(row=line, outcome="same", number=number)
        held = Held(entry, records.read_many(db, register, [entry])[0])
        if held.record.withheld:
            raise sealed_refusal(held.record.number)
        if intake.scoring is not None:
            line = replace(line, values=scored_values(desk, held.record, intake.scoring))
        return _plan_change(at, line, held)
    except Refused as error:
        name = getattr(error, "field", "")
        return Planned(
            row=line,
            outcome="refused",
            number=line.number,
            refusals=(_whole_row(line, name, error.what, error.advice),),
        )


def _plan_new(at: Planning, line: IntakeRow) -> Planned:
    desk, register = at.desk, at.register
    read = made(
        register.record, line.values | {"state": register.states.first()}
    )  # read already, cell by cell
    record = settled(desk, register, read)
    if all(is_empty(given) for given in line.values.values()):
        raise WrongValue(
            "", Message(N_("Nothing is filled in.")), Message(N_("Have it filled and take it in again."))
        )
    require_within(desk.workspace.profile.limit, record)
    text = " ".join(str(getattr(record, name)) for name in register.similar_text)
    alike = similarity.similar(desk.workspace.db, register, str(getattr(record, register.title)), text)
    record, line = begun(at.sharing, line, record, at.started, at.coming)
    return Planned(row=line, outcome="new", number=record.number, similar=alike, record=record)


def _plan_change(at: Planning, line: IntakeRow, held: Held) -> Planned:
    desk, register = at.desk, at.register
    onto, fresh = held.record, False
    if audit.add_was_undone(desk.workspace.db, held.record.id):
        # Taken in, taken back, and now here again: as if it were new, with nothing left of the first time.
        identity = {name: getattr(onto, name) for name in ("id", "number", "revision", "created", "changed")}
        onto = register.record(state=register.states.first(), **identity)
        fresh = True
    require_not_withdrawn(onto)
    line = at.names.resolved(register, line, onto, exact=at.intake.kind == "register")
    # An exported workbook speaks for every field it shows; a ledger or form says nothing by a blank.
    speaks = {
        name: given
        for name, given in line.values.items()
        if not is_empty(given) or (at.intake.kind in ("register", "scoring") and name != "number")
    }
    after = settled(desk, register, replace(onto, **speaks))
    if fresh:
        after, line = begun(at.sharing, line, after, at.started, at.coming)
    moved = (Change("state", held.record.state, after.state),) if after.state != held.record.state else ()
    changes = moved + tuple(
        Change(
            each.name,
            told_value(each.kind, plain_value(each.kind, getattr(held.record, each.name))),
            told_value(each.kind, plain_value(each.kind, getattr(after, each.name))),
        )
        for each in register.fields()
        if getattr(held.record, each.name) != getattr(after, each.name)
    )
    if not changes:
        return Planned(row=line, outcome="same", number=held.record.number)
    if frozen := frozen_changes(register, onto, after):
        what = Message(
            N_("What was reported is fixed since {number} was accepted: {fields}."),
            number=held.record.number,
            fields=[Message(label) for label in frozen],
        )
        advice = Message(N_("Give it as a supplement, with a sentence on what it adds."))
        return Planned(
            row=line,
            outcome="refused",
            number=held.record.number,
            changes=changes,
            refusals=(_whole_row(line, changes[0].field, what, advice),),
        )
    require_fits(desk, register, held, after)
    return Planned(
        row=line,
        outcome="changed",
        number=held.record.number,
        changes=changes,
        record=after,
        revision=held.record.revision,
    )


def _whole_row(line: IntakeRow, name: str, what: Message, advice: Message | None) -> Refusal:
    return Refusal(line.cell(name), name, "", what, advice)
