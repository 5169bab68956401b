"""A wrap opens for its secret and its owner and for nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.store.wrapping import unwrap, wrap
from ipdesk.store.wraps import SHIPPED_COST, Cost, from_plain, plain

CHEAP = Cost(memory=8, passes=1, lanes=1)
DATA_KEY = bytes(range(32))
OWNER = ("user", "lab-1", "张伟")


@given(st.binary(min_size=0, max_size=64), st.tuples(st.text(), st.text()), st.sampled_from([CHEAP, None]))
def test_a_wrap_gives_the_key_back_and_survives_its_plain_form(
    secret: bytes, owner: tuple[str, str], cost: Cost | None
) -> None:
    wrapped = from_plain(json.loads(json.dumps(plain(wrap(DATA_KEY, secret, owner, cost)))))
    assert unwrap(wrapped, secret, owner) == DATA_KEY
    assert unwrap(wrapped, secret + b"x", owner) is None
    assert unwrap(wrapped, secret, (*owner, "")) is None


def test_a_wrap_cannot_be_moved_to_another_lab_user_or_purpose() -> None:
    wrapped = wrap(DATA_KEY, b"secret", OWNER, CHEAP)
    others = [
        ("user", "lab-2", "张伟"),
        ("user", "lab-1", "李雷"),
        ("recovery", "lab-1"),
        ("user", "lab-1张伟"),
    ]
    assert [unwrap(wrapped, b"secret", owner) for owner in others] == [None] * 4


def test_two_wraps_of_one_key_share_nothing() -> None:
    one, two = (wrap(DATA_KEY, b"secret", OWNER, CHEAP) for _ in range(2))
    assert not {one.salt, one.nonce, one.sealed} & {two.salt, two.nonce, two.sealed}
    assert DATA_KEY not in one.sealed


def test_changed_parameters_do_not_open() -> None:
    values = plain(wrap(DATA_KEY, b"secret", OWNER, CHEAP))
    assert unwrap(from_plain(values | {"passes": 2}), b"secret", OWNER) is None
    assert unwrap(from_plain(values | {"memory": 16}), b"secret", OWNER) is None


@pytest.mark.parametrize(
    "change",
    [
        {"memory": 2**40},
        {"memory": 256 * 1024 + 1},
        {"memory": 7},
        {"memory": True},
        {"memory": "8"},
        {"memory": 8.0},
        {"lanes": 17, "memory": 1024},
        {"lanes": 0},
        {"lanes": 2},
        {"passes": 11},
        {"passes": 0},
        {"kdf": "scrypt"},
        {"salt": ""},
        {"salt": "****"},
        {"nonce": "AAAA"},
        {"sealed": None},
    ],
)
def test_a_tampered_wrap_is_refused_before_any_work(change: dict[str, object]) -> None:
    values = plain(wrap(DATA_KEY, b"secret", OWNER, CHEAP))
    with pytest.raises((ValueError, TypeError)):
        from_plain(values | change)


def test_a_key_of_another_length_is_a_defect_of_the_caller() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        wrap(b"short", b"secret", OWNER, CHEAP)


def test_what_is_shipped_is_64_mib_three_passes_four_lanes() -> None:
    assert (SHIPPED_COST.memory, SHIPPED_COST.passes, SHIPPED_COST.lanes) == (65536, 3, 4)


def test_nothing_secret_is_in_a_repr() -> None:
    wrapped = wrap(DATA_KEY, b"secret-7K2M", OWNER, CHEAP)
    assert repr(wrapped) == "Wrap(cost=Cost(memory=8, passes=1, lanes=1))"
