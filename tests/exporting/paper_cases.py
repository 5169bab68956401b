"""Reviews before publication with their dossiers, from which the form is made: usual, and begun only."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.exporting.dossiers import Cited, Dossier
from ipdesk.exporting.records import Linked
from ipdesk.model.record import marking_of
from ipdesk.registers.paper_manifest import manifest_of, under_review
from ipdesk.registers.papers import Paper, settled
from tests.registers.publishing import OURS, PAPER
from tests.registers.samples import DISCLOSURE

DISCLOSED = Cited(
    Linked("Disclosure", DISCLOSURE, DISCLOSURE.title, "In assessment", marking_of(DISCLOSURE)),
    {},
    grounds=True,
)


def made(record: Paper) -> tuple[Paper, Dossier]:
    """Return a review as it is stored, and its dossier."""
    stored, result = settled(record, OURS if record.checklist else None)
    return stored, Dossier(checklist=OURS if result else None, result=result, cited=(DISCLOSED,))


def usual() -> tuple[Paper, Dossier]:
    """Return the sample review after its approval."""
    return made(replace(PAPER, state="approved", approved_manifest=manifest_of(under_review(PAPER))))


def begun() -> tuple[Paper, Dossier]:
    """Return a review of which nothing but the list is there."""
    return made(Paper(state="review", checklist=PAPER.checklist))
