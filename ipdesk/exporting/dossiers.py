"""What a document needs beyond the record itself: of an answered one its list and scores, of a leaver all that names him or her, of a right its family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from ipdesk.exporting.checked_files import TextCheck
from ipdesk.exporting.records import Linked
from ipdesk.registers.leaving import Everything
from ipdesk.rules.checklist import Answers, Checklist, Result
from ipdesk.rules.floors import Floor
from ipdesk.rules.tasks import Task
from ipdesk.rules.words import Words


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file attached to a record: the number of that record, the file's name, size in bytes and sha256, who added it when."""

    number: str
    name: str
    size: int
    sha256: str
    added_by: str
    added: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the audit log about a record: its place, local time, who, which act, the record's number, the chain hash."""

    seq: int
    at: datetime
    actor: str
    act: str
    number: str
    hash: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A record that this one links to, or that links to it, with what it tells others.

    `grounds` says that the decision rests on it: it is linked to, or it tells something about this very record.
    """

    linked: Linked
    facts: Mapping[str, str]
    grounds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Errands:
    """What a document about a movement is made of beside the record: its tasks as the list of then tells them.

    `rules` are those of the rows of the record, in their order; None where a row stands in no list kept here.
    """

    rules: tuple[Task | None, ...] = ()
    linked: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a document about an answered record is made of beside the record.

    `checklist` and `result` are None where the list is not kept here. `sheets` are the answers that count of each
    assessor, `alone` the scores that each would come to alone, `ranges` the lowest and highest score of a question.
    `floors` are the statutory ones of the record's day with the `floors_note` on what comes before them. `enclosed` are
    the files of the record and of its grounds, `acts` what changed any of these, oldest first. `text_check` is what the
    check finds in the files under review now, None in documents that do not tell it.
    """

    lab: str = ""
    checklist: Checklist | None = None
    result: Result | None = None
    sheets: Mapping[str, Answers] = field(default_factory=dict)
    alone: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    floors: tuple[Floor, ...] = ()
    floors_note: Words = field(default_factory=Words)
    enclosed: tuple[Enclosed, ...] = ()
    acts: tuple[Act, ...] = ()
    cited: tuple[Cited, ...] = ()
    text_check: TextCheck | None = None

    @property
    def linked(self) -> tuple[Linked, ...]:
        """The records cited, without what they tell."""
        return tuple(each.linked for each in self.cited)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaverDossier:
    """All that a document about a leaver is made of: the laboratory, everything known, and the records it rests on."""

    lab: str
    found: Everything
    linked: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDossier:
    """The other members of the family of a right, and whether these are all."""

    members: tuple[Any, ...] = ()
    whole: bool = True
    linked: tuple[Linked, ...] = ()
