"""The blocks A to J of the disclosure form, in order, and which of them the office fills."""

from __future__ import annotations

from typing import Final

from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.register import Group
from ipdesk.model.text import N_

GROUPS: Final = (
    Group("level", N_("A. Level (answer first)"), MARKING_FIELDS),
    Group(
        "identity",
        N_("A. Identity"),
        (
            "number",
            "title",
            "title_coded",
            "unit",
            "submitted",
            "completed",
            "types",
            "keywords",
            "technical_field",
        ),
    ),
    Group("inventors", N_("B. Inventors and owners"), ("inventors", "contributors", "co_owners")),
    Group(
        "origin",
        N_("C. Origin"),
        (
            *("conceived", "first_record", "tested", "notebooks", "projects", "project_class", "funding"),
            *("funder_terms", "contracts", "parties", "facilities"),
            *("declaration_needed", "declaration_type", "declaration_programme", "declaration_number"),
        ),
    ),
    Group("third-party", N_("D. Rights of others"), ("materials", "open_source")),
    Group(
        "technical",
        N_("E. Technical content"),
        (
            *(
                "problem",
                "prior_art",
                "solution",
                "features",
                "effects",
                "embodiments",
                "drawings",
                "alternatives",
            ),
            *("detectable", "reverse_engineered", "trl"),
            *("software_language", "software_size", "software_from", "software_to", "software_published"),
        ),
    ),
    Group("novelty", N_("F. Novelty"), ("events",)),
    Group(
        "use",
        N_("G. Use"),
        (
            "applications",
            "likely_users",
            "competitors",
            "interest",
            "spin_off",
            "spin_off_approval",
            "countries",
        ),
    ),
    Group("route", N_("H. Suggested route"), ("route", "urgent_by")),
    Group(
        "declarations",
        N_("I. Declarations and signatures"),
        ("declared_true", "declared_inventors", "declared_rights", "declared_secrecy", "signatures"),
    ),
    Group(
        "office",
        N_("J. Office use"),
        (
            *("received_on", "complete_on", "duplicates_checked", "assigned_to", "supplements", "rework"),
            *("outcome", "closed_on", "next_step"),
        ),
        office=True,
    ),
    Group(
        "secrecy",
        N_("J. Office use: secrecy check"),
        ("secrecy_result", "secrecy_level", "secrecy_basis", "secrecy_checked_by", "secrecy_checked_on"),
        office=True,
    ),
    Group(
        "determination",
        N_("J. Office use: determination"),
        (
            *("determination", "determination_basis", "determined_by", "determined_on"),
            *("notice_sent_on", "objections"),
        ),
        office=True,
    ),
)

# What tells the result itself; who uses it, what it may earn and what it cost is no passage of a paper.
COMPARED: Final = (
    *("title", "problem", "prior_art", "solution", "features", "effects", "embodiments", "drawings"),
    *("alternatives", "applications"),
)
