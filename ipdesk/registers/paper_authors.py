"""What the desk notices about the authors of a paper, what they declare, and what they use of others.

Sources: 保守国家秘密法第三十五条, 国知发运字〔2021〕7号（九）; what authors sign for is practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.record import field_of
from ipdesk.model.register import is_empty
from ipdesk.model.text import N_, Message
from ipdesk.registers.markings import lacking_labels
from ipdesk.registers.paper_states import DECLARATIONS, FROM_SUBMITTED, OPEN, PENDING
from ipdesk.registers.sources import OPINION_AGREEMENTS, PRACTICE, SECRECY_BEFORE_RELEASE

if TYPE_CHECKING:
    from ipdesk.registers.papers import Paper

# Declarations of which a “no” stops publication; after the others something is put right first.
WHO: Final = ("declared_by", "declared_on")
NO_AGREEMENT: Final = N_(
    "{name} ({number}) has no valid agreement on intellectual property and confidentiality."
)
CLEAR_AGREEMENT: Final = N_("Have the agreement signed and recorded before the manuscript goes out.")
STOPPING: Final = frozenset({"declared_no_secret", "declared_no_internal", "declared_data"})


def authors(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield authors who do not agree or are gone, nobody who corresponds, and material of others without a licence."""
    if record.state not in ("approved", *PENDING):
        return
    for index, row in enumerate(record.authors):
        if row.name and (not row.agreed or row.agreed_on is None):
            said = N_("{name} does not agree.") if row.agreed is False else N_("{name} has not signed yet.")
            yield Finding(
                id="author-open",
                field=f"authors[{index}].agreed",
                severity="warn",
                message=Message(said, name=row.name),
                basis=PRACTICE,
                clears=Message(N_("Have content, order and affiliation agreed, with the day.")),
                blocks=("approved",),
            )
    if record.authors and not any(row.corresponding for row in record.authors):
        yield Finding(
            id="corresponding-missing",
            field="authors",
            severity="warn",
            message=Message(N_("No author is named as the corresponding one.")),
            basis=PRACTICE,
            clears=Message(N_("Mark the corresponding author.")),
        )
    yield from _gone(record, facts)
    yield from _unsigned(record, facts)
    for index, material in enumerate(record.materials):
        if material.what and not material.licence:
            yield Finding(
                id="licence-missing",
                field=f"materials[{index}].licence",
                severity="warn",
                message=Message(N_("“{what}” is of others, and no licence is named."), what=material.what),
                basis=PRACTICE,
                clears=Message(N_("Get the licence and enter it, or take the material out.")),
                blocks=("approved",),
            )


def _gone(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each author who no longer works here."""
    left = {folded(each.name): each for each in facts.leavers}
    for index, row in enumerate(record.authors):
        leaver = left.get(folded(row.name)) if row.name else None
        if leaver is not None and row.standing in ("", "ours", "student"):
            yield Finding(
                id="author-left",
                field=f"authors[{index}].name",
                severity="warn",
                message=Message(
                    N_(
                        "{name} ({number}) left on {left}: duties of secrecy go on, and the affiliation may not hold."
                    ),
                    name=row.name,
                    number=leaver.number,
                    left=leaver.left_on,
                ),
                basis=OPINION_AGREEMENTS,
                clears=Message(
                    N_("Ask for consent and affiliation, and look at what was agreed on leaving.")
                ),
            )


def _unsigned(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each author of ours who has no valid agreement."""
    lacking = {folded(each.name): each for each in facts.unsigned}
    for index, row in enumerate(record.authors):
        person = lacking.get(folded(row.name)) if row.name else None
        if person is not None and row.standing in ("", "ours", "student"):
            yield Finding(
                id="author-agreement",
                field=f"authors[{index}].name",
                severity="warn",
                message=Message(NO_AGREEMENT, name=row.name, number=person.number),
                basis=OPINION_AGREEMENTS,
                clears=Message(CLEAR_AGREEMENT),
            )


def declaration(record: Paper) -> Iterator[Finding]:
    """Yield what the authors have not declared, and what they say does not hold."""
    if record.state not in PENDING:
        return
    silent = tuple(name for name in (*DECLARATIONS, *WHO) if is_empty(getattr(record, name)))
    if silent:
        yield Finding(
            id="declaration-missing",
            field=silent[0],
            severity="warn",
            message=Message(N_("Not declared: {what}."), what=lacking_labels(record, silent)),
            basis=SECRECY_BEFORE_RELEASE,
            clears=Message(N_("Have the author fill in the declaration.")),
            blocks=tuple(state for state in FROM_SUBMITTED if state not in ("submitted", "returned")),
        )
    for name in DECLARATIONS:
        if getattr(record, name) is False:
            yield Finding(
                id="declared-no",
                field=name,
                severity="block" if name in STOPPING else "warn",
                message=Message(
                    N_("The authors cannot declare: {what}."),
                    what=Message(field_of(type(record), name).kind.label),
                ),
                basis=SECRECY_BEFORE_RELEASE if name in STOPPING else PRACTICE,
                clears=Message(N_("Put it right with the authors, and have it declared anew.")),
                blocks=OPEN if name in STOPPING else ("approved",),
            )
