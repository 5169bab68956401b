"""What keeps a review from being passed: the level, the checks, the opinions, and a verdict that is another one.

Sources: 国知发运字〔2021〕7号（九）, 保守国家秘密法第三十五条. Which check is for whom, and what it keeps shut, is practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.paper_choices import LEADS_TO, STEPS, VERDICTS
from ipdesk.registers.paper_manifest import under_review
from ipdesk.registers.paper_states import OPEN, OUT, RULED
from ipdesk.registers.sources import (
    DUAL_USE,
    OPINION_AGREEMENTS,
    PRACTICE,
    SECRECY_BEFORE_RELEASE,
    TRADE_SECRETS,
)

if TYPE_CHECKING:
    from ipdesk.registers.papers import Paper
    from ipdesk.rules.checklist import Result

# Answers of our list that the desk looks at; where the laboratory's own has other ones, nothing is told of them.
ABROAD: Final = "foreign.involved"
OVERLAP: Final = "trade.overlap"
SIGNED_BY: Final = (
    "approved",
    "to-change",
    "limited",
)  # states for which the opinions asked for have to be there


def gates(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield all that keeps a review from being passed, but for filings, authors and days, and what was passed unanswered."""
    yield from unanswered(record)
    if record.state == "published":
        return
    yield from level(record, facts)
    yield from checks(record, facts)
    yield from abroad(record, facts.answered)
    yield from opinions(record)
    yield from verdict(record)


def level(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what stands against publishing by the level of the record, or of secrets that lie near it."""
    if record.level == "classified" or record.classification:
        yield Finding(
            id="classified",
            field="level",
            severity="block",
            message=Message(N_("It is classified or unclear: it is not published openly.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("Go to the classification officer; limit the circle or refuse publication.")),
            blocks=OPEN if record.found_later else OUT,
        )
    if record.level == "trade":
        yield Finding(
            id="trade-level",
            field="level",
            severity="block",
            message=Message(N_("It is marked as a technical secret: publication would end that.")),
            basis=TRADE_SECRETS,
            clears=Message(N_("Take out what is secret and correct the level, or refuse publication.")),
            blocks=OPEN,
        )
    answer = facts.answered.live.get(OVERLAP, "") if facts.answered is not None else ""
    for number in record.secrets:
        held = facts.linked.get(("secrets", number))
        ended = held is None or held.state in (WITHDRAWN, "released")
        if not ended and answer != "no":
            yield Finding(
                id="secret-near",
                field="secrets",
                severity="block",
                message=Message(N_("{number} is kept secret and lies near it."), number=number),
                basis=TRADE_SECRETS,
                clears=Message(N_("Compare with its keeper, and answer the question on overlap.")),
                blocks=OPEN,
            )


def checks(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what stands open or shut in the checks; a shut one still lets the circle be limited or the paper put off."""
    result: Result | None = facts.answered
    if result is None:
        kept = N_("The checklist of this review is not kept here.")
        yield Finding(
            id="checklist-missing",
            field="checklist",
            severity="block",
            message=Message(kept if record.checklist else N_("No checklist was begun.")),
            basis=OPINION_AGREEMENTS,
            clears=Message(N_("Begin it with the checklist in force.")),
            blocks=(*OPEN, "limited"),
        )
        return
    for item in result.failed:
        yield Finding(
            id="check-shut",
            field="answers",
            severity="block",
            message=Message(N_("Shut: {question}"), question=item.question),
            basis=item.basis[0],
            clears=Message("{act}", act=item.clears),
            blocks=OPEN,
        )
    if result.missing:
        yield Finding(
            id="checks-open",
            field="answers",
            severity="block",
            message=Message(N_("Checks without an answer: {count}."), count=len(result.missing)),
            basis=OPINION_AGREEMENTS,
            clears=Message(N_("Answer each of the fourteen checks that is asked.")),
            blocks=(*OPEN, "limited"),
        )
    wants = result.proposal.outcome if result.proposal else ""
    if wants and record.verdict and wants != record.verdict:
        yield Finding(
            id="other-than-proposed",
            field="verdict",
            severity="warn",
            message=Message(
                N_("The checks lead to “{proposed}”, and the verdict is “{verdict}”."),
                proposed=Message(option_label(VERDICTS, wants)),
                verdict=Message(option_label(VERDICTS, record.verdict)),
            ),
            basis=PRACTICE,
            clears=Message(N_("Say under the conditions why, or correct verdict or answers.")),
        )


def abroad(record: Paper, result: Result | None) -> Iterator[Finding]:
    """Yield a finding where venue or an author is abroad and the export questions were not asked."""
    where = [record.venue_country] if is_foreign(record.venue_country) else []
    where += [each.name or each.country for each in record.authors if is_abroad(each)]
    if where and result is not None and result.live.get(ABROAD, "") == "no":
        yield Finding(
            id="abroad-unanswered",
            field="answers",
            severity="block",
            message=Message(
                N_("Abroad are: {where}; the checks say that nobody is, so exports were not asked about."),
                where=where,
            ),
            basis=DUAL_USE,
            clears=Message(N_("Answer that it goes abroad, and then the questions on exports.")),
            blocks=OPEN,
        )


def is_abroad(author: object) -> bool:
    """Say whether an author is from abroad, by standing or by country."""
    return getattr(author, "standing", "") == "foreign" or is_foreign(getattr(author, "country", ""))


def unanswered(record: Paper) -> Iterator[Finding]:
    """Yield a finding where it was passed while findings of the text check, which hold it back, stood unanswered."""
    count = sum(bool(row.key) and not row.answer for row in record.handled)
    if count:
        yield Finding(
            id="passed-unanswered",
            field="handled",
            severity="warn",
            message=Message(
                N_("It was passed with {count} findings of the text check that hold it back and nobody answered."),
                count=count,
            ),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("Review it again: check the attached files, and answer each finding or change the text.")),
            moves_to=("review",),
        )  # fmt: skip


def opinions(record: Paper) -> Iterator[Finding]:
    """Yield opinions that are asked for and not there, or older than the files, and those against it."""
    newest = max((each.added_on for each in under_review(record) if each.added_on), default=date.min)
    # An opinion on files that were not there yet is none on those under review.
    given = {row.step for row in record.opinions if row.opinion and row.name and row.on and row.on >= newest}
    lacking = [step for step in record.opinions_needed if step not in given]
    if lacking:
        yield Finding(
            id="opinions-missing",
            field="opinions",
            severity="block",
            message=Message(
                N_("Opinions are lacking: {steps}."),
                steps=[Message(option_label(STEPS, step)) for step in lacking],
            ),
            basis=PRACTICE,
            clears=Message(
                N_("Enter each opinion with name and day; none is older than the files under review.")
            ),
            blocks=SIGNED_BY,
        )
    for index, row in enumerate(record.opinions):
        if row.opinion == "disagree":
            yield Finding(
                id="opinion-against",
                field=f"opinions[{index}].opinion",
                severity="block",
                message=Message(
                    N_("{step} does not agree."), step=Message(option_label(STEPS, row.step) or "—")
                ),
                basis=PRACTICE,
                clears=Message(N_("Settle it and enter the new opinion, or decide otherwise.")),
                blocks=OPEN,
            )


def verdict(record: Paper) -> Iterator[Finding]:
    """Yield a finding where no verdict is there, where it leads elsewhere, or where it says too little."""
    if not record.verdict:
        yield Finding(
            id="verdict-missing",
            field="verdict",
            severity="warn",
            message=Message(N_("There is no verdict yet.")),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("Enter the verdict and its day.")),
            blocks=RULED,
        )
        return
    target = LEADS_TO[record.verdict]
    if record.state in ("submitted", "review"):
        yield Finding(
            id="verdict-leads",
            field="verdict",
            severity="info",
            message=Message(
                N_("The verdict is “{verdict}”."), verdict=Message(option_label(VERDICTS, record.verdict))
            ),
            clears=Message(N_("Move the review to the state of that verdict, or correct the verdict.")),
            blocks=tuple(state for state in RULED if state != target),
            moves_to=(target,),
        )
    if record.decided_on is None:
        yield _lacks("decided_on", N_("The verdict has no day."), N_("Enter its day."), target)
    if record.verdict == "approve-after-change" and not record.conditions and not record.withheld:
        said = N_("It is not said what has to be changed.")
        yield _lacks("conditions", said, N_("List the changes."), target)
    waits = (*record.deferred_disclosures, *record.deferred_patents)
    if record.verdict == "defer-until-filed" and not waits:
        said = N_("It is not said which filing it waits for.")
        yield _lacks("deferred_disclosures", said, N_("Name the disclosure or the application."), target)
    if record.verdict == "defer-until" and not (record.deferred_until or record.conditions):
        said = N_("It is not said until when or for which approval it is put off.")
        yield _lacks(
            "deferred_until", said, N_("Enter the day, or the approval under the conditions."), target
        )


def _lacks(field: str, said: str, act: str, target: str) -> Finding:
    return Finding(
        id="verdict-incomplete",
        field=field,
        severity="warn",
        message=Message(said),
        basis=PRACTICE,
        clears=Message(act),
        blocks=(target,),
    )
