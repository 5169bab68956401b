"""Taking back: the last act of the person at the desk, whole, as a new audited change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import NotFound, NotPermitted, Stale
from ipdesk.operations import attachments, audits, intake, reading, records, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.store import users
from tests.conftest import CHEAP, PASSPHRASE
from tests.operations.cases import DISCLOSURES, add_disclosure, bring_to, disclosure, said, state_of_store


def values(desk: Desk, number: str) -> Any:
    """Return a record without what every change moves on."""
    from dataclasses import replace

    return replace(reading.show(desk, DISCLOSURES, number).record, revision=0, changed="")


@pytest.mark.parametrize(
    ("ready", "act"),
    [
        (
            "draft",
            lambda desk, n: records.change(
                desk, DISCLOSURES, n, {"title": "新名", "inventors": [], "trl": 4}
            ),
        ),
        (
            "draft",
            lambda desk, n: records.change(desk, DISCLOSURES, n, {"number": "PL-1999-7", "projects": []}),
        ),
        ("draft", lambda desk, n: records.move(desk, DISCLOSURES, n, "submitted")),
        ("submitted", lambda desk, n: records.move(desk, DISCLOSURES, n, "rework", reason="补签字")),
        ("submitted", lambda desk, n: records.withdraw(desk, DISCLOSURES, n, "重复")),
        (
            "accepted",
            lambda desk, n: records.change(desk, DISCLOSURES, n, {"title": "新名"}, supplement="更名"),
        ),
        ("closed", lambda desk, n: records.move(desk, DISCLOSURES, n, "assessment", reason="重评")),
    ],
)
def test_an_act_is_taken_back_whole(ready: str, act: Callable[[Desk, str], Any], desk: Desk) -> None:
    number = add_disclosure(desk)
    if ready != "draft":
        bring_to(desk, number, ready)
    before = values(desk, number)
    act(desk, number)
    made = records.undo(desk)
    assert [each.act for each in made] == ["undo"]
    assert values(desk, number) == before
    assert audits.verify(desk).whole
    assert records.history(desk, DISCLOSURES, number)[0].act == "undo"
    hits, _ = reading.search_all(desk, "一种空间相机低温热链组件")
    assert [each.record.number for each in hits] == ([] if ready == "withdrawn" else [number])
    assert [each[0].number for each in reading.mentions(desk, "单雨桐")][:1] == [number]


def test_adding_many_is_taken_back_as_one(desk: Desk) -> None:
    records.add(desk, DISCLOSURES, [disclosure(title=f"成果{index}") for index in range(3)])
    assert len(records.undo(desk)) == 3
    assert len(reading.list_ids(desk, DISCLOSURES)) == 0
    assert len(reading.list_ids(desk, DISCLOSURES, [("state", "withdrawn")])) == 3
    records.move(desk, DISCLOSURES, "PL-2026-0002", "draft", reason="还是要的")
    assert len(reading.list_ids(desk, DISCLOSURES)) == 1


def test_a_reinstated_record_may_be_withdrawn_again_by_undo(desk: Desk) -> None:
    number = add_disclosure(desk)
    records.withdraw(desk, DISCLOSURES, number, "重复")
    records.move(desk, DISCLOSURES, number, "draft", reason="不重复")
    records.undo(desk)
    assert values(desk, number).state == "withdrawn"
    assert reading.show(desk, DISCLOSURES, number).steps[0].move.target == "draft"


def test_files_are_taken_back_and_put_back(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    (tmp_path / "图.txt").write_text("图", encoding="utf-8")
    attachments.attach(desk, DISCLOSURES, number, tmp_path / "图.txt")
    attachments.detach(desk, DISCLOSURES, number, "图.txt")
    records.undo(desk)
    assert [each.name for each in reading.show(desk, DISCLOSURES, number).attachments] == ["图.txt"]
    records.undo(desk)
    assert reading.show(desk, DISCLOSURES, number).attachments == ()


def test_a_file_that_somebody_else_took_off_is_not_taken_back(
    desk: Desk, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    number = add_disclosure(desk)
    (tmp_path / "图.txt").write_text("图", encoding="utf-8")
    attachments.attach(desk, DISCLOSURES, number, tmp_path / "图.txt")
    attachments.detach(as_user("officer"), DISCLOSURES, number, "图.txt")
    with pytest.raises(Stale):
        records.undo(desk)


def test_a_whole_file_taken_in_is_taken_back_and_can_be_taken_in_again(desk: Desk, tmp_path: Path) -> None:
    old = records.add(desk, DISCLOSURES, [{"number": "PL-2019-001", "title": "旧名"}])[0].number
    ledger = tmp_path / "台账.csv"
    rows = [f"PL-2020-{index:03},成果{index}" for index in range(20)]
    ledger.write_text(
        "\n".join(["编号,成果名称", "PL-2019-001,新名", ",无号成果", ",无号成果", *rows]), encoding="utf-8"
    )
    made = intake.accept(desk, intake.preview(desk, DISCLOSURES, ledger))
    assert len(made) == 23
    assert len(records.undo(desk)) == 23
    assert values(desk, old).title == "旧名"
    assert len(reading.list_ids(desk, DISCLOSURES)) == 1
    ledger.write_text(
        ledger.read_text(encoding="utf-8").replace("成果7\n", "改好的成果7\n"), encoding="utf-8"
    )
    again = intake.preview(desk, DISCLOSURES, ledger)
    assert again.counts() == {"new": 0, "same": 0, "changed": 23, "refused": 0}
    assert sorted(each.number for each in intake.accept(desk, again)) == sorted(each.number for each in made)
    assert len(reading.list_ids(desk, DISCLOSURES)) == 23
    record = values(desk, "PL-2020-007")
    assert (record.title, record.state) == ("改好的成果7", "draft")
    assert intake.preview(desk, DISCLOSURES, ledger).counts()["same"] == 23
    records.undo(desk)
    assert len(reading.list_ids(desk, DISCLOSURES)) == 1


def test_a_record_withdrawn_for_a_reason_is_not_brought_back_by_a_file(desk: Desk, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("编号,成果名称\nPL-2020-001,甲\n", encoding="utf-8")
    intake.accept(desk, intake.preview(desk, DISCLOSURES, ledger))
    records.undo(desk)
    records.move(desk, DISCLOSURES, "PL-2020-001", "draft", reason="还是要的")
    records.withdraw(desk, DISCLOSURES, "PL-2020-001", "重复")
    assert intake.preview(desk, DISCLOSURES, ledger).counts()["refused"] == 1


def test_acts_are_taken_back_one_after_the_other_and_none_twice(desk: Desk) -> None:
    number = add_disclosure(desk)
    for title in ("甲", "乙", "丙"):
        records.change(desk, DISCLOSURES, number, {"title": title})
    seen = []
    for _ in range(3):
        records.undo(desk)
        seen.append(values(desk, number).title)
    assert seen == ["乙", "甲", disclosure()["title"]]
    records.undo(desk)
    assert values(desk, number).state == "withdrawn"
    before = state_of_store(desk)
    with pytest.raises(NotFound) as refused:
        records.undo(desk)
    assert "nothing to take back" in said(refused.value)
    assert state_of_store(desk) == before


def test_what_changed_again_since_is_not_taken_back(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = add_disclosure(desk)
    records.change(desk, DISCLOSURES, number, {"title": "甲"})
    records.change(as_user("officer"), DISCLOSURES, number, {"unit": "别处"})
    before = values(desk, number)
    with pytest.raises(Stale) as refused:
        records.undo(desk)
    assert "history" in said(refused.value)
    assert values(desk, number) == before


def test_one_stale_record_keeps_the_whole_batch(desk: Desk, as_user: Callable[..., Desk]) -> None:
    made = records.add(desk, DISCLOSURES, [disclosure(title="甲"), disclosure(title="乙")])
    records.change(as_user("officer"), DISCLOSURES, made[0].number, {"unit": "别处"})
    with pytest.raises(Stale):
        records.undo(desk)
    assert len(reading.list_ids(desk, DISCLOSURES)) == 2


def test_nobody_takes_back_what_another_did(desk: Desk, as_user: Callable[..., Desk]) -> None:
    other = as_user("officer")
    number = add_disclosure(desk)
    mine = add_disclosure(other, title="另一件")
    records.undo(desk)
    assert values(desk, mine).state == "draft"
    assert values(desk, number).state == "withdrawn"
    with pytest.raises(NotFound):
        records.undo(desk)


def test_reading_printing_and_users_are_no_acts_to_take_back(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    records.change(desk, DISCLOSURES, number, {"title": "甲"})
    workspaces.backup(desk, tmp_path / "b.ipdesk-backup")
    workspaces.add_user(desk, "新人", "reader", PASSPHRASE, CHEAP)
    records.undo(desk)
    assert values(desk, number).title == disclosure()["title"]
    assert len(workspaces.list_users(desk)) == 2


def test_who_lost_a_role_does_not_undo_with_it(desk: Desk, as_user: Callable[..., Desk]) -> None:
    other = as_user("officer")
    number = add_disclosure(other)
    with desk.workspace.write() as writing:
        users.put(writing, other.actor.name, "reviewer")
    from ipdesk.store.workspace import unlock

    with (
        unlock(desk.workspace.folder, other.actor.name, PASSPHRASE, desk.workspace.clock) as space,
        pytest.raises(NotPermitted),
    ):
        records.undo(Desk(space, desk.translator))
    assert values(desk, number).state == "draft"
