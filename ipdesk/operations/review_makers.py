"""Whose results the records are with which a manuscript has something in common: of its authors, or of others alone."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.operations.desk import Desk
from ipdesk.operations.review_people import Authors
from ipdesk.registers import register
from ipdesk.registers.watch import makers_of
from ipdesk.store import records


def of_others(desk: Desk, authors: Authors, found: Iterable[tuple[str, int]]) -> set[int]:
    """Return which of some records, by register and id, name makers of whom none may be one of the authors.

    Of nobody known as an author nothing can be said; nor of a record that names no maker.
    """
    by_register: dict[str, list[int]] = {}
    for name, entry in set(found) if authors.are_ours else ():
        by_register.setdefault(name, []).append(entry)
    makers: dict[int, list[str]] = {}
    for name, entries in by_register.items():
        of = register(name)
        for entry, record in records.read_by_id(desk.workspace.db, of, entries).items():
            if named := [maker for _, maker, _ in makers_of(of, record) if maker]:
                makers[entry] = named
    return makers.keys() - {entry for entry, _, _ in authors.among(makers)}
