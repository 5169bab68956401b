"""The audit log: whole while nobody touched it, written out without the values of fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import NotPermitted
from ipdesk.operations import audits, documents, records
from ipdesk.operations.desk import Desk
from ipdesk.store import audit
from ipdesk.store.audit import Head
from tests.conftest import SetClock
from tests.operations.cases import DISCLOSURES, MARKER, add_disclosure


def test_the_chain_is_whole_and_passes_through_a_noted_head(desk: Desk) -> None:
    noted = audits.verify(desk).head
    number = add_disclosure(desk)
    verdict = audits.verify(desk, noted)
    assert (verdict.whole, verdict.entries) == (True, noted.seq + 1)
    for wrong in (Head(noted.seq, "0" * 64), Head(noted.seq + 1, noted.hash), Head(999, noted.hash)):
        assert not audits.verify(desk, wrong).whole
    assert records.history(desk, DISCLOSURES, number)[0].seq == noted.seq + 1


def test_the_log_is_written_out_with_names_of_fields_and_no_values(desk: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    number = add_disclosure(desk, problem=MARKER, title=f"{MARKER}甲")
    records.withdraw(desk, DISCLOSURES, number, f"理由{MARKER}")
    paper = audits.export_log(desk, tmp_path / "日志.xlsx")
    sheet: Any = load_workbook(tmp_path / "日志.xlsx").worksheets[0]
    lines = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    text = "\n".join("\t".join(line) for line in lines)
    assert MARKER not in text
    assert "problem" in text
    assert "李明" in text
    assert audits.verify(desk, Head(paper.stamp.seq, paper.stamp.head)).whole
    sequence = [int(line[0]) for line in lines if line[0].isdigit()]
    assert sequence == list(range(1, paper.records + 1))


def test_the_day_s_own_verification_is_logged_and_done_once(
    desk: Desk, clock: SetClock, as_user: Callable[..., Desk]
) -> None:
    reader = as_user("reader")
    assert audits.last_verified(desk) is None
    verdict = audits.verify_daily(reader)
    assert verdict is not None and verdict.whole
    assert audits.verify_daily(desk) is None
    assert audits.last_verified(desk) == clock.at
    entry = next(audit.entries(desk.workspace.db))
    assert (entry.act, entry.actor) == ("verify", reader.actor.name)
    assert (entry.values or {})["head"] == verdict.head.hash
    clock.forward(hours=15)
    assert audits.verify_daily(desk) is not None
    assert audits.verify(desk, verdict.head).whole


def test_a_chain_that_is_not_whole_is_said_at_every_opening_and_never_logged_as_whole(desk: Desk) -> None:
    add_disclosure(desk)
    db = desk.workspace.db
    db.execute("drop trigger audit_is_fixed")
    db.execute("update audit set actor = '别人' where seq = 2")
    for _ in range(2):
        verdict = audits.verify_daily(desk)
        assert verdict is not None and not verdict.whole
    assert audits.last_verified(desk) is None


def test_verifying_tells_how_far_it_is_and_can_be_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_disclosure(desk)
    monkeypatch.setattr(audit, "LOOK_UP", 1)
    told: list[tuple[int, int]] = []
    verdict = audits.verify(desk, step=lambda done, of: told.append((done, of)))
    assert told == [(each, verdict.entries) for each in range(verdict.entries)]

    def stop(done: int, _of: int) -> None:
        if done == 1:
            raise LookupError

    with pytest.raises(LookupError):
        audits.verify_daily(desk, stop)
    assert audits.last_verified(desk) is None


def test_an_auditor_reads_the_log_and_not_the_records(
    as_user: Callable[..., Desk], tmp_path: Path, desk: Desk
) -> None:
    add_disclosure(desk)
    auditor = as_user("auditor")
    assert audits.verify(auditor).whole
    assert audits.export_log(auditor, tmp_path / "日志.xlsx").records > 2
    with pytest.raises(NotPermitted):
        documents.export_register(auditor, DISCLOSURES, tmp_path / "簿.xlsx")
