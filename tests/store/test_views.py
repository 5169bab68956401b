"""Views: one for each name and user, in the order they were made, outside the audit log."""

from __future__ import annotations

from typing import Any

import pytest

from ipdesk.store import audit, views
from ipdesk.store.workspace import Workspace, unlock
from tests.conftest import OFFICER, PASSPHRASE, SetClock


def body(text: str = "", *conditions: tuple[str, str]) -> dict[str, Any]:
    """Return what a view holds, as far as the store looks into it."""
    return {"text": text, "conditions": [list(each) for each in conditions]}


def names(workspace: Workspace, user: str = OFFICER, register: str = "projects") -> list[str]:
    return [name for name, _ in views.listed(workspace.db, user, register)]


def test_a_view_survives_the_program_and_no_file_tells_of_it(workspace: Workspace, clock: SetClock) -> None:
    views.keep(workspace.db, OFFICER, "projects", "单雨桐的项目", body("热链", ("leader", "单雨桐")))
    folder = workspace.folder
    workspace.close()
    for file in folder.rglob("*"):
        if file.is_file():
            assert "单雨桐".encode() not in file.read_bytes()
    with unlock(folder, OFFICER, PASSPHRASE, clock) as opened:
        assert views.listed(opened.db, OFFICER, "projects") == [
            ("单雨桐的项目", body("热链", ("leader", "单雨桐")))
        ]


def test_views_are_of_one_user_and_register_in_the_order_they_were_made(workspace: Workspace) -> None:
    for name in ("丙", "甲", "乙"):
        views.keep(workspace.db, OFFICER, "projects", name, body())
    views.keep(workspace.db, "王芳", "projects", "甲", body())
    views.keep(workspace.db, OFFICER, "disclosures", "甲", body())
    assert names(workspace) == ["丙", "甲", "乙"]
    assert names(workspace, "王芳") == ["甲"]
    assert names(workspace, OFFICER, "disclosures") == ["甲"]


def test_a_name_is_the_same_however_it_is_written(workspace: Workspace) -> None:
    views.keep(workspace.db, OFFICER, "projects", "Q3 重大", body("一"))
    views.keep(workspace.db, OFFICER, "projects", "乙", body())
    views.keep(workspace.db, OFFICER, "projects", "ｑ3重大", body("二"))
    assert views.listed(workspace.db, OFFICER, "projects")[0] == ("ｑ3重大", body("二"))
    assert names(workspace) == ["ｑ3重大", "乙"]
    views.drop(workspace.db, OFFICER, "projects", "Q3重大")
    views.drop(workspace.db, OFFICER, "projects", "从未有过")
    assert names(workspace) == ["乙"]


def test_a_view_renamed_keeps_its_place(workspace: Workspace) -> None:
    for name in ("甲", "乙", "丙"):
        views.keep(workspace.db, OFFICER, "projects", name, body(name))
    views.keep(workspace.db, OFFICER, "projects", "丁", body("乙"), was="乙")
    assert names(workspace) == ["甲", "丁", "丙"]


def test_views_are_no_matter_of_the_log(workspace: Workspace) -> None:
    before = audit.head(workspace.db)
    views.keep(workspace.db, OFFICER, "projects", "甲", body())
    views.drop(workspace.db, OFFICER, "projects", "甲")
    assert audit.head(workspace.db) == before


@pytest.mark.parametrize(
    ("name", "held", "stays"),
    [
        ("甲", body("低温热链"), False),
        ("甲", body("", ("unit", "低温 热链")), False),
        ("关于低温热链组件", body(), False),
        ("查低温热链组件的装配", body(), False),
        ("甲", body("热"), True),
        ("甲", body("钛合金"), True),
    ],
)
def test_what_is_purged_is_quoted_by_no_view(
    workspace: Workspace, name: str, held: dict[str, Any], stays: bool
) -> None:
    views.keep(workspace.db, "王芳", "projects", name, held)
    with workspace.write() as writing:
        views.forget(writing.db, ["低温热链组件", "", "热"])
    assert bool(views.listed(workspace.db, "王芳", "projects")) == stays
