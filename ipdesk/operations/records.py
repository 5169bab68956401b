"""Records: adding, changing, moving, withdrawing and taking back; each one audited transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, Refused, Stale, WrongValue
from ipdesk.model.record import MARKING_FIELDS, STATE, WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.restricted import told_fields
from ipdesk.model.states import ROLE_LABELS, Move
from ipdesk.model.text import N_, Message
from ipdesk.model.values import with_values
from ipdesk.operations.answers import settled
from ipdesk.operations.checks import Step, find, steps
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import require_marking_kept, require_no_spill, require_within
from ipdesk.operations.paper_holds import release
from ipdesk.operations.permissions import Act, require
from ipdesk.registers import register as register_named
from ipdesk.store import attachments, audit
from ipdesk.store.differences import restored
from ipdesk.store.records import read
from ipdesk.store.writing import Held, Writing

# What can be taken back, with the permission that taking it back asks for.
UNDOABLE: Final[Mapping[str, Act]] = {
    "add": "add",
    "set": "change",
    "move": "move",
    "withdraw": "withdraw",
    "supplement": "change",
    "attach": "attach",
    "detach": "attach",
    "import": "import",
    "merge": "withdraw",
}


def read_values(
    desk: Desk, register: Register, values: Mapping[str, object], onto: Record | None = None
) -> Record:
    """Return a record, new or changed, with raw values read into it. Raises WrongValue naming the field."""
    record = onto if onto is not None else register.record()
    return with_values(record, values, desk.translator.known_as)  # type: ignore[no-any-return]


def add(desk: Desk, register: Register, many: Sequence[Mapping[str, object]]) -> list[Changes]:
    """Add records from raw values: all of them or none. Returns the changes, which carry the numbers given."""
    desk.require("add")
    read = []
    for index, values in enumerate(many):
        try:
            read.append(settled(desk, register, read_values(desk, register, values)))
        except WrongValue as error:
            place = f"[{index}].{error.field}" if len(many) > 1 else error.field
            raise WrongValue(place, error.what, error.advice) from None
        require_within(desk.workspace.profile.limit, read[-1])
    with desk.workspace.write() as writing:
        made = writing.add_all(register, read)
        release(desk, writing, register, made)
        return made


def change(
    desk: Desk,
    register: Register,
    number: str,
    values: Mapping[str, object],
    *,
    revision: int | None = None,
    supplement: str = "",
) -> Changes | None:
    """Change fields of a record; None when nothing differs.

    `revision` refuses the change when the record has moved on since it was read. Once a record is
    accepted, what was reported changes by a `supplement` only: its text becomes a version of its own.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = writing.held(register, number, revision)
        require(desk.actor, "change", held.record, register)
        after = read_values(desk, register, values, held.record)
        _require_open(desk, register, held.record, after, bool(supplement))
        require_fits(desk, register, held, after)
        if supplement:
            after = _with_supplement(desk, register, after, supplement)
        after = settled(desk, register, after)
        made = writing.change(register, held, after, "supplement" if supplement else "set")
        release(desk, writing, register, [made])
        return made


def require_fits(desk: Desk, register: Register, held: Held, after: Record) -> None:
    """Raise AboveLimit when a change would put content above the limit into the store, Refused where it unmarks what is kept."""
    require_no_spill(desk, register, held, after)
    require_marking_kept(desk, held, after)
    require_within(desk.workspace.profile.limit, after)


def frozen_changes(register: Register, before: Record, after: Record) -> list[str]:
    """Return the labels of reported fields that differ though the record's state has frozen them."""
    if not register.state(before.state).frozen:
        return []
    free = register.office_fields() | frozenset(MARKING_FIELDS) | {"number"}
    return [
        each.kind.label
        for each in register.fields()
        if each.name not in free and getattr(before, each.name) != getattr(after, each.name)
    ]


def require_not_withdrawn(record: Record) -> None:
    """Raise Incomplete for a withdrawn record, which does not change until it is reinstated."""
    if record.state == WITHDRAWN:
        raise Incomplete(
            Message(N_("{number} is withdrawn."), number=record.number),
            Message(N_("Reinstate it first: move it to the state it had.")),
        )


def _require_open(desk: Desk, register: Register, before: Record, after: Record, supplement: bool) -> None:
    require_not_withdrawn(before)
    frozen = frozen_changes(register, before, after)
    if frozen and not supplement:
        raise _fixed(register, before, frozen)
    if desk.actor.role == "reviewer":
        office = register.office_fields() | frozenset(MARKING_FIELDS)
        others = [
            each.kind.label
            for each in register.fields()
            if each.name not in office and getattr(before, each.name) != getattr(after, each.name)
        ]
        if others:
            raise NotPermitted(
                Message(
                    N_("A reviewer records the result only, not: {fields}."),
                    fields=[Message(each) for each in others],
                ),
                Message(N_("Return the record for rework with your instructions.")),
            )


def _fixed(register: Register, record: Record, labels: Sequence[str]) -> Incomplete:
    """Return the refusal to change fields that are fixed: a supplement is the way, or where none are kept, going back."""
    fields = [Message(label) for label in labels]
    if any(each.name == "supplements" for each in register.fields()):
        said = N_("What was reported is fixed since {number} was accepted: {fields}.")
        act = N_("Give it as a supplement, with a sentence on what it adds.")
    else:
        said = N_("In its state {number} is not changed any more: {fields}.")
        act = N_("Open it again first: move it back, with the reason.")
    return Incomplete(Message(said, number=record.number, fields=fields), Message(act))


def _with_supplement(desk: Desk, register: Register, record: Record, text: str) -> Record:
    held = getattr(record, "supplements", None)
    if held is None:
        raise WrongValue(
            "supplements",
            Message(N_("This register keeps no supplements.")),
            Message(N_("Change its fields themselves.")),
        )
    if not register.states.state(record.state).frozen:
        raise Incomplete(
            Message(N_("{number} is not accepted yet: change it directly."), number=record.number),
            Message(N_("Supplements begin when the record is accepted.")),
        )
    row_values = {
        "version": len(held) + 1,
        "received_on": desk.today(),
        "written_by": desk.actor.name,
        "summary": text,
    }
    return read_values(desk, register, {"supplements": [*held, row_values]}, record)


def move(
    desk: Desk, register: Register, number: str, target: str, *, reason: str = "", revision: int | None = None
) -> Changes:
    """Move a record to another state. Raises Incomplete, which says all that is missing."""
    desk.require("move")
    with desk.workspace.write() as writing:
        return move_within(desk, writing, register, writing.held(register, number, revision), target, reason)


def move_within(
    desk: Desk, writing: Writing, register: Register, held: Held, target: str, reason: str = ""
) -> Changes:
    """Move a record within a transaction that does more. Raises as `move` does."""
    require(desk.actor, "move", held.record, register)
    number = held.record.number
    findings = find(desk, register, held.record)
    open_steps = steps(desk, register, held.record, findings)
    step = next((each for each in open_steps if each.move.target == target), None)
    if step is None:
        raise _no_such_move(desk, register, held.record, target, open_steps)
    if step.lacks:
        raise Incomplete(
            Message(
                N_("{number} cannot move on yet: {lacks}"),
                number=number,
                lacks=[each.message for each in step.lacks],
            ),
            Message(N_("Do this first: {acts}"), acts=_acts(step)),
        )
    if step.move.by_another and desk.actor.name in _enterers(desk, register, held.record):
        raise NotPermitted(
            Message(N_("You entered what is decided here on {number}."), number=number),
            Message(N_("Have somebody else decide, who may make this move.")),
        )
    if step.move.reason and not reason.strip():
        raise Incomplete(Message(N_("This move needs a reason.")), Message(N_("Give a reason.")))
    after = _after_move(desk, register, held.record, step.move, reason)
    made = writing.change(register, held, after, "move", {"reason": reason} if reason else None)
    assert made is not None
    return made


def _enterers(desk: Desk, register: Register, record: Record) -> set[str]:
    """Return who entered a record or changed more of it than the office's own fields, as the log tells."""
    free = register.office_fields() | {STATE, *MARKING_FIELDS}
    return {
        each.actor
        for each in audit.entries(desk.workspace.db, subject=record.id)
        if each.act in ("add", "import") or set((each.values or {}).get("fields", {})) - free
    }


def _acts(step: Step) -> list[Message]:
    """Return what clears the findings that stand in the way of a move, the same act once."""
    acts: list[Message] = []
    for each in step.lacks:
        if each.clears is not None and each.clears not in acts:
            acts.append(each.clears)
    return acts


def _after_move(desk: Desk, register: Register, record: Record, move: Move, reason: str) -> Record:
    """Return the moved record; an instruction for rework becomes a row that stays with it."""
    after = replace(record, state=move.target)
    if move.target == "rework":
        held = getattr(record, "rework")  # noqa: B009 - declared by the registers that have this state
        asked = {"asked_on": desk.today(), "asked_by": desk.actor.name, "instruction": reason}
        after = read_values(desk, register, {"rework": [*held, asked]}, after)
    return after


def _no_such_move(
    desk: Desk, register: Register, record: Record, target: str, open_steps: Sequence[Step]
) -> Refused:
    everyone = register.states.moves_from(record.state)
    if any(each.target == target for each in everyone):
        return NotPermitted(
            Message(N_("{user} may not make this move."), user=desk.actor.name),
            Message(N_("It is made by: {roles}."), roles=[
                Message(ROLE_LABELS[role]) for each in everyone if each.target == target for role in each.roles
            ]),
        )  # fmt: skip
    labels = {each.code: each.label for each in register.states.states}
    codes = [each.move.target for each in open_steps]
    return WrongValue(
        "state",
        Message(
            N_("{number} cannot go from “{state}” to “{target}”."),
            number=record.number,
            state=Message(register.state(record.state).label),
            target=Message(labels.get(target, target)),
        ),
        Message(
            N_("From here it goes to: {targets}."),
            targets=[Message("{label} ({code})", label=Message(labels[code]), code=code) for code in codes],
        ),
    )


def withdraw(desk: Desk, register: Register, number: str, reason: str) -> Changes:
    """Withdraw a record for a reason; it stays, and can be reinstated."""
    desk.require("withdraw")
    if not reason.strip():
        raise Incomplete(Message(N_("Withdrawing needs a reason.")), Message(N_("Give a reason.")))
    with desk.workspace.write() as writing:
        held = writing.held(register, number)
        after = replace(held.record, state=WITHDRAWN)
        made = writing.change(register, held, after, "withdraw", {"reason": reason})
        if made is None:
            raise Incomplete(
                Message(N_("{number} is withdrawn already."), number=number),
                Message(N_("Nothing is left to do; it can be reinstated.")),
            )
        return made


def undo(desk: Desk) -> list[Changes]:
    """Take back the last act of the person at the desk, all of it, as new audited changes.

    Raises Stale when somebody changed one of the records since, NotFound when there is nothing left.
    """
    desk.require("undo")
    # Inside the transaction, so that nobody writes between looking and taking back.
    with desk.workspace.write() as writing:
        batch = audit.last_batch(writing.db, desk.actor.name, tuple(UNDOABLE))
        if batch is None:
            raise NotFound(
                Message(N_("There is nothing to take back.")),
                Message(N_("Look at the history of the record and change it by hand.")),
            )
        done = [each for each in audit.entries(writing.db, batch=batch) if each.subject]
        return [_undo_one(desk, writing, each) for each in done if each.act in UNDOABLE]


def _undo_one(desk: Desk, writing: Writing, entry: audit.Entry) -> Changes:
    register = register_named(entry.register)
    values = entry.values or {}
    desk.require(UNDOABLE[entry.act])
    held = writing.held_by_uuid(register, entry.subject)
    if entry.act in ("attach", "detach"):
        at = writing.at if entry.act == "attach" else None
        if not attachments.set_removed(writing.db, held.id, values["name"], at):
            raise _changed_since(held.record.number)
        note = {"name": values["name"]}
        seq = writing.note("undo", note, register.name, held.record.number, held.record.id, entry.seq)
        return Changes(seq, "undo", register.name, held.record.number, held.record.revision)
    if not audit.is_last_change(writing.db, entry):
        raise _changed_since(held.record.number)
    if entry.act == "add":
        after = replace(held.record, state=WITHDRAWN)
    else:
        after = restored(register, held.record, values["fields"])
        require_fits(desk, register, held, after)
    made = writing.change(register, held, after, "undo", undoes=entry.seq)
    assert made is not None
    return made


def _changed_since(number: str) -> Stale:
    return Stale(
        Message(N_("{number} was changed again since."), number=number),
        Message(N_("Look at its history and change it back by hand.")),
    )


def history(desk: Desk, register: Register, number: str) -> list[audit.Entry]:
    """Return every act on a record, newest first; restricted values are never told."""
    desk.require("read")
    record = read(desk.workspace.db, register, number)
    return [_told(register, each) for each in audit.entries(desk.workspace.db, subject=record.id)]


def _told(register: Register, entry: audit.Entry) -> audit.Entry:
    """Return an act with its values as anybody may read them."""
    if entry.values is None or "fields" not in entry.values:
        return entry
    return replace(entry, values={**entry.values, "fields": told_fields(register, entry.values["fields"])})
