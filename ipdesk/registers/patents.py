"""Patents and applications (专利及申请): from the order to file a right to its grant and its end.

Trade marks, copyright in software, layouts and plant varieties stand here too. Source: 国知发运字〔2021〕7号（三）.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Choice, Day, LongText, Person, Rows, Share, Text
from ipdesk.model.record import MARKING_FIELDS, WITHDRAWN
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_, Message
from ipdesk.registers.asks import of_patent
from ipdesk.registers.days import in_order, not_ahead
from ipdesk.registers.docketed import Docketed
from ipdesk.registers.links import unknown
from ipdesk.registers.markings import has_content, lacking_labels, marked
from ipdesk.registers.origins import ASSESSMENT, DISCLOSURE, PROJECTS
from ipdesk.registers.patent_choices import APPLICANT_ROLES, CLOSED, END_REASONS, KINDS, ROUTES
from ipdesk.registers.patent_course import COUNTED, COURSE, Happening, case_of, recorded
from ipdesk.registers.patent_gate import BEFORE_FILING, gate
from ipdesk.registers.shares import not_whole
from ipdesk.registers.sources import OPINION_ASSESSMENT, PRACTICE, SECRECY_SYSTEMS

URGENT_DAYS: Final = 30
DAYS_IN_ORDER: Final = (
    ("ordered_on", "filed_on"),
    ("priority_on", "filed_on"),
    ("filed_on", "granted_on"),
    ("filed_on", "ended_on"),
    ("granted_on", "ended_on"),
)
DAYS_PAST: Final = ("priority_on", "filed_on", "granted_on", "ended_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who applies and will own the right, and which share of it."""

    party: Annotated[
        str,
        Text(
            label=N_("Name of the applicant"), required="filed", aliases=("申请人", "权利人", "名称", "单位")
        ),
    ] = ""
    role: Annotated[
        str, Choice(label=N_("Role"), options=APPLICANT_ROLES, aliases=("申请人角色", "顺序"))
    ] = ""
    share: Annotated[
        Decimal | None, Share(label=N_("Share of the right"), aliases=("份额", "比例", "共有份额"))
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventor:
    """Who made it: inventor, designer, author of software or breeder."""

    name: Annotated[str, Person(label=N_("Name"), required="filed", aliases=("发明人姓名", "设计人姓名"))] = (
        ""
    )
    unit: Annotated[str, Text(label=N_("Unit or organisation"), aliases=("单位", "部门", "所在部门"))] = ""
    share: Annotated[Decimal | None, Share(label=N_("Share"), aliases=("贡献率", "份额", "比例"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patent(Docketed):
    """A right that is ordered, applied for, granted or ended. Of a defence patent only the number is kept."""

    number: Annotated[
        str,
        Text(
            label=N_("Record number"),
            aliases=("本所编号", "内部编号", "卷号", "案号", "案卷号", "我方案号", "编号"),
        ),
    ] = ""
    title: Annotated[
        str,
        Text(
            label=N_("Title of the right"),
            help=N_("Of a defence or secret patent, a title that reveals nothing."),
            required="filed",
            aliases=("专利名称", "发明名称", "发明创造名称", "申请名称", "名称", "商标名称", "软件名称"),
        ),
    ] = ""
    kind: Annotated[
        str,
        Choice(
            label=N_("Kind of right"),
            options=KINDS,
            required="filed",
            aliases=("专利类型", "专利类别", "申请类型", "知识产权类型", "类型", "类别"),
        ),
    ] = ""

    jurisdiction: Annotated[
        str,
        Text(
            label=N_("Country or office"),
            help=N_("Two letters, such as US or EP; empty for China."),
            aliases=("国家代码", "受理局", "国别", "国家/地区", "申请国别"),
        ),
    ] = ""
    route: Annotated[
        str, Choice(label=N_("Route"), options=ROUTES, aliases=("申请途径", "申请路径", "申请方式"))
    ] = ""

    disclosure: Annotated[tuple[str, ...], DISCLOSURE] = ()
    assessment: Annotated[
        tuple[str, ...],
        replace(ASSESSMENT, help=N_("The assessment before filing whose decision this rests on.")),
    ] = ()
    projects: Annotated[tuple[str, ...], PROJECTS] = ()
    legacy_reason: Annotated[
        str,
        Text(
            label=N_("Why there is no assessment"),
            help=N_("Only for what was filed before this desk was in use. Tell nothing of the content."),
            aliases=("无评估原因", "未评估原因", "启用前已申请说明"),
        ),
    ] = ""

    applicants: Annotated[
        tuple[Applicant, ...],
        Rows(
            label=N_("Applicants"),
            of=Applicant,
            one=N_("Applicant"),
            aliases=("专利权人", "申请(专利权)人", "权利人", "著作权人", "申请单位"),
        ),
    ] = ()
    inventors: Annotated[
        tuple[Inventor, ...],
        Rows(
            label=N_("Inventors"),
            of=Inventor,
            one=N_("Inventor"),
            aliases=("设计人", "发明人/设计人", "发明(设计)人", "完成人", "开发者", "培育人"),
        ),
    ] = ()

    agency: Annotated[
        str, Text(label=N_("Patent agency"), aliases=("代理公司", "事务所", "专利代理机构"))
    ] = ""
    agent: Annotated[str, Person(label=N_("Agent"), aliases=("代理人", "专利代理人", "专利代理师"))] = ""
    ordered_on: Annotated[
        date | None, Day(label=N_("Ordered on"), aliases=("委托时间", "交底日期", "送代理日期"))
    ] = None
    urgent_by: Annotated[
        date | None,
        Day(label=N_("To be filed by"), aliases=("要求申请日期", "最迟提交日期", "申请期限")),
    ] = None
    countries: Annotated[
        str,
        Text(
            label=N_("Countries wanted"),
            content=True,
            aliases=("申请国家", "国家或地区", "拟申请国家或地区", "拟申请国家", "目标国家"),
        ),
    ] = ""
    instructions: Annotated[
        str, LongText(label=N_("Instructions to the agency"), aliases=("委托说明", "代理要求", "撰写要求"))
    ] = ""

    priority_on: Annotated[
        date | None, Day(label=N_("Priority date"), aliases=("优先权日期", "最早优先权日"))
    ] = None
    application_number: Annotated[
        str,
        Text(label=N_("Application number"), required="filed", aliases=("专利申请号", "申请编号", "受理号")),
    ] = ""
    filed_on: Annotated[
        date | None,
        Day(label=N_("Filing date"), required="filed", aliases=("申请日期", "专利申请日", "提交日期")),
    ] = None
    granted_on: Annotated[
        date | None,
        Day(
            label=N_("Grant date"),
            aliases=("授权日", "授权日期", "授权公告日期", "登记日期", "注册日期", "授权公告时间"),
        ),
    ] = None
    grant_number: Annotated[
        str,
        Text(label=N_("Grant number"), aliases=("授权公告号", "专利号", "登记号", "注册号", "品种权号")),
    ] = ""
    ended_on: Annotated[
        date | None,
        Day(label=N_("Ended on"), required="ended", aliases=("终止日", "失效日期", "失效日")),
    ] = None
    end_reason: Annotated[
        str,
        Choice(label=N_("How it ended"), options=END_REASONS, required="ended", aliases=("失效原因",)),
    ] = ""
    events: Annotated[tuple[Happening, ...], COURSE] = ()


# An order given up stands before filed, so that nothing required from filing on counts for it. No move into
# filed or granted is unchecked, not even one back: the gate of the assessment holds on every way.
STATES: Final = States(
    states=(
        State("ordered", N_("Filing ordered"), waits_for=N_("IP officer")),
        State("dropped", N_("Not to be filed"), final=True),
        State("filed", N_("Filed"), waits_for=N_("Agency or patent office"), resting=True),
        State("granted", N_("Granted"), waits_for=N_("IP officer"), resting=True),
        State("ended", N_("Ended"), final=True),
    ),
    moves=(
        Move("ordered", "filed", N_("Record the filing")),
        Move("ordered", "dropped", N_("Give up the filing"), reason=True, unchecked=True),
        Move("dropped", "ordered", N_("Take the order up again"), reason=True, unchecked=True),
        Move("filed", "granted", N_("Record the grant")),
        Move("filed", "ended", N_("Record the end"), reason=True),
        Move("filed", "ordered", N_("Back to the order"), reason=True, unchecked=True),
        Move("granted", "ended", N_("Record the end")),
        Move("granted", "filed", N_("Back to filed"), reason=True),
        Move("ended", "filed", N_("Restore the application"), reason=True),
        Move("ended", "granted", N_("Restore the right"), reason=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group("identity", N_("The right"), ("number", "title", "kind", "jurisdiction", "route")),
    Group("origin", N_("Where it comes from"), ("disclosure", "assessment", "projects", "legacy_reason")),
    Group("people", N_("Applicants and inventors"), ("applicants", "inventors")),
    Group(
        "order",
        N_("Order to the agency"),
        ("agency", "agent", "ordered_on", "urgent_by", "countries", "instructions"),
    ),
    Group(
        "course",
        N_("Filing, grant and end"),
        (
            *("priority_on", "application_number", "filed_on", "granted_on", "grant_number"),
            *("ended_on", "end_reason", "events", "settled", "confirmed"),
        ),
    ),
)


def findings(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a right; nothing of its gate once the order is given up."""
    if record.state == WITHDRAWN:
        return
    if record.state != "dropped":
        yield from gate(record, facts)
        yield from needed_by(record, facts.today)
        yield from whole_shares(record)
    yield from unknown(record, facts, ("disclosure", "projects"))
    yield from kept_closed(record, facts)
    yield from ungranted(record)
    yield from in_order(record, DAYS_IN_ORDER)
    yield from not_ahead(record, DAYS_PAST, facts.today)
    yield from marked(record, facts, blocks=("filed", "granted", "ended"))


def needed_by(record: Patent, today: date) -> Iterator[Finding]:
    """Yield a finding for the day by which it is to be filed, until it is."""
    day = record.urgent_by
    if day is None or record.state not in BEFORE_FILING:
        return
    over = N_("It was to be filed by {day} and is not.")
    yield Finding(
        id="needed-by",
        field="urgent_by",
        severity="warn" if (day - today).days <= URGENT_DAYS else "info",
        message=Message(over if day < today else N_("To be filed by {day}."), day=day),
        basis=PRACTICE,
        clears=Message(N_("Have it filed and record the filing, or agree on a later day and enter it.")),
        due=day,
        moves_to=("filed",),
    )


def whole_shares(record: Patent) -> Iterator[Finding]:
    """Yield a finding for shares of applicants or inventors that were given and are not exactly 100% together."""
    applicants = [row.share for row in record.applicants]
    inventors = [row.share for row in record.inventors]
    wrong = {
        "applicants": not_whole(
            applicants,
            N_("The applicants' shares are {total}% together, not 100%."),
            N_("{count} applicants have no share."),
        ),
        "inventors": not_whole(
            inventors,
            N_("The inventors' shares are {total}% together, not 100%."),
            N_("{count} inventors have no share."),
        ),
    }
    for place, given in (("applicants", applicants), ("inventors", inventors)):
        message = wrong[place]
        if message is not None and any(share is not None for share in given):
            yield Finding(
                id=f"{place}-shares",
                field=place,
                severity="block",
                message=message,
                basis=OPINION_ASSESSMENT if place == "applicants" else PRACTICE,
                clears=Message(N_("Agree on shares that are exactly 100% together.")),
                blocks=("filed",),
            )


def kept_closed(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what a defence or secret patent asks of its level, and content that a defence patent must not have."""
    if record.kind in CLOSED and record.level != "classified":
        yield Finding(
            id="level-open",
            field="level",
            severity="warn",
            message=Message(N_("A defence or secret patent whose level is not answered as classified.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Answer the level as classified, so that free text and files stay closed.")),
        )
    if record.kind == "defence" and not record.withheld and (facts.attachments or has_content(record)):
        yield Finding(
            id="defence-content",
            field="kind",
            severity="warn",
            message=Message(
                N_("Of a defence patent only the number is kept here; free text or files stand here.")
            ),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Stop, tell the security officer, and seal the record.")),
        )


def ungranted(record: Patent) -> Iterator[Finding]:
    """Yield what a grant still lacks; an application that ends without one lacks nothing."""
    if lacking := lacking_labels(record, ("granted_on", "grant_number")):
        yield Finding(
            id="grant-missing",
            field="granted_on",
            severity="block",
            message=Message(N_("The grant is not recorded: {lacking}."), lacking=lacking),
            clears=Message(N_("Enter date and number of the grant.")),
            blocks=("granted",),
        )


def facts(record: Patent) -> Mapping[str, str]:
    """Return what other registers may need to know of a right; nothing of its content."""
    return {
        "kind": record.kind,
        "application_number": record.application_number,
        "filed_on": record.filed_on.isoformat() if record.filed_on else "",
        "granted_on": record.granted_on.isoformat() if record.granted_on else "",
    }


REGISTER: Final = Register(
    name="patents",
    label=N_("Patents and applications"),
    one=N_("Patent or application"),
    record=Patent,
    number="ZL-{year}-{seq:04}",
    title="title",
    date="filed_on",
    columns=(
        *("number", "title", "kind", "inventors", "application_number", "filed_on", "granted_on"),
        *("agency", "level"),
    ),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    makers=("inventors.name",),
    due_fields=("urgent_by",),
    asks=of_patent,
    docket=case_of,
    recorded=recorded,
    counted=COUNTED,
)
