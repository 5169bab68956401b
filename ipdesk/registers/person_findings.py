"""What the desk notices about a person: times that cannot be, duties of a classified post, and somebody kept twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.record import WITHDRAWN, field_of
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.days import in_order
from ipdesk.registers.markings import marked
from ipdesk.registers.person_choices import CLASSIFIED, THIRD_PARTY
from ipdesk.registers.person_service import has_left, service_of
from ipdesk.registers.sources import (
    CLASSIFIED_POSTS,
    HOST_UNIT,
    OPINION_STAFF,
    PRACTICE,
    SERVICE_INVENTION_TERMS,
)

if TYPE_CHECKING:
    from ipdesk.registers.people import Individual

DAYS_AHEAD: Final = 30
GONE: Final = ("left",)
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS: Final = "10X98765432"


def findings(record: Individual, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a person; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from kept_twice(record, facts)
    yield from little_known(record)
    yield from identity(record)
    yield from in_order(record, (("joined", "left_on"), ("joined", "post_class_since")))
    yield from spells(record)
    yield from gone(record, facts.today)
    yield from third_party(record)
    yield from classified_post(record, facts.today)
    yield from ip_service(record, facts.today)
    yield from marked(record, facts, blocks=GONE)


def ip_service(record: Individual, today: date) -> Iterator[Finding]:
    """Yield a note for somebody who has worked on IP long enough to be recommended for a senior title."""
    service = service_of(record, today)
    if service is None or record.state == "left" or has_left(record, today):
        return
    if service.is_full:
        said = N_(
            "Works on IP since {day}, for five years or more: may be recommended for senior IP specialist."
        )
        yield Finding(
            id="senior-eligible",
            field="ip_since",
            severity="info",
            message=Message(said, day=service.since),
            basis=OPINION_STAFF,
            clears=Message(N_("Recommend the person when titles are next given, if all else fits.")),
        )


def kept_twice(record: Individual, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each identity number, e-mail or name with unit that another person has too."""
    for fields, numbers in facts.shared.items():
        labels = [Message(field_of(type(record), name).kind.label) for name in fields]
        yield Finding(
            id="person-twice",
            field=fields[0],
            severity="warn",
            message=Message(N_("{numbers} has the same: {fields}."), numbers=list(numbers), fields=labels),
            clears=Message(N_("Where it is one person, merge the two; else correct what is wrong.")),
        )


def little_known(record: Individual) -> Iterator[Finding]:
    """Yield a finding for each fact of somebody here that duties hang on; of who left long ago what is known must do."""
    if record.state == "left":
        return
    for name in ("unit", "employment", "joined"):
        if not getattr(record, name):
            label = Message(field_of(type(record), name).kind.label)
            yield Finding(
                id="little-known",
                field=name,
                severity="warn",
                message=Message(N_("“{field}” is not filled in."), field=label),
                basis=PRACTICE,
                clears=Message(N_("Fill in “{field}”."), field=label),
            )


def identity(record: Individual) -> Iterator[Finding]:
    """Yield a finding for a citizen's identity number whose check digit does not fit."""
    number = record.identity_number.replace(" ", "").upper()
    if len(number) == 18 and number[:17].isdecimal() and number.isascii() and not is_sound(number):
        yield Finding(
            id="identity-check",
            field="identity_number",
            severity="warn",
            message=Message(N_("The check digit of the identity number does not fit.")),
            clears=Message(N_("Compare it with the document.")),
        )


def is_sound(number: str) -> bool:
    """Say whether the last sign of an 18-digit identity number is the one that the other seventeen call for."""
    return (
        CHECKS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11]
        == (number[17])
    )


def spells(record: Individual) -> Iterator[Finding]:
    """Yield a finding for each earlier time that ends before it begins, and for each two that overlap."""
    times = [(f"spells[{index}]", each.since, each.until) for index, each in enumerate(record.spells)]
    for place, since, until in times:
        if since is not None and until is not None and until < since:
            yield _disordered(
                f"{place}.until", Message(N_("An earlier time ends ({until}) before it begins ({since})."),
                                          until=until, since=since),
            )  # fmt: skip
    now = ("joined", record.joined, record.left_on)
    for first, second in combinations([*times, now], 2):
        if _overlap(first, second) and not (second == now and _is_within(first, now)):
            earlier, later = sorted((first, second), key=lambda each: each[1] or date.min)
            yield _disordered(
                later[0] if later[0] == "joined" else f"{later[0]}.since",
                Message(
                    N_("This time begins on {since}, before the one before it has ended ({until})."),
                    since=later[1],
                    until=earlier[2] or Message(N_("no end")),
                ),
            )


def _overlap(
    first: tuple[str, date | None, date | None], second: tuple[str, date | None, date | None]
) -> bool:
    """Say whether two times share a day; the last day of one may be the first of the next."""
    (_, since, until), (_, other_since, other_until) = first, second
    if since is None or other_since is None:
        return False
    return since < (other_until or date.max) and other_since < (until or date.max)


def _is_within(post: tuple[str, date | None, date | None], now: tuple[str, date | None, date | None]) -> bool:
    """Say whether a time is that of an earlier post within the present time here."""
    (_, since, until), (_, joined, left_on) = post, now
    if since is None or until is None or joined is None:
        return False
    return joined <= since and until <= (left_on or date.max)


def _disordered(field: str, message: Message) -> Finding:
    return Finding(
        id="spells-order",
        field=field,
        severity="warn",
        message=message,
        clears=Message(N_("Correct the date that is wrong.")),
    )


def gone(record: Individual, today: date) -> Iterator[Finding]:
    """Yield a finding where the last day has come and the desk still says “here”, and where it is not known at all."""
    if record.state in ("active", "away") and record.left_on is not None and record.left_on <= today:
        yield Finding(
            id="leave-unrecorded",
            field="left_on",
            severity="warn",
            message=Message(
                N_("The last day ({day}) has passed and leaving is not recorded."), day=record.left_on
            ),
            basis=PRACTICE,
            clears=Message(N_("Go through the movement “leaving”, or record that the person has left.")),
            due=record.left_on,
            moves_to=GONE,
        )
    if record.state == "left" and record.left_on is None:
        yield Finding(
            id="last-day-unknown",
            field="left_on",
            severity="warn",
            message=Message(
                N_("The last day is not known, so nothing made in the year after it is noticed.")
            ),
            basis=SERVICE_INVENTION_TERMS,
            clears=Message(N_("Enter the last day.")),
        )


def third_party(record: Individual) -> Iterator[Finding]:
    """Yield a finding where the institution that sends somebody, or grants the degree, is not named."""
    if record.employment in THIRD_PARTY and not record.home_institution:
        yield Finding(
            id="home-institution-missing",
            field="home_institution",
            severity="warn",
            message=Message(N_("The home institution is not named; it is a party to the agreement.")),
            basis=HOST_UNIT,
            clears=Message(N_("Enter the institution that sends the person or grants the degree.")),
        )


def classified_post(record: Individual, today: date) -> Iterator[Finding]:
    """Yield what a classified post asks for: a day of review ahead, and care with a foreign national."""
    if record.post_class not in CLASSIFIED or record.state == "left":
        return
    if is_foreign(record.nationality):
        yield Finding(
            id="foreign-classified",
            field="post_class",
            severity="warn",
            message=Message(N_("A foreign national is entered in a classified post.")),
            basis=CLASSIFIED_POSTS,
            clears=Message(N_("Ask the secrecy office at once.")),
        )
    if record.post_review_on is None:
        yield Finding(
            id="review-day-missing",
            field="post_review_on",
            severity="warn",
            message=Message(N_("A classified post has no day for its next review.")),
            basis=CLASSIFIED_POSTS,
            clears=Message(N_("Enter when the secrecy office reviews it next.")),
        )
    elif record.post_review_on <= today + timedelta(days=DAYS_AHEAD):
        yield Finding(
            id="post-review-due",
            field="post_review_on",
            severity="warn" if record.post_review_on < today else "info",
            message=Message(N_("The classified post is to be reviewed by {day}."), day=record.post_review_on),
            basis=CLASSIFIED_POSTS,
            clears=Message(N_("Have it reviewed and enter the next day.")),
            due=record.post_review_on,
        )
