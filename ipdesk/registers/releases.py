"""Releases (放弃与发明人申请): the laboratory does not file, and the inventor may file by written contract.

Sources: 国知发运字〔2021〕7号（三）, 专利法第十条、第十四条, 民法典第八百四十七条.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Choice, Day, Flag, LongText, Money, Number, Person, Rows, Share, Text
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_release
from ipdesk.registers.markings import marked
from ipdesk.registers.origins import ASSESSMENT, DISCLOSURE
from ipdesk.registers.release_choices import BEARERS, CONSENTS, CONSIDERATIONS, FIRST_REFUSALS, RIGHTS
from ipdesk.registers.release_gates import gates
from ipdesk.registers.release_people import people
from ipdesk.registers.release_rows import Consent, Reply, Transferee
from ipdesk.registers.release_states import GATED, GROUPS, STATES
from ipdesk.registers.release_terms import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Record):
    """What the laboratory gives up to inventors: the right, the people, the terms, the consents, the signatures."""

    number: Annotated[
        str, Text(label=N_("Release number"), aliases=("放弃编号", "事项编号", "放弃事项编号", "编号"))
    ] = ""
    title: Annotated[
        str, Text(label=N_("Title"), required="noticed", aliases=("成果名称", "名称", "发明名称", "事项名称"))
    ] = ""
    disclosure: Annotated[
        tuple[str, ...], replace(DISCLOSURE, required="noticed", aliases=("披露编号", "披露", "成果披露编号"))
    ] = ()
    assessment: Annotated[
        tuple[str, ...],
        replace(ASSESSMENT, required="noticed", aliases=("评估编号", "评估", "申请前评估编号")),
    ] = ()
    right: Annotated[
        str,
        Choice(
            label=N_("Right transferred"),
            options=RIGHTS,
            required="cleared",
            aliases=("转让权利", "权利类型", "转让的权利"),
        ),
    ] = ""
    filed: Annotated[
        bool | None,
        Flag(
            label=N_("Application filed already"),
            help=N_("The transfer of an application or of a patent takes effect on registration only."),
            required="cleared",
            aliases=("是否已提出申请", "已提出申请", "已申请"),
        ),
    ] = None
    application_number: Annotated[
        str,
        Text(label=N_("Number of the application or patent"), aliases=("申请号", "专利号", "申请号或专利号")),
    ] = ""

    transferor: Annotated[
        str,
        Text(
            label=N_("Transferor"),
            help=N_("The legal person that signs, by its full name."),
            aliases=("转让方", "甲方", "权利人"),
        ),
    ] = ""
    transferees: Annotated[
        tuple[Transferee, ...],
        Rows(
            label=N_("Transferees"),
            help=N_("Inventors who take the right."),
            of=Transferee,
            one=N_("Transferee"),
            required="cleared",
            aliases=("受让人", "受让发明人", "乙方"),
        ),
    ] = ()
    consents: Annotated[
        tuple[Consent, ...],
        Rows(
            label=N_("Consents of the other inventors"),
            help=N_("Of inventors who take no share."),
            of=Consent,
            one=N_("Consent"),
            aliases=("其他发明人同意", "未受让发明人同意"),
        ),
    ] = ()
    first_refusal: Annotated[
        str,
        Choice(
            label=N_("First refusal of the inventors"),
            options=FIRST_REFUSALS,
            aliases=("优先受让权", "优先受让权处理"),
        ),
    ] = ""

    consideration: Annotated[
        str,
        Choice(
            label=N_("Free or paid"),
            options=CONSIDERATIONS,
            required="cleared",
            aliases=("对价", "转让方式", "对价方式"),
        ),
    ] = ""
    amount: Annotated[
        Decimal | None,
        Money(label=N_("Price"), help=N_("In yuan."), aliases=("转让价款", "价款", "转让费", "金额")),
    ] = None
    income_share: Annotated[
        Decimal | None,
        Share(label=N_("Laboratory's share of the income"), aliases=("单位收益比例", "收益比例", "分成比例")),
    ] = None
    consideration_terms: Annotated[
        str, LongText(label=N_("Terms of the consideration"), aliases=("对价约定", "支付方式", "付款约定"))
    ] = ""
    costs_borne_by: Annotated[
        str,
        Choice(
            label=N_("Costs borne by"),
            options=BEARERS,
            required="cleared",
            aliases=("费用负担", "费用承担方", "费用承担"),
        ),
    ] = ""
    costs_note: Annotated[str, LongText(label=N_("Terms on costs"), aliases=("费用约定", "费用说明"))] = ""
    paid_so_far: Annotated[
        str,
        LongText(
            label=N_("Costs paid so far"),
            help=N_("Which, by whom, and out of which funds."),
            aliases=("已付费用", "已支付费用", "前期费用"),
        ),
    ] = ""
    secrecy_duties: Annotated[
        str, LongText(label=N_("Secrecy duties"), aliases=("保密义务", "保密约定", "保密条款"))
    ] = ""
    no_classified_content: Annotated[
        bool | None,
        Flag(
            label=N_("Free of classified content"),
            help=N_("Confirmed that what is handed over holds no state secret."),
            aliases=("不含涉密内容", "确认不涉密", "是否不涉密"),
        ),
    ] = None
    licence_retained: Annotated[
        bool | None,
        Flag(
            label=N_("Research licence retained"),
            help=N_("The laboratory keeps a free, non-exclusive, non-transferable licence for research."),
            required="cleared",
            aliases=("保留研究许可", "保留科研使用权", "保留许可"),
        ),
    ] = None
    licence_terms: Annotated[
        str, LongText(label=N_("Terms of the retained licence"), aliases=("保留许可约定", "保留许可范围"))
    ] = ""

    notified_on: Annotated[
        date | None,
        Day(
            label=N_("Inventors notified on"),
            short=N_("Notified"),
            required="noticed",
            aliases=("告知日期", "通知日期", "告知发明人日期"),
        ),
    ] = None
    notice_days: Annotated[
        int | None,
        Number(
            label=N_("Notice period (days)"),
            help=N_("As the rules of the laboratory set it; no law names a number."),
            least=1,
            most=365,
            aliases=("告知期限", "告知期（天）", "答复期限"),
        ),
    ] = None
    last_filing_day: Annotated[
        date | None,
        Day(
            label=N_("Last day for filing"),
            help=N_("Where a grace period runs, or priority is to be claimed."),
            short=N_("Last day"),
            aliases=("最迟申请日", "最迟申请日期", "宽限期届满日"),
        ),
    ] = None
    answers: Annotated[
        tuple[Reply, ...],
        Rows(
            label=N_("Inventors notified and their answers"),
            of=Reply,
            one=N_("Answer"),
            aliases=("告知与答复", "发明人答复", "答复情况"),
        ),
    ] = ()

    co_owners_consented: Annotated[
        str,
        Choice(
            label=N_("Consent of the co-owners"), options=CONSENTS, aliases=("共有人同意", "共有权人同意")
        ),
    ] = ""
    co_owners_on: Annotated[
        date | None, Day(label=N_("Co-owners consented on"), aliases=("共有人同意日期",))
    ] = None
    co_owners_number: Annotated[
        str,
        Text(label=N_("Number of the co-owners' consent"), aliases=("共有人同意文号", "共有人同意书编号")),
    ] = ""
    funder_cleared: Annotated[
        str,
        Choice(
            label=N_("Clearance by the funder"), options=CONSENTS, aliases=("资助方同意", "项目主管部门同意")
        ),
    ] = ""
    funder_on: Annotated[date | None, Day(label=N_("Funder cleared on"), aliases=("资助方同意日期",))] = None
    funder_number: Annotated[
        str, Text(label=N_("Number of the funder's clearance"), aliases=("资助方同意文号", "资助方批复文号"))
    ] = ""
    secrecy_cleared: Annotated[
        str,
        Choice(
            label=N_("Secrecy clearance of the release"),
            options=CONSENTS,
            aliases=("放弃事项保密审查", "保密审查", "保密审查结论"),
        ),
    ] = ""
    secrecy_on: Annotated[date | None, Day(label=N_("Secrecy cleared on"), aliases=("保密审查日期",))] = None
    secrecy_number: Annotated[
        str, Text(label=N_("Number of the secrecy clearance"), aliases=("保密审查编号", "保密审查文号"))
    ] = ""
    outbound_cleared: Annotated[
        str,
        Choice(
            label=N_("Outbound review"),
            help=N_("For a transferee who is a foreign national or lives abroad."),
            options=CONSENTS,
            aliases=("对外转让审查", "知识产权对外转让审查"),
        ),
    ] = ""
    outbound_on: Annotated[
        date | None, Day(label=N_("Outbound review on"), aliases=("对外转让审查日期",))
    ] = None
    outbound_number: Annotated[
        str,
        Text(label=N_("Number of the outbound review"), aliases=("对外转让审查文号", "对外转让审查意见号")),
    ] = ""

    contract_number: Annotated[
        str,
        Text(label=N_("Contract number"), required="signed", aliases=("合同编号", "合同号", "转让合同编号")),
    ] = ""
    signed_by_transferee_on: Annotated[
        date | None, Day(label=N_("Signed by all transferees on"), aliases=("受让人签字日期", "乙方签字日期"))
    ] = None
    signed_by_lab_on: Annotated[
        date | None,
        Day(
            label=N_("Signed by the laboratory on"),
            short=N_("Day of signature"),
            aliases=("单位签署日期", "甲方签署日期", "甲方盖章日期"),
        ),
    ] = None
    signed_for_lab_by: Annotated[
        str,
        Person(
            label=N_("Signed for the laboratory by"),
            required="signed",
            aliases=("单位签署人", "甲方签署人", "签署人"),
        ),
    ] = ""
    scan: Annotated[
        str,
        Text(
            label=N_("Scan of the contract"),
            help=N_("Name of the attached file, or where the paper lies."),
            aliases=("合同扫描件", "扫描件", "合同存放处"),
        ),
    ] = ""
    registered_on: Annotated[
        date | None,
        Day(
            label=N_("Transfer registered on"),
            help=N_("Registration with the patent office; needed where an application was filed."),
            aliases=("转让登记日期", "著录变更日期", "登记日期"),
        ),
    ] = None
    cancelled_reason: Annotated[
        str, LongText(label=N_("Reason of the cancellation"), aliases=("取消原因", "终止原因"))
    ] = ""


def findings(record: Release, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a release; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from marked(record, facts, blocks=("noticed", *GATED))
    yield from gates(record, facts)
    yield from people(record, facts)
    yield from terms(record, facts)


def facts(record: Release) -> Mapping[str, str]:
    """Return what other registers may need to know of a release; nothing of its content."""
    return {
        "level": record.level,
        "right": record.right,
        "transferees": "、".join(row.name for row in record.transferees if row.name),
        "signed_on": record.signed_by_lab_on.isoformat() if record.signed_by_lab_on else "",
        "registered_on": record.registered_on.isoformat() if record.registered_on else "",
        "last_filing_day": record.last_filing_day.isoformat() if record.last_filing_day else "",
    }


REGISTER: Final = Register(
    name="releases",
    label=N_("Releases to inventors"),
    one=N_("Release"),
    record=Release,
    called=("放弃",),
    number="FQ-{year}-{seq:03}",
    title="title",
    date="notified_on",
    columns=(
        *("number", "title", "disclosure", "assessment", "transferees", "right", "level"),
        *("notified_on", "last_filing_day", "signed_by_lab_on"),
    ),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    due_fields=("last_filing_day", "notified_on", "signed_by_lab_on"),
    asks=of_release,
)
