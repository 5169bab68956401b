"""The register of releases: what the desk notices, and what keeps a contract from being signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ipdesk.model.findings import Linked
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import missing
from ipdesk.registers.release_gates import ALL_GATES
from ipdesk.registers.release_rows import Consent, Reply, Transferee
from ipdesk.registers.release_states import GATED
from ipdesk.registers.release_terms import FILING_DAYS_AHEAD, REGISTRATION_DAYS
from ipdesk.registers.releases import REGISTER, Release
from tests.registers.samples import DECIDED, RELEASE, RELEASE_FACTS, RELEASED_CASE, TODAY, Pair, check, found

CASE, DECISION = ("disclosures", "PL-2026-0012"), ("assessments", "PG-2026-0005")
FIRST = RELEASE.transferees[0]
HELPER = Transferee(name="阿依古丽·买买提", nationality="中国", share=Decimal("40"))
BOTH = (replace(FIRST, share=Decimal("60")), HELPER)
FILED = {"filed": True, "application_number": "CN202610000001.2"}
REGISTERED = {**FILED, "registered_on": TODAY}
NOTICED: dict[str, Any] = {
    "state": "noticed",
    "notified_on": TODAY - timedelta(10),
    "answers": (Reply(name="单雨桐", answer="takes"), Reply(name="阿依古丽·买买提")),
}
LAPSED: dict[str, Any] = {
    "consents": (),
    "answers": (Reply(name="阿依古丽·买买提"),),
    "first_refusal": "lapsed",
}


def told(
    disclosed: dict[str, str] | None = None, decided: dict[str, str] | None = None, **values: Any
) -> dict[str, Any]:
    """Return the usual facts with some of what disclosure and assessment tell changed, as the value of facts."""
    linked = {
        CASE: Linked(CASE[1], "热链", "closed", {**RELEASED_CASE, **(disclosed or {})}),
        DECISION: Linked(DECISION[1], "热链", "decided", {**DECIDED, **(decided or {})}),
    }
    return {"facts": replace(RELEASE_FACTS, linked=linked, **values)}


def without(*keys: tuple[str, str]) -> dict[str, Any]:
    """Return the usual facts without some of the linked records."""
    kept = {key: each for key, each in RELEASE_FACTS.linked.items() if key not in keys}
    return {"facts": replace(RELEASE_FACTS, linked=kept)}


PAIRS: tuple[Pair, ...] = (
    ("classified", told({"level": "classified"}), told({"level": "trade"})),
    ("classified", told({"classification": "secret"}), told({"classification": ""})),
    ("classified", told({"secrecy_result": "classified"}), {}),
    ("classified", {"level": "classified"}, {"level": "trade"}),
    ("disclosure-unknown", without(CASE), {}),
    ("not-decided", without(DECISION), {}),
    ("not-decided", told(decided={"outcome": "file-cn"}), told()),
    ("not-decided", told(decided={"decided": "no"}), told()),
    (
        "decided-elsewhere",
        told(decided={"elsewhere": "yes"}, started=date(2026, 11, 3)),
        told(decided={"elsewhere": "yes"}, started=date(2026, 11, 4)),
    ),
    ("other-case", told(decided={"disclosure": "PL-2026-0099"}), told()),
    (
        "decision-lapsed",
        {"state": "cleared", **told(decided={"lapses_on": "2026-11-21"})},
        {"state": "cleared", **told(decided={"lapses_on": "2026-11-22"})},
    ),
    ("co-owners-needed", told({"co_owners": "yes"}), told({"co_owners": "no"})),
    ("co-owners-open", {"co_owners_consented": "open"}, {"co_owners_consented": "not-needed"}),
    ("funder-needed", {"funder_cleared": "not-needed"}, {"funder_cleared": "not-needed", **told({"funders": "no"})}),
    ("funder-open", {"funder_cleared": ""}, {}),
    ("funder-incomplete", {"funder_number": ""}, {}),
    ("funder-ahead", {"funder_on": TODAY + timedelta(1)}, {"funder_on": TODAY}),
    ("secrecy-needed", {"secrecy_cleared": "not-needed"}, {"secrecy_cleared": "not-needed", **told({"level": "public"})}),
    ("secrecy-open", {"secrecy_cleared": ""}, {}),
    ("secrecy-incomplete", {"secrecy_on": None}, {}),
    ("outbound-needed", {"transferees": (replace(FIRST, nationality="德国"),)}, {}),
    ("outbound-needed", told({"foreign": "yes"}), told({"foreign": "no"})),
    ("outbound-open", {"outbound_cleared": ""}, {}),
    ("transferee-shares", {"transferees": (replace(FIRST, share=Decimal("99.9999")),)}, {"transferees": BOTH}),
    ("transferee-shares", {"transferees": (replace(FIRST, share=None),)}, {}),
    ("transferee-twice", {"transferees": (FIRST, FIRST)}, {"transferees": BOTH}),
    ("not-an-inventor", {"transferees": (replace(FIRST, name="区文渊"),)}, {"transferees": BOTH}),
    ("consent-missing", {"consents": (), "answers": ()}, {"consents": (), "transferees": BOTH}),
    ("consent-missing", {"consents": (Consent(name="阿依古丽·买买提"),), "answers": ()}, {"answers": ()}),
    ("consent-lapsed", LAPSED, {**LAPSED, "notice_days": 19}),
    ("first-refusal", {"first_refusal": "open"}, {"first_refusal": "lapsed"}),
    ("first-refusal", {"first_refusal": "all"}, {"first_refusal": "all", "transferees": BOTH}),
    ("not-notified", {**NOTICED, "answers": ()}, NOTICED),
    ("notice-runs", NOTICED, {**NOTICED, "notice_days": None}),
    ("notice-runs", {**NOTICED, "notice_days": 10}, {**NOTICED, "notice_days": 9}),
    ("notice-over", {**NOTICED, "notice_days": 9}, {**NOTICED, "notice_days": 9, "answers": RELEASE.answers}),
    ("content-unconfirmed", {"no_classified_content": False}, {}),
    ("no-licence", {"licence_retained": False}, {"licence_retained": None}),
    ("amount-unfit", {"consideration": "price"}, {"consideration": "price", "amount": Decimal("500")}),
    ("income-share-unfit", {"income_share": None}, {}),
    ("consideration-unfit", {"consideration": "free"}, {"consideration": "free", "income_share": None}),
    ("public-money", {"costs_borne_by": "shared"}, {"costs_borne_by": "transferee"}),
    ("right-unfit", {"right": "patent"}, {"right": "patent", **REGISTERED}),
    ("application-number-unfit", {**REGISTERED, "application_number": ""}, REGISTERED),
    ("filed-unfit", {"application_number": "CN1"}, REGISTERED),
    (
        "last-day",
        {"state": "cleared", "last_filing_day": TODAY},
        {"state": "done", "last_filing_day": TODAY},
    ),
    ("last-day-passed", {"state": "draft", "last_filing_day": TODAY - timedelta(1)}, {"state": "draft", **FILED}),
    ("signature-lacking", {"signed_by_transferee_on": None}, {}),
    ("signature-lacking", {"signed_by_lab_on": None}, {}),
    ("signature-ahead", {"signed_by_lab_on": TODAY + timedelta(1)}, {"signed_by_lab_on": TODAY}),
    ("paper-missing", {"scan": ""}, {"scan": "", "facts": replace(RELEASE_FACTS, attachments=1)}),
    ("not-registered", FILED, REGISTERED),
    ("not-registered", {**FILED, "registered_on": TODAY + timedelta(1)}, REGISTERED),
    ("may-be-completed", {"state": "signed"}, {"state": "signed", **FILED}),
    ("days-order", {"signed_by_lab_on": date(2026, 11, 2)}, {}),
    ("days-order", {**FILED, "registered_on": date(2026, 11, 19)}, REGISTERED),
    ("reason-missing", {"state": "cancelled"}, {"state": "cancelled", "cancelled_reason": "发明人撤回。"}),
)  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(RELEASE, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


def test_a_complete_release_has_no_findings() -> None:
    assert found(RELEASE) == {}
    assert list(missing(REGISTER, RELEASE)) == []


def test_a_withdrawn_release_is_left_alone() -> None:
    assert found(Release(state=WITHDRAWN)) == {}


def test_one_that_was_cancelled_is_asked_for_nothing_but_the_reason() -> None:
    assert set(found(Release(state="cancelled"))) == {"reason-missing"}


def test_every_gate_names_fields_that_are_there_and_blocks_signing() -> None:
    for gate in ALL_GATES:
        for name in (gate.choice, gate.day, gate.paper):
            assert REGISTER.field(name).name == name
        finding = found(RELEASE, **{gate.choice: "open"})[f"{gate.name.replace('_', '-')}-open"]
        assert (finding.severity, finding.blocks, finding.field) == ("block", GATED, gate.choice)
        assert finding.basis == gate.basis


def test_what_a_disclosure_does_not_tell_counts_as_needed() -> None:
    closed = replace(RELEASE_FACTS, linked={**RELEASE_FACTS.linked, CASE: Linked(CASE[1], "", "closed")})
    noticed = found(RELEASE, facts=closed, funder_cleared="not-needed", secrecy_cleared="not-needed")
    wanted = {"co-owners-needed", "funder-needed", "secrecy-needed", "outbound-needed", "disclosure-unknown"}
    assert wanted <= set(noticed)


def test_a_classified_disclosure_keeps_even_the_notice_from_going_out() -> None:
    assert found(RELEASE, **told({"level": "classified"}))["classified"].blocks == ("noticed", *GATED)


@pytest.mark.parametrize("name", ["disclosures", "assessments"])
def test_a_withdrawn_record_is_as_one_that_is_not_there(name: str) -> None:
    key = CASE if name == "disclosures" else DECISION
    withdrawn = replace(RELEASE_FACTS.linked[key], state=WITHDRAWN)
    facts = replace(RELEASE_FACTS, linked={**RELEASE_FACTS.linked, key: withdrawn})
    assert {"disclosures": "disclosure-unknown", "assessments": "not-decided"}[name] in found(
        RELEASE, facts=facts
    )


def test_who_wished_to_take_the_right_does_not_lapse() -> None:
    wished = (Reply(name="阿依古丽·买买提", answer="takes"),)
    assert found(RELEASE, **{**LAPSED, "answers": wished})["consent-missing"].severity == "block"


def test_the_last_day_for_filing_presses_when_it_is_near() -> None:
    day = TODAY + timedelta(FILING_DAYS_AHEAD)
    near, far = (
        found(RELEASE, state="draft", last_filing_day=each)["last-day"] for each in (day, day + timedelta(1))
    )
    assert (near.severity, far.severity) == ("warn", "info")
    assert (near.due, near.moves_to) == (day, ("noticed", *GATED))


def test_the_end_of_the_notice_period_is_due_and_names_who_has_not_answered() -> None:
    finding = found(RELEASE, **NOTICED)["notice-runs"]
    assert finding.due == TODAY + timedelta(5)
    assert finding.message.args["names"] == ["阿依古丽·买买提"]
    unanswered = found(RELEASE, **{**NOTICED, "answers": ()})["notice-runs"]
    assert unanswered.message.args["names"] == ["单雨桐", "阿依古丽·买买提"]


def test_a_registration_that_is_outstanding_comes_up_in_time() -> None:
    signed = found(RELEASE, state="signed", **FILED)["not-registered"]
    assert signed.due == date(2026, 11, 20) + timedelta(REGISTRATION_DAYS)
    assert signed.blocks == ("done",)
    assert found(RELEASE, state="cleared", **FILED)["not-registered"].due is None


def test_no_unchecked_move_leads_to_a_signature() -> None:
    assert [each for each in REGISTER.states.moves if each.unchecked and each.target in GATED] == []


def test_a_signed_release_is_open_to_the_office_alone() -> None:
    assert REGISTER.office_fields() == {"registered_on", "cancelled_reason"}
    assert [each.code for each in REGISTER.states.states if each.frozen] == ["signed", "done"]


def test_other_registers_hear_of_signature_and_registration() -> None:
    facts = REGISTER.facts(RELEASE)
    assert (facts["transferees"], facts["signed_on"], facts["registered_on"]) == ("单雨桐", "2026-11-20", "")
