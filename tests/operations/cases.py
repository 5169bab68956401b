"""What the tests of operations type in: a disclosure, a project, and what the office adds on their way."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ipdesk.model.errors import Refused
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.model.values import plain_values
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import disclosures, meetings, projects, releases
from ipdesk.store.database import rows
from tests.registers.samples import DISCLOSURE, PROJECT

DISCLOSURES: Register = disclosures.REGISTER
MEETINGS: Register = meetings.REGISTER
RELEASES: Register = releases.REGISTER
PROJECTS: Register = projects.REGISTER
ENGLISH = Translator("en", Path())
MARKER = "辐射硬化曲线QX7"

_OFFICE = DISCLOSURES.office_fields() | {"number", "complete_on"}
REPORTED: Mapping[str, Any] = {
    name: value
    for name, value in plain_values(DISCLOSURE).items()
    if name not in _OFFICE and value not in ("", None, [])
} | {"submitted": "2026-03-01", "completed": "2026-02-10", "conceived": "2025-05-06", "tested": "2026-01-15"}
SECRECY: Mapping[str, Any] = {
    "secrecy_result": "internal",
    "secrecy_level": "internal",
    "secrecy_basis": "本单位国家秘密事项一览表未列",
    "secrecy_checked_by": "曾广生",
    "secrecy_checked_on": "2026-03-03",
}
DETERMINATION: Mapping[str, Any] = {
    "determination": "service",
    "determination_basis": "执行本单位任务所完成。",
    "determined_by": "解敏",
    "determined_on": "2026-03-04",
    "notice_sent_on": "2026-03-05",
    "received_on": "2026-03-02",
}


def disclosure(**changes: Any) -> dict[str, Any]:
    """Return a whole reported disclosure as JSON values, with some changed."""
    return {**REPORTED, **changes}


def project(**changes: Any) -> dict[str, Any]:
    """Return a whole project as JSON values, with some changed."""
    return {**plain_values(PROJECT), **changes}


def add_disclosure(desk: Desk, **changes: Any) -> str:
    """Add a disclosure with nothing missing and return its number."""
    return records.add(desk, DISCLOSURES, [disclosure(**changes)])[0].number


def bring_to(desk: Desk, number: str, state: str) -> None:
    """Bring a disclosure from draft to a state on the straight way, with what the office must record."""
    change, move = records.change, records.move
    for target in ("submitted", "secrecy-check", "completeness", "accepted", "assessment", "closed"):
        if target == "completeness":
            change(desk, DISCLOSURES, number, dict(SECRECY))
        if target == "accepted":
            change(desk, DISCLOSURES, number, {**DETERMINATION, "complete_on": "2026-03-04"})
        if target == "closed":
            change(desk, DISCLOSURES, number, {"outcome": "patent", "closed_on": "2026-03-05"})
        move(desk, DISCLOSURES, number, target)
        if target == state:
            return


def held(desk: Desk, number: str, register: Register = DISCLOSURES) -> Any:
    """Return a record as its own type, whose fields a plain Record does not know."""
    return reading.show(desk, register, number).record


def said(error: Refused) -> str:
    """Return all that a refusal says, in English; every blank must be filled."""
    text = " ".join(ENGLISH.say(each) for each in error.messages())
    assert re.search(r"\{\w+\}", text) is None, text
    return text


def everything_in(desk: Desk) -> str:
    """Return every cell of every table of the store as one text, so that a string can be looked for."""
    db = desk.workspace.db
    parts = []
    for (table,) in rows(db, "select name from sqlite_master where type = 'table'"):
        for cells in rows(db, f'select * from "{table}"'):
            for cell in cells:
                text = cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
                parts.append(text)
                if text[:1] in "[{":
                    parts.append(_unescaped(text))
    return "\n".join(parts)


def _unescaped(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return ""


def state_of_store(desk: Desk) -> tuple[int, int, int]:
    """Return how many records, attachments and audited acts (openings apart) the store holds."""
    db = desk.workspace.db
    counted = [
        rows(db, sql)[0][0]
        for sql in (
            "select count(*) from entries",
            "select count(*) from attachments",
            "select count(*) from audit where act <> 'unlock'",
        )
    ]
    return counted[0], counted[1], counted[2]
