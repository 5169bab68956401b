"""The history of a record: every act, newest first, with what it did to which field."""

from __future__ import annotations

from pathlib import Path

from ipdesk.model.changes import Change
from ipdesk.operations import attachments, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.operations.history import past
from tests.operations.cases import DISCLOSURES, add_disclosure


def test_acts_come_newest_first_with_their_fields(desk: Desk) -> None:
    number = add_disclosure(desk, unit="甲室")
    records.change(desk, DISCLOSURES, number, {"unit": "乙室"})
    records.withdraw(desk, DISCLOSURES, number, "重复登记")
    acts = past(desk, DISCLOSURES, number)
    assert [each.act for each in acts] == ["withdraw", "set", "add"]
    assert acts[0].detail == "重复登记"
    assert acts[1].fields == (Change("unit", "甲室", "乙室"),)
    assert acts[1].actor == desk.actor.name
    assert f"{acts[1].at:%Y-%m-%d %H:%M}" == "2026-03-05 09:30"


def test_a_file_is_named(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    file = tmp_path / "附图.pdf"
    file.write_bytes(b"%PDF-1.7")
    attachments.attach(desk, DISCLOSURES, number, file)
    act = past(desk, DISCLOSURES, number)[0]
    assert (act.act, act.detail, act.fields) == ("attach", "附图.pdf", ())


def test_a_sealed_record_keeps_its_values_to_itself(desk: Desk) -> None:
    number = add_disclosure(desk)
    spills.seal(desk, DISCLOSURES, number, "超出许可范围")
    assert all((each.known, each.fields) == (False, ()) for each in past(desk, DISCLOSURES, number))
