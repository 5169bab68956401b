"""How fast a manuscript is looked through for words, values and people, and how many words in disguise are missed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ahocorasick_rs import AhoCorasick

from ipdesk.operations.lexicons import LEXICONS
from ipdesk.operations.rule_kinds import shipped
from ipdesk.rules.lexicon import Family, Group, Lexicon
from ipdesk.screening.lexicon import Searcher
from ipdesk.screening.people import Author, Known, People
from ipdesk.screening.quantities import quantities
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import Ground
from tests.benchmarks.texts import disclosure
from tests.screening.evasions import WAYS

TARGET: Final = 50.0
TERMS: Final = 20_000
LENGTH: Final = 300_000
KNOWN: Final = 20_000
AGAIN: Final = 9
PEERS: Final = 500  # terms that the slow peer looks for
CHINESE: Final = 0.8  # of the terms
DISGUISED: Final = 400  # terms, each in eleven ways


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield milliseconds, beside the automaton alone and a search for one term after the other."""
    text = manuscript()
    terms = made_up_terms(text)
    ours = shipped(LEXICONS, LEXICONS.names[0])[0]
    searcher = Searcher([with_terms(ours, terms)])
    ready = once(lambda: searcher.hits("热链"))
    yield Figure(f"lexicon of {TERMS} terms made ready", ready)
    spent = times(lambda _: searcher.hits(text), range(AGAIN))
    automaton = AhoCorasick(terms)
    bare = times(lambda _: automaton.find_matches_as_indexes(text, overlapping=True), range(AGAIN))
    name = f"{TERMS} terms in {LENGTH} characters, warm"
    yield Figure(name, median(spent), TARGET, "the automaton alone", median(bare), spread(spent))
    whole = Searcher([ours])
    whole.hits("热链")
    spent = times(lambda _: whole.hits(text), range(AGAIN))
    slow = once(lambda: [text.count(term) for term in terms[:PEERS]]) * TERMS / PEERS
    yield Figure(
        "our families and patterns", median(spent), None, f"{TERMS} terms one by one", slow, spread(spent)
    )
    yield missed(searcher, terms)
    spent = times(lambda _: quantities(text), range(3))
    yield Figure("values with units", median(spent), None, note=f"{len(quantities(text))} found")
    yield from of_people()


def missed(searcher: Searcher, terms: list[str]) -> Figure:
    """Return how many terms in disguise are not found at their exact place, beside those that a plain search misses."""
    rng = random.Random(5)
    lost = plain = 0
    for term in rng.sample(terms, DISGUISED):
        for way in WAYS:
            dressed = way(term, rng)
            plain += term not in dressed
            places = {(each.term, each.start, each.end) for each in searcher.hits(f"见 {dressed} 等")}
            lost += (term, 2, 2 + len(dressed)) not in places
    name = f"terms in {len(WAYS)} disguises, of {DISGUISED * len(WAYS)}"
    return Figure(name, lost, 0, "a plain search", plain, unit="missed")


def of_people() -> Iterator[Figure]:
    """Yield how long known people take to be made ready, and twenty authors to be held against them."""
    rng = random.Random(3)
    names = ["".join(rng.choices("王李张刘陈杨晓明雪静波海天宇文思远", k=3)) for _ in range(KNOWN)]
    known = [Known(key=str(number), names=(name,)) for number, name in enumerate(names)]
    yield Figure(f"{KNOWN} people made ready", once(lambda: People(known)))
    people, authors = People(known), [Author(name=name) for name in (*names[:10], *["Zhang X."] * 10)]
    yield Figure(
        "twenty authors held against them", median(times(lambda _: people.matches(authors), range(AGAIN)))
    )


def manuscript() -> str:
    """Return a text of the length measured, made of disclosures with some values."""
    parts: list[str] = []
    size = index = 0
    while size < LENGTH:
        record = disclosure(index)
        parts.append(
            f"{record['title']}。{record['problem']}\n{record['solution']}在 {index % 300}.7 K 下保持 {index % 90} min。\n"
        )
        size += len(parts[-1])
        index += 1
    return "".join(parts)[:LENGTH]


def made_up_terms(text: str) -> list[str]:
    """Return terms of the Chinese signs of a text, and of Latin ones, none of them twice."""
    rng = random.Random(11)
    han = sorted({sign for sign in text if "\u4e00" <= sign <= "\u9fa5"})
    found: dict[str, None] = {}
    while len(found) < TERMS:
        if rng.random() < CHINESE:
            found["".join(rng.choices(han, k=rng.randint(2, 8)))] = None
        else:
            found["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(6, 12)))] = None
    return list(found)


def with_terms(ours: Lexicon, terms: list[str]) -> Lexicon:
    """Return a lexicon of one family with these terms."""
    family: Family = replace(ours.families[0], groups=(Group(terms=tuple(terms)),))
    return replace(ours, families=(family,))
