"""Movements (人员变动): somebody joins, changes, works elsewhere or goes, and what has to be done about it.

Sources: 国知发运字〔2021〕7号（九）, 专利法实施细则第十三条, 保守国家秘密法第四十六条.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Day, Flag, Link, LongText, Person, Rows, Text
from ipdesk.model.record import MARKING_FIELDS, Record, field_of
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_movement
from ipdesk.registers.movement_findings import findings
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.origins import PROJECTS
from ipdesk.registers.person_choices import ABSENCES, DEPARTURES, MOVEMENTS, NON_COMPETES, POST_CLASSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement(Record):
    """One movement of one person, with the tasks that it brings and the decisions taken in it."""

    number: Annotated[str, Text(label=N_("Record number"), aliases=("变动编号", "编号"))] = ""
    level: Annotated[
        str, replace(field_of(Record, "level").kind, aliases=("信息密级", "知悉范围", "公开程度"))
    ] = ""
    name: Annotated[str, Person(label=N_("Name"), required="closed", aliases=("姓名", "人员姓名"))] = ""
    person: Annotated[
        tuple[str, ...], Link(label=N_("Person"), to="people", aliases=("工号", "人员编号", "职工号"))
    ] = ()
    kind: Annotated[
        str,
        Choice(
            label=N_("Kind of movement"),
            options=MOVEMENTS,
            required="closed",
            aliases=("变动类型", "变动类别", "类型"),
        ),
    ] = ""
    day: Annotated[
        date | None,
        Day(label=N_("Takes effect on"), required="closed", aliases=("变动日期", "生效日期", "日期")),
    ] = None
    projects: Annotated[tuple[str, ...], PROJECTS] = ()
    grounds: Annotated[str, Text(label=N_("Grounds"), aliases=("变动原因", "事由", "原因"))] = ""
    approval: Annotated[str, Text(label=N_("Approval number"), aliases=("审批编号", "批准文号"))] = ""

    new_unit: Annotated[str, Text(label=N_("New unit"), aliases=("新部门", "调入部门"))] = ""
    new_post: Annotated[str, Text(label=N_("New post"), aliases=("新岗位", "新职务"))] = ""
    new_post_class: Annotated[
        str,
        Choice(
            label=N_("New class of the post"), options=POST_CLASSES, aliases=("新涉密等级", "变动后涉密等级")
        ),
    ] = ""

    former_employer: Annotated[
        str, Text(label=N_("Former employer"), aliases=("前工作单位", "原工作单位", "前雇主"))
    ] = ""
    prior_non_compete: Annotated[
        bool | None,
        Flag(
            label=N_("Bound by a former employer's non-compete"),
            aliases=("原单位竞业限制", "是否负有竞业限制义务"),
        ),
    ] = None
    prior_non_compete_until: Annotated[
        date | None, Day(label=N_("Bound until"), aliases=("竞业限制截止日期",))
    ] = None
    prior_secrecy: Annotated[
        str,
        LongText(
            label=N_("Duties of secrecy towards others"),
            help=N_("Which duties, towards whom, until when; nothing of what is secret."),
            aliases=("对原单位保密义务",),
        ),
    ] = ""
    checked_by: Annotated[
        str, Person(label=N_("Background checked by"), aliases=("背景调查人", "背景审查人"))
    ] = ""
    checked_on: Annotated[
        date | None, Day(label=N_("Background checked on"), aliases=("背景调查日期", "背景审查日期"))
    ] = None

    host: Annotated[
        str, Text(label=N_("Host or company"), aliases=("接收单位", "兼职单位", "创办企业", "借调单位"))
    ] = ""
    period_from: Annotated[date | None, Day(label=N_("From"), aliases=("开始日期", "起始日期"))] = None
    period_until: Annotated[date | None, Day(label=N_("Until"), aliases=("结束日期", "截止日期"))] = None
    tasks_and_means: Annotated[
        str,
        LongText(
            label=N_("Whose tasks and means"),
            help=N_(
                "Who sets the tasks and whose means are used: the ownership of what is made hangs on it."
            ),
            aliases=("任务与条件来源",),
        ),
    ] = ""
    ownership_agreed: Annotated[
        bool | None,
        Flag(label=N_("Ownership agreed by three parties"), aliases=("三方知识产权约定", "是否约定权属")),
    ] = None
    uses_results: Annotated[
        bool | None,
        Flag(label=N_("Uses results of the laboratory"), aliases=("是否使用本单位成果",)),
    ] = None

    notice_signed_on: Annotated[
        date | None,
        Day(
            label=N_("Notice of the one-year rule signed on"),
            aliases=("一年期告知签收日期", "离职告知签收日期"),
        ),
    ] = None
    non_compete: Annotated[
        str,
        Choice(label=N_("Decision on the non-compete"), options=NON_COMPETES, aliases=("竞业限制决定",)),
    ] = ""
    cooling_from: Annotated[
        date | None,
        Day(
            label=N_("Cooling period from"),
            help=N_("The day on which the unit approves leaving the classified post."),
            aliases=("脱密期开始日期",),
        ),
    ] = None
    cooling_until: Annotated[
        date | None, Day(label=N_("Cooling period until"), aliases=("脱密期结束日期", "脱密期截止日期"))
    ] = None
    destination: Annotated[
        str, Text(label=N_("Whereabouts after leaving"), aliases=("离职去向", "去向", "毕业去向"))
    ] = ""
    forwarding: Annotated[
        str,
        Text(label=N_("Forwarding address"), restricted=True, aliases=("离职后联系地址", "离职后通讯地址")),
    ] = ""
    interviewed_by: Annotated[str, Person(label=N_("Interview by"), aliases=("谈话人", "面谈人"))] = ""
    interviewed_on: Annotated[
        date | None, Day(label=N_("Interview on"), aliases=("谈话日期", "面谈日期"))
    ] = None
    interview: Annotated[
        str, LongText(label=N_("Record of the interview"), aliases=("谈话记录", "面谈记录"))
    ] = ""

    task_list: Annotated[
        str, Text(label=N_("Digest of the task list"), internal=True, aliases=("任务清单摘要",))
    ] = ""
    task_version: Annotated[
        str, Text(label=N_("Version of the task list"), internal=True, aliases=("任务清单版本",))
    ] = ""
    tasks: Annotated[
        tuple[Task, ...],
        Rows(label=N_("Tasks"), of=Task, one=N_("Task"), aliases=("事项清单", "办理事项")),
    ] = ()
    closed_by: Annotated[str, Person(label=N_("Closed by"), aliases=("办结人",))] = ""
    closed_on: Annotated[date | None, Day(label=N_("Closed on"), aliases=("办结日期",))] = None


STATES: Final = States(
    states=(
        State("open", N_("Being worked on"), waits_for=N_("IP officer")),
        State("closed", N_("All done"), final=True, frozen=True),
        State("cancelled", N_("Did not take place"), final=True),
    ),
    moves=(
        Move("open", "closed", N_("Close the movement")),
        Move("open", "cancelled", N_("Record that it did not take place"), reason=True, unchecked=True),
        Move("closed", "open", N_("Open again"), reason=True, unchecked=True),
        Move("cancelled", "open", N_("Open again"), reason=True, unchecked=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group(
        "identity",
        N_("The movement"),
        ("number", "name", "person", "kind", "day", "projects", "grounds", "approval"),
    ),
    Group("change", N_("New post"), ("new_unit", "new_post", "new_post_class")),
    Group(
        "background",
        N_("Background check"),
        (
            *("former_employer", "prior_non_compete", "prior_non_compete_until", "prior_secrecy"),
            *("checked_by", "checked_on"),
        ),
    ),
    Group(
        "elsewhere",
        N_("Work elsewhere"),
        ("host", "period_from", "period_until", "tasks_and_means", "ownership_agreed", "uses_results"),
    ),
    Group(
        "leaving",
        N_("Leaving"),
        (
            *("notice_signed_on", "non_compete", "cooling_from", "cooling_until"),
            *("destination", "forwarding", "interviewed_by", "interviewed_on", "interview"),
        ),
    ),
    Group("tasks", N_("Tasks"), ("tasks", "closed_by", "closed_on", "task_list", "task_version")),
)

# The groups that only some kinds of movement need.
BLOCKS: Final[Mapping[str, frozenset[str]]] = {
    "change": frozenset({"change"}),
    "background": frozenset({"joining"}),
    "elsewhere": ABSENCES,
    "leaving": DEPARTURES,
}


def facts(record: Movement) -> Mapping[str, str]:
    """Return what other registers may need to know of a movement; nothing restricted."""
    return {
        "kind": record.kind,
        "day": record.day.isoformat() if record.day else "",
        "open": str(sum(each.state in ("", "open") for each in record.tasks)),
        "cooling_until": record.cooling_until.isoformat() if record.cooling_until else "",
        "non_compete": record.non_compete,
        "notice_signed_on": record.notice_signed_on.isoformat() if record.notice_signed_on else "",
    }


REGISTER: Final = Register(
    name="movements",
    named={"person": "name"},
    label=N_("Personnel movements"),
    one=N_("Personnel movement"),
    record=Movement,
    called=("变动",),
    number="BD-{year}-{seq:04}",
    title="name",
    date="day",
    columns=("number", "name", "kind", "day", "approval", "host", "closed_by", "closed_on"),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    due_fields=("tasks.due", "period_until", "cooling_until"),
    asks=of_movement,
)
