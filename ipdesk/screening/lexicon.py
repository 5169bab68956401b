"""Words and marks of the lexicon in a text, found whatever their dress, each with its exact place.

Terms are looked for all at once in the folded signs, so that neither width nor blanks nor marks between them hide one; patterns are
searched in the folded text with its punctuation.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from typing import Final

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from ipdesk.rules.lexicon import Family, Group, Lexicon, Severity
from ipdesk.screening.normal import Normal, normal
from ipdesk.screening.occurrences import is_certain, stands
from ipdesk.screening.paragraphs import Paragraphs
from ipdesk.screening.punctuation import BREAKS, punctuated
from ipdesk.screening.wordlists import folded_words

_AROUND: Final = 24  # folded signs on either side by which a passage is known again
_FURTHEST: Final = 400  # characters that the longest word may take, with what stands between its signs
_CONTEXTS: Final = ("near", "not_near", "not_in")
MOST_OF_ONE: Final = 2_000  # hits of one term, or of one pattern, that are told: nobody reads as many
_LOOKED_AT: Final = 200  # characters on either side that tell whether something has a line to itself
_HEAD: Final = re.compile(r"(?:\(\?<!(?:\[[^\]\\]*(?:\\.[^\]\\]*)*\]|\\?[^()\[\]\\|])+\))+")
_EITHER: Final = re.compile(r"\|")
_LINE: Final = re.compile(f"[{re.escape(BREAKS)}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A term of a family at a place of a text, in code points.

    `term` is as the lexicon has it, or what a pattern found, folded. What is not `certain` is a possible evasion: something had to be
    overlooked. `passage` is a digest of what stands around it, by which a hit that was set aside is known again.
    """

    family: Family
    start: int
    end: int
    certain: bool
    term: str
    passage: str

    @property
    def severity(self) -> Severity:
        """How grave its family is."""
        return self.family.severity


@dataclass(frozen=True, slots=True)
class _Use:
    """What a word of the automaton is for: a term of a group, or a word of its context under a name.

    `signs` are those of the word itself, before look-alikes are folded.
    """

    group: int
    term: str
    signs: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern of a group in two: what must not stand before it, and itself, which is found fast as it begins with signs."""

    group: int
    before: re.Pattern[str] | None
    pattern: re.Pattern[str]

    def matches(self, signs: str) -> Iterator[re.Match[str]]:
        """Yield where both hold, none of them within another."""
        at = 0
        while (match := self.pattern.search(signs, at)) and match.end() > match.start():
            held = self.before is None or self.before.match(signs, match.start())
            at = match.end() if held else match.start() + 1
            if held:
                yield match


@dataclass(slots=True, eq=False)
class _Context:
    """Where the words of a context stand, in order by their ends."""

    places: list[tuple[int, int]] = field(default_factory=list)
    _starts: list[tuple[int, int]] = field(default_factory=list)

    def beside(self, start: int, end: int, within: int, parted: Callable[[int, int], bool]) -> bool:
        """Say whether one stands within so many characters of a place, and not in it, with nothing between that parts them."""
        starts = self._in_order()
        after = bisect_left(starts, (end, 0))
        if after < len(starts) and (begin := starts[after][0]) <= end + within and not parted(end, begin):
            return True
        before = bisect_right(self.places, start, key=lambda place: place[1])
        if before == 0 or (stop := self.places[before - 1][1]) < start - within:
            return False
        return not parted(stop, start)

    def covers(self, start: int, end: int) -> bool:
        """Say whether a place is part of one."""
        starts = self._in_order()
        for at in range(bisect_right(starts, start, key=lambda place: place[0]) - 1, -1, -1):
            if starts[at][0] < start - _FURTHEST:
                return False
            if starts[at][1] >= end and starts[at] != (start, end):
                return True
        return False

    def _in_order(self) -> list[tuple[int, int]]:
        if len(self._starts) < len(self.places):
            self._starts = sorted(self.places)
        return self._starts


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A text under search: folded, and folded with look-alikes, its paragraphs, and where words of context stand by group and name."""

    text: str
    made: Normal
    alike: str
    paragraphs: Paragraphs
    contexts: defaultdict[tuple[int, str], _Context]

    def passage(self, begin: int, end: int) -> str:
        """Return the digest of what stands around a run of folded signs."""
        around = self.alike[max(0, begin - _AROUND) : end + _AROUND]
        return blake2b(around.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Searcher:
    """The families of some lexicons, ready to search any number of texts for them."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._groups: list[tuple[Family, Group]] = [
            (family, group) for each in lexicons for family in each.families for group in family.groups
        ]
        sets = [each for lexicon in lexicons for each in lexicon.look_alikes]
        self._meant = {ord(other): ord(each[0]) for each in sets for other in each[1:]}
        self._patterns = [
            _Pattern(number, *_halves(pattern))
            for number, (_, group) in enumerate(self._groups)
            for pattern in group.patterns
        ]

    @cached_property
    def _words(self) -> tuple[AhoCorasick, list[list[_Use]]] | None:
        """The automaton, and of each of its words what it is for; None without words."""
        by_word: dict[str, list[_Use]] = {}
        for use in _uses(self._groups):
            if word := use.signs.translate(self._meant):
                by_word.setdefault(word, []).append(use)
        return (AhoCorasick(list(by_word)), list(by_word.values())) if by_word else None

    def hits(self, text: str, spared: Collection[tuple[str, str]] = ()) -> tuple[Hit, ...]:
        """Return the hits in a text in its order, at most `MOST_OF_ONE` of a term, without those that are among the spared by term and passage."""
        made = normal(text)
        read = _Text(text, made, self._alike(made), Paragraphs(text), defaultdict(_Context))
        candidates = self._candidates(read)
        found = [*self._of_terms(read, candidates), *self._of_patterns(read)]
        return tuple(each for each in _longest(found) if (each.term, each.passage) not in spared)

    @cached_property
    def _table(self) -> NDArray[np.uint32]:
        """What each sign is taken for."""
        table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
        table[list(self._meant)] = list(self._meant.values())
        return table

    def _alike(self, made: Normal) -> str:
        """Return the folded signs with the look-alikes folded as well."""
        return self._table[made.codes].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")

    def _candidates(self, read: _Text) -> list[tuple[_Use, int, int]]:
        """Return where terms may stand among the folded signs, and note where words of their contexts do."""
        if self._words is None:
            return []
        automaton, uses = self._words
        found = []
        for word, begin, end in automaton.find_matches_as_indexes(read.alike, overlapping=True):
            for use in uses[word]:
                if not use.context:
                    found.append((use, begin, end))
                elif use.context != "not_in" or _same(read.made, begin, end, use.signs):
                    place = read.made.span(begin, end)
                    read.contexts[use.group, use.context].places.append(place)
        return found

    def _of_terms(self, read: _Text, candidates: Iterable[tuple[_Use, int, int]]) -> Iterator[Hit]:
        told: Counter[tuple[int, str]] = Counter()
        for use, begin, end in candidates:
            if told[use.group, use.term] >= MOST_OF_ONE or not stands(
                read.text, read.made, begin, end, use.term
            ):
                continue
            start, stop = read.made.span(begin, end)
            if self._fits(read, use.group, start, stop):
                told[use.group, use.term] += 1
                yield Hit(
                    family=self._groups[use.group][0],
                    start=start,
                    end=stop,
                    certain=is_certain(read.text[start:stop], use.term),
                    term=use.term,
                    passage=read.passage(begin, end),
                )

    def _of_patterns(self, read: _Text) -> Iterator[Hit]:
        if not self._patterns:
            return
        written = punctuated(read.text, read.made)
        for pattern in self._patterns:
            told = 0
            for match in pattern.matches(written.signs):
                start, stop = written.span(*match.span())
                if not self._fits(read, pattern.group, start, stop):
                    continue
                if (told := told + 1) > MOST_OF_ONE:
                    break
                begin, end = np.searchsorted(read.made.places, (start, stop)).tolist()
                yield Hit(
                    family=self._groups[pattern.group][0],
                    start=start,
                    end=stop,
                    certain=is_certain(read.text[start:stop], match[0]),
                    term=match[0],
                    passage=read.passage(begin, end),
                )

    def _fits(self, read: _Text, number: int, start: int, end: int) -> bool:
        """Say whether the conditions of a group hold at a place."""
        group = self._groups[number][1]
        if group.alone and not _alone(read.text, start, end):
            return False
        if group.capitals and read.text[start:end] != read.text[start:end].upper():
            return False
        if group.not_in and read.contexts[number, "not_in"].covers(start, end):
            return False
        # In doubt whether a paragraph ends, what a term needs counts, and what would let it pass does not.
        paragraphs = read.paragraphs
        if group.near and not read.contexts[number, "near"].beside(
            start, end, group.within, paragraphs.parted
        ):
            return False
        return not (
            group.not_near
            and read.contexts[number, "not_near"].beside(start, end, group.within, paragraphs.may_part)
        )


def failed_example(made: Lexicon) -> tuple[Family, str] | None:
    """Return the first worked example of a lexicon that does not come out, with its family; None where all do."""
    searcher = Searcher([made])
    for family in made.families:
        for example in chain(family.hits, family.passes):
            hit = any(each.family is family for each in searcher.hits(example))
            if hit != (example in family.hits):
                return family, example
    return None


def _uses(groups: Sequence[tuple[Family, Group]]) -> list[_Use]:
    """Return what there is to be looked for, all folded in one pass."""
    words = [
        (number, word, context)
        for number, (_, group) in enumerate(groups)
        for context in ("", *_CONTEXTS)
        for word in (getattr(group, context) if context else group.terms)
    ]
    folded = folded_words([word for _, word, _ in words])
    return [
        _Use(number, word, signs, context)
        for (number, word, context), signs in zip(words, folded, strict=True)
    ]


def _halves(pattern: str) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Return the conditions at the head of a pattern, and the rest."""
    # Folded text has no capitals, and without this flag a search leaps to where a pattern may begin.
    flags = re.NOFLAG if pattern == pattern.lower() else re.IGNORECASE
    head = _HEAD.match(pattern)
    size = head.end() if head and not _EITHER.search(pattern, head.end()) else 0
    return re.compile(pattern[:size], flags) if size else None, re.compile(pattern[size:], flags)


def _same(made: Normal, begin: int, end: int, signs: str) -> bool:
    return [ord(sign) for sign in signs] == list(made.codes[begin:end].tolist())


def _alone(text: str, start: int, end: int) -> bool:
    """Say whether a place has its lines to itself but for marks."""
    before = _LINE.split(text[max(0, start - _LOOKED_AT) : start])[-1]
    behind = _LINE.split(text[end : end + _LOOKED_AT], maxsplit=1)[0]
    return not any(sign.isalnum() for sign in before + behind)


def _longest(found: Iterable[Hit]) -> list[Hit]:
    """Return hits in order, without those that lie in another of their family that is as certain."""
    kept: list[Hit] = []
    furthest: dict[str, list[Hit]] = {}
    for each in sorted(found, key=lambda hit: (hit.start, -hit.end, not hit.certain)):
        held = furthest.setdefault(each.family.id, [])
        while held and held[-1].end <= each.start:
            held.pop()
        if not any(other.end >= each.end and other.certain >= each.certain for other in held):
            held.append(each)
            kept.append(each)
    return kept
