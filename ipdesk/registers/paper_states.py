"""The states of a review before publication, the moves between them, and the groups of its fields."""

from __future__ import annotations

from typing import Final

from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.register import Group
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_

# A verdict may be recorded by a reviewer as well as by an officer: what counts is the record of it.
BY_RESULT: Final = ("reviewer", "officer")
# Where something leaves the laboratory: openly, or after what was asked for.
OPEN: Final = ("approved", "to-change")
OUT: Final = (*OPEN, "published")
RULED: Final = ("approved", "to-change", "deferred", "limited", "rejected", "returned", "escalated")
REVIEWED: Final = ("review", *RULED)
FROM_SUBMITTED: Final = ("submitted", *REVIEWED)
PENDING: Final = ("draft", "submitted", "review", "returned", "escalated", "to-change", "deferred")

STATES: Final = States(
    states=(
        State("draft", N_("Draft"), waits_for=N_("Authors"), aliases=("起草", "草稿")),
        State("submitted", N_("Handed in for review"), waits_for=N_("IP officer"), aliases=("报送", "已报送", "待审")),
        State("review", N_("Under review"), waits_for=N_("Secrecy reviewer"), aliases=("审查中", "在审")),
        State("returned", N_("Sent back for completion"), waits_for=N_("Authors"), aliases=("退回补正", "退回")),
        State("escalated", N_("With the higher authority"), waits_for=N_("Higher authority"),
              aliases=("报上级", "报批中")),
        State("deferred", N_("Put off"), waits_for=N_("A filing, a day or an approval"), resting=True,
              aliases=("暂缓", "暂缓公开")),
        State("to-change", N_("To be changed"), waits_for=N_("Authors"), aliases=("修改后公开", "待修改")),
        State("approved", N_("Approved for publication"), waits_for=N_("Authors"), resting=True,
              aliases=("同意公开", "已同意", "审查通过")),
        State("limited", N_("Limited circle"), waits_for=N_("Authors"), resting=True,
              aliases=("限定范围", "内部交流")),
        State("rejected", N_("Not to be published"), final=True, aliases=("不得公开", "不同意公开")),
        State("published", N_("Published"), final=True, aliases=("已发表", "已公开", "已刊出")),
    ),
    moves=(
        Move("draft", "submitted", N_("Hand in")),
        Move("submitted", "review", N_("Begin the review")),
        Move("submitted", "draft", N_("Back to the draft"), reason=True, unchecked=True),
        Move("review", "approved", N_("Approve publication"), roles=BY_RESULT),
        Move("review", "to-change", N_("Approve after changes"), roles=BY_RESULT),
        Move("review", "deferred", N_("Put off"), roles=BY_RESULT),
        Move("review", "limited", N_("Limit the circle"), roles=BY_RESULT),
        Move("review", "rejected", N_("Refuse publication"), roles=BY_RESULT),
        Move("review", "returned", N_("Send back"), roles=BY_RESULT, reason=True),
        Move("review", "escalated", N_("Put before the higher authority"), roles=BY_RESULT),
        Move("returned", "submitted", N_("Hand in again")),
        Move("escalated", "review", N_("Take up again")),
        Move("deferred", "review", N_("Take up again")),
        Move("to-change", "review", N_("Look at the changes")),
        Move("approved", "published", N_("Record as published")),
        Move("limited", "published", N_("Record as published")),
        Move("draft", "published", N_("Found published")),
        Move("review", "published", N_("Found published")),
        Move("deferred", "published", N_("Found published")),
        Move("approved", "review", N_("Review again"), reason=True, unchecked=True),
        Move("limited", "review", N_("Review again"), reason=True, unchecked=True),
        Move("rejected", "review", N_("Review again"), reason=True, unchecked=True),
        Move("published", "review", N_("Review again"), reason=True, unchecked=True),
    ),
)  # fmt: skip

DECLARATIONS: Final = (
    *("declared_no_secret", "declared_no_internal", "declared_disclosed", "declared_rights"),
    *("declared_data", "declared_ai", "declared_single", "declared_agreed"),
)
GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group(
        "work",
        N_("What is to be published"),
        (
            *("number", "title", "kind", "venue", "venue_country", "language", "venue_preprints"),
            *("planned_submission", "planned_publication"),
        ),
    ),
    Group("authors", N_("Authors"), ("authors",)),
    Group("sources", N_("Funding and material of others"), ("acknowledgements", "materials")),
    Group("links", N_("Where it comes from"), ("projects", "disclosure", "patents", "secrets")),
    Group("declaration", N_("Declaration of the authors"), (*DECLARATIONS, "declared_by", "declared_on")),
    Group("manuscripts", N_("Files under review"), ("version", "manuscripts")),
    Group(
        "list",
        N_("The fourteen checks"),
        ("checklist", "checklist_version", "answers", "gates", "unanswered", "score", "proposed"),
        office=True,
    ),
    Group("handled", N_("Findings of the text check"), ("handled",), office=True),
    Group("notice", N_("Notice to the funder"), ("notice_given_on", "funder_letter"), office=True),
    Group(
        "verdict",
        N_("Opinions and verdict"),
        (
            *("opinions_needed", "opinions", "verdict", "conditions", "deferred_disclosures"),
            *("deferred_patents", "deferred_until", "decided_on", "approved_until"),
            *("manifest", "approved_manifest"),
        ),
        office=True,
    ),
    Group(
        "after",
        N_("Submission and publication"),
        (
            *("submitted_on", "accepted_on", "abstract_on", "online_on", "published_on", "reference"),
            *("found_later", "found_later_reason"),
        ),
        office=True,
    ),
)
