"""How fast assessments are opened, reckoned, listed, saved and sent out: a thousand of them, each answered by three."""

from __future__ import annotations

import json
import random
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

from ipdesk.operations import assessments, intake
from ipdesk.operations.answers import Given, settled
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import list_ids, page, show
from ipdesk.operations.records import read_values
from ipdesk.operations.rule_kinds import rule_text, shipped
from ipdesk.operations.scorings import write_scoring_sheets
from ipdesk.operations.workspaces import create
from ipdesk.store import rules
from ipdesk.store.database import connect, marks, rows, value, writing
from ipdesk.store.lists import Order
from ipdesk.store.records import read
from ipdesk.store.wraps import Cost
from tests.benchmarks import documents, pages
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import PASSPHRASE, USER, Ground, cache_folder, desk_of, now
from tests.benchmarks.papers import copy_cells, read_cells
from tests.benchmarks.texts import disclosure
from tests.benchmarks.windows import home
from tests.operations.assessing import ASSESSORS, TERMS, answers_for

COUNT: Final = 1_000
OPEN: Final = 60.0
RESCORE: Final = 10.0
LIST: Final = 5.0
AGAIN: Final = 60
PAGE: Final = 50
ROWS: Final = "its rows, bare"
JSON: Final = "JSON of the answers, there and back"
REGISTER: Final = assessments.REGISTER
DISCLOSURES: Final = assessments.DISCLOSURES
STATES: Final = ("preparing", "scoring", "scoring", "deciding")
ACTS: Final[Sequence[tuple[str, str, float | None, str]]] = (
    ("assessment page", "record", None, pages.FORM),
    ("assessment page: longest hold", "record hold", pages.HOLD, pages.FORM),
    ("part of the checklist: longest hold", "part hold", pages.HOLD, pages.FORM),
    ("answering by a key", "key", None, ""),
    ("answering: longest hold", "answer hold", pages.HOLD, ""),
)


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures, over a workspace of assessments alone, made anew and thrown away."""
    count = min(COUNT, ground.count)
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        ours = _ground(place, count)
        with ours.opened() as desk:
            ids = list_ids(desk, REGISTER, order=Order("number"))
            every = [each.number for each in page(desk, REGISTER, ids)]
            numbers = [every[len(every) * index // AGAIN] for index in range(AGAIN)]
            yield from _looks(desk, numbers)
            yield from _lists(desk)
            yield _save(desk, place, numbers)
            yield from _sheets(desk, place, numbers)
            yield documents.evidence(desk, place)
        yield from pages.figures("answering", ours, home(place / "home", ours), ACTS)


def _ground(folder: Path, count: int) -> Ground:
    """Write a workspace with so many assessments, each of a disclosure of its own."""
    made = Ground(folder / "assessments.ipdesk", count)
    space, _ = create(
        made.folder, name="某某实验室", code="LAB", highest="technical-secret", user=USER, passphrase=PASSPHRASE,
        clock=now, cost=Cost(memory=8, passes=1, lanes=1),
    )  # fmt: skip
    desk = desk_of(space)
    digest = shipped(CHECKLISTS, assessments.NAME)[1]
    with space.write() as written:
        rules.freeze(written, rule_text(desk, CHECKLISTS, digest).encode())
        for index in range(count):
            disclosed = replace(read_values(desk, DISCLOSURES, _disclosure(index)), state="assessment")
            number = written.add(DISCLOSURES, disclosed).number
            record = replace(
                read_values(desk, REGISTER, _assessment(desk, index, number)),
                state=STATES[index % len(STATES)],
            )
            written.add(REGISTER, settled(desk, REGISTER, record))
    space.close()
    return made


def _disclosure(index: int) -> dict[str, Any]:
    return {name: given for name, given in disclosure(index).items() if name not in ("state", "projects")}


def _assessment(desk: Desk, index: int, number: str) -> dict[str, Any]:
    """Return an assessment as raw values: every question answered by the office, every score given by two more."""
    chance, today = random.Random(index), desk.today().isoformat()
    checklist, digest = shipped(CHECKLISTS, assessments.NAME)
    rows = []
    for name in ("", *(str(each["name"]) for each in ASSESSORS)):
        answers = answers_for("file-cn", checklist)
        for item in checklist.items:
            if item.kind == "score" or not name:
                given = str(chance.randint(2, 5)) if item.kind == "score" else answers[item.id]
                rows.append({"item": item.id, "answer": given, "by": name, "on": today})
    held = disclosure(index)
    return {
        "title": held["title"],
        "level": held["level"],
        "unit": held["unit"],
        "inventors": "、".join(each["name"] for each in held["inventors"]),
        "disclosure": [number],
        "opened_on": today,
        "checklist": digest,
        "checklist_version": checklist.version,
        "assessors": [{**each, "declared_on": today} for each in ASSESSORS],
        "answers": rows,
        **TERMS,
    }


def _looks(desk: Desk, numbers: Sequence[str]) -> Iterator[Figure]:
    """Yield what opening an assessment takes, and reckoning it again after one answer was changed."""
    db = desk.workspace.db
    tables = ["entries", REGISTER.name, *(f"{REGISTER.name}_{name}" for name in
              ("answers", "assessors", "owners", "costs", "revenues", "approvals"))]  # fmt: skip

    def bare(number: str) -> None:
        entry = value(db, "select id from entries where number = ?", [number])
        for table in tables:
            key = {"entries": "id", REGISTER.name: "id"}.get(table, "record")
            rows(db, f'select * from "{table}" where {key} = ?', [entry])

    def opened(number: str) -> None:
        record: Any = show(desk, REGISTER, number).record
        assessments.reckon(desk, record)

    opened(numbers[0])  # the list is read then
    floor = median(times(bare, numbers))
    found = times(opened, numbers)
    held: Any = read(db, REGISTER, numbers[0])
    asked = len(shipped(CHECKLISTS, assessments.NAME)[0].items)
    note = f"{asked} questions, {len(held.answers)} answers; {spread(found)}"
    yield Figure("open an assessment", median(found), OPEN, ROWS, floor, note)
    records: list[Any] = [read(db, REGISTER, each) for each in numbers]
    scores = cycle("12345")

    def rescored(record: Any) -> None:
        given = {"technical.inventive": Given(next(scores))}
        assessments.reckon(desk, assessments.with_answers(desk, record, given, str(ASSESSORS[0]["name"])))

    def through_json(record: Any) -> None:
        json.loads(json.dumps([(row.item, row.answer, row.note, row.by) for row in record.answers]))

    floor, found = median(times(through_json, records)), times(rescored, records)
    yield Figure("rescore after one answer", median(found), RESCORE, JSON, floor, spread(found))


def _lists(desk: Desk) -> Iterator[Figure]:
    db = desk.workspace.db
    ids = list_ids(desk, REGISTER, limit=PAGE)
    sql = f"select * from entries where id in ({marks(ids)})"
    floor = median(times(lambda _: rows(db, sql, list(ids)), range(AGAIN)))
    for said, order, where in (
        ("by last change", Order(), []),
        ("by score", Order("score"), []),
        ("of one proposal", Order(), [("proposed", "file-cn")]),
    ):

        def listed(_: int, order: Order = order, where: list[tuple[str, str]] = where) -> None:
            page(desk, REGISTER, list_ids(desk, REGISTER, where, order=order, limit=PAGE))

        found = times(listed, range(AGAIN))
        yield Figure(f"assessments {said}", median(found), LIST, "50 bare rows by id", floor, spread(found))


def _save(desk: Desk, place: Path, numbers: Sequence[str]) -> Figure:
    """Return what saving one answer takes beside inserting all answers as one text and committing it."""
    scores = cycle("12345")
    db = connect(place / "bare.db", secrets.token_bytes(32), create=True)
    db.execute("create table bare (id integer primary key, body text not null) strict")
    held: Any = read(desk.workspace.db, REGISTER, numbers[0])
    body = json.dumps([(row.item, row.answer, row.note, row.by) for row in held.answers])

    def bare(_: str) -> None:
        with writing(db):
            db.execute("insert into bare(body) values (?)", [body])

    floor = median(times(bare, numbers))
    db.conn.close()
    found = times(
        lambda each: assessments.answer(desk, each, {"technical.problem": Given(next(scores))}), numbers
    )
    return Figure("save one answer", median(found), None, "bare insert and commit", floor, spread(found))


def _sheets(desk: Desk, place: Path, numbers: Sequence[str]) -> Iterator[Figure]:
    """Yield what a scoring sheet takes on its way out and in."""
    name, made = str(ASSESSORS[0]["name"]), place / "sheet.xlsx"

    def each(act: Callable[[str], object]) -> list[float]:
        return times(act, islice(numbers, 10))

    def written(number: str) -> None:
        made.unlink(missing_ok=True)
        write_scoring_sheets(desk, made, [number], [name])

    found = each(written)
    floor = median(each(lambda _: copy_cells(made, place / "copy.xlsx")))
    yield Figure("scoring sheet out", median(found), None, "openpyxl, the same cells", floor, spread(found))
    found = each(lambda _: intake.preview(desk, REGISTER, made))
    floor = once(lambda: read_cells(made))
    note = f"previewed, in a process of its own; {spread(found)}"
    yield Figure("scoring sheet in", median(found), None, "calamine, bare", floor, note)
