"""What the comparison of texts brings along is what its scripts in packaging make."""

from __future__ import annotations

import lzma
import runpy
from pathlib import Path

import numpy as np

from ipdesk.paths import resource_path
from ipdesk.screening.imprints import imprint
from ipdesk.screening.rarity import HASH_BITS, PAIR_BITS, PAIRS, SEED_BITS, SEEDS

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def test_a_table_of_wording_counts_texts_and_pairs() -> None:
    background = runpy.run_path(str(PACKAGING / "background.py"))
    one, other = imprint("热链热链热链热链"), imprint("热链热链，冷端铜带")
    made = background["tables"]([(".xz", [one, other, imprint("")])])
    assert made == background["tables"]([(".xz", [one, other, imprint("")])])
    seeds, pairs = (np.frombuffer(lzma.decompress(made[name]), np.uint8) for name in (SEEDS, PAIRS))
    # The run of both texts is in two of them; that of one is in one text however often it is said there.
    assert seeds[one.seeds[0] >> np.uint32(HASH_BITS - SEED_BITS)] == 1
    assert seeds[other.seeds[4] >> np.uint32(HASH_BITS - SEED_BITS)] == 0
    assert pairs[one.pairs[0] >> np.uint32(HASH_BITS - PAIR_BITS)] == 2  # six times
    assert np.count_nonzero(seeds) == 1


def test_pairs_of_signs_are_followed_to_the_end() -> None:
    simplified = runpy.run_path(str(PACKAGING / "simplified.py"))
    found = simplified["pairs"]("# head\n後\t后 後\n甲\t乙\n乙\t丙\n干\t干 乾\n")
    assert found == {"後": "后", "甲": "丙", "乙": "丙"}
    assert simplified["packed"](found) == "乙丙後后甲丙\n"
    held = resource_path("screening", "simplified.txt").read_text(encoding="utf-8").replace("\n", "")
    signs, simple = held[::2], held[1::2]
    assert sorted(signs) == list(signs)
    assert not set(signs) & set(simple)
