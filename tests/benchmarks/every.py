"""Every benchmark by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tests.benchmarks import (
    agreements,
    assessments,
    docket,
    documents,
    intakes,
    lexicon,
    lists,
    manuscripts,
    overlap,
    papers,
    people,
    proofs,
    reports,
    searches,
    starts,
    windows,
    writes,
)
from tests.benchmarks.figures import Figure
from tests.benchmarks.ground import Ground

BENCHMARKS: Final[dict[str, Callable[[Ground], Iterator[Figure]]]] = {
    "searches": searches.measure,
    "lists": lists.measure,
    "writes": writes.measure,
    "starts": starts.measure,
    "papers": papers.measure,
    "documents": documents.measure,
    "agreements": agreements.measure,
    "intakes": intakes.measure,
    "lexicon": lexicon.measure,
    "manuscripts": manuscripts.measure,
    "docket": docket.measure,
    "assessments": assessments.measure,
    "people": people.measure,
    "proofs": proofs.measure,
    "reports": reports.measure,
    "overlap": overlap.measure,
    "windows": windows.measure,
}
