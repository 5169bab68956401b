"""What the desk notices about a movement: tasks not done, checks not made, and clocks that do not fit the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.registers.clocks import LEAVE_MOST, cooling_ends
from ipdesk.registers.days import in_order
from ipdesk.registers.links import unknown
from ipdesk.registers.markings import marked
from ipdesk.registers.person_choices import (
    ABSENCES,
    CLASSIFIED,
    DEPARTURES,
    MEMBERSHIPS,
    POST_CLASSES,
    WAITS_FOR,
)
from ipdesk.registers.sources import (
    COOLING_LENGTH,
    HOST_UNIT,
    LEAVE_TO_FOUND,
    LEAVING_CLASSIFIED,
    NON_COMPETE_PERSONS,
    OPINION_AGREEMENTS,
    PRACTICE,
    SERVICE_INVENTION_TERMS,
)

if TYPE_CHECKING:
    from ipdesk.registers.movements import Movement

DONE: Final = ("closed",)
DAYS_AHEAD: Final = 30


def findings(record: Movement, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a movement; nothing about one that was withdrawn or did not take place."""
    if record.state in (WITHDRAWN, "cancelled"):
        return
    if not record.person:
        yield _block("person-missing", "person", N_("It is not said whose movement it is."),
                     N_("Link the person."))  # fmt: skip
    yield from unknown(record, facts, ("person", "projects"))
    yield from open_tasks(record)
    yield from effect(record, facts)
    yield from background(record, facts)
    yield from elsewhere(record, facts)
    yield from leaving(record, facts)
    yield from in_order(record, (("period_from", "period_until"), ("cooling_from", "cooling_until")))
    yield from marked(record, facts, blocks=DONE)


def open_tasks(record: Movement) -> Iterator[Finding]:
    """Yield a finding for each task that is open, and for each that does not apply without a reason."""
    for index, task in enumerate(record.tasks):
        place = f"tasks[{index}]"
        if task.state == "na" and not task.reason:
            yield _block(
                "task-reason",
                f"{place}.reason",
                N_("It is not said why “{task}” does not apply."),
                N_("Give the reason."),
                task=task.text,
            )
        elif task.state == "done" and (not task.done_by or task.done_on is None):
            yield Finding(
                id="task-by-whom",
                field=f"{place}.done_by",
                severity="warn",
                message=Message(N_("It is not said who did “{task}”, or when."), task=task.text),
                basis=OPINION_AGREEMENTS,
                clears=Message(N_("Enter the name and the day.")),
            )
        elif task.state in ("", "open") and record.state == "open":
            waits_for = Message(option_label(WAITS_FOR, task.waits_for))
            said = N_("“{task}” is open; it waits for: {who}.") if task.waits_for else N_("“{task}” is open.")
            yield Finding(
                id="task-open",
                field=f"{place}.state",
                severity="block" if task.mandatory else "info",
                message=Message(said, task=task.text, who=waits_for),
                basis=OPINION_AGREEMENTS,
                clears=Message(N_("Have it done, or say why it does not apply.")),
                blocks=DONE if task.mandatory else (),
                due=task.due,
            )


def effect(record: Movement, facts: Facts) -> Iterator[Finding]:
    """Yield what keeps an open movement from being carried over: no project, nothing that changes, a day to come."""
    if record.state != "open":
        return
    if record.kind in MEMBERSHIPS and not record.projects:
        yield _block("projects-missing", "projects", N_("It is not said which project."),
                     N_("Link the projects."))  # fmt: skip
    if record.kind == "change" and not (record.new_unit or record.new_post or record.new_post_class):
        yield Finding(
            id="nothing-changes",
            field="new_unit",
            severity="warn",
            message=Message(N_("It is not said what changes.")),
            clears=Message(N_("Enter the new unit, post or class of the post.")),
        )
    if record.kind in (*ABSENCES, "change") and record.day is not None and record.day > facts.today:
        yield Finding(
            id="day-to-come",
            field="day",
            severity="block",
            message=Message(N_("It takes effect on {day}, which is still to come."), day=record.day),
            basis=PRACTICE,
            clears=Message(N_("Close it on that day or later: closing enters the change with the person.")),
            blocks=DONE,
            due=record.day,
            moves_to=DONE,
        )


def background(record: Movement, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for somebody who joins unchecked, or is bound by a former employer."""
    if record.kind != "joining":
        return
    if record.checked_on is None:
        yield Finding(
            id="background-unchecked",
            field="checked_on",
            severity="warn",
            message=Message(N_("The background of the joiner is not checked.")),
            basis=OPINION_AGREEMENTS,
            clears=Message(N_("Ask for former employers, duties and own rights, and enter the day.")),
        )
    until = record.prior_non_compete_until
    if record.prior_non_compete and (until is None or until >= facts.today):
        yield Finding(
            id="bound-elsewhere",
            field="prior_non_compete",
            severity="warn",
            message=Message(N_("A former employer's non-compete still binds the joiner.")),
            basis=NON_COMPETE_PERSONS,
            clears=Message(N_("Have it seen by the legal office before the work begins.")),
            due=until,
        )


def elsewhere(record: Movement, facts: Facts) -> Iterator[Finding]:
    """Yield what work at another place asks for: approval, a period within bounds, and agreed ownership."""
    if record.kind not in ABSENCES:
        return
    if not record.approval:
        yield Finding(
            id="approval-missing",
            field="approval",
            severity="warn",
            message=Message(N_("Work elsewhere has no approval number.")),
            basis=LEAVE_TO_FOUND,
            clears=Message(N_("Have the unit approve it and enter the number.")),
        )
    if not record.ownership_agreed:
        yield Finding(
            id="ownership-open",
            field="ownership_agreed",
            severity="warn",
            message=Message(N_("Who owns what is made at the other place is not agreed by all three.")),
            basis=HOST_UNIT,
            clears=Message(N_("Have the three-party agreement signed.")),
        )
    begins, ends = record.period_from or record.day, record.period_until
    if record.kind == "spin-off" and begins and ends and ends > add_months(begins, LEAVE_MOST):
        yield Finding(
            id="leave-too-long",
            field="period_until",
            severity="warn",
            message=Message(N_("The leave is longer than three years."), until=ends),
            basis=LEAVE_TO_FOUND,
            clears=Message(N_("Shorten it; one extension of up to three years may be asked for later.")),
        )
    if ends is not None and record.state == "open" and ends <= facts.today + timedelta(days=DAYS_AHEAD):
        yield Finding(
            id="period-ends",
            field="period_until",
            severity="warn" if ends < facts.today else "info",
            message=Message(N_("The time elsewhere ends on {day}."), day=ends),
            basis=PRACTICE,
            clears=Message(N_("Have it reviewed: extended, or the return recorded.")),
            due=ends,
        )


def leaving(record: Movement, facts: Facts) -> Iterator[Finding]:
    """Yield what going asks for: the notice, the interview, the non-compete decision, and the cooling period."""
    if record.kind not in DEPARTURES:
        return
    if record.notice_signed_on is None:
        yield Finding(
            id="notice-missing",
            field="notice_signed_on",
            severity="warn",
            message=Message(N_("The notice of the one-year rule is not signed.")),
            basis=SERVICE_INVENTION_TERMS,
            clears=Message(N_("Print the reminder letter, have it signed, and enter the day.")),
        )
    if record.interviewed_on is None:
        yield Finding(
            id="interview-missing",
            field="interviewed_on",
            severity="warn",
            message=Message(N_("There was no exit interview.")),
            basis=OPINION_AGREEMENTS,
            clears=Message(N_("Hold the interview and record it.")),
        )
    person = _facts_of_person(record, facts)
    if person.get("bound", "") not in ("", "nobody") and not record.non_compete:
        yield Finding(
            id="non-compete-undecided",
            field="non_compete",
            severity="warn",
            message=Message(N_("It is not decided whether the non-compete is started or waived.")),
            basis=NON_COMPETE_PERSONS,
            clears=Message(N_("Decide, and tell the person in writing.")),
        )
    yield from cooling(record, person.get("post_class", ""))


def cooling(record: Movement, post_class: str) -> Iterator[Finding]:
    """Yield a finding for a classified post left without a cooling period, or with one of unusual length."""
    if post_class not in CLASSIFIED:
        return
    if record.cooling_from is None or record.cooling_until is None:
        yield _block(
            "cooling-missing",
            "cooling_until",
            N_("A classified post ({post_class}) is left without a fixed cooling period."),
            N_("Have the unit fix it, and enter its first and last day."),
            post_class=Message(option_label(POST_CLASSES, post_class)),
        )
        return
    usual = cooling_ends(post_class, record.cooling_from)
    if usual and record.cooling_until < usual[0]:
        yield Finding(
            id="cooling-short",
            field="cooling_until",
            severity="warn",
            message=Message(
                N_("The cooling period ends on {day}; for this class {earliest} to {latest} is usual."),
                day=record.cooling_until,
                earliest=usual[0],
                latest=usual[1],
            ),
            basis=COOLING_LENGTH,
            clears=Message(N_("Ask the secrecy office, or correct the day.")),
        )


def _facts_of_person(record: Movement, facts: Facts) -> dict[str, str]:
    number = next(iter(record.person), "")
    linked = facts.linked.get(("people", number))
    return linked.facts if linked is not None else {}


def _block(name: str, field: str, said: str, clears: str, **blanks: object) -> Finding:
    return Finding(
        id=name,
        field=field,
        severity="block",
        message=Message(said, **blanks),
        basis=LEAVING_CLASSIFIED if name == "cooling-missing" else OPINION_AGREEMENTS,
        clears=Message(clears),
        blocks=DONE,
    )
