"""The lexicon: families of words and marks that a manuscript is looked through for, each with what clears it.

A hit is a prompt for people and never proof, and no hit proves nothing either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_
from ipdesk.rules.words import Words

Severity = Literal["block", "defer", "warn", "info"]
# The gravest first.
SEVERITIES: Final[dict[Severity, str]] = {
    "block": N_("stops"),
    "defer": N_("puts off"),
    "warn": N_("to be looked at"),
    "info": N_("for information"),
}
Lookup = Literal["", "grant", "project"]
LOOKUPS: Final[dict[Lookup, str]] = {
    "": "",
    "grant": N_("grant number"),
    "project": N_("project number"),
}
WITHIN: Final = 12  # characters, where a group does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Terms and patterns of a family that count under the same conditions, all of which have to hold.

    One of `near` and none of `not_near` stands within so many characters; what is part of a longer word in `not_in` means something
    else. `alone` counts only what has a line to itself, `capitals` only what stands in capitals.
    """

    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    within: int = WITHIN
    alone: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Words and marks that mean the same for a paper.

    `clears` is the one act that clears a hit. `lookup` says that what was hit is a number to be looked up, and of what. `hits` and
    `passes` are worked examples: texts that must have a hit, and texts that must have none. `line` is where it stands in its file.
    """

    id: str
    label: Words
    severity: Severity
    clears: Words
    basis: tuple[Basis, ...]
    groups: tuple[Group, ...]
    note: Words = field(default_factory=Words)
    lookup: Lookup = ""
    hits: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    local: bool = False
    line: int = 0

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of all its groups."""
        return tuple(term for group in self.groups for term in group.terms)

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns of all its groups."""
        return tuple(pattern for group in self.groups for pattern in group.patterns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The families of a file in their version.

    `look_alikes` are sets of signs that are taken for each other; the first of each is the one meant. `local` says that it is a
    laboratory's own, whose words may themselves be confidential.
    """

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    families: tuple[Family, ...]
    look_alikes: tuple[str, ...] = ()
    local: bool = False
