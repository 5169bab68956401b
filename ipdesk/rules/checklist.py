"""Checklists: questions with weights, conditions and knock-outs, and what the answers amount to.

An answer is a text: `yes`, `no`, a score from 0 to 5, the code of an option, words, a day as ISO 8601, or what names a
piece of evidence; NOT_APPLICABLE where the question allows it; nothing while it is open. All reckoning is exact, and
depends on the list and the answers alone: not on their order, the day, or the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from ipdesk.model.findings import Basis
from ipdesk.rules.words import Words

Kind = Literal["yes-no", "score", "choice", "text", "day", "evidence"]
Answers = Mapping[str, str]
YES, NO, NOT_APPLICABLE = "yes", "no", "na"
MOST_SCORE: Final = 5
TOTAL: Final = "total"
SCORED: Final = ("yes-no", "score", "choice")


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked, or a proposal made, only while another question has one of these answers."""

    item: str
    answers: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Say whether it holds."""
        return answers.get(self.item, "") in self.answers


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice; `value` from 0 to 1 where the choice counts."""

    code: str
    label: Words
    value: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Questions that belong together: a gate, a weighted part of the total in percent, or a test of its own."""

    id: str
    label: Words
    weight: int = 0
    gate: bool = False
    test: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question. `fails` are the answers that stop everything until what `clears` says was done.

    `good` is the answer of a yes-no question that counts in full. A question without weight does not count.
    """

    id: str
    dimension: str
    kind: Kind
    question: Words
    basis: tuple[Basis, ...]
    guidance: Words = field(default_factory=Words)
    weight: int = 0
    good: str = YES
    fails: tuple[str, ...] = ()
    clears: Words = field(default_factory=Words)
    may_not_apply: bool = False
    options: tuple[Option, ...] = ()
    when: tuple[Condition, ...] = ()

    def fits(self, answer: str) -> bool:
        """Say whether a text answers the question."""
        if answer == NOT_APPLICABLE:
            return self.may_not_apply
        match self.kind:
            case "yes-no":
                return answer in (YES, NO)
            case "score":
                return answer in {str(score) for score in range(MOST_SCORE + 1)}
            case "choice":
                return answer in {option.code for option in self.options}
            case "day":
                return _is_day(answer)
            case "text" | "evidence":
                return bool(answer.strip())

    def value(self, answer: str) -> Fraction | None:
        """Return what an answer counts from 0 to 1, None when it does not count."""
        if not self.weight or not self.fits(answer) or answer == NOT_APPLICABLE:
            return None
        match self.kind:
            case "yes-no":
                return Fraction(answer == self.good)
            case "score":
                return Fraction(int(answer), MOST_SCORE)
            case "choice":
                return next(option.value for option in self.options if option.code == answer)
            case _:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the desk proposes, and why, when the scores are at least, and below, so much, and the conditions hold."""

    outcome: str
    reason: Words
    at_least: Mapping[str, int] = field(default_factory=dict)
    below: Mapping[str, int] = field(default_factory=dict)
    when: tuple[Condition, ...] = ()

    def fits(self, scores: Mapping[str, Fraction], answers: Answers) -> bool:
        """Say whether it is to be made."""
        return (
            all(name in scores and scores[name] >= least for name, least in self.at_least.items())
            and all(name in scores and scores[name] < most for name, most in self.below.items())
            and all(each.holds(answers) for each in self.when)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list of questions in its version, in force from one day to another."""

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    proposals: tuple[Proposal, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None

    def asked(self, answers: Answers) -> Iterator[Item]:
        """Yield the questions that are asked with these answers: one whose condition is not asked is not asked either."""
        open_ids: set[str] = set()
        for item in self.items:  # a condition names questions above alone; the reader of files sees to that
            if all(each.item in open_ids and each.holds(answers) for each in item.when):
                open_ids.add(item.id)
                yield item


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What answers amount to.

    `scores` from 0 to 100 by dimension, and under TOTAL, as far as they can be told; `failed` are knock-outs, which
    stop the scoring; `missing` are questions asked and not answered; `proposal` is there when neither stands.
    """

    scores: Mapping[str, Fraction]
    failed: tuple[Item, ...]
    missing: tuple[Item, ...]
    proposal: Proposal | None = None


def unfit_answers(checklist: Checklist, answers: Answers) -> dict[str, str]:
    """Return the answers that answer no question of the list, or not as it asks."""
    items = {item.id: item for item in checklist.items}
    return {
        name: answer
        for name, answer in answers.items()
        if answer and (name not in items or not items[name].fits(answer))
    }


def evaluate(checklist: Checklist, answers: Answers) -> Result:
    """Return what answers amount to; those that do not fit count as open."""
    unfit = unfit_answers(checklist, answers)
    sound = {name: answer for name, answer in answers.items() if answer and name not in unfit}
    asked = tuple(checklist.asked(sound))
    failed = tuple(item for item in asked if sound.get(item.id, "") in item.fails)
    missing = tuple(item for item in asked if item.id not in sound)
    if failed:
        return Result(scores={}, failed=failed, missing=missing)
    scores = _scores(checklist, asked, sound)
    proposal = None
    if not missing:
        live = {
            item.id: sound[item.id] for item in asked
        }  # not what was answered before it was asked no more
        proposal = next((each for each in checklist.proposals if each.fits(scores, live)), None)
    return Result(scores=scores, failed=(), missing=missing, proposal=proposal)


def _scores(checklist: Checklist, asked: tuple[Item, ...], answers: Answers) -> dict[str, Fraction]:
    """Return the score of each dimension in which anything counts, and the total where each weighted one has a score."""
    scores: dict[str, Fraction] = {}
    for dimension in checklist.dimensions:
        counted = [
            (item.weight, value)
            for item in asked
            if item.dimension == dimension.id and (value := item.value(answers.get(item.id, ""))) is not None
        ]
        if counted:
            of = sum(weight for weight, _ in counted)
            scores[dimension.id] = 100 * sum((weight * value for weight, value in counted), Fraction()) / of
    weighted = [each for each in checklist.dimensions if each.weight]
    if weighted and all(each.id in scores for each in weighted):
        scores[TOTAL] = sum((each.weight * scores[each.id] for each in weighted), Fraction()) / 100
    return scores


def _is_day(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False
