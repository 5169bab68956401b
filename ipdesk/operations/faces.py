"""What a row behind a figure shows of its record: number, title, and by what figures are parted: unit, kind, class of project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from ipdesk.operations.desk import Desk
from ipdesk.registers import register as register_named
from ipdesk.rules.indicators import Counted
from ipdesk.store import lines as store

Faces = dict[int, Counted]


def faces(desk: Desk, register: str, ids: Iterable[int]) -> Faces:
    """Return the rows of some records of a register by local id, still without a day and a value."""
    return _MAKERS[register](desk, ids)


def _told(desk: Desk, register: str, ids: Iterable[int], *fields: str) -> list[tuple[Any, ...]]:
    return store.lines_of(desk.workspace.db, register_named(register), ids, fields)


def _of_one_field(desk: Desk, register: str, ids: Iterable[int], field: str) -> dict[int, str]:
    return {entry: cell for entry, cell in _told(desk, register, ids, field) if cell}


def _targets(desk: Desk, field: str, ids: Iterable[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for source, target in store.links_of(desk.workspace.db, field, ids):
        found[source].append(target)
    return found


def _first(targets: Mapping[int, list[int]], known: Mapping[int, str]) -> dict[int, str]:
    """Return by record what is known of the first of its targets that is there at all."""
    return {
        source: next((known[each] for each in those if each in known), "")
        for source, those in targets.items()
    }


def _through(desk: Desk, field: str, ids: Iterable[int], of: str, cell: str) -> dict[int, str]:
    """Return by record a field of the first record that it is linked to and that is there, "" for none."""
    targets = _targets(desk, field, ids)
    return _first(
        targets, dict(_told(desk, of, {each for those in targets.values() for each in those}, cell))
    )


def _groups(desk: Desk, ids: Iterable[int]) -> dict[int, str]:
    """Return by record the class of the first project that it is linked to."""
    return _through(desk, "projects", ids, "projects", "project_class")


def _first_units(desk: Desk, register: str, field: str, ids: Iterable[int]) -> dict[int, str]:
    """Return by record the unit of the first of its people who has one."""
    found: dict[int, str] = {}
    for entry, unit in store.rows_of(desk.workspace.db, register_named(register), field, ids, "unit"):
        if unit:
            found.setdefault(entry, unit)
    return found


def _disclosures(desk: Desk, ids: Iterable[int]) -> Faces:
    groups = _groups(desk, ids)
    return {
        entry: Counted(
            entry, number, title, unit, next(iter(store.listed(types)), ""), group or groups.get(entry, "")
        )
        for entry, number, title, unit, types, group in _told(
            desk, "disclosures", ids, "number", "title", "unit", "types", "project_class"
        )
    }


def _projects(desk: Desk, ids: Iterable[int]) -> Faces:
    return {
        entry: Counted(entry, number, title, unit, group, group)
        for entry, number, title, unit, group in _told(
            desk, "projects", ids, "number", "title", "unit", "project_class"
        )
    }


def _assessments(desk: Desk, ids: Iterable[int]) -> Faces:
    of = {entry: those[0] for entry, those in _targets(desk, "disclosure", ids).items()}
    disclosed = _disclosures(desk, set(of.values()))
    groups = {entry: disclosed[source].group for entry, source in of.items() if source in disclosed}
    return {
        entry: Counted(entry, number, title, unit, outcome, groups.get(entry, ""))
        for entry, number, title, unit, outcome in _told(
            desk, "assessments", ids, "number", "title", "unit", "outcome"
        )
    }


def _secrets(desk: Desk, ids: Iterable[int]) -> Faces:
    groups = _groups(desk, ids)
    return {
        entry: Counted(entry, number, title, unit, next(iter(store.listed(kinds)), ""), groups.get(entry, ""))
        for entry, number, title, unit, kinds in _told(
            desk, "secrets", ids, "number", "title", "unit", "kinds"
        )
    }


def _papers(desk: Desk, ids: Iterable[int]) -> Faces:
    units, groups = _first_units(desk, "papers", "authors", ids), _groups(desk, ids)
    return {
        entry: Counted(entry, number, title, units.get(entry, ""), kind, groups.get(entry, ""))
        for entry, number, title, kind in _told(desk, "papers", ids, "number", "title", "kind")
    }


def _patents(desk: Desk, ids: Iterable[int]) -> Faces:
    """Of a right unit and class are those of its disclosure, else the unit of its first inventor and the class of its project."""
    targets = _targets(desk, "disclosure", ids)
    wanted = {each for those in targets.values() for each in those}
    disclosed = {
        entry: cells for entry, *cells in _told(desk, "disclosures", wanted, "unit", "project_class")
    }
    units = _first(targets, {entry: unit for entry, (unit, _) in disclosed.items()})
    classes = _first(targets, {entry: group for entry, (_, group) in disclosed.items()})
    lacking = [entry for entry in ids if not units.get(entry)]
    inventors = _first_units(desk, "patents", "inventors", lacking)
    groups = _groups(desk, [entry for entry in ids if not classes.get(entry)])
    return {
        entry: Counted(
            entry,
            number,
            title,
            units.get(entry) or inventors.get(entry, ""),
            kind,
            classes.get(entry) or groups.get(entry, ""),
        )
        for entry, number, title, kind in _told(desk, "patents", ids, "number", "title", "kind")
    }


def _people(desk: Desk, ids: Iterable[int]) -> Faces:
    return {
        entry: Counted(entry, number, name, unit, employment)
        for entry, number, name, unit, employment in _told(
            desk, "people", ids, "number", "name", "unit", "employment"
        )
    }


def _movements(desk: Desk, ids: Iterable[int]) -> Faces:
    units = _through(desk, "person", ids, "people", "unit")
    return {
        entry: Counted(entry, number, name, units.get(entry, ""), kind)
        for entry, number, name, kind in _told(desk, "movements", ids, "number", "name", "kind")
    }


_MAKERS: Final[Mapping[str, Callable[[Desk, Iterable[int]], Faces]]] = {
    "disclosures": _disclosures,
    "projects": _projects,
    "assessments": _assessments,
    "secrets": _secrets,
    "papers": _papers,
    "patents": _patents,
    "people": _people,
    "movements": _movements,
}
