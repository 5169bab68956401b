"""Whether a meeting's resolutions belong to its cases, its votes add up, and nobody votes in a case of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.registers.names import names_in
from ipdesk.registers.sources import OPINION_ASSESSMENT, PRACTICE

if TYPE_CHECKING:
    from ipdesk.registers.meeting_rows import Resolution
    from ipdesk.registers.meetings import Meeting

FEWEST: Final = 3  # voting members present
SEPARATOR: Final = "、"
SIGNED: Final = ("signed",)


def votes(record: Meeting, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with attendance, cases, votes and recusals; while it is only called, nothing is."""
    yield from attendance(record)
    if record.state in ("", "called"):
        return
    yield from agenda(record, facts)
    for index, row in enumerate(record.resolutions):
        yield from one_vote(record, row, index)
        yield from own_case(record, row, index, facts)


def present_names(record: Meeting) -> tuple[str, ...]:
    """Return the names of all who were present."""
    return tuple(row.name for row in record.members if row.present and row.name)


def voters(record: Meeting) -> dict[str, str]:
    """Return the voting members who were present: folded name and name as written."""
    return {folded(row.name): row.name for row in record.members if row.present and row.voting and row.name}


def recused(row: Resolution) -> dict[str, str]:
    """Return who kept away from a vote: folded name and name as written."""
    return {folded(each): each for each in names_in(row.recused)}


def cast(row: Resolution) -> int:
    """Return how many votes were cast, abstentions among them."""
    return (row.in_favour or 0) + (row.against or 0) + (row.abstained or 0)


def is_carried(row: Resolution) -> bool:
    """Say whether more than half of those who voted were in favour; abstaining is voting."""
    return 2 * (row.in_favour or 0) > cast(row)


def outcome_of(record: Meeting, case: str) -> str:
    """Return the code of what was resolved on a case, "" where nothing was carried or it was resolved on twice."""
    rows = [row for row in record.resolutions if row.case_number == case]
    return rows[0].resolution if len(rows) == 1 and is_carried(rows[0]) else ""


def attendance(record: Meeting) -> Iterator[Finding]:
    """Yield a finding for too few voting members, and for a name that stands there twice."""
    counted = len(voters(record))
    if record.members and counted < FEWEST and record.state not in ("", "called"):
        yield Finding(
            id="few-votes",
            field="members",
            severity="warn",
            message=Message(
                N_("Only {count} voting members were present; at least {least} are usual."),
                count=counted,
                least=FEWEST,
            ),
            basis=PRACTICE,
            clears=Message(N_("Correct the attendance, or say in the minutes why so few sufficed.")),
        )
    seen: set[str] = set()
    for index, row in enumerate(record.members):
        if row.name and folded(row.name) in seen:
            yield Finding(
                id="member-twice",
                field=f"members[{index}].name",
                severity="block",
                message=Message(N_("{name} stands there twice; a vote counts once."), name=row.name),
                clears=Message(N_("Keep one row, or tell namesakes apart in the name.")),
                blocks=SIGNED,
            )
        seen.add(folded(row.name))


def agenda(record: Meeting, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for cases without a resolution, resolutions without their case, and cases unknown here."""
    resolved = Counter(row.case_number for row in record.resolutions)
    for number in record.cases:
        if number not in resolved:
            yield _case(
                "case-open",
                "cases",
                Message(N_("Nothing is resolved on {number}."), number=number),
                Message(N_("Enter the resolution, also where it was deferred, or take it off the list.")),
            )
        if ("assessments", number) not in facts.linked:
            yield Finding(
                id="case-unknown",
                field="cases",
                severity="warn",
                message=Message(N_("Assessment {number} is not in its register."), number=number),
                clears=Message(N_("Correct the number, or add the assessment.")),
            )
    for index, row in enumerate(record.resolutions):
        if row.case_number and row.case_number not in record.cases:
            yield _case(
                "not-on-agenda",
                f"resolutions[{index}].case_number",
                Message(N_("{number} is not among the cases of the meeting."), number=row.case_number),
                Message(N_("Correct the number, or add the case.")),
            )
        if row.case_number and any(
            other.case_number == row.case_number for other in record.resolutions[:index]
        ):
            yield _case(
                "resolved-twice",
                f"resolutions[{index}].case_number",
                Message(N_("{number} is resolved on twice."), number=row.case_number),
                Message(N_("Keep the resolution that stood in the end.")),
            )


def _case(name: str, field: str, message: Message, clears: Message) -> Finding:
    return Finding(
        id=name,
        field=field,
        severity="block",
        message=message,
        basis=OPINION_ASSESSMENT,
        clears=clears,
        blocks=SIGNED,
    )


def one_vote(record: Meeting, row: Resolution, index: int) -> Iterator[Finding]:
    """Yield a finding for votes that do not add up, for one not carried, and for a stranger among the recused."""
    entitled, away = voters(record), recused(row)
    voted, kept = cast(row), len(entitled.keys() & away.keys())
    place = f"resolutions[{index}]"
    if voted + kept != len(entitled):
        yield Finding(
            id="votes-sum",
            field=f"{place}.in_favour",
            severity="block",
            message=Message(
                N_(
                    "{number}: {voted} votes and {kept} kept away, but {present} voting members were present."
                ),
                number=row.case_number,
                voted=voted,
                kept=kept,
                present=len(entitled),
            ),
            basis=PRACTICE,
            clears=Message(N_("Correct votes, names or attendance until they add up.")),
            blocks=SIGNED,
        )
    if row.resolution and not is_carried(row):
        yield Finding(
            id="not-carried",
            field=f"{place}.resolution",
            severity="info",
            message=Message(
                N_("{number}: not carried; more than half of those voting must be in favour."),
                number=row.case_number,
            ),
            basis=PRACTICE,
            clears=Message(N_("Correct the votes if they are wrong; otherwise the case stays undecided.")),
        )
    for key, name in away.items():
        if key not in entitled:
            yield Finding(
                id="recused-unknown",
                field=f"{place}.recused",
                severity="warn",
                message=Message(N_("{name} kept away and is no voting member present."), name=name),
                clears=Message(N_("Correct the name or the attendance.")),
            )


def own_case(record: Meeting, row: Resolution, index: int, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each voting member present who is an inventor of the case and did not keep away."""
    held = facts.linked.get(("assessments", row.case_number))
    told = held.facts.get("inventors", "") if held is not None else ""
    place = f"resolutions[{index}].recused"
    if held is not None and not told:
        yield Finding(
            id="inventors-unknown",
            field=place,
            severity="warn",
            message=Message(N_("The inventors of {number} are not known here."), number=row.case_number),
            basis=PRACTICE,
            clears=Message(N_("Make sure by hand that no inventor voted.")),
        )
    inventors = {folded(name) for name in names_in(told)}
    away = recused(row)
    for key, name in voters(record).items():
        if key in inventors and key not in away:
            yield Finding(
                id="own-case",
                field=place,
                severity="block",
                message=Message(
                    N_("{name} is an inventor of {number} and did not keep away from the vote."),
                    name=name,
                    number=row.case_number,
                ),
                basis=PRACTICE,
                clears=Message(
                    N_(
                        "Vote again without the inventor: a decision is diligent "
                        "(国知发运字〔2021〕7号（三）) only when nobody decides on a case of their own."
                    )
                ),
                blocks=SIGNED,
            )
