"""Agreements (知识产权与保密协议): what people sign about IP and secrecy, from the draft to its end.

An agreement holds the facts that it was drafted with, so that it reads the same when the person has moved on.
Sources: 国知发运字〔2021〕7号（九）, 劳动合同法第二十三条至第二十五条.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Day, Flag, Link, LongText, Money, Number, Option, Person, Rows, Text
from ipdesk.model.record import MARKING_FIELDS, Record, field_of
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers.agreement_findings import ONE_SIDED, findings
from ipdesk.registers.asks import of_agreement
from ipdesk.registers.origins import PROJECTS
from ipdesk.registers.person_choices import AGREEMENTS, BOUND, EMPLOYMENTS

STARTED: Final = (
    Option("started", N_("Started in writing"), ("启动", "已启动")),
    Option("waived", N_("Waived in writing"), ("放弃", "已放弃", "解除")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenClause:
    """The option that was chosen for a clause of the template; "" where the clause is left out."""

    clause: Annotated[str, Text(label=N_("Clause"), internal=True, aliases=("条款",))] = ""
    option: Annotated[str, Text(label=N_("Option"), internal=True, aliases=("选项",))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One monthly compensation of a non-compete, and the proof that it was paid."""

    month: Annotated[str, Text(label=N_("Month"), aliases=("月份", "所属月份"))] = ""
    amount: Annotated[Decimal | None, Money(label=N_("Amount"), aliases=("金额", "补偿金额"))] = None
    paid_on: Annotated[date | None, Day(label=N_("Paid on"), aliases=("支付日期", "发放日期"))] = None
    proof: Annotated[str, Text(label=N_("Proof"), aliases=("凭证", "支付凭证"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """One agreement or undertaking of one person: its template, its facts, its signatures and its times."""

    number: Annotated[str, Text(label=N_("Agreement number"), aliases=("协议编号", "合同编号", "编号"))] = ""
    level: Annotated[
        str, replace(field_of(Record, "level").kind, aliases=("信息密级", "知悉范围", "公开程度"))
    ] = ""
    name: Annotated[str, Person(label=N_("Name"), required="sent", aliases=("姓名", "签署人", "乙方"))] = ""
    person: Annotated[
        tuple[str, ...], Link(label=N_("Person"), to="people", aliases=("工号", "人员编号", "职工号"))
    ] = ()
    kind: Annotated[
        str,
        Choice(
            label=N_("Kind of agreement"),
            options=AGREEMENTS,
            required="sent",
            aliases=("协议类型", "协议名称", "协议类别", "类型"),
        ),
    ] = ""
    paper_number: Annotated[
        str,
        Text(
            label=N_("Number on the paper"),
            help=N_("Of a paper that was not drafted here."),
            aliases=("纸质编号", "原编号"),
        ),
    ] = ""
    movement: Annotated[
        tuple[str, ...], Link(label=N_("Movement"), to="movements", aliases=("变动编号", "人员变动编号"))
    ] = ()
    projects: Annotated[tuple[str, ...], PROJECTS] = ()

    unit: Annotated[str, Text(label=N_("Unit"), aliases=("部门", "所在部门"))] = ""
    post: Annotated[str, Text(label=N_("Post"), aliases=("岗位", "职务"))] = ""
    employment: Annotated[
        str,
        Choice(label=N_("Employment kind"), options=EMPLOYMENTS, open=True, aliases=("人员类别", "用工性质")),
    ] = ""
    nationality: Annotated[str, Text(label=N_("Nationality"), aliases=("国籍",))] = ""
    identity_number: Annotated[
        str,
        Text(
            label=N_("Identity document number"),
            restricted=True,
            aliases=("身份证号", "身份证号码", "证件号码"),
        ),
    ] = ""
    address: Annotated[
        str, Text(label=N_("Address"), restricted=True, aliases=("地址", "通讯地址", "住址"))
    ] = ""
    contact: Annotated[
        str, Text(label=N_("Telephone and e-mail"), restricted=True, aliases=("电话与邮箱", "联系方式"))
    ] = ""
    joined: Annotated[date | None, Day(label=N_("Joined on"), aliases=("入职日期", "来所日期"))] = None
    left_on: Annotated[date | None, Day(label=N_("Left on"), aliases=("离职日期", "离所日期"))] = None
    classified: Annotated[
        bool | None, Flag(label=N_("Classified post"), aliases=("涉密岗位", "是否涉密岗位"))
    ] = None
    third_party: Annotated[
        str,
        Text(label=N_("Third party"), aliases=("丙方", "第三方", "学位授予单位", "派出单位")),
    ] = ""
    third_representative: Annotated[
        str, Person(label=N_("Representative of the third party"), aliases=("丙方代表", "第三方代表"))
    ] = ""
    host: Annotated[str, Text(label=N_("Host or company"), aliases=("接收单位", "兼职单位", "创办企业"))] = ""
    project_name: Annotated[str, Text(label=N_("Project name"), aliases=("项目名称", "课题名称"))] = ""
    period_from: Annotated[date | None, Day(label=N_("From"), aliases=("开始日期", "起始日期"))] = None
    period_until: Annotated[date | None, Day(label=N_("Until"), aliases=("结束日期", "截止日期"))] = None
    disclose_days: Annotated[
        int | None,
        Number(
            label=N_("Days within which results are disclosed"),
            least=1,
            most=365,
            aliases=("披露期限（日）",),
        ),
    ] = None
    secrecy_years: Annotated[
        int | None,
        Number(label=N_("Years of secrecy after leaving"), least=1, most=30, aliases=("离职后保密年限",)),
    ] = None
    bilingual: Annotated[
        bool | None,
        Flag(
            label=N_("In Chinese and English"),
            help=N_("The Chinese text prevails."),
            aliases=("中英双语", "是否双语"),
        ),
    ] = None

    non_compete_months: Annotated[
        int | None,
        Number(label=N_("Non-compete in months"), most=600, aliases=("竞业限制期限（月）", "竞业限制月数")),
    ] = None
    non_compete_scope: Annotated[
        str, Text(label=N_("Scope of the non-compete"), aliases=("竞业限制范围",))
    ] = ""
    non_compete_area: Annotated[str, Text(label=N_("Area of the non-compete"), aliases=("竞业限制地域",))] = (
        ""
    )
    non_compete_pay: Annotated[
        Decimal | None,
        Money(label=N_("Monthly compensation"), help=N_("In yuan."), aliases=("月补偿金", "竞业限制补偿金")),
    ] = None
    monthly_pay: Annotated[
        Decimal | None,
        Money(label=N_("Average monthly pay before leaving"), restricted=True, aliases=("离职前月平均工资",)),
    ] = None
    damages: Annotated[
        Decimal | None,
        Money(label=N_("Liquidated damages"), help=N_("In yuan."), aliases=("违约金",)),
    ] = None
    bound: Annotated[
        str, Choice(label=N_("Group for a non-compete"), options=BOUND, aliases=("竞业限制人员类别",))
    ] = ""
    non_compete_state: Annotated[
        str, Choice(label=N_("Non-compete started or waived"), options=STARTED, aliases=("竞业限制状态",))
    ] = ""
    non_compete_on: Annotated[
        date | None, Day(label=N_("Started or waived on"), aliases=("启动日期", "放弃日期"))
    ] = None
    payments: Annotated[
        tuple[Payment, ...],
        Rows(label=N_("Payments"), of=Payment, one=N_("Payment"), aliases=("补偿支付记录", "支付记录")),
    ] = ()

    signatory: Annotated[
        str, Person(label=N_("Signs for the laboratory"), aliases=("授权签字人", "甲方签字人"))
    ] = ""
    lab_representative: Annotated[
        str,
        Person(label=N_("Legal representative of the laboratory"), aliases=("甲方法定代表人", "法定代表人")),
    ] = ""
    lab_address: Annotated[
        str, Text(label=N_("Address of the laboratory"), aliases=("甲方地址", "单位地址"))
    ] = ""
    copies: Annotated[
        int | None, Number(label=N_("Copies"), least=1, most=20, aliases=("份数", "签署份数"))
    ] = None
    drafted_on: Annotated[date | None, Day(label=N_("Drafted on"), aliases=("起草日期",))] = None
    sent_on: Annotated[date | None, Day(label=N_("Sent on"), aliases=("送签日期", "发送日期"))] = None
    signed_on: Annotated[
        date | None,
        Day(label=N_("Signed by the person on"), aliases=("签署日期", "签字日期", "乙方签字日期")),
    ] = None
    countersigned_on: Annotated[
        date | None,
        Day(label=N_("Signed by the laboratory on"), aliases=("甲方签字日期", "单位签署日期", "盖章日期")),
    ] = None
    third_signed_on: Annotated[
        date | None, Day(label=N_("Signed by the third party on"), aliases=("丙方签字日期", "第三方签字日期"))
    ] = None
    sealed: Annotated[bool | None, Flag(label=N_("Seal affixed"), aliases=("已盖章", "是否盖章"))] = None
    effective_on: Annotated[
        date | None, Day(label=N_("In force from"), required="in-force", aliases=("生效日期",))
    ] = None
    expires_on: Annotated[
        date | None, Day(label=N_("Expires on"), aliases=("到期日期", "失效日期", "有效期至"))
    ] = None
    ended_on: Annotated[
        date | None, Day(label=N_("Ended on"), required="superseded", aliases=("解除日期", "结束于"))
    ] = None
    end_reason: Annotated[str, Text(label=N_("Why it ended"), aliases=("解除原因", "结束原因"))] = ""
    successor: Annotated[
        str,
        Text(
            label=N_("Superseded by"),
            help=N_("The number of the agreement that took its place."),
            aliases=("替代协议编号", "新协议编号"),
        ),
    ] = ""
    note: Annotated[str, LongText(label=N_("Remarks"), aliases=("备注", "说明"))] = ""

    template: Annotated[
        str, Text(label=N_("Digest of the template"), internal=True, aliases=("模板摘要",))
    ] = ""
    template_version: Annotated[
        str, Text(label=N_("Version of the template"), internal=True, aliases=("模板版本",))
    ] = ""
    approval: Annotated[
        str,
        Text(label=N_("Legal approval of the template"), internal=True, aliases=("模板法务审核",)),
    ] = ""
    clauses: Annotated[
        tuple[ChosenClause, ...],
        Rows(
            label=N_("Chosen clauses"),
            of=ChosenClause,
            one=N_("Clause"),
            internal=True,
            aliases=("条款选择",),
        ),
    ] = ()
    undrawable: Annotated[
        str, Text(label=N_("Characters no font here has"), internal=True, aliases=("缺字",))
    ] = ""
    scan: Annotated[
        str, Text(label=N_("Digest of the signed scan"), internal=True, aliases=("签署扫描件摘要",))
    ] = ""


STATES: Final = States(
    states=(
        State("drafted", N_("Drafted"), waits_for=N_("IP officer")),
        State("refused", N_("Refused"), waits_for=N_("IP officer")),
        State("sent", N_("Sent to be signed"), waits_for=N_("The person")),
        State("signed-one", N_("Signed by one side"), waits_for=N_("The other side")),
        State("signed-both", N_("Signed by all sides"), waits_for=N_("IP officer"), frozen=True),
        State(
            "in-force",
            N_("In force"),
            waits_for=N_("IP officer"),
            resting=True,
            frozen=True,
            aliases=("有效", "生效中", "履行中", "已生效"),
        ),
        State("superseded", N_("Superseded"), final=True, frozen=True, aliases=("已替换", "已更换")),
        State(
            "ended",
            N_("Ended"),
            final=True,
            frozen=True,
            aliases=("终止", "已终止", "解除", "已解除", "到期", "失效"),
        ),
    ),
    moves=(
        Move("drafted", "sent", N_("Send to be signed")),
        Move("drafted", "signed-one", N_("Record one signature")),
        Move("drafted", "signed-both", N_("Record all signatures")),
        Move("drafted", "refused", N_("Record the refusal"), reason=True, unchecked=True),
        Move("sent", "signed-one", N_("Record one signature")),
        Move("sent", "signed-both", N_("Record all signatures")),
        Move("sent", "drafted", N_("Back to the draft"), reason=True, unchecked=True),
        Move("sent", "refused", N_("Record the refusal"), reason=True, unchecked=True),
        Move("signed-one", "signed-both", N_("Record all signatures")),
        Move("signed-one", "refused", N_("Record the refusal"), reason=True, unchecked=True),
        Move("signed-one", "sent", N_("Back to signing"), reason=True, unchecked=True),
        Move("signed-both", "in-force", N_("Put in force")),
        Move("signed-both", "signed-one", N_("Open again"), reason=True, unchecked=True),
        Move("in-force", "superseded", N_("Record what superseded it")),
        Move("in-force", "ended", N_("Record its end")),
        Move("in-force", "signed-both", N_("Open again"), reason=True, unchecked=True),
        Move("refused", "drafted", N_("Draft anew"), reason=True),
        Move("superseded", "in-force", N_("Open again"), reason=True, unchecked=True),
        Move("ended", "in-force", N_("Open again"), reason=True, unchecked=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group(
        "identity",
        N_("The agreement"),
        ("number", "name", "person", "kind", "paper_number", "movement", "projects", "bilingual"),
    ),
    Group(
        "facts",
        N_("Facts it was drafted with"),
        (
            *("unit", "post", "employment", "nationality", "identity_number", "address", "contact"),
            *("joined", "left_on", "classified", "third_party", "third_representative", "host"),
            *("project_name", "period_from", "period_until", "disclose_days", "secrecy_years"),
        ),
    ),
    Group(
        "non_compete",
        N_("Non-compete"),
        (
            *("bound", "non_compete_months", "non_compete_scope", "non_compete_area", "non_compete_pay"),
            *("monthly_pay", "damages"),
        ),
    ),
    Group(
        "signing",
        N_("Signing"),
        (
            *("lab_address", "lab_representative", "signatory", "copies", "drafted_on", "sent_on"),
            *("signed_on", "countersigned_on", "third_signed_on", "sealed"),
        ),
        office=True,
    ),
    Group(
        "course",
        N_("In force"),
        (
            *("effective_on", "expires_on", "ended_on", "end_reason", "successor"),
            *("non_compete_state", "non_compete_on", "payments", "note"),
        ),
        office=True,
    ),
    Group(
        "text",
        N_("Text and scan"),
        ("template", "template_version", "approval", "clauses", "undrawable", "scan"),
        office=True,
    ),
)


def facts(record: Agreement) -> Mapping[str, str]:
    """Return what other registers may need to know of an agreement; nothing restricted."""
    return {
        "kind": record.kind,
        "signed_on": record.signed_on.isoformat() if record.signed_on else "",
        "effective_on": record.effective_on.isoformat() if record.effective_on else "",
        "expires_on": record.expires_on.isoformat() if record.expires_on else "",
        "template_version": record.template_version,
    }


def begins(record: Agreement, today: date) -> str:
    """Let agreements begin in force that all have signed and whose day has come, or as ended once their end has come."""
    countersigned = record.countersigned_on is not None or record.kind in ONE_SIDED
    if record.signed_on is None or not countersigned or record.effective_on is None:
        return ""
    if record.effective_on > today:
        return "signed-both"
    if record.ended_on is not None and record.ended_on <= today:
        return "superseded" if record.successor else "ended"
    return "in-force"


REGISTER: Final = Register(
    name="agreements",
    label=N_("IP and confidentiality agreements"),
    one=N_("Agreement"),
    record=Agreement,
    number="XY-{year}-{seq:05}",
    title="name",
    date="drafted_on",
    columns=(
        *("number", "name", "kind", "unit", "drafted_on", "signed_on", "effective_on", "expires_on"),
        "template_version",
    ),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    begins=begins,
    named={"person": "name"},
    due_fields=("expires_on", "sent_on", "non_compete_on"),
    asks=of_agreement,
)
