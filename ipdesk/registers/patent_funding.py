"""Public money behind a right: the declaration of the project when it is filed, and who paid what from which funds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.markings import lacking_labels
from ipdesk.registers.patent_choices import PATENTED
from ipdesk.registers.patent_gate import BEFORE_FILING, is_legacy
from ipdesk.registers.sources import FISCAL_COSTS, FUNDING_DECLARATION

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

DECLARED: Final = ("declaration_type", "declaration_programme", "declaration_number")


def publicly_funded(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what the declaration of a funded project lacks until a Chinese patent is filed; nothing of older ones.

    What stands closed because of its level is declared outside this desk.
    """
    asked = record.kind in PATENTED and not is_foreign(record.jurisdiction) and not record.withheld
    if not asked or record.level == "classified" or is_legacy(record, facts):
        return
    if record.funded is None:
        if record.state in BEFORE_FILING:
            said = N_("It is not answered whether it came out of a project of central funds.")
            yield _declare("funding-unanswered", "funded", Message(said), N_("Answer it."), blocks=True)
        return
    if not record.funded:
        yield from _contradicted(record, facts)
        return
    if lacking := lacking_labels(record, DECLARED):
        said = N_("It came out of a project of central funds, and the declaration lacks: {lacking}.")
        clears = N_("Enter type, name and number of the project as they are declared at the filing.")
        before = record.state in BEFORE_FILING
        yield _declare(
            "funding-undeclared", "declaration_number", Message(said, lacking=lacking), clears, blocks=before
        )
    elif record.declared_on is None and record.state not in BEFORE_FILING:
        said = N_("It is not recorded that the project was declared with the filing.")
        yield _declare(
            "funding-undated",
            "declared_on",
            Message(said),
            N_("Enter the day of the declaration."),
            blocks=False,
        )


def _contradicted(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each linked disclosure that asks for the declaration which the right is said not to need."""
    for number in record.disclosure:
        linked = facts.linked.get(("disclosures", number))
        if linked is not None and linked.facts.get("declared") == "yes":
            said = N_(
                "{number} says that the funding declaration is needed; here it is answered that no central funds paid."
            )
            clears = N_("Look which is right, and correct the other.")
            yield _declare(
                "funding-contradicted", "funded", Message(said, number=number), clears, blocks=False
            )


def paid(record: Patent) -> Iterator[Finding]:
    """Yield a finding for each cost of a researcher that fiscal funds paid, and for each whose payer or source is not named."""
    for index, row in enumerate(record.costs):
        if row.payer == "researcher" and row.funds == "fiscal" and row.amount != 0:
            yield _cost(
                "fiscal-for-researcher",
                index,
                N_("What a researcher bears was paid from fiscal funds."),
                N_("Have it paid back, or correct payer or source."),
            )
        elif row.amount and not row.funds:
            yield _cost(
                "funds-unknown", index, N_("The fund source of a cost is not named."), N_("Name the source.")
            )
        if row.amount and not row.payer:
            said = N_("The payer of a cost is not named.")
            yield _cost("payer-unknown", index, said, N_("Name who paid it."), "payer")


def _cost(name: str, index: int, said: str, clears: str, column: str = "funds") -> Finding:
    return Finding(
        id=name,
        field=f"costs[{index}].{column}",
        severity="warn",
        message=Message(said),
        basis=FISCAL_COSTS,
        clears=Message(clears),
    )


def _declare(name: str, field: str, said: Message, clears: str, *, blocks: bool) -> Finding:
    return Finding(
        id=name,
        field=field,
        severity="block" if blocks else "warn",
        message=said,
        basis=FUNDING_DECLARATION,
        clears=Message(clears),
        blocks=("filed",) if blocks else (),
    )
