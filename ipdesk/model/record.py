"""What every record of every register carries, and the fields that a dataclass declares."""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from ipdesk.model.kinds import Choice, Day, Described, Kind, LongText, Person, Rows, Text
from ipdesk.model.marking import GRADE_OPTIONS, LEVEL_OPTIONS, STATE_OPTIONS, Marking
from ipdesk.model.text import N_

WITHDRAWN: Final = "withdrawn"
STATE: Final = "state"  # where a file carries it; no field of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The part that all records share: identity, state, revision and the two-part marking.

    `id` is the UUID used by links and exchange; `number` is the one people use. Both, with `state`
    and `revision`, are given by the store. `withheld` says that the content is sealed or above the
    limit, so that only metadata is shown.
    """

    id: str = ""
    number: Annotated[str, Text(label=N_("Number"), aliases=("编号", "披露编号", "登记号"))] = ""
    state: str = ""
    revision: int = 0
    created: str = ""
    changed: str = ""
    withheld: bool = False
    level: Annotated[
        str,
        Choice(
            label=N_("Level"),
            help=N_("Answer this first. When classified or unclear, fill no free text and attach nothing."),
            options=LEVEL_OPTIONS,
            aliases=("密级", "知悉范围", "公开程度", "保密级别"),
        ),
    ] = ""
    grade: Annotated[
        str, Choice(label=N_("Grade of technical secret"), options=GRADE_OPTIONS, aliases=("技术秘密等级",))
    ] = ""
    classification: Annotated[
        str,
        Choice(label=N_("State-secret level"), options=STATE_OPTIONS, aliases=("国家秘密密级", "定密密级")),
    ] = ""
    classification_term: Annotated[
        str, Text(label=N_("Secrecy term or condition"), aliases=("保密期限",))
    ] = ""
    classification_basis: Annotated[str, Text(label=N_("Basis of classification"), aliases=("定密依据",))] = (
        ""
    )
    classification_number: Annotated[
        str, Text(label=N_("Classification decision number"), aliases=("定密决定号", "定密决定文号"))
    ] = ""
    classified_by: Annotated[str, Person(label=N_("Classification officer"), aliases=("定密责任人",))] = ""
    classified_on: Annotated[date | None, Day(label=N_("Classified on"), aliases=("定密日期",))] = None

    @property
    def kept_out(self) -> tuple[str, ...]:
        """Fields that stay empty whatever the level, and all content with them; of most records none do."""
        return ()


MARKING_FIELDS: Final = (
    "level",
    "grade",
    "classification",
    "classification_term",
    "classification_basis",
    "classification_number",
    "classified_by",
    "classified_on",
)


def marking_of(record: Record) -> Marking:
    """Return the two-part marking that a record's own answers amount to.

    A level not yet answered counts as internal. "Classified or unclear" without a classification
    counts as unclear, which is above any limit.
    """
    handling = {"public": "public", "trade": f"trade-{record.grade or 'general'}"}.get(
        record.level, "internal"
    )
    return Marking(
        state=record.classification,
        term=record.classification_term,
        decision=record.classification_number,
        handling=handling,
        unclear=record.level == "classified" and not record.classification,
    )


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field: its name, its kind and the value it has when nobody filled it."""

    name: str
    kind: Kind
    empty: Any


def fields_of(record: type) -> tuple[Field, ...]:
    """Return the fields of a record or child-row dataclass that carry a kind, in order."""
    return _fields_of(record)


# Cached behind plain functions: to mypy a dataclass type is not Hashable, as cache() wants it.
@cache
def _fields_of(record: type) -> tuple[Field, ...]:
    hints = get_type_hints(record, include_extras=True)
    found = []
    for each in dataclass_fields(record):
        hint = hints[each.name]
        kind = next((part for part in get_args(hint)[1:] if isinstance(part, Described)), None)
        if get_origin(hint) is Annotated and kind is not None:
            if each.default is MISSING:
                raise TypeError(f"{record.__name__}.{each.name} needs a default: saving is never blocked")
            found.append(Field(each.name, kind, each.default))  # type: ignore[arg-type]  # Described is its union
    return tuple(found)


def field_of(record: type, name: str) -> Field:
    """Return one declared field. Raises KeyError when there is none of that name."""
    return _field_of(record, name)


@cache
def _field_of(record: type, name: str) -> Field:
    for each in fields_of(record):
        if each.name == name:
            return each
    raise KeyError(name)


def is_told(kind: Kind) -> bool:
    """Say whether a kind tells people something; digests and coded rows, which the desk keeps for itself, do not."""
    return not (kind.internal and isinstance(kind, Text | Rows))


def is_content(kind: Kind) -> bool:
    """Say whether a kind is free text that must stay closed above the limit."""
    return isinstance(kind, LongText) or kind.content
