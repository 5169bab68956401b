"""The way of a release from draft to done, and the blocks of its form."""

from __future__ import annotations

from typing import Final

from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.register import Group
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_

GATED: Final = ("cleared", "signed", "done")
UNSIGNED: Final = ("draft", "noticed", "cleared")

_CANCEL: Final = N_("Cancel the release")
_AGAIN: Final = N_("Open again")

# No unchecked move leads into a gated state: what has been opened again passes every gate once more.
STATES: Final = States(
    states=(
        State("draft", N_("Being drafted"), waits_for=N_("IP officer")),
        State("noticed", N_("Inventors notified"), waits_for=N_("Inventors")),
        State("cleared", N_("Ready to sign"), waits_for=N_("IP officer")),
        State("signed", N_("Contract signed"), waits_for=N_("IP officer"), frozen=True, resting=True),
        State("done", N_("Release completed"), final=True, frozen=True),
        State("cancelled", N_("Cancelled"), final=True),
    ),
    moves=(
        Move("draft", "noticed", N_("Give notice")),
        Move("noticed", "cleared", N_("Clear for signature")),
        Move("noticed", "draft", N_("Back to the draft"), reason=True, unchecked=True),
        Move("noticed", "cancelled", _CANCEL, reason=True, unchecked=True),
        Move("draft", "cancelled", _CANCEL, reason=True, unchecked=True),
        Move("cleared", "signed", N_("Record the signed contract")),
        Move("cleared", "noticed", N_("Back to the consents"), reason=True, unchecked=True),
        Move("cleared", "cancelled", _CANCEL, reason=True, unchecked=True),
        Move("signed", "done", N_("Complete the release")),
        Move("signed", "noticed", _AGAIN, reason=True, unchecked=True),
        Move("signed", "cancelled", _CANCEL, reason=True, unchecked=True),
        Move("done", "noticed", _AGAIN, reason=True, unchecked=True),
        Move("cancelled", "draft", _AGAIN, reason=True, unchecked=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group(
        "subject",
        N_("What is released"),
        ("number", "title", "disclosure", "assessment", "right", "filed", "application_number"),
    ),
    Group("parties", N_("Parties"), ("transferor", "transferees", "consents", "first_refusal")),
    Group(
        "terms",
        N_("Terms of the contract"),
        (
            *("consideration", "amount", "income_share", "consideration_terms"),
            *("costs_borne_by", "costs_note", "paid_so_far"),
            *("secrecy_duties", "no_classified_content", "licence_retained", "licence_terms"),
        ),
    ),
    Group(
        "notice", N_("Notice to the inventors"), ("notified_on", "notice_days", "last_filing_day", "answers")
    ),
    Group(
        "clearance",
        N_("Consents before signature"),
        (
            *("co_owners_consented", "co_owners_on", "co_owners_number"),
            *("funder_cleared", "funder_on", "funder_number"),
            *("secrecy_cleared", "secrecy_on", "secrecy_number"),
            *("outbound_cleared", "outbound_on", "outbound_number"),
        ),
    ),
    Group(
        "signature",
        N_("Signature"),
        ("contract_number", "signed_by_transferee_on", "signed_by_lab_on", "signed_for_lab_by", "scan"),
    ),
    Group("completion", N_("Registration and end"), ("registered_on", "cancelled_reason"), office=True),
)
