"""Drafts: what was typed and not yet saved, kept so that a crash takes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.register import Register
from ipdesk.model.restricted import restricted_fields
from ipdesk.model.values import plain_values
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import require_within
from ipdesk.operations.records import read_values
from ipdesk.store import drafts
from ipdesk.store.drafts import Draft
from ipdesk.store.records import entry_id, read
from ipdesk.store.writing import sealed_refusal

EMPTY: Final[tuple[object, ...]] = (None, "", [])


def keep_draft(
    desk: Desk, register: Register, values: Mapping[str, Any], number: str = "", revision: int = 0
) -> None:
    """Keep what was typed for a record, or for a new one without a number, in place of the draft before.

    Raises AboveLimit for content that may not be stored here, and WrongValue for what cannot be read.
    """
    desk.require("change" if number else "add")
    db = desk.workspace.db
    onto = read(db, register, number) if number else None
    if onto is not None and onto.withheld:
        raise sealed_refusal(number)
    require_within(desk.workspace.profile.limit, read_values(desk, register, values, onto))
    entry = entry_id(db, register, number) if number else None
    drafts.keep(db, desk.actor.name, register.name, entry, revision, desk.workspace.now(), dict(values))


def find_draft(desk: Desk, register: Register, number: str = "") -> Draft | None:
    """Return the draft of the person at the desk for a record, or for a new one."""
    desk.require("read")
    db = desk.workspace.db
    return drafts.find(db, desk.actor.name, register.name, entry_id(db, register, number) if number else None)


def drop_draft(desk: Desk, register: Register, number: str = "") -> None:
    """Drop a draft, after it was saved or thrown away."""
    desk.require("read")
    db = desk.workspace.db
    drafts.drop(db, desk.actor.name, register.name, entry_id(db, register, number) if number else None)


def start_copy(desk: Desk, register: Register, number: str) -> None:
    """Keep what was reported in a record as the draft of a new one, in place of the draft before.

    Left behind are the number, what the office filled, any classification decision, and what is restricted:
    they belong to the record they were made for.
    """
    desk.require("add")
    record = read(desk.workspace.db, register, number)
    if record.withheld:
        raise sealed_refusal(number)
    own = (
        frozenset(MARKING_FIELDS) - {"level", "grade"}
        | register.office_fields()
        | {"number", *restricted_fields(register)}
    )
    values = plain_values(record)
    keep_draft(
        desk, register, {name: held for name, held in values.items() if name not in own and held not in EMPTY}
    )
