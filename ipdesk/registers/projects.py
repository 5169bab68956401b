"""Projects (科研项目): what the laboratory works on, for whom, and on which IP terms.

Sources: 国知发运字〔2021〕7号（二）（十）（十一）.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Choice, Day, Flag, LongText, Money, Number, Person, Rows, Text
from ipdesk.model.record import MARKING_FIELDS, WITHDRAWN, Record
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_, Message
from ipdesk.registers.asks import of_project
from ipdesk.registers.markings import marked
from ipdesk.registers.project_choices import PROJECT_CLASSES
from ipdesk.registers.sources import (
    OPINION_DISCLOSURE,
    OPINION_NAVIGATION,
    OPINION_OFFICERS,
    OPINION_PROJECTS,
    PRACTICE,
)

DAYS_AHEAD: Final = 182  # half a year in which closing is prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who works on the project, and from when to when."""

    name: Annotated[str, Person(label=N_("Name"), required="running", aliases=("姓名",))] = ""
    unit: Annotated[str, Text(label=N_("Unit or organisation"), aliases=("单位", "部门"))] = ""
    role: Annotated[str, Text(label=N_("Role"), aliases=("角色", "分工"))] = ""
    since: Annotated[date | None, Day(label=N_("Member since"), aliases=("加入日期", "起始日期"))] = None
    until: Annotated[date | None, Day(label=N_("Member until"), aliases=("退出日期", "截止日期"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NilReport:
    """A signed statement that a project brought no achievement to disclose (零报)."""

    period: Annotated[str, Text(label=N_("Period"), aliases=("期间", "报告期"))] = ""
    reported_by: Annotated[str, Person(label=N_("Reported by"), aliases=("报告人",))] = ""
    reported_on: Annotated[date | None, Day(label=N_("Reported on"), aliases=("报告日期",))] = None
    reason: Annotated[str, LongText(label=N_("Reason"), aliases=("原因", "理由"))] = ""
    signed_on: Annotated[date | None, Day(label=N_("Signed on"), aliases=("签字日期",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A research project with its people, its dates and the IP terms it stands under."""

    number: Annotated[
        str,
        Text(
            label=N_("Project number"),
            aliases=("项目编号", "课题编号", "项目号", "立项编号", "编号"),
        ),
    ] = ""
    title: Annotated[
        str, Text(label=N_("Project name"), required="running", aliases=("项目名称", "课题名称", "名称"))
    ] = ""
    project_class: Annotated[
        str,
        Choice(
            label=N_("Project class"),
            options=PROJECT_CLASSES,
            required="running",
            aliases=("项目类别", "项目类型", "项目来源"),
        ),
    ] = ""
    major: Annotated[bool | None, Flag(label=N_("Major project"), aliases=("重大项目", "是否重大项目"))] = (
        None
    )
    funder: Annotated[
        str, Text(label=N_("Funder"), aliases=("资助单位", "委托单位", "下达单位", "资助方"))
    ] = ""
    contracts: Annotated[
        str, Text(label=N_("Contract numbers"), content=True, aliases=("合同编号", "合同号", "任务书编号"))
    ] = ""
    budget: Annotated[
        Decimal | None,
        Money(label=N_("Budget"), help=N_("In yuan."), aliases=("经费", "总经费", "合同金额", "预算")),
    ] = None

    leader: Annotated[
        str,
        Person(
            label=N_("Leader"), required="running", aliases=("项目负责人", "课题负责人", "负责人", "项目组长")
        ),
    ] = ""
    unit: Annotated[str, Text(label=N_("Unit"), aliases=("部门", "承担部门", "承担单位"))] = ""
    ip_officer: Annotated[
        str,
        Person(
            label=N_("IP officer of the project"),
            short=N_("IP officer"),
            aliases=("知识产权专员", "专员", "项目知识产权专员"),
        ),
    ] = ""
    members: Annotated[
        tuple[Member, ...],
        Rows(
            label=N_("Members"),
            of=Member,
            one=N_("Member"),
            aliases=("项目成员", "成员", "参加人员", "项目组成员"),
        ),
    ] = ()

    started: Annotated[
        date | None,
        Day(
            label=N_("Started on"),
            short=N_("Started"),
            required="running",
            aliases=("开始日期", "起始日期", "立项日期"),
        ),
    ] = None
    ends: Annotated[
        date | None,
        Day(
            label=N_("Planned end on"),
            short=N_("Planned end"),
            aliases=("结束日期", "计划完成日期", "截止日期"),
        ),
    ] = None
    closed_on: Annotated[
        date | None, Day(label=N_("Closing accepted on"), required="closed", aliases=("验收日期", "结题日期"))
    ] = None

    ip_terms: Annotated[str, LongText(label=N_("IP terms"), aliases=("知识产权条款", "知识产权约定"))] = ""
    publication_terms: Annotated[
        str, LongText(label=N_("Publication terms"), aliases=("论文发表约定", "成果发布约定"))
    ] = ""
    notice_days: Annotated[
        int | None,
        Number(
            label=N_("Notice before publication (days)"),
            most=3650,
            aliases=("发表前通知天数", "发表前告知期限"),
        ),
    ] = None
    navigation_on: Annotated[
        date | None,
        Day(label=N_("Patent navigation done on"), aliases=("专利导航日期", "专利导航完成日期", "专利导航")),
    ] = None

    nil_reports: Annotated[
        tuple[NilReport, ...],
        Rows(
            label=N_("Nil reports"),
            help=N_("Signed when there is no achievement to disclose."),
            of=NilReport,
            one=N_("Nil report"),
            aliases=("零报", "零报告"),
        ),
    ] = ()
    closing_inventory: Annotated[
        str, LongText(label=N_("IP inventory at closing"), aliases=("结题知识产权清单", "知识产权清单"))
    ] = ""


STATES: Final = States(
    states=(
        State("planned", N_("Planned"), waits_for=N_("Project leader")),
        State("running", N_("Running"), waits_for=N_("Project leader"), resting=True),
        State("suspended", N_("Suspended"), waits_for=N_("Project leader"), resting=True),
        State("closing", N_("Closing"), waits_for=N_("IP officer")),
        State("closed", N_("Concluded"), final=True),
    ),
    moves=(
        Move("planned", "running", N_("Start")),
        Move("running", "suspended", N_("Suspend"), reason=True, unchecked=True),
        Move("suspended", "running", N_("Resume"), reason=True),
        Move("running", "closing", N_("Begin closing")),
        Move("suspended", "closing", N_("End early"), reason=True),
        Move("closing", "running", N_("Back to running"), reason=True, unchecked=True),
        Move("closing", "closed", N_("Close")),
        Move("closed", "closing", N_("Open again"), reason=True, unchecked=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group(
        "identity",
        N_("Project"),
        ("number", "title", "project_class", "major", "funder", "contracts", "budget"),
    ),
    Group("people", N_("People"), ("leader", "unit", "ip_officer", "members")),
    Group("dates", N_("Dates"), ("started", "ends", "closed_on")),
    Group("terms", N_("IP terms"), ("ip_terms", "publication_terms", "notice_days", "navigation_on")),
    Group("closing", N_("Closing"), ("nil_reports", "closing_inventory"), office=True),
)


def findings(record: Project, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a project; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from officer_and_navigation(record)
    yield from times(record, facts.today)
    yield from closing(record, facts)
    yield from marked(record, facts, blocks=("running", "suspended", "closing", "closed"))


def officer_and_navigation(record: Project) -> Iterator[Finding]:
    """Yield a finding for a major project without an IP officer or without patent navigation."""
    if not record.major or record.state == "closed":
        return
    if not record.ip_officer:
        yield Finding(
            id="officer-missing",
            field="ip_officer",
            severity="warn",
            message=Message(N_("A major project has no IP officer.")),
            basis=OPINION_OFFICERS,
            clears=Message(N_("Name an IP officer of the project.")),
        )
    if record.navigation_on is None:
        yield Finding(
            id="navigation-missing",
            field="navigation_on",
            severity="warn",
            message=Message(N_("A major project has no patent navigation.")),
            basis=OPINION_NAVIGATION,
            clears=Message(N_("Have the navigation made and enter its date.")),
        )


def times(record: Project, today: date) -> Iterator[Finding]:
    """Yield a finding for dates in the wrong order, and for a project still running near or past its end."""
    if record.started is not None and record.ends is not None and record.ends < record.started:
        yield _disordered("ends", N_("The project ends before it starts."))
    if record.started is not None and record.closed_on is not None and record.closed_on < record.started:
        yield _disordered("closed_on", N_("The closing was accepted before the project started."))
    for index, member in enumerate(record.members):
        if member.since is not None and member.until is not None and member.until < member.since:
            yield _disordered(f"members[{index}].until", N_("A member left before joining."))
    if record.state in ("running", "suspended") and record.ends is not None:
        yield from _ending(record.ends, today)


def _ending(day: date, today: date) -> Iterator[Finding]:
    """Yield a finding for an end that has passed, or is near enough to prepare for."""
    if day < today:
        yield Finding(
            id="end-passed",
            field="ends",
            severity="warn",
            message=Message(N_("The planned end ({day}) has passed and closing has not begun."), day=day),
            basis=PRACTICE,
            clears=Message(N_("Begin closing, or enter the new end.")),
            due=day,
            moves_to=("closing",),
        )
    elif (day - today).days <= DAYS_AHEAD:
        yield Finding(
            id="end-near",
            field="ends",
            severity="info",
            message=Message(
                N_("The project ends on {day}: its disclosures or nil report and its inventory fall due."),
                day=day,
            ),
            basis=PRACTICE,
            clears=Message(N_("Begin closing, or enter the new end.")),
            due=day,
            moves_to=("closing",),
        )


def _disordered(field: str, text: str) -> Finding:
    return Finding(
        id="days-order",
        field=field,
        severity="warn",
        message=Message(text),
        clears=Message(N_("Correct the date that is wrong.")),
    )


def closing(record: Project, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for closing without a disclosure or signed nil report, or without an inventory."""
    if record.state not in ("closing", "closed"):
        return
    disclosed = any(
        name == "disclosures" and each.state != WITHDRAWN for (name, _), each in facts.linked.items()
    )
    signed = any(row.reported_by and row.signed_on is not None for row in record.nil_reports)
    if not disclosed and not signed:
        yield Finding(
            id="nothing-disclosed",
            field="nil_reports",
            severity="warn",
            message=Message(N_("The project closes without a disclosure and without a signed nil report.")),
            basis=OPINION_DISCLOSURE,
            clears=Message(N_("Have a disclosure submitted, or a nil report signed.")),
        )
    if not record.closing_inventory and not record.withheld:
        yield Finding(
            id="inventory-missing",
            field="closing_inventory",
            severity="warn",
            message=Message(N_("The project closes without an inventory of its IP.")),
            basis=OPINION_PROJECTS,
            clears=Message(N_("List the IP of the project.")),
        )


def facts(record: Project) -> Mapping[str, str]:
    """Return what other registers may need to know of a project; nothing of its content."""
    return {
        "level": record.level,
        "leader": record.leader,
        "ip_officer": record.ip_officer,
        "project_class": record.project_class,
        "major": "yes" if record.major else "no",
        "ends": record.ends.isoformat() if record.ends else "",
        "closed_on": record.closed_on.isoformat() if record.closed_on else "",
        "publication_terms": "yes" if record.publication_terms else "no",
        "notice_days": "" if record.notice_days is None else str(record.notice_days),
    }


REGISTER: Final = Register(
    name="projects",
    label=N_("Projects"),
    one=N_("Project"),
    record=Project,
    called=("项目", "课题"),
    number="KY-{year}-{seq:03}",
    title="title",
    date="started",
    columns=("number", "title", "project_class", "leader", "ip_officer", "level", "started", "ends"),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    due_fields=("ends",),
    asks=of_project,
)
