"""Overlaps: what is planted is found in its place whatever its dress, and what is not is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.paths import resource_path
from ipdesk.screening.corpus import Corpus
from ipdesk.screening.imprints import imprint
from ipdesk.screening.normal import normal
from ipdesk.screening.overlaps import Overlap, overlaps, passages
from tests.screening.texts import chinese, corpus, english, evaded

SECRETS = {f"zh{number}": chinese(number, 1500) for number in range(30)}
SECRETS |= {f"en{number}": english(number, 250) for number in range(30)}
HELD = corpus(SECRETS)
AROUND = {"zh": (chinese(901, 700), chinese(902, 700)), "en": (english(901, 150), " " + english(902, 150))}


def planted(key: str, passage: str) -> tuple[str, int, int]:
    """Return a text with a passage in it, and where."""
    before, after = AROUND[key[:2]]
    text = f"{before} {passage}{after}"
    return text, len(before) + 1, len(before) + 1 + len(passage)


def only(text: str) -> Overlap:
    (found,) = overlaps(text, HELD)
    return found


def share(start: int, end: int, found: Overlap) -> float:
    """Return how far two spans are the same."""
    common = min(end, found.end) - max(start, found.start)
    return common / (max(end, found.end) - min(start, found.start))


@given(st.integers(0, 29), st.integers(0, 1400), st.booleans(), st.booleans())
def test_a_passage_is_found_in_its_place(number: int, at: int, words: bool, dressed: bool) -> None:
    key = f"{'en' if words else 'zh'}{number}"
    at, size = (at // 2, 170) if words else (at, 60)
    at = SECRETS[key].find(" ", at) + 1 if words else at
    passage = SECRETS[key][at : at + size].strip()
    text, start, end = planted(key, evaded(passage, at) if dressed else passage)
    found = only(text)
    assert found.key == key
    assert share(start, end, found) > 0.85
    assert abs(found.record_start - at) < 12
    # What was marked on both sides is the same text.
    one = normal(text[found.start : found.end]).signs
    other = normal(SECRETS[key][found.record_start : found.record_end]).signs
    assert one in other or other in one or len(set(one) & set(other)) > 0.8 * len(set(one))


@pytest.mark.parametrize(("key", "never", "always"), [("zh7", 16, 25), ("en7", 11, 14)])
def test_how_short_a_passage_may_be_is_what_the_handbook_says(key: str, never: int, always: int) -> None:
    units = list(normal(SECRETS[key]).signs) if key.startswith("zh") else SECRETS[key].split()
    joint = "" if key.startswith("zh") else " "
    for at in range(0, len(units) - always, 9):
        short, long = (planted(key, joint.join(units[at : at + size]))[0] for size in (never, always))
        assert overlaps(short, HELD) == ()
        assert only(long).key == key
    told = resource_path("help", "en", "manuscripts.md").read_text(encoding="utf-8")
    assert ("under 17 Han or 12 words" in told, "from some 25 Han or 14 words on" in told) == (True, True)


@pytest.mark.parametrize("key", ["zh3", "en4"])
@pytest.mark.parametrize("seed", range(3))
def test_a_passage_is_found_when_its_parts_have_changed_places(key: str, seed: int) -> None:
    chance = random.Random(seed)
    parts = SECRETS[key][300:700].replace("。", "，").replace(".", "").split("，" if key < "zh" else " ")
    if key.startswith("zh"):
        parts = [SECRETS[key][at : at + 8] for at in range(300, 700, 8)]
    groups = [parts[at : at + 5] for at in range(0, len(parts), 5)]
    for group in groups:
        chance.shuffle(group)
    joiner = "" if key.startswith("zh") else " "
    text, start, end = planted(key, joiner.join(part for group in groups for part in group))
    found = only(text)
    assert (found.key, share(start, end, found) > 0.8) == (key, True)


@pytest.mark.parametrize("key", ["zh5", "en6"])
def test_a_passage_is_found_with_every_twentieth_sign_another(key: str) -> None:
    chance = random.Random(1)
    signs = [chance.choice("热etao") if chance.random() < 0.05 else sign for sign in SECRETS[key][200:700]]
    text, start, end = planted(key, "".join(signs))
    found = only(text)
    assert (found.key, share(start, end, found) > 0.8) == (key, True)
    assert 0.6 < found.score < 1


@pytest.mark.parametrize("key", ["zh", "en"])
def test_other_texts_have_nothing_in_common(key: str) -> None:
    """Neither a few words said alike, nor single ones of them."""
    assert overlaps("".join(AROUND[key]), HELD) == ()
    secret = SECRETS[f"{key}7"]
    few = secret[100:112] if key == "zh" else " ".join(secret.split()[20:26])
    assert overlaps(planted(f"{key}7", few)[0], HELD) == ()
    rng = random.Random(4)
    strewn = " ".join(rng.sample(secret.split() if key == "en" else list(secret), 120))
    assert overlaps(planted(f"{key}7", strewn)[0], HELD) == ()
    assert overlaps("", HELD) == overlaps(secret, Corpus()) == ()


def test_what_is_said_again_counts_once() -> None:
    """Two texts about one thing say its name again and again."""
    words = SECRETS["en9"].split()[40:49]
    name = " ".join(word.strip(".") for word in words)
    held = corpus({"there": f"{english(910, 60)} {name} {english(911, 60)}"})
    again = ", ".join([name] * 4)
    assert overlaps(f"{english(912, 60)} {again} {english(913, 60)}", held) == ()


@pytest.mark.parametrize(("left", "told"), [(0.9, True), (0.6, False)])
def test_most_of_a_passage_of_words_has_to_be_found(left: float, told: bool) -> None:
    """Texts about one thing have many of their words in common, in whatever order."""
    chance = random.Random(6)
    ours = english(920, 60).split()
    passage = [
        word if chance.random() < left else chance.choice(ours) for word in SECRETS["en11"].split()[50:110]
    ]
    found = overlaps(planted("en11", " ".join(passage))[0], HELD)
    assert bool(found) == told


@given(st.integers(0, 29), st.integers(0, 29), st.integers(100, 600))
def test_it_is_the_same_either_way(one: int, other: int, size: int) -> None:
    here = chinese(800 + one, 300) + SECRETS[f"zh{one}"][200 : 200 + size] + chinese(900 + other, 300)
    there = chinese(700 + other, 500) + SECRETS[f"zh{one}"][200 : 200 + size] + chinese(600 + one, 200)
    (found,) = overlaps(here, corpus({"there": there}))
    (back,) = overlaps(there, corpus({"here": here}))
    assert (found.start, found.end, found.record_start, found.record_end) == (
        back.record_start, back.record_end, back.start, back.end,
    )  # fmt: skip
    assert normal(SECRETS[f"zh{one}"][200 : 200 + size]).signs in normal(here[found.start : found.end]).signs


def test_a_passage_is_found_among_text_of_the_other_kind() -> None:
    """A paper in Chinese has an abstract in English."""
    for here, key in (("zh", "en2"), ("en", "zh2")):
        passage = SECRETS[key][100:400]
        before, after = AROUND[here]
        found = only(f"{before} {passage} {after}")
        assert (found.key, share(len(before) + 1, len(before) + 301, found) > 0.9) == (key, True)


def test_a_passage_said_again_and_again_is_found() -> None:
    found = overlaps("".join(SECRETS["zh8"][:300] + chinese(950 + number, 100) for number in range(20)), HELD)
    assert {each.key for each in found} == {"zh8"}
    assert found[0].start == 0


def test_a_whole_text_is_found_whole() -> None:
    for key in ("zh1", "en1"):
        found = only(SECRETS[key])
        assert (found.start, found.record_start, found.score) == (0, 0, 1)
        assert found.end == found.record_end >= len(SECRETS[key]) - 1


def test_what_many_texts_have_is_stock() -> None:
    said = chinese(77, 60)
    held = corpus({str(number): chinese(number, 300) + said for number in range(5)})
    found = overlaps(chinese(90, 200) + said + chinese(91, 200), held)
    assert {each.key for each in found} == {str(number) for number in range(5)}
    assert all(each.stock for each in found)
    few = corpus({str(number): chinese(number, 300) + said for number in range(2)})
    assert not any(each.stock for each in overlaps(chinese(90, 200) + said, few))


def test_one_passage_in_several_texts_is_one_group() -> None:
    said, more = chinese(78, 120), chinese(79, 120)
    held = corpus({"a": chinese(1, 100) + said, "b": said + chinese(2, 100), "c": more})
    groups = passages(overlaps(f"{chinese(92, 200)}{said}{chinese(93, 200)}{more}", held))
    assert [[each.key for each in group] for group in groups] == [["a", "b"], ["c"]]


def test_a_text_added_and_taken_away_changes_nothing() -> None:
    text, _, _ = planted("zh2", SECRETS["zh2"][100:400])
    held = corpus(SECRETS)
    before = overlaps(text, held)
    held.put("new", imprint(text))
    assert {each.key for each in overlaps(text, held)} == {"zh2", "new"}
    held.drop("new")
    assert overlaps(text, held) == before
