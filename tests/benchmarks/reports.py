"""How fast a quarter is told with 10,000 records in every register: figures, workbook, report, and this quarter on Today."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from openpyxl import Workbook

from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations import docket, period_content, period_documents, quarters, today
from ipdesk.operations.desk import Desk
from ipdesk.operations.records import read_values
from ipdesk.operations.workspaces import create
from ipdesk.registers import REGISTERS, register
from ipdesk.store.wraps import Cost
from tests.benchmarks import texts
from tests.benchmarks.figures import Figure, load, once
from tests.benchmarks.ground import BATCH, PASSPHRASE, USER, Ground, cache_folder, desk_of, key, now

MOST: Final = 10_000
QUARTER: Final = ReportPeriod(2026, 2)
FIRST_DAY: Final = date(2016, 1, 4)
DAYS: Final = 3_980  # up to the end of November 2026
WORKBOOK_TARGET, REPORT_TARGET, TODAY_TARGET = 20_000.0, 3_000.0, 500.0


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of a quarter and of Today."""
    count = min(MOST, ground.count)
    many = report_ground(count, ground)
    note = f"{count} records in each of {len(REGISTERS)} registers"
    with tempfile.TemporaryDirectory() as scratch, many.opened() as desk:
        place = Path(scratch)
        first = once(lambda: period_content.figures_of_today(desk))
        again = once(lambda: period_content.figures_of_today(desk))
        yield Figure("reports: this quarter on Today", first, TODAY_TARGET, "again", again, note)
        yield Figure("reports: agenda of Today", once(lambda: today.agenda(desk)), None, "", None, note)
        found: list[Any] = []
        cold = once(lambda: found.append(period_content.content_now(desk, QUARTER)))
        warm = once(lambda: period_content.content_now(desk, QUARTER))
        yield Figure("reports: a quarter reckoned", cold, None, "again, deadlines kept", warm, note)
        rows = [row.cells for sheet in found.pop().sheets for row in sheet.rows]
        floor, written = once(lambda: _plain_workbook(place / "floor.xlsx", rows)), len(rows)
        rows.clear()  # nobody holds them while the documents are written
        yield Figure(
            "reports: workbook of a quarter",
            once(lambda: _write(desk, place / "quarter.xlsx")),
            WORKBOOK_TARGET,
            "the same rows by openpyxl, write-only",
            floor,
            f"{written} rows, {_peak()} MB at most",
        )
        yield Figure(
            "reports: report of a quarter as PDF",
            once(lambda: _write(desk, place / "quarter.pdf")),
            REPORT_TARGET,
            "its figures alone",
            warm,
            f"load {load()}",
        )
        yield Figure(
            "reports: closing a quarter",
            once(lambda: quarters.close_period(desk, QUARTER)),
            None,
            "",
            None,
            note,
        )
        yield Figure(
            "reports: a closed quarter as workbook",
            once(lambda: _write(desk, place / "again.xlsx")),
            WORKBOOK_TARGET,
        )
        yield Figure(
            "reports: a closed quarter as PDF", once(lambda: _write(desk, place / "again.pdf")), REPORT_TARGET
        )


def _write(desk: Desk, place: Path) -> None:
    period_documents.write_period(desk, QUARTER, place)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _plain_workbook(place: Path, rows: list[tuple[Any, ...]]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("1")
    for row in rows:
        sheet.append(row)
    workbook.save(place)


def report_ground(count: int, beside: Ground) -> Ground:
    """Return a copy of a workspace with so many records in every register, written now when it is not in the cache."""
    kept = cache_folder() / f"reports-{key(count)}.ipdesk"
    if not kept.is_dir():
        part = kept.with_name(f"{kept.stem}.building.ipdesk")
        shutil.rmtree(part, ignore_errors=True)
        _write_all(part, count, Cost(memory=8, passes=1, lanes=1) if beside.count < BATCH else None)
        part.rename(kept)
    used = kept.with_name(f"{kept.stem}.used.ipdesk")  # a quarter is closed in it
    shutil.rmtree(used, ignore_errors=True)
    shutil.copytree(kept, used)
    return Ground(used, count)


def _write_all(part: Path, count: int, cost: Cost | None) -> None:
    more = {"cost": cost} if cost else {}
    space, _ = create(
        part, name="某某实验室", code="LAB", highest="technical-secret", user=USER, passphrase=PASSPHRASE,
        clock=now, **more,
    )  # fmt: skip
    desk = desk_of(space)
    for name, make in MADE.items():
        of, began = register(name), perf_counter()
        for start in range(0, count, BATCH):
            with space.write() as writing:
                made = []
                for index in range(start, min(start + BATCH, count)):
                    values = make(index)
                    state = values.pop("state")
                    made.append(replace(read_values(desk, of, values), state=state))
                writing.add_all(of, made)
        print(f"  {count} {name} written in {perf_counter() - began:.0f} s", file=sys.stderr)
    docket.refresh(desk)  # as an import does for what it writes
    space.close()


def _day(index: int, after: int = 0) -> str:
    return (FIRST_DAY + timedelta(days=(index * 37) % DAYS + after)).isoformat()


def _unit(index: int) -> str:
    return texts.units()[index % len(texts.units())]


def _name(index: int) -> str:
    return texts.names()[index % len(texts.names())]


def _title(index: int) -> str:
    return f"{_unit(index)[:4]}低温光学组件及其制备方法之{index}"


def _person(index: int) -> dict[str, Any]:
    gone = index % 4 == 3
    left = {"left_on": _day(index, 600), "state": "left"} if gone else {"state": "active"}
    training = [{"day": _day(index, 40), "topic": "知识产权", "hours": 4}] if index % 2 else []
    return {
        "number": f"R{index:06}", "name": _name(index), "unit": _unit(index), "employment": "permanent",
        "joined": _day(index), "training": training, **left,
    }  # fmt: skip


def _project(index: int) -> dict[str, Any]:
    return {
        "number": f"P{index:06}", "title": _title(index), "unit": _unit(index), "project_class": "key-programme",
        "major": index % 5 == 0, "started": _day(index), "ends": _day(index, 900), "state": "running",
    }  # fmt: skip


def _disclosure(index: int) -> dict[str, Any]:
    return {
        "number": f"D{index:06}", "title": _title(index), "unit": _unit(index), "types": "invention",
        "completed": _day(index), "submitted": _day(index, 20), "complete_on": _day(index, 30), "level": "internal",
        "projects": f"P{index:06}", "state": "closed",
    }  # fmt: skip


def _assessment(index: int) -> dict[str, Any]:
    return {
        "number": f"A{index:06}", "title": _title(index), "unit": _unit(index), "disclosure": f"D{index:06}",
        "opened_on": _day(index, 31), "decided_on": _day(index, 60), "outcome": "file-cn", "state": "carried-out",
    }  # fmt: skip


def _patent(index: int) -> dict[str, Any]:
    filed, granted = _day(index, 70), _day(index, 800)
    events = [
        {"event": "published", "day": _day(index, 600)},
        *(
            {"event": "fee-paid", "day": _day(index, 800 + 365 * year), "cycle": 3 + year}
            for year in range(3)
        ),
        *([{"event": "licence", "day": _day(index, 1000), "licence": "plain"}] if index % 6 == 0 else []),
    ]
    return {
        "number": f"Z{index:06}", "title": _title(index), "kind": "invention", "jurisdiction": "CN",
        "disclosure": f"D{index:06}", "assessment": f"A{index:06}", "filed_on": filed, "granted_on": granted,
        "inventors": [{"name": _name(index), "unit": _unit(index)}], "events": events, "state": "granted",
    }  # fmt: skip


def _secret(index: int) -> dict[str, Any]:
    return {
        "number": f"S{index:06}", "title": f"青松{index}号", "unit": _unit(index), "proposed_on": _day(index),
        "recognised_on": _day(index, 20), "level": "trade", "grade": "general", "state": "recognised",
        "reviews": [{"day": _day(index, 380), "result": "keep"}],
    }  # fmt: skip


def _paper(index: int) -> dict[str, Any]:
    return {
        "number": f"L{index:06}", "title": _title(index), "kind": "journal", "declared_on": _day(index),
        "decided_on": _day(index, 9), "verdict": "approve", "submitted_on": _day(index, 15),
        "published_on": _day(index, 200), "authors": [{"name": _name(index), "unit": _unit(index)}], "state": "published",
    }  # fmt: skip


def _release(index: int) -> dict[str, Any]:
    return {"number": f"F{index:06}", "title": _title(index), "notified_on": _day(index), "state": "done"}


def _handover(index: int) -> dict[str, Any]:
    return {"number": f"Y{index:06}", "title": _title(index), "handed_on": _day(index), "state": "received"}


def _meeting(index: int) -> dict[str, Any]:
    return {
        "number": f"H{index:06}",
        "title": f"第{index}次评审会",
        "held_on": _day(index),
        "state": "signed",
    }


def _movement(index: int) -> dict[str, Any]:
    return {
        "number": f"B{index:06}", "name": _name(index), "person": f"R{index:06}", "kind": "leaving", "day": _day(index, 600),
        "closed_on": _day(index, 598), "state": "closed",
    }  # fmt: skip


def _agreement(index: int) -> dict[str, Any]:
    return {
        "number": f"X{index:06}", "name": _name(index), "person": f"R{index:06}", "kind": "joiner", "unit": _unit(index),
        "drafted_on": _day(index), "signed_on": _day(index, 5), "effective_on": _day(index, 8), "state": "in-force",
    }  # fmt: skip


MADE: Final[dict[str, Callable[[int], dict[str, Any]]]] = {
    "people": _person,
    "projects": _project,
    "disclosures": _disclosure,
    "assessments": _assessment,
    "meetings": _meeting,
    "patents": _patent,
    "secrets": _secret,
    "papers": _paper,
    "releases": _release,
    "handovers": _handover,
    "movements": _movement,
    "agreements": _agreement,
}
