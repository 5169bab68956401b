"""What the desk notices about an agreement: signatures and days that do not fit, and terms that clash with law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Basis, Facts, Finding, Severity
from ipdesk.model.kinds import LongText, Person, Text
from ipdesk.model.record import WITHDRAWN, fields_of
from ipdesk.model.text import N_, Message
from ipdesk.registers.days import in_order, not_ahead
from ipdesk.registers.links import unknown
from ipdesk.registers.markings import marked
from ipdesk.registers.person_choices import NOT_DRAFTED
from ipdesk.registers.sources import (
    NO_PENALTY,
    NON_COMPETE_GUIDE,
    NON_COMPETE_PAY,
    NON_COMPETE_PERSONS,
    OPINION_AGREEMENTS,
    PRACTICE,
    SECRECY_MARKS,
)
from ipdesk.rules.clause_clashes import (
    GUIDE_PERCENT,
    LONG_GUIDE_PERCENT,
    LONG_MONTHS,
    MOST_DAMAGES,
    MOST_MONTHS,
)
from ipdesk.rules.clauses import SLOTS

if TYPE_CHECKING:
    from ipdesk.registers.agreement_paper import Paper
    from ipdesk.registers.agreements import Agreement

OUT: Final = ("sent", "signed-one", "signed-both", "in-force")
SIGNED: Final = ("signed-both", "in-force")
ONE_SIDED: Final = frozenset({"leaver", "secrecy"})  # an undertaking: only the person signs
THREE_SIDED: Final = frozenset({"secondee"})
STAR: Final = "★"
DAYS_TO_SIGN: Final = 15  # practice
DAYS_AHEAD: Final = 30


def findings(record: Agreement, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about an agreement; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    if not record.person:
        yield _of("person-missing", "person", "block", Message(N_("It is not said who signs it.")),
                  OPINION_AGREEMENTS, N_("Link the person."), OUT)  # fmt: skip
    yield from unknown(record, facts, ("person", "movement", "projects"))
    yield from days(record, facts)
    yield from signatures(record)
    yield from waiting(record, facts)
    yield from drafting(record)
    if facts.paper is not None:
        yield from on_paper(facts.paper)
    else:
        yield from agreed_elsewhere(record)
    yield from unpaid(record, facts)
    yield from starred(record)
    yield from marked(record, facts, blocks=OUT)


def days(record: Agreement, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for days in the wrong order, as signed before drafted, and for those that have not come."""
    yield from in_order(
        record,
        (
            ("drafted_on", "sent_on"),
            ("drafted_on", "signed_on"),
            ("drafted_on", "countersigned_on"),
            ("effective_on", "expires_on"),
            ("effective_on", "ended_on"),
            ("period_from", "period_until"),
        ),
    )
    yield from not_ahead(record, ("drafted_on", "sent_on", "signed_on", "countersigned_on"), facts.today)


def signatures(record: Agreement) -> Iterator[Finding]:
    """Yield what is still unsigned or not sent, as far as a state calls for it."""
    if record.sent_on is None:
        yield _of(
            "sent-unsaid",
            "sent_on",
            "block",
            Message(N_("It is not said when it was sent.")),
            PRACTICE,
            N_("Enter the day on which it was sent."),
            ("sent",),
        )
    if record.signed_on is None and record.countersigned_on is None:
        yield _of("unsigned", "signed_on", "block", Message(N_("Nobody has signed it.")), OPINION_AGREEMENTS,
                  N_("Enter the day of the signature."), ("signed-one", *SIGNED))  # fmt: skip
    lacking = []
    if record.signed_on is None:
        lacking.append(Message(N_("the person")))
    if record.countersigned_on is None and record.kind not in ONE_SIDED:
        lacking.append(Message(N_("the laboratory")))
    if record.third_signed_on is None and (record.third_party or record.kind in THREE_SIDED):
        lacking.append(Message(N_("the third party")))
    if lacking:
        yield _of("signature-lacking", "signed_on", "block",
                  Message(N_("Not signed by: {names}."), names=lacking), OPINION_AGREEMENTS,
                  N_("Have it signed and enter the day."), SIGNED)  # fmt: skip
    if record.state in SIGNED and not record.scan:
        yield _of("scan-missing", "signed_on", "warn", Message(N_("The signed paper is not attached.")), PRACTICE,
                  N_("Scan the signed paper and attach it."))  # fmt: skip


def waiting(record: Agreement, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for what was sent and not signed in time, and for what expires."""
    if record.state in ("sent", "signed-one") and record.sent_on is not None:
        due = record.sent_on + timedelta(days=DAYS_TO_SIGN)
        late = due < facts.today
        said = (
            N_("Sent on {day} and not signed by all.")
            if late
            else N_("Sent on {day}; to be signed by {due}.")
        )
        yield _of("signing-due", "signed_on", "warn" if late else "info", Message(said, day=record.sent_on, due=due),
                  PRACTICE, N_("Remind whoever has not signed."), due=due, moves_to=SIGNED)  # fmt: skip
    until = record.expires_on
    if record.state == "in-force" and until is not None and until <= facts.today + timedelta(days=DAYS_AHEAD):
        late = until < facts.today
        said = N_("It expired on {day}.") if late else N_("It expires on {day}.")
        yield _of("expiry", "expires_on", "warn" if late else "info", Message(said, day=until), OPINION_AGREEMENTS,
                  N_("Have a new one signed, or record its end."), due=until,
                  moves_to=("superseded", "ended"))  # fmt: skip


def drafting(record: Agreement) -> Iterator[Finding]:
    """Yield what stands in the way of a draft: no template, no legal approval, characters that no font has."""
    if record.kind in NOT_DRAFTED or record.paper_number:
        return
    if not record.template:
        yield _of("not-drafted", "kind", "warn", Message(N_("No text was drafted from a template.")), OPINION_AGREEMENTS,
                  N_("Draft it, or enter the number of the paper that was signed."))  # fmt: skip
    elif not record.approval and record.state not in ("superseded", "ended", "refused"):
        yield _of("not-approved", "kind", "warn",
                  Message(N_("The legal office has not approved this version of the template.")), PRACTICE,
                  N_("Have the template approved, then draft it again."))  # fmt: skip
    if record.undrawable:
        yield _of("undrawable", "name", "warn",
                  Message(N_("No font here has: {signs}."), signs=record.undrawable), PRACTICE,
                  N_("Choose a font of your own that has them, then draft it again."))  # fmt: skip


def on_paper(paper: Paper) -> Iterator[Finding]:
    """Yield the blanks that nothing fills, and what of the chosen wordings clashes with law."""
    if paper.missing:
        yield _of("facts-missing", "kind", "warn",
                  Message(N_("Left blank in the text: {slots}."), slots=[Message(SLOTS[each]) for each in paper.missing]),
                  PRACTICE, N_("Fill them in, or write them by hand before it is signed."))  # fmt: skip
    for each in paper.clashes:
        yield Finding(
            id="clash",
            field="clauses",
            severity=each.severity,
            message=each.message,
            basis=each.basis,
            clears=each.clears,
            blocks=OUT if each.severity == "block" else (),
        )


def agreed_elsewhere(record: Agreement) -> Iterator[Finding]:
    """Yield where a paper that was not drafted here goes beyond what the law allows, as far as its figures tell."""
    if record.kind == "non-compete" or record.non_compete_months:
        yield from non_compete(record)
    yield from penalty(record)


def non_compete(record: Agreement) -> Iterator[Finding]:
    """Yield where a non-compete goes beyond what the law allows, or is less than the guide asks for."""
    months = record.non_compete_months
    if months is not None and months > MOST_MONTHS:
        yield _of("non-compete-long", "non_compete_months", "block",
                  Message(N_("A non-compete of {months} months is longer than two years."), months=months),
                  NON_COMPETE_PERSONS, N_("Shorten it to two years or less."), OUT)  # fmt: skip
    if not record.non_compete_pay:
        yield _of("non-compete-unpaid", "non_compete_pay", "block",
                  Message(N_("A non-compete without monthly compensation.")), NON_COMPETE_PAY,
                  N_("Agree on a monthly compensation, or leave the non-compete out."), OUT)  # fmt: skip
    elif record.monthly_pay:
        percent = LONG_GUIDE_PERCENT if (months or 0) > LONG_MONTHS else GUIDE_PERCENT
        if record.non_compete_pay < record.monthly_pay * percent / 100:
            yield _of("non-compete-low", "non_compete_pay", "warn",
                      Message(N_("The compensation is under {share} of the average pay."), share=f"{percent}%"),
                      NON_COMPETE_GUIDE, N_("Raise it, or have the legal office look at it."))  # fmt: skip
    if record.bound in ("", "nobody"):
        yield _of("non-compete-group", "bound", "warn",
                  Message(N_("It is not said why this person may be bound by a non-compete.")), NON_COMPETE_PERSONS,
                  N_("Choose the group, or leave the non-compete out."))  # fmt: skip


def unpaid(record: Agreement, facts: Facts) -> Iterator[Finding]:
    """Yield the first month of a started non-compete whose compensation is not recorded as paid."""
    if record.non_compete_state != "started" or record.non_compete_on is None:
        return
    paid = sum(1 for each in record.payments if each.paid_on is not None)
    due = add_months(record.non_compete_on, paid + 1)
    last = add_months(record.non_compete_on, record.non_compete_months or 0)
    if due <= min(last, facts.today + timedelta(days=DAYS_AHEAD)):
        yield _of("compensation-due", "payments", "warn" if due < facts.today else "info",
                  Message(N_("The compensation of month {month} is due on {day}."), month=paid + 1, day=due),
                  NON_COMPETE_PAY, N_("Have it paid and enter the proof."), due=due)  # fmt: skip


def penalty(record: Agreement) -> Iterator[Finding]:
    """Yield a finding for liquidated damages where there may be none, or more than the guide thinks fit."""
    if record.damages is None or not record.damages:
        return
    if record.kind != "non-compete" and not record.non_compete_months:
        yield _of("penalty-barred", "damages", "block",
                  Message(N_("Liquidated damages for plain secrecy cannot be agreed with an employee.")), NO_PENALTY,
                  N_("Leave them out; damages are owed by law."), OUT)  # fmt: skip
    whole = (record.non_compete_pay or 0) * (record.non_compete_months or 0)
    if whole and record.damages > whole * MOST_DAMAGES:
        yield _of("penalty-high", "damages", "warn",
                  Message(N_("The liquidated damages are over five times the whole compensation.")),
                  NON_COMPETE_GUIDE, N_("Lower them, or have the legal office look at it."))  # fmt: skip


def starred(record: Agreement) -> Iterator[Finding]:
    """Yield a finding for each text with the mark of state secrets, which an agreement of this kind never bears."""
    for each in fields_of(type(record)):
        if isinstance(each.kind, Text | LongText | Person) and STAR in getattr(record, each.name):
            yield _of("star", each.name, "block",
                      Message(N_("“★” stands in “{field}”; it marks state secrets alone."),
                              field=Message(each.kind.label)), SECRECY_MARKS, N_("Take it out."), OUT)  # fmt: skip


def _of(
    name: str,
    field: str,
    severity: Severity,
    message: Message,
    basis: Basis,
    clears: str,
    blocks: tuple[str, ...] = (),
    **more: object,
) -> Finding:
    return Finding(
        id=name,
        field=field,
        severity=severity,
        message=message,
        basis=basis,
        clears=Message(clears),
        blocks=blocks,
        **more,  # type: ignore[arg-type]  # due and moves_to, as they are
    )
