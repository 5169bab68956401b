"""The way of a disclosure: its states, the moves between them and who may make them."""

from __future__ import annotations

from typing import Final

from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_

AFTER_SECRECY_CHECK: Final = ("completeness", "accepted", "assessment", "closed")
FROM_ACCEPTANCE: Final = ("accepted", "assessment", "closed")
BEFORE_ASSESSMENT: Final = ("draft", "rework", "submitted", "secrecy-check", "completeness", "accepted")

# The officer may move it too: a secrecy office that decides on paper does not queue at this desk. What
# counts is the recorded result with its name, day, level and basis.
BY_RESULT: Final = ("reviewer", "officer")

_HAND_OVER: Final = N_("Hand over to the classified route")
_RETURN: Final = N_("Return for rework")

# Rework stands before submitted, so that nothing required from submission on counts for it.
STATES: Final = States(
    states=(
        State("draft", N_("Draft"), waits_for=N_("Inventors")),
        State("rework", N_("Returned for rework"), waits_for=N_("Inventors")),
        State("submitted", N_("Submitted"), waits_for=N_("IP officer")),
        State("secrecy-check", N_("In secrecy check"), waits_for=N_("Secrecy reviewer")),
        State("completeness", N_("In completeness check"), waits_for=N_("IP officer")),
        State("accepted", N_("Accepted"), waits_for=N_("IP officer"), frozen=True),
        State("assessment", N_("In assessment"), waits_for=N_("Assessors"), frozen=True),
        State("closed", N_("Closed"), final=True, frozen=True),
    ),
    moves=(
        Move("draft", "submitted", N_("Submit")),
        Move("rework", "submitted", N_("Submit again")),
        Move("submitted", "secrecy-check", N_("Start the secrecy check")),
        Move("submitted", "rework", _RETURN, reason=True, unchecked=True),
        Move("secrecy-check", "completeness", N_("Pass the secrecy check"), roles=BY_RESULT),
        Move("secrecy-check", "rework", _RETURN, roles=BY_RESULT, reason=True, unchecked=True),
        Move("secrecy-check", "closed", _HAND_OVER, roles=BY_RESULT, reason=True),
        Move("completeness", "accepted", N_("Accept")),
        Move("completeness", "rework", _RETURN, reason=True, unchecked=True),
        Move(
            "completeness",
            "secrecy-check",
            N_("Ask for the secrecy check again"),
            reason=True,
            unchecked=True,
        ),
        Move("accepted", "assessment", N_("Start the assessment")),
        Move("accepted", "closed", _HAND_OVER, roles=BY_RESULT, reason=True),
        Move("assessment", "closed", N_("Close with an outcome")),
        Move("assessment", "accepted", N_("Return for a supplement"), reason=True, unchecked=True),
        Move("closed", "assessment", N_("Open again"), reason=True),
    ),
)
