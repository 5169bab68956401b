"""How agencies worked: the scores that rights hold, gathered by agency, with their means and how far they lie apart.

An agency that nobody scored has no mean at all; nowhere does it count as zero. Source: 国知发运字〔2021〕7号（五）.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, Literal, get_args

from ipdesk.model.folding import folded
from ipdesk.registers.patent_rows import AgencyScore

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

Criterion = Literal["drafting", "replies", "timeliness", "cost"]
CRITERIA: Final[tuple[Criterion, ...]] = get_args(Criterion)
HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Scored:
    """One score of an agency, with the right on which it stands."""

    right: Patent
    row: AgencyScore

    @property
    def mean(self) -> Decimal | None:
        """The mean of the criteria that were scored, to a hundredth; None where none was."""
        return mean_of([getattr(self.row, each) for each in CRITERIA])


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as most of its rights spell it, "" where they name none, with these rights and all their scores."""

    name: str
    rights: tuple[Patent, ...]
    scores: tuple[Scored, ...]

    @property
    def counted(self) -> tuple[Scored, ...]:
        """The scores in which at least one criterion was scored."""
        return tuple(each for each in self.scores if each.mean is not None)

    @property
    def rights_scored(self) -> int:
        """How many of the rights have a score that counts."""
        return len({each.right.number for each in self.counted})

    @property
    def mean(self) -> Decimal | None:
        """The mean over all scores, each of which counts once; None without any."""
        return mean_of([each.mean for each in self.scores])

    @property
    def spread(self) -> Decimal | None:
        """How far the highest score lies above the lowest; None for fewer than two."""
        means = [each.mean for each in self.counted if each.mean is not None]
        return max(means) - min(means) if len(means) > 1 else None

    @property
    def last(self) -> date | None:
        """The day of the last score that counts and names one."""
        return max((each.row.day for each in self.counted if each.row.day), default=None)

    def mean_by(self, criterion: Criterion) -> Decimal | None:
        """Return the mean of one criterion over the scores that have it."""
        return mean_of([getattr(each.row, criterion) for each in self.scores])


def mean_of(marks: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of the marks given, to a hundredth; None where none is."""
    given = [each for each in marks if each is not None]
    return (sum(given, Decimal()) / len(given)).quantize(HUNDREDTH, ROUND_HALF_UP) if given else None


def agencies_of(rights: Iterable[Patent]) -> tuple[Agency, ...]:
    """Return the agencies of rights, best mean first and those without a score last.

    Spellings that differ in width, case and blanks alone are one agency. Rights that name none stand together at the
    end, and only if there is a score on one of them.
    """
    held: dict[str, list[Patent]] = {}
    for right in rights:
        held.setdefault(folded(right.agency), []).append(right)
    found = (_agency(several) for several in held.values())
    return tuple(sorted((each for each in found if each.name or each.scores), key=_place))


def _agency(rights: Sequence[Patent]) -> Agency:
    names = Counter(each.agency.strip() for each in rights)
    scores = tuple(Scored(right, row) for right in rights for row in right.agency_scores)
    return Agency(names.most_common(1)[0][0], tuple(rights), scores)


def _place(agency: Agency) -> tuple[bool, bool, Decimal, str]:
    mean = agency.mean
    return not agency.name, mean is None, -(mean or Decimal()), agency.name
