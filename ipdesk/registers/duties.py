"""What each person owes and is owed by the rules: an agreement, an undertaking, a review; and the year that watches a leaver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ipdesk.model.text import N_
from ipdesk.registers.clocks import watch_until
from ipdesk.registers.person_choices import BASIC, CLASSIFIED

Code = Literal["agreement", "secrecy", "review", "movement", "watch"]
Status = Literal["signed", "missing", "waiting", "expired", "due", "running"]
LABELS: Final[dict[Code, str]] = {
    "agreement": N_("Agreement"),
    "secrecy": N_("Undertaking"),
    "review": N_("Post review"),
    "movement": N_("Movement"),
    "watch": N_("One-year watch"),
}
STATUS_LABELS: Final[dict[Status, str]] = {
    "signed": N_("signed"),
    "missing": N_("missing"),
    "waiting": N_("waiting"),
    "expired": N_("expired"),
    "due": N_("due"),
    "running": N_("running"),
}
WAITING: Final = ("drafted", "sent", "signed-one", "signed-both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What of a person the duties hang on. `id` is the local one."""

    id: int
    number: str
    name: str
    state: str
    unit: str = ""
    post: str = ""
    employment: str = ""
    joined: date | None = None
    left_on: date | None = None
    post_class: str = ""
    post_review_on: date | None = None

    def is_here(self, today: date) -> bool:
        """Say whether the person works for the laboratory on a day."""
        return self.state in ("active", "away") and (self.left_on is None or self.left_on >= today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """An agreement of a person, as far as duties go."""

    number: str
    kind: str
    state: str
    expires_on: date | None = None
    effective_on: date | None = None
    unit: str = ""
    post: str = ""
    employment: str = ""
    template: str = ""

    def holds(self, today: date) -> bool:
        """Say whether it is in force on a day."""
        return self.state == "in-force" and (self.expires_on is None or self.expires_on >= today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A movement under way: its number, its kind, how many tasks are open, and the first day one falls due."""

    number: str
    kind: str
    open: int
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty and how it stands; `number` is the record that says so, `until` the day that counts."""

    code: Code
    status: Status
    number: str = ""
    until: date | None = None


def duties(
    line: Line,
    agreements: Sequence[Signed],
    movements: Sequence[Moving],
    today: date,
    agreement_for: Callable[[str], str],
) -> Iterator[Duty]:
    """Yield the duties of a person on a day. `agreement_for` names the kind that an employment kind signs, "" for none."""
    if line.is_here(today):
        if agreement_for(line.employment):
            yield _standing("agreement", [each for each in agreements if each.kind in BASIC], today)
        if line.post_class in CLASSIFIED:
            yield _standing("secrecy", [each for each in agreements if each.kind == "secrecy"], today)
            if line.post_review_on is not None and line.post_review_on < today:
                yield Duty(code="review", status="expired", until=line.post_review_on)
    elif line.left_on is not None and line.left_on < today <= watch_until(line.left_on):
        yield Duty(code="watch", status="running", until=watch_until(line.left_on))
    for each in movements:
        late = each.due is not None and each.due < today
        yield Duty(code="movement", status="due" if late else "waiting", number=each.number, until=each.due)


def _standing(code: Code, of_kind: Sequence[Signed], today: date) -> Duty:
    """Return how a duty to sign stands: what holds counts before what waits, and that before what has expired."""
    held = next((each for each in of_kind if each.holds(today)), None)
    if held is not None:
        return Duty(code=code, status="signed", number=held.number, until=held.expires_on)
    waiting = next((each for each in of_kind if each.state in WAITING), None)
    if waiting is not None:
        return Duty(code=code, status="waiting", number=waiting.number)
    lapsed = next((each for each in of_kind if each.state == "in-force"), None)
    if lapsed is not None:
        return Duty(code=code, status="expired", number=lapsed.number, until=lapsed.expires_on)
    return Duty(code=code, status="missing")
