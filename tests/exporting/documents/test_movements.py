"""The handling sheet of a movement: tasks by who is waited for, with the sources each rests on, and who signs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from ipdesk.exporting.documents.movements import BLANK_TASKS, movement_sheet
from ipdesk.exporting.dossiers import Errands
from ipdesk.exporting.layout import Document, Grid, Pairs, Prose, Signatures, texts_of
from ipdesk.model.findings import Basis
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.movements import REGISTER, Movement
from ipdesk.rules import tasks as rules
from ipdesk.rules.words import Words
from tests.registers.staff import MOVEMENT

ZH = Translator("zh", resource_path("i18n"))
EN = Translator("en", resource_path("i18n"))
OPINION = Basis("国知发运字〔2021〕7号", "（九）", "C")
PRACTICE = Basis("人员变动管理实务", "", "P")
ERRANDS: Final = Errands(
    rules=(
        rules.Task(
            id="leaving.carriers",
            movements=("leaving",),
            text=Words(zh="清点并收回载体", en="Count and take back carriers"),
            waits_for="secrecy",
            basis=(OPINION, PRACTICE),
        ),
        rules.Task(
            id="leaving.code",
            movements=("leaving",),
            text=Words(zh="移交代码", en="Hand over code"),
            waits_for="unit",
            basis=(OPINION,),
        ),
    )
)


def sheet(record: Movement = MOVEMENT, errands: Errands = ERRANDS, translator: Translator = ZH) -> Document:
    """Return the sheet of a movement."""
    return movement_sheet(REGISTER, record, (), translator, errands)


def grids(document: Document) -> list[Grid]:
    """Return the tables of tasks."""
    return [each for each in document.sections if isinstance(each, Grid)]


def test_tasks_stand_under_whom_they_wait_for_with_their_numbers() -> None:
    unit, secrecy = grids(sheet())
    assert (unit.title, secrecy.title) == ("部门负责人", "保密管理部门")
    assert unit.rows == ((1, "移交代码", "", "不适用", "", "无代码", ""),)
    assert secrecy.rows == (
        (2, "清点并收回载体（必办）", "2026-12-25", "已完成", "解敏\n2026-11-20", "清单1页", ""),
    )
    assert [each.label for each in secrecy.columns][-1] == "签字"


def test_what_is_open_leaves_room() -> None:
    rows = tuple(replace(each, state="open", done_by="", done_on=None) for each in MOVEMENT.tasks)
    _, secrecy = grids(sheet(replace(MOVEMENT, tasks=rows)))
    assert secrecy.rows[0][3:5] == ("", "")
    (empty,) = grids(sheet(replace(MOVEMENT, tasks=()), Errands()))
    assert (empty.rows, empty.blank) == ((), BLANK_TASKS)


def test_each_source_names_the_tasks_that_rest_on_it() -> None:
    basis = [each for each in sheet().sections if isinstance(each, Prose)][-1]
    assert basis.text.splitlines()[0] == "国知发运字〔2021〕7号（九）：第 1、2 项"
    assert basis.text.splitlines()[1].endswith("第 2 项")
    without = [each for each in sheet(errands=Errands()).sections if isinstance(each, Prose)]
    assert basis.title not in {each.title for each in without}


def test_the_words_are_those_of_the_language() -> None:
    unit, secrecy = grids(sheet(translator=EN))
    assert unit.rows[0][1] == "Hand over code"
    assert secrecy.rows[0][1] == "Count and take back carriers (mandatory)"
    kept, _ = grids(sheet(errands=Errands(), translator=EN))
    assert kept.rows[0][1] == "移交代码"


@pytest.mark.parametrize(
    ("kind", "block"),
    [("leaving", "离职"), ("joining", "背景调查"), ("spin-off", "在外工作"), ("change", "新岗位")],
)
def test_the_block_of_the_kind_stands_there_and_no_other(kind: str, block: str) -> None:
    titles = [each.title for each in sheet(replace(MOVEMENT, kind=kind)).sections if isinstance(each, Pairs)]
    assert titles == ["人员变动", block, "办理事项"]


def test_nothing_restricted_stands_on_it_and_four_sign() -> None:
    text = "\n".join(texts_of(sheet()))
    assert MOVEMENT.forwarding not in text
    signatures = sheet().sections[-1]
    assert isinstance(signatures, Signatures)
    assert len(signatures.signers) == 4


def test_a_task_without_a_party_is_not_lost() -> None:
    rows = (*MOVEMENT.tasks, Task(text="归还借书证"))
    found = grids(sheet(replace(MOVEMENT, tasks=rows)))
    assert found[-1].rows[0][:2] == (3, "归还借书证")
