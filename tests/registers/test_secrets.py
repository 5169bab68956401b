"""Technical secrets: recognised by a second person when all three elements are found, reviewed every year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ipdesk.model.findings import Facts, Leaver, Linked
from ipdesk.model.kinds import LongText
from ipdesk.model.record import WITHDRAWN, fields_of, is_content
from ipdesk.model.register import missing
from ipdesk.registers.secret_findings import DAYS_IN_ORDER, DAYS_PAST, ELEMENTS
from ipdesk.registers.secret_keeping import is_late
from ipdesk.registers.secret_rows import Access, Incident, Review
from ipdesk.registers.secrets import REGISTER, Secret
from tests.registers.rights import KEPT, RIGHTS, SECRET
from tests.registers.samples import TODAY, Pair, check, found

RECOGNISED = date(2026, 11, 16)
NEXT_YEAR = date(2027, 11, 16)
FOUND = date(2026, 11, 20)


def assessed(outcome: str) -> dict[str, object]:
    """Return facts in which the linked assessment came to another outcome."""
    other = Linked(KEPT.number, KEPT.title, KEPT.state, {**KEPT.facts, "outcome": outcome})
    return {"facts": replace(RIGHTS, linked={**RIGHTS.linked, ("assessments", KEPT.number): other})}


def known(since: date, until: date) -> dict[str, object]:
    """Return an access list of one person."""
    return {"access": (Access(name="单雨桐", since=since, until=until),)}


def knows(*, left_on: date = date(2026, 10, 1), reason: str = "研发", **row: Any) -> dict[str, object]:
    """Return an access list of somebody who left on a day."""
    leaver = Leaver("单雨桐", "A0117", left_on)
    listed = replace(Access(name="单雨桐", since=date(2026, 3, 2), reason=reason), **row)
    return {"access": (listed,), "facts": replace(RIGHTS, leavers=(leaver,))}


def reviewed(**row: Any) -> dict[str, object]:
    """Return one review of a year later, complete but for what is given, with the next one set a year on."""
    whole = Review(
        day=NEXT_YEAR, by="解敏", still_secret=True, of_value=True, kept=True, result="keep", next=date(2028, 11, 16)
    )  # fmt: skip
    facts: Facts = replace(RIGHTS, today=date(2027, 11, 20))
    return {"reviews": (replace(whole, **row),), "review_on": date(2028, 11, 16), "facts": facts}


def leaked(**row: Any) -> dict[str, object]:
    """Return an incident of two days ago in which no state secret is involved and which was reported."""
    whole = Incident(found_on=FOUND, found_at="09:00", kind="lost", state_secret=False, reported_on=FOUND)
    return {"incidents": (replace(whole, **row),)}


PAIRS: tuple[Pair, ...] = (
    ("state-secret", {"level": "classified"}, {}),
    ("state-secret", {"classification": "secret"}, {}),
    ("grade-missing", {"grade": ""}, {}),
    ("grade-missing", {"level": "internal"}, {"level": "classified"}),
    ("no-state-secret", {}, {"state": "released"}),
    ("element-missing", {"has_value": None}, {}),
    ("measures-missing", {"measures": ()}, {}),
    ("recognised-elsewhere", {"recognised_on": RIGHTS.started}, {}),
    (
        "recognised-elsewhere",
        {"facts": replace(RIGHTS, started=None)},
        {"recognised_on": RIGHTS.started, "created": "2026-11-21T01:00:00.000000Z"},
    ),
    ("recogniser", {"recognised_by": ""}, {}),
    ("recogniser", {"recognised_by": "解 敏"}, {"recognised_by": "解敏敏"}),
    (
        "access-order",
        known(date(2026, 3, 2), date(2026, 3, 1)),
        known(date(2026, 3, 2), date(2026, 3, 2)),
    ),
    ("review", {"review_on": None}, {"review_on": None, "state": "proposed"}),
    ("element-words", {"value_words": ""}, {"value_words": "", "has_value": None}),
    ("access-basis", knows(left_on=date(2026, 12, 1), reason=""), knows(left_on=date(2026, 12, 1))),
    ("access-leaver", knows(), knows(until=date(2026, 10, 1))),
    ("access-leaver", knows(left_on=TODAY), knows(left_on=TODAY + timedelta(1))),
    ("worth-incomplete", {"worth": Decimal(5), "worth_on": TODAY}, {"worth_on": TODAY}),
    ("term-ended", {"term_ends": TODAY - timedelta(1)}, {"term_ends": TODAY}),
    ("review-incomplete", reviewed(kept=None), reviewed()),
    ("review-contradiction", reviewed(of_value=False), reviewed(of_value=False, result="release")),
    ("review-release", reviewed(result="release"), reviewed(result="release") | {"state": "released"}),
    ("review-next", reviewed(next=date(2028, 11, 1)), reviewed(next=None)),
    ("incident-regime", leaked(state_secret=None), leaked()),
    ("incident-report", leaked(reported_on=None), leaked()),
    ("leak-report", leaked(state_secret=True, reported_on=None), leaked(reported_on=None)),
    (
        "leak-report",
        leaked(state_secret=True, reported_on=FOUND + timedelta(1), reported_at="9：01"),
        leaked(state_secret=True, reported_on=FOUND + timedelta(1), reported_at="9时"),
    ),
    ("assessment-outcome", assessed("file-cn"), assessed("technical-secret")),
    ("assessment-outcome", assessed(""), {"assessment": ()}),
    ("link-unknown", {"assessment": ("PG-9",)}, {}),
    ("days-order", {"proposed_on": date(2026, 11, 17)}, {"proposed_on": date(2026, 11, 16)}),
    ("day-ahead", {"since": TODAY + timedelta(1)}, {"since": TODAY}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(SECRET, pair)
    assert (finding.clears is None) == (finding.id == "no-state-secret")
    assert bool(finding.blocks) == (finding.severity == "block")


def test_a_complete_secret_is_reminded_of_its_review_and_of_the_star() -> None:
    assert {name: each.severity for name, each in found(SECRET).items()} == {"no-state-secret": "info"}
    assert "review" not in found(SECRET, review_on=NEXT_YEAR)  # the rule of the yearly review says so
    assert [each.field for each in missing(REGISTER, SECRET)] == ["released_on", "release_reason"]


@pytest.mark.parametrize(("level", "classification"), [("classified", ""), ("internal", "secret")])
def test_of_what_may_be_a_state_secret_nothing_is_asked_that_belongs_to_the_other_regime(
    level: str, classification: str
) -> None:
    secret = replace(SECRET, level=level, classification=classification)
    bare = replace(secret, measures=(), unknown_to_public=None, access=(), recognised_by="")
    ids = set(found(bare))
    assert "state-secret" in ids
    assert not ids & {"measures-missing", "recogniser", "no-state-secret", "review"}
    assert not any(each.field in ELEMENTS for each in found(bare).values())


def test_a_withdrawn_secret_is_left_alone() -> None:
    assert found(Secret(state=WITHDRAWN)) == {}


@pytest.mark.parametrize("name", ELEMENTS)
@pytest.mark.parametrize("answer", [None, False])
def test_each_element_has_to_be_found(name: str, answer: bool | None) -> None:
    finding = found(SECRET, state="proposed", **{name: answer})["element-missing"]
    assert (finding.field, finding.blocks) == (name, ("recognised",))
    assert finding.basis.document == "反不正当竞争法"


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (RECOGNISED, "warn"),
        (TODAY - timedelta(1), "warn"),
        (TODAY, "info"),
        (NEXT_YEAR - timedelta(1), "info"),
        (NEXT_YEAR + timedelta(1), "warn"),
    ],
)
def test_the_review_is_due_once_a_year(day: date, severity: str) -> None:
    finding = found(SECRET, review_on=day)["review"]
    assert (finding.due, finding.severity) == (day, severity)


def test_nothing_required_is_asked_of_a_proposal() -> None:
    assert {each.blocks[0] for each in missing(REGISTER, Secret(state="proposed"))} == {
        "recognised",
        "released",
    }


def test_it_is_recognised_only_by_moves_that_are_checked() -> None:
    into = [each for each in REGISTER.states.moves if each.target == "recognised"]
    assert len(into) == 2
    assert all(not each.unchecked and each.by_another and each.roles == ("reviewer",) for each in into)


def test_the_register_has_no_field_for_the_content_of_a_secret() -> None:
    for each in fields_of(Secret):
        assert not isinstance(each.kind, LongText)
        assert not is_content(each.kind)


def test_a_reviewer_may_record_the_recognition() -> None:
    assert {*ELEMENTS, "recognised_by", "recognised_on", "released_on"} <= REGISTER.office_fields()


@pytest.mark.parametrize(("earlier", "later"), DAYS_IN_ORDER)
def test_every_pair_of_days_is_compared(earlier: str, later: str) -> None:
    ordered = {earlier: date(2026, 3, 2), later: date(2026, 3, 2)}
    assert "days-order" not in found(Secret(), **ordered)
    assert found(Secret(), **{**ordered, later: date(2026, 3, 1)})["days-order"].field == later


@pytest.mark.parametrize("name", DAYS_PAST)
def test_no_past_event_lies_ahead(name: str) -> None:
    assert found(Secret(), **{name: TODAY + timedelta(1)})["day-ahead"].field == name


@pytest.mark.parametrize(
    ("days", "reported_at", "late"),
    [
        (0, "", False),
        (1, "09:00", False),
        (1, "09:01", True),
        (1, "", None),
        (2, "", True),
        (1, "25:00", None),
    ],
)
def test_a_report_is_late_after_24_hours(days: int, reported_at: str, late: bool | None) -> None:
    row = Incident(
        found_on=FOUND, found_at="09:00", reported_on=FOUND + timedelta(days), reported_at=reported_at
    )
    assert is_late(row) is late


def test_the_24_hours_are_law_for_state_secrets_alone() -> None:
    finding = found(SECRET, **leaked(state_secret=True, reported_on=None))["leak-report"]
    assert (finding.basis.article, finding.basis.confidence, finding.due) == (
        "第六十一条",
        "C",
        date(2026, 11, 21),
    )
    finding = found(SECRET, **leaked(reported_on=None))["incident-report"]
    assert (finding.basis.confidence, finding.due) == ("P", None)


def test_facts_tell_days_as_text() -> None:
    assert REGISTER.facts(SECRET)["review_on"] == "2027-11-16"
    assert REGISTER.facts(Secret())["review_on"] == ""
