"""The project register: its states and what the desk notices about a project."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ipdesk.model.findings import Linked
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import missing
from ipdesk.registers.projects import DAYS_AHEAD, REGISTER, Member, NilReport, Project
from tests.registers.samples import PROJECT, TODAY, Pair, check, found, with_facts

NIL = NilReport(period="2026年", reported_by="单雨桐", reason="尚无可披露成果。", signed_on=date(2026, 11, 1))
CLOSING = {"state": "closing", "closing_inventory": "发明专利申请一件。"}


def disclosed(state: str) -> dict[str, object]:
    """Return facts in which one disclosure names the project."""
    return {
        "facts": with_facts(linked={("disclosures", "PL-2026-0012"): Linked("PL-2026-0012", "热链", state)})
    }


PAIRS: tuple[Pair, ...] = (
    ("officer-missing", {"ip_officer": ""}, {"ip_officer": "", "major": False}),
    ("navigation-missing", {"navigation_on": None}, {"navigation_on": None, "major": None}),
    ("days-order", {"ends": date(2024, 12, 31)}, {"ends": date(2025, 1, 1), "state": "closed"}),
    ("end-passed", {"ends": TODAY - timedelta(1)}, {"ends": TODAY}),
    ("end-near", {"ends": TODAY + timedelta(DAYS_AHEAD)}, {"ends": TODAY + timedelta(DAYS_AHEAD + 1)}),
    ("nothing-disclosed", CLOSING, {**CLOSING, "nil_reports": (NIL,)}),
    ("inventory-missing", {"state": "closing"}, CLOSING),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(PROJECT, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


def test_a_complete_project_has_no_findings() -> None:
    assert found(PROJECT) == {}
    assert [each.field for each in missing(REGISTER, PROJECT)] == ["closed_on"]


def test_a_withdrawn_project_is_left_alone() -> None:
    assert found(Project(state=WITHDRAWN, major=True)) == {}


def test_a_nil_report_counts_when_it_is_signed() -> None:
    unsigned = NilReport(period="2026年", reported_by="单雨桐", reason="尚无成果。")
    assert "nothing-disclosed" in found(PROJECT, **CLOSING, nil_reports=(unsigned,))


def test_a_disclosure_counts_unless_it_is_withdrawn() -> None:
    assert "nothing-disclosed" not in found(PROJECT, **CLOSING, **disclosed("submitted"))
    assert "nothing-disclosed" in found(PROJECT, **CLOSING, **disclosed(WITHDRAWN))


def test_a_link_to_another_register_is_no_disclosure() -> None:
    facts = with_facts(linked={("patents", "ZL-1"): Linked("ZL-1", "热链", "granted")})
    assert "nothing-disclosed" in found(PROJECT, facts=facts, **CLOSING)


@pytest.mark.parametrize("state", ["planned", "closing", "closed"])
def test_an_end_is_overdue_only_while_the_work_goes_on(state: str) -> None:
    assert "end-passed" not in found(PROJECT, state=state, ends=date(2026, 1, 1))
    assert "end-passed" in found(PROJECT, state="suspended", ends=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends": date(2024, 1, 1), "state": "closed"}, "ends"),
        ({"closed_on": date(2024, 1, 1)}, "closed_on"),
        (
            {"members": (Member(since=date(2026, 2, 1), until=date(2026, 1, 1)),)},
            "members[0].until",
        ),
    ],
)
def test_dates_in_the_wrong_order(values: dict[str, object], field: str) -> None:
    assert found(PROJECT, **values)["days-order"].field == field


def test_notice_days_reach_other_registers_as_text() -> None:
    assert REGISTER.facts(Project(notice_days=30))["notice_days"] == "30"
    assert REGISTER.facts(Project())["notice_days"] == ""


def test_closing_is_open_to_the_office() -> None:
    assert REGISTER.office_fields() == {"nil_reports", "closing_inventory"}


@pytest.mark.parametrize("state", ["running", "suspended"])
@pytest.mark.parametrize("days", [-1, 0, DAYS_AHEAD])
def test_the_end_of_a_project_is_due_and_cleared_by_closing(state: str, days: int) -> None:
    day = TODAY + timedelta(days)
    (finding,) = (each for each in found(PROJECT, state=state, ends=day).values() if each.due)
    assert (finding.due, finding.moves_to) == (day, ("closing",))
    assert finding.id == ("end-passed" if days < 0 else "end-near")
