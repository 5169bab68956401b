"""The manuscripts that were checked, kept while the desk is open, so that the way back from a record leads to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what compares texts is loaded by the page alone
    from ipdesk.model.errors import Refused
    from ipdesk.operations.reviews import Review


@dataclass(slots=True)
class Checked:
    """A file and what its check came to: a review, or why there is none."""

    path: Path
    review: Review | None = None
    refused: Refused | None = None


@dataclass(slots=True)
class ReviewChoices:
    """The files checked, and which of them and which of its risks was chosen; `paper` is the review that they belong to."""

    paper: str = ""
    files: list[Checked] = field(default_factory=list)
    file: int = 0
    risk: int = 0
