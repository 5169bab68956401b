"""Patents and applications (专利及申请): from the order to file a right to its grant and its end.

Trade marks, copyright in software, layouts and plant varieties stand here too. Source: 国知发运字〔2021〕7号（三）.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Choices, Day, Flag, Link, LongText, Person, Rows, Text
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_patent
from ipdesk.registers.countries import is_abroad_among
from ipdesk.registers.docketed import Docketed
from ipdesk.registers.origins import ASSESSMENT, DISCLOSURE, PROJECTS
from ipdesk.registers.patent_choices import (
    END_REASONS,
    HIGH_VALUE,
    KINDS,
    NOT_OF_DEFENCE,
    REVIEW_DECISIONS,
    ROUTES,
    VALUE_GRADES,
)
from ipdesk.registers.patent_course import COUNTED, COURSE, Happening, case_of, recorded
from ipdesk.registers.patent_findings import AMONG, findings
from ipdesk.registers.patent_groups import GROUPS
from ipdesk.registers.patent_intake import STATE_HEADINGS, begins, completed
from ipdesk.registers.patent_numbers import spellings
from ipdesk.registers.patent_rows import AgencyScore, Applicant, Cost, Examination, Inventor, Priority
from ipdesk.registers.patent_states import STATES


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

    parents: Annotated[
        tuple[str, ...],
        Link(
            label=N_("Earlier applications"),
            help=N_(
                "Those in this register on which it rests: priority, PCT application, or what was divided."
            ),
            to="patents",
            aliases=("在先申请", "母案", "原申请", "基础申请", "在先申请编号"),
        ),
    ] = ()

    disclosure: Annotated[tuple[str, ...], DISCLOSURE] = ()
    assessment: Annotated[
        tuple[str, ...],
        replace(ASSESSMENT, help=N_("The assessment before filing whose decision this rests on.")),
    ] = ()
    projects: Annotated[tuple[str, ...], PROJECTS] = ()
    legacy_reason: Annotated[
        str,
        Text(
            label=N_("Why it was not assessed here"),
            help=N_("Only for what was filed before this desk was in use. Tell nothing of the content."),
            aliases=("无评估的原因", "无评估原因", "未评估原因", "启用前已申请说明"),
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

    funded: Annotated[
        bool | None,
        Flag(
            label=N_("From a project of central funds"),
            help=N_(
                "Whether it came out of a project that the central budget pays; the project is declared then."
            ),
            aliases=("是否财政资助", "财政资助", "是否中央财政资助项目"),
        ),
    ] = None
    declared_on: Annotated[
        date | None, Day(label=N_("Funding declared on"), aliases=("财政资助声明日期", "资助声明日期"))
    ] = None
    declaration_type: Annotated[
        str, Text(label=N_("Programme type"), content=True, aliases=("财政资助项目类型", "资助项目类型"))
    ] = ""
    declaration_programme: Annotated[
        str,
        Text(label=N_("Project name declared"), content=True, aliases=("财政资助项目名称", "资助项目名称")),
    ] = ""
    declaration_number: Annotated[
        str,
        Text(label=N_("Project number declared"), content=True, aliases=("财政资助项目编号", "资助项目编号")),
    ] = ""

    review_requested_on: Annotated[
        date | None,
        Day(
            label=N_("Secrecy review requested on"),
            help=N_("A PCT application at the Chinese office counts as the request."),
            aliases=("保密审查请求日", "保密审查请求日期"),
        ),
    ] = None
    review_decision: Annotated[
        str,
        Choice(
            label=N_("Decision of the secrecy review"),
            help=N_("Only what was decided counts; that nothing was heard is no decision."),
            options=REVIEW_DECISIONS,
            aliases=("保密审查结论", "保密审查结果"),
        ),
    ] = ""
    review_decided_on: Annotated[
        date | None,
        Day(label=N_("Secrecy review decided on"), aliases=("保密审查决定日", "保密审查决定日期")),
    ] = None
    review_by: Annotated[
        str,
        Text(
            label=N_("Secrecy review decided by"),
            help=N_("The office or person whose decision it is, as the paper names it."),
            aliases=("保密审查决定机关", "保密审查单位", "保密审查人"),
        ),
    ] = ""
    review_number: Annotated[
        str, Text(label=N_("Number of the secrecy review"), aliases=("保密审查文号", "保密审查决定文号"))
    ] = ""

    priority_on: Annotated[
        date | None,
        Day(
            label=N_("Priority date"),
            help=N_("The earliest one."),
            aliases=("优先权日期", "最早优先权日"),
        ),
    ] = None
    priorities: Annotated[
        tuple[Priority, ...],
        Rows(
            label=N_("Priorities"),
            of=Priority,
            one=N_("Priority"),
            aliases=("优先权", "优先权信息", "优先权声明"),
        ),
    ] = ()
    application_number: Annotated[
        str,
        Text(
            label=N_("Application number"),
            required="filed",
            aliases=(
                *("专利申请号", "申请编号", "受理号", "申请号/专利号", "专利号/申请号", "专利申请号/专利号"),
                *("申请（专利）号", "申请号（专利号）", "国家申请号"),
            ),
        ),
    ] = ""
    filed_on: Annotated[
        date | None,
        Day(label=N_("Filing date"), required="filed", aliases=("申请日期", "专利申请日", "提交日期")),
    ] = None
    examinations: Annotated[
        tuple[Examination, ...],
        Rows(
            label=N_("Modes of examination"),
            help=N_("Where another mode than the usual one was requested."),
            of=Examination,
            one=N_("Request for a mode of examination"),
            aliases=("审查模式", "优先审查", "审查方式"),
        ),
    ] = ()
    publication_number: Annotated[
        str,
        Text(
            label=N_("Publication number"),
            aliases=("公开号", "申请公布号", "公开(公告)号", "公布号", "公告号"),
        ),
    ] = ""
    published_on: Annotated[
        date | None,
        Day(
            label=N_("Published on"),
            aliases=("公布日", "申请公布日", "公开(公告)日", "公开日期", "公布日期", "公告日"),
        ),
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
        Day(label=N_("Ended on"), aliases=("终止日", "失效日期", "失效日", "专利权终止日")),
    ] = None
    end_reason: Annotated[
        str,
        Choice(label=N_("How it ended"), options=END_REASONS, aliases=("失效原因", "终止原因")),
    ] = ""
    events: Annotated[tuple[Happening, ...], COURSE] = ()

    value_grade: Annotated[
        str,
        Choice(
            label=N_("Value grade"),
            help=N_(
                "The laboratory's own scale; it says for which rights it goes on paying, and how widely."
            ),
            options=VALUE_GRADES,
            aliases=("价值等级", "专利分级", "分级", "价值分级"),
        ),
    ] = ""
    high_value: Annotated[
        tuple[str, ...],
        Choices(
            label=N_("High-value marks"),
            help=N_("The five kinds of invention patents that the patent office counts as of high value."),
            options=HIGH_VALUE,
            aliases=("高价值专利类别", "高价值专利", "高价值"),
        ),
    ] = ()
    agency_scores: Annotated[
        tuple[AgencyScore, ...],
        Rows(
            label=N_("Scores of the agency"),
            of=AgencyScore,
            one=N_("Score of the agency"),
            aliases=("代理质量评价", "代理机构评分"),
        ),
    ] = ()
    costs: Annotated[
        tuple[Cost, ...],
        Rows(label=N_("Costs"), of=Cost, one=N_("Cost paid"), aliases=("费用支出", "费用记录", "费用明细")),
    ] = ()

    @property
    def kept_out(self) -> tuple[str, ...]:
        """What is not kept of a defence patent, beside all content."""
        return NOT_OF_DEFENCE if self.kind == "defence" else ()


def facts(record: Patent) -> Mapping[str, str]:
    """Return what other registers may need to know of a right; nothing of its content."""
    return {
        "kind": record.kind,
        "disclosure": AMONG.join(record.disclosure),
        "abroad": "yes" if is_abroad_among(record.countries) else "no",
        "application_number": record.application_number,
        "filed_on": record.filed_on.isoformat() if record.filed_on else "",
        "granted_on": record.granted_on.isoformat() if record.granted_on else "",
        "priority_on": record.priority_on.isoformat() if record.priority_on else "",
        "parents": AMONG.join(record.parents),
        "review_decision": record.review_decision,
        "review_decided_on": record.review_decided_on.isoformat() if record.review_decided_on else "",
        "review_by": record.review_by,
    }


REGISTER: Final = Register(
    name="patents",
    label=N_("Patents and applications"),
    one=N_("Patent or application"),
    record=Patent,
    called=("专利", "软件著作权", "软著", "商标"),
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
    compared=("title",),
    makers=("inventors.name",),
    due_fields=("urgent_by",),
    singular=(("application_number",), ("grant_number",)),
    spelled={"application_number": spellings, "grant_number": spellings},
    begins=begins,
    completed=completed,
    state_headings=STATE_HEADINGS,
    asks=of_patent,
    docket=case_of,
    recorded=recorded,
    counted=COUNTED,
)
