"""The hidden sheet by which ipdesk knows its own workbooks again, read as untrusted as all the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from ipdesk.importing.sheets import Workbook
from ipdesk.model.errors import Refused, TooNew
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.registers import REGISTERS

Format = Literal["form", "register", "scoring"]
Kind = Literal["form", "register", "scoring", "ledger"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
ALL: Final = "registers"  # a workbook of several registers, each of which reads like one by itself
CHECK: Final = "check"  # what became of the rows of files, to be corrected and taken in again as ledgers
SHEET: Final = "_ipdesk"
VERSION: Final = 1
_ANOTHER_COPY: Final = Message(
    N_("Copy the answers into the sheet as it was sent out, or enter them here by hand.")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a form or an exported register says about itself; exporting/forms and exporting/excel describe it.

    `header` counts rows from 1. `fractions` says that numbers of share fields are fractions.
    """

    format: Literal["form", "register"]
    fractions: bool
    sheets: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]]
    rows_of: dict[str, str]
    header: dict[str, int]
    continued: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What the hidden sheet says a file holds of one register: its sheets, none where that is all of them.

    `is_check` says that they are read as ledgers.
    """

    register: str
    sheets: tuple[str, ...] = ()
    continued: str = ""
    is_check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringNotes:
    """What a scoring sheet says about itself; exporting/scoring_sheets describes it.

    `items` are the questions on it, each with the digest of the words beside its answer.
    """

    number: str
    disclosure: str
    assessor: str
    checklist: str
    items: dict[str, str]


def kind_of(workbook: Workbook) -> Kind:
    """Say what a file is by its hidden sheet; a ledger when it has none, or none of ours. Never raises."""
    told = (_given(workbook) or {}).get("format")
    if told == ALL:
        return "register"
    return next((kind for kind in FORMATS if kind == told), "ledger")


def read_notes(workbook: Workbook, register: Register) -> Notes | None:
    """Return what the hidden sheet says, None when there is none or it is not ours.

    Raises TooNew for a workbook of a newer ipdesk, and Refused for one of another register and for a scoring sheet.
    """
    if kind_of(workbook) == "scoring":
        raise Refused(
            Message(N_("“{file}” is the scoring sheet of an assessor."), file=workbook.name),
            Message(N_("Take it in at its assessment; no register is read from it.")),
        )
    given = _of_register(workbook, register)
    try:
        notes = _notes(given or {})
        version, name = int((given or {})["version"]), str((given or {})["register"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    _require_version(workbook, version)
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


def read_scoring_notes(workbook: Workbook) -> ScoringNotes:
    """Return what the hidden sheet of a scoring sheet says.

    Raises TooNew for one of a newer ipdesk, and Refused for what is no scoring sheet or was changed there.
    """
    kind, given = kind_of(workbook), _given(workbook) or {}
    if kind in ("form", "register"):
        name = str(given.get("register", ""))
        raise Refused(
            Message(
                N_("“{file}” is no scoring sheet, but a workbook of the register “{register}”."),
                file=workbook.name,
                register=name,
            ),
            Message(N_("Import it into “{other}”."), other=name),
        )
    if kind == "ledger":
        raise Refused(
            Message(N_("“{file}” does not say that it is a scoring sheet."), file=workbook.name),
            _ANOTHER_COPY,
        )
    try:
        notes, version = _scoring(given), int(given["version"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(
            Message(N_("“{file}” does not say any more whose scores it holds."), file=workbook.name),
            _ANOTHER_COPY,
        ) from None
    _require_version(workbook, version)
    return notes


def _given(workbook: Workbook) -> dict[str, Any] | None:
    """Return what stands on the hidden sheet, None where that is no object."""
    sheet = next((each for each in workbook.sheets if each.name == SHEET), None)
    try:
        given = json.loads(sheet.text(0, 0)) if sheet is not None else None
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def registers_in(workbook: Workbook) -> tuple[str, ...]:
    """Return the names of the registers of a workbook of several, none for any other file."""
    given = _given(workbook) or {}
    held = given.get("registers")
    return tuple(map(str, held)) if given.get("format") == ALL and isinstance(held, dict) else ()


def held_in(workbook: Workbook) -> tuple[Held, ...]:
    """Return what a workbook of ours says that it holds, register by register; nothing for any other file. Never raises."""
    given = _given(workbook) or {}
    known = {each.name for each in REGISTERS}
    names = {each.name for each in workbook.sheets} - {SHEET}
    kind, several = given.get("format"), given.get("registers")
    if kind == "scoring":
        return (Held("assessments"),)
    if kind == CHECK and isinstance(given.get("sheets"), dict):
        told = ((str(sheet), str(name)) for sheet, name in given["sheets"].items())
        return tuple(
            Held(name, (sheet,), is_check=True) for sheet, name in told if name in known and sheet in names
        )
    own = several if kind == ALL and isinstance(several, dict) else {given.get("register"): given}
    return tuple(
        Held(str(name), _sheets_of(each, names), str(given.get("continued", "")))
        for name, each in own.items()
        if name in known and kind in (ALL, "form", "register") and isinstance(each, dict)
    )


def _sheets_of(given: dict[str, Any], names: set[str]) -> tuple[str, ...]:
    columns = given.get("columns")
    return tuple(str(each) for each in columns if each in names) if isinstance(columns, dict) else ()


def _of_register(workbook: Workbook, register: Register) -> dict[str, Any] | None:
    """Return what the hidden sheet says of one register. Raises Refused where it is not among the several it holds."""
    given = _given(workbook)
    held = registers_in(workbook)
    if given is None or not held:
        return given
    if register.name not in held:
        raise Refused(
            Message(N_("“{file}” does not hold the register “{register}”."), file=workbook.name, register=register.name),
            Message(N_("Choose one of: {options}."), options=list(held)),
        )  # fmt: skip
    own = given["registers"][register.name]
    return {
        **given,
        **(own if isinstance(own, dict) else {}),
        "format": "register",
        "register": register.name,
    }


def _require_version(workbook: Workbook, version: int) -> None:
    if version > VERSION:
        raise TooNew(
            Message(N_("“{file}” was made by a newer ipdesk."), file=workbook.name),
            Message(N_("Update this desk, or export the file again from here.")),
        )


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


def _scoring(given: dict[str, Any]) -> ScoringNotes:
    texts = {name: given[name] for name in ("number", "disclosure", "assessor", "checklist")}
    items = given["items"]
    if not all(isinstance(text, str) for text in (*texts.values(), *items.values())):
        raise TypeError("not text")
    if not all(texts[name] for name in ("number", "assessor", "checklist")):
        raise ValueError("empty")
    return ScoringNotes(**texts, items=dict(items))
