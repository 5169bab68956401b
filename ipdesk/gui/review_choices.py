"""The manuscripts that were checked, kept while the desk is open, so that the way back from a record leads to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what compares texts is loaded by the page alone
    from ipdesk.model.errors import Refused
    from ipdesk.operations.manuscript_versions import Versions
    from ipdesk.operations.reviews import Review
    from ipdesk.screening.risks import Risk


@dataclass(slots=True)
class Checked:
    """A file and what its check came to: a review, or why there is none; and how it differs from an earlier one."""

    path: Path
    review: Review | None = None
    refused: Refused | None = None
    versions: Versions | None = None

    def risk_at(self, row: int) -> Risk | None:
        """Return the risk in a row of the list, None where there is another."""
        risks = self.review.shown if self.review is not None else ()
        return risks[row] if 0 <= row < len(risks) else None

    def is_group(self, row: int) -> bool:
        """Say whether a row names the risks that are gone, which follow those there are."""
        return self.review is not None and row == len(self.review.shown)

    def gone_at(self, row: int) -> Risk | None:
        """Return the risk of the version before that stands in a row, None where there is another."""
        if self.review is None or self.versions is None:
            return None
        place, gone = row - len(self.review.shown) - 1, self.versions.risks.gone
        return gone[place] if 0 <= place < len(gone) else None


@dataclass(slots=True)
class ReviewChoices:
    """The files checked, and which of them and which of its risks was chosen; `paper` is the review that they belong to,
    `given` the files and folders that were chosen, `against` the earlier version that somebody named for the file that stands
    alone; `authors` and `public_on` are what was typed of files that belong to no review."""

    paper: str = ""
    given: tuple[Path, ...] = ()
    authors: str = ""
    public_on: str = ""
    against: Path | None = None
    files: list[Checked] = field(default_factory=list)
    file: int = 0
    risk: int = 0
    unfolded: bool = False  # whether the risks that are gone are shown
