"""Who is to sign anew, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipdesk.model.errors import NotFound
from ipdesk.operations import agreements, campaigns, records
from ipdesk.operations.agreements import Signing
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_files import install_rules
from ipdesk.registers import register
from ipdesk.rules.clause_files import shipped_template
from ipdesk.rules.clause_writing import write_template
from tests.operations.test_agreements import PERSON

PEOPLE, AGREEMENTS, PROJECTS = register("people"), register("agreements"), register("projects")
DAY = date(2026, 3, 5)


@pytest.fixture
def signed(desk: Desk) -> Desk:
    """Return a desk with two people whose agreements are in force and fit."""
    people = [
        {**PERSON, "number": f"A{each}", "name": f"职工{each}", "identity_number": ""} for each in (1, 2)
    ]
    records.add(desk, PEOPLE, people)
    _sign(desk, "A1", "A2")
    return desk


def _sign(desk: Desk, *people: str, kind: str = "", **values: object) -> None:
    made = [each.number for each in agreements.draft_agreements(desk, people, kind, values)]
    agreements.sign_agreements(
        desk, made, Signing(signed_on=DAY, countersigned_on=DAY, effective_on=DAY, supersede=True)
    )


def _reasons(found: campaigns.Campaign) -> dict[str, list[str]]:
    return {each.number: [reason.code for reason in each.reasons] for each in found.people}


def test_an_agreement_that_fits_asks_for_nothing(signed: Desk) -> None:
    """Nor does that of somebody who has left."""
    assert _reasons(campaigns.campaign(signed)) == {}
    records.change(signed, PEOPLE, "A1", {"post": "研究员", "left_on": "2026-02-01"})
    assert _reasons(campaigns.campaign(signed)) == {}


def test_what_changed_of_a_person_is_said_with_what_it_was(signed: Desk) -> None:
    """And is settled by the new agreement, which supersedes the old one."""
    records.change(signed, PEOPLE, "A1", {"post": "研究员", "unit": "二室"})
    found = campaigns.campaign(signed)
    assert _reasons(found) == {"A1": ["post", "unit"]}
    assert found.counts == {"post": 1, "unit": 1}
    assert (found.people[0].reasons[0].before, found.people[0].reasons[0].after) == ("副研究员", "研究员")
    [again] = agreements.draft_agreements(signed, ["A1"])
    assert (campaigns.campaign(signed).people, campaigns.campaign(signed).under_way) == ((), 1)
    records.withdraw(signed, AGREEMENTS, again.number, "误起草")
    _sign(signed, "A1")
    assert _reasons(campaigns.campaign(signed)) == {}


def test_another_kind_of_employment_needs_another_kind_of_agreement(signed: Desk) -> None:
    """As the rules in force say."""
    records.change(signed, PEOPLE, "A2", {"employment": "joint-student"})
    assert _reasons(campaigns.campaign(signed)) == {"A2": ["kind", "employment"]}


def test_an_expiry_counts_within_the_days_asked_for(signed: Desk) -> None:
    """On the day itself too; what has expired is no campaign but a missing agreement."""
    _sign(signed, "A1", expires_on="2026-04-04")
    assert _reasons(campaigns.campaign(signed)) == {"A1": ["expiry"]}
    assert _reasons(campaigns.campaign(signed, days=29)) == {}


def test_another_text_in_force_asks_all_to_sign_or_those_of_older_versions(
    signed: Desk, tmp_path: Path
) -> None:
    """Which versions count can be chosen."""
    ours = shipped_template("joiner")
    file = tmp_path / "joiner.toml"
    for version in ("2026-4", "2026-5"):
        file.write_text(write_template(replace(ours, version=version)), encoding="utf-8")
        install_rules(signed, file)
        if version == "2026-4":
            signed.workspace.clock.forward(days=1)  # type: ignore[attr-defined]  # the clock of the tests
            _sign(signed, "A2")
    assert _reasons(campaigns.campaign(signed)) == {"A1": ["template"], "A2": ["template"]}
    first = campaigns.campaign(signed).people[0].reasons[0]
    assert (first.before, first.after) == (ours.version, "2026-5")
    assert _reasons(campaigns.campaign(signed, since="2026-4")) == {"A1": ["template"]}
    assert campaigns.template_versions(signed) == (ours.version, "2026-4")
    with pytest.raises(NotFound):
        campaigns.campaign(signed, since="1999")


def test_members_of_projects_without_an_agreement_on_it_are_asked_for(signed: Desk) -> None:
    """Only where it is asked, only members of now, and not where an agreement is on its way."""
    members = [
        {"name": "职工1"},
        {"name": "职工2", "until": "2026-01-01"},
        {"name": "外人"},
    ]
    records.add(
        signed,
        PROJECTS,
        [{"number": "KY-1", "title": "低温光学载荷", "started": "2026-01-01", "members": members}],
    )
    assert _reasons(campaigns.campaign(signed)) == {}
    found = campaigns.campaign(signed, projects=True)
    assert _reasons(found) == {"A1": ["project"]}
    assert found.people[0].reasons[0].after == "KY-1"
    agreements.draft_agreements(signed, ["A1"], "project", {"projects": ["KY-1"]})
    assert _reasons(campaigns.campaign(signed, projects=True)) == {}
