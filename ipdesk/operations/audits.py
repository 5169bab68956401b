"""The audit log: verified against a noted head, and written out for whoever reviews it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from ipdesk.exporting.layout import PLAIN, Column, Table
from ipdesk.model.marking import Marking
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.store import audit
from ipdesk.store.audit import PRINTED as PRINTED  # noqa: PLC0414 - the window knows these through here
from ipdesk.store.audit import Head as Head  # noqa: PLC0414
from ipdesk.store.audit import Verdict as Verdict  # noqa: PLC0414

VERIFIED: Final = "verify"  # the act of the day's own verification
COLUMNS = (
    ("seq", N_("No.")),
    ("at", N_("Time")),
    ("actor", N_("User")),
    ("act", N_("Act")),
    ("register", N_("Register")),
    ("number", N_("Number")),
    ("fields", N_("Fields")),
    ("hash", N_("Hash")),
)


def verify(desk: Desk, expected: Head | None = None, step: Step = no_step) -> Verdict:
    """Check the whole chain, and that it still passes through a head noted earlier."""
    desk.require("audit")
    return audit.verify(desk.workspace.db, expected, step)


def verify_daily(desk: Desk, step: Step = no_step) -> Verdict | None:
    """Check the chain once a day, whoever opened the desk, and log that it was whole; None when that was done.

    A chain that is not whole is said again at every opening.
    """
    last = last_verified(desk)
    if last is not None and last.date() == desk.today():
        return None
    verdict = audit.verify(desk.workspace.db, step=step)
    if verdict.whole:
        with desk.workspace.write() as writing:
            writing.note(VERIFIED, {"entries": verdict.entries, "head": verdict.head.hash})
    return verdict


def last_verified(desk: Desk) -> datetime | None:
    """Return when the day's own verification last found the chain whole, in local time."""
    entry = audit.last_by_act(desk.workspace.db, VERIFIED)
    return datetime.fromisoformat(entry.at).astimezone() if entry else None


def current_head(desk: Desk) -> Head:
    """Return the last entry of the chain: its place and its hash, as they would stand on a receipt."""
    desk.require("audit")
    return audit.head(desk.workspace.db)


def export_log(desk: Desk, target: Path) -> Paper:
    """Write the log as a workbook: every act with the names of the fields it changed, not their values."""
    from ipdesk.exporting.excel import register_workbook

    desk.require("audit")
    require_place(desk, target, ".xlsx")
    cells = tuple(
        (each.seq, each.at, each.actor, each.act, each.register, each.number, _fields(each), each.hash)
        for each in reversed(list(audit.entries(desk.workspace.db)))
    )
    columns = tuple(Column(name, desk.translator.label(label), PLAIN) for name, label in COLUMNS)
    table = Table(register="audit", title=desk.translator.label(N_("Audit log")), columns=columns, rows=cells)
    marking = Marking(handling="internal")
    stamp = make_stamp(desk, "audit-export", "", target, [], language=desk.translator.language)
    write_paper(target, register_workbook([table], marking, stamp, desk.translator))
    return Paper(target, stamp, marking, len(cells))


def _fields(entry: audit.Entry) -> str:
    values = entry.values or {}
    named = ", ".join(values.get("fields", {}))
    rest = {name: value for name, value in values.items() if name not in ("fields", "revision", "reason")}
    return " ".join(part for part in (named, json.dumps(rest, ensure_ascii=False) if rest else "") if part)
