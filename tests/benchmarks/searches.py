"""How fast text is found: one to six signs, common, middling, rare and absent ones."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from ipdesk.operations.reading import list_ids, search_all
from ipdesk.registers import register
from ipdesk.store import search
from ipdesk.store.database import rows
from ipdesk.store.grams import fold
from tests.benchmarks.figures import Figure, median, spread, times
from tests.benchmarks.ground import Ground
from tests.benchmarks.texts import disclosure

TARGET: Final = 60.0
SIZES: Final = (1, 2, 3, 6)
SAMPLE: Final = 600
EACH: Final = 10
PEERS: Final = 2  # queries of each kind that the slow peer is asked
KINDS: Final = ("common", "middling", "rare", "absent")


def queries(count: int, size: int) -> dict[str, list[str]]:
    """Return texts of so many signs by how often they stand in the records; absent ones look likely."""
    chance = random.Random(size)
    seen: Counter[str] = Counter()
    for index in chance.sample(range(count), min(SAMPLE, count)):
        record = disclosure(index)
        body = fold("。".join((record["title"], record["problem"], record["solution"])))
        seen.update(set(_parts(body, size)))
    ranked = [part for part, _ in seen.most_common()]
    rare = [part for part in ranked if seen[part] == 1] or ranked
    middle = max(1, len(ranked) // 50)
    return {
        "common": ranked[:EACH],
        "middling": ranked[middle : middle + EACH],
        "rare": chance.sample(rare, min(EACH, len(rare))),
        "absent": [_absent(chance, ranked, seen, size) for _ in range(EACH)],
    }


def _parts(body: str, size: int) -> Iterator[str]:
    for start in range(len(body) - size + 1):
        part = body[start : start + size]
        if part.isalnum() and not part.isascii():
            yield part


def _absent(chance: random.Random, ranked: list[str], seen: Counter[str], size: int) -> str:
    """Return a text made of common parts that stand in no record: the hardest kind to rule out."""
    if size == 1:
        return chr(chance.randrange(0x3400, 0x4DB0))
    signs = [sign for part in ranked[:300] for sign in part]
    while (made := "".join(chance.sample(signs, size))) in seen:
        continue
    return made


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of first pages, filtered lists and whole lists of hits, and of a LIKE scan as peer."""
    disclosures = register("disclosures")
    with ground.opened() as desk:
        db = desk.workspace.db
        search_all(desk, "预热")
        for size in SIZES:
            asked = queries(ground.count, size)
            every = [text for kind in KINDS for text in asked[kind]]
            few = [text for kind in KINDS for text in asked[kind][:PEERS]]
            scan = median(times(lambda text: _like(db, text, 51), few))
            scan_all = median(times(lambda text: _like(db, text, -1), few))

            def first(text: str) -> None:
                search_all(desk, text)

            def page(text: str) -> None:
                list_ids(desk, disclosures, text=text, limit=50)

            def whole(text: str) -> None:
                list_ids(desk, disclosures, text=text)

            name = f"search of {size}"
            for act, said, its in (
                (first, "first page, all registers", scan),
                (page, "first page, one register", scan),
                (whole, "all hits, one register", scan_all),
            ):
                found = {kind: times(act, asked[kind]) for kind in KINDS}
                held = [each for kind in KINDS for each in found[kind]]
                medians = ", ".join(f"{kind} {median(found[kind]):.3g}" for kind in KINDS)
                note = f"{spread(held)}; {medians}"
                target = TARGET if act is not whole else None
                yield Figure(f"{name}: {said}", median(held), target, "LIKE scan", its, note)
            hits = median([float(sum(1 for _ in search.search(db, text))) for text in every])
            yield Figure(f"{name}: hits", hits, note="median over the queries", unit="records")


def _like(db: Any, text: str, limit: int) -> list[Any]:
    sql = "select id from texts where body like ? order by id desc limit ?"
    return rows(db, sql, [f"%{text}%", limit])
