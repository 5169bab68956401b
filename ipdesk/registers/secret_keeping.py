"""What the desk notices about the keeping of a technical secret: who has access, its value and term, reviews and incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.registers.days import label_of
from ipdesk.registers.secret_course import last_review, reports_at_once, review_by
from ipdesk.registers.secret_rows import Incident, Review
from ipdesk.registers.sources import LEAK_REPORT, PRACTICE, SECRET_MEASURES

if TYPE_CHECKING:
    from ipdesk.registers.secrets import Secret

# What a proposer says on each element, by the field in which it is answered.
WORDS: Final = {
    "unknown_to_public": "unknown_words",
    "has_value": "value_words",
    "kept_by_measures": "measures_words",
}
REPORT_WITHIN: Final = timedelta(hours=24)
_TIME: Final = re.compile(r"(\d{1,2})\s*[:：时点]\s*(\d{1,2})?")


def words(record: Secret) -> Iterator[Finding]:
    """Yield a finding for each element that is found without a word on why."""
    for name, said in WORDS.items():
        if getattr(record, name) is True and not getattr(record, said):
            yield Finding(
                id="element-words",
                field=said,
                severity="info",
                message=Message(N_("It is not said why it is: “{element}”."), element=label_of(record, name)),
                basis=PRACTICE,
                clears=Message(N_("Say why in a few words that tell nothing of the content.")),
            )


def access(record: Secret, facts: Facts) -> Iterator[Finding]:
    """Yield what is amiss with the access list: an order of days, no reason, and access of somebody who left."""
    left = {folded(each.name): each for each in facts.leavers if each.left_on <= facts.today}
    for index, row in enumerate(record.access):
        if row.since is not None and row.until is not None and row.until < row.since:
            yield Finding(
                id="access-order",
                field=f"access[{index}].until",
                severity="warn",
                message=Message(N_("The access of {name} ends before it begins."), name=row.name),
                clears=Message(N_("Correct the date that is wrong.")),
            )
        if row.name and not row.reason:
            yield Finding(
                id="access-basis",
                field=f"access[{index}].reason",
                severity="warn",
                message=Message(N_("It is not said why {name} has access."), name=row.name),
                basis=PRACTICE,
                clears=Message(N_("Enter the reason, or end the access.")),
            )
        leaver = left.get(folded(row.name)) if row.name else None
        if (
            leaver is not None
            and record.state != "released"
            and (not row.until or row.until > leaver.left_on)
        ):
            yield Finding(
                id="access-leaver",
                field=f"access[{index}].until",
                severity="warn",
                message=Message(
                    N_("{name} ({number}) left on {left} and still has access."),
                    name=row.name,
                    number=leaver.number,
                    left=leaver.left_on,
                ),
                basis=SECRET_MEASURES,
                clears=Message(N_("Enter the last day of access, and see what was returned and erased.")),
            )


def value(record: Secret) -> Iterator[Finding]:
    """Yield a finding for a value without method or day."""
    if record.worth is None:
        return
    for name in ("worth_method", "worth_on"):
        if not getattr(record, name):
            yield Finding(
                id="worth-incomplete",
                field=name,
                severity="warn",
                message=Message(N_("The value has no “{field}”."), field=label_of(record, name)),
                basis=PRACTICE,
                clears=Message(N_("Fill in “{field}”."), field=label_of(record, name)),
            )


def term(record: Secret, today: date) -> Iterator[Finding]:
    """Yield a finding when the term of a recognised secret has ended."""
    if record.state == "recognised" and record.term_ends is not None and record.term_ends < today:
        yield Finding(
            id="term-ended",
            field="term_ends",
            severity="warn",
            message=Message(N_("Its term ended on {day}."), day=record.term_ends),
            basis=PRACTICE,
            clears=Message(N_("Extend the term, or end the secrecy.")),
            due=record.term_ends,
            moves_to=("released",),
        )


def review(record: Secret, today: date) -> Iterator[Finding]:
    """Yield a finding for the day planned for the next yearly review of a recognised secret, or for what it contradicts.

    A day that is the one by which the rule asks for it says nothing more than the rule does.
    """
    day, last, latest = record.review_on, last_review(record), review_by(record)
    if record.state != "recognised" or (day is not None and day == latest):
        return
    severe = True
    if day is None:
        message = Message(N_("No day is set for its next review."))
    elif last is not None and day <= last:
        message = Message(N_("Its next review, on {day}, does not come after {last}."), day=day, last=last)
    elif day < today:
        message = Message(N_("Its review was due on {day}."), day=day)
    elif latest is not None and day > latest:
        said = N_("Its next review, on {day}, is more than a year after {last}.")
        message = Message(said, day=day, last=last)
    else:
        message, severe = Message(N_("It is reviewed next on {day}."), day=day), False
    yield Finding(
        id="review",
        field="review_on",
        severity="warn" if severe else "info",
        message=message,
        basis=PRACTICE,
        clears=Message(
            N_("See whether it is still secret, of value and kept, and enter the day of the next review.")
        ),
        due=day,
    )


def reviews(record: Secret) -> Iterator[Finding]:
    """Yield what is amiss with the reviews that were made."""
    newest = last_review(record)
    for index, row in enumerate(record.reviews):
        place = f"reviews[{index}]"
        elements = (row.still_secret, row.of_value, row.kept)
        if row.day is not None and (not row.by or not row.result or None in elements):
            yield _of_review("review-incomplete", f"{place}.result", N_("The review of {day} is not complete."), row,
                             N_("Say who reviewed it, what was found on each element, and what was decided."))  # fmt: skip
        elif row.result != "release" and False in elements[:2]:
            yield _of_review("review-contradiction", f"{place}.result",
                             N_("By the review of {day} it is secret or of value no longer, and still it is kept."), row,
                             N_("End the secrecy, or correct what was found."))  # fmt: skip
        if row.day != newest or record.state != "recognised":
            continue
        if row.result == "release":
            yield _of_review("review-release", f"{place}.result",
                             N_("By the review of {day} its secrecy is to end."), row,
                             N_("End the secrecy."), ("released",))  # fmt: skip
        elif row.next is not None and row.next != record.review_on:
            yield _of_review("review-next", "review_on",
                             N_("The review of {day} names another day for the next one than is set here."), row,
                             N_("Set the day of the next review to the one that holds."))  # fmt: skip


def _of_review(
    id_: str, field: str, said: str, row: Review, clears: str, moves_to: tuple[str, ...] = ()
) -> Finding:
    return Finding(
        id=id_,
        field=field,
        severity="warn",
        message=Message(said, day=row.day or ""),
        basis=PRACTICE,
        clears=Message(clears),
        moves_to=moves_to,
    )


def incidents(record: Secret) -> Iterator[Finding]:
    """Yield what is to be reported; the 24 hours are law for state secrets alone, for others reporting is practice."""
    for index, row in enumerate(record.incidents):
        if row.found_on is None:
            continue
        place = f"incidents[{index}]"
        if row.state_secret is None:
            yield _regime(place, row)
        elif row.state_secret:
            yield from _report(place, row)
        elif row.reported_on is None:
            yield Finding(
                id="incident-report",
                field=f"{place}.reported_on",
                severity="warn",
                message=Message(N_("What was found on {day} was not reported yet."), day=row.found_on),
                basis=PRACTICE,
                clears=Message(N_("Report it to the IP leader, and enter the day and what was done.")),
            )


def is_late(row: Incident) -> bool | None:
    """Say whether a report came after more than 24 hours; None where the times of day would have to tell it."""
    if row.found_on is None or row.reported_on is None:
        return None
    found, reported = time_in(row.found_at), time_in(row.reported_at)
    if found is not None and reported is not None:
        begun = datetime.combine(row.found_on, found)
        return datetime.combine(row.reported_on, reported) - begun > REPORT_WITHIN
    days = (row.reported_on - row.found_on).days
    return None if days == 1 else days > 1


def time_in(text: str) -> time | None:
    """Return the time of day in a text such as “14:30” or “14时30分”, None where there is none."""
    found = _TIME.search(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _regime(place: str, row: Incident) -> Finding:
    assert row.found_on is not None and reports_at_once(row)
    return Finding(
        id="incident-regime",
        field=f"{place}.state_secret",
        severity="warn",
        message=Message(
            N_("It is not said whether what was found on {day} touches a state secret, to be reported within 24 hours."),
            day=row.found_on,
        ),
        basis=LEAK_REPORT,
        clears=Message(N_("Ask the secrecy office, and answer; report at once where it is not clear.")),
        due=row.found_on + timedelta(days=1),
    )  # fmt: skip


def _report(place: str, row: Incident) -> Iterator[Finding]:
    assert row.found_on is not None
    late = is_late(row)
    if row.reported_on is None:
        said = N_("What was found on {day} touches a state secret: it is to be reported within 24 hours.")
        clears = N_(
            "Report it to the secrecy bureau of the same level and the superior body, and enter when."
        )
    elif late:
        said = N_("What was found on {day} was reported later than within 24 hours.")
        clears = N_("Correct the times, or keep the reason on file with the secrecy office.")
    elif late is None:
        said = N_(
            "Whether the report of what was found on {day} came within 24 hours, only the times of day tell."
        )
        clears = N_("Enter both times of day.")
    else:
        return
    yield Finding(
        id="leak-report",
        field=f"{place}.reported_on" if row.reported_on is None or late else f"{place}.reported_at",
        severity="info" if row.reported_on is not None and late is None else "warn",
        message=Message(said, day=row.found_on),
        basis=LEAK_REPORT,
        clears=Message(clears),
        due=row.found_on + timedelta(days=1) if row.reported_on is None else None,
    )
