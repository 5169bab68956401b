"""Drafting for many at once: everybody gets one paper, whatever interrupts it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from ipdesk.model.errors import KEPT_BEFORE, CannotWrite, Incomplete, NotFound
from ipdesk.model.progress import Step
from ipdesk.operations import drafting, duties, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.store import batches
from tests.operations.at_once import AtOnce

PEOPLE, AGREEMENTS = register("people"), register("agreements")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return an empty folder."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


class Stopped(Exception):
    """Somebody stopped the work."""


@pytest.fixture
def staffed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk with five people, of whom so many at once are drafted for that there are three parts."""
    monkeypatch.setattr(drafting, "AT_ONCE", 2)
    monkeypatch.setattr(drafting, "ProcessPoolExecutor", AtOnce)
    base = {"unit": "一室", "employment": "permanent", "joined": "2020-01-01"}
    people = [{**base, "number": f"A{each}", "name": f"职工{each}"} for each in range(1, 6)]
    people[1]["name"] = 'a/b:"c'
    records.add(desk, PEOPLE, people)
    return desk


def _stop_after(parts: int) -> Step:
    calls = []

    def step(_done: int, _of: int) -> None:
        calls.append(1)
        if len(calls) > parts:
            raise Stopped

    return step


def _papers(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_everybody_without_an_agreement_gets_one_paper(
    staffed: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a signing list, by real processes; a second batch has nobody left."""
    monkeypatch.setattr(drafting, "ProcessPoolExecutor", ProcessPoolExecutor)
    made = drafting.draft_batch(staffed, out)
    assert (made.papers, made.written, made.refused) == (5, 5, ())
    numbers = [
        each.number for each in reading.whole(staffed, AGREEMENTS, reading.list_ids(staffed, AGREEMENTS))
    ]
    assert len(numbers) == 5
    assert _papers(out) == {
        drafting.LIST,
        *(f"XY-2026-0000{each} 职工{each}.pdf" for each in (1, 3, 4, 5)),
        "XY-2026-00002 a_b__c.pdf",
    }
    assert all((out / name).read_bytes().startswith(b"%PDF") for name in _papers(out))
    assert not duties.without_agreement(staffed)
    assert drafting.unfinished_batch(staffed) is None
    with pytest.raises(Incomplete):
        drafting.draft_batch(staffed, out)


@pytest.mark.parametrize("parts", [0, 1, 2])
def test_a_stopped_batch_goes_on_where_it_was(staffed: Desk, out: Path, parts: int) -> None:
    """None is lost, none is made twice, and what was written stays as it is."""
    with pytest.raises(Stopped):
        drafting.draft_batch(staffed, out, progress=_stop_after(parts))
    before = {name: (out / name).read_bytes() for name in _papers(out)}
    assert len(before) == 2 * parts
    left = drafting.unfinished_batch(staffed)
    assert left is not None
    assert (left.people, left.left) == (5, 5 - len(before))
    with pytest.raises(Incomplete):
        drafting.draft_batch(staffed, out)
    made = drafting.resume_batch(staffed)
    assert (made.papers, made.written) == (5, 5 - len(before))
    assert len(_papers(out)) == 6
    assert {name: (out / name).read_bytes() for name in before} == before
    assert len(reading.list_ids(staffed, AGREEMENTS)) == 5
    with pytest.raises(NotFound):
        drafting.resume_batch(staffed)


def test_a_crash_between_draft_and_file_is_made_good_under_the_same_stamp(
    staffed: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft is there, its file is not: the file comes, the draft stays one."""

    def crash(_target: Path, _data: bytes) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(drafting, "write_paper", crash)
        with pytest.raises(KeyboardInterrupt):
            drafting.draft_batch(staffed, out)
    assert _papers(out) == set()
    batch = batches.unfinished(staffed.workspace.db)
    assert batch is not None
    stamps = [each.serial for each in batches.unwritten(staffed.workspace.db, batch)]
    assert len(stamps) == 2
    drafting.resume_batch(staffed)
    assert [each.serial for each in batches.papers(staffed.workspace.db, batch)][:2] == stamps
    assert len(_papers(out)) == 6


def test_somebody_who_cannot_be_drafted_for_keeps_nobody_from_it(staffed: Desk, out: Path) -> None:
    """It is said who, and why."""
    records.withdraw(staffed, PEOPLE, "A2", "登记有误")
    made = drafting.draft_batch(staffed, out, ["A1", "A2", "A9", "A3", "A1"])
    assert made.papers == 2
    assert [each[0] for each in made.refused] == ["A2", "A9"]
    assert all(each[1] for each in made.refused)


def test_a_draft_withdrawn_while_the_batch_rests_is_not_written(staffed: Desk, out: Path) -> None:
    """The person then lacks an agreement again."""
    with pytest.raises(Stopped):
        drafting.draft_batch(staffed, out, progress=_stop_after(1))
    records.withdraw(staffed, AGREEMENTS, "XY-2026-00001", "误起草")
    made = drafting.resume_batch(staffed)
    assert made.papers == 4
    assert [each.line.number for each in duties.without_agreement(staffed)] == ["A1"]


def test_a_batch_may_be_ended_as_it_is(staffed: Desk, out: Path) -> None:
    """Then another can begin."""
    with pytest.raises(Stopped):
        drafting.draft_batch(staffed, out, progress=_stop_after(1))
    drafting.end_batch(staffed)
    assert drafting.draft_batch(staffed, out).papers == 1  # the second part was drafted before the stop
    with pytest.raises(NotFound):
        drafting.end_batch(staffed)


def test_nothing_begins_without_a_folder(staffed: Desk, out: Path) -> None:
    """Nor in that of the workspace."""
    for folder in (out / "none", staffed.workspace.folder):
        with pytest.raises(CannotWrite):
            drafting.draft_batch(staffed, folder)
    assert drafting.unfinished_batch(staffed) is None
    with pytest.raises(NotFound):
        drafting.draft_batch(staffed, out, kind="no-such")


def test_a_folder_gone_since_is_said_before_anything_is_drafted(staffed: Desk, out: Path) -> None:
    """It can be made again, and the batch resumed."""
    folder = out / "out"
    folder.mkdir()
    with pytest.raises(Stopped):
        drafting.draft_batch(staffed, folder, progress=_stop_after(0))
    folder.rmdir()
    with pytest.raises(CannotWrite):
        drafting.resume_batch(staffed)
    folder.mkdir()
    assert drafting.resume_batch(staffed).papers == 5


def test_a_paper_that_cannot_be_written_leaves_what_was_drafted_and_says_so(staffed: Desk, out: Path) -> None:
    (out / "XY-2026-00003 职工3.pdf").mkdir()
    with pytest.raises(CannotWrite) as refused:
        drafting.draft_batch(staffed, out)
    assert len(reading.list_ids(staffed, AGREEMENTS)) > 0
    assert refused.value.safe == KEPT_BEFORE
