"""A register: the one declaration from which store, form, import, export and window are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as held
from datetime import date
from functools import cache
from typing import Any, Final

from ipdesk.model.asks import Ask, Subject, no_asks
from ipdesk.model.findings import FORM, Facts, Finding
from ipdesk.model.kinds import Rows
from ipdesk.model.record import WITHDRAWN, Field, Record, field_of, fields_of
from ipdesk.model.states import State, States
from ipdesk.model.text import N_, Message

MISSING: Final = "missing"  # the finding of a field that is required and empty
Begins = Callable[[Any, date], str]
Spelling = Callable[[str], tuple[str, ...]]


def no_findings(_record: Any, _facts: Facts) -> Iterator[Finding]:
    """Find nothing: for a register that has no rules of its own."""
    return iter(())


def no_facts(_record: Any) -> Mapping[str, str]:
    """Say nothing to other registers."""
    return {}


def begins_first(_record: Any, _today: date) -> str:
    """Let every record begin in the first state."""
    return ""


@dataclass(frozen=True, slots=True)
class Ledgered:
    """What a new record from an old ledger comes with: the word it has for the state, today, and the desk's first day.

    `ready` is the code of the state that the ledger names or the record's own days make it begin in.
    """

    word: str
    ready: str
    today: date
    since: date | None


@dataclass(frozen=True, slots=True)
class Completed:
    """A field of such a record that was filled by the register, and why; whoever takes it in should look at it."""

    field: str
    value: Any
    why: Message


def completes_nothing(_record: Any, _ledger: Ledgered) -> Iterator[Completed]:
    """Fill nothing that the ledger does not say."""
    return iter(())


def no_history(_record: Any, _ledger: Ledgered) -> bool:
    """Let no decision be history: what a checklist decides on goes through its process here."""
    return False


def no_docket(_record: Any) -> Any:
    """Let nothing fall due by the rules of deadlines."""
    return None


def nothing_recorded(_record: Any, _event: Any) -> Mapping[str, Any]:
    """Record no event: for a register without deadlines."""
    return {}


def nothing_settled(record: Any, _checklist: Any) -> tuple[Any, Any]:
    """Return the record as it is: for a register without a checklist."""
    return record, None


@dataclass(frozen=True, slots=True)
class Group:
    """A block of fields that belong together on forms, pages and documents.

    `office` groups are filled by the IP office and stay open when the reported content is frozen.
    """

    name: str
    label: str
    fields: tuple[str, ...]
    office: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """What tells a decision of before this desk began: `decision` and its `day` are told, and nothing stands in `here`.

    Only a file brings one in one of the `states`: what is entered by hand goes through its process, whatever day it tells.
    """

    decision: str
    day: str
    here: tuple[str, ...]
    states: tuple[str, ...]

    def is_history(self, record: Record, began: date | None) -> bool:
        """Say whether a record tells such a decision."""
        day: date | None = getattr(record, self.day)
        brought = not record.created or record.state in self.states
        told = bool(getattr(record, self.decision)) and not any(getattr(record, each) for each in self.here)
        return told and brought and day is not None and began is not None and day < began


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """One register (登记簿); there is one of each name, so that it is itself alone.

    `number` is the pattern of the numbers given: {code}, {year} and {seq:04} are filled. `title` and `date`
    name the fields that stand for a record in lists and order it in time. `columns` are the fields of
    the table. `findings` notices what is wrong with one record; `facts` says to other registers what
    this record is to them. `similar_text` names the fields that are compared, beside the title, to find
    probable duplicates; `compared` those that a manuscript is compared with. `due_fields` names the days, also of child rows (`events.day`), from which
    findings reckon when something is due, so that those records are looked at first where many are open.
    Where a `checklist` is named, its records are answered ones: `settled` takes a record and the list it is
    answered by, or None where that is not kept here, and returns the record with what the answers amount to,
    and the result. `singular` names fields that two records do not share, alone or together, as a number of an
    identity document. `makers` names the fields of people who made what a record is of: after somebody left, they
    are watched for a year; `made` names the day on which that was, where it is not `date`. `keepers` names the fields of
    people who know or hold something that they may not have after they left. `asks` says what a record
    still wants from somebody named in it who leaves, and `topic` which of the subjects of a leaver it keeps, such as
    papers, where its name does not say so.
    `docket` returns the case that the rules of deadlines see in a record (a `rules.deadline_rules.Case`), None where there is
    none; `recorded` says which fields change when an event of such a case (a `rules.deadline_rules.Event`) is recorded, and
    `course` names the field in which its events stand; `counted` are the fields that `docket` looks at, None for all.
    `begins` says by a record that comes from a ledger, and by today, in which state it begins, "" for the first one;
    `completed` yields fields that follow from what an old ledger says, each with a message to whoever takes it in: texts
    are messages, which are said in the reader's language. `history` says of a record with a checklist whether it may begin in the
    state that a ledger tells, since that was decided before this desk began, and `old` is what tells that of one that is here. `state_headings` are further headings under which ledgers have
    the state, `called` further names in the titles of their sheets. `named` names for a link the field whose name stands for it in ledgers that give no number. `spelled` names for a singular field all ways in which one value is written, the plainest first.
    """

    name: str
    label: str
    one: str
    record: type[Record]
    number: str
    title: str
    date: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    states: States
    findings: Callable[[Any, Facts], Iterator[Finding]] = no_findings
    facts: Callable[[Any], Mapping[str, str]] = no_facts
    similar_text: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    due_fields: tuple[str, ...] = ()
    singular: tuple[tuple[str, ...], ...] = ()
    makers: tuple[str, ...] = ()
    made: str = ""
    keepers: tuple[str, ...] = ()
    asks: Callable[[Any, Subject], Iterator[Ask]] = no_asks
    topic: str = ""
    begins: Begins = begins_first
    completed: Callable[[Any, Ledgered], Iterator[Completed]] = completes_nothing
    history: Callable[[Any, Ledgered], bool] = no_history
    old: Old | None = None
    state_headings: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    named: Mapping[str, str] = held(default_factory=dict)
    spelled: Mapping[str, Spelling] = held(default_factory=dict)
    docket: Callable[[Any], Any] = no_docket
    recorded: Callable[[Any, Any], Mapping[str, Any]] = nothing_recorded
    course: str = "events"
    counted: tuple[str, ...] | None = None
    checklist: str = ""
    settled: Callable[[Any, Any], tuple[Any, Any]] = nothing_settled

    @property
    def has_docket(self) -> bool:
        """Whether rules of deadlines make tasks of its records."""
        return self.docket is not no_docket

    def spellings(self, name: str, text: str) -> tuple[str, ...]:
        """Return the ways in which one value of a singular field is written, the plainest first."""
        return self.spelled[name](text) if name in self.spelled and text else (text,)

    def fields(self) -> tuple[Field, ...]:
        """Return the declared fields in the order of the dataclass."""
        return fields_of(self.record)

    def field(self, name: str) -> Field:
        """Return one declared field. Raises KeyError."""
        return field_of(self.record, name)

    def state(self, code: str) -> State:
        """Return a state of this register; withdrawn is known to all of them."""
        return WITHDRAWN_STATE if code == WITHDRAWN else self.states.state(code)

    def office_fields(self) -> frozenset[str]:
        """Return the names of the fields that the IP office fills."""
        return frozenset(name for group in self.groups if group.office for name in group.fields)


WITHDRAWN_STATE = State(WITHDRAWN, N_("Withdrawn"), final=True)


def is_empty(value: object) -> bool:
    """Say whether a value counts as not filled."""
    return not value and (
        value is None or isinstance(value, (str, tuple))
    )  # asked of every field of every record


def missing(register: Register, record: Record) -> Iterator[Finding]:
    """Yield a finding for each required field that is empty, in child rows too.

    A field required from a state on blocks that state and every later one.
    """
    for each, within in _asked(type(record)):
        value = getattr(record, each.name)
        if each.kind.required and is_empty(value):
            yield _is_missing(register, each, each.name)
        for inner in within:
            for index, row in enumerate(value):
                if is_empty(getattr(row, inner.name)):
                    yield _is_missing(register, inner, f"{each.name}[{index}].{inner.name}")


# Cached behind a plain function, as the fields themselves are.
def _asked(record: type) -> tuple[tuple[Field, tuple[Field, ...]], ...]:
    """Return the fields that must be filled some time or have such in their child rows, and these."""
    return _asked_of(record)


@cache
def _asked_of(record: type) -> tuple[tuple[Field, tuple[Field, ...]], ...]:
    found = []
    for each in fields_of(record):
        inner = fields_of(each.kind.of) if isinstance(each.kind, Rows) else ()
        required = tuple(one for one in inner if one.kind.required)
        if each.kind.required or required:
            found.append((each, required))
    return tuple(found)


def _is_missing(register: Register, field: Field, place: str) -> Finding:
    codes = [state.code for state in register.states.states]
    later = codes[codes.index(field.kind.required) :]
    return Finding(
        id=MISSING,
        field=place,
        severity="warn",
        message=Message(N_("“{field}” is not filled in."), field=Message(field.kind.label)),
        basis=FORM,
        clears=Message(N_("Fill in “{field}”."), field=Message(field.kind.label)),
        blocks=tuple(later),
    )
