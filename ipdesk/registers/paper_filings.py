"""What publishing does to filings that are not made yet, and what a hold waits for.

Sources: 专利法第二十四条, 实施细则第三十三条. No journal, preprint, thesis, own web page or ordinary meeting is covered by a
case of Art. 24; that one of the cases holds is shown by proof, and never assumed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Facts, Finding, Linked
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.registers.paper_choices import EXCEPTIONAL
from ipdesk.registers.paper_states import OPEN, PENDING
from ipdesk.registers.sources import GRACE, OPINION_DISCLOSURE, PRACTICE

if TYPE_CHECKING:
    from ipdesk.registers.papers import Paper

GRACE_MONTHS: Final = 6
HANDED_IN: Final = ("submitted_on", "planned_submission")
PUBLIC: Final = ("abstract_on", "online_on", "published_on", "planned_publication")
# Decisions on a disclosure by which no application is waited for.
NO_FILING: Final = frozenset({"registered", "published", "released", "none"})

TO_BE_PROVED: Final = N_(
    "Patent Law Art. 24 covers only an international exhibition hosted or recognised by the Chinese "
    "government, or a prescribed meeting, within six months before filing; that is to be proved."
)
NOT_COVERED: Final = N_("No case of Patent Law Art. 24 covers a publication of this kind.")


def filings(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what is planned before it is filed, what was out before that, and a hold that has nothing to wait for."""
    if record.state == "published":
        yield from too_early(record, facts)
        return
    if record.state == "deferred":
        yield from holds(record, facts)
    elif record.state in ("approved", *PENDING):
        yield from undisclosed(record, facts)
        yield from unfiled(record, facts)


def leaves_on(record: Paper) -> date | None:
    """Return the first day on which it is handed out of the laboratory, planned or past."""
    days = (getattr(record, name) for name in (*HANDED_IN, *PUBLIC) if name != "published_on")
    return min((day for day in days if day is not None), default=None)


def first_public(record: Paper) -> tuple[date, str] | None:
    """Return the first day on which it may be public, and the field that says so; None where no day is entered.

    What is handed in counts as public, since the venue may post it at once, unless it is known that it posts nothing.
    """
    fields = PUBLIC if record.venue_preprints is False else (*HANDED_IN, *PUBLIC)
    return min(((day, name) for name in fields if (day := getattr(record, name)) is not None), default=None)


def out_on(record: Paper) -> date | None:
    """Return the first day on which it was public, as far as it is known."""
    days = [record.abstract_on, record.online_on, record.published_on]
    days += [record.submitted_on] if record.venue_preprints else []
    return min((day for day in days if day is not None), default=None)


def filed_on(number: str, facts: Facts) -> date | None:
    """Return the first day on which a disclosure, or the application of that number, was filed; None where it was not."""
    days = [
        date.fromisoformat(each.facts["filed_on"])
        for (register, own), each in facts.linked.items()
        if register == "patents"
        and each.state != WITHDRAWN
        and each.facts.get("filed_on")
        and number in (own, *each.facts.get("disclosure", "").split("、"))
    ]
    return min(days, default=None)


def undisclosed(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding where nothing says which disclosure it is of, and one for each number that is not there."""
    if not (record.disclosure or record.patents) and record.kind not in ("media", "standard"):
        yield Finding(
            id="disclosure-missing",
            field="disclosure",
            severity="warn",
            message=Message(N_("No disclosure or application is named that it rests on.")),
            basis=OPINION_DISCLOSURE,
            clears=Message(N_("Name it, or answer under the checks that there is no result to disclose.")),
        )
    for register, numbers in (("disclosures", record.disclosure), ("patents", record.patents)):
        for number in numbers:
            held = facts.linked.get((register, number))
            if held is None or held.state == WITHDRAWN:
                yield Finding(
                    id="origin-gone",
                    field="disclosure" if register == "disclosures" else "patents",
                    severity="warn",
                    message=Message(N_("There is no {number}, or it was withdrawn."), number=number),
                    basis=PRACTICE,
                    clears=Message(N_("Correct the number, or add the record.")),
                )


def unfiled(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each result that would be handed out before it is filed."""
    leaves = leaves_on(record)
    for field, number, held in _wanted(record, facts):
        filed = filed_on(number, facts)
        if filed is not None and (leaves is None or filed <= leaves):
            continue
        if filed is None:
            said = N_("{number} is not filed, and it goes out on {day}: novelty would be lost.")
            said = said if leaves else N_("{number} is not filed: publishing it would take its novelty.")
        else:
            said = N_("{number} was filed on {filed}, and it went or goes out before, on {day}.")
        yield Finding(
            id="unfiled",
            field=field,
            severity="block",
            message=Message(said, number=number, day=leaves or "", filed=filed or ""),
            basis=GRACE,
            clears=Message(N_("File first and put publication off until the receipt is there.")),
            blocks=OPEN,
            due=leaves if filed is None else None,
            moves_to=("deferred",),
        )
        if held.facts.get("abroad") == "yes":
            yield _abroad(field, number)
        if filed is None:
            yield _exception(record, field)


def _wanted(record: Paper, facts: Facts) -> Iterator[tuple[str, str, Linked]]:
    """Yield what has to be filed first: field, number, and the record."""
    for number in record.disclosure:
        held = facts.linked.get(("disclosures", number))
        if held is not None and held.state != WITHDRAWN and held.facts.get("outcome") not in NO_FILING:
            yield "disclosure", number, held
    for number in record.patents:
        held = facts.linked.get(("patents", number))
        if held is not None and held.state not in (WITHDRAWN, "dropped"):
            yield "patents", number, held


def _abroad(field: str, number: str) -> Finding:
    return Finding(
        id="unfiled-abroad",
        field=field,
        severity="warn",
        message=Message(
            N_("{number} is to be filed abroad too: some countries ask for absolute novelty."),
            number=number,
        ),
        basis=PRACTICE,
        clears=Message(N_("Publish only when the first filing is made, whatever Art. 24 may cover at home.")),
    )


def _exception(record: Paper, field: str) -> Finding:
    """Return what is to be known of the cases of Art. 24, none of which is taken for granted."""
    return Finding(
        id="grace-not-assumed",
        field=field,
        severity="info",
        message=exceptions(record.kind),
        basis=GRACE,
        clears=Message(N_("File before it goes out.")),
    )


def exceptions(kind: str) -> Message:
    """Return what is to be said of the cases of Art. 24 for a kind of publication; that one holds is never assumed."""
    return Message(TO_BE_PROVED if kind in EXCEPTIONAL else NOT_COVERED)


def holds(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding where all that a hold waits for is filed, or its day has come; the move itself is for a person."""
    numbers = (*record.deferred_disclosures, *record.deferred_patents)
    days = [filed_on(number, facts) for number in numbers]
    known = [day for day in days if day is not None]
    if record.verdict == "defer-until-filed" and numbers and len(known) == len(days):
        said = N_("All that it waits for is filed, the last on {day}: the hold is over.")
        yield _over("deferred_disclosures", Message(said, day=max(known)), max(known))
    elif numbers:
        open_ = [number for number, day in zip(numbers, days, strict=True) if day is None]
        if open_:
            yield Finding(
                id="hold-stands",
                field="deferred_disclosures",
                severity="info",
                message=Message(N_("Not filed yet: {numbers}."), numbers=open_),
                basis=PRACTICE,
                clears=Message(N_("Have it filed, and enter the day of filing.")),
            )
    if record.verdict == "defer-until" and record.deferred_until and record.deferred_until <= facts.today:
        said = N_("It was put off until {day}: the hold is over.")
        yield _over("deferred_until", Message(said, day=record.deferred_until), record.deferred_until)


def _over(field: str, message: Message, day: date) -> Finding:
    return Finding(
        id="hold-over",
        field=field,
        severity="warn",
        message=message,
        basis=PRACTICE,
        clears=Message(N_("Take the review up again.")),
        due=day,
        moves_to=("review",),
    )


def too_early(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each result that was out before it was filed, with the last day where a case may be thought of."""
    out = out_on(record)
    if out is None:
        return
    last = add_months(out, GRACE_MONTHS)
    may = record.kind in EXCEPTIONAL and facts.today <= last
    for field, number, _ in _wanted(record, facts):
        filed = filed_on(number, facts)
        if filed is not None and filed <= out:
            continue
        said = N_("{number} was not filed when it was published on {day}: novelty is lost.")
        if may and filed is None:
            said = N_(
                "{number} was not filed when it was published on {day}: novelty is lost, unless a case of Patent "
                "Law Art. 24 is proved and the application filed by {last}."
            )
        yield Finding(
            id="published-unfiled",
            field=field,
            severity="warn",
            message=Message(said, number=number, day=out, last=last),
            basis=GRACE,
            clears=Message(N_("Decide the route anew with the IP officer; prove a case, never assume it.")),
            due=last if may and filed is None else None,
        )
