"""Badges: what a register shows of its records that is reckoned live and lies in no field, as a column and as a condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ipdesk.model.kinds import Choice, Option
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import duties, protected
from ipdesk.operations.desk import Desk
from ipdesk.registers.duties import Duty, Status
from ipdesk.registers.duty_words import DUTY, WORDS

Tone = Literal["block", "warn", "info", "ok"]
TONES: Final[dict[Status, Tone]] = {
    "missing": "block",
    "expired": "block",
    "due": "block",
    "waiting": "info",
    "running": "info",
    "signed": "ok",
}
PRESSING: Final[tuple[Tone, ...]] = ("block", "warn", "info", "ok")


NOTHING: Final = "nothing"
KEPT_WORDS: Final = {"text": N_("Text kept"), "fingerprints": N_("Fingerprints kept")}
KEPT: Final = Choice(
    label=N_("Protected text"),
    options=(
        *(Option(code, word) for code, word in KEPT_WORDS.items()),
        Option(NOTHING, N_("Nothing kept")),
    ),
)


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge: its tone, its word, not yet translated, and what it says in full; `code` is how one asks for it."""

    code: str
    tone: Tone
    word: str
    told: Message


@dataclass(frozen=True, slots=True)
class Badges:
    """The badges of a register.

    `name` is that of their column and of the condition, `kind` what can be asked for. `read` returns those of some
    records by local id, the most pressing first; `matching` the ids of the records for which a code holds.
    """

    name: str
    kind: Choice
    read: Callable[[Desk, Sequence[int]], dict[int, tuple[Badge, ...]]]
    matching: Callable[[Desk, str], set[int]]


def badges_in(register: Register) -> Badges | None:
    """Return the badges that a register has, None for most."""
    return _BADGES.get(register.name)


def badges_of(desk: Desk, register: Register, ids: Sequence[int]) -> dict[int, tuple[Badge, ...]]:
    """Return the badges of records by local id, the most pressing first; records without any are left out."""
    desk.require("read")
    kept = badges_in(register)
    return kept.read(desk, ids) if kept is not None else {}


def _of_people(desk: Desk, ids: Sequence[int]) -> dict[int, tuple[Badge, ...]]:
    return {
        each.line.id: tuple(
            sorted((_badge(duty) for duty in each.duties), key=lambda badge: PRESSING.index(badge.tone))
        )
        for each in duties.standings(desk, ids)
        if each.duties
    }


def _badge(duty: Duty) -> Badge:
    word = WORDS[duty.code, duty.status]
    return Badge(f"{duty.code}-{duty.status}", TONES[duty.status], word, _told(duty, word))


def _told(duty: Duty, word: str) -> Message:
    until = duty.until.isoformat() if duty.until is not None else ""
    if duty.number and until:
        return Message(N_("{duty}: {number}, {day}"), duty=Message(word), number=duty.number, day=until)
    if duty.number or until:
        return Message(N_("{duty}: {value}"), duty=Message(word), value=duty.number or until)
    return Message(word)


def _of_secrets(desk: Desk, ids: Sequence[int]) -> dict[int, tuple[Badge, ...]]:
    wanted = set(ids)
    return {
        id_: (Badge(kind, "info", KEPT_WORDS[kind], Message(KEPT_WORDS[kind])),)
        for id_, kind in protected.kept_kinds(desk).items()
        if id_ in wanted
    }


def _kept_as(desk: Desk, code: str) -> set[int]:
    """Return the ids of the secrets of which is kept what a code says."""
    kinds = protected.kept_kinds(desk)
    if code == NOTHING:
        return protected.secret_ids(desk) - set(kinds)
    return {id_ for id_, kind in kinds.items() if kind == code}


_BADGES: Final = {
    "people": Badges("duty", DUTY, _of_people, duties.narrowed),
    "secrets": Badges("protected", KEPT, _of_secrets, _kept_as),
}
