"""However a release is moved and changed, it is signed only with every consent that its case calls for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipdesk.model.findings import Facts, Linked
from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.register import missing
from ipdesk.model.states import Move
from ipdesk.registers.countries import CHINA
from ipdesk.registers.release_rows import Consent, Transferee
from ipdesk.registers.release_states import GATED
from ipdesk.registers.releases import REGISTER, Release
from tests.registers.samples import DECIDED, RELEASE, RELEASED_CASE, TODAY

CASE, DECISION = ("disclosures", "PL-2026-0012"), ("assessments", "PG-2026-0005")
FIRST = RELEASE.transferees[0]
DAYS = st.sampled_from([None, date(2026, 11, 12), TODAY, TODAY + timedelta(1)])
NUMBERS = st.sampled_from(["", "科函〔2026〕88号"])
ANSWERS = st.sampled_from(["", "open", "not-needed", "obtained"])
PEOPLE = (
    FIRST,
    replace(FIRST, share=Decimal("50")),
    replace(FIRST, nationality="德国"),
    Transferee(name="阿依古丽·买买提", nationality="中国", share=Decimal("50")),
    Transferee(name="区文渊", nationality="中国", share=Decimal("50")),
)
# What may be typed into the fields on which a gate depends.
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(
        ("co_owners_consented", "funder_cleared", "secrecy_cleared", "outbound_cleared"), ANSWERS
    ),
    **dict.fromkeys(("co_owners_on", "funder_on", "secrecy_on", "outbound_on"), DAYS),
    **dict.fromkeys(("co_owners_number", "funder_number", "secrecy_number", "outbound_number"), NUMBERS),
    **dict.fromkeys(("signed_by_transferee_on", "signed_by_lab_on", "registered_on"), DAYS),
    "level": st.sampled_from(["internal", "public", "classified"]),
    "no_classified_content": st.sampled_from([None, True, False]),
    "transferees": st.lists(st.sampled_from(PEOPLE), max_size=2).map(tuple),
    "consents": st.sampled_from([(), RELEASE.consents, (Consent(name="阿依古丽·买买提"),)]),
    "first_refusal": st.sampled_from(["open", "all", "waived"]),
    "filed": st.booleans(),
    "application_number": NUMBERS,
}
STEPS = st.lists(
    st.one_of(
        st.sampled_from([move.target for move in REGISTER.states.moves]),
        st.sampled_from(sorted(CHANGES)).flatmap(lambda name: CHANGES[name].map(lambda value: (name, value))),
    ),
    max_size=14,
)
YES_NO = st.sampled_from(["yes", "no", ""])
CASES = st.fixed_dictionaries(
    {},
    optional={
        "co_owners": YES_NO,
        "funders": YES_NO,
        "foreign": YES_NO,
        "level": st.sampled_from(["public", "internal", "trade", "classified"]),
        "classification": st.sampled_from(["", "", "secret"]),
    },
)
DECISIONS = st.fixed_dictionaries(
    {},
    optional={
        "outcome": st.sampled_from(["release", "release", "file-cn"]),
        "decided": st.sampled_from(["yes", "yes", "no"]),
    },
)


def facts_of(disclosed: dict[str, str], decided: dict[str, str]) -> Facts:
    """Return facts in which disclosure and assessment tell something of their own."""
    return Facts(
        today=TODAY,
        linked={
            CASE: Linked(CASE[1], "热链", "closed", {**RELEASED_CASE, **disclosed}),
            DECISION: Linked(DECISION[1], "热链", "decided", {**DECIDED, **decided}),
        },
    )


def may_move(record: Release, facts: Facts, move: Move) -> bool:
    """Say whether the desk lets a record make a move: as `operations.records.move` decides it."""
    found = [*REGISTER.findings(record, facts), *missing(REGISTER, record)]
    return move.unchecked or not any(move.target in each.blocks for each in found)


def gate_is_met(record: Release, name: str, choice: str, needed: bool) -> bool:
    """Say, apart from the findings, whether a consent is on record or may be done without."""
    day = getattr(record, f"{name}_on")
    if getattr(record, choice) == "obtained":
        return bool(day is not None and day <= TODAY and getattr(record, f"{name}_number"))
    return getattr(record, choice) == "not-needed" and not needed


def assert_all_on_record(record: Release, facts: Facts) -> None:
    """Assert what must hold of whatever is ready to be signed, reckoned anew from the facts."""
    told, decision = facts.linked[CASE].facts, facts.linked[DECISION].facts
    foreign = any(row.nationality.lower() not in CHINA for row in record.transferees)
    assert gate_is_met(record, "co_owners", "co_owners_consented", told["co_owners"] != "no")
    assert gate_is_met(record, "funder", "funder_cleared", told["funders"] != "no")
    assert gate_is_met(record, "secrecy", "secrecy_cleared", told["level"] != "public")
    assert gate_is_met(record, "outbound", "outbound_cleared", foreign or told["foreign"] != "no")
    assert told["level"] != "classified" and not told["classification"] and record.level != "classified"
    assert decision["outcome"] == "release" and decision["decided"] == "yes"
    assert record.transferees and sum(row.share or 0 for row in record.transferees) == 100
    assert {row.name for row in record.transferees} <= {"单雨桐", "阿依古丽·买买提"}
    assert record.no_classified_content is True
    if record.state in ("signed", "done"):
        for day in (record.signed_by_transferee_on, record.signed_by_lab_on):
            assert day is not None and day <= TODAY
    if record.state == "done" and (record.filed or record.right == "patent"):
        assert record.registered_on is not None and record.registered_on <= TODAY


def walked(record: Release, facts: Facts, steps: list[Any]) -> Release:
    """Carry out the moves that the desk allows and the changes that the state allows; check each entry."""
    for step in steps:
        if isinstance(step, tuple):
            frozen = REGISTER.state(record.state).frozen
            if not frozen or step[0] in (*REGISTER.office_fields(), *MARKING_FIELDS):
                record = replace(record, **{step[0]: step[1]})
            continue
        move = next((each for each in REGISTER.states.moves_from(record.state) if each.target == step), None)
        if move is not None and may_move(record, facts, move):
            record = replace(record, state=move.target)
            if record.state in GATED:
                assert_all_on_record(record, facts)
    return record


@given(CASES, DECISIONS, STEPS)
@example(
    {}, {}, [("transferees", (PEOPLE[2],))]
)  # a foreigner, whom chance seldom meets with all else on record
@example({}, {}, ["cleared", ("funder_cleared", "open"), "signed"])
@settings(max_examples=150)
def test_nothing_is_signed_without_every_consent_that_is_needed(
    disclosed: dict[str, str], decided: dict[str, str], steps: list[Any]
) -> None:
    facts = facts_of(disclosed, decided)
    whole = replace(RELEASE, state="draft", funder_cleared="obtained")
    straight = ["noticed", *steps, "cleared", "signed", "done"]
    end = walked(whole, facts, straight)
    if end.state in ("signed", "done"):
        assert_all_on_record(replace(end, level="internal"), facts)


@given(CASES, DECISIONS, STEPS)
@settings(max_examples=60)
def test_an_empty_release_gets_there_on_no_way(
    disclosed: dict[str, str], decided: dict[str, str], steps: list[Any]
) -> None:
    assert walked(Release(state="draft"), facts_of(disclosed, decided), steps).state not in GATED


def test_the_walk_itself_reaches_the_end() -> None:
    """So that the property says something: with everything on record, every state is entered."""
    whole = replace(RELEASE, state="draft")
    assert walked(whole, facts_of({}, {}), ["noticed", "cleared", "signed", "done"]).state == "done"
    closed = walked(whole, facts_of({"co_owners": "yes"}, {}), ["noticed", "cleared", "signed", "done"])
    assert closed.state == "noticed"
