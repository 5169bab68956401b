"""The blocks of fields of a right, in the order in which they are filled."""

from __future__ import annotations

from typing import Final

from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.register import Group
from ipdesk.model.text import N_

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group("identity", N_("The right"), ("number", "title", "kind", "jurisdiction", "route", "parents")),
    Group("origin", N_("Where it comes from"), ("disclosure", "assessment", "projects", "legacy_reason")),
    Group("people", N_("Applicants and inventors"), ("applicants", "inventors")),
    Group(
        "order",
        N_("Order to the agency"),
        ("agency", "agent", "ordered_on", "urgent_by", "countries", "instructions"),
    ),
    Group(
        "declaration",
        N_("Public funds"),
        ("funded", "declared_on", "declaration_type", "declaration_programme", "declaration_number"),
    ),
    Group(
        "abroad",
        N_("Secrecy review before filing abroad"),
        ("review_requested_on", "review_decision", "review_decided_on", "review_by", "review_number"),
    ),
    Group(
        "course",
        N_("Filing, grant and end"),
        (
            *("priority_on", "priorities", "application_number", "filed_on", "examinations"),
            *("publication_number", "published_on", "granted_on", "grant_number"),
            *("ended_on", "end_reason", "events", "settled", "confirmed"),
        ),
    ),
    Group("worth", N_("Worth, agency and costs"), ("value_grade", "high_value", "agency_scores", "costs")),
)
