"""The child rows of an assessment: assessors, approvals, and the terms of ownership, cost and revenue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from ipdesk.model.kinds import Choice, Day, Flag, LongText, Person, Share, Text
from ipdesk.model.text import N_
from ipdesk.registers.assessment_choices import (
    COSTS,
    FIELDS,
    FUNDS,
    INTERESTS,
    OPINIONS,
    PAYERS,
    SHARERS,
    STEPS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessor:
    """Somebody who scores the case alone, after saying whether an interest in it stands against that."""

    name: Annotated[str, Person(label=N_("Name"), required="scoring", aliases=("姓名", "评估人"))] = ""
    unit: Annotated[str, Text(label=N_("Unit or organisation"), aliases=("单位", "部门"))] = ""
    field: Annotated[
        str, Choice(label=N_("Field of expertise"), options=FIELDS, aliases=("专业领域", "评估方面"))
    ] = ""
    interest: Annotated[
        str,
        Choice(
            label=N_("Conflict of interest"),
            help=N_("Declared before the first score."),
            options=INTERESTS,
            aliases=("利益冲突", "利益冲突申报"),
        ),
    ] = ""
    interest_note: Annotated[str, Text(label=N_("What the interest is"), aliases=("利益关系说明",))] = ""
    no_gain: Annotated[
        bool | None,
        Flag(label=N_("Declares to gain nothing unlawful"), aliases=("未牟取非法利益", "无不当利益声明")),
    ] = None
    declared_on: Annotated[date | None, Day(label=N_("Declared on"), aliases=("申报日期", "声明日期"))] = None
    scored_on: Annotated[date | None, Day(label=N_("Scored on"), aliases=("评分日期", "评估日期"))] = None
    signed_on: Annotated[date | None, Day(label=N_("Signed on"), aliases=("签字日期",))] = None
    scan: Annotated[
        str,
        Text(label=N_("Signed paper"), help=N_("The name of the attachment."), aliases=("签字件", "扫描件")),
    ] = ""
    opinion: Annotated[str, LongText(label=N_("Overall opinion"), aliases=("总体意见", "评估意见"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One step of approval: who said what on which day."""

    step: Annotated[str, Choice(label=N_("Step"), options=STEPS, aliases=("审批环节", "环节"))] = ""
    name: Annotated[str, Person(label=N_("Name"), aliases=("姓名", "审批人"))] = ""
    opinion: Annotated[str, Choice(label=N_("Opinion"), options=OPINIONS, aliases=("意见", "审批意见"))] = ""
    on: Annotated[date | None, Day(label=N_("Signed on"), aliases=("签字日期", "审批日期"))] = None
    no_gain: Annotated[
        bool | None,
        Flag(label=N_("Declares to gain nothing unlawful"), aliases=("未牟取非法利益", "无不当利益声明")),
    ] = None
    note: Annotated[str, LongText(label=N_("Remarks"), aliases=("备注", "说明"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerShare:
    """A party that is to own the right, and its share."""

    party: Annotated[str, Text(label=N_("Owner"), aliases=("权利人", "单位名称"))] = ""
    share: Annotated[
        Decimal | None,
        Share(
            label=N_("Owner's share"),
            help=N_("All together are exactly 100%."),
            aliases=("权利份额", "份额", "比例"),
        ),
    ] = None
    ground: Annotated[str, Text(label=N_("Ground"), aliases=("依据", "合同编号"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostShare:
    """Who pays which part of a cost, and from which funds (opinion, article 4)."""

    cost: Annotated[str, Choice(label=N_("Cost"), options=COSTS, aliases=("费用项目", "费用"))] = ""
    payer: Annotated[str, Choice(label=N_("Payer"), options=PAYERS, aliases=("承担方", "付款方"))] = ""
    name: Annotated[str, Text(label=N_("Name of the payer"), aliases=("承担方名称", "姓名或名称"))] = ""
    funds: Annotated[
        str,
        Choice(
            label=N_("Fund source"),
            help=N_("What a researcher bears is never paid from fiscal funds."),
            options=FUNDS,
            aliases=("资金来源", "经费来源"),
        ),
    ] = ""
    share: Annotated[
        Decimal | None,
        Share(
            label=N_("Share of the cost"),
            help=N_("For each cost exactly 100%."),
            aliases=("承担比例", "分担比例", "比例"),
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueShare:
    """Who gets which part of the net income."""

    party: Annotated[str, Choice(label=N_("Party"), options=SHARERS, aliases=("分配对象", "受益方"))] = ""
    name: Annotated[str, Text(label=N_("Name of the party"), aliases=("名称", "姓名或名称"))] = ""
    share: Annotated[
        Decimal | None,
        Share(
            label=N_("Share of the income"),
            help=N_("All together are exactly 100%."),
            aliases=("收益比例", "分配比例", "比例"),
        ),
    ] = None
    ground: Annotated[str, Text(label=N_("Ground"), aliases=("依据", "制度或协议"))] = ""
