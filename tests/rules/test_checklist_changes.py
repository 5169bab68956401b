"""What differs between two checklists: told once, in both wordings, and the same from either side."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.findings import Basis
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.checklist import Approval, Checklist, Condition, Dimension, Item, Option, Proposal
from ipdesk.rules.checklist_changes import LABELS, Changes, compare
from ipdesk.rules.part_changes import Change
from ipdesk.rules.wordings import changes_wording, condition_wording, item_wording, proposal_wording
from ipdesk.rules.words import Words
from tests.rules.lists import trial

ENGLISH = Translator("en", resource_path("i18n"))
CHINESE = Translator("zh", resource_path("i18n"))
BASES = ((Basis("专利法", "第六条", "C"),), (Basis("评估实务", "", "P"),))


def changed(old: Checklist, new: Checklist) -> Changes:
    found = compare(old, new)
    assert not found.is_empty()
    return found


def with_item(checklist: Checklist, id: str, **fields_of: Any) -> Checklist:
    items = tuple(replace(each, **fields_of) if each.id == id else each for each in checklist.items)
    return replace(checklist, items=items)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("question", Words("问？", "Ask?")),
        ("guidance", Words("看。", "Look.")),
        ("kind", "choice"),
        ("weight", 9),
        ("options", (Option("a", Words("甲", "A")),)),
        ("when", (Condition("gate.level", ("none",)),)),
        ("fails", ("no",)),
        ("clears", Words("办。", "Do.")),
        ("basis", BASES[1]),
    ],
)
def test_a_question_that_is_put_otherwise_is_told_with_both_wordings(name: str, value: Any) -> None:
    new = with_item(trial(), "worth.whole", **{name: value})
    (change,) = changed(trial(), new).items.changed
    assert change.what == (name,)
    assert getattr(change.old, name) != getattr(change.new, name) == value


def test_questions_come_and_go_and_change_places() -> None:
    old = trial()
    extra = replace(old.items[0], id="gate.more")
    new = replace(old, items=(extra, old.items[1], old.items[0], *old.items[3:]))
    found = changed(old, new).items
    assert [each.id for each in found.added] == ["gate.more"]
    assert [each.id for each in found.removed] == ["worth.novel"]
    assert found.changed == ()
    assert found.reordered
    assert len(found.same) == len(old.items) - 1


def test_weights_of_dimensions_and_the_head_of_the_list() -> None:
    old = trial()
    dimensions = tuple(replace(each, weight={60: 55, 40: 45}.get(each.weight, 0)) for each in old.dimensions)
    new = replace(old, version="3", effective_from=date(2027, 1, 1), dimensions=dimensions)
    found = changed(old, new)
    assert found.head == ("version", "effective_from")
    assert [(each.old.weight, each.new.weight) for each in found.dimensions.changed] == [(60, 55), (40, 45)]
    assert {each.what for each in found.dimensions.changed} == {("weight",)}


def test_proposals_are_known_again_by_outcome_with_reason_or_condition() -> None:
    old = trial()
    secret, filing, rest = old.proposals
    new = replace(
        old,
        proposals=(replace(filing, at_least={"total": 70}), secret, replace(rest, reason=Words("无", "No"))),
    )
    found = changed(old, new).proposals
    assert [(each.old.outcome, each.what) for each in found.changed] == [
        ("file-cn", ("at_least",)),
        ("none", ("reason",)),
    ]
    assert found.same == (secret,)
    assert found.reordered
    other = changed(old, replace(old, proposals=(replace(secret, outcome="publish"), filing, rest))).proposals
    assert [each.outcome for each in (*other.removed, *other.added)] == ["technical-secret", "publish"]


def test_approvals_are_known_again_by_their_step() -> None:
    old = trial()
    head, leader, committee = old.approvals
    new = replace(
        old,
        approvals=(
            head,
            replace(leader, at_least={"total": 90}),
            committee,
            replace(head, step="classifier"),
        ),
    )
    found = changed(old, new).approvals
    assert [(each.old.step, each.what) for each in found.changed] == [("ip-leader", ("at_least",))]
    assert [each.step for each in found.added] == ["classifier"]
    assert found.same == (head, committee)


def test_every_part_that_may_differ_has_a_label() -> None:
    parts = {each.name for kind in (Item, Dimension, Proposal, Approval, Checklist) for each in fields(kind)}
    assert parts - {"dimensions", "items", "proposals", "approvals"} == LABELS.keys()


def test_what_differs_is_said_in_both_wordings() -> None:
    old = trial()
    first, second, *rest = old.items
    reworded = replace(second, question=Words("密级？", "Level?"))
    new = replace(
        old,
        items=(reworded, *rest, replace(first, id="gate.more")),
        dimensions=tuple(replace(each, weight=each.weight and 50) for each in old.dimensions),
        approvals=(),
    )
    told = [ENGLISH.say(each) for each in changes_wording(compare(old, new))]
    assert told == [
        "Added: gate.reviewed?",
        "Removed: gate.reviewed?",
        "Changed (Question): gate.level? → Level?",
        "Weight of “Worth”: 60 → 50",
        "Weight of “Market”: 40 → 50",
        "The steps of approval differ.",
    ]
    assert changes_wording(compare(old, old)) == ()


# Any two lists: they need not be ones that a file could hold.

words = st.builds(Words, st.sampled_from(["甲", "乙"]), st.sampled_from(["a", "b"]))
ids = st.sampled_from([f"x.{number}" for number in range(5)])
conditions = st.lists(st.builds(Condition, ids, st.sampled_from([("yes",), ("no",)])), max_size=1).map(tuple)
items = st.builds(
    Item, id=ids, dimension=st.sampled_from(["x", "y"]), kind=st.sampled_from(["yes-no", "score"]), question=words,
    basis=st.sampled_from(BASES), weight=st.integers(0, 2), when=conditions,
)  # fmt: skip
dimensions = st.builds(Dimension, id=st.sampled_from(["x", "y", "z"]), label=words, weight=st.integers(0, 2))
proposals = st.builds(
    Proposal, outcome=st.sampled_from(["a", "b"]), reason=words, when=conditions,
    at_least=st.dictionaries(st.just("total"), st.integers(1, 2)),
)  # fmt: skip
approvals = st.builds(
    Approval, step=st.sampled_from(["a", "b"]), reason=words, basis=st.sampled_from(BASES), when=conditions,
    outcomes=st.sampled_from([(), ("file-cn",)]),
)  # fmt: skip


def several(each: st.SearchStrategy[Any], **more: Any) -> st.SearchStrategy[Any]:
    return st.lists(each, max_size=5, **more).map(tuple)


def by_id(each: Any) -> str:
    return str(each.id)


checklists = st.builds(
    Checklist, id=st.just("x"), version=st.sampled_from(["1", "2"]), label=words, basis=st.sampled_from(BASES),
    dimensions=several(dimensions, unique_by=by_id), items=several(items, unique_by=by_id), proposals=several(proposals),
    approvals=several(approvals), lapses_after=st.sampled_from([0, 12]),
)  # fmt: skip


def parts_of(found: Changes) -> list[Any]:
    return [found.dimensions, found.items, found.proposals, found.approvals]


@given(checklists)
def test_a_list_does_not_differ_from_itself(one: Checklist) -> None:
    assert compare(one, one).is_empty()


@given(checklists, checklists)
def test_nothing_differs_only_between_equals(one: Checklist, other: Checklist) -> None:
    assert compare(one, other).is_empty() == (one == other)


@given(checklists, checklists)
def test_swapping_them_swaps_what_came_and_what_went(one: Checklist, other: Checklist) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.head == back.head
    for forth, turned in zip(parts_of(there), parts_of(back), strict=True):
        assert (forth.added, forth.removed) == (turned.removed, turned.added)
        assert forth.reordered == turned.reordered
        mirrored = [Change(each.new, each.old, each.what) for each in turned.changed]
        assert sorted(map(repr, forth.changed)) == sorted(map(repr, mirrored))


@given(checklists, checklists)
def test_everything_is_in_exactly_one_class(one: Checklist, other: Checklist) -> None:
    found = compare(one, other)
    for part, old, new in (
        (found.dimensions, one.dimensions, other.dimensions),
        (found.items, one.items, other.items),
        (found.proposals, one.proposals, other.proposals),
        (found.approvals, one.approvals, other.approvals),
    ):
        gone: list[Any] = [*part.removed, *(each.old for each in part.changed), *part.same]
        come: list[Any] = [*part.added, *(each.new for each in part.changed), *part.same]
        assert sorted(map(repr, gone)) == sorted(map(repr, old))
        assert sorted(map(repr, come)) == sorted(map(repr, new))
        assert all(each.what for each in part.changed)


def test_the_parts_of_a_question_in_words() -> None:
    made = trial()
    items_of = {item.id: item for item in made.items}
    size = items_of["market.size"]
    assert item_wording(made, size, "kind", ENGLISH) == "One of several"
    assert item_wording(made, size, "dimension", CHINESE) == "市场"
    assert item_wording(made, size, "options", CHINESE) == "小 [small] = 0.25\n大 [large] = 1"
    assert item_wording(made, size, "when", CHINESE) == "“market.demand？”的答案为4、5"
    assert item_wording(made, size, "weight", ENGLISH) == "3"
    assert item_wording(made, items_of["worth.note"], "weight", ENGLISH) == ""
    assert item_wording(made, items_of["worth.note"], "may_not_apply", CHINESE) == "是"
    assert item_wording(made, items_of["gate.level"], "fails", ENGLISH) == "Top secret"
    assert item_wording(made, items_of["secret.seen"], "good", CHINESE) == "否"
    assert item_wording(made, size, "basis", ENGLISH) == "专利法第六条"
    for item in made.items:
        assert all(isinstance(item_wording(made, item, each.name, CHINESE), str) for each in fields(Item))


def test_proposals_and_conditions_in_words() -> None:
    made = trial()
    assert proposal_wording(made, made.proposals[0], ENGLISH) == "Secret: at least 100\nTotal score: below 60"
    assert proposal_wording(made, made.proposals[2], ENGLISH) == ""
    assert proposal_wording(made, made.approvals[1], ENGLISH) == "Total score: at least 80"
    assert condition_wording(made, Condition("gone", ("yes",)), ENGLISH) == "gone"
    assert condition_wording(made, Condition("worth.whole", ("na",)), ENGLISH).endswith("not applicable")
