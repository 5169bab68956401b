"""The tasks of a movement: what has to be done, who is waited for, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from ipdesk.model.kinds import Choice, Day, Flag, Person, Text
from ipdesk.model.text import N_
from ipdesk.registers.person_choices import TASK_STATES, WAITS_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task with its words as they were when the movement began; `item` is its code in the list of then."""

    item: Annotated[str, Text(label=N_("Item"), internal=True, aliases=("任务代码",))] = ""
    text: Annotated[str, Text(label=N_("Task"), aliases=("事项", "任务", "检查事项"))] = ""
    mandatory: Annotated[bool | None, Flag(label=N_("Mandatory"), aliases=("必办", "是否必办"))] = None
    waits_for: Annotated[
        str, Choice(label=N_("Waits for"), options=WAITS_FOR, aliases=("责任方", "办理人"))
    ] = ""
    due: Annotated[date | None, Day(label=N_("Due on"), aliases=("期限", "截止日期"))] = None
    state: Annotated[
        str, Choice(label=N_("What became of it"), options=TASK_STATES, aliases=("办理情况", "状态"))
    ] = ""
    reason: Annotated[str, Text(label=N_("Why it does not apply"), aliases=("不适用原因", "理由"))] = ""
    done_by: Annotated[str, Person(label=N_("Done by"), aliases=("经办人", "完成人"))] = ""
    done_on: Annotated[date | None, Day(label=N_("Done on"), aliases=("完成日期", "办理日期"))] = None
    evidence: Annotated[str, Text(label=N_("Evidence"), aliases=("证据", "佐证材料"))] = ""
