"""A text with marked passages as a section of a document: each mark has its number in the margin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipdesk.screening.risks import RiskSeverity


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage from `start` to `end` of a text, how grave it is, and its number."""

    start: int
    end: int
    severity: RiskSeverity
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text in which passages are marked; `places` are offsets with what stands in the outer margin from there on."""

    title: str
    text: str
    marks: tuple[Mark, ...]
    places: tuple[tuple[int, str], ...] = ()

    def texts(self) -> Iterator[str]:
        """Yield every text of it as it is shown."""
        yield self.text
        yield from (label for _, label in self.places)
