"""The register of meetings: cases, votes, recusals, days, and what assessments hear of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ipdesk.model.findings import Linked
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import missing
from ipdesk.registers.meeting_rows import DEFERRED, RESOLUTIONS, Attendee
from ipdesk.registers.meeting_votes import is_carried, outcome_of
from ipdesk.registers.meetings import REGISTER, Meeting
from tests.registers.samples import MEETING, MEETING_FACTS, TODAY, Pair, check, found

RELEASED, FILED = MEETING.resolutions
HELD = date(2026, 10, 30)
CALLED = {"state": "called", "held_on": TODAY}
UNKNOWN = {
    "facts": replace(
        MEETING_FACTS, linked={("assessments", "PG-2026-0005"): Linked("PG-2026-0005", "热链", "deciding")}
    )
}


def resolved(**changes: Any) -> dict[str, Any]:
    """Return the resolutions with the first of them changed."""
    return {"resolutions": (replace(RELEASED, **changes), FILED)}


def attended(*changes: Attendee) -> dict[str, Any]:
    """Return the members with some of the last of them changed."""
    return {"members": (*MEETING.members[: len(MEETING.members) - len(changes)], *changes)}


PAIRS: tuple[Pair, ...] = (
    ("case-open", {"resolutions": (RELEASED,)}, {"resolutions": (RELEASED,), "cases": ("PG-2026-0005",)}),
    ("not-on-agenda", {"cases": ("PG-2026-0005",)}, {}),
    ("resolved-twice", {"resolutions": (RELEASED, FILED, FILED)}, {}),
    ("case-unknown", UNKNOWN, {}),
    ("votes-sum", resolved(in_favour=3), resolved(in_favour=3, abstained=0)),
    ("votes-sum", resolved(recused=""), resolved(recused="", abstained=2)),
    ("votes-sum", attended(Attendee(name="解敏", present=True, voting=True)), {}),
    ("not-carried", resolved(in_favour=1, abstained=2), resolved(in_favour=2, abstained=1)),
    ("not-carried", resolved(in_favour=2, against=2, abstained=0), resolved(resolution="")),
    ("recused-unknown", resolved(recused="单雨桐、区文渊"), resolved(recused="单雨桐，佟佳音")),
    ("own-case", resolved(recused=""), {}),
    ("own-case", resolved(recused="佟佳音"), resolved(recused="佟佳音、单雨桐")),
    ("inventors-unknown", UNKNOWN, {}),
    ("few-votes", {"members": MEETING.members[:2]}, {"members": MEETING.members[:3]}),
    ("member-twice", {"members": (*MEETING.members, MEETING.members[0])}, {}),
    ("meeting-ahead", {"held_on": TODAY + timedelta(1)}, {"held_on": TODAY}),
    ("meeting-passed", {**CALLED, "held_on": TODAY - timedelta(1)}, {"held_on": TODAY - timedelta(1)}),
    ("signed-before-held", {"minutes_signed_on": HELD - timedelta(1)}, {"minutes_signed_on": HELD}),
    ("signed-ahead", {"minutes_signed_on": TODAY + timedelta(1)}, {"minutes_signed_on": TODAY}),
    ("minutes-missing", {"minutes": ""}, {"minutes": "", "facts": replace(MEETING_FACTS, attachments=1)}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(MEETING, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


def test_a_complete_meeting_has_no_findings() -> None:
    assert found(MEETING) == {}
    assert found(MEETING, state="signed") == {}
    assert list(missing(REGISTER, MEETING)) == []


def test_a_withdrawn_meeting_is_left_alone() -> None:
    assert found(Meeting(state=WITHDRAWN, held_on=TODAY)) == {}


def test_a_meeting_that_is_only_called_is_asked_for_no_votes() -> None:
    called = found(
        MEETING, state="called", held_on=TODAY + timedelta(7), resolutions=(), minutes_signed_on=None
    )
    assert set(called) == {"meeting-ahead"}
    finding = called["meeting-ahead"]
    assert (finding.severity, finding.due) == ("info", TODAY + timedelta(7))
    assert finding.blocks == ("held", "signed"), "it is not recorded as held before its day"


def test_on_its_day_the_meeting_is_due_and_cleared_by_being_held() -> None:
    finding = found(MEETING, **CALLED)["meeting-passed"]
    assert (finding.severity, finding.due, finding.moves_to) == ("info", TODAY, ("held",))


@pytest.mark.parametrize(
    "name", ["case-open", "not-on-agenda", "resolved-twice", "votes-sum", "own-case", "member-twice"]
)
def test_minutes_that_are_wrong_are_not_signed(name: str) -> None:
    pair = next(each for each in PAIRS if each[0] == name)
    assert found(MEETING, **pair[1])[name].blocks == ("signed",)


def test_names_are_compared_however_they_are_written() -> None:
    assert "own-case" not in found(MEETING, **resolved(recused=" 单雨桐 ；佟佳音", in_favour=1))


def test_a_member_without_a_vote_or_absent_may_be_an_inventor() -> None:
    members = (
        *(each for each in MEETING.members if each.name != "单雨桐"),
        Attendee(name="单雨桐", present=True, voting=False),
    )
    assert "own-case" not in found(MEETING, members=members, **resolved(recused=""))


@pytest.mark.parametrize(
    ("votes", "carried"),
    [
        ((2, 1, 0), True),
        ((2, 1, 1), False),
        ((1, 0, 0), True),
        ((0, 0, 0), False),
        ((None, None, None), False),
    ],
)
def test_more_than_half_of_those_voting_carry_a_resolution(
    votes: tuple[int | None, ...], carried: bool
) -> None:
    in_favour, against, abstained = votes
    row = replace(RELEASED, in_favour=in_favour, against=against, abstained=abstained)
    assert is_carried(row) is carried


def test_assessments_hear_of_the_outcome_the_votes_and_who_kept_away() -> None:
    told = REGISTER.facts(replace(MEETING, state="signed"))
    assert (told["held_on"], told["signed"]) == ("2026-10-30", "yes")
    assert told["members"] == "穆存远、单雨桐、仇立新、佟佳音、解敏"
    names = ("outcome", "for", "against", "abstained", "recused")
    assert [told[f"PG-2026-0005.{name}"] for name in names] == ["release", "2", "0", "1", "单雨桐"]
    assert REGISTER.facts(MEETING)["signed"] == "no"


def test_what_was_not_carried_or_resolved_on_twice_has_no_outcome() -> None:
    lost = replace(MEETING, **resolved(in_favour=1, abstained=2))
    assert REGISTER.facts(lost)["PG-2026-0005.outcome"] == ""
    twice = replace(MEETING, resolutions=(RELEASED, replace(RELEASED, resolution="file-cn"), FILED))
    assert outcome_of(twice, "PG-2026-0005") == ""
    assert outcome_of(twice, "PG-2026-0006") == "file-cn"
    assert outcome_of(twice, "PG-2026-0099") == ""


def test_a_case_may_be_deferred() -> None:
    assert RESOLUTIONS[-1].code == DEFERRED
    assert found(MEETING, **resolved(resolution=DEFERRED)) == {}


def test_signed_minutes_are_opened_again_with_a_reason_only() -> None:
    (back,) = REGISTER.states.moves_from("signed")
    assert (back.target, back.reason) == ("held", True)
    assert REGISTER.state("signed").final and REGISTER.state("signed").frozen
