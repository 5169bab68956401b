"""The signing rate (签署率): of the people here, who has to sign an agreement and who has, by unit and by kind of employment."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal, get_args

from ipdesk.model.text import N_

Figure = Literal["here", "none", "signed", "waiting", "missing", "expired"]
FIGURES: Final[tuple[Figure, ...]] = get_args(Figure)
FIGURE_LABELS: Final[dict[Figure, str]] = {
    "here": N_("People here"),
    "none": N_("Need none"),
    "signed": N_("Valid"),
    "waiting": N_("Being signed"),
    "missing": N_("Not signed"),
    "expired": N_("Out of date"),
}
LACKING: Final[tuple[Figure, ...]] = ("missing", "expired")
PERCENT: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one unit or kind, `name` as the records have it; `people` are those behind each, by local id."""

    name: str
    people: Mapping[Figure, array[int]] = field(
        default_factory=lambda: {each: array("q") for each in FIGURES}
    )

    def count(self, figure: Figure) -> int:
        """Return how many people there are behind a figure."""
        return len(self.people[figure])

    @property
    def needed(self) -> int:
        """How many have to sign."""
        return self.count("here") - self.count("none")

    @property
    def lacking(self) -> int:
        """How many have no valid agreement, and none on its way either."""
        return sum(self.count(each) for each in LACKING)

    @property
    def share(self) -> Decimal | None:
        """The share in percent of those who have to sign that have a valid agreement; None where nobody has to."""
        if not self.needed:
            return None
        return (Decimal(100 * self.count("signed")) / self.needed).quantize(PERCENT, ROUND_HALF_UP)

    def add(self, figure: Figure, ids: Iterable[int]) -> None:
        """Count people under a figure."""
        self.people[figure].extend(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRate:
    """The tallies of a day: by unit and by kind of employment, those that lack most first, and of everybody.

    `live` says that the states of today counted, so that the table of people shows the same.
    """

    on: date
    live: bool
    units: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    total: Tally


def by_lack(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Return tallies, those that lack most first, then by share and name."""
    return tuple(sorted(tallies, key=lambda each: (-each.lacking, each.share or 0, each.name)))
