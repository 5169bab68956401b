"""Figures of the indicators: every query has an answer, and each answer is that of plain Python over whole records."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

import pytest

from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations import deadlines, queries_deadlines, records, spills
from ipdesk.operations.counting import Ground, Span
from ipdesk.operations.desk import Desk
from ipdesk.operations.figures import ASKS, figures
from ipdesk.operations.indicator_rules import indicators_in_force
from ipdesk.registers import register
from ipdesk.registers.patent_routes import route_of
from ipdesk.rules.deadline_rules import Case
from ipdesk.rules.indicator_rules import QUERIES, Indicator
from ipdesk.rules.indicators import Figure, split
from ipdesk.store.database import rows
from tests.conftest import BEIJING, SetClock
from tests.operations.counted import furnish
from tests.operations.recount import Recount, Rows

PERIODS = (ReportPeriod(2025), ReportPeriod(2025, 2), ReportPeriod(2026, 1))


def test_every_query_is_answered_and_nothing_else() -> None:
    assert set(ASKS) == set(QUERIES)


def behind(found: Figure) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Return the numbers and places of the rows that count, and of all."""
    met = {(each.number, each.place) for each in found.rows}
    return met, met | {(each.number, each.place) for each in found.others}


def value_of(made: Indicator, rows: Rows, among: Rows) -> Fraction | None:
    """Return what rows come to."""
    if made.how == "count":
        return Fraction(len(rows))
    if made.how in ("share", "within"):
        within = made.within or 0
        whole = among if made.how == "share" else rows
        met = rows.keys() & among.keys() if made.how == "share" else {key for key, (_, v) in rows.items() if v is not None and v <= within}  # fmt: skip
        return Fraction(100 * len(met), len(whole)) if whole else None
    values = [Fraction(value) for _, value in rows.values() if value is not None]
    if made.how == "sum":
        return sum(values, Fraction(0))
    if not values:
        return None
    return Fraction(median(values)) if made.how == "median" else sum(values, Fraction(0)) / len(values)


def require_same(made: Indicator, found: Figure, recount: Recount) -> None:
    """Hold one figure against the count of the records."""
    rows, among = recount.query(made.of), recount.query(made.among) if made.among else {}
    exact = value_of(made, rows, among)
    told = {(each.number, each.place): (each.day, each.value) for each in found.rows}
    if made.how == "share":
        assert behind(found) == (set(rows) & set(among), set(among)), made.code
        assert set(rows) <= set(among), f"{made.code}: what counts is among what it is a share of"
        assert (found.numerator, found.denominator) == (Decimal(len(rows)), Decimal(len(among))), made.code
    elif made.how == "within":
        assert behind(found)[1] == set(rows), made.code
    else:
        assert told == rows, made.code
    assert found.exact == exact, made.code
    step = Decimal("0.01") if made.unit in ("yuan", "points") else Decimal("0.1")
    if exact is not None and found.value is not None and made.how != "count":
        assert abs(Fraction(found.value) - exact) * 2 <= Fraction(step)
    assert (found.value is None) == (exact is None)


def test_every_figure_is_that_of_an_independent_count(desk: Desk) -> None:
    furnish(desk, seed=11)
    seen: set[str] = set()
    held: dict[str, Any] = {}
    for period in PERIODS:
        for told in figures(desk, period).told:
            made = told.indicator
            spans = ((told.now, period.days), (told.to_date, period.to_date), (told.before, period.year_before.days))  # fmt: skip
            for figure, span in spans:
                assert span.first is not None and span.last is not None
                require_same(made, figure, Recount(desk, span.first, span.last, made.years or 0, held))
                if figure.rows:
                    seen.add(made.code)
    everything = {each.code for each in indicators_in_force(desk)[0].indicators}
    assert everything == seen, "random records give rows of every figure"


def add(desk: Desk, name: str, **values: Any) -> str:
    """Add one record and return its number."""
    from ipdesk.operations import records

    return records.add(desk, register(name), [{"level": "internal", "title": "一种支座", **values}])[0].number


def asked(desk: Desk, query: str, first: date, last: date, years: int = 0) -> list[str]:
    """Return the numbers that a query yields for some days."""
    span = Span(first.isoformat(), last.isoformat())
    return [each.number for each in ASKS[query](Ground(desk, span), span, years)]


def test_both_ends_of_a_quarter_belong_to_it(desk: Desk) -> None:
    days = ("2025-09-30", "2025-10-01", "2025-12-31", "2026-01-01")
    for day in days:
        add(desk, "patents", number=day, kind="invention", filed_on=day)
    told = figures(desk, ReportPeriod(2025, 4), ["F1"]).told[0]
    assert [each.number for each in told.now.rows] == list(days[1:3])
    assert [each.number for each in told.to_date.rows] == list(days[:3])
    assert told.before.value == 0


def test_what_is_still_to_come_is_not_told(desk: Desk) -> None:
    """The desk stands on 5 March 2026."""
    add(desk, "patents", number="A", kind="invention", filed_on="2026-03-05")
    add(desk, "patents", number="B", kind="invention", filed_on="2026-03-06")
    assert [each.number for each in figures(desk, ReportPeriod(2026, 1), ["F1"]).told[0].now.rows] == ["A"]
    ahead = figures(desk, ReportPeriod(2026, 4), ["F1", "U3"])
    assert ahead.told[0].now.rows == () and ahead.told[0].to_date.value == 1
    assert ahead.told[1].now.value is None


def test_a_utility_model_is_not_missed_after_its_term(desk: Desk) -> None:
    given = {"filed_on": "2015-03-02", "granted_on": "2015-12-02"}
    add(
        desk,
        "patents",
        number="U",
        kind="utility-model",
        **given,
        ended_on="2025-03-02",
        end_reason="expired",
    )
    add(
        desk, "patents", number="G", kind="utility-model", **given, ended_on="2020-03-02", end_reason="unpaid"
    )
    add(desk, "patents", number="I", kind="invention", **given, ended_on="2020-12-02", end_reason="unpaid")
    add(desk, "patents", number="K", kind="invention", **given)
    found = {each.indicator.code: each.now for each in figures(desk, ReportPeriod(2025, 4)).told}
    assert behind(found["F3-10"]) == ({("K", -1)}, {("K", -1), ("I", -1)})
    five = {each.indicator.code: each.now for each in figures(desk, ReportPeriod(2020, 4)).told}["F3-5"]
    assert {n for n, _ in behind(five)[0]} == {"U", "K"}, "what ends on the very day was not kept over it"
    assert {n for n, _ in behind(five)[1]} == {"U", "K", "I", "G"}


def test_a_patent_of_29_february_is_of_age_on_the_28th(desk: Desk, clock: SetClock) -> None:
    add(desk, "patents", number="L", kind="invention", filed_on="2018-01-02", granted_on="2020-02-29")
    assert asked(desk, "patents-idle", date(2023, 1, 1), date(2023, 2, 28)) == ["L"]
    assert asked(desk, "patents-idle", date(2023, 1, 1), date(2023, 2, 27)) == []
    assert asked(desk, "grants-of-age", date(2025, 2, 28), date(2025, 2, 28), 5) == ["L"]


def test_what_was_restored_goes_on_and_what_ended_again_does_not(desk: Desk) -> None:
    given = {
        "kind": "invention",
        "filed_on": "2018-01-02",
        "granted_on": "2020-01-02",
        "end_reason": "unpaid",
    }
    again = [{"event": "restored", "day": "2025-08-01"}]
    add(desk, "patents", number="R", **given, ended_on="2025-05-01", events=again)
    add(desk, "patents", number="T", **given, ended_on="2025-09-01", events=again)
    add(desk, "patents", number="S", **given, ended_on="2025-08-01", events=again)
    add(desk, "patents", number="N", **given, ended_on="2025-07-01", events=[{"event": "restored"}])
    year = (date(2025, 1, 1), date(2025, 12, 31))
    assert asked(desk, "patents-valid", *year) == ["R", "S"]
    assert asked(desk, "rights-lost", *year) == ["N", "T"]


def test_a_right_over_on_an_unknown_day_is_in_force_on_none(desk: Desk) -> None:
    events = [{"event": "restored", "day": "2021-08-01"}]
    add(desk, "patents", number="X", kind="invention", granted_on="2020-01-02", events=events)
    with desk.workspace.write() as writing:
        writing.db.execute("update entries set state = 'ended' where number = 'X'")
        writing.note("furnished", {})
    assert asked(desk, "patents-valid", date(2025, 1, 1), date(2025, 12, 31)) == []


def test_a_project_past_its_end_is_missed_though_nobody_closed_it(desk: Desk) -> None:
    given = {"ends": "2025-11-30", "started": "2024-01-01", "title": "项目"}
    unsigned = [{"reported_by": "", "signed_on": "2025-11-01"}]
    add(desk, "projects", number="P1", **given)
    add(desk, "projects", number="P2", **given, nil_reports=unsigned)
    add(
        desk,
        "projects",
        number="P3",
        **given,
        nil_reports=[{"reported_by": "钱进", "signed_on": "2025-11-01"}],
    )
    add(desk, "projects", number="P4", **given)
    with desk.workspace.write() as writing:
        writing.db.execute("update entries set state = 'running' where number in ('P1', 'P2', 'P3')")
        writing.db.execute("update entries set state = 'planned' where number = 'P4'")
        writing.note("furnished", {})
    told = figures(desk, ReportPeriod(2025, 4), ["D3"]).told[0].now
    assert ({n for n, _ in behind(told)[0]}, {n for n, _ in behind(told)[1]}) == ({"P3"}, {"P1", "P2", "P3"})


def test_an_unreviewed_publication_without_any_day_counts_when_it_was_entered(desk: Desk) -> None:
    number = add(desk, "papers", kind="journal", found_later=True)
    assert [each.number for each in figures(desk, ReportPeriod(2026, 1), ["B2"]).told[0].now.rows] == [number]


def test_a_term_missed_by_which_a_right_was_lost_is_missed(desk: Desk) -> None:
    given = {"kind": "invention", "filed_on": "2015-03-02", "granted_on": "2018-06-01"}
    paid = [{"event": "fee-paid", "day": f"{year}-02-20", "cycle": year - 2014} for year in range(2018, 2025)]
    add(desk, "patents", number="LOST", **given, events=paid, ended_on="2025-03-03", end_reason="unpaid")
    add(desk, "patents", number="GONE", **given, events=paid, ended_on="2025-02-01", end_reason="abandoned")
    told = {
        each.indicator.code: each.now for each in figures(desk, ReportPeriod(2025, 1), ["L1", "L1-lost"]).told
    }
    assert "LOST" in {each.number for each in told["L1"].others}
    assert "GONE" not in {each.number for each in (*told["L1"].rows, *told["L1"].others)}
    assert [each.number for each in told["L1-lost"].rows] == ["LOST"]


def test_a_term_of_today_may_still_be_met(desk: Desk, clock: SetClock) -> None:
    licence = [{"event": "licence", "day": "2025-12-05", "ref": "HT1"}]
    add(desk, "patents", number="U5", kind="invention", granted_on="2025-01-02", events=licence)
    assert figures(desk, ReportPeriod(2026, 1), ["U5"]).told[0].now.denominator == 0
    clock.forward(days=1)
    assert figures(desk, ReportPeriod(2026, 1), ["U5"]).told[0].now.value == 0


def test_what_is_told_for_information_is_no_deadline_met_or_missed(desk: Desk, clock: SetClock) -> None:
    """Publication after eighteen months is an act of the office."""
    add(desk, "patents", number="PUB", kind="invention", jurisdiction="CN", filed_on="2024-10-10")
    clock.forward(days=60)
    told = figures(desk, ReportPeriod(2026, 2), ["L1"]).told[0].now
    assert "cn.publication" not in {each.kind for each in (*told.rows, *told.others)}


def test_an_award_is_owed_though_the_patent_ended_before_the_report_begins(
    desk: Desk, clock: SetClock
) -> None:
    """The report of a quarter of 2027 looks back to that of 2026."""
    given = {"kind": "invention", "filed_on": "2020-01-06", "end_reason": "abandoned"}
    add(desk, "patents", number="AWARD", **given, granted_on="2025-12-20", ended_on="2025-12-29")
    clock.forward(days=400)
    told = figures(desk, ReportPeriod(2027, 1), ["R1"]).told[0]
    assert [each.number for each in told.before.others] == ["AWARD"]


def test_answers_are_kept_for_the_next_session_and_only_what_changed_is_reckoned(
    desk: Desk, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for filed in ("2024-02-01", "2024-03-01"):
        add(desk, "patents", kind="invention", jurisdiction="CN", filed_on=filed)
    clock.forward(days=450)
    reckoned: list[str] = []
    case_of = deadlines.case_of

    def heard(of: Register, record: Record, on: date) -> Case | None:
        reckoned.append(record.number)
        return case_of(of, record, on)

    monkeypatch.setattr(queries_deadlines, "case_of", heard)
    span = (date(2027, 1, 1), date(2027, 6, 30))
    found = asked(desk, "deadlines-due", *span)
    first, second = reckoned
    assert {first, second} == set(found)
    desk.workspace.memory.clear()  # as when it is closed
    assert asked(desk, "deadlines-due", *span) == found
    records.change(desk, register("patents"), second, {"filed_on": "2024-12-01"})
    assert second not in asked(desk, "deadlines-due", *span)
    assert reckoned == [first, second, second]


def test_a_report_finds_what_was_made_ready_for_it(
    desk: Desk, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk, "patents", kind="invention", jurisdiction="CN", filed_on="2024-02-01")
    clock.forward(days=450)
    seen: list[tuple[int, int]] = []
    queries_deadlines.make_ready(desk, ReportPeriod(2027, 2), lambda *far: seen.append(far))
    assert seen == [(0, 1)]
    monkeypatch.setattr(queries_deadlines, "case_of", None)  # nothing is reckoned any more
    assert figures(desk, ReportPeriod(2027, 1), ["L1"]).told[0].now.others
    assert figures(desk, ReportPeriod(2027, 2), ["L1"]).told[0].now is not None


def test_what_is_announced_is_answered_anew_on_its_day(
    desk: Desk, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add(
        desk, "patents", kind="invention", jurisdiction="CN", filed_on="2024-02-01",
        events=[{"event": "exam-requested", "day": "2027-01-20"}],
    )  # fmt: skip
    clock.at = datetime(2027, 1, 15, 9, 30, tzinfo=BEIJING)
    span = (date(2027, 1, 1), date(2027, 6, 30))
    assert asked(desk, "deadlines-met", *span) == []
    with monkeypatch.context() as patch:
        patch.setattr(queries_deadlines, "case_of", None)  # until then it is kept
        assert asked(desk, "deadlines-met", *span) == []
    clock.at = datetime(2027, 2, 15, 9, 30, tzinfo=BEIJING)
    assert asked(desk, "deadlines-met", *span) == [number]


def test_nothing_is_kept_of_what_a_sealed_record_had_to_meet(desk: Desk, clock: SetClock) -> None:
    number = add(desk, "patents", kind="invention", jurisdiction="CN", filed_on="2024-02-01")
    clock.forward(days=450)
    span = (date(2027, 1, 1), date(2027, 6, 30))
    assert asked(desk, "deadlines-due", *span) == [number]
    spills.seal(desk, register("patents"), number, "疑超密级")
    assert rows(desk.workspace.db, "select * from answered") == []
    assert asked(desk, "deadlines-due", *span) == []


def test_figures_are_told_by_level_route_country_and_cost(desk: Desk) -> None:
    """Each row carries the codes of the further fields of its query, and what they are is that of the record."""
    furnish(desk, seed=7)
    period = ReportPeriod(2025)
    told = {each.indicator.code: each.now.rows for each in figures(desk, period, ["D1", "F1", "C1"]).told}
    assert all(told.values())
    held = {
        name: {
            each.number: each for each in Recount(desk, date(2025, 1, 1), date(2025, 12, 31), 0, {}).all(name)
        }
        for name in ("disclosures", "patents")
    }
    for row in told["D1"]:
        assert row.more == (held["disclosures"][row.number].level,)
    for row in told["F1"]:
        right = held["patents"][row.number]
        routed = right.route or right.kind in ("invention", "utility-model", "design", "trademark")
        country = "WO" if right.kind == "pct" else right.jurisdiction or "CN"
        assert row.more == (route_of(right) if routed else "", country)
    for row in told["C1"]:
        assert row.more == (held["patents"][row.number].costs[row.place].what,)


def test_a_country_that_nobody_knows_is_not_named(desk: Desk) -> None:
    """What somebody wrote there may be anything, and a masked edition shows the parts of figures."""
    for number, country in (("A", "美国"), ("B", "张三的国家"), ("C", "")):
        add(desk, "patents", number=number, kind="foreign", jurisdiction=country, filed_on="2025-03-03")
    found = figures(desk, ReportPeriod(2025, 1), ["F1"]).told[0].now
    assert [each.more for each in found.rows] == [("", "US"), ("", ""), ("", "CN")]
    assert {
        name: part.value for name, part in split(indicator(desk, "F1"), found, "jurisdiction").items()
    } == {
        "": 1,
        "CN": 1,
        "US": 1,
    }


def indicator(desk: Desk, code: str) -> Indicator:
    """Return an indicator by its code."""
    found = indicators_in_force(desk)[0].find(code)
    assert found is not None
    return found


def test_one_day_and_one_topic_are_one_session(desk: Desk) -> None:
    rows = {
        "A1": [("2025-03-03", "专利基础", 2), ("2025-03-03", "保密", 1)],
        "A2": [("2025-03-03", " 专利基础", 2), ("2025-03-04", "专利基础", 3)],
        "A3": [],
    }
    for number, held in rows.items():
        training = [{"day": day, "topic": topic, "hours": hours} for day, topic, hours in held]
        given = {"number": number, "name": "钱进", "employment": "permanent", "joined": "2024-01-01"}
        records.add(desk, register("people"), [{"level": "internal", **given, "training": training}])
    told = {each.indicator.code: each.now for each in figures(desk, ReportPeriod(2025, 1)).told}
    assert [(each.number, each.kind) for each in told["T1-sessions"].rows] == [
        ("A1", "专利基础"),
        ("A1", "保密"),
        ("A2", "专利基础"),
    ]
    assert told["T1-head"].value == Decimal("2.67"), "eight hours, three people"
    assert [told[each].value for each in ("T1-attended", "T1")] == [Decimal(4), Decimal(8)]
