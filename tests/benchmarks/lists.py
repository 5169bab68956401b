"""How fast a page of the table is there, by every order and filter that people use first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ipdesk.operations import today
from ipdesk.operations.board import MOST, board
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import list_ids, page, show
from ipdesk.registers import register
from ipdesk.store.database import marks, rows
from ipdesk.store.lists import Order
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import Ground
from tests.benchmarks.texts import STATES, names, units

TARGET: Final = 5.0
COUNTS: Final = 20.0
BOARD: Final = 150.0
PAGE: Final = 50
AGAIN: Final = 30


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of list pages, of whole id arrays and of one record with its findings."""
    disclosures = register("disclosures")
    with ground.opened() as desk:
        db = desk.workspace.db
        ids = list_ids(desk, disclosures, limit=PAGE)
        sql = f"select * from entries where id in ({marks(ids)})"
        floor = median(times(lambda _: rows(db, sql, list(ids)), range(AGAIN)))
        orders = {
            "by last change": Order(),
            "by title": Order("title", False),
            "by date": Order("submitted"),
            "by number": Order("number"),
        }
        for said, order in orders.items():

            def ordered(_: int, order: Order = order) -> None:
                page(desk, disclosures, list_ids(desk, disclosures, order=order, limit=PAGE))

            found = times(ordered, range(AGAIN))
            yield Figure(
                f"list page {said}", median(found), TARGET, "50 bare rows by id", floor, spread(found)
            )
        filters = {
            "of one state": [("state", state) for state in STATES],
            "of one unit": [("unit", unit) for unit in units()[:10]],
            "of one inventor": [("inventors.name", name) for name in names()[:10]],
        }
        for said, asked in filters.items():

            def filtered(where: tuple[str, str]) -> None:
                page(desk, disclosures, list_ids(desk, disclosures, [where], limit=PAGE))

            found = times(filtered, asked * 3)
            target = TARGET if said == "of one state" else None
            yield Figure(
                f"list page {said}", median(found), target, "50 bare rows by id", floor, spread(found)
            )
        every = once(lambda: rows(db, "select id from entries where register = 'disclosures'"))
        found = times(lambda _: list_ids(desk, disclosures), range(5))
        yield Figure(
            "whole id array", median(found), None, "bare ids, no order", every, f"{ground.count} records"
        )
        sql = "select count(*) from entries where register = 'disclosures'"
        floor_count = median(times(lambda _: rows(db, sql), range(AGAIN)))
        found = times(lambda _: today.stages(desk, disclosures), range(AGAIN))
        yield Figure(
            "counts by state and age", median(found), COUNTS, "one bare count", floor_count, spread(found)
        )
        found = times(lambda _: _cold_board(desk), range(AGAIN))
        note = f"{MOST} cards a column at most, by a connection of its own; {spread(found)}"
        yield Figure("board", median(found), BOARD, "one bare count", floor_count, note)
        whole = once(lambda: today.agenda(desk))
        yield Figure(
            "agenda of Today", whole, None, "one bare count", floor_count, f"{today.MOST} records at most"
        )
        numbers = [each.number for each in page(desk, disclosures, list_ids(desk, disclosures, limit=PAGE))]
        found = times(lambda number: show(desk, disclosures, number), numbers)
        yield Figure(
            "one record with findings", median(found), None, "50 bare rows by id", floor, spread(found)
        )


def _cold_board(desk: Desk) -> None:
    """Read the board as the window does: nothing that another read has deciphered is at hand."""
    twin = desk.twin()
    with twin.workspace:
        board(twin, register("disclosures"))
