"""What each decision brings about: drafts that link back, a disclosure closed with its outcome, all of it taken back at once."""

from __future__ import annotations

from typing import Any

import pytest

from ipdesk.model.errors import Incomplete
from ipdesk.operations import moves, outcomes, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.registers.assessment_choices import OUTCOMES
from tests.operations.assessing import ASSESSMENTS, decided_case, held_case
from tests.operations.cases import held, said, state_of_store

ENDS = {
    "file-cn": ("patents", "patent"),
    "file-pct": ("patents", "patent"),
    "defence-patent": ("patents", "patent"),
    "secret-patent": ("patents", "patent"),
    "technical-secret": ("secrets", "secret"),
    "publish": ("", "published"),
    "register": ("patents", "registered"),
    "release": ("releases", "released"),
    "supplement": ("", ""),
    "none": ("", "none"),
}


def opened(desk: Desk, number: str) -> list[tuple[str, Any]]:
    """Return the records that link to an assessment, meetings apart, with their registers."""
    found = []
    for each in reading.show(desk, ASSESSMENTS, number).linking_here:
        if each.register not in ("meetings", "disclosures"):
            found.append((each.register, reading.show(desk, register(each.register), each.number).record))
    return found


def test_every_outcome_is_known_here() -> None:
    assert set(ENDS) == {option.code for option in OUTCOMES}


@pytest.mark.parametrize("outcome", ENDS)
def test_a_decision_is_carried_out_and_taken_back_whole(desk: Desk, outcome: str) -> None:
    number = decided_case(desk, outcome)
    before = held_case(desk, number)
    outcomes.carry_out(desk, number)
    draft, ends = ENDS[outcome]
    made = opened(desk, number)
    assert [name for name, _ in made] == ([draft] if draft else [])
    for name, record in made:
        assert record.state == register(name).states.first()
        assert (record.assessment, record.disclosure) == ((number,), before.disclosure)
        assert record.level in (before.level, "trade")
        if (
            outcome == "defence-patent"
        ):  # of which no title is carried over, as it would tell what it is about
            assert (record.kind, record.title, record.inventors) == (
                "defence",
                f"Defence patent ({number})",
                (),
            )
    disclosure = held(desk, before.disclosure[0])
    assert (disclosure.state, disclosure.outcome) == (("closed", ends) if ends else ("accepted", ""))
    assert held_case(desk, number).state == "carried-out"
    records.undo(desk)
    assert held_case(desk, number).state == "decided"
    assert held(desk, before.disclosure[0]).state == "assessment"
    assert [record.state for _, record in opened(desk, number)] == (["withdrawn"] if draft else [])


def test_a_hand_over_is_opened_where_it_is_asked_for(desk: Desk) -> None:
    number = decided_case(desk, "file-cn")
    outcomes.carry_out(desk, number, hand_over=True)
    assert {name for name, _ in opened(desk, number)} == {"patents", "handovers"}


def test_a_filing_order_takes_over_what_is_known(desk: Desk) -> None:
    number = decided_case(desk, "file-cn", types=["utility-model"])
    outcomes.carry_out(desk, number)
    ((_, order),) = opened(desk, number)
    assert (order.kind, order.title) == ("utility-model", held_case(desk, number).title)
    assert [(row.party, row.share) for row in order.applicants] == [("示例研究所", 100)]
    assert [row.name for row in order.inventors] == ["单雨桐", "阿依古丽·买买提"]


def test_a_technical_secret_begins_under_a_name_that_reveals_nothing(desk: Desk) -> None:
    number = decided_case(desk, "technical-secret")
    outcomes.carry_out(desk, number)
    ((_, secret),) = opened(desk, number)
    assert held_case(desk, number).title not in secret.title
    assert (secret.level, secret.grade) == ("trade", "general")


def test_a_release_begins_with_both_parties_and_the_right(desk: Desk) -> None:
    number = decided_case(desk, "release")
    outcomes.carry_out(desk, number)
    ((_, release),) = opened(desk, number)
    assert (release.transferor, release.right, release.filed) == ("某某实验室", "apply", False)
    assert [row.name for row in release.transferees] == ["单雨桐", "阿依古丽·买买提"]


def test_what_is_not_decided_is_not_carried_out(desk: Desk) -> None:
    number = decided_case(desk, "supplement")
    records.move(desk, ASSESSMENTS, number, "deciding", reason="重议")
    before = state_of_store(desk)
    with pytest.raises(Incomplete) as refused:
        outcomes.carry_out(desk, number)
    assert "Record the decision first" in said(refused.value)
    assert state_of_store(desk) == before


def test_the_move_itself_carries_out(desk: Desk) -> None:
    number = decided_case(desk, "technical-secret")
    made = moves.move(desk, ASSESSMENTS, number, "carried-out")
    assert [each.register for each in made if each.act == "add"] == ["secrets"]


def test_the_order_is_filed_only_as_it_was_decided(desk: Desk) -> None:
    number = decided_case(desk, "file-cn")
    outcomes.carry_out(desk, number)
    ((name, order),) = opened(desk, number)
    patents = register(name)
    records.change(
        desk, patents, order.number, {"application_number": "202610000001.X", "filed_on": "2026-03-05"}
    )
    records.move(desk, patents, order.number, "filed")
    records.move(desk, ASSESSMENTS, number, "deciding", reason="重新决定")
    other = records.add(
        desk, patents, [{"title": "另一件", "level": "internal", "kind": "invention", "assessment": [number],
                         "application_number": "1", "filed_on": "2026-03-05"}],
    )[0].number  # fmt: skip
    with pytest.raises(Incomplete):
        records.move(desk, patents, other, "filed")
