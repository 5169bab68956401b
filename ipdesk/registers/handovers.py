"""Hand-overs to operation (移交运营): what the laboratory gives to the body that operates it, and on which terms.

Sources: 国知发运字〔2021〕7号（三）（五）.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Choice, Day, Link, LongText, Number, Option, Person, Rows, Text, option_label
from ipdesk.model.record import MARKING_FIELDS, WITHDRAWN, Record
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_, Message
from ipdesk.registers.asks import of_handover
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.days import in_order, not_ahead
from ipdesk.registers.history import carries_here
from ipdesk.registers.links import unknown
from ipdesk.registers.markings import marked
from ipdesk.registers.origins import ASSESSMENT, DISCLOSURE
from ipdesk.registers.sources import OPINION_ASSESSMENT, OPINION_USE, PRACTICE

ROUTES: Final = (
    Option("licence", N_("Licence to others"), ("许可", "许可实施", "普通许可", "独占许可", "排他许可")),
    Option("transfer", N_("Transfer to others"), ("转让", "专利转让")),
    Option("equity", N_("Contribution as equity"), ("作价入股", "作价投资", "入股")),
    Option("own", N_("Own implementation"), ("自行实施", "自主实施", "自行转化")),
    Option("open-licence", N_("Open licence"), ("开放许可",)),
    Option("other", N_("Another route"), ("其他", "其它")),
)
GONE: Final = frozenset({"dropped", "ended", WITHDRAWN})
# What is undecided, to be given up or not worth protecting is nothing to operate.
NOT_OPERATED: Final = frozenset({"supplement", "release", "none"})
GIVEN: Final = ("handed-over", "received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is handed over: a paper, a file, a sample."""

    what: Annotated[
        str, Text(label=N_("What is handed over"), content=True, aliases=("名称", "材料名称", "资料名称"))
    ] = ""
    form: Annotated[str, Text(label=N_("Its form"), aliases=("形式", "载体", "介质"))] = ""
    copies: Annotated[int | None, Number(label=N_("Copies"), aliases=("份数", "数量"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Record):
    """A hand-over of achievements or rights to the body that operates them, and their receipt."""

    number: Annotated[str, Text(label=N_("Record number"), aliases=("移交编号", "移交单号", "编号"))] = ""
    title: Annotated[
        str,
        Text(
            label=N_("What the hand-over is of"),
            help=N_("A title that reveals nothing."),
            required="handed-over",
            aliases=("移交名称", "移交事项名称", "成果名称", "名称"),
        ),
    ] = ""
    disclosure: Annotated[tuple[str, ...], DISCLOSURE] = ()
    assessment: Annotated[tuple[str, ...], ASSESSMENT] = ()
    patents: Annotated[
        tuple[str, ...],
        Link(
            label=N_("Patents and applications"),
            to="patents",
            aliases=("专利编号", "涉及专利", "相关专利", "专利"),
        ),
    ] = ()
    receiver: Annotated[
        str,
        Text(
            label=N_("Operation body"),
            help=N_("The unit or company that operates it for the laboratory."),
            required="handed-over",
            aliases=("接收单位", "运营单位", "转移转化机构", "接收部门", "运营部门"),
        ),
    ] = ""
    handed_by: Annotated[
        str,
        Person(
            label=N_("Handed over by"), required="handed-over", aliases=("移交经办人", "交出人", "移交负责人")
        ),
    ] = ""
    handed_on: Annotated[
        date | None,
        Day(label=N_("Handed over on"), required="handed-over", aliases=("移交时间", "交出日期")),
    ] = None
    received_by: Annotated[
        str,
        Person(label=N_("Received by"), required="received", aliases=("接收经办人", "接收负责人", "签收人")),
    ] = ""
    received_on: Annotated[
        date | None,
        Day(label=N_("Receipt signed on"), required="received", aliases=("签收日期", "接收时间", "接收日期")),
    ] = None
    items: Annotated[
        tuple[Item, ...],
        Rows(
            label=N_("Items handed over"),
            of=Item,
            one=N_("Item handed over"),
            aliases=("移交材料", "移交清单", "移交资料", "资料清单"),
        ),
    ] = ()
    route: Annotated[
        str,
        Choice(
            label=N_("Planned route of use"),
            options=ROUTES,
            aliases=("转化方式", "运营方式", "拟转化方式", "转化途径"),
        ),
    ] = ""
    expected_use: Annotated[
        str, LongText(label=N_("Expected use"), aliases=("预期应用", "应用前景", "预期转化"))
    ] = ""
    conditions: Annotated[
        str,
        LongText(
            label=N_("Conditions of the hand-over"),
            help=N_("Secrecy, costs, share of the income, reports, and what the laboratory keeps."),
            aliases=("移交约定", "约定事项", "附加条件"),
        ),
    ] = ""
    refused_reason: Annotated[
        str,
        LongText(label=N_("Why it was sent back"), aliases=("退回理由", "拒收原因", "不接收原因")),
    ] = ""


# Returned stands before handed over, so that nothing required from there on counts for it.
STATES: Final = States(
    states=(
        State("prepared", N_("Being prepared"), waits_for=N_("IP officer")),
        State("returned", N_("Sent back"), waits_for=N_("IP officer")),
        State("handed-over", N_("Handed over"), waits_for=N_("Operation body")),
        State("received", N_("Receipt signed"), final=True),
    ),
    moves=(
        Move("prepared", "handed-over", N_("Hand over")),
        Move("returned", "handed-over", N_("Hand over again")),
        Move("handed-over", "received", N_("Record the receipt")),
        Move("handed-over", "returned", N_("Record that it was sent back"), reason=True, unchecked=True),
        Move("handed-over", "prepared", N_("Take it back"), reason=True, unchecked=True),
        Move("received", "handed-over", N_("Open again"), reason=True, unchecked=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group("identity", N_("The hand-over"), ("number", "title", "disclosure", "assessment", "patents")),
    Group(
        "parties",
        N_("From hand to hand"),
        ("receiver", "handed_by", "handed_on", "received_by", "received_on", "items"),
    ),
    Group("terms", N_("Use and terms"), ("route", "expected_use", "conditions")),
    Group("return", N_("Sent back"), ("refused_reason",)),
)


def findings(record: Handover, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a hand-over; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from subject(record)
    yield from assessed(record, facts)
    yield from rights(record, facts)
    yield from terms(record)
    yield from unknown(record, facts, ("disclosure", "assessment", "patents"))
    yield from in_order(record, (("handed_on", "received_on"),))
    yield from not_ahead(record, ("handed_on", "received_on"), facts.today)
    yield from marked(record, facts, blocks=GIVEN)


def subject(record: Handover) -> Iterator[Finding]:
    """Yield a finding when nothing is linked that is handed over, or a disclosure that no assessment went before."""
    if not (record.disclosure or record.assessment or record.patents):
        yield Finding(
            id="nothing-linked",
            field="disclosure",
            severity="block",
            message=Message(N_("It is not said which achievement or right is handed over.")),
            basis=OPINION_USE,
            clears=Message(N_("Link the disclosure with its assessment, or the patent.")),
            blocks=GIVEN,
        )
    elif record.disclosure and not record.assessment and not record.patents:
        yield Finding(
            id="not-assessed",
            field="assessment",
            severity="warn",
            message=Message(N_("A disclosure is handed over without an assessment.")),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Link the assessment that found it fit to be operated.")),
        )


def assessed(record: Handover, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for an assessment that is not decided, or whose outcome leaves nothing to operate."""
    for number in record.assessment:
        linked = facts.linked.get(("assessments", number))
        if linked is None:
            continue
        outcome = linked.facts.get("outcome", "")
        if linked.state == WITHDRAWN or linked.facts.get("decided", "") != "yes":
            yield Finding(
                id="assessment-undecided",
                field="assessment",
                severity="block",
                message=Message(N_("Assessment {number} has no decision that stands."), number=number),
                basis=OPINION_ASSESSMENT,
                clears=Message(N_("Have the assessment decided.")),
                blocks=GIVEN,
            )
        elif not carries_here(linked.facts, record, record.handed_on, facts.started, GIVEN):
            yield Finding(
                id="assessment-elsewhere",
                field="assessment",
                severity="block",
                message=Message(
                    N_("Assessment {number} was decided before this desk began, as a ledger tells: it carries nothing handed over since."),
                    number=number,
                ),
                basis=OPINION_ASSESSMENT,
                clears=Message(N_("Decide that assessment again here, with its checklist.")),
                blocks=GIVEN,
            )  # fmt: skip
        elif outcome in NOT_OPERATED:
            label = Message(option_label(OUTCOMES, outcome))
            text = N_("The outcome of assessment {number} is “{outcome}”, which leaves nothing to operate.")
            yield Finding(
                id="assessment-outcome",
                field="assessment",
                severity="warn",
                message=Message(text, number=number, outcome=label),
                basis=OPINION_ASSESSMENT,
                clears=Message(N_("Correct the number, or have it assessed anew.")),
            )


def rights(record: Handover, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each right that is no longer there to be operated."""
    for number in record.patents:
        linked = facts.linked.get(("patents", number))
        if linked is not None and linked.state in GONE:
            yield Finding(
                id="right-gone",
                field="patents",
                severity="warn",
                message=Message(N_("{number} has ended or is not filed."), number=number),
                basis=OPINION_USE,
                clears=Message(N_("Take it off, or correct its state.")),
            )


def terms(record: Handover) -> Iterator[Finding]:
    """Yield a finding for a missing route or list, for one person at both ends, and for a return without a reason."""
    if not record.route:
        yield Finding(
            id="route-missing",
            field="route",
            severity="warn",
            message=Message(N_("It is not said how it is to be used.")),
            basis=OPINION_USE,
            clears=Message(N_("Choose the planned route of use.")),
        )
    if not record.items and not record.withheld:
        yield Finding(
            id="items-missing",
            field="items",
            severity="warn",
            message=Message(N_("It is not listed what is handed over.")),
            basis=PRACTICE,
            clears=Message(N_("List the papers, files and samples.")),
        )
    if record.handed_by and folded(record.handed_by) == folded(record.received_by):
        yield Finding(
            id="same-hand",
            field="received_by",
            severity="warn",
            message=Message(N_("{name} both hands over and receives."), name=record.handed_by),
            basis=PRACTICE,
            clears=Message(N_("Have it received by somebody of the operation body.")),
        )
    if record.state == "returned" and not record.refused_reason and not record.withheld:
        yield Finding(
            id="refusal-unsaid",
            field="refused_reason",
            severity="warn",
            message=Message(N_("It was sent back, and it is not said why.")),
            basis=PRACTICE,
            clears=Message(N_("Enter why it was sent back.")),
        )


def facts(record: Handover) -> Mapping[str, str]:
    """Return what other registers may need to know of a hand-over; nothing of its content."""
    return {
        "receiver": record.receiver,
        "route": record.route,
        "handed_on": record.handed_on.isoformat() if record.handed_on else "",
        "received_on": record.received_on.isoformat() if record.received_on else "",
    }


REGISTER: Final = Register(
    name="handovers",
    label=N_("Hand-overs to operation"),
    one=N_("Hand-over"),
    record=Handover,
    number="YJ-{year}-{seq:03}",
    title="title",
    date="handed_on",
    columns=(
        "number",
        "title",
        "receiver",
        "route",
        "handed_by",
        "handed_on",
        "received_by",
        "received_on",
        "level",
    ),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    asks=of_handover,
)
