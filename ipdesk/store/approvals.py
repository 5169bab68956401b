"""Approvals of agreement templates by the legal office, each of one text by its digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ipdesk.store.database import Database, row, rows
from ipdesk.store.writing import Writing


@dataclass(frozen=True, slots=True)
class Approved:
    """One approval: the digest of the text, the template's name and version, by whom and when (ISO 8601), and a remark."""

    sha256: str
    template: str
    version: str
    approved_by: str
    approved_on: str
    note: str = ""


def find(db: Database, digest: str) -> tuple[str, str] | None:
    """Return by whom and when a text was approved, None where it was not."""
    sql = "select approved_by, approved_on from template_approvals where sha256 = ?"
    held: Any = row(db, sql, [digest])
    return (held[0], held[1]) if held else None


def unapproved(db: Database, states: Sequence[str]) -> dict[str, int]:
    """Return how many agreements in these states were drafted from a text that nobody had approved, by kind."""
    sql = (
        "select kind, count(*) from \"agreements\" join entries using (id) where template <> '' and approval = ''"
        f" and entries.sealed = 0 and state in ({', '.join('?' * len(states))}) group by kind"
    )
    return dict(rows(db, sql, list(states)))


def approve(writing: Writing, approved: Approved) -> None:
    """Keep an approval, in place of an earlier one of the same text."""
    writing.db.execute(
        "insert or replace into template_approvals(sha256, template, version, approved_by, approved_on, note, at, user)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(approved.sha256, approved.template, approved.version, approved.approved_by),
            *(approved.approved_on, approved.note, writing.at, writing.actor),
        ],
    )
    told = {
        "name": approved.template,
        "version": approved.version,
        "sha256": approved.sha256,
        "approved_by": approved.approved_by,
        "approved_on": approved.approved_on,
        "note": approved.note,
    }
    writing.note("agreement-approve", told)


def revoke(writing: Writing, digest: str, name: str) -> bool:
    """Take an approval back; say whether there was one."""
    if find(writing.db, digest) is None:
        return False
    writing.db.execute("delete from template_approvals where sha256 = ?", [digest])
    writing.note("agreement-revoke", {"name": name, "sha256": digest})
    return True
