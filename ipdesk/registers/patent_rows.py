"""The child rows of a right: who applies and who made it, priorities, examination, the agency's scores, and costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from ipdesk.model.kinds import Choice, Day, Money, Person, Score, Share, Text
from ipdesk.model.text import N_
from ipdesk.registers.assessment_choices import FUNDS
from ipdesk.registers.patent_choices import (
    APPLICANT_ROLES,
    COST_PAYERS,
    EXAM_DECISIONS,
    EXAM_MODES,
    RIGHT_COSTS,
)


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
class Priority:
    """An earlier application whose priority is claimed."""

    number: Annotated[str, Text(label=N_("Earlier number"), aliases=("在先申请号", "优先权号"))] = ""
    country: Annotated[
        str,
        Text(
            label=N_("Office"),
            help=N_("Two letters, such as US or EP; empty for China."),
            aliases=("受理机构", "国别", "国家代码"),
        ),
    ] = ""
    day: Annotated[date | None, Day(label=N_("Earlier date"), aliases=("在先申请日", "日期"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A request for examination first, with others, or later than usual (opinion, article 14)."""

    mode: Annotated[
        str, Choice(label=N_("Mode of examination"), options=EXAM_MODES, aliases=("审查模式", "方式"))
    ] = ""
    requested_on: Annotated[date | None, Day(label=N_("Mode requested on"), aliases=("请求日期",))] = None
    decision: Annotated[
        str, Choice(label=N_("Answer of the office"), options=EXAM_DECISIONS, aliases=("审批结果", "结果"))
    ] = ""
    decided_on: Annotated[date | None, Day(label=N_("Answered on"), aliases=("审批日期", "决定日期"))] = None
    note: Annotated[str, Text(label=N_("Remarks"), content=True, aliases=("备注", "说明"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyScore:
    """How the agency worked on this right, in the eyes of one person on one day; each from 0 to 100."""

    day: Annotated[date | None, Day(label=N_("Scored on"), aliases=("评分日期", "评价日期"))] = None
    by: Annotated[str, Person(label=N_("Scored by"), aliases=("评分人", "评价人"))] = ""
    drafting: Annotated[
        Decimal | None, Score(label=N_("Quality of drafting"), aliases=("撰写质量", "撰写"))
    ] = None
    replies: Annotated[Decimal | None, Score(label=N_("Replies to the office"), aliases=("答复质量",))] = None
    timeliness: Annotated[Decimal | None, Score(label=N_("Timeliness"), aliases=("时效", "时限遵守"))] = None
    cost: Annotated[Decimal | None, Score(label=N_("Cost and service"), aliases=("费用与服务", "费用"))] = (
        None
    )
    note: Annotated[str, Text(label=N_("Remarks"), content=True, aliases=("备注", "评语"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A sum paid for the right: what for, by whom, and from which funds (opinion, article 4)."""

    what: Annotated[
        str, Choice(label=N_("Cost"), options=RIGHT_COSTS, aliases=("费用项目", "费用", "费用种类"))
    ] = ""
    day: Annotated[date | None, Day(label=N_("Paid on"), aliases=("支付日期", "付款日期"))] = None
    amount: Annotated[Decimal | None, Money(label=N_("Amount"), aliases=("金额", "费用金额"))] = None
    payer: Annotated[
        str, Choice(label=N_("Payer"), options=COST_PAYERS, aliases=("承担方", "付款方", "支付方"))
    ] = ""
    funds: Annotated[
        str,
        Choice(
            label=N_("Fund source"),
            help=N_("What a researcher bears is never paid from fiscal funds."),
            options=FUNDS,
            aliases=("资金来源", "经费来源"),
        ),
    ] = ""
    note: Annotated[str, Text(label=N_("Remarks"), content=True, aliases=("备注", "说明"))] = ""
