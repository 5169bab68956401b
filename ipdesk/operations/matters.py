"""The matters of one open record: what is due, what is wrong or lacking, and the act that clears each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Finding, Standing
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.states import ROLE_LABELS
from ipdesk.model.text import N_, Message
from ipdesk.operations.checks import Beside, Step, find, ways_on
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits
from ipdesk.rules.deadline_events import WAITS_FOR

Urgency = Literal["overdue", "grace", "today", "week", "month", "me", "others"]
URGENCIES: Final[dict[Urgency, str]] = {
    "overdue": N_("Overdue"),
    "grace": N_("In its grace"),
    "today": N_("Due today"),
    "week": N_("Within a week"),
    "month": N_("Within a month"),
    "me": N_("For me"),
    "others": N_("For others"),
}
PRESSING: Final[tuple[Urgency, ...]] = ("overdue", "grace", "today", "week", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter of one open record: what it is, when it is due, and the act that clears it.

    `since` is when the record came into its state, `waits_for` a label. `mine` says that the next act is
    that of the person at the desk. `act` names what clears the matter, at the `place` in the record; when
    `by_move` is true it is the move `step`. `step` is the move that lacks nothing and that the person at
    the desk may make, if there is one; of a record that rests none but the act itself. `finding` is what the matter rests on, None when nothing is wrong.
    """

    register: str
    number: str
    title: str
    state: str
    revision: int
    waits_for: str
    since: date
    mine: bool
    urgency: Urgency
    due: date | None
    finding: Finding | None
    what: Message
    act: Message
    place: str
    by_move: bool
    step: Step | None

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this matter from every other, also after the record has moved on."""
        dated = (self.finding.id, self.finding.field) if self.due and self.finding else ()
        return self.register, self.number, *dated


@dataclass(frozen=True, slots=True)
class _Act:
    """An act, its place in the record, and the move that it is or leads to, if any."""

    text: Message
    place: str
    way: Step | None = None

    @property
    def moves(self) -> bool:
        return self.way is not None and not self.way.lacks


def urgency_of(due: date, today: date, standing: Standing = "") -> Urgency | None:
    """Return how pressing a day is, None when it lies more than a month ahead or presses nobody."""
    if standing:
        return "grace" if standing == "grace" else None
    if due < today:
        return "overdue"
    if due == today:
        return "today"
    if due <= today + timedelta(days=7):
        return "week"
    return "month" if due <= add_months(today, 1) else None


def matters_of(
    desk: Desk, register: Register, record: Record, entered: str, beside: Beside | None = None
) -> Iterator[Matter]:
    """Yield what a record waits for: each thing with a day, and what else there is to do.

    `entered` is when it came into its state. What stands before the next state comes before warnings, and
    those before the next move. Of a record that only rests, what is merely possible next is no matter.
    What a dated matter says already is not said twice. `beside` it are the records that it links to, where they were read.
    """
    findings = find(desk, register, record, beside)
    ways = ways_on(register, record.state, findings)
    seen = _Seen(desk, register, record, ways, datetime.fromisoformat(entered).astimezone().date())
    resting = register.state(record.state).resting or any(each.rests for each in findings)
    said = resting
    for finding in findings:
        if finding.due is not None:
            act = _clearing(finding, ways)
            said = said or act.way is not None
            yield seen.matter(finding, finding.message, act, finding.due)
    warned = next((each for each in findings if _warns_now(each)), None)
    stands = not resting and bool(ways) and all(each.lacks for each in ways)
    if warned is not None and not stands:
        yield seen.matter(warned, warned.message, _clearing(warned, ways))
    elif not said:
        yield seen.next_matter()


def _warns_now(finding: Finding) -> bool:
    return finding.severity == "warn" and not finding.blocks and finding.due is None


def _clearing(finding: Finding, ways: Sequence[Step]) -> _Act:
    """Return what clears a finding: a move, what that move lacks, or a change at its place."""
    leading = [each for each in ways if each.move.target in finding.moves_to]
    way = next((each for each in leading if not each.lacks), leading[0] if leading else None)
    if way is None:
        return _Act(finding.clears or finding.message, finding.field)
    return _towards(way, finding.field)


def _towards(way: Step, place: str = "") -> _Act:
    if not way.lacks:
        return _Act(Message(way.move.label), place, way)
    first = way.lacks[0]
    return _Act(first.clears or first.message, first.field, way)


class _Seen:
    """A record as the person at the desk sees it: whose turn it is and which move can be made."""

    def __init__(
        self, desk: Desk, register: Register, record: Record, ways: Sequence[Step], since: date
    ) -> None:
        self._desk, self._register, self._record, self._ways, self._since = (
            desk,
            register,
            record,
            ways,
            since,
        )
        self._state = register.state(record.state)
        self._ready = next((each for each in ways if not each.lacks), None)
        self._mine = self._is_mine()

    def matter(self, finding: Finding | None, what: Message, act: _Act, due: date | None = None) -> Matter:
        """Return a matter of this record."""
        standing = finding.standing if finding is not None else ""
        whose = finding.waits_for if finding is not None else ""
        mine = self._mine and whose in ("", WAITS_FOR["officer"])
        pressing = urgency_of(due, self._desk.today(), standing) if due else None
        # Of what rests nothing but the act itself is offered: a fee due is no reason to end a right.
        step = act.way if act.moves else None if self._state.resting else self._ready
        return Matter(
            register=self._register.name,
            number=self._record.number,
            title=str(getattr(self._record, self._register.title)),
            state=self._record.state,
            revision=self._record.revision,
            waits_for=whose or self._waits_for(),
            since=self._since,
            mine=mine,
            urgency=pressing or ("me" if mine else "others"),
            due=due,
            finding=finding,
            what=what,
            act=act.text,
            place=act.place,
            by_move=act.moves,
            step=step if step is not None and self._may(step) else None,
        )

    def next_matter(self) -> Matter:
        """Return what stands before the next state, or that nothing does."""
        state = Message(self._state.label)
        if self._ready is not None:
            return self.matter(
                None, Message(N_("{state}: nothing is missing."), state=state), _towards(self._ready)
            )
        if not self._ways:
            return self.matter(None, state, _Act(Message(N_("Open it.")), ""))
        lacks = self._ways[0].lacks
        what = lacks[0].message
        if len(lacks) > 1:
            what = Message(N_("{count} things are lacking; the first: {first}"), count=len(lacks), first=what)
        return self.matter(lacks[0], what, _towards(self._ways[0]))

    def _waits_for(self) -> str:
        """Return who is waited for: the person at the desk where the next act is theirs, whoever the state names."""
        role = self._desk.actor.role
        return ROLE_LABELS[role] if self._mine and self._state.role != role else self._state.waits_for

    def _may(self, step: Step) -> bool:
        actor = self._desk.actor
        return actor.role in step.move.roles and permits(actor, "move", self._record, self._register)

    def _is_mine(self) -> bool:
        """Say whether the person at the desk is waited for, or is the one who may now move it on.

        Of what was sent back, others are to say when they are done, though nothing is lacking from before.
        """
        way = self._ready or (self._ways[0] if self._ways else None)
        if way is not None and not self._may(way):
            return False
        others = self._state.resting or self._register.states.is_sent_back(self._state.code)
        return self._state.role == self._desk.actor.role or (self._ready is not None and not others)
