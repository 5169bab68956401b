"""The checklists that come with the program: they are read, hold together, and reach every outcome they can propose."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from ipdesk.operations.checklists import CHECKLISTS, PROPOSED
from ipdesk.paths import resource_path
from ipdesk.rules.checklist import TOTAL, Checklist, evaluate
from ipdesk.rules.checklist_files import read_checklist
from tests.rules.test_checklist import possible

TRIES = 40_000
BEST = 1.2  # how far answers are bent at most: nearly all good, as filing abroad asks


def shipped(name: str) -> Checklist:
    path = resource_path("rules", "checklists", f"{name}.toml")
    return read_checklist(path.name, path.read_text(encoding="utf-8"))


def likely(made: Checklist, chance: random.Random, bent: float) -> dict[str, str]:
    """Return answers that seldom fail; the nearer `bent` is to 1, the better they are."""
    found = {}
    for item in made.items:
        options = [each for each in possible(item) if each not in item.fails] or possible(item)
        if item.weight:
            options.sort(key=lambda each: item.value(each) or Fraction(0))
            place = min(len(options) - 1, int(chance.betavariate(1 + 4 * bent, 5 - 4 * bent) * len(options)))
            found[item.id] = options[place]
        else:
            found[item.id] = chance.choice(options)
    return found


@pytest.mark.parametrize("name", CHECKLISTS.names)
def test_a_shipped_list_is_read_and_proposes_what_is_known(name: str) -> None:
    made = shipped(name)
    assert made.id == name
    assert {each.outcome for each in made.proposals} <= PROPOSED[name]
    gated = all(each.gate for each in made.dimensions)
    assert sum(each.weight for each in made.dimensions) == (0 if gated else 100)


def test_every_outcome_of_an_assessment_is_reached_and_none_past_a_failed_gate() -> None:
    made, chance = shipped("assessment"), random.Random(2)
    seen: set[str] = set()
    for _ in range(TRIES):
        answers = likely(made, chance, chance.uniform(0, BEST))
        found = evaluate(made, answers)
        if found.proposal is not None:
            assert not found.failed
            seen.add(found.proposal.outcome)
        if seen == PROPOSED["assessment"]:
            break
    assert seen == PROPOSED["assessment"]


def test_every_proposal_of_a_review_is_reached_and_none_past_a_shut_check() -> None:
    made, chance = shipped("papers"), random.Random(5)
    seen: set[str] = set()
    for _ in range(TRIES):
        found = evaluate(made, likely(made, chance, chance.random()))
        if found.proposal is not None:
            assert not found.failed
            seen.add(found.proposal.outcome)
        if seen == {each.outcome for each in made.proposals}:
            break
    assert seen == {each.outcome for each in made.proposals}


def test_classified_work_never_goes_an_open_way() -> None:
    made, chance = shipped("assessment"), random.Random(7)
    for _ in range(1_500):
        answers = likely(made, chance, chance.random()) | {
            "secrecy.level": chance.choice(("secret", "confidential"))
        }
        proposal = evaluate(made, answers).proposal
        assert proposal is None or proposal.outcome in {
            "defence-patent",
            "secret-patent",
            "supplement",
            "none",
        }
    for level in ("top-secret", "unclear"):
        found = evaluate(made, likely(made, chance, 0.9) | {"secrecy.level": level})
        assert found.failed
        assert TOTAL not in found.scores
