"""The one way in: a file from outside read as rows for one register. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ipdesk.importing.child import LIMITS, parse
from ipdesk.importing.exports import read_export
from ipdesk.importing.forms import read_form
from ipdesk.importing.headings import LedgerColumns
from ipdesk.importing.hidden_rows import told_hidden
from ipdesk.importing.ledgers import Ledger, read_ledger
from ipdesk.importing.limits import Limits
from ipdesk.importing.marks import state_mark
from ipdesk.importing.notes import kind_of, read_notes
from ipdesk.importing.reading import Doubt, IntakeRow, Refusal
from ipdesk.importing.sheet_columns import NoHeading, SheetColumns
from ipdesk.importing.sheets import Workbook, workbook_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs

if TYPE_CHECKING:
    from ipdesk.importing.scoring_sheets import Scoring

__all__ = ["Doubt", "Intake", "IntakeRow", "Kind", "Refusal", "read_intake"]

Kind = Literal["form", "register", "ledger", "scoring"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What one file holds for one register.

    `state_marking` is the highest state-secret marking found in it and where ("" for none), and
    `state_level` its code: such a file must not be stored above the limit. A form gives every field it
    asks and an export every field it has, empty ones too; a ledger gives filled cells only. `sheets` says where the
    columns of a ledger went; `unread` is there when none of its headings was known, and is to be raised once its marks
    were looked at. A `scoring` sheet is one row that names its record; what it makes of that is for operations to say.
    """

    file: str
    sha256: str
    size: int
    kind: Kind
    rows: tuple[IntakeRow, ...]
    unknown: tuple[str, ...] = ()
    notices: tuple[Message, ...] = ()
    state_marking: str = ""
    state_level: str = ""
    sheets: tuple[SheetColumns, ...] = ()
    unread: NoHeading | None = None
    scoring: Scoring | None = None


def read_intake(
    path: Path,
    register: Register,
    known_as: KnownAs,
    limits: Limits = LIMITS,
    password: str = "",
    chosen: Sequence[LedgerColumns] = (),
) -> Intake:
    """Read a filled form, an exported register or an old ledger for a register.

    `known_as` returns a label in every language, as Translator.known_as does; `chosen` says where the columns of
    ledgers go whose headings are not known by themselves. Raises Locked for a file that needs a password, or another
    one; Refused, with a reason that names the file, when it cannot or must not be read as a whole; a single cell that
    cannot be read is a refusal in its row.
    """
    return intake_of(workbook_of(parse(path, limits, password)), register, known_as, chosen)


def intake_of(
    workbook: Workbook, register: Register, known_as: KnownAs, chosen: Sequence[LedgerColumns] = ()
) -> Intake:
    """Read a parsed file for a register, as `read_intake` does; for whoever looks first what the file is."""
    if kind_of(workbook) == "scoring" and register.name == "assessments":
        return _scoring_intake(workbook, known_as)
    kind, found = _read(workbook, register, known_as, chosen)
    mark = state_mark(workbook)
    rows, hidden = (found.rows, []) if kind == "form" else told_hidden(workbook, found.rows)
    return Intake(
        file=workbook.name,
        sha256=workbook.sha256,
        size=workbook.size,
        kind=kind,
        rows=tuple(rows),
        unknown=tuple(dict.fromkeys(found.unknown)),
        notices=(*macro_notices(workbook), *found.notices, *hidden),
        state_marking=str(mark) if mark else "",
        state_level=mark.level if mark else "",
        sheets=tuple(found.sheets),
        unread=found.unread,
    )


def _read(
    workbook: Workbook, register: Register, known_as: KnownAs, chosen: Sequence[LedgerColumns]
) -> tuple[Kind, Ledger]:
    notes = read_notes(workbook, register)
    if notes is None:
        return "ledger", read_ledger(workbook, register, known_as, chosen)
    if notes.format == "form":
        return "form", read_form(workbook, notes, register, known_as)
    return "register", read_export(workbook, notes, register, known_as)


def _scoring_intake(workbook: Workbook, known_as: KnownAs) -> Intake:
    from ipdesk.importing.scoring_sheets import scoring_of  # which takes the notices from here

    found = scoring_of(workbook, known_as)
    raw = {"": found.assessor, **found.answers, **{f"{name} …": note for name, note in found.notes.items()}}
    line = IntakeRow(
        sheet=workbook.sheets[0].name,
        row=1,
        number=found.number,
        values={},
        raw=raw,
        refusals=found.refusals,
        doubts=found.doubts,
    )
    return Intake(
        file=found.file,
        sha256=found.sha256,
        size=found.size,
        kind="scoring",
        rows=(line,),
        notices=found.notices,
        state_marking=found.state_marking,
        state_level=found.state_level,
        scoring=found,
    )


def macro_notices(workbook: Workbook) -> list[Message]:
    """Return what is to be said of macros in a file: they are never run."""
    if not workbook.macros:
        return []
    return [Message(N_("“{file}” holds macros. They were not run."), file=workbook.name)]
