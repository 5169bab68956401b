"""The corpus: what it finds depends on the texts that are there, not on how they came."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening import corpus as module
from ipdesk.screening.corpus import MOST_PLACES, Corpus
from ipdesk.screening.imprints import Imprint, imprint
from tests.screening.texts import chinese

TEXTS = {str(number): imprint(chinese(number % 7, 60) + chinese(number, 40)) for number in range(12)}
ACTS = st.lists(
    st.tuples(st.sampled_from(sorted(TEXTS)), st.sampled_from([*sorted(TEXTS), "drop"])), max_size=30
)
ASKED = np.unique(np.concatenate([each.seeds for each in TEXTS.values()]))[1:]


def standing(corpus: Corpus) -> set[tuple[int, str, int]]:
    """Return where all seeds stand, by key."""
    hits = corpus.hits(ASKED)
    return {
        (int(ASKED[asked]), corpus.text(text)[0], token)
        for asked, text, token in zip(
            hits.asked.tolist(), hits.texts.tolist(), hits.tokens.tolist(), strict=True
        )
    }


def expected(held: dict[str, Imprint]) -> set[tuple[int, str, int]]:
    return {
        (seed, key, place)
        for key, made in held.items()
        for place, seed in enumerate(made.seeds.tolist())
        if seed
    }


@given(ACTS)
def test_it_finds_the_texts_as_they_are_now(acts: list[tuple[str, str]]) -> None:
    made = Corpus()
    held: dict[str, Imprint] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_SMALL", 2)  # so that the large shelf is sorted anew again and again
        for key, what in acts:
            if what == "drop":
                made.drop(key)
                held.pop(key, None)
            else:
                made.put(key, TEXTS[what])
                held[key] = TEXTS[what]
            assert standing(made) == expected(held)
            assert len(made) == len(held)


def test_a_seed_that_stands_everywhere_tells_nothing() -> None:
    made, text = Corpus(), imprint("热链铜带冷端")
    asked = np.unique(text.seeds[text.seeds > 0])
    for number in range(MOST_PLACES):
        made.put(str(number), text)
    assert len(made.hits(asked).asked) == MOST_PLACES * 3
    made.put("one more", text)
    assert len(made.hits(asked).asked) == 0


def test_hits_of_one_seed_in_one_text_follow_each_other() -> None:
    made = Corpus()
    for key, text in TEXTS.items():
        made.put(key, text)
    hits = made.hits(ASKED)
    pairs = list(zip(hits.asked.tolist(), hits.texts.tolist(), strict=True))
    assert pairs == sorted(pairs)
