"""Hand-overs to operation: what is handed over is named, decided and received by somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ipdesk.model.findings import Linked
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import missing
from ipdesk.registers.handovers import GONE, REGISTER, Handover
from ipdesk.registers.patents import REGISTER as PATENTS
from tests.registers.rights import ASSESSED, FILED, HANDOVER, RIGHTS
from tests.registers.samples import TODAY, Pair, check, found

UNLINKED: Mapping[str, Any] = {"disclosure": (), "assessment": (), "patents": ()}


def linked(register: str, other: Linked) -> dict[str, Any]:
    """Return facts in which one linked record is another."""
    return {"facts": replace(RIGHTS, linked={**RIGHTS.linked, (register, other.number): other})}


def assessed(state: str = ASSESSED.state, **told: str) -> dict[str, Any]:
    """Return facts in which the linked assessment tells something else."""
    return linked("assessments", Linked(ASSESSED.number, ASSESSED.title, state, {**ASSESSED.facts, **told}))


def right(state: str) -> dict[str, Any]:
    """Return facts in which the linked right is in another state."""
    return linked("patents", replace(FILED, state=state))


PAIRS: tuple[Pair, ...] = (
    ("nothing-linked", UNLINKED, {**UNLINKED, "patents": ("ZL-2026-0002",)}),
    ("not-assessed", {"assessment": (), "patents": ()}, {"assessment": ()}),
    ("assessment-undecided", assessed(decided="no"), assessed(decided="yes")),
    ("assessment-undecided", assessed(WITHDRAWN), {"assessment": ("PG-9",)}),
    (
        "assessment-elsewhere",
        {**assessed(elsewhere="yes"), "handed_on": RIGHTS.started},
        assessed(elsewhere="yes"),
    ),
    ("assessment-outcome", assessed(outcome="none"), assessed(outcome="technical-secret")),
    ("right-gone", right("ended"), right("granted")),
    ("route-missing", {"route": ""}, {}),
    ("items-missing", {"items": ()}, {"items": (), "withheld": True}),
    ("same-hand", {"received_by": "解敏"}, {"received_by": ""}),
    ("refusal-unsaid", {"state": "returned"}, {"state": "returned", "refused_reason": "材料不全。"}),
    ("link-unknown", {"patents": ("ZL-9",)}, {}),
    ("days-order", {"handed_on": date(2026, 11, 22)}, {"handed_on": date(2026, 11, 21)}),
    ("day-ahead", {"received_on": TODAY + timedelta(1)}, {"received_on": TODAY}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(HANDOVER, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


def test_a_complete_hand_over_has_no_findings() -> None:
    assert found(HANDOVER) == {}
    assert list(missing(REGISTER, HANDOVER)) == []


def test_a_withdrawn_hand_over_is_left_alone() -> None:
    assert found(Handover(state=WITHDRAWN)) == {}


def test_what_was_sent_back_needs_nothing_of_the_receipt() -> None:
    assert "returned" not in {state for each in missing(REGISTER, Handover()) for state in each.blocks}
    assert REGISTER.states.is_sent_back("returned")
    assert not REGISTER.states.is_sent_back("prepared")


def test_the_rights_that_are_gone_are_states_of_their_register() -> None:
    assert {each.code for each in PATENTS.states.states} | {WITHDRAWN} > GONE


def test_facts_tell_days_as_text() -> None:
    assert REGISTER.facts(HANDOVER)["received_on"] == "2026-11-21"
    assert REGISTER.facts(Handover())["received_on"] == ""
