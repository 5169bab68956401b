"""What is noticed about the numbers, the ways abroad, the public funds and the use of a right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ipdesk.model.findings import Facts, Linked
from ipdesk.registers.patent_choices import NOT_OF_DEFENCE, RIGHT_COSTS
from ipdesk.registers.patent_course import Happening, case_of
from ipdesk.registers.patent_gate import is_legacy
from ipdesk.registers.patent_rows import AgencyScore, Applicant, Cost, Examination, Priority
from ipdesk.registers.patents import REGISTER, Patent
from tests.registers.rights import PATENT, RIGHTS
from tests.registers.samples import TODAY, Pair, check, found

DECIDED = {
    "review_decision": "cleared",
    "review_decided_on": date(2026, 11, 10),
    "review_by": "国家知识产权局",
}
LEGACY: Mapping[str, Any] = {"disclosure": (), "assessment": (), "legacy_reason": "本系统启用前已申请。"}
ABROAD: Mapping[str, Any] = {"kind": "foreign", "jurisdiction": "US", "route": "paris"}
GRANTED: Mapping[str, Any] = {
    "state": "granted",
    "granted_on": date(2026, 11, 20),
    "grant_number": "ZL202611000001.5",
}
DECLARED: Mapping[str, Any] = {
    "declaration_type": "国家重点研发计划",
    "declaration_programme": "低温光学",
    "declaration_number": "2025YFB0000001",
}


def events(*rows: tuple[str, date] | Happening) -> dict[str, Any]:
    """Return events as the value of their field."""
    made = (row if isinstance(row, Happening) else Happening(event=row[0], day=row[1]) for row in rows)
    return {"events": tuple(made)}


def step(event: str, place: str, day: date = TODAY) -> Happening:
    """Return a step with the country to which it leads."""
    return Happening(event=event, day=day, place=place)


def deal(**values: Any) -> dict[str, Any]:
    """Return a licence of today with some values, and further events."""
    more = values.pop("more", ())
    return events(Happening(**{"event": "licence", "day": TODAY, "ref": "XK-1", **values}), *more)


def answer(event: str, ref: str = "XK-1") -> Happening:
    """Return an event that answers a deal."""
    return Happening(event=event, day=TODAY, ref=ref)


def parent(**told: str) -> dict[str, Any]:
    """Return the link to an earlier application that tells something."""
    linked = {**RIGHTS.linked, ("patents", "ZL-1"): Linked("ZL-1", "热链", "filed", dict(told))}
    return {"parents": ("ZL-1",), "facts": replace(RIGHTS, linked=linked)}


OPEN = ("open-licence", TODAY)
PAIRS: tuple[Pair, ...] = (
    ("number-check", {"application_number": "202611000001.4"}, {"application_number": "ZL 2026 1100 0001 5"}),
    ("number-check", {"application_number": "202611000001"}, {"application_number": "示例-1"}),
    (
        "number-form",
        {"application_number": "20261100001.5"},
        {"application_number": "20261100001.5", **ABROAD},
    ),
    ("number-kind", {"kind": "utility-model"}, {"kind": "secret"}),
    ("number-route", {"route": "pct"}, {"route": "direct"}),
    (
        "number-year",
        {"filed_on": date(2025, 11, 20)},
        {"filed_on": date(2025, 11, 20), "route": "divisional"},
    ),
    ("grant-number", {"grant_number": "ZL202611000002.2"}, {"grant_number": "202611000001.5"}),
    ("grant-number-letter", {"grant_number": "CN100000001U"}, {"grant_number": "CN100000001B"}),
    (
        "publication-number-letter",
        {"publication_number": "CN100000001S"},
        {"publication_number": "CN100000001A"},
    ),
    (
        "right-twice",
        {"facts": replace(RIGHTS, shared={("application_number",): ("ZL-2026-0009",)})},
        {},
    ),
    (
        "priority-differs",
        {
            "priorities": (
                Priority(number="1", day=date(2026, 1, 5)),
                Priority(number="2", day=date(2026, 1, 2)),
            )
        },
        {"priorities": (Priority(day=date(2026, 1, 2)),), "priority_on": date(2026, 1, 2)},
    ),
    ("review-undecided", ABROAD, {**ABROAD, **DECIDED}),
    ("review-undecided", {**ABROAD, "kind": "pct"}, {**ABROAD, "kind": "pct", "jurisdiction": "CN"}),
    ("review-undecided", events(("filed-abroad", TODAY)), {**events(("filed-abroad", TODAY)), **DECIDED}),
    (
        "review-undecided",
        {**ABROAD, **parent(kind="invention")},
        {
            **ABROAD,
            **parent(review_decision="cleared", review_decided_on="2026-11-10", review_by="国家知识产权局"),
        },
    ),
    *(
        ("review-undecided", {**ABROAD, **DECIDED, name: value}, {**ABROAD, **DECIDED})
        for name, value in {
            "review_by": " ",
            "review_decided_on": TODAY + timedelta(1),
            "review_decision": "",
        }.items()
    ),
    (
        "review-undecided",
        {**ABROAD, **parent(review_decision="cleared")},
        {**ABROAD, "review_decision": "exempt"},
    ),
    ("review-undecided", events(step("entered", "US")), events(step("entered", "CN"))),
    ("review-undecided", events(step("filed-abroad", "")), events(step("filed-abroad", "PCT"))),
    (
        "review-undecided",
        {"kind": "pct", **events(step("entered", ""))},
        {"route": "pct", **events(step("entered", ""))},
    ),
    (
        "review-undecided",
        {**ABROAD, **events(("secrecy-requested", date(2025, 1, 1)))},
        {**ABROAD, "kind": "design"},
    ),
    ("review-awaited", {"kind": "pct"}, {"kind": "pct", **DECIDED}),
    ("review-awaited", {"countries": "US、EP"}, {"countries": "CN"}),
    ("review-barred", {**ABROAD, **parent(review_decision="barred")}, {"review_decision": "barred"}),
    (
        "review-barred",
        {"review_decision": "barred", **events(step("entered", "US"))},
        {"review_decision": "barred"},
    ),
    ("review-exempt", {"review_decision": "exempt"}, {**ABROAD, "review_decision": "exempt"}),
    (
        "review-exempt",
        {**ABROAD, "review_decision": "exempt", **parent(kind="invention")},
        {**ABROAD, "review_decision": "exempt", **parent(kind="design")},
    ),
    ("review-incomplete", {"review_decision": "cleared"}, DECIDED),
    (
        "review-incomplete",
        events(("secrecy-decision", TODAY)),
        {**events(("secrecy-decision", TODAY)), **DECIDED},
    ),
    (
        "abroad-too-early",
        {**DECIDED, **events(step("entered", "US", date(2026, 11, 9)))},
        {**DECIDED, **events(step("entered", "US", date(2026, 11, 10)))},
    ),
    ("funding-unanswered", {"state": "ordered", "funded": None}, {"funded": None}),
    (
        "funding-unanswered",
        {"state": "ordered", "funded": None},
        {"state": "ordered", "funded": None, **LEGACY},
    ),
    ("funding-undeclared", {"funded": True}, {"funded": True, **DECLARED}),
    (
        "funding-undated",
        {"funded": True, **DECLARED},
        {"funded": True, **DECLARED, "declared_on": date(2026, 11, 20)},
    ),
    (
        "fiscal-for-researcher",
        {"costs": (Cost(amount=Decimal(900), payer="researcher", funds="fiscal"),)},
        {"costs": (Cost(amount=Decimal(0), payer="researcher", funds="fiscal"),)},
    ),
    (
        "funds-unknown",
        {"costs": (Cost(amount=Decimal(900)),)},
        {"costs": (Cost(amount=Decimal(900), funds="own"),)},
    ),
    (
        "payer-unknown",
        {"costs": (Cost(amount=Decimal(900), funds="fiscal"),)},
        {"costs": (Cost(amount=Decimal(900), funds="fiscal", payer="laboratory"),)},
    ),
    ("open-before-grant", events(OPEN), {**GRANTED, **events(OPEN)}),
    ("open-before-grant", events(OPEN), events(OPEN, ("open-licence-ended", TODAY))),
    (
        "open-unreported",
        {"kind": "design", **events(OPEN)},
        {"kind": "design", **events(OPEN, ("report-issued", TODAY))},
    ),
    (
        "open-beside-exclusive",
        deal(licence="sole", more=[OPEN]),
        deal(licence="sole", more=[OPEN, answer("licence-ended")]),
    ),
    (
        "open-pledged",
        events(("pledged", TODAY), OPEN),
        events(("pledged", TODAY), OPEN, answer("consented", "")),
    ),
    (
        "open-unpaid",
        events(("fee-notice", TODAY), OPEN),
        events(("fee-notice", TODAY - timedelta(9)), ("fee-paid", TODAY), OPEN),
    ),
    (
        "owners-unasked",
        {"applicants": (Applicant(party="甲"), Applicant(party="乙")), **deal(licence="exclusive")},
        {"applicants": (Applicant(party="甲"), Applicant(party="乙")), **deal(licence="plain")},
    ),
    (
        "outbound-unreviewed",
        deal(licence="exclusive", place="US"),
        deal(licence="exclusive", place="US", more=[answer("outbound-reviewed")]),
    ),
    (
        "outbound-unreviewed",
        deal(event="transferred", place="DE", more=[answer("outbound-reviewed", "XK-2")]),
        deal(event="transferred", place="CN"),
    ),
    ("export-unreviewed", deal(licence="plain", place="US"), deal(licence="exclusive", place="US")),
    (
        "authority-unasked",
        {"funded": True, **deal(licence="exclusive")},
        {"funded": True, **deal(licence="exclusive", more=[answer("authority-approved")])},
    ),
    (
        "high-value-unmarked",
        {**GRANTED, "filed_on": date(2014, 1, 1)},
        {**GRANTED, "filed_on": date(2014, 1, 1), "high_value": ("kept",)},
    ),
    ("end-missing", {}, {"ended_on": TODAY, "end_reason": "abandoned"}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(PATENT, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


@pytest.mark.parametrize("name", ["review-undecided", "end-missing", "grant-missing"])
def test_what_was_filed_before_the_desk_is_asked_for_and_not_stopped(name: str) -> None:
    of_old = {**ABROAD, **LEGACY, "state": "granted"}
    over = {**of_old, "state": "ended"}
    held = found(PATENT, **(over if name == "end-missing" else of_old))
    assert (held[name].severity, held[name].blocks) == ("warn", ())
    new = found(PATENT, **{**of_old, "filed_on": RIGHTS.started})
    assert new["review-undecided"].blocks


def test_a_step_abroad_of_before_the_desk_is_told_and_one_since_then_blocks() -> None:
    held = found(PATENT, **events(step("filed-abroad", "US", date(2026, 11, 20))))["review-undecided"]
    assert (held.severity, held.blocks) == ("warn", ())
    held = found(PATENT, **events(step("filed-abroad", "US", date(2026, 11, 21))))["review-undecided"]
    assert (held.field, held.blocks) == ("events[0].event", ("filed", "granted"))


def test_no_time_that_passes_opens_the_way_abroad() -> None:
    """A request years ago and silence since is no decision."""
    waiting = {**ABROAD, "review_requested_on": date(2020, 1, 1)}
    assert found(PATENT, **waiting, facts=replace(RIGHTS, today=date(2036, 1, 1)))["review-undecided"].blocks


def test_a_disclosure_that_asks_for_the_declaration_contradicts_a_right_that_denies_it() -> None:
    origin = {"declared": "yes"}
    facts = replace(RIGHTS, linked={("disclosures", "PL-1"): Linked("PL-1", "热链", "accepted", origin)})
    denied = found(PATENT, funded=False, disclosure=("PL-1",), facts=facts)
    assert (denied["funding-contradicted"].severity, denied["funding-contradicted"].blocks) == ("warn", ())
    assert "funding-contradicted" not in found(PATENT, funded=True, disclosure=("PL-1",), facts=facts)
    assert "funding-contradicted" not in found(
        PATENT, funded=False, disclosure=("PL-2026-0012",), facts=RIGHTS
    )


def test_a_right_already_filed_is_not_stopped_for_its_declaration() -> None:
    assert found(PATENT, funded=True)["funding-undeclared"].blocks == ()
    assert found(PATENT, funded=True, state="ordered")["funding-undeclared"].blocks == ("filed",)


@pytest.mark.parametrize(
    ("name", "value"),
    {
        "parents": ("ZL-1",),
        "priorities": (Priority(number="1"),),
        "examinations": (Examination(mode="priority"),),
        "publication_number": "CN1A",
        "published_on": TODAY,
        "high_value": ("award",),
        "agency_scores": (AgencyScore(by="解敏"),),
        "review_requested_on": TODAY,
        "review_decision": "cleared",
        "review_decided_on": TODAY,
        "review_number": "1",
        "declaration_programme": "某项目",
        "costs": (Cost(note="某装置"),),
    }.items(),
)
def test_of_a_defence_patent_the_number_alone_is_kept(name: str, value: object) -> None:
    bare = {"kind": "defence", "level": "classified", "countries": "", "instructions": ""}
    assert "defence-content" not in found(PATENT, **bare)
    assert "defence-content" in found(PATENT, **bare, **{name: value})


def test_every_field_kept_from_defence_patents_exists() -> None:
    assert all(REGISTER.field(name) for name in NOT_OF_DEFENCE)


def test_legacy_needs_a_reason_a_day_and_nothing_of_this_desk() -> None:
    old: Any = replace(PATENT, **LEGACY)
    assert is_legacy(old, RIGHTS)
    for began in (None, old.filed_on):
        assert not is_legacy(old, replace(RIGHTS, started=began))
    for change in ({"legacy_reason": " "}, {"filed_on": None}, {"assessment": PATENT.assessment}):
        assert not is_legacy(replace(old, **change), RIGHTS)
    assert is_legacy(replace(old, assessment=("PG-1",)), RIGHTS), "a number that is not here is one of before"


def test_fields_are_events_to_the_rules_unless_a_row_tells_more() -> None:
    record: Any = replace(
        PATENT, published_on=TODAY, review_requested_on=TODAY, **events(("published", TODAY - timedelta(1)))
    )
    told = {(each.kind, each.day) for each in case_of(record).events}
    assert told == {("published", TODAY - timedelta(1)), ("secrecy-requested", TODAY)}


def test_after_an_end_without_a_day_nothing_more_falls_due() -> None:
    record: Any = replace(PATENT, state="ended", **events(("fee-paid", date(2026, 11, 21))))
    assert [each.day for each in case_of(record).events if each.kind == "ended"] == [date(2026, 11, 21)]
    assert not [each for each in case_of(replace(record, state="granted")).events if each.kind == "ended"]


def test_an_earlier_application_that_is_barred_outweighs_one_that_is_cleared() -> None:
    linked = {
        ("patents", "ZL-1"): Linked("ZL-1", "", "filed", {"review_decision": "cleared"}),
        ("patents", "ZL-2"): Linked("ZL-2", "", "filed", {"review_decision": "barred"}),
    }
    facts = replace(RIGHTS, linked={**RIGHTS.linked, **linked})
    assert "review-barred" in found(PATENT, **ABROAD, parents=("ZL-1", "ZL-2"), facts=facts)


def test_what_was_paid_is_never_for_all_costs() -> None:
    assert "all" not in {each.code for each in RIGHT_COSTS}


def test_an_empty_right_is_looked_at_without_error() -> None:
    assert list(REGISTER.findings(Patent(), Facts(today=TODAY)))
