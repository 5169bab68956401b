"""Checklists: questions with weights, conditions and knock-outs, and what the answers amount to.

An answer is a text: `yes`, `no`, a score from 0 to 5, the code of an option, words, a day as ISO 8601, or what names a
piece of evidence; NOT_APPLICABLE where the question allows it; nothing while it is open. Several people may score, each
on a sheet of their own; what counts is the mean. All reckoning is exact, and depends on the list, the answers and the
sheets alone: not on their order, the day, or the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from ipdesk.model.findings import Basis
from ipdesk.rules.words import Words

Kind = Literal["yes-no", "score", "choice", "text", "day", "evidence"]
Gates = Literal["open", "failed", "passed"]
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
class Approval:
    """A step that a decision needs: always, or for some outcomes, from a score on, or while conditions hold."""

    step: str
    reason: Words
    basis: tuple[Basis, ...]
    outcomes: tuple[str, ...] = ()
    at_least: Mapping[str, int] = field(default_factory=dict)
    when: tuple[Condition, ...] = ()

    def is_needed(self, outcome: str, scores: Mapping[str, Fraction], answers: Answers) -> bool:
        """Say whether a decision for an outcome needs it."""
        return (
            (not self.outcomes or outcome in self.outcomes)
            and all(name in scores and scores[name] >= least for name, least in self.at_least.items())
            and all(each.holds(answers) for each in self.when)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list of questions in its version, in force from one day to another; `lapses_after` so many months, 0 for never."""

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    proposals: tuple[Proposal, ...] = ()
    approvals: tuple[Approval, ...] = ()
    lapses_after: int = 0
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
    stop the scoring; `missing` are questions `asked` and not answered; `proposal` is there when neither stands. `live`
    are the answers that count, those to questions asked no more left out. `gates` are passed when nothing that could
    stop everything is open or failed.
    """

    asked: tuple[Item, ...]
    live: Answers
    scores: Mapping[str, Fraction]
    failed: tuple[Item, ...]
    missing: tuple[Item, ...]
    gates: Gates
    proposal: Proposal | None = None

    def approvals(self, checklist: Checklist, outcome: str) -> tuple[Approval, ...]:
        """Return the steps that a decision for an outcome needs, one of each name."""
        needed = {each.step: each for each in reversed(checklist.approvals)
                  if each.is_needed(outcome, self.scores, self.live)}  # fmt: skip
        return tuple(each for each in checklist.approvals if needed.get(each.step) is each)


def unfit_answers(checklist: Checklist, answers: Answers) -> dict[str, str]:
    """Return the answers that answer no question of the list, or not as it asks."""
    items = {item.id: item for item in checklist.items}
    return {
        name: answer
        for name, answer in answers.items()
        if answer and (name not in items or not items[name].fits(answer))
    }


def evaluate(checklist: Checklist, answers: Answers, sheets: Sequence[Answers] = ()) -> Result:
    """Return what answers and the scores on sheets amount to; what does not fit counts as open.

    Where a question was scored on a sheet, the mean counts instead of the answer; a condition goes by it rounded.
    """
    means = mean_scores(checklist, sheets)
    unfit = unfit_answers(checklist, answers)
    sound = {name: answer for name, answer in answers.items() if answer and name not in unfit}
    sound |= {name: str(int(mean + Fraction(1, 2))) for name, mean in means.items()}
    asked = tuple(checklist.asked(sound))
    live = {item.id: sound[item.id] for item in asked if item.id in sound}
    failed = tuple(item for item in asked if live.get(item.id, "") in item.fails)
    missing = tuple(item for item in asked if item.id not in live)
    scores = {} if failed else _scores(checklist, asked, live, means)
    proposal = None
    if not failed and not missing:
        proposal = next((each for each in checklist.proposals if each.fits(scores, live)), None)
    gates = _gates(checklist, failed, missing)
    return Result(
        asked=asked, live=live, scores=scores, failed=failed, missing=missing, gates=gates, proposal=proposal
    )


def mean_scores(checklist: Checklist, sheets: Sequence[Answers]) -> dict[str, Fraction]:
    """Return the mean of the scores from 0 to 5 that each question got on sheets."""
    return {name: Fraction(sum(given), len(given)) for name, given in _given(checklist, sheets) if given}


def spreads(checklist: Checklist, sheets: Sequence[Answers]) -> dict[str, tuple[int, int]]:
    """Return the lowest and the highest score of each question that two or more scored."""
    return {name: (min(given), max(given)) for name, given in _given(checklist, sheets) if len(given) > 1}


def _given(checklist: Checklist, sheets: Sequence[Answers]) -> Iterator[tuple[str, list[int]]]:
    """Yield each question that is scored with the scores it got."""
    for item in checklist.items:
        if item.kind == "score":
            answers = (sheet.get(item.id, "") for sheet in sheets)
            yield (
                item.id,
                [int(answer) for answer in answers if answer != NOT_APPLICABLE and item.fits(answer)],
            )


def _gates(checklist: Checklist, failed: Sequence[Item], missing: Sequence[Item]) -> Gates:
    closing = {each.id for each in checklist.dimensions if each.gate}
    if failed:
        return "failed"
    return "open" if any(item.fails or item.dimension in closing for item in missing) else "passed"


def _scores(
    checklist: Checklist, asked: tuple[Item, ...], answers: Answers, means: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Return the score of each dimension in which anything counts, and the total where each weighted one has a score."""
    scores: dict[str, Fraction] = {}
    for dimension in checklist.dimensions:
        counted = [
            (item.weight, value)
            for item in asked
            if item.dimension == dimension.id and (value := _value(item, answers, means)) is not None
        ]
        if counted:
            of = sum(weight for weight, _ in counted)
            scores[dimension.id] = 100 * sum((weight * value for weight, value in counted), Fraction()) / of
    weighted = [each for each in checklist.dimensions if each.weight]
    if weighted and all(each.id in scores for each in weighted):
        scores[TOTAL] = sum((each.weight * scores[each.id] for each in weighted), Fraction()) / 100
    return scores


def _value(item: Item, answers: Answers, means: Mapping[str, Fraction]) -> Fraction | None:
    if item.weight and item.id in means:
        return means[item.id] / MOST_SCORE
    return item.value(answers.get(item.id, ""))


def _is_day(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False
