"""A spill is sealed by one person and purged by two; nothing of it is shown or left in the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import NotFound, NotPermitted, Refused, WrongValue
from ipdesk.operations import (
    attachments,
    audits,
    documents,
    drafts,
    intake,
    reading,
    records,
    spills,
    workspaces,
)
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.store.audit import Head
from ipdesk.store.checking import check
from ipdesk.store.database import rows
from tests.conftest import SetClock
from tests.operations.cases import (
    DISCLOSURES,
    MARKER,
    PROJECTS,
    disclosure,
    everything_in,
    held,
    said,
    state_of_store,
)

PERSON = "欧阳无痕"
ORDER = {"number": "销毁2026-1", "day": "2026-03-05", "reason": "超出本机允许的密级"}


@pytest.fixture
def spill(desk: Desk, tmp_path: Path) -> str:
    """Return the number of a record full of the marker: every kind of text, file, raw row, draft, history."""
    ledger = tmp_path / "台账.csv"
    ledger.write_text(f"成果名称,技术方案,备忘\n{MARKER}甲,{MARKER}乙,{MARKER}丙\n", encoding="utf-8")
    number = intake.accept(desk, intake.preview(desk, DISCLOSURES, ledger))[0].number
    full = disclosure(
        title=f"{MARKER}丁",
        problem=f"{MARKER}戊",
        keywords=MARKER,
        inventors=[{"name": PERSON, "contribution": MARKER, "share": "100"}],
        notebooks=[{"book": MARKER, "page": "1", "witness": PERSON}],
        events=[{"kind": "sale", "venue": MARKER, "evidence": MARKER}],
        projects=["KY-2025-003"],
        classification_basis=MARKER,
    )
    records.change(desk, DISCLOSURES, number, full)
    records.change(desk, DISCLOSURES, number, {"solution": f"{MARKER}己"})
    (tmp_path / f"{MARKER}.txt").write_text(f"正文 {MARKER}", encoding="utf-8")
    attachments.attach(desk, DISCLOSURES, number, tmp_path / f"{MARKER}.txt")
    drafts.keep_draft(desk, DISCLOSURES, {"effects": MARKER}, number)
    return number


def sealed(desk: Desk, number: str) -> None:
    """Seal a record in words that reveal nothing."""
    spills.seal(desk, DISCLOSURES, number, "上级通知")


def test_the_spill_is_there_to_be_found_before_it_is_sealed(desk: Desk, spill: str) -> None:
    assert reading.search_all(desk, MARKER)[0]
    assert reading.mentions(desk, PERSON)
    assert everything_in(desk).count(MARKER) > 15


def shown_of(desk: Desk, number: str) -> str:
    """Return all that any way of reading shows, as one text."""
    everybody = reading.list_ids(desk, DISCLOSURES)
    seen: list[Any] = [
        reading.show(desk, DISCLOSURES, number),
        reading.page(desk, DISCLOSURES, everybody),
        reading.whole(desk, DISCLOSURES, everybody),
        records.history(desk, DISCLOSURES, number),
        reading.search_all(desk, MARKER),
        reading.search_all(desk, PERSON),
        reading.mentions(desk, PERSON),
        reading.list_ids(desk, DISCLOSURES, text=MARKER),
        drafts.find_draft(desk, DISCLOSURES, number),
    ]
    return "\n".join(repr(each) for each in seen)


def test_nothing_of_a_sealed_record_is_shown(desk: Desk, spill: str) -> None:
    before = held(desk, spill)
    sealed(desk, spill)
    shown = shown_of(desk, spill)
    assert MARKER not in shown
    assert PERSON not in shown
    record = held(desk, spill)
    assert (record.number, record.state, record.withheld) == (spill, before.state, True)
    assert reading.show(desk, DISCLOSURES, spill).steps == ()
    assert {each.values is None for each in records.history(desk, DISCLOSURES, spill)} == {True}


@pytest.mark.parametrize(
    "question",
    [
        ("title", f"{MARKER}丁"),
        ("solution", f"{MARKER}己"),
        ("inventors.name", PERSON),
        ("notebooks.witness", PERSON),
        ("classification_basis", MARKER),
        ("projects", "KY-2025-003"),
        ("unit", "低温光学研究室"),
    ],
)
def test_a_filter_does_not_guess_what_a_sealed_record_holds(
    question: tuple[str, str], desk: Desk, spill: str
) -> None:
    assert len(reading.list_ids(desk, DISCLOSURES, [question])) == 1
    sealed(desk, spill)
    assert len(reading.list_ids(desk, DISCLOSURES, [question])) == 0
    assert len(reading.list_ids(desk, DISCLOSURES, [("number", spill)])) == 1


def test_nobody_changes_moves_prints_copies_or_takes_back_a_sealed_record(
    desk: Desk, spill: str, tmp_path: Path
) -> None:
    sealed(desk, spill)
    before = state_of_store(desk)
    acts: list[Callable[[], object]] = [
        lambda: records.change(desk, DISCLOSURES, spill, {"title": "别的"}),
        lambda: records.move(desk, DISCLOSURES, spill, "submitted"),
        lambda: records.withdraw(desk, DISCLOSURES, spill, "重复"),
        lambda: records.undo(desk),
        lambda: attachments.attach(desk, DISCLOSURES, spill, tmp_path / "台账.csv"),
        lambda: attachments.detach(desk, DISCLOSURES, spill, f"{MARKER}.txt"),
        lambda: attachments.detach_copy(desk, DISCLOSURES, spill, f"{MARKER}.txt", tmp_path / "copy"),
        lambda: documents.print_record(desk, DISCLOSURES, spill, tmp_path / "a.pdf"),
        lambda: spills.seal(desk, DISCLOSURES, spill, "再封"),
        lambda: drafts.keep_draft(desk, DISCLOSURES, {"effects": "无"}, spill),
    ]
    for act in acts:
        with pytest.raises(NotFound) as refused:
            act()
        assert MARKER not in said(refused.value)
        assert "security officer" in said(refused.value)
    assert state_of_store(desk) == before
    assert not (tmp_path / "copy").exists()
    assert not (tmp_path / "a.pdf").exists()


def test_an_export_leaves_sealed_records_out_and_counts_them(desk: Desk, spill: str, tmp_path: Path) -> None:
    records.add(desk, DISCLOSURES, [disclosure()])
    sealed(desk, spill)
    paper = documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    assert (paper.records, paper.withheld) == (1, 1)
    fresh = intake.preview(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    assert MARKER not in repr(fresh)
    audits.export_log(desk, tmp_path / "日志.xlsx")
    from zipfile import ZipFile

    for name in ("簿.xlsx", "日志.xlsx"):
        with ZipFile(tmp_path / name) as book:
            text = "".join(book.read(each).decode("utf-8", "ignore") for each in book.namelist())
        assert MARKER not in text
        assert PERSON not in text


def test_a_sealed_record_is_no_duplicate_and_no_title_of_a_link(desk: Desk, spill: str) -> None:
    records.add(desk, PROJECTS, [{"number": "KY-2025-003", "title": "低温光学载荷"}])
    twin = records.add(desk, DISCLOSURES, [disclosure(title=f"{MARKER}丁")])[0].number
    assert "duplicate" in " ".join(each.id for each in reading.show(desk, DISCLOSURES, twin).findings)
    sealed(desk, spill)
    assert spill not in repr(reading.show(desk, DISCLOSURES, twin))
    linking = reading.show(desk, PROJECTS, "KY-2025-003").linking_here
    assert [each.number for each in linking] == [twin]


def test_the_same_row_again_meets_the_seal(desk: Desk, spill: str, tmp_path: Path) -> None:
    sealed(desk, spill)
    previewed = intake.preview(desk, DISCLOSURES, tmp_path / "台账.csv")
    assert [each.outcome for each in previewed.rows] == ["refused"]
    assert MARKER not in repr([each.refusals for each in previewed.rows])


def test_sealing_needs_a_reason(desk: Desk, spill: str) -> None:
    with pytest.raises(WrongValue):
        spills.seal(desk, DISCLOSURES, spill, "  ")
    assert not held(desk, spill).withheld


def test_a_purge_takes_two_people_and_one_order(desk: Desk, spill: str, as_user: Callable[..., Desk]) -> None:
    other, third = as_user("administrator"), as_user("auditor")
    with pytest.raises(Refused) as refused:
        spills.purge(desk, DISCLOSURES, spill, ORDER)
    assert "not sealed" in said(refused.value)
    sealed(desk, spill)
    first = spills.purge(desk, DISCLOSURES, spill, ORDER)
    assert (first.done, first.order.ordered_by) == (False, "李明")
    with pytest.raises(Refused) as refused:
        spills.purge(desk, DISCLOSURES, spill, ORDER)
    assert "second person" in said(refused.value)
    for changed in ({"day": "2026-03-06"}, {"reason": "另一个理由"}):
        with pytest.raises(WrongValue) as wrong:
            spills.purge(other, DISCLOSURES, spill, {**ORDER, **changed})
        assert "same order" in said(wrong.value)
    assert MARKER in everything_in(desk)
    waiting = spills.purge(third, DISCLOSURES, spill, {**ORDER, "number": "销毁2026-2"})
    assert not waiting.done  # another order number is another order, and waits for its own second person
    done = spills.purge(other, DISCLOSURES, spill, {**ORDER, "day": "2026年3月5日"})
    assert done.done
    assert MARKER not in everything_in(desk)


def test_sealed_records_are_listed_by_number_with_what_became_of_them(
    desk: Desk, spill: str, as_user: Callable[..., Desk], tmp_path: Path, clock: SetClock
) -> None:
    assert spills.sealed_records(desk) == []
    documents.print_record(desk, DISCLOSURES, spill, tmp_path / "表.pdf")
    sealed(desk, spill)
    auditor = as_user("auditor")
    (listed,) = spills.sealed_records(auditor)
    assert (listed.register, listed.number, listed.by, listed.order) == ("disclosures", spill, "李明", None)
    assert MARKER not in repr(listed)
    spills.purge(desk, DISCLOSURES, spill, ORDER)
    spills.purge(auditor, DISCLOSURES, spill, {**ORDER, "number": "销毁2026-2"})
    assert [each.order.number for each in spills.sealed_records(desk) if each.order] == [
        "销毁2026-1",
        "销毁2026-2",
    ]
    done = spills.purge(auditor, DISCLOSURES, spill, ORDER)
    clock.forward(hours=1)
    workspaces.backup(desk, tmp_path / "备份.ipdesk-backup")
    (purged,) = spills.sealed_records(desk)
    assert purged.order is not None and purged.order.number == "销毁2026-1"
    assert purged.purged_by == auditor.actor.name
    assert purged.traces is not None
    assert purged.traces == done.traces
    assert [each["file"] for each in purged.traces.exports] == ["表.pdf"]
    with pytest.raises(NotPermitted):
        spills.sealed_records(as_user("reader"))


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"number": "1", "day": "2026-03-05"},
        {**ORDER, "day": "昨天"},
        {**ORDER, "reason": " "},
        {**ORDER, "day": 5},
    ],
)
def test_an_order_lacks_nothing(order: dict[str, Any], desk: Desk, spill: str) -> None:
    sealed(desk, spill)
    before = state_of_store(desk)
    with pytest.raises(WrongValue) as refused:
        spills.purge(desk, DISCLOSURES, spill, order)
    assert said(refused.value)
    assert state_of_store(desk) == before


def test_a_reader_gives_no_order(desk: Desk, spill: str, as_user: Callable[..., Desk]) -> None:
    sealed(desk, spill)
    with pytest.raises(NotPermitted):
        spills.purge(as_user("reader"), DISCLOSURES, spill, ORDER)


def test_after_the_purge_the_store_holds_nothing_of_it_and_is_whole(
    desk: Desk, spill: str, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    neighbour = records.add(desk, DISCLOSURES, [disclosure(title="邻近的成果")])[0].number
    documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    documents.print_record(desk, DISCLOSURES, spill, tmp_path / "表.pdf")
    attachments.detach_copy(desk, DISCLOSURES, spill, f"{MARKER}.txt", tmp_path / "附件.txt")
    documents.print_record(desk, DISCLOSURES, neighbour, tmp_path / "邻.pdf")
    workspaces.backup(desk, tmp_path / "备份.ipdesk-backup")
    assert workspaces.backup_daily(desk, Settings()) is not None
    sealed(desk, spill)
    noted = audits.verify(desk).head
    spills.purge(desk, DISCLOSURES, spill, ORDER)
    second = as_user("reviewer")
    purged = spills.purge(second, DISCLOSURES, spill, ORDER)
    assert purged.traces is not None
    files = {each["file"] for each in purged.traces.exports}
    assert files == {"簿.xlsx", "表.pdf", "附件.txt"}
    places = [Path(each["place"]).name for each in purged.traces.backups]
    assert places[0] == "备份.ipdesk-backup"
    assert len(places) == 2
    text = everything_in(desk)
    assert MARKER not in text
    assert PERSON not in text
    assert not reading.search_all(desk, MARKER)[0]
    verdict = audits.verify(desk, noted)
    assert verdict.whole
    assert verdict.purged > 4
    assert check(desk.workspace.db).whole
    record = held(desk, spill)
    assert (record.withheld, record.number) == (True, spill)
    acts = [each.act for each in records.history(desk, DISCLOSURES, spill)]
    assert acts[0] == "purge"
    assert "purge-order" in acts
    assert held(desk, neighbour).title == "邻近的成果"
    assert reading.search_all(desk, "邻近")[0]


def test_a_file_that_another_record_also_holds_stays_with_that_one(
    desk: Desk, spill: str, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "共用.txt").write_text("两份记录都有", encoding="utf-8")
    other = records.add(desk, DISCLOSURES, [disclosure(title="另一件")])[0].number
    for number in (spill, other):
        attachments.attach(desk, DISCLOSURES, number, tmp_path / "共用.txt")
    sealed(desk, spill)
    spills.purge(desk, DISCLOSURES, spill, ORDER)
    spills.purge(as_user("reviewer"), DISCLOSURES, spill, ORDER)
    attachments.detach_copy(desk, DISCLOSURES, other, "共用.txt", tmp_path / "回.txt")
    assert (tmp_path / "回.txt").read_text(encoding="utf-8") == "两份记录都有"
    assert rows(desk.workspace.db, "select count(*) from files")[0][0] == 1


def test_a_purged_record_cannot_be_purged_or_brought_back(
    desk: Desk, spill: str, as_user: Callable[..., Desk]
) -> None:
    second = as_user("reviewer")
    sealed(desk, spill)
    spills.purge(desk, DISCLOSURES, spill, ORDER)
    spills.purge(second, DISCLOSURES, spill, ORDER)
    with pytest.raises(Refused):
        spills.purge(desk, DISCLOSURES, spill, ORDER)
    with pytest.raises(NotFound):
        records.undo(desk)


def test_a_head_noted_before_still_tells_a_new_chain(desk: Desk, spill: str) -> None:
    verdict = audits.verify(desk, Head(3, "0" * 64))
    assert not verdict.whole


def test_a_record_sealed_by_mistake_is_opened_by_a_second_person(
    desk: Desk, spill: str, as_user: Callable[..., Desk]
) -> None:
    sealed(desk, spill)
    with pytest.raises(Refused, match="yourself"):
        spills.unseal(desk, DISCLOSURES, spill, "误封")
    assert reading.show(desk, DISCLOSURES, spill).record.withheld
    spills.unseal(as_user("reviewer"), DISCLOSURES, spill, "误封，经核对未超限")
    record = reading.show(desk, DISCLOSURES, spill).record
    assert MARKER in str(record)
    assert [each.record.number for each in reading.search_all(desk, MARKER)[0]] == [spill]
    assert reading.mentions(desk, PERSON)
    assert audits.verify(desk).whole
    with pytest.raises(Refused, match="not sealed"):
        spills.unseal(as_user("reviewer"), DISCLOSURES, spill, "误封")
