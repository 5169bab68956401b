"""Findings come in order, with the facts of other records that they rest on."""

from __future__ import annotations

from ipdesk.model.register import missing
from ipdesk.operations import reading, records
from ipdesk.operations.checks import SEVERITIES, matters_now
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure, disclosure, project

SECRETS = register("secrets")


def test_findings_come_gravest_first_and_then_as_the_form_goes(desk: Desk) -> None:
    event = {"kind": "paper-online", "day": "2026-01-05", "overlap": "full", "confidential": False}
    shares = [{"name": "单雨桐", "share": "60"}, {"name": "", "share": "30"}]
    number = add_disclosure(desk, events=[event], inventors=shares, unit="", completed="2026-12-31")
    found = reading.show(desk, DISCLOSURES, number).findings
    order = [each.name for each in DISCLOSURES.fields()]
    ranks = [(SEVERITIES.index(each.severity), order.index(each.field.partition("[")[0])) for each in found]
    assert ranks == sorted(ranks)
    assert {each.severity for each in found} >= {"block", "warn"}
    assert "inventors[1].name" in {each.field for each in found}


def test_a_linked_project_is_known_with_its_facts(desk: Desk) -> None:
    number = add_disclosure(desk)
    assert "project-unknown" in {each.id for each in reading.show(desk, DISCLOSURES, number).findings}
    records.add(desk, PROJECTS, [project()])
    sight = reading.show(desk, DISCLOSURES, number)
    assert "project-unknown" not in {each.id for each in sight.findings}
    linking = reading.show(desk, PROJECTS, "KY-2025-003").linking_here
    assert [(each.register, each.number) for each in linking] == [("disclosures", number)]


def test_a_project_closing_knows_whether_anything_was_disclosed(desk: Desk) -> None:
    records.add(desk, PROJECTS, [project()])
    for target in ("running", "closing"):
        records.move(desk, PROJECTS, "KY-2025-003", target)

    def ids() -> set[str]:
        return {each.id for each in reading.show(desk, PROJECTS, "KY-2025-003").findings}

    assert "nothing-disclosed" in ids()
    number = add_disclosure(desk)
    assert "nothing-disclosed" not in ids()
    records.withdraw(desk, DISCLOSURES, number, "重复")
    assert "nothing-disclosed" in ids()


def test_where_nothing_is_waited_for_nobody_asks_for_what_only_the_end_wants() -> None:
    def asked(state: str, *targets: str) -> set[str]:
        lacking = missing(SECRETS, SECRETS.record())
        return {each.field for each in lacking if matters_now(each, SECRETS.state(state), targets)}

    # A secret that is kept has no release; where somebody proposes one, its recognition is asked for.
    assert "released_on" not in asked("recognised", "released")
    assert "unit" in asked("recognised", "released") and "unit" in asked("proposed", "recognised")
    assert "released_on" in asked("released", "recognised")
    assert "released_on" not in asked("proposed", "recognised")


def test_probable_duplicates_are_warned_of_until_one_is_withdrawn(desk: Desk) -> None:
    first, second = (
        each.number
        for each in records.add(
            desk, DISCLOSURES, [disclosure(), disclosure(title="一种空间相机用低温热链组件")]
        )
    )

    def texts() -> list[str]:
        found = reading.show(desk, DISCLOSURES, second).findings
        return [repr(each.message) for each in found if first in repr(each.message)]

    assert len(texts()) >= 1
    records.withdraw(desk, DISCLOSURES, first, "合并到后一件")
    assert texts() == []


def test_every_step_says_what_it_lacks(desk: Desk) -> None:
    number = records.add(desk, DISCLOSURES, [{"title": "甲"}])[0].number
    steps = reading.show(desk, DISCLOSURES, number).steps
    assert [each.move.target for each in steps] == ["submitted"]
    lacking = {each.field for each in steps[0].lacks}
    assert lacking >= {"level", "unit", "submitted", "completed", "types", "inventors"}
    assert "outcome" not in lacking  # needed only to close
