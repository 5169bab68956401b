"""The child rows of a disclosure: people, owners, sources, events, signatures and office notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from ipdesk.model.kinds import Choice, Day, Flag, LongText, Number, Person, Share, Text
from ipdesk.model.text import N_
from ipdesk.registers.disclosure_choices import (
    EMPLOYMENTS,
    EVENT_KINDS,
    HOSTS,
    LINKING,
    MATERIALS,
    OVERLAPS,
    SIGNERS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventor:
    """Somebody who contributed creatively to the substantive features (细则第十四条)."""

    name: Annotated[str, Person(label=N_("Name"), required="submitted", aliases=("姓名", "发明人姓名"))] = ""
    staff_number: Annotated[str, Text(label=N_("Staff number"), aliases=("工号", "职工号"))] = ""
    unit: Annotated[str, Text(label=N_("Unit or organisation"), aliases=("单位", "部门", "所在部门"))] = ""
    employment: Annotated[
        str, Choice(label=N_("Employment kind"), options=EMPLOYMENTS, aliases=("用工性质", "人员类别"))
    ] = ""
    nationality: Annotated[str, Text(label=N_("Nationality"), aliases=("国籍",))] = ""
    joined: Annotated[date | None, Day(label=N_("Joined on"), aliases=("入职日期", "来所日期"))] = None
    left_on: Annotated[date | None, Day(label=N_("Left on"), aliases=("离职日期", "离所日期"))] = None
    role: Annotated[str, Text(label=N_("Role"), aliases=("角色", "承担任务"))] = ""
    contribution: Annotated[
        str, LongText(label=N_("Creative contribution"), aliases=("创造性贡献", "贡献", "主要贡献"))
    ] = ""
    share: Annotated[
        Decimal | None,
        Share(
            label=N_("Share"),
            help=N_("The shares of all inventors together are exactly 100%."),
            aliases=("贡献比例", "贡献率", "份额", "比例"),
        ),
    ] = None
    signed_on: Annotated[date | None, Day(label=N_("Signed on"), aliases=("签字日期",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who organised, provided or helped and is no inventor (细则第十四条)."""

    name: Annotated[str, Person(label=N_("Name"), aliases=("姓名",))] = ""
    unit: Annotated[str, Text(label=N_("Unit or organisation"), aliases=("单位", "部门"))] = ""
    contribution: Annotated[str, LongText(label=N_("Help given"), aliases=("协助内容", "工作内容"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOwner:
    """An owner of the right and its share; not to be mixed up with the shares of inventors."""

    name: Annotated[str, Text(label=N_("Owner"), aliases=("权利人", "共有人", "单位名称"))] = ""
    share: Annotated[
        Decimal | None, Share(label=N_("Owner's share"), aliases=("权利份额", "份额", "比例"))
    ] = None
    agreement: Annotated[str, Text(label=N_("Agreement number"), aliases=("协议号", "协议编号"))] = ""
    foreign: Annotated[bool | None, Flag(label=N_("Foreign"), aliases=("境外", "是否境外"))] = None
    country: Annotated[str, Text(label=N_("Country"), aliases=("国家", "国别"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A page of a laboratory notebook that shows the work, and who witnessed it."""

    book: Annotated[str, Text(label=N_("Notebook number"), aliases=("记录本编号", "本号"))] = ""
    page: Annotated[str, Text(label=N_("Notebook pages"), aliases=("页码", "页"))] = ""
    day: Annotated[date | None, Day(label=N_("Date"), aliases=("日期", "记录日期"))] = None
    witness: Annotated[str, Person(label=N_("Witness"), aliases=("见证人",))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something of others, or under a duty of its own, that went into the work."""

    kind: Annotated[str, Choice(label=N_("Kind"), options=MATERIALS, aliases=("种类", "类别"))] = ""
    description: Annotated[str, LongText(label=N_("Description"), aliases=("说明", "内容"))] = ""
    reference: Annotated[
        str,
        Text(
            label=N_("Reference"),
            help=N_("The number of the agreement, deposit or approval, or the direct and original source."),
            aliases=("编号", "协议或批准号", "来源"),
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSource:
    """An open-source component and the licence it comes under."""

    name: Annotated[str, Text(label=N_("Component"), content=True, aliases=("名称", "组件名称"))] = ""
    version: Annotated[str, Text(label=N_("Version"), content=True, aliases=("版本", "版本号"))] = ""
    licence: Annotated[str, Text(label=N_("Licence"), content=True, aliases=("许可证", "许可协议"))] = ""
    linking: Annotated[
        str, Choice(label=N_("Linking"), options=LINKING, aliases=("链接方式", "使用方式"))
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoveltyEvent:
    """Something that made, or will make, the content known to others."""

    kind: Annotated[
        str, Choice(label=N_("Event"), options=EVENT_KINDS, aliases=("事件", "事件类型", "公开方式"))
    ] = ""
    day: Annotated[date | None, Day(label=N_("Date"), aliases=("日期", "公开日期", "事件日期"))] = None
    planned: Annotated[
        bool | None,
        Flag(label=N_("Still planned"), help=N_("Not yet taken place."), aliases=("计划", "是否计划")),
    ] = None
    overlap: Annotated[
        str, Choice(label=N_("Overlap"), options=OVERLAPS, aliases=("内容重合", "重合程度"))
    ] = ""
    confidential: Annotated[
        bool | None,
        Flag(
            label=N_("Under confidentiality"),
            help=N_("Everybody who learnt of it was bound to secrecy."),
            aliases=("保密覆盖", "是否有保密义务", "保密协议"),
        ),
    ] = None
    host: Annotated[
        str, Choice(label=N_("Kind of host"), options=HOSTS, aliases=("主办方类别", "主办方性质"))
    ] = ""
    venue: Annotated[
        str, Text(label=N_("Venue or host"), content=True, aliases=("场合", "主办方", "刊物或会议"))
    ] = ""
    evidence: Annotated[str, LongText(label=N_("Evidence"), aliases=("证据", "证明材料"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature on the paper form."""

    role: Annotated[str, Choice(label=N_("Signs as"), options=SIGNERS, aliases=("身份", "签字身份"))] = ""
    name: Annotated[str, Person(label=N_("Name"), aliases=("姓名", "签字人"))] = ""
    signed_on: Annotated[date | None, Day(label=N_("Signed on"), aliases=("签字日期", "日期"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What an inventor objects to, and the answer of the office."""

    raised_by: Annotated[str, Person(label=N_("Raised by"), aliases=("异议人",))] = ""
    raised_on: Annotated[date | None, Day(label=N_("Raised on"), aliases=("异议日期",))] = None
    content: Annotated[str, LongText(label=N_("Objection"), aliases=("异议内容",))] = ""
    answer: Annotated[str, LongText(label=N_("Answer"), aliases=("答复", "处理意见"))] = ""
    answered_on: Annotated[date | None, Day(label=N_("Answered on"), aliases=("答复日期",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """An addition after acceptance; the desk writes one for each version of the content."""

    version: Annotated[int | None, Number(label=N_("Version"), least=1, aliases=("版本", "版次"))] = None
    received_on: Annotated[date | None, Day(label=N_("Received on"), aliases=("收到日期",))] = None
    written_by: Annotated[str, Person(label=N_("Supplied by"), aliases=("补充人",))] = ""
    summary: Annotated[str, LongText(label=N_("Summary"), aliases=("补充内容", "摘要"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """An instruction given when the form was returned; it stays when it is done."""

    asked_on: Annotated[date | None, Day(label=N_("Returned on"), aliases=("退回日期",))] = None
    asked_by: Annotated[str, Person(label=N_("Returned by"), aliases=("退回人",))] = ""
    instruction: Annotated[str, LongText(label=N_("Instruction"), aliases=("修改要求", "退回意见"))] = ""
    done_on: Annotated[date | None, Day(label=N_("Done on"), aliases=("完成日期", "改完日期"))] = None
