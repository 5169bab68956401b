"""The people of a release: who takes the right, who was asked, who of the other inventors agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from ipdesk.model.kinds import Choice, Day, LongText, Person, Share, Text
from ipdesk.model.text import N_
from ipdesk.registers.release_choices import ANSWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferee:
    """An inventor who takes the right, and which share of it."""

    name: Annotated[str, Person(label=N_("Name"), required="cleared", aliases=("姓名", "受让人姓名"))] = ""
    unit: Annotated[str, Text(label=N_("Unit or organisation"), aliases=("单位", "部门"))] = ""
    nationality: Annotated[
        str, Text(label=N_("Nationality"), required="cleared", aliases=("国籍", "国家或地区"))
    ] = ""
    share: Annotated[
        Decimal | None,
        Share(
            label=N_("Share of the right"),
            help=N_("The shares of all transferees together are exactly 100%."),
            aliases=("权利份额", "份额", "比例", "受让比例"),
        ),
    ] = None
    contact: Annotated[
        str, Text(label=N_("Address and telephone"), aliases=("联系方式", "地址", "电话", "联系地址"))
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An inventor who was given notice, and the answer."""

    name: Annotated[str, Person(label=N_("Name"), required="noticed", aliases=("姓名", "被告知人"))] = ""
    answer: Annotated[
        str, Choice(label=N_("Answer to the notice"), options=ANSWERS, aliases=("答复", "意见", "答复意见"))
    ] = ""
    answered_on: Annotated[date | None, Day(label=N_("Answered on"), aliases=("答复日期", "回复日期"))] = None
    note: Annotated[str, LongText(label=N_("Remark"), aliases=("备注", "说明"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An inventor who takes no share and agrees in writing that the others take the right."""

    name: Annotated[str, Person(label=N_("Name"), required="cleared", aliases=("姓名", "发明人姓名"))] = ""
    consented_on: Annotated[
        date | None, Day(label=N_("Consented on"), aliases=("同意日期", "书面同意日期", "签字日期"))
    ] = None
