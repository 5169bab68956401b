"""Taking files in: first a preview that writes nothing, then one transaction a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from threading import Thread
from typing import Final

from ipdesk.importing.headings import LedgerColumns, require_places
from ipdesk.importing.intake import Intake, read_intake
from ipdesk.model.changes import Changes
from ipdesk.model.collecting import uncollected
from ipdesk.model.errors import AboveLimit, Stale
from ipdesk.model.marking import STATE_LEVELS
from ipdesk.model.progress import Step, no_step
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.deadline_rules import read_shipped
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake_links import Names, Source
from ipdesk.operations.intake_numbers import numbered, parted
from ipdesk.operations.intake_planning import Before, Outcome, Planned, Preview, planned, planning
from ipdesk.operations.intake_rows import digest_of, entry_of, with_old_numbers
from ipdesk.operations.known_again import meant
from ipdesk.operations.ledgers import list_ledgers
from ipdesk.operations.levels import is_metadata_only
from ipdesk.operations.paper_holds import release
from ipdesk.operations.reckoning import Reckoning
from ipdesk.operations.sharing import Sharing
from ipdesk.store import audit, imports, ordering
from ipdesk.store.writing import Writing

__all__ = ["Outcome", "Planned", "Preview", "accept", "outcome_labels", "preview"]

WRITTEN_AT_ONCE: Final = 200  # as each statement then serves many rows; half a second of work


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
    with uncollected():
        return _preview(desk, register, file, step, password, chosen)


def _preview(
    desk: Desk, register: Register, file: Path, step: Step, password: str, chosen: LedgerColumns | None
) -> Preview:
    known = [each.columns for each in list_ledgers(desk, register)]
    told = known if chosen is None else [chosen, *known]
    loading = Thread(target=_load, args=[register])
    loading.start()
    try:
        intake = read_intake(file, register, desk.translator.known_as, password=password, chosen=told)
    finally:
        loading.join()  # writing loads the same, and two threads may not do so from either end
    require_mark_within(desk, intake)
    head = audit.head(desk.workspace.db)
    if intake.unread is not None:
        raise intake.unread
    source = Source(register, with_old_numbers(desk, register, intake, set()))
    return planned_together([source], Names(desk, [source]), head, step)[0]


def planned_together(
    sources: Sequence[Source], names: Names, head: audit.Head, step: Step = no_step
) -> list[Preview]:
    """Say what would become of the rows of files that are taken in together, whose links may mean each other's rows.

    `names` finds what links mean, `head` is the end of the log before the store was asked anything.
    """
    of, done = sum(len(each.intake.rows) for each in sources), 0
    before: dict[str, Before] = {}
    coming: dict[tuple[str, str], Record] = {}
    found = []
    for each in sources:
        at = planning(names.desk, each, names, coming)
        seen = before.setdefault(each.register.name, Before())
        rows = planned(at, seen, partial(_told_from, step, done, of))
        found.append(Preview(each.intake, each.register, rows, head))
        done += len(rows)
    return parted(found)


def _told_from(step: Step, before: int, of: int, done: int, _of: int) -> None:
    step(before + done, of)


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
    if not _writes(previewed):
        return []
    with uncollected(), desk.workspace.write() as writing:
        return write_previews(desk, writing, [previewed], step)


def write_previews(
    desk: Desk, writing: Writing, previews: Sequence[Preview], step: Step = no_step
) -> list[Changes]:
    """Write previews in their order within an open transaction, after new rows that links name were given numbers.

    Raises Stale when a record was changed since.
    """
    held = [each for each in previews if _writes(each)]
    for each in held:
        _require_still_new(desk, each)
    of, done = sum(len(each.rows) for each in held), 0
    written: list[Changes] = []
    with Reckoning(
        desk, writing, sum(len(each.rows) for each in held if each.register.has_docket)
    ) as reckoning:
        for each in numbered(writing, held):
            written += _write_one(desk, writing, each, reckoning, partial(_told_from, step, done, of))
            done += len(each.rows)
    return written


def _write_one(
    desk: Desk, writing: Writing, previewed: Preview, reckoning: Reckoning, step: Step
) -> list[Changes]:
    register, intake = previewed.register, previewed.intake
    written: list[Changes] = []
    batch = imports.log(writing, intake.file, intake.sha256, register.name, previewed.counts())
    for start in range(0, len(previewed.rows), WRITTEN_AT_ONCE):
        step(start, len(previewed.rows))
        now = _write(writing, register, previewed.rows[start : start + WRITTEN_AT_ONCE])
        imports.keep_rows(writing, batch, [_taken(desk, register, plan, each) for plan, each in now])
        written += [each for _, each in now]
        reckoning.reckon(register)
    release(desk, writing, register, written)
    return written


def _writes(previewed: Preview) -> bool:
    counts = previewed.counts()
    return bool(counts["new"] + counts["changed"])


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
    return imports.TakenRow(written, line.sheet, line.row, digest_of(register, line, told), raw)


def _require_still_new(desk: Desk, previewed: Preview) -> None:
    """Raise Stale when a row without a number, new at the preview, was taken in by somebody since."""
    if audit.head(desk.workspace.db) == previewed.head:
        return  # nobody wrote anything since
    for plan in previewed.rows:
        line = plan.row
        if plan.outcome == "new" and (
            entry_of(desk, previewed.register, line) is not None
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


def require_mark_within(desk: Desk, intake: Intake) -> None:
    """Raise AboveLimit for a file that bears a state-secret mark above what this installation may hold."""
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
