"""Patents and applications: nothing is filed or granted past the gate of its assessment, on whatever way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.model.findings import Facts, Linked
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import missing
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.patent_choices import KINDS, OUTCOMES_OF, UNASSESSED
from ipdesk.registers.patent_findings import DAYS_IN_ORDER, DAYS_PAST, URGENT_DAYS
from ipdesk.registers.patent_gate import GATED
from ipdesk.registers.patent_rows import Applicant, Inventor
from ipdesk.registers.patents import REGISTER, Patent
from tests.registers.rights import ASSESSED, DISCLOSED, PATENT, RIGHTS
from tests.registers.samples import TODAY, Pair, check, found

UNLINKED: Mapping[str, Any] = {"disclosure": (), "assessment": ()}
CLEARED: Mapping[str, Any] = {
    "review_decision": "cleared",
    "review_decided_on": date(2026, 11, 19),
    "review_by": "国家知识产权局",
}
LEGACY: Mapping[str, Any] = {**UNLINKED, "legacy_reason": "本系统启用前已申请。"}
ORDERED: Mapping[str, Any] = {"state": "ordered", "filed_on": None, "application_number": ""}
DEFENCE: Mapping[str, Any] = {"kind": "defence", "level": "classified", "countries": "", "instructions": ""}


def assessed(state: str = ASSESSED.state, **told: str) -> dict[str, Any]:
    """Return facts in which the linked assessment tells something else."""
    other = Linked(ASSESSED.number, ASSESSED.title, state, {**ASSESSED.facts, **told})
    return {"facts": replace(RIGHTS, linked={**RIGHTS.linked, ("assessments", ASSESSED.number): other})}


def brought(**told: str) -> dict[str, Any]:
    """Return facts in which a ledger brought the linked assessment, decided before the desk."""
    return assessed(gates="", elsewhere="yes", **told)


def handed_in(day: str) -> dict[str, Any]:
    """Return facts in which the linked disclosure was handed in on a day."""
    other = replace(DISCLOSED, facts={"submitted": day})
    return {"facts": replace(RIGHTS, linked={**RIGHTS.linked, ("disclosures", DISCLOSED.number): other})}


def halves(first: str, second: str | None) -> tuple[Applicant, ...]:
    """Return two applicants with shares."""
    parts = (Decimal(first), Decimal(second) if second else None)
    return tuple(Applicant(party="某所", share=part) for part in parts)


PAIRS: tuple[Pair, ...] = (
    ("assessment-missing", {"assessment": ()}, {}),
    ("nothing-assessed", UNLINKED, LEGACY),
    ("nothing-assessed", {**UNLINKED, "legacy_reason": " "}, {**UNLINKED, "kind": "trademark"}),
    ("legacy", LEGACY, {**LEGACY, "assessment": ("PG-2026-0003",)}),
    (
        "legacy",
        {**LEGACY, "disclosure": PATENT.disclosure},
        {**LEGACY, "disclosure": PATENT.disclosure, **handed_in("2026-11-21")},
    ),
    ("legacy", {"legacy_reason": "旧", **brought()}, {"legacy_reason": "旧"}),
    ("assessment-elsewhere", {"filed_on": date(2026, 11, 21), **brought()}, brought()),
    ("legacy-after-start", {**LEGACY, "filed_on": date(2026, 11, 21)}, LEGACY),
    (
        "legacy-after-start",
        {**LEGACY, "facts": replace(RIGHTS, started=None)},
        {**LEGACY, "created": "2026-11-30T16:00:00.000000Z"},
    ),
    ("legacy-undated", {**LEGACY, "filed_on": None}, LEGACY),
    ("assessment-unknown", {"assessment": ("PG-2026-0099",)}, {}),
    ("assessment-withdrawn", assessed(WITHDRAWN), {}),
    ("assessment-gates", assessed(gates="failed"), assessed(gates="passed")),
    ("assessment-gates", assessed(gates="open"), {**assessed(gates="open"), "kind": "trademark"}),
    ("assessment-undecided", assessed(decided="no"), assessed(decided="yes")),
    ("assessment-outcome", assessed(outcome="technical-secret"), assessed(outcome="file-pct")),
    ("assessment-outcome", assessed(outcome=""), {}),
    ("assessment-kind", assessed(outcome="defence-patent"), assessed(outcome="technical-secret")),
    ("assessment-kind", {"kind": "pct"}, {"kind": "pct", **assessed(outcome="file-pct")}),
    (
        "assessment-lapsed",
        {**ORDERED, **assessed(lapses_on="2026-11-21")},
        {**ORDERED, **assessed(lapses_on="2026-11-22")},
    ),
    (
        "assessment-lapsed",
        {"state": "ordered", **assessed(lapses_on="2026-11-19")},
        {"state": "filed", **assessed(lapses_on="2026-11-19")},
    ),
    ("assessment-late", assessed(decided_on="2026-11-21"), assessed(decided_on="2026-11-20")),
    ("disclosure-unassessed", assessed(disclosure="PL-2026-0011"), assessed(disclosure="PL-1、PL-2026-0012")),
    (
        "needed-by",
        {**ORDERED, "urgent_by": TODAY + timedelta(URGENT_DAYS + 1)},
        {"urgent_by": TODAY},
    ),
    ("applicants-shares", {"applicants": halves("60", "39.9999")}, {"applicants": halves("60", "40")}),
    ("applicants-shares", {"applicants": halves("100", None)}, {"applicants": (Applicant(party="某所"),)}),
    (
        "inventors-shares",
        {"inventors": (Inventor(name="单雨桐", share=Decimal("99")),)},
        {"inventors": (Inventor(name="单雨桐", share=Decimal("100")),)},
    ),
    ("level-open", {"kind": "secret"}, {"kind": "secret", "level": "classified"}),
    ("level-open", {"kind": "defence"}, {"kind": "invention"}),
    ("defence-content", {**DEFENCE, "instructions": "按附件办理。"}, DEFENCE),
    ("grant-missing", {"granted_on": TODAY}, {"granted_on": TODAY, "grant_number": "CN 1 B"}),
    ("link-unknown", {"projects": ("KY-1",)}, {}),
    ("days-order", {"priority_on": date(2026, 11, 21)}, {"priority_on": date(2026, 11, 20)}),
    ("day-ahead", {"filed_on": TODAY + timedelta(1)}, {"filed_on": TODAY}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(PATENT, pair)
    assert (finding.clears is None) == (finding.id == "legacy")
    assert bool(finding.blocks) == (finding.severity == "block")


def test_a_complete_application_only_lacks_its_grant() -> None:
    assert list(found(PATENT)) == ["grant-missing", "end-missing"]
    assert list(missing(REGISTER, PATENT)) == []
    granted = {"state": "granted", "granted_on": TODAY, "grant_number": "CN 100000001 B"}
    assert list(found(PATENT, **granted)) == ["end-missing"]
    over = {"state": "ended", "ended_on": TODAY, "end_reason": "abandoned"}
    assert found(PATENT, **{**granted, **over}) == {}


def test_a_withdrawn_right_is_left_alone() -> None:
    assert found(Patent(state=WITHDRAWN, kind="defence")) == {}


def test_an_order_given_up_asks_for_no_assessment() -> None:
    dropped = found(PATENT, state="dropped", assessment=(), urgent_by=TODAY)
    assert set(dropped) == {"grant-missing", "end-missing"}


def test_what_a_filing_needs_blocks_it_and_all_that_follows() -> None:
    lacking = {each.field: each.blocks for each in missing(REGISTER, Patent(state="ordered"))}
    assert lacking["application_number"] == lacking["filed_on"] == ("filed", "granted", "ended")
    assert "dropped" not in {state for blocks in lacking.values() for state in blocks}


def test_a_grant_lacks_nothing_for_an_application_that_ends_without_one() -> None:
    assert found(PATENT)["grant-missing"].blocks == ("granted",)


@pytest.mark.parametrize("state", ["filed", "granted", "ended"])
def test_the_day_it_is_needed_by_counts_until_it_is_filed(state: str) -> None:
    near = {**ORDERED, "urgent_by": TODAY}
    finding = found(PATENT, **near)["needed-by"]
    assert (finding.due, finding.moves_to, finding.severity) == (TODAY, ("filed",), "warn")
    assert "needed-by" not in found(PATENT, **{**near, "state": state})


def test_files_beside_a_defence_patent_are_content() -> None:
    assert "defence-content" in found(PATENT, **DEFENCE, facts=replace(RIGHTS, attachments=1))
    assert "defence-content" not in found(
        PATENT, **DEFENCE, withheld=True, facts=replace(RIGHTS, attachments=1)
    )


@pytest.mark.parametrize(("earlier", "later"), DAYS_IN_ORDER)
def test_every_pair_of_days_is_compared(earlier: str, later: str) -> None:
    ordered = {earlier: date(2026, 3, 2), later: date(2026, 3, 2)}
    assert "days-order" not in found(Patent(), **ordered)
    assert found(Patent(), **{**ordered, later: date(2026, 3, 1)})["days-order"].field == later


@pytest.mark.parametrize("name", DAYS_PAST)
def test_no_past_event_lies_ahead(name: str) -> None:
    assert found(Patent(), **{name: TODAY + timedelta(1)})["day-ahead"].field == name


def test_every_kind_but_a_trade_mark_has_its_outcomes() -> None:
    assert set(OUTCOMES_OF) == {each.code for each in KINDS} - UNASSESSED
    known = {each.code for each in OUTCOMES}
    assert all(outcomes and outcomes <= known for outcomes in OUTCOMES_OF.values())


def test_facts_tell_days_as_text() -> None:
    assert REGISTER.facts(PATENT) == {
        "kind": "invention",
        "application_number": "202611000001.5",
        "filed_on": "2026-11-20",
        "granted_on": "",
        "priority_on": "",
        "parents": "",
        "review_decision": "",
        "review_decided_on": "",
        "review_by": "",
        "disclosure": "PL-2026-0012",
        "abroad": "no",
    }


def test_no_move_into_filed_or_granted_is_unchecked() -> None:
    assert [move for move in REGISTER.states.moves if move.target in GATED and move.unchecked] == []


# Any walk, with the assessment and the record changing between the moves: an oracle of its own says what may pass.
# Each changes in one thing from what would pass, so that a single open gate is tried by itself again and again.
DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 31))


def one_of(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return nothing, or one thing by its name."""
    single = [st.fixed_dictionaries({name: each}) for name, each in strategies.items()]
    return st.one_of(st.just({}), *single)


TOLD = one_of(
    disclosure=st.sampled_from(["", "PL-2026-0099"]),
    outcome=st.sampled_from(["", *(each.code for each in OUTCOMES)]),
    gates=st.sampled_from(["", "open", "failed"]),
    decided=st.sampled_from(["", "no"]),
    decided_on=DAYS.map(date.isoformat),
    lapses_on=DAYS.map(date.isoformat),
)
CHANGES = st.one_of(
    st.just(LEGACY),
    st.just({"assessment": (), "legacy_reason": "启用前已申请"}),
    st.just({**LEGACY, "filed_on": date(2026, 11, 21)}),
    one_of(
        kind=st.sampled_from(["", *(each.code for each in KINDS)]),
        disclosure=st.sampled_from([(), ("PL-2026-0012",)]),
        assessment=st.sampled_from([(), ("PG-2026-0003",), ("PG-2026-0003", "PG-9")]),
        legacy_reason=st.sampled_from(["", " ", "启用前已申请"]),
        application_number=st.sampled_from(["", "2026"]),
        filed_on=st.one_of(st.none(), DAYS),
        granted_on=st.sampled_from([None, date(2026, 12, 30)]),
        created=st.sampled_from(["", "2026-12-31T00:00:00.000000Z"]),
    ),
)
WHOLE: Mapping[str, Any] = {
    "granted_on": date(2026, 12, 30),
    "grant_number": "CN 1 B",
    "ended_on": date(2026, 12, 31),
    "end_reason": "unpaid",
}
STATES = st.sampled_from(["decided", "decided", "decided", WITHDRAWN])
TARGETS = st.sampled_from(
    ["filed", "filed", "granted", "granted", *(each.code for each in REGISTER.states.states)]
)
STEPS = st.one_of(
    st.tuples(STATES, TOLD, st.just({}), TARGETS),
    st.tuples(st.just("decided"), st.just({}), CHANGES, TARGETS),
    st.tuples(st.just("decided"), one_of(lapses_on=DAYS.map(date.isoformat)), one_of(filed_on=DAYS), TARGETS),
    st.tuples(st.just(""), st.just({}), CHANGES, TARGETS),
)


def may_pass(record: Patent, facts: Facts) -> bool:
    """Say whether the gate is open, told from the brief words of the opinion and not from the findings."""
    if record.kind == "trademark":
        return True
    early = record.filed_on is not None and record.filed_on < date(2026, 11, 21)
    here = [each for number in record.assessment if (each := facts.linked.get(("assessments", number)))]
    if early and record.legacy_reason.strip() and not here:
        return True
    if not record.assessment:
        return False
    assessments = [facts.linked.get(("assessments", number)) for number in record.assessment]
    if any(each is None or each.state == WITHDRAWN for each in assessments):
        return False
    told = [each.facts for each in assessments if each]
    filing = record.filed_on or facts.today
    return (
        all(each.get("gates") == "passed" and each.get("decided") == "yes" for each in told)
        and all(each.get("outcome") in OUTCOMES_OF.get(record.kind, ()) for each in told)
        and set(record.disclosure) <= {each.get("disclosure") for each in told}
        and (
            record.state != "ordered"
            or not any(each.get("lapses_on") and each["lapses_on"] < filing.isoformat() for each in told)
        )
    )


@settings(max_examples=150)
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_no_walk_reaches_filed_or_granted_past_a_failed_gate(
    steps: list[tuple[str, dict[str, str], dict[str, Any], str]],
) -> None:
    state = "ordered"
    for known, told, changes, target in steps:
        record: Any = replace(PATENT, state=state, **{**WHOLE, **changes})
        linked = dict(RIGHTS.linked)
        linked.pop(("assessments", ASSESSED.number))
        if known:
            linked["assessments", ASSESSED.number] = replace(
                ASSESSED, state=known, facts={**ASSESSED.facts, **told}
            )
        facts = replace(RIGHTS, linked=linked)
        move = next(
            (each for each in REGISTER.states.moves_from(record.state) if each.target == target), None
        )
        standing = [*REGISTER.findings(record, facts), *missing(REGISTER, record)]
        if move is None or (not move.unchecked and any(target in each.blocks for each in standing)):
            continue
        assert target not in GATED or may_pass(record, facts)
        if target in GATED:
            assert record.application_number
            assert record.filed_on
        state = target


@pytest.mark.parametrize("kind", sorted(OUTCOMES_OF))
@pytest.mark.parametrize("state", ["ordered", "filed"])
def test_the_gate_opens_for_what_passed(kind: str, state: str) -> None:
    """The gate keeps nothing out that may pass, so that nobody learns to go around it."""
    for outcome in OUTCOMES_OF[kind]:
        standing = found(PATENT, kind=kind, state=state, **CLEARED, **assessed(outcome=outcome)).values()
        assert [each.id for each in standing if "filed" in each.blocks] == []
