"""Old ledgers whose headings no register knows: where somebody said that their columns go, kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ipdesk.importing.headings import LEAST_ALIKE, places_of, require_places
from ipdesk.importing.headings import LedgerColumns as LedgerColumns  # noqa: PLC0414 - others know these through here
from ipdesk.importing.sheet_columns import NoHeading as NoHeading  # noqa: PLC0414
from ipdesk.importing.sheet_columns import SheetColumns as SheetColumns  # noqa: PLC0414
from ipdesk.model.errors import NotFound, WrongValue
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.store import ledgers


@dataclass(frozen=True, slots=True)
class KnownLedger:
    """A ledger whose columns somebody explained; the whole desk shares it."""

    id: int
    columns: LedgerColumns
    at: datetime
    user: str


def list_ledgers(desk: Desk, register: Register) -> list[KnownLedger]:
    """Return the ledgers of a register whose columns were explained, the last one first."""
    desk.require("import")
    return [
        KnownLedger(
            each.id,
            LedgerColumns(each.places, each.headings),
            datetime.fromisoformat(each.at).astimezone(),
            each.user,
        )
        for each in ledgers.listed(desk.workspace.db, register.name)
    ]


def ledger_of(desk: Desk, register: Register, sheet: SheetColumns) -> KnownLedger | None:
    """Return what is kept for a ledger with the headings of a sheet, None when nothing is."""
    headings = sheet.headings()
    known = list_ledgers(desk, register)
    best = max(known, key=lambda each: each.columns.likeness(headings), default=None)
    return best if best is not None and best.columns.likeness(headings) >= LEAST_ALIKE else None


def keep_ledger(
    desk: Desk, register: Register, sheets: Sequence[SheetColumns], chosen: LedgerColumns
) -> None:
    """Keep where columns go for every ledger with the headings of one of these sheets.

    Raises WrongValue for a field that the register does not have, or that two columns would fill.
    """
    desk.require("import")
    require_places(register, chosen)
    named = [sheet for sheet in sheets if _places(sheet, chosen)]
    if not named:
        raise WrongValue(
            "",
            Message(
                N_("None of the columns chosen stands in this ledger: {headings}."),
                headings=list(chosen.places),
            ),
            Message(N_("Write the headings as they stand in the file.")),
        )
    with desk.workspace.write() as writing:
        for sheet in named:
            ledgers.keep(writing, register.name, sheet.headings(), _places(sheet, chosen))


def _places(sheet: SheetColumns, chosen: LedgerColumns) -> dict[str, str]:
    return {
        each.heading: place for each in sheet.columns if (place := chosen.place(each.heading)) is not None
    }


def forget_ledger(desk: Desk, register: Register, ledger: int) -> None:
    """Forget where the columns of a ledger go; what was taken in from it stays. Raises NotFound."""
    desk.require("import")
    with desk.workspace.write() as writing:
        if not ledgers.drop(writing, register.name, ledger):
            raise NotFound(
                Message(N_("No ledger {ledger} is known here."), ledger=ledger),
                Message(N_("List those that are known and choose one of them.")),
            )


def place_labels(register: Register, translator: Translator) -> dict[str, str]:
    """Return every place that a column of a ledger may go to, with its label in the reader's language."""
    label = translator.label
    return {
        place: label(outer) + (f" · {label(inner)}" if inner else "")
        for place, outer, inner in places_of(register)
    }
