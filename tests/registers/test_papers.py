"""Reviews before publication: what keeps one from going out, what binds an approval, and when a hold is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from ipdesk.model.findings import Leaver, Linked, Unsigned
from ipdesk.model.record import WITHDRAWN
from ipdesk.registers.paper_choices import LEADS_TO, VERDICTS
from ipdesk.registers.paper_manifest import is_whole, manifest_of, under_review
from ipdesk.registers.paper_rows import Author, Handled, Manuscript, Material, Opinion
from ipdesk.registers.paper_states import OPEN, OUT, RULED
from ipdesk.registers.papers import REGISTER, Paper, settled
from ipdesk.rules.checklist import evaluate
from tests.registers.publishing import (
    ASKED,
    CLEAR,
    DISCLOSED,
    FILED,
    FILES,
    FUNDED,
    LINKED,
    OURS,
    PAPER,
    PAPER_FACTS,
    answered,
    opinions,
)
from tests.registers.samples import TODAY, Pair, check, found

FIRST, SECOND = PAPER.authors
HELD = {
    "state": "approved",
    "approved_until": TODAY + timedelta(100),
    "approved_manifest": manifest_of(FILES[:2]),
}


def told(other: Linked, register: str, **facts: str) -> dict[str, Any]:
    """Return facts in which a linked record tells something else."""
    changed = replace(other, facts={**other.facts, **facts})
    return {"facts": replace(PAPER_FACTS, linked={**LINKED, (register, other.number): changed})}


def filed(day: str) -> dict[str, Any]:
    """Return facts in which the application was filed on a day, "" for not yet."""
    return told(FILED, "patents", filed_on=day)


def first(**values: Any) -> dict[str, Any]:
    """Return the authors with the first one changed."""
    return {"authors": (replace(FIRST, **values), SECOND)}


def left(**values: Any) -> dict[str, Any]:
    """Return authors and facts in which the first one left."""
    return first(**values) | {
        "facts": replace(PAPER_FACTS, leavers=(Leaver("单雨桐", "A0117", date(2026, 10, 1)),))
    }


def unsigned(**values: Any) -> dict[str, Any]:
    """Return authors and facts in which the first one has no agreement."""
    return first(**values) | {"facts": replace(PAPER_FACTS, unsigned=(Unsigned("单雨桐", "A0117"),))}


def attached(name: str, sha256: str) -> dict[str, Any]:
    """Return facts in which one file is attached."""
    return {"facts": replace(PAPER_FACTS, attached=((name, sha256),))}


def waiting(**values: Any) -> dict[str, Any]:
    """Return a paper that is put off until its result is filed."""
    return {
        "state": "deferred", "verdict": "defer-until-filed", "deferred_disclosures": (DISCLOSED.number,), **values
    }  # fmt: skip


def out(**values: Any) -> dict[str, Any]:
    """Return a paper that was published ten days after the filing."""
    return {"state": "published", "published_on": date(2026, 11, 22), **values}


ABROAD = Linked(DISCLOSED.number, "", "closed", {"outcome": "patent", "abroad": "yes"})
AHEAD = {
    "facts": replace(
        filed("")["facts"], linked={**filed("")["facts"].linked, ("disclosures", DISCLOSED.number): ABROAD}
    )
}
ELSEWHERE: dict[str, Any] = {
    "checklist": "",
    "answers": (),
    "gates": "",
    "approved_manifest": "",
    "decided_on": date(2026, 11, 21),
}
BEGAN = date(2026, 11, 22)
BROUGHT: dict[str, Any] = {
    **ELSEWHERE,
    "answers": (),
    "gates": "",
    "verdict": "approve",
    "created": "",
    "state": "draft",
}
PAIRS: tuple[Pair, ...] = (
    ("classified", {"level": "classified"}, {}),
    ("classified", {"classification": "secret"}, {}),
    ("trade-level", {"level": "trade"}, {}),
    ("secret-near", {"secrets": ("JS-2026-0001",), "answers": answered(trade__overlap="")},
     {"secrets": ("JS-2026-0001",)}),
    ("checklist-missing", {"checklist": ""}, {}),
    ("check-shut", {"answers": answered(secret__content="no")}, {}),
    ("checks-open", {"answers": answered(text__bound="")}, {}),
    ("checks-open", {"answers": answered(foreign__involved="yes")}, {}),
    ("checks-open", {"answers": answered(thesis__is="yes")}, {"answers": answered(thesis__is="yes", thesis__route="public")}),
    ("other-than-proposed", {"answers": answered(result__filed="open")}, {"answers": answered(result__filed="not-wanted")}),
    ("abroad-unanswered", {"venue_country": "英国"}, {"venue_country": "英国", "answers": answered(foreign__involved="yes")}),
    ("abroad-unanswered", first(standing="foreign"), {}),
    ("abroad-unanswered", first(country="德国"), first(country="CHN")),
    ("opinions-missing", {"opinions": opinions(*ASKED[1:])}, {}),
    ("verdict-leads", {"state": "review"}, {"state": "approved"}),
    ("opinions-missing", {"answers": answered(media__is="yes")}, {"answers": answered(media__is="yes"), "opinions": opinions(*ASKED, "publicity")}),
    ("opinions-missing", {"manuscripts": (replace(FILES[0], added_on=date(2026, 11, 20)),)}, {"manuscripts": (replace(FILES[0], added_on=date(2026, 11, 19)),)}),
    ("opinion-against", {"opinions": (*PAPER.opinions, Opinion(step="secrecy-office", opinion="disagree"))}, {}),
    ("verdict-missing", {"verdict": ""}, {}),
    ("verdict-incomplete", {"decided_on": None}, {}),
    ("verdict-incomplete", {"verdict": "approve-after-change"}, {"verdict": "approve-after-change", "conditions": "删图3"}),
    ("verdict-incomplete", {"verdict": "defer-until-filed"}, {"verdict": "defer-until-filed", "deferred_patents": (FILED.number,)}),
    ("verdict-incomplete", {"verdict": "defer-until"}, {"verdict": "defer-until", "deferred_until": TODAY}),
    ("disclosure-missing", {"disclosure": (), "patents": ()}, {"patents": ()}),
    ("origin-gone", {"disclosure": ("PL-9",)}, {}),
    ("unfiled", filed(""), filed("2026-12-20")),
    ("unfiled", filed("2026-12-21"), {}),
    ("unfiled", filed("") | {"patents": ()}, told(DISCLOSED, "disclosures", outcome="none") | {"patents": ()}),
    ("unfiled", filed("2026-12-01") | {"abstract_on": date(2026, 11, 30)}, filed("2026-11-30") | {"abstract_on": date(2026, 11, 30)}),
    ("unfiled-abroad", AHEAD, filed("")),
    ("grace-not-assumed", filed(""), {}),
    ("hold-over", waiting(), waiting(**filed(""))),
    ("hold-over", {"state": "deferred", "verdict": "defer-until", "deferred_until": TODAY},
     {"state": "deferred", "verdict": "defer-until", "deferred_until": TODAY + timedelta(1)}),
    ("hold-stands", waiting(**filed("")), waiting()),
    ("published-unfiled", out(**filed("")), out()),
    ("published-unfiled", out(**filed("2026-11-23")), out(**filed("2026-11-22"))),
    ("published-unfiled", out(**filed("2026-11-22"), online_on=date(2026, 11, 21)), out(**filed("2026-11-21"), online_on=date(2026, 11, 21))),
    ("published-unfiled", out(**filed("2026-11-22"), submitted_on=date(2026, 11, 1), venue_preprints=True),
     out(**filed("2026-11-22"), submitted_on=date(2026, 11, 1))),
    ("author-open", first(agreed=None), {}),
    ("author-open", first(agreed=False), first(agreed=False) | {"state": "rejected"}),
    ("corresponding-missing", first(corresponding=None), {}),
    ("author-left", left(), left(standing="joint")),
    ("author-agreement", unsigned(), unsigned(standing="joint")),
    ("licence-missing", {"materials": (Material(what="图3"),)}, {}),
    ("declaration-missing", {"declared_ai": None}, {}),
    ("declaration-missing", {"declared_by": ""}, {"declared_by": "", "state": "published"}),
    ("declared-no", {"declared_data": False}, {}),
    ("files-missing", {"version": "3"}, {"version": "1"}),
    ("files-missing", {"manuscripts": (replace(FILES[0], sha256="12"),)}, {}),
    ("planned", {}, {"submitted_on": TODAY}),
    ("planned-past", {"planned_submission": TODAY - timedelta(1)}, {"planned_submission": TODAY}),
    ("approval-open-ended", HELD | {"approved_until": None, "decided_on": None}, HELD),
    ("approval-lapsed", HELD | {"approved_until": TODAY - timedelta(1)}, HELD | {"approved_until": TODAY}),
    ("approval-holds", HELD, {"state": "review"}),
    ("files-differ", HELD | {"version": "1"}, HELD),
    ("files-differ", HELD | {"approved_manifest": ""}, HELD),
    ("attached-differ", HELD | attached("另一稿.docx", "9" * 64), HELD | attached("稿.docx", under_review(PAPER)[0].sha256)),
    ("passed-unanswered", {"handled": (Handled(key="k1"),)}, {"handled": (Handled(key="k1", answer="accepted"),)}),
    ("notice-missing", {"notice_given_on": None}, told(FUNDED, "projects", notice_days="") | {"notice_given_on": None}),
    ("notice-late", {"notice_given_on": date(2026, 12, 6)}, {"notice_given_on": date(2026, 12, 5)}),
    ("funder-terms", {"funder_letter": ""}, told(FUNDED, "projects", publication_terms="no") | {"funder_letter": ""}),
    ("published-unreviewed", out(found_later=True), out()),
    ("reviewed-elsewhere", out(**ELSEWHERE), out(**ELSEWHERE | {"decided_on": date(2026, 11, 23)})),
    ("reviewed-elsewhere", out(**ELSEWHERE), out(**ELSEWHERE | {"decided_on": BEGAN})),
    ("reviewed-elsewhere", BROUGHT, BROUGHT | {"created": "2026-11-22T00:00:00.000000Z"}),
    ("reviewed-elsewhere", {**BROUGHT, "state": "rejected"}, {**BROUGHT, "state": "rejected", "checklist": "ab"}),
    ("review-unproven", out(**ELSEWHERE | {"decided_on": BEGAN}), out(**ELSEWHERE)),
    (
        "not-reviewed-here",
        {**BROUGHT, "state": "approved", "submitted_on": BEGAN},
        {**BROUGHT, "state": "approved", "submitted_on": BEGAN - timedelta(1)},
    ),
    ("not-approved", {**ELSEWHERE, "published_on": TODAY + timedelta(1)}, {**ELSEWHERE, "published_on": TODAY}),
    ("published-day", HELD, {}),
    ("published-day", {"found_later": True}, {"found_later": True, "published_on": TODAY}),
    ("not-approved", {}, {"found_later": True}),
    ("not-approved", {}, HELD),
    ("days-order", {"submitted_on": TODAY, "accepted_on": TODAY - timedelta(1)}, {}),
    ("day-ahead", {"submitted_on": TODAY + timedelta(1)}, {"submitted_on": TODAY}),
    ("link-unknown", {"projects": ("KY-9",)}, {}),
)  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(PAPER, pair)
    assert finding.clears is not None
    assert finding.blocks or finding.severity != "block"


def test_a_whole_review_may_be_approved_and_nothing_else() -> None:
    seen = found(PAPER)
    assert {name for name, each in seen.items() if "approved" in each.blocks} == set()
    assert {name for name, each in seen.items() if "rejected" in each.blocks} == {"verdict-leads"}


@pytest.mark.parametrize("verdict", [each.code for each in VERDICTS])
def test_each_verdict_leads_to_its_state_alone(verdict: str) -> None:
    blocks = found(PAPER, verdict=verdict)["verdict-leads"].blocks
    assert set(RULED) - set(blocks) == {LEADS_TO[verdict]}
    assert {each.target for each in REGISTER.states.moves_from("review")} >= set(RULED)


def test_a_shut_check_still_lets_the_circle_be_limited_and_the_paper_be_refused() -> None:
    shut = found(PAPER, answers=answered(trade__overlap="yes"), verdict="limited")["check-shut"]
    assert set(shut.blocks) == set(OPEN)


def test_what_was_published_without_a_review_is_recorded_once_it_is_said_how() -> None:
    values: dict[str, Any] = {
        "state": "draft", "found_later": True, "verdict": "", "published_on": TODAY, "level": "classified",
        "declared_on": None, "answers": (), "handled": (),
    }  # fmt: skip
    silent = found(PAPER, **values)
    assert {name for name, each in silent.items() if "published" in each.blocks} == {"published-unreviewed"}
    said = found(PAPER, **values, found_later_reason="学生自行投稿。")
    assert not [each for each in said.values() if "published" in each.blocks]
    assert "published" in found(PAPER, **values | {"found_later": None})["not-approved"].blocks


def test_a_hold_names_the_filing_and_the_move_back() -> None:
    over = found(PAPER, **waiting())["hold-over"]
    assert (over.due, over.moves_to) == (date(2026, 11, 12), ("review",))


def test_no_grace_is_taken_for_granted_and_its_last_day_is_told_where_it_may_be_thought_of() -> None:
    journal = found(PAPER, **out(**filed("")))["published-unfiled"]
    meeting = found(PAPER, **out(kind="conference", **filed("")))["published-unfiled"]
    assert (journal.due, meeting.due) == (None, date(2027, 5, 22))


def test_an_approval_lapses_after_the_months_of_the_list_unless_another_day_is_given() -> None:
    made, _ = settled(PAPER, OURS)
    assert made.approved_until == date(2027, 5, 20)
    assert made.opinions_needed == ASKED
    assert made.proposed == "approve"
    assert settled(replace(PAPER, approved_until=TODAY), OURS)[0].approved_until == TODAY
    assert settled(replace(PAPER, verdict="reject"), OURS)[0].approved_until is None
    assert settled(PAPER, None)[0].gates == "open"


def test_the_digest_binds_role_name_and_bytes_and_no_order() -> None:
    usual = manifest_of(FILES)
    assert {manifest_of(each) for each in permutations(FILES)} == {usual}
    assert manifest_of((replace(FILES[0], sha256="A1" * 32), *FILES[1:])) == usual
    changes: tuple[dict[str, Any], ...] = ({"role": "slides"}, {"name": "热链2.pdf"}, {"sha256": "a2" * 32})
    for change in changes:
        assert manifest_of((replace(FILES[0], **change), *FILES[1:])) != usual
    assert manifest_of(()) == ""
    assert not is_whole(())
    assert under_review(replace(PAPER, version="")) == FILES
    assert len(under_review(PAPER)) == 2
    one = (Manuscript(role="paper", name="a", sha256="0" * 64),)
    assert manifest_of(one) == "f14f6b0102f2739eec3db1bc42659d25a7b85e97b807e7ce9f6c9a7ee9f92114"


def test_the_route_of_the_list_follows_the_answers() -> None:
    plain = {each.id for each in evaluate(OURS, CLEAR).asked}
    abroad = {each.id for each in evaluate(OURS, CLEAR | {"foreign.involved": "yes"}).asked}
    genes = {each.id for each in evaluate(OURS, CLEAR | {"data.kind": "human-genes"}).asked}
    assert abroad - plain == {"foreign.catalogue", "foreign.dual-use", "foreign.parties"}
    assert genes - plain == {"data.genes"}
    steps = {each.step for each in evaluate(OURS, CLEAR | {"thesis.is": "yes"}).approvals(OURS, "approve")}
    assert steps - set(ASKED) == {"graduate-office"}


def test_a_withdrawn_review_asks_nothing_and_an_empty_one_closes_every_way_out() -> None:
    assert found(PAPER, state=WITHDRAWN) == {}
    blocks = {state for each in found(Paper(state="review")).values() for state in each.blocks}
    assert blocks >= {*OUT, *RULED}
    assert Author().agreed is None
