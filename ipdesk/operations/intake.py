"""Taking files in: first a preview that writes nothing, then one transaction a file."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from threading import Thread
from typing import Any, Final, Literal

from ipdesk.importing.headings import LedgerColumns, require_places
from ipdesk.importing.intake import Intake, IntakeRow, Refusal, read_intake
from ipdesk.model.changes import Change, Changes, logged_value
from ipdesk.model.errors import AboveLimit, NotFound, Refused, Stale, WrongValue
from ipdesk.model.findings import Similar
from ipdesk.model.making import made, remade
from ipdesk.model.marking import STATE_LEVELS
from ipdesk.model.progress import Step, no_step
from ipdesk.model.record import Record
from ipdesk.model.register import Register, is_empty
from ipdesk.model.restricted import told_value
from ipdesk.model.text import N_, Message
from ipdesk.model.values import plain_value
from ipdesk.operations.answers import settled
from ipdesk.operations.beginnings import begun, started_on
from ipdesk.operations.deadline_rules import read_shipped
from ipdesk.operations.desk import Desk
from ipdesk.operations.known_again import Lookalikes, meant
from ipdesk.operations.ledgers import list_ledgers
from ipdesk.operations.levels import is_metadata_only, require_within
from ipdesk.operations.paper_holds import release
from ipdesk.operations.reckoning import reckon_written
from ipdesk.operations.records import frozen_changes, require_fits, require_not_withdrawn
from ipdesk.operations.scorings import scored_values
from ipdesk.operations.sharing import Sharing
from ipdesk.store import audit, imports, ordering, records, similarity
from ipdesk.store.writing import Held, Writing, sealed_refusal

_VALUES: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
Outcome = Literal["new", "same", "changed", "refused"]
STEP_ROWS: Final = 20  # rows between two reports of how far it is
WRITTEN_AT_ONCE: Final = 200  # as each statement then serves many rows; half a second of work


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


def preview(
    desk: Desk,
    register: Register,
    file: Path,
    step: Step = no_step,
    *,
    password: str = "",
    chosen: LedgerColumns | None = None,
) -> Preview:
    """Read a ledger, a filled form or an exported workbook and say what would become of each row.

    `step` hears how many rows were compared, and of how many; what it raises ends the preview. `password` opens a file
    that has one; it is kept nowhere. `chosen` says where columns of a ledger go, before what is kept of it. Raises
    Locked where a password is missing or wrong, Refused for a file that cannot be read, NoHeading for a ledger with none
    that is known, and AboveLimit for a file that bears a state-secret mark above what this installation may hold; such a
    file is named and not stored.
    """
    desk.require("import")
    if chosen is not None:
        require_places(register, chosen)
    with _uncollected():
        return _preview(desk, register, file, step, password, chosen)


def _preview(
    desk: Desk, register: Register, file: Path, step: Step, password: str, chosen: LedgerColumns | None
) -> Preview:
    known = [each.columns for each in list_ledgers(desk, register)]
    told = known if chosen is None else [chosen, *known]
    Thread(target=_load, args=[register]).start()
    intake = read_intake(file, register, desk.translator.known_as, password=password, chosen=told)
    _require_mark_within(desk, intake)
    head = audit.head(desk.workspace.db)
    if intake.unread is not None:
        raise intake.unread
    at = _planning(desk, register, intake)
    numbers: set[str] = set()
    lookalikes = Lookalikes()
    planned = []
    for place, each in enumerate(intake.rows):
        if place % STEP_ROWS == 0:
            step(place, len(intake.rows))
        plan = _plan(at, each)
        if plan.number and plan.outcome in ("new", "changed") and plan.number in numbers:
            again = Message(N_("The number {number} stands in this file twice."), number=plan.number)
            plan = Planned(
                row=each, outcome="refused", number=plan.number, refusals=(_whole_row(each, "number", again),)
            )
        if register.singular and plan.outcome in ("new", "changed"):
            plan = remade(plan, row=lookalikes.looked_at(at.sharing, plan.row, plan.number))
        numbers.add(plan.number)
        planned.append(plan)
    return Preview(intake, register, tuple(planned), head)


def _load(register: Register) -> None:
    """Load what writing to a register takes while a child reads the file, which leaves this process idle."""
    ordering.load_readings()
    if register.has_docket:
        read_shipped()


def accept(desk: Desk, previewed: Preview, step: Step = no_step) -> list[Changes]:
    """Write the new and changed rows of a preview in one transaction, with the raw rows they came from.

    `step` hears how many rows were written, and of how many; if it raises, none of them is. Rows refused in the preview stay out. Raises Stale when a record was changed since the preview.
    """
    desk.require("import")
    register, intake = previewed.register, previewed.intake
    written: list[Changes] = []
    counts = previewed.counts()
    if not counts["new"] + counts["changed"]:
        return written
    with _uncollected(), desk.workspace.write() as writing:
        _require_still_new(desk, previewed)
        batch = imports.log(writing, intake.file, intake.sha256, register.name, counts)
        for start in range(0, len(previewed.rows), WRITTEN_AT_ONCE):
            step(start, len(previewed.rows))
            now = _write(writing, register, previewed.rows[start : start + WRITTEN_AT_ONCE])
            imports.keep_rows(writing, batch, [_taken(desk, register, plan, each) for plan, each in now])
            written += [each for _, each in now]
            reckon_written(desk, register, writing)
        release(desk, writing, register, written)
    return written


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile: among ten thousand records that takes a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _taken(desk: Desk, register: Register, plan: Planned, written: Changes) -> imports.TakenRow:
    """Return a row as it is kept: of a record above the limit without its raw text, as any column may tell its content."""
    assert plan.record is not None
    closed = is_metadata_only(plan.record, desk.workspace.profile.limit)
    line = plan.row
    raw = {} if closed else line.kept()
    told = {
        each.field: each.after
        for each in written.fields
        if each.field in line.values and getattr(plan.record, each.field) is line.values[each.field]
    }
    return imports.TakenRow(written, line.sheet, line.row, _digest(register, line, told), raw)


def _require_still_new(desk: Desk, previewed: Preview) -> None:
    """Raise Stale when a row without a number, new at the preview, was taken in by somebody since."""
    if audit.head(desk.workspace.db) == previewed.head:
        return  # nobody wrote anything since
    for plan in previewed.rows:
        line = plan.row
        if plan.outcome == "new" and (
            _entry_of(desk, previewed.register, line) is not None
            or (not line.number and meant(Sharing(desk, previewed.register), line))
        ):
            raise Stale(
                Message(N_("Row {row} was taken in since this preview was made."), row=plan.row.row),
                Message(N_("Make a new preview and look at it again.")),
            )


def _write(writing: Writing, register: Register, plans: Iterable[Planned]) -> list[tuple[Planned, Changes]]:
    """Write the new and changed ones of some rows in their order, and return what was written of each."""
    written: list[tuple[Planned, Changes]] = []
    for new, together in groupby(plans, lambda plan: plan.outcome == "new"):
        if new:
            chosen = list(together)
            added = writing.add_all(register, [plan.record for plan in chosen if plan.record is not None])
            written += zip(chosen, added, strict=True)
            continue
        for plan in together:
            if plan.outcome == "changed" and (changes := _change(writing, register, plan)):
                written.append((plan, changes))
    return written


def _change(writing: Writing, register: Register, plan: Planned) -> Changes | None:
    assert plan.record is not None
    # The planned record was made from this very revision, so it can be written as it is.
    held = writing.held(register, plan.number, plan.revision)
    return writing.change(register, held, plan.record, "import")


@dataclass(frozen=True, slots=True)
class _Planning:
    """What every row of a file is planned with; asked for once and not by each row.

    `entries` are the records that have a number of the file, `started` is the day on which the desk was set up.
    """

    desk: Desk
    register: Register
    intake: Intake
    started: date | None
    sharing: Sharing
    entries: Mapping[str, int]


def _planning(desk: Desk, register: Register, intake: Intake) -> _Planning:
    few = len(intake.rows) <= STEP_ROWS
    sharing = Sharing(desk, register) if few else Sharing.of_many(desk, register)
    numbers = [line.number for line in intake.rows if line.number]
    entries = records.ids_by_number(desk.workspace.db, register, numbers)
    return _Planning(desk, register, intake, started_on(desk), sharing, entries)


def _plan(at: _Planning, line: IntakeRow) -> Planned:
    if line.refusals:
        return Planned(row=line, outcome="refused", number=line.number, refusals=line.refusals)
    desk, register, intake = at.desk, at.register, at.intake
    db = desk.workspace.db
    entry = at.entries.get(line.number) if line.number else _entry_of(desk, register, line)
    try:
        if entry is None and not line.number and (found := meant(at.sharing, line)):
            entry, line = found
        if entry is None and intake.scoring is not None:
            raise NotFound(
                Message(N_("There is no assessment {number} here."), number=line.number),
                Message(N_("Look whether the sheet was made at this desk.")),
            )
        if entry is None:
            return _plan_new(at, line)
        if intake.kind not in ("register", "scoring") and (
            number := imports.taken_as(db, entry, _digest(register, line))
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


def _plan_new(at: _Planning, line: IntakeRow) -> Planned:
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
    record, line = begun(at.sharing, line, record, at.started)
    return Planned(row=line, outcome="new", number=record.number, similar=alike, record=record)


def _plan_change(at: _Planning, line: IntakeRow, held: Held) -> Planned:
    desk, register = at.desk, at.register
    onto, fresh = held.record, False
    if audit.add_was_undone(desk.workspace.db, held.record.id):
        # Taken in, taken back, and now here again: as if it were new, with nothing left of the first time.
        identity = {name: getattr(onto, name) for name in ("id", "number", "revision", "created", "changed")}
        onto = register.record(state=register.states.first(), **identity)
        fresh = True
    require_not_withdrawn(onto)
    # An exported workbook speaks for every field it shows; a ledger or form says nothing by a blank.
    speaks = {
        name: given
        for name, given in line.values.items()
        if not is_empty(given) or (at.intake.kind in ("register", "scoring") and name != "number")
    }
    after = settled(desk, register, replace(onto, **speaks))
    if fresh:
        after, line = begun(at.sharing, line, after, at.started)
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


def _entry_of(desk: Desk, register: Register, line: IntakeRow) -> int | None:
    """Return the record a row means: by its number, else the one that the same raw row made before."""
    db = desk.workspace.db
    if line.number:
        return records.find_id(db, register, line.number)
    return imports.entry_of(db, register.name, _digest(register, line), line.kept())


def _digest(register: Register, line: IntakeRow, told: Mapping[str, Any] | None = None) -> str:
    """Return by what a row is known again; `told` are values of it that are plain already."""
    known = told or {}
    plain = {
        name: known[name] if name in known else logged_value(register.field(name).kind, given)
        for name, given in line.values.items()
        if not is_empty(given)
    }
    return hashlib.sha256(_VALUES.encode(plain).encode()).hexdigest()


def _whole_row(line: IntakeRow, name: str, what: Message, advice: Message | None = None) -> Refusal:
    return Refusal(line.cell(name), name, "", what, advice)


def _require_mark_within(desk: Desk, intake: Intake) -> None:
    limit = desk.workspace.profile.limit
    if intake.state_level and STATE_LEVELS.index(intake.state_level) > STATE_LEVELS.index(limit.state):
        raise AboveLimit(
            Message(
                N_("{name} bears a mark above what this installation may hold: {mark}. It was not stored."),
                name=intake.file,
                mark=intake.state_marking,
            ),
            Message(
                N_("Take the file off this computer as your security officer says, and enter metadata only.")
            ),
        )


def outcome_labels() -> Iterable[tuple[Outcome, str]]:
    """Return the outcomes with their labels, in the order people look for them."""
    return (("new", N_("new")), ("changed", N_("changed")), ("same", N_("same")), ("refused", N_("refused")))
