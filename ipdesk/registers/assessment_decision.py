"""What the desk notices about the terms and the decision of an assessment: splits, reasons, approvals, secrecy.

Sources: 国知发运字〔2021〕7号（三）（四）, 促进科技成果转化法 44–45, 国防专利条例 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Basis, Facts, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.model.values import decimal_text
from ipdesk.registers.assessment_choices import APPLYING, COSTS, HOLDING, OPEN, OUTCOMES, STEPS
from ipdesk.registers.assessment_findings import DECIDING
from ipdesk.registers.names import names_in
from ipdesk.registers.sources import (
    DEFENCE_PATENT,
    FISCAL_COSTS,
    OPINION_ASSESSMENT,
    PRACTICE,
    SCIENCE_SECRETS,
)
from ipdesk.rules.floors import known_floors

if TYPE_CHECKING:
    from ipdesk.registers.assessment_rows import CostShare
    from ipdesk.registers.assessments import Assessment

WHOLE: Final = Decimal(100)
SPLITS: Final = {"owners": N_("Ownership"), "costs": N_("Cost split"), "revenues": N_("Revenue split")}
WITH_TERMS: Final = APPLYING | {"technical-secret", "register"}
GIVING_UP: Final = frozenset({"release", "none", "publish"})  # decisions that may have to be answered for


def terms(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the splits: missing, not exactly 100%, or a researcher's cost paid from fiscal funds."""
    shares = {
        "owners": [("", [row.share for row in record.owners])],
        "costs": [(cost, [row.share for row in own]) for cost, own in _by_cost(record)],
        "revenues": [("", [row.share for row in record.revenues])],
    }
    for field, label in SPLITS.items():
        if not getattr(record, field) and record.outcome in WITH_TERMS:
            yield Finding(
                id="terms-missing",
                field=field,
                severity="block",
                message=Message(N_("“{field}” is not agreed yet."), field=Message(label)),
                basis=OPINION_ASSESSMENT,
                clears=Message(N_("Enter who gets or bears which share.")),
                blocks=DECIDING,
            )
        for part, own in shares[field]:
            yield from _sum(field, label, part, own)
    yield from _fiscal(record)
    yield from _floors(record, facts)


def _by_cost(record: Assessment) -> list[tuple[str, tuple[CostShare, ...]]]:
    costs = dict.fromkeys(row.cost for row in record.costs)
    return [(cost, tuple(row for row in record.costs if row.cost == cost)) for cost in costs]


def _sum(field: str, label: str, part: str, shares: list[Decimal | None]) -> Iterator[Finding]:
    """Yield a finding for shares that are not exactly the whole."""
    given = sum((share for share in shares if share is not None), Decimal())
    if not shares or (given == WHOLE and None not in shares):
        return
    name = Message("{label}: {part}", label=Message(label), part=Message(option_label(COSTS, part)))
    yield Finding(
        id="split-sum",
        field=field,
        severity="block",
        message=Message(
            N_("{field}: the shares sum to {sum}%, not to 100%."),
            field=name if part else Message(label),
            sum=decimal_text(given),
        ),
        basis=OPINION_ASSESSMENT,
        clears=Message(N_("Make them exactly 100%.")),
        blocks=DECIDING,
    )


def _fiscal(record: Assessment) -> Iterator[Finding]:
    for index, row in enumerate(record.costs):
        if row.payer == "researcher" and row.funds == "fiscal":
            yield Finding(
                id="fiscal-for-researcher",
                field=f"costs[{index}].funds",
                severity="block",
                message=Message(N_("What a researcher bears is to be paid from fiscal funds.")),
                basis=FISCAL_COSTS,
                clears=Message(N_("Name another source, or let the laboratory bear that share.")),
                blocks=DECIDING,
            )
        elif not row.funds:
            yield Finding(
                id="funds-unknown",
                field=f"costs[{index}].funds",
                severity="block",
                message=Message(N_("The fund source of a cost is not named.")),
                basis=FISCAL_COSTS,
                clears=Message(N_("Name it.")),
                blocks=DECIDING if row.payer == "researcher" else (),
            )


def _floors(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each statutory share of income that the split stays below."""
    day = record.decided_on or facts.today
    shared = sum(
        (
            row.share or Decimal()
            for row in record.revenues
            if row.party in ("contributors", "transfer-staff")
        ),
        Decimal(),
    )
    for floor in known_floors().floors_on(day, "licence") if record.revenues else ():
        if floor.unit != "percent" or shared >= floor.value:
            continue
        yield Finding(
            id="below-floor",
            field="revenues",
            severity="warn",
            message=Message(
                N_("The share of those who made it and brought it into use is {share}%, below the statutory floor of {floor}%."),
                share=decimal_text(shared),
                floor=floor.value,
            ),
            basis=floor.basis[0],
            clears=Message(N_("Raise the share, or name the agreement or the lawful rules of the unit that say otherwise.")),
        )  # fmt: skip


def decision(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what a decision lacks: reasons, a reason for departing from the proposal, a day in its place."""
    if not record.outcome:
        return
    if not record.decision_reason:
        yield _lacking("decision_reason", N_("The decision has no reasons."), N_("Give the reasons."))
    if record.proposed and record.outcome != record.proposed and not record.departure_reason:
        yield Finding(
            id="departure-unexplained",
            field="departure_reason",
            severity="block",
            message=Message(
                N_("The desk proposes “{proposed}”; the decision is “{outcome}”."),
                proposed=Message(option_label(OUTCOMES, record.proposed)),
                outcome=Message(option_label(OUTCOMES, record.outcome)),
            ),
            basis=PRACTICE,
            clears=Message(N_("Say why it is decided otherwise.")),
            blocks=DECIDING,
        )
    yield from _day(record, facts)


def _lacking(field: str, said: str, act: str, basis: Basis = OPINION_ASSESSMENT) -> Finding:
    return Finding(
        id=f"{field.partition('[')[0]}-missing",
        field=field,
        severity="block",
        message=Message(said),
        basis=basis,
        clears=Message(act),
        blocks=DECIDING,
    )


def _day(record: Assessment, facts: Facts) -> Iterator[Finding]:
    day = record.decided_on
    if day is None:
        return
    last = max(_days(record), default=None)
    wrong = None
    if day > facts.today:
        wrong = Message(N_("The decision is dated {day}, which is still to come."), day=day)
    elif last is not None and day < last:
        wrong = Message(
            N_("The decision is dated {day}, before the assessment was done ({last})."), day=day, last=last
        )
    if wrong is not None:
        yield Finding(
            id="decision-day",
            field="decided_on",
            severity="block",
            message=wrong,
            basis=PRACTICE,
            clears=Message(N_("Correct the day that is wrong.")),
            blocks=DECIDING,
        )


def _days(record: Assessment) -> Iterable[date]:
    """Yield the days on which something was done that a decision rests on."""
    days = (
        record.opened_on,
        *(row.on for row in record.answers),
        *(row.scored_on for row in record.assessors),
    )
    return (day for day in days if day is not None)


def approvals(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield the steps of approval that are lacking or refused, and approvals by somebody with a part in the case."""
    inventors = frozenset(names_in(record.inventors))
    given = {row.step for row in record.approvals if row.opinion == "agree" and row.name and row.on}
    for step in record.approvals_needed:
        if step == "committee":
            yield from _committee(record, facts)
        elif step not in given:
            yield Finding(
                id="approval-missing",
                field="approvals",
                severity="block",
                message=Message(
                    N_("The approval of {step} is not on record."), step=Message(option_label(STEPS, step))
                ),
                basis=PRACTICE,
                clears=Message(N_("Enter who agreed, and on which day.")),
                blocks=DECIDING,
            )
    for index, row in enumerate(record.approvals):
        place = f"approvals[{index}]"
        if row.opinion == "disagree":
            yield Finding(
                id="approval-refused",
                field=f"{place}.opinion",
                severity="block",
                message=Message(N_("{name} does not agree."), name=row.name),
                basis=PRACTICE,
                clears=Message(N_("Decide otherwise, or record that the person agrees now.")),
                blocks=DECIDING,
            )
        if row.name and row.name in inventors:
            yield Finding(
                id="approver-inventor",
                field=f"{place}.name",
                severity="block",
                message=Message(
                    N_("{name} is an inventor of this case and cannot decide on it."), name=row.name
                ),
                basis=PRACTICE,
                clears=Message(N_("Let somebody else take this step.")),
                blocks=DECIDING,
            )
        if record.outcome in GIVING_UP and row.name and not row.no_gain:
            yield _lacking(
                f"{place}.no_gain",
                N_("It is not declared that nothing unlawful is gained by this decision."),
                N_(
                    "Have it declared: whoever decides not to file, with diligence, may be exempted only then."
                ),
            )


def _committee(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield a finding unless a meeting with signed minutes resolved on just this."""
    for number in record.meeting:
        met = facts.linked.get(("meetings", number))
        told = met.facts if met else {}
        if told.get("signed") == "yes" and told.get(f"{record.number}.outcome") == record.outcome:
            return
    yield Finding(
        id="committee-missing",
        field="meeting",
        severity="block",
        message=Message(N_("No committee meeting with signed minutes resolved on this decision.")),
        basis=OPINION_ASSESSMENT,
        clears=Message(
            N_("Put the case before the committee, and name the meeting once its minutes are signed.")
        ),
        blocks=DECIDING,
    )


def secrecy(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what the level forbids: what is classified leaves on no ordinary way, top secret on none."""
    level = record.classification
    unclear = record.level == "classified" and not level
    for number in record.disclosure:
        if known := facts.linked.get(("disclosures", number)):
            level = level or known.facts.get("classification", "")
            unclear = unclear or (known.facts.get("level") == "classified" and not level)
    if not record.outcome or record.outcome in HOLDING or not (level or unclear):
        return
    if unclear or level == "top-secret":
        said = (
            N_("The level is not decided, so nothing may leave.")
            if unclear
            else N_("What is top secret goes to no patent, not even a defence patent.")
        )
        yield _shut(said, N_("Have the level decided first."), DEFENCE_PATENT)
    elif record.outcome in OPEN | {"technical-secret"}:
        yield _shut(
            N_("What is classified is not filed, registered, published or released on an ordinary way."),
            N_("Choose a defence patent or a secret patent, or wait for declassification."),
            SCIENCE_SECRETS,
        )
    elif not record.classifier_approval:
        yield Finding(
            id="classifier-approval",
            field="classifier_approval",
            severity="block",
            message=Message(N_("The approval of the original classifier is not on record.")),
            basis=SCIENCE_SECRETS,
            clears=Message(N_("Enter its number and day.")),
            blocks=DECIDING,
        )


def _shut(said: str, act: str, basis: Basis) -> Finding:
    return Finding(
        id="outcome-classified",
        field="outcome",
        severity="block",
        message=Message(said),
        basis=basis,
        clears=Message(act),
        blocks=DECIDING,
    )
