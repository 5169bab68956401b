"""What is said in the same words in two passages, for showing them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from ipdesk.screening.tokens import WORD, Tokens, tokens

MOST_ROUNDS: Final = 4
FEWEST_SIGNS: Final = 2  # of Han and numbers; one word is enough
LONGEST: Final = 2_000  # tokens of a passage; what follows is not compared


@dataclass(frozen=True, slots=True)
class EqualRun:
    """A run from `start` to `end` of one passage that says the same as one of the other, in code points."""

    start: int
    end: int
    other_start: int
    other_end: int


def equal_runs(one: str, other: str) -> tuple[EqualRun, ...]:
    """Return the runs that two passages have in common, in the order of the first; none shares a sign with another."""
    ours, theirs = tokens(one), tokens(other)
    mine, its = ours.keys[:LONGEST].tolist(), theirs.keys[:LONGEST].tolist()
    found = []
    # A round finds what stands in the same order in both; what has changed places is left for the next.
    for _ in range(MOST_ROUNDS):
        blocks = SequenceMatcher(None, mine, its, autojunk=False).get_matching_blocks()
        blocks = [block for block in blocks if _tells(ours, block.a, block.size)]
        if not blocks:
            break
        for place, their_place, size in blocks:
            found.append(_run(ours, theirs, place, their_place, size))
            mine[place : place + size] = [-1] * size  # no key is below 0, and ours and theirs differ
            its[their_place : their_place + size] = [-2] * size
    return tuple(sorted(found, key=lambda run: run.start))


def _tells(ours: Tokens, place: int, size: int) -> bool:
    return size >= FEWEST_SIGNS or (size == 1 and ours.kinds[place] == WORD)


def _run(ours: Tokens, theirs: Tokens, place: int, their_place: int, size: int) -> EqualRun:
    last, their_last = place + size - 1, their_place + size - 1
    return EqualRun(
        int(ours.starts[place]),
        int(ours.ends[last]),
        int(theirs.starts[their_place]),
        int(theirs.ends[their_last]),
    )
