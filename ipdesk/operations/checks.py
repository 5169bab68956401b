"""Findings of a record: the register's own, what is missing, and the facts they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipdesk.model.errors import NotFound
from ipdesk.model.findings import Facts, Finding, Leaver, Linked, Unsigned
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Link
from ipdesk.model.making import remade
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import MISSING, Register, missing
from ipdesk.model.states import Move, State
from ipdesk.model.text import N_, Message
from ipdesk.operations.agreement_papers import paper_of
from ipdesk.operations.answers import answered
from ipdesk.operations.deadlines import tasks
from ipdesk.operations.desk import Desk
from ipdesk.operations.duties import LACKING, standings
from ipdesk.operations.permissions import permits
from ipdesk.operations.sharing import Sharing
from ipdesk.registers import register as register_named
from ipdesk.registers.agreements import Agreement
from ipdesk.registers.fallen_due import fallen_due
from ipdesk.registers.papers import Paper
from ipdesk.registers.watch import keepers_of, makers_of, watched
from ipdesk.store import attachments, audit, people, records, similarity
from ipdesk.store.columns import link_fields

SEVERITIES = ("block", "warn", "info")
REINSTATE = N_("Reinstate")


@dataclass(frozen=True, slots=True)
class Step:
    """A move that may be made from here, and the findings that stand in its way."""

    move: Move
    lacks: tuple[Finding, ...]


Beside = Mapping[tuple[str, str], Record]


def linked_from(
    desk: Desk, register: Register, held: Sequence[Record], coming: Beside | None = None
) -> Beside:
    """Return the records that some records of a register link to, by register and number, read together.

    `coming` are records that are to be written together with these; they count as if they were here.
    """
    found: dict[tuple[str, str], Record] = {}
    for field in link_fields(register):
        assert isinstance(field.kind, Link)
        to, numbers = field.kind.to, {number for each in held for number in getattr(each, field.name)}
        if not numbers:
            continue
        if coming:
            found |= {(to, number): coming[to, number] for number in numbers if (to, number) in coming}
            numbers -= {number for name, number in found if name == to}
        for each in records.read_numbered(desk.workspace.db, register_named(to), sorted(numbers)):
            found[to, each.number] = each
    return found


def find(desk: Desk, register: Register, record: Record, beside: Beside | None = None) -> tuple[Finding, ...]:
    """Return all findings of a record, the most severe first, then by the order of the fields.

    There are none of a withdrawn record, from which nothing is asked, and none of a sealed one. Who asks for many records reads
    those `beside` them together.
    """
    if record.withheld or record.state == WITHDRAWN:
        return ()
    found = _own(desk, register, record, beside=beside)
    found += fallen_due(register, tasks(desk, register, record), desk.today())
    order = [each.name for each in register.fields()]

    def rank(finding: Finding) -> tuple[int, int]:
        name = finding.field.partition("[")[0]
        return SEVERITIES.index(finding.severity), order.index(name) if name in order else len(order)

    return tuple(sorted(found, key=rank))


def obstacles(
    desk: Desk, register: Register, record: Record, state: str, sharing: Sharing, coming: Beside
) -> list[Finding]:
    """Return the findings of a record that is taken in that keep it from a state; what falls due keeps it from none.

    `coming` are the records that are to be written before it.
    """
    beside = linked_from(desk, register, [record], coming)
    found = _own(desk, register, record, sharing, beside, hinted=False)
    return [each for each in found if state in each.blocks]


def _own(
    desk: Desk,
    register: Register,
    record: Record,
    sharing: Sharing | None = None,
    beside: Beside | None = None,
    *,
    hinted: bool = True,
) -> list[Finding]:
    """Return the findings of a record but for what falls due; `hinted` adds what only warns, of likeness and of those who left."""
    record, result = answered(desk, register, record)
    paper = paper_of(desk, record) if isinstance(record, Agreement) else None
    shared = _shared(sharing or Sharing(desk, register), record)
    facts = _facts(desk, register, record, beside, hinted=hinted)
    facts = remade(facts, answered=result, paper=paper, shared=shared)
    found = [*register.findings(record, facts), *missing(register, record)]
    return [*found, *watched(register, record, facts)] if hinted else found


def matters_now(finding: Finding, state: State, targets: Iterable[str]) -> bool:
    """Say whether a finding stands in the way of a next move or of none at all; others come up later.

    Where nothing is waited for, nobody asks for what only a further state wants: a secret that is kept has no release.
    """
    if not finding.blocks or state.code in finding.blocks:
        return True
    asked = not (state.resting and finding.id == MISSING)
    return asked and not set(targets).isdisjoint(finding.blocks)


def steps(desk: Desk, register: Register, record: Record, findings: tuple[Finding, ...]) -> tuple[Step, ...]:
    """Return the moves that the person at the desk may make from here, with what each still lacks."""
    if record.withheld or not permits(desk.actor, "move", record, register):
        return ()
    if record.state == WITHDRAWN:
        before = state_before_withdrawal(desk, record)
        return (Step(Move(WITHDRAWN, before, REINSTATE, reason=True, unchecked=True), ()),)
    return tuple(
        _step(move, findings)
        for move in register.states.moves_from(record.state)
        if desk.actor.role in move.roles
    )


def ways_on(register: Register, state: str, findings: tuple[Finding, ...]) -> tuple[Step, ...]:
    """Return the moves that lead on from a state, whoever may make them; not those back or out of the way."""
    return tuple(_step(move, findings) for move in register.states.moves_from(state) if not move.unchecked)


def _step(move: Move, findings: tuple[Finding, ...]) -> Step:
    return Step(
        move, () if move.unchecked else tuple(each for each in findings if move.target in each.blocks)
    )


def state_before_withdrawal(desk: Desk, record: Record) -> str:
    """Return the state that a withdrawn record had before."""
    for entry in audit.entries(desk.workspace.db, subject=record.id):
        state = (entry.values or {}).get("fields", {}).get("state")
        if state and state[1] == WITHDRAWN:
            return str(state[0])
    raise NotFound(
        Message(N_("The log does not say which state {number} had before."), number=record.number),
        Message(N_("Enter it anew as a record of its own.")),
    )


def _facts(desk: Desk, register: Register, record: Record, beside: Beside | None, *, hinted: bool) -> Facts:
    db = desk.workspace.db
    text = " ".join(str(getattr(record, name)) for name in register.similar_text)
    entry = records.id_of(db, record.id) if record.id else None
    files = attachments.listed(db, entry) if entry else []
    linked = _linked(desk, register, record, entry, beside)
    if isinstance(record, Paper):
        linked = {**_filings(desk, record), **linked}
    return Facts(
        today=desk.today(),
        started=desk.started_on(),
        linked=linked,
        similar=similarity.similar(db, register, str(getattr(record, register.title)), text, record.id)
        if hinted
        else (),
        attachments=len(files),
        attached=tuple((each.name, each.sha256) for each in files) if isinstance(record, Paper) else (),
        leavers=_leavers(desk, register, record) if hinted else (),
        unsigned=_unsigned(desk, record) if hinted and isinstance(record, Paper) else (),
    )


def _shared(sharing: Sharing, record: Record) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return which other records have the same in singular fields; an empty field is shared with nobody."""
    found = {}
    for fields in sharing.register.singular:
        values = [str(getattr(record, name)) for name in fields]
        if all(values) and (numbers := sharing.numbers(fields, values, record.id)):
            found[fields] = numbers
    return found


def _leavers(desk: Desk, register: Register, record: Record) -> tuple[Leaver, ...]:
    """Return those named as makers or keepers of what a record is of who have left."""
    named = [*(name for _, name, _ in makers_of(register, record)), *keepers_of(register, record)]
    names = {folded(name): name for name in named if name}
    if not names:
        return ()
    held = people.leavers(desk.workspace.db, list(names))
    return tuple(Leaver(names[key], number, left_on) for key, number, left_on in held)


def _unsigned(desk: Desk, record: Paper) -> tuple[Unsigned, ...]:
    """Return the authors who are known here under their name and have no valid agreement."""
    names = {folded(each.name): each.name for each in record.authors if each.name}
    ids = people.named(desk.workspace.db, list(names)) if names else {}
    if not ids:
        return ()
    lacking = {
        each.line.id
        for each in standings(desk, sorted(ids))
        if any(duty.code == "agreement" and duty.status in LACKING for duty in each.duties)
    }
    return tuple(Unsigned(names[key], number) for entry, (key, number) in ids.items() if entry in lacking)


def _linked(
    desk: Desk, register: Register, record: Record, entry: int | None, beside: Beside | None
) -> dict[tuple[str, str], Linked]:
    """Return what the records linked from here are to this one, and in short those that link here."""
    db = desk.workspace.db
    found = {}
    if entry is not None:
        for each in records.linking_here(db, entry):
            found[each.register, each.number] = Linked(each.number, each.title, each.state)
    known = linked_from(desk, register, [record]) if beside is None else beside
    for field in link_fields(register):
        assert isinstance(field.kind, Link)
        other = register_named(field.kind.to)
        for number in getattr(record, field.name):
            held = known.get((other.name, number))
            if held is None:
                continue
            title = "" if held.withheld else str(getattr(held, other.title))
            facts = {} if held.withheld else dict(other.facts(held))
            found[other.name, number] = Linked(number, title, held.state, facts)
    return found


def _filings(desk: Desk, record: Paper) -> dict[tuple[str, str], Linked]:
    """Return the applications that name a disclosure of a paper, which the paper itself may not name."""
    db = desk.workspace.db
    disclosures, patents = register_named("disclosures"), register_named("patents")
    found = {}
    for number in {*record.disclosure, *record.deferred_disclosures}:
        try:
            origin = records.id_of(db, records.read(db, disclosures, number).id)
        except NotFound:
            continue
        for each in records.linking_here(db, origin) if origin is not None else ():
            if each.register == patents.name:
                held = records.read(db, patents, each.number)
                facts = {} if held.withheld else dict(patents.facts(held))
                found[patents.name, each.number] = Linked(each.number, each.title, each.state, facts)
    return found
