"""Kept fingerprints: a passage is found in its place in the text compared, and what everybody has is none."""

from __future__ import annotations

import pytest

from ipdesk.screening.fingerprints import fingerprints
from ipdesk.screening.kept import kept_overlaps
from tests.screening.texts import chinese, english, evaded

SECRET = b"\3" * 32
TEXTS = {"zh": chinese(1, 1500), "en": english(2, 300), "other": chinese(3, 1500)}
KEPT = {key: fingerprints(text, SECRET) for key, text in TEXTS.items()}
AROUND = {"zh": (chinese(11, 400), chinese(12, 400)), "en": (english(11, 100), english(12, 100))}


@pytest.mark.parametrize("key", ["zh", "en"])
@pytest.mark.parametrize("dressed", [False, True])
@pytest.mark.parametrize("at", [0, 333, 1111])
def test_a_passage_is_found_in_its_place(key: str, dressed: bool, at: int) -> None:
    passage = TEXTS[key][at : at + 250]
    passage = evaded(passage, 5) if dressed else passage
    before, after = AROUND[key]
    (found,) = kept_overlaps(f"{before} {passage} {after}", KEPT, SECRET)
    assert found.key == key
    assert abs(found.start - len(before) - 1) < 30
    assert abs(found.end - len(before) - 1 - len(passage)) < 30
    assert found.score == 1
    assert 0 < found.contained.found < found.contained.kept / 3


def test_nothing_is_found_in_other_texts_or_under_another_key() -> None:
    assert kept_overlaps(chinese(21, 2000) + english(22, 200), KEPT, SECRET) == ()
    assert kept_overlaps(TEXTS["zh"], KEPT, b"\4" * 32) == ()
    assert kept_overlaps(TEXTS["zh"], {}, SECRET) == ()


def test_two_passages_far_apart_are_two_and_what_many_have_is_none() -> None:
    text = TEXTS["zh"]
    found = kept_overlaps(text[:200] + chinese(31, 300) + text[600:800], KEPT, SECRET)
    assert [each.key for each in found] == ["zh", "zh"]
    many = KEPT | {str(number): KEPT["zh"] for number in range(3)}
    assert kept_overlaps(text, many, SECRET) == ()
