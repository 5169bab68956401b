"""Damage to either file of the keys is noticed, survived and kept aside; damage to both is said plainly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import Damaged, TooNew
from ipdesk.store.keyfile import COPY, FILE, SET_ASIDE
from ipdesk.store.keys import Keys
from tests.store._keys import COPY_UNSOUND, COPY_USED, PASSPHRASE, both, changed, made


def flip(data: bytes) -> bytes:
    """Damage one bit in the middle, where a wrap lies."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGES: list[Callable[[bytes], bytes]] = [
    flip,
    lambda data: b"",
    lambda data: data[: len(data) // 2],
    lambda data: b"\0" * len(data),
    lambda data: b"[]",
    lambda data: b"null",
    lambda data: b"[" * 100_000,
    lambda data: data + b" " * 1_000_001,
    lambda data: b'{"format": "ipdesk-keys", "version": 1, "check": 1}',
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_copy_is_used_when_the_first_file_is_damaged_and_mended_on_request(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    _, data_key, _ = made(tmp_path)
    first, second = both(tmp_path)
    (tmp_path / FILE).write_bytes(damage(first))
    keys = Keys.load(tmp_path)
    assert (keys.notice, keys.unwrap("张伟", PASSPHRASE)) == (COPY_USED, data_key)
    assert both(tmp_path) == (damage(first), second)
    keys.mend()
    assert keys.notice is None
    assert Keys.load(tmp_path).notice is None
    assert both(tmp_path) == (first, second)
    assert (tmp_path / SET_ASIDE).read_bytes() == damage(first)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_stale_copy_is_said_and_mended(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    _, data_key, _ = made(tmp_path)
    first, second = both(tmp_path)
    (tmp_path / COPY).write_bytes(damage(second))
    keys = Keys.load(tmp_path)
    assert (keys.notice, keys.unwrap("张伟", PASSPHRASE)) == (COPY_UNSOUND, data_key)
    keys.mend()
    assert both(tmp_path) == (first, second)
    assert not (tmp_path / SET_ASIDE).exists()


def test_a_missing_file_is_replaced_by_its_copy(tmp_path: Path) -> None:
    made(tmp_path)
    first, _ = both(tmp_path)
    (tmp_path / FILE).unlink()
    keys = Keys.load(tmp_path)
    assert keys.notice == COPY_USED
    keys.mend()
    assert both(tmp_path) == (first, first)


def test_a_folder_in_the_place_of_the_file_is_set_aside(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    keys = Keys.load(tmp_path)
    assert keys.notice == COPY_USED
    keys.mend()
    assert (tmp_path / SET_ASIDE).is_dir()
    assert Keys.load(tmp_path).notice is None


def test_both_damaged_is_plain_and_overwrites_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    damaged = tuple(flip(data) for data in both(tmp_path))
    for name, data in zip((FILE, COPY), damaged, strict=True):
        (tmp_path / name).write_bytes(data)
    with pytest.raises(Damaged) as caught:
        Keys.load(tmp_path)
    assert caught.value.advice is not None
    assert "keys.json from a backup" in caught.value.advice.id
    assert both(tmp_path) == damaged
    assert {path.name for path in tmp_path.iterdir()} == {FILE, COPY}


def test_an_empty_or_missing_folder_is_damaged(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        with pytest.raises(Damaged):
            Keys.load(folder)


@pytest.mark.parametrize("name", [FILE, COPY])
def test_a_newer_file_is_not_read_around(tmp_path: Path, name: str) -> None:
    made(tmp_path)
    changed(tmp_path, lambda values: values.update(version=2), name)
    if name == COPY:
        (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(TooNew):
        Keys.load(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values["users"][0].update(memory=2**31),
        lambda values: values["users"][0].update(lanes=2**20),
        lambda values: values["users"][0].update(passes=10**9),
        lambda values: values["users"][0].pop("kdf"),
        lambda values: values["users"][0].update(name=""),
        lambda values: values["users"][0].update(name=7),
        lambda values: values["users"].append(values["users"][0]),
        lambda values: values["users"].clear(),
        lambda values: values.update(users={"a": 1}),
        lambda values: values.update(lab=5),
        lambda values: values.update(lab="\ud800"),
        lambda values: values.update(proof=None),
        lambda values: values.update(recovery=values["users"][0]),
        lambda values: values.update(version="2"),
    ],
)
def test_a_tampered_file_is_damaged_at_once_even_with_a_fitting_checksum(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    made(tmp_path)
    changed(tmp_path, change)
    (tmp_path / COPY).unlink()
    with pytest.raises(Damaged):
        Keys.load(tmp_path)


def test_a_flipped_version_is_damage_not_a_newer_file(tmp_path: Path) -> None:
    made(tmp_path)
    first, _ = both(tmp_path)
    (tmp_path / FILE).write_bytes(first.replace(b'"version": 1', b'"version": 3'))
    assert Keys.load(tmp_path).notice == COPY_USED
