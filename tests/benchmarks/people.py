"""How fast the register of people is with 20,000 people and their agreements: its table with badges, and its narrowing by duty."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from ipdesk.operations import badges
from ipdesk.operations.reading import list_ids, page
from ipdesk.operations.records import read_values
from ipdesk.operations.signing import signing_rate
from ipdesk.operations.workspaces import create
from ipdesk.registers import register
from ipdesk.store.database import marks, rows
from ipdesk.store.wraps import Cost
from tests.benchmarks import pages
from tests.benchmarks.figures import Figure, median, spread, times
from tests.benchmarks.ground import BATCH, PASSPHRASE, USER, Ground, cache_folder, desk_of, key, now
from tests.benchmarks.texts import names, units

MOST: Final = 20_000
TARGET: Final = 150.0
PAGE: Final = 64  # rows that the table reads at once
AGAIN: Final = 9
ACTS: Final = (
    ("people: table with badges painted", "people", TARGET, pages.TABLE),
    ("people: narrowed by duty, painted", "duty", None, pages.TABLE),
)
KINDS: Final = ("permanent", "contract", "postdoc", "student", "guest", "dispatched")
SIGNED: Final = (
    "in-force",
    "in-force",
    "in-force",
    "drafted",
    "sent",
)  # of five people; every seventh has none


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of the first page with badges, of lists narrowed by duty, and of the signing rate."""
    people = register("people")
    crowd = people_ground(min(MOST, ground.count), ground)
    with crowd.opened() as desk:
        db = desk.workspace.db
        ids = list_ids(desk, people, limit=PAGE)
        sql = f"select * from entries where id in ({marks(ids)})"
        floor = median(times(lambda _: rows(db, sql, list(ids)), range(AGAIN)))
        note = f"{min(MOST, ground.count)} people"

        def first(_: int) -> None:
            shown = list_ids(desk, people, [("state", "open")])[:PAGE]
            page(desk, people, shown)
            badges.badges_of(desk, people, shown)

        found = times(first, range(AGAIN))
        yield Figure(
            "people: list, page and badges", median(found), TARGET, "64 bare rows", floor, spread(found)
        )
        bare = median(times(lambda _: list_ids(desk, people), range(AGAIN)))
        for word in ("agreement-missing", "agreement-signed", "secrecy-missing"):

            def narrowed(_: int, word: str = word) -> None:
                list_ids(desk, people, [("state", "open"), ("duty", word)])

            found = times(narrowed, range(AGAIN))
            yield Figure(
                f"people: duty {word}", median(found), TARGET, "the same list whole", bare, spread(found)
            )
        found = times(lambda _: signing_rate(desk), range(AGAIN))
        yield Figure("people: signing rate", median(found), None, "the same list whole", bare, note)
    yield from pages.figures("crowd", crowd, dict(os.environ), ACTS)


def people_ground(count: int, beside: Ground) -> Ground:
    """Return a workspace with so many people, written now when it is not in the cache."""
    folder = cache_folder() / f"people-{key(count)}.ipdesk"
    if not folder.is_dir():
        part = folder.with_name(f"{folder.stem}.building.ipdesk")
        shutil.rmtree(part, ignore_errors=True)
        _write(part, count, Cost(memory=8, passes=1, lanes=1) if beside.count < BATCH else None)
        part.rename(folder)
    return Ground(folder, count)


def _write(part: Any, count: int, cost: Cost | None) -> None:
    more = {"cost": cost} if cost else {}
    space, _ = create(
        part, name="某某实验室", code="LAB", highest="technical-secret", user=USER, passphrase=PASSPHRASE,
        clock=now, **more,
    )  # fmt: skip
    desk, people, agreements = desk_of(space), register("people"), register("agreements")
    for start in range(0, count, BATCH):
        with space.write() as writing:
            for index in range(start, min(start + BATCH, count)):
                person, signed = person_values(index)
                state = person.pop("state")
                writing.add(people, replace(read_values(desk, people, person), state=state))
                if signed:
                    state = signed.pop("state")
                    writing.add(agreements, replace(read_values(desk, agreements, signed), state=state))
        print(f"  {min(start + BATCH, count)} of {count} people written", file=sys.stderr)
    space.close()


def person_values(index: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values of a made-up person, and of his or her agreement, empty for those who have none."""
    name, unit, number = names()[index % len(names())], units()[index % len(units())], f"R{index:06}"
    joined = date(2005, 1, 3) + timedelta(days=index % 7000)
    gone = index % 4 == 3
    left = (joined + timedelta(days=600)).isoformat() if gone else None
    person = {
        "number": number, "name": name, "unit": unit, "employment": KINDS[index % len(KINDS)],
        "joined": joined.isoformat(), "left_on": left, "state": "left" if gone else "active", "level": "internal",
        "post": "研究人员", "post_class": "general" if index % 20 == 0 else "",
    }  # fmt: skip
    if index % 7 == 0:
        return person, {}
    signed = {
        "number": f"XY-{index:06}", "name": name, "person": [number], "kind": "joiner", "unit": unit,
        "effective_on": joined.isoformat(), "level": "internal", "state": SIGNED[index % len(SIGNED)],
        "expires_on": "2020-12-31" if index % 11 == 0 else None,
    }  # fmt: skip
    return person, signed
