"""Probable duplicates: found by title and by text, never among what is closed to the reader."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.model.findings import Similar
from ipdesk.model.record import WITHDRAWN
from ipdesk.store import spills
from ipdesk.store.database import value
from ipdesk.store.similarity import MOST_SHOWN, similar
from ipdesk.store.workspace import Workspace
from tests.store._records import DISCLOSURES, PROJECTS, add, change, new, stored

TITLE = "一种空间相机低温热链组件及其制备方法"
PROBLEM = "刚性热链把制冷机的振动传到焦面，使成像模糊；柔性热链的热阻又过大，冷量在传递途中大量损失。"


def titles(workspace: Workspace, title: str, text: str = "", but: str = "") -> list[str]:
    return [each.number for each in similar(workspace.db, DISCLOSURES, title, text, but)]


def test_a_title_much_like_another_is_found_with_its_likeness(workspace: Workspace) -> None:
    number = add(workspace, DISCLOSURES, title=TITLE)
    add(workspace, DISCLOSURES, title="基于机器学习的卫星遥感图像去云算法")
    assert similar(workspace.db, DISCLOSURES, TITLE, "") == (Similar(number, TITLE, 1.0, 0.0),)
    (found,) = similar(workspace.db, DISCLOSURES, TITLE.replace("组件", "结构"), "")
    assert 0.5 <= found.title_score < 1
    assert titles(workspace, "激光雷达") == []
    assert titles(workspace, "") == []


def test_a_text_much_like_another_is_found_under_another_title(workspace: Workspace) -> None:
    number = add(workspace, DISCLOSURES, title="甲方案", problem=PROBLEM)
    record = new(DISCLOSURES, problem=PROBLEM.replace("焦面", "探测器"))
    text = " ".join(str(getattr(record, name)) for name in DISCLOSURES.similar_text)
    (found,) = similar(workspace.db, DISCLOSURES, "完全不同的题目", text)
    assert (found.number, found.title_score) == (number, 0.0)
    assert found.text_score > 0.5


def test_a_record_is_not_like_itself(workspace: Workspace) -> None:
    number = add(workspace, DISCLOSURES, title=TITLE)
    assert titles(workspace, TITLE, but=stored(workspace, DISCLOSURES, number).id) == []


def test_after_a_change_it_is_like_what_it_is_now(workspace: Workspace) -> None:
    number = add(workspace, DISCLOSURES, title=TITLE)
    change(workspace, DISCLOSURES, number, title="激光雷达扫描机构的标定方法")
    assert titles(workspace, TITLE) == []
    assert titles(workspace, "激光雷达扫描机构标定方法") == [number]


def test_what_is_withdrawn_or_sealed_is_not_told(workspace: Workspace) -> None:
    one, two = (add(workspace, DISCLOSURES, title=TITLE) for _ in range(2))
    assert titles(workspace, TITLE) == [one, two]
    with workspace.write() as writing:
        held = writing.held(DISCLOSURES, one)
        writing.change(DISCLOSURES, held, replace(held.record, state=WITHDRAWN), "withdraw")
        held = writing.held(DISCLOSURES, two)
        spills.seal(writing, DISCLOSURES, held.id, held.record.id, two, "待核")
    assert titles(workspace, TITLE) == []


def test_a_crowd_of_duplicates_is_shown_in_part(workspace: Workspace) -> None:
    with workspace.write() as writing:
        for _ in range(60):
            writing.add(DISCLOSURES, new(DISCLOSURES, title=TITLE))
    assert len(titles(workspace, TITLE)) == MOST_SHOWN


def test_a_register_without_compared_text_keeps_no_bands(workspace: Workspace) -> None:
    add(workspace, PROJECTS, title=TITLE)
    assert value(workspace.db, "select count(*) from bands") == 0
    assert similar(workspace.db, PROJECTS, TITLE, "") == ()
