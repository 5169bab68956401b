"""Reading: registers with their counts, lists, single records, search and mentions."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.findings import Finding
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Day, Kind, Person, Rows, Text
from ipdesk.model.periods import read_period
from ipdesk.model.record import Record, field_of
from ipdesk.model.register import WITHDRAWN_STATE, Register
from ipdesk.model.restricted import restricted_fields
from ipdesk.model.states import States
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs, read_value
from ipdesk.operations.badges import Badge, badges_in, badges_of
from ipdesk.operations.checks import Step, find, steps
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from ipdesk.store import attachments, imports, lists, records, search
from ipdesk.store.imports import Source
from ipdesk.store.lists import Order as Order  # noqa: PLC0414 - the window asks for lists through here
from ipdesk.store.records import Summary

MOST_HITS = 200
OPEN = "open"  # stands for every state in which something is still to be done
TIMES: Final = {"changed": N_("Last changed"), "created": N_("Made on")}  # of every record; asked for by day


@dataclass(frozen=True, slots=True)
class Sight:
    """All there is to see of one record."""

    record: Record
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]
    attachments: tuple[attachments.Attachment, ...]
    linking_here: tuple[Summary, ...]
    sources: tuple[Source, ...]
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One search hit: the record in short and the place where the text stands."""

    record: Summary
    before: str
    text: str
    after: str


def counts(desk: Desk) -> list[tuple[Register, int]]:
    """Return every register with the number of its records, withdrawn ones apart."""
    desk.require("read")
    held = records.counts(desk.workspace.db)
    return [(register, held.get(register.name, 0)) for register in REGISTERS]


def list_ids(
    desk: Desk,
    register: Register,
    where: Sequence[tuple[str, str]] = (),
    text: str = "",
    order: Order | None = None,
    limit: int = -1,
) -> array[int]:
    """Return the ids of a list, filtered by equal fields and, where given, by text that records contain.

    The state may be OPEN, and days lie in a period, as model.periods.read_period takes it. What a register tells
    by badges is asked for by the name of their column.
    """
    desk.require("read")
    asked, matched = _live(desk, register, where)
    known = [_by_label(desk, register, field, raw) for field, raw in asked]
    _require_told(_kind(register, order.field) if order else None, order.field if order else "")
    db, whole = desk.workspace.db, limit < 0
    offered: Set[int] | None = search.offered(db, text, register.name) if text else None
    if matched is not None:
        offered = matched if offered is None else matched & offered
    if offered is None:
        return lists.list_ids(db, register, known, order, limit)
    listed = lists.listed_among(db, register, known, order, offered, whole=whole)
    hits = search.containing(db, text, listed) if text else listed
    return array("q", islice(hits, None if whole else limit))


def _live(
    desk: Desk, register: Register, where: Sequence[tuple[str, str]]
) -> tuple[Sequence[tuple[str, str]], Set[int] | None]:
    """Return the conditions on fields, and the ids that those on badges leave; None where there are none."""
    live = badges_in(register)
    raws = [raw for field, raw in where if live is not None and field == live.name]
    if live is None or not raws:
        return where, None
    known_as = desk.translator.known_as
    found = [live.matching(desk, read_value(live.kind, live.name, raw, known_as)) for raw in raws]
    return [each for each in where if each[0] != live.name], set.intersection(*found)


def is_quick(register: Register, where: Sequence[tuple[str, str]] = (), order: Order | None = None) -> bool:
    """Say whether an index gives a list, so that even a long one is there at once.

    Other lists read every record of the register: on a long one that belongs on a worker's thread.
    """
    keyed = {name for name in register.columns if isinstance(register.field(name).kind, Text | Person)}
    known = {"", "changed", "state", "number", register.title, register.date, *keyed}
    return (order is None or order.field in known) and all(field in ("state", "number") for field, _ in where)


def page(
    desk: Desk, register: Register, ids: Sequence[int], only: Sequence[str] | None = None
) -> list[Record]:
    """Return records by id with only the fields named, by default the columns of the list; never a restricted one."""
    desk.require("read")
    closed = restricted_fields(register)
    wanted = [each for each in (only if only is not None else register.columns) if each not in closed]
    return records.read_many(desk.workspace.db, register, ids, wanted)


def whole(desk: Desk, register: Register, ids: Sequence[int]) -> list[Record]:
    """Return whole records by id."""
    desk.require("read")
    return records.read_many(desk.workspace.db, register, ids)


def show(desk: Desk, register: Register, number: str) -> Sight:
    """Return one record with its findings, the moves open to the person at the desk, files and links."""
    desk.require("read")
    db = desk.workspace.db
    entry = records.entry_id(db, register, number)
    record = records.read_many(db, register, [entry])[0]
    findings = find(desk, register, record)
    return Sight(
        record,
        findings,
        steps(desk, register, record, findings),
        () if record.withheld else tuple(attachments.listed(db, entry)),
        tuple(records.linking_here(db, entry)),
        () if record.withheld else tuple(imports.sources(db, entry)),
        badges_of(desk, register, [entry]).get(entry, ()),
    )


def search_all(desk: Desk, text: str, limit: int = 50) -> tuple[list[Found], bool]:
    """Return the newest records of any register that contain a text, and whether there are more."""
    desk.require("read")
    db = desk.workspace.db
    hits = list(islice(search.search(db, text), min(limit, MOST_HITS) + 1))
    known = {each.id: each for each in records.summaries(db, [hit.id for hit in hits])}
    shown = [
        Found(known[hit.id], hit.before, hit.found, hit.after) for hit in hits[:limit] if hit.id in known
    ]
    return shown, len(hits) > limit


def mentions(desk: Desk, name: str) -> list[tuple[Summary, str]]:
    """Return every record that names a person, with the field that does."""
    desk.require("read")
    return records.mentioning(desk.workspace.db, folded(name))


@lru_cache(maxsize=100)
def _state_words(states: States, known_as: KnownAs) -> Mapping[str, str]:
    """Return the code for each word by which a state is known, folded: a ledger names one in every row."""
    words: dict[str, str] = {}
    for state in (*states.states, WITHDRAWN_STATE):
        for word in (state.code, *state.aliases, *known_as(state.label)):
            words.setdefault(folded(word), state.code)
    return words


def state_named(desk: Desk, register: Register, named: str) -> str:
    """Return the code of a state named by code or label. Raises WrongValue, which names those there are."""
    if (code := _state_words(register.states, desk.translator.known_as).get(folded(named))) is not None:
        return code
    states = (*register.states.states, WITHDRAWN_STATE)
    raise WrongValue(
        "state",
        Message(N_("There is no state “{state}”."), state=named),
        Message(N_("The states are: {states}."), states=[each.code for each in states]),
    )


def _by_label(desk: Desk, register: Register, field: str, raw: str) -> tuple[str, object]:
    """Let options and states be named by label in any language."""
    if field == "state":
        if raw == OPEN:
            return field, tuple(each.code for each in register.states.states if not each.final)
        return field, state_named(desk, register, raw)
    kind = _kind(register, field)
    _require_told(kind, field)
    known_as = desk.translator.known_as
    if isinstance(kind, Day):
        period = read_period(kind.label, field, raw, desk.today(), known_as)
        return field, period
    return field, raw if kind is None else read_value(kind, field, raw, known_as)


def _require_told(kind: Kind | None, field: str) -> None:
    """Raise WrongValue for a restricted field, whose values a list narrowed or ordered by it would tell."""
    if kind is not None and kind.restricted:
        raise WrongValue(
            field,
            Message(
                N_("“{field}” is restricted: no list is narrowed or ordered by it."),
                field=Message(kind.label),
            ),
            Message(N_("Choose another field.")),
        )


def _kind(register: Register, path: str) -> Kind | None:
    """Return the kind of a field, also of one in child rows; None for what the store will not know."""
    if path in TIMES:
        return Day(label=TIMES[path])
    name, _, inner = path.partition(".")
    try:
        kind = register.field(name).kind
        return field_of(kind.of, inner).kind if isinstance(kind, Rows) else None if inner else kind
    except KeyError:
        return None
