"""People kept twice: found by what only one has, merged by a person, or said not to be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Link, Rows
from ipdesk.model.record import WITHDRAWN, Field, Record, is_told
from ipdesk.model.register import Register, is_empty
from ipdesk.model.restricted import HIDDEN
from ipdesk.model.text import N_, Message
from ipdesk.model.values import show_value
from ipdesk.operations.desk import Desk
from ipdesk.operations.records import require_fits, require_not_withdrawn
from ipdesk.registers import register as register_named
from ipdesk.registers.people import Individual
from ipdesk.registers.person_rows import Variant
from ipdesk.store import people, records
from ipdesk.store.people import Known
from ipdesk.store.writing import Held, Writing, sealed_refusal

PEOPLE: Final = register_named("people")
NOT_SAME: Final = "not-same"
VARIANT: Final = ("variants", "unit")
MOST_OF_A_KIND: Final = 12  # people with the same in a field, beyond which it tells nothing


@dataclass(frozen=True, slots=True)
class Alike:
    """Two people who may be one, the one entered first before the other, and by which fields, each time alone or together."""

    first: Known
    second: Known
    fields: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of two records as people read it; of what is restricted, only whether something is there and the same.

    Child rows of both are kept, so that there is nothing to choose between.
    """

    name: str
    label: str
    first: str
    second: str
    differs: bool
    choosable: bool


def duplicates(desk: Desk) -> list[Alike]:
    """Return everybody who may be kept twice, pair by pair, apart from those said not to be the same.

    The pairs that share most fields come first. A name written otherwise counts as a name.
    """
    desk.require("read")
    db = desk.workspace.db
    known = {each.id: each for each in people.everybody(db)}
    found: defaultdict[tuple[int, int], list[tuple[str, ...]]] = defaultdict(list)
    for fields, ids in _same(list(known.values())):
        for pair in combinations(sorted(ids), 2):
            if fields not in found[pair] and not (fields == VARIANT and ("name", "unit") in found[pair]):
                found[pair].append(fields)
    said = people.not_the_same(db, NOT_SAME)
    pairs = [Alike(known[one], known[other], tuple(fields)) for (one, other), fields in found.items()]
    listed = [each for each in pairs if frozenset((each.first.uuid, each.second.uuid)) not in said]
    return sorted(listed, key=lambda each: (-len(each.fields), each.first.number, each.second.number))


def _same(known: list[Known]) -> Iterator[tuple[tuple[str, ...], set[int]]]:
    """Yield fields with the people who have the same in them, where there are several, and not too many."""
    groups: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], set[int]] = defaultdict(set)
    for fields in PEOPLE.singular:
        for each in known:
            values = tuple(folded(getattr(each, name)) for name in fields)
            if all(values):
                groups[fields, values].add(each.id)
    for each in known:
        for name in filter(None, map(folded, each.variants)):
            groups[VARIANT, (name, folded(each.unit))].add(each.id)
    for (fields, values), ids in list(groups.items()):
        if fields == VARIANT:
            named = groups.get((("name", "unit"), values), set())
            if named and ids - named:
                yield fields, ids | named
        elif 1 < len(ids) <= MOST_OF_A_KIND:
            yield fields, ids


def compare(desk: Desk, first: str, second: str) -> list[Compared]:
    """Return what either of two people has, field by field, in the order of the form. Raises NotFound."""
    desk.require("read")
    one, other = (records.read(desk.workspace.db, PEOPLE, number) for number in (first, second))
    for each in (one, other):
        if each.withheld:
            raise sealed_refusal(each.number)
    return [
        _compared(desk, field, getattr(one, field.name), getattr(other, field.name))
        for field in _fields()
        if not (is_empty(getattr(one, field.name)) and is_empty(getattr(other, field.name)))
    ]


def _compared(desk: Desk, field: Field, one: Any, other: Any) -> Compared:
    def text(value: Any) -> str:
        if field.kind.restricted:
            return "" if is_empty(value) else desk.translator.label(HIDDEN)
        return show_value(field.kind, value, desk.translator)

    return Compared(
        name=field.name,
        label=desk.translator.label(field.kind.label),
        first=text(one),
        second=text(other),
        differs=one != other,
        choosable=one != other and not isinstance(field.kind, Rows) and field.name != "number",
    )


def _fields() -> list[Field]:
    """Return the fields that people fill, in the order of the form."""
    names = dict.fromkeys(name for group in PEOPLE.groups for name in group.fields)
    return [each for name in names if is_told((each := PEOPLE.field(name)).kind)]


def merge(desk: Desk, keep: str, drop: str, taken: Collection[str] = ()) -> list[Changes]:
    """Make one of two people: the first is kept, with the fields named taken from the second; return what was changed.

    Where the first has nothing, what the second has is taken. Child rows of both stay, the other name becomes another
    spelling, records that link to the second link to the first, and the second is withdrawn. Undo takes all of it back.
    """
    desk.require("withdraw")
    _require_choosable(taken)
    with desk.workspace.write() as writing:
        held, other = _two(writing, keep, drop)
        after = _merged(held.record, other.record, taken)
        require_fits(desk, PEOPLE, held, after)
        say = desk.translator.say
        made = [
            writing.change(PEOPLE, held, after, "merge", {"name": drop}),
            *_turned(writing, other, keep),
            writing.change(
                PEOPLE,
                other,
                replace(other.record, state=WITHDRAWN),
                "withdraw",
                {"reason": say(Message(N_("Merged into {number}"), number=keep))},
            ),
        ]
    return [each for each in made if each is not None]


def say_not_same(desk: Desk, first: str, second: str) -> None:
    """Keep in the log that two people are not the same, so that they are not listed as duplicates again."""
    desk.require("change")
    desk.require("withdraw")  # whoever may merge may also say that there is nothing to merge
    with desk.workspace.write() as writing:
        one, other = _two(writing, first, second)
        values = {"name": second, "other": other.record.id}
        writing.note(NOT_SAME, values, PEOPLE.name, first, one.record.id)


def _two(writing: Writing, first: str, second: str) -> tuple[Held, Held]:
    """Return two people who are two. Raises WrongValue, NotFound and, for a withdrawn one, Incomplete."""
    if first == second:
        raise WrongValue(
            "number",
            Message(N_("{number} is one record, not two."), number=first),
            Message(N_("Name two different people.")),
        )
    held = writing.held(PEOPLE, first), writing.held(PEOPLE, second)
    for each in held:
        require_not_withdrawn(each.record)
    return held


def _require_choosable(taken: Collection[str]) -> None:
    for name in taken:
        if all(name != each.name or isinstance(each.kind, Rows) for each in _fields()) or name == "number":
            raise WrongValue(
                name,
                Message(N_("“{field}” cannot be taken from the other person."), field=name),
                Message(N_("Take a field that holds one value; “ipdesk schema people” lists them.")),
            )


def _merged(keep: Record, drop: Record, taken: Collection[str]) -> Individual:
    """Return the person kept, with what two records hold of one person."""
    assert isinstance(keep, Individual) and isinstance(drop, Individual)
    values: dict[str, Any] = {}
    for each in PEOPLE.fields():
        mine, theirs = getattr(keep, each.name), getattr(drop, each.name)
        if isinstance(each.kind, Rows):
            values[each.name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif each.name != "number" and (each.name in taken or is_empty(mine)):
            values[each.name] = theirs
    after = replace(keep, **values)
    known = {folded(after.name), *(folded(each.name) for each in after.variants)}
    more = [Variant(name=name, kind="other") for name in (keep.name, drop.name) if folded(name) not in known]
    return replace(after, variants=(*after.variants, *(each for each in more if each.name)))


def _turned(writing: Writing, drop: Held, keep: str) -> Iterator[Changes | None]:
    """Turn the links of other records from one person to another."""
    for entry, name in people.linked_from(writing.db, drop.id):
        register = register_named(name)
        [record] = records.read_many(writing.db, register, [entry])
        after = replace(record, **_with_links(register, record, drop.record.number, keep))
        yield writing.change(register, Held(entry, record), after, "merge", {"name": drop.record.number})


def _with_links(register: Register, record: Record, before: str, after: str) -> dict[str, Any]:
    """Return the links of a record to people, with one number in place of another."""
    return {
        each.name: tuple(
            dict.fromkeys(after if number == before else number for number in getattr(record, each.name))
        )
        for each in register.fields()
        if isinstance(each.kind, Link) and each.kind.to == PEOPLE.name
    }
