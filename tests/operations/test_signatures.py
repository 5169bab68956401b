"""Signatures: read off a list, foreseen, recorded with their scan, and what they supersede."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipdesk.model.errors import AboveLimit, Incomplete, WrongValue
from ipdesk.operations import agreements, reading, records, signatures
from ipdesk.operations.agreements import Signing
from ipdesk.operations.desk import Desk
from ipdesk.operations.signatures import Awaited, read_list
from ipdesk.registers import register
from ipdesk.registers.agreements import Agreement
from tests.importing.manuscript_makers import pdf
from tests.operations.test_agreements import PERSON

PEOPLE, AGREEMENTS = register("people"), register("agreements")
DAY = date(2026, 3, 5)
ALL = Signing(signed_on=DAY, countersigned_on=DAY, effective_on=DAY)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50 + b"IEND\xaeB`\x82"


@pytest.fixture
def drafted(desk: Desk) -> Desk:
    """Return a desk with three drafts, XY-2026-00001 to 3, of A1 to A3."""
    people = [{**PERSON, "number": f"A{each}", "name": f"职工{each}"} for each in (1, 2, 3)]
    records.add(desk, PEOPLE, [{**each, "identity_number": ""} for each in people])
    agreements.draft_agreements(desk, ["A1", "A2", "A3"])
    return desk


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Return a scan."""
    file = tmp_path / "签署清单.png"
    file.write_bytes(PNG)
    return file


def _read(desk: Desk, number: str) -> Agreement:
    record = reading.show(desk, AGREEMENTS, number).record
    assert isinstance(record, Agreement)
    return record


def _numbers(desk: Desk) -> list[str]:
    return [each.number for each in signatures.awaited(desk)]


def test_one_scan_is_attached_to_each_and_kept_once(drafted: Desk, scan: Path) -> None:
    """Its digest is in each record; undo takes all of it back."""
    numbers = _numbers(drafted)
    agreements.sign_agreements(drafted, numbers, Signing(signed_on=DAY, scan=scan))
    for number in numbers:
        sight = reading.show(drafted, AGREEMENTS, number)
        assert [each.name for each in sight.attachments] == ["签署清单.png"]
        assert sight.attachments[0].sha256 == _read(drafted, number).scan
        assert sight.record.state == "signed-one"
    assert drafted.workspace.db.execute("select count(*) from files").fetchone()[0] == 1
    records.undo(drafted)
    for number in numbers:
        sight = reading.show(drafted, AGREEMENTS, number)
        assert (sight.attachments, sight.record.state) == ((), "drafted")
        assert (_read(drafted, number).scan, _read(drafted, number).signed_on) == ("", None)


def test_a_scan_that_does_not_do_signs_nothing(drafted: Desk, scan: Path) -> None:
    """Nor is anything attached when one of many cannot be signed."""
    numbers = _numbers(drafted)
    wrong = scan.with_name("签.pdf")
    wrong.write_bytes(PNG)
    with pytest.raises(WrongValue):
        agreements.sign_agreements(drafted, numbers, Signing(signed_on=DAY, scan=wrong))
    records.move(drafted, AGREEMENTS, numbers[2], "refused", reason="拒签")
    with pytest.raises(Incomplete):
        agreements.sign_agreements(drafted, numbers, Signing(signed_on=DAY, scan=scan))
    assert reading.show(drafted, AGREEMENTS, numbers[0]).attachments == ()
    assert _read(drafted, numbers[0]).state == "drafted"


def test_what_is_marked_above_the_limit_takes_no_scan(drafted: Desk, scan: Path) -> None:
    """The metadata may be signed; the file stays where such files are kept."""
    number = _numbers(drafted)[0]
    held = drafted.workspace.db
    held.execute("update entries set level = 'classified' where number = ?", [number])
    with pytest.raises(AboveLimit):
        agreements.sign_agreements(drafted, [number], Signing(signed_on=DAY, scan=scan))
    assert _read(drafted, number).state == "drafted"


def test_a_scan_with_text_that_is_marked_above_the_limit_stays_out(drafted: Desk, scan: Path) -> None:
    number, marked = _numbers(drafted)[0], scan.with_name("签署.pdf")
    marked.write_bytes(pdf([["机密★10年", "某项目进展"]]))
    with pytest.raises(AboveLimit):
        agreements.sign_agreements(drafted, [number], Signing(signed_on=DAY, scan=marked))
    assert _read(drafted, number).state == "drafted"


def test_what_is_put_in_force_supersedes_what_was(drafted: Desk) -> None:
    """In one act, which is undone as one; another kind stays."""
    first = _numbers(drafted)[0]
    [project] = agreements.draft_agreements(drafted, ["A1"], "project", {"project_name": "低温光学载荷"})
    agreements.sign_agreements(drafted, [first, project.number], ALL)
    [again] = agreements.draft_agreements(drafted, ["A1"])
    later = Signing(signed_on=DAY, countersigned_on=DAY, effective_on=date(2026, 4, 1), supersede=True)
    [seen] = signatures.foresee(drafted, [again.number], later)
    assert (seen.state, seen.lacks, seen.supersedes) == ("in-force", (), (first,))
    agreements.sign_agreements(drafted, [again.number], later)
    ended = _read(drafted, first)
    assert (ended.state, ended.successor, ended.ended_on) == ("superseded", again.number, date(2026, 4, 1))
    assert _read(drafted, project.number).state == "in-force"
    records.undo(drafted)
    back = _read(drafted, first)
    assert (back.state, back.successor, back.ended_on) == ("in-force", "", None)
    assert _read(drafted, again.number).state == "drafted"


@pytest.mark.parametrize(
    ("signing", "state", "lacking"),
    [
        (Signing(), "drafted", True),
        (Signing(signed_on=DAY), "signed-one", False),
        (Signing(signed_on=DAY, countersigned_on=DAY), "signed-both", False),
        (ALL, "in-force", False),
        (Signing(effective_on=DAY), "drafted", True),
    ],
)
def test_what_is_foreseen_is_what_comes(drafted: Desk, signing: Signing, state: str, lacking: bool) -> None:
    """And foreseeing it writes nothing."""
    number = _numbers(drafted)[0]
    before = _read(drafted, number)
    [seen] = signatures.foresee(drafted, [number], signing)
    assert (seen.state, bool(seen.lacks)) == (state, lacking)
    assert bool(seen.still) == (state in ("signed-one", "signed-both"))
    assert _read(drafted, number) == before
    if lacking:
        with pytest.raises(Incomplete):
            agreements.sign_agreements(drafted, [number], signing)
    else:
        agreements.sign_agreements(drafted, [number], signing)
        assert _read(drafted, number).state == state


def test_a_recording_that_is_stopped_records_nothing(drafted: Desk) -> None:
    """It is one act, however many agreements are in it."""

    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        agreements.sign_agreements(drafted, _numbers(drafted), ALL, stop)
    assert {_read(drafted, each).state for each in _numbers(drafted)} == {"drafted"}


def _awaited(number: str, name: str, person: str) -> Awaited:
    return Awaited(number, name, person, "joiner", "sent", "一室")


def test_a_list_is_read_by_number_of_paper_or_person_or_by_name() -> None:
    """Unknown lines and names of several are said, and a line counts once."""
    waiting = [
        _awaited("XY-1", "单雨桐", "A1"),
        _awaited("XY-2", "王芳", "A2"),
        _awaited("XY-3", "王芳", "A3"),
        _awaited("XY-4", "Anna Schmidt", "A4"),
    ]
    text = "xy-1\n 单雨桐 \n\n王芳\nA3\tsigned\nANNA SCHMIDT\n2，不明，者\n5 A2 王芳"
    found = read_list(waiting, text)
    assert found.numbers == ("XY-1", "XY-3", "XY-4", "XY-2")
    assert found.unknown == ("2，不明，者",)
    assert found.several == ("王芳",)
