"""The hidden sheet by which ipdesk knows its own workbooks again, read as untrusted as all the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from ipdesk.importing.sheets import Workbook
from ipdesk.model.errors import Refused, TooNew
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message

SHEET: Final = "_ipdesk"
VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a workbook made by ipdesk says about itself; exporting/forms and exporting/excel describe it.

    `header` counts rows from 1. `fractions` says that numbers of share fields are fractions.
    """

    format: Literal["form", "register"]
    fractions: bool
    sheets: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]]
    rows_of: dict[str, str]
    header: dict[str, int]
    continued: str = ""


def read_notes(workbook: Workbook, register: Register) -> Notes | None:
    """Return what the hidden sheet says, None when there is none or it is not ours.

    Raises TooNew for a workbook of a newer ipdesk, and Refused for one of another register.
    """
    sheet = next((each for each in workbook.sheets if each.name == SHEET), None)
    if sheet is None:
        return None
    try:
        given = json.loads(sheet.text(0, 0))
        notes = _notes(given)
        version, name = int(given["version"]), str(given["register"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if version > VERSION:
        raise TooNew(
            Message(N_("“{file}” was made by a newer ipdesk."), file=workbook.name),
            Message(N_("Update this desk, or export the file again from here.")),
        )
    if name != register.name:
        raise Refused(
            Message(
                N_("“{file}” belongs to the register “{other}”, not to “{register}”."),
                file=workbook.name,
                other=name,
                register=register.name,
            ),
            Message(N_("Import it into “{other}”."), other=name),
        )
    return notes


def _notes(given: dict[str, Any]) -> Notes:
    kind = given["format"]
    if kind not in ("form", "register"):
        raise ValueError("unknown format")
    return Notes(
        format=kind,
        fractions=given.get("percent") == "fraction",
        sheets=tuple(map(str, given.get("sheets", ()))),
        columns={str(sheet): tuple(map(str, names)) for sheet, names in given.get("columns", {}).items()},
        rows_of={str(sheet): str(name) for sheet, name in given.get("rows_of", {}).items()},
        header={str(sheet): int(row) for sheet, row in given.get("header", {}).items()},
        continued=str(given.get("continued", "")),
    )
