"""The audit log: verified against a noted head, and written out for whoever reviews it."""

from __future__ import annotations

import json
from pathlib import Path

from ipdesk.exporting.layout import PLAIN, Column, Table
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.store import audit
from ipdesk.store.audit import Head, Verdict

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


def verify(desk: Desk, expected: Head | None = None) -> Verdict:
    """Check the whole chain, and that it still passes through a head noted earlier."""
    desk.require("audit")
    return audit.verify(desk.workspace.db, expected)


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
