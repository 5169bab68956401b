"""Ordinary wording: what statutes and papers say again and again is known as such, and the tables hold no text."""

from __future__ import annotations

import lzma

import numpy as np
import pytest

from ipdesk.paths import resource_path
from ipdesk.screening.imprints import imprint
from ipdesk.screening.rarity import PAIR_BITS, PAIRS, SEED_BITS, SEEDS, pair_levels, seed_levels
from tests.screening.texts import chinese


def test_ordinary_wording_is_known() -> None:
    ordinary, rare = imprint("根据有关法律、行政法规的规定，制定本条例"), imprint(chinese(1, 1000))
    assert seed_levels(ordinary.seeds[ordinary.seeds > 0]).min() >= 1
    assert np.count_nonzero(seed_levels(rare.seeds)) < 0.15 * len(rare.seeds)
    assert pair_levels(imprint("the").pairs)[0] > pair_levels(imprint("network").pairs)[0] > 0


@pytest.mark.parametrize(("name", "bits"), [(SEEDS, SEED_BITS), (PAIRS, PAIR_BITS)])
def test_a_table_is_one_small_number_for_each_first_bits(name: str, bits: int) -> None:
    packed = resource_path("screening", name).read_bytes()
    table = lzma.decompress(packed)
    assert len(packed) < 1_000_000
    assert len(table) == 1 << bits
    assert max(table) < 20
