"""How fast an old portfolio comes in: 5,000 rights filed over thirty years with all their events, each right in one row of a ledger."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import openpyxl

from ipdesk.operations import deadlines, docket, due, intake
from ipdesk.operations.desk import Desk
from ipdesk.operations.weeks import weeks_of
from ipdesk.operations.workspaces import create
from ipdesk.registers import register
from ipdesk.registers.patent_numbers import check_digit
from ipdesk.store.database import rows, value
from ipdesk.store.records import read
from ipdesk.store.wraps import Cost
from tests.benchmarks import pages, windows
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import PASSPHRASE, USER, Ground, cache_folder, desk_of, now

RIGHTS: Final = 5_000
YEARS: Final = 30
CHEAP: Final = Cost(memory=8, passes=1, lanes=1)  # the passphrase is not what is measured
HEADINGS: Final = (
    *("案卷号", "申请号/专利号", "发明名称", "专利类型", "申请(专利权)人", "发明(设计)人", "申请日"),
    *("公开(公告)日", "授权公告日", "案件状态", "代理机构", "事件", "事件日期", "事件年度"),
)
# Kind, digit of its number, years of its term, and how many actions and responses it took to the grant.
KINDS: Final = (("发明", "1", 20, 6), ("实用新型", "2", 10, 2), ("外观设计", "3", 15, 2))
NOTHING: Final = "-"
UNPAID: Final = 3  # years of fees that are still to be paid, so that something is due
LATEST: Final = date(2026, 10, 30)  # nothing of the ledger is later
AGAIN: Final = 9
TASKS: Final = 100_000
ACTS: Final = (
    ("page of everything due: first paint", "due", 150.0, pages.TABLE),
    ("page of everything due: another view", "view", 150.0, pages.TABLE),
    ("page of a right: first paint", "right", None, pages.FORM),
)
COPIED: Final = (
    "day, doubtful, grace_day, register, waits_for, rule, entry, task, cycle, place, nominal, operative, safe,"
    " grace_until, doubts, confirmed_by"
)
Row = tuple[str | date, ...]


def measure(at: Ground) -> Iterator[Figure]:
    """Yield the figures of a portfolio that comes into a workspace with one record."""
    count = min(RIGHTS, at.count)
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        ledger = Path(folder) / "portfolio.xlsx"
        events = write_portfolio(ledger, count)
        with fresh_desk(Path(folder) / "new.ipdesk") as desk:
            seen: list[intake.Preview] = []
            dry = once(lambda: seen.append(_previewed(desk, ledger)))
            note = f"{count} rights, {events} events"
            yield Figure("portfolio, dry run", dry, note=note)
            written = once(lambda: intake.accept(desk, seen[0]))
            yield Figure("portfolio, import with all checks", dry + written, 7_000.0, note=note)
            reckoned = once(lambda: docket.refresh(desk))
            yield Figure("portfolio, deadlines reckoned", reckoned, note=note)
            yield Figure("portfolio, import and deadlines", dry + written + reckoned, 10_000.0, note=note)
            yield from _dues(desk, at)
        place = Path(folder) / "home"
        place.mkdir()
        filled = Ground(Path(folder) / "new.ipdesk", count)
        yield from pages.figures("dues", filled, windows.home(place), ACTS)


def _dues(desk: Desk, at: Ground) -> Iterator[Figure]:
    """Yield the figures of one right reckoned anew and of the list of so many tasks; the docket is filled up for it."""
    patents, db = register("patents"), desk.workspace.db
    record = read(db, patents, "ZLJ-00003")
    one = times(lambda _: deadlines.tasks(desk, patents, record), range(AGAIN))
    yield Figure("one right reckoned anew", median(one), 20.0, note=spread(one))
    wanted = min(TASKS, 20 * at.count)
    while 0 < (held := int(value(db, "select count(*) from docket"))) < wanted:
        db.execute(f"insert into docket({COPIED}) select {COPIED} from docket limit ?", [wanted - held])
    count = int(value(db, "select count(*) from docket"))
    floor = median(times(lambda _: rows(db, "select * from docket limit 64"), range(AGAIN)))

    def first(_: int) -> None:
        listed = due.due_list(desk)
        listed.counts(desk.today())
        weeks_of(listed.sure_days(), desk.today())
        due.read_due(desk, listed.view("pressing", desk.today()), 0, 64)

    found = times(first, range(AGAIN))
    note = f"{count} tasks, {spread(found)}"
    yield Figure(
        "everything due: list, views, weeks, page", median(found), 150.0, "64 bare rows", floor, note
    )


@contextmanager
def fresh_desk(folder: Path) -> Iterator[Desk]:
    """Open a desk that is set up today, so that the whole portfolio is from before it."""
    made = {"name": "某某实验室", "code": "LAB", "highest": "technical-secret"}
    space, _ = create(folder, user=USER, passphrase=PASSPHRASE, clock=now, cost=CHEAP, **made)
    try:
        yield desk_of(space)
    finally:
        space.close()


def _previewed(desk: Desk, ledger: Path) -> intake.Preview:
    seen = intake.preview(desk, register("patents"), ledger)
    if refused := seen.counts()["refused"]:
        raise SystemExit(f"{refused} rows of the portfolio are refused")
    return seen


def write_portfolio(path: Path, count: int) -> int:
    """Write a ledger of so many rights as an office keeps it, and return how many events it tells."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("专利台账")
    sheet.append(HEADINGS)
    events = 0
    for place in range(count):
        line, told = _right(place, count)
        sheet.append(line)
        events += told
    book.save(path)
    return events


def _right(place: int, count: int) -> tuple[Row, int]:
    """Return one of so many rights with its course from the filing to the last fee; they are filed over thirty years."""
    kind, digit, term, steps = KINDS[place % len(KINDS)]
    filed = date(1996, 1, 4) + timedelta(days=place * 365 * YEARS // count)
    granted = filed + timedelta(days=1100 if digit == "1" else 300)
    course = [each for each in _course(filed, term, steps) if each[1] <= LATEST]
    over = filed.year + term <= LATEST.year
    state = "期限届满专利权失效" if over else "专利权维持"
    cells: Row = (
        f"ZLJ-{place:05}",
        _number(filed, digit, place),
        f"一种示例装置及其方法之{place}",
        kind,
        "示例实验室",
        f"张{place % 97}、李{place % 89}、王{place % 83}",
        filed,
        *(min(day, LATEST) for day in (filed + timedelta(days=540), granted)),
        state,
        f"示例代理{place % 7}",
        "\n".join(event for event, _, _ in course),
        "\n".join(day.isoformat() for _, day, _ in course),
        "\n".join(str(cycle) if cycle else NOTHING for _, _, cycle in course),
    )
    return cells, len(course)


def _course(filed: date, term: int, steps: int) -> Iterator[tuple[str, date, int]]:
    """Yield events with their days and the fee year of each payment."""
    yield "受理通知书", filed + timedelta(days=5), 0
    yield "缴纳申请费", filed + timedelta(days=20), 0
    for step in range(steps):
        yield ("二通", "答复")[step % 2], filed + timedelta(days=60 + step * 45), 0
    years = min(term, LATEST.year - filed.year + 1)
    for cycle in range(1, years + 1 - UNPAID):
        yield "缴纳年费", filed + timedelta(days=365 * cycle - 40), cycle


def _number(filed: date, digit: str, place: int) -> str:
    if filed < date(2003, 10, 1):
        body = f"{filed.year % 100:02}{digit}{place % 100_000:05}"
    else:
        body = f"{filed.year}{digit}{9_990_000 + place:07}"
    return f"{body}.{check_digit(body)}"
