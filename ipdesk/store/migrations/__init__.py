"""The steps by which a store comes to its present shape, each literal and never edited once released.

A step imports nothing from the registers: what it wrote stays what it was when they move on.
"""

from __future__ import annotations

from typing import Final

from ipdesk.model.errors import TooNew
from ipdesk.model.text import N_, Message
from ipdesk.store.database import Database, Migrations
from ipdesk.store.migrations import (
    agreements_1,
    answered_1,
    answered_2,
    asides_1,
    assessments_1,
    disclosures_1,
    docket_1,
    docket_2,
    docket_3,
    exports_1,
    frozen_1,
    ground_1,
    handovers_1,
    imprints_1,
    ledgers_1,
    locked_1,
    meetings_1,
    movements_1,
    papers_1,
    patents_1,
    patents_2,
    patents_3,
    people_1,
    people_2,
    projects_1,
    quarters_1,
    releases_1,
    report_templates_1,
    rules_1,
    sealed_1,
    secrets_1,
    secrets_2,
    views_1,
)

_MODULES: Final = (
    ground_1,
    projects_1,
    disclosures_1,
    views_1,
    ledgers_1,
    locked_1,
    rules_1,
    exports_1,
    frozen_1,
    assessments_1,
    meetings_1,
    releases_1,
    patents_1,
    secrets_1,
    handovers_1,
    people_1,
    movements_1,
    agreements_1,
    docket_1,
    patents_2,
    people_2,
    secrets_2,
    imprints_1,
    papers_1,
    asides_1,
    quarters_1,
    report_templates_1,
    sealed_1,
    answered_1,
    patents_3,
    docket_2,
    docket_3,
    answered_2,
)
NAMES: Final = tuple(module.__name__.rpartition(".")[2] for module in _MODULES)
STEPS: Final = Migrations("ipdesk")
for _name, _module in zip(NAMES, _MODULES, strict=True):
    STEPS(name=_name)(_module.apply)


def is_current(db: Database) -> bool:
    """Say whether no step is left to do. Raises TooNew for a store with steps we do not know."""
    done = [each.name for each in STEPS.applied(db)]
    if unknown := [name for name in done if name not in NAMES]:
        raise TooNew(
            Message(
                N_("This workspace was written by a newer ipdesk (unknown step {step})."), step=unknown[0]
            ),
            Message(N_("Open it with that version, or install it here.")),
        )
    return len(done) == len(NAMES)


def migrate(db: Database) -> None:
    """Do the steps that are left, each in a transaction of its own."""
    STEPS.apply(db)
