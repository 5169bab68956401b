"""Findings on the secrecy check, the determination, objections, notes of the office and outcome."""

from __future__ import annotations

from datetime import date

import pytest

from ipdesk.registers.disclosure_rows import Objection, Rework, Supplement
from ipdesk.registers.disclosure_states import AFTER_SECRECY_CHECK
from ipdesk.registers.disclosures import REGISTER
from tests.registers.samples import DISCLOSURE, Pair, check, found, with_facts

SECRECY = next(group for group in REGISTER.groups if group.name == "secrecy")
CHECKED = date(2026, 10, 23)
LATER = date(2026, 10, 24)
ANSWERED = Objection(raised_by="单雨桐", content="对份额有异议", answer="已协商一致", answered_on=LATER)

PAIRS: tuple[Pair, ...] = (
    ("title-not-coded", {"level": "classified"}, {"level": "classified", "title_coded": True}),
    ("secrecy-result-missing", {"secrecy_basis": ""}, {}),
    (
        "secrecy-classified",
        {"secrecy_result": "classified", "secrecy_level": ""},
        {"secrecy_result": "trade", "secrecy_level": "trade"},
    ),
    ("level-differs", {"level": "public"}, {"level": "internal"}),
    (
        "secrecy-contradiction",
        {"secrecy_result": "classified", "secrecy_level": "internal"},
        {"secrecy_result": "classified", "secrecy_level": "confidential"},
    ),
    ("secrecy-stale", {"rework": (Rework(done_on=LATER),)}, {"rework": (Rework(done_on=CHECKED),)}),
    (
        "supplement-unchecked",
        {"supplements": (Supplement(version=1, received_on=LATER),)},
        {"supplements": (Supplement(version=1, received_on=CHECKED),)},
    ),
    ("determination-missing", {"determination": ""}, {"determination": "not-service"}),
    ("determination-incomplete", {"determined_by": ""}, {"determination": "", "determined_by": ""}),
    ("notice-missing", {"notice_sent_on": None}, {"notice_sent_on": date(2026, 10, 26)}),
    (
        "objection-open",
        {"objections": (ANSWERED, Objection(raised_by="仇立新", content="遗漏发明人", answer="在核实"))},
        {"objections": (ANSWERED,)},
    ),
    ("rework-open", {"rework": (Rework(instruction="补充实施例"),)}, {"rework": (Rework(done_on=CHECKED),)}),
    (
        "supplement-versions",
        {"supplements": (Supplement(version=1), Supplement(version=3))},
        {"supplements": (Supplement(version=1), Supplement(version=2))},
    ),
    ("outcome-secrecy", {"outcome": "classified"}, {"outcome": "secret"}),
    ("outcome-unassessed", {"state": "accepted"}, {"state": "accepted", "outcome": ""}),
    ("assessment-missing", {"facts": with_facts(linked={})}, {}),
    (
        "outcome-not-ours",
        {"determination": "not-service"},
        {"determination": "not-service", "outcome": "released"},
    ),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(DISCLOSURE, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


@pytest.mark.parametrize("lacking", SECRECY.fields)
def test_nothing_passes_without_who_when_level_and_basis(lacking: str) -> None:
    empty = REGISTER.field(lacking).empty
    finding = found(DISCLOSURE, **{lacking: empty})["secrecy-result-missing"]
    assert finding.blocks == AFTER_SECRECY_CHECK
    assert len(finding.message.args["lacking"]) == 1  # type: ignore[arg-type]


def test_a_level_still_classified_keeps_the_gate_shut_after_an_open_result() -> None:
    assert found(DISCLOSURE, level="classified")["level-differs"].blocks == AFTER_SECRECY_CHECK
    assert found(DISCLOSURE, level="public")["level-differs"].blocks == ()


def test_a_classified_result_needs_no_level_yet() -> None:
    assert "secrecy-result-missing" not in found(DISCLOSURE, secrecy_result="classified", secrecy_level="")


def test_an_instruction_waits_quietly_while_the_form_is_with_the_inventors() -> None:
    assert "rework-open" not in found(DISCLOSURE, state="rework", rework=(Rework(instruction="补充实施例"),))
