"""Findings on events that touch novelty, day by day and host by host."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Finding
from ipdesk.model.text import Message
from ipdesk.registers.disclosure_choices import EVENT_KINDS, HOSTS
from ipdesk.registers.disclosure_novelty import GRACE_MONTHS, URGENT_DAYS, grace_case
from ipdesk.registers.disclosure_rows import NoveltyEvent
from tests.registers.samples import DISCLOSURE, TODAY, Pair, check, event, found, with_facts

PAST = date(2026, 9, 1)
VERDICTS = {"event-urgent", "novelty-lost", "grace-open", "grace-over"}
PRESCRIBED = {"kind": "meeting-talk", "host": "national-society"}

PAIRS: tuple[Pair, ...] = (
    ("event-incomplete", {"events": event(kind="preprint")}, {"events": event(kind="preprint", day=PAST)}),
    (
        "event-urgent",
        {"events": event(kind="paper-online", day=TODAY + timedelta(URGENT_DAYS))},
        {"events": event(kind="paper-online", day=TODAY + timedelta(URGENT_DAYS + 1))},
    ),
    (
        "event-ahead",
        {"events": event(kind="paper-online", day=TODAY + timedelta(URGENT_DAYS + 1))},
        {"events": event(kind="paper-online", day=TODAY + timedelta(URGENT_DAYS + 1), confidential=True)},
    ),
    (
        "event-unconfirmed",
        {"events": event(kind="exhibition", day=PAST, planned=True)},
        {"events": event(kind="exhibition", day=PAST, planned=False)},
    ),
    (
        "event-cover-unknown",
        {"events": event(kind="paper-submitted", day=PAST)},
        {"events": event(kind="paper-submitted", day=PAST, confidential=True)},
    ),
    (
        "novelty-lost",
        {"events": event(kind="paper-printed", day=PAST)},
        {"events": event(kind="paper-printed", day=PAST, confidential=True)},
    ),
    (
        "grace-open",
        {"events": event(**PRESCRIBED, day=add_months(TODAY, -6))},
        {"events": event(**PRESCRIBED, day=add_months(TODAY, -6) - timedelta(1))},
    ),
    (
        "grace-over",
        {"events": event(**PRESCRIBED, day=add_months(TODAY, -6) - timedelta(1))},
        {"events": event(**PRESCRIBED, day=add_months(TODAY, -6))},
    ),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(DISCLOSURE, pair)
    assert finding.clears is not None
    assert finding.field.startswith("events[0].")
    assert bool(finding.blocks) == (finding.severity == "block")


def only(**values: Any) -> Finding:
    """Return the one finding of a disclosure with one event."""
    (finding,) = found(DISCLOSURE, events=event(**values)).values()
    return finding


@pytest.mark.parametrize(
    ("kind", "host", "number"),
    [
        ("emergency", "", 1),
        ("exhibition", "recognised-exhibition", 2),
        ("exhibition", "national-society", None),
        ("meeting-abstract", "state-council", 3),
        ("meeting-poster", "recognised-body", 3),
        ("meeting-talk", "other", None),
        ("meeting-talk", "recognised-exhibition", None),
        ("leak", "other", 4),
        ("paper-online", "national-society", None),
        ("preprint", "state-council", None),
        ("thesis-public", "", None),
        ("website", "state-council", None),
    ],
)
def test_case_of_article_24(kind: str, host: str, number: int | None) -> None:
    case = grace_case(NoveltyEvent(kind=kind, host=host))
    assert (case.number if case else None) == number


@pytest.mark.parametrize("kind", ["meeting-talk", "exhibition"])
def test_an_unknown_host_leaves_the_case_open_and_asks_for_it(kind: str) -> None:
    case = grace_case(NoveltyEvent(kind=kind))
    assert case is not None
    assert not case.sure
    finding = only(kind=kind, day=PAST)
    assert finding.id == "grace-open"
    assert finding.clears is not None
    assert finding.clears.id.startswith("Say who hosted it")


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        (PRESCRIBED, "File by {last}, declare it at filing"),
        ({"kind": "exhibition", "host": "recognised-exhibition"}, "File by {last}, declare it at filing"),
        ({"kind": "leak"}, "File by {last} and keep the proof ready"),
        ({"kind": "emergency"}, "File by {last} and keep the proof ready"),
    ],
)
def test_declaration_and_two_months_for_cases_two_and_three_only(values: dict[str, str], begins: str) -> None:
    clears = only(**values, day=PAST).clears
    assert clears is not None
    assert clears.id.startswith(begins)
    assert clears.args == {"last": date(2027, 3, 1)}


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 5, 22), date(2026, 11, 22)),  # a Sunday, and not rolled
        (date(2026, 11, 22), date(2027, 5, 22)),
    ],
)
def test_the_last_safe_day_is_the_raw_day(day: date, last: date) -> None:
    assert only(**PRESCRIBED, day=day).message.args["last"] == last


def test_an_event_of_today_is_past_unless_it_is_still_planned() -> None:
    assert only(kind="website", day=TODAY).id == "novelty-lost"
    planned = only(kind="website", day=TODAY, planned=True)
    assert planned.id == "event-urgent"
    assert planned.message.args["left"] == 0


def test_an_event_planned_in_the_past_counts_as_held() -> None:
    ids = set(found(DISCLOSURE, events=event(kind="website", day=PAST, planned=True)))
    assert ids == {"event-unconfirmed", "novelty-lost"}


@pytest.mark.parametrize("kind", ["paper-submitted", "thesis-submitted", "grant-proposal", "sample"])
def test_a_quiet_event_is_public_once_secrecy_is_denied(kind: str) -> None:
    assert only(kind=kind, day=PAST, confidential=False).id == "novelty-lost"


def test_software_alone_does_not_hang_on_novelty() -> None:
    events = event(kind="code-release", day=PAST)
    assert "novelty-lost" not in found(DISCLOSURE, types=("software", "data"), events=events)
    assert "novelty-lost" in found(DISCLOSURE, types=("software", "invention"), events=events)
    assert "novelty-lost" in found(DISCLOSURE, types=(), events=events)


def test_a_closed_disclosure_is_no_longer_urgent() -> None:
    assert found(DISCLOSURE, state="closed", events=event(kind="website", day=TODAY + timedelta(3))) == {}


def test_each_event_is_judged_alone() -> None:
    events = (*event(kind="leak", day=PAST), *event(kind="preprint", day=PAST))
    fields = {each.id: each.field for each in found(DISCLOSURE, events=events).values()}
    assert fields == {"grace-open": "events[0].day", "novelty-lost": "events[1].day"}


def test_the_message_names_the_event_and_the_case() -> None:
    args = only(**PRESCRIBED, day=PAST).message.args
    assert args["event"] == Message("Conference talk")
    assert args["number"] == Message("3")


@pytest.mark.parametrize(
    ("values", "name", "due"),
    [
        ({"kind": "website", "day": TODAY + timedelta(3)}, "event-urgent", TODAY + timedelta(3)),
        ({"kind": "website", "day": TODAY + timedelta(90)}, "event-ahead", TODAY + timedelta(90)),
        ({"kind": "sample", "day": TODAY}, "event-cover-unknown", TODAY),
        ({"kind": "sample", "day": PAST}, "event-cover-unknown", None),
        ({"kind": "website", "day": PAST, "planned": True}, "event-unconfirmed", PAST),
        ({"kind": "website", "day": PAST}, "novelty-lost", None),
        ({**PRESCRIBED, "day": PAST}, "grace-open", date(2027, 3, 1)),
        ({**PRESCRIBED, "day": date(2026, 1, 5)}, "grace-over", date(2026, 7, 5)),
    ],
)
def test_what_can_still_be_done_in_time_names_its_day(
    values: dict[str, Any], name: str, due: date | None
) -> None:
    assert found(DISCLOSURE, events=event(**values))[name].due == due


def test_six_months_that_are_over_are_due_until_another_route_is_chosen() -> None:
    over = event(**PRESCRIBED, day=date(2026, 1, 5))
    assert found(DISCLOSURE, events=over, route="patent")["grace-over"].due == date(2026, 7, 5)
    assert found(DISCLOSURE, events=over, route="secret")["grace-over"].due is None


days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
codes = st.sampled_from([option.code for option in EVENT_KINDS])
hosts = st.sampled_from(["", *(option.code for option in HOSTS)])


@given(kind=codes, host=hosts, day=days, today=days, planned=st.sampled_from([None, True, False]))
def test_every_uncovered_event_gets_one_verdict_or_lies_far_ahead(
    kind: str, host: str, day: date, today: date, planned: bool | None
) -> None:
    facts = with_facts(today=today)
    record = {"events": event(kind=kind, host=host, day=day, planned=planned, confidential=False)}
    verdicts = VERDICTS.intersection(found(DISCLOSURE, facts=facts, **record))
    if (day - today).days > URGENT_DAYS:
        assert verdicts == set()
    else:
        assert len(verdicts) == 1
    if "grace-open" in verdicts:
        assert day <= today <= add_months(day, GRACE_MONTHS)


@given(kind=codes, day=days, today=days)
def test_confidentiality_silences_every_event(kind: str, day: date, today: date) -> None:
    events = event(kind=kind, day=day, confidential=True)
    ids = set(found(DISCLOSURE, facts=with_facts(today=today), events=events))
    assert ids <= {"day-ahead"}
