"""Assessments before filing (专利申请前评估): who owns, pays and shares; file, keep secret, or let the inventor file.

Sources: 国知发运字〔2021〕7号（三）（四）（七）. The desk proposes by a checklist; people decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Choice, Choices, Day, Link, LongText, Number, Person, Rows, Score, Text
from ipdesk.model.record import MARKING_FIELDS, WITHDRAWN
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers import assessment_decision as decided
from ipdesk.registers import assessment_findings as noticed
from ipdesk.registers import assessment_history as history
from ipdesk.registers.answered import Answered, office_answers, rounded, sheet_of, total_of
from ipdesk.registers.asks import of_assessment
from ipdesk.registers.assessment_choices import OUTCOMES, STEPS
from ipdesk.registers.assessment_rows import Approval, Assessor, CostShare, OwnerShare, RevenueShare
from ipdesk.registers.history import ELSEWHERE, as_told
from ipdesk.registers.markings import marked
from ipdesk.registers.names import names_in
from ipdesk.rules.checklist import Answers, Checklist, Result, evaluate, spreads

KEEPING: Final = "secret"  # the test of the list: patent, or keep a technical secret
DECIDED: Final = ("decided", "carried-out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Answered):
    """The assessment of one disclosure: a checklist, scores by several people, a proposal and a decision."""

    number: Annotated[
        str,
        Text(
            label=N_("Number"),
            aliases=("评估编号", "评估号", "评价编号", "评审编号", "编号", "登记号"),
        ),
    ] = ""
    title: Annotated[
        str, Text(label=N_("Title"), required="scoring", aliases=("名称", "成果名称", "评估项目"))
    ] = ""
    disclosure: Annotated[
        tuple[str, ...],
        Link(
            label=N_("Disclosure"),
            to="disclosures",
            aliases=("所评披露编号", "成果披露", "披露编号", "成果披露编号", "对应披露", "所评披露"),
        ),
    ] = ()
    disclosure_seen: Annotated[
        str, Text(label=N_("Disclosure as it was seen"), internal=True, aliases=("披露内容摘要",))
    ] = ""
    inventors: Annotated[
        str, Text(label=N_("Inventors"), help=N_("Names, as disclosed."), aliases=("完成人", "发明人"))
    ] = ""
    unit: Annotated[str, Text(label=N_("Unit"), aliases=("部门", "完成部门"))] = ""
    opened_on: Annotated[date | None, Day(label=N_("Opened on"), aliases=("评估开始日期", "立案日期"))] = None
    prepared_by: Annotated[str, Person(label=N_("Prepared by"), aliases=("经办人", "知识产权专员"))] = ""
    due_on: Annotated[
        date | None, Day(label=N_("To be decided by"), aliases=("拟决定日期", "办理期限", "截止日期"))
    ] = None

    assessors: Annotated[
        tuple[Assessor, ...],
        Rows(label=N_("Assessors"), of=Assessor, one=N_("Assessor"), aliases=("评估专家", "评估人员")),
    ] = ()
    secret_score: Annotated[
        Decimal | None,
        Score(
            label=N_("Patent-or-secret test"),
            help=N_("From 0 to 100; the higher, the better kept as a technical secret."),
            internal=True,
            aliases=("技术秘密测试得分",),
        ),
    ] = None
    spread: Annotated[
        int | None,
        Number(label=N_("Widest spread of scores"), most=5, internal=True, aliases=("最大分差",)),
    ] = None
    proposed: Annotated[
        str,
        Choice(
            label=N_("Proposal of the desk"), options=OUTCOMES, internal=True, aliases=("系统建议", "建议")
        ),
    ] = ""

    owners: Annotated[
        tuple[OwnerShare, ...],
        Rows(label=N_("Ownership"), of=OwnerShare, one=N_("Owner"), aliases=("权利归属", "权属约定")),
    ] = ()
    costs: Annotated[
        tuple[CostShare, ...],
        Rows(
            label=N_("Cost split"),
            of=CostShare,
            one=N_("Share of the cost"),
            aliases=("费用分担", "费用承担"),
        ),
    ] = ()
    revenues: Annotated[
        tuple[RevenueShare, ...],
        Rows(
            label=N_("Revenue split"), of=RevenueShare, one=N_("Share of the income"), aliases=("收益分配",)
        ),
    ] = ()
    terms: Annotated[str, LongText(label=N_("Further terms"), aliases=("其他约定", "约定事项"))] = ""

    outcome: Annotated[
        str, Choice(label=N_("Decision"), options=OUTCOMES, required="decided", aliases=("决定", "评估结论"))
    ] = ""
    decision_reason: Annotated[str, LongText(label=N_("Reasons"), aliases=("决定理由", "理由"))] = ""
    departure_reason: Annotated[
        str,
        LongText(
            label=N_("Why otherwise than proposed"),
            help=N_("Asked where the decision is not what the desk proposes."),
            aliases=("不采纳建议的理由", "偏离理由"),
        ),
    ] = ""
    classifier_approval: Annotated[
        str,
        Text(
            label=N_("Approval of the original classifier"),
            help=N_("Number and day; needed for a defence patent or secret patent on what is classified."),
            aliases=("原定密机关批准文号", "定密机关批准"),
        ),
    ] = ""
    approvals_needed: Annotated[
        tuple[str, ...],
        Choices(label=N_("Steps of approval needed"), options=STEPS, internal=True, aliases=("应经环节",)),
    ] = ()
    approvals: Annotated[
        tuple[Approval, ...],
        Rows(
            label=N_("Approvals"),
            of=Approval,
            one=N_("Approval"),
            key="name",
            aliases=("审批记录", "审批", "审批人", "批准人", "决定人", "审定人"),
        ),
    ] = ()
    meeting: Annotated[
        tuple[str, ...], Link(label=N_("Committee meeting"), to="meetings", aliases=("会议编号", "评审会议"))
    ] = ()
    decided_on: Annotated[
        date | None,
        Day(
            label=N_("Decided on"),
            required="decided",
            aliases=("决定日期", "结论日期", "评估结论日期", "评估完成日期", "批准日期", "审定日期"),
        ),
    ] = None
    lapses_on: Annotated[
        date | None, Day(label=N_("Lapses on"), internal=True, aliases=("失效日期", "有效期至"))
    ] = None

    carried_out_on: Annotated[date | None, Day(label=N_("Carried out on"), aliases=("落实日期",))] = None
    review_on: Annotated[
        date | None, Day(label=N_("To be looked at again on"), aliases=("复评日期", "下次评估日期"))
    ] = None
    appeal: Annotated[
        str, LongText(label=N_("Objection of an inventor"), aliases=("异议", "申诉", "复议"))
    ] = ""


STATES: Final = States(
    states=(
        State("preparing", N_("In preparation"), waits_for=N_("IP officer")),
        State("scoring", N_("With the assessors"), waits_for=N_("Assessors")),
        State("deciding", N_("For decision"), waits_for=N_("Decision makers")),
        State("decided", N_("Decided"), waits_for=N_("IP officer"), frozen=True),
        State("carried-out", N_("Carried out"), final=True, frozen=True),
    ),
    moves=(
        Move("preparing", "scoring", N_("Send to the assessors")),
        Move("preparing", "deciding", N_("Put up for decision")),
        Move("scoring", "deciding", N_("Put up for decision")),
        Move("scoring", "preparing", N_("Back to preparation"), reason=True, unchecked=True),
        Move("deciding", "decided", N_("Record the decision")),
        Move("deciding", "scoring", N_("Ask the assessors again"), reason=True),
        Move("deciding", "preparing", N_("Back to preparation"), reason=True, unchecked=True),
        Move("decided", "carried-out", N_("Carry out")),
        Move("decided", "deciding", N_("Decide again"), reason=True, unchecked=True),
        Move("carried-out", "deciding", N_("Decide again"), reason=True, unchecked=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group(
        "list",
        N_("Checklist"),
        (
            *("checklist", "checklist_version", "answers", "gates", "unanswered", "score"),
            *("secret_score", "spread", "proposed"),
        ),
    ),
    Group(
        "case",
        N_("Case"),
        (
            *("number", "title", "disclosure", "disclosure_seen", "inventors", "unit"),
            *("opened_on", "prepared_by", "due_on"),
        ),
    ),
    Group("assessors", N_("Assessors"), ("assessors",)),
    Group("terms", N_("Terms"), ("owners", "costs", "revenues", "terms")),
    Group(
        "decision",
        N_("Decision"),
        (
            *("outcome", "decision_reason", "departure_reason", "classifier_approval"),
            *("approvals_needed", "approvals", "meeting", "decided_on", "lapses_on"),
        ),
    ),
    Group("after", N_("What follows"), ("carried_out_on", "review_on", "appeal"), office=True),
)


def counted(record: Assessment) -> list[str]:
    """Return the names of the assessors whose scores count: they declared, have no interest, and are no inventors."""
    inventors = frozenset(names_in(record.inventors))
    return [
        each.name
        for each in record.assessors
        if each.name and each.interest == "none" and each.declared_on and each.name not in inventors
    ]


def sheets_of(record: Assessment) -> dict[str, Answers]:
    """Return the answers of each assessor whose scores count, by name; those who scored nothing are left out."""
    found = {name: sheet_of(record, name) for name in counted(record)}
    return {name: sheet for name, sheet in found.items() if sheet}


def settled(record: Assessment, checklist: Checklist | None) -> tuple[Assessment, Result | None]:
    """Return an assessment with all that follows from its answers, and the result; nothing passes without its list."""
    if checklist is None:
        return replace(
            record, gates="open" if record.checklist else "", unanswered=None, score=None, secret_score=None,
            spread=None, proposed="", approvals_needed=(), lapses_on=None,
        ), None  # fmt: skip
    sheets = list(sheets_of(record).values())
    result = evaluate(checklist, office_answers(record), sheets)
    ranges = spreads(checklist, sheets)
    needed = {each.step for each in result.approvals(checklist, record.outcome)} if record.outcome else set()
    lapses = record.decided_on is not None and checklist.lapses_after
    return replace(
        record,
        gates=result.gates,
        unanswered=len(result.missing),
        score=total_of(result.scores),
        secret_score=rounded(result.scores.get(KEEPING)),
        spread=max((most - least for least, most in ranges.values()), default=None),
        proposed=result.proposal.outcome if result.proposal else "",
        approvals_needed=tuple(option.code for option in STEPS if option.code in needed),
        lapses_on=add_months(record.decided_on, checklist.lapses_after)
        if lapses and record.decided_on
        else None,
    ), result


def findings(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about an assessment; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    if history.is_history(record, facts.started):
        yield from of_before(record, facts)
        return
    yield from noticed.case(record, facts)
    yield from noticed.checklist(record, facts)
    yield from noticed.assessors(record, facts)
    yield from decided.terms(record, facts)
    yield from decided.decision(record, facts)
    yield from decided.approvals(record, facts)
    yield from decided.secrecy(record, facts)
    yield from noticed.following(record, facts)
    yield from marked(record, facts, blocks=("scoring", "deciding", "decided", "carried-out"))


def of_before(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what is noticed about a decision of before this desk: nothing that its process here would have asked."""
    yield history.told_elsewhere(record)
    yield from history.unfollowed(record, facts)
    yield from as_told(each for each in decided.terms(record, facts) if each.id != "terms-missing")
    yield from decided.secrecy(record, facts)
    yield from marked(record, facts, blocks=DECIDED)


def facts(record: Assessment) -> Mapping[str, str]:
    """Return what other registers may need to know of an assessment; nothing of its content."""
    return {
        "disclosure": next(iter(record.disclosure), ""),
        "outcome": record.outcome,
        "proposed": record.proposed,
        "decided_on": record.decided_on.isoformat() if record.decided_on else "",
        "lapses_on": record.lapses_on.isoformat() if record.lapses_on else "",
        "gates": record.gates,
        "decided": "yes" if record.state in DECIDED else "no",
        ELSEWHERE: "yes" if record.state in DECIDED and not (record.checklist or record.gates) else "no",
        "inventors": record.inventors,
        "score": str(record.score) if record.score is not None else "",
    }


REGISTER: Final = Register(
    name="assessments",
    label=N_("Assessments before filing"),
    one=N_("Assessment"),
    record=Assessment,
    number="PG-{year}-{seq:04}",
    title="title",
    date="opened_on",
    columns=("number", "title", "unit", "inventors", "score", "proposed", "outcome", "decided_on", "due_on"),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    due_fields=("due_on", "lapses_on", "review_on"),
    checklist="assessment",
    settled=settled,
    asks=of_assessment,
    begins=history.begins,
    history=history.comes_in,
    old=history.OLD,
)
