"""What differs between two texts of one manuscript, sentence by sentence, however both are laid out.

Blanks, line breaks and the dress of signs do not count; figures, capitals and marks do, since a lost minus is a change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal

ChangeKind = Literal["added", "removed", "replaced", "moved"]
Span = tuple[int, int]

ALTERED: Final = 0.6  # of the signs of a sentence that was altered and of what it was before
AHEAD, LONGEST = 12, 400  # sentences among which that is looked for, and signs of each
FEWEST_MOVED: Final = 12  # signs of a passage that was moved; a shorter one stands in many places
# A full stop ends a sentence only before a blank, so that figures and addresses stay whole.
_SENTENCE: Final = re.compile(r"(?:[^。！？；!?;\n.]|\.(?!\s|$))*(?:[。！？；!?;]+[”’\"')）]*|\.|\n|$)")
_MARKS: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("“”„‟″＂", '"') | dict.fromkeys("‘’‚‛′＇", "'")
)


@dataclass(frozen=True, slots=True)
class TextChange:
    """A passage from `start` to `end` of a text that stands otherwise from `before_start` to `before_end` of the one before.

    What was removed has no length here, what was added none there; what was moved says the same in both.
    """

    kind: ChangeKind
    start: int
    end: int
    before_start: int
    before_end: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    key: str


def text_changes(
    text: str, before: str, spans: Sequence[Span] = (), before_spans: Sequence[Span] = ()
) -> tuple[TextChange, ...]:
    """Return the passages in which a text differs from the one before, in its order.

    Only the given spans of each are held against each other; all of it where none is given.
    """
    ours, theirs = _sentences(text, spans), _sentences(before, before_spans)
    matcher = SequenceMatcher(
        None, [each.key for each in theirs], [each.key for each in ours], autojunk=False
    )
    found = []
    for kind, *block in matcher.get_opcodes():
        if kind == "equal":
            continue
        for their_first, their_end, first, end in _parted(theirs, ours, *block):
            old, new = theirs[their_first:their_end], ours[first:end]
            if _words(old) != _words(new):
                found.append((old, new, _change(old, new, _next(ours, first), _next(theirs, their_first))))
    return tuple(_moved(found))


def _parted(
    theirs: Sequence[_Sentence],
    ours: Sequence[_Sentence],
    their_first: int,
    their_end: int,
    first: int,
    end: int,
) -> Iterator[tuple[int, int, int, int]]:
    """Yield a stretch that differs in parts, each sentence that was altered beside what it was before."""
    if _words(theirs[their_first:their_end]) != _words(ours[first:end]):
        for here in range(first, end):
            there = _altered(theirs, their_first, their_end, ours[here])
            if there is not None:
                if there > their_first or here > first:
                    yield their_first, there, first, here
                yield there, there + 1, here, here + 1
                their_first, first = there + 1, here + 1
    if their_end > their_first or end > first:
        yield their_first, their_end, first, end


def _altered(theirs: Sequence[_Sentence], first: int, end: int, sentence: _Sentence) -> int | None:
    """Return which of the next sentences is so much like one that it is the same, altered; None without any."""
    for place in range(first, min(end, first + AHEAD)):
        matcher = SequenceMatcher(None, theirs[place].key[:LONGEST], sentence.key[:LONGEST], autojunk=False)
        if matcher.quick_ratio() >= ALTERED and matcher.ratio() >= ALTERED:
            return place
    return None


def likeness(text: str, before: str) -> float:
    """Return the share of a text's sentences, by their length, that the one before has too."""
    known = {each.key for each in _sentences(before, ())}
    ours = _sentences(text, ())
    whole = sum(len(each.key) for each in ours)
    return sum(len(each.key) for each in ours if each.key in known) / whole if whole else 0.0


def _sentences(text: str, spans: Sequence[Span]) -> list[_Sentence]:
    return [each for start, end in spans or [(0, len(text))] for each in _within(text, start, end)]


def _within(text: str, start: int, end: int) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(text, start, end):
        said = match.group()
        if key := _key(said):
            first = match.start() + len(said) - len(said.lstrip())
            yield _Sentence(first, match.start() + len(said.rstrip()), key)


def _key(said: str) -> str:
    """Return a sentence without its dress: compatible signs are one, blanks and signs that show nothing fall away."""
    folded = unicodedata.normalize("NFKC", said.translate(_MARKS))
    return "".join(sign for sign in folded if not sign.isspace() and unicodedata.category(sign) != "Cf")


def _words(sentences: Sequence[_Sentence]) -> str:
    """Return sentences as one, so that only what they say counts, not where one ends."""
    return "".join(each.key for each in sentences)


def _next(sentences: Sequence[_Sentence], place: int) -> int:
    """Return where something stood that is not there: before the next sentence, or behind the last."""
    if place < len(sentences):
        return sentences[place].start
    return sentences[-1].end if sentences else 0


def _change(old: Sequence[_Sentence], new: Sequence[_Sentence], place: int, before_place: int) -> TextChange:
    kind: ChangeKind = "replaced" if old and new else "added" if new else "removed"
    start, end = (new[0].start, new[-1].end) if new else (place, place)
    before_start, before_end = (old[0].start, old[-1].end) if old else (before_place, before_place)
    return TextChange(kind, start, end, before_start, before_end)


def _moved(
    found: Sequence[tuple[Sequence[_Sentence], Sequence[_Sentence], TextChange]],
) -> Iterator[TextChange]:
    """Yield changes with what went in one place and came in another as one that was moved."""
    gone = {_words(old): each for old, _, each in found if each.kind == "removed"}
    came = {_words(new): each for _, new, each in found if each.kind == "added"}
    both = {words for words in gone.keys() & came.keys() if len(words) >= FEWEST_MOVED}
    for old, new, each in found:
        if each.kind == "added" and (words := _words(new)) in both:
            was = gone[words]
            yield replace(each, kind="moved", before_start=was.before_start, before_end=was.before_end)
        elif not (each.kind == "removed" and _words(old) in both):
            yield each
