"""Everything due in one list: tasks and matters by day, in views that together hold all of it, and in narrowed lists."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ipdesk.model.findings import Finding
from ipdesk.model.wanted import VIEWS, Wanted
from ipdesk.operations import checks, docket, docket_papers, due, records, rule_files, today
from ipdesk.operations.desk import Desk
from ipdesk.operations.due import DueList
from ipdesk.operations.weeks import weeks, weeks_of
from ipdesk.store import docket as store
from ipdesk.store.docket import DOUBTFUL, GRACE, INFO, PLAIN
from ipdesk.store.records import read
from tests.conftest import SetClock
from tests.operations.cases import add_disclosure
from tests.operations.docketing import EXAM, HOUSE, PATENTS, TODAY, add_right, exam_of, house_rules

PARTS = (
    "overdue",
    "grace",
    "month",
    "later",
    "doubtful",
    "info",
    "undated",
)  # each thing due is in just one of them
DAY = st.integers(-800, 800).map(lambda by: (TODAY + timedelta(by)).toordinal())


def exams(desk: Desk, wanted: Wanted = Wanted(rules=(EXAM,))) -> list[tuple[str, str, date | None]]:  # noqa: B008
    """Return the requests for examination that are listed: number, urgency, day."""
    docket.refresh(desk)
    listed = due.due_list(desk, wanted)
    return [(each.number, each.when, each.holds) for each in due.read_due(desk, listed, 0, len(listed))]


def test_tasks_come_by_day_with_their_urgency_and_nothing_past_is_dropped(
    desk: Desk, clock: SetClock
) -> None:
    old = add_right(desk, "2005-01-10")
    undated = records.add(desk, PATENTS, [{"title": "无日期", "kind": "invention"}])[0].number
    soon, later = add_right(desk, "2023-03-09"), add_right(desk, "2025-01-10")
    clock.forward(days=1)
    assert exams(desk) == [
        (old, "doubtful", date(2008, 1, 10)),
        (soon, "week", date(2026, 3, 9)),
        (later, "later", date(2028, 1, 10)),
    ]
    clock.forward(days=10)
    assert exams(desk)[1] == (soon, "overdue", date(2026, 3, 9))
    assert undated not in {number for number, *_ in exams(desk)}  # nothing happened to it yet


def test_a_right_without_the_day_to_count_from_is_listed_first(desk: Desk, tmp_path: Path) -> None:
    rule = HOUSE.replace('trigger = ["filed"]', 'trigger = ["granted"]')
    rule = rule.replace("nominal", 'events = [{ event = "granted", day = 2024-03-20 }]\nnominal')
    rule_files.install_rules(desk, house_rules(tmp_path, rule))
    add_right(desk, "2024-03-15")
    number = add_right(desk, "", granted_on="2024-01-10")
    docket.refresh(desk)
    listed = due.due_list(desk)
    undated = listed.view("undated", TODAY)
    assert {each.number for each in due.read_due(desk, undated, 0, 9)} == {number}
    assert listed.places[: len(undated)] == undated.places


FEE = "keep.annual-fee.invention"


def rows(desk: Desk, *rules: str) -> list[due.Due]:
    """Return what is listed of some rules."""
    docket.refresh(desk)
    listed = due.due_list(desk, Wanted(rules=rules))
    return due.read_due(desk, listed, 0, len(listed))


def views(desk: Desk, *rules: str) -> dict[str, int]:
    """Return how much of some rules the views hold that hold anything."""
    counts = due.due_list(desk, Wanted(rules=rules)).counts(desk.today())
    return {name: count for name, count in counts.items() if count}


def noticed(desk: Desk, number: str, task: str) -> Finding:
    """Return what is found of a task of a right."""
    found = checks.find(desk, PATENTS, read(desk.workspace.db, PATENTS, number))
    return next(each for each in found if each.id.startswith(f"deadline-{task}"))


def test_a_grace_that_still_runs_is_pressing_though_it_began_before_the_desk(
    desk: Desk, clock: SetClock
) -> None:
    paid = {"event": "fee-paid", "day": "2024-12-10", "cycle": 6}
    number = add_right(desk, "2019-12-15", granted_on="2022-01-10", events=[paid])
    assert next((each.when, each.holds) for each in rows(desk, FEE)) == ("grace", date(2025, 12, 15))
    assert views(desk, FEE).items() >= {"pressing": 1, "grace": 1}.items()
    ids, *_ = store.open_ids(desk.workspace.db, Wanted(rules=(FEE,)), TODAY, 1)
    assert ids == due.due_list(desk, Wanted(rules=(FEE,))).view("grace", TODAY).places
    finding = noticed(desk, number, "keep.annual-fee")
    assert (finding.severity, finding.standing) == ("warn", "grace")
    assert desk.translator.say(finding.message).endswith("Perhaps done before it came to this desk.")
    matter = next(each for each in today.agenda(desk).matters if each.finding == finding)
    assert (matter.urgency, matter.waits_for) == ("grace", "IP officer")
    clock.forward(days=120)
    assert rows(desk, FEE)[0].when == "doubtful"
    assert noticed(desk, number, "keep.annual-fee").severity == "info"


def test_once_the_grace_is_over_nobody_is_told_to_pay(desk: Desk, clock: SetClock) -> None:
    paid = {"event": "fee-paid", "day": "2025-03-10", "cycle": 6}
    number = add_right(desk, "2020-03-20", granted_on="2022-01-10", events=[paid])
    pay = noticed(desk, number, "keep.annual-fee").clears
    clock.forward(days=200)
    # The grace ended on a Sunday, 2026-09-20, and this is the Monday after it.
    over = noticed(desk, number, "keep.annual-fee")
    assert "it can still be done on the first working day after it" in desk.translator.say(over.message)
    assert over.clears is not None and "do it at once" in desk.translator.say(over.clears)
    clock.forward(days=10)
    over = noticed(desk, number, "keep.annual-fee")
    assert "its grace ended on 2026-09-20: unless it was done by then" in desk.translator.say(over.message)
    assert over.clears is not None and "at once" not in desk.translator.say(over.clears)
    assert over.clears != pay and rows(desk, FEE)[0].act == over.clears


def test_what_does_not_come_each_year_is_told_by_its_place_and_not_as_a_year(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    add_right(desk, "2015-10-10", kind="trademark", granted_on="2016-03-20")
    name = rows(desk, "mark.renewal")[0].name
    assert name is not None and desk.translator.say(name) == "Renew a trade mark (no. 1)"
    docket_papers.write_fee_order(desk, tmp_path / "费.xlsx")
    cells = [*load_workbook(tmp_path / "费.xlsx").worksheets[0].iter_rows(min_row=4, values_only=True)]
    told = dict(zip(cells[0], cells[1], strict=True))
    assert (told["费用"], told["年费年度"]) == ("商标续展（第 1 次）", None)
    clock.forward(days=30)
    said = rows(desk, "mark.renewal")[0].what
    assert desk.translator.say(said).endswith("it can still be done until 2026-09-19.")


def test_what_only_informs_presses_nobody_once_its_day_has_passed(desk: Desk, clock: SetClock) -> None:
    number = add_right(desk, "2024-10-15")
    assert [each.when for each in rows(desk, "cn.publication")] == ["later"]
    clock.forward(days=60)
    assert [each.when for each in rows(desk, "cn.publication")] == ["info"]
    assert views(desk, "cn.publication") == {"info": 1, "all": 1}
    found = {each.finding.id: each for each in today.agenda(desk).matters if each.finding}
    told = found[noticed(desk, number, "cn.publication").id]
    assert told.urgency in ("me", "others") and told.waits_for == "IP officer"


def test_a_list_is_narrowed_by_register_who_acts_and_days(desk: Desk) -> None:
    first, second = add_right(desk, "2024-03-15"), add_right(desk, "2025-03-15")
    disclosure = add_disclosure(desk, urgent_by="2026-03-20")
    docket.refresh(desk)
    matters = due.other_matters(desk)
    assert {each.number for each in matters if each.due} == {disclosure}

    def numbers(wanted: Wanted) -> set[str]:
        listed = due.due_list(desk, wanted, matters)
        return {each.number for each in due.read_due(desk, listed, 0, len(listed))}

    assert numbers(Wanted()) == {first, second, disclosure}
    assert numbers(Wanted(registers=("disclosures",))) == {disclosure}
    assert numbers(Wanted(rules=(EXAM,), until=date(2027, 12, 31))) == {first}
    assert numbers(Wanted(number=second)) == {second}
    waits = exam_of(desk, first).rule.waits_for
    assert disclosure not in numbers(Wanted(waits_for=(waits,), registers=("patents",)))


@given(st.lists(st.tuples(DAY | st.just(0), st.sampled_from((PLAIN, DOUBTFUL, GRACE, INFO))), max_size=40))
def test_the_views_hold_everything_once(held: Sequence[tuple[int, int]]) -> None:
    # What has no day is not doubtful for that; what is still in its grace, or only informs by now, was due before today.
    now = TODAY.toordinal()
    sane = sorted((day, PLAIN if not day or day >= now else tag) for day, tag in held)
    listed = DueList(
        array("q", (day for day, _ in sane)), array("q", range(len(sane))), bytes(tag for _, tag in sane)
    )
    parts = [place for name in PARTS for place in listed.view(name, TODAY).places]
    assert sorted(parts) == list(range(len(sane)))
    assert set(listed.counts(TODAY)) == set(VIEWS)
    assert listed.counts(TODAY)["all"] == len(sane)


@given(st.lists(DAY, max_size=60))
def test_weeks_are_counted_alike_from_days_and_from_their_order(days: list[int]) -> None:
    assert weeks_of(sorted(days), TODAY) == weeks((date.fromordinal(day) for day in days), TODAY)
    assert sum(week.count for week in weeks_of(sorted(days), TODAY)) == len(days)
