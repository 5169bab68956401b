"""States say whom they wait for and where records are sent back to."""

from __future__ import annotations

from ipdesk.model.states import ROLE_LABELS, Move, State, States

WAY = States(
    states=(
        State("draft", "Draft", waits_for="Inventors"),
        State("rework", "Rework", waits_for="Inventors"),
        State("check", "Check", waits_for=ROLE_LABELS["reviewer"]),
        State("closed", "Closed", final=True),
    ),
    moves=(
        Move("draft", "check", "Submit"),
        Move("rework", "check", "Submit again"),
        Move("check", "rework", "Return", reason=True, unchecked=True),
        Move("check", "draft", "Take back", reason=True, unchecked=True),
        Move("check", "closed", "Hand over", reason=True),
    ),
)


def test_a_role_at_the_desk_is_known_by_its_label() -> None:
    assert WAY.state("check").role == "reviewer"
    assert WAY.state("draft").role is None
    assert WAY.state("closed").role is None


def test_an_open_state_entered_only_with_a_reason_is_one_sent_back_to() -> None:
    assert [each.code for each in WAY.states if WAY.is_sent_back(each.code)] == ["rework"]
