"""What comes into which cell of a superior's workbook: said once by a person, kept, and written as a file.

A cell takes a slot such as `lab`, a figure such as `D2.quarter`, a part of one such as `F1.quarter[kind=invention]`, or a text in which such names stand in double braces. A
heading takes a field of a register such as `patents.title`, and the rows of the quarter are written under it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message
from ipdesk.rules.report_books import MARKER, Place, cell_name, place_of

# What a map may name as slots: some are told by the quarter, the last ones by the stamp of the file that is written.
SLOTS: Final[Mapping[str, str]] = {
    "lab": N_("Name of the laboratory"),
    "lab-code": N_("Code of the laboratory"),
    "quarter": N_("Quarter, such as 2026Q3"),
    "quarter-name": N_("Quarter in words"),
    "year": N_("Year"),
    "quarter-number": N_("Number of the quarter"),
    "from": N_("First day of the quarter"),
    "until": N_("Last day of the quarter"),
    "marking": N_("Marking"),
    "serial": N_("Serial number of this file"),
    "made-on": N_("Day on which this file was made"),
    "made-by": N_("Who made this file"),
    "head": N_("Head of the audit log"),
}
FIGURE_COLUMNS: Final[Mapping[str, str]] = {
    "quarter": N_("This quarter"),
    "year": N_("This year so far"),
    "before": N_("Same period of last year"),
    "target": N_("Target"),
    "note": N_("Remark"),
    "numerator": N_("Numerator"),
    "denominator": N_("Denominator"),
}
ORDER: Final = "order"  # of a row of a register: its running number
ORDER_LABEL: Final = N_("Running number")
MOST_MAPPED: Final = 5_000
LONGEST_WHAT: Final = 500
LONGEST_FILE: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Mapped:
    """What comes into a cell, or under a heading where `is_column`. With `overwrite` a formula there may go."""

    sheet: str
    place: Place
    what: str
    is_column: bool = False
    overwrite: bool = False

    @property
    def cell(self) -> str:
        """The name of the cell."""
        return cell_name(self.place)

    def names(self) -> tuple[str, ...]:
        """Return the slots, figures and fields that it names."""
        return tuple(MARKER.findall(self.what)) if "{{" in self.what else (self.what,)


@dataclass(frozen=True, slots=True)
class ReportMap:
    """Everything that is mapped in a workbook, by sheet and place."""

    mapped: tuple[Mapped, ...] = ()
    _by_place: dict[tuple[str, Place], Mapped] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_place", {(each.sheet, each.place): each for each in self.mapped})

    def at(self, sheet: str, place: Place) -> Mapped | None:
        """Return what is mapped at a cell, None for nothing."""
        return self._by_place.get((sheet, place))

    def with_one(self, mapped: Mapped) -> ReportMap:
        """Return the map with this in place of what the cell had."""
        return report_map([*(each for each in self.mapped if not _same_cell(each, mapped)), mapped])

    def without(self, sheet: str, place: Place) -> ReportMap:
        """Return the map without what a cell has."""
        return report_map(each for each in self.mapped if (each.sheet, each.place) != (sheet, place))

    def names(self) -> frozenset[str]:
        """Return every slot, figure and field that is named."""
        return frozenset(name for each in self.mapped for name in each.names())


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What may be named: slots, figures by code and column, parts of these, and the fields of registers, each with what people call it."""

    slots: Mapping[str, str]
    figures: Mapping[str, str]
    fields: Mapping[str, str]
    parts: Mapping[str, str] = field(default_factory=dict)

    def is_known(self, name: str, *, is_column: bool) -> bool:
        """Say whether a name may stand in a cell, or under a heading."""
        if is_column:
            return name in self.fields
        return name in self.slots or name in self.figures or name in self.parts


def known_names(
    figures: Mapping[str, str], fields: Mapping[str, str], parts: Mapping[str, str] | None = None
) -> KnownNames:
    """Return what may be named, from the labels of the indicators by code, of fields by `register.field`, and of parts as written."""
    return KnownNames(
        slots=SLOTS,
        figures={f"{code}.{column}": label for code, label in figures.items() for column in FIGURE_COLUMNS},
        fields=fields,
        parts=parts or {},
    )


def report_map(mapped: Iterable[Mapped]) -> ReportMap:
    """Return a map in the order of sheets and places."""
    sheets: dict[str, int] = {}
    held = list(mapped)
    for each in held:
        sheets.setdefault(each.sheet, len(sheets))
    return ReportMap(tuple(sorted(held, key=lambda each: (sheets[each.sheet], each.place))))


def unknown_names(map_: ReportMap, known: KnownNames) -> list[tuple[Mapped, str]]:
    """Return every name in a map that nothing stands for, with where it stands."""
    return [
        (each, name)
        for each in map_.mapped
        for name in each.names() or ("",)
        if not known.is_known(name, is_column=each.is_column)
    ]


def write_map(map_: ReportMap) -> str:
    """Return a map as the text of a file."""
    return (
        json.dumps({"ipdesk": "report-map", "version": 1, **plain_map(map_)}, ensure_ascii=False, indent=1)
        + "\n"
    )


def plain_map(map_: ReportMap) -> dict[str, Any]:
    """Return a map as JSON values."""
    made: dict[str, list[dict[str, Any]]] = {"cells": [], "columns": []}
    for each in map_.mapped:
        plain: dict[str, Any] = {"sheet": each.sheet, "cell": each.cell, "what": each.what}
        if each.overwrite:
            plain["overwrite"] = True
        made["columns" if each.is_column else "cells"].append(plain)
    return made


def read_map(text: str) -> ReportMap:
    """Return the map that a file holds. Raises WrongValue, which says where it is wrong."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise _wrong(Message(N_("This is no map of a template: it is not JSON."))) from None
    if not isinstance(given, dict) or not {"cells", "columns"} & given.keys():
        raise _wrong(Message(N_("This is no map of a template: it has neither “cells” nor “columns”.")))
    if unknown := sorted(set(given) - {"ipdesk", "version", "cells", "columns", "template"}):
        raise _wrong(Message(N_("The map has a key that is not known: {keys}."), keys=unknown))
    found = [
        _mapped(entry, f"{key}[{number}]", is_column=key == "columns")
        for key in ("cells", "columns")
        for number, entry in enumerate(_listed(given.get(key, []), key))
    ]
    _require_single(found)
    return report_map(found)


def _mapped(given: object, where: str, *, is_column: bool) -> Mapped:
    if not isinstance(given, dict):
        raise _wrong(Message(N_("{where} of the map is no entry."), where=where))
    if unknown := sorted(given.keys() - {"sheet", "cell", "what", "overwrite"}):
        raise _wrong(
            Message(N_("{where} of the map has a key that is not known: {keys}."), where=where, keys=unknown)
        )
    sheet, cell, what, overwrite = (given.get(each) for each in ("sheet", "cell", "what", "overwrite"))
    if not (isinstance(sheet, str) and isinstance(cell, str) and isinstance(what, str)):
        raise _wrong(Message(N_("{where} of the map lacks “sheet”, “cell” or “what”."), where=where))
    place = place_of(cell)
    if place is None:
        raise _wrong(Message(N_("{where} of the map: “{cell}” is no cell."), where=where, cell=cell[:20]))
    if overwrite not in (None, True, False) or not 0 < len(what) <= LONGEST_WHAT:
        raise _wrong(Message(N_("{where} of the map ({cell}) cannot be read."), where=where, cell=cell))
    return Mapped(sheet, place, what.strip(), is_column, overwrite is True)


def _listed(given: object, key: str) -> Collection[object]:
    if not isinstance(given, list) or len(given) > MOST_MAPPED:
        raise _wrong(Message(N_("“{key}” of the map is no list, or far too long a one."), key=key))
    return given


def _require_single(found: Iterable[Mapped]) -> None:
    seen = set()
    for each in found:
        if (each.sheet, each.place) in seen:
            raise _wrong(Message(N_("{place} is mapped twice."), place=f"{each.sheet}!{each.cell}"))
        seen.add((each.sheet, each.place))


def _same_cell(one: Mapped, other: Mapped) -> bool:
    return (one.sheet, one.place) == (other.sheet, other.place)


def _wrong(what: Message) -> WrongValue:
    return WrongValue("map", what, Message(N_("Mend the file, or write a new one by --suggest.")))
