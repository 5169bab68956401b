"""Kinds of employment: what people are to the laboratory, and which agreement and movements follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from ipdesk.model.findings import Basis
from ipdesk.model.folding import folded
from ipdesk.rules.words import Words

OTHER: Final = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """One kind. `agreement` is the template that its people sign; `joining` and `leaving` are movements.

    `third_party` says that another organisation is party to the agreement, `labour` that a contract of employment with
    the laboratory stands behind it, so that what the Labour Contract Law limits is limited.
    """

    code: str
    label: Words
    agreement: str
    joining: str
    leaving: str
    aliases: tuple[str, ...] = ()
    third_party: bool = False
    labour: bool = False

    def names(self) -> frozenset[str]:
        """Return all by which it is known, folded: code, labels and aliases."""
        return frozenset(folded(each) for each in (self.code, self.label.zh, self.label.en, *self.aliases))


@dataclass(frozen=True, kw_only=True)
class Employments:
    """The kinds of a file in their version, among them the one that stands for all others."""

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    kinds: tuple[Employment, ...]
    effective_from: date | None = None
    effective_to: date | None = None

    @cached_property
    def _by_name(self) -> dict[str, Employment]:
        return {name: kind for kind in self.kinds for name in kind.names()}

    def find(self, text: str) -> Employment | None:
        """Return the kind of a code, a label in either language, or an alias; None for what is not known."""
        return self._by_name.get(folded(text))

    def of(self, code: str) -> Employment:
        """Return the kind of a code, and for one that is not known the kind that stands for all others."""
        kinds = {kind.code: kind for kind in self.kinds}
        return kinds.get(code, kinds[OTHER])
